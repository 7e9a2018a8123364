/* Names as numbers: a table of open addressing over names in the order in which
 * they came. The order of ids is the order of adding and never that of the hash,
 * so nothing that is shown depends on it. */
#include "base/names.h"

#include <string.h>

__extension__ typedef unsigned __int128 UInt128;

enum {
    SLOTS_FIRST = 256,
    ENTRIES_FIRST = 128,
    POOL_FIRST = 1024,
    POOL_MOST = 64 * 1024,
    AHEAD = 16,
};

typedef struct NameEntry {
    const char *at;
    uint32_t length;
    uint32_t hash;
} NameEntry;

/* Beside the id stand the bits of the hash, so that a look into the table
 * touches a text only where it is very likely the right one. id 0 is free. */
typedef struct Slot {
    uint32_t hash;
    NameId id;
} Slot;

struct Names {
    Arena *arena;
    Slot *slots;
    NameEntry *entries; /* entry 0 is no name */
    uint32_t mask;      /* slots - 1 */
    uint32_t count;     /* entries in use */
    uint32_t entries_room;
    /* Texts are packed without alignment. */
    char *pool;
    size_t pool_room, pool_next;
};

static uint64_t read64(const char *at) {
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint64_t read32(const char *at) {
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

/* Both halves of the product, folded: every bit of the result depends on every
 * bit of both. */
static uint64_t fold_product(uint64_t a, uint64_t b) {
    UInt128 product = (UInt128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* After wyhash (Wang Yi, public domain): up to 16 bytes are two reads that may
 * overlap. Names in sequence (name_00017) differ in few bits of few bytes, which
 * simpler hashes spread badly over a power of two. */
static uint32_t hash_of(const char *at, size_t length) {
    const uint64_t k0 = 0xa0761d6478bd642fu, k1 = 0xe7037ed1a0b428dbu,
                   k2 = 0x8ebc6af09c88c6e3u;
    uint64_t seed = k0, a = 0, b = 0;
    size_t rest = length;
    while (rest > 16) {
        seed = fold_product(read64(at) ^ k1, read64(at + 8) ^ seed);
        at += 16;
        rest -= 16;
    }
    if (rest >= 8) {
        a = read64(at);
        b = read64(at + rest - 8);
    } else if (rest >= 4) {
        a = read32(at);
        b = read32(at + rest - 4);
    } else if (rest > 0) {
        a = (uint64_t)(unsigned char)at[0] << 16 |
            (uint64_t)(unsigned char)at[rest / 2] << 8 | (unsigned char)at[rest - 1];
    }
    uint64_t hash = fold_product(a ^ k1, b ^ seed);
    hash = fold_product(hash ^ k2, (uint64_t)length ^ k1);
    return (uint32_t)(hash ^ hash >> 32);
}

Names *names_new(Arena *arena) {
    Names *names = ARENA_NEW(arena, Names);
    names->arena = arena;
    names->slots = ARENA_ARRAY(arena, Slot, SLOTS_FIRST);
    names->mask = SLOTS_FIRST - 1;
    names->entries = ARENA_ARRAY(arena, NameEntry, ENTRIES_FIRST);
    names->entries_room = ENTRIES_FIRST;
    names->entries[0].at = "";
    names->count = 1;
    return names;
}

/* The slot where the name stands, or the free one where it would. */
static Slot *slot_of(const Names *names, Slice text, uint32_t hash) {
    for (uint32_t i = hash & names->mask;; i = (i + 1) & names->mask) {
        Slot *slot = &names->slots[i];
        if (slot->id == 0)
            return slot;
        if (slot->hash != hash)
            continue;
        const NameEntry *entry = &names->entries[slot->id];
        if (entry->length == text.length &&
            (text.length == 0 || memcmp(entry->at, text.at, text.length) == 0))
            return slot;
    }
}

static void slots_double(Names *names) {
    size_t count = (size_t)names->mask + 1;
    if (count > UINT32_MAX / 2)
        memory_exhausted(arena_memory(names->arena));
    /* The entries know their hashes, so the old table need not be kept. */
    names->slots = arena_grow(names->arena, names->slots, count * sizeof(Slot),
                              2 * count * sizeof(Slot));
    memset(names->slots, 0, 2 * count * sizeof(Slot));
    names->mask = (uint32_t)(2 * count - 1);
    for (NameId id = 1; id < names->count; id++) {
        /* Each goes to a place of its own, and the next ones are known. */
        if (id + AHEAD < names->count)
            __builtin_prefetch(
                &names->slots[names->entries[id + AHEAD].hash & names->mask]);
        uint32_t hash = names->entries[id].hash, i = hash & names->mask;
        while (names->slots[i].id != 0)
            i = (i + 1) & names->mask;
        names->slots[i] = (Slot){hash, id};
    }
}

static const char *pool_copy(Names *names, Slice text) {
    if (text.length == 0)
        return "";
    if (text.length > POOL_FIRST / 2)
        return arena_copy(names->arena, text).at;
    if (text.length > names->pool_room) {
        if (names->pool_next < POOL_MOST)
            names->pool_next = names->pool_next == 0 ? POOL_FIRST : names->pool_next * 2;
        names->pool = arena_alloc(names->arena, names->pool_next);
        names->pool_room = names->pool_next;
    }
    char *at = memcpy(names->pool, text.at, text.length);
    names->pool += text.length;
    names->pool_room -= text.length;
    return at;
}

NameId names_add(Names *names, Slice text) {
    uint32_t hash = hash_of(text.at, text.length);
    Slot *slot = slot_of(names, text, hash);
    if (slot->id != 0)
        return slot->id;
    /* Whatever may fail comes before the name is entered. */
    if (names->count > names->mask / 4 * 3) {
        slots_double(names);
        slot = slot_of(names, text, hash);
    }
    if (names->count == names->entries_room) {
        size_t room = names->entries_room;
        if (room > UINT32_MAX / 2)
            memory_exhausted(arena_memory(names->arena));
        names->entries = arena_grow(names->arena, names->entries,
                                    room * sizeof(NameEntry),
                                    2 * room * sizeof(NameEntry));
        names->entries_room *= 2;
    }
    const char *at = pool_copy(names, text);
    NameId id = names->count++;
    names->entries[id] = (NameEntry){at, text.length, hash};
    *slot = (Slot){hash, id};
    return id;
}

NameId names_find(const Names *names, Slice text) {
    return slot_of(names, text, hash_of(text.at, text.length))->id;
}

Slice names_text(const Names *names, NameId id) {
    return (Slice){names->entries[id].at, names->entries[id].length};
}

uint32_t names_count(const Names *names) {
    return names->count;
}
