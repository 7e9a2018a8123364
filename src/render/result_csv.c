/* Results as CSV, by RFC 4180: lines end in CRLF, and a cell with a separator, a quote or
 * a line break stands in quotes. With a decimal comma the cells are separated by
 * semicolons, as spreadsheets with Danish settings want it. A text that a spreadsheet
 * would run as a formula gets an apostrophe in front, and what a terminal would obey is
 * written out. */
#include "render/cells.h"

#include <string.h>

#include "base/utf8.h"

/* The wide forms of = + - @ begin one too where the settings are East Asian. */
static bool begins_formula(Slice text) {
    uint32_t bytes,
        code = text.length > 0 ? utf8_decode(text.at, text.length, &bytes) : 0;
    return code == 0xFF1D || code == 0xFF0B || code == 0xFF0D || code == 0xFF20 ||
           (code > 0 && code < 0x80 && char_in((char)code, "=+-@\t\r\n"));
}

/* Either separator asks for quotes: a file that is opened with the other one must not
 * fall apart into cells that were not looked at for formulas. */
static bool needs_quotes(Slice text) {
    for (uint32_t i = 0; i < text.length; i++)
        if (char_in(text.at[i], ",;\t\"\n\r"))
            return true;
    return text.length > 0 && (text.at[0] == ' ' || text.at[text.length - 1] == ' ');
}

/* ESC and the like, as \x1B; tabs and line breaks stay. */
static void write_letter(Writer *out, Slice letter) {
    uint32_t bytes, code = utf8_decode(letter.at, letter.length, &bytes);
    bool kept = code == '\t' || code == '\n' || code == '\r';
    if (utf8_is_control(code) && !kept)
        writer_format(out, code < 0x100 ? "\\x%02X" : "\\u{%04X}", code);
    else
        writer_slice(out, letter);
}

/* `lead` stands in front of the text, within the quotes. */
static void write_cell(Writer *out, const char *lead, Slice text) {
    bool quoted = needs_quotes(text);
    writer_str(out, quoted ? "\"" : "");
    writer_str(out, lead);
    for (uint32_t at = 0, bytes = 1; at < text.length; at += bytes) {
        utf8_decode(text.at + at, text.length - at, &bytes);
        writer_str(out, text.at[at] == '"' ? "\"" : "");
        write_letter(out, (Slice){text.at + at, bytes});
    }
    writer_str(out, quoted ? "\"" : "");
}

static void write_text(Writer *out, Slice text) {
    write_cell(out, begins_formula(text) ? "'" : "", text);
}

static void write_value(const Cells *cells, Writer *out, uint32_t column,
                        const Datum *datum) {
    Slice text = cells_text(cells, column, datum, FOR_SPREADSHEET);
    if (cells_is_missing(datum))
        write_cell(out, "", cells->page->style->null);
    else if (cells_is_number(datum))
        writer_slice(out, text);
    else
        write_text(out, text);
}

static void write_between(const Cells *cells, Writer *out, uint32_t column) {
    if (column > 0)
        writer_str(out, cells->page->style->comma ? ";" : ",");
}

/* A line without anything would be read as none at all. */
static bool is_blank(const Cells *cells, uint32_t row, bool units) {
    const Result *result = cells->page->result;
    return result->column_count == 1 && !units && cells->page->style->null.length == 0 &&
           row < result->row_count && cells_is_missing(result_cell(result, row, 0));
}

static void write_row(Cells *cells, Writer *out, uint32_t row, bool units) {
    const Result *result = cells->page->result;
    Slice unit = cells_row_unit(cells, row);
    uint32_t label = row == result->row_count ? cells_total_label(cells) : UINT32_MAX;
    for (uint32_t i = 0; i < result->column_count; i++) {
        write_between(cells, out, i);
        if (i == label)
            writer_str(out, "total");
        else
            write_value(cells, out, i, result_cell(result, row, i));
    }
    if (units) {
        write_between(cells, out, result->column_count);
        write_text(out, unit);
    }
    writer_str(out, is_blank(cells, row, units) ? "\"\"\r\n" : "\r\n");
}

void render_result_csv(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin_by_row(page);
    Slice unit = cells_unit_heading(&cells);
    bool units = unit.length > 0;
    const Result *result = page->result;
    for (uint32_t i = 0; i < result->column_count && !page->style->no_header; i++) {
        write_between(&cells, out, i);
        write_text(out, cells_heading(&cells, i));
    }
    if (units && !page->style->no_header) {
        write_between(&cells, out, result->column_count);
        write_text(out, unit);
    }
    writer_str(out, page->style->no_header ? "" : "\r\n");
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        write_row(&cells, out, row, units);
        cells_next_row(&cells);
    }
    cells_end(&cells);
}
