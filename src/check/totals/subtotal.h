/* A total of some rows that is written as one of all: a subtotal without a heading.
 * Private to totals/. */
#ifndef INTEG_CHECK_TOTALS_SUBTOTAL_H
#define INTEG_CHECK_TOTALS_SUBTOTAL_H

#include "check/totals/totals.h"

/* Whether the rows between a total that is off and the next one above it, or below it,
 * add up to just what it states. Then says so. */
bool subtotal_note(Totals *totals, Diagnostic *d, uint32_t claim);
/* Says what to write, in place of another help. */
void subtotal_help(Totals *totals, Diagnostic *d);

#endif
