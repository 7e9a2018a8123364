/* Lines to cells. A cell in quotes may hold separators, quotes (twice) and line ends, as
 * spreadsheets write it. Of markup that converters leave in text, **, <b> and <i> say how
 * a cell is shown; \* and the like are the sign alone. */
#include "tables/text.h"

#include <string.h>

#include "base/utf8.h"
#include "syntax/scan.h"
#include "tables/align.h"

/* ---- which separator ---- */

/* Whether the comma at `at` is hardly a decimal one. */
static bool is_parting(Slice line, uint32_t at) {
    return at == 0 || at + 1 == line.length || !scan_is_digit(line.at[at - 1]) ||
           !scan_is_digit(line.at[at + 1]);
}

/* How many cells a line has under a separator, quotes not looked at. Commas that are all
 * between digits part nothing: "Parks 1,5 2,0". */
static uint32_t parts_of(Slice line, Separator separator) {
    uint32_t count = 1;
    bool parting = separator != SEPARATOR_COMMA;
    if (separator != SEPARATOR_BLANKS) {
        char c = separator == SEPARATOR_TAB         ? '\t'
                 : separator == SEPARATOR_SEMICOLON ? ';'
                 : separator == SEPARATOR_BARS      ? '|'
                                                    : ',';
        for (uint32_t i = 0; i < line.length; i++) {
            count += line.at[i] == c;
            parting |= line.at[i] == c && is_parting(line, i);
        }
        return parting ? count : 1;
    }
    for (uint32_t i = 1; i < line.length; i++)
        count += line.at[i] != ' ' && line.at[i - 1] == ' ' && i > 1 &&
                 line.at[i - 2] == ' ';
    return count;
}

/* How many lines have as many cells, two or more, as most of these lines. */
static uint32_t alike(Slice text, Separator separator) {
    uint32_t counts[GRID_COLUMNS_MOST + 1] = {0}, best = 0;
    Slice rest = text, line;
    while (slice_split(&rest, '\n', &line)) {
        while (separator == SEPARATOR_BLANKS && line.length > 0 &&
               char_in(line.at[0], " \t"))
            line = (Slice){line.at + 1, line.length - 1};
        while (line.length > 0 && char_in(line.at[line.length - 1], " \r"))
            line.length--;
        uint32_t parts = parts_of(line, separator);
        if (parts >= 2 && parts <= GRID_COLUMNS_MOST && ++counts[parts] > best)
            best = counts[parts];
    }
    return best;
}

/* A separator parts two lines or more alike. A comma is also a decimal sign, and two
 * blanks may stand in a text: of these the one is taken that parts more lines. */
static Separator find_separator(const ImportOptions *options, Slice text) {
    if (options->separator != SEPARATOR_UNDECIDED)
        return options->separator;
    if (alike(text, SEPARATOR_TAB) >= 2)
        return SEPARATOR_TAB;
    uint32_t blanks = alike(text, SEPARATOR_BLANKS),
             commas = alike(text, SEPARATOR_COMMA), bars = alike(text, SEPARATOR_BARS),
             semicolons = alike(text, SEPARATOR_SEMICOLON);
    if (bars >= 2 && bars >= commas && bars >= semicolons)
        return SEPARATOR_BARS;
    if (semicolons >= 2)
        return SEPARATOR_SEMICOLON;
    if (blanks < 2 && commas < 2)
        return SEPARATOR_UNDECIDED;
    return blanks >= commas ? SEPARATOR_BLANKS : SEPARATOR_COMMA;
}

/* ---- cells ---- */

typedef struct TextReader {
    Told *told;
    Arena *arena;
    Grid *grid;
    Separator separator;
    Slice text;
    uint32_t at, line;
    uint64_t cells;
    VEC(GridCell) row;
    uint32_t line_at;      /* where the line begins */
    VEC(CellPlace) places; /* of cells that blanks part */
} TextReader;

/* Whether the cell at hand is a currency's sign so far: "$      1,500" is one cell. */
static bool is_behind_sign(const TextReader *r) {
    static const char *const signs[] = {"$", "£", "€"};
    uint32_t from = r->at;
    while (from > r->line_at && !char_in(r->text.at[from - 1], " \t"))
        from--;
    Slice word = {r->text.at + from, r->at - from};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!slice_is(word, signs[i]))
            continue;
        Slice rest = slice_from(r->text, r->at);
        while (rest.length > 0 && rest.at[0] == ' ')
            rest = slice_from(rest, 1);
        return rest.length > 0 &&
               (scan_is_digit(rest.at[0]) || char_in(rest.at[0], "(-"));
    }
    return false;
}

static bool at_separator(const TextReader *r) {
    char c = r->text.at[r->at];
    switch (r->separator) {
    case SEPARATOR_TAB: return c == '\t';
    case SEPARATOR_SEMICOLON: return c == ';';
    case SEPARATOR_COMMA: return c == ',';
    case SEPARATOR_BARS: return c == '|' && (r->at == 0 || r->text.at[r->at - 1] != '\\');
    case SEPARATOR_BLANKS:
        return c == '\t' || (c == ' ' && r->at + 1 < r->text.length &&
                             char_in(r->text.at[r->at + 1], " \t"));
    case SEPARATOR_UNDECIDED: return false;
    }
    return false;
}

/* Takes a pair of marks off both ends. */
static bool take_pair(Slice *text, const char *open, const char *close) {
    Slice first = slice_of(open), last = slice_of(close);
    if (text->length <= first.length + last.length || !slice_starts(*text, first) ||
        !slice_ends(*text, last))
        return false;
    *text = (Slice){text->at + first.length, text->length - first.length - last.length};
    return true;
}

/* Tags within a text, and the \ before a sign: what is left. */
static Slice without_markup(Arena *arena, Slice text) {
    static const char *const tags[] = {"<b>", "</b>", "<i>",  "</i>",
                                       "**",  "<br>", "<br/>"};
    char *to = arena_alloc(arena, text.length + 1u);
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        Slice rest = {text.at + i, text.length - i};
        uint32_t skip = 0;
        for (size_t k = 0; k < sizeof tags / sizeof *tags && skip == 0; k++)
            skip = slice_starts(rest, slice_of(tags[k])) ? (uint32_t)strlen(tags[k]) : 0;
        if (skip > 0) {
            if (rest.at[0] == '<' && rest.at[2] == 'r')
                to[length++] = ' ';
            i += skip - 1;
        } else if (!(rest.at[0] == '\\' && rest.length > 1 &&
                     char_in(rest.at[1], "*_#|"))) {
            to[length++] = rest.at[0];
        }
    }
    return (Slice){to, length};
}

static GridCell make_cell(Arena *arena, Slice raw) {
    GridCell cell = {.text = {"", 0}};
    uint32_t blanks = 0;
    while (blanks < raw.length && raw.at[blanks] == ' ')
        blanks++;
    cell.indent = (uint8_t)(blanks < 200 ? blanks : 200);
    Slice text = grid_text(arena, raw);
    if (take_pair(&text, "<b>", "</b>") || take_pair(&text, "**", "**"))
        cell.flags |= GRID_BOLD;
    if (take_pair(&text, "<i>", "</i>"))
        cell.flags |= GRID_ITALIC;
    cell.text = grid_text(arena, without_markup(arena, text));
    return cell;
}

/* A cell in quotes. False where it never ends. */
static bool quoted_cell(TextReader *r, Slice *out) {
    char *to = arena_alloc(r->arena, r->text.length - r->at + 1u);
    uint32_t length = 0, begins = r->line;
    for (r->at++; r->at < r->text.length; r->at++) {
        char c = r->text.at[r->at];
        if (c == '"') {
            if (r->at + 1 == r->text.length || r->text.at[r->at + 1] != '"')
                break;
            r->at++;
        }
        r->line += c == '\n';
        to[length++] = c;
    }
    *out = (Slice){to, length};
    if (r->at == r->text.length)
        return told_refuse(r->told, "the quote that opens in line %u is never closed",
                           begins);
    r->at++;
    return true;
}

/* Whether the cell at hand is written in quotes: behind the closing one it ends. */
static bool is_quoted(const TextReader *r) {
    if (r->separator == SEPARATOR_BLANKS || r->text.at[r->at] != '"')
        return false;
    uint32_t at = r->at + 1;
    for (; at < r->text.length; at++) {
        if (r->text.at[at] != '"')
            continue;
        if (at + 1 < r->text.length && r->text.at[at + 1] == '"')
            at++;
        else
            break;
    }
    TextReader behind = *r;
    behind.at = at + 1;
    return behind.at >= r->text.length || char_in(r->text.at[behind.at], "\r\n") ||
           at_separator(&behind);
}

/* Blanks before a first cell are its indentation. */
static CellPlace place_of(const TextReader *r, Slice raw) {
    while (raw.length > 0 && char_in(raw.at[0], " \t"))
        raw = (Slice){raw.at + 1, raw.length - 1};
    Slice before = {r->text.at + r->line_at,
                    (uint32_t)(raw.at - r->text.at) - r->line_at};
    uint32_t from = utf8_text_length(before);
    return (CellPlace){from, from + utf8_text_length(raw)};
}

static bool read_cell(TextReader *r, bool first) {
    Slice raw;
    if (r->at < r->text.length && is_quoted(r)) {
        if (!quoted_cell(r, &raw))
            return false;
    } else {
        uint32_t start = r->at;
        while (first && r->separator == SEPARATOR_BLANKS && r->at < r->text.length &&
               char_in(r->text.at[r->at], " \t"))
            r->at++;
        while (r->at < r->text.length && r->text.at[r->at] != '\n') {
            bool parted = at_separator(r);
            if (parted && (r->separator != SEPARATOR_BLANKS || !is_behind_sign(r)))
                break;
            for (r->at++; parted && r->text.at[r->at] == ' ';)
                r->at++;
        }
        raw = (Slice){r->text.at + start, r->at - start};
    }
    *VEC_PUSH(r->arena, &r->row) = make_cell(r->arena, raw);
    if (r->separator == SEPARATOR_BLANKS)
        *VEC_PUSH(r->arena, &r->places) = place_of(r, raw);
    return true;
}

static void pass_separator(TextReader *r) {
    if (r->separator != SEPARATOR_BLANKS)
        r->at++;
    else
        while (r->at < r->text.length && char_in(r->text.at[r->at], " \t"))
            r->at++;
}

/* Whether a line is the rule below a heading: |---|---:|. */
static bool is_rule(const TextReader *r) {
    for (uint32_t c = 0; c < r->row.count; c++)
        for (uint32_t i = 0; i < r->row.at[c].text.length; i++)
            if (!char_in(r->row.at[c].text.at[i], "-:=+"))
                return false;
    return r->separator == SEPARATOR_BARS && r->row.count > 0;
}

/* Empty cells at the end of a line are none. */
static bool end_row(TextReader *r, uint32_t number) {
    bool loose = r->row.count == 1;
    if (is_rule(r))
        r->row.count = 0;
    while (r->row.count > 0 && r->row.at[r->row.count - 1].text.length == 0) {
        r->row.count--;
        r->places.count -= r->places.count > 0;
    }
    if (r->row.count > GRID_COLUMNS_MOST)
        return told_refuse(r->told, "line %u has %u cells; a table has at most %d",
                           number, r->row.count, GRID_COLUMNS_MOST);
    r->cells += r->row.count;
    if (r->grid->rows.count >= GRID_ROWS_MOST || r->cells > GRID_CELLS_MOST)
        return told_refuse(r->told, "has more than %d lines or %d cells", GRID_ROWS_MOST,
                           GRID_CELLS_MOST);
    GridRow row = {ARENA_ARRAY(r->arena, GridCell, r->row.count), r->row.count, number,
                   loose};
    if (r->row.count > 0)
        memcpy(row.cells, r->row.at, r->row.count * sizeof *row.cells);
    if (row.count > r->grid->columns)
        r->grid->columns = row.count;
    *VEC_PUSH(r->arena, &r->grid->rows) = row;
    r->row.count = 0;
    return true;
}

/* The bar that a line may begin with. */
static void pass_bar(TextReader *r) {
    uint32_t at = r->at;
    while (at < r->text.length && r->text.at[at] == ' ')
        at++;
    if (r->separator == SEPARATOR_BARS && at < r->text.length && r->text.at[at] == '|')
        r->at = at + 1;
}

static bool read_lines(TextReader *r) {
    while (r->at < r->text.length) {
        uint32_t number = r->line;
        r->line_at = r->at;
        pass_bar(r);
        for (bool first = true;; first = false) {
            if (!read_cell(r, first))
                return false;
            if (r->at >= r->text.length || !at_separator(r))
                break;
            if (r->row.count > GRID_COLUMNS_MOST + 1)
                return told_refuse(r->told,
                                   "line %u has more than %d cells, the most of a table",
                                   number, GRID_COLUMNS_MOST);
            pass_separator(r);
        }
        while (r->at < r->text.length && r->text.at[r->at] != '\n')
            r->at++; /* blanks behind a closing quote */
        r->at++;
        r->line++;
        if (!end_row(r, number))
            return false;
    }
    return true;
}

/* Line ends of other systems, as one sign. */
static Slice plain_lines(Arena *arena, Slice text) {
    char *to = arena_alloc(arena, text.length + 1u);
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '\r' && i + 1 < text.length && text.at[i + 1] == '\n')
            continue;
        to[length++] = c == '\r' ? '\n' : c;
    }
    return (Slice){to, length};
}

bool text_grid(Told *told, const ImportOptions *options, Slice text, Grid *out) {
    static const char *const words[] = {"",       "tabs", "semicolons",
                                        "commas", "bars", "columns of blanks"};
    Slice plain = plain_lines(told->arena, text);
    *out = (Grid){.row_word = "line", .first_column = 1};
    TextReader r = {.told = told,
                    .arena = told->arena,
                    .grid = out,
                    .separator = find_separator(options, plain),
                    .text = plain,
                    .line = 1};
    if (r.separator == SEPARATOR_UNDECIDED) {
        told_refuse(told, "no table was found: nothing parts its lines into cells");
        told_help(told, "copy the table with tabs, or with two blanks between its cells; "
                        "--separator says what parts them");
        return false;
    }
    told_note(told, "cells", "parted by %s", words[r.separator]);
    return read_lines(&r) &&
           (r.separator != SEPARATOR_BLANKS || align_cells(told, out, r.places.at));
}
