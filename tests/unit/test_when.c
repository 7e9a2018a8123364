/* Unit tests of times as checks hold them against each other: months of entries, and days
 * that a date may mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "check/day_range.h"
#include "check/totals/months.h"
#include "unit/arena.h"

/* From a month to another, of the years from 2020 on: 1 is January 2020. */
static Months months(int32_t from, int32_t to) {
    return (Months){2020 * 12 + from - 1, 2020 * 12 + to - 1};
}

static void months_are_called_by_what_they_are(void **state) {
    (void)state;
    static const struct {
        int32_t from, to;
        const char *text;
    } cases[] = {
        {1, 12, "for 2020"},
        {13, 24, "for 2021"},
        {1, 24, "for 2020..2021"},
        {1, 36, "for 2020..2022"},
        {1, 1, "for 2020-01"},
        {12, 12, "for 2020-12"},
        {2, 5, "for 2020-02..2020-05"},
        {1, 11, "for 2020-01..2020-11"},
        {2, 12, "for 2020-02..2020-12"},
        {2, 13, "for 2020-02..2021-01"},
        {11, 14, "for 2020-11..2021-02"},
        {1, 23, "for 2020-01..2021-11"},
        {2, 24, "for 2020-02..2021-12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int exact = 0; exact < 2; exact++) {
            Slice text =
                months_when(arena, months(cases[i].from, cases[i].to), exact == 1);
            assert_string_equal(arena_copy(arena, text).at, cases[i].text);
        }
    assert_string_equal(months_when(arena, months_all, true).at, "without a year");
    assert_string_equal(months_when(arena, months_all, false).at, "in all");
}

/* Against sets of months: of each pair of spans within half a year. */
static void months_are_sets(void **state) {
    (void)state;
    enum { LAST = 6 };
    for (int32_t a = 1; a <= LAST; a++)
        for (int32_t b = a; b <= LAST; b++)
            for (int32_t c = 1; c <= LAST; c++)
                for (int32_t d = c; d <= LAST; d++) {
                    bool in = true, touch = false;
                    for (int32_t month = a; month <= b; month++) {
                        in = in && c <= month && month <= d;
                        touch = touch || (c <= month && month <= d);
                    }
                    Months one = months(a, b), other = months(c, d);
                    assert_int_equal(months_in(one, other), in);
                    assert_int_equal(months_touch(one, other), touch);
                    assert_int_equal(months_same(one, other), a == c && b == d);
                    int order = a != c ? (a < c ? -1 : 1) : (b > d) - (b < d);
                    assert_int_equal(months_compare(one, other), order);
                    int length = b - a != d - c ? (b - a < d - c ? -1 : 1) : order;
                    assert_int_equal(months_by_length(&one, &other), length);
                }
    assert_true(months_year(months(1, 12)) && months_year(months(13, 24)));
    assert_false(months_year(months(1, 11)) || months_year(months(1, 13)) ||
                 months_year(months(2, 13)) || months_year(months(1, 24)));
    assert_true(months_in(months(1, 12), months_all));
    assert_false(months_in(months_all, months(1, 12)));
    Months year = months(1, 12);
    assert_int_equal(months_by_length(&months_all, &year), 1);
    assert_int_equal(months_by_length(&year, &months_all), -1);
}

static void days_are_called_by_what_they_are(void **state) {
    (void)state;
    static const struct {
        int32_t first, last;
        const char *text;
    } cases[] = {
        {20180630, 20180630, "2018-06-30"},
        {20180601, 20180630, "2018-06"},
        {20180101, 20181231, "2018"},
        {20180101, 20201231, "2018..2020"},
        {20180101, 20180331, "2018-q1"},
        {20180401, 20180630, "2018-q2"},
        {20181001, 20181231, "2018-q4"},
        {20180201, 20180430, "2018-02..2018-04"},
        {20180101, 20180430, "2018-01..2018-04"},
        {20180101, 20180228, "2018-01..2018-02"},
        {20180201, 20181231, "2018-02..2018-12"},
        {20180101, 20181130, "2018-01..2018-11"},
        {20180801, 20190731, "2018..2019"},
        {DAY_FIRST, 20181231, "..2018"},
        {20180101, DAY_LAST, "2018.."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Slice text = day_range_text(arena, (DayRange){cases[i].first, cases[i].last});
        assert_string_equal(arena_copy(arena, text).at, cases[i].text);
    }
}

/* Full years: the day itself completes one. */
static void years_between_days_are_full(void **state) {
    (void)state;
    static const struct {
        DayRange from, to;
        int32_t least, most;
    } cases[] = {
        {{20200601, 20200601}, {20230601, 20230601}, 3, 3},
        {{20200602, 20200602}, {20230601, 20230601}, 2, 2},
        {{20200531, 20200531}, {20230601, 20230601}, 3, 3},
        {{20200101, 20201231}, {20230601, 20230601}, 2, 3},
        {{20200101, 20201231}, {20230101, 20231231}, 2, 3},
        {{20200101, 20201231}, {20230101, 20230101}, 2, 3},
        {{20240101, 20240101}, {20230601, 20230601}, -1, -1},
        {{20230601, 20230601}, {20230601, 20230601}, 0, 0},
        {{20230602, 20230602}, {20230601, 20230601}, -1, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(day_range_years_least(cases[i].from, cases[i].to),
                         cases[i].least);
        assert_int_equal(day_range_years_most(cases[i].from, cases[i].to), cases[i].most);
    }
}

/* A plain whole number of four digits may be a year. */
static void numbers_may_be_years(void **state) {
    (void)state;
    static const struct {
        int64_t digits;
        bool year;
    } cases[] = {{999, false}, {1000, true}, {2024, true}, {9999, true}, {10000, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Figure figure = {.digits = cases[i].digits};
        assert_int_equal(day_range_is_year(figure), cases[i].year);
        Value value = {.kind = VALUE_FIGURE, .figure = figure};
        DayRange days;
        if (cases[i].digits == 2024) {
            assert_true(day_range_of_value(&value, &days));
            assert_true(days.first == 20240101 && days.last == 20241231);
        }
        if (!cases[i].year)
            assert_false(day_range_of_value(&value, &days));
    }
    const Figure others[] = {{.digits = 2024, .scale = 1},
                             {.digits = 2024, .flags = FIGURE_PERCENT},
                             {.digits = 2024, .flags = FIGURE_UNIT}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(day_range_is_year(others[i]));
}

static void times_are_days(void **state) {
    (void)state;
    static const struct {
        Time time;
        int32_t first, last;
    } cases[] = {
        {{.kind = TIME_YEAR, .from = 2024, .to = 2024}, 20240101, 20241231},
        {{.kind = TIME_MONTH, .from = 202402, .to = 202402}, 20240201, 20240229},
        {{.kind = TIME_DATE, .from = 20240229, .to = 20240229}, 20240229, 20240229},
        {{.kind = TIME_RANGE, .from = 2023, .to = 2024}, 20230101, 20241231},
        {{.kind = TIME_RANGE, .from = 2023, .to = TIME_OPEN}, 20230101, DAY_LAST},
        {{.kind = TIME_RANGE, .from = TIME_OPEN, .to = 2024}, DAY_FIRST, 20241231},
        {{.kind = TIME_BAD, .from = 2024, .to = 2024}, DAY_FIRST, DAY_LAST},
    };
    DayRange days;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(day_range_of_time(cases[i].time, &days));
        assert_int_equal(days.first, cases[i].first);
        assert_int_equal(days.last, cases[i].last);
    }
    static const TimeKind nothing[] = {TIME_ABSENT, TIME_UNSTATED, TIME_ALL};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        assert_false(day_range_of_time((Time){.kind = nothing[i]}, &days));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(months_are_called_by_what_they_are, begin, end),
        cmocka_unit_test_setup_teardown(months_are_sets, begin, end),
        cmocka_unit_test_setup_teardown(days_are_called_by_what_they_are, begin, end),
        cmocka_unit_test(years_between_days_are_full),
        cmocka_unit_test(numbers_may_be_years),
        cmocka_unit_test(times_are_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
