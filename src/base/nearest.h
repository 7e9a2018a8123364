/* "Did you mean": the nearest of several names to one that is none of them. */
#ifndef INTEG_BASE_NEAREST_H
#define INTEG_BASE_NEAREST_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"

/* How many single-character edits (insert, delete, replace, swap neighbours)
 * turn a into b, by code points; stops counting at `most` + 1. A `most` above
 * NEAREST_DISTANCE_MOST counts as that. */
enum { NEAREST_DISTANCE_MOST = 60 };
uint32_t nearest_distance(Slice a, Slice b, uint32_t most);
/* The index of the candidate nearest to `name` within a third of its length
 * (at least one edit, at most three), or -1. Ties go to the earlier candidate.
 * Differences of case, however many, count as half an edit together. */
int32_t nearest_of(Slice name, const Slice *candidates, uint32_t count);
/* Whether the nearest candidate is beyond doubt what was meant: names of five letters and
 * more, one slip apart (two from ten letters on), with the same digits (budget20 is no
 * slip for budget21), and no other candidate is near. */
bool nearest_surely(Slice name, const Slice *candidates, uint32_t count, int32_t nearest);

#endif
