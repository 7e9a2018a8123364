/* Results as a `table` block that can be put back into a file: years become columns, each
 * row is a project, or the total of an area where rows are areas, and what is missing is
 * `-`. */
#include "render/cells.h"

/* Which columns of the result stand for what; UINT32_MAX: none. */
typedef struct Layout {
    uint32_t area, project, source;
    uint32_t first_year; /* years stand at the end, then `all` */
} Layout;

static bool is_year(Slice heading) {
    if (heading.length != 4) {
        return false;
    }
    for (uint32_t i = 0; i < 4; i++) {
        if (heading.at[i] < '0' || heading.at[i] > '9') {
            return false;
        }
    }
    return true;
}

static uint32_t find_things(const Result *result, EntityKind kind) {
    for (uint32_t i = 0; i < result->column_count; i++) {
        if (result->columns[i].type.kind == TYPE_REF &&
            result->columns[i].type.of == kind) {
            return i;
        }
    }
    return UINT32_MAX;
}

/* NULL where the result can be a table; else why not. */
static const char *lay_out(const ResultPage *page, Layout *layout) {
    const Result *result = page->result;
    *layout = (Layout){find_things(result, KIND_AREA), find_things(result, KIND_PROJECT),
                       find_things(result, KIND_SOURCE), result->column_count};
    uint32_t things = 0;
    for (uint32_t i = 0; i < result->column_count; i++) {
        if (result->columns[i].pivoted &&
            (is_year(result->columns[i].heading) || result->columns[i].total)) {
            layout->first_year = i < layout->first_year ? i : layout->first_year;
        } else {
            things += i == layout->area || i == layout->project || i == layout->source;
        }
    }
    if (layout->area == UINT32_MAX && layout->project == UINT32_MAX) {
        return "a table block needs a column of areas or projects";
    }
    if (layout->first_year == result->column_count || things != layout->first_year) {
        return "a table block has areas, projects and sources, and a column for each "
               "year "
               "(pivot by year), and nothing else";
    }
    for (uint32_t i = layout->first_year; i < result->column_count; i++) {
        if (result->columns[i].type.kind != TYPE_AMOUNT) {
            return "the figures of a table block are amounts";
        }
        if (result->columns[i].currency == 0) {
            return "the figures of a table block are in one currency";
        }
    }
    return NULL;
}

static Slice name_of(const ResultPage *page, const Datum *thing) {
    return model_name(page->model, (EntityKind)thing->ref_kind, thing->ref);
}

/* A title as a text of the language. */
static void write_title(Writer *out, Slice title) {
    writer_str(out, "\"");
    for (uint32_t i = 0; i < title.length; i++) {
        char c = title.at[i];
        if (c == '"' || c == '\\') {
            writer_str(out, "\\");
        }
        writer_str(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "");
        if (c != '\n' && c != '\t') {
            writer_bytes(out, &c, 1);
        }
    }
    writer_str(out, "\"");
}

static void write_cells(const Cells *cells, Writer *out, const Layout *layout,
                        uint32_t row) {
    const Result *result = cells->page->result;
    for (uint32_t i = layout->first_year; i < result->column_count; i++) {
        const Datum *cell = result_cell(result, row, i);
        Slice text = cells_is_missing(cell) ? SLICE("-")
                                            : cells_text(cells, i, cell, false);
        writer_str(out, "  ");
        writer_slice(out, text);
    }
    writer_str(out, "\n");
}

static void write_row(const Cells *cells, Writer *out, const Layout *layout, uint32_t row,
                      const char *indent) {
    const ResultPage *page = cells->page;
    const Result *result = page->result;
    bool project = layout->project != UINT32_MAX;
    const Datum *thing =
        result_cell(result, row, project ? layout->project : layout->area);
    writer_str(out, indent);
    writer_str(out, project ? "" : "total of ");
    writer_slice(out, name_of(page, thing));
    if (project) {
        writer_str(out, " ");
        write_title(out, thing->text);
    }
    if (layout->source != UINT32_MAX) {
        const Datum *source = result_cell(result, row, layout->source);
        if (source->kind == DATUM_REF) {
            writer_str(out, " from ");
            writer_slice(out, name_of(page, source));
        }
    }
    write_cells(cells, out, layout, row);
}

static void write_head(const Cells *cells, Writer *out, const Layout *layout) {
    const Result *result = cells->page->result;
    writer_str(out, "unit ");
    writer_slice(out, cells_unit(cells, layout->first_year));
    writer_str(out, "\ntable ");
    for (uint32_t i = layout->first_year; i < result->column_count; i++) {
        writer_str(out, i > layout->first_year ? ", " : "");
        writer_slice(out, result->columns[i].total ? SLICE("all")
                                                   : result->columns[i].heading);
    }
    writer_str(out, " {\n");
}

/* Rows of one area, one after another, stand in a block of it. */
static void write_rows(const Cells *cells, Writer *out, const Layout *layout) {
    const Result *result = cells->page->result;
    bool grouped = layout->area != UINT32_MAX && layout->project != UINT32_MAX;
    Id open = 0;
    for (uint32_t row = 0; row < result->row_count; row++) {
        const Datum *area = grouped ? result_cell(result, row, layout->area) : NULL;
        Id own = area != NULL && area->kind == DATUM_REF ? area->ref : 0;
        if (own != open && open != 0) {
            writer_str(out, "  }\n");
        }
        if (own != open && own != 0) {
            writer_str(out, "  area ");
            writer_slice(out, name_of(cells->page, area));
            writer_str(out, " ");
            write_title(out, area->text);
            writer_str(out, " {\n");
        }
        open = own;
        write_row(cells, out, layout, row, open != 0 ? "    " : "  ");
    }
    if (open != 0) {
        writer_str(out, "  }\n");
    }
}

static const char *check_rows(const ResultPage *page, const Layout *layout) {
    const Result *result = page->result;
    uint32_t column = layout->project != UINT32_MAX ? layout->project : layout->area;
    for (uint32_t row = 0; row < result->row_count; row++) {
        if (result_cell(result, row, column)->kind != DATUM_REF) {
            return "a row has no name: leave such rows out with \"where\"";
        }
    }
    return NULL;
}

bool render_result_integ(const ResultPage *page, Writer *out, const char **why) {
    Layout layout;
    const char *reason = lay_out(page, &layout);
    if (reason == NULL) {
        reason = check_rows(page, &layout);
    }
    if (reason != NULL) {
        *why = reason;
        return false;
    }
    Cells cells = cells_begin(page);
    write_head(&cells, out, &layout);
    write_rows(&cells, out, &layout);
    if (page->result->has_totals) {
        writer_str(out, "  total");
        write_cells(&cells, out, &layout, page->result->row_count);
    }
    writer_str(out, "}\n");
    cells_end(&cells);
    return true;
}
