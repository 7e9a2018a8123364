/* What a measured or set figure can mean, as an interval, and what a target asks of it.
 * `~65`, `20%..43%` and `> 600` are intervals; `35 of 36` is an exact fraction. Private
 * to check/. */
#ifndef INTEG_CHECK_RESULTS_INTERVAL_H
#define INTEG_CHECK_RESULTS_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/decimal.h"
#include "eval/eval.h"
#include "model/model.h"
#include "syntax/tree.h"

typedef enum MeasureUnit {
    MEASURED_NOTHING, /* blank, or could not be read */
    MEASURED_NUMBER,
    MEASURED_PERCENT,
    MEASURED_POINTS, /* percentage points: only a change has them */
    MEASURED_MONEY,
    MEASURED_RATIO /* 35 of 36: a percentage, and a number too */
} MeasureUnit;

typedef struct Fraction {
    Decimal top, bottom; /* bottom > 0 */
} Fraction;

typedef struct Interval {
    Fraction low, high;       /* where there is no such bound, undefined */
    bool no_low, no_high;     /* open to that side */
    bool low_open, high_open; /* the bound itself is not in it */
    uint8_t unit;             /* MeasureUnit: NUMBER, PERCENT or MONEY */
    uint8_t currency;
} Interval;

/* What a target comes down to: a comparison, or lying in an interval. */
typedef struct Requirement {
    uint8_t op;  /* CompareOp */
    bool within; /* in `bound`, which then is an interval of its own */
    bool change; /* computed from the baseline */
    Interval bound;
} Requirement;

/* The unit that a measure is printed in; of a rise, a fall and a change in percent,
 * MEASURED_NOTHING: they take their baseline's. */
MeasureUnit measure_unit(const Measure *measure);
/* True for a rise, a fall and a change: what needs a baseline. */
/* `>= 40%`, or `>= 2 of 5`. */
bool measure_is_bound(const Measure *measure);
bool measure_is_change(const Measure *measure);
/* Whether a result or baseline in the one unit can be held against the other. */
bool measure_units_meet(const Measure *target, const Measure *other);

/* A result or baseline as an interval, in `unit` (which turns a ratio into a number or a
 * percentage). False where it says nothing in that unit. */
bool interval_of(const Measure *measure, MeasureUnit unit, Interval *out);
bool interval_exact(const Interval *interval);
/* False on overflow. */
bool fraction_compare(Fraction a, Fraction b, int *order);

/* What the target asks; `baseline` may be NULL. `unit` is the unit to be compared in.
 * False where that cannot be said. */
bool requirement_of(const Measure *target, const Measure *baseline, MeasureUnit unit,
                    Requirement *out);
/* TRI_UNKNOWN where the figures do not settle it. */
Tri requirement_holds(const Requirement *requirement, const Interval *actual);

/* a - b of two exact intervals. `rounded`: it is not a finite decimal, and has one digit
 * more than what it was made of. */
bool interval_difference(const Interval *a, const Interval *b, Decimal *out,
                         bool *rounded);
/* "64.4%", "12", "0.5 mio DKK", "20% to 43%": in words, for messages. */
Slice interval_text(const Model *model, const Interval *interval);
/* "3 percentage points", "12", "0.5 mio DKK": how far two of them are apart, unsigned. */
Slice interval_gap_text(const Model *model, Decimal difference, MeasureUnit unit,
                        uint8_t currency);

#endif
