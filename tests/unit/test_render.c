/* Unit tests of render/: excerpts with places of every kind, and the JSON object, made
 * from records filled in by hand. */
#include "render/report.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* What each test stands on; the teardown lets it go. */
typedef struct World {
    Memory memory;
    Arena *arena;
    Sources sources;
    Findings findings;
    Summary summary;
    Report report;
    Text text;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    sources_init(&world->sources, world->arena);
    findings_init(&world->findings, world->arena);
    world->text.memory = &world->memory;
    world->report = (Report){
        .memory = &world->memory,
        .sources = &world->sources,
        .findings = &world->findings,
        .summary = &world->summary,
    };
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    text_free(&world->text);
    arena_drop(world->arena);
    free(world);
    return 0;
}

static void add(World *world, const char *path, const char *text) {
    sources_add(&world->sources, slice_of(path), (Slice){0}, slice_of(text));
}

/* The place of the `nth` (from 1) occurrence of a text in a source. */
static Place find(World *world, SourceId id, const char *text, int nth) {
    Slice whole = sources_get(&world->sources, id)->text;
    const char *at = whole.at - 1;
    for (int i = 0; i < nth; i++) {
        at = strstr(at + 1, text);
        assert_non_null(at);
    }
    uint32_t start = (uint32_t)(at - whole.at);
    return (Place){id, {start, start + (uint32_t)strlen(text)}};
}

static const char *rendered(World *world, void (*render)(const Report *, Writer *)) {
    text_clear(&world->text);
    Writer writer = writer_text(&world->text);
    render(&world->report, &writer);
    assert_false(writer.failed);
    text_char(&world->text, '\0');
    return world->text.at;
}

static void expect_text(World *world, const char *wanted) {
    const char *got = rendered(world, render_text);
    if (strcmp(got, wanted) != 0)
        fail_msg("expected:\n%s\ngot:\n%s", wanted, got);
}

static void test_total(void **state) {
    World *world = *state;
    add(world, "parks.integ",
        "# Parks\n"
        "area green \"Grønne områder\" {\n"
        "  table 2020..2022 {\n"
        "    trees  1.0 1.0 1.0\n"
        "    paths  \"Stier\"  -   0.9   -\n"
        "    total          7.6  8.0  8.0\n"
        "  }\n"
        "}\n");
    Diagnostic *d = findings_add(&world->findings, CODE_T02, find(world, 0, "8.0", 1),
                                 "the total for 2021 is 0.9 mio DKK too low");
    diagnostic_here(&world->findings, d, "stated");
    diagnostic_label(&world->findings, d, find(world, 0, "0.9", 1), "left out?");
    diagnostic_figures(d, decimal_int(8), decimal_int(9), decimal_int(-1),
                       SLICE("mio DKK"));
    diagnostic_note(&world->findings, d, "2020 and 2022 are exact");
    Explanation *why = VEC_PUSH(world->arena, &d->explanations);
    *why = (Explanation){.kind = "left-out",
                         .strength = STRENGTH_FITS,
                         .message = SLICE("\"Stier\" (0.9) is not in it")};
    diagnostic_help(&world->findings, d, "keep it and note it");
    world->report.closing = true;
    world->summary.facts = 9;
    world->summary.totals = (Tally){.stated = 3, .hold = 2, .off = 1};
    expect_text(world, "error[T02]: the total for 2021 is 0.9 mio DKK too low\n"
                       "  ┌─ parks.integ:6:25\n"
                       "  │\n"
                       " 2│ area green \"Grønne områder\" {\n"
                       " 3│   table 2020..2022 {\n"
                       " 4│     trees  1.0 1.0 1.0\n"
                       " 5│     paths  \"Stier\"  -   0.9   -\n"
                       "  │                         ─── left out?\n"
                       " 6│     total          7.6  8.0  8.0\n"
                       "  │                         ^^^ stated\n"
                       "  │\n"
                       "  = 2020 and 2022 are exact\n"
                       "  = possible: \"Stier\" (0.9) is not in it\n"
                       "  = help: keep it and note it\n"
                       "\n"
                       "1 error in 1 file.  9 figures, 3 claims: 2 hold, 1 is off.\n"
                       "Explain one with: integ explain T02\n");
}

static void test_one_line(void **state) {
    World *world = *state;
    add(world, "a", "one two three\n");
    Diagnostic *d =
        findings_add(&world->findings, CODE_N01, find(world, 0, "two", 1), "message");
    diagnostic_here(&world->findings, d, "the second");
    diagnostic_label(&world->findings, d, find(world, 0, "three", 1), "the third");
    diagnostic_label(&world->findings, d, find(world, 0, "one", 1), "the first");
    expect_text(world, "error[N01]: message\n"
                       "  ┌─ a:1:5\n"
                       "  │\n"
                       " 1│ one two three\n"
                       "  │ ─── ^^^ ───── the third\n"
                       "  │ │   the second\n"
                       "  │ the first\n"
                       "\n");
}

static void test_widths(void **state) {
    World *world = *state;
    add(world, "a", "\t\"日本\" e\xCC\x81x \x1b[0m\xff!\r\n");
    Diagnostic *d =
        findings_add(&world->findings, CODE_N01, find(world, 0, "日本", 1), "a\x1b");
    diagnostic_label(&world->findings, d, find(world, 0, "x", 1), "x");
    diagnostic_label(&world->findings, d, find(world, 0, "!", 1), "!");
    expect_text(world, "error[N01]: a\\x1B\n"
                       "  ┌─ a:1:3\n"
                       "  │\n"
                       " 1│     \"日本\" e\xCC\x81x \\x1B[0m\\xFF!\n"
                       "  │      ^^^^   ─ x          ─ !\n"
                       "\n");
}

static void test_ends(void **state) {
    World *world = *state;
    add(world, "a", "one {\n  two   \n}");
    add(world, "empty", "");
    findings_add(&world->findings, CODE_S03, (Place){0, {4, 16}}, "over lines");
    findings_add(&world->findings, CODE_S03, (Place){0, {14, 14}}, "at a line's end");
    findings_add(&world->findings, CODE_S03, (Place){0, {900, 901}}, "behind the end");
    findings_add(&world->findings, CODE_S03, (Place){1, {0, 0}}, "in nothing");
    expect_text(world, "error[S03]: over lines\n"
                       "  ┌─ a:1:5\n"
                       "  │\n"
                       " 1│ one {\n"
                       "  │     ^\n"
                       "\n"
                       "error[S03]: at a line's end\n"
                       "  ┌─ a:2:9\n"
                       "  │\n"
                       " 2│   two   \n"
                       "  │         ^\n"
                       "\n"
                       "error[S03]: behind the end\n"
                       "  ┌─ a:3:2\n"
                       "  │\n"
                       " 3│ }\n"
                       "  │  ^\n"
                       "\n"
                       "error[S03]: in nothing\n"
                       "  ┌─ empty:1:1\n"
                       "  │\n"
                       " 1│\n"
                       "  │ ^\n"
                       "\n");
}

static void test_files(void **state) {
    World *world = *state;
    add(world, "jobs.integ", "\n\n\n\n\n\n\n\nfrom budgt20\n");
    add(world, "common.integ", "source budget20\n");
    Diagnostic *d = findings_add(&world->findings, CODE_N01, find(world, 0, "budgt20", 1),
                                 "no such source");
    diagnostic_here(&world->findings, d, "did you mean \"budget20\"?");
    diagnostic_label(&world->findings, d, find(world, 1, "budget20", 1), "declared here");
    diagnostic_fix(&world->findings, d, d->place, SLICE("budget20"));
    expect_text(world, "error[N01]: no such source\n"
                       "  ┌─ jobs.integ:9:6\n"
                       "  │\n"
                       " 9│ from budgt20\n"
                       "  │      ^^^^^^^ did you mean \"budget20\"?\n"
                       "  │\n"
                       "  ┌─ common.integ:1:8\n"
                       " 1│ source budget20\n"
                       "  │        ──────── declared here\n"
                       "\n");
}

/* A line of a million characters is cut around its places, each alone. */
static void test_long_line(void **state) {
    World *world = *state;
    size_t length = 1000000;
    char *line = arena_alloc(world->arena, length + 1);
    memset(line, 'x', length);
    line[length] = '\0';
    line[500000] = 'A';
    line[10] = 'B';
    line[999999] = 'C';
    add(world, "a", line);
    Diagnostic *d =
        findings_add(&world->findings, CODE_N01, find(world, 0, "A", 1), "long");
    diagnostic_label(&world->findings, d, find(world, 0, "C", 1), "last");
    diagnostic_label(&world->findings, d, find(world, 0, "B", 1), "first");
    const char *text = rendered(world, render_text);
    assert_true(strlen(text) < 1000);
    assert_non_null(strstr(text, "a:1:500001"));
    assert_non_null(strstr(text, "first"));
    assert_non_null(strstr(text, "last"));
    assert_non_null(strstr(text, "…xxx"));
    for (const char *at = text; at; at = strchr(at + 1, '\n'))
        assert_true(strcspn(at + 1, "\n") <= 120);
}

static void test_many(void **state) {
    World *world = *state;
    add(world, "a", "one two\n");
    for (int i = 0; i < 30; i++) {
        Diagnostic *d =
            findings_add(&world->findings, CODE_N01, find(world, 0, "two", 1), "m%d", i);
        for (int j = 0; j < 50; j++) {
            diagnostic_note(&world->findings, d, "note %d", j);
            diagnostic_label(&world->findings, d, find(world, 0, "one", 1), "l%d", j);
        }
    }
    const char *text = rendered(world, render_text);
    assert_non_null(strstr(text, "m19\n"));
    assert_null(strstr(text, "m20\n"));
    assert_null(strstr(text, "note 12\n"));
    assert_non_null(strstr(text, "= and 38 more notes\n"));
    assert_non_null(strstr(text, "and 10 more of N01 (unknown-name)\n"));
    world->report.all = true;
    text = rendered(world, render_text);
    assert_non_null(strstr(text, "m29\n"));
}

static void test_levels(void **state) {
    World *world = *state;
    add(world, "a", "one two\n");
    Place place = find(world, 0, "two", 1);
    findings_add(&world->findings, CODE_T01, place, "a note");
    findings_add(&world->findings, CODE_T03, place, "a warning");
    findings_add(&world->findings, CODE_T02, place, "known")->allowed = true;
    world->report.level = LEVEL_ERROR;
    world->report.closing = true;
    expect_text(world, "1 warning, 1 note, 1 accepted in 1 file; 2 hidden by --level "
                       "error.\n");
    Counts counts = report_counts(&world->report);
    assert_int_equal(counts.hidden, 2);
    assert_int_equal(counts.allowed, 1);
    assert_int_equal(counts.levels[LEVEL_ERROR], 0);
    world->findings.all.count = 0;
    expect_text(world, "no findings in 1 file.\n");
}

static void test_colour(void **state) {
    World *world = *state;
    add(world, "a", "one\n");
    findings_add(&world->findings, CODE_T03, find(world, 0, "one", 1), "m\x1b[m");
    world->report.colour = true;
    expect_text(world, "\033[1;33mwarning[T03]\033[0m\033[1m: m\\x1B[m\033[0m\n"
                       "\033[34m  ┌─ \033[0ma:1:1\n"
                       "\033[34m  │\033[0m\n"
                       "\033[34m 1│\033[0m one\n"
                       "\033[34m  │\033[0m \033[1;33m^^^\033[0m\n"
                       "\n");
}

static void test_json(void **state) {
    World *world = *state;
    add(world, "a\"\\\n", "\xC3\xA5 two\nthree\n");
    Place place = find(world, 0, "two\nth", 1);
    Diagnostic *d = findings_add(&world->findings, CODE_T02, place, "m\x01\xff\xC2\x85");
    Decimal stated = {80, 1}, computed = {89, 1}, difference = {-9, 1};
    diagnostic_figures(d, stated, computed, difference, SLICE("mio DKK"));
    *VEC_PUSH(world->arena, &d->compared) = (Compared){"entries", computed, difference};
    diagnostic_label(&world->findings, d, place, "%s", "");
    Explanation *why = VEC_PUSH(world->arena, &d->explanations);
    *why = (Explanation){.kind = "left-out",
                         .strength = STRENGTH_LIKELY,
                         .message = SLICE("x"),
                         .story = 3};
    *VEC_PUSH(world->arena, &why->entries) = (Evidence){place, SLICE("t"), SLICE("2021")};
    diagnostic_fix(&world->findings, d, place, SLICE("8.9"));
    const char *text = rendered(world, render_json);
#define AT                                                                               \
    "\"file\":\"a\\\"\\\\\\n\",\"line\":1,\"column\":3,\"end_line\":2,\"end_column\":3"
    const char *wanted =
        "{\"version\":2,\n\"findings\":[\n"
        "{\"code\":\"T02\",\"level\":\"error\",\"message\":"
        "\"m\\u0001\xEF\xBF\xBD\\u0085\"," AT ",\"labels\":[{" AT
        ",\"message\":\"\"}],\"notes\":[],\"help\":null,"
        "\"stated\":\"8.0\",\"computed\":\"8.9\",\"difference\":\"-0.9\","
        "\"unit\":\"mio DKK\",\"compared\":[{\"with\":\"entries\",\"computed\":\"8.9\","
        "\"difference\":\"-0.9\"}],\"explanations\":[{\"kind\":\"left-out\","
        "\"strength\":\"likely\",\"message\":\"x\",\"story\":3,\"entries\":"
        "[{" AT ",\"title\":\"t\",\"year\":\"2021\"}]}],"
        "\"fixes\":[{" AT ",\"text\":\"8.9\",\"safe\":false}]}\n"
        "],\n\"unreadable\":[],\n\"summary\":{\"errors\":1,\"warnings\":0,";
    assert_true(strlen(text) > strlen(wanted));
    if (strncmp(text, wanted, strlen(wanted)) != 0)
        fail_msg("expected:\n%s\ngot:\n%s", wanted, text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_total, setup, teardown),
        cmocka_unit_test_setup_teardown(test_one_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_widths, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(test_files, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many, setup, teardown),
        cmocka_unit_test_setup_teardown(test_levels, setup, teardown),
        cmocka_unit_test_setup_teardown(test_colour, setup, teardown),
        cmocka_unit_test_setup_teardown(test_json, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
