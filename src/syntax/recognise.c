/* Telling files of the language from others: by the ending of their names, and where they
 * have none by their first statement. */
#include "syntax/recognise.h"

#include <string.h>

#include "base/io.h"
#include "syntax/parse.h"

/* A dot in front makes a file hidden, and no ending. */
static bool has_ending(Slice path) {
    uint32_t start = path.length;
    while (start > 0 && path.at[start - 1] != '/')
        start--;
    for (uint32_t i = start + 1; i < path.length; i++)
        if (path.at[i] == '.')
            return true;
    return false;
}

/* The first statement is one, and nothing that cannot be read stands before it. What is
 * wrong in its block or behind it is a slip in a file of the language. */
static bool begins_well(const Memory *memory, Slice text) {
    Arena *arena = arena_new(memory);
    /* The scanner writes into what it reads. */
    char *at = arena_zero(arena, (size_t)text.length + IO_PADDING);
    memcpy(at, text.at, text.length);
    Sources sources;
    Findings findings;
    sources_init(&sources, arena);
    findings_init(&findings, arena);
    Source *source =
        sources_add(&sources, SLICE(""), (Slice){0}, (Slice){at, text.length});
    Tree *tree = parse_source(arena, names_new(arena), &findings, source);
    findings_sort(&findings, &sources);
    bool fine = findings.all.count == 0 ||
                (tree->first && tree->first->kind != NODE_ERROR &&
                 findings.all.at[0]->place.span.start > tree->first->span.start);
    arena_drop(arena);
    return fine;
}

const char *recognise(const Memory *memory, Slice path, Slice text) {
    if (slice_is(path, "-") || slice_ends(path, SLICE(".integ")))
        return NULL;
    if (has_ending(path))
        return "is not an .integ file; if its text is in this language, rename it";
    return begins_well(memory, text) ? NULL
                                     : "is not an .integ file: its first statement "
                                       "cannot be read";
}
