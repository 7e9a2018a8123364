/* Mends put into text: sorted, one of two that overlap, and each once. */
#include "source/mend.h"

#include <stdlib.h>
#include <string.h>

static int compare_mends(const void *left, const void *right) {
    const Mend *a = left, *b = right;
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

void mends_settle(Slice text, MendVec *mends) {
    if (mends->count > 1)
        qsort(mends->at, mends->count, sizeof *mends->at, compare_mends);
    uint32_t kept = 0, free_from = 0;
    for (uint32_t i = 0; i < mends->count; i++) {
        const Mend *mend = &mends->at[i];
        Span span = mend->place.span;
        if (span.start > span.end || span.end > text.length || span.start < free_from)
            continue;
        Slice old = {text.at + span.start, span.end - span.start};
        if (slice_equal(old, mend->text) || has_line_end(old) || has_line_end(mend->text))
            continue;
        /* Nothing else at the very place of an insertion: which goes first? */
        free_from = span.end > span.start ? span.end : span.end + 1;
        mends->at[kept++] = *mend;
    }
    mends->count = kept;
}

void mends_apply(Slice text, const MendVec *mends, Text *out) {
    uint32_t done = 0;
    for (uint32_t i = 0; i < mends->count; i++) {
        const Mend *mend = &mends->at[i];
        text_slice(out, (Slice){text.at + done, mend->place.span.start - done});
        text_slice(out, mend->text);
        done = mend->place.span.end;
    }
    text_slice(out, (Slice){text.at + done, text.length - done});
}
