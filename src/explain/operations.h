/* The slips that an equation may hold: which of them would mend it. Plain values; nothing
 * is owned. */
#ifndef INTEG_EXPLAIN_OPERATIONS_H
#define INTEG_EXPLAIN_OPERATIONS_H

#include <stdbool.h>
#include <stdint.h>
#include "explain/effects.h"

/* Lists the operations that mend an equation whose difference were any of `low` to
 * `high`, at a cost of at most `most`; `mends` is that difference. Where low = high they
 * are the answers; else the neighbours that could have been explained as well, which
 * leaves out those that mend anything. Linear in the equation's members, at worst. */
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

void operations_each(const Hunt *hunt);

#endif
