/* A table whose rows are the groups of another comes behind that one, wherever it is
 * printed: often the overview stands first. */
#include "tables/order.h"

#include "base/names.h"
#include "syntax/title_name.h"
#include "tables/repeats.h"

/* Overviews of overviews. */
enum { PASSES_MOST = 10 };

typedef struct Orderer {
    Arena *arena;
    Names *groups;        /* by their letters */
    VEC(uint32_t) first;  /* by these: the first table that has such a group, from 1 */
    VEC(uint32_t) second; /* another one; 0: none */
} Orderer;

static void add_groups(Orderer *o, const ReadNode *group, uint32_t table) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        Slice letters = title_letters(o->arena, node->title);
        if (node->kind != READ_GROUP)
            continue;
        add_groups(o, node, table);
        if (letters.length == 0)
            continue;
        NameId name = names_add(o->groups, letters);
        while (name >= o->first.count) {
            *VEC_PUSH(o->arena, &o->first) = 0;
            *VEC_PUSH(o->arena, &o->second) = 0;
        }
        if (o->first.at[name] == 0)
            o->first.at[name] = table;
        else if (o->first.at[name] != table)
            o->second.at[name] = table;
    }
}

/* Whether a row of the table is a group in another one that is not done. */
static bool waits(const Orderer *o, const ReadNode *group, uint32_t table,
                  const bool *done) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        if (node->kind == READ_GROUP && waits(o, node, table, done))
            return true;
        if (node->kind != READ_ENTRY)
            continue;
        NameId name = names_find(o->groups, title_letters(o->arena, node->row->title));
        uint32_t first = name ? o->first.at[name] : 0;
        uint32_t second = name ? o->second.at[name] : 0;
        if ((first && first != table && !done[first]) ||
            (second && second != table && !done[second]))
            return true;
    }
    return false;
}

bool order_repeats(Arena *arena, ImportReading *readings, uint32_t count,
                   KnownFile *known, Slice file) {
    Orderer o = {.arena = arena, .groups = names_new(arena)};
    bool *done = ARENA_ARRAY(arena, bool, count + 1u);
    const char *where = count > 1 || file.length == 0
                            ? "another table"
                            : arena_format(arena, "%.*s", SLICE_ARGS(file)).at;
    for (uint32_t i = 0; i < count && count > 1; i++)
        add_groups(&o, readings[i].root, i + 1);
    uint32_t left = count;
    for (uint32_t pass = 0; left > 0 && pass < PASSES_MOST; pass++)
        for (uint32_t i = 0; i < count; i++) {
            if (done[i + 1] || waits(&o, readings[i].root, i + 1, done))
                continue;
            if (!repeats_find(&readings[i], known, where))
                return false;
            known_add(known, &readings[i]);
            done[i + 1] = true;
            left--;
        }
    return left == 0 || told_refuse(readings[0].told,
                                    "%u tables have rows with the titles of each other's "
                                    "groups; import one of them at a time",
                                    left);
}
