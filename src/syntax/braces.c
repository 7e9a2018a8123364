/* Where a "}" is missing. The braces alone cannot tell: they show only at the end of the
 * file that one is. Indentation can: a line that stands no deeper than the line of a "{"
 * is outside its block, whatever the braces say. Where it misleads, or there is none, a
 * block that is never closed is taken to end before the next of its kind. */
#include "syntax/braces.h"
#include "base/sorted.h"
#include "syntax/tree.h"

#include <string.h>

enum { WORD_MOST = 16 }; /* of what begins a line, as much tells the kinds apart */

/* An open block: where its "{" is, how deep its line is indented, and with what it
 * begins. */
typedef struct Open {
    uint32_t offset, indent, line;
    bool unclosed; /* at the end of the file, as it stands */
} Open;

/* By what a line is taken to be outside of a block. */
typedef enum Way { WAY_COUNT, WAY_INDENT, WAY_KIND } Way;

typedef struct BraceSearch {
    Arena *arena;
    Slice text;
    Way way;
    VEC(Open) open;
    uint32_t spare;     /* blocks that are open at the end: as many "}" are missing */
    uint32_t strays;    /* "}" that close nothing, once those are put in */
    OffsetVec unclosed; /* the "{" of the blocks that are open at the end */
    OffsetVec *closes, *openers;
} BraceSearch;

static bool is_open_brace(const BraceSearch *search, uint32_t offset) {
    uint32_t first = 0;
    SORTED_SEEK(first, search->unclosed.count, at, search->unclosed.at[at] < offset)
    return first < search->unclosed.count && search->unclosed.at[first] == offset;
}

static void put_in(BraceSearch *search, uint32_t at) {
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
static void line_begins(BraceSearch *search, uint32_t at, uint32_t indent) {
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

/* Goes through the file as far as braces need it: a character at a time, texts and
 * comments stepped over. */
typedef struct Walker {
    Slice text;
    uint32_t at, end;      /* what it is at: a character, or a text in quotes */
    uint32_t line, indent; /* the first on its line, and how far that stands in */
    bool first;            /* it is that first one */
} Walker;

static uint32_t text_end(Slice text, uint32_t start) {
    uint32_t i = start + 1;
    for (; i < text.length && text.at[i] != '"' && text.at[i] != '\n'; i++)
        i += text.at[i] == '\\' && i + 1 < text.length && text.at[i + 1] != '\n';
    if (i < text.length && text.at[i] == '"')
        return i + 1;
    return braces_open_text_end(text, start, i < text.length ? i : text.length);
}

static bool walker_next(Walker *w) {
    Slice text = w->text;
    uint32_t i = w->end, indent = 0;
    bool fresh = i == 0;
    for (; i < text.length; i++) {
        char c = text.at[i];
        if (c == '#') {
            const char *end = memchr(text.at + i, '\n', text.length - i);
            i = end ? (uint32_t)(end - text.at) - 1 : text.length - 1;
        } else if (c == '\n') {
            fresh = true;
            indent = 0;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            indent += c == '\t' ? 4 : 1;
        } else {
            break;
        }
    }
    if (i >= text.length)
        return false;
    w->at = i;
    w->end = text.at[i] == '"' ? text_end(text, i) : i + 1;
    w->first = fresh;
    if (fresh) {
        w->line = i;
        w->indent = indent;
    }
    return true;
}

/* Called first to count, then to look. */
static void walk(BraceSearch *search, Way way) {
    Walker w = {.text = search->text};
    search->way = way;
    search->open.count = search->strays = 0;
    while (walker_next(&w)) {
        char c = search->text.at[w.at];
        if (w.first && way != WAY_COUNT)
            line_begins(search, w.at, w.indent);
        if (c == '{') {
            bool unclosed = way == WAY_KIND && is_open_brace(search, w.at);
            *VEC_PUSH(search->arena, &search->open) =
                (Open){w.at, w.indent, w.line, unclosed};
        } else if (c == '}' && search->open.count > 0) {
            search->open.count--;
        } else if (c == '}') {
            search->strays++;
        }
    }
}

static void walk_to_put_in(BraceSearch *search, Way way) {
    search->spare = search->unclosed.count;
    search->closes->count = search->openers->count = 0;
    walk(search, way);
    while (search->spare > 0 && search->open.count > 0)
        put_in(search, search->text.length);
}

void braces_missing(Arena *arena, const Source *source, OffsetVec *closes,
                    OffsetVec *openers) {
    BraceSearch search = {
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

/* ---- the other way ---- */

/* A line in a block: how deep it is, and where what stands on it ends. */
typedef struct BraceLine {
    uint32_t start, end, indent, depth;
} BraceLine;

/* A block, and the number of the line that follows its "{". */
typedef struct Inside {
    uint32_t indent, first_line;
} Inside;

typedef struct Opening {
    Arena *arena;
    Slice text;
    VEC(BraceLine) lines;
    VEC(Inside) open;
    uint32_t spare; /* "}" that close nothing, as the file stands */
    OffsetVec *opens, *closers;
} Opening;

/* Whether the block of a thing begins behind the head of a line: `project a "A" on b`.
 * The offset there, or 0. */
static uint32_t head_end(Slice text, uint32_t at, uint32_t end) {
    uint32_t word = word_at(text, at), kind;
    for (kind = 0; kind <= KIND_COUNT; kind++) {
        const char *name = kind < KIND_COUNT ? kind_text((ThingKind)kind) : "every";
        if (slice_is((Slice){text.at + at, word}, name))
            break;
    }
    uint32_t i = at + word;
    for (int part = 0; part < 2 && kind <= KIND_COUNT; part++) {
        uint32_t next = i;
        while (next < end && text.at[next] == ' ')
            next++;
        if (part == 0) {
            while (next < end && !char_in(text.at[next], " \t\r\n}\""))
                next++;
        } else if (next < end && text.at[next] == '"') {
            for (next++; next < end && text.at[next] != '"'; next++)
                next += text.at[next] == '\\';
            next++;
        } else {
            break;
        }
        i = next;
    }
    return kind <= KIND_COUNT && i < end ? i : 0;
}

/* The line whose block a "}" on a line of its own may close: the last one of the same
 * indentation and depth, as far back as they stand deeper. */
static uint32_t unopened_line(const Opening *o, uint32_t indent) {
    uint32_t depth = o->open.count;
    uint32_t first = depth == 0 ? 0 : o->open.at[depth - 1].first_line;
    for (uint32_t i = o->lines.count - 1; i > first; i--) {
        const BraceLine *line = &o->lines.at[i - 1];
        if (line->depth == depth && line->indent <= indent)
            return line->indent == indent && i + 1 < o->lines.count ? line->end : 0;
    }
    return 0;
}

static void close_block(Opening *o, uint32_t at, bool fresh) {
    const BraceLine *line = &o->lines.at[o->lines.count - 1];
    const Inside *last = o->open.count > 0 ? &o->open.at[o->open.count - 1] : NULL;
    uint32_t place = 0;
    if (o->spare > 0 && fresh && (last == NULL || line->indent > last->indent))
        place = unopened_line(o, line->indent);
    else if (o->spare > 0 && !fresh &&
             (last == NULL || last->first_line < o->lines.count))
        place = head_end(o->text, line->start, at);
    if (place > 0) {
        *VEC_PUSH(o->arena, o->opens) = place;
        *VEC_PUSH(o->arena, o->closers) = at;
        o->spare--;
    } else if (last != NULL) {
        o->open.count--;
    }
}

void braces_unopened(Arena *arena, const Source *source, OffsetVec *opens,
                     OffsetVec *closers) {
    enum { UNOPENED_MOST = 8 }; /* each looks back over its block */
    Slice text = source->text;
    BraceSearch search = {.arena = arena, .text = text};
    walk(&search, WAY_COUNT);
    Opening o = {.arena = arena, .text = text, .opens = opens, .closers = closers};
    o.spare = search.strays < UNOPENED_MOST ? search.strays : UNOPENED_MOST;
    Walker w = {.text = text};
    while (o.spare > 0 && walker_next(&w)) {
        char c = text.at[w.at];
        if (w.first)
            *VEC_PUSH(arena, &o.lines) = (BraceLine){w.at, w.at, w.indent, o.open.count};
        if (c == '{')
            *VEC_PUSH(arena, &o.open) = (Inside){w.indent, o.lines.count};
        else if (c == '}')
            close_block(&o, w.at, w.first);
        o.lines.at[o.lines.count - 1].end = w.end;
    }
}

uint32_t braces_open_text_end(Slice text, uint32_t start, uint32_t end) {
    uint32_t last = end; /* behind all but blanks */
    while (last > start + 1 && char_in(text.at[last - 1], " \t\r"))
        last--;
    if (text.at[last - 1] == '{')
        return last - 1;
    /* A "}" ends the text of `{ note: "x }`, where its "{" is on the line. */
    uint32_t open = 0;
    for (uint32_t i = start; i > 0 && text.at[i - 1] != '\n'; i--)
        open += text.at[i - 1] == '{';
    while (open > 0 && last > start + 1 && char_in(text.at[last - 1], " \t}")) {
        open -= text.at[--last] == '}';
        end = text.at[last] == '}' ? last : end;
    }
    return end;
}
