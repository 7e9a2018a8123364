/* Unit tests of base/decimal by example; tests/property/decimal.py compares with
 * another implementation at large. */
#include "base/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define MOST "170141183460469231731687303715884105727"

static Decimal dec(const char *text) {
    Decimal result = {0, 99};
    assert_true(decimal_parse(slice_of(text), &result));
    return result;
}

static void assert_text(Decimal value, const char *expected) {
    char room[DECIMAL_TEXT];
    Slice text = decimal_text(value, room);
    assert_string_equal(room, expected);
    assert_ptr_equal(text.at, room);
    assert_int_equal(text.length, strlen(expected));
}

static void test_parse(void **state) {
    (void)state;
    static const char *const same[] = {
        "0",    "0.00",     "12.30",
        "-0.4", "3.3",      "1234567890123456789012345678.90",
        MOST,   ("-" MOST), "0.000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_text(dec(same[i]), same[i]);
    assert_text(dec("1_250_000"), "1250000");
    assert_text(dec("+5"), "5");
    assert_text(dec("-0"), "0");
    assert_text(dec("1_0.2_5"), "10.25");
    assert_text(dec("00000000000000000000000000000000000000000000000007"), "7");
    assert_int_equal(dec("1.50").scale, 2);
    static const char *const broken[] = {"",
                                         "-",
                                         "+",
                                         ".",
                                         "12.",
                                         ".5",
                                         "1..2",
                                         "1.2.3",
                                         "1_",
                                         "_1",
                                         "1__2",
                                         "1_.2",
                                         "1._2",
                                         "--1",
                                         "-+1",
                                         "1,2",
                                         " 1",
                                         "1 ",
                                         "0x10",
                                         "1e5",
                                         "−1",
                                         "170141183460469231731687303715884105728",
                                         "-170141183460469231731687303715884105728",
                                         "340282366920938463463374607431768211456",
                                         "999999999999999999999999999999999999999999999",
                                         "0.0000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        Decimal out = {5, 3};
        assert_false(decimal_parse(slice_of(broken[i]), &out));
        assert_true(out.units == 5 && out.scale == 3);
    }
    Decimal out;
    assert_false(decimal_parse((Slice){NULL, 0}, &out));
}

static void test_text(void **state) {
    (void)state;
    assert_text((Decimal){33, -5}, "3300000");
    assert_text((Decimal){-5, 3}, "-0.005");
    assert_text((Decimal){123, 3}, "0.123");
    assert_text((Decimal){0, -5}, "0");
    assert_text((Decimal){0, 3}, "0.000");
    assert_text(decimal_int(INT64_MIN), "-9223372036854775808");
    Decimal most = dec("-" MOST);
    most.scale = -39;
    assert_text(most, "-" MOST "000000000000000000000000000000000000000");
    most.scale = 39;
    assert_text(most, "-0." MOST);
    assert_text((Decimal){-1, 76}, "-0.000000000000000000000000000000000000000000000000"
                                   "0000000000000000000000000001");
    assert_text((Decimal){-33, 80}, "-33e-80");
    assert_text((Decimal){33, INT32_MIN}, "33e2147483648");
}

static void test_add_sub(void **state) {
    (void)state;
    Decimal out;
    assert_true(decimal_add(dec("1.5"), dec("2"), &out));
    assert_text(out, "3.5");
    assert_true(decimal_sub(dec("1.50"), dec("1.5"), &out));
    assert_text(out, "0.00");
    assert_true(decimal_add((Decimal){33, -5}, dec("0.25"), &out));
    assert_text(out, "3300000.25");
    assert_true(decimal_add(dec(MOST), dec("-1"), &out));
    /* Not changed where it does not fit, one below the least included. */
    assert_false(decimal_add(dec(MOST), dec("1"), &out));
    assert_false(decimal_sub(dec("-" MOST), dec("1"), &out));
    assert_text(out, "170141183460469231731687303715884105726");
    /* What is between does not count. */
    assert_true(decimal_sub((Decimal){18, -37},
                            dec("17"
                                "0000000000000000000000000000000000000"),
                            &out));
    assert_text(out, "10000000000000000000000000000000000000");
    assert_false(decimal_add((Decimal){1, -30}, (Decimal){1, 30}, &out));
    assert_true(decimal_add((Decimal){0, -30}, (Decimal){1, 30}, &out));
    assert_int_equal(out.scale, 30);
}

static void test_mul_div(void **state) {
    (void)state;
    Decimal out;
    assert_true(decimal_mul(dec("1.5"), dec("1.5"), &out));
    assert_text(out, "2.25");
    assert_true(decimal_mul(dec("1.50"), dec("-2.0"), &out));
    assert_text(out, "-3.00");
    assert_true(decimal_mul((Decimal){33, -5}, dec("2"), &out));
    assert_text(out, "6600000");
    assert_true(decimal_mul(dec("0.00"), dec(MOST), &out));
    assert_text(out, "0.00");
    assert_true(
        decimal_mul(dec("100000000000000000000.0"), dec("10000000000000000.0"), &out));
    assert_text(out, "1000000000000000000000000000000000000.0");
    assert_false(decimal_mul(dec(MOST), dec("2"), &out));
    assert_true(decimal_div(dec("1"), dec("3"), 4, &out));
    assert_text(out, "0.3333");
    static const struct {
        const char *a, *b;
        int32_t scale;
        const char *result;
    } rows[] = {
        {"1", "8", 2, "0.12"},
        {"3", "8", 2, "0.38"},
        {"-1", "8", 2, "-0.12"},
        {"5", "2", 0, "2"},
        {"7", "2", 0, "4"},
        {"2", "3", 0, "1"},
        {"25", "1", -1, "20"},
        {"35", "1", -1, "40"},
        {"0", "7", 3, "0.000"},
        {"1", MOST, 30, "0.000000000000000000000000000000"},
        {MOST, MOST, 30, "1.000000000000000000000000000000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(decimal_div(dec(rows[i].a), dec(rows[i].b), rows[i].scale, &out));
        assert_text(out, rows[i].result);
    }
    assert_false(decimal_div(dec("1"), dec("0.00"), 2, &out));
    assert_false(decimal_div(dec(MOST), dec("1"), 1, &out));
    assert_false(decimal_div(dec("1"), dec("1"), 31, &out));
}

static void test_compare(void **state) {
    (void)state;
    assert_int_equal(decimal_compare(dec("1.0"), dec("1")), 0);
    assert_int_equal(decimal_compare(dec("-1.01"), dec("-1")), -1);
    assert_int_equal(decimal_compare(dec("0"), dec("0.00")), 0);
    assert_int_equal(decimal_compare(dec("-1"), dec("0.00")), -1);
    Decimal tiny = {1, 30}, huge = dec(MOST);
    huge.scale = -30;
    assert_int_equal(decimal_compare(tiny, huge), -1);
    assert_int_equal(decimal_compare(decimal_negate(tiny), decimal_negate(huge)), 1);
    assert_int_equal(decimal_compare((Decimal){1, INT32_MAX}, (Decimal){1, INT32_MIN}),
                     -1);
    /* Equal but for the last digit of 39. */
    Decimal a = dec("100000000000000000000000000000000000000");
    Decimal b = dec("10000000000000000000000000000000000000.1");
    assert_int_equal(decimal_compare(a, b), 1);
    a.scale = 1;
    assert_int_equal(decimal_compare(a, b), -1);
    assert_int_equal(decimal_sign(dec("-0.1")), -1);
    assert_int_equal(decimal_sign(dec("0.0")), 0);
    assert_int_equal(decimal_sign(dec("0.1")), 1);
}

static void test_scales(void **state) {
    (void)state;
    Decimal out = {5, 3};
    assert_true(decimal_rescale(dec("2.5"), 0, &out));
    assert_text(out, "2");
    assert_true(decimal_rescale(dec("-3.5"), 0, &out));
    assert_text(out, "-4");
    assert_true(decimal_rescale(dec("2.51"), 0, &out));
    assert_text(out, "3");
    assert_true(decimal_rescale(dec("1234567"), -3, &out));
    assert_text(out, "1235000");
    assert_int_equal(out.scale, -3);
    assert_true(decimal_rescale((Decimal){1, 30}, -30, &out));
    assert_text(out, "0");
    assert_true(decimal_rescale(dec("1"), 30, &out));
    assert_false(decimal_rescale(dec(MOST), 1, &out));
    assert_false(decimal_rescale(dec("0"), 31, &out));
    assert_false(decimal_rescale(dec("0"), -31, &out));
    assert_text(decimal_trim(dec("1.500"), 0), "1.5");
    assert_text(decimal_trim(dec("1.500"), 2), "1.50");
    assert_text(decimal_trim(dec("1.500"), 5), "1.500");
    assert_text(decimal_trim(dec("0.000"), 1), "0.0");
    assert_int_equal(decimal_trim(dec("12000"), -30).scale, -3);
    assert_text(decimal_ulp(2), "0.01");
    assert_text(decimal_ulp(-3), "1000");
    assert_text(decimal_shift(dec("3300000"), 6), "3.300000");
    assert_text(decimal_shift(dec("3.3"), -6), "3300000");
    assert_text(decimal_abs(dec("-3.3")), "3.3");
}

static void test_square_within(void **state) {
    (void)state;
    assert_true(decimal_square_within(dec("3"), 9, dec("1")));
    assert_false(decimal_square_within(dec("3.0000001"), 9, dec("1")));
    assert_true(decimal_square_within(dec("-0.3"), 3, dec("0.03")));
    assert_false(decimal_square_within(dec("-0.3"), 3, dec("0.02999")));
    assert_true(decimal_square_within(dec("0"), 0, dec("1")));
    assert_true(decimal_square_within(dec("0"), -2, dec("-1")));
    assert_false(decimal_square_within(dec("0"), 2, dec("-1")));
    assert_false(decimal_square_within(dec("1"), 0, dec("1")));
    assert_true(decimal_square_within(dec("1"), INT64_MIN, dec("-1")));
    Decimal most = dec(MOST), small = {1, 30};
    most.scale = -30;
    assert_false(decimal_square_within(most, INT64_MAX, most));
    assert_true(decimal_square_within(small, 1, most));
    assert_false(decimal_square_within(dec(MOST), 1, dec(MOST)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),         cmocka_unit_test(test_text),
        cmocka_unit_test(test_add_sub),       cmocka_unit_test(test_mul_div),
        cmocka_unit_test(test_compare),       cmocka_unit_test(test_scales),
        cmocka_unit_test(test_square_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
