/* Unit tests of base/ratio: quotients that end are decimals, those that do not are kept
 * exactly, and both say where they do not fit. */
#include "base/ratio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static Ratio of(const char *text) {
    Ratio ratio = {.over = 1};
    assert_true(decimal_parse(slice_of(text), &ratio.top));
    return ratio;
}

static Ratio quotient(const char *a, const char *b) {
    Ratio ratio;
    assert_true(ratio_div(of(a), of(b), &ratio));
    return ratio;
}

static void assert_ratio(Ratio ratio, int64_t units, int32_t scale, int64_t over) {
    assert_true(ratio.top.units == units && ratio.over == over);
    assert_int_equal(ratio.top.scale, scale);
}

static void quotients_are_in_lowest_terms(void **state) {
    (void)state;
    assert_ratio(quotient("1", "8"), 125, 3, 1);
    assert_ratio(quotient("1.00", "3"), 1, 0, 3);
    assert_ratio(quotient("-2", "-6"), 1, 0, 3);
    assert_ratio(quotient("5", "-1.2"), -125, 1, 3);
    assert_ratio(quotient("100", "7"), 1, -2, 7);
    assert_ratio(quotient("0", "7"), 0, 0, 1);
    Ratio ratio;
    assert_false(ratio_div(of("1"), of("0.0"), &ratio));
}

static void a_third_times_three_is_one(void **state) {
    (void)state;
    Ratio third = quotient("1", "3"), result;
    assert_true(ratio_mul(third, of("3"), &result));
    assert_int_equal(ratio_compare(result, of("1.000")), 0);
    assert_true(ratio_add(third, third, &result) && ratio_add(result, third, &result));
    assert_ratio(result, 1, 0, 1);
    assert_true(ratio_add(third, quotient("1", "6"), &result));
    assert_ratio(result, 5, 1, 1);
}

static void order_is_exact(void **state) {
    (void)state;
    Ratio third = quotient("1", "3");
    assert_true(ratio_compare(third, of("0.333333333333333333")) > 0);
    assert_true(ratio_compare(of("0.333333333333333334"), third) > 0);
    assert_true(ratio_compare(quotient("-1", "3"), third) < 0);
    assert_true(ratio_compare(quotient("22", "7"), quotient("355", "113")) > 0);
    assert_true(ratio_compare(quotient("-22", "7"), quotient("-355", "113")) < 0);
    /* Of different signs, and of nothing. */
    Ratio none = {{0, 0}, 3};
    assert_int_equal(ratio_compare(of("-2"), third), -1);
    assert_int_equal(ratio_compare(third, of("-2")), 1);
    assert_int_equal(ratio_compare(of("0"), third), -1);
    assert_int_equal(ratio_compare(third, of("0")), 1);
    assert_int_equal(ratio_compare(of("0"), none), 0);
}

static void decimals_keep_their_digits(void **state) {
    (void)state;
    Ratio result;
    assert_true(ratio_add(of("1.50"), of("0.5"), &result));
    assert_ratio(result, 200, 2, 1);
    assert_true(ratio_mul(of("1.5"), of("2.0"), &result));
    assert_ratio(result, 30, 1, 1);
}

static void rounding_is_half_even(void **state) {
    (void)state;
    Decimal rounded;
    assert_true(ratio_round(quotient("2", "3"), 4, &rounded));
    assert_true(rounded.units == 6667 && rounded.scale == 4);
    assert_true(ratio_round(of("0.125"), 2, &rounded));
    assert_true(rounded.units == 12);
}

static void lean_has_few_digits(void **state) {
    (void)state;
    Decimal lean = ratio_lean(quotient("2", "3"));
    assert_true(lean.units == 666666666666666667 && lean.scale == 18);
    assert_true(ratio_lean(of("12.50")).units == 1250);
    /* Beyond the digits that a decimal may have. */
    Ratio small = {{1, 30}, 7};
    lean = ratio_lean(small);
    assert_true(lean.units == 142857142857142857 && lean.scale == 48);
}

static void what_does_not_fit_is_said(void **state) {
    (void)state;
    Ratio large = {{((Int128)1 << 126) + 1, 0}, ((Int128)1 << 125) + 3}, result;
    assert_false(ratio_mul(large, large, &result));
    assert_false(ratio_add(large, quotient("1", "11"), &result));
    assert_int_equal(ratio_compare(large, large), 0);
    assert_true(ratio_compare(large, of("2")) < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_are_in_lowest_terms),
        cmocka_unit_test(a_third_times_three_is_one),
        cmocka_unit_test(order_is_exact),
        cmocka_unit_test(decimals_keep_their_digits),
        cmocka_unit_test(rounding_is_half_even),
        cmocka_unit_test(lean_has_few_digits),
        cmocka_unit_test(what_does_not_fit_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
