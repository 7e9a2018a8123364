/* What a measured or set figure can mean. A target is reported as missed only where every
 * value that the figures can mean misses it, so each figure is an interval here, and
 * fractions stay fractions. */
#include "check/results/interval.h"

#include <string.h>

static Fraction whole(Decimal value) {
    return (Fraction){value, {1, 0}};
}

/* ---- units ---- */

static bool figure_says(Figure figure) {
    return (figure.flags & (FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE)) == 0;
}

static MeasureUnit figure_unit_of(Figure figure) {
    if (!figure_says(figure))
        return MEASURED_NOTHING;
    if (figure.flags & FIGURE_POINTS)
        return MEASURED_POINTS;
    if (figure.flags & FIGURE_PERCENT)
        return MEASURED_PERCENT;
    bool money = figure.currency != 0 || (figure.flags & FIGURE_UNIT) != 0;
    return money ? MEASURED_MONEY : MEASURED_NUMBER;
}

MeasureUnit measure_unit(const Measure *measure) {
    switch ((MeasureForm)measure->form) {
    case MEASURE_RATIO:
        return figure_says(measure->low) && figure_says(measure->high) ? MEASURED_RATIO
                                                                       : MEASURED_NOTHING;
    case MEASURE_RISING:
    case MEASURE_FALLING: return MEASURED_NOTHING;
    case MEASURE_CHANGE: {
        MeasureUnit unit = figure_unit_of(measure->low);
        return unit == MEASURED_PERCENT ? MEASURED_NOTHING : unit;
    }
    case MEASURE_VALUE:
    case MEASURE_SPREAD:
    case MEASURE_BOUND: break;
    }
    /* A gap of 6 pp is measured as a percentage is; only changes tell them apart. */
    MeasureUnit unit = figure_unit_of(measure->low);
    return unit == MEASURED_POINTS ? MEASURED_PERCENT : unit;
}

static bool measure_is_points(const Measure *measure) {
    return measure->form == MEASURE_CHANGE && (measure->low.flags & FIGURE_POINTS) != 0;
}

bool measure_is_bound(const Measure *measure) {
    return measure->form == MEASURE_BOUND || measure->bound;
}

bool measure_is_change(const Measure *measure) {
    return measure->form == MEASURE_RISING || measure->form == MEASURE_FALLING ||
           (measure->form == MEASURE_CHANGE && figure_says(measure->low));
}

bool measure_units_meet(const Measure *target, const Measure *other) {
    MeasureUnit a = measure_unit(target), b = measure_unit(other);
    if (a == MEASURED_NOTHING || b == MEASURED_NOTHING)
        return true;
    if (a == MEASURED_POINTS || b == MEASURED_POINTS) {
        MeasureUnit rest = a == MEASURED_POINTS ? b : a;
        return rest == MEASURED_PERCENT || rest == MEASURED_RATIO ||
               rest == MEASURED_POINTS;
    }
    if (a == MEASURED_RATIO || b == MEASURED_RATIO)
        return a != MEASURED_MONEY && b != MEASURED_MONEY;
    return a == b &&
           (a != MEASURED_MONEY || target->low.currency == 0 ||
            other->low.currency == 0 || target->low.currency == other->low.currency);
}

/* ---- intervals ---- */

bool fraction_compare(Fraction a, Fraction b, int *order) {
    if (decimal_compare(a.bottom, b.bottom) == 0) {
        *order = decimal_compare(a.top, b.top);
        return true;
    }
    Decimal left, right;
    if (!decimal_mul(a.top, b.bottom, &left) || !decimal_mul(b.top, a.bottom, &right))
        return false;
    *order = decimal_compare(left, right);
    return true;
}

/* The lowest and highest value of a figure: `~140` is known to one unit of its last digit
 * that is not zero. */
static bool figure_bounds(Figure figure, Decimal *low, Decimal *high) {
    Decimal value = figure_decimal(figure);
    *low = *high = value;
    if ((figure.flags & FIGURE_APPROXIMATE) == 0)
        return true;
    Decimal slack = decimal_ulp(figure.scale);
    for (unsigned i = 0; i < figure.blur; i++)
        slack.units *= 10;
    return decimal_sub(value, slack, low) && decimal_add(value, slack, high);
}

static void bound_interval(CompareOp op, Interval *out) {
    switch (op) {
    case OP_GT: out->low_open = out->no_high = true; break;
    case OP_GE: out->no_high = true; break;
    case OP_LT: out->high_open = out->no_low = true; break;
    case OP_LE: out->no_low = true; break;
    case OP_NE: out->no_low = out->no_high = true; break;
    case OP_EQ: break;
    }
}

static bool ratio_interval(const Measure *measure, Interval *out) {
    Decimal low, high, least, most;
    const Decimal hundred = {100, 0};
    if (!figure_bounds(measure->low, &low, &high) ||
        !figure_bounds(measure->high, &least, &most) || decimal_sign(least) <= 0 ||
        !decimal_mul(low, hundred, &low) || !decimal_mul(high, hundred, &high))
        return false;
    out->low = (Fraction){low, most};
    out->high = (Fraction){high, least};
    if (measure->bound)
        bound_interval((CompareOp)measure->op, out);
    return true;
}

bool interval_of(const Measure *measure, MeasureUnit unit, Interval *out) {
    MeasureUnit own = measure_unit(measure);
    *out = (Interval){.unit = (uint8_t)unit, .currency = measure->low.currency};
    if (own == MEASURED_NOTHING || measure->form == MEASURE_CHANGE ||
        (own != unit && own != MEASURED_RATIO))
        return false;
    if (own == MEASURED_RATIO && unit == MEASURED_PERCENT)
        return ratio_interval(measure, out);
    if (own == MEASURED_RATIO && unit != MEASURED_NUMBER)
        return false;
    Decimal low, high;
    if (!figure_bounds(measure->low, &low, &high))
        return false;
    if (measure->form == MEASURE_SPREAD) {
        Decimal ignored;
        Measure end = {.form = MEASURE_VALUE, .low = measure->high};
        if (measure_unit(&end) != unit || !figure_bounds(measure->high, &ignored, &high))
            return false;
    }
    out->low = whole(low);
    out->high = whole(high);
    if (measure_is_bound(measure))
        bound_interval((CompareOp)measure->op, out);
    return true;
}

bool interval_exact(const Interval *interval) {
    int order;
    return !interval->no_low && !interval->no_high &&
           fraction_compare(interval->low, interval->high, &order) && order == 0;
}

/* ---- what a target asks ---- */

/* baseline × (100 + percent) / 100; baseline + change where it is in points or plain. */
static bool change_bound(Fraction base, Decimal change, bool percent, Fraction *out) {
    Decimal factor, part;
    if (!percent) {
        if (!decimal_mul(change, base.bottom, &part) ||
            !decimal_add(base.top, part, &out->top))
            return false;
        out->bottom = base.bottom;
        return true;
    }
    return decimal_add((Decimal){100, 0}, change, &factor) &&
           decimal_mul(base.top, factor, &out->top) &&
           decimal_mul(base.bottom, (Decimal){100, 0}, &out->bottom);
}

static bool change_requirement(const Measure *target, const Interval *baseline,
                               Requirement *out) {
    Decimal low, high;
    bool points = measure_is_points(target);
    bool percent = (target->low.flags & FIGURE_PERCENT) != 0;
    if (!figure_bounds(target->low, &low, &high))
        return false;
    int sign = decimal_sign(figure_decimal(target->low));
    out->op = sign > 0 ? OP_GE : sign < 0 ? OP_LE : OP_EQ;
    if (points && out->bound.unit != MEASURED_PERCENT)
        return false;
    /* Of a negative baseline a change in percent says nothing that is certain. */
    if (percent && (baseline->no_low || decimal_sign(baseline->low.top) < 0))
        return false;
    int order;
    return change_bound(baseline->low, low, percent, &out->bound.low) &&
           change_bound(baseline->high, high, percent, &out->bound.high) &&
           fraction_compare(out->bound.low, out->bound.high, &order) && order <= 0;
}

/* A bare figure is a target to be reached from the baseline: its side tells which way. */
static bool value_requirement(const Interval *baseline, Requirement *out) {
    int order;
    out->op = OP_EQ;
    if (baseline == NULL || !interval_exact(baseline))
        return true;
    if (!fraction_compare(baseline->low, out->bound.low, &order))
        return false;
    out->op = order < 0 ? OP_GE : order > 0 ? OP_LE : OP_EQ;
    return true;
}

bool requirement_of(const Measure *target, const Measure *baseline, MeasureUnit unit,
                    Requirement *out) {
    *out = (Requirement){0};
    Interval base;
    bool has_base = baseline != NULL && interval_of(baseline, unit, &base);
    if (measure_is_change(target)) {
        if (!has_base)
            return false;
        out->change = true;
        out->bound = base;
        out->op = target->form == MEASURE_RISING ? OP_GT : OP_LT;
        return target->form != MEASURE_CHANGE || change_requirement(target, &base, out);
    }
    Measure figure = *target;
    if (target->form == MEASURE_BOUND)
        figure.form = MEASURE_VALUE;
    figure.bound = false;
    if (!interval_of(&figure, unit, &out->bound))
        return false;
    if (measure_is_bound(target)) {
        out->op = target->op;
        return true;
    }
    if (target->form == MEASURE_SPREAD) {
        out->within = true;
        return true;
    }
    return value_requirement(has_base ? &base : NULL, out);
}

/* Whether all of `a` lies below all of `b`: TRI_FALSE where all lies at or above it. With
 * `or_equal`, at or below against above. */
static Tri below(const Interval *a, const Interval *b, bool or_equal) {
    int order;
    if (!a->no_high && !b->no_low && fraction_compare(a->high, b->low, &order) &&
        (order < 0 || (order == 0 && (or_equal || a->high_open || b->low_open))))
        return TRI_TRUE;
    if (!a->no_low && !b->no_high && fraction_compare(a->low, b->high, &order) &&
        (order > 0 || (order == 0 && (!or_equal || a->low_open || b->high_open))))
        return TRI_FALSE;
    return TRI_UNKNOWN;
}

static Tri negated(Tri value) {
    return value == TRI_UNKNOWN ? value : value == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
}

static Tri equal(const Interval *a, const Interval *b) {
    if (below(a, b, false) == TRI_TRUE || below(b, a, false) == TRI_TRUE)
        return TRI_FALSE;
    return interval_exact(a) && interval_exact(b) ? TRI_TRUE : TRI_UNKNOWN;
}

static Tri in_interval(const Interval *a, const Interval *interval) {
    int low, high;
    if (below(a, interval, false) == TRI_TRUE || below(interval, a, false) == TRI_TRUE)
        return TRI_FALSE;
    if (a->no_low || a->no_high || !fraction_compare(a->low, interval->low, &low) ||
        !fraction_compare(a->high, interval->high, &high))
        return TRI_UNKNOWN;
    return low >= 0 && high <= 0 ? TRI_TRUE : TRI_UNKNOWN;
}

Tri requirement_holds(const Requirement *requirement, const Interval *actual) {
    const Interval *bound = &requirement->bound;
    if (requirement->within)
        return in_interval(actual, bound);
    switch ((CompareOp)requirement->op) {
    case OP_LT: return below(actual, bound, false);
    case OP_LE: return below(actual, bound, true);
    case OP_GT: return negated(below(actual, bound, true));
    case OP_GE: return negated(below(actual, bound, false));
    case OP_EQ: return equal(actual, bound);
    case OP_NE: return negated(equal(actual, bound));
    }
    return TRI_UNKNOWN;
}

/* ---- in words ---- */

static int32_t finer(int32_t a, int32_t b) {
    return a > b ? a : b;
}

/* A fraction as a decimal: exactly where that is short, else with one digit more. */
static bool fraction_decimal(Fraction fraction, Decimal *out, bool *rounded) {
    enum { DIGITS_MORE = 2 };
    int32_t scale = finer(fraction.top.scale, 0) + DIGITS_MORE;
    Decimal back;
    int order = 1;
    if (scale > DECIMAL_SCALE_MAX)
        scale = DECIMAL_SCALE_MAX;
    if (decimal_div(fraction.top, fraction.bottom, scale, out) &&
        decimal_mul(*out, fraction.bottom, &back))
        order = decimal_compare(back, fraction.top);
    if (order == 0) {
        *out = decimal_trim(*out, 0);
        return true;
    }
    *rounded = true;
    return decimal_div(fraction.top, fraction.bottom, finer(fraction.top.scale, 0) + 1,
                       out);
}

bool interval_difference(const Interval *a, const Interval *b, Decimal *out,
                         bool *rounded) {
    *rounded = false;
    if (!interval_exact(a) || !interval_exact(b))
        return false;
    Decimal left, right;
    if (decimal_compare(a->low.bottom, b->low.bottom) == 0) {
        Fraction gap = {.bottom = a->low.bottom};
        return decimal_sub(a->low.top, b->low.top, &gap.top) &&
               fraction_decimal(gap, out, rounded);
    }
    Fraction gap;
    return decimal_mul(a->low.top, b->low.bottom, &left) &&
           decimal_mul(b->low.top, a->low.bottom, &right) &&
           decimal_sub(left, right, &gap.top) &&
           decimal_mul(a->low.bottom, b->low.bottom, &gap.bottom) &&
           fraction_decimal(gap, out, rounded);
}

static Slice money_text(const Model *model, Decimal amount, uint8_t currency) {
    const Decimal many = {100000, 0};
    int8_t power = decimal_compare(decimal_abs(amount), many) >= 0 ? 6 : 0;
    Slice digits = model_amount(model, decimal_trim(amount, -power), power);
    Slice unit = model_unit(model, power, currency);
    return arena_format(model->arena, "%.*s %.*s", SLICE_ARGS(digits), SLICE_ARGS(unit));
}

static Slice value_text(const Model *model, Fraction value, const Interval *interval) {
    Decimal decimal;
    bool rounded = false;
    char digits[DECIMAL_TEXT];
    if (!fraction_decimal(value, &decimal, &rounded))
        return SLICE("?");
    if (interval->unit == MEASURED_MONEY)
        return money_text(model, decimal, interval->currency);
    Slice text = decimal_text(decimal, digits);
    const char *sign = rounded ? "~" : "";
    const char *percent = interval->unit == MEASURED_PERCENT ? "%" : "";
    return arena_format(model->arena, "%s%.*s%s", sign, SLICE_ARGS(text), percent);
}

Slice interval_text(const Model *model, const Interval *interval) {
    if (interval->no_low && interval->no_high)
        return SLICE("?");
    if (interval->no_high) {
        Slice low = value_text(model, interval->low, interval);
        return arena_format(model->arena, "%s %.*s",
                            interval->low_open ? ">" : ">=", SLICE_ARGS(low));
    }
    Slice high = value_text(model, interval->high, interval);
    if (interval->no_low) {
        return arena_format(model->arena, "%s %.*s",
                            interval->high_open ? "<" : "<=", SLICE_ARGS(high));
    }
    if (interval_exact(interval))
        return high;
    Slice low = value_text(model, interval->low, interval);
    return arena_format(model->arena, "%.*s to %.*s", SLICE_ARGS(low), SLICE_ARGS(high));
}

Slice interval_gap_text(const Model *model, Decimal difference, MeasureUnit unit,
                        uint8_t currency) {
    Decimal size = decimal_trim(decimal_abs(difference), 0);
    char digits[DECIMAL_TEXT];
    if (unit == MEASURED_MONEY)
        return money_text(model, size, currency);
    Slice text = decimal_text(size, digits);
    if (unit != MEASURED_PERCENT)
        return arena_format(model->arena, "%.*s", SLICE_ARGS(text));
    bool one = decimal_compare(size, (Decimal){1, 0}) == 0;
    return one ? arena_format(model->arena, "%.*s percentage point", SLICE_ARGS(text))
               : arena_format(model->arena, "%.*s percentage points", SLICE_ARGS(text));
}
