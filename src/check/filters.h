/* The filters of totals: bound when first seen. Filters that say the same in the same
 * place are one, so that what they pass is found once. */
#ifndef INTEG_CHECK_FILTERS_H
#define INTEG_CHECK_FILTERS_H

#include <stdbool.h>
#include <stdint.h>
#include "eval/eval.h"
#include "model/model.h"

typedef struct Filters Filters;

typedef struct Filter {
    const Expr *expr; /* NULL: none, which passes all */
    Bound *bound;     /* NULL: it is wrong */
    Memo *memo;       /* of its evaluations, one after another */
    uint32_t number;  /* the same for filters that say the same; 0: none */
} Filter;

Filters *filters_new(Model *model, Arena *arena);
/* The claim's `where` or `table_where`; NULL gives none. */
Filter filters_get(Filters *filters, const Claim *claim, const Expr *expr);

#endif
