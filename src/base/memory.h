/* Where memory comes from. One value of this type is made by whoever owns the
 * program and handed down; nothing else calls malloc. A test hands in a
 * `resize` that fails on the nth call. */
#ifndef INTEG_BASE_MEMORY_H
#define INTEG_BASE_MEMORY_H

#include <stddef.h>

typedef struct Memory {
    /* As realloc: block NULL allocates, size 0 frees and returns NULL. Blocks are
     * 16-byte aligned; where it fails, the old block is as it was. */
    void *(*resize)(void *context, void *block, size_t size);
    /* Called when resize fails; must not return. */
    void (*exhausted)(void *context);
    void *context;
} Memory;

/* The system's memory; `exhausted` and its context are the caller's. */
Memory memory_system(void (*exhausted)(void *context), void *context);

/* Never NULL for size > 0: a failure ends in memory->exhausted. */
void *memory_resize(const Memory *memory, void *block, size_t size);
void memory_free(const Memory *memory, void *block);
/* For a size that cannot even be asked for. Does not return. */
_Noreturn void memory_exhausted(const Memory *memory);

#endif
