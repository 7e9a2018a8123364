/* Evaluation: a walk over the steps for the row in hand. Comparisons of things, years
 * and words allocate nothing; texts are only copied where they have escapes. */
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "eval/line_cells.h"

/* ---- what is missing ---- */

void remarks_add(Remarks *remarks, Slice why) {
    for (uint32_t i = 0; i < remarks->count; i++) {
        if (slice_equal(remarks->at[i].why, why)) {
            remarks->at[i].count++;
            return;
        }
    }
    if (remarks->count < REMARKS_MOST) {
        remarks->at[remarks->count].why = why;
        remarks->at[remarks->count++].count = 1;
    } else {
        remarks->at[REMARKS_MOST - 1].count++;
    }
}

Datum cursor_known(const Cursor *row, Datum datum) {
    if (datum.kind != DATUM_UNKNOWN || row->remarks == NULL)
        return datum;
    if (datum.text.length > 0)
        remarks_add(row->remarks, datum.text);
    return datum_null();
}

/* ---- values ---- */

static Datum case_value(const Step *step, const Cursor *row) {
    Values operand, when;
    if (step->left != NULL)
        step_values(step->left, row, &operand);
    for (uint32_t i = 0; i + 1 < step->arg_count; i += 2) {
        Tri holds;
        if (step->left != NULL) {
            step_values(step->args[i], row, &when);
            holds = values_compare(OP_EQ, &operand, &when, false, row);
        } else {
            holds = step_truth(step->args[i], row);
        }
        if (holds == TRI_UNKNOWN)
            return datum_unknown(SLICE(""));
        if (holds == TRI_TRUE)
            return step_value(step->args[i + 1], row);
    }
    return step->right == NULL ? datum_null() : step_value(step->right, row);
}

static Datum joined(const Cursor *row, const Datum *left, const Datum *right) {
    if (left->kind == DATUM_UNKNOWN || right->kind == DATUM_NULL)
        return left->kind == DATUM_UNKNOWN ? *left : *right;
    if (right->kind == DATUM_UNKNOWN || left->kind == DATUM_NULL)
        return right->kind == DATUM_UNKNOWN ? *right : *left;
    int8_t power = row->bound == NULL ? 0 : row->bound->shown;
    Slice a = datum_text(row->model, left, power);
    Slice b = datum_text(row->model, right, power);
    if ((uint64_t)a.length + b.length > TEXT_MOST)
        return scalar_too_long();
    if (!scalar_take(row, a.length + b.length))
        return datum_unknown(SLICE(""));
    return datum_string(
        arena_format(row->model->arena, "%.*s%.*s", SLICE_ARGS(a), SLICE_ARGS(b)));
}

/* Several values of a row are joined one by one, with a single one; those of list() are
 * one text. */
static Datum join_value(const Step *step, const Cursor *row) {
    Datum left = step_value(step->left, row), right = step_value(step->right, row);
    bool of_row = row->aggregates == NULL;
    bool left_list = of_row && left.kind == DATUM_LIST;
    bool right_list = of_row && right.kind == DATUM_LIST;
    if (left_list && right_list)
        return datum_unknown(SLICE("several values where one is wanted"));
    if (!left_list && !right_list)
        return joined(row, &left, &right);
    const Datum *list = left_list ? &left : &right;
    Datum *each = ARENA_ARRAY(row->model->arena, Datum, list->list_count);
    for (uint32_t i = 0; i < list->list_count; i++) {
        each[i] = joined(row, left_list ? &list->list[i] : &left,
                         right_list ? &list->list[i] : &right);
    }
    return (Datum){.kind = DATUM_LIST, .list = each, .list_count = list->list_count};
}

static Datum in_unit_value(const Step *step, const Cursor *row) {
    Datum datum = step_value(step->left, row);
    if (datum.kind == DATUM_NUMBER && row->bound != NULL) {
        datum = datum_plain(datum);
        datum.kind = DATUM_AMOUNT;
        datum.number = decimal_shift(datum.number, -row->bound->power);
        datum.doubt = doubt_shift(row->model->arena, datum.doubt, -row->bound->power);
        datum.currency = row->bound->currency;
    }
    return datum;
}

static Datum truth_value(Tri tri) {
    return tri == TRI_UNKNOWN ? datum_unknown(SLICE("")) : datum_truth(tri == TRI_TRUE);
}

/* A number in the midst of an expression is exact: nobody rounded the 1 of new / old - 1.
 * But `~` says that it is not. */
static Datum constant_value(const Step *step, const Cursor *row) {
    Datum datum = *step->constant;
    if (datum.rough && row->doubts) {
        uint64_t figure = doubt_figure_id(FIGURE_OF_EXPRESSION, step->span.start);
        datum.doubt = doubt_number(row->model->arena, figure, datum.grain, true);
    }
    return datum;
}

static Datum value_of(const Step *step, const Cursor *row) {
    budget_take(row->budget, 1);
    switch ((StepKind)step->kind) {
    case STEP_CONSTANT: return constant_value(step, row);
    case STEP_COLUMN:
        if (column_def((ColumnId)step->column)->shape == SHAPE_ENTRY) {
            return entry_value(row, (ColumnId)step->column);
        } /* fall through */
    case STEP_FIELD: {
        Values values;
        step_values(step, row, &values);
        return values_list(row, &values);
    }
    case STEP_RULE: return rule_value(step, row);
    case STEP_PARAM: return datum_null();
    case STEP_NEGATE: {
        Datum datum = step_value(step->left, row);
        return datum_negate(row->model->arena, &datum);
    }
    case STEP_ARITHMETIC: {
        Datum left = step_value(step->left, row), right = step_value(step->right, row);
        if (row->line != NULL && step->op == EXPR_DIV)
            line_divides(row->line, &right);
        return datum_arithmetic(row->model->arena, (ExprKind)step->op, &left, &right);
    }
    case STEP_JOIN: return join_value(step, row);
    case STEP_CASE: return case_value(step, row);
    case STEP_AGGREGATE:
        return row->aggregates != NULL ? row->aggregates[step->id]
                                       : aggregate_value(step, row);
    case STEP_KEY: return row->keys[step->id];
    case STEP_SCALAR: return scalar_value(step, row);
    case STEP_STATED: return datum_null();
    case STEP_CELL: return step->cell->value;
    case STEP_LINE_CELL: return line_step(row->line, step);
    case STEP_IN_UNIT: return in_unit_value(step, row);
    default: return truth_value(step_truth(step, row));
    }
}

Datum step_shown(const Step *step, const Cursor *row) {
    Cursor uncounted = *row;
    if (step->kind == STEP_COLUMN && step->type.kind == TYPE_ANY)
        uncounted.remarks = NULL;
    Datum datum = value_of(step, &uncounted);
    if (datum.kind == DATUM_UNKNOWN && datum.list != NULL) {
        Slice text = datum.list->text;
        datum = datum_null();
        datum.text = text;
    }
    return cursor_known(row, datum);
}

Datum step_value(const Step *step, const Cursor *row) {
    return cursor_known(row, value_of(step, row));
}
