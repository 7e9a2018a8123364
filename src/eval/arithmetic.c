/* Sums, differences, products and quotients of values. What is missing stays missing,
 * what is not recorded unknown; an overflow or a mix of currencies is unknown too. Each
 * result carries how exactly it is known: Datum.slack. */
#include "eval/datum.h"

static Datum too_large(void) {
    return datum_unknown(SLICE("a number is too large to be kept exactly"));
}

static bool is_number(const Datum *datum) {
    return datum->kind >= DATUM_NUMBER && datum->kind <= DATUM_AMOUNT;
}

static Decimal larger(Decimal a, Decimal b) {
    return decimal_compare(a, b) >= 0 ? a : b;
}

/* A plain number beside an amount is exact: in 0.5 × sum(…) nobody rounded the 0.5. */
static Decimal factor_slack(const Datum *datum) {
    return datum->kind == DATUM_AMOUNT ? datum->slack : DECIMAL_ZERO;
}

/* 72 % less 75 % makes percentage points, 72 % less 3 points a percentage. */
static bool are_points(bool subtract, const Datum *left, const Datum *right) {
    if (left->kind != DATUM_PERCENT || right->kind != DATUM_PERCENT) {
        return left->points || right->points;
    }
    return subtract ? left->points == right->points : left->points && right->points;
}

static Datum add(bool subtract, const Datum *left, const Datum *right) {
    if (left->kind == DATUM_AMOUNT && right->kind == DATUM_AMOUNT &&
        left->currency != right->currency && left->currency != 0 &&
        right->currency != 0) {
        return datum_unknown(SLICE("amounts of several currencies"));
    }
    /* An amount beside a number is an amount, a percentage beside one a percentage. */
    Datum result = *left;
    if (right->kind > left->kind) {
        result.kind = right->kind;
    }
    if (result.currency == 0) {
        result.currency = right->currency;
    }
    result.slack = larger(left->slack, right->slack);
    result.points = are_points(subtract, left, right);
    bool fits = subtract ? decimal_sub(left->number, right->number, &result.number)
                         : decimal_add(left->number, right->number, &result.number);
    return fits ? result : too_large();
}

static Datum multiply(const Datum *left, const Datum *right) {
    if (left->kind == DATUM_AMOUNT && right->kind == DATUM_AMOUNT) {
        return datum_unknown(SLICE("an amount times an amount"));
    }
    Datum result = left->kind >= right->kind ? *left : *right;
    Decimal from_left, from_right;
    if (!decimal_mul(left->number, right->number, &result.number) ||
        !decimal_mul(decimal_abs(left->number), factor_slack(right), &from_right) ||
        !decimal_mul(decimal_abs(right->number), factor_slack(left), &from_left) ||
        !decimal_add(from_left, from_right, &result.slack)) {
        return too_large();
    }
    /* 16.4 mio × 2 is known to the 0.1 mio, not to the krone. */
    if (result.kind == DATUM_AMOUNT) {
        const Datum *amount = left->kind == DATUM_AMOUNT ? left : right;
        result.number = decimal_trim(result.number, amount->number.scale);
    }
    if (left->kind == DATUM_PERCENT || right->kind == DATUM_PERCENT) {
        bool both = left->kind == right->kind;
        bool number = left->kind == DATUM_NUMBER || right->kind == DATUM_NUMBER;
        if (both || !number) {
            result.number = decimal_shift(result.number, 2);
            result.slack = decimal_shift(result.slack, 2);
        }
    }
    return result;
}

enum { QUOTIENT_DIGITS = 10 }; /* after the point, beyond those of the dividend */

static Datum divide(const Datum *left, const Datum *right) {
    Datum result = *left;
    Decimal divisor = right->number;
    if (left->kind == right->kind) {
        result.kind = DATUM_NUMBER; /* a ratio */
        result.currency = 0;
        result.points = false;
    } else if (right->kind == DATUM_AMOUNT) {
        return datum_unknown(SLICE("a number divided by an amount"));
    } else if (right->kind == DATUM_PERCENT) {
        divisor = decimal_shift(divisor, 2);
    }
    if (decimal_sign(divisor) == 0) {
        return datum_unknown(SLICE("a division by zero"));
    }
    int32_t scale = (left->number.scale > 0 ? left->number.scale : 0) + QUOTIENT_DIGITS;
    if (scale > DECIMAL_SCALE_MAX) {
        scale = DECIMAL_SCALE_MAX;
    }
    Decimal slack;
    if (!decimal_div(left->number, divisor, scale, &result.number) ||
        !decimal_div(factor_slack(left), decimal_abs(divisor), scale, &slack)) {
        return too_large();
    }
    int32_t least = result.kind == DATUM_AMOUNT ? left->number.scale : 0;
    result.number = decimal_trim(result.number, least);
    result.slack = larger(slack, decimal_half_unit(scale));
    return result;
}

/* A year and a number: a year; two years: a number. */
static Datum add_years(bool subtract, const Datum *left, const Datum *right) {
    Datum result = {.kind = DATUM_YEAR};
    if (left->kind == right->kind) {
        result.kind = DATUM_NUMBER;
    }
    bool fits = subtract ? decimal_sub(left->number, right->number, &result.number)
                         : decimal_add(left->number, right->number, &result.number);
    return fits ? result : too_large();
}

Datum datum_arithmetic(ExprKind kind, const Datum *left, const Datum *right) {
    if (left->kind == DATUM_UNKNOWN) {
        return *left;
    }
    if (right->kind == DATUM_UNKNOWN) {
        return *right;
    }
    bool adds = kind == EXPR_ADD || kind == EXPR_SUB;
    if (is_number(left) && is_number(right)) {
        Datum a = datum_plain(*left), b = datum_plain(*right);
        return adds               ? add(kind == EXPR_SUB, &a, &b)
               : kind == EXPR_MUL ? multiply(&a, &b)
                                  : divide(&a, &b);
    }
    if (adds && (left->kind == DATUM_YEAR || right->kind == DATUM_YEAR) &&
        (left->kind == DATUM_YEAR || is_number(left)) &&
        (right->kind == DATUM_YEAR || is_number(right))) {
        return add_years(kind == EXPR_SUB, left, right);
    }
    return datum_null();
}

Datum datum_negate(const Datum *datum) {
    Datum result = datum_plain(*datum);
    if (is_number(datum)) {
        result.number = decimal_negate(datum->number);
        return result;
    }
    return datum->kind == DATUM_UNKNOWN ? result : datum_null();
}
