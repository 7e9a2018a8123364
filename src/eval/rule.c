/* Category rules: true, false, or turning on what is not recorded. */
#include "eval/rule.h"
#include "eval/evaluate.h"

Tri eval_rule(const Model *model, const Bound *bound, const RuleFacts *facts) {
    if (bound == NULL || bound->to != BIND_RULE)
        return TRI_UNKNOWN;
    Cursor row = {.model = model, .document = bound->document, .rule = facts};
    return step_truth(bound->root, &row);
}

Datum rule_value(const Step *step, const Cursor *row) {
    const RuleFacts *facts = row->rule;
    if (facts == NULL)
        return datum_unknown(SLICE(""));
    switch (step->rule_index) {
    case 0: return facts->purpose;
    case 1: return facts->targets;
    case 2: return facts->measured;
    case 3: return facts->met;
    case 4: return facts->missed;
    case 5: return facts->pending;
    case 6: return facts->age;
    }
    return datum_unknown(SLICE(""));
}
