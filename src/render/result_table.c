/* Results as a table for a terminal:
 *
 *  area               2020   2021   2022   total
 *  Grønne områder      7.6    8.9    8.0    24.5
 *  Legepladser         2.25   2.4     -      4.65
 *  total               9.85  11.3    8.0    29.15   mio DKK
 *  2 rows · 12 entries
 *
 * Numbers stand with their decimal points below each other. Where it is wider than the
 * terminal, long texts are cut first, then columns at the right are left out, which is
 * said. */
#include "render/cells.h"
#include "render/result.h"

#include "base/utf8.h"
#include "render/canvas.h"

enum { TEXT_LEAST = 10 }; /* columns below which a text is not cut */

/* A column as it is drawn. */
typedef struct Drawn {
    uint32_t content;       /* width of the cells */
    uint32_t before, after; /* of numbers: up to the point, and from it on */
    uint32_t width;         /* that it gets, the heading included */
    uint32_t least;         /* that it must have */
    bool unit_in_heading;
} Drawn;

typedef struct Drawing {
    Cells cells;
    Canvas canvas;
    Drawn *columns;
    uint32_t count;
    uint32_t shown; /* columns, from the left; the others do not fit */
    Slice unit;     /* of all money that is shown: stands behind the last row */
    Slice none;
} Drawing;

/* ---- texts ---- */

static bool has_numbers(const Drawing *drawing, uint32_t column) {
    return drawing->cells.columns[column].numbers;
}

static bool is_percent(const Drawing *drawing, uint32_t column) {
    return slice_is(drawing->cells.columns[column].unit, "%");
}

static Slice missing_text(const Drawing *drawing, bool total, uint32_t column) {
    const ResultColumn *info = &drawing->cells.page->result->columns[column];
    bool adds_up = has_numbers(drawing, column) && info->type.kind != TYPE_YEAR;
    return total && !adds_up ? SLICE("") : drawing->none;
}

static Slice cell_text(const Drawing *drawing, uint32_t row, uint32_t column) {
    const Cells *cells = &drawing->cells;
    const Datum *cell = result_cell(cells->page->result, row, column);
    bool total = row == cells->page->result->row_count;
    if (total && column == cells_total_label(cells))
        return SLICE("total");
    if (cells_is_missing(cell))
        return missing_text(drawing, total, column);
    Slice text = cells_text(cells, column, cell, FOR_PEOPLE);
    return is_percent(drawing, column) && cell->kind == DATUM_PERCENT
               ? arena_format(cells->arena, "%.*s%%", SLICE_ARGS(text))
               : text;
}

static Slice heading_text(const Drawing *drawing, uint32_t column) {
    const ResultColumn *info = &drawing->cells.page->result->columns[column];
    return drawing->columns[column].unit_in_heading
               ? cells_heading(&drawing->cells, column)
               : info->heading;
}

/* The width of what stands before the decimal point. */
static uint32_t before_point(const Drawing *drawing, Slice text) {
    char point = drawing->cells.page->style->comma ? ',' : '.';
    uint32_t at = 0;
    while (at < text.length && text.at[at] != point)
        at++;
    if (at == text.length) { /* 12 EUR, 40%: up to the last digit */
        while (at > 0 && !(text.at[at - 1] >= '0' && text.at[at - 1] <= '9'))
            at--;
        at = at == 0 ? text.length : at;
    }
    return utf8_text_width((Slice){text.at, at});
}

/* ---- measuring ---- */

static uint32_t last_row(const Drawing *drawing) {
    const Result *result = drawing->cells.page->result;
    return result->row_count + result->has_totals;
}

static void measure_cells(Drawing *drawing) {
    for (uint32_t row = 0; row < last_row(drawing); row++) {
        for (uint32_t i = 0; i < drawing->count; i++) {
            Drawn *drawn = &drawing->columns[i];
            Slice text = cell_text(drawing, row, i);
            uint32_t width = canvas_text_width(&drawing->canvas, text);
            uint32_t before = has_numbers(drawing, i) ? before_point(drawing, text) : 0;
            uint32_t after = width > before ? width - before : 0;
            drawn->before = before > drawn->before ? before : drawn->before;
            drawn->after = after > drawn->after ? after : drawn->after;
        }
        cells_next_row(&drawing->cells);
    }
    for (uint32_t i = 0; i < drawing->count; i++) {
        drawing->columns[i].content = drawing->columns[i].before +
                                      drawing->columns[i].after;
    }
}

/* Whether a unit at the end of a line would be read as that of another number. */
static bool misleads(const Drawing *drawing, uint32_t column) {
    const ResultColumn *info = &drawing->cells.page->result->columns[column];
    const CellsColumn *found = &drawing->cells.columns[column];
    bool last = column + 1 == drawing->shown;
    bool other = is_percent(drawing, column) || info->type.kind == TYPE_YEAR;
    bool money = found->unit.length > 0 || info->type.kind == TYPE_AMOUNT;
    return found->numbers && (other ? last : !money);
}

/* The unit goes behind the last row where all money that is shown is in one, and no other
 * number can be taken for it. Else each heading says its unit. */
static void place_unit(Drawing *drawing) {
    bool behind = last_row(drawing) > 0;
    drawing->unit = SLICE("");
    for (uint32_t i = 0; i < drawing->shown; i++) {
        Slice unit = drawing->cells.columns[i].unit;
        behind = behind && !misleads(drawing, i);
        if (unit.length > 0 && !is_percent(drawing, i)) {
            behind = behind &&
                     (drawing->unit.length == 0 || slice_equal(unit, drawing->unit));
            drawing->unit = unit;
        }
    }
    for (uint32_t i = 0; i < drawing->shown; i++)
        drawing->columns[i].unit_in_heading = !behind && !is_percent(drawing, i);
    drawing->unit = behind ? drawing->unit : SLICE("");
}

static void measure_headings(Drawing *drawing) {
    for (uint32_t i = 0; i < drawing->shown; i++) {
        Drawn *drawn = &drawing->columns[i];
        uint32_t heading = canvas_text_width(&drawing->canvas, heading_text(drawing, i));
        if (drawing->cells.page->style->no_header)
            heading = 0;
        bool unit = drawn->unit_in_heading && drawing->cells.columns[i].unit.length > 0;
        uint32_t least = heading > TEXT_LEAST && !unit ? TEXT_LEAST : heading;
        drawn->width = heading > drawn->content ? heading : drawn->content;
        drawn->least = drawn->width;
        if (!has_numbers(drawing, i))
            drawn->least = drawn->width > TEXT_LEAST ? TEXT_LEAST : drawn->width;
        else if (drawn->content < heading)
            drawn->least = least > drawn->content ? least : drawn->content;
    }
}

/* ---- fitting ---- */

/* What the columns take, or at the least would take. */
static uint32_t total_width(const Drawing *drawing, bool least) {
    uint32_t width = drawing->unit.length > 0 ? utf8_text_width(drawing->unit) + 3 : 0;
    for (uint32_t i = 0; i < drawing->shown; i++) {
        const Drawn *drawn = &drawing->columns[i];
        width += (least ? drawn->least : drawn->width) + (i == 0 ? 1 : 2);
    }
    return width;
}

/* The widest column that can be cut, or `count`. */
static uint32_t widest(const Drawing *drawing) {
    uint32_t found = drawing->count;
    for (uint32_t i = 0; i < drawing->shown; i++) {
        const Drawn *drawn = &drawing->columns[i];
        if (drawn->width > drawn->least &&
            (found == drawing->count || drawn->width > drawing->columns[found].width))
            found = i;
    }
    return found;
}

/* Leaves out what does not fit even when all texts are cut, and then cuts no more than it
 * must. */
static void fit(Drawing *drawing) {
    uint32_t width = drawing->cells.page->style->width;
    drawing->shown = drawing->count;
    place_unit(drawing);
    measure_headings(drawing);
    while (width > 0 && drawing->shown > 1 && total_width(drawing, true) > width) {
        drawing->shown--;
        place_unit(drawing);
        measure_headings(drawing);
    }
    uint32_t wide = widest(drawing);
    while (width > 0 && wide < drawing->count && total_width(drawing, false) > width) {
        drawing->columns[wide].width--;
        wide = widest(drawing);
    }
}

static Drawing drawing_begin(const ResultPage *page, Writer *out) {
    Drawing drawing = {.cells = cells_begin(page),
                       .canvas = canvas_new(page->memory, out, page->style->colour),
                       .count = page->result->column_count};
    drawing.none = page->style->null.at == NULL ? SLICE("-") : page->style->null;
    drawing.columns = ARENA_ARRAY(drawing.cells.kept, Drawn, drawing.count);
    measure_cells(&drawing);
    fit(&drawing);
    return drawing;
}

static void drawing_end(Drawing *drawing) {
    canvas_free(&drawing->canvas);
    cells_end(&drawing->cells);
}

/* ---- drawing ---- */

/* As much of a text as fits, with "…" where it does not. */
static uint32_t draw_cut(Drawing *drawing, Slice text, uint32_t width) {
    if (canvas_text_width(&drawing->canvas, text) <= width)
        return canvas_text(&drawing->canvas, text);
    uint32_t end = 0, drawn = 1;
    while (end < text.length) {
        uint32_t next = canvas_step(text, end);
        Slice letter = {text.at + end, next - end};
        uint32_t more = canvas_text_width(&drawing->canvas, letter);
        if (drawn + more > width)
            break;
        drawn += more;
        end = next;
    }
    canvas_text(&drawing->canvas, (Slice){text.at, end});
    canvas_str(&drawing->canvas, "…");
    return drawn;
}

/* Blanks are held back until something follows them. */
static void draw_gap(Drawing *drawing, uint32_t *gap) {
    canvas_spaces(&drawing->canvas, *gap);
    *gap = 0;
}

static void draw_text(Drawing *drawing, Slice text, uint32_t width, uint32_t *gap) {
    if (text.length > 0)
        draw_gap(drawing, gap);
    uint32_t drawn = text.length > 0 ? draw_cut(drawing, text, width) : 0;
    *gap += width - drawn;
}

/* A heading that is cut, or more than its numbers, ends where they end. */
static void draw_right(Drawing *drawing, Slice text, uint32_t width, uint32_t *gap) {
    uint32_t own = canvas_text_width(&drawing->canvas, text);
    *gap += own < width ? width - own : 0;
    draw_text(drawing, text, own < width ? own : width, gap);
}

static void draw_number(Drawing *drawing, const Drawn *drawn, Slice text, uint32_t *gap) {
    uint32_t width = canvas_text_width(&drawing->canvas, text);
    uint32_t before = before_point(drawing, text);
    uint32_t lead = drawn->width - drawn->content + drawn->before - before;
    *gap += lead;
    draw_text(drawing, text, width, gap);
    *gap += drawn->width - lead - width;
}

static void draw_heads(Drawing *drawing) {
    uint32_t gap = 1;
    canvas_paint(&drawing->canvas, PAINT_BOLD);
    for (uint32_t i = 0; i < drawing->shown; i++) {
        Slice text = heading_text(drawing, i);
        if (has_numbers(drawing, i))
            draw_right(drawing, text, drawing->columns[i].width, &gap);
        else
            draw_text(drawing, text, drawing->columns[i].width, &gap);
        gap += 2;
    }
    canvas_plain(&drawing->canvas);
    canvas_str(&drawing->canvas, "\n");
}

static void draw_row(Drawing *drawing, uint32_t row) {
    uint32_t gap = 1;
    bool total = row == drawing->cells.page->result->row_count;
    if (total)
        canvas_paint(&drawing->canvas, PAINT_BOLD);
    for (uint32_t i = 0; i < drawing->shown; i++) {
        Slice text = cell_text(drawing, row, i);
        if (has_numbers(drawing, i))
            draw_number(drawing, &drawing->columns[i], text, &gap);
        else
            draw_text(drawing, text, drawing->columns[i].width, &gap);
        gap += 2;
    }
    if (row + 1 == last_row(drawing) && drawing->unit.length > 0) {
        gap++;
        draw_gap(drawing, &gap);
        canvas_text(&drawing->canvas, drawing->unit);
    }
    if (total)
        canvas_plain(&drawing->canvas);
    canvas_str(&drawing->canvas, "\n");
}

static void draw_closing(Drawing *drawing, Writer *out) {
    uint32_t hidden = drawing->count - drawing->shown;
    if (hidden > 0) {
        writer_format(out, " %u column%s not fit; --wide shows %s\n", hidden,
                      hidden == 1 ? " does" : "s do", hidden == 1 ? "it" : "them");
    }
    if (drawing->cells.page->style->closing) {
        Slice counts = cells_counts(&drawing->cells);
        writer_format(out, " %.*s\n", SLICE_ARGS(counts));
    }
}

void render_result_table(const ResultPage *page, Writer *out) {
    Drawing drawing = drawing_begin(page, out);
    if (!page->style->no_header)
        draw_heads(&drawing);
    for (uint32_t row = 0; row < last_row(&drawing); row++) {
        draw_row(&drawing, row);
        cells_next_row(&drawing.cells);
    }
    draw_closing(&drawing, out);
    drawing_end(&drawing);
}

void render_result_counts(const ResultPage *page, Writer *out) {
    Text nowhere = {.memory = page->memory};
    Writer drawn = writer_text(&nowhere);
    Drawing drawing = drawing_begin(page, &drawn);
    Slice counts = cells_counts(&drawing.cells);
    writer_slice(out, counts);
    drawing_end(&drawing);
    text_free(&nowhere);
}

ResultExtent result_extent(const ResultPage *page) {
    Text nowhere = {.memory = page->memory};
    Writer out = writer_text(&nowhere);
    Drawing drawing = drawing_begin(page, &out);
    bool cut = drawing.shown < drawing.count;
    ResultExtent extent = {.lines = last_row(&drawing) + !page->style->no_header + cut +
                                    page->style->closing,
                           .cut = cut};
    drawing_end(&drawing);
    text_free(&nowhere);
    return extent;
}
