/* Where a "}" is missing. The braces alone cannot tell: they show only at the end of the
 * file that one is. Indentation can: a line that stands no deeper than the line of a "{"
 * is outside its block, whatever the braces say. */
#include <string.h>
#include "syntax/parser.h"

/* An open block: where its "{" is, and how deep its line is indented. */
typedef struct Open {
    uint32_t offset, indent;
} Open;

typedef struct Search {
    Arena *arena;
    VEC(Open) open;
    uint32_t spare; /* blocks that are open at the end: as many "}" are missing */
    OffsetVec *closes, *openers;
} Search;

static void put_in(Search *search, uint32_t at) {
    Open open = search->open.at[--search->open.count];
    *VEC_PUSH(search->arena, search->closes) = at;
    *VEC_PUSH(search->arena, search->openers) = open.offset;
    search->spare--;
}

/* The first token of a line closes, by standing there, what is indented as deep. */
static void line_begins(Search *search, char first, uint32_t at, uint32_t indent) {
    while (search->spare > 0 && search->open.count > 0) {
        const Open *last = &search->open.at[search->open.count - 1];
        bool outside = first == '}' ? last->indent > indent : last->indent >= indent;
        if (!outside)
            return;
        put_in(search, at);
    }
}

/* Goes through the tokens as far as braces need it: texts and comments are stepped over.
 * Called twice: first to count (closes NULL), then to look. */
static void walk(Search *search, Slice text) {
    uint32_t line_indent = 0, indent = 0;
    bool fresh = true; /* nothing but blanks on this line so far */
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
            line_indent = indent;
            if (search->closes)
                line_begins(search, c, i, indent);
        }
        if (c == '"') {
            for (i++; i < text.length && text.at[i] != '"' && text.at[i] != '\n'; i++)
                i += text.at[i] == '\\' && i + 1 < text.length && text.at[i + 1] != '\n';
            i -= i < text.length && text.at[i] == '\n';
        } else if (c == '{') {
            *VEC_PUSH(search->arena, &search->open) = (Open){i, line_indent};
        } else if (c == '}' && search->open.count > 0) {
            search->open.count--;
        }
    }
}

void braces_missing(Arena *arena, const Source *source, OffsetVec *closes,
                    OffsetVec *openers) {
    Search search = {.arena = arena};
    walk(&search, source->text);
    search.spare = search.open.count;
    search.open.count = 0;
    search.closes = closes;
    search.openers = openers;
    walk(&search, source->text);
    while (search.spare > 0 && search.open.count > 0)
        put_in(&search, source->text.length);
}
