/* Whether the clauses of a query with groups speak of groups: what is neither grouped by
 * nor aggregated has many values in one. Private to eval/. */
#ifndef INTEG_EVAL_BIND_GROUP_H
#define INTEG_EVAL_BIND_GROUP_H

#include "eval/bind.h"

/* Reports the first name in `expr` that has no single value in a group. Names of aliases
 * stand for what they are. */
void bind_group_check(Binder *binder, const Select *select, const Expr *const *groups,
                      const Expr *expr);
/* Whether two expressions are the same as they are written. */
bool bind_group_same(const Binder *binder, const Expr *a, const Expr *b);

/* The same step, which is looked at for groups, with the parts that are grouped by taken
 * from the group's keys: of a thing with several values a group has but one. */
const Step *bind_group_keys(Arena *arena, const Step *step, const Step *const *groups,
                            uint32_t count);

#endif
