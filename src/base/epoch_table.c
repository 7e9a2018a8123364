/* Scratch tables to hash numbers into. */
#include "base/epoch_table.h"

#include <string.h>

void epoch_table_clear(EpochTable *table, uint32_t count) {
    if (table->room / 2 < count || table->room == 0) {
        uint32_t room = table->room == 0 ? 64 : table->room;
        while (room / 2 < count && room < UINT32_C(1) << 31)
            room *= 2;
        table->at = ARENA_ARRAY(table->arena, EpochSlot, room);
        table->room = room;
        table->epoch = 0;
    }
    table->epoch++;
}
