/* Memory that is given back whole: each block stands in a ring, and work that asks for
 * more than there is is left by longjmp. */
#include "base/pool.h"

#include <stdint.h>

#if defined __wasm__ && !defined __wasm_exception_handling__
#define CAN_JUMP 0
#else
#define CAN_JUMP 1
#include <setjmp.h>
#endif

static void *pool_resize(void *context, void *block, size_t size) {
    Pool *pool = context;
    PoolBlock *old = block != NULL ? (PoolBlock *)block - 1 : NULL;
    if (size == 0) {
        if (old != NULL) {
            old->before->after = old->after;
            old->after->before = old->before;
            pool->resize(pool->context, old, 0);
        }
        return NULL;
    }
    if (size > SIZE_MAX - sizeof *old)
        return NULL;
    PoolBlock *moved = pool->resize(pool->context, old, sizeof *old + size);
    if (moved == NULL)
        return NULL;
    if (old == NULL) {
        moved->before = &pool->all;
        moved->after = pool->all.after;
    }
    moved->before->after = moved;
    moved->after->before = moved;
    return moved + 1;
}

/* Where it returns, as it is not to, memory_exhausted aborts. */
static void pool_exhausted(void *context) {
#if CAN_JUMP
    const Pool *pool = context;
    if (pool->out != NULL)
        longjmp(*(jmp_buf *)pool->out, 1);
#else
    (void)context;
#endif
}

void pool_init(Pool *pool, void *(*resize)(void *context, void *block, size_t size),
               void *context) {
    *pool = (Pool){.memory = {pool_resize, pool_exhausted, pool},
                   .resize = resize,
                   .context = context,
                   .all = {&pool->all, &pool->all}};
}

void pool_drop(Pool *pool) {
    while (pool->all.after != &pool->all)
        pool_resize(pool, pool->all.after + 1, 0);
}

bool pool_run(Pool *pool, void (*work)(void *context), void *context) {
#if CAN_JUMP
    jmp_buf out;
    if (setjmp(out) != 0) {
        pool->out = NULL;
        return false;
    }
    pool->out = &out;
    work(context);
    pool->out = NULL;
#else
    (void)pool;
    work(context);
#endif
    return true;
}
