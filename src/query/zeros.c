/* Zeros: a rise from nothing is a rise. A `-` makes no row of `funding`, but its group
 * has a sum, 0, which the year after is compared with. */
#include "query/zeros.h"

#include <stdlib.h>
#include <string.h>

typedef struct Zeros {
    Groups *groups;
    Rows *rows;
    Arena *arena;
    VEC(Dash) all;
    uint32_t
        printed; /* so many of them are printed; the others are years without a row */
} Zeros;

static bool adds(const Step *aggregate) {
    FunctionId function = (FunctionId)aggregate->op;
    return function == FUNCTION_sum || function == FUNCTION_share ||
           function == FUNCTION_change;
}

/* Whether a key is of an entry itself, not of the things and the year that it is for: a
 * `-` is no entry, and has no amount or line to be grouped by. */
static bool is_of_entry(const Step *step) {
    if (step == NULL)
        return false;
    bool own = step->kind == STEP_COLUMN && step->type.kind != TYPE_REF &&
               step->column != COLUMN_ENTRY_year && step->column != COLUMN_ENTRY_file;
    for (uint32_t i = 0; i < step->arg_count && !own; i++)
        own = is_of_entry(step->args[i]);
    return own || is_of_entry(step->left) || is_of_entry(step->right);
}

/* Whether the query adds money up, by what a `-` has as well. */
static bool any_adds(const BoundQuery *query) {
    bool any = false;
    for (uint32_t i = 0; i < query->group_count; i++)
        if (is_of_entry(query->groups[i]))
            return false;
    for (uint32_t i = 0; i < query->aggregate_count; i++)
        any = any || adds(query->aggregates[i]);
    return any;
}

/* ---- which there are ---- */

/* A part of another project's money is counted with that one: its `-` only counts where
 * its entries do. */
static bool is_part(const Model *model, const Dash *dash) {
    const Line *line = &model->lines.at[dash->line];
    const Thing *project = model_thing(model, KIND_PROJECT, line->project);
    if (line->within == 0 && project->parent == 0)
        return false;
    const Facts *facts = &model->facts;
    uint32_t at = dash->fact;
    while (at > 0 && facts->line[at - 1] == dash->line)
        at--;
    for (; at < facts->count && facts->line[at] == dash->line; at++)
        if ((facts->flags[at] & FACT_PART) == 0)
            return false;
    return true;
}

/* A year of a printed table, and a project's in it. */
typedef struct ZeroKey {
    Id table, project; /* project 0: of the table itself */
    int16_t year;
    uint32_t line, fact; /* of the project: its last line, and the entry behind it */
} ZeroKey;

typedef VEC(ZeroKey) ListedVec;

static int compare_listed(const void *left, const void *right) {
    const ZeroKey *a = left, *b = right;
    const uint32_t keys[][2] = {
        {a->table, b->table},
        {a->project, b->project},
        {(uint32_t)(a->year - INT16_MIN), (uint32_t)(b->year - INT16_MIN)},
        {a->line, b->line}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

/* The printed tables of several blocks: only there a project can lack a year, for a row
 * has a cell for each of its block's. NULL: there are none. */
static const uint8_t *tables_of_blocks(const Zeros *zeros) {
    const Model *model = zeros->rows->run->model;
    uint8_t *several = NULL;
    for (Id i = 1; i < model->tables.count; i++) {
        Id printed = model->tables.at[i].printed;
        if (printed != i) {
            several = several == NULL
                          ? ARENA_ARRAY(zeros->arena, uint8_t, model->tables.count)
                          : several;
            several[printed] = 1;
        }
    }
    return several;
}

static bool is_seen(const Zeros *zeros, uint32_t line) {
    return table_rows_has_line(&zeros->rows->of, line);
}

/* The years that the tables have, and those that each project's rows in them have. */
static ListedVec list_years(const Zeros *zeros, const uint8_t *several) {
    const Model *model = zeros->rows->run->model;
    const Facts *facts = &model->facts;
    ListedVec listed = {0};
    uint32_t fact = 0;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        while (fact < facts->count && facts->line[fact] <= i)
            fact++;
        const TableInfo *table = &model->tables.at[line->table];
        if (line->table == 0 || !several[table->printed] || !is_seen(zeros, i))
            continue;
        for (uint32_t c = 0; c < table->column_count; c++) {
            int16_t year = table->columns[c].year;
            if (year != 0) {
                *VEC_PUSH(zeros->arena, &listed) =
                    (ZeroKey){table->printed, 0, year, 0, 0};
                *VEC_PUSH(zeros->arena, &listed) =
                    (ZeroKey){table->printed, line->project, year, i, fact};
            }
        }
    }
    if (listed.count > 0)
        qsort(listed.at, listed.count, sizeof *listed.at, compare_listed);
    return listed;
}

/* Adds the years of one project that its table has and its rows do not. */
static void add_missing(Zeros *zeros, const ZeroKey *years, uint32_t year_count,
                        const ZeroKey *own, uint32_t own_count) {
    const ZeroKey *last = own;
    for (uint32_t i = 0; i < own_count; i++)
        last = own[i].line > last->line ? &own[i] : last;
    for (uint32_t i = 0, at = 0; i < year_count; i++) {
        while (at < own_count && own[at].year < years[i].year)
            at++;
        bool again = i > 0 && years[i].year == years[i - 1].year;
        if (!again && (at == own_count || own[at].year != years[i].year)) {
            *VEC_PUSH(zeros->arena, &zeros->all) =
                (Dash){.line = last->line, .fact = last->fact, .year = years[i].year};
        }
    }
}

static void find_missing(Zeros *zeros) {
    const uint8_t *several = tables_of_blocks(zeros);
    if (several == NULL)
        return;
    ListedVec listed = list_years(zeros, several);
    const ZeroKey *years = NULL;
    uint32_t year_count = 0;
    for (uint32_t i = 0, end; i < listed.count; i = end) {
        end = i + 1;
        while (end < listed.count && listed.at[end].table == listed.at[i].table &&
               listed.at[end].project == listed.at[i].project)
            end++;
        if (listed.at[i].project == 0) {
            years = &listed.at[i];
            year_count = end - i;
        } else {
            add_missing(zeros, years, year_count, &listed.at[i], end - i);
        }
    }
}

static void find_all(Zeros *zeros) {
    const Model *model = zeros->rows->run->model;
    for (uint32_t i = 0; i < model->dashes.count; i++) {
        const Dash *dash = &model->dashes.at[i];
        if (is_seen(zeros, dash->line) && !is_part(model, dash))
            *VEC_PUSH(zeros->arena, &zeros->all) = *dash;
    }
    zeros->printed = zeros->all.count;
    find_missing(zeros);
}

/* ---- into groups ---- */

static uint32_t group_with(Zeros *zeros, uint32_t row) {
    Groups *groups = zeros->groups;
    uint32_t group = groups_find(groups, groups->spread.one);
    return group != UINT32_MAX ? group : groups_add(groups, groups->spread.one, row);
}

/* Whether it is in some group of the answer. */
static bool take(Zeros *zeros, uint32_t index) {
    Groups *groups = zeros->groups;
    Rows *rows = zeros->rows;
    const BoundQuery *query = rows->query;
    uint32_t row = rows->of.end + index;
    const Cursor *cursor = rows_cursor(rows, row);
    if (query->where != NULL && step_truth(query->where, cursor) != TRI_TRUE)
        return false;
    groups_spread(groups, cursor);
    do {
        Fold *folds = groups_folds(groups, group_with(zeros, row));
        for (uint32_t i = 0; i < groups->aggregate_count; i++)
            if (adds(query->aggregates[i]))
                fold_row(groups->arena, query->aggregates[i], &folds[i], cursor, row);
    } while (spread_next(&groups->spread));
    return true;
}

/* ---- their place ---- */

/* A group's place among the entries: of one that has only zeros, before the entry that
 * they stand before. */
typedef struct PlacedZero {
    uint64_t place;
    uint32_t group;
} PlacedZero;

static int compare_placed(const void *left, const void *right) {
    const PlacedZero *a = left, *b = right;
    return a->place != b->place ? (a->place > b->place) - (a->place < b->place)
                                : (a->group > b->group) - (a->group < b->group);
}

static uint64_t place_of(const Zeros *zeros, uint32_t row) {
    uint32_t end = zeros->rows->of.end;
    return row == NO_ROW ? 0
           : row < end   ? (uint64_t)row * 2 + 1
                         : (uint64_t)zeros->all.at[row - end].fact * 2;
}

static void put_in_order(Zeros *zeros, uint32_t before) {
    Groups *groups = zeros->groups;
    if (groups->count == before)
        return;
    PlacedZero *order = ARENA_ARRAY(zeros->arena, PlacedZero, groups->count);
    uint32_t *order_to = ARENA_ARRAY(zeros->arena, uint32_t, groups->count);
    for (uint32_t i = 0; i < groups->count; i++)
        order[i] = (PlacedZero){place_of(zeros, groups->first_row[i]), i};
    qsort(order, groups->count, sizeof *order, compare_placed);
    for (uint32_t i = 0; i < groups->count; i++)
        order_to[i] = order[i].group;
    groups_reorder(groups, order_to);
}

void zeros_read(Groups *groups, Rows *rows) {
    const BoundQuery *query = rows->query;
    if (rows->stopped || table_def(query->table)->shape != SHAPE_ENTRY ||
        rows->of.parts || !any_adds(query))
        return;
    Zeros *zeros = ARENA_NEW(rows->run->arena, Zeros);
    *zeros = (Zeros){.groups = groups, .rows = rows, .arena = rows->run->arena};
    find_all(zeros);
    rows->dashes = zeros->all.at;
    uint32_t before = groups->count;
    Remarks remarks = rows->remarks;
    for (uint32_t i = 0; i < zeros->all.count; i++)
        rows->assumed += take(zeros, i) && i >= zeros->printed;
    rows->remarks = remarks;
    put_in_order(zeros, before);
}
