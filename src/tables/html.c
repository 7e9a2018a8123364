/* A page's tables to grids. What stands right before a table, or in its caption, is a
 * line before its rows; notes behind it are lines behind them. Nothing is fetched. */
#include "tables/html.h"

#include <libxml/HTMLparser.h>

#include "base/utf8.h"
#include "tables/words.h"

enum { HTML_BYTES_MOST = 16 * 1024 * 1024, CAPTION_MOST = 500, NOTES_MOST = 12 };

/* ---- recognising ---- */

/* `word` is in small letters. */
static const char *find_word(Slice text, const char *word) {
    size_t length = strlen(word);
    for (uint32_t i = 0; i + length <= text.length; i++) {
        size_t k = 0;
        while (k < length && (text.at[i + k] | (word[k] >= 'a' ? 0x20 : 0)) == word[k])
            k++;
        if (k == length)
            return text.at + i;
    }
    return NULL;
}

bool html_is(Slice text) {
    return find_word(text, "<table") != NULL && find_word(text, "<tr") != NULL;
}

Slice html_charset(Slice bytes) {
    static const char signs[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    Slice head = {bytes.at, bytes.length < 4096 ? bytes.length : 4096};
    const char *at = find_word(head, "charset=");
    if (!at)
        return (Slice){"", 0};
    at += strlen("charset=");
    const char *end = head.at + head.length;
    while (at < end && char_in(*at, "\"' "))
        at++;
    uint32_t length = 0;
    while (at + length < end && length < 40 && char_in(at[length], signs))
        length++;
    return (Slice){at, length};
}

/* ---- nodes ---- */

static bool is_element(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool is_any(const xmlNode *node, const char *const *names) {
    for (; *names; names++)
        if (is_element(node, *names))
            return true;
    return false;
}

/* The node after this one in the order of the page, within `top`; children are passed
 * over where `inside` is false. */
static xmlNode *next_node(xmlNode *node, const xmlNode *top, bool inside) {
    if (inside && node->children)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

static Slice attribute(Arena *arena, const xmlNode *node, const char *name) {
    xmlChar *value = xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
    Slice text = {"", 0};
    if (value)
        text = arena_copy(arena, slice_of((const char *)value));
    xmlFree(value);
    return text;
}

static uint32_t number_in(Slice text, uint32_t otherwise, uint32_t most) {
    uint32_t value = 0, digits = 0;
    for (; digits < text.length && text.at[digits] >= '0' && text.at[digits] <= '9' &&
           value <= most;
         digits++)
        value = 10 * value + (uint32_t)(text.at[digits] - '0');
    return digits == 0 || value == 0 ? otherwise : value < most ? value : most;
}

static bool is_hidden(Arena *arena, const xmlNode *node) {
    Slice style = attribute(arena, node, "style");
    return find_word(style, "display:none") || find_word(style, "display: none") ||
           xmlHasProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"hidden");
}

/* ---- text ---- */

typedef struct Gathered {
    Text text;
    uint32_t bold, plain; /* bytes that are, and are not */
} Gathered;

static bool is_bold(Arena *arena, const xmlNode *node, const xmlNode *top) {
    static const char *const names[] = {"b", "strong", "th", NULL};
    for (; node; node = node->parent) {
        Slice style = node->type == XML_ELEMENT_NODE ? attribute(arena, node, "style")
                                                     : (Slice){"", 0};
        if (is_any(node, names) || find_word(style, "font-weight:bold") ||
            find_word(style, "font-weight: bold"))
            return true;
        if (node == top)
            break;
    }
    return false;
}

/* 1 that is raised as ¹. */
static void put_raised(Text *out, Slice text) {
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴",
                                         "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c >= '0' && c <= '9')
            text_str(out, raised[c - '0']);
        else if (!char_in(c, ")([] "))
            text_char(out, c);
    }
}

static bool is_in(const xmlNode *node, const xmlNode *top, const char *name) {
    for (; node && node != top; node = node->parent)
        if (is_element(node, name))
            return true;
    return false;
}

static void gather(Arena *arena, xmlNode *top, Gathered *out) {
    static const char *const unseen[] = {"script", "style", "table", NULL};
    static const char *const breaks[] = {"br", "p", "div", "li", NULL};
    for (xmlNode *node = top->children; node;) {
        bool skip = is_any(node, unseen);
        if (is_any(node, breaks))
            text_char(&out->text, ' ');
        if (node->type == XML_TEXT_NODE && node->content) {
            Slice text = slice_of((const char *)node->content);
            if (is_in(node, top, "sup"))
                put_raised(&out->text, text);
            else
                text_slice(&out->text, text);
            uint32_t shown = grid_text(arena, text).length;
            *(is_bold(arena, node, top) ? &out->bold : &out->plain) += shown;
        }
        node = next_node(node, top, !skip);
    }
}

static Slice text_of(Arena *arena, xmlNode *node) {
    Gathered all = {.text = {.memory = arena_memory(arena)}};
    if (node->type == XML_TEXT_NODE)
        return grid_text(arena, slice_of((const char *)node->content));
    gather(arena, node, &all);
    Slice text = grid_text(arena, arena_copy(arena, text_view(&all.text)));
    text_free(&all.text);
    return text;
}

/* Blanks that cannot break, and padding on the left. */
static uint8_t indent_of(Arena *arena, const xmlNode *cell, Slice raw) {
    uint32_t steps = 0, bytes = 0;
    for (uint32_t i = 0; i < raw.length; i += bytes) {
        uint32_t code = utf8_decode(raw.at + i, raw.length - i, &bytes);
        if (code != 0xa0 && code != ' ' && code != '\n' && code != '\t' && code != '\r')
            break;
        steps += code == 0xa0;
    }
    Slice style = attribute(arena, cell, "style");
    const char *at = find_word(style, "padding-left:");
    if (at) {
        at += strlen("padding-left:");
        while (*at == ' ')
            at++;
        steps += number_in(slice_of(at), 0, 100);
    }
    return (uint8_t)(steps < 200 ? steps : 200);
}

/* ---- tables ---- */

typedef struct HtmlPage {
    Told *told;
    Arena *arena;
    GridVec *out;
    uint64_t cells;
    uint32_t hidden;
} HtmlPage;

/* A cell that goes on in the rows below it. */
typedef struct Carried {
    GridCell cell;
    uint32_t rows;
} Carried;

static GridCell read_cell(HtmlPage *p, xmlNode *node) {
    Gathered all = {.text = {.memory = arena_memory(p->arena)}};
    gather(p->arena, node, &all);
    Slice raw = arena_copy(p->arena, text_view(&all.text));
    text_free(&all.text);
    GridCell cell = {.text = grid_text(p->arena, raw)};
    cell.flags = all.bold > 0 && all.plain == 0 ? GRID_BOLD : 0;
    cell.indent = indent_of(p->arena, node, raw);
    return cell;
}

typedef VEC(GridCell) HtmlCells;

/* The cells of rows above that spread into this row, where it is that far. */
static void put_carried(HtmlPage *p, Carried *carried, HtmlCells *row) {
    while (row->count < GRID_COLUMNS_MOST && carried[row->count].rows > 0) {
        Carried *from = &carried[row->count];
        from->rows--;
        GridCell cell = from->cell;
        cell.flags |= GRID_COVERED;
        *VEC_PUSH(p->arena, row) = cell;
    }
}

static bool too_wide(HtmlPage *p, uint32_t number) {
    return told_refuse(p->told, "row %u of a table has more than %d cells", number,
                       GRID_COLUMNS_MOST);
}

static bool read_row(HtmlPage *p, xmlNode *node, Grid *grid, Carried *carried) {
    HtmlCells row = {0};
    uint32_t number = grid->rows.count + 1;
    for (xmlNode *at = node->children; at; at = at->next) {
        if (!is_element(at, "td") && !is_element(at, "th"))
            continue;
        put_carried(p, carried, &row);
        GridCell cell = read_cell(p, at);
        uint32_t wide = number_in(attribute(p->arena, at, "colspan"), 1, 1000);
        uint32_t high = number_in(attribute(p->arena, at, "rowspan"), 1, GRID_ROWS_MOST);
        if (row.count + wide > GRID_COLUMNS_MOST)
            return too_wide(p, number);
        for (uint32_t i = 0; i < wide; i++) {
            carried[row.count] = (Carried){cell, high - 1};
            *VEC_PUSH(p->arena, &row) = cell;
            cell.flags |= GRID_COVERED;
        }
    }
    put_carried(p, carried, &row);
    p->cells += row.count;
    if (p->cells > GRID_CELLS_MOST || number > GRID_ROWS_MOST)
        return told_refuse(p->told,
                           "has more than %d cells or a table of more than %d "
                           "rows",
                           GRID_CELLS_MOST, GRID_ROWS_MOST);
    if (is_hidden(p->arena, node)) {
        p->hidden++;
        return true;
    }
    *VEC_PUSH(p->arena, &grid->rows) =
        (GridRow){.cells = row.at, .count = row.count, .number = number};
    if (row.count > grid->columns)
        grid->columns = row.count;
    return true;
}

static void put_line(HtmlPage *p, Grid *grid, Slice text) {
    GridCell *cell = ARENA_NEW(p->arena, GridCell);
    cell->text = text;
    *VEC_PUSH(p->arena, &grid->rows) =
        (GridRow){.cells = cell, .count = 1, .number = 0, .loose = true};
}

static bool holds_table(xmlNode *top) {
    for (xmlNode *at = top->children; at; at = next_node(at, top, true))
        if (is_element(at, "table"))
            return true;
    return false;
}

static bool names_unit(const HtmlPage *p, Slice text) {
    uint32_t at = 0;
    Slice printed;
    int power;
    uint8_t currency;
    bool krone;
    return words_unit(p->arena, text, &at, &printed, &power, &currency, &krone);
}

static bool is_heading(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE && node->name[0] == 'h' &&
           node->name[1] >= '1' && node->name[1] <= '6' && node->name[2] == '\0';
}

/* The node with a text that stands before another, without a table between; NULL: there
 * is none. */
static xmlNode *node_before(HtmlPage *p, xmlNode *node, Slice *text) {
    for (xmlNode *at = node; at && !is_element(at, "body"); at = at->parent)
        for (xmlNode *before = at->prev; before; before = before->prev) {
            if (is_element(before, "table") || holds_table(before))
                return NULL;
            if (before->type != XML_ELEMENT_NODE && before->type != XML_TEXT_NODE)
                continue;
            *text = text_of(p->arena, before);
            if (text->length > 0)
                return text->length <= CAPTION_MOST ? before : NULL;
        }
    return NULL;
}

/* The text before a table; where that is a line with the unit, the heading above it, too.
 */
static Slice text_before(HtmlPage *p, xmlNode *table) {
    Slice text = {"", 0}, above = {"", 0};
    xmlNode *node = node_before(p, table, &text);
    if (!node)
        return (Slice){"", 0};
    xmlNode *other =
        is_heading(node) || !names_unit(p, text) ? NULL : node_before(p, node, &above);
    if (other && is_heading(other))
        return arena_format(p->arena, "%.*s %.*s", SLICE_ARGS(above), SLICE_ARGS(text));
    return text;
}

static void put_notes(HtmlPage *p, Grid *grid, xmlNode *table) {
    uint32_t count = 0;
    for (xmlNode *at = table->next; at && count < NOTES_MOST; at = at->next) {
        if (is_element(at, "table"))
            break;
        if (at->type != XML_ELEMENT_NODE)
            continue;
        Slice text = text_of(p->arena, at);
        count++;
        if (text.length > 0 && text.length <= CAPTION_MOST)
            put_line(p, grid, text);
    }
}

static bool read_table(HtmlPage *p, xmlNode *table) {
    Grid *grid = VEC_PUSH(p->arena, p->out);
    *grid = (Grid){.row_word = "row", .first_column = 1, .columns = 1};
    Carried *carried = ARENA_ARRAY(p->arena, Carried, GRID_COLUMNS_MOST + 1);
    Slice caption = {"", 0};
    for (xmlNode *at = table->children; at; at = next_node(at, table, true))
        if (is_element(at, "caption") && caption.length == 0)
            caption = text_of(p->arena, at);
    Slice before = text_before(p, table);
    if (caption.length == 0)
        caption = before;
    else if (names_unit(p, before) && !names_unit(p, caption))
        caption =
            arena_format(p->arena, "%.*s %.*s", SLICE_ARGS(before), SLICE_ARGS(caption));
    GridRowVec rows = {0};
    for (xmlNode *at = table->children; at; at = next_node(at, table, true))
        if (is_element(at, "tr") && !read_row(p, at, grid, carried))
            return false;
    rows = grid->rows;
    grid->rows = (GridRowVec){0};
    if (caption.length > 0)
        put_line(p, grid, caption);
    for (uint32_t i = 0; i < rows.count; i++)
        *VEC_PUSH(p->arena, &grid->rows) = rows.at[i];
    put_notes(p, grid, table);
    return true;
}

static bool read_page(HtmlPage *p, xmlNode *top) {
    for (xmlNode *at = top->children; at; at = next_node(at, top, true)) {
        if (!is_element(at, "table") || holds_table(at))
            continue;
        if (p->out->count >= GRID_TABLES_MOST)
            return told_refuse(p->told, "has more than %d tables", GRID_TABLES_MOST);
        if (!read_table(p, at))
            return false;
    }
    if (p->hidden > 0)
        told_note(p->told, "left out", "%u hidden row%s", p->hidden,
                  p->hidden == 1 ? "" : "s");
    return true;
}

bool html_grids(Told *told, Slice text, GridVec *out) {
    if (text.length > HTML_BYTES_MOST)
        return told_refuse(told, "is a page of more than %d MB", HTML_BYTES_MOST >> 20);
    HtmlPage page = {.told = told, .arena = told->arena, .out = out};
    htmlDocPtr doc = htmlReadMemory(text.at, (int)text.length, NULL, "UTF-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    bool fine = root ? read_page(&page, root)
                     : told_refuse(told, "cannot be read as a page");
    xmlFreeDoc(doc);
    xmlCleanupParser();
    if (fine && out->count == 0)
        return told_refuse(told, "no table was found in the page");
    if (fine)
        told_note(told, "cells", "of the tables of a page");
    return fine;
}
