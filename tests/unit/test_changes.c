/* Unit tests of source/changes: diffs as git prints them and as nobody does, and what
 * their lines touch. */
#include "source/changes.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

typedef struct World {
    Memory memory;
    Arena *arena;
    Changes changes;
    Sources sources;
    Findings findings;
} World;

static int set_up(void **state) {
    World *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    sources_init(&world->sources, world->arena);
    findings_init(&world->findings, world->arena);
    *state = world;
    return 0;
}

static int tear_down(void **state) {
    World *world = *state;
    arena_drop(world->arena);
    free(world);
    return 0;
}

static void read_diff(World *world, const char *diff) {
    world->changes = (Changes){.files = {0}};
    changes_read(world->arena, slice_of(diff), SLICE("/r"), &world->changes);
    changes_sort(&world->changes);
}

static const ChangedFile *find(World *world, const char *path) {
    const ChangedFile *file = changes_find(&world->changes, slice_of(path));
    assert_non_null(file);
    return file;
}

static void test_files(void **state) {
    World *world = *state;
    read_diff(world,
              "diff --git a/b.integ b/b.integ\nindex 1..2 100644\n--- a/b.integ\n"
              "+++ b/b.integ\n@@ -1 +1,2 @@ project x {\n-x\n+y\n+z\n"
              "@@ -7,2 +9,0 @@\n-++ b/no\n--- a/no\n"
              "@@ -9,0 +10 @@\n+@@ -1 +99 @@\n\\ No newline at end of file\n"
              "diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n"
              "+++ b/new\n@@ -0,0 +1 @@\n+x\n"
              "diff --git a/a b b/a b\n--- a/a b\t\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
              "diff --git x y\n--- \"a/q\\\"\\303\\246\\t\\\\\"\n"
              "+++ \"b/q\\\"\\303\\246\\t\\\\\"\n@@ -1 +1 @@\n-x\n+y\n");
    assert_int_equal(world->changes.files.count, 4);
    const ChangedFile *file = find(world, "/r/b.integ");
    assert_int_equal(file->lines.count, 3);
    assert_int_equal(file->lines.at[0].first, 1);
    assert_int_equal(file->lines.at[0].end, 3);
    assert_int_equal(file->lines.at[1].first, 10);
    assert_int_equal(file->lines.at[1].end, 10);
    assert_int_equal(file->lines.at[2].first, 10);
    assert_int_equal(file->lines.at[2].end, 11);
    assert_true(find(world, "/r/new")->added);
    assert_true(find(world, "/r/a b")->removed);
    assert_false(find(world, "/r/q\"æ\t\\")->added);
    assert_null(changes_find(&world->changes, SLICE("/r/no")));
}

static void test_no_diffs(void **state) {
    World *world = *state;
    static const char *const texts[] = {
        "",
        "\n\n",
        "fatal: not a git repository\n",
        "@@ -1 +1 @@\n-x\n+y\n",
        "--- a/x",
        "+++ b/x",
        "diff --git\n--- a/x\n+++ b/x\n@@ -",
        "diff --git\n--- a/x\n+++ b/x\n@@ -1,2 +99999999999999999999 @@\n",
        "diff --git\n--- a/x\n+++ b/x\n@@ -1,999999999 +1,999999999 @@\n-x\n\\\n\\\n",
        "diff --git\n--- \"a/\\\n+++ \"b/\\7\n@@ -1 +1 @@\n",
        "diff --git\n--- \"\n+++ \n@@ -0,0 +0,0 @@\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        read_diff(world, texts[i]);
}

/* Whether a change of a file of twenty lines touches the lines from `first` to `last`. */
static bool touches(World *world, const char *hunk, uint32_t first, uint32_t last) {
    Text diff = {.memory = &world->memory};
    text_format(&diff, "diff --git\n--- a/x\n+++ b/x\n@@ %s @@\n", hunk);
    world->changes = (Changes){.files = {0}};
    changes_read(world->arena, text_view(&diff), SLICE("/r"), &world->changes);
    text_free(&diff);
    if (world->sources.all.count == 0) {
        sources_add(&world->sources, SLICE("x"), SLICE("/r/x"),
                    SLICE("1\n2\n3\n4\n5\n6\n7\n8\n9\n"));
    }
    Place place = {0, {2 * (first - 1), 2 * (last - 1) + 1}};
    Diagnostic *d = findings_add(&world->findings, CODE_T02, place, "x");
    bool at = changes_touch(&world->changes, &world->sources, d);
    /* It is the same for what is shown, and for what a total is over. */
    Diagnostic *label =
        findings_add(&world->findings, CODE_T02, (Place){0, {16, 17}}, "x");
    diagnostic_label(&world->findings, label, place, "%s", "");
    Diagnostic *over =
        findings_add(&world->findings, CODE_T02, (Place){0, {16, 17}}, "x");
    diagnostic_over(&world->findings, over, place);
    assert_int_equal(changes_touch(&world->changes, &world->sources, label), at);
    assert_int_equal(changes_touch(&world->changes, &world->sources, over), at);
    return at;
}

static void test_touch(void **state) {
    World *world = *state;
    assert_true(touches(world, "-2 +2", 2, 2));
    assert_false(touches(world, "-2 +2", 1, 1));
    assert_false(touches(world, "-2 +2", 3, 5));
    assert_true(touches(world, "-2 +2,3", 4, 4));
    assert_false(touches(world, "-2 +2,3", 5, 5));
    assert_true(touches(world, "-2 +2", 1, 5));
    /* Lines taken out behind the third: between it and the fourth. */
    assert_false(touches(world, "-4,2 +3,0", 3, 3));
    assert_false(touches(world, "-4,2 +3,0", 4, 4));
    assert_true(touches(world, "-4,2 +3,0", 3, 4));
    assert_true(touches(world, "-4,2 +3,0", 1, 8));
    assert_false(touches(world, "-1,2 +0,0", 1, 8));
}

static void test_others(void **state) {
    World *world = *state;
    sources_add(&world->sources, SLICE("-"), SLICE(""), SLICE("x\n"));
    sources_add(&world->sources, SLICE("y"), SLICE("/r/y"), SLICE("y\n"));
    Diagnostic *d = findings_add(&world->findings, CODE_S01, (Place){0, {0, 1}}, "x");
    Diagnostic *other = findings_add(&world->findings, CODE_S01, (Place){1, {0, 1}}, "y");
    assert_true(changes_touch(&world->changes, &world->sources, d));
    assert_false(changes_touch(&world->changes, &world->sources, other));
    other->over_all = true;
    assert_false(changes_touch(&world->changes, &world->sources, other));
    changes_add(world->arena, &world->changes, SLICE("/r/y"));
    other->over_all = false;
    assert_true(changes_touch(&world->changes, &world->sources, other));
}

#define CHANGES_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHANGES_TEST(test_files),
        CHANGES_TEST(test_no_diffs),
        CHANGES_TEST(test_touch),
        CHANGES_TEST(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
