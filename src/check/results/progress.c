/* How far a result has come on the way from the baseline to the target. */
#include "check/results/targets.h"

/* a - b over a common bottom. */
static bool way(Fraction a, Fraction b, Fraction *out) {
    Decimal left, right;
    return decimal_mul(a.top, b.bottom, &left) && decimal_mul(b.top, a.bottom, &right) &&
           decimal_sub(left, right, &out->top) &&
           decimal_mul(a.bottom, b.bottom, &out->bottom);
}

bool target_progress(const Model *model, const TargetView *view, Decimal *percent) {
    const MeasureFact *facts = model->measures.at;
    if (view->baseline == 0 || view->actual == 0 || view->unit == MEASURED_NOTHING)
        return false;
    MeasureUnit unit = (MeasureUnit)view->unit;
    const Measure *baseline = &facts[view->baseline - 1].measure;
    Requirement asked;
    Interval start, now;
    Fraction gone, whole;
    Decimal top, bottom;
    if (!interval_of(baseline, unit, &start) ||
        !interval_of(&facts[view->actual - 1].measure, unit, &now) ||
        !requirement_of(&facts[view->target].measure, baseline, unit, &asked) ||
        asked.within || !interval_exact(&start) || !interval_exact(&now) ||
        !interval_exact(&asked.bound) || start.currency != now.currency ||
        !way(now.low, start.low, &gone) || !way(asked.bound.low, start.low, &whole))
        return false;
    return decimal_mul(gone.top, whole.bottom, &top) &&
           decimal_mul(whole.top, gone.bottom, &bottom) &&
           decimal_div(decimal_shift(top, -2), bottom, PROGRESS_DIGITS, percent);
}
