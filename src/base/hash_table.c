/* Numbers by hash. */
#include "base/hash_table.h"

void hash_table_reserve(HashTable *table, Arena *arena, uint32_t count) {
    enum { LEAST = 16 };
    uint32_t room = table->room == 0 ? LEAST : table->room;
    while ((uint64_t)count * 4 > (uint64_t)room * 3)
        room *= 2;
    if (room != table->room)
        *table = (HashTable){.at = ARENA_ARRAY(arena, uint32_t, room), .room = room};
}
