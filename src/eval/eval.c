/* Filters of totals. */
#include "eval/eval.h"
#include "eval/evaluate.h"

bool eval_entry(const Model *model, const Bound *bound, Memo *memo, uint32_t fact,
                bool *apart) {
    if (bound == NULL || bound->to != BIND_FUNDING || fact >= model->facts.count)
        return false;
    Slice why = SLICE("");
    Seat row = {.model = model,
                .bound = bound,
                .memo = memo,
                .table = TABLE_funding,
                .index = fact,
                .why = &why,
                .document = model->lines.at[model->facts.line[fact]].document};
    Tri passes = step_truth(bound->root, &row);
    if (passes == TRI_UNKNOWN && slice_is(why, EVAL_CURRENCIES)) {
        *apart = true;
        return true;
    }
    return passes == TRI_TRUE ||
           (passes == TRI_UNKNOWN &&
            (facts_figure(&model->facts, fact).flags & FIGURE_BAD) != 0);
}
