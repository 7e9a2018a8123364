/* What a finding is known by from one version of its file to the next: not its line's
 * number, but what stands there. Baselines and services that follow findings over time
 * compare it. */
#ifndef INTEG_SOURCE_FINGERPRINT_H
#define INTEG_SOURCE_FINGERPRINT_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "source/diagnostic.h"
#include "source/source.h"

typedef struct Fingerprint {
    /* Of the code, the file's path, the line's text with its blanks made one, and where
     * in it the place begins. The same on every machine. */
    uint64_t hash;
    uint32_t number; /* among the findings of that hash, from 1, in their order */
    /* The same without the file's path: what a finding is known by when its file has been
     * moved. */
    uint64_t anywhere;
    uint32_t anywhere_number;
} Fingerprint;

/* One for each finding, in their order, in the arena. `paths` is by SourceId. Findings
 * must be sorted. */
const Fingerprint *fingerprint_all(Arena *arena, const Sources *sources,
                                   const Findings *findings, const Slice *paths);

/* "0123456789abcdef:1", and the part before the colon. */
enum { FINGERPRINT_TEXT = 32 };
Slice fingerprint_text(Fingerprint print, char text[FINGERPRINT_TEXT]);
Slice fingerprint_hash_text(Fingerprint print, char text[FINGERPRINT_TEXT]);
/* The same of the fingerprint without the path. */
Slice fingerprint_anywhere_text(Fingerprint print, char text[FINGERPRINT_TEXT]);
Slice fingerprint_anywhere_hash_text(Fingerprint print, char text[FINGERPRINT_TEXT]);

#endif
