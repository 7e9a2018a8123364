/* Memory for one load: small pieces are bumped out of blocks that grow from
 * 64 KiB to 1 MiB, big ones have a piece of their own that the system can move
 * without copying. Nothing is freed but all of it. */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    ALIGNMENT = 16,
    BLOCK_FIRST = 64 * 1024,
    BLOCK_MOST = 1024 * 1024,
    BIG = 256 * 1024, /* from this size on a piece of its own */
    FORMAT_GUESS = 512
};

/* Builds for tests leave a gap behind each piece and fill it, and what nobody has written
 * yet, with bytes that make sense to nobody: what is read there is noticed. */
#ifdef ARENA_SPOILED
enum { GAP = 64 };
static void spoil(void *at, size_t size) {
    memset(at, 0xa5, size);
}
#else
enum { GAP = 0 };
static void spoil(void *at, size_t size) {
    (void)at;
    (void)size;
}
#endif

/* In front of a block's bytes. */
typedef struct ArenaBlock {
    _Alignas(ALIGNMENT) struct ArenaBlock *next;
    size_t size;
} ArenaBlock;

/* In front of a big piece's bytes. Linked both ways, as growing one moves it. */
typedef struct Piece {
    _Alignas(ALIGNMENT) struct Piece *next;
    struct Piece **link; /* what points here */
} Piece;

_Static_assert(sizeof(ArenaBlock) % ALIGNMENT == 0, "a block's bytes must be aligned");
_Static_assert(sizeof(Piece) % ALIGNMENT == 0, "a piece's bytes must be aligned");

struct Arena {
    const Memory *memory;
    char *cursor, *end; /* the free rest of the newest block */
    size_t block_size;  /* of the next block */
    ArenaBlock *blocks;
    Piece *pieces;
};

Arena *arena_new(const Memory *memory) {
    Arena *arena = memory_resize(memory, NULL, sizeof *arena);
    *arena = (Arena){.memory = memory, .block_size = BLOCK_FIRST};
    return arena;
}

void arena_drop(Arena *arena) {
    if (arena == NULL)
        return;
    const Memory *memory = arena->memory;
    for (Piece *piece = arena->pieces; piece != NULL;) {
        Piece *next = piece->next;
        memory_free(memory, piece);
        piece = next;
    }
    for (ArenaBlock *block = arena->blocks; block != NULL;) {
        ArenaBlock *next = block->next;
        memory_free(memory, block);
        block = next;
    }
    memory_free(memory, arena);
}

const Memory *arena_memory(const Arena *arena) {
    return arena->memory;
}

static size_t rounded(size_t size) {
    return (size + (ALIGNMENT - 1)) & ~(size_t)(ALIGNMENT - 1);
}

/* What a piece of so many bytes takes of its block. */
static size_t taken_by(size_t size) {
    return (size == 0 ? ALIGNMENT : rounded(size)) + GAP;
}

/* A big piece of `size` bytes: new, or `old` made longer. The arena is in order
 * also where this does not return. */
static void *piece_resize(Arena *arena, Piece *old, size_t size) {
    if (size > SIZE_MAX / 2)
        memory_exhausted(arena->memory);
    Piece *piece = memory_resize(arena->memory, old, sizeof(Piece) + size);
    if (old == NULL) {
        spoil(piece + 1, size);
        piece->next = arena->pieces;
        piece->link = &arena->pieces;
    }
    *piece->link = piece;
    if (piece->next != NULL)
        piece->next->link = &piece->next;
    return piece + 1;
}

static void block_add(Arena *arena, size_t least) {
    size_t size = arena->block_size;
    if (size < least + sizeof(ArenaBlock))
        size = least + sizeof(ArenaBlock);
    ArenaBlock *block = memory_resize(arena->memory, NULL, size);
    block->next = arena->blocks;
    block->size = size;
    arena->blocks = block;
    spoil(block + 1, size - sizeof *block);
    arena->cursor = (char *)(block + 1);
    arena->end = (char *)block + size;
    if (arena->block_size < BLOCK_MOST)
        arena->block_size *= 2;
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size >= BIG)
        return piece_resize(arena, NULL, size);
    size = taken_by(size);
    if ((size_t)(arena->end - arena->cursor) < size)
        block_add(arena, size);
    char *result = arena->cursor;
    arena->cursor += size;
    return result;
}

size_t arena_size(const Arena *arena, uint64_t count, size_t size) {
    if (size > 0 && count > SIZE_MAX / 2 / size)
        memory_exhausted(arena->memory);
    return (size_t)count * size;
}

void *arena_zero(Arena *arena, size_t size) {
    return memset(arena_alloc(arena, size), 0, size);
}

void *arena_grow(Arena *arena, void *block, size_t old_size, size_t new_size) {
    if (block == NULL) {
        assert(old_size == 0);
        return arena_alloc(arena, new_size);
    }
    if (new_size <= old_size)
        return block;
    /* Whatever has BIG bytes stands in a piece of its own; the reverse does not
     * hold after a shrink, and then it is copied like any other. */
    if (old_size >= BIG)
        return piece_resize(arena, (Piece *)block - 1, new_size);
    char *start = block;
    size_t taken = taken_by(old_size);
    if (new_size <= taken - GAP)
        return block;
    if (new_size < BIG && start + taken == arena->cursor &&
        taken_by(new_size) <= (size_t)(arena->end - start)) {
        arena->cursor = start + taken_by(new_size);
        return block;
    }
    void *result = arena_alloc(arena, new_size);
    memcpy(result, block, old_size);
    return result;
}

Slice arena_copy(Arena *arena, Slice text) {
    char *at = arena_alloc(arena, (size_t)text.length + 1);
    if (text.length > 0)
        memcpy(at, text.at, text.length);
    at[text.length] = '\0';
    return (Slice){at, text.length};
}

Slice arena_format(Arena *arena, const char *format, ...) {
    char guess[FORMAT_GUESS];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(guess, sizeof guess, format, arguments);
    va_end(arguments);
    if (length < 0)
        return arena_copy(arena, SLICE(""));
    if ((size_t)length < sizeof guess)
        return arena_copy(arena, (Slice){guess, (uint32_t)length});
    char *at = arena_alloc(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(at, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return (Slice){at, (uint32_t)length};
}
