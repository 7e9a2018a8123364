/* Where memory comes from: the system's allocator behind the type that is handed
 * down, and the one place where a failed request ends. First of the rooms; all
 * that allocates passes through here. */
#include "base/memory.h"

#include <stdlib.h>

static void *system_resize(void *context, void *block, size_t size) {
    (void)context;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

Memory memory_system(void (*exhausted)(void *context), void *context) {
    return (Memory){system_resize, exhausted, context};
}

void *memory_resize(const Memory *memory, void *block, size_t size) {
    void *result = memory->resize(memory->context, block, size);
    if (result == NULL && size > 0)
        memory_exhausted(memory);
    return result;
}

void memory_free(const Memory *memory, void *block) {
    if (block != NULL)
        memory->resize(memory->context, block, 0);
}

_Noreturn void memory_exhausted(const Memory *memory) {
    memory->exhausted(memory->context);
    abort(); /* a handler that returns is a programmer's mistake */
}
