/* What a run of the checks leaves behind for those who ask later how a claim came out.
 * For check/, query/ and whoever traces a figure to what is stated of it. */
#ifndef INTEG_CHECK_CHECKED_H
#define INTEG_CHECK_CHECKED_H

#include "check/results/effects.h"
#include "check/scope.h"
#include "check/results/targets.h"
#include "check/totals/totals.h"
#include "eval/formula.h"

typedef struct Checked {
    Scopes *scopes;
    const Outcome *totals;       /* by Model.claims */
    const CheckPointVec *points; /* by Model.checks */
    const uint8_t *relations;    /* the same: ClaimStatus */
    const CellOutcome *cells;    /* by Model.cells */
    const Outcome *shares;       /* by Model.shares: 100 held against their sum */
    const Targets *targets;
    const Effects *effects; /* NULL: there are neither claims of effects nor rules */
} Checked;

#endif
