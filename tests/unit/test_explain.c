/* The explainer on hand-made tables: each kind of slip, each further rule of its method,
 * and two published tables that it was made for.
 *
 * A table is a list of lines: "Stier: 0.8 0.9 -" is a row, "total: 7.6 8.0 8.0" claims
 * over the rows since the total before, "grand: …" over all rows; with `all`, the last
 * column claims over each row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "explain/explain.h"
#include "explain/typing_slips.h"

enum { CELLS = 400, EQUATIONS = 120, MEMBERS = 120, LINES = 64, COLUMNS = 8 };

typedef struct Bench {
    Memory memory;
    Arena *arena;
    Cell cells[CELLS];
    Equation equations[EQUATIONS];
    uint32_t members[EQUATIONS][MEMBERS];
    ComparedTotal comparisons[EQUATIONS][3];
    ExplanationVec stories[EQUATIONS];
    Problem problem;
    uint32_t cell[LINES][COLUMNS]; /* by line of the table and column */
    uint32_t equation[LINES][COLUMNS];
    uint32_t next_story;
} Bench;

static void exhausted(void *context) {
    (void)context;
    abort();
}

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->memory = memory_system(exhausted, NULL);
    bench->arena = arena_new(&bench->memory);
    bench->problem.cells = bench->cells;
    bench->problem.equations = bench->equations;
    bench->next_story = 1;
    *state = bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    arena_drop(bench->arena);
    free(bench);
    return 0;
}

static Decimal dec(const char *text) {
    Decimal value = DECIMAL_ZERO;
    assert_true(decimal_parse(slice_of(text), &value));
    return value;
}

static uint32_t add_cell(Bench *bench, const char *text, uint32_t row, uint32_t column,
                         CellRole role) {
    static const char *const years[] = {"2008", "2009", "2010", "2011", "2012"};
    uint32_t index = bench->problem.cell_count++;
    bool none = strcmp(text, "-") == 0, blank = strcmp(text, "?") == 0;
    bench->cells[index] = (Cell){
        .role = (uint8_t)role,
        .none = none,
        .blank = blank,
        .value = none || blank ? DECIMAL_ZERO : dec(text),
        .table = 1,
        .row = row,
        .column = column,
        .when = slice_of(years[column % 5]),
        .place = {0, {index, index + 1}},
        .document = 1,
    };
    return index;
}

static uint32_t add_equation(Bench *bench, uint32_t total) {
    uint32_t e = bench->problem.equation_count++;
    bench->equations[e] = (Equation){.total = total,
                                     .members = bench->members[e],
                                     .comparisons = bench->comparisons[e]};
    return e;
}

static void add_member(Bench *bench, uint32_t e, uint32_t cell) {
    Equation *equation = &bench->equations[e];
    bench->members[e][equation->member_count++] = cell;
}

/* Compares an equation; rounding explains `slack`. */
static void settle(Bench *bench, uint32_t e, const char *slack) {
    Equation *equation = &bench->equations[e];
    Decimal sum = DECIMAL_ZERO;
    for (uint32_t i = 0; i < equation->member_count; i++)
        assert_true(decimal_add(sum, bench->cells[bench->members[e][i]].value, &sum));
    assert_true(
        decimal_sub(bench->cells[equation->total].value, sum, &equation->difference));
    equation->slack = dec(slack);
    for (uint32_t b = 0; b < equation->comparison_count; b++)
        bench->comparisons[e][b].slack = equation->slack;
    equation->state =
        decimal_sign(equation->difference) == 0 ? EQUATION_HOLDS
        : decimal_compare(decimal_abs(equation->difference), equation->slack) <= 0
            ? EQUATION_ROUNDING
            : EQUATION_VIOLATED;
}

static void add_comparison(Bench *bench, uint32_t e, const char *with, Decimal computed) {
    Equation *equation = &bench->equations[e];
    ComparedTotal *comparison = &bench->comparisons[e][equation->comparison_count++];
    *comparison =
        (ComparedTotal){with, computed, DECIMAL_ZERO, equation->slack, SLICE("")};
    assert_true(decimal_sub(bench->cells[equation->total].value, computed,
                            &comparison->difference));
}

static Decimal stated_sum(const Bench *bench, uint32_t from, uint32_t to, uint32_t column,
                          bool rows) {
    Decimal sum = DECIMAL_ZERO;
    for (uint32_t line = from; line < to; line++) {
        bool total = bench->equation[line][0] != UINT32_MAX;
        if (total != rows) {
            assert_true(
                decimal_add(sum, bench->cells[bench->cell[line][column]].value, &sum));
        }
    }
    return sum;
}

static void add_totals(Bench *bench, uint32_t from, uint32_t line, uint32_t columns,
                       bool all, bool grand, const char *slack) {
    for (uint32_t c = 0; c < columns; c++) {
        uint32_t e = add_equation(bench, bench->cell[line][c]);
        bool last = all && c + 1 == columns;
        bench->equation[line][c] = e;
        for (uint32_t row = from; row < line; row++) {
            for (uint32_t k = 0; k < columns - all; k++)
                if (bench->equation[row][0] == UINT32_MAX && (last || k == c))
                    add_member(bench, e, bench->cell[row][k]);
        }
        if (last) {
            Decimal sum = DECIMAL_ZERO;
            add_comparison(bench, e, "rows", stated_sum(bench, from, line, c, true));
            for (uint32_t k = 0; k + 1 < columns; k++) {
                assert_true(
                    decimal_add(sum, bench->cells[bench->cell[line][k]].value, &sum));
            }
            add_comparison(bench, e, "columns", sum);
        }
        if (grand)
            add_comparison(bench, e, "subtotals",
                           stated_sum(bench, from, line, c, false));
        settle(bench, e, slack);
    }
}

static void lay(Bench *bench, const char *const *lines, uint32_t count, bool all,
                const char *slack) {
    uint32_t from = 0;
    for (uint32_t line = 0; line < count; line++) {
        char text[200];
        snprintf(text, sizeof text, "%s", lines[line]);
        char *colon = strchr(text, ':');
        Slice title = arena_copy(bench->arena, (Slice){text, (uint32_t)(colon - text)});
        uint32_t columns = 0;
        bool grand = slice_is(title, "grand"), total = slice_is(title, "total") || grand;
        for (char *word = strtok(colon + 1, " "); word != NULL;
             word = strtok(NULL, " ")) {
            bench->cell[line][columns] =
                add_cell(bench, word, line, columns, total ? CELL_TOTAL : CELL_ENTRY);
            bench->cells[bench->cell[line][columns++]].title = title;
            bench->equation[line][columns - 1] = UINT32_MAX;
        }
        if (all) {
            uint32_t cell = bench->cell[line][columns - 1];
            bench->cells[cell].when = SLICE("all");
            bench->cells[cell].role = CELL_TOTAL;
        }
        if (total) {
            add_totals(bench, grand ? 0 : from, line, columns, all, grand, slack);
            from = line + 1;
        } else if (all && !bench->cells[bench->cell[line][columns - 1]].blank) {
            uint32_t e = add_equation(bench, bench->cell[line][columns - 1]);
            for (uint32_t k = 0; k + 1 < columns; k++)
                add_member(bench, e, bench->cell[line][k]);
            bench->equation[line][columns - 1] = e;
            settle(bench, e, slack);
        }
    }
}

#define LAY(bench, lines, all, slack)                                                    \
    lay((bench), (lines), sizeof(lines) / sizeof *(lines), (all), (slack))

static void ask(Bench *bench) {
    explain(bench->arena, &bench->problem, bench->stories, &bench->next_story);
}

static const ExplanationVec *at(const Bench *bench, uint32_t line, uint32_t column) {
    return &bench->stories[bench->equation[line][column]];
}

static void show_all(const ExplanationVec *stories) {
    for (uint32_t i = 0; i < stories->count; i++) {
        const Explanation *x = &stories->at[i];
        print_message("  %u strength %u story %u %s: %.*s\n", i, x->strength, x->story,
                      x->kind, SLICE_ARGS(x->message));
    }
}

static void says(const ExplanationVec *stories, uint32_t i, Strength strength,
                 const char *kind, const char *message) {
    bool right = i < stories->count && stories->at[i].strength == strength &&
                 strcmp(stories->at[i].kind, kind) == 0 &&
                 slice_is(stories->at[i].message, message);
    if (!right) {
        print_message("wanted %u: strength %u %s: %s; there is\n", i, strength, kind,
                      message);
        show_all(stories);
    }
    assert_true(right);
}

static void tells_none_of(const ExplanationVec *stories, const char *kind) {
    for (uint32_t i = 0; i < stories->count; i++)
        assert_string_not_equal(stories->at[i].kind, kind);
}

/* ---- slips ---- */

static void test_slips(void **state) {
    (void)state;
    static const struct {
        int64_t printed, meant;
        int32_t places, fine;
        Slip slip;
    } cases[] = {
        {7319, 7316, 2, 0, SLIP_REPLACED},
        {7361, 7316, 2, 0, SLIP_INTERCHANGED},
        {125, 1250, 2, 0, SLIP_POINT},
        {12500, 1250, 2, 0, SLIP_POINT},
        {73316, 7316, 2, 0, SLIP_ADDED},
        {716, 7316, 2, 0, SLIP_OMITTED},
        {12, 12000, 1, 0, SLIP_THOUSANDS},
        {-50, 50, 1, 0, SLIP_SIGN},
        {895, 890, 2, 0, SLIP_REPLACED},
        {8950, 8900, 2, 1, SLIP_REPLACED},
        {890, 895, 1, 1, SLIP_OMITTED},
        {5, 105, 1, 0, SLIP_OMITTED}, /* 0.5 for 10.5 */
        {105, 5, 1, 0, SLIP_ADDED},
        {5, 1005, 1, 0, SLIP_NONE},
        {205, 5, 2, 0, SLIP_REPLACED},
        {7316, 7316, 2, 0, SLIP_NONE},
        {0, 5, 0, 0, SLIP_REPLACED},
        {7319, 6316, 2, 0, SLIP_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Slip slip = typing_slip_of(cases[i].printed, cases[i].meant,
                                   (Print){cases[i].places, cases[i].fine});
        if (slip != cases[i].slip)
            print_message("case %zu: %d\n", i, slip);
        assert_int_equal(slip, cases[i].slip);
    }
}

/* Whatever is listed as a slip is recognised as one. */
static void test_slip_variants(void **state) {
    (void)state;
    static const int64_t values[] = {1, 9, 10, 95, 100, 405, 7316, 20000, -35, 123456};
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        for (int32_t places = 0; places < 3; places++) {
            Variant variants[SLIP_VARIANTS];
            uint32_t count = typing_slip_each(values[v], (Print){places, 0}, variants);
            assert_true(count > 8);
            for (uint32_t i = 0; i < count; i++) {
                Amount printed = variants[i].value;
                assert_true(printed != values[v]);
                if (typing_slip_of(printed, values[v], (Print){places, 0}) == SLIP_NONE) {
                    fail_msg("%lld for %lld, %d places, as %d", (long long)printed,
                             (long long)values[v], places, variants[i].slip);
                }
            }
        }
    }
}

/* Each kind is among those of 7316: one digit for another, two interchanged, one too
 * many, one left out, before and behind; a digit behind the point is not left out by
 * itself. */
static void test_slip_kinds(void **state) {
    (void)state;
    static const struct {
        int64_t printed;
        Slip slip;
    } wanted[] = {{7319, SLIP_REPLACED}, {7361, SLIP_INTERCHANGED}, {73316, SLIP_ADDED},
                  {17316, SLIP_ADDED},   {716, SLIP_OMITTED},       {316, SLIP_OMITTED},
                  {731600, SLIP_POINT},  {-7316, SLIP_SIGN}};
    Variant variants[SLIP_VARIANTS];
    uint32_t count = typing_slip_each(7316, (Print){1, 0}, variants);
    for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++) {
        bool listed = false;
        for (uint32_t i = 0; i < count; i++)
            listed = listed || (variants[i].value == wanted[w].printed &&
                                variants[i].slip == wanted[w].slip);
        if (!listed)
            print_message("%lld\n", (long long)wanted[w].printed);
        assert_true(listed);
    }
}

/* ---- one operation each ---- */

static void test_left_out(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 1.4 1.4 1.4",  "Træer: 3.1 3.1 3.1", "Bænke: 3.1 3.5 3.5",
        "Stier: -   0.9 -  ", "total: 7.6 8.0 8.0",
    };
    LAY(bench, table, false, "0.1");
    ask(bench);
    says(at(bench, 4, 1), 0, STRENGTH_FITS, "left-out",
         "the total leaves out \"Stier\" (0.9)");
    says(at(bench, 4, 1), 1, STRENGTH_FITS, "neighbour-total",
         "the total repeats the figure for 2010");
    says(at(bench, 4, 1), 2, STRENGTH_FITS, "digit", "a typing slip, 8.0 for 8.9");
    const Explanation *first = &at(bench, 4, 1)->at[0];
    assert_int_equal(first->entries.count, 1);
    assert_int_equal(first->entries.at[0].place.span.start, bench->cell[3][1]);
    assert_true(slice_is(first->entries.at[0].title, "Stier"));
    assert_int_equal(at(bench, 4, 0)->count, 0);
}

static void test_left_out_of_two_columns(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 1.4 2.7 1.0", "Træer: 3.1 5.5 3.1",  "Bænke: 3.6 3.5 4.0",
        "Stier: 0.9 1.7 -",  "total: 8.1 11.7 8.1",
    };
    LAY(bench, table, false, "0.1");
    ask(bench);
    says(at(bench, 4, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Stier\" (0.9); that explains both totals of this row "
         "that are off (2008, 2009)");
    says(at(bench, 4, 1), 0, STRENGTH_LIKELY, "left-out",
         "as for 2008: the total leaves out \"Stier\" (1.7)");
    assert_int_equal(at(bench, 4, 0)->at[0].story, at(bench, 4, 1)->at[0].story);
    assert_int_equal(at(bench, 4, 0)->at[0].story, 1);
}

/* Four columns are named, five are counted. */
static void test_left_out_of_many_columns(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14 27 10 15 16",
        "Træer: 31 55 31 33 36",
        "Stier: 90 17 48 75 62",
        "total: 45 82 41 48 52",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Stier\" (90); that explains all 5 totals of this row "
         "that are off");
    void *fresh = NULL;
    static const char *const four[] = {
        "Søer: 14 27 10 15 16",
        "Træer: 31 55 31 33 36",
        "Stier: 90 17 48 75 62",
        "total: 45 82 41 48 114",
    };
    set_up(&fresh);
    bench = fresh;
    LAY(bench, four, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Stier\" (90); that explains all 4 totals of this row "
         "that are off (2008, 2009, 2010, 2011)");
    tear_down(&fresh);
}

static void test_twice(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 1473", "Træer: 3120", "Bænke: 2285", "Stier: 916", "total: 10079",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 4, 0), 0, STRENGTH_LIKELY, "counted-twice",
         "the total counts \"Bænke\" (2285) twice");
}

static void test_other_scope(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 10.1", "Træer: 31.2 24.8", "total: 74.8 34.9",
        "Havn: 28.9 22.0", "Kaj: 11.3 10.2",   "total: 40.2 32.2",
    };
    LAY(bench, table, false, "0");
    bench->cells[bench->cell[3][0]].scope = SLICE("Vand");
    ask(bench);
    says(at(bench, 2, 0), 0, STRENGTH_LIKELY, "other-scope",
         "the total includes \"Havn\" (28.9), which is listed under \"Vand\"");
}

static void test_neighbour_total(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 147.1 101.8 99.2",
        "Træer: 312.4 248.7 374.9",
        "total: 459.5 459.5 474.1",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 2, 1), 0, STRENGTH_LIKELY, "neighbour-total",
         "the total repeats the figure for 2008");
}

static void test_neighbour_figure(void **state) {
    Bench *bench = *state;
    /* 2009 should be 408.0; with the figure of 2008 for that of "Søer" it is 245.2. */
    bench->next_story = 7;
    static const char *const wrong[] = {
        "Søer: 147.3 310.1 299.9",
        "Træer: 31.2 24.8 37.4",
        "Stier: 77.5 73.1 20.2",
        "total: 256.0 245.2 357.5",
    };
    LAY(bench, wrong, false, "0");
    ask(bench);
    says(at(bench, 3, 1), 0, STRENGTH_LIKELY, "neighbour-figure",
         "the total counts \"Søer\" with its figure for 2008 (147.3, not 310.1)");
    assert_int_equal(at(bench, 3, 1)->at[0].story, 7);
    assert_int_equal(bench->next_story, 8);
}

/* Columns of one year that are versions of one amount. */
static void test_version(void **state) {
    Bench *bench = *state;
    /* The third should be 408.0; with the first version of "Søer" it is 245.2. */
    static const char *const wrong[] = {
        "Søer: 147.3 247.0 310.1",
        "Træer: 31.2 24.8 24.8",
        "Stier: 77.5 73.1 73.1",
        "total: 256.0 344.9 245.2",
    };
    static const char *const names[] = {"first", "second", "third"};
    LAY(bench, wrong, false, "0");
    for (uint32_t row = 0; row < 3; row++)
        for (uint32_t column = 0; column < 3; column++) {
            Cell *cell = &bench->cells[bench->cell[row][column]];
            cell->family = 1;
            cell->version = slice_of(names[column]);
            cell->when = SLICE("2008");
        }
    ask(bench);
    says(at(bench, 3, 2), 0, STRENGTH_LIKELY, "version",
         "the total counts \"Søer\" as first (147.3), not as third (310.1)");
}

static void test_total_slips(void **state) {
    (void)state;
    static const struct {
        const char *total, *kind, *message;
    } cases[] = {
        {"total: 81.47", "digit", "a typing slip, 81.47 for 81.17"},
        {"total: 18.17", "digits-interchanged",
         "a typing slip, 18.17 for 81.17 (digits interchanged)"},
        {"total: 811.7", "decimal-point",
         "a typing slip, 811.7 for 81.17 (the decimal point moved)"},
        {"total: 817.17", "digit-added",
         "a typing slip, 817.17 for 81.17 (a digit too many)"},
        {"total: 1.17", "digit-omitted",
         "a typing slip, 1.17 for 81.17 (a digit left out)"},
        {"total: 81170", "thousands",
         "a typing slip, 81170 for 81.17 (a factor of thousands)"},
        {"total: -81.17", "sign", "a typing slip, -81.17 for 81.17 (the sign)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        void *fresh = NULL;
        set_up(&fresh);
        Bench *bench = fresh;
        const char *table[] = {"Søer: 33.95", "Træer: 27.61", "Stier: 19.61",
                               cases[i].total};
        LAY(bench, table, false, "0");
        ask(bench);
        const ExplanationVec *stories = at(bench, 3, 0);
        assert_true(stories->count > 0);
        says(stories, 0, (Strength)stories->at[0].strength, cases[i].kind,
             cases[i].message);
        tear_down(&fresh);
    }
}

/* A row and a column that miss by the same amount meet in one figure. */
static void test_entry_slip(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 10.1 24.8",
        "Træer: 31.2 24.8 56.0",
        "Stier: 77.5 78.1 150.6",
        "total: 123.4 108.0 231.4",
    };
    LAY(bench, table, true, "0");
    ask(bench);
    says(at(bench, 3, 1), 0, STRENGTH_LIKELY, "digit",
         "as for the row's total of \"Stier\": a typing slip in \"Stier\" 2009, 78.1 for "
         "73.1");
    says(at(bench, 2, 2), 0, STRENGTH_LIKELY, "digit",
         "a typing slip in \"Stier\" 2009, 78.1 for 73.1; that explains both totals of "
         "this table that are off (all years, 2009)");
}

/* The same where no slip makes it: some other figure would. */
static void test_figure(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 10.1 24.8",
        "Træer: 31.2 24.8 56.0",
        "Stier: 77.5 73.1 167.8",
        "total: 123.4 125.2 248.6",
    };
    LAY(bench, table, true, "0");
    ask(bench);
    says(at(bench, 3, 1), 0, STRENGTH_LIKELY, "figure",
         "as for the row's total of \"Stier\": with 90.3 instead of 73.1 for \"Stier\" "
         "2009, both totals agree");
}

static void test_exchanged(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 10.1",
        "Træer: 24.8 31.2",
        "Stier: 77.5 73.1",
        "total: 123.4 108.0",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "exchanged",
         "the figures of \"Træer\" for 2008 (24.8) and 2009 (31.2) are exchanged; that "
         "explains both totals of this row that are off (2008, 2009)");
    assert_int_equal(at(bench, 3, 0)->at[0].entries.count, 2);
}

static void test_blank(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 1.2", "Træer: ?", "total: 1.5"};
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 2, 0), 0, STRENGTH_FITS, "blank",
         "the amount not given for \"Træer\" is 0.3");
}

/* Two totals that ask it for the same are no accident. */
static void test_blank_of_two(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 147.2 10.1 157.3", "Træer: ? 20.4 50.7",
                                        "total: 177.5 30.5 208.0"};
    LAY(bench, table, true, "0");
    ask(bench);
    says(at(bench, 2, 0), 0, STRENGTH_LIKELY, "blank",
         "as for the row's total of \"Træer\": the amount not given for \"Træer\" is "
         "30.3");
}

static void test_deduction(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 1426", "Træer: 3178", "Refusion: -812",
                                        "total: 5416"};
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "other-sign",
         "the total counts \"Refusion\" (-812) with the wrong sign");
}

static void test_pair(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 1426 2043", "Træer: 3178 3301", "Bænke: 2285 1999",
        "Stier: 916 877",  "Broer: 5207 4410", "total: 7409 7219",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    /* 5603 and 5411: one row of them is not enough. */
    const ExplanationVec *stories = at(bench, 5, 0);
    says(stories, 0, (Strength)stories->at[0].strength, "none",
         "no slip, nor two or three together, explains the 5603; compare with the source "
         "first: \"Broer\" for 2008 (5207), \"Træer\" for 2008 (3178) and \"Bænke\" for "
         "2008 (2285), the largest that no other total confirms");
    void *fresh = NULL;
    static const char *const left[] = {
        "Søer: 1426 2043", "Træer: 3178 3301", "Bænke: 2285 1999",
        "Stier: 916 877",  "Broer: 5207 4410", "total: 8408 7286",
    };
    set_up(&fresh);
    bench = fresh;
    LAY(bench, left, false, "0");
    ask(bench);
    says(at(bench, 5, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Søer\" (1426) and \"Træer\" (3178); that explains both "
         "totals of this row that are off (2008, 2009)");
    tear_down(&fresh);
}

/* ---- further rules ---- */

static void test_vouched(void **state) {
    Bench *bench = *state;
    /* "Stier" 73.1 for 78.1 would mend the column, but its row holds. */
    static const char *const table[] = {
        "Søer: 14.7 10.1 24.8",
        "Træer: 31.2 24.8 56.0",
        "Stier: 77.5 78.1 155.6",
        "total: 123.4 108.0 236.4",
    };
    LAY(bench, table, true, "0");
    ask(bench);
    const ExplanationVec *stories = at(bench, 3, 1);
    for (uint32_t i = 0; i < stories->count; i++)
        assert_false(slice_starts(stories->at[i].message, SLICE("in \"Stier\"")));
}

static void test_follows(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 1473 880", "Træer: 3120 2190", "total: 3120 3070",
        "Stier: 916 711", "total: 916 711",   "grand: 4036 3781",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 2, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Søer\" (1473)");
    says(at(bench, 5, 0), 0, STRENGTH_FOLLOWS, "follows",
         "the stated subtotals add up to this total; look for the mistake in them");
}

static void test_follows_but_for_rounding(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 8.8", "Træer: 31.2 21.9", "total: 31.2 30.7",
        "Stier: 9.2 7.1", "total: 9.2 7.1",   "grand: 40.5 37.8",
    };
    LAY(bench, table, false, "0.1");
    ask(bench);
    says(at(bench, 5, 0), 0, STRENGTH_FOLLOWS, "follows",
         "the stated subtotals add up to this total, except for 0.1 of rounding; look "
         "for the mistake in them");
}

/* A cause in one year is tried in one that misses by the same amount. */
static void test_carried(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 10.1",   "Træer: 31.2 24.8", "TaskForce: - -",   "total: 74.8 63.8",
        "TaskForce: 28.9 -", "Kaj: 11.3 10.2",   "total: 40.2 10.2",
    };
    LAY(bench, table, false, "0");
    for (uint32_t line = 2; line <= 4; line += 2)
        for (uint32_t c = 0; c < 2; c++)
            bench->cells[bench->cell[line][c]].identity = 5;
    bench->cells[bench->cell[4][0]].scope = SLICE("Styrket adm.");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "other-scope",
         "the total includes \"TaskForce\" (28.9), whose row here is a dash; that "
         "explains both totals of this row that are off (2008, 2009)");
    says(
        at(bench, 3, 1), 0, STRENGTH_LIKELY, "other-scope",
        "as for 2008: the total includes \"TaskForce\" (28.9), whose row here is a dash");
    assert_int_equal(at(bench, 3, 0)->at[0].story, at(bench, 3, 1)->at[0].story);
}

/* And to a year before. */
static void test_carried_back(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 10.1 14.7",   "Træer: 24.8 31.2", "TaskForce: - -",   "total: 63.8 74.8",
        "TaskForce: - 28.9", "Kaj: 10.2 11.3",   "total: 10.2 40.2",
    };
    LAY(bench, table, false, "0");
    for (uint32_t line = 2; line <= 4; line += 2)
        for (uint32_t c = 0; c < 2; c++)
            bench->cells[bench->cell[line][c]].identity = 5;
    ask(bench);
    says(
        at(bench, 3, 0), 0, STRENGTH_LIKELY, "other-scope",
        "as for 2009: the total includes \"TaskForce\" (28.9), whose row here is a dash");
}

static void test_evident(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 1.4", "Træer: 0.9", "Stier: 0.9",
                                        "total: 2.3"};
    LAY(bench, table, false, "0");
    bench->cells[bench->cell[2][0]].evident = true;
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Stier\" (0.9)");
    assert_int_equal(at(bench, 3, 0)->count, 1);
}

/* Rows that are missing always fit, so they come only where nothing else does. */
static void test_missing_rows(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 147.3 310.1",
        "Træer: 31.2 24.8",
        "Stier: 77.5 73.1",
        "total: 341.1 508.6",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_FITS, "missing-rows",
         "rows are missing from this table: 85.1 in 2008, 100.6 in 2009");
    assert_int_equal(at(bench, 3, 1)->count, 1);
    assert_int_equal(at(bench, 3, 0)->at[0].story, at(bench, 3, 1)->at[0].story);
}

static void test_same_figures(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 1 1 1",       "Tilsyn: - 3 3",      "Sabaah: 0.6 0.6 0.6",
        "Rest: 0.3 0.8 0.8", "total: 1.9 5.5 5.4",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    const ExplanationVec *stories = at(bench, 4, 1);
    uint32_t last = stories->count - 1;
    says(stories, last, STRENGTH_FITS, "same-figures",
         "5.4 was meant, which 2010 states for the very same figures");
}

static void test_none_by_nine(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 1473", "Træer: 3120", "Stier: 916",
                                        "total: 2876"};
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_NONE, "none",
         "no slip, nor two or three together, explains the 2633; compare with the source "
         "first: \"Træer\" for 2008 (3120), \"Søer\" for 2008 (1473) and \"Stier\" for "
         "2008 (916), which no other total confirms");
    void *fresh = NULL;
    set_up(&fresh);
    bench = fresh;
    static const char *const nine[] = {"Søer: 1473", "Træer: 3120", "Stier: 916",
                                       "total: 1009"};
    LAY(bench, nine, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_NONE, "none",
         "no slip, nor two or three together, explains the 4500; it divides by nine, as "
         "a difference from interchanged digits does; compare with the source first: "
         "\"Træer\" for 2008 (3120), \"Søer\" for 2008 (1473) and \"Stier\" for 2008 "
         "(916), which no other total confirms");
    tear_down(&fresh);
}

/* Several tables that print one total again are one piece of evidence. */
static void test_echo(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 14.7", "Træer: 31.2", "Stier: 77.5",
                                        "total: 45.9"};
    LAY(bench, table, false, "0");
    uint32_t total = add_cell(bench, "45.9", 9, 0, CELL_TOTAL);
    bench->cells[total].table = 2;
    uint32_t e = add_equation(bench, total);
    for (uint32_t line = 0; line < 3; line++)
        add_member(bench, e, bench->cell[line][0]);
    settle(bench, e, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_LIKELY, "left-out",
         "the total leaves out \"Stier\" (77.5)");
    says(&bench->stories[e], 0, STRENGTH_LIKELY, "left-out",
         "as for the total for 2008: the total leaves out \"Stier\" (77.5)");
    assert_int_equal(at(bench, 3, 0)->at[0].story, bench->stories[e].at[0].story);
}

/* ---- what a story may break, and what others it explains ---- */

/* A slip in "Stier" 2009 would mend the column. Its row and the last column are off by
 * what rounding explains, and would be off as far on the other side: it is told where
 * that is rounding, too. */
static void test_breaks_another(void **state) {
    Bench *bench = *state;
    static const char *const within[] = {
        "Søer: 14.7 10.1 24.8",
        "Træer: 31.2 24.8 56.0",
        "Stier: 77.5 78.1 160.1",
        "total: 123.4 122.0 240.9",
    };
    LAY(bench, within, true, "4.5");
    ask(bench);
    says(at(bench, 3, 1), 0, STRENGTH_FITS, "digits-interchanged",
         "a typing slip in \"Stier\" 2009, 78.1 for 87.1 (digits interchanged)");
    void *fresh = NULL;
    static const char *const beyond[] = {
        "Søer: 14.7 10.1 24.8",
        "Træer: 31.2 24.8 56.0",
        "Stier: 77.5 78.1 160.0",
        "total: 123.4 122.0 240.8",
    };
    set_up(&fresh);
    bench = fresh;
    LAY(bench, beyond, true, "4.4");
    ask(bench);
    tells_none_of(at(bench, 3, 1), "digits-interchanged");
    assert_true(at(bench, 3, 1)->count > 0);
    tear_down(&fresh);
}

/* The figures of "Træer" would mend 2008 exchanged, but 2009 holds as it is. */
static void test_exchange_breaks_another(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 14.7 10.1",
        "Træer: 24.8 31.2",
        "Stier: 77.5 73.1",
        "total: 123.4 114.4",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    tells_none_of(at(bench, 3, 0), "exchanged");
}

/* One figure misprinted in two totals of a line. */
static void test_slip_again(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Søer: 33.95 33.95",
        "Træer: 27.61 27.61",
        "Stier: 19.61 19.61",
        "total: 81.47 81.47",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    says(at(bench, 3, 0), 0, STRENGTH_FITS, "digit",
         "a typing slip, 81.47 for 81.17; that explains both totals of this row that are "
         "off (2008, 2009)");
    says(at(bench, 3, 1), 0, STRENGTH_FITS, "digit",
         "as for 2008: a typing slip, 81.47 for 81.17");
}

/* Of two columns with the very same figures, the one that adds up is named. */
static void test_same_figures_right(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Tilsyn: 1473 1473 1473 1500",
        "Sabaah: 3120 3120 3120 3093",
        "Rest: 916 916 916 916",
        "total: 9999 11808 5509 5509",
    };
    LAY(bench, table, false, "0");
    ask(bench);
    const ExplanationVec *stories = at(bench, 3, 1);
    says(stories, stories->count - 1, STRENGTH_FITS, "same-figures",
         "5509 was meant, which 2010 states for the very same figures");
}

/* ---- how sure ---- */

/* A column, or two, of rows, of which `out` is left out of the total. */
static Strength sure_of(const int *rows, uint32_t count, int out, int second,
                        const char *slack) {
    void *fresh = NULL;
    set_up(&fresh);
    Bench *bench = fresh;
    static char lines[LINES][64];
    const char *table[LINES];
    int sum = 0;
    for (uint32_t i = 0; i <= count; i++) {
        int value = i < count ? rows[i] : sum - out;
        sum += value;
        const char *title = i < count ? "Row" : "total";
        if (second == 0)
            snprintf(lines[i], sizeof lines[i], "%s: %d", title, value);
        else
            snprintf(lines[i], sizeof lines[i], "%s: %d %d", title, value,
                     second * value);
        table[i] = lines[i];
    }
    lay(bench, table, count + 1, false, slack);
    ask(bench);
    const ExplanationVec *stories = at(bench, count, 0);
    assert_true(stories->count > 0);
    assert_string_equal(stories->at[0].kind, "left-out");
    Strength strength = (Strength)stories->at[0].strength;
    tear_down(&fresh);
    return strength;
}

#define SURE(out, second, slack, ...)                                                    \
    sure_of((const int[]){__VA_ARGS__}, sizeof((int[]){__VA_ARGS__}) / sizeof(int),      \
            (out), (second), (slack))

/* One row in twenty differences nearby is as much as chance may be allowed: 41 of them,
 * 20 on either side; 40 where one is none. */
static void test_sure_of_a_row(void **state) {
    (void)state;
    assert_int_equal(SURE(40, 0, "0", 40, 57, 1001, 2002), STRENGTH_LIKELY);
    assert_int_equal(SURE(40, 0, "0", 40, 57, 61, 2001, 3974), STRENGTH_LIKELY);
    assert_int_equal(SURE(40, 0, "0", 40, 57, 60, 1001, 2003), STRENGTH_FITS);
    assert_int_equal(SURE(40, 0, "0", 40, 57, 20, 1001, 2003), STRENGTH_FITS);
    assert_int_equal(SURE(40, 0, "0", 40, 57, 19, 2001, 4004), STRENGTH_LIKELY);
    assert_int_equal(SURE(20, 0, "0", 20, 37, 1001, 1955), STRENGTH_LIKELY);
    assert_int_equal(SURE(20, 0, "1", 20, 37, 1001, 2006), STRENGTH_FITS);
    /* A quarter of 400 on either side makes 201. */
    assert_int_equal(
        SURE(400, 0, "0", 400, 403, 411, 418, 426, 435, 445, 456, 380, 470, 2001, 4001),
        STRENGTH_LIKELY);
    assert_int_equal(SURE(400, 0, "0", 400, 403, 411, 418, 426, 435, 445, 456, 380, 470,
                          331, 2001, 4002),
                     STRENGTH_FITS);
}

/* Columns that miss by the same amount tell no more than one of them. */
static void test_sure_of_columns_alike(void **state) {
    (void)state;
    assert_int_equal(SURE(40, 1, "0", 40, 57, 60, 1001, 2003), STRENGTH_FITS);
    assert_int_equal(SURE(40, -1, "0", 40, 57, 60, 1001, 2003), STRENGTH_FITS);
    assert_int_equal(SURE(40, 2, "0", 40, 57, 60, 1001, 2003), STRENGTH_LIKELY);
    assert_int_equal(SURE(40, 1, "0", 40, 57, 1001, 2002), STRENGTH_LIKELY);
}

/* In a table in thousands, or of which three quarters are, another difference is a
 * thousand away. */
static void test_sure_of_round_figures(void **state) {
    (void)state;
    assert_int_equal(
        SURE(40000, 0, "0", 40000, 57000, 41000, 101000, 202000, 303000, 500, 500),
        STRENGTH_FITS);
    assert_int_equal(
        SURE(40000, 0, "0", 40000, 57000, 41000, 101000, 202000, 283000, 400, 300, 300),
        STRENGTH_LIKELY);
    assert_int_equal(SURE(40000, 0, "0", 40000, 57000, 101000, 202000, 303000, 404000),
                     STRENGTH_LIKELY);
}

/* A row but for rounding was tried later: half of that. */
static void test_sure_of_rounding(void **state) {
    (void)state;
    int rows[25];
    for (int i = 0; i < 25; i++)
        rows[i] = 4604 + 37 * (i - 3);
    assert_int_equal(sure_of(rows, 15, 4605, 0, "1"), STRENGTH_LIKELY);
    assert_int_equal(sure_of(rows, 25, 4605, 0, "1"), STRENGTH_FITS);
    /* Two rows of 101 differences each are 8080 of 8079, and of 8083. */
    assert_int_equal(SURE(16157, 0, "50", 16160, 17001, 200003, 400009), STRENGTH_FITS);
    assert_int_equal(SURE(16164, 0, "50", 16160, 17001, 200003, 400009), STRENGTH_LIKELY);
}

/* Two rows: of ten, 45 pairs come near, of twelve 66; each is allowed 40 of the 2303
 * differences. A second column that misses by the same amount adds nothing. */
static void test_sure_of_a_pair(void **state) {
    (void)state;
    static const int rows[] = {2307, 2297, 2319, 2343, 2380, 2415,
                               2462, 2513, 2556, 2582, 2435, 2492};
    assert_int_equal(sure_of(rows, 10, 4604, 0, "0"), STRENGTH_LIKELY);
    assert_int_equal(sure_of(rows, 12, 4604, 0, "0"), STRENGTH_FITS);
    assert_int_equal(sure_of(rows, 12, 4604, 1, "0"), STRENGTH_FITS);
    assert_int_equal(sure_of(rows, 12, 4604, 2, "0"), STRENGTH_LIKELY);
}

/* What would break another sum does not count: a slip in a figure whose row is only off
 * by rounding, figures exchanged with a year that holds. */
static void test_sure_of_what_breaks_nothing(void **state) {
    (void)state;
    static const char *const table[] = {
        "Søer: 147.3 155.2 310.1", "Bænke: 42.4 11.3 51.3", "Stier: 63.6 12.9 72.0",
        "Kaj: 27.5 95.8 37.2",     "Broer: 20.4 9.9 33.0",  "total: 301.2 285.1 494.6",
    };
    static const char *const sums[] = {"105.1", "148.6", "160.6", "63.4"};
    for (uint32_t rows = 0; rows <= 4; rows += 4) {
        void *fresh = NULL;
        set_up(&fresh);
        Bench *bench = fresh;
        LAY(bench, table, false, "0");
        for (uint32_t row = 0; row < rows; row++) {
            uint32_t total = add_cell(bench, sums[row], row, 3, CELL_TOTAL);
            bench->cells[total].table = 2;
            uint32_t e = add_equation(bench, total);
            for (uint32_t c = 0; c < 3; c++)
                add_member(bench, e, bench->cell[row + 1][c]);
            settle(bench, e, "0.1");
        }
        ask(bench);
        says(at(bench, 5, 2), 0, rows > 0 ? STRENGTH_LIKELY : STRENGTH_FITS,
             "digits-interchanged",
             "a typing slip in \"Søer\" 2010, 310.1 for 301.1 (digits interchanged)");
        tear_down(&fresh);
    }
    (void)state;
}

/* ---- two published tables ---- */

/* Copenhagen's social committee, 2008: the rows' totals make 73.16. */
static void test_social_2008(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Udlejningsmodeller: 6.0 6.0 6.0 6.0 24",
        "Boligsociale: 12.29 12.29 12.29 12.29 49.16",
        "§ 18: 1.0 - - - ?",
        "Ressourcecenter: 7.5 - - - ?",
        "total: 26.79 18.29 18.29 18.29 73.19",
    };
    LAY(bench, table, true, "0.02");
    ask(bench);
    says(at(bench, 4, 4), 0, STRENGTH_FITS, "digit",
         "from the stated totals of its rows (73.16): a typing slip, 73.19 for 73.16");
}

/* Its employment committee, 2009: TaskForce has a row of its own, and stands under 3.1.
 */
static void test_overview_2009(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {
        "Jobpatruljer: 6.9 6.9 6.9 20.7",
        "Helbredsteam: 2.0 2.0 2.0 6.0",
        "Sprog og Integration: 8.5 - - 8.5",
        "CBSI: 24.6 26.9 26.9 78.4",
        "Helhedsplaner: 0.0 3.5 3.5 7.0",
        "International Dag: 0.5 0.5 0.5 1.5",
        "VI KBH'R: 3.0 3.0 3.0 9.0",
        "Selvforsørgede: 1.0 2.0 2.0 5.0",
        "Diskrimination: 1.0 1.0 1.0 3.0",
        "Hotspot: - 4.5 4.5 9.0",
        "Antiradikalisering: - 3.0 3.0 6.0",
        "TaskForce: - - - -",
        "Integrationsrådet: - 0.2 0.2 0.3",
        "Jobplanen: - 32.9 - 32.9",
        "total: 47.5 88.4 55.5 182.8",
        "Styrket adm.: 10.0 10.0 10.0 30.0",
        "Introduktionsprogram: 17.2 24.5 24.5 66.2",
        "Danskundervisning: 61.7 64.8 64.8 191.3",
        "total: 88.9 95.3 95.3 279.5",
        "BIF projekter: 5.5 6.1 6.1 17.7",
        "Puljen: 8.5 3.5 3.5 15.5",
        "total: 14.0 9.6 9.6 33.2",
        "grand: 150.4 195.3 162.4 499.5",
    };
    LAY(bench, table, true, "0.1");
    uint32_t task = add_cell(bench, "2.0", 0, 1, CELL_ENTRY);
    bench->cells[task].table = 0;
    bench->cells[task].title = SLICE("TaskForce");
    bench->cells[task].scope = SLICE("Styrket adm.");
    bench->cells[task].evident = true;
    ask(bench);
    says(at(bench, 14, 1), 0, STRENGTH_LIKELY, "other-scope",
         "the total includes \"TaskForce\" (2.0), which is listed under \"Styrket "
         "adm.\"; that explains 2 of the 3 totals of this row that are off (2009, 2010)");
    says(at(bench, 14, 2), 0, STRENGTH_LIKELY, "other-scope",
         "as for 2009: the total includes \"TaskForce\" (2.0), which is listed under "
         "\"Styrket adm.\"");
    says(at(bench, 18, 1), 0, STRENGTH_FITS, "digit",
         "a typing slip, 95.3 for 99.3, and 279.5 was added up from it; that explains "
         "both totals of this row that are off (2009, 2010)");
    says(at(bench, 18, 3), 0, STRENGTH_FOLLOWS, "follows",
         "the stated totals of its columns add up to this total; look for the mistake in "
         "them");
    assert_int_equal(at(bench, 22, 0)->count, 0);
    bool digit = false;
    for (uint32_t i = 0; i < at(bench, 22, 3)->count; i++) {
        digit |=
            slice_is(at(bench, 22, 3)->at[i].message,
                     "from the stated subtotals (495.5): a typing slip, 499.5 for 495.5");
    }
    if (!digit)
        show_all(at(bench, 22, 3));
    assert_true(digit);
}

/* ---- size and shape ---- */

static Cell plain_cell(uint32_t i, int64_t value, CellRole role) {
    return (Cell){.role = (uint8_t)role,
                  .value = {value, 1},
                  .table = 1,
                  .row = i,
                  .title = SLICE("row"),
                  .when = SLICE("2020"),
                  .place = {0, {i, i + 1}},
                  .document = 1};
}

/* A hundred thousand rows in a column, one of them left out. */
static void test_many_rows(void **state) {
    Bench *bench = *state;
    enum { ROWS = 100000 };
    Cell *cells = ARENA_ARRAY(bench->arena, Cell, ROWS + 1);
    uint32_t *members = ARENA_ARRAY(bench->arena, uint32_t, ROWS);
    int64_t sum = 0;
    uint64_t random = 1;
    for (uint32_t i = 0; i < ROWS; i++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int64_t value = (int64_t)(random >> 34) + 1000;
        cells[i] = plain_cell(i, value, CELL_ENTRY);
        members[i] = i;
        sum += value;
    }
    int64_t missing = (int64_t)cells[777].value.units;
    cells[ROWS] = plain_cell(ROWS, sum - missing, CELL_TOTAL);
    Equation equation = {.state = EQUATION_VIOLATED,
                         .total = ROWS,
                         .members = members,
                         .member_count = ROWS,
                         .difference = {-missing, 1},
                         .slack = {0, 1}};
    Problem problem = {cells, ROWS + 1, &equation, 1};
    ExplanationVec stories = {0}, again = {0};
    uint32_t next = 1;
    explain(bench->arena, &problem, &stories, &next);
    assert_true(stories.count > 0);
    assert_string_equal(stories.at[0].kind, "left-out");
    assert_int_equal(stories.at[0].entries.at[0].place.span.start, 777);
    next = 1;
    explain(bench->arena, &problem, &again, &next);
    assert_int_equal(stories.count, again.count);
    for (uint32_t i = 0; i < stories.count; i++)
        assert_true(slice_equal(stories.at[i].message, again.at[i].message));
}

/* Figures whose sizes are too far apart are left alone, and said to be. */
static void test_far_apart(void **state) {
    Bench *bench = *state;
    uint32_t small = add_cell(bench, "0.0000000000000000000000000001", 0, 0, CELL_ENTRY);
    uint32_t big = add_cell(bench, "99999999999999999999999", 1, 0, CELL_ENTRY);
    uint32_t total = add_cell(bench, "5", 2, 0, CELL_TOTAL);
    uint32_t e = add_equation(bench, total);
    bench->equations[e].state = EQUATION_VIOLATED;
    bench->equations[e].difference = dec("-99999999999999999999994");
    add_member(bench, e, small);
    add_member(bench, e, big);
    ask(bench);
    says(&bench->stories[e], 0, STRENGTH_NONE, "none",
         "the figures are too far apart in size to be tried");
}

static void test_nothing_off(void **state) {
    Bench *bench = *state;
    static const char *const table[] = {"Søer: 1", "Træer: 2", "total: 3"};
    LAY(bench, table, false, "0");
    ask(bench);
    assert_int_equal(at(bench, 2, 0)->count, 0);
    assert_int_equal(bench->next_story, 1);
}

/* A total over nothing, and one over itself alone. */
static void test_empty(void **state) {
    Bench *bench = *state;
    uint32_t total = add_cell(bench, "5.0", 0, 0, CELL_TOTAL);
    uint32_t e = add_equation(bench, total);
    settle(bench, e, "0");
    ask(bench);
    assert_int_equal(bench->stories[e].count, 1);
    tells_none_of(&bench->stories[e], "left-out");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_slips),
        TEST(test_slip_variants),
        TEST(test_slip_kinds),
        TEST(test_left_out),
        TEST(test_left_out_of_two_columns),
        TEST(test_left_out_of_many_columns),
        TEST(test_twice),
        TEST(test_other_scope),
        TEST(test_neighbour_total),
        TEST(test_neighbour_figure),
        TEST(test_version),
        TEST(test_total_slips),
        TEST(test_entry_slip),
        TEST(test_figure),
        TEST(test_exchanged),
        TEST(test_blank),
        TEST(test_blank_of_two),
        TEST(test_deduction),
        TEST(test_pair),
        TEST(test_vouched),
        TEST(test_follows),
        TEST(test_follows_but_for_rounding),
        TEST(test_carried),
        TEST(test_carried_back),
        TEST(test_evident),
        TEST(test_missing_rows),
        TEST(test_same_figures),
        TEST(test_none_by_nine),
        TEST(test_echo),
        TEST(test_breaks_another),
        TEST(test_exchange_breaks_another),
        TEST(test_slip_again),
        TEST(test_same_figures_right),
        TEST(test_sure_of_a_row),
        TEST(test_sure_of_columns_alike),
        TEST(test_sure_of_round_figures),
        TEST(test_sure_of_rounding),
        TEST(test_sure_of_a_pair),
        TEST(test_sure_of_what_breaks_nothing),
        TEST(test_social_2008),
        TEST(test_overview_2009),
        TEST(test_many_rows),
        TEST(test_far_apart),
        TEST(test_nothing_off),
        TEST(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
