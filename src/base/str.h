/* Text: slices that borrow, buffers that own, and names as numbers. */
#ifndef INTEG_BASE_STR_H
#define INTEG_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "base/memory.h"

/* Whether `c` is one of `set`; NUL, which ends the set, is not. */
static inline bool char_in(char c, const char *set) {
    return c != '\0' && strchr(set, c) != NULL;
}

/* What parts words: a blank, a tab, the end of a line. */
#define CHAR_SPACES " \t\n\r"
static inline bool char_is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A piece of text that belongs to somebody else; not NUL-terminated. */
typedef struct Slice {
    const char *at;
    uint32_t length;
} Slice;

#define SLICE(literal) ((Slice){"" literal, (uint32_t)sizeof(literal) - 1})
#define SLICE_ARGS(slice) (int)(slice).length, (slice).at

Slice slice_of(const char *nul_terminated);
bool slice_equal(Slice a, Slice b);
/* Here, as most comparisons end at the first byte. */
static inline bool slice_is(Slice text, const char *nul_terminated) {
    uint32_t i = 0;
    while (i < text.length && text.at[i] == nul_terminated[i] && text.at[i] != '\0')
        i++;
    return i == text.length && nul_terminated[i] == '\0';
}
/* By bytes, which is by code point in UTF-8: <0, 0, >0. */
int slice_compare(Slice a, Slice b);
bool slice_starts(Slice text, Slice start);
bool slice_ends(Slice text, Slice end);
/* Whether it is one of the texts of an array. */
bool slice_among(Slice text, const char *const *all, size_t count);
#define SLICE_AMONG(text, all) slice_among((text), (all), sizeof(all) / sizeof *(all))
/* What comes behind the first bytes, of which there are as many. */
static inline Slice slice_from(Slice text, uint32_t bytes) {
    return (Slice){text.at + bytes, text.length - bytes};
}
/* Without the characters of `set` at its end, or at both ends. */
Slice slice_trim_end(Slice text, const char *set);
Slice slice_trim(Slice text, const char *set);
/* Takes the first of the parts that `between` separates off *rest; false where nothing is
 * left. */
bool slice_split(Slice *rest, char between, Slice *part);

/* A buffer that grows. Zero it and set memory to begin. It holds less than
 * 4 GiB, so that it can be viewed as a Slice; more is memory running out. */
typedef struct Text {
    const Memory *memory;
    char *at;
    size_t length, room;
} Text;

void text_char(Text *text, char c);
void text_bytes(Text *text, const char *at, size_t length);
void text_slice(Text *text, Slice slice);
void text_str(Text *text, const char *nul_terminated);
void text_format(Text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_repeat(Text *text, char c, size_t count);
Slice text_view(const Text *text);
/* The same, ended by a NUL that does not count. */
const char *text_nul(Text *text);
void text_clear(Text *text);
void text_free(Text *text);

#endif
