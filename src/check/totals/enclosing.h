/* Totals around a subtotal: where one of them is exact, the entries stand, and it is the
 * subtotal that is wrong. Private to check/totals. */
#ifndef INTEG_CHECK_TOTALS_ENCLOSING_H
#define INTEG_CHECK_TOTALS_ENCLOSING_H

#include "check/totals/totals.h"

typedef struct Enclosing Enclosing;

/* Lives in the model's arena. */
Enclosing *enclosing_new(const Totals *totals);
/* The nearest total around a group's that is exact over the group's entries and more, in
 * the same column: the claim + 1; 0: none. */
uint32_t enclosing_exact(const Enclosing *enclosing, uint32_t claim);

#endif
