/* A hash map from four numbers to one, for what has more than a name to be found by. Its
 * memory is the arena's. */
#ifndef INTEG_BASE_MAP_H
#define INTEG_BASE_MAP_H

#include <stdint.h>
#include "base/arena.h"

typedef struct MapKey {
    uint32_t a, b, c, d;
} MapKey;

typedef struct MapEntry {
    MapKey key;
    uint32_t value; /* 0: empty */
} MapEntry;

/* Zero it and set arena to begin. */
typedef struct Map {
    Arena *arena;
    MapEntry *at;
    uint32_t count, room; /* room is a power of two */
} Map;

/* 0 where the key is not in it. */
uint32_t map_get(const Map *map, MapKey key);
/* `value` is not 0; it replaces what the key had. */
void map_put(Map *map, MapKey key, uint32_t value);

#endif
