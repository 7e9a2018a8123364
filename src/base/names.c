/* Names as numbers: a table of open addressing over names in the order in which
 * they came. The order of ids is the order of adding and never that of the hash,
 * so nothing that is shown depends on it. */
#include "base/names.h"
#include "base/hash.h"

#include <string.h>

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
    uint32_t at;
    HASH_PROBE(at, hash, names->mask + 1,
               names->slots[at].id == 0 ||
                   (names->slots[at].hash == hash &&
                    slice_equal(names_text(names, names->slots[at].id), text)))
    return &names->slots[at];
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
        uint32_t hash = names->entries[id].hash, at;
        HASH_PROBE(at, hash, names->mask + 1, names->slots[at].id == 0)
        names->slots[at] = (Slot){hash, id};
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
    uint32_t hash = (uint32_t)hash_slice(text);
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

const NameId *names_join(Names *names, const Names *other, NameId own, Arena *arena) {
    NameId *ids = arena_alloc(arena, other->count * sizeof *ids);
    for (NameId id = 0; id < other->count; id++)
        ids[id] = id < own ? id : names_add(names, names_text(other, id));
    return ids;
}

/* What came first is never behind what came later: its way through the slots stays. */
void names_forget(Names *names, NameId from) {
    for (NameId id = from; id < names->count; id++) {
        uint32_t at;
        HASH_PROBE(at, names->entries[id].hash, names->mask + 1,
                   names->slots[at].id == id)
        names->slots[at] = (Slot){0};
    }
    if (from < names->count)
        names->count = from;
}

NameId names_find(const Names *names, Slice text) {
    return slot_of(names, text, (uint32_t)hash_slice(text))->id;
}

Slice names_text(const Names *names, NameId id) {
    return (Slice){names->entries[id].at, names->entries[id].length};
}

uint32_t names_count(const Names *names) {
    return names->count;
}
