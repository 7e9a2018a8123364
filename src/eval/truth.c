/* Whether a step holds for the row in hand: true, false or unknown. */
#include "base/utf8.h"
#include "eval/among.h"
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "eval/held.h"

Datum step_side(const Step *step, const Cursor *row) {
    bool negated = step->kind == STEP_NEGATE && step->left->kind == STEP_CONSTANT;
    const Step *number = negated ? step->left : step;
    if (!row->doubts || number->kind != STEP_CONSTANT ||
        !datum_is_number(number->constant))
        return step_value(step, row);
    Datum claim = *number->constant;
    uint64_t figure = doubt_figure_id(FIGURE_OF_EXPRESSION, number->span.start);
    claim.doubt = doubt_number(row->model->arena, figure, claim.grain, claim.rough);
    claim = negated ? datum_negate(row->model->arena, &claim) : claim;
    claim.claim = true;
    return claim;
}

/* `printed`: how well it is known tells whether the comparison holds. */
static void side_values(const Step *step, bool printed, const Cursor *row,
                        Values *values) {
    if (printed && row->doubts &&
        (step->kind == STEP_CONSTANT || step->kind == STEP_NEGATE))
        values_one(values, step_side(step, row));
    else
        step_values(step, row, values);
}

static void say_why(const Cursor *row, Slice why) {
    if (row->why != NULL && row->why->length == 0)
        *row->why = why;
}

/* The opposite of what held, where nothing but rounding made it hold, is not known. */
static Tri denied(const Cursor *row, Tri holds) {
    if (holds == TRI_TRUE && row->verdict != NULL && *row->verdict != VERDICT_EXACT) {
        say_why(row, SLICE(HELD_BY_ROUNDING));
        return TRI_UNKNOWN;
    }
    return tri_not(holds);
}

/* How what follows holds is found apart from what was found before. */
static uint8_t verdict_begin(const Cursor *row) {
    uint8_t before = row->verdict == NULL ? VERDICT_EXACT : *row->verdict;
    if (row->verdict != NULL)
        *row->verdict = VERDICT_EXACT;
    return before;
}

static void verdict_end(const Cursor *row, uint8_t before, Tri holds) {
    if (row->verdict != NULL && (holds != TRI_TRUE || *row->verdict < before))
        *row->verdict = before;
}

/* Amounts in two currencies, whose rate is not known: a query counts what does not hold
 * for that. That they differ does hold there, and leaves out nothing. */
static Tri apart(CompareOp op, const Datum *one, const Datum *other, const Cursor *row) {
    if (row->remarks == NULL && !row->year_unknown) {
        say_why(row, SLICE(EVAL_CURRENCIES));
        return TRI_UNKNOWN;
    }
    if (row->remarks != NULL && op != OP_NE)
        remarks_add(row->remarks, SLICE(EVAL_CURRENCIES));
    return datum_compare(op, one, other);
}

static Tri compare_pair(CompareOp op, const Datum *one, const Datum *other, bool printed,
                        const Cursor *row) {
    bool ordered = op != OP_EQ && op != OP_NE;
    if (!printed && ordered && datum_points_differ(one, other)) {
        Datum neither = datum_unknown(SLICE("percentage points beside a percentage"));
        neither = cursor_known(row, neither);
        say_why(row, neither.text);
        return neither.kind == DATUM_UNKNOWN ? TRI_UNKNOWN : TRI_FALSE;
    }
    Tri holds = printed && datum_is_number(one) && datum_is_number(other)
                    ? held_compare(op, one, other, row)
                : datum_are_apart(one, other) ? apart(op, one, other, row)
                                              : datum_compare(op, one, other);
    if (holds == TRI_UNKNOWN) {
        say_why(row, one->kind == DATUM_UNKNOWN     ? one->text
                     : other->kind == DATUM_UNKNOWN ? other->text
                                                    : SLICE(""));
    }
    return holds;
}

/* One of the left ones with one of the right ones. */
static Tri compare_any(CompareOp op, Values *left, Values *right, bool printed,
                       const Cursor *row) {
    Tri any = TRI_FALSE;
    budget_take(row->budget, (int64_t)left->count * right->count);
    for (uint32_t i = 0; i < left->count; i++) {
        Datum one = values_at(row, left, i);
        for (uint32_t j = 0; j < right->count; j++) {
            Datum other = values_at(row, right, j);
            any = tri_or(any, compare_pair(op, &one, &other, printed, row));
        }
    }
    return any;
}

Tri values_compare(CompareOp op, Values *left, Values *right, bool printed,
                   const Cursor *row) {
    if (left->count == 1 && right->count == 1) {
        Datum one = values_at(row, left, 0), other = values_at(row, right, 0);
        return compare_pair(op, &one, &other, printed, row);
    }
    if (op != OP_NE)
        return compare_any(op, left, right, printed, row);
    uint8_t before = verdict_begin(row);
    Tri differ = denied(row, compare_any(OP_EQ, left, right, printed, row));
    verdict_end(row, before, TRI_FALSE);
    return differ;
}

Tri truth_compare_sides(CompareOp op, const Datum *left, const Datum *right, bool printed,
                        const Cursor *row) {
    Values one, other;
    values_one(&one, *left);
    values_one(&other, *right);
    return values_compare(op, &one, &other, printed, row);
}

static Tri compare_truth(const Step *step, const Cursor *row) {
    if (step->left->type.kind == TYPE_STATED)
        return stated_truth(step, row);
    Values left, right;
    side_values(step->left, step->printed, row, &left);
    side_values(step->right, step->printed, row, &right);
    return values_compare((CompareOp)step->op, &left, &right, step->printed, row);
}

/* Whether any of the left values is among those of a long list, as far as a hash tells.
 */
static AmongFound find_among(const Step *step, Values *left, const Cursor *row) {
    AmongFound found = AMONG_REST;
    for (uint32_t i = 0; i < left->count && found != AMONG_YES; i++) {
        Datum one = values_at(row, left, i);
        AmongFound here = among_find(step->among, step->args, &one);
        found = here == AMONG_REST ? found : here;
    }
    return found;
}

static Tri in_truth(const Step *step, const Cursor *row) {
    Values left, arg;
    uint8_t before = verdict_begin(row);
    side_values(step->left, step->printed, row, &left);
    AmongFound found = step->among == NULL ? AMONG_OPEN : find_among(step, &left, row);
    uint32_t count = found == AMONG_YES    ? 0
                     : found == AMONG_REST ? step->among->rest_count
                                           : step->arg_count;
    Tri any = found == AMONG_YES ? TRI_TRUE : TRI_FALSE;
    budget_take(row->budget, count);
    for (uint32_t i = 0; i < count && any != TRI_TRUE; i++) {
        uint32_t at = found == AMONG_REST ? step->among->rest[i] : i;
        side_values(step->args[at], step->printed, row, &arg);
        any = tri_or(any, values_compare(OP_EQ, &left, &arg, step->printed, row));
    }
    any = step->negated ? denied(row, any) : any;
    verdict_end(row, before, step->negated ? TRI_FALSE : any);
    return any;
}

static Tri between_truth(const Step *step, const Cursor *row) {
    Values left, low, high;
    if (step->arg_count != 2)
        return TRI_UNKNOWN;
    uint8_t before = verdict_begin(row);
    side_values(step->left, step->printed, row, &left);
    side_values(step->args[0], step->printed, row, &low);
    side_values(step->args[1], step->printed, row, &high);
    Tri within = tri_and(values_compare(OP_GE, &left, &low, step->printed, row),
                         values_compare(OP_LE, &left, &high, step->printed, row));
    within = step->negated ? denied(row, within) : within;
    verdict_end(row, before, step->negated ? TRI_FALSE : within);
    return within;
}

/* A doubt of one side is none where the other holds without it. */
static Tri or_truth(const Step *step, const Cursor *row) {
    if (row->verdict == NULL) {
        Tri only = step_truth(step->left, row);
        return only == TRI_TRUE ? only : tri_or(only, step_truth(step->right, row));
    }
    uint8_t before = verdict_begin(row);
    Tri left = step_truth(step->left, row);
    uint8_t of_left = verdict_begin(row);
    if (left == TRI_TRUE && of_left == VERDICT_EXACT) {
        verdict_end(row, before, left);
        return left;
    }
    Tri right = step_truth(step->right, row);
    if (right != TRI_TRUE || (left == TRI_TRUE && of_left < *row->verdict))
        verdict_end(row, of_left, TRI_FALSE);
    Tri either = tri_or(left, right);
    verdict_end(row, before, either);
    return either;
}

static Tri not_truth(const Step *step, const Cursor *row) {
    uint8_t before = verdict_begin(row);
    Tri opposite = denied(row, step_truth(step->left, row));
    verdict_end(row, before, TRI_FALSE);
    return opposite;
}

static bool is_text(const Datum *datum) {
    return datum->kind == DATUM_TEXT || datum->kind == DATUM_WORD;
}

static Tri like_datum(const Datum *datum, const Datum *pattern, uint32_t escape) {
    Tri any = TRI_FALSE;
    if (datum->kind == DATUM_UNKNOWN || pattern->kind == DATUM_UNKNOWN)
        return TRI_UNKNOWN;
    for (uint32_t i = 0; datum->kind == DATUM_LIST && i < datum->list_count; i++)
        any = tri_or(any, like_datum(&datum->list[i], pattern, escape));
    return is_text(datum) && is_text(pattern)
               ? (Tri)datum_like(datum->text, pattern->text, escape)
               : any;
}

static Tri like_truth(const Step *step, const Cursor *row) {
    Values left;
    step_values(step->left, row, &left);
    Datum pattern = step_value(step->right, row);
    uint32_t escape = 0, bytes;
    if (step->arg_count > 0) {
        Slice sign = step->args[0]->constant->text;
        escape = utf8_decode(sign.at, sign.length, &bytes);
    }
    Tri any = TRI_FALSE;
    for (uint32_t i = 0; i < left.count && any != TRI_TRUE; i++) {
        Datum one = values_at(row, &left, i);
        scalar_take(row, one.text.length);
        any = tri_or(any, like_datum(&one, &pattern, escape));
    }
    return step->negated ? tri_not(any) : any;
}

static Tri is_null_truth(const Step *step, const Cursor *row) {
    Values left;
    step_values(step->left, row, &left);
    Datum first = values_at(row, &left, 0);
    if (first.kind == DATUM_UNKNOWN)
        return TRI_UNKNOWN;
    return (Tri)((first.kind == DATUM_NULL) != step->negated);
}

static Tri datum_tri(const Datum *datum) {
    return datum->kind == DATUM_BOOL      ? (Tri)datum->truth
           : datum->kind == DATUM_UNKNOWN ? TRI_UNKNOWN
                                          : TRI_FALSE;
}

static bool year_holds(CompareOp op, int year, int other) {
    switch (op) {
    case OP_EQ: return year == other;
    case OP_NE: return year != other;
    case OP_LT: return year < other;
    case OP_LE: return year <= other;
    case OP_GT: return year > other;
    case OP_GE: return year >= other;
    }
    return false;
}

static Tri by_thing_truth(const Step *step, const Cursor *row) {
    const Model *model = row->model;
    const Line *line = &model->lines.at[entry_line(row)];
    Id id = entry_thing(model, line, (ColumnId)step->column);
    if (id >= step->memo_count || row->memo == NULL ||
        row->document != row->bound->document)
        return step_truth(step->left, row);
    Memo *known = &row->memo[step->memo + id];
    if (*known != 0)
        return (Tri)(*known - 1);
    Tri holds = step_truth(step->left, row);
    if (holds != TRI_UNKNOWN) /* why it is not known is said each time */
        *known = (Memo)(holds + 1);
    return holds;
}

Tri step_truth(const Step *step, const Cursor *row) {
    budget_take(row->budget, 1);
    const Model *model = row->model;
    switch ((StepKind)step->kind) {
    case STEP_NOT: return not_truth(step, row);
    case STEP_AND: {
        Tri left = step_truth(step->left, row);
        return left == TRI_FALSE ? left : tri_and(left, step_truth(step->right, row));
    }
    case STEP_OR: return or_truth(step, row);
    case STEP_COMPARE: return compare_truth(step, row);
    case STEP_IN: return in_truth(step, row);
    case STEP_BETWEEN: return between_truth(step, row);
    case STEP_LIKE: return like_truth(step, row);
    case STEP_IS_NULL: return is_null_truth(step, row);
    case STEP_ENTRY_REF: {
        const Line *line = &model->lines.at[entry_line(row)];
        Id id = entry_thing(model, line, (ColumnId)step->column);
        return (Tri)((id == step->id) != step->negated);
    }
    case STEP_ENTRY_YEAR: {
        int16_t year = entry_year(row);
        if (year == 0 && row->year_unknown)
            return TRI_UNKNOWN;
        return year == 0 ? (Tri)(step->op == OP_NE)
                         : (Tri)year_holds((CompareOp)step->op, year, step->year);
    }
    case STEP_BY_THING: return by_thing_truth(step, row);
    default: {
        Datum datum = step_value(step, row);
        return datum_tri(&datum);
    }
    }
}
