/* Aggregates in checks: over the rows of a table, in the check's own document. An
 * amount that is not stated or could not be read makes the result unknown, and so does
 * a sum over nothing: nothing is guessed. */
#include "eval/fold.h"
#include "eval/table_rows.h"

/* Why the fold comes to nothing that is known; NULL: it does not. */
static const Slice *unknown_of(const Fold *fold) {
    static const Slice faults[] = {
        [FOLD_CURRENCIES] = {"amounts of several currencies", 29},
        [FOLD_VERSIONS] = {EVAL_VERSIONS, sizeof EVAL_VERSIONS - 1},
        [FOLD_KINDS] = {"numbers of several kinds", 24},
        [FOLD_OVERFLOW] = {"a number is too large to be kept exactly", 40}};
    if (fold->doubt != NULL && fold->doubt->is_unknown)
        return &fold->doubt->why;
    return fold->fault != FOLD_FINE ? &faults[fold->fault] : NULL;
}

static void say_mixed(const Cursor *row, const Step *step, const Fold *fold) {
    if (fold->fault == FOLD_VERSIONS && row->mixed != NULL &&
        row->mixed->versions[0].money == 0) {
        Version first = fold->versions->first, other = fold->versions->other;
        *row->mixed = (CheckMixed){{first, other},
                                   {model_fact_place(row->model, first.where),
                                    model_fact_place(row->model, other.where)},
                                   step->span,
                                   false};
    }
}

/* Where there is no entry, a printed `-` says that the sum is 0. */
static void take_dashes(Arena *arena, const Step *step, Fold *fold, const TableRows *rows,
                        const Cursor *row) {
    const Model *model = row->model;
    Cursor cursor = *row;
    cursor.index = 0;
    for (uint32_t i = 0; i < model->dashes.count; i++) {
        cursor.dash = &model->dashes.at[i];
        if (table_rows_has_line(rows, cursor.dash->line))
            fold_row(arena, step, fold, &cursor, 0);
    }
}

static bool sums_amounts(const Step *step) {
    return step->op == FUNCTION_sum && step->left->kind == STEP_COLUMN &&
           step->left->column == COLUMN_ENTRY_amount;
}

/* Steps that a row takes whose figures carry how well they are known. */
enum { WITH_DOUBT = 32 };

Datum aggregate_value(const Step *step, const Cursor *row) {
    if (row->bound == NULL || row->bound->to != BIND_CHECK)
        return datum_unknown(SLICE(""));
    Fold fold = {0};
    Cursor cursor = *row;
    TableRows rows;
    Arena *arena = row->model->arena;
    table_rows_begin(&rows, row->model, arena, (TableId)step->table,
                     &row->bound->document, 1, row->computed);
    cursor.table = step->table;
    cursor.document = row->bound->document;
    cursor.why = NULL;
    if (table_def(rows.table)->shape == SHAPE_INDICATOR)
        cursor.measures = evaluate_measures(row->model);
    budget_take(row->budget, table_rows_effort(&rows));
    for (cursor.index = rows.first; cursor.index < rows.end; cursor.index++) {
        bool has = table_rows_has(&rows, cursor.index);
        if (!budget_take(row->budget, has && row->doubts ? WITH_DOUBT : 1))
            return datum_unknown(SLICE(""));
        if (has)
            fold_row(arena, step, &fold, &cursor, cursor.index);
    }
    bool nothing = fold.values == 0 && fold.doubt == NULL;
    if (nothing && sums_amounts(step) && !rows.parts)
        take_dashes(arena, step, &fold, &rows, &cursor);
    say_mixed(row, step, &fold);
    const Slice *why = unknown_of(&fold);
    if (why != NULL)
        return datum_unknown(*why);
    if (step->op != FUNCTION_count && fold.values == 0)
        return datum_unknown(SLICE("nothing is recorded for it"));
    return fold_value(arena, step, &fold, NULL, NULL);
}
