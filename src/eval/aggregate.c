/* Aggregates in checks: over the rows of a table, in the check's own document. An
 * amount that is not stated or could not be read makes the result unknown, and so does
 * a sum over nothing: nothing is guessed. */
#include "eval/evaluate.h"
#include "eval/table_rows.h"

#include <stdlib.h>

typedef struct Collected {
    uint32_t rows, values;
    Datum total, least, most; /* of the values */
    Decimal blur;             /* of the approximate ones, added up */
    Slice unknown;            /* why, where something is not known */
    bool is_unknown;
    VEC(Datum) seen; /* with `distinct`: all values, for later */
} Collected;

static void not_known(Collected *all, Slice why) {
    if (!all->is_unknown) {
        all->is_unknown = true;
        all->unknown = why;
    }
}

/* How exactly a sum is known: to the finest digit of its summands, unless some of them
 * are approximate, whose doubt adds up. */
static void collect_slack(Collected *all, const Datum *value) {
    Decimal half = decimal_half_unit(value->number.scale);
    if (decimal_compare(value->slack, half) > 0) {
        decimal_add(all->blur, value->slack, &all->blur);
    }
    if (all->values == 0 || decimal_compare(value->slack, all->total.slack) < 0) {
        all->total.slack = value->slack;
    }
}

static void collect_number(Collected *all, const Datum *value) {
    collect_slack(all, value);
    Decimal slack = all->total.slack;
    if (all->values == 0) {
        all->total = *value;
    } else {
        all->total = datum_arithmetic(EXPR_ADD, &all->total, value);
    }
    all->total.slack = slack;
    if (all->total.kind == DATUM_UNKNOWN) {
        not_known(all, all->total.text);
    }
}

static void collect_order(Collected *all, const Datum *value) {
    int order;
    if (all->values == 0) {
        all->least = all->most = *value;
        return;
    }
    if (!datum_order(value, &all->least, &order)) {
        not_known(all, SLICE("values that cannot be compared"));
        return;
    }
    if (order < 0) {
        all->least = *value;
    }
    if (datum_order(value, &all->most, &order) && order > 0) {
        all->most = *value;
    }
}

static void collect_value(const Step *step, Collected *all, const Datum *value) {
    bool number = value->kind >= DATUM_NUMBER && value->kind <= DATUM_AMOUNT;
    if (step->op == FUNCTION_min || step->op == FUNCTION_max) {
        collect_order(all, value);
    } else if (step->op != FUNCTION_count && !number) {
        not_known(all, SLICE("a value is not a number"));
    } else if (step->op != FUNCTION_count) {
        collect_number(all, value);
    }
    all->values++;
}

static void collect(const Step *step, const Seat *row, Collected *all) {
    Datum value = step_value(step->left, row);
    if (value.kind == DATUM_UNKNOWN) {
        not_known(all, value.text);
    } else if (value.kind == DATUM_NULL) {
        /* An entry always has an amount: a missing one is a `?`. */
        if (step->left->kind == STEP_COLUMN &&
            step->left->column == COLUMN_ENTRY_amount && step->op != FUNCTION_count) {
            not_known(all, SLICE("an amount is not stated"));
        }
    } else if (step->distinct) {
        *VEC_PUSH(row->model->arena, &all->seen) = value;
    } else {
        collect_value(step, all, &value);
    }
}

/* Any order that puts equal values side by side. */
static int by_value(const void *left, const void *right) {
    const Datum *a = left, *b = right;
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->kind == DATUM_REF) {
        return a->ref_kind != b->ref_kind ? (a->ref_kind < b->ref_kind ? -1 : 1)
                                          : (a->ref > b->ref) - (a->ref < b->ref);
    }
    if (a->kind == DATUM_TEXT || a->kind == DATUM_WORD) {
        return slice_compare(a->text, b->text);
    }
    if (a->kind == DATUM_BOOL) {
        return (int)a->truth - (int)b->truth;
    }
    return a->kind == DATUM_LIST ? 0 : decimal_compare(a->number, b->number);
}

static void collect_distinct(const Step *step, Collected *all) {
    if (all->seen.count > 0) {
        qsort(all->seen.at, all->seen.count, sizeof all->seen.at[0], by_value);
    }
    for (uint32_t i = 0; i < all->seen.count; i++) {
        if (i == 0 || by_value(&all->seen.at[i - 1], &all->seen.at[i]) != 0) {
            collect_value(step, all, &all->seen.at[i]);
        }
    }
}

static Datum sum_of(const Collected *all) {
    Datum total = all->total;
    if (decimal_compare(all->blur, total.slack) > 0) {
        total.slack = all->blur;
    }
    return total;
}

static Datum result_of(const Step *step, const Collected *all) {
    if (step->op == FUNCTION_count) {
        return all->is_unknown
                   ? datum_unknown(all->unknown)
                   : datum_integer(step->left == NULL ? all->rows : all->values);
    }
    if (all->is_unknown) {
        return datum_unknown(all->unknown);
    }
    if (all->values == 0) {
        return datum_unknown(SLICE("nothing is recorded for it"));
    }
    switch ((FunctionId)step->op) {
    case FUNCTION_min: return all->least;
    case FUNCTION_max: return all->most;
    case FUNCTION_avg: {
        Datum total = sum_of(all), count = datum_integer(all->values);
        count.kind = DATUM_NUMBER;
        Datum mean = datum_arithmetic(EXPR_DIV, &total, &count);
        mean.kind = mean.kind == DATUM_UNKNOWN ? mean.kind : total.kind;
        mean.currency = total.currency;
        return mean;
    }
    default: return sum_of(all);
    }
}

Datum aggregate_value(const Step *step, const Seat *row) {
    if (row->bound == NULL || row->bound->to != BIND_CHECK) {
        return datum_unknown(SLICE(""));
    }
    Collected all = {0};
    Seat seat = *row;
    TableRows rows;
    table_rows_begin(&rows, row->model, row->model->arena, (TableId)step->table,
                     &row->bound->document, 1, row->computed);
    seat.table = step->table;
    seat.document = row->bound->document;
    seat.why = NULL;
    if (table_def(rows.table)->shape == SHAPE_INDICATOR) {
        seat.measures = evaluate_measures(row->model);
    }
    for (seat.index = rows.first; seat.index < rows.end; seat.index++) {
        if (!table_rows_has(&rows, seat.index)) {
            continue;
        }
        Tri passes = step->right == NULL ? TRI_TRUE : step_truth(step->right, &seat);
        if (passes == TRI_UNKNOWN) {
            not_known(&all, SLICE("a figure that decides what counts is not known"));
        }
        if (passes == TRI_TRUE) {
            all.rows++;
            if (step->left != NULL) {
                collect(step, &seat, &all);
            }
        }
    }
    collect_distinct(step, &all);
    return result_of(step, &all);
}
