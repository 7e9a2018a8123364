/* Growable arrays in an arena: the one step that the macros of vec.h share. */
#include "base/vec.h"

enum { ROOM_FIRST = 8 };

void *vec_grow(Arena *arena, void *at, uint32_t *room, size_t element_size) {
    uint32_t wider = *room == 0 ? ROOM_FIRST : *room * 2;
    if (*room > UINT32_MAX / 2 || wider > SIZE_MAX / 2 / element_size)
        memory_exhausted(arena_memory(arena));
    at = arena_grow(arena, at, *room * element_size, wider * element_size);
    *room = wider;
    return at;
}
