/* Exact quotients: a decimal over a whole number, so that a third times three is one.
 *
 * In lowest terms `over` has neither 2 nor 5 as a factor (the decimal takes those as
 * digits) and none of the decimal's: a quotient that ends is a plain decimal, over 1, and
 * two that do not end are equal only where their parts are. Every operation says whether
 * it fitted. */
#ifndef INTEG_BASE_RATIO_H
#define INTEG_BASE_RATIO_H

#include "base/decimal.h"

typedef struct Ratio {
    Decimal top;
    Int128 over; /* >= 1 */
} Ratio;

/* a / b; false where b is zero, too. */
bool ratio_div(Ratio a, Ratio b, Ratio *out);
bool ratio_add(Ratio a, Ratio b, Ratio *out);
bool ratio_mul(Ratio a, Ratio b, Ratio *out);
/* By value, always right. */
int ratio_compare(Ratio a, Ratio b);
/* Rounded half-even to `scale`; false on overflow. */
bool ratio_round(Ratio a, int32_t scale, Decimal *out);
/* To at most so many digits from the first that is not zero on: two such have a product
 * that fits. The last digit may be one off, unless it is a decimal that is no longer. The
 * scale may leave its range, as that of decimal_shift. */
enum { RATIO_LEAN = 18 };
Decimal ratio_lean(Ratio a);

#endif
