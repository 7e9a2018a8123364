/* Category rules: true, false, or turning on what is not recorded. */
#include "eval/evaluate.h"

Tri eval_rule(const Model *model, const Bound *bound, const RuleFacts *facts) {
    if (bound == NULL || bound->to != BIND_RULE)
        return TRI_UNKNOWN;
    Seat row = {.model = model, .document = bound->document, .rule = facts};
    return step_truth(bound->root, &row);
}
