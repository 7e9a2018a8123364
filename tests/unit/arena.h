/* An arena for each test: for cmocka_unit_test_setup_teardown(test, begin, end). */
#ifndef INTEG_TESTS_UNIT_ARENA_H
#define INTEG_TESTS_UNIT_ARENA_H

#include "base/arena.h"
#include "memory.h"

static Memory memory;
static Arena *arena;

static inline int begin(void **state) {
    (void)state;
    memory = memory_system(not_exhausted, NULL);
    arena = arena_new(&memory);
    return 0;
}

static inline int end(void **state) {
    (void)state;
    arena_drop(arena);
    return 0;
}

#endif
