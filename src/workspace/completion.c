/* The list of what could stand at the cursor, and what completion and the line editor
 * both ask of a text. */
#include "workspace/completion.h"

#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"

static bool begins(const Completion *out, Slice candidate) {
    Text lower = {.memory = arena_memory(out->arena)};
    utf8_fold(&lower, candidate);
    bool result = slice_starts(text_view(&lower), out->partial);
    text_free(&lower);
    return result;
}

void completion_begin(Completion *out, Slice text, uint32_t start, uint32_t cursor) {
    out->start = start;
    out->partial = utf8_folded(out->arena, (Slice){text.at + start, cursor - start});
}

void completion_add(Completion *out, Slice candidate) {
    if (candidate.length > 0 && begins(out, candidate))
        *VEC_PUSH(out->arena, &out->candidates) = arena_copy(out->arena, candidate);
}

void completion_add_split(Completion *out, const char *words, char between) {
    Slice rest = slice_of(words), word;
    while (slice_split(&rest, between, &word))
        completion_add(out, word);
}

void completion_add_quotable(Completion *out, Slice text) {
    Text quotable = {.memory = arena_memory(out->arena)};
    for (uint32_t i = 0, bytes; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        if (code == '"' || code == '\\')
            text_char(&quotable, '\\');
        if (code == '\n' || code == '\t')
            text_str(&quotable, code == '\n' ? "\\n" : "\\t");
        else if (utf8_is_control(code))
            text_format(&quotable, "\\u{%x}", code);
        else
            text_bytes(&quotable, text.at + i, bytes);
    }
    completion_add(out, text_view(&quotable));
    text_free(&quotable);
}

static int by_bytes(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

void completion_end(Completion *out) {
    if (out->candidates.count == 0)
        return;
    Slice *at = out->candidates.at;
    qsort(at, out->candidates.count, sizeof *at, by_bytes);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < out->candidates.count; i++)
        if (!slice_equal(at[i], at[kept - 1]))
            at[kept++] = at[i];
    out->candidates.count = kept;
}

uint32_t completion_quoted(Slice text, uint32_t cursor) {
    uint32_t start = UINT32_MAX;
    for (uint32_t at = 0; at < cursor; at++) {
        char c = text.at[at];
        if (start == UINT32_MAX && c == '#') {
            const char *end = memchr(text.at + at, '\n', cursor - at);
            at = end ? (uint32_t)(end - text.at) : cursor;
        } else if (start != UINT32_MAX && c == '\\') {
            at++;
        } else if (c == '"') {
            start = start == UINT32_MAX ? at + 1 : UINT32_MAX;
        }
    }
    return start;
}
