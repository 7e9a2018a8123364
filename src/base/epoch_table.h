/* Scratch tables to hash numbers into. */
#ifndef INTEG_BASE_EPOCH_TABLE_H
#define INTEG_BASE_EPOCH_TABLE_H

#include <stdint.h>
#include "base/arena.h"

/* A table to hash into, which is cleared by counting on: an entry counts only where its
 * epoch is the current one. */
typedef struct EpochSlot {
    uint32_t epoch, value;
} EpochSlot;

typedef struct EpochTable {
    Arena *arena;
    EpochSlot *at;
    uint32_t room, epoch; /* room is a power of two */
} EpochTable;

/* Empties the table, and makes room for that many entries. */
void epoch_table_clear(EpochTable *table, uint32_t count);

#endif
