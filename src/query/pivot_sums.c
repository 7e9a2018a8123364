/* What groups add up to: of a row and a column of a pivot, of all; and what shares are
 * of. */
#include "query/pivot.h"

static Fold *new_folds(const Pivot *wide, size_t count) {
    return ARENA_ARRAY(wide->builder->arena, Fold,
                       count * wide->query->aggregate_count + 1);
}

static void join_all(const Pivot *wide, Fold *into, const Fold *from) {
    for (uint32_t i = 0; i < wide->query->aggregate_count; i++)
        fold_join(wide->builder->arena, wide->query->aggregates[i], &into[i], &from[i]);
}

/* Takes a row into a sum once, however many of its groups that is of. */
static void take_once(const Pivot *wide, Fold *into, uint32_t *taken, uint32_t place,
                      uint32_t row) {
    if (into == NULL || taken[place] == row + 1)
        return;
    taken[place] = row + 1;
    size_t each = wide->query->aggregate_count;
    const Cursor *cursor = rows_cursor(wide->builder->rows, row);
    for (uint32_t i = 0; i < each; i++) {
        fold_row(wide->builder->arena, wide->query->aggregates[i],
                 &into[place * each + i], cursor, row);
    }
}

/* Adds up groups that share rows, from the rows: over all, over each pivot value and, if
 * there are `row_folds`, over each row of the answer. Before rows are found, of all
 * groups; then of those that stay. */
static void add_rows(Pivot *wide, Fold *all, Fold *pivot_folds, Fold *row_folds) {
    Groups *groups = wide->groups;
    Arena *arena = wide->builder->arena;
    Remarks before = wide->builder->rows->remarks; /* what is missing was counted */
    uint32_t *in_all = ARENA_ARRAY(arena, uint32_t, 1);
    uint32_t *in_pivot = ARENA_ARRAY(arena, uint32_t, wide->pivots.count + 1);
    uint32_t *in_row = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    for (uint32_t i = 0; i < groups->traced_rows.count; i++) {
        uint32_t row = groups->traced_rows.at[i], group = groups->traced_groups.at[i];
        uint32_t own = wide->row_of == NULL ? 0 : wide->row_of[group];
        if (own == UINT32_MAX)
            continue;
        take_once(wide, all, in_all, 0, row);
        if (wide->query->pivot != NULL) {
            take_once(wide, pivot_folds, in_pivot, wide->pivot_of[group], row);
            take_once(wide, row_folds, in_row, own, row);
        }
    }
    wide->builder->rows->remarks = before;
}

void pivot_make_wholes(Pivot *wide) {
    size_t each = wide->query->aggregate_count;
    wide->whole = new_folds(wide, 1);
    wide->pivot_whole = new_folds(wide, wide->pivots.count);
    bool shares = false;
    for (uint32_t i = 0; i < each; i++)
        shares = shares || wide->query->aggregates[i]->op == FUNCTION_share;
    if (shares && wide->groups->spread_rows > 0) {
        add_rows(wide, wide->whole, wide->pivot_whole, NULL);
        return;
    }
    for (uint32_t i = 0; i < wide->groups->count && shares; i++) {
        const Fold *folds = groups_folds(wide->groups, i);
        join_all(wide, wide->whole, folds);
        if (wide->query->pivot != NULL)
            join_all(wide, &wide->pivot_whole[wide->pivot_of[i] * each], folds);
    }
}

void pivot_add_up(Pivot *wide) {
    const BoundQuery *query = wide->query;
    Groups *groups = wide->groups;
    size_t each = query->aggregate_count, pivots = wide->pivots.count;
    bool pivoted = query->pivot != NULL, ordered = false;
    for (uint32_t i = 0; i < query->order_count; i++)
        ordered = ordered || query->orders[i].step->has_aggregate;
    wide->grand = new_folds(wide, 1);
    wide->pivot_total = new_folds(wide, pivots);
    if (pivoted) {
        wide->cell =
            ARENA_ARRAY(wide->builder->arena, uint32_t, wide->row_count * pivots + 1);
        wide->row_total = new_folds(wide, wide->row_count);
    }
    bool shared = groups->spread_rows > 0;
    if (shared && (query->with_totals || ordered))
        add_rows(wide, wide->grand, wide->pivot_total, wide->row_total);
    for (uint32_t i = 0; i < groups->count; i++) {
        uint32_t row = wide->row_of[i];
        if (row == UINT32_MAX)
            continue;
        const Fold *folds = groups_folds(groups, i);
        if (query->with_totals && !shared)
            join_all(wide, wide->grand, folds);
        if (pivoted) {
            uint32_t pivot = wide->pivot_of[i];
            wide->cell[row * pivots + pivot] = i + 1;
            if (shared)
                continue;
            if (query->with_totals)
                join_all(wide, &wide->pivot_total[pivot * each], folds);
            if (query->with_totals || ordered)
                join_all(wide, &wide->row_total[row * each], folds);
        }
    }
}
