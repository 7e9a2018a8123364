/* Unit tests of base/names: equal names, equal ids; dense ids; many names. */
#include "base/names.h"
#include "base/arena.h"
#include "base/str.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static int set_up(void **state) {
    static Memory memory;
    memory = memory_system(not_exhausted, NULL);
    *state = arena_new(&memory);
    return 0;
}

static int tear_down(void **state) {
    arena_drop(*state);
    return 0;
}

static void test_few(void **state) {
    Names *names = names_new(*state);
    assert_int_equal(names_count(names), 1);
    assert_int_equal(names_find(names, SLICE("a")), 0);
    char buffer[] = "abc";
    NameId abc = names_add(names, (Slice){buffer, 3});
    assert_int_equal(abc, 1);
    buffer[0] = 'x'; /* the bytes were copied */
    assert_int_equal(names_find(names, SLICE("abc")), abc);
    assert_int_equal(names_find(names, SLICE("xbc")), 0);
    assert_int_equal(names_add(names, SLICE("abc")), abc);
    assert_int_equal(names_add(names, SLICE("ab")), 2);
    assert_int_equal(names_add(names, (Slice){NULL, 0}), 3);
    assert_int_equal(names_add(names, SLICE("")), 3);
    assert_int_equal(names_count(names), 4);
    assert_true(slice_is(names_text(names, abc), "abc"));
    assert_true(slice_is(names_text(names, 3), ""));
    assert_int_equal(names_text(names, 0).length, 0);
}

/* Every length around the steps of the hash, differing in one byte. */
static void test_lengths(void **state) {
    Names *names = names_new(*state);
    char buffer[200];
    uint32_t expected = 1;
    for (uint32_t length = 1; length < sizeof buffer; length++) {
        for (uint32_t place = 0; place < length; place++) {
            memset(buffer, 'a', length);
            buffer[place] = 'b';
            assert_int_equal(names_add(names, (Slice){buffer, length}), expected);
            expected++;
        }
    }
    for (uint32_t id = 1; id < expected; id++)
        assert_int_equal(names_find(names, names_text(names, id)), id);
    char *long_name = arena_alloc(*state, 100000);
    memset(long_name, 'l', 100000);
    assert_int_equal(names_add(names, (Slice){long_name, 100000}), expected);
    assert_int_equal(names_find(names, (Slice){long_name, 100000}), expected);
    assert_int_equal(names_find(names, (Slice){long_name, 99999}), 0);
}

static void test_many(void **state) {
    Names *names = names_new(*state);
    enum { MANY = 300000 };
    char buffer[32];
    Slice first = {NULL, 0};
    for (uint32_t i = 0; i < MANY; i++) {
        int length = snprintf(buffer, sizeof buffer, "name_%05u", i);
        assert_int_equal(names_add(names, (Slice){buffer, (uint32_t)length}), i + 1);
        if (i == 0)
            first = names_text(names, 1);
    }
    assert_int_equal(names_count(names), MANY + 1);
    assert_ptr_equal(names_text(names, 1).at, first.at); /* texts stay put */
    for (uint32_t i = 0; i < MANY; i++) {
        int length = snprintf(buffer, sizeof buffer, "name_%05u", i);
        Slice name = {buffer, (uint32_t)length};
        assert_int_equal(names_find(names, name), i + 1);
        assert_true(slice_equal(names_text(names, i + 1), name));
    }
    assert_int_equal(names_find(names, SLICE("name_300000")), 0);
}

/* Names join others by their text; what is forgotten is not there, and all else is. */
static void test_join(void **state) {
    Names *all = names_new(*state), *own = names_new(*state);
    enum { WORDS = 200, MANY = 5000 };
    char buffer[32];
    for (uint32_t round = 0; round < 3; round++) {
        names_forget(own, WORDS + 1);
        for (uint32_t i = 0; i < WORDS + MANY; i++) {
            uint32_t number = i < WORDS ? i : i + round * MANY / 2;
            int length = snprintf(buffer, sizeof buffer, "n%u", number);
            assert_int_equal(names_add(own, (Slice){buffer, (uint32_t)length}), i + 1);
        }
        const NameId *ids = names_join(all, own, round == 0 ? 1 : WORDS + 1, *state);
        assert_int_equal(ids[0], 0);
        for (NameId id = 1; id < names_count(own); id++)
            assert_true(slice_equal(names_text(all, ids[id]), names_text(own, id)));
    }
    assert_int_equal(names_count(all), WORDS + 2 * MANY + 1);
    names_forget(own, WORDS + 1);
    assert_int_equal(names_count(own), WORDS + 1);
    assert_int_equal(names_find(own, SLICE("n199")), WORDS);
    assert_int_equal(names_find(own, SLICE("n6000")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_few, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lengths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_join, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
