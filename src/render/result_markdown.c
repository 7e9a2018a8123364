/* Results as Markdown tables, as GitHub and most others show them. */
#include "render/cells.h"

/* A bar would end the cell, and a line break the table. */
static void write_cell(Writer *out, Slice text) {
    writer_str(out, " ");
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '|' || c == '\\' || c == '`' || c == '<') {
            writer_str(out, "\\");
        }
        writer_bytes(out, c == '\n' || c == '\r' ? " " : &text.at[i], 1);
    }
    writer_str(out, text.length > 0 ? " |" : "|");
}

static bool has_numbers(const Result *result, uint32_t column) {
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        if (cells_is_number(result_cell(result, row, column))) {
            return true;
        }
    }
    return result->columns[column].pivoted;
}

static void write_heads(const Cells *cells, Writer *out) {
    const Result *result = cells->page->result;
    writer_str(out, "|");
    for (uint32_t i = 0; i < result->column_count; i++) {
        write_cell(out, cells_heading(cells, i));
    }
    writer_str(out, "\n|");
    for (uint32_t i = 0; i < result->column_count; i++) {
        writer_str(out, has_numbers(result, i) ? " ---: |" : " --- |");
    }
    writer_str(out, "\n");
}

void render_result_markdown(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin(page);
    const Result *result = page->result;
    Slice none = page->style->null.at == NULL ? SLICE("-") : page->style->null;
    if (!page->style->no_header) {
        write_heads(&cells, out);
    }
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        bool total = row == result->row_count;
        writer_str(out, "|");
        for (uint32_t i = 0; i < result->column_count; i++) {
            Slice text = total ? cells_total(&cells, i, true)
                               : cells_text(&cells, i, result_cell(result, row, i), true);
            write_cell(out, text.length == 0 && (!total || result->columns[i].pivoted)
                                ? none
                                : text);
        }
        writer_str(out, "\n");
    }
    cells_end(&cells);
}
