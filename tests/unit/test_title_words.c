/* Unit tests of check/title_words: whether two titles have a word in common. */
#include "base/arena.h"
#include "check/names/title_words.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static bool finds(const TitleWords *title, const TitleWords *other) {
    Marked want, left;
    for (uint32_t i = 0; title_looks_for(title, i, &want); i++) {
        for (uint32_t k = 0; title_leaves(other, k, &left); k++)
            if (want.mark == left.mark && want.word == left.word)
                return true;
    }
    return false;
}

static const struct {
    const char *a, *b;
    bool alike;
} rows[] = {
    {"The lakes", "Lakes and ponds", true},
    {"Lake", "LAKESIDE", true},
    {"Søer", "SØER OG VANDLØB", true},
    {"Skolerne i nord", "Skole (ny)", true},
    {"Task Force", "TaskForce", true},
    {"Åpent", "åpenhed", true},
    {"Parks of the north", "Gymnasium of the south", false},
    {"Budget 2023", "Pulje 2023", false},
    {"Søer", "Stier", false},
    {"Parker", "Pakker", false},
    {"IT", "IT", true},
    {"IT", "IT at schools", true},
    {"it", "Skoler uden IT", true},
    {"IT", "EU", false},
    {"IT at schools", "IT for parks", true}, /* an abbreviation says something */
    {"Det i skolen", "Det i parken", false}, /* a small word does not */
    {"2023", "Budget 2023", true},
    {"2023", "Budget 2024", false},
    {"Budget 2023", "2023-24", true},
    {"—", "Lakes", false}, /* no words at all: whoever asks must look */
    {"Lakes", "", false},
};

static void test_alike(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    Names *names = names_new(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TitleWords a = title_words(arena, names, slice_of(rows[i].a));
        TitleWords b = title_words(arena, names, slice_of(rows[i].b));
        if (finds(&a, &b) != rows[i].alike || finds(&b, &a) != rows[i].alike)
            fail_msg("\"%s\" and \"%s\"", rows[i].a, rows[i].b);
    }
    arena_drop(arena);
}

static void test_words(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    Names *names = names_new(arena);
    TitleWords title = title_words(arena, names, SLICE("  Søerne, i 2024: Sø  "));
    assert_int_equal(title.count, 4);
    assert_int_equal(title.stem_count, 1);
    assert_true(slice_is(names_text(names, title.stems[0]), "søer"));
    assert_true(slice_is(names_text(names, title.all[3]), "sø"));
    assert_int_equal(title_words(arena, names, SLICE("— ; \xff")).count, 0);
    arena_drop(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
