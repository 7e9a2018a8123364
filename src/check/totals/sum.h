/* Adding printed figures up, with what is known of each: its digits, whether it is
 * approximate, blank or unreadable, its currency. */
#ifndef INTEG_CHECK_TOTALS_SUM_H
#define INTEG_CHECK_TOTALS_SUM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/decimal.h"
#include "eval/grain.h"
#include "eval/verdict.h"
#include "model/model.h"
#include "model/versions.h"

/* All zero to begin. About 7 KiB: one is used again and again. */
typedef struct Sum {
    Grains fine, own;          /* of the figures that say something: no blank, no `-` */
    Int128 units[GRAINS_ROOM]; /* by scale + GRAINS_ZERO */
    int32_t low, high;         /* the ones in use; good where fine.count > 0 */
    uint32_t blanks, bad;
    uint8_t currency;  /* of the first that has one */
    bool mixed;        /* another has another */
    Versions versions; /* of one amount: what it holds of each; `where` is a fact */
    uint64_t hash;     /* of the facts that were added, in any order */
    uint64_t open;     /* likewise of those that are blank */
    /* The plain figure before: most are like it, and are added without further ado. */
    struct {
        bool good;
        int8_t scale;
        uint8_t currency;
        Id table;
        int32_t unit, fine, own; /* its slots */
    } last;
    /* The figures before that are the same and stand in the same row. */
    struct {
        const void *row;
        int64_t digits;
        uint32_t count;
        int8_t scale;
        bool rough;
    } alike;
} Sum;

void sum_clear(Sum *sum);
void sum_fact(Sum *sum, const Model *model, uint32_t fact);
/* The same of many. */
void sum_facts(Sum *sum, const Model *model, const uint32_t *list, uint32_t count);
/* A figure that stands in the table, or outside of tables where it is 0. `row`: by which
 * its neighbours in print are known, or NULL where it has none. */
void sum_figure(Sum *sum, const Model *model, Figure figure, Id table, const void *row);
/* False where it does not fit. */
bool sum_value(const Sum *sum, Decimal *value);
/* Whether it is in one currency, and of one version of each amount. */
static inline bool sum_is_one(const Sum *sum) {
    return !sum->mixed && !versions_several(&sum->versions);
}
/* Whether the figure's currency is another than the sum's. */
bool sum_other_currency(const Sum *sum, Figure figure);

/* The value of a figure; 0 for `-` and `?`, in their unit. */
Decimal figure_value(Figure figure);

/* The stated figure beside the sum, which is `computed`. */
Balance balance_of(const Model *model, const Sum *sum, Figure stated, Id table,
                   Decimal computed, bool exact);

#endif
