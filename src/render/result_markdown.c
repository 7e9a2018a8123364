/* Results as Markdown tables, as GitHub and most others show them: numbers to the right.
 */
#include "render/cells.h"

#include "render/markdown_text.h"

static void write_cell(const Cells *cells, Writer *out, Slice text) {
    writer_str(out, " ");
    markdown_write(cells->page->memory, out, text);
    writer_str(out, text.length > 0 ? " |" : "|");
}

static void write_heads(const Cells *cells, Writer *out) {
    const Result *result = cells->page->result;
    writer_str(out, "|");
    for (uint32_t i = 0; i < result->column_count; i++)
        write_cell(cells, out, cells_heading(cells, i));
    writer_str(out, "\n|");
    for (uint32_t i = 0; i < result->column_count; i++)
        writer_str(out, cells->columns[i].numbers ? " ---: |" : " --- |");
    writer_str(out, "\n");
}

static void write_row(const Cells *cells, Writer *out, uint32_t row) {
    const ResultStyle *style = cells->page->style;
    const Result *result = cells->page->result;
    bool total = row == result->row_count;
    uint32_t label = total ? cells_total_label(cells) : UINT32_MAX;
    writer_str(out, "|");
    for (uint32_t i = 0; i < result->column_count; i++) {
        const Datum *cell = result_cell(result, row, i);
        Slice text = cells_text(cells, i, cell, FOR_PEOPLE);
        if (i == label)
            text = SLICE("total");
        else if (cells_is_missing(cell) && !(total && !cells->columns[i].numbers))
            text = style->null.at == NULL ? SLICE("-") : style->null;
        write_cell(cells, out, text);
    }
    writer_str(out, "\n");
}

void render_result_markdown(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin(page);
    if (!page->style->no_header)
        write_heads(&cells, out);
    for (uint32_t row = 0; row < page->result->row_count + page->result->has_totals;
         row++) {
        write_row(&cells, out, row);
        cells_next_row(&cells);
    }
    cells_end(&cells);
}
