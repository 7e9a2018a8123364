/* The hash map: open addressing, linear probing, at most half full. */
#include "base/map.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>

static bool key_equal(MapKey x, MapKey y) {
    return x.a == y.a && x.b == y.b && x.c == y.c && x.d == y.d;
}

/* The slot that has the key, or the empty one where it would go. room > 0. */
static MapEntry *find_slot(MapEntry *at, uint32_t room, MapKey key) {
    uint64_t hash = hash_spread(((uint64_t)key.a << 32 | key.b) + 0x9e3779b97f4a7c15u);
    hash = hash_spread(hash ^ ((uint64_t)key.c << 32 | key.d));
    uint32_t slot;
    HASH_PROBE(slot, hash, room, at[slot].value == 0 || key_equal(at[slot].key, key))
    return &at[slot];
}

uint32_t map_get(const Map *map, MapKey key) {
    return map->count == 0 ? 0 : find_slot(map->at, map->room, key)->value;
}

void map_put(Map *map, MapKey key, uint32_t value) {
    if (map->count >= map->room / 2) {
        uint32_t room = map->room == 0 ? 32 : map->room * 2;
        MapEntry *at = ARENA_ARRAY(map->arena, MapEntry, room);
        for (uint32_t i = 0; i < map->room; i++)
            if (map->at[i].value != 0)
                *find_slot(at, room, map->at[i].key) = map->at[i];
        map->at = at;
        map->room = room;
    }
    MapEntry *slot = find_slot(map->at, map->room, key);
    if (slot->value == 0)
        map->count++;
    slot->key = key;
    slot->value = value;
}
