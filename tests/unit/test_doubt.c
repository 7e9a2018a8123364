/* Unit tests of eval/doubt: how far a value reaches is the sum of its figures' units
 * times their slopes, and the sum of the squares, computed by hand. */
#include "eval/doubt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "unit/arena.h"

static Decimal dec(const char *text) {
    Decimal result = {0, 0};
    assert_true(decimal_parse(slice_of(text), &result));
    return result;
}

static const Doubt *number(uint64_t figure, int32_t scale) {
    return doubt_number(arena, figure, scale, false);
}

static void is(Decimal value, const char *expected) {
    char room[DECIMAL_TEXT];
    decimal_text(decimal_trim(value, 0), room);
    assert_string_equal(room, expected);
}

/* By each figure's own digits, and none of them stated. */
static void reaches(const Doubt *doubt, uint32_t count, const char *sum,
                    const char *squares) {
    Reach reach = doubt_reach(doubt, NULL, true);
    assert_int_equal(reach.count, count);
    is(reach.sum, sum);
    is(reach.squares, squares);
    is(reach.stated, "0");
    is(reach.only, count == 1 ? sum : "0");
}

static void one_figure_reaches_its_unit(void **state) {
    (void)state;
    reaches(NULL, 0, "0", "0");
    reaches(number(7, 1), 1, "0.1", "0.01");
    reaches(number(7, 0), 1, "1", "1");
    reaches(number(7, -3), 1, "1000", "1000000");
    reaches(doubt_number(arena, 7, 1, true), 1, "0.2", "0.04");
}

/* A slope of one is exact, whatever its sign or digits; another is rounded up. */
static void slopes_multiply(void **state) {
    (void)state;
    reaches(doubt_times(arena, number(7, 1), dec("1")), 1, "0.1", "0.01");
    reaches(doubt_times(arena, number(7, 1), dec("-1")), 1, "0.1", "0.01");
    reaches(doubt_times(arena, number(7, 1), dec("1.0")), 1, "0.1", "0.01");
    reaches(doubt_times(arena, number(7, 1), dec("3")), 1, "0.300000000001",
            "0.090000000000600000000001");
    reaches(doubt_times(arena, number(7, 1), dec("-0.5")), 1, "0.0500000000001",
            "0.00250000000001000000000001");
    assert_null(doubt_times(arena, number(7, 1), dec("0")));
    assert_null(doubt_times(arena, NULL, dec("2")));
}

static void what_is_shifted_reaches_so_much_less(void **state) {
    (void)state;
    reaches(doubt_shift(arena, number(7, 1), 2), 1, "0.001", "0.000001");
    reaches(doubt_shift(arena, number(7, 1), -2), 1, "10", "100");
    const Doubt *same = number(7, 1);
    assert_ptr_equal(doubt_shift(arena, same, 0), same);
    assert_null(doubt_shift(arena, NULL, 2));
    const Doubt *both =
        doubt_combine(arena, number(1, 1), dec("1"), number(2, 0), dec("1"));
    reaches(doubt_shift(arena, both, 1), 2, "0.11", "0.0101");
}

/* Merged by figure; the slopes of one figure are added up, and nothing is left of 0. */
static void figures_are_joined(void **state) {
    (void)state;
    const Decimal one = dec("1"), minus = dec("-1");
    const Doubt *a = doubt_combine(arena, number(1, 1), one, number(3, 2), one);
    const Doubt *b = doubt_combine(arena, number(3, 2), one, number(2, 3), one);
    assert_int_equal(b->count, 2);
    assert_true(b->terms[0].figure == 2 && b->terms[1].figure == 3);
    reaches(doubt_combine(arena, a, one, number(5, 3), one), 3, "0.111", "0.010101");
    const Doubt *less = doubt_combine(arena, a, one, b, minus);
    assert_int_equal(less->count, 2);
    assert_true(less->terms[0].figure == 1 && less->terms[1].figure == 2);
    reaches(less, 2, "0.101", "0.010001");
    assert_null(doubt_combine(arena, a, one, a, minus));
    const Doubt *twice = doubt_combine(arena, a, one, b, one);
    assert_int_equal(twice->count, 3);
    is(twice->terms[0].slope, "1");
    is(twice->terms[1].slope, "1");
    is(twice->terms[2].slope, "2");
    is(doubt_combine(arena, a, dec("2"), b, dec("5"))->terms[2].slope, "7");
    is(doubt_combine(arena, b, dec("2"), a, dec("5"))->terms[2].slope, "7");
}

static void terms_of_rows_are_put_in_order(void **state) {
    (void)state;
    static const uint32_t orders[][3] = {{1, 2, 3}, {2, 1, 3}, {1, 3, 2}, {3, 2, 1}};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        DoubtTerms terms = {0};
        for (uint32_t k = 0; k < 3; k++)
            doubt_collect(arena, &terms, number(orders[i][k], (int32_t)orders[i][k]));
        const Doubt *doubt = doubt_of_terms(arena, &terms, false);
        assert_int_equal(doubt->count, 3);
        for (uint32_t k = 0; k < 3; k++)
            assert_true(doubt->terms[k].figure == k + 1);
        reaches(doubt, 3, "0.111", "0.010101");
        assert_false(doubt->more || doubt->less);
    }
    /* The same figure twice is one of twice the slope; against itself it is nothing. */
    DoubtTerms terms = {0};
    doubt_collect(arena, &terms, number(4, 1));
    doubt_collect(arena, &terms, number(4, 1));
    const Doubt *twice = doubt_of_terms(arena, &terms, true);
    assert_int_equal(twice->count, 1);
    is(twice->terms[0].slope, "2");
    assert_true(twice->more && !twice->less);
    DoubtTerms none = {0};
    doubt_collect(arena, &none, number(5, 1));
    doubt_collect(arena, &none, number(4, 1));
    doubt_collect(arena, &none, doubt_times(arena, number(5, 1), dec("-1")));
    const Doubt *left = doubt_of_terms(arena, &none, false);
    assert_int_equal(left->count, 1);
    assert_true(left->terms[0].figure == 4);
    DoubtTerms empty = {0};
    doubt_collect(arena, &empty, NULL);
    assert_null(doubt_of_terms(arena, &empty, false));
    const Doubt *open = doubt_of_terms(arena, &empty, true);
    assert_true(open->count == 0 && open->more);
}

static const Doubt *open_by(bool more, bool less) {
    Doubt *doubt = ARENA_NEW(arena, Doubt);
    *doubt = (Doubt){NULL, 0, more, less};
    return doubt;
}

/* What is left out of a value goes where the value goes, or the other way. */
static void what_is_open_keeps_its_direction(void **state) {
    (void)state;
    static const struct {
        bool more, less;
        const char *by;
        bool then_more, then_less;
    } cases[] = {
        {true, false, "2", true, false},  {true, false, "-2", false, true},
        {true, false, "0", false, false}, {false, true, "2", false, true},
        {false, true, "-2", true, false}, {false, true, "0", false, false},
        {true, true, "3", true, true},    {true, true, "-3", true, true},
        {true, true, "0", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Doubt *open = open_by(cases[i].more, cases[i].less);
        const Doubt *known = number(1, 1);
        const Doubt *left = doubt_combine(arena, open, dec(cases[i].by), known, dec("1"));
        assert_int_equal(left->more, cases[i].then_more);
        assert_int_equal(left->less, cases[i].then_less);
        const Doubt *right =
            doubt_combine(arena, known, dec("1"), open, dec(cases[i].by));
        assert_int_equal(right->more, cases[i].then_more);
        assert_int_equal(right->less, cases[i].then_less);
    }
    const Doubt *shifted = doubt_shift(arena, open_by(true, false), 2);
    assert_true(shifted->more && !shifted->less);
    shifted = doubt_shift(arena, open_by(false, true), 2);
    assert_true(!shifted->more && shifted->less);
}

static const Doubt *printed(uint32_t index, const void *row, int64_t digits, int8_t scale,
                            bool rough, FigureOf of) {
    Figure figure = {
        .digits = digits, .scale = scale, .flags = rough ? FIGURE_APPROXIMATE : 0};
    return doubt_figure(arena, doubt_figure_id(of, index), row, figure, 1, 1);
}

/* What a row repeats was rounded once: together it is off by as much as both, or, where
 * that is more, as figures apart are. */
static void what_a_row_repeats_is_one(void **state) {
    (void)state;
    const Decimal one = dec("1");
    const FigureOf of = FIGURE_OF_ENTRY;
    const char row = 0, next = 0;
    const Doubt *first = printed(1, &row, 17, 1, false, of);
    const struct {
        const Doubt *second;
        const char *sum, *squares;
    } cases[] = {
        {printed(2, &row, 17, 1, false, of), "0.2", "0.04"},
        {printed(2, &next, 17, 1, false, of), "0.2", "0.02"},
        {printed(2, NULL, 17, 1, false, of), "0.2", "0.02"},
        {printed(2, &row, 18, 1, false, of), "0.2", "0.02"},
        {printed(2, &row, 17, 2, false, of), "0.2", "0.02"},
        {printed(2, &row, 17, 1, true, of), "0.3", "0.05"},
        {printed(2, &row, 17, 1, false, FIGURE_OF_GROSS), "0.2", "0.02"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        reaches(doubt_combine(arena, first, one, cases[i].second, one), 2, cases[i].sum,
                cases[i].squares);
    const Doubt *loose = printed(1, NULL, 17, 1, false, of);
    reaches(doubt_combine(arena, loose, one, printed(2, NULL, 17, 1, false, of), one), 2,
            "0.2", "0.02");
    /* One taken from the other: alike, they make nothing; apart, as much as ever. */
    reaches(
        doubt_combine(arena, first, one, printed(2, &row, 17, 1, false, of), dec("-1")),
        2, "0.2", "0.02");
    /* Two and three that are alike, and one between: (0.2)² + 0.01 + (0.3)². */
    DoubtTerms terms = {0};
    for (uint32_t i = 1; i <= 6; i++)
        doubt_collect(arena, &terms, printed(i, &row, i == 3 ? 18 : 17, 1, false, of));
    reaches(doubt_of_terms(arena, &terms, false), 6, "0.6", "0.14");
}

static void the_stated_figure_is_none_of_the_others(void **state) {
    (void)state;
    const Doubt *both =
        doubt_combine(arena, number(1, 1), dec("1"), number(2, 2), dec("-1"));
    for (uint32_t i = 0; i < 2; i++) {
        Reach reach = doubt_reach(both, &both->terms[i], true);
        assert_int_equal(reach.count, 1);
        is(reach.sum, "0.11");
        is(reach.squares, "0.0101");
        is(reach.stated, i == 0 ? "0.1" : "0.01");
        is(reach.only, i == 0 ? "0.01" : "0.1");
    }
    const Doubt *three = doubt_combine(arena, both, dec("1"), number(3, 0), dec("1"));
    Reach reach = doubt_reach(three, &three->terms[2], true);
    assert_int_equal(reach.count, 2);
    is(reach.stated, "1");
    is(reach.only, "0");
}

/* `fine` is beside the finest figure of its printed table, `own` by itself. */
static void digits_are_its_own_or_its_tables(void **state) {
    (void)state;
    Figure figure = {.digits = 55, .scale = 1};
    const Doubt *doubt = doubt_figure(arena, 1, NULL, figure, 2, 1);
    is(doubt_reach(doubt, NULL, false).sum, "0.01");
    is(doubt_reach(doubt, NULL, true).sum, "0.1");
    is(doubt_reach(doubt_shift(arena, doubt, 2), NULL, false).sum, "0.0001");
    is(doubt_reach(doubt_shift(arena, doubt, 2), NULL, true).sum, "0.001");
}

/* ---- the figures of other lines ---- */

static const Doubt *two_figures(uint32_t from) {
    return doubt_combine(arena, number(from, 1), dec("1"), number(from + 1, 2), dec("1"));
}

static void other_lines_are_one_figure(void **state) {
    (void)state;
    DoubtMany many = {0};
    const Doubt *line = number(9, 0);
    assert_ptr_equal(doubt_with_many(arena, line, 0, &many), line);
    assert_null(doubt_with_many(arena, NULL, 0, &many));
    doubt_many_add(&many, NULL, 1);
    assert_int_equal(many.count, 0);
    doubt_many_add(&many, two_figures(1), 1);
    doubt_many_add(&many, two_figures(3), 1);
    assert_int_equal(many.count, 4);
    for (int own = 0; own < 2; own++) {
        is(many.sum[own], "0.22");
        is(many.squares[own], "0.0202");
    }
    doubt_many_add(&many, two_figures(3), -1);
    assert_int_equal(many.count, 2);
    is(many.sum[1], "0.11");
    is(many.squares[1], "0.0101");
    /* Its squares are rounded up in the 24th digit. */
    reaches(doubt_with_many(arena, NULL, 0, &many), 2, "0.11",
            "0.010100000000000000000001");
    reaches(doubt_with_many(arena, number(9, 2), 0, &many), 3, "0.12",
            "0.010200000000000000000001");
    doubt_many_add(&many, two_figures(1), -1);
    assert_int_equal(many.count, 0);
    is(many.sum[0], "0");
}

/* A line's own doubt keeps what is open, and slopes and shifts act on all lines. */
static void other_lines_are_multiplied_and_shifted(void **state) {
    (void)state;
    DoubtMany many = {0};
    doubt_many_add(&many, two_figures(1), 1);
    const Doubt *doubt = doubt_with_many(arena, NULL, 0, &many);
    reaches(doubt_shift(arena, doubt, 2), 2, "0.0011", "0.0000010100000000000000000001");
    const Doubt *tenth = doubt_shift(arena, doubt_times(arena, doubt, dec("-10")), 2);
    Reach reach = doubt_reach(tenth, NULL, true);
    is(reach.sum, "0.0110000000001");
    const Doubt *open = doubt_with_many(arena, open_by(true, false), 0, &many);
    assert_true(open->more && !open->less);
    open = doubt_with_many(arena, open_by(false, true), 0, &many);
    assert_true(!open->more && open->less);
}

/* Sums in two slots may be of the same figures: each square counts for both. */
static void sums_of_the_same_lines_may_be_alike(void **state) {
    (void)state;
    DoubtMany many = {0};
    doubt_many_add(&many, two_figures(1), 1);
    const Doubt *both = doubt_combine(arena, doubt_with_many(arena, NULL, 0, &many),
                                      dec("1"), doubt_with_many(arena, NULL, 1, &many),
                                      dec("1"));
    assert_int_equal(both->count, 2);
    reaches(both, 4, "0.22", "0.040400000000000000000004");
}

/* What is too far apart to be added up is the larger of the two. */
static void far_apart_the_larger_is_left(void **state) {
    (void)state;
    for (int first = 0; first < 2; first++) {
        DoubtMany many = {0};
        doubt_many_add(&many, number(1, first == 0 ? 30 : -20), 1);
        doubt_many_add(&many, number(2, first == 0 ? -20 : 30), 1);
        assert_int_equal(many.count, 2);
        is(many.sum[1], "100000000000000000000");
    }
    /* Thirteen digits are rounded up to twelve. */
    DoubtMany many = {0};
    const Doubt *wide =
        doubt_combine(arena, number(1, 0), dec("1"), number(2, 12), dec("1"));
    doubt_many_add(&many, wide, 1);
    is(many.sum[1], "1.00000000001");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_figure_reaches_its_unit, begin, end),
        cmocka_unit_test_setup_teardown(slopes_multiply, begin, end),
        cmocka_unit_test_setup_teardown(what_is_shifted_reaches_so_much_less, begin, end),
        cmocka_unit_test_setup_teardown(figures_are_joined, begin, end),
        cmocka_unit_test_setup_teardown(terms_of_rows_are_put_in_order, begin, end),
        cmocka_unit_test_setup_teardown(what_is_open_keeps_its_direction, begin, end),
        cmocka_unit_test_setup_teardown(what_a_row_repeats_is_one, begin, end),
        cmocka_unit_test_setup_teardown(the_stated_figure_is_none_of_the_others, begin,
                                        end),
        cmocka_unit_test_setup_teardown(digits_are_its_own_or_its_tables, begin, end),
        cmocka_unit_test_setup_teardown(other_lines_are_one_figure, begin, end),
        cmocka_unit_test_setup_teardown(other_lines_are_multiplied_and_shifted, begin,
                                        end),
        cmocka_unit_test_setup_teardown(sums_of_the_same_lines_may_be_alike, begin, end),
        cmocka_unit_test_setup_teardown(far_apart_the_larger_is_left, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
