/* Unit tests of check/targets: the status of a target from what stands beside it, its
 * difference, and what another document or another date makes of it. */
#include "check/results/targets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/io.h"
#include "model/model.h"
#include "syntax/parse.h"

static void exhausted(void *context) {
    (void)context;
    fail_msg("memory ran out");
}

/* One text, loaded as far as the model. */
typedef struct Loaded {
    Memory memory;
    Arena *arena;
    Names *names;
    Sources sources;
    Findings findings;
    Model *model;
    Targets *targets;
} Loaded;

static void load(Loaded *loaded, Slice text, int32_t as_of) {
    loaded->memory = memory_system(exhausted, NULL);
    loaded->arena = arena_new(&loaded->memory);
    loaded->names = names_new(loaded->arena);
    sources_init(&loaded->sources, loaded->arena);
    findings_init(&loaded->findings, loaded->arena);
    char *copy = arena_zero(loaded->arena, text.length + IO_PADDING);
    memcpy(copy, text.at, text.length);
    Source *source = sources_add(&loaded->sources, SLICE("test.integ"), SLICE(""),
                                 (Slice){copy, text.length});
    Tree *tree = parse_source(loaded->arena, loaded->names, &loaded->findings, source);
    loaded->model = model_build(loaded->arena, loaded->names, &loaded->sources,
                                &loaded->findings, &tree, 1, as_of, NULL, NULL);
    loaded->targets = targets_new(loaded->model, NULL);
}

static void drop(Loaded *loaded) {
    arena_drop(loaded->arena);
}

/* The last target of the text, as its own document sees it. */
static TargetView last_view(const Loaded *loaded) {
    const Model *model = loaded->model;
    for (uint32_t i = model->measures.count; i > 0; i--) {
        const MeasureFact *fact = &model->measures.at[i - 1];
        if (fact->kind == MEASURE_TARGET) {
            Viewpoint from = targets_viewpoint(loaded->targets, fact->document);
            return targets_view(loaded->targets, i - 1, &from);
        }
    }
    fail_msg("no target");
    return (TargetView){0};
}

typedef struct Case {
    const char *measures; /* in an indicator of a document of 1 June 2023 */
    TargetStatus status;
    const char *gap; /* NULL: not looked at */
} Case;

static void check_cases(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Loaded loaded = {0};
        load(&loaded, SLICE(""), 0);
        Slice text = arena_format(loaded.arena,
                                  "document d \"D\" { date: 2023-06-01 }\n"
                                  "project p \"P\" { indicator i \"I\" { %s } }\n",
                                  cases[i].measures);
        Loaded inner = {0};
        load(&inner, text, 0);
        TargetView view = last_view(&inner);
        if (view.status != cases[i].status) {
            fail_msg("%s: %s", cases[i].measures,
                     target_status_text((TargetStatus)view.status));
        }
        Slice gap = target_gap(inner.model, &view);
        if (cases[i].gap != NULL && !slice_is(gap, cases[i].gap))
            fail_msg("%s: %.*s", cases[i].measures, SLICE_ARGS(gap));
        drop(&inner);
        drop(&loaded);
    }
}

#define CHECK_CASES(cases) check_cases(cases, sizeof(cases) / sizeof *(cases))

static void test_bounds(void **state) {
    (void)state;
    const Case cases[] = {
        {"target 2021: >= 40%  actual 2021: 40%", TARGET_MET, ""},
        {"target 2021: >= 40%  actual 2021: 37%", TARGET_MISSED, "3 percentage points"},
        {"target 2021: >= 40%  actual 2021: 39%", TARGET_MISSED, "1 percentage point"},
        {"target 2021: > 40%   actual 2021: 40.0%", TARGET_MISSED, ""},
        {"target 2021: <= 18%  actual 2021: 18.1%", TARGET_MISSED,
         "0.1 percentage points"},
        {"target 2021: < 18    actual 2021: 17", TARGET_MET, "1"},
        {"target 2021: > 600   actual 2021: > 600", TARGET_MET, NULL},
        {"target 2021: > 700   actual 2021: > 600", TARGET_UNCLEAR, NULL},
        {"target 2021: < 600   actual 2021: > 600", TARGET_MISSED, NULL},
        {"target 2021: <= 600  actual 2021: >= 600", TARGET_UNCLEAR, NULL},
        {"target 2021: = 600   actual 2021: 600", TARGET_MET, NULL},
        {"target 2021: = 600   actual 2021: 601", TARGET_MISSED, "1"},
    };
    CHECK_CASES(cases);
}

static void test_approximate(void **state) {
    (void)state;
    const Case cases[] = {
        {"target 2021: >= 66  actual 2021: ~65", TARGET_UNCLEAR, NULL},
        {"target 2021: >= 67  actual 2021: ~65", TARGET_MISSED, NULL},
        {"target 2021: >= 64  actual 2021: ~65", TARGET_MET, NULL},
        {"target 2021: >= 150  actual 2021: ~140", TARGET_UNCLEAR, NULL},
        {"target 2021: >= 151  actual 2021: ~140", TARGET_MISSED, NULL},
        {"target 2021: >= 20%  actual 2021: 20%..43%", TARGET_MET, NULL},
        {"target 2021: >= 43%  actual 2021: 20%..43%", TARGET_UNCLEAR, NULL},
        {"target 2021: > 43%   actual 2021: 20%..43%", TARGET_MISSED, NULL},
        {"target 2021: 20%..43%  actual 2021: 43%", TARGET_MET, NULL},
        {"target 2021: 20%..43%  actual 2021: 44%", TARGET_MISSED, NULL},
        {"target 2021: >= 43%  actual 2021: ?", TARGET_UNMEASURED, NULL},
    };
    CHECK_CASES(cases);
}

static void test_ratios(void **state) {
    (void)state;
    const Case cases[] = {
        {"target 2021: >= 97.22%  actual 2021: 35 of 36", TARGET_MET, NULL},
        {"target 2021: >= 97.23%  actual 2021: 35 of 36", TARGET_MISSED, NULL},
        {"target 2021: >= 50%     actual 2021: 18 of 36", TARGET_MET, ""},
        {"target 2021: >= 35      actual 2021: 35 of 36", TARGET_MET, NULL},
        {"target 2021: >= 36      actual 2021: 35 of 36", TARGET_MISSED, "1"},
        {"target 2021: >= 50%     actual 2021: 0 of 0", TARGET_UNCLEAR, NULL},
        /* 1/3 is not 33.3 %, and two thirds of it are. */
        {"target 2021: = 33.3%    actual 2021: 1 of 3", TARGET_MISSED, NULL},
        {"baseline 2019: 1 of 3  target 2021: rising  actual 2021: 33.3%", TARGET_MISSED,
         NULL},
        {"baseline 2019: 1 of 3  target 2021: rising  actual 2021: 2 of 6", TARGET_MISSED,
         NULL},
    };
    CHECK_CASES(cases);
}

static void test_changes(void **state) {
    (void)state;
    const Case cases[] = {
        {"baseline 2019: 49.5%  target 2021: -10%  actual 2021: 44.55%", TARGET_MET, ""},
        {"baseline 2019: 49.5%  target 2021: -10%  actual 2021: 44.56%", TARGET_MISSED,
         "0.01 percentage points"},
        {"baseline 2019: 49.5%  target 2021: -10 pp  actual 2021: 44.55%", TARGET_MISSED,
         "5.05 percentage points"},
        {"baseline 2019: 54.40%  target 2021: +10 pp  actual 2021: 64.40%", TARGET_MET,
         NULL},
        {"baseline 2019: 54.40%  target 2021: +10 pp  actual 2021: 64.39%", TARGET_MISSED,
         NULL},
        {"baseline 2019: 120  target 2021: +10%  actual 2021: 132", TARGET_MET, NULL},
        {"baseline 2019: 120  target 2021: +10%  actual 2021: 131", TARGET_MISSED, "1"},
        {"baseline 2019: ~120  target 2021: +10%  actual 2021: 132", TARGET_UNCLEAR,
         NULL},
        {"baseline 2019: 10  target 2021: rising   actual 2021: 10", TARGET_MISSED, NULL},
        {"baseline 2019: 10  target 2021: rising   actual 2021: 10.1", TARGET_MET, NULL},
        {"baseline 2019: 10  target 2021: falling  actual 2021: 9.9", TARGET_MET, NULL},
        {"target 2021: rising  actual 2021: 9.9", TARGET_UNCLEAR, NULL},
        {"baseline: ?  target 2021: rising  actual 2021: 9.9", TARGET_UNCLEAR, NULL},
        /* Of two for one time both must say so, in either order; the later one is alone.
         */
        {"baseline 2019: 10  baseline 2019: 20  target 2021: rising  actual 2021: 15",
         TARGET_UNCLEAR, NULL},
        {"baseline 2019: 20  baseline 2019: 10  target 2021: rising  actual 2021: 15",
         TARGET_UNCLEAR, NULL},
        {"baseline 2019: 10  baseline 2019: 20  target 2021: rising  actual 2021: 21",
         TARGET_MET, NULL},
        {"baseline 2019: 10  baseline 2019: 20  target 2021: rising  actual 2021: 10",
         TARGET_MISSED, NULL},
        {"baseline 2019: 10  baseline 2019: 12  baseline 2019: 20  target 2021: rising  "
         "actual 2021: 15",
         TARGET_UNCLEAR, NULL},
        {"baseline 2019: 10  baseline 2019: ?  target 2021: rising  actual 2021: 15",
         TARGET_MET, NULL},
        {"baseline 2018: 10  baseline 2019: 20  target 2021: rising  actual 2021: 15",
         TARGET_MISSED, NULL},
        {"baseline 2019: 10  baseline 2018: 20  target 2021: rising  actual 2021: 15",
         TARGET_MET, NULL},
        {"baseline 2019: 10  baseline 2019: 20  target 2021: >= 15  actual 2021: 15",
         TARGET_MET, NULL},
        /* A bare figure is reached from the baseline's side. */
        {"baseline 2019: 54%  target 2021: 64%  actual 2021: 65%", TARGET_MET, NULL},
        {"baseline 2019: 54%  target 2021: 44%  actual 2021: 45%", TARGET_MISSED, NULL},
        {"target 2021: 100  actual 2021: 100", TARGET_MET, NULL},
        {"target 2021: 100  actual 2021: 112", TARGET_UNCLEAR, NULL},
    };
    CHECK_CASES(cases);
}

static void test_units(void **state) {
    (void)state;
    const Case cases[] = {
        {"target 2021: >= 40%  actual 2021: 120", TARGET_UNCLEAR, NULL},
        {"target 2021: <= 100 DKK  actual 2021: 90 DKK", TARGET_MET, NULL},
        {"target 2021: <= 100 DKK  actual 2021: 90 EUR", TARGET_UNCLEAR, NULL},
        {"target 2021: >= 3 mio DKK  actual 2021: 2.5 mio DKK", TARGET_MISSED,
         "0.5 mio DKK"},
    };
    CHECK_CASES(cases);
}

static void test_times(void **state) {
    (void)state;
    const Case cases[] = {
        /* The latest result no later than the target's time. */
        {"target 2021: >= 60%  actual 2020: 61%  actual 2021: 59%  actual 2022: 62%",
         TARGET_MISSED, NULL},
        /* One that ends before the target's year is not its result. */
        {"target 2021: >= 60%  actual 2020: 61%", TARGET_UNMEASURED, NULL},
        {"target 2021: >= 60%  actual 2020-12: 61%", TARGET_UNMEASURED, NULL},
        {"target 2021: >= 60%  actual 2021-01: 61%", TARGET_MET, NULL},
        {"target 2021-12: >= 60%  actual 2020: 59%", TARGET_UNMEASURED, NULL},
        {"target 2021-06: >= 60%  actual 2020: 59%", TARGET_MISSED, NULL},
        {"target 2021-06: >= 60%  actual 2020-06: 59%", TARGET_UNMEASURED, NULL},
        {"target 2020..2022: >= 60%  actual 2020-03: 59%", TARGET_MISSED, NULL},
        {"target 2020..2022: >= 60%  actual 2019: 59%", TARGET_UNMEASURED, NULL},
        {"target 2021: >= 60%  actual 2022: 61%", TARGET_UNMEASURED, NULL},
        {"target 2021: >= 60%", TARGET_UNMEASURED, NULL},
        {"target 2021: >= 60%  actual 2021: 59%  actual 2021-06: 62%", TARGET_MISSED,
         NULL},
        /* A year may reach beyond a month in it; a result without a time is of any. */
        {"target 2021-06: >= 60%  actual 2021: 59%", TARGET_UNCLEAR, NULL},
        {"target 2021: >= 60%  actual: 59%", TARGET_UNCLEAR, NULL},
        {"target 2021: >= 60%  actual 2021: 61%  actual: 59%", TARGET_MET, NULL},
        {"target 2021: >= 60%  actual 2020: 61%  actual: 59%", TARGET_UNCLEAR, NULL},
        {"target: >= 60%  actual: 59%", TARGET_MISSED, NULL},
        {"target: >= 60%  actual 2020: 59%", TARGET_MISSED, NULL},
        /* The document is of June 2023. */
        {"target 2023: >= 60%", TARGET_PENDING, NULL},
        {"target 2023: >= 60%  actual 2023-05: 59%", TARGET_PENDING, NULL},
        {"target 2023: >= 60%  actual 2023: 59%", TARGET_MISSED, NULL},
        {"target 2023-05: >= 60%  actual 2023-05: 59%", TARGET_MISSED, NULL},
        {"target 2023-06: >= 60%  actual 2023-05: 59%", TARGET_PENDING, NULL},
        {"target 2023-06-01: >= 60%  actual 2023-05: 59%", TARGET_MISSED, NULL},
        /* Two figures for one time: only what both say is certain. */
        {"target 2021: >= 60%  actual 2021: 61%  actual 2021: 59%", TARGET_UNCLEAR, NULL},
        {"target 2021: >= 60%  actual 2021: 58%  actual 2021: 59%", TARGET_MISSED, NULL},
    };
    CHECK_CASES(cases);
}

static void test_reached(void **state) {
    (void)state;
    Loaded loaded = {0};
    load(&loaded,
         SLICE("document d \"D\" { date: 2023 }\nproject p \"P\" { indicator i \"I\" {\n"
               "target 2023: >= 50%\nactual 2022-06: 51%\n} }\n"),
         0);
    TargetView view = last_view(&loaded);
    assert_int_equal(view.status, TARGET_PENDING);
    assert_true(view.reached);
    drop(&loaded);
}

static const char two_documents[] =
    "document first \"First\" {\n  date: 2020\n"
    "  project p \"P\" { indicator i \"I\" { target 2021: >= 40%  actual 2019: 45% } "
    "}\n}\n"
    "document second \"Second\" {\n  date: 2022\n"
    "  project p { indicator i { actual 2021: 39% } }\n}\n";

/* A document does not see what came after it; as of a later date, and in hindsight, it
 * does. */
static void test_documents(void **state) {
    (void)state;
    Loaded loaded = {0};
    load(&loaded, slice_of(two_documents), 0);
    TargetView view = last_view(&loaded);
    assert_int_equal(view.status, TARGET_PENDING);
    assert_true(view.reached);
    Viewpoint later = targets_hindsight(loaded.targets,
                                        loaded.model->measures.at[view.target].document);
    view = targets_view(loaded.targets, view.target, &later);
    assert_int_equal(view.status, TARGET_MISSED);
    drop(&loaded);

    load(&loaded, slice_of(two_documents), 20221231);
    assert_int_equal(last_view(&loaded).status, TARGET_MISSED);
    drop(&loaded);
    load(&loaded, slice_of(two_documents), 20220601);
    /* The second document may be of any day of 2022; the result of 2019 is too early. */
    assert_int_equal(last_view(&loaded).status, TARGET_UNMEASURED);
    drop(&loaded);
}

/* Figures as long as can be read do not overflow into a verdict. */
static void test_overflow(void **state) {
    (void)state;
    const Case cases[] = {
        /* 1e-16 % below 100 % but for less than that again. */
        {"target 2021: >= 99.9999999999999998%  actual 2021: 999999999999999998 of "
         "999999999999999999",
         TARGET_MET, NULL},
        {"target 2021: >= 99.9999999999999999%  actual 2021: 999999999999999998 of "
         "999999999999999999",
         TARGET_MISSED, NULL},
        {"target 2021: >= 999999999999999999  actual 2021: 999999999999999998",
         TARGET_MISSED, "1"},
    };
    CHECK_CASES(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds),   cmocka_unit_test(test_approximate),
        cmocka_unit_test(test_ratios),   cmocka_unit_test(test_changes),
        cmocka_unit_test(test_units),    cmocka_unit_test(test_times),
        cmocka_unit_test(test_reached),  cmocka_unit_test(test_documents),
        cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
