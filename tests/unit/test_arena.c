/* Unit tests of base/memory, base/arena and base/vec: alignment, growth in place
 * and by moving, and memory that runs out on the nth request. */
#include "base/names.h"
#include "base/arena.h"
#include "base/vec.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void test_alignment(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    assert_ptr_equal(arena_memory(arena), &memory);
    char *before = NULL;
    for (size_t size = 0; size < 3000; size++) {
        char *at = arena_zero(arena, size);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % 16, 0);
        assert_ptr_not_equal(at, before);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(at[i], 0);
        memset(at, 0xFF, size);
        before = at;
    }
    char *big = arena_zero(arena, 3u << 20);
    assert_int_equal((uintptr_t)big % 16, 0);
    assert_int_equal(big[(3u << 20) - 1], 0);
    arena_drop(arena);
    arena_drop(NULL);
}

static void test_grow_in_place(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    char *at = arena_alloc(arena, 10);
    memcpy(at, "0123456789", 10);
    assert_ptr_equal(arena_grow(arena, at, 10, 1000), at);
    char *other = arena_alloc(arena, 1);
    assert_true(other >= at + 1000);
    char *moved = arena_grow(arena, at, 1000, 2000);
    assert_ptr_not_equal(moved, at);
    assert_memory_equal(moved, "0123456789", 10);
    assert_ptr_equal(arena_grow(arena, moved, 2000, 5), moved);
    assert_non_null(arena_grow(arena, NULL, 0, 0));
    arena_drop(arena);
}

static void test_grow_big(void **state) {
    (void)state;
    Failing failing = {.fail_at = 0};
    Memory memory = {failing_resize, failing_exhausted, &failing};
    Arena *arena = arena_new(&memory);
    /* Several at once, so that relinking among neighbours is seen. */
    enum { COUNT = 5 };
    unsigned char *at[COUNT];
    size_t size = 1000;
    for (int i = 0; i < COUNT; i++) {
        at[i] = arena_alloc(arena, size);
        memset(at[i], i, size);
    }
    for (; size < 8u << 20; size *= 2) {
        for (int i = 0; i < COUNT; i++) {
            at[i] = arena_grow(arena, at[i], size, size * 2);
            assert_int_equal((uintptr_t)at[i] % 16, 0);
            for (size_t k = 0; k < size; k += 501)
                assert_int_equal(at[i][k], i);
            memset(at[i], i, size * 2);
        }
    }
    /* A shrunk one is still good to grow. */
    at[0] = arena_grow(arena, at[0], size, 100);
    at[0] = arena_grow(arena, at[0], 100, 200);
    assert_int_equal(at[0][99], 0);
    arena_drop(arena);
    assert_int_equal(failing.live, 0);
}

static void test_copy_and_format(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    Slice copy = arena_copy(arena, (Slice){"abcdef", 3});
    assert_string_equal(copy.at, "abc");
    assert_int_equal(copy.length, 3);
    assert_string_equal(arena_copy(arena, (Slice){NULL, 0}).at, "");
    Slice text = arena_format(arena, "%.*s-%d-%s", SLICE_ARGS(copy), -7, "x");
    assert_string_equal(text.at, "abc--7-x");
    assert_int_equal(text.length, 8);
    char *long_text = arena_alloc(arena, 5001);
    for (size_t length = 505; length < 520; length++) {
        memset(long_text, 'y', length);
        long_text[length] = '\0';
        text = arena_format(arena, "%s", long_text);
        assert_int_equal(text.length, length);
        assert_string_equal(text.at, long_text);
    }
    arena_drop(arena);
}

static void test_vec(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    VEC(uint32_t) a = {0}, b = {0};
    for (uint32_t i = 0; i < 300000; i++) {
        *VEC_PUSH(arena, &a) = i;
        *VEC_PUSH(arena, &b) = ~i;
    }
    assert_int_equal(a.count, 300000);
    for (uint32_t i = 0; i < 300000; i++) {
        assert_int_equal(a.at[i], i);
        assert_int_equal(b.at[i], ~i);
    }
    arena_drop(arena);
}

/* What one load might do; returns false where memory ran out. */
static int scenario(Failing *failing, const Memory *memory, Arena *volatile *arena) {
    if (setjmp(failing->out) != 0)
        return 0;
    *arena = arena_new(memory);
    VEC(uint64_t) numbers = {0};
    for (uint32_t i = 0; i < 100000; i++)
        *VEC_PUSH(*arena, &numbers) = i;
    Names *names = names_new(*arena);
    for (uint32_t i = 0; i < 20000; i++)
        names_add(names, arena_format(*arena, "name_%u", i));
    arena_zero(*arena, 1u << 20);
    return names_count(names) == 20001;
}

static void test_nth_allocation_fails(void **state) {
    (void)state;
    int ended = 0, n = 1;
    for (; !ended; n++) {
        assert_true(n < 1000);
        Failing failing = {.fail_at = n};
        Memory memory = {failing_resize, failing_exhausted, &failing};
        Arena *volatile arena = NULL;
        ended = scenario(&failing, &memory, &arena);
        arena_drop(arena); /* in order also after the failure */
        assert_int_equal(failing.live, 0);
    }
    assert_true(n > 10);
}

static void test_absurd_sizes(void **state) {
    (void)state;
    Failing failing = {.fail_at = 0};
    Memory memory = {failing_resize, failing_exhausted, &failing};
    Arena *volatile arena = arena_new(&memory);
    volatile int caught = 0;
    if (setjmp(failing.out) == 0)
        arena_alloc(arena, SIZE_MAX - 5);
    else
        caught++;
    if (setjmp(failing.out) == 0) {
        uint32_t room = UINT32_MAX / 2 + 1;
        vec_grow(arena, NULL, &room, 8);
    } else {
        caught++;
    }
    assert_int_equal(caught, 2);
    arena_drop(arena);
    assert_int_equal(failing.live, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alignment),    cmocka_unit_test(test_grow_in_place),
        cmocka_unit_test(test_grow_big),     cmocka_unit_test(test_copy_and_format),
        cmocka_unit_test(test_vec),          cmocka_unit_test(test_nth_allocation_fails),
        cmocka_unit_test(test_absurd_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
