/* Unit tests of fixes put into text (source/fixes), of what is shown of it (render/diff),
 * and of which misspelt names are beyond doubt (base/str). */
#include "render/diff.h"
#include "base/nearest.h"
#include "source/fixes.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

typedef struct Edit {
    uint32_t start, end;
    const char *text;
} Edit;

static void assert_mended(const char *before, const Edit *edits, uint32_t count,
                          const char *after) {
    Memory memory = memory_system(not_exhausted, NULL);
    /* In every order: the result is one. */
    for (uint32_t turn = 0; turn < count; turn++) {
        Arena *arena = arena_new(&memory);
        FixVec fixes = {0};
        for (uint32_t i = 0; i < count; i++) {
            const Edit *edit = &edits[(i + turn) % count];
            *VEC_PUSH(arena, &fixes) =
                (Fix){{0, {edit->start, edit->end}}, slice_of(edit->text), true};
        }
        Text text = {.memory = &memory};
        fixes_settle(slice_of(before), &fixes);
        fixes_apply(slice_of(before), &fixes, &text);
        assert_true(slice_is(text_view(&text), after));
        text_free(&text);
        arena_drop(arena);
    }
}

static void test_fixes(void **state) {
    (void)state;
    const Edit plain[] = {{0, 1, "x"}, {2, 3, ""}, {3, 3, "yz"}};
    assert_mended("abcd", plain, 3, "xbyzd");
    const Edit overlap[] = {{1, 3, "X"}, {2, 4, "Y"}, {1, 2, "Z"}};
    assert_mended("abcd", overlap, 3, "aXd");
    const Edit same[] = {{1, 2, "B"}, {1, 2, "B"}, {3, 4, "d"}};
    assert_mended("abcd", same, 3, "aBcd");
    const Edit inserted[] = {{2, 2, "1"}, {2, 2, "2"}};
    assert_mended("abcd", inserted, 2, "ab1cd");
    const Edit lines[] = {{1, 4, "x"}, {0, 1, "\n"}, {4, 5, "\r"}, {5, 9, "x"}};
    assert_mended("ab\ncd", lines, 4, "ab\ncd");
}

static void assert_diff(const char *before, const char *after, bool escaped,
                        const char *expected) {
    Memory memory = memory_system(not_exhausted, NULL);
    Text text = {.memory = &memory};
    Writer writer = writer_text(&text);
    render_diff(&memory, SLICE("a b"), slice_of(before), slice_of(after), escaped,
                &writer);
    text_char(&text, '\0');
    assert_string_equal(text.at, expected);
    text_free(&text);
}

static void test_diff(void **state) {
    (void)state;
    assert_diff("", "", false, "");
    assert_diff("a\nb\n", "a\nb\n", false, "");
    assert_diff(
        "a", "b", false,
        "--- a/a b\n+++ b/a b\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n"
        "+b\n\\ No newline at end of file\n");
    /* Seven lines between are two hunks, six are one. */
    assert_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n", false,
                "--- a/a b\n+++ b/a b\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n"
                "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n");
    assert_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n", false,
                "--- a/a b\n+++ b/a b\n@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n"
                "-8\n+y\n");
    assert_diff(
        "1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\n4\nx\ny\n7\n", false,
        "--- a/a b\n+++ b/a b\n@@ -2,6 +2,6 @@\n 2\n 3\n 4\n-5\n-6\n+x\n+y\n 7\n");
    /* Lines put in and taken out; an empty range is named by the line before it. */
    assert_diff("", "a\n", false, "--- a/a b\n+++ b/a b\n@@ -0,0 +1,1 @@\n+a\n");
    assert_diff("a\nb\n", "", false, "--- a/a b\n+++ b/a b\n@@ -1,2 +0,0 @@\n-a\n-b\n");
    assert_diff("1\n2\n3\n4\n5\n", "0\n1\n2\n3\n5\n", false,
                "--- a/a b\n+++ b/a b\n@@ -1,5 +1,5 @@\n+0\n 1\n 2\n 3\n-4\n 5\n");
    assert_diff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n", false,
                "--- a/a b\n+++ b/a b\n@@ -1,7 +1,6 @@\n-a\n-b\n c\n+b\n a\n b\n-b\n a\n"
                "+c\n");
    assert_diff("\x1b[31m\n", "\xff\n", false,
                "--- a/a b\n+++ b/a b\n@@ -1,1 +1,1 @@\n-\x1b[31m\n+\xff\n");
    assert_diff("\x1b[31m\n", "\xff\n", true,
                "--- a/a b\n+++ b/a b\n@@ -1,1 +1,1 @@\n-\\x1B[31m\n+\\xFF\n");
}

static bool surely(const char *name, const char *first, const char *second) {
    Slice candidates[] = {slice_of(first), slice_of(second)};
    return nearest_surely(slice_of(name), candidates, 2,
                          nearest_of(slice_of(name), candidates, 2));
}

static void test_surely(void **state) {
    (void)state;
    assert_true(surely("budgt20", "budget20", "fund"));
    assert_true(surely("roundin", "exact", "rounding"));
    assert_true(surely("FUNDING", "funding", "pool"));
    assert_true(surely("organisaton", "organisation", "pool"));
    assert_true(surely("orgnisaton", "organisation", "pool"));
    assert_false(surely("budget21", "budget20", "fund"));
    assert_false(surely("budgt20", "budget20", "budget2"));
    assert_false(surely("budgt", "budget", "budge"));
    assert_false(surely("pol", "pool", "fund"));
    assert_false(surely("fondin", "funding", "pool"));
    assert_false(surely("nothing", "funding", "pool"));
    assert_true(surely("budgt", "budget", "budget"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixes),
        cmocka_unit_test(test_diff),
        cmocka_unit_test(test_surely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
