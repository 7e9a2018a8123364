/* Fingerprints: FNV-1a over what a place says, and a count among those that say the
 * same. */
#include "source/fingerprint.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the hash: FNV-1a (Fowler, Noll, Vo), 64 bits ---- */

static const uint64_t hash_start = 0xcbf29ce484222325u;

static uint64_t hash_byte(uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * 0x100000001b3u;
}

/* With an end, so that "ab", "c" and "a", "bc" differ. */
static uint64_t hash_text(uint64_t hash, Slice text) {
    for (uint32_t i = 0; i < text.length; i++) {
        hash = hash_byte(hash, (unsigned char)text.at[i]);
    }
    return hash_byte(hash, 0);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* The text without blanks at its ends; several in a row count as one. */
static uint64_t hash_words(uint64_t hash, Slice text) {
    bool blank = false, any = false;
    for (uint32_t i = 0; i < text.length; i++) {
        if (is_blank(text.at[i])) {
            blank = true;
            continue;
        }
        if (blank && any) {
            hash = hash_byte(hash, ' ');
        }
        hash = hash_byte(hash, (unsigned char)text.at[i]);
        blank = false;
        any = true;
    }
    return hash_byte(hash, 0);
}

/* A line may be megabytes long and hold a hundred thousand findings. */
enum { LINE_MOST = 512 };

/* The line is hashed in two parts, so that two figures of one row differ. */
static uint64_t hash_of(const Sources *sources, const Diagnostic *d, Slice path) {
    Source *source = sources_get(sources, d->place.source);
    uint32_t start = d->place.span.start;
    start = start < source->text.length ? start : source->text.length;
    uint32_t number = source_line(sources, source, start);
    Slice line = source_line_text(sources, source, number);
    uint32_t before = start - source_line_start(sources, source, number);
    before = before < line.length ? before : line.length;
    Slice head = {line.at, before};
    Slice tail = {line.at + before, line.length - before};
    if (head.length > LINE_MOST) {
        head = (Slice){head.at + (head.length - LINE_MOST), LINE_MOST};
    }
    tail.length = tail.length < LINE_MOST ? tail.length : LINE_MOST;
    uint64_t hash = hash_text(hash_start, slice_of(code_info(d->code)->code));
    hash = hash_text(hash, path);
    hash = hash_words(hash, head);
    return hash_words(hash, tail);
}

/* ---- counting ---- */

typedef struct Hashed {
    uint64_t hash;
    uint32_t index;
} Hashed;

static int compare_hashed(const void *left, const void *right) {
    const Hashed *a = left, *b = right;
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

const Fingerprint *fingerprints_make(Arena *arena, const Sources *sources,
                                     const Findings *findings, const Slice *paths) {
    uint32_t count = findings->all.count;
    Fingerprint *prints = ARENA_ARRAY(arena, Fingerprint, count);
    Hashed *sorted = ARENA_ARRAY(arena, Hashed, count);
    for (uint32_t i = 0; i < count; i++) {
        const Diagnostic *d = findings->all.at[i];
        sorted[i] = (Hashed){hash_of(sources, d, paths[d->place.source]), i};
    }
    qsort(sorted, count, sizeof *sorted, compare_hashed);
    for (uint32_t i = 0, first = 0; i < count; i++) {
        first = sorted[i].hash == sorted[first].hash ? first : i;
        prints[sorted[i].index] = (Fingerprint){sorted[i].hash, i - first + 1};
    }
    return prints;
}

Slice fingerprint_text(Fingerprint print, char text[FINGERPRINT_TEXT]) {
    int length = snprintf(text, FINGERPRINT_TEXT, "%08x%08x:%u",
                          (uint32_t)(print.hash >> 32), (uint32_t)print.hash,
                          print.number);
    return (Slice){text, (uint32_t)length};
}

Slice fingerprint_hash_text(Fingerprint print, char text[FINGERPRINT_TEXT]) {
    Slice whole = fingerprint_text(print, text);
    return (Slice){whole.at, 16};
}
