/* The rows behind the cells of an answer. */
#include "query/query.h"

#include "query/work.h"

typedef VEC(uint32_t) RowVec;

/* ---- tracing ---- */

/* Whether a group is behind a cell. */
static bool is_behind(const QueryWork *work, uint32_t group, uint32_t row,
                      uint32_t column) {
    const Pivot *wide = &work->wide;
    const BuilderColumn *from = &work->builder.from[column];
    bool total = row >= work->count;
    uint32_t own = wide->row_of[group];
    bool in_row = total ? own != UINT32_MAX
                        : own == work->builder.origin.at[work->order[row]];
    return in_row &&
           (from->pivot >= wide->pivots.count || wide->pivot_of[group] == from->pivot);
}

/* Whether an item is made of an aggregate of that function. */
static bool is_made_of(const Step *step, FunctionId function) {
    if (step == NULL || step->kind == STEP_AGGREGATE)
        return step != NULL && step->op == function;
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (is_made_of(step->args[i], function))
            return true;
    return is_made_of(step->left, function) || is_made_of(step->right, function);
}

/* Whether an item takes the row in hand: one of its aggregates does, or it has none. */
static bool takes_row(const Step *step, const Cursor *cursor) {
    if (step == NULL || step->kind == STEP_AGGREGATE) {
        return step != NULL &&
               (step->right == NULL || step_truth(step->right, cursor) == TRI_TRUE);
    }
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (takes_row(step->args[i], cursor))
            return true;
    return takes_row(step->left, cursor) || takes_row(step->right, cursor);
}

/* The groups behind a cell, by group. A change is made of two years. */
static const bool *groups_behind(QueryWork *work, uint32_t row, uint32_t column) {
    const BuilderColumn *from = &work->builder.from[column];
    bool total = row >= work->count;
    bool *behind = ARENA_ARRAY(work->run->arena, bool, work->groups.count + 1);
    bool change = is_made_of(work->query->items[from->item].step, FUNCTION_change) &&
                  from->pivot != PIVOT_TOTAL && !(total && from->pivot == NO_PIVOT);
    for (uint32_t i = 0; i < work->groups.count; i++) {
        behind[i] = behind[i] || is_behind(work, i, row, column);
        uint32_t before = change && is_behind(work, i, row, column)
                              ? pivot_year_before(&work->wide, i)
                              : UINT32_MAX;
        if (before != UINT32_MAX && (!total || work->wide.row_of[before] != UINT32_MAX))
            behind[before] = true;
    }
    return behind;
}

static void trace_groups(QueryWork *work, uint32_t row, uint32_t column, RowVec *found) {
    const Step *item = work->query->items[work->builder.from[column].item].step;
    const bool *behind = groups_behind(work, row, column);
    for (uint32_t i = 0; i < work->groups.traced_rows.count; i++) {
        uint32_t traced = work->groups.traced_rows.at[i];
        bool again = found->count > 0 && found->at[found->count - 1] == traced;
        if (!again && behind[work->groups.traced_groups.at[i]] &&
            (!item->has_aggregate || takes_row(item, rows_cursor(&work->rows, traced))))
            *VEC_PUSH(work->run->arena, found) = traced;
    }
}

RowList query_trace(const QueryRun *run, const BoundQuery *query, uint32_t row,
                    uint32_t column) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    RowVec found = {0};
    work_begin(work, run, query);
    work->groups.trace = true;
    if (work_read(work) && !work->rows.stopped && column < work->builder.column_count) {
        work->order = builder_order(&work->builder, &work->count, &work->all);
        if (query->grouped)
            trace_groups(work, row, column, &found);
        else if (row < work->count)
            *VEC_PUSH(run->arena, &found) = work->builder.origin.at[work->order[row]];
    }
    rows_drop(&work->rows);
    return (RowList){found.at, found.count};
}

/* By row of the builder: its number in the result + 1; 0: it is not shown. */
static uint32_t *shown_rows(const QueryWork *work) {
    uint32_t *shown =
        ARENA_ARRAY(work->run->arena, uint32_t, builder_row_count(&work->builder) + 1);
    for (uint32_t i = 0; i < work->count; i++)
        shown[work->builder.origin.at[work->order[i]]] = i + 1;
    return shown;
}

CellRows query_cells(const QueryRun *run, const BoundQuery *query) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    VEC(CellRow) found = {0};
    work_begin(work, run, query);
    work->groups.trace = true;
    bool fine = work_read(work) && !work->rows.stopped && query->pivot != NULL;
    work->order = fine ? builder_order(&work->builder, &work->count, &work->all) : NULL;
    const uint32_t *shown = fine ? shown_rows(work) : NULL;
    for (uint32_t i = 0; fine && i < work->groups.traced_rows.count; i++) {
        uint32_t number = work->groups.traced_rows.at[i];
        uint32_t group = work->groups.traced_groups.at[i];
        uint32_t row = work->wide.row_of[group];
        for (uint32_t k = 0; row != UINT32_MAX && k < work->builder.column_count; k++) {
            const BuilderColumn *from = &work->builder.from[k];
            if (shown[row] != 0 && from->pivot == work->wide.pivot_of[group] &&
                takes_row(query->items[from->item].step,
                          rows_cursor(&work->rows, number)))
                *VEC_PUSH(run->arena, &found) = (CellRow){number, shown[row] - 1, k};
        }
    }
    rows_drop(&work->rows);
    return (CellRows){found.at, found.count};
}
