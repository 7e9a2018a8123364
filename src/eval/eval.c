/* Filters of totals. */
#include "eval/eval.h"
#include "eval/evaluate.h"

bool eval_entry(const Model *model, const Bound *bound, Memo *memo, uint32_t fact,
                Budget *budget, bool *apart) {
    if (bound == NULL || bound->to != BIND_FUNDING || fact >= model->facts.count)
        return false;
    Slice why = SLICE("");
    Cursor row = {.model = model,
                  .bound = bound,
                  .memo = memo,
                  .budget = budget,
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

static ColumnId column_of(ThingKind kind) {
    switch (kind) {
    case KIND_PROJECT: return COLUMN_ENTRY_project;
    case KIND_AREA: return COLUMN_ENTRY_area;
    case KIND_SOURCE: return COLUMN_ENTRY_source;
    case KIND_MONEY: return COLUMN_ENTRY_money;
    default: return COLUMN_ENTRY_document;
    }
}

Id eval_line_thing(const Model *model, uint32_t line, ThingKind kind) {
    return entry_thing(model, &model->lines.at[line], column_of(kind));
}

static bool step_wants(const Step *step, ColumnId column, Id *id) {
    if (step->kind == STEP_BY_THING)
        return step_wants(step->left, column, id);
    if (step->kind == STEP_AND)
        return step_wants(step->left, column, id) || step_wants(step->right, column, id);
    if (step->kind != STEP_ENTRY_REF || step->negated || step->column != column)
        return false;
    *id = step->id;
    return true;
}

bool eval_adds_up(const Bound *bound) {
    return bound->root->has_aggregate;
}

bool step_wants_thing(const Step *step, ThingKind kind, Id *id) {
    return step_wants(step, column_of(kind), id);
}

bool eval_wants(const Bound *bound, ThingKind kind, Id *id) {
    return step_wants_thing(bound->root, kind, id);
}
