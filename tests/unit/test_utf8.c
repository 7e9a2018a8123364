/* Unit tests of base/utf8: what is well-formed, what is in NFC, what may reach a
 * terminal. */
#include "base/utf8.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void test_valid(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t length, valid_to;
    } rows[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"a\0b", 3, 3},
        {"æøå", 6, 6},
        {"\xEF\xBF\xBF\xF4\x8F\xBF\xBF", 7, 7},
        {"a\xC0\x80", 3, 1}, /* overlong */
        {"a\xC1\xBF", 3, 1},
        {"\xE0\x9F\xBF", 3, 0},
        {"\xF0\x8F\xBF\xBF", 4, 0},
        {"ab\xED\xA0\x80", 5, 2}, /* a surrogate */
        {"\xED\x9F\xBF\xEE\x80\x80", 6, 6},
        {"\xF4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80", 4, 0},
        {"æ\x80", 3, 2}, /* a stray continuation */
        {"abcdefghijklmnopqrstuvwxyz\xFF", 27, 26},
        {"abcdefghijklmnopqrstuvwxy\xC3", 26, 25}, /* cut off */
        {"\xE2\x82", 2, 0},
        {"\xE2\x82"
         "a",
         3, 0},
        {"\xF0\x9F\x98", 3, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(utf8_valid_to(rows[i].text, rows[i].length), rows[i].valid_to);
}

static void test_round_trip(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Text text = {.memory = &memory};
    for (uint32_t code = 0; code <= 0x110000; code++) {
        text_clear(&text);
        utf8_encode(&text, code);
        uint32_t bytes, back = utf8_decode(text.at, text.length, &bytes);
        bool valid = code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
        assert_int_equal(back, valid ? code : 0xFFFD);
        assert_int_equal(bytes, text.length);
        assert_int_equal(utf8_valid_to(text.at, text.length), text.length);
    }
    text_free(&text);
    uint32_t bytes;
    assert_int_equal(utf8_decode("\xC3", 1, &bytes), 0xFFFD);
    assert_int_equal(bytes, 1);
}

static void test_nfc(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    static const struct {
        const char *text, *nfc;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"område", "område"},
        {"omra\xCC\x8A"
         "de",
         "område"},
        {"A\xCC\x8A", "Å"},
        {"\xE2\x84\xAB", "Å"},                      /* the Ångström sign */
        {"q\xCC\xA3\xCC\x87", "q\xCC\xA3\xCC\x87"}, /* marks in order */
        {"q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87"}, /* marks out of order */
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"},
        {"漢字かな", "漢字かな"},
        {"か\xE3\x82\x99", "が"},
        {"Ωμέγα", "Ωμέγα"},
        {"\xEF\xAC\x81", "\xEF\xAC\x81"}, /* a ligature stays */
        {"\xCC\x8A", "\xCC\x8A"},
        {"å\xCC\xA3", "\xE1\xBA\xA1\xCC\x8A"}, /* what is before changes too */
        {"a\xCC\x8A\xFF", "a\xCC\x8A\xFF"},    /* not UTF-8: as it is */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Slice text = slice_of(rows[i].text), nfc = utf8_nfc(arena, text);
        assert_true(slice_is(nfc, rows[i].nfc));
        bool same = strcmp(rows[i].text, rows[i].nfc) == 0;
        assert_int_equal(utf8_is_nfc(text), same);
        if (same)
            assert_ptr_equal(nfc.at, text.at);
        assert_true(utf8_is_nfc(nfc));
    }
    /* More than the room of the check: a long text, and a letter with many marks. */
    Text text = {.memory = &memory};
    for (int i = 0; i < 3000; i++)
        text_str(&text, "ठीक漢か\xE3\x82\x99");
    Slice nfc = utf8_nfc(arena, text_view(&text));
    assert_int_equal(nfc.length, text.length - 3 * 3000);
    assert_true(utf8_is_nfc(nfc));
    text_clear(&text);
    text_char(&text, 'a');
    for (int i = 0; i < 1000; i++)
        text_str(&text, "\xCC\x8A");
    nfc = utf8_nfc(arena, text_view(&text));
    assert_int_equal(nfc.length, 2 + 2 * 999);
    assert_true(slice_equal(utf8_nfc(arena, nfc), nfc));
    text_free(&text);
    arena_drop(arena);
}

static void test_classes(void **state) {
    (void)state;
    assert_true(utf8_is_letter('a') && utf8_is_letter('Z') && utf8_is_letter(0xE6));
    assert_true(utf8_is_letter(0x30A)); /* a mark */
    assert_true(utf8_is_letter(0x6F22));
    assert_false(utf8_is_letter('_') || utf8_is_letter('0') || utf8_is_letter('@') ||
                 utf8_is_letter('[') || utf8_is_letter('`') || utf8_is_letter('{'));
    assert_false(utf8_is_letter(0x20AC) || utf8_is_letter(0xD7));
    assert_true(utf8_is_digit('0') && utf8_is_digit('9') && utf8_is_digit(0x663));
    assert_false(utf8_is_digit('a') || utf8_is_digit(0xBD));
    assert_int_equal(utf8_lower('A'), 'a');
    assert_int_equal(utf8_lower(0xC5), 0xE5);
    assert_int_equal(utf8_lower('1'), '1');
}

static void test_width(void **state) {
    (void)state;
    assert_int_equal(utf8_width('a'), 1);
    assert_int_equal(utf8_width(0xE5), 1);
    assert_int_equal(utf8_width(0x30A), 0);
    assert_int_equal(utf8_width(0x6F22), 2);
    assert_int_equal(utf8_width('\n'), 0);
    assert_int_equal(utf8_text_width(SLICE("aå漢")), 4);
    assert_int_equal(utf8_text_length(SLICE("aå漢\xFF")), 4);
    assert_int_equal(utf8_text_width((Slice){NULL, 0}), 0);
}

static void test_escape(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Text out = {.memory = &memory};
    static const struct {
        const char *text;
        uint32_t length;
        const char *escaped;
    } rows[] = {
        {"abc", 3, "abc"},
        {"å漢", 5, "å漢"},
        {"a\tb", 3, "a    b"},
        {"a\n\r\x1B[0m", 7, "a\\x0A\\x0D\\x1B[0m"},
        {"\0\x7F", 2, "\\x00\\x7F"},
        {"\xC2\x85\xC2\x9B", 4, "\\u{0085}\\u{009B}"},
        {"\xFF\xC3", 2, "\\xFF\\xC3"},
        {"\xE2\x80\xAA\xE2\x80\xAE", 6, "\\u{202A}\\u{202E}"},
        {"\xE2\x81\xA6\xE2\x81\xA9", 6, "\\u{2066}\\u{2069}"},
        {"\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", 8, "\\u{200E}\\u{200F}\\u{061C}"},
        {"\xE2\x80\xA8\xE2\x80\xA9", 6, "\\u{2028}\\u{2029}"},
        {"a\xEF\xBB\xBF", 4, "a\\u{FEFF}"},
        {"\xEF\xBF\xBD", 3, "\xEF\xBF\xBD"}, /* U+FFFD itself is fine */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_clear(&out);
        uint32_t columns = utf8_escape(&out, (Slice){rows[i].text, rows[i].length}, 4);
        assert_true(slice_is(text_view(&out), rows[i].escaped));
        assert_int_equal(columns, utf8_text_width(slice_of(rows[i].escaped)));
    }
    text_clear(&out);
    utf8_fold(&out, SLICE("OMRÅDE \xFF Ω漢"));
    assert_true(slice_is(text_view(&out), "område \xFF ω漢"));
    text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid), cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_nfc),   cmocka_unit_test(test_classes),
        cmocka_unit_test(test_width), cmocka_unit_test(test_escape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
