/* The slips that an equation may hold: which of them would mend it. Plain values; nothing
 * is owned. */
#ifndef INTEG_EXPLAIN_OPERATIONS_H
#define INTEG_EXPLAIN_OPERATIONS_H

#include "explain/hunt.h"

/* Lists all that is hunted for. Linear in the equation's members, at worst. */
void operations_each(const Hunt *hunt);

#endif
