/* Slices that borrow and buffers that own. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Slice slice_of(const char *nul_terminated) {
    size_t length = strlen(nul_terminated);
    return (Slice){nul_terminated, length > UINT32_MAX ? UINT32_MAX : (uint32_t)length};
}

bool slice_equal(Slice a, Slice b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

int slice_compare(Slice a, Slice b) {
    uint32_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.at, b.at, shared);
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool slice_starts(Slice text, Slice start) {
    return text.length >= start.length &&
           slice_equal((Slice){text.at, start.length}, start);
}

bool slice_ends(Slice text, Slice end) {
    if (text.length < end.length)
        return false;
    if (end.length == 0)
        return true;
    return memcmp(text.at + (text.length - end.length), end.at, end.length) == 0;
}

bool slice_among(Slice text, const char *const *all, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (slice_is(text, all[i]))
            return true;
    return false;
}

Slice slice_trim_end(Slice text, const char *set) {
    while (text.length > 0 && char_in(text.at[text.length - 1], set))
        text.length--;
    return text;
}

Slice slice_trim(Slice text, const char *set) {
    while (text.length > 0 && char_in(text.at[0], set))
        text = slice_from(text, 1);
    return slice_trim_end(text, set);
}

bool slice_split(Slice *rest, char between, Slice *part) {
    if (rest->length == 0)
        return false;
    const char *end = memchr(rest->at, between, rest->length);
    uint32_t length = end == NULL ? rest->length : (uint32_t)(end - rest->at);
    *part = (Slice){rest->at, length};
    *rest = slice_from(*rest, length + (end != NULL));
    return true;
}

/* Makes room for `more` bytes. */
static void text_reserve(Text *text, size_t more) {
    if (more <= text->room - text->length)
        return;
    if (more > UINT32_MAX || text->length + more > UINT32_MAX)
        memory_exhausted(text->memory);
    size_t room = text->room < 32 ? 64 : text->room * 2;
    if (room < text->length + more)
        room = text->length + more;
    text->at = memory_resize(text->memory, text->at, room);
    text->room = room;
}

void text_char(Text *text, char c) {
    text_reserve(text, 1);
    text->at[text->length++] = c;
}

void text_bytes(Text *text, const char *at, size_t length) {
    if (length == 0)
        return;
    text_reserve(text, length);
    memcpy(text->at + text->length, at, length);
    text->length += length;
}

void text_slice(Text *text, Slice slice) {
    text_bytes(text, slice.at, slice.length);
}

void text_str(Text *text, const char *nul_terminated) {
    text_bytes(text, nul_terminated, strlen(nul_terminated));
}

void text_format(Text *text, const char *format, ...) {
    text_reserve(text, 64);
    va_list arguments;
    va_start(arguments, format);
    size_t room = text->room - text->length;
    int length = vsnprintf(text->at + text->length, room, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    if ((size_t)length >= room) {
        text_reserve(text, (size_t)length + 1); /* and the NUL */
        va_start(arguments, format);
        vsnprintf(text->at + text->length, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    text->length += (size_t)length;
}

void text_repeat(Text *text, char c, size_t count) {
    if (count == 0)
        return;
    text_reserve(text, count);
    memset(text->at + text->length, c, count);
    text->length += count;
}

Slice text_view(const Text *text) {
    return (Slice){text->at == NULL ? "" : text->at, (uint32_t)text->length};
}

const char *text_nul(Text *text) {
    text_char(text, '\0');
    text->length--;
    return text->at;
}

void text_clear(Text *text) {
    text->length = 0;
}

void text_free(Text *text) {
    memory_free(text->memory, text->at);
    text->at = NULL;
    text->length = text->room = 0;
}
