/* Results as CSV, by RFC 4180: lines end in CRLF, a cell with a comma, a quote or a line
 * break stands in quotes. With a decimal comma the cells are separated by semicolons, as
 * spreadsheets with Danish settings want it. A text that a spreadsheet would run as a
 * formula gets an apostrophe in front. */
#include "render/cells.h"

#include <string.h>

static bool is_formula(Slice text) {
    return text.length > 0 && strchr("=+-@\t\r", text.at[0]) != NULL && text.at[0] != 0;
}

static void write_cell(Writer *out, Slice text, bool number, char between) {
    bool quoted = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        quoted = quoted || c == between || c == '"' || c == '\n' || c == '\r';
    }
    quoted = quoted ||
             (text.length > 0 && (text.at[0] == ' ' || text.at[text.length - 1] == ' '));
    writer_str(out, quoted ? "\"" : "");
    writer_str(out, !number && is_formula(text) ? "'" : "");
    for (uint32_t i = 0; i < text.length; i++) {
        writer_bytes(out, text.at[i] == '"' ? "\"\"" : &text.at[i],
                     text.at[i] == '"' ? 2 : 1);
    }
    writer_str(out, quoted ? "\"" : "");
}

/* A decimal comma, but no groups: those would not be numbers. */
static Slice csv_text(const Cells *cells, uint32_t column, const Datum *datum) {
    ResultStyle style = *cells->page->style;
    ResultPage page = *cells->page;
    style.group = false;
    page.style = &style;
    Cells plain = {&page, cells->arena};
    return cells_text(&plain, column, datum, cells_is_number(datum));
}

static void write_row(const Cells *cells, Writer *out, uint32_t row, char between) {
    const Result *result = cells->page->result;
    uint32_t label = row == result->row_count ? cells_total_label(cells) : UINT32_MAX;
    for (uint32_t i = 0; i < result->column_count; i++) {
        const Datum *cell = result_cell(result, row, i);
        Slice text = i == label               ? SLICE("total")
                     : cells_is_missing(cell) ? cells->page->style->null
                                              : csv_text(cells, i, cell);
        if (i > 0) {
            writer_bytes(out, &between, 1);
        }
        write_cell(out, text, cells_is_number(cell), between);
    }
    writer_str(out, "\r\n");
}

void render_result_csv(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin(page);
    const Result *result = page->result;
    char between = page->style->comma ? ';' : ',';
    for (uint32_t i = 0; i < result->column_count && !page->style->no_header; i++) {
        if (i > 0) {
            writer_bytes(out, &between, 1);
        }
        write_cell(out, cells_heading(&cells, i), false, between);
    }
    writer_str(out, page->style->no_header ? "" : "\r\n");
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        write_row(&cells, out, row, between);
    }
    cells_end(&cells);
}
