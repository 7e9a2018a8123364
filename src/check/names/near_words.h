/* Which of many titles are so alike that one of them is probably a slip of the other: the
 * same words but for one, and of that one letter or two. Private to near_titles.c. */
#ifndef INTEG_CHECK_NAMES_NEAR_WORDS_H
#define INTEG_CHECK_NAMES_NEAR_WORDS_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* A title to be compared. */
typedef struct NearTitle {
    uint64_t among; /* only titles with the same number are compared */
    Slice letters;  /* see title_letters */
} NearTitle;

typedef struct NearPair {
    uint32_t a, b;    /* indices: a < b */
    uint32_t letters; /* that differ; 0: only capitals, signs, and where words end */
} NearPair;

typedef VEC(NearPair) NearPairs;

/* Adds each pair once, in no order that means anything. Takes n log n. What is not taken
 * for a slip: a digit or a first letter; a word of fewer than five letters, and for two
 * slips of fewer than eight; an ending, since bridge and bridges may both be there; two
 * letters replaced by two others, as in Kildevej and Kildehøj. Two slips are not looked
 * for where thousands of titles differ in the very same word. */
void near_words_find(Arena *arena, const NearTitle *titles, uint32_t count,
                     NearPairs *pairs);

#endif
