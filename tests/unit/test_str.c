/* Unit tests of base/str: slices, growing buffers, distances between names. */
#include "base/str.h"
#include "base/nearest.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void test_slices(void **state) {
    (void)state;
    const Slice none = {NULL, 0};
    assert_true(slice_equal(none, SLICE("")));
    assert_true(slice_is(SLICE("abc"), "abc"));
    assert_false(slice_is(SLICE("abc"), "abcd"));
    assert_int_equal(slice_of("æ").length, 2);
    assert_true(slice_compare(SLICE("a"), SLICE("b")) < 0);
    assert_true(slice_compare(SLICE("ab"), SLICE("a")) > 0);
    assert_true(slice_compare(none, SLICE("a")) < 0);
    assert_int_equal(slice_compare(SLICE("ab"), SLICE("ab")), 0);
    assert_true(slice_compare(SLICE("z"), SLICE("æ")) < 0); /* unsigned bytes */
    assert_true(slice_starts(SLICE("abc"), SLICE("ab")));
    assert_true(slice_starts(SLICE("abc"), none));
    assert_false(slice_starts(SLICE("a"), SLICE("ab")));
    assert_true(slice_ends(SLICE("a.integ"), SLICE(".integ")));
    assert_true(slice_ends(none, none));
    assert_false(slice_ends(SLICE("integ"), SLICE(".integ")));
    Slice rest = SLICE("met partly"), part;
    assert_true(slice_split(&rest, ' ', &part) && slice_is(part, "met"));
    assert_true(slice_split(&rest, ' ', &part) && slice_is(part, "partly"));
    assert_false(slice_split(&rest, ' ', &part));
}

static void test_text(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Text text = {.memory = &memory};
    assert_int_equal(text_view(&text).length, 0);
    assert_non_null(text_view(&text).at);
    text_char(&text, 'a');
    text_bytes(&text, "bc\0d", 4);
    text_bytes(&text, NULL, 0);
    text_slice(&text, SLICE("-"));
    text_str(&text, "xyz");
    text_format(&text, "%u%%%.*s", 12u, 2, "pqr");
    text_repeat(&text, '=', 3);
    text_repeat(&text, '=', 0);
    assert_int_equal(text.length, 17);
    assert_memory_equal(text.at, "abc\0d-xyz12%pq===", 17);
    text_clear(&text);
    size_t sum = 0;
    for (size_t length = 0; length < 400; length++) {
        char piece[512];
        memset(piece, 'k', length);
        piece[length] = '\0';
        text_format(&text, "%s", piece);
        sum += length;
        assert_int_equal(text.length, sum);
    }
    for (size_t i = 0; i < sum; i++)
        assert_int_equal(text.at[i], 'k');
    text_free(&text);
    assert_null(text.at);
    text_free(&text);
}

/* Fills a text until the memory ends; `block` is what is added at a time. */
static bool fill(Failing *failing, Text *text, size_t block) {
    if (setjmp(failing->out) != 0)
        return false;
    for (int i = 0; i < 10000; i++)
        text_repeat(text, 'x', block);
    return true;
}

static void test_text_exhausted(void **state) {
    (void)state;
    for (int n = 1; n < 5; n++) {
        Failing failing = {.fail_at = n};
        Memory memory = {failing_resize, failing_exhausted, &failing};
        Text text = {.memory = &memory};
        assert_false(fill(&failing, &text, 1));
        assert_true(text.length <= text.room); /* what was there is there */
        text_free(&text);
    }
    Failing failing = {.fail_at = 0};
    Memory memory = {failing_resize, failing_exhausted, &failing};
    Text text = {.memory = &memory};
    assert_false(fill(&failing, &text, (size_t)UINT32_MAX + 1));
    assert_int_equal(failing.requests, 0);
    text_free(&text);
}

static void test_distance(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        uint32_t most, distance;
    } rows[] = {
        {"", "", 3, 0},
        {"", "abc", 3, 3},
        {"abc", "", 2, 3},
        {"abc", "abc", 0, 0},
        {"abc", "abd", 0, 1},
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 1, 2},
        {"teh", "the", 3, 1},
        {"ab", "ba", 1, 1},
        {"ca", "abc", 9, 3}, /* a swapped pair is not edited again */
        {"åben", "aben", 3, 1},
        {"blå", "blåt", 3, 1},
        {"søren", "sørne", 3, 1},
        {"a", "abcdefgh", 3, 4},
        {"abcdefgh", "a", 3, 4},
        {"abc", "xbcabc", 3, 3},
        {"\xff", "\xfe", 3, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Slice a = slice_of(rows[i].a), b = slice_of(rows[i].b);
        assert_int_equal(nearest_distance(a, b, rows[i].most), rows[i].distance);
        assert_int_equal(nearest_distance(b, a, rows[i].most), rows[i].distance);
    }
    assert_int_equal(nearest_distance(SLICE("abc"), SLICE("xyz"), UINT32_MAX), 3);
}

/* The whole table, without a band, to compare with. */
static uint32_t plain_distance(const char *a, uint32_t m, const char *b, uint32_t n) {
    uint32_t d[24][24];
    for (uint32_t i = 0; i <= m; i++)
        for (uint32_t j = 0; j <= n; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            uint32_t least = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < least)
                least = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < least)
                least = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                d[i - 2][j - 2] + 1 < least)
                least = d[i - 2][j - 2] + 1;
            d[i][j] = least;
        }
    return d[m][n];
}

static void test_distance_against_plain(void **state) {
    (void)state;
    uint64_t seed = 42;
    for (int round = 0; round < 50000; round++) {
        char a[20], b[20];
        uint32_t lengths[2];
        for (int side = 0; side < 2; side++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            lengths[side] = (uint32_t)(seed >> 40) % 13;
            for (uint32_t i = 0; i < lengths[side]; i++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                (side == 0 ? a : b)[i] = (char)('a' + (seed >> 40) % 3);
            }
        }
        uint32_t right = plain_distance(a, lengths[0], b, lengths[1]);
        for (uint32_t most = 0; most < 9; most++)
            assert_int_equal(
                nearest_distance((Slice){a, lengths[0]}, (Slice){b, lengths[1]}, most),
                right <= most ? right : most + 1);
    }
    /* Names longer than what the comparison keeps at hand. */
    char c[1000], d[1000];
    memset(c, 'x', sizeof c);
    memset(d, 'x', sizeof d);
    d[500] = 'y';
    d[900] = 'z';
    assert_int_equal(nearest_distance((Slice){c, 1000}, (Slice){d, 1000}, 60), 2);
    assert_int_equal(nearest_distance((Slice){c, 950}, (Slice){d, 1000}, 60), 50);
    assert_int_equal(nearest_distance((Slice){c, 930}, (Slice){d, 1000}, 60), 61);
}

static void test_nearest(void **state) {
    (void)state;
    const Slice words[] = {SLICE("spending"), SLICE("funding"), SLICE("total"),
                           SLICE("Total"),    SLICE("table"),   SLICE("område")};
#define NEAREST(name) nearest_of(SLICE(name), words, 6)
    assert_int_equal(NEAREST("spendign"), 0);
    assert_int_equal(NEAREST("fundin"), 1);
    assert_int_equal(NEAREST("total"), 2);
    assert_int_equal(NEAREST("Total"), 3);
    assert_int_equal(NEAREST("TOTAL"), 2); /* both half an edit: the earlier */
    assert_int_equal(NEAREST("totla"), 2);
    assert_int_equal(NEAREST("Totla"), 3);
    assert_int_equal(NEAREST("FUNDING"), 1);
    assert_int_equal(NEAREST("OMRÅDE"), 5);
    assert_int_equal(NEAREST("omrade"), 5);
    assert_int_equal(NEAREST("xyzzy"), -1);
    assert_int_equal(NEAREST("tbl"), -1);    /* one edit allowed, two needed */
    assert_int_equal(NEAREST("tabel"), 4);   /* a swap */
    assert_int_equal(NEAREST("spnidg"), -1); /* three edits of two */
    assert_int_equal(nearest_of(SLICE("a"), words, 0), -1);
    assert_int_equal(NEAREST(""), -1);
#undef NEAREST
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slices),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_text_exhausted),
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_distance_against_plain),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
