/* How much work may still be done, in steps and not in seconds, so that what comes out
 * depends on no machine. */
#ifndef INTEG_BASE_BUDGET_H
#define INTEG_BASE_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Budget {
    int64_t left; /* below 0: used up */
} Budget;

/* False where the steps are used up, now or before. NULL has no end. */
static inline bool budget_take(Budget *budget, int64_t steps) {
    if (budget == NULL)
        return true;
    if (budget->left >= 0)
        budget->left -= steps;
    return budget->left >= 0;
}

static inline bool budget_spent(const Budget *budget) {
    return budget != NULL && budget->left < 0;
}

#endif
