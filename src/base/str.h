/* Text: slices that borrow, buffers that own, and names as numbers. */
#ifndef INTEG_BASE_STR_H
#define INTEG_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/memory.h"

/* A piece of text that belongs to somebody else; not NUL-terminated. */
typedef struct Slice {
    const char *at;
    uint32_t length;
} Slice;

#define SLICE(literal) ((Slice){"" literal, (uint32_t)sizeof(literal) - 1})
#define SLICE_ARGS(slice) (int)(slice).length, (slice).at

Slice slice_of(const char *nul_terminated);
bool slice_equal(Slice a, Slice b);
bool slice_is(Slice text, const char *nul_terminated);
uint64_t slice_hash(Slice text);
/* By bytes, which is by code point in UTF-8: <0, 0, >0. */
int slice_compare(Slice a, Slice b);
bool slice_starts(Slice text, Slice start);
bool slice_ends(Slice text, Slice end);
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
void text_clear(Text *text);
void text_free(Text *text);

/* How many single-character edits (insert, delete, replace, swap neighbours)
 * turn a into b, by code points; stops counting at `most` + 1. A `most` above
 * SLICE_DISTANCE_MOST counts as that. */
enum { SLICE_DISTANCE_MOST = 60 };
uint32_t slice_distance(Slice a, Slice b, uint32_t most);
/* The index of the candidate nearest to `name` within a third of its length
 * (at least one edit, at most three), or -1. Ties go to the earlier candidate.
 * Differences of case, however many, count as half an edit together. */
int32_t slice_nearest(Slice name, const Slice *candidates, uint32_t count);
/* Whether the nearest candidate is beyond doubt what was meant: names of five letters and
 * more, one slip apart (two from ten letters on), with the same digits (budget20 is no
 * slip for budget21), and no other candidate is near. */
bool slice_surely(Slice name, const Slice *candidates, uint32_t count, int32_t nearest);

/* Names, interned: equal names have equal ids, and ids are dense from 1, so
 * that they index arrays. 0 is no name. */
typedef uint32_t NameId;
typedef struct Names Names;
struct Arena;

Names *names_new(struct Arena *arena);
/* `text` must be in NFC already (see utf8_nfc); its bytes are copied. */
NameId names_add(Names *names, Slice text);
/* 0 where it was never added. */
NameId names_find(const Names *names, Slice text);
Slice names_text(const Names *names, NameId id);
/* One more than the highest id. */
uint32_t names_count(const Names *names);

#endif
