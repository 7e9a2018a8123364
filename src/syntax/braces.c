/* Where a "}" is missing. The braces alone cannot tell: they show only at the end of the
 * file that one is. Indentation can: a line that stands no deeper than the line of a "{"
 * is outside its block, whatever the braces say. Where it misleads, or there is none, a
 * block that is never closed is taken to end before the next of its kind. */
#include <string.h>
#include "syntax/parser.h"

enum { WORD_MOST = 16 }; /* of what begins a line, as much tells the kinds apart */

/* An open block: where its "{" is, how deep its line is indented, and with what it
 * begins. */
typedef struct Open {
    uint32_t offset, indent, line;
    bool unclosed; /* at the end of the file, as it stands */
} Open;

/* By what a line is taken to be outside of a block. */
typedef enum Way { WAY_COUNT, WAY_INDENT, WAY_KIND } Way;

typedef struct Search {
    Arena *arena;
    Slice text;
    Way way;
    VEC(Open) open;
    uint32_t spare;     /* blocks that are open at the end: as many "}" are missing */
    uint32_t strays;    /* "}" that close nothing, once those are put in */
    OffsetVec unclosed; /* the "{" of the blocks that are open at the end */
    OffsetVec *closes, *openers;
} Search;

static bool is_open_brace(const Search *search, uint32_t offset) {
    for (uint32_t from = 0, to = search->unclosed.count; from < to;) {
        uint32_t middle = from + (to - from) / 2, at = search->unclosed.at[middle];
        if (at == offset)
            return true;
        if (at < offset)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

static void put_in(Search *search, uint32_t at) {
    Open open = search->open.at[--search->open.count];
    *VEC_PUSH(search->arena, search->closes) = at;
    *VEC_PUSH(search->arena, search->openers) = open.offset;
    search->spare--;
}

static uint32_t word_at(Slice text, uint32_t at) {
    uint32_t end = at;
    while (end < text.length && end - at < WORD_MOST && text.at[end] >= 'a' &&
           text.at[end] <= 'z')
        end++;
    return end - at;
}

/* Whether two lines begin with the same word, as statements of one kind do. */
static bool same_kind(Slice text, uint32_t a, uint32_t b) {
    uint32_t length = word_at(text, a);
    return length > 0 && length == word_at(text, b) &&
           memcmp(text.at + a, text.at + b, length) == 0;
}

/* The first token of a line closes, by standing there, what it is outside of. */
static void line_begins(Search *search, uint32_t at, uint32_t indent) {
    while (search->spare > 0 && search->open.count > 0) {
        const Open *last = &search->open.at[search->open.count - 1];
        bool brace = search->text.at[at] == '}';
        bool outside = search->way == WAY_KIND
                           ? last->unclosed && same_kind(search->text, last->line, at)
                       : brace ? last->indent > indent
                               : last->indent >= indent;
        if (!outside)
            return;
        put_in(search, at);
    }
}

/* Goes through the tokens as far as braces need it: texts and comments are stepped over.
 * Called first to count, then to look. */
static void walk(Search *search, Way way) {
    Slice text = search->text;
    uint32_t line = 0, line_indent = 0, indent = 0;
    bool fresh = true; /* nothing but blanks on this line so far */
    search->way = way;
    search->open.count = search->strays = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '\n') {
            fresh = true;
            indent = 0;
            continue;
        }
        if (c == ' ' || c == '\t' || c == '\r') {
            indent += fresh ? (c == '\t' ? 4 : 1) : 0;
            continue;
        }
        if (c == '#') {
            const char *end = memchr(text.at + i, '\n', text.length - i);
            i = end ? (uint32_t)(end - text.at) - 1 : text.length - 1;
            continue;
        }
        if (fresh) {
            fresh = false;
            line = i;
            line_indent = indent;
            if (way != WAY_COUNT)
                line_begins(search, i, indent);
        }
        if (c == '"') {
            uint32_t start = i;
            for (i++; i < text.length && text.at[i] != '"' && text.at[i] != '\n'; i++)
                i += text.at[i] == '\\' && i + 1 < text.length && text.at[i + 1] != '\n';
            if (i >= text.length || text.at[i] == '\n')
                i = open_text_end(text, start, i < text.length ? i : text.length) - 1;
        } else if (c == '{') {
            bool unclosed = way == WAY_KIND && is_open_brace(search, i);
            *VEC_PUSH(search->arena, &search->open) =
                (Open){i, line_indent, line, unclosed};
        } else if (c == '}' && search->open.count > 0) {
            search->open.count--;
        } else if (c == '}') {
            search->strays++;
        }
    }
}

static void walk_to_put_in(Search *search, Way way) {
    search->spare = search->unclosed.count;
    search->closes->count = search->openers->count = 0;
    walk(search, way);
    while (search->spare > 0 && search->open.count > 0)
        put_in(search, search->text.length);
}

void braces_missing(Arena *arena, const Source *source, OffsetVec *closes,
                    OffsetVec *openers) {
    Search search = {
        .arena = arena, .text = source->text, .closes = closes, .openers = openers};
    walk(&search, WAY_COUNT);
    uint32_t strays = search.strays;
    for (uint32_t i = 0; i < search.open.count; i++)
        *VEC_PUSH(arena, &search.unclosed) = search.open.at[i].offset;
    walk_to_put_in(&search, WAY_INDENT);
    /* What it closed too early leaves a "}" over. */
    if (search.strays > strays)
        walk_to_put_in(&search, WAY_KIND);
}

uint32_t open_text_end(Slice text, uint32_t start, uint32_t end) {
    uint32_t last = end; /* behind all but blanks */
    while (last > start + 1 && strchr(" \t\r", text.at[last - 1]) != NULL)
        last--;
    if (text.at[last - 1] == '{')
        return last - 1;
    /* A "}" ends the text of `{ note: "x }`, where its "{" is on the line. */
    uint32_t open = 0;
    for (uint32_t i = start; i > 0 && text.at[i - 1] != '\n'; i--)
        open += text.at[i - 1] == '{';
    while (open > 0 && last > start + 1 && strchr(" \t}", text.at[last - 1]) != NULL) {
        open -= text.at[--last] == '}';
        end = text.at[last] == '}' ? last : end;
    }
    return end;
}
