/* Rows, pivot and totals of groups. */
#include "query/pivot.h"

#include <string.h>

/* ---- evaluating for a group ---- */

/* Outside of aggregates nothing else is of a row. */
static bool uses_keys(const Step *step) {
    if (step == NULL || step->kind == STEP_AGGREGATE)
        return false;
    if (step->kind == STEP_KEY)
        return true;
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (uses_keys(step->args[i]))
            return true;
    return uses_keys(step->left) || uses_keys(step->right);
}

uint32_t pivot_year_before(const Pivot *wide, uint32_t group) {
    Groups *groups = wide->groups;
    if (!wide->changes || wide->year_key == UINT32_MAX)
        return UINT32_MAX;
    Datum *keys = wide->keys;
    memcpy(keys, groups_keys(groups, group), groups->key_count * sizeof *keys);
    if (keys[wide->year_key].kind != DATUM_YEAR)
        return UINT32_MAX;
    datum_year_back(&keys[wide->year_key]);
    return groups_find(groups, keys);
}

static const Fold *year_before(const Pivot *wide, uint32_t group) {
    uint32_t before = pivot_year_before(wide, group);
    return before == UINT32_MAX ? NULL : groups_folds(wide->groups, before);
}

/* The same of a pivot's column, where the pivot is the year. */
static const Fold *column_before(const Pivot *wide, uint32_t pivot) {
    if (pivot >= wide->pivots.count || wide->query->pivot_group != wide->year_key ||
        wide->pivots.at[pivot].kind != DATUM_YEAR)
        return NULL;
    Datum year = wide->pivots.at[pivot];
    datum_year_back(&year);
    for (uint32_t i = 0; i < wide->pivots.count; i++)
        if (value_same(&wide->pivots.at[i], &year))
            return &wide->pivot_total[(size_t)i * wide->query->aggregate_count];
    return NULL;
}

/* The aggregates' values of some folds, of which `whole` and `before` are the whole and
 * the year before; good until the next call. */
static const Datum *slot_values(Pivot *wide, const Fold *folds, const Fold *whole,
                                const Fold *before) {
    const BoundQuery *query = wide->query;
    Arena *arena = wide->builder->rows->view.arena;
    Datum *values = wide->values;
    wide->values_of = folds;
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        values[i] = fold_value(arena, query->aggregates[i], &folds[i], &whole[i],
                               before == NULL ? NULL : &before[i]);
    }
    return values;
}

static const Fold *whole_of(const Pivot *wide, uint32_t pivot) {
    return pivot < wide->pivots.count
               ? &wide->pivot_whole[(size_t)pivot * wide->query->aggregate_count]
               : wide->whole;
}

static const Datum *group_values(Pivot *wide, uint32_t group) {
    if (wide->values_of == groups_folds(wide->groups, group))
        return wide->values;
    uint32_t pivot = wide->query->pivot == NULL ? NO_PIVOT : wide->pivot_of[group];
    return slot_values(wide, groups_folds(wide->groups, group), whole_of(wide, pivot),
                       year_before(wide, group));
}

static const Cursor *cursor_with(const Pivot *wide, uint32_t group, const Datum *values) {
    Rows *rows = wide->builder->rows;
    if (wide->groups->first_row[group] != NO_ROW)
        rows_cursor(rows, wide->groups->first_row[group]);
    rows->cursor.aggregates = values;
    rows->cursor.keys = groups_keys(wide->groups, group);
    rows->cursor.titles_from = &wide->query->document;
    return &rows->cursor;
}

static void push_cell(const Pivot *wide, uint32_t item, const Datum *datum) {
    ResultBuilder *builder = wide->builder;
    Datum shown = builder_value(builder, item, datum, wide->query->document);
    *VEC_PUSH(builder->arena, &builder->cells) = shown;
}

/* ---- which groups stay, and where ---- */

static bool passes_having(Pivot *wide, uint32_t group) {
    const Step *having = wide->query->having;
    return having == NULL ||
           step_truth(having, cursor_with(wide, group, group_values(wide, group))) ==
               TRI_TRUE;
}

/* Gives each group that stays its row. */
static void find_rows(Pivot *wide) {
    const BoundQuery *query = wide->query;
    Groups *groups = wide->groups;
    Arena *arena = wide->builder->arena;
    ValueSet rows = {0};
    Datum *list = ARENA_ARRAY(arena, Datum, groups->key_count + 1);
    wide->row_of = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    wide->row_group = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    for (uint32_t i = 0; i < groups->count; i++) {
        if (!passes_having(wide, i)) {
            wide->row_of[i] = UINT32_MAX;
            continue;
        }
        wide->row_of[i] = wide->row_count;
        if (query->pivot != NULL) {
            uint32_t count = 0;
            for (uint32_t k = 0; k < groups->key_count; k++)
                if (k != query->pivot_group)
                    list[count++] = groups_keys(groups, i)[k];
            Datum key = {.kind = DATUM_LIST, .list = list, .list_count = count};
            wide->row_of[i] = value_set_add(arena, &rows, &key, NULL);
        }
        if (wide->row_of[i] == wide->row_count)
            wide->row_group[wide->row_count++] = i;
    }
}

/* ---- rows ---- */

/* The value of an item for the row and column of a cell. */
static Datum cell_value(Pivot *wide, uint32_t row, const BuilderColumn *from) {
    const BoundQuery *query = wide->query;
    const Step *step = query->items[from->item].step;
    uint32_t group = wide->row_group[row];
    const Datum *values;
    if (from->pivot == PIVOT_TOTAL) {
        values = slot_values(wide, &wide->row_total[(size_t)row * query->aggregate_count],
                             wide->whole, NULL);
    } else if (from->pivot != NO_PIVOT) {
        uint32_t cell = wide->cell[(size_t)row * wide->pivots.count + from->pivot];
        if (cell == 0)
            return datum_null();
        group = cell - 1;
        values = group_values(wide, group);
    } else if (query->items[from->item].group != 0) {
        return groups_keys(wide->groups, group)[query->items[from->item].group - 1];
    } else {
        values = group_values(wide, group);
    }
    return step_value(step, cursor_with(wide, group, values));
}

/* What a row is ordered by: of a pivot, the values of the whole row. */
static Datum order_key(Pivot *wide, uint32_t row, const Step *step) {
    const BoundQuery *query = wide->query;
    uint32_t group = wide->row_group[row];
    const Datum *values =
        query->pivot == NULL
            ? group_values(wide, group)
            : slot_values(wide, &wide->row_total[(size_t)row * query->aggregate_count],
                          wide->whole, NULL);
    return step_value(step, cursor_with(wide, group, values));
}

static void fill_row(Pivot *wide, uint32_t row) {
    ResultBuilder *builder = wide->builder;
    const BoundQuery *query = wide->query;
    for (uint32_t i = 0; i < builder->column_count; i++) {
        Datum value = cell_value(wide, row, &builder->from[i]);
        push_cell(wide, builder->from[i].item, &value);
    }
    for (uint32_t i = 0; i < query->order_count; i++) {
        Datum key = datum_null();
        bool is_pivot = query->pivot != NULL &&
                        query->orders[i].group == query->pivot_group + 1;
        if (query->orders[i].heading.length > 0) {
            key = cell_value(wide, row, &builder->from[wide->order_column[i]]);
            key = builder_plain(builder, &key, wide->query->document);
        } else if (!is_pivot) {
            key = order_key(wide, row, query->orders[i].step);
            key = builder_order_key(builder, query->orders[i].step, &key,
                                    wide->query->document);
        }
        *VEC_PUSH(builder->arena, &builder->keys) = key;
    }
    builder_row(builder, row);
}

/* The total row: what is no aggregate is missing in it. */
static void fill_totals(Pivot *wide) {
    ResultBuilder *builder = wide->builder;
    const BoundQuery *query = wide->query;
    builder->totals = ARENA_ARRAY(builder->arena, Datum, builder->column_count + 1);
    for (uint32_t i = 0; i < builder->column_count; i++) {
        const BuilderColumn *from = &builder->from[i];
        const Step *step = query->items[from->item].step;
        if (!step->has_aggregate || uses_keys(step))
            continue;
        bool column = from->pivot < wide->pivots.count;
        const Fold *folds =
            column ? &wide->pivot_total[(size_t)from->pivot * query->aggregate_count]
                   : wide->grand;
        Rows *rows = builder->rows;
        rows->cursor.aggregates =
            slot_values(wide, folds, whole_of(wide, from->pivot),
                        column ? column_before(wide, from->pivot) : NULL);
        Datum value = step_value(step, &rows->cursor);
        builder->totals[i] =
            builder_value(builder, from->item, &value, wide->query->document);
    }
}

static bool changes_sound(const Pivot *wide) {
    for (uint32_t i = 0; i < wide->groups->count; i++) {
        const Fold *before = year_before(wide, i);
        if (before != NULL &&
            !pivot_change_sound(wide, groups_folds(wide->groups, i), before))
            return false;
    }
    return true;
}

/* A whole across the columns of a pivot is that of their total alone. */
static bool all_sound(Pivot *wide) {
    size_t each = wide->query->aggregate_count;
    for (uint32_t i = 0; i < wide->groups->count; i++)
        if (!pivot_sound(wide, groups_folds(wide->groups, i)))
            return false;
    for (uint32_t i = 0; i < wide->pivots.count; i++)
        if (!pivot_whole_sound(wide, &wide->pivot_whole[i * each]))
            return false;
    return changes_sound(wide) &&
           (wide->query->pivot == NULL ? pivot_whole_sound(wide, wide->whole)
                                       : pivot_total_sound(wide, wide->whole));
}

/* Whether rows are ordered by what they add up to, across the columns of a pivot. */
static bool orders_by_totals(const Pivot *wide) {
    bool orders = false;
    for (uint32_t i = 0; i < wide->query->order_count; i++) {
        const BoundOrder *order = &wide->query->orders[i];
        orders = orders || (order->heading.length == 0 && order->step->has_aggregate);
    }
    return orders;
}

static bool totals_sound(Pivot *wide) {
    size_t each = wide->query->aggregate_count;
    bool orders = orders_by_totals(wide);
    for (uint32_t i = 0; i < wide->pivots.count; i++)
        if (wide->query->with_totals &&
            !pivot_total_sound(wide, &wide->pivot_total[i * each]))
            return false;
    for (uint32_t i = 0; wide->query->pivot != NULL && i < wide->row_count; i++) {
        const Fold *folds = &wide->row_total[i * each];
        if (orders ? !pivot_sound(wide, folds) : !pivot_total_sound(wide, folds))
            return false;
    }
    return pivot_total_sound(wide, wide->grand);
}

bool pivot_fill(Pivot *wide, ResultBuilder *builder, Groups *groups) {
    *wide = (Pivot){.builder = builder,
                    .groups = groups,
                    .query = builder->query,
                    .year_key = UINT32_MAX};
    for (uint32_t i = 0; i < groups->key_count; i++)
        if (wide->year_key == UINT32_MAX &&
            wide->query->groups[i]->type.kind == TYPE_YEAR)
            wide->year_key = i;
    wide->values = ARENA_ARRAY(builder->arena, Datum, wide->query->aggregate_count + 1);
    wide->keys = ARENA_ARRAY(builder->arena, Datum, groups->key_count + 1);
    for (uint32_t i = 0; i < wide->query->aggregate_count; i++) {
        wide->changes = wide->changes ||
                        wide->query->aggregates[i]->op == FUNCTION_change;
    }
    pivot_find_values(wide);
    pivot_make_wholes(wide);
    if (!all_sound(wide))
        return false;
    find_rows(wide);
    if (!pivot_choose_values(wide))
        return false;
    pivot_add_up(wide);
    if (!totals_sound(wide))
        return false;
    pivot_make_columns(wide);
    if (!pivot_find_headings(wide))
        return false;
    builder_reserve(builder, wide->row_count);
    for (uint32_t i = 0; i < wide->row_count; i++)
        fill_row(wide, i);
    if (wide->query->with_totals)
        fill_totals(wide);
    builder->rows->cursor.aggregates = builder->rows->cursor.keys = NULL;
    builder->rows->cursor.titles_from = NULL;
    return true;
}
