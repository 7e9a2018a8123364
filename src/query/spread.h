/* Several values at once: a row that has several of a key stands in the group of each.
 * Private to query/. */
#ifndef INTEG_QUERY_SPREAD_H
#define INTEG_QUERY_SPREAD_H

#include "eval/value.h"

/* Values of which some may be lists, and each choice of one value from each list. */
typedef struct Spread {
    Datum *all; /* filled in by the caller before spread_begin */
    Datum *one; /* the choice in hand */
    uint32_t *at;
    uint32_t count;
} Spread;

Spread spread_new(Arena *arena, uint32_t count);
/* The first choice, which there always is. */
void spread_begin(Spread *spread);
/* The next one; false: there is none. A value that a list has twice is chosen once. */
bool spread_next(Spread *spread);

#endif
