/* Unit tests of syntax/total_word: which titles are worth a look. */
#include "syntax/total_word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void test_may_be_in(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is, within;
    } rows[] = {
        {"Total", true, false},
        {"I alt:", true, false},
        {"2023 Sub-total", true, false},
        {"(5) TOTAL", true, false},
        {"5\xC2\xA0Total", true, false}, /* a space without a break */
        {"\xE2\x84\xAA Total", false, true},
        {"Skoler i alt", false, true},
        {"Område, sum", false, true},
        {"Total, skoler", false, true},
        {"Project 12", false, false},
        {"", false, false},
    };
    const uint32_t letters = total_word_letters();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Slice text = slice_of(rows[i].text);
        assert_int_equal(total_word_is(text), rows[i].is);
        assert_int_equal(total_word_within(text), rows[i].within);
        if (rows[i].is || rows[i].within)
            assert_true(total_word_may_be_in(text, letters));
    }
    assert_false(total_word_may_be_in(slice_of("Project 12"), letters));
    assert_false(total_word_may_be_in(slice_of("Områder"), letters));
    assert_false(total_word_may_be_in((Slice){"", 0}, letters));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_may_be_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
