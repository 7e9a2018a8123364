/* Sums, differences, products and quotients of values. What is missing stays missing,
 * what is not recorded unknown; an overflow or a mix of currencies is unknown too. Values
 * are exact, also a quotient that does not end, as long as its parts fit; in a check each
 * carries how well it is known, to first order. */
#include "eval/datum.h"
#include "eval/doubt.h"

enum { PERCENT = 2 }; /* digits */

static Datum too_large(void) {
    return datum_unknown(SLICE("a number is too large to be kept exactly"));
}

static bool has_doubt(const Datum *left, const Datum *right) {
    return left->doubt != NULL || right->doubt != NULL;
}

/* The kind, currency and so on of one side, for a result that is no printed figure. */
static Datum like(const Datum *side) {
    return (Datum){
        .kind = side->kind, .currency = side->currency, .points = side->points};
}

/* 72 % less 75 % makes percentage points, 72 % less 3 points a percentage. */
static bool are_points(bool subtract, const Datum *left, const Datum *right) {
    if (left->kind != DATUM_PERCENT || right->kind != DATUM_PERCENT)
        return left->points || right->points;
    return subtract ? left->points == right->points : left->points && right->points;
}

static Datum add(Arena *doubts, bool subtract, const Datum *left, const Datum *right) {
    if (datum_currencies_differ(left, right))
        return datum_unknown(SLICE(EVAL_SEVERAL_CURRENCIES));
    /* An amount beside a number is an amount, a percentage beside one a percentage. */
    Datum result = like(right->kind > left->kind ? right : left);
    result.currency = left->currency != 0 ? left->currency : right->currency;
    result.points = are_points(subtract, left, right);
    Ratio one = datum_ratio(left), other = datum_ratio(right), sum;
    if (subtract)
        other.top = decimal_negate(other.top);
    if (!ratio_add(one, other, &sum))
        return too_large();
    datum_set_ratio(&result, sum);
    if (has_doubt(left, right)) {
        result.doubt = doubt_combine(doubts, left->doubt, decimal_int(1), right->doubt,
                                     decimal_int(subtract ? -1 : 1));
    }
    return result;
}

static Datum multiply(Arena *doubts, const Datum *left, const Datum *right) {
    if (left->kind == DATUM_AMOUNT && right->kind == DATUM_AMOUNT)
        return datum_unknown(SLICE("an amount times an amount"));
    Datum result = like(left->kind >= right->kind ? left : right);
    Ratio one = datum_ratio(left), other = datum_ratio(right), product;
    if (!ratio_mul(one, other, &product))
        return too_large();
    datum_set_ratio(&result, product);
    /* 16.4 mio × 2 is shown to the 0.1 mio, not to the krone. */
    if (result.kind == DATUM_AMOUNT && result.over == 0) {
        const Datum *amount = left->kind == DATUM_AMOUNT ? left : right;
        result.number = decimal_trim(result.number, amount->number.scale);
    }
    if (has_doubt(left, right)) {
        result.doubt = doubt_combine(doubts, left->doubt, ratio_lean(other), right->doubt,
                                     ratio_lean(one));
    }
    bool both = left->kind == right->kind;
    bool number = left->kind == DATUM_NUMBER || right->kind == DATUM_NUMBER;
    if ((left->kind == DATUM_PERCENT || right->kind == DATUM_PERCENT) &&
        (both || !number)) {
        result.number = decimal_shift(result.number, PERCENT);
        result.doubt = doubt_shift(doubts, result.doubt, PERCENT);
    }
    return result;
}

/* To as many digits as anybody can want, where the exact quotient does not fit. */
static bool divide_roughly(const Datum *left, Ratio one, Ratio other, Ratio *out) {
    enum { DIGITS = 10 }; /* behind the point, beyond those of the dividend */
    int32_t scale = (left->number.scale > 0 ? left->number.scale : 0) + DIGITS;
    out->over = 1;
    return decimal_div(ratio_lean(one), ratio_lean(other),
                       scale > DECIMAL_SCALE_MAX ? DECIMAL_SCALE_MAX : scale, &out->top);
}

/* Slopes: d(a / b) is da / b - a db / b². */
static const Doubt *quotient_doubt(Arena *doubts, const Datum *left, const Datum *right,
                                   Ratio quotient, Ratio divisor) {
    bool negative = divisor.top.units < 0;
    Ratio over = {{negative ? -divisor.over : divisor.over, -divisor.top.scale},
                  negative ? -divisor.top.units : divisor.top.units};
    Decimal inverse = ratio_lean(over), value = ratio_lean(quotient);
    Decimal slope = {-value.units * inverse.units, value.scale + inverse.scale};
    return doubt_combine(doubts, left->doubt, inverse, right->doubt, slope);
}

static Datum divide(Arena *doubts, const Datum *left, const Datum *right) {
    Datum result = like(left);
    Datum divisor = *right;
    if (left->kind == DATUM_AMOUNT && right->kind == DATUM_AMOUNT &&
        datum_currencies_differ(left, right))
        return datum_unknown(SLICE(EVAL_SEVERAL_CURRENCIES));
    if (left->kind == right->kind) {
        result.kind = DATUM_NUMBER; /* a ratio */
        result.currency = 0;
        result.points = false;
    } else if (right->kind == DATUM_AMOUNT) {
        return datum_unknown(SLICE("a number divided by an amount"));
    } else if (right->kind == DATUM_PERCENT) {
        divisor.number = decimal_shift(divisor.number, PERCENT);
        divisor.doubt = doubt_shift(doubts, divisor.doubt, PERCENT);
    }
    if (decimal_sign(divisor.number) == 0)
        return datum_unknown(SLICE("a division by zero"));
    Ratio one = datum_ratio(left), other = datum_ratio(&divisor), quotient;
    if (!ratio_div(one, other, &quotient) && !divide_roughly(left, one, other, &quotient))
        return too_large();
    datum_set_ratio(&result, quotient);
    int32_t least = result.kind == DATUM_AMOUNT ? left->number.scale : 0;
    Decimal shown;
    if (result.over == 0 && result.number.scale < least &&
        decimal_rescale(result.number, least, &shown))
        result.number = shown;
    if (has_doubt(left, right))
        result.doubt = quotient_doubt(doubts, left, &divisor, quotient, other);
    return result;
}

static bool is_whole_or_year(const Datum *datum) {
    Decimal whole;
    return datum->kind == DATUM_YEAR || (decimal_rescale(datum->number, 0, &whole) &&
                                         decimal_compare(whole, datum->number) == 0);
}

/* A year and a whole number: a year; two years: a number. */
static Datum add_years(bool subtract, const Datum *left, const Datum *right) {
    Datum result = {.kind = DATUM_YEAR};
    if (left->kind == right->kind)
        result.kind = DATUM_NUMBER;
    if (left->over != 0 || right->over != 0 || !is_whole_or_year(left) ||
        !is_whole_or_year(right))
        return datum_null();
    bool fits = subtract ? decimal_sub(left->number, right->number, &result.number)
                         : decimal_add(left->number, right->number, &result.number);
    return fits ? result : too_large();
}

Datum datum_arithmetic(Arena *doubts, ExprKind kind, const Datum *left,
                       const Datum *right) {
    if (left->kind == DATUM_UNKNOWN)
        return *left;
    if (right->kind == DATUM_UNKNOWN)
        return *right;
    bool adds = kind == EXPR_ADD || kind == EXPR_SUB;
    if (datum_is_number(left) && datum_is_number(right)) {
        return adds               ? add(doubts, kind == EXPR_SUB, left, right)
               : kind == EXPR_MUL ? multiply(doubts, left, right)
                                  : divide(doubts, left, right);
    }
    if (adds && (left->kind == DATUM_YEAR || right->kind == DATUM_YEAR) &&
        (left->kind == DATUM_YEAR || datum_is_number(left)) &&
        (right->kind == DATUM_YEAR || datum_is_number(right)))
        return add_years(kind == EXPR_SUB, left, right);
    Datum none = datum_null();
    none.blank = (left->kind == DATUM_NULL && left->blank) ||
                 (right->kind == DATUM_NULL && right->blank);
    return none;
}

Datum datum_negate(Arena *doubts, const Datum *datum) {
    Datum result = datum_plain(*datum);
    if (datum_is_number(datum)) {
        result.number = decimal_negate(datum->number);
        result.doubt = doubt_times(doubts, datum->doubt, decimal_int(-1));
        return result;
    }
    result = datum->kind == DATUM_UNKNOWN ? result : datum_null();
    result.blank = datum->kind == DATUM_NULL && datum->blank;
    return result;
}
