/* Choices from lists, the last list moving fastest. */
#include "query/spread.h"

Spread spread_new(Arena *arena, uint32_t count) {
    return (Spread){.all = ARENA_ARRAY(arena, Datum, count + 1),
                    .one = ARENA_ARRAY(arena, Datum, count + 1),
                    .at = ARENA_ARRAY(arena, uint32_t, count + 1),
                    .count = count};
}

static bool is_list(const Datum *value) {
    return value->kind == DATUM_LIST && value->list_count > 0;
}

static void choose(Spread *spread, uint32_t key, uint32_t at) {
    const Datum *value = &spread->all[key];
    spread->at[key] = at;
    spread->one[key] = is_list(value) ? value->list[at] : *value;
}

void spread_begin(Spread *spread) {
    for (uint32_t i = 0; i < spread->count; i++)
        choose(spread, i, 0);
}

/* The place of the next value of a list that did not come before; 0: there is none. */
static uint32_t next_value(const Datum *list, uint32_t at) {
    while (++at < list->list_count) {
        bool before = false;
        for (uint32_t i = 0; i < at && !before; i++)
            before = value_same(&list->list[i], &list->list[at]);
        if (!before)
            return at;
    }
    return 0;
}

bool spread_next(Spread *spread) {
    for (uint32_t key = spread->count; key-- > 0;) {
        const Datum *value = &spread->all[key];
        uint32_t next = is_list(value) ? next_value(value, spread->at[key]) : 0;
        choose(spread, key, next);
        if (next != 0)
            return true;
    }
    return false;
}
