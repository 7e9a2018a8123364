/* The counting sort. */
#include "base/by_key.h"

static uint32_t item_at(const uint32_t *items, uint32_t index) {
    return items != NULL ? items[index] : index;
}

uint32_t *by_key_first(Arena *arena, const uint32_t *items, uint32_t count,
                       const uint32_t *key, uint32_t keys) {
    uint32_t *first = ARENA_ARRAY(arena, uint32_t, (uint64_t)keys + 1);
    for (uint32_t i = 0; i < count; i++)
        first[key[item_at(items, i)] + 1]++;
    for (uint32_t k = 0; k < keys; k++)
        first[k + 1] += first[k];
    return first;
}

ByKey by_key_sort(Arena *arena, const uint32_t *items, uint32_t count,
                  const uint32_t *key, uint32_t keys) {
    ByKey sorted = {ARENA_ARRAY(arena, uint32_t, count),
                    by_key_first(arena, items, count, key, keys)};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t item = item_at(items, i);
        sorted.items[sorted.first[key[item]]++] = item;
    }
    /* Now each key's first is where the next one's was. */
    for (uint32_t k = keys; k > 0; k--)
        sorted.first[k] = sorted.first[k - 1];
    sorted.first[0] = 0;
    return sorted;
}
