/* Fixes put into text: sorted, one of two that overlap, and each once. */
#include "source/fixes.h"

#include <stdlib.h>
#include <string.h>

static int compare_fixes(const void *left, const void *right) {
    const Fix *a = left, *b = right;
    Span x = a->place.span, y = b->place.span;
    if (x.start != y.start)
        return x.start < y.start ? -1 : 1;
    /* The longer first: what is in it is left out. */
    if (x.end != y.end)
        return x.end > y.end ? -1 : 1;
    return slice_compare(a->text, b->text);
}

static bool has_line_end(Slice text) {
    return text.length > 0 && (memchr(text.at, '\n', text.length) != NULL ||
                               memchr(text.at, '\r', text.length) != NULL);
}

void fixes_settle(Slice text, FixVec *fixes) {
    if (fixes->count > 1)
        qsort(fixes->at, fixes->count, sizeof *fixes->at, compare_fixes);
    uint32_t kept = 0, free_from = 0;
    for (uint32_t i = 0; i < fixes->count; i++) {
        const Fix *fix = &fixes->at[i];
        Span span = fix->place.span;
        if (span.start > span.end || span.end > text.length || span.start < free_from)
            continue;
        Slice old = {text.at + span.start, span.end - span.start};
        if (slice_equal(old, fix->text) || has_line_end(old) || has_line_end(fix->text))
            continue;
        /* Nothing else at the very place of an insertion: which goes first? */
        free_from = span.end > span.start ? span.end : span.end + 1;
        fixes->at[kept++] = *fix;
    }
    fixes->count = kept;
}

void fixes_apply(Slice text, const FixVec *fixes, Text *out) {
    uint32_t done = 0;
    for (uint32_t i = 0; i < fixes->count; i++) {
        const Fix *fix = &fixes->at[i];
        text_slice(out, (Slice){text.at + done, fix->place.span.start - done});
        text_slice(out, fix->text);
        done = fix->place.span.end;
    }
    text_slice(out, slice_from(text, done));
}
