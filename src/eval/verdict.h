/* The rounding rule: whether a printed figure is what other printed figures make, for
 * totals and checks alike. Pure arithmetic on decimals, after the language's design,
 * "Totals: verdicts".
 *
 * With the half-units u of the total and uᵢ of the summands and the difference d,
 * rounding explains d where |d| <= u + Σuᵢ and d² <= 3.6 (u² + Σuᵢ²): the most that it
 * can do, and 3.29 standard deviations, √((u² + Σuᵢ²)/3), of what it does: rounding makes
 * more in one total of a thousand. With 3 deviations, one sound table in thirty had an
 * error. A figure that a row repeats k times was rounded once, so that its k parts count
 * as one k times as large. */
#ifndef INTEG_EVAL_VERDICT_H
#define INTEG_EVAL_VERDICT_H

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
    VERDICT_VERSIONS,   /* several versions of one amount */
    VERDICT_OVERFLOW    /* the sum does not fit a Decimal */
} Verdict;

/* How precisely some figures are known: how many have their last digit at which scale. A
 * rough one is known to one unit of it, another to half a unit. All zero: none. */
enum { GRAINS_ZERO = 64, GRAINS_ROOM = 128 };

typedef struct Grains {
    uint32_t count;
    int32_t low, high; /* the indices used; good where count > 0 */
    uint32_t plain[GRAINS_ROOM], rough[GRAINS_ROOM]; /* by scale + GRAINS_ZERO */
    /* What repeated figures add to ΣU², in U² of a plain one: k² - k for each k. */
    uint64_t again[GRAINS_ROOM];
} Grains;

/* A scale beyond ±63 counts as that. */
void grains_add(Grains *grains, int32_t scale, bool rough);
/* The same of plain figures at a scale within ±63 of which one was added before. */
static inline void grains_plain(Grains *grains, int32_t scale, uint32_t count) {
    grains->plain[scale + GRAINS_ZERO] += count;
    grains->count += count;
}
/* The figure that was just added is what its row said `times` times before. */
void grains_again(Grains *grains, int32_t scale, bool rough, uint32_t times);
void grains_clear(Grains *grains);

/* How well what is compared is known, each figure's part by U = 2u: twice what it may be
 * off, times how much what is computed changes with it. */
typedef struct Reach {
    uint32_t count;       /* figures that are computed with */
    Decimal only;         /* U of the only one, where there is one */
    Decimal stated;       /* U of the stated figure; zero: it is exact */
    Decimal sum, squares; /* ΣU and ΣU², the stated figure's among them */
} Reach;

/* EXACT, ROUNDING, COARSE, OFF or BLANK. `fine` and `own` are what is known at the finest
 * digits and at each figure's own. blanks: something is left open by a `?`; open: it can
 * hold the difference. exact: rounding counts as off. */
Verdict verdict_by_reach(Decimal difference, const Reach *fine, const Reach *own,
                         bool blanks, bool open, bool exact);

/* A total beside its summands. Summands that are blank are not in the grains. */
typedef struct Balance {
    Decimal stated, computed;
    bool none;                /* the total is a `-`: zero, without digits */
    bool rough;               /* the total is approximate */
    int32_t fine_scale;       /* its last digit, as its table prints; outside as own */
    int32_t own_scale;        /* its own last digit */
    const Grains *fine, *own; /* the summands, likewise */
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
/* The same, by the digits that each figure prints itself. */
Decimal verdict_coarse_slack(const Balance *balance);
/* The same by what is known at the finest digits; `blanks` and `exact` as above. */
Decimal reach_slack(const Reach *reach, bool blanks, bool exact);

#endif
