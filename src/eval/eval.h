/* Expressions over the model's columns: what checks, filters, category rules and queries
 * share. An expression is bound first (every name resolved and every type checked, with
 * findings for what is wrong), and then evaluated for as many rows as are asked for. */
#ifndef INTEG_EVAL_EVAL_H
#define INTEG_EVAL_EVAL_H

#include <stdbool.h>
#include <stdint.h>
#include "eval/points.h"
#include "eval/datum.h"
#include "eval/rule.h"
#include "eval/binding.h"
#include "base/budget.h"
#include "model/model.h"
#include "syntax/tree.h"

/* Whether an entry passes a filter. One whose figure could not be read does where that
 * leaves it open, so that no sum passes over it; likewise one that is compared with money
 * in another currency, which *apart then says, else it stays as it was. The memo is the
 * filter's, or NULL. Steps are taken from the budget, though it may be used up. */
bool eval_entry(const Model *model, const Bound *bound, Memo *memo, uint32_t fact,
                Budget *budget, bool *apart);

/* Whether an entry of another project, source, area or kind of money cannot pass the
 * filter; then the one that it wants. */
bool eval_wants(const Bound *bound, ThingKind kind, Id *id);
/* What eval_wants speaks of, of a line. */
Id eval_line_thing(const Model *model, uint32_t line, ThingKind kind);

/* Whether an aggregate over the rows of some table is in it. */
bool eval_adds_up(const Bound *bound);

/* Evaluates a check whose expression is bound to BIND_CHECK. A check that is neither
 * (met and missed joined by `and`, say) gives one point with its truth. What comes out
 * when the budget is used up is of no use. */
void eval_check(const Model *model, const Bound *bound, const CheckClaim *check,
                Budget *budget, CheckPointVec *points);

/* The sums of the points that eval_check gives, in their order. */
void eval_check_sums(const Model *model, const Bound *bound, const CheckClaim *check,
                     CheckSumVec *sums);

#endif
