/* Tables by hash of what stands in an array: of the numbers of its elements. */
#ifndef INTEG_BASE_HASH_TABLE_H
#define INTEG_BASE_HASH_TABLE_H

#include <stdint.h>
#include "base/arena.h"
#include "base/hash.h"

/* Zero it to begin. To be looked into by HASH_PROBE. */
typedef struct HashTable {
    uint32_t *at;    /* an element's number + 1; 0: free */
    uint32_t room;   /* a power of two, or 0 */
    uint32_t filled; /* the elements below this number have their slots */
} HashTable;

/* Sees to it that `count` elements take at most three quarters of the slots. Where the
 * table is made larger, it is empty again: those from `filled` on are to be put in. */
void hash_table_reserve(HashTable *table, Arena *arena, uint32_t count);

#endif
