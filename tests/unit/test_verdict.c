/* Unit tests of check/verdict: each verdict at its boundary, and the slack as the largest
 * difference that is not off. */
#include "eval/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static Decimal dec(const char *text) {
    Decimal result = {0, 0};
    assert_true(decimal_parse(slice_of(text), &result));
    return result;
}

enum { EXACT = 1, BLANKS = 2, NONE = 4, ROUGH = 8 };

/* A total over `count` summands of `own` digits, which count as `fine`
 * ones beside their table's. */
typedef struct Case {
    const char *stated, *computed;
    uint32_t count;
    int32_t own, fine;
    int flags;
} Case;

static Balance balance_of_case(const Case *c, Grains *fine, Grains *own) {
    *fine = *own = (Grains){0};
    for (uint32_t i = 0; i < c->count; i++) {
        grains_add(fine, c->fine, false);
        grains_add(own, c->own, false);
    }
    Decimal stated = dec(c->stated);
    return (Balance){.stated = stated,
                     .computed = dec(c->computed),
                     .none = (c->flags & NONE) != 0,
                     .rough = (c->flags & ROUGH) != 0,
                     .fine_scale = c->fine > stated.scale ? c->fine : stated.scale,
                     .own_scale = stated.scale,
                     .fine = fine,
                     .own = own,
                     .exact = (c->flags & EXACT) != 0,
                     .blanks = (c->flags & BLANKS) != 0};
}

static Verdict verdict_of_case(Case c) {
    Grains fine, own;
    Decimal difference;
    Balance balance = balance_of_case(&c, &fine, &own);
    return verdict_of(&balance, &difference);
}

/* A total over 1.7 as often as a row says so, `times` of `count`. */
static Verdict verdict_repeated(const char *stated, uint32_t count, uint32_t times,
                                bool rough) {
    Grains grains = {0};
    for (uint32_t i = 0; i < count; i++) {
        grains_add(&grains, 1, rough);
        if (i > 0 && i < times)
            grains_again(&grains, 1, rough, i);
    }
    Decimal difference;
    Balance balance = {.stated = dec(stated),
                       .computed = {17 * (Int128)count, 1},
                       .fine_scale = 1,
                       .own_scale = 1,
                       .fine = &grains,
                       .own = &grains};
    return verdict_of(&balance, &difference);
}

static void what_repeats_was_rounded_once(void **state) {
    (void)state;
    /* 2d = 6 units; 3.6 (1 + 5) < 36 <= 3.6 (1 + 5²), and 6 <= 1 + 5 */
    assert_int_equal(verdict_repeated("8.8", 5, 1, false), VERDICT_OFF);
    assert_int_equal(verdict_repeated("8.8", 5, 5, false), VERDICT_ROUNDING);
    assert_int_equal(verdict_repeated("8.2", 5, 5, false), VERDICT_ROUNDING);
    assert_int_equal(verdict_repeated("8.9", 5, 5, false), VERDICT_OFF);
    /* three of five: 3.6 (1 + 3² + 2) = 43.2; two: 3.6 (1 + 2² + 3) = 28.8 */
    assert_int_equal(verdict_repeated("8.8", 5, 3, false), VERDICT_ROUNDING);
    assert_int_equal(verdict_repeated("8.8", 5, 2, false), VERDICT_OFF);
    /* twice as far where each is `~`: 2d = 10; 3.6 (1 + 5·4) = 75.6 < 100 <= 3.6 (1 +
     * 4·25) */
    assert_int_equal(verdict_repeated("9.0", 5, 1, true), VERDICT_OFF);
    assert_int_equal(verdict_repeated("9.0", 5, 5, true), VERDICT_ROUNDING);
}

static void exact_is_equality(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"8.9", "8.9", 4, 1, 1, 0}), VERDICT_EXACT);
    assert_int_equal(verdict_of_case((Case){"8.90", "8.9", 4, 1, 1, 0}), VERDICT_EXACT);
    assert_int_equal(verdict_of_case((Case){"0", "0.0", 0, 1, 1, 0}), VERDICT_EXACT);
    assert_int_equal(verdict_of_case((Case){"-1.5", "-1.5", 2, 1, 1, 0}), VERDICT_EXACT);
}

/* Four summands and their total to 0.1: the bounds are 0.25 and 0.212. */
static void rounding_has_two_bounds(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"8.8", "8.9", 4, 1, 1, 0}), VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"9.0", "8.9", 4, 1, 1, 0}), VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"8.7", "8.9", 4, 1, 1, 0}), VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"8.6", "8.9", 4, 1, 1, 0}), VERDICT_OFF);
    /* Two: 0.15 and 0.164. Three: 0.2 and 0.19; only the second refuses. */
    assert_int_equal(verdict_of_case((Case){"1.0", "1.1", 2, 1, 1, 0}), VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"1.0", "1.2", 2, 1, 1, 0}), VERDICT_OFF);
    assert_int_equal(verdict_of_case((Case){"1.0", "1.2", 3, 1, 1, 0}), VERDICT_OFF);
    /* Sixteen: 0.85 and 0.391. The first alone would let 0.8 pass. */
    assert_int_equal(verdict_of_case((Case){"5.0", "5.3", 16, 1, 1, 0}),
                     VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"5.0", "5.4", 16, 1, 1, 0}), VERDICT_OFF);
    assert_int_equal(verdict_of_case((Case){"5.0", "5.8", 16, 1, 1, 0}), VERDICT_OFF);
}

/* √(3.6 n) u with n = 10 figures is just 6 u, 0.3. */
static void bound_is_included(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"5.0", "5.3", 9, 1, 1, 0}), VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"5.0", "5.3", 8, 1, 1, 0}), VERDICT_OFF);
    assert_int_equal(verdict_of_case((Case){"5.00", "5.31", 9, 1, 1, 0}), VERDICT_OFF);
}

static void one_summand_is_compared_coarsely(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"3.5", "3.543580", 1, 6, 6, 0}),
                     VERDICT_COARSE);
    Case c = {"3.5", "3.543580", 1, 6, 6, 0};
    Grains fine, own;
    Decimal difference;
    Balance balance = balance_of_case(&c, &fine, &own);
    balance.fine_scale = 1; /* outside of a table: its own digits */
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_EXACT);
    balance.computed = dec("3.55");
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_EXACT);
    balance.computed = dec("3.5501");
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_OFF);
    /* No rounding beyond: 20.7 and 20.8 are two figures. */
    assert_int_equal(verdict_of_case((Case){"20.7", "20.8", 1, 1, 1, 0}), VERDICT_OFF);
}

static void total_coarser_than_summands(void **state) {
    (void)state;
    Case c = {"16", "16.5", 3, 1, 1, 0};
    Grains fine, own;
    Decimal difference;
    Balance balance = balance_of_case(&c, &fine, &own);
    balance.fine_scale = 0;
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_EXACT);
    balance.computed = dec("16.6"); /* 0.65 is the bound by sum */
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_ROUNDING);
    balance.computed = dec("16.7");
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_OFF);
}

/* In a table to 0.01 a 5.5 means 5.50, unless it was rounded more coarsely. */
static void coarse_by_own_digits(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"5.5", "5.40", 4, 1, 2, 0}), VERDICT_COARSE);
    assert_int_equal(verdict_of_case((Case){"5.5", "5.20", 4, 1, 2, 0}), VERDICT_OFF);
    assert_int_equal(verdict_of_case((Case){"1", "0.9", 1, 1, 1, 0}), VERDICT_COARSE);
}

static void tolerance_exact(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"8.8", "8.9", 4, 1, 1, EXACT}), VERDICT_OFF);
    assert_int_equal(verdict_of_case((Case){"8.9", "8.9", 4, 1, 1, EXACT}),
                     VERDICT_EXACT);
    assert_int_equal(verdict_of_case((Case){"5.5", "5.40", 4, 1, 2, EXACT}), VERDICT_OFF);
}

static void blanks(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"18.4", "9.9", 3, 1, 1, BLANKS}),
                     VERDICT_BLANK);
    assert_int_equal(verdict_of_case((Case){"9.9", "9.9", 3, 1, 1, BLANKS}),
                     VERDICT_EXACT);
    assert_int_equal(verdict_of_case((Case){"9.8", "9.9", 3, 1, 1, BLANKS}),
                     VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"9.0", "9.9", 3, 1, 1, BLANKS}), VERDICT_OFF);
    assert_int_equal(verdict_of_case((Case){"0.9", "0.0", 0, 1, 1, BLANKS}),
                     VERDICT_BLANK);
    /* With no sum there is nothing that a 0, a `-` or a ~1 could agree with. */
    assert_int_equal(verdict_of_case((Case){"0", "0.0", 0, 1, 1, BLANKS}), VERDICT_BLANK);
    assert_int_equal(verdict_of_case((Case){"0", "0", 0, 1, 1, BLANKS | NONE}),
                     VERDICT_BLANK);
    assert_int_equal(verdict_of_case((Case){"1", "0", 0, 0, 0, BLANKS | ROUGH}),
                     VERDICT_BLANK);
    /* What is open has the total's sign. */
    assert_int_equal(verdict_of_case((Case){"-5.0", "-2.0", 2, 1, 1, BLANKS}),
                     VERDICT_BLANK);
    assert_int_equal(verdict_of_case((Case){"-2.0", "-5.0", 2, 1, 1, BLANKS}),
                     VERDICT_OFF);
}

static void none_has_no_digits(void **state) {
    (void)state;
    assert_int_equal(verdict_of_case((Case){"0.0", "0.0", 2, 1, 1, NONE}), VERDICT_EXACT);
    assert_int_equal(verdict_of_case((Case){"0.0", "0.6", 1, 1, 1, NONE}), VERDICT_OFF);
    /* 33 and 33 and 33 against 100, which is exact: half-units of 1.5 together. */
    assert_int_equal(verdict_of_case((Case){"100", "99", 3, 0, 0, NONE}),
                     VERDICT_ROUNDING);
    assert_int_equal(verdict_of_case((Case){"100", "98", 3, 0, 0, NONE}), VERDICT_OFF);
}

static void rough_is_known_to_one_unit(void **state) {
    (void)state;
    /* ~17 */
    assert_int_equal(verdict_of_case((Case){"17", "18", 2, 0, 0, ROUGH}), VERDICT_EXACT);
    /* 2_568 + ~140, blurred in its tens, against 2_700 */
    Grains grains = {0};
    Decimal difference;
    grains_add(&grains, -1, true);
    Balance balance = {.stated = dec("2700"),
                       .computed = dec("2708"),
                       .fine_scale = 0,
                       .own_scale = 0,
                       .fine = &grains,
                       .own = &grains};
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_EXACT);
    balance.stated = dec("2698");
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_EXACT);
    balance.stated = dec("2697");
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_OFF);
}

static void far_apart(void **state) {
    (void)state;
    Grains grains = {0};
    Decimal difference;
    grains_add(&grains, 18, false);
    grains_add(&grains, -9, false);
    Balance balance = {.stated = {7, -9},
                       .computed = {7, -9},
                       .fine_scale = -9,
                       .own_scale = -9,
                       .fine = &grains,
                       .own = &grains};
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_EXACT);
    balance.computed = (Decimal){8, -9};
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_ROUNDING);
    balance.computed = (Decimal){9, -9};
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_OFF);
    balance.stated = (Decimal){(Int128)1 << 126, 0};
    balance.computed = (Decimal){1, 20};
    assert_int_equal(verdict_of(&balance, &difference), VERDICT_OVERFLOW);
}

static void grains_are_cleared(void **state) {
    (void)state;
    Grains grains = {0}, empty = {0};
    grains_add(&grains, -200, true);
    grains_add(&grains, 200, false);
    assert_int_equal(grains.count, 2);
    grains_clear(&grains);
    assert_int_equal(grains.count, 0);
    assert_memory_equal(grains.plain, empty.plain, sizeof empty.plain);
    assert_memory_equal(grains.rough, empty.rough, sizeof empty.rough);
}

/* The slack itself is not off, and one unit more is. */
static void slack_is_the_most(void **state) {
    (void)state;
    for (uint32_t count = 2; count < 200; count++) {
        Case c = {"500.0", "500.0", count, 1, 1, 0};
        Grains fine, own;
        Decimal difference;
        Balance balance = balance_of_case(&c, &fine, &own);
        Decimal slack = verdict_slack(&balance);
        assert_true(decimal_add(balance.stated, slack, &balance.computed));
        assert_int_not_equal(verdict_of(&balance, &difference), VERDICT_OFF);
        assert_true(decimal_add(balance.computed, dec("0.1"), &balance.computed));
        assert_int_equal(verdict_of(&balance, &difference), VERDICT_OFF);
    }
    Case exact = {"8.9", "8.9", 4, 1, 1, EXACT};
    Grains fine, own;
    Balance balance = balance_of_case(&exact, &fine, &own);
    assert_int_equal(decimal_compare(verdict_slack(&balance), dec("0.05")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_is_equality),
        cmocka_unit_test(what_repeats_was_rounded_once),
        cmocka_unit_test(rounding_has_two_bounds),
        cmocka_unit_test(bound_is_included),
        cmocka_unit_test(one_summand_is_compared_coarsely),
        cmocka_unit_test(total_coarser_than_summands),
        cmocka_unit_test(coarse_by_own_digits),
        cmocka_unit_test(tolerance_exact),
        cmocka_unit_test(blanks),
        cmocka_unit_test(none_has_no_digits),
        cmocka_unit_test(rough_is_known_to_one_unit),
        cmocka_unit_test(far_apart),
        cmocka_unit_test(grains_are_cleared),
        cmocka_unit_test(slack_is_the_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
