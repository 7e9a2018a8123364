/* Holding two numbers against each other: what is between them, how far all the figures
 * on both sides reach, and which of them is the one that is stated. */
#include "eval/held.h"

#include "eval/datum.h"
#include "eval/doubt.h"

/* How the two stand to each other. */
typedef struct Held {
    Verdict verdict; /* EXACT, ROUNDING, COARSE, OFF, BLANK, or what kept it from one */
    int order;       /* of the values as they are: <0, 0, >0 */
} Held;

/* The one figure that a side is, or NULL. */
static const DoubtTerm *bare_figure(const Datum *side) {
    const Doubt *doubt = side->doubt;
    bool bare = doubt != NULL && doubt->count == 1 && !doubt->more && !doubt->less &&
                doubt->terms[0].many == NULL &&
                decimal_compare(decimal_abs(doubt->terms[0].slope), decimal_int(1)) == 0;
    return bare ? doubt->terms : NULL;
}

/* The stated figure among those of the difference; NULL where neither side is one, or
 * where it is computed with, too. */
static const DoubtTerm *stated_of(const Datum *left, const Datum *right,
                                  const Doubt *doubt) {
    const DoubtTerm *stated = bare_figure(right);
    if (stated == NULL || (left->claim && !right->claim))
        stated = bare_figure(left) == NULL ? stated : bare_figure(left);
    for (uint32_t i = 0; stated != NULL && doubt != NULL && i < doubt->count; i++) {
        const DoubtTerm *term = &doubt->terms[i];
        if (term->figure == stated->figure) {
            bool alone = decimal_compare(decimal_abs(term->slope), decimal_int(1)) == 0;
            return alone ? term : NULL;
        }
    }
    return NULL;
}

/* Whether what a `?` leaves open can hold the difference. It is taken to have the sign of
 * what it is held against. */
static bool is_open(const Datum *left, const Datum *right, const Doubt *doubt,
                    int order) {
    if (doubt == NULL)
        return false;
    bool left_open = left->doubt != NULL && (left->doubt->more || left->doubt->less);
    const Datum *against = left_open ? right : left;
    bool negative = decimal_sign(against->number) < 0;
    bool more = negative ? doubt->less : doubt->more;
    bool less = negative ? doubt->more : doubt->less;
    return (order < 0 && more) || (order > 0 && less);
}

static Held hold(const Datum *left, const Datum *right, const Cursor *row) {
    Arena *arena = row->model->arena;
    Datum difference = datum_arithmetic(arena, EXPR_SUB, left, right);
    if (datum_currencies_differ(left, right))
        return (Held){VERDICT_CURRENCIES, 0};
    if (!datum_is_number(&difference))
        return (Held){VERDICT_OVERFLOW, 0};
    const Doubt *doubt = difference.doubt;
    const DoubtTerm *stated = stated_of(left, right, doubt);
    Reach fine = doubt_reach(doubt, stated, false),
          own = doubt_reach(doubt, stated, true);
    int order = decimal_sign(difference.number);
    bool blanks = doubt != NULL && (doubt->more || doubt->less);
    Verdict verdict = verdict_by_reach(ratio_lean(datum_ratio(&difference)), &fine, &own,
                                       blanks, is_open(left, right, doubt, order),
                                       row->exact);
    return (Held){verdict, order};
}

static void say_why(const Cursor *row, Verdict verdict) {
    Slice why = verdict == VERDICT_CURRENCIES ? SLICE("several currencies")
                : verdict == VERDICT_BLANK    ? SLICE("an amount is not stated")
                : verdict == VERDICT_OVERFLOW
                    ? SLICE("a number is too large to be kept exactly")
                    : SLICE(HELD_BY_ROUNDING);
    if (row->why != NULL && row->why->length == 0)
        *row->why = why;
}

static Tri not_told(const Cursor *row, Verdict verdict) {
    say_why(row, verdict);
    return TRI_UNKNOWN;
}

/* By the values as they are. */
static bool by_value(CompareOp op, int order) {
    switch (op) {
    case OP_EQ: return order == 0;
    case OP_NE: return order != 0;
    case OP_LT: return order < 0;
    case OP_LE: return order <= 0;
    case OP_GT: return order > 0;
    case OP_GE: return order >= 0;
    }
    return false;
}

/* A claim as the exact number that is written. */
static Datum as_mark(const Datum *side) {
    Datum mark = *side;
    if (side->claim) {
        mark.doubt = NULL;
        mark.claim = false;
    }
    return mark;
}

Tri held_compare(CompareOp op, const Datum *left, const Datum *right, const Cursor *row) {
    Arena *arena = row->model->arena;
    bool strict = op == OP_LT || op == OP_GT;
    Datum one = datum_beside(arena, left, right),
          other = datum_beside(arena, right, left);
    if (strict) {
        one = as_mark(&one);
        other = as_mark(&other);
    }
    Held held = hold(&one, &other, row);
    switch (held.verdict) {
    case VERDICT_OFF: return (Tri)by_value(op, held.order);
    case VERDICT_EXACT:
        if (strict && held.order != 0)
            return not_told(row, held.verdict);
        return (Tri)by_value(op, 0);
    case VERDICT_ROUNDING:
    case VERDICT_COARSE:
        if (op == OP_NE || strict)
            return not_told(row, held.verdict);
        if (!by_value(op, held.order) && row->verdict != NULL &&
            *row->verdict < held.verdict)
            *row->verdict = (uint8_t)held.verdict;
        return TRI_TRUE;
    default: return not_told(row, held.verdict);
    }
}

Verdict held_verdict(const Datum *stated, const Datum *computed, const Cursor *row,
                     Datum *difference) {
    Arena *arena = row->model->arena;
    Datum one = datum_beside(arena, stated, computed),
          other = datum_beside(arena, computed, stated);
    one.claim = true;
    *difference = datum_arithmetic(arena, EXPR_SUB, &one, &other);
    return hold(&one, &other, row).verdict;
}

/* ---- as a sum ---- */

/* A figure of the difference as a term of the sum, with its sign times `sign`; false
 * where it is no entry or printed total, or does not count just once. */
static bool sum_term(const DoubtTerm *term, int sign, SumTerm *out) {
    uint32_t index = (uint32_t)term->figure;
    if (decimal_compare(decimal_abs(term->slope), decimal_int(1)) != 0)
        return false;
    out->sign = (int8_t)(decimal_sign(term->slope) * sign);
    switch ((FigureOf)(term->figure >> 32)) {
    case FIGURE_OF_ENTRY:
        out->of = SUM_ENTRY;
        out->index = index;
        return true;
    case FIGURE_OF_CLAIM:
        out->of = SUM_TOTAL;
        out->index = index - 1;
        return index > 0;
    default: return false;
    }
}

void held_sum(const Step *step, const Datum *left, const Datum *right, const Cursor *row,
              Arena *arena, CheckSum *out) {
    *out = (CheckSum){.any = false};
    if (left->kind != DATUM_AMOUNT || right->kind != DATUM_AMOUNT ||
        datum_currencies_differ(left, right))
        return;
    Datum difference = datum_arithmetic(row->model->arena, EXPR_SUB, left, right);
    const Doubt *doubt = difference.doubt;
    if (!datum_is_number(&difference) || difference.over != 0 || doubt == NULL)
        return;
    const DoubtTerm *stated = stated_of(left, right, doubt);
    bool claimed = stated != NULL &&
                   (FigureOf)(stated->figure >> 32) == FIGURE_OF_EXPRESSION;
    bool on_left = stated == NULL || decimal_sign(stated->slope) > 0;
    SumTerm *terms = ARENA_ARRAY(arena, SumTerm, doubt->count);
    for (uint32_t i = 0; i < doubt->count; i++) {
        const DoubtTerm *term = &doubt->terms[i];
        if (claimed && term == stated)
            continue;
        if (!sum_term(term, on_left ? 1 : -1, &terms[out->term_count]))
            return;
        out->term_count++;
        out->stated = term == stated ? out->term_count : out->stated;
    }
    Reach reach = doubt_reach(doubt, stated, false);
    const Datum *side = on_left ? left : right;
    out->terms = terms;
    out->claimed = claimed;
    out->span = step == NULL ? (Span){0, 0} : (on_left ? step->left : step->right)->span;
    out->value = claimed ? side->number : (Decimal){0, difference.number.scale};
    out->difference = on_left ? difference.number : decimal_negate(difference.number);
    out->slack = reach_slack(&reach, doubt->more || doubt->less, row->exact);
    out->any = true;
}
