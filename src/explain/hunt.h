/* What the searches for slips share: the difference that is asked for, and to whom the
 * answers go. Each file hunt_*.c looks among the slips of one kind. */
#ifndef INTEG_EXPLAIN_HUNT_H
#define INTEG_EXPLAIN_HUNT_H

#include <stdbool.h>
#include <stdint.h>
#include "explain/effects.h"

/* The operations that mend an equation whose difference were any of `low` to `high`, at
 * a cost of at most `most`; `mends` is that difference. Where low = high they are the
 * answers; else the neighbours that could have been explained as well, which leaves out
 * those that mend anything. */
typedef struct Hunt {
    Layout *layout;
    uint32_t equation;
    Amount low, high;
    int32_t most;
    bool solve; /* as if the printed total were right: low..high hold the difference */
    bool loose; /* then: low..high are apart, by a residue of rounding */
    void (*found)(void *to, const Operation *operation, Amount mends);
    void *to;
} Hunt;

/* Rows that a total leaves out, counts twice, or counts with the other sign. */
void hunt_rows(const Hunt *hunt);
/* Figures that a total counts though they are of the next year, or of another scope. */
void hunt_elsewhere(const Hunt *hunt);
/* What is wrong with the total itself: mistyped, copied, or shown in another's place. */
void hunt_totals(const Hunt *hunt);
/* What is wrong with the figures that it adds up. */
void hunt_figures(const Hunt *hunt);

/* Hands on an operation where it mends what is asked for. */
void hunt_found(const Hunt *hunt, const Operation *operation, Amount mends);
int32_t hunt_slip_cost(Slip slip);
/* The slip that would make a figure of what was meant; in doubt, by the digits that its
 * table has: 0.80 for 8.0 is a point that moved. */
Slip hunt_slip_of(const Hunt *hunt, uint32_t cell, Amount meant);
/* A figure and another that were put in each other's place; `other` may be NOTHING. */
void hunt_exchange(const Hunt *hunt, uint32_t cell, uint32_t other);
/* With the figures near it in its row, or in its column. */
void hunt_exchanges(const Hunt *hunt, uint32_t cell, bool down);

#endif
