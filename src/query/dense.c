/* The fast path: a million entries by area and year in a few milliseconds.
 *
 * What a line says (area, source, …) is worked out once a line: the number at which its
 * cells begin. Amounts are added up as whole numbers, apart for each scale and currency
 * that there is, and made decimals at the end. Entries without a single year go the slow
 * way, for they are few and their spans are keys of their own. */
#include "query/dense.h"

#include <stdlib.h>

enum {
    KEYS_MOST = 4,
    CELLS_MOST = 1 << 20,
    SLOTS_MOST = 8, /* different scales and currencies */
    NO_LINE = -1    /* a line that is not in the table, as a cell */
};

typedef struct Key {
    ColumnId column;
    uint32_t size; /* values, 0 among them: missing */
    uint32_t stride;
} Key;

typedef struct Pile {
    Int128 sum;
    uint32_t values;
    uint32_t first; /* row */
} Pile;

typedef struct Dense {
    const Facts *facts;
    Key keys[KEYS_MOST];
    uint32_t key_count;
    bool by_year;
    int32_t year_first; /* of the year with the number 1 */
    uint32_t cells;
    int32_t *line_cell;    /* by line: where its cells begin, or NO_LINE */
    uint32_t *rows;        /* by cell */
    uint32_t *first;       /* by cell: the first row */
    uint8_t part;          /* FACT_PART where the table wants it */
    uint8_t slot_of[4096]; /* by scale and currency: number of the slot + 1 */
    uint16_t slot_key[SLOTS_MOST];
    Pile *pile[SLOTS_MOST];
    uint32_t slots;
    bool full; /* there are more slots than there is room for */
    uint64_t blanks, unread;
    VEC(uint32_t) yearless;
    Arena *arena;
} Dense;

/* ---- does it fit ---- */

static bool is_key(const Step *step) {
    return step->kind == STEP_COLUMN &&
           column_def((ColumnId)step->column)->shape == SHAPE_ENTRY &&
           (step->type.kind == TYPE_REF || step->column == COLUMN_ENTRY_year);
}

static bool is_plain_aggregate(const Step *step) {
    FunctionId function = (FunctionId)step->op;
    if (step->right != NULL || step->distinct) {
        return false;
    }
    if (function == FUNCTION_count) {
        return step->left == NULL;
    }
    bool adds = function == FUNCTION_sum || function == FUNCTION_avg ||
                function == FUNCTION_share || function == FUNCTION_change;
    return adds && step->left != NULL && step->left->kind == STEP_COLUMN &&
           step->left->column == COLUMN_ENTRY_amount;
}

static void year_range(const Facts *facts, int32_t *first, int32_t *last) {
    int16_t least = INT16_MAX, most = 0;
    for (uint32_t i = 0; i < facts->count; i++) {
        int16_t year = facts->year[i] == 0 ? INT16_MAX : facts->year[i];
        least = year < least ? year : least;
        most = facts->year[i] > most ? facts->year[i] : most;
    }
    *first = least;
    *last = most < least ? least : most;
}

/* Lays the keys out; false where there would be too many cells. */
static bool lay_out(Dense *dense, const Model *model, const BoundQuery *query) {
    uint64_t cells = 1;
    for (uint32_t i = query->group_count; i-- > 0;) {
        ColumnId column = (ColumnId)query->groups[i]->column;
        Key *key = &dense->keys[i];
        key->column = column;
        if (column == COLUMN_ENTRY_year) {
            int32_t last;
            if (dense->by_year) {
                return false;
            }
            year_range(&model->facts, &dense->year_first, &last);
            key->size = (uint32_t)(last - dense->year_first) + 2;
            dense->by_year = true;
        } else {
            key->size = model->things[column_def(column)->type.of].count + 1;
        }
        key->stride = (uint32_t)cells;
        cells *= key->size;
        if (cells > CELLS_MOST || cells > (uint64_t)model->facts.count * 4 + 4096) {
            return false;
        }
    }
    dense->key_count = query->group_count;
    dense->cells = (uint32_t)cells;
    return true;
}

bool dense_fits(const QueryRun *run, const BoundQuery *query) {
    if (table_def(query->table)->shape != SHAPE_ENTRY || query->group_count == 0 ||
        query->group_count > KEYS_MOST) {
        return false;
    }
    for (uint32_t i = 0; i < query->group_count; i++) {
        if (!is_key(query->groups[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        if (!is_plain_aggregate(query->aggregates[i])) {
            return false;
        }
    }
    Dense dense = {0};
    return lay_out(&dense, run->model, query);
}

/* ---- reading ---- */

static void find_lines(Dense *dense, const Rows *rows) {
    const Model *model = rows->run->model;
    TableId table = rows->query->table;
    uint8_t kind = table == TABLE_spending ? MONEY_SPENDING : MONEY_FUNDING;
    dense->part = table == TABLE_parts ? FACT_PART : 0;
    dense->line_cell =
        arena_alloc(dense->arena, model->lines.count * sizeof(int32_t) + 1);
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        uint32_t cell = 0;
        for (uint32_t k = 0; k < dense->key_count; k++) {
            if (dense->keys[k].column != COLUMN_ENTRY_year) {
                cell += entry_thing(model, line, dense->keys[k].column) *
                        dense->keys[k].stride;
            }
        }
        bool seen = (table == TABLE_parts || line->kind == kind) &&
                    rows_sees(rows, line->document);
        dense->line_cell[i] = seen ? (int32_t)cell : NO_LINE;
    }
}

static uint8_t new_slot(Dense *dense, uint16_t key) {
    if (dense->slots == SLOTS_MOST) {
        dense->full = true;
        return 1;
    }
    dense->slot_key[dense->slots] = key;
    dense->pile[dense->slots] = ARENA_ARRAY(dense->arena, Pile, dense->cells);
    dense->slot_of[key] = (uint8_t)++dense->slots;
    return (uint8_t)dense->slots;
}

static inline void take(Dense *dense, uint32_t row, uint32_t cell) {
    enum { MISSING = FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE };
    const Figure *figure = &dense->facts->figure[row];
    if (dense->rows[cell]++ == 0) {
        dense->first[cell] = row;
    }
    if (figure->flags & MISSING) {
        dense->blanks += (figure->flags & FIGURE_BAD) == 0;
        dense->unread += (figure->flags & FIGURE_BAD) != 0;
        return;
    }
    uint16_t key = (uint16_t)((uint8_t)figure->scale << 4 | figure->currency);
    uint8_t slot = dense->slot_of[key];
    if (slot == 0) {
        slot = new_slot(dense, key);
    }
    Pile *pile = &dense->pile[slot - 1][cell];
    if (pile->values++ == 0) {
        pile->first = row;
    }
    pile->sum += figure->digits;
}

/* The cell of a row in the table, or NO_LINE; what has no single year is put by. */
static inline int32_t cell_of(Dense *dense, uint32_t row, uint32_t stride) {
    const Facts *facts = dense->facts;
    int32_t cell = dense->line_cell[facts->line[row]];
    if (cell < 0 || (facts->flags[row] & FACT_PART) != dense->part) {
        return NO_LINE;
    }
    if (!dense->by_year) {
        return cell;
    }
    if (facts->year[row] == 0) {
        *VEC_PUSH(dense->arena, &dense->yearless) = row;
        return NO_LINE;
    }
    return cell + (facts->year[row] - dense->year_first + 1) * (int32_t)stride;
}

static uint32_t year_stride(const Dense *dense) {
    for (uint32_t i = 0; i < dense->key_count; i++) {
        if (dense->keys[i].column == COLUMN_ENTRY_year) {
            return dense->keys[i].stride;
        }
    }
    return 0;
}

/* All rows of the table, without a look at anything but its columns. */
static void read_all(Dense *dense, Rows *rows) {
    enum { BLOCK = 64 * BATCH };
    uint32_t stride = year_stride(dense);
    for (uint32_t from = 0; from < dense->facts->count && !rows->stopped; from += BLOCK) {
        uint32_t left = dense->facts->count - from;
        uint32_t to = from + (left < BLOCK ? left : BLOCK);
        for (uint32_t row = from; row < to; row++) {
            int32_t cell = cell_of(dense, row, stride);
            if (cell >= 0) {
                take(dense, row, (uint32_t)cell);
            }
        }
        rows->stopped = rows->run->stop != NULL && *rows->run->stop != 0;
    }
}

static void read_chosen(Dense *dense, Rows *rows) {
    uint32_t stride = year_stride(dense);
    while (rows_next(rows)) {
        for (uint32_t i = 0; i < rows->count; i++) {
            int32_t cell = cell_of(dense, rows->at[i], stride);
            if (cell >= 0) {
                take(dense, rows->at[i], (uint32_t)cell);
            }
        }
    }
}

/* ---- into groups ---- */

static void cell_keys(const Dense *dense, uint32_t cell, Datum *keys) {
    for (uint32_t i = 0; i < dense->key_count; i++) {
        const Key *key = &dense->keys[i];
        uint32_t number = cell / key->stride % key->size;
        if (key->column == COLUMN_ENTRY_year) {
            keys[i] = datum_year(dense->year_first + (int32_t)number - 1);
        } else {
            keys[i] = datum_ref((EntityKind)column_def(key->column)->type.of, number);
        }
    }
}

static void add_cell(const Dense *dense, Groups *groups, uint32_t cell, Datum *keys) {
    cell_keys(dense, cell, keys);
    uint32_t group = groups_add(groups, keys, dense->first[cell]);
    groups->rows += dense->rows[cell];
    for (uint32_t i = 0; i < groups->aggregate_count; i++) {
        Fold *fold = &groups_folds(groups, group)[i];
        fold->rows = dense->rows[cell];
        for (uint32_t s = 0; s < dense->slots && groups->query->aggregates[i]->left;
             s++) {
            const Pile *pile = &dense->pile[s][cell];
            Decimal sum = {pile->sum, (int8_t)(dense->slot_key[s] >> 4)};
            fold_amounts(fold, sum, (uint8_t)(dense->slot_key[s] & 15), pile->values,
                         pile->first);
        }
    }
}

static int compare_firsts(const void *left, const void *right) {
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* In the order of their first rows; those without a year, each where it stands. */
static void add_all(Dense *dense, Groups *groups, Rows *rows) {
    uint64_t *order = arena_alloc(dense->arena, dense->cells * sizeof(uint64_t) + 1);
    Datum *keys = ARENA_ARRAY(dense->arena, Datum, KEYS_MOST);
    uint32_t count = 0, next = 0;
    for (uint32_t cell = 0; cell < dense->cells; cell++) {
        if (dense->rows[cell] > 0) {
            order[count++] = (uint64_t)dense->first[cell] << 32 | cell;
        }
    }
    qsort(order, count, sizeof *order, compare_firsts);
    for (uint32_t i = 0; i <= count; i++) {
        while (next < dense->yearless.count &&
               (i == count || dense->yearless.at[next] < order[i] >> 32)) {
            groups_read_row(groups, rows, dense->yearless.at[next++], keys);
            groups->rows++;
        }
        if (i < count) {
            add_cell(dense, groups, (uint32_t)order[i], keys);
        }
    }
}

bool dense_read(Groups *groups, Rows *rows) {
    if (!dense_fits(rows->run, rows->query)) {
        return false;
    }
    Arena *arena = arena_new(arena_memory(groups->arena));
    Dense *dense = ARENA_NEW(arena, Dense);
    dense->arena = arena;
    dense->facts = &rows->run->model->facts;
    lay_out(dense, rows->run->model, rows->query);
    dense->rows = ARENA_ARRAY(arena, uint32_t, dense->cells);
    dense->first = arena_alloc(arena, dense->cells * sizeof(uint32_t));
    find_lines(dense, rows);
    if (rows->query->where == NULL) {
        read_all(dense, rows);
    } else {
        read_chosen(dense, rows);
    }
    bool fits = !dense->full;
    if (fits) {
        rows->blanks += dense->blanks;
        if (dense->unread > 0) {
            remarks_add(&rows->remarks, SLICE(EVAL_UNREAD));
        }
        add_all(dense, groups, rows);
    } else {
        rows_again(rows);
    }
    arena_drop(arena);
    return fits;
}
