/* Figures that are printed with other digits behind the point than the rest of their
 * table: 0.34 where all others have one. Private to explain/. */
#ifndef INTEG_EXPLAIN_USUAL_DIGITS_H
#define INTEG_EXPLAIN_USUAL_DIGITS_H

#include <stdint.h>
#include "explain/layout.h"

/* Makes layout->usual_digits. */
void usual_digits_find(Layout *layout);

#endif
