/* Exact decimal numbers that remember their printed digits: value = units ×
 * 10^-scale, and scale is the number of digits printed after the point. A
 * negative scale is a number printed in thousands or millions: 3.3 mio is
 * units 33, scale -5. Every operation says whether it fitted. */
#ifndef INTEG_BASE_DECIMAL_H
#define INTEG_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"

/* Aligned as other numbers are, so that a Decimal has 24 bytes and not 32. */
__extension__ typedef __int128 Int128 __attribute__((aligned(8)));

typedef struct Decimal {
    Int128 units;
    int32_t scale; /* DECIMAL_SCALE_MIN..DECIMAL_SCALE_MAX */
} Decimal;

enum { DECIMAL_SCALE_MIN = -30, DECIMAL_SCALE_MAX = 30 };

#define DECIMAL_ZERO ((Decimal){0, 0})

Decimal decimal_int(int64_t value);
/* Digits with at most one '.' between digits, '_' between digits, and one '-'
 * or '+' in front, as printed. False where it is not of that form or does not
 * fit. */
bool decimal_parse(Slice text, Decimal *out);

/* The result has the finer scale of the two. False on overflow (of the result:
 * what is between does not count), and then *out is not changed. */
bool decimal_add(Decimal a, Decimal b, Decimal *out);
bool decimal_sub(Decimal a, Decimal b, Decimal *out);
/* The same, but exact: where the finer scale does not hold the product, it has
 * as many digits more as it needs (1.5 × 1.5 is 2.25, 1.50 × 2.0 is 3.00). */
bool decimal_mul(Decimal a, Decimal b, Decimal *out);
/* a / b rounded half-even to `scale`; false where b is zero or on overflow. */
bool decimal_div(Decimal a, Decimal b, int32_t scale, Decimal *out);
/* By value: 1.0 equals 1. Always right, also where a common scale would
 * overflow. */
int decimal_compare(Decimal a, Decimal b);
/* a × x against b × y, for x, y > 0; always right, too. */
int decimal_compare_times(Decimal a, Int128 x, Decimal b, Int128 y);
int decimal_sign(Decimal a);
Decimal decimal_negate(Decimal a); /* units is never the lowest Int128 */
Decimal decimal_abs(Decimal a);
/* To a coarser scale rounded half-even, to a finer one exactly; false on
 * overflow. */
bool decimal_rescale(Decimal a, int32_t scale, Decimal *out);
/* The same value without zeros at the end, but not below scale `least`. */
Decimal decimal_trim(Decimal a, int32_t least);
/* 10^-scale as a decimal: one unit of the last printed digit. */
Decimal decimal_ulp(int32_t scale);
/* The value × 10^-power, exactly, by moving the scale: kroner to millions is
 * power 6. The scale may leave its range by that; text and comparisons are
 * right even so, and the other operations take such a value but never give one. */
Decimal decimal_shift(Decimal a, int32_t power);

/* Room for any decimal as text, with its NUL. */
enum { DECIMAL_TEXT = 80 };
/* With '.', no grouping, "-" before a negative one, and exactly `scale` digits
 * after the point (none where scale <= 0, then with zeros to the ones). A scale
 * too far out of its range for the room (above 76, below -39) is printed as
 * "33e-80". */
Slice decimal_text(Decimal a, char out[DECIMAL_TEXT]);

/* Least common multiples and roots are not needed: a bound of the form
 * d <= k * sqrt(s) is tested as d*d <= k*k*s. This is a*a <= k*b without
 * overflow, by value. */
bool decimal_square_within(Decimal a, int64_t k, Decimal b);

#endif
