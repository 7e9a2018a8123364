/* Memory for unit tests: some that must not run out, and some that does on purpose. */
#ifndef INTEG_TESTS_UNIT_MEMORY_H
#define INTEG_TESTS_UNIT_MEMORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "base/memory.h"

static inline void not_exhausted(void *context) {
    (void)context;
    fail_msg("memory ran out");
}

/* Memory of which the request number `fail_at` (from 1) fails, and that counts the blocks
 * that are not freed yet. */
typedef struct Failing {
    jmp_buf out;
    int requests, fail_at, live;
} Failing;

static inline void *failing_resize(void *context, void *block, size_t size) {
    Failing *failing = context;
    if (size == 0) {
        failing->live -= block != NULL;
        free(block);
        return NULL;
    }
    if (++failing->requests == failing->fail_at)
        return NULL;
    failing->live += block == NULL;
    return realloc(block, size);
}

static inline void failing_exhausted(void *context) {
    longjmp(((Failing *)context)->out, 1);
}

#endif
