/* Grouping by hashed keys; what the columns alone can tell is dense.c's. */
#include "query/groups.h"

#include <string.h>

/* ---- the table of groups ---- */

static uint64_t hash_keys(const Groups *groups, const Datum *keys) {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < groups->key_count; i++)
        hash = hash_mix(hash, value_hash(&keys[i]));
    return hash;
}

static bool same_keys(const Groups *groups, const Datum *a, const Datum *b) {
    for (uint32_t i = 0; i < groups->key_count; i++)
        if (!value_same(&a[i], &b[i]))
            return false;
    return true;
}

/* The slot of the keys, or the free one where they would go. */
static uint32_t *find_slot(Groups *groups, const Datum *keys) {
    uint32_t *slots = groups->table.at, slot;
    HASH_PROBE(slot, hash_keys(groups, keys), groups->table.room,
               slots[slot] == 0 ||
                   same_keys(groups, groups_keys(groups, slots[slot] - 1), keys))
    return &slots[slot];
}

/* Makes slots for all groups that have none yet. */
static void fill_slots(Groups *groups) {
    hash_table_reserve(&groups->table, groups->arena, groups->count + 1);
    for (uint32_t *i = &groups->table.filled; *i < groups->count; (*i)++)
        *find_slot(groups, groups_keys(groups, *i)) = *i + 1;
}

static void *grow(Groups *groups, void *at, size_t each, uint32_t room) {
    return arena_grow(groups->arena, at, each * groups->room, each * room);
}

void groups_reserve(Groups *groups, uint32_t more) {
    uint32_t room = groups->room * 2 > groups->count + more ? groups->room * 2
                                                            : groups->count + more;
    groups->first_row = grow(groups, groups->first_row, sizeof *groups->first_row, room);
    groups->keys =
        grow(groups, groups->keys, sizeof *groups->keys * groups->key_count, room);
    groups->folds = grow(groups, groups->folds,
                         sizeof *groups->folds * groups->aggregate_count, room);
    groups->room = room;
}

uint32_t groups_add(Groups *groups, const Datum *keys, uint32_t row) {
    enum { LEAST = 32 };
    if (groups->count == groups->room)
        groups_reserve(groups, LEAST);
    uint32_t group = groups->count++;
    groups->first_row[group] = row;
    Datum *kept = &groups->keys[(size_t)group * groups->key_count];
    for (uint32_t i = 0; i < groups->key_count; i++)
        kept[i] = value_keep(groups->arena, &keys[i]);
    for (uint32_t i = 0; i < groups->aggregate_count; i++)
        groups_folds(groups, group)[i] = (Fold){0};
    return group;
}

uint32_t groups_find(Groups *groups, const Datum *keys) {
    fill_slots(groups);
    uint32_t at = *find_slot(groups, keys);
    return at == 0 ? UINT32_MAX : at - 1;
}

void groups_reorder(Groups *groups, const uint32_t *order) {
    uint32_t count = groups->count;
    size_t keys = groups->key_count, folds = groups->aggregate_count;
    Groups old = *groups;
    uint32_t *place = ARENA_ARRAY(groups->arena, uint32_t, count + 1);
    groups->room = count;
    groups->first_row = ARENA_ARRAY(groups->arena, uint32_t, count);
    groups->keys = ARENA_ARRAY(groups->arena, Datum, count * keys + 1);
    groups->folds = ARENA_ARRAY(groups->arena, Fold, count * folds + 1);
    for (uint32_t i = 0; i < count; i++) {
        place[order[i]] = i;
        groups->first_row[i] = old.first_row[order[i]];
        memcpy(&groups->keys[i * keys], groups_keys(&old, order[i]),
               keys * sizeof(Datum));
        memcpy(&groups->folds[i * folds], groups_folds(&old, order[i]),
               folds * sizeof(Fold));
    }
    for (uint32_t i = 0; i < groups->traced_groups.count; i++)
        groups->traced_groups.at[i] = place[groups->traced_groups.at[i]];
    groups->table = (HashTable){0};
}

/* ---- reading ---- */

void groups_spread(Groups *groups, const Cursor *cursor) {
    for (uint32_t i = 0; i < groups->key_count; i++)
        groups->spread.all[i] = step_shown(groups->query->groups[i], cursor);
    spread_begin(&groups->spread);
}

/* Takes a row into the group of the keys in hand; whether an aggregate took it. */
static bool take(Groups *groups, const Cursor *cursor, uint32_t row) {
    const BoundQuery *query = groups->query;
    uint32_t group = groups_find(groups, groups->spread.one);
    if (group == UINT32_MAX)
        group = groups_add(groups, groups->spread.one, row);
    if (groups->first_row[group] == NO_ROW)
        groups->first_row[group] = row;
    Fold *folds = groups_folds(groups, group);
    bool taken = false;
    for (uint32_t i = 0; i < groups->aggregate_count; i++) {
        const Step *aggregate = query->aggregates[i];
        taken = fold_row(groups->arena, aggregate, &folds[i], cursor, row) || taken;
    }
    if (groups->trace) {
        *VEC_PUSH(groups->arena, &groups->traced_rows) = row;
        *VEC_PUSH(groups->arena, &groups->traced_groups) = group;
    }
    return taken;
}

void groups_read_row(Groups *groups, Rows *rows, uint32_t row) {
    const Cursor *cursor = rows_cursor(rows, row);
    groups_spread(groups, cursor);
    if (take(groups, cursor, row))
        rows_note_amount(rows, row);
    Remarks once = rows->remarks; /* what is missing is counted in the first group */
    bool several = false;
    while (spread_next(&groups->spread)) {
        take(groups, cursor, row);
        several = true;
    }
    rows->remarks = once;
    groups->spread_rows += several;
}

/* Whether a key can have several values at once. */
static bool may_be_several(const Step *step) {
    if (step == NULL || step->kind == STEP_AGGREGATE)
        return false;
    bool several = (step->kind == STEP_FIELD && step->field >= FIELD_PROPERTY) ||
                   (step->kind == STEP_COLUMN &&
                    column_def((ColumnId)step->column)->shape != SHAPE_ENTRY);
    for (uint32_t i = 0; i < step->arg_count && !several; i++)
        several = may_be_several(step->args[i]);
    return several || may_be_several(step->left) || may_be_several(step->right);
}

void groups_begin(Groups *groups, const BoundQuery *query) {
    groups->query = query;
    groups->key_count = query->group_count;
    groups->aggregate_count = query->aggregate_count;
    groups->spread = spread_new(groups->arena, query->group_count);
}

void groups_read(Groups *groups, Rows *rows) {
    const BoundQuery *query = rows->query;
    /* Totals over groups that share rows are added up from the rows: see pivot.c. */
    for (uint32_t i = 0; i < query->group_count; i++)
        groups->trace = groups->trace || may_be_several(query->groups[i]);
    if (groups->key_count == 0)
        groups_add(groups, groups->spread.one, NO_ROW);
    while (rows_next(rows)) {
        for (uint32_t i = 0; i < rows->count; i++)
            groups_read_row(groups, rows, rows->at[i]);
        groups->rows += rows->count;
    }
}
