/* Aggregates: sums, counts, means, extremes, lists. */
#include "eval/fold.h"

#include <stdlib.h>
#include <string.h>

static bool is_number(const Datum *datum) {
    return datum->kind >= DATUM_NUMBER && datum->kind <= DATUM_AMOUNT;
}

static FunctionId function_of(const Step *aggregate) {
    return (FunctionId)aggregate->op;
}

/* ---- sums ---- */

static void take_currency(Fold *fold, uint8_t currency, uint32_t row) {
    if (currency == 0 || fold->fault != FOLD_FINE)
        return;
    if (fold->currency == 0) {
        fold->currency = currency;
        fold->currency_row = row;
    } else if (fold->currency != currency) {
        fold->other = currency;
        fold->fault = FOLD_CURRENCIES;
        fold->fault_row = row;
    }
}

/* What a number is, in words to a person: points are no percentages. */
static uint8_t fold_kind(const Datum *datum) {
    return datum->points ? FOLD_POINTS : datum->kind;
}

static void mix(Fold *fold, uint8_t had, uint8_t kind, uint32_t row) {
    if (fold->fault == FOLD_FINE) {
        fold->mixed[0] = had;
        fold->mixed[1] = kind;
        fold->fault = FOLD_KINDS;
        fold->fault_row = row;
    }
}

/* A plain 0, as of coalesce(amount, 0), goes with every kind. */
static void take_kind(Fold *fold, uint8_t had, Decimal sum, const Datum *datum,
                      uint32_t row) {
    bool either_zero = decimal_sign(sum) == 0 || decimal_sign(datum->number) == 0;
    if (had != datum->kind && !either_zero)
        mix(fold, had, datum->kind, row);
}

/* Quotients that do not end are added up exactly as long as that fits, and then to as
 * many digits as anybody can want. */
static bool add_ratio(Fold *fold, const Datum *datum) {
    enum { DIGITS = 20 };
    Datum sum = {.number = fold->sum, .over = fold->over};
    Ratio exact;
    if (!ratio_add(datum_ratio(&sum), datum_ratio(datum), &exact)) {
        exact.over = 1;
        if (!decimal_add(datum_decimal(&sum, DIGITS), datum_decimal(datum, DIGITS),
                         &exact.top))
            return false;
    }
    datum_set_ratio(&sum, exact);
    fold->sum = sum.number;
    fold->over = sum.over;
    return true;
}

static void add_number(Fold *fold, const Datum *datum, uint32_t row) {
    if (datum->kind == DATUM_AMOUNT)
        take_currency(fold, datum->currency, row);
    if (fold->kind == DATUM_NULL) {
        fold->kind = datum->kind;
        fold->none = datum->none;
        fold->points = datum->points;
        fold->pp = datum->pp;
        fold->sum = datum->number;
        fold->over = datum->over;
        return;
    }
    Datum before = {.kind = fold->kind, .points = fold->points, .pp = fold->pp};
    if (datum_points_differ(&before, datum))
        mix(fold, fold_kind(&before), fold_kind(datum), row);
    fold->none = fold->none && datum->none;
    fold->points = fold->points && datum->points;
    fold->pp = fold->pp && datum->pp;
    if (fold->kind != datum->kind) {
        take_kind(fold, fold->kind, fold->sum, datum, row);
        fold->kind = datum->kind > fold->kind ? datum->kind : fold->kind;
    }
    bool fits = fold->over == 0 && datum->over == 0
                    ? decimal_add(fold->sum, datum->number, &fold->sum)
                    : add_ratio(fold, datum);
    if (!fits && fold->fault == FOLD_FINE) {
        fold->fault = FOLD_OVERFLOW;
        fold->fault_row = row;
    }
}

void fold_amounts(Fold *fold, Decimal sum, uint8_t currency, uint64_t values,
                  uint32_t row) {
    Datum datum = {.kind = DATUM_AMOUNT, .number = sum, .currency = currency};
    if (values > 0)
        add_number(fold, &datum, row);
    fold->values += values;
}

/* ---- what is not known ---- */

static FoldDoubt *doubt_of(Arena *arena, Fold *fold) {
    if (fold->doubt == NULL)
        fold->doubt = ARENA_NEW(arena, FoldDoubt);
    return fold->doubt;
}

static void not_known(Arena *arena, Fold *fold, Slice why) {
    FoldDoubt *doubt = doubt_of(arena, fold);
    if (!doubt->is_unknown) {
        doubt->is_unknown = true;
        doubt->why = why;
    }
}

/* A check does not know what a query passes over and counts. */
static void not_missing(Arena *arena, Fold *fold, const Cursor *cursor, Slice why) {
    if (cursor->remarks != NULL)
        remarks_add(cursor->remarks, why);
    else
        not_known(arena, fold, why);
}

static bool adds(const Step *aggregate) {
    FunctionId function = function_of(aggregate);
    return function == FUNCTION_sum || function == FUNCTION_avg ||
           function == FUNCTION_share || function == FUNCTION_change;
}

static bool is_extreme(const Step *aggregate) {
    return function_of(aggregate) == FUNCTION_min ||
           function_of(aggregate) == FUNCTION_max;
}

/* Each figure of a sum is another one; those of others are their values' own. */
static void take_doubt(Arena *arena, const Step *aggregate, Fold *fold,
                       const Datum *datum) {
    if (adds(aggregate))
        doubt_collect(arena, &doubt_of(arena, fold)->terms, datum->doubt);
}

/* A sum is held against what is stated with what it lacks left open. */
static void take_blank(Arena *arena, const Step *aggregate, Fold *fold) {
    if (function_of(aggregate) == FUNCTION_sum)
        doubt_of(arena, fold)->blanks++;
    else if (function_of(aggregate) != FUNCTION_count)
        not_known(arena, fold, SLICE("an amount is not stated"));
}

/* ---- versions of one amount ---- */

static void fault_versions(Fold *fold) {
    if (versions_several(fold->versions) && fold->fault == FOLD_FINE)
        fold->fault = FOLD_VERSIONS;
}

/* Whether it is an amount of the entry: one that is not given too; but not the 0 that an
 * expression puts in the place of another version. */
static bool is_of_version(const Step *aggregate, const Datum *datum) {
    if (aggregate->left->kind == STEP_COLUMN && aggregate->left->type.kind == TYPE_AMOUNT)
        return datum->kind == DATUM_AMOUNT || datum->kind == DATUM_NULL;
    return datum->kind == DATUM_AMOUNT && decimal_sign(datum->number) != 0;
}

/* A printed `-` is of no version. */
static void take_version(Arena *arena, const Step *aggregate, Fold *fold,
                         const Datum *datum, const Cursor *cursor, uint32_t row) {
    const Model *model = cursor->model;
    if (model->families == NULL || !adds(aggregate) || cursor->dash != NULL ||
        table_def((TableId)cursor->table)->shape != SHAPE_ENTRY ||
        !is_of_version(aggregate, datum))
        return;
    Id money = model->lines.at[entry_line(cursor)].money;
    if (versions_family(model, money) == 0)
        return;
    if (fold->versions == NULL)
        fold->versions = ARENA_NEW(arena, Versions);
    versions_add(fold->versions, model, arena, money, row);
    fault_versions(fold);
}

void fold_versions(Arena *arena, const Step *aggregate, Fold *fold,
                   const Versions *versions) {
    if (!adds(aggregate))
        return;
    if (fold->versions == NULL)
        fold->versions = ARENA_NEW(arena, Versions);
    versions_join(fold->versions, arena, versions);
    fault_versions(fold);
}

/* ---- rows ---- */

static void take_extreme(Arena *arena, const Step *aggregate, Fold *fold,
                         const Datum *datum, uint32_t row) {
    bool least = function_of(aggregate) == FUNCTION_min;
    int order = fold->extreme == NULL ? 0 : value_compare(datum, fold->extreme);
    if (datum->kind == DATUM_AMOUNT)
        take_currency(fold, datum->currency, row);
    if (fold->extreme == NULL) {
        fold->extreme = ARENA_NEW(arena, Datum);
    } else if (is_number(datum) && is_number(fold->extreme) &&
               datum->kind != fold->extreme->kind) {
        take_kind(fold, fold->extreme->kind, fold->extreme->number, datum, row);
        return;
    } else if (is_number(datum) != is_number(fold->extreme)) {
        mix(fold, fold->extreme->kind, datum->kind, row);
        return;
    } else if (datum_points_differ(datum, fold->extreme)) {
        mix(fold, fold_kind(fold->extreme), fold_kind(datum), row);
        return;
    } else if (least ? order >= 0 : order <= 0) {
        return;
    }
    *fold->extreme = value_keep(arena, datum);
    fold->extreme->doubt = datum->doubt;
}

/* Whether a value is new to the fold; where it is not, the earlier place counts. */
static bool is_new(Arena *arena, Fold *fold, const Datum *datum, uint64_t place) {
    bool added;
    if (fold->seen == NULL)
        fold->seen = ARENA_NEW(arena, Seen);
    Seen *seen = fold->seen;
    uint32_t at = value_set_add(arena, &seen->values, datum, &added);
    if (added)
        *VEC_PUSH(arena, &seen->first) = place;
    else if (place < seen->first.at[at])
        seen->first.at[at] = place;
    return added;
}

/* A value that is not missing, nor a list; `place` as in Seen. False where it is there
 * already. */
static bool take_value(Arena *arena, const Step *aggregate, Fold *fold,
                       const Datum *datum, uint64_t place) {
    FunctionId function = function_of(aggregate);
    uint32_t row = (uint32_t)(place >> 32);
    bool keeps = aggregate->distinct || function == FUNCTION_list;
    if (keeps && !is_new(arena, fold, datum, place))
        return false;
    fold->values++;
    if (is_extreme(aggregate))
        take_extreme(arena, aggregate, fold, datum, row);
    else if (is_number(datum) && function != FUNCTION_count && function != FUNCTION_list)
        add_number(fold, datum, row);
    return true;
}

static void take_any(Arena *arena, const Step *aggregate, Fold *fold, const Datum *datum,
                     const Cursor *cursor, uint32_t row) {
    bool list = datum->kind == DATUM_LIST;
    bool surely = cursor->remarks == NULL;
    for (uint32_t i = 0; i < (list ? datum->list_count : 1); i++) {
        const Datum *value = list ? &datum->list[i] : datum;
        if (value->kind == DATUM_UNKNOWN) {
            not_known(arena, fold, value->text);
        } else if (value->kind == DATUM_NULL) {
            if (surely && value->blank)
                take_blank(arena, aggregate, fold);
        } else if (is_extreme(aggregate) &&
                   record_has_no_figure(aggregate->left, value)) {
            not_missing(arena, fold, cursor, SLICE(RECORD_NO_FIGURE));
        } else if (!is_number(value) && adds(aggregate)) {
            not_missing(arena, fold, cursor, SLICE("a value is not a number"));
        } else {
            bool taken =
                take_value(arena, aggregate, fold, value, (uint64_t)row << 32 | i);
            if (surely && taken)
                take_doubt(arena, aggregate, fold, value);
        }
    }
}

/* Why it is not known whether a row counts. */
static Slice why_open(const Step *where, const Cursor *cursor) {
    Slice why = SLICE("");
    Cursor again = *cursor;
    again.why = &why;
    step_truth(where, &again);
    return slice_is(why, EVAL_CURRENCIES)
               ? why
               : SLICE("a figure that decides what counts is not known");
}

bool fold_row(Arena *arena, const Step *aggregate, Fold *fold, const Cursor *cursor,
              uint32_t row) {
    Tri passes = aggregate->right == NULL ? TRI_TRUE
                                          : step_truth(aggregate->right, cursor);
    if (passes == TRI_UNKNOWN && cursor->remarks == NULL)
        not_known(arena, fold, why_open(aggregate->right, cursor));
    if (passes != TRI_TRUE)
        return false;
    fold->rows++;
    if (aggregate->left != NULL) {
        Datum datum = step_value(aggregate->left, cursor);
        take_version(arena, aggregate, fold, &datum, cursor, row);
        take_any(arena, aggregate, fold, &datum, cursor, row);
    }
    return true;
}

/* ---- joining ---- */

void fold_join(Arena *arena, const Step *aggregate, Fold *into, const Fold *from) {
    into->rows += from->rows;
    if (from->versions != NULL)
        fold_versions(arena, aggregate, into, from->versions);
    if (from->fault != FOLD_FINE && into->fault == FOLD_FINE) {
        into->fault = from->fault;
        into->fault_row = from->fault_row;
        into->currency_row = from->currency_row;
        into->currency = from->currency;
        into->other = from->other;
        memcpy(into->mixed, from->mixed, sizeof into->mixed);
    }
    if (from->seen != NULL) {
        const Seen *seen = from->seen;
        for (uint32_t i = 0; i < seen->values.count; i++)
            take_value(arena, aggregate, into, &seen->values.at[i], seen->first.at[i]);
        return;
    }
    into->values += from->values;
    if (from->extreme != NULL)
        take_extreme(arena, aggregate, into, from->extreme, from->currency_row);
    if (from->kind != DATUM_NULL) {
        Datum datum = {.kind = from->kind,
                       .number = from->sum,
                       .over = from->over,
                       .currency = from->currency,
                       .none = from->none,
                       .points = from->points,
                       .pp = from->pp};
        add_number(into, &datum, from->currency_row);
    }
}

/* ---- what it came to ---- */

static Datum sum_of(Arena *arena, const Fold *fold) {
    if (fold->kind == DATUM_NULL || fold->fault == FOLD_VERSIONS)
        return datum_null();
    Datum sum = {.kind = fold->kind,
                 .number = fold->sum,
                 .over = fold->over,
                 .currency = fold->currency,
                 .none = fold->none,
                 .points = fold->points};
    if (fold->doubt != NULL) {
        DoubtTerms terms = fold->doubt->terms;
        sum.doubt = doubt_of_terms(arena, &terms, fold->doubt->blanks > 0);
    }
    return sum;
}

static Datum mean_of(Arena *arena, const Fold *fold) {
    Datum total = sum_of(arena, fold), count = datum_integer((int64_t)fold->values);
    if (total.kind == DATUM_NULL)
        return total;
    Datum mean = datum_arithmetic(arena, EXPR_DIV, &total, &count);
    if (mean.kind != DATUM_UNKNOWN) {
        mean.kind = total.kind;
        mean.currency = total.currency;
    }
    return mean;
}

static Datum share_of(Arena *arena, const Step *aggregate, const Fold *fold,
                      const Fold *whole) {
    if (fold->kind == DATUM_NULL || whole == NULL || whole->kind == DATUM_NULL ||
        fold->fault == FOLD_VERSIONS || whole->fault == FOLD_VERSIONS ||
        decimal_sign(whole->sum) == 0)
        return datum_null();
    Datum part = sum_of(arena, fold), all = sum_of(arena, whole);
    Ratio share;
    Datum percent = {.kind = DATUM_PERCENT};
    part.number = decimal_shift(part.number, -2);
    bool fits =
        ratio_div(datum_ratio(&part), datum_ratio(&all), &share)
            ? ratio_round(share, aggregate->year, &percent.number)
            : part.over == 0 && all.over == 0 &&
                  decimal_div(part.number, all.number, aggregate->year, &percent.number);
    return fits ? percent : datum_null();
}

bool fold_clash(const Fold *fold, const Fold *before, Version *first, Version *second) {
    Version one, other;
    return fold->versions != NULL && before->versions != NULL &&
           versions_clash(fold->versions, before->versions, first ? first : &one,
                          second ? second : &other);
}

static Datum change_of(Arena *arena, const Fold *fold, const Fold *before) {
    if (fold->kind == DATUM_NULL || before == NULL || before->kind == DATUM_NULL ||
        fold_clash(fold, before, NULL, NULL))
        return datum_null();
    Datum now = sum_of(arena, fold), then = sum_of(arena, before);
    return datum_arithmetic(arena, EXPR_SUB, &now, &then);
}

/* By place, which no two values share. */
typedef struct Listed {
    uint64_t place;
    uint32_t value;
} Listed;

static int compare_listed(const void *left, const void *right) {
    const Listed *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

static Datum list_of(Arena *arena, const Fold *fold) {
    const Seen *seen = fold->seen;
    uint32_t count = seen == NULL ? 0 : seen->values.count;
    if (count == 0)
        return datum_null();
    if (count == 1)
        return seen->values.at[0];
    Listed *order = ARENA_ARRAY(arena, Listed, count);
    Datum *items = ARENA_ARRAY(arena, Datum, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (Listed){seen->first.at[i], i};
    qsort(order, count, sizeof *order, compare_listed);
    for (uint32_t i = 0; i < count; i++)
        items[i] = seen->values.at[order[i].value];
    return (Datum){.kind = DATUM_LIST, .list = items, .list_count = count};
}

Datum fold_value(Arena *arena, const Step *aggregate, const Fold *fold, const Fold *whole,
                 const Fold *before) {
    switch (function_of(aggregate)) {
    case FUNCTION_count:
        return datum_integer(
            (int64_t)(aggregate->left == NULL ? fold->rows : fold->values));
    case FUNCTION_sum: return sum_of(arena, fold);
    case FUNCTION_avg: return mean_of(arena, fold);
    case FUNCTION_min:
    case FUNCTION_max: return fold->extreme == NULL ? datum_null() : *fold->extreme;
    case FUNCTION_share: return share_of(arena, aggregate, fold, whole);
    case FUNCTION_change: return change_of(arena, fold, before);
    case FUNCTION_list: return list_of(arena, fold);
    default: return datum_null();
    }
}
