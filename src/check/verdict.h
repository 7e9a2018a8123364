/* The rounding rule: whether a printed total is what printed summands make. Pure
 * arithmetic on decimals, after the language's design, "Totals: verdicts".
 *
 * With the half-units u of the total and uᵢ of the summands and the difference d,
 * rounding explains d where |d| <= u + Σuᵢ and |d| <= 3 √((u² + Σuᵢ²)/3): the most that
 * it can do, and three standard deviations of what it does. */
#ifndef INTEG_CHECK_VERDICT_H
#define INTEG_CHECK_VERDICT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/decimal.h"

typedef enum Verdict {
    VERDICT_EXACT,
    VERDICT_ROUNDING, /* at the finest digits */
    VERDICT_COARSE,   /* only at each figure's own digits */
    VERDICT_OFF,
    VERDICT_BLANK,      /* a `?` among the summands would have to hold the difference */
    VERDICT_NOTHING,    /* there is nothing to hold the total against */
    VERDICT_UNKNOWN,    /* a summand or the total could not be read */
    VERDICT_CURRENCIES, /* not one currency */
    VERDICT_OVERFLOW    /* the sum does not fit a Decimal */
} Verdict;

/* How precisely some figures are known: how many have their last digit at which scale. A
 * rough one is known to one unit of it, another to half a unit. All zero: none. */
enum { SPREAD_ZERO = 64, SPREAD_ROOM = 128 };

typedef struct Spread {
    uint32_t count;
    int32_t low, high; /* the indices used; good where count > 0 */
    uint32_t plain[SPREAD_ROOM], rough[SPREAD_ROOM]; /* by scale + SPREAD_ZERO */
} Spread;

/* A scale beyond ±63 counts as that. */
void spread_add(Spread *spread, int32_t scale, bool rough);
/* The same of a plain figure at a scale within ±63 that was added before. */
static inline void spread_again(Spread *spread, int32_t scale) {
    spread->plain[scale + SPREAD_ZERO]++;
    spread->count++;
}
void spread_clear(Spread *spread);

/* A total beside its summands. Summands that are blank are not in the spreads. */
typedef struct Balance {
    Decimal stated, computed;
    bool none;                /* the total is a `-`: zero, without digits */
    bool rough;               /* the total is approximate */
    int32_t fine_scale;       /* its last digit, as its table prints; outside as own */
    int32_t own_scale;        /* its own last digit */
    const Spread *fine, *own; /* the summands, likewise */
    bool exact;               /* rounding counts as off: `tolerance exact` */
    bool blanks;              /* summands are left open by a `?` */
} Balance;

/* EXACT, ROUNDING, COARSE, OFF, BLANK or OVERFLOW. *difference is stated - computed but
 * for OVERFLOW. One summand is compared at the coarser precision of the two, and no
 * rounding is granted beyond that. */
Verdict verdict_of(const Balance *balance, Decimal *difference);

/* What is left over after a cause was found may be as much as this: the largest
 * difference that is not off. */
Decimal verdict_slack(const Balance *balance);

#endif
