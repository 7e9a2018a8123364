/* Memory that is given back whole, wherever the work that asked for it ended: for those
 * who are not the program, and cannot end it where memory runs out. */
#ifndef INTEG_BASE_POOL_H
#define INTEG_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/memory.h"

/* In front of each block; a ring. */
typedef struct PoolBlock PoolBlock;
struct PoolBlock {
    _Alignas(16) PoolBlock *before;
    PoolBlock *after;
};

typedef struct Pool {
    Memory memory; /* what is handed down */
    /* Where it comes from, as Memory.resize. */
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
    PoolBlock all;
    void *out; /* private: where pool_run goes on */
} Pool;

/* The pool must stay where it is. */
void pool_init(Pool *pool, void *(*resize)(void *context, void *block, size_t size),
               void *context);
/* Frees all that was asked for. */
void pool_drop(Pool *pool);
/* Calls work(context). False where memory ran out, which ends the work where it stands:
 * nothing that it had in hand is sound then, and pool_drop is to follow. Where the target
 * cannot leave work in the middle (WebAssembly without exceptions), the program is
 * aborted. */
bool pool_run(Pool *pool, void (*work)(void *context), void *context);

#endif
