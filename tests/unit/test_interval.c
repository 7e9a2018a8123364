/* Unit tests of check/results/interval: what holds of two intervals against what holds of
 * each pair of values in them, and what units meet, by table. */
#include "check/results/interval.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Values are quarters; ends of intervals are whole and lie well within. */
enum { LEAST = -8, MOST = 20, END_MOST = 2 };

static bool contains(const Interval *interval, int quarter) {
    int low = (int)interval->low.top.units * 4, high = (int)interval->high.top.units * 4;
    bool above = interval->no_low || quarter > low ||
                 (quarter == low && !interval->low_open);
    bool below = interval->no_high || quarter < high ||
                 (quarter == high && !interval->high_open);
    return above && below;
}

static bool relates(CompareOp op, int a, int b) {
    switch (op) {
    case OP_EQ: return a == b;
    case OP_NE: return a != b;
    case OP_LT: return a < b;
    case OP_LE: return a <= b;
    case OP_GT: return a > b;
    case OP_GE: return a >= b;
    }
    return false;
}

static Tri tri_of(bool some, bool other) {
    return some && other ? TRI_UNKNOWN : some ? TRI_TRUE : TRI_FALSE;
}

/* True where it holds of all pairs, false where of none. */
static Tri by_pairs(CompareOp op, const Interval *a, const Interval *b) {
    bool some = false, other = false;
    for (int i = LEAST; i <= MOST; i++)
        for (int j = LEAST; j <= MOST; j++)
            if (contains(a, i) && contains(b, j))
                *(relates(op, i, j) ? &some : &other) = true;
    return tri_of(some, other);
}

static Tri by_values(const Interval *a, const Interval *within) {
    bool some = false, other = false;
    for (int i = LEAST; i <= MOST; i++)
        if (contains(a, i))
            *(contains(within, i) ? &some : &other) = true;
    return tri_of(some, other);
}

static uint32_t all_intervals(Interval *out) {
    uint32_t count = 0;
    for (int low = 0; low <= END_MOST; low++)
        for (int high = low; high <= END_MOST; high++)
            for (unsigned flags = 0; flags < 16; flags++) {
                Interval interval = {.low = {{low, 0}, {1, 0}},
                                     .high = {{high, 0}, {1, 0}},
                                     .no_low = (flags & 1) != 0,
                                     .no_high = (flags & 2) != 0,
                                     .low_open = (flags & 4) != 0,
                                     .high_open = (flags & 8) != 0};
                bool empty = low == high && flags >= 4;
                bool twice = (interval.no_low && interval.low_open) ||
                             (interval.no_high && interval.high_open);
                if (!empty && !twice)
                    out[count++] = interval;
            }
    return count;
}

static void comparisons_hold_of_all_values(void **state) {
    (void)state;
    static const CompareOp ops[] = {OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE};
    Interval all[100];
    uint32_t count = all_intervals(all);
    assert_true(count > 30);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < count; j++)
            for (size_t k = 0; k < sizeof ops / sizeof *ops; k++) {
                Requirement asks = {.op = (uint8_t)ops[k], .bound = all[j]};
                assert_int_equal(requirement_holds(&asks, &all[i]),
                                 by_pairs(ops[k], &all[i], &all[j]));
            }
}

/* What is asked for has both ends, as printed. */
static void what_lies_within_does_so_with_all_values(void **state) {
    (void)state;
    Interval all[100];
    uint32_t count = all_intervals(all);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < count; j++) {
            const Interval *b = &all[j];
            if (b->no_low || b->no_high || b->low_open || b->high_open)
                continue;
            Requirement asks = {.within = true, .bound = *b};
            assert_int_equal(requirement_holds(&asks, &all[i]), by_values(&all[i], b));
        }
}

/* 1/2 and 2/4 are one value; 1/3 lies between 3/10 and 2/5. */
static void fractions_are_compared_exactly(void **state) {
    (void)state;
    static const struct {
        Fraction a, b;
        int order;
    } cases[] = {
        {{{1, 0}, {2, 0}}, {{2, 0}, {4, 0}}, 0},
        {{{1, 0}, {3, 0}}, {{3, 0}, {10, 0}}, 1},
        {{{1, 0}, {3, 0}}, {{2, 0}, {5, 0}}, -1},
        {{{1, 0}, {3, 0}}, {{2, 0}, {3, 0}}, -1},
        {{{15, 1}, {3, 0}}, {{1, 0}, {2, 0}}, 0},
        {{{-1, 0}, {3, 0}}, {{-2, 0}, {5, 0}}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int order = 9;
        assert_true(fraction_compare(cases[i].a, cases[i].b, &order));
        assert_int_equal(order, cases[i].order);
        assert_true(fraction_compare(cases[i].b, cases[i].a, &order));
        assert_int_equal(order, -cases[i].order);
    }
    int order = 9;
    Fraction large = {{(Int128)1 << 120, 0}, {3, 0}},
             small = {{1, 0}, {((Int128)1 << 20) + 1, 0}};
    assert_false(fraction_compare(large, small, &order));
    assert_false(fraction_compare(small, large, &order));
}

/* ---- figures ---- */

static Figure figure(int64_t digits, int8_t scale, uint8_t flags) {
    return (Figure){.digits = digits, .scale = scale, .flags = flags};
}

static Measure value(Figure low) {
    return (Measure){.form = MEASURE_VALUE, .low = low};
}

static Measure change(Figure low) {
    return (Measure){.form = MEASURE_CHANGE, .low = low};
}

static Measure ratio(int64_t a, int64_t b) {
    return (Measure){
        .form = MEASURE_RATIO, .low = figure(a, 0, 0), .high = figure(b, 0, 0)};
}

static Measure money(uint8_t currency) {
    Measure measure = value(figure(5, 0, FIGURE_UNIT));
    measure.low.currency = currency & 15u;
    return measure;
}

static void units_meet_where_one_can_be_the_other(void **state) {
    (void)state;
    const Measure number = value(figure(5, 0, 0)),
                  percent = value(figure(5, 0, FIGURE_PERCENT)),
                  gap = value(figure(5, 0, FIGURE_POINTS)), part = ratio(35, 36),
                  points = change(figure(5, 0, FIGURE_POINTS)),
                  rise = {.form = MEASURE_RISING},
                  blank = value(figure(0, 0, FIGURE_BLANK)), plain = money(0),
                  krone = money(1), euro = money(2);
    const struct {
        Measure a, b;
        bool meet;
    } cases[] = {
        {number, number, true}, {number, percent, false}, {number, part, true},
        {number, plain, false}, {number, points, false},  {number, rise, true},
        {number, blank, true},  {percent, percent, true}, {percent, gap, true},
        {percent, part, true},  {percent, krone, false},  {percent, points, true},
        {points, points, true}, {points, part, true},     {points, krone, false},
        {part, part, true},     {part, krone, false},     {krone, krone, true},
        {krone, euro, false},   {krone, plain, true},     {plain, plain, true},
        {krone, blank, true},   {rise, krone, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(measure_units_meet(&cases[i].a, &cases[i].b), cases[i].meet);
        assert_int_equal(measure_units_meet(&cases[i].b, &cases[i].a), cases[i].meet);
    }
}

static void has_ends(const Measure *measure, MeasureUnit unit, const char *low,
                     const char *high) {
    Interval interval;
    char room[DECIMAL_TEXT];
    assert_true(interval_of(measure, unit, &interval));
    assert_int_equal(interval.unit, unit);
    decimal_text(interval.low.top, room);
    assert_string_equal(room, low);
    decimal_text(interval.high.top, room);
    assert_string_equal(room, high);
}

static void figures_reach_as_far_as_they_are_known(void **state) {
    (void)state;
    Measure exact = value(figure(65, 0, 0)),
            rough = value(figure(65, 0, FIGURE_APPROXIMATE)),
            tens = value(figure(140, 0, FIGURE_APPROXIMATE)),
            fine = value(figure(655, 1, FIGURE_APPROXIMATE)),
            spread = {.form = MEASURE_SPREAD,
                      .low = figure(20, 0, FIGURE_PERCENT),
                      .high = figure(43, 0, FIGURE_PERCENT)},
            mixed = {.form = MEASURE_SPREAD,
                     .low = figure(20, 0, FIGURE_PERCENT),
                     .high = figure(43, 0, 0)},
            part = ratio(35, 36), none = ratio(35, 0);
    tens.low.blur = 1;
    has_ends(&exact, MEASURED_NUMBER, "65", "65");
    has_ends(&rough, MEASURED_NUMBER, "64", "66");
    has_ends(&tens, MEASURED_NUMBER, "130", "150");
    has_ends(&fine, MEASURED_NUMBER, "65.4", "65.6");
    has_ends(&spread, MEASURED_PERCENT, "20", "43");
    has_ends(&part, MEASURED_NUMBER, "35", "35");
    has_ends(&part, MEASURED_PERCENT, "3500", "3500");
    Interval interval;
    assert_true(interval_of(&part, MEASURED_PERCENT, &interval));
    assert_true(interval.low.bottom.units == 36 && interval.high.bottom.units == 36);
    assert_true(interval_exact(&interval));
    assert_false(interval_of(&part, MEASURED_MONEY, &interval));
    assert_false(interval_of(&none, MEASURED_PERCENT, &interval));
    assert_false(interval_of(&exact, MEASURED_PERCENT, &interval));
    assert_false(interval_of(&mixed, MEASURED_PERCENT, &interval));
    Measure rise = change(figure(5, 0, FIGURE_POINTS));
    assert_false(interval_of(&rise, MEASURED_POINTS, &interval));
    /* ~35 of ~36: from 34 of 37 to 36 of 35. */
    part.low.flags = part.high.flags = FIGURE_APPROXIMATE;
    assert_true(interval_of(&part, MEASURED_PERCENT, &interval));
    assert_true(interval.low.top.units == 3400 && interval.low.bottom.units == 37);
    assert_true(interval.high.top.units == 3600 && interval.high.bottom.units == 35);
    assert_false(interval_exact(&interval));
    /* ~35 of ~1 may be of nothing. */
    part.high.digits = 1;
    assert_false(interval_of(&part, MEASURED_PERCENT, &interval));
}

static void bounds_are_open_to_a_side(void **state) {
    (void)state;
    static const struct {
        CompareOp op;
        bool no_low, low_open, no_high, high_open;
    } cases[] = {
        {OP_GT, false, true, true, false}, {OP_GE, false, false, true, false},
        {OP_LT, true, false, false, true}, {OP_LE, true, false, false, false},
        {OP_NE, true, false, true, false}, {OP_EQ, false, false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Measure bound = {
            .form = MEASURE_BOUND, .op = (uint8_t)cases[i].op, .low = figure(600, 0, 0)};
        Interval interval;
        assert_true(interval_of(&bound, MEASURED_NUMBER, &interval));
        assert_int_equal(interval.no_low, cases[i].no_low);
        assert_int_equal(interval.low_open, cases[i].low_open);
        assert_int_equal(interval.no_high, cases[i].no_high);
        assert_int_equal(interval.high_open, cases[i].high_open);
        assert_int_equal(interval_exact(&interval), cases[i].op == OP_EQ);
    }
}

/* ---- what a target asks ---- */

static void asks(Measure target, const Measure *baseline, MeasureUnit unit, CompareOp op,
                 const char *low, const char *high) {
    Requirement requirement;
    char room[DECIMAL_TEXT];
    assert_true(requirement_of(&target, baseline, unit, &requirement));
    assert_int_equal(requirement.op, op);
    Decimal end;
    const Interval *bound = &requirement.bound;
    assert_true(decimal_div(bound->low.top, bound->low.bottom, 2, &end));
    decimal_text(end, room);
    assert_string_equal(room, low);
    assert_true(decimal_div(bound->high.top, bound->high.bottom, 2, &end));
    decimal_text(end, room);
    assert_string_equal(room, high);
}

static void targets_ask_from_their_baseline(void **state) {
    (void)state;
    const Measure at_50 = value(figure(50, 0, 0)),
                  half = value(figure(50, 0, FIGURE_PERCENT)),
                  about = value(figure(50, 0, FIGURE_APPROXIMATE)),
                  below = value(figure(-50, 0, 0));
    const uint8_t percent = FIGURE_PERCENT, points = FIGURE_POINTS;
    Measure rise = {.form = MEASURE_RISING}, fall = {.form = MEASURE_FALLING};
    asks(rise, &at_50, MEASURED_NUMBER, OP_GT, "50.00", "50.00");
    asks(fall, &at_50, MEASURED_NUMBER, OP_LT, "50.00", "50.00");
    /* A bare figure is to be reached from where it was. */
    asks(value(figure(60, 0, 0)), &at_50, MEASURED_NUMBER, OP_GE, "60.00", "60.00");
    asks(value(figure(40, 0, 0)), &at_50, MEASURED_NUMBER, OP_LE, "40.00", "40.00");
    asks(value(figure(50, 0, 0)), &at_50, MEASURED_NUMBER, OP_EQ, "50.00", "50.00");
    asks(value(figure(60, 0, 0)), NULL, MEASURED_NUMBER, OP_EQ, "60.00", "60.00");
    asks(value(figure(60, 0, 0)), &about, MEASURED_NUMBER, OP_EQ, "60.00", "60.00");
    /* A change in percent, in points, and plain. */
    asks(change(figure(10, 0, percent)), &at_50, MEASURED_NUMBER, OP_GE, "55.00",
         "55.00");
    asks(change(figure(-10, 0, percent)), &at_50, MEASURED_NUMBER, OP_LE, "45.00",
         "45.00");
    asks(change(figure(0, 0, percent)), &at_50, MEASURED_NUMBER, OP_EQ, "50.00", "50.00");
    asks(change(figure(10, 0, percent)), &about, MEASURED_NUMBER, OP_GE, "53.90",
         "56.10");
    asks(change(figure(10, 0, points)), &half, MEASURED_PERCENT, OP_GE, "60.00", "60.00");
    asks(change(figure(-10, 0, points)), &half, MEASURED_PERCENT, OP_LE, "40.00",
         "40.00");
    asks(change(figure(7, 0, 0)), &at_50, MEASURED_NUMBER, OP_GE, "57.00", "57.00");
    asks(change(figure(7, 0, 0)), &below, MEASURED_NUMBER, OP_GE, "-43.00", "-43.00");
    Requirement out;
    Measure tenth = change(figure(10, 0, percent)), gap = change(figure(10, 0, points));
    assert_false(requirement_of(&tenth, NULL, MEASURED_NUMBER, &out));
    assert_false(requirement_of(&tenth, &below, MEASURED_NUMBER, &out));
    assert_false(requirement_of(&gap, &at_50, MEASURED_NUMBER, &out));
    assert_false(requirement_of(&rise, NULL, MEASURED_NUMBER, &out));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_hold_of_all_values),
        cmocka_unit_test(what_lies_within_does_so_with_all_values),
        cmocka_unit_test(fractions_are_compared_exactly),
        cmocka_unit_test(units_meet_where_one_can_be_the_other),
        cmocka_unit_test(figures_reach_as_far_as_they_are_known),
        cmocka_unit_test(bounds_are_open_to_a_side),
        cmocka_unit_test(targets_ask_from_their_baseline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
