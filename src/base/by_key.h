/* Sorting by small numbers, by counting them. */
#ifndef INTEG_BASE_BY_KEY_H
#define INTEG_BASE_BY_KEY_H

#include <stdint.h>
#include "base/arena.h"

/* Items by key: those of key k are items[first[k]] to items[first[k + 1] - 1]. */
typedef struct ByKey {
    uint32_t *items, *first;
} ByKey;

/* Sorts `items` (NULL: the numbers below `count`) by key[item], which is below `keys`.
 * Items of one key stay in their order. In `arena`. */
ByKey by_key_sort(Arena *arena, const uint32_t *items, uint32_t count,
                  const uint32_t *key, uint32_t keys);
/* Only where each key's items would begin. */
uint32_t *by_key_first(Arena *arena, const uint32_t *items, uint32_t count,
                       const uint32_t *key, uint32_t keys);

#endif
