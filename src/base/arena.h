/* Memory that is let go all at once. An arena belongs to one load of a
 * workspace; whatever stands in it lives until the arena is dropped. */
#ifndef INTEG_BASE_ARENA_H
#define INTEG_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include "base/memory.h"
#include "base/str.h"

typedef struct Arena Arena;

/* `memory` must outlive the arena. */
Arena *arena_new(const Memory *memory);
void arena_drop(Arena *arena);
const Memory *arena_memory(const Arena *arena);

/* 16-byte aligned; contents undefined. size 0 gives a valid pointer. */
void *arena_alloc(Arena *arena, size_t size);
/* The same, filled with zeros. */
void *arena_zero(Arena *arena, size_t size);
/* The bytes of `count` things of `size` each. Where that is more than can be asked for,
 * as it may be with 32 bits, memory has run out. */
size_t arena_size(const Arena *arena, uint64_t count, size_t size);
/* Makes the block `old_size` bytes at `block` (NULL, 0 for none) `new_size`
 * bytes long, in place where it can. Big blocks have a piece of memory of their
 * own, so growing them does not leave copies behind. */
void *arena_grow(Arena *arena, void *block, size_t old_size, size_t new_size);
/* A copy of the text, followed by a NUL that its length does not count. */
Slice arena_copy(Arena *arena, Slice text);
/* printf into the arena. Only %s %d %u %zu %c %x %.*s and the like: nothing
 * that depends on the locale. `%.*s` with SLICE_ARGS(slice) prints a Slice. */
Slice arena_format(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(arena, Type) ((Type *)arena_zero((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count)                                                  \
    ((Type *)arena_zero((arena), arena_size((arena), (uint64_t)(count), sizeof(Type))))

#endif
