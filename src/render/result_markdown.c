/* Results as Markdown tables, as GitHub and most others show them: numbers to the right,
 * and no sign of a text means more than itself. */
#include "render/cells.h"

#include <string.h>

#include "base/utf8.h"

/* Whether the sign number `at`, with what is before and behind it, makes a mention, a
 * reference to an issue or a bare address, without any other sign for it. */
static bool makes_link(Slice text, uint32_t at) {
    Slice rest = slice_from(text, at), head = {text.at, at};
    bool digit = rest.length > 1 && rest.at[1] >= '0' && rest.at[1] <= '9';
    switch (rest.at[0]) {
    case '@': return true;
    case '#': return digit;
    case ':': return slice_starts(rest, SLICE("://"));
    case '-':
        return digit && (slice_ends(head, SLICE("GH")) || slice_ends(head, SLICE("gh")));
    case '.': return slice_ends(head, SLICE("www")) || slice_ends(head, SLICE("WWW"));
    default: return false;
    }
}

/* A bar would end the cell, a line break the table, and the others begin emphasis, links,
 * code, formulas, tags or entities. A comment keeps apart what would be a link by itself.
 */
static void write_cell(const Cells *cells, Writer *out, Slice text) {
    Text safe = {.memory = cells->page->memory};
    utf8_escape(&safe, text, 1);
    writer_str(out, " ");
    for (uint32_t i = 0; i < safe.length; i++) {
        writer_str(out, char_in(safe.at[i], "|\\`<>*_~[]&$") ? "\\" : "");
        writer_bytes(out, &safe.at[i], 1);
        if (makes_link(text_view(&safe), i))
            writer_str(out, "<!-- -->");
    }
    writer_str(out, safe.length > 0 ? " |" : "|");
    text_free(&safe);
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
