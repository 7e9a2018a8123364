/* Fingerprints: FNV-1a over what a place says, and a count among those that say the
 * same. */
#include "source/fingerprint.h"
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

/* The text without blanks at its ends; several in a row count as one. */
static uint64_t hash_words(uint64_t hash, Slice text) {
    bool blank = false, any = false;
    for (uint32_t i = 0; i < text.length; i++) {
        if (char_is_space(text.at[i])) {
            blank = true;
            continue;
        }
        if (blank && any)
            hash = hash_byte(hash, ' ');
        hash = hash_byte(hash, (unsigned char)text.at[i]);
        blank = false;
        any = true;
    }
    return hash_byte(hash, 0);
}

/* A line may be megabytes long and hold a hundred thousand findings. */
enum { LINE_MOST = 512 };

/* The line is hashed in two parts, so that two figures of one row differ. */
static Fingerprint hashes_of(const Sources *sources, const Diagnostic *d, Slice path) {
    const Source *source = sources_get(sources, d->place.source);
    uint32_t start = d->place.span.start;
    start = start < source->text.length ? start : source->text.length;
    uint32_t number = source_line(source, start);
    Slice line = source_line_text(source, number);
    uint32_t before = start - source_line_start(source, number);
    before = before < line.length ? before : line.length;
    Slice head = {line.at, before};
    Slice tail = slice_from(line, before);
    if (head.length > LINE_MOST)
        head = (Slice){head.at + (head.length - LINE_MOST), LINE_MOST};
    tail.length = tail.length < LINE_MOST ? tail.length : LINE_MOST;
    uint64_t code = hash_text(HASH_START, slice_of(code_info(d->code)->code));
    return (Fingerprint){
        .hash = hash_words(hash_words(hash_text(code, path), head), tail),
        .anywhere = hash_words(hash_words(code, head), tail)};
}

/* ---- counting ---- */

typedef struct Hashed {
    uint64_t hash;
    uint32_t index;
} Hashed;

static int compare_hashed(const void *left, const void *right) {
    const Hashed *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Numbers those that have the same hash, in their order: `number` of each. */
static void number_hashes(Hashed *hashes, uint32_t count, uint32_t *number) {
    if (count > 1)
        qsort(hashes, count, sizeof *hashes, compare_hashed);
    for (uint32_t i = 0, first = 0; i < count; i++) {
        first = hashes[i].hash == hashes[first].hash ? first : i;
        number[hashes[i].index] = i - first + 1;
    }
}

const Fingerprint *fingerprint_all(Arena *arena, const Sources *sources,
                                   const Findings *findings, const Slice *paths) {
    uint32_t count = findings->all.count;
    Fingerprint *prints = ARENA_ARRAY(arena, Fingerprint, count);
    Hashed *hashes = ARENA_ARRAY(arena, Hashed, count);
    Hashed *anywhere = ARENA_ARRAY(arena, Hashed, count);
    uint32_t *number = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const Diagnostic *d = findings->all.at[i];
        prints[i] = hashes_of(sources, d, paths[d->place.source]);
        hashes[i] = (Hashed){prints[i].hash, i};
        anywhere[i] = (Hashed){prints[i].anywhere, i};
    }
    number_hashes(hashes, count, number);
    for (uint32_t i = 0; i < count; i++)
        prints[i].number = number[i];
    number_hashes(anywhere, count, number);
    for (uint32_t i = 0; i < count; i++)
        prints[i].anywhere_number = number[i];
    return prints;
}

static Slice hash_number_text(uint64_t hash, uint32_t number,
                              char text[FINGERPRINT_TEXT]) {
    int length = snprintf(text, FINGERPRINT_TEXT, "%08x%08x:%u", (uint32_t)(hash >> 32),
                          (uint32_t)hash, number);
    return (Slice){text, (uint32_t)length};
}

/* Without the number. */
static Slice only_hash(Slice whole) {
    return (Slice){whole.at, 16};
}

Slice fingerprint_text(Fingerprint print, char text[FINGERPRINT_TEXT]) {
    return hash_number_text(print.hash, print.number, text);
}

Slice fingerprint_hash_text(Fingerprint print, char text[FINGERPRINT_TEXT]) {
    return only_hash(fingerprint_text(print, text));
}

Slice fingerprint_anywhere_text(Fingerprint print, char text[FINGERPRINT_TEXT]) {
    return hash_number_text(print.anywhere, print.anywhere_number, text);
}

Slice fingerprint_anywhere_hash_text(Fingerprint print, char text[FINGERPRINT_TEXT]) {
    return only_hash(fingerprint_anywhere_text(print, text));
}
