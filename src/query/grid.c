/* Rows, pivot and totals of groups. */
#include "query/grid.h"

#include <string.h>

/* ---- evaluating for a group ---- */

static bool uses_columns(const Step *step) {
    if (step == NULL || step->kind == STEP_AGGREGATE) {
        return false;
    }
    if (step->kind == STEP_COLUMN || step->kind == STEP_FIELD ||
        step->kind == STEP_ENTRY_REF || step->kind == STEP_ENTRY_YEAR ||
        step->kind == STEP_BY_THING || step->kind == STEP_KEY) {
        return true;
    }
    for (uint32_t i = 0; i < step->arg_count; i++) {
        if (uses_columns(step->args[i])) {
            return true;
        }
    }
    return uses_columns(step->left) || uses_columns(step->right);
}

uint32_t grid_year_before(const Grid *grid, uint32_t group) {
    Groups *groups = grid->groups;
    if (!grid->changes || grid->year_key == UINT32_MAX) {
        return UINT32_MAX;
    }
    Datum *keys = grid->keys;
    memcpy(keys, groups_keys(groups, group), groups->key_count * sizeof *keys);
    if (keys[grid->year_key].kind != DATUM_YEAR) {
        return UINT32_MAX;
    }
    keys[grid->year_key].number.units--;
    return groups_find(groups, keys);
}

static const Fold *year_before(const Grid *grid, uint32_t group) {
    uint32_t before = grid_year_before(grid, group);
    return before == UINT32_MAX ? NULL : groups_folds(grid->groups, before);
}

/* The same of a pivot's column, where the pivot is the year. */
static const Fold *column_before(const Grid *grid, uint32_t pivot) {
    if (pivot >= grid->pivots.count || grid->query->pivot_group != grid->year_key ||
        grid->pivots.at[pivot].kind != DATUM_YEAR) {
        return NULL;
    }
    Datum year = grid->pivots.at[pivot];
    year.number.units--;
    for (uint32_t i = 0; i < grid->pivots.count; i++) {
        if (value_same(&grid->pivots.at[i], &year)) {
            return &grid->pivot_total[(size_t)i * grid->query->aggregate_count];
        }
    }
    return NULL;
}

/* The aggregates' values of some folds, of which `whole` and `before` are the whole and
 * the year before; good until the next call. */
static const Datum *slot_values(Grid *grid, const Fold *folds, const Fold *whole,
                                const Fold *before) {
    const BoundQuery *query = grid->query;
    Arena *arena = grid->sheet->rows->view.arena;
    Datum *values = grid->values;
    grid->values_of = folds;
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        values[i] = fold_value(arena, query->aggregates[i], &folds[i], &whole[i],
                               before == NULL ? NULL : &before[i]);
    }
    return values;
}

static const Fold *whole_of(const Grid *grid, uint32_t pivot) {
    return pivot < grid->pivots.count
               ? &grid->pivot_whole[(size_t)pivot * grid->query->aggregate_count]
               : grid->whole;
}

static const Datum *group_values(Grid *grid, uint32_t group) {
    if (grid->values_of == groups_folds(grid->groups, group)) {
        return grid->values;
    }
    uint32_t pivot = grid->query->pivot == NULL ? NO_PIVOT : grid->pivot_of[group];
    return slot_values(grid, groups_folds(grid->groups, group), whole_of(grid, pivot),
                       year_before(grid, group));
}

static const Seat *seat_with(const Grid *grid, uint32_t group, const Datum *values) {
    Rows *rows = grid->sheet->rows;
    if (grid->groups->first_row[group] != NO_ROW) {
        rows_seat(rows, grid->groups->first_row[group]);
    }
    rows->seat.aggregates = values;
    rows->seat.keys = groups_keys(grid->groups, group);
    rows->seat.titles_from = &grid->query->document;
    return &rows->seat;
}

static Id document_of(const Grid *grid) {
    return grid->query->document;
}

static void push_cell(const Grid *grid, uint32_t item, const Datum *datum) {
    Sheet *sheet = grid->sheet;
    Datum shown = sheet_value(sheet, item, datum, document_of(grid));
    *VEC_PUSH(sheet->arena, &sheet->cells) = shown;
}

/* ---- which groups stay, and where ---- */

static bool passes_having(Grid *grid, uint32_t group) {
    const Step *having = grid->query->having;
    return having == NULL ||
           step_truth(having, seat_with(grid, group, group_values(grid, group))) ==
               TRI_TRUE;
}

static int compare_pivots(const ValueSet *pivots, uint32_t a, uint32_t b,
                          bool descending) {
    const Datum *x = &pivots->at[a], *y = &pivots->at[b];
    bool missing = x->kind == DATUM_NULL, other = y->kind == DATUM_NULL;
    if (missing != other) {
        return missing ? 1 : -1;
    }
    bool ordered = x->kind != DATUM_REF && x->kind != DATUM_TEXT &&
                   x->kind != DATUM_WORD && x->kind != DATUM_LIST;
    int order = ordered ? value_compare(x, y) : 0;
    return descending && !missing ? -order : order;
}

/* Those that a group which stays has, by value where values have an order, else as they
 * first came. */
static void sort_pivots(Grid *grid, const bool *stays) {
    bool descending = false;
    for (uint32_t i = 0; i < grid->query->order_count; i++) {
        const BoundOrder *order = &grid->query->orders[i];
        descending = descending ||
                     (order->group == grid->query->pivot_group + 1 && order->descending);
    }
    uint32_t *order = ARENA_ARRAY(grid->sheet->arena, uint32_t, grid->column_count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < grid->pivots.count; i++) {
        if (!stays[i]) {
            continue;
        }
        uint32_t at = count++;
        while (at > 0 &&
               compare_pivots(&grid->pivots, i, order[at - 1], descending) < 0) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    grid->pivot_order = order;
}

static void find_pivots(Grid *grid) {
    Groups *groups = grid->groups;
    Arena *arena = grid->sheet->arena;
    grid->pivot_of = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    for (uint32_t i = 0; i < groups->count && grid->query->pivot != NULL; i++) {
        const Datum *key = &groups_keys(groups, i)[grid->query->pivot_group];
        grid->pivot_of[i] = value_set_add(arena, &grid->pivots, key, NULL);
    }
}

/* False where there are too many, which was reported. */
static bool choose_pivots(Grid *grid) {
    Groups *groups = grid->groups;
    bool *stays = ARENA_ARRAY(grid->sheet->arena, bool, grid->pivots.count + 1);
    for (uint32_t i = 0; i < groups->count && grid->query->pivot != NULL; i++) {
        bool is_new = grid->row_of[i] != UINT32_MAX && !stays[grid->pivot_of[i]];
        grid->column_count += is_new;
        stays[grid->pivot_of[i]] = stays[grid->pivot_of[i]] || is_new;
    }
    if (grid->column_count > PIVOT_MOST) {
        Diagnostic *d = findings_add(
            grid->sheet->rows->run->findings, CODE_Q05,
            (Place){grid->query->bound.file, grid->query->select->pivot->span},
            "\"pivot by\" would make %u columns; %u is the most", grid->column_count,
            PIVOT_MOST);
        diagnostic_help(grid->sheet->rows->run->findings, d,
                        "leave it out: its values are rows then");
        return false;
    }
    sort_pivots(grid, stays);
    return true;
}

static Fold *new_folds(const Grid *grid, size_t count) {
    return ARENA_ARRAY(grid->sheet->arena, Fold,
                       count * grid->query->aggregate_count + 1);
}

static void join_all(const Grid *grid, Fold *into, const Fold *from) {
    for (uint32_t i = 0; i < grid->query->aggregate_count; i++) {
        fold_join(grid->sheet->arena, grid->query->aggregates[i], &into[i], &from[i]);
    }
}

/* Takes a row into a sum once, however many of its groups that is of. */
static void take_once(const Grid *grid, Fold *into, uint32_t *taken, uint32_t place,
                      uint32_t row) {
    if (into == NULL || taken[place] == row + 1) {
        return;
    }
    taken[place] = row + 1;
    size_t each = grid->query->aggregate_count;
    const Seat *seat = rows_seat(grid->sheet->rows, row);
    for (uint32_t i = 0; i < each; i++) {
        fold_row(grid->sheet->arena, grid->query->aggregates[i], &into[place * each + i],
                 seat, row);
    }
}

/* Adds up groups that share rows, from the rows: over all, over each pivot value and, if
 * there are `row_folds`, over each row of the answer. Before rows are found, of all
 * groups; then of those that stay. */
static void add_rows(Grid *grid, Fold *all, Fold *pivot_folds, Fold *row_folds) {
    Groups *groups = grid->groups;
    Arena *arena = grid->sheet->arena;
    Remarks before = grid->sheet->rows->remarks; /* what is missing was counted */
    uint32_t *in_all = ARENA_ARRAY(arena, uint32_t, 1);
    uint32_t *in_pivot = ARENA_ARRAY(arena, uint32_t, grid->pivots.count + 1);
    uint32_t *in_row = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    for (uint32_t i = 0; i < groups->traced_rows.count; i++) {
        uint32_t row = groups->traced_rows.at[i], group = groups->traced_groups.at[i];
        uint32_t own = grid->row_of == NULL ? 0 : grid->row_of[group];
        if (own == UINT32_MAX) {
            continue;
        }
        take_once(grid, all, in_all, 0, row);
        if (grid->query->pivot != NULL) {
            take_once(grid, pivot_folds, in_pivot, grid->pivot_of[group], row);
            take_once(grid, row_folds, in_row, own, row);
        }
    }
    grid->sheet->rows->remarks = before;
}

/* What shares are of: all groups, also those that `having` leaves out. */
static void make_wholes(Grid *grid) {
    size_t each = grid->query->aggregate_count;
    grid->whole = new_folds(grid, 1);
    grid->pivot_whole = new_folds(grid, grid->pivots.count);
    bool shares = false;
    for (uint32_t i = 0; i < each; i++) {
        shares = shares || grid->query->aggregates[i]->op == FUNCTION_share;
    }
    if (shares && grid->groups->spread_rows > 0) {
        add_rows(grid, grid->whole, grid->pivot_whole, NULL);
        return;
    }
    for (uint32_t i = 0; i < grid->groups->count && shares; i++) {
        const Fold *folds = groups_folds(grid->groups, i);
        join_all(grid, grid->whole, folds);
        if (grid->query->pivot != NULL) {
            join_all(grid, &grid->pivot_whole[grid->pivot_of[i] * each], folds);
        }
    }
}

/* Gives each group that stays its row. */
static void find_rows(Grid *grid) {
    const BoundQuery *query = grid->query;
    Groups *groups = grid->groups;
    Arena *arena = grid->sheet->arena;
    ValueSet rows = {0};
    Datum *list = ARENA_ARRAY(arena, Datum, groups->key_count + 1);
    grid->row_of = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    grid->row_group = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    for (uint32_t i = 0; i < groups->count; i++) {
        if (!passes_having(grid, i)) {
            grid->row_of[i] = UINT32_MAX;
            continue;
        }
        grid->row_of[i] = grid->row_count;
        if (query->pivot != NULL) {
            uint32_t count = 0;
            for (uint32_t k = 0; k < groups->key_count; k++) {
                if (k != query->pivot_group) {
                    list[count++] = groups_keys(groups, i)[k];
                }
            }
            Datum key = {.kind = DATUM_LIST, .list = list, .list_count = count};
            grid->row_of[i] = value_set_add(arena, &rows, &key, NULL);
        }
        if (grid->row_of[i] == grid->row_count) {
            grid->row_group[grid->row_count++] = i;
        }
    }
}

static void add_up(Grid *grid) {
    const BoundQuery *query = grid->query;
    Groups *groups = grid->groups;
    size_t each = query->aggregate_count, pivots = grid->pivots.count;
    bool pivoted = query->pivot != NULL, ordered = false;
    for (uint32_t i = 0; i < query->order_count; i++) {
        ordered = ordered || query->orders[i].step->has_aggregate;
    }
    grid->grand = new_folds(grid, 1);
    grid->pivot_total = new_folds(grid, pivots);
    if (pivoted) {
        grid->cell =
            ARENA_ARRAY(grid->sheet->arena, uint32_t, grid->row_count * pivots + 1);
        grid->row_total = new_folds(grid, grid->row_count);
    }
    bool shared = groups->spread_rows > 0;
    if (shared && (query->with_totals || ordered)) {
        add_rows(grid, grid->grand, grid->pivot_total, grid->row_total);
    }
    for (uint32_t i = 0; i < groups->count; i++) {
        uint32_t row = grid->row_of[i];
        if (row == UINT32_MAX) {
            continue;
        }
        const Fold *folds = groups_folds(groups, i);
        if (query->with_totals && !shared) {
            join_all(grid, grid->grand, folds);
        }
        if (pivoted) {
            uint32_t pivot = grid->pivot_of[i];
            grid->cell[row * pivots + pivot] = i + 1;
            if (shared) {
                continue;
            }
            if (query->with_totals) {
                join_all(grid, &grid->pivot_total[pivot * each], folds);
            }
            if (query->with_totals || ordered) {
                join_all(grid, &grid->row_total[row * each], folds);
            }
        }
    }
}

/* ---- columns ---- */

static bool is_value(const Grid *grid, uint32_t item) {
    return grid->query->items[item].step->has_aggregate;
}

static void add_column(Grid *grid, uint32_t item, uint32_t pivot, Slice heading,
                       Slice key) {
    Sheet *sheet = grid->sheet;
    uint32_t at = sheet->column_count++;
    sheet->from[at] = (SheetColumn){item, pivot};
    sheet->columns[at] = (ResultColumn){.heading = heading,
                                        .key = key,
                                        .type = grid->query->items[item].step->type,
                                        .pivoted = pivot != NO_PIVOT,
                                        .total = pivot == PIVOT_TOTAL};
}

static Slice pivot_text(const Grid *grid, uint32_t pivot) {
    const Datum *value = &grid->pivots.at[pivot];
    if (value->kind == DATUM_NULL && value->text.length > 0) {
        return value->text;
    }
    Datum shown = sheet_plain(grid->sheet, value, document_of(grid));
    Slice text = shown.kind == DATUM_REF ? shown.text
                                         : datum_text(grid->sheet->rows->run->model,
                                                      &shown, grid->query->bound.shown);
    return arena_copy(grid->sheet->arena, text);
}

/* As programs know the value: a thing by its name, where it has one. */
static Slice pivot_key(const Grid *grid, uint32_t pivot, Slice heading) {
    const Datum *value = &grid->pivots.at[pivot];
    Slice name = SLICE("");
    if (value->kind == DATUM_REF) {
        name = model_name(grid->sheet->rows->run->model, (EntityKind)value->ref_kind,
                          value->ref);
    }
    return name.length > 0 ? name : heading;
}

/* A column of each value of the items, headed by what they are of. */
static void add_values(Grid *grid, uint32_t pivot, Slice name, Slice key) {
    Arena *arena = grid->sheet->arena;
    uint32_t values = 0;
    for (uint32_t i = 0; i < grid->query->item_count; i++) {
        values += is_value(grid, i);
    }
    for (uint32_t i = 0; i < grid->query->item_count; i++) {
        if (is_value(grid, i)) {
            Slice own = grid->query->items[i].heading, heading = name, kept = key;
            if (values > 1) {
                heading =
                    arena_format(arena, "%.*s %.*s", SLICE_ARGS(name), SLICE_ARGS(own));
                kept = arena_format(arena, "%.*s %.*s", SLICE_ARGS(key), SLICE_ARGS(own));
            }
            add_column(grid, i, pivot, heading, kept);
        }
    }
}

static void make_columns(Grid *grid) {
    const BoundQuery *query = grid->query;
    Sheet *sheet = grid->sheet;
    size_t most = (size_t)query->item_count * (grid->column_count + 2);
    sheet->columns = ARENA_ARRAY(sheet->arena, ResultColumn, most);
    sheet->from = ARENA_ARRAY(sheet->arena, SheetColumn, most);
    bool pivoted = query->pivot != NULL;
    for (uint32_t i = 0; i < query->item_count; i++) {
        const BoundItem *item = &query->items[i];
        bool is_pivot = pivoted && item->group == query->pivot_group + 1;
        if (!is_pivot && (!pivoted || !is_value(grid, i))) {
            add_column(grid, i, NO_PIVOT, item->heading, item->heading);
        }
    }
    for (uint32_t i = 0; i < grid->column_count; i++) {
        uint32_t pivot = grid->pivot_order[i];
        Slice heading = pivot_text(grid, pivot);
        add_values(grid, pivot, heading, pivot_key(grid, pivot, heading));
    }
    if (pivoted && query->with_totals) {
        add_values(grid, PIVOT_TOTAL, SLICE("total"), SLICE("total"));
    }
}

/* ---- rows ---- */

/* The value of an item for the row and column of a cell. */
static Datum cell_value(Grid *grid, uint32_t row, const SheetColumn *from) {
    const BoundQuery *query = grid->query;
    const Step *step = query->items[from->item].step;
    uint32_t group = grid->row_group[row];
    const Datum *values;
    if (from->pivot == PIVOT_TOTAL) {
        values = slot_values(grid, &grid->row_total[(size_t)row * query->aggregate_count],
                             grid->whole, NULL);
    } else if (from->pivot != NO_PIVOT) {
        uint32_t cell = grid->cell[(size_t)row * grid->pivots.count + from->pivot];
        if (cell == 0) {
            return datum_null();
        }
        group = cell - 1;
        values = group_values(grid, group);
    } else if (query->items[from->item].group != 0) {
        return groups_keys(grid->groups, group)[query->items[from->item].group - 1];
    } else {
        values = group_values(grid, group);
    }
    return step_value(step, seat_with(grid, group, values));
}

/* What a row is ordered by: of a pivot, the values of the whole row. */
static Datum order_key(Grid *grid, uint32_t row, const Step *step) {
    const BoundQuery *query = grid->query;
    uint32_t group = grid->row_group[row];
    const Datum *values =
        query->pivot == NULL
            ? group_values(grid, group)
            : slot_values(grid, &grid->row_total[(size_t)row * query->aggregate_count],
                          grid->whole, NULL);
    return step_value(step, seat_with(grid, group, values));
}

static void fill_row(Grid *grid, uint32_t row) {
    Sheet *sheet = grid->sheet;
    const BoundQuery *query = grid->query;
    for (uint32_t i = 0; i < sheet->column_count; i++) {
        Datum value = cell_value(grid, row, &sheet->from[i]);
        push_cell(grid, sheet->from[i].item, &value);
    }
    for (uint32_t i = 0; i < query->order_count; i++) {
        Datum key = datum_null();
        bool is_pivot = query->pivot != NULL &&
                        query->orders[i].group == query->pivot_group + 1;
        if (query->orders[i].heading.length > 0) {
            key = cell_value(grid, row, &sheet->from[grid->order_column[i]]);
            key = sheet_plain(sheet, &key, document_of(grid));
        } else if (!is_pivot) {
            key = order_key(grid, row, query->orders[i].step);
            key = sheet_order_key(sheet, query->orders[i].step, &key, document_of(grid));
        }
        *VEC_PUSH(sheet->arena, &sheet->keys) = key;
    }
    sheet_row(sheet, row);
}

/* The total row: what is no aggregate is missing in it. */
static void fill_totals(Grid *grid) {
    Sheet *sheet = grid->sheet;
    const BoundQuery *query = grid->query;
    sheet->totals = ARENA_ARRAY(sheet->arena, Datum, sheet->column_count + 1);
    for (uint32_t i = 0; i < sheet->column_count; i++) {
        const SheetColumn *from = &sheet->from[i];
        const Step *step = query->items[from->item].step;
        if (!step->has_aggregate || uses_columns(step)) {
            continue;
        }
        bool column = from->pivot < grid->pivots.count;
        const Fold *folds =
            column ? &grid->pivot_total[(size_t)from->pivot * query->aggregate_count]
                   : grid->grand;
        Rows *rows = sheet->rows;
        rows->seat.aggregates =
            slot_values(grid, folds, whole_of(grid, from->pivot),
                        column ? column_before(grid, from->pivot) : NULL);
        Datum value = step_value(step, &rows->seat);
        sheet->totals[i] = sheet_value(sheet, from->item, &value, document_of(grid));
    }
}

static bool all_sound(const Grid *grid) {
    for (uint32_t i = 0; i < grid->groups->count; i++) {
        if (!grid_sound(grid, groups_folds(grid->groups, i))) {
            return false;
        }
    }
    return grid_sound(grid, grid->whole);
}

static bool totals_sound(const Grid *grid) {
    size_t each = grid->query->aggregate_count;
    for (uint32_t i = 0; i < grid->pivots.count; i++) {
        if (grid->query->with_totals && !grid_sound(grid, &grid->pivot_total[i * each])) {
            return false;
        }
    }
    for (uint32_t i = 0; grid->query->pivot != NULL && i < grid->row_count; i++) {
        if (!grid_sound(grid, &grid->row_total[i * each])) {
            return false;
        }
    }
    return grid_sound(grid, grid->grand);
}

bool grid_fill(Grid *grid, Sheet *sheet, Groups *groups) {
    *grid = (Grid){
        .sheet = sheet, .groups = groups, .query = sheet->query, .year_key = UINT32_MAX};
    for (uint32_t i = 0; i < groups->key_count; i++) {
        if (grid->year_key == UINT32_MAX &&
            grid->query->groups[i]->type.kind == TYPE_YEAR) {
            grid->year_key = i;
        }
    }
    grid->values = ARENA_ARRAY(sheet->arena, Datum, grid->query->aggregate_count + 1);
    grid->keys = ARENA_ARRAY(sheet->arena, Datum, groups->key_count + 1);
    for (uint32_t i = 0; i < grid->query->aggregate_count; i++) {
        grid->changes = grid->changes ||
                        grid->query->aggregates[i]->op == FUNCTION_change;
    }
    find_pivots(grid);
    make_wholes(grid);
    if (!all_sound(grid)) {
        return false;
    }
    find_rows(grid);
    if (!choose_pivots(grid)) {
        return false;
    }
    add_up(grid);
    if (!totals_sound(grid)) {
        return false;
    }
    make_columns(grid);
    if (!grid_find_headings(grid)) {
        return false;
    }
    sheet_reserve(sheet, grid->row_count);
    for (uint32_t i = 0; i < grid->row_count; i++) {
        fill_row(grid, i);
    }
    if (grid->query->with_totals) {
        fill_totals(grid);
    }
    sheet->rows->seat.aggregates = sheet->rows->seat.keys = NULL;
    sheet->rows->seat.titles_from = NULL;
    return true;
}
