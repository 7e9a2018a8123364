/* Unit tests of query/tables: claims and findings as rows, and the columns that only the
 * checks know. Every figure was worked out by hand. */
#include "query/tables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/io.h"
#include "memory.h"
#include "model/view.h"
#include "syntax/parse.h"

/* Texts, loaded and checked, and their tables in an arena of their own. */
typedef struct Loaded {
    Memory memory;
    Arena *arena, *answer;
    Names *names;
    Sources sources;
    Findings findings;
    Model *model;
    Summary summary;
    const Checked *checked;
    const Computed *computed; /* all documents asked together */
} Loaded;

typedef struct Named {
    const char *path, *text;
} Named;

/* What one document is asked; NULL: all. */
static const Computed *ask(const Loaded *loaded, const Id *document) {
    return tables_new(loaded->answer, loaded->model, loaded->checked, &loaded->findings,
                      document, document != NULL);
}

static void load(Loaded *loaded, const Named *files, uint32_t count) {
    enum { FILES_MOST = 4 };
    Tree *trees[FILES_MOST];
    assert_true(count <= FILES_MOST);
    *loaded = (Loaded){.memory = memory_system(not_exhausted, NULL)};
    loaded->arena = arena_new(&loaded->memory);
    loaded->answer = arena_new(&loaded->memory);
    loaded->names = names_new(loaded->arena);
    sources_init(&loaded->sources, loaded->arena);
    findings_init(&loaded->findings, loaded->arena);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = (uint32_t)strlen(files[i].text);
        char *copy = arena_zero(loaded->arena, length + IO_PADDING);
        memcpy(copy, files[i].text, length);
        Source *source = sources_add(&loaded->sources, slice_of(files[i].path), SLICE(""),
                                     (Slice){copy, length});
        trees[i] = parse_source(loaded->arena, loaded->names, &loaded->findings, source);
    }
    loaded->model = model_build(loaded->arena, loaded->names, &loaded->sources,
                                &loaded->findings, trees, count, 0, NULL, NULL);
    loaded->checked =
        check_run(loaded->model, &loaded->findings, &loaded->summary, false, NULL);
    findings_sort(&loaded->findings, &loaded->sources);
    loaded->computed = ask(loaded, NULL);
}

static void load_text(Loaded *loaded, const char *text) {
    Named file = {"test.integ", text};
    load(loaded, &file, 1);
}

static void drop(Loaded *loaded) {
    arena_drop(loaded->answer);
    arena_drop(loaded->arena);
}

/* ---- as text, so that a row is a line ---- */

static void put_datum(const Loaded *loaded, Text *out, const Datum *datum) {
    char digits[DECIMAL_TEXT];
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL: text_str(out, "-"); break;
    case DATUM_NUMBER:
    case DATUM_AMOUNT:
    case DATUM_YEAR: text_slice(out, decimal_text(datum->number, digits)); return;
    case DATUM_PERCENT:
        text_slice(out, decimal_text(datum->number, digits));
        text_char(out, '%');
        return;
    case DATUM_REF:
        text_slice(out,
                   view_title(loaded->model, (ThingKind)datum->ref_kind, datum->ref, 0));
        return;
    case DATUM_LIST:
        for (uint32_t i = 0; i < datum->list_count; i++) {
            text_str(out, i == 0 ? "" : "+");
            put_datum(loaded, out, &datum->list[i]);
        }
        return;
    default: break;
    }
    text_slice(out, datum->text);
}

static void put_row(const Loaded *loaded, Text *out, const ColumnId *columns,
                    uint32_t count, uint32_t row) {
    for (uint32_t i = 0; i < count; i++) {
        Datum datum = loaded->computed->column(loaded->computed, columns[i], row);
        text_str(out, i == 0 ? "" : "|");
        put_datum(loaded, out, &datum);
    }
    text_char(out, '\n');
}

static void assert_text(const Text *out, const char *expected) {
    Slice view = text_view(out);
    char *text = malloc((size_t)view.length + 1);
    assert_non_null(text);
    memcpy(text, view.at, view.length);
    text[view.length] = 0;
    assert_string_equal(text, expected);
    free(text);
}

/* kind, subject, year, stated, computed, difference, status, line of every claim. */
static void assert_claims(const Loaded *loaded, const char *expected) {
    static const ColumnId columns[] = {COLUMN_CLAIM_kind,     COLUMN_CLAIM_subject,
                                       COLUMN_CLAIM_year,     COLUMN_CLAIM_stated,
                                       COLUMN_CLAIM_computed, COLUMN_CLAIM_difference,
                                       COLUMN_CLAIM_status,   COLUMN_CLAIM_line};
    Text out = {.memory = &loaded->memory};
    uint32_t rows = loaded->computed->rows(loaded->computed, TABLE_claims);
    for (uint32_t i = 0; i < rows; i++)
        put_row(loaded, &out, columns, sizeof columns / sizeof *columns, i);
    assert_text(&out, expected);
    text_free(&out);
}

/* ---- claims ---- */

static void totals_are_rows(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, "document parks \"Parks\"\n"
                       "unit DKK\n"
                       "table t \"Table 1\" 2020, 2021, all {\n"
                       "  area green \"Green\" {\n"
                       "    lakes \"Lakes\"  1.2 2.0  3.2\n"
                       "    paths \"Paths\"  0.4 ?    9\n"
                       "    total          1.7 5.0  -\n"
                       "  }\n"
                       "  total            2.6 -    ?\n"
                       "}\n"
                       "area green { total over 2020..2021: 1 where source is null }\n"
                       "total 2022: 7\n"
                       "spending total 2020: 3\n");
    assert_claims(&loaded,
                  "total|Lakes|-all|3.2|3.2|0.0|exact|5\n"
                  "total|Paths|-all|9|0.4|8.6|blank|6\n"
                  "total|Green|2020|1.7|1.6|0.1|rounding|7\n"
                  "total|Green|2021|5.0|10.6|-5.6|off|7\n"
                  "total|Green|-all|0|3.6|-3.6|off|7\n"
                  "total|total|2020|2.6|1.6|1.0|off|9\n"
                  "total|total|2021|0|2.0|-2.0|off|9\n"
                  "total|Green where source is null|-2020..2021|1|3.6|-2.6|off|11\n"
                  "total|document|2022|7|-|-|unverifiable|12\n"
                  "total|document, spending|2020|3|-|-|unverifiable|13\n");
    const Computed *computed = loaded.computed;
    Datum table = computed->column(computed, COLUMN_CLAIM_table, 2);
    assert_true(slice_is(table.text, "t"));
    assert_false(tables_claim_of_table(computed, 2));
    assert_true(tables_claim_of_table(computed, 5));
    assert_int_equal(computed->column(computed, COLUMN_CLAIM_table, 8).kind, DATUM_NULL);
    assert_int_equal(computed->document(computed, TABLE_claims, 0), 1);
    drop(&loaded);
}

static void shares_and_gross_amounts_are_rows(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, "unit DKK\nsource state \"State\"\n"
                       "project lakes \"Lakes\" {\n"
                       "  funding 2020: 30 from state\n"
                       "  gross 2020: 50.0 refund 50% from state\n"
                       "  gross 2021: 4 refund 50% from state\n"
                       "  share state: 75%, others: 20%\n"
                       "}\n");
    assert_claims(&loaded, "gross|Lakes|2020|25.0|30|-5.0|off|5\n"
                           "gross|Lakes|2021|-|-|-|unverifiable|6\n"
                           "share|Lakes|-|100%|95%|5%|off|7\n");
    drop(&loaded);
}

static const char evidence[] =
    "document d \"D\" { date: 2021-06-30 }\n"
    "dimension work \"Work\"\n"
    "category clear \"Clear\" { requires measured > 0 and met = measured }\n"
    "category partial \"Partial\" { requires met > 0 and met < measured }\n"
    "project jobs \"Jobs\" {\n"
    "  indicator a \"A\" on work { baseline 2019: 20% target 2020: >= 40% "
    "actual 2020: 35% }\n"
    "  indicator b \"B\" on work { baseline 2019: 10 target 2020: 30 actual 2020: 40 }\n"
    "  indicator c \"C\" on work { target 2025: 9 }\n"
    "  indicator e \"E\" on work { target 2020: rising }\n"
    "  effect clear on work\n"
    "  judged: met\n"
    "  expected: met\n"
    "}\n"
    "project other \"Other\" { judged: unknown effect partial on work }\n";

static void effects_and_judgements_are_rows(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, evidence);
    assert_claims(&loaded, "effect|Jobs: Work|-|Clear|Partial|-|off|10\n"
                           "judgement|Jobs|-|met|partly|-|off|11\n"
                           "forecast|Jobs|-|met|partly|-|off|12\n"
                           "judgement|Other|-|unknown|unknown|-|holds|14\n"
                           "effect|Other: Work|-|Partial|-|-|unverifiable|14\n");
    drop(&loaded);
}

static void a_forecast_waits_for_its_time(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, "document d \"D\" { date: 2021-06-30 }\n"
                       "goal g \"G\" {\n"
                       "  indicator i \"I\" { target 2025: > 9 }\n"
                       "  expected: met\n"
                       "}\n");
    assert_claims(&loaded, "forecast|G|-|met|unknown|-|pending|4\n");
    drop(&loaded);
}

static void checks_are_rows(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, "unit DKK\n"
                       "table a \"A\" 2020, 2021 { x \"X\" 1 2  total 1 2 }\n"
                       "table b \"B\" 2020, 2021 { y \"Y\" 3 4  total 3 4 }\n"
                       "table c \"C\" 2020, 2021 { total 4 9 }\n"
                       "check \"sums\" c = a + b\n"
                       "check \"money\" sum(funding.amount where year = 2020) = 5\n"
                       "check \"none\" a = d\n");
    assert_claims(&loaded, "total|total|2020|1|1|0|exact|2\n"
                           "total|total|2021|2|2|0|exact|2\n"
                           "total|total|2020|3|3|0|exact|3\n"
                           "total|total|2021|4|4|0|exact|3\n"
                           "total|total|2020|4|4|0|exact|4\n"
                           "total|total|2021|9|6|3|off|4\n"
                           "check|sums|2020|4|4|0|holds|5\n"
                           "check|sums|2021|9|6|3|off|5\n"
                           "check|money|-|4|5|-1|rounding|6\n"
                           "check|none|-|-|-|-|unknown|7\n");
    drop(&loaded);
}

/* By path, whatever the order in which files were loaded. */
static void claims_come_in_the_order_of_the_files(void **state) {
    (void)state;
    Loaded loaded;
    static const Named files[] = {
        {"z.integ", "document z \"Z\"\nunit DKK\nproject p \"P\" { funding 2020: 1 }\n"
                    "total 2020: 1\n"},
        {"a.integ", "document a \"A\"\nunit DKK\nproject p { funding 2020: 2 }\n\n"
                    "total 2020: 2\n"}};
    load(&loaded, files, 2);
    assert_claims(&loaded, "total|document|2020|2|2|0|exact|5\n"
                           "total|document|2020|1|1|0|exact|4\n");
    const Computed *computed = loaded.computed;
    assert_int_equal(computed->document(computed, TABLE_claims, 0), 2);
    drop(&loaded);
}

/* ---- targets, effects, projects ---- */

static void targets_have_a_status_and_progress(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, evidence);
    static const ColumnId columns[] = {COLUMN_INDICATOR_status,
                                       COLUMN_INDICATOR_progress};
    Text out = {.memory = &loaded.memory};
    for (uint32_t i = 0; i < loaded.model->measures.count; i++)
        if (loaded.model->measures.at[i].kind == MEASURE_TARGET)
            put_row(&loaded, &out, columns, 2, i);
    /* (35 - 20) / (40 - 20); (40 - 10) / (30 - 10) */
    assert_text(&out, "missed|75.0%\n"
                      "met|150.0%\n"
                      "pending|-\n"
                      "unmeasured|-\n");
    text_free(&out);
    drop(&loaded);
}

static Datum progress_of(const char *measures, const char *status) {
    Loaded loaded;
    Memory memory = memory_system(not_exhausted, NULL);
    Text text = {.memory = &memory};
    text_format(&text,
                "document d \"D\" { date: 2021-01-01 }\n"
                "project p \"P\" { indicator i \"I\" { %s } }\n",
                measures);
    text_char(&text, 0);
    load_text(&loaded, text.at);
    uint32_t target = 0;
    while (loaded.model->measures.at[target].kind != MEASURE_TARGET)
        target++;
    const Computed *computed = loaded.computed;
    Datum said = computed->column(computed, COLUMN_INDICATOR_status, target);
    assert_true(slice_is(said.text, status));
    Datum progress = computed->column(computed, COLUMN_INDICATOR_progress, target);
    drop(&loaded);
    text_free(&text);
    return progress;
}

static void assert_progress(const char *measures, const char *status, int64_t tenths) {
    Datum progress = progress_of(measures, status);
    assert_int_equal(progress.kind, DATUM_PERCENT);
    assert_int_equal(progress.number.scale, 1);
    assert_int_equal((int64_t)progress.number.units, tenths);
}

static void progress_is_the_way_gone(void **state) {
    (void)state;
    assert_progress("baseline 2019: 0 target 2020: 3 actual 2020: 1", "missed", 333);
    /* 1 of 800 is 0.125 %: half to even gives 0.1 */
    assert_progress("baseline 2019: 0 target 2020: 800 actual 2020: 1", "missed", 1);
    /* 2 of 160 is 1.25 %, 6 of 160 is 3.75 % */
    assert_progress("baseline 2019: 0 target 2020: 160 actual 2020: 2", "missed", 12);
    assert_progress("baseline 2019: 0 target 2020: 160 actual 2020: 6", "missed", 38);
    assert_progress("baseline 2019: 50 target 2020: <= 40 actual 2020: 52", "missed",
                    -200);
    /* -10 % of 5 is 4.5; 4.75 is half way */
    assert_progress("baseline 2019: 5 target 2020: -10% actual 2020: 4.75", "missed",
                    500);
    assert_progress("baseline 2019: 20% target 2020: +10 pp actual 2020: 1 of 4",
                    "missed", 500);
}

static void progress_may_be_undefined(void **state) {
    (void)state;
    static const struct {
        const char *measures, *status;
    } cases[] = {
        {"target 2020: >= 3 actual 2020: 1", "missed"},
        {"baseline 2019: 3 target 2020: >= 3 actual 2020: 4", "met"},
        {"baseline 2019: 3 target 2020: rising actual 2020: 4", "met"},
        {"baseline 2019: 3 target 2020: 4..5 actual 2020: 4", "met"},
        {"baseline 2019: ~3 target 2020: >= 9 actual 2020: 4", "missed"},
        {"baseline 2019: 3 target 2020: >= 9", "unmeasured"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Datum progress = progress_of(cases[i].measures, cases[i].status);
        assert_int_equal(progress.kind, DATUM_NULL);
    }
}

static void put_project(const Loaded *loaded, Text *out, const Id *document) {
    const Computed *computed = ask(loaded, document);
    static const ColumnId columns[] = {COLUMN_PROJECT_effect,    COLUMN_PROJECT_targets,
                                       COLUMN_PROJECT_measured,  COLUMN_PROJECT_met,
                                       COLUMN_PROJECT_missed,    COLUMN_PROJECT_pending,
                                       COLUMN_PROJECT_unmeasured};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        Datum datum = computed->field(computed, columns[i], 1);
        text_str(out, i == 0 ? "" : "|");
        put_datum(loaded, out, &datum);
    }
    text_char(out, '\n');
}

static void projects_count_their_targets(void **state) {
    (void)state;
    Loaded loaded;
    load_text(&loaded, evidence);
    Text out = {.memory = &loaded.memory};
    const Id one = 1;
    put_project(&loaded, &out, &one);
    put_project(&loaded, &out, NULL);
    assert_text(&out, "Clear|4|2|1|1|1|1\nClear|4|2|1|1|1|1\n");
    text_free(&out);
    drop(&loaded);
}

/* The earlier document sees neither the later one's result nor its effect. */
static void documents_see_what_was_known(void **state) {
    (void)state;
    Loaded loaded;
    static const Named files[] = {
        {"1.integ", "document one \"One\" { date: 2020-06-30 }\n"
                    "category clear \"Clear\" category partial \"Partial\"\n"
                    "project p \"P\" {\n"
                    "  indicator i \"I\" { baseline 2019: 2 target 2020: >= 6 }\n"
                    "  effect clear\n}\n"},
        {"2.integ", "document two \"Two\" { date: 2021-06-30 }\n"
                    "project p { indicator i { actual 2020: 5 } effect partial }\n"}};
    load(&loaded, files, 2);
    Text out = {.memory = &loaded.memory};
    const Id one = 1, two = 2;
    put_project(&loaded, &out, &one);
    put_project(&loaded, &out, &two);
    put_project(&loaded, &out, NULL);
    assert_text(&out, "Clear|1|0|0|0|1|0\n"
                      "Partial|1|1|0|1|0|0\n"
                      "Partial+Clear|1|1|0|1|0|0\n");
    text_free(&out);
    /* A target has the result that those who are asked know. */
    const Computed *all = loaded.computed, *first = ask(&loaded, &one);
    uint32_t target = 1;
    assert_int_equal(loaded.model->measures.at[target].kind, MEASURE_TARGET);
    assert_int_equal(first->measure(first, target, MEASURE_BASELINE), 1);
    assert_int_equal(first->measure(first, target, MEASURE_ACTUAL), 0);
    assert_int_equal(all->measure(all, target, MEASURE_ACTUAL), 3);
    drop(&loaded);
}

/* ---- findings ---- */

static void findings_are_rows(void **state) {
    (void)state;
    Loaded loaded;
    static const Named files[] = {
        {"a.integ", "document a \"A\"\nunit DKK\n"
                    "table \"T\" 2020 { x \"X\" 1  total 9 allow T02 8 \"known\" }\n"
                    "document b \"B\" {\n  project y \"Y\" { owner: nobody }\n}\n"
                    "project z \"Z\" { owner: nobody }\n"}};
    load(&loaded, files, 1);
    static const ColumnId columns[] = {COLUMN_FINDING_code, COLUMN_FINDING_level,
                                       COLUMN_FINDING_file, COLUMN_FINDING_line,
                                       COLUMN_FINDING_column};
    const Computed *computed = loaded.computed;
    Text out = {.memory = &loaded.memory};
    uint32_t rows = computed->rows(computed, TABLE_findings);
    for (uint32_t i = 0; i < rows; i++)
        put_row(&loaded, &out, columns, 5, i);
    assert_text(&out, "N01|error|a.integ|5|26\nN01|error|a.integ|7|24\n");
    text_free(&out);
    assert_int_equal(computed->document(computed, TABLE_findings, 0), 2);
    assert_int_equal(computed->document(computed, TABLE_findings, 1), 1);
    drop(&loaded);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_rows),
        cmocka_unit_test(shares_and_gross_amounts_are_rows),
        cmocka_unit_test(effects_and_judgements_are_rows),
        cmocka_unit_test(a_forecast_waits_for_its_time),
        cmocka_unit_test(checks_are_rows),
        cmocka_unit_test(claims_come_in_the_order_of_the_files),
        cmocka_unit_test(targets_have_a_status_and_progress),
        cmocka_unit_test(progress_is_the_way_gone),
        cmocka_unit_test(progress_may_be_undefined),
        cmocka_unit_test(projects_count_their_targets),
        cmocka_unit_test(documents_see_what_was_known),
        cmocka_unit_test(findings_are_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
