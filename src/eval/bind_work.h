/* A query while it is bound, for the files that bind its clauses. Private to eval/. */
#ifndef INTEG_EVAL_BIND_WORK_H
#define INTEG_EVAL_BIND_WORK_H

#include "eval/bound_query.h"

typedef struct Work {
    Binder binder;
    const Select *select;
    BoundQuery *query;
    const Expr **groups; /* by group: its expression, aliases and numbers resolved */
    VEC(BoundItem) items;
} Work;

/* The number of an item that a whole number stands for, or 0. */
uint32_t bind_item_number(Work *work, const Expr *expr, const char *clause);
/* The number of the item whose alias an expression is, or 0. */
uint32_t bind_aliased_item(const Work *work, const Expr *expr);
/* The number of the group that an expression is + 1, or 0. */
uint32_t bind_group_of(const Work *work, const Expr *expr);
/* `order by`, when the items and groups are bound. */
void bind_orders(Work *work);

#endif
