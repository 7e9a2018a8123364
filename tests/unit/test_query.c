/* Unit tests of query/: results worked out by hand. A result is shown as lines: the
 * headings, a line a row, the total row behind "=", each remark behind "!". Amounts are
 * in their column's unit, with the digits that they carry. */
#include "workspace/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "load.h"
#include "memory.h"

/* ---- results as lines ---- */

static void put_cell(Text *out, const Workspace *workspace, const Result *result,
                     uint32_t row, uint32_t column) {
    const Datum *cell = result_cell(result, row, column);
    if (cell->kind == DATUM_NULL) {
        text_slice(out, cell->text.length > 0 ? cell->text : SLICE("-"));
    } else if (cell->kind == DATUM_REF) {
        text_slice(out, cell->text);
    } else if (cell->kind == DATUM_LIST) {
        for (uint32_t i = 0; i < cell->list_count; i++) {
            const Datum *one = &cell->list[i];
            text_slice(out, i > 0 ? SLICE(", ") : SLICE(""));
            text_slice(out, one->kind == DATUM_REF
                                ? one->text
                                : datum_text(workspace->model, one, 0));
        }
    } else {
        text_slice(out,
                   datum_text(workspace->model, cell, result->columns[column].power));
    }
}

static void put_result(Text *out, const Workspace *workspace, const Result *result) {
    for (uint32_t i = 0; i < result->column_count; i++) {
        text_slice(out, i > 0 ? SLICE("|") : SLICE(""));
        text_slice(out, result->columns[i].heading);
    }
    text_char(out, '\n');
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        text_slice(out, row == result->row_count ? SLICE("= ") : SLICE(""));
        for (uint32_t i = 0; i < result->column_count; i++) {
            text_slice(out, i > 0 ? SLICE("|") : SLICE(""));
            put_cell(out, workspace, result, row, i);
        }
        text_char(out, '\n');
    }
    for (uint32_t i = 0; i < result->remark_count; i++) {
        text_slice(out, SLICE("! "));
        text_slice(out, result->remarks[i]);
        text_char(out, '\n');
    }
}

static void put_findings(Text *out, const Answer *answer) {
    for (uint32_t i = 0; i < answer->findings.all.count; i++) {
        const Diagnostic *d = answer->findings.all.at[i];
        text_slice(out, slice_of(code_info(d->code)->code));
        text_char(out, ' ');
        text_slice(out, d->message);
        text_char(out, '\n');
    }
}

/* What a query over a text makes must be `wanted`. */
static void check(const char *text, const char *query, const char *wanted) {
    Memory memory = memory_system(not_exhausted, NULL);
    Workspace *workspace = load_text(&memory, "test.integ", text, false);
    Ask ask = {.text = slice_of(query), .path = SLICE("query")};
    Answer *answer = workspace_ask(workspace, &ask);
    Text out = {.memory = &memory};
    if (answer->result != NULL)
        put_result(&out, workspace, answer->result);
    put_findings(&out, answer);
    text_char(&out, '\0');
    assert_string_equal(text_view(&out).at, wanted);
    text_free(&out);
    answer_drop(answer);
    workspace_drop(workspace);
}

/* ---- many facts ---- */

/* Sums over lines and years read rows by the block where a whole block is alike, as the
 * second and the third thousand are here, and each row by itself where one is not: by
 * its digits, its year or its width. */
static void test_blocks_of_rows(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Text text = {.memory = &memory};
    text_slice(&text, SLICE("document d \"D\"\nunit mio DKK\n"));
    for (uint32_t i = 0; i < 2400; i++) {
        const char *money = i == 100    ? "funding 2023: 0.125"
                            : i == 250  ? "funding over 2023..2024: 7.0"
                            : i == 400  ? "funding 2023: 12_345_678_901.5"
                            : i == 2399 ? "funding 2024: 2.50"
                                        : "funding 2023: 1.5";
        if (i % 1200 == 0)
            text_format(&text, "%sarea a%u \"Area\" {\n", i == 0 ? "" : "}\n", i / 1200);
        text_format(&text, "project p%u \"P\" { %s }\n", i, money);
    }
    text_slice(&text, SLICE("}\n"));
    text_char(&text, '\0');
    check(text_view(&text).at,
          "select area, year, sum(amount), count(*) from funding group by area, year",
          "area|year|sum(amount)|count(*)\n"
          "Area|2023|12345680697.125|1199\n" /* 1197 × 1.5 + 0.125 + 12,345,678,901.5 */
          "Area|2023..2024|7.0|1\n"
          "Area|2023|1798.5|1199\n"
          "Area|2024|2.50|1\n");
    text_free(&text);
}

/* ---- the facts ---- */

static const char parks[] =
    "document parks \"Parks\" { date: 2025-03-01 }\n"
    "unit mio DKK\n"
    "dimension air \"Air\"\n"
    "dimension water \"Water\"\n"
    "source fund \"The Fund\" { kind: external }\n"
    "source city \"The City\" { kind: own }\n"
    "area green \"Green\" {\n"
    "  project trees \"Trees\" { purpose: air, water; funding 2023: 1.5, 2024: 2.25 from "
    "fund }\n"
    "  project grass \"Grass\" { purpose: air; funding 2023: 0.5 from city }\n"
    "}\n"
    "area blue \"Blue\" {\n"
    "  project lakes \"Lakes\" { funding 2022: 1, 2023: 3.0, over 2020..2021: 4, ?: 0.5 "
    "from city }\n"
    "  project ponds \"Ponds\" { funding 2024: ? from fund }\n"
    "}\n";

static const char two_currencies[] =
    "source eu \"EU\"\n"
    "project one \"One\" { funding 2023: 1.5 mio DKK, 2024: 2.0 mio DKK }\n"
    "project two \"Two\" { funding 2023: 0.4 mio EUR from eu }\n";

/* ---- groups ---- */

static void test_sums_have_the_finest_digits(void **state) {
    (void)state;
    check(parks,
          "select area, sum(amount), count(*), count(amount) from funding group by area",
          "area|sum(amount)|count(*)|count(amount)\n"
          "Green|4.25|3|3\n"
          "Blue|8.5|5|4\n"
          "! 1 amount is not stated and adds nothing\n");
}

static void test_years_and_spans_are_groups(void **state) {
    (void)state;
    check(parks, "select year, sum(amount) from funding group by year",
          "year|sum(amount)\n"
          "2023|5.0\n"
          "2024|2.25\n"
          "2022|1\n"
          "2020..2021|4\n"
          "?|0.5\n"
          "! 1 amount is not stated and adds nothing\n");
    check(parks, "select year, sum(amount) from funding group by year order by year",
          "year|sum(amount)\n"
          "2022|1\n"
          "2023|5.0\n"
          "2024|2.25\n"
          "2020..2021|4\n"
          "?|0.5\n"
          "! 1 amount is not stated and adds nothing\n");
    check(parks, "select sum(amount) from funding where year < 2024",
          "sum(amount)\n"
          "6.0\n"
          "! 2 entries belong to no single year and are left out by \"where\"\n");
    check(parks, "select sum(amount) from funding where year < 2024 or area = blue",
          "sum(amount)\n"
          "10.5\n"
          "! 1 amount is not stated and adds nothing\n");
}

static void test_nothing_has_one_group(void **state) {
    (void)state;
    check(parks,
          "select sum(amount), count(*), avg(amount), list(project) from funding where "
          "year = 1999 and source = fund",
          "sum(amount)|count(*)|avg(amount)|list(project)\n"
          "-|0|-|-\n");
    check(parks,
          "select area, sum(amount) from funding where year = 1999 and source = fund "
          "group by area",
          "area|sum(amount)\n");
}

static void test_properties_of_lines(void **state) {
    (void)state;
    check(parks,
          "select source.kind, year, count(*) from funding where project.purpose = air "
          "group by source.kind, year",
          "source.kind|year|count(*)\n"
          "external|2023|1\n"
          "external|2024|1\n"
          "own|2023|1\n");
}

static void test_lists(void **state) {
    (void)state;
    check(parks,
          "select area, list(project.purpose), count(distinct project.purpose), "
          "count(project.purpose), list(source.kind) from funding group by area "
          "with totals",
          "area|list(project.purpose)|count(distinct "
          "project.purpose)|count(project.purpose)|"
          "list(source.kind)\n"
          "Green|Air, Water|2|5|external, own\n"
          "Blue|-|0|0|own, external\n"
          "= -|Air, Water|2|5|external, own\n");
}

/* ---- shares and changes ---- */

static void test_shares(void **state) {
    (void)state;
    check(parks,
          "select area, share(amount), share(amount, 3) from funding where year = 2023 "
          "group by area with totals",
          "area|share(amount)|share(amount, 3)\n"
          "Green|40.0%|40.000%\n"
          "Blue|60.0%|60.000%\n"
          "= -|100.0%|100.000%\n"
          "! 2 entries belong to no single year and are left out by \"where\"\n");
    check(parks,
          "select area, share(amount) from funding where year >= 2023 group by area, "
          "year having sum(amount) > 2 pivot by year with totals",
          "area|2023|2024|total\n"
          "Green|-|100.0%|31.0%\n"
          "Blue|60.0%|-|41.4%\n"
          "= -|60.0%|100.0%|72.4%\n"
          "! 2 entries belong to no single year and are left out by \"where\"\n"
          "! 1 amount is not stated and adds nothing\n");
}

static void test_changes(void **state) {
    (void)state;
    check(parks,
          "select area, year, change(amount) as more from funding where year > 2000 "
          "group by area, year order by area, year",
          "area|year|more\n"
          "Blue|2022|-\n"
          "Blue|2023|2.0\n"
          "Blue|2024|-\n"
          "Green|2023|-\n"
          "Green|2024|0.25\n"
          "! 2 entries belong to no single year and are left out by \"where\"\n"
          "! 1 amount is not stated and adds nothing\n");
}

/* ---- pivot ---- */

static void test_pivot(void **state) {
    (void)state;
    check(parks,
          "select area, sum(amount) from funding group by area, year pivot by year with "
          "totals",
          "area|2022|2023|2024|2020..2021|?|total\n"
          "Green|-|2.0|2.25|-|-|4.25\n"
          "Blue|1|3.0|-|4|0.5|8.5\n"
          "= -|1|5.0|2.25|4|0.5|12.75\n"
          "! 1 amount is not stated and adds nothing\n");
    check(
        parks,
        "select count(*) as rows, avg(amount) as mean from funding group by area "
        "pivot by area with totals",
        "Green rows|Green mean|Blue rows|Blue mean|total rows|total mean\n"
        "3|1.4167|5|2.125|8|1.8214\n"
        "= 3|1.4167|5|2.125|8|1.8214\n"
        "! 1 amount is not stated and adds nothing\n"
        "! quotients and means are rounded half to even to 4 digits; round(x, n) chooses "
        "another number\n");
    check(parks,
          "select area, sum(amount) from funding group by area, year having year = 2023 "
          "pivot by year",
          "area|2023\n"
          "Green|2.0\n"
          "Blue|3.0\n"
          "! 1 amount is not stated and adds nothing\n");
}

/* ---- orders ---- */

static void test_orders(void **state) {
    (void)state;
    check(parks, "select project, amount from funding order by amount desc limit 3",
          "project|amount\n"
          "Lakes|4\n"
          "Lakes|3.0\n"
          "Trees|2.25\n"
          "! 3 of 8 rows are shown\n");
    check(parks,
          "select project, year, amount from funding where area = blue order by amount "
          "nulls first, year limit 2 offset 1",
          "project|year|amount\n"
          "Lakes|?|0.5\n"
          "Lakes|2022|1\n"
          "! 2 of 5 rows are shown\n");
    check(parks, "select distinct source from funding order by source desc",
          "source\n"
          "The Fund\n"
          "The City\n");
    check(parks,
          "select area, sum(amount) from funding group by area with totals limit 1",
          "area|sum(amount)\n"
          "Green|4.25\n"
          "= -|12.75\n"
          "! 1 amount is not stated and adds nothing\n"
          "! 1 of 2 rows are shown; the totals are over all of them\n");
}

/* ---- figures of every size ---- */

static void test_sums_beyond_32_bits(void **state) {
    (void)state;
    /* 3000000000.55 + 2.45 + 21474836.47 + 21474836.48: of the digits, only the second
     * and third fit into 32 bits. */
    check(
        "document a \"A\" { date: 2025-01-01 }\n"
        "unit DKK\n"
        "area green \"Green\" {\n"
        "  project one \"One\" { funding 2024: 3000000000.55, 2025: -3000000000.55 }\n"
        "  project two \"Two\" { funding 2024: 2.45 }\n"
        "  project three \"Three\" { funding 2024: 21474836.47, 2025: 21474836.48 }\n"
        "}\n",
        "select area, year, sum(amount), count(amount) from funding group by area, year",
        "area|year|sum(amount)|count(amount)\n"
        "Green|2024|3021474839.47|3\n"
        "Green|2025|-2978525164.07|2\n");
}

/* More ways of printing a figure than the columns number. */
static void test_five_hundred_forms(void **state) {
    (void)state;
    enum { DIGITS = 18, MARKS = 2 };
    Memory memory = memory_system(not_exhausted, NULL);
    Text text = {.memory = &memory};
    text_str(&text, "document a \"A\" { date: 2025-01-01 }\nyears 2024\n"
                    "project one \"One\" {\n");
    uint32_t count = 0;
    for (uint8_t currency = 1; currency_text(currency)[0] != '\0'; currency++) {
        for (uint32_t i = 0; i < DIGITS * MARKS; i++, count++) {
            text_format(&text, "  funding 2024: %s1%s%.*s %s\n", i % MARKS ? "~" : "",
                        i < MARKS ? "" : ".", (int)(i / MARKS), "12345678901234567",
                        currency_text(currency));
        }
    }
    text_str(&text, "}\n");
    text_char(&text, '\0');
    Workspace *workspace = load_text(&memory, "test.integ", text_view(&text).at, false);
    const Facts *facts = &workspace->model->facts;
    assert_int_equal(facts->count, count);
    assert_int_equal(facts->form_count, FORMS_MOST);
    for (uint32_t i = 0; i < count; i++) {
        Figure figure = facts_figure(facts, i);
        uint32_t digits = i % (DIGITS * MARKS) / MARKS;
        char wanted[DIGITS + 4];
        snprintf(wanted, sizeof wanted, "1%s%.*s", digits > 0 ? "." : "", (int)digits,
                 "12345678901234567");
        char shown[DECIMAL_TEXT];
        assert_true(
            slice_equal(decimal_text(figure_decimal(figure), shown), slice_of(wanted)));
        assert_int_equal(figure.currency, i / (DIGITS * MARKS) + 1);
        assert_int_equal((figure.flags & FIGURE_APPROXIMATE) != 0, i % MARKS);
        assert_int_equal(figure.length, strlen(wanted) + i % MARKS + strlen(" DKK"));
    }
    workspace_drop(workspace);
    text_free(&text);
}

/* ---- what fails, and what is missing ---- */

static void test_two_currencies(void **state) {
    (void)state;
    check(two_currencies, "select sum(amount) from funding",
          "Q05 amounts in DKK and in EUR are added up\n");
    check(two_currencies, "select max(amount) from funding",
          "Q05 amounts in DKK and in EUR are compared\n");
    check(two_currencies, "select project, sum(amount) from funding group by project",
          "project|sum(amount)\n"
          "One|3500000\n"
          "Two|400000\n");
    check(two_currencies, "select sum(amount) from funding where source is null",
          "sum(amount)\n"
          "3500000\n");
    check(two_currencies, "select sum(amount) from funding where amount > 1 mio DKK",
          "sum(amount)\n"
          "3500000\n"
          "! 1 comparison of amounts in several currencies does not hold: no rate is "
          "assumed\n");
    check(two_currencies, "select project from funding where amount > 0 and year = 2023",
          "project\n"
          "One\n"
          "Two\n");
    check(two_currencies, "select project, year from funding order by amount",
          "project|year\n"
          "Two|2023\n"
          "One|2023\n"
          "One|2024\n"
          "! amounts in DKK and in EUR are ordered by their numbers: no rate is "
          "assumed\n");
    check(two_currencies, "select project, year from funding order by project, amount",
          "project|year\n"
          "One|2023\n"
          "One|2024\n"
          "Two|2023\n");
}

static void test_missing_values(void **state) {
    (void)state;
    check(
        parks, "select project, 1 / (count(*) - 1) as part from funding group by project",
        "project|part\n"
        "Trees|1\n"
        "Grass|-\n"
        "Lakes|0.3333\n"
        "Ponds|-\n"
        "! 2 values are missing: a division by zero\n"
        "! quotients and means are rounded half to even to 4 digits; round(x, n) chooses "
        "another number\n");
}

/* ---- tracing ---- */

static void check_trace(const char *query, uint32_t row, uint32_t column,
                        const char *wanted) {
    Memory memory = memory_system(not_exhausted, NULL);
    Workspace *workspace = load_text(&memory, "test.integ", parks, false);
    Ask ask = {.text = slice_of(query), .path = SLICE("query")};
    Answer *answer = workspace_ask(workspace, &ask);
    assert_non_null(answer->result);
    RowList rows = answer_trace(answer, row, column);
    Text out = {.memory = &memory};
    for (uint32_t i = 0; i < rows.count; i++)
        text_format(&out, "%s%u", i > 0 ? " " : "", rows.rows[i]);
    text_char(&out, '\0');
    assert_string_equal(text_view(&out).at, wanted);
    text_free(&out);
    answer_drop(answer);
    workspace_drop(workspace);
}

/* Entries in the order of the file: 0 to 2 are green, 3 to 7 blue. */
static void test_trace(void **state) {
    (void)state;
    const char *pivot =
        "select area, sum(amount) from funding group by area, year pivot by "
        "year with totals";
    check_trace(pivot, 0, 2, "0 2");       /* green, 2023 */
    check_trace(pivot, 1, 2, "4");         /* blue, 2023 */
    check_trace(pivot, 2, 2, "0 2 4");     /* all of 2023 */
    check_trace(pivot, 1, 6, "3 4 5 6 7"); /* all of blue */
    check_trace(pivot, 2, 6, "0 1 2 3 4 5 6 7");
    check_trace(pivot, 0, 1, ""); /* green has nothing in 2022 */
    check_trace(
        "select project, sum(amount) from funding where year > 1900 group by project "
        "order by sum(amount) desc",
        0, 1, "3 4");
    check_trace("select project, amount from funding order by amount desc", 0, 1, "5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_of_rows),
        cmocka_unit_test(test_sums_have_the_finest_digits),
        cmocka_unit_test(test_years_and_spans_are_groups),
        cmocka_unit_test(test_nothing_has_one_group),
        cmocka_unit_test(test_properties_of_lines),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_pivot),
        cmocka_unit_test(test_orders),
        cmocka_unit_test(test_sums_beyond_32_bits),
        cmocka_unit_test(test_five_hundred_forms),
        cmocka_unit_test(test_two_currencies),
        cmocka_unit_test(test_missing_values),
        cmocka_unit_test(test_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
