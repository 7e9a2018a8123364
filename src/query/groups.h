/* The groups of a query: their keys, the folds of their aggregates, and in which group
 * each row is. Private to query/. */
#ifndef INTEG_QUERY_GROUPS_H
#define INTEG_QUERY_GROUPS_H

#include "base/hash_table.h"
#include "eval/fold.h"
#include "query/rows.h"
#include "query/spread.h"

#define NO_ROW UINT32_MAX

typedef struct Groups {
    Arena *arena;
    const BoundQuery *query;
    uint32_t count;
    uint32_t *first_row; /* by group: the first row in it; NO_ROW: it has none */
    Datum *keys;         /* by group, key_count each */
    uint32_t key_count;
    Fold *folds; /* by group, aggregate_count each */
    uint32_t aggregate_count;
    bool dense; /* found by the columns alone: see dense.h */
    uint64_t rows;
    Spread spread;        /* the keys of the row in hand */
    uint64_t spread_rows; /* that stand in several groups */
    /* Where rows are traced: every row read with each of its groups, in order. */
    bool trace;
    VEC(uint32_t) traced_rows;
    VEC(uint32_t) traced_groups;
    uint32_t room;   /* private */
    HashTable table; /* private; made when a group is first looked for */
} Groups;

/* For a query's groups; `arena` and `trace` are set. */
void groups_begin(Groups *groups, const BoundQuery *query);
/* Reads all rows. Groups come in the order in which they first appear; a query without
 * `group by` has one, even over no rows. */
void groups_read(Groups *groups, Rows *rows);
/* Takes one row. */
void groups_read_row(Groups *groups, Rows *rows, uint32_t row);
/* Sets groups->spread to the keys of the cursor's row: one choice for each of its groups.
 */
void groups_spread(Groups *groups, const Cursor *cursor);
/* A group with these keys; UINT32_MAX: none. */
uint32_t groups_find(Groups *groups, const Datum *keys);
/* Makes room for so many more. */
void groups_reserve(Groups *groups, uint32_t more);
/* Puts the groups in another order: by place, which group stands there. */
void groups_reorder(Groups *groups, const uint32_t *order);
/* A new group, behind the others. */
uint32_t groups_add(Groups *groups, const Datum *keys, uint32_t row);

static inline const Datum *groups_keys(const Groups *groups, uint32_t group) {
    return &groups->keys[(size_t)group * groups->key_count];
}
static inline Fold *groups_folds(const Groups *groups, uint32_t group) {
    return &groups->folds[(size_t)group * groups->aggregate_count];
}

#endif
