/* Results as a `table` block that can be put back into a file: years become columns, and
 * each row is a project whose figures are entries as they are written, or the total of an
 * area where rows are areas. It is read again and laid out before it goes out: what
 * cannot be read as the same entries is not written. */
#include "render/result_entries.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "fmt/fmt.h"
#include "syntax/parse.h"

/* "2022", or "2022/23" */
static bool is_year(Slice heading) {
    enum { YEAR = 4, SPLIT = 7 };
    if (heading.length != YEAR && heading.length != SPLIT)
        return false;
    for (uint32_t i = 0; i < heading.length; i++)
        if (i == YEAR ? heading.at[i] != '/' : heading.at[i] < '0' || heading.at[i] > '9')
            return false;
    return true;
}

static uint32_t find_things(const Result *result, ThingKind kind) {
    for (uint32_t i = 0; i < result->column_count; i++)
        if (result->columns[i].type.kind == TYPE_REF &&
            result->columns[i].type.of == kind)
            return i;
    return UINT32_MAX;
}

static bool is_thing(const EntriesLayout *layout, uint32_t column) {
    return column == layout->area || column == layout->project ||
           column == layout->source || column == layout->money;
}

static const char *check_columns(const Result *result, const EntriesLayout *layout) {
    if (layout->area == UINT32_MAX && layout->project == UINT32_MAX)
        return "a table block needs a column of areas or projects";
    for (uint32_t i = 0; i < result->column_count; i++) {
        const ResultColumn *column = &result->columns[i];
        bool year = column->pivoted && (column->total || is_year(column->heading));
        if (i < layout->first_year ? !is_thing(layout, i) : !year) {
            return "a table block has areas, projects, sources and kinds of money, a "
                   "column for each year (pivot by year), and nothing else";
        }
        if (i >= layout->first_year && column->type.kind != TYPE_AMOUNT)
            return "the figures of a table block are amounts";
    }
    return layout->first_year < result->column_count
               ? NULL
               : "a table block has a column for each year: pivot by year";
}

/* NULL where the result can be a table; else why not. */
static const char *lay_out(const Cells *cells, EntriesLayout *layout) {
    const Result *result = cells->page->result;
    *layout = (EntriesLayout){find_things(result, KIND_AREA),
                              find_things(result, KIND_PROJECT),
                              find_things(result, KIND_SOURCE),
                              find_things(result, KIND_MONEY), result->column_count};
    for (uint32_t i = result->column_count; i > 0 && result->columns[i - 1].pivoted; i--)
        layout->first_year = i - 1;
    const char *why = check_columns(result, layout);
    Slice unit = {0};
    for (uint32_t i = layout->first_year; !why && i < result->column_count; i++) {
        const CellsColumn *column = &cells->columns[i];
        if (column->own_units || (unit.length > 0 && column->unit.length > 0 &&
                                  !slice_equal(unit, column->unit))) {
            return "the figures of a table block are in one currency and unit; --unit "
                   "chooses one";
        }
        unit = column->unit.length > 0 ? column->unit : unit;
    }
    return why;
}

static Slice name_of(const ResultPage *page, const Datum *thing) {
    return model_name(page->model, (ThingKind)thing->ref_kind, thing->ref);
}

/* A title as a text of the language. */
static void write_title(Writer *out, Slice title) {
    writer_str(out, "\"");
    for (uint32_t at = 0; at < title.length;) {
        uint32_t bytes = 1;
        uint32_t code = utf8_decode(title.at + at, title.length - at, &bytes);
        if (code == '"' || code == '\\')
            writer_str(out, "\\");
        if (utf8_is_control(code))
            writer_format(out, "\\u{%x}", code);
        else
            writer_bytes(out, title.at + at, bytes);
        at += bytes;
    }
    writer_str(out, "\"");
}

static void write_cells(const Entries *entries, Writer *out, uint32_t row) {
    const Result *result = entries->cells->page->result;
    for (uint32_t i = entries->layout->first_year; i < result->column_count; i++) {
        writer_str(out, "  ");
        writer_slice(out, entries_text(entries, row, i));
    }
    writer_str(out, "\n");
}

/* " from fund", where the row has a thing in that column. */
static void write_modifier(const ResultPage *page, Writer *out, const char *word,
                           uint32_t row, uint32_t column) {
    const Datum *thing = column == UINT32_MAX ? NULL
                                              : result_cell(page->result, row, column);
    if (thing != NULL && thing->kind == DATUM_REF) {
        writer_format(out, " %s ", word);
        writer_slice(out, name_of(page, thing));
    }
}

static void write_row(const Entries *entries, Writer *out, uint32_t row,
                      const char *indent) {
    const ResultPage *page = entries->cells->page;
    const EntriesLayout *layout = entries->layout;
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
    write_modifier(page, out, "as", row, layout->money);
    write_modifier(page, out, "from", row, layout->source);
    write_cells(entries, out, row);
}

static void write_head(const Cells *cells, Writer *out, const EntriesLayout *layout) {
    const Result *result = cells->page->result;
    Slice unit = {0};
    writer_str(out, result->table == TABLE_spending ? "spending table " : "table ");
    for (uint32_t i = layout->first_year; i < result->column_count; i++) {
        const ResultColumn *column = &result->columns[i];
        writer_str(out, i > layout->first_year ? ", " : "");
        writer_slice(out, column->total ? SLICE("all") : column->heading);
        unit = cells->columns[i].unit.length > 0 ? cells->columns[i].unit : unit;
    }
    writer_str(out, " {\n");
    if (unit.length > 0) {
        writer_str(out, "  unit ");
        writer_slice(out, unit);
        writer_str(out, "\n");
    }
}

/* Rows of one area, one after another, stand in a block of it. */
static void write_rows(const Entries *entries, Writer *out) {
    const Cells *cells = entries->cells;
    const EntriesLayout *layout = entries->layout;
    const Result *result = cells->page->result;
    bool grouped = layout->area != UINT32_MAX && layout->project != UINT32_MAX;
    Id open = 0;
    for (uint32_t row = 0; row < result->row_count; row++) {
        const Datum *area = grouped ? result_cell(result, row, layout->area) : NULL;
        Id own = area != NULL && area->kind == DATUM_REF ? area->ref : 0;
        if (own != open && open != 0)
            writer_str(out, "  }\n");
        if (own != open && own != 0) {
            writer_str(out, "  area ");
            writer_slice(out, name_of(cells->page, area));
            writer_str(out, " ");
            write_title(out, area->text);
            writer_str(out, " {\n");
        }
        open = own;
        write_row(entries, out, row, open != 0 ? "    " : "  ");
    }
    if (open != 0)
        writer_str(out, "  }\n");
}

static const char *check_rows(const ResultPage *page, const EntriesLayout *layout) {
    const Result *result = page->result;
    uint32_t column = layout->project != UINT32_MAX ? layout->project : layout->area;
    for (uint32_t row = 0; row < result->row_count; row++)
        if (result_cell(result, row, column)->kind != DATUM_REF)
            return "a row has no name: leave such rows out with \"where\"";
    return result->row_count > 0 ? NULL : "there is no row to make a table of";
}

static void write_table(const Entries *entries, Writer *out) {
    const Result *result = entries->cells->page->result;
    write_head(entries->cells, out, entries->layout);
    write_rows(entries, out);
    if (result->has_totals) {
        writer_str(out, "  total");
        write_cells(entries, out, result->row_count);
    }
    writer_str(out, "}\n");
}

/* Appends the table with its columns below each other; false where it cannot be read as
 * the entries that it is made of. */
static bool lay_text_out(const Entries *entries, Slice table, Text *out) {
    const Cells *cells = entries->cells;
    Arena *arena = cells->kept;
    char *at = arena_zero(arena, (size_t)table.length + IO_PADDING);
    memcpy(at, table.at, table.length);
    Sources sources;
    sources_init(&sources, arena);
    Source *source =
        sources_add(&sources, SLICE("table"), (Slice){0}, (Slice){at, table.length});
    Findings findings;
    findings_init(&findings, arena);
    Names *names = names_new(arena);
    Tree *tree = parse_source(arena, names, &findings, source);
    if (findings.all.count > 0 || !entries_are(entries, tree->first))
        return false;
    fmt_source(cells->page->memory, names, source, tree, out);
    return true;
}

bool render_result_integ(const ResultPage *page, Writer *out, const char **why) {
    EntriesLayout layout;
    Entries entries;
    Cells cells = cells_begin(page);
    const char *reason = lay_out(&cells, &layout);
    reason = reason == NULL ? check_rows(page, &layout) : reason;
    reason = reason == NULL ? entries_find(&entries, &cells, &layout) : reason;
    if (reason == NULL) {
        Text table = {.memory = page->memory}, laid = {.memory = page->memory};
        Writer writer = writer_text(&table);
        write_table(&entries, &writer);
        if (lay_text_out(&entries, text_view(&table), &laid)) {
            writer_slice(out, text_view(&laid));
        } else {
            reason = "a figure or name cannot be written in a table block just as it is; "
                     "~140 mio in thousand, for one, is not ~140000";
        }
        text_free(&table);
        text_free(&laid);
    }
    cells_end(&cells);
    if (reason != NULL)
        *why = reason;
    return reason == NULL;
}
