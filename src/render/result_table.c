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

#include "base/utf8.h"
#include "render/canvas.h"

enum { TEXT_LEAST = 10 }; /* columns below which a text is not cut */

/* A column as it is drawn. */
typedef struct Drawn {
    uint32_t width;
    uint32_t before, after; /* of numbers: up to the point, and from it on */
    bool numbers;
    bool unit_in_heading;
    bool hidden;
} Drawn;

typedef struct Drawing {
    Cells cells;
    Canvas canvas;
    Drawn *columns;
    uint32_t count;
    uint32_t hidden;
    Slice unit; /* that all money columns share: stands behind the last row */
    Slice none;
} Drawing;

/* ---- texts ---- */

static Slice cell_text(const Drawing *drawing, uint32_t row, uint32_t column) {
    const Result *result = drawing->cells.page->result;
    const Datum *cell = result_cell(result, row, column);
    Slice text = row == result->row_count
                     ? cells_total(&drawing->cells, column, true)
                     : cells_text(&drawing->cells, column, cell, true);
    if (text.length > 0 || cell->kind != DATUM_NULL) {
        return cell->kind == DATUM_PERCENT
                   ? arena_format(drawing->cells.arena, "%.*s%%", SLICE_ARGS(text))
                   : text;
    }
    bool sums = drawing->columns[column].numbers &&
                result->columns[column].type.kind != TYPE_YEAR;
    bool blank = row == result->row_count && !sums;
    return blank ? SLICE("") : drawing->none;
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
    while (at < text.length && text.at[at] != point) {
        at++;
    }
    if (at == text.length) { /* 12 EUR, 40%: up to the last digit */
        while (at > 0 && !(text.at[at - 1] >= '0' && text.at[at - 1] <= '9')) {
            at--;
        }
        at = at == 0 ? text.length : at;
    }
    return utf8_text_width((Slice){text.at, at});
}

/* ---- measuring ---- */

static uint32_t last_row(const Drawing *drawing) {
    const Result *result = drawing->cells.page->result;
    return result->row_count + result->has_totals;
}

static void find_numbers(Drawing *drawing) {
    for (uint32_t i = 0; i < drawing->count; i++) {
        bool numbers = false, others = false;
        for (uint32_t row = 0; row < last_row(drawing); row++) {
            const Datum *cell = result_cell(drawing->cells.page->result, row, i);
            numbers = numbers || cells_is_number(cell);
            others = others || (!cells_is_number(cell) && cell->kind != DATUM_NULL);
        }
        drawing->columns[i].numbers = (numbers && !others) ||
                                      drawing->cells.page->result->columns[i].pivoted;
    }
}

/* The unit goes behind the last row where all money is in one. */
static void find_unit(Drawing *drawing) {
    bool several = false;
    for (uint32_t i = 0; i < drawing->count; i++) {
        Slice unit = cells_unit(&drawing->cells, i);
        if (unit.length == 0 || slice_is(unit, "%")) {
            continue;
        }
        several = several ||
                  (drawing->unit.length > 0 && !slice_equal(unit, drawing->unit));
        drawing->unit = unit;
    }
    const Result *result = drawing->cells.page->result;
    for (uint32_t i = 0; several && i < drawing->count; i++) {
        Slice unit = cells_unit(&drawing->cells, i);
        drawing->columns[i].unit_in_heading = !slice_is(unit, "%");
    }
    if (several || result->row_count + result->has_totals == 0) {
        drawing->unit.length = 0;
    }
}

static void measure_column(Drawing *drawing, uint32_t column) {
    Drawn *drawn = &drawing->columns[column];
    for (uint32_t row = 0; row < last_row(drawing); row++) {
        Slice text = cell_text(drawing, row, column);
        uint32_t width = canvas_text_width(&drawing->canvas, text);
        if (!drawn->numbers) {
            drawn->width = width > drawn->width ? width : drawn->width;
            continue;
        }
        uint32_t before = before_point(drawing, text);
        uint32_t after = width > before ? width - before : 0;
        drawn->before = before > drawn->before ? before : drawn->before;
        drawn->after = after > drawn->after ? after : drawn->after;
    }
    if (drawn->numbers) {
        drawn->width = drawn->before + drawn->after;
    }
    uint32_t heading =
        drawing->cells.page->style->no_header
            ? 0
            : canvas_text_width(&drawing->canvas, heading_text(drawing, column));
    drawn->width = heading > drawn->width ? heading : drawn->width;
}

static uint32_t total_width(const Drawing *drawing) {
    uint32_t width = 1;
    for (uint32_t i = 0; i < drawing->count; i++) {
        width += drawing->columns[i].hidden ? 0 : drawing->columns[i].width + 2;
    }
    if (drawing->unit.length > 0) {
        width += utf8_text_width(drawing->unit) + 1;
    }
    return width - 2;
}

/* The widest text that can still be cut, or `count`. */
static uint32_t widest_text(const Drawing *drawing) {
    uint32_t widest = drawing->count;
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Drawn *drawn = &drawing->columns[i];
        if (!drawn->numbers && !drawn->hidden && drawn->width > TEXT_LEAST &&
            (widest == drawing->count || drawn->width > drawing->columns[widest].width)) {
            widest = i;
        }
    }
    return widest;
}

static void fit(Drawing *drawing) {
    uint32_t width = drawing->cells.page->style->width;
    while (width > 0 && total_width(drawing) > width) {
        uint32_t widest = widest_text(drawing);
        if (widest < drawing->count) {
            drawing->columns[widest].width--;
            continue;
        }
        uint32_t last = drawing->count;
        while (last > 1 && drawing->columns[last - 1].hidden) {
            last--;
        }
        if (last <= 1) {
            return;
        }
        drawing->columns[last - 1].hidden = true;
        drawing->hidden++;
    }
}

static Drawing drawing_begin(const ResultPage *page, Writer *out) {
    Drawing drawing = {.cells = cells_begin(page),
                       .canvas = canvas_new(page->memory, out, page->style->colour),
                       .count = page->result->column_count};
    drawing.none = page->style->null.at == NULL ? SLICE("-") : page->style->null;
    drawing.columns = ARENA_ARRAY(drawing.cells.arena, Drawn, drawing.count + 1);
    find_numbers(&drawing);
    find_unit(&drawing);
    for (uint32_t i = 0; i < drawing.count; i++) {
        measure_column(&drawing, i);
    }
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
    if (canvas_text_width(&drawing->canvas, text) <= width) {
        return canvas_text(&drawing->canvas, text);
    }
    Slice head = text;
    while (head.length > 0 && canvas_text_width(&drawing->canvas, head) + 1 > width) {
        head.length = canvas_step_back(head, head.length);
    }
    uint32_t drawn = canvas_text(&drawing->canvas, head);
    canvas_str(&drawing->canvas, "…");
    return drawn + 1;
}

/* Blanks are held back until something follows them. */
static void draw_gap(Drawing *drawing, uint32_t *gap) {
    canvas_spaces(&drawing->canvas, *gap);
    *gap = 0;
}

static void draw_text(Drawing *drawing, Slice text, uint32_t width, uint32_t *gap) {
    if (text.length > 0) {
        draw_gap(drawing, gap);
    }
    uint32_t drawn = text.length > 0 ? draw_cut(drawing, text, width) : 0;
    *gap += width - drawn;
}

static void draw_number(Drawing *drawing, const Drawn *drawn, Slice text, uint32_t *gap) {
    uint32_t width = canvas_text_width(&drawing->canvas, text);
    uint32_t before = before_point(drawing, text);
    uint32_t numbers = drawn->before + drawn->after;
    uint32_t lead = drawn->width - numbers + drawn->before - before;
    if (text.length > 0) {
        *gap += lead;
        draw_gap(drawing, gap);
        canvas_text(&drawing->canvas, text);
        *gap += drawn->width - lead - width;
    } else {
        *gap += drawn->width;
    }
}

static void draw_heads(Drawing *drawing) {
    uint32_t gap = 1;
    canvas_paint(&drawing->canvas, PAINT_BOLD);
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Drawn *drawn = &drawing->columns[i];
        if (drawn->hidden) {
            continue;
        }
        Slice text = heading_text(drawing, i);
        if (drawn->numbers) {
            gap += drawn->width - canvas_text_width(&drawing->canvas, text);
            draw_gap(drawing, &gap);
            canvas_text(&drawing->canvas, text);
        } else {
            draw_text(drawing, text, drawn->width, &gap);
        }
        gap += 2;
    }
    canvas_plain(&drawing->canvas);
    canvas_str(&drawing->canvas, "\n");
}

static void draw_row(Drawing *drawing, uint32_t row) {
    uint32_t gap = 1;
    bool total = row == drawing->cells.page->result->row_count;
    if (total) {
        canvas_paint(&drawing->canvas, PAINT_BOLD);
    }
    for (uint32_t i = 0; i < drawing->count; i++) {
        const Drawn *drawn = &drawing->columns[i];
        if (drawn->hidden) {
            continue;
        }
        Slice text = cell_text(drawing, row, i);
        if (drawn->numbers) {
            draw_number(drawing, drawn, text, &gap);
        } else {
            draw_text(drawing, text, drawn->width, &gap);
        }
        gap += 2;
    }
    if (row + 1 == last_row(drawing) && drawing->unit.length > 0) {
        gap++;
        draw_gap(drawing, &gap);
        canvas_text(&drawing->canvas, drawing->unit);
    }
    if (total) {
        canvas_plain(&drawing->canvas);
    }
    canvas_str(&drawing->canvas, "\n");
}

static void draw_closing(Drawing *drawing, Writer *out) {
    if (drawing->hidden > 0) {
        writer_format(out, " %u column%s not fit; --wide shows %s\n", drawing->hidden,
                      drawing->hidden == 1 ? " does" : "s do",
                      drawing->hidden == 1 ? "it" : "them");
    }
    if (drawing->cells.page->style->closing) {
        Slice counts = cells_counts(&drawing->cells);
        writer_format(out, " %.*s", SLICE_ARGS(counts));
        writer_str(out, "\n");
    }
}

void render_result_table(const ResultPage *page, Writer *out) {
    Drawing drawing = drawing_begin(page, out);
    if (!page->style->no_header) {
        draw_heads(&drawing);
    }
    for (uint32_t row = 0; row < last_row(&drawing); row++) {
        draw_row(&drawing, row);
    }
    draw_closing(&drawing, out);
    drawing_end(&drawing);
}

ResultExtent result_extent(const ResultPage *page) {
    Text nowhere = {.memory = page->memory};
    Writer out = writer_text(&nowhere);
    Drawing drawing = drawing_begin(page, &out);
    ResultExtent extent = {.lines = last_row(&drawing) + !page->style->no_header +
                                    (drawing.hidden > 0) + page->style->closing,
                           .cut = drawing.hidden > 0};
    drawing_end(&drawing);
    text_free(&nowhere);
    return extent;
}
