/* The fast path: a million entries by area and year in a few milliseconds.
 *
 * What a line says (area, source, …) is worked out once a line: the number at which its
 * cells begin. Amounts are added up as whole numbers, apart for each sort (scale and
 * currency) that there is, and made decimals at the end. Entries without a single year go
 * the slow way, for they are few and their spans are keys of their own. */
#include "query/dense.h"

#include <stdlib.h>

enum {
    KEYS_MOST = 4,
    CELLS_MOST = 1 << 20,
    SORTS_MOST = 8, /* of amounts */
    NO_LINE = -1    /* a line that is not in the table, as a cell */
};

/* A sort is an amount's scale and currency; two more are those without a figure. */
enum { SORT_BLANK = 1 << 12, SORT_UNREAD, SORT_KEYS };

typedef struct Key {
    ColumnId column;
    uint32_t size; /* values, 0 among them: missing */
    uint32_t stride;
} Key;

/* The amounts of one sort in one cell. */
typedef struct Pile {
    int64_t low; /* the sum is low + high; low is moved there before it could overflow */
    uint32_t values;
    uint32_t first; /* row */
    Int128 high;
} Pile;

typedef struct Dense {
    const Facts *facts;
    Key keys[KEYS_MOST];
    uint32_t key_count;
    bool by_year;
    int32_t year_first; /* of the year with the number 1 */
    uint32_t year_stride;
    uint32_t cells;
    int32_t *line_cell;         /* by line: where its cells begin, or NO_LINE */
    uint8_t part;               /* FACT_PART where the table wants it */
    uint8_t sort_of[SORT_KEYS]; /* number of the sort + 1 */
    uint16_t sort_key[SORTS_MOST];
    Pile *piles[SORTS_MOST]; /* by cell */
    uint32_t sorts;
    bool full; /* there are more sorts than there is room for */
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

/* The first and last year of all entries; 0 where none has one. */
static void year_range(Arena *arena, const Facts *facts, int32_t *first, int32_t *last) {
    uint8_t *seen = ARENA_ARRAY(arena, uint8_t, INT16_MAX + 1);
    const int16_t *year = facts->year;
    uint32_t count = facts->count;
    for (uint32_t i = 0; i < count; i++) {
        seen[year[i] & INT16_MAX] = 1;
    }
    *first = *last = 0;
    for (int32_t i = 1; i <= INT16_MAX; i++) {
        *first = *first == 0 && seen[i] ? i : *first;
        *last = seen[i] ? i : *last;
    }
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
            year_range(dense->arena, &model->facts, &dense->year_first, &last);
            key->size = (uint32_t)(last - dense->year_first) + 2;
            dense->by_year = true;
            dense->year_stride = (uint32_t)cells;
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

static bool has_shape(const BoundQuery *query) {
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
    return true;
}

bool dense_fits(const QueryRun *run, const BoundQuery *query) {
    Dense dense = {.arena = run->arena};
    return has_shape(query) && lay_out(&dense, run->model, query);
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

static uint8_t new_sort(Dense *dense, uint32_t key) {
    if (dense->sorts == SORTS_MOST) {
        dense->full = true;
        return 1;
    }
    dense->sort_key[dense->sorts] = (uint16_t)key;
    dense->piles[dense->sorts] = ARENA_ARRAY(dense->arena, Pile, dense->cells);
    dense->sort_of[key] = (uint8_t)++dense->sorts;
    return (uint8_t)dense->sorts;
}

static inline uint32_t sort_key_of(const Figure *figure) {
    enum { MISSING = FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE };
    if (figure->flags & MISSING) {
        return figure->flags & FIGURE_BAD ? SORT_UNREAD : SORT_BLANK;
    }
    return (uint32_t)(uint8_t)figure->scale << 4 | figure->currency;
}

static Pile *piles_of(Dense *dense, uint32_t key) {
    uint8_t sort = dense->sort_of[key];
    return dense->piles[(sort != 0 ? sort : new_sort(dense, key)) - 1];
}

static inline void add_figure(Pile *pile, const Figure *figure, uint32_t row) {
    /* A figure has at most 18 digits (0 where there is none): less than 2^60. */
    const int64_t most = (int64_t)1 << 62;
    if (pile->values++ == 0) {
        pile->first = row;
    }
    pile->low += figure->digits;
    if ((uint64_t)(pile->low + most) > (uint64_t)most * 2) {
        pile->high += pile->low;
        pile->low = 0;
    }
}

/* Rows `from` to `to`. What they are added to could be anything for all that the compiler
 * knows, so what does not change is taken out of the loop by hand. */
static inline void take_rows(Dense *dense, uint32_t from, uint32_t to, bool by_year) {
    const uint32_t *line = dense->facts->line;
    const int16_t *year = dense->facts->year;
    const uint8_t *flags = dense->facts->flags;
    const Figure *figure = dense->facts->figure;
    const int32_t *line_cell = dense->line_cell;
    int32_t stride = (int32_t)dense->year_stride;
    int32_t base = (1 - dense->year_first) * stride;
    uint8_t part = dense->part;
    uint32_t last_key = SORT_KEYS; /* none */
    Pile *piles = NULL;
    for (uint32_t row = from; row < to; row++) {
        int32_t cell = line_cell[line[row]];
        if (cell < 0 || (flags[row] & FACT_PART) != part) {
            continue;
        }
        if (by_year && (flags[row] & FACT_SPECIAL)) {
            *VEC_PUSH(dense->arena, &dense->yearless) = row;
            continue;
        }
        if (by_year) {
            cell += base + year[row] * stride;
        }
        uint32_t key = sort_key_of(&figure[row]);
        if (key != last_key) {
            piles = piles_of(dense, key);
            last_key = key;
        }
        add_figure(&piles[cell], &figure[row], row);
    }
}

/* All rows of the table, without a look at anything but its columns. */
static void read_all(Dense *dense, Rows *rows) {
    enum { BLOCK = 64 * BATCH };
    uint32_t count = dense->facts->count;
    for (uint32_t from = 0; from < count && !rows->stopped; from += BLOCK) {
        uint32_t to = count - from < BLOCK ? count : from + BLOCK;
        if (dense->by_year) {
            take_rows(dense, from, to, true);
        } else {
            take_rows(dense, from, to, false);
        }
        rows->stopped = rows->run->stop != NULL && *rows->run->stop != 0;
    }
}

static void read_chosen(Dense *dense, Rows *rows) {
    while (rows_next(rows)) {
        for (uint32_t i = 0; i < rows->count; i++) {
            take_rows(dense, rows->at[i], rows->at[i] + 1, dense->by_year);
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

/* The rows in a cell, and the first of them. */
static uint32_t cell_rows(const Dense *dense, uint32_t cell, uint32_t *first) {
    uint32_t rows = 0;
    *first = UINT32_MAX;
    for (uint32_t s = 0; s < dense->sorts; s++) {
        const Pile *pile = &dense->piles[s][cell];
        rows += pile->values;
        *first = pile->values > 0 && pile->first < *first ? pile->first : *first;
    }
    return rows;
}

static void add_cell(const Dense *dense, Groups *groups, uint32_t cell, Datum *keys) {
    uint32_t first, rows = cell_rows(dense, cell, &first);
    cell_keys(dense, cell, keys);
    uint32_t group = groups_add(groups, keys, first);
    groups->rows += rows;
    for (uint32_t i = 0; i < groups->aggregate_count; i++) {
        Fold *fold = &groups_folds(groups, group)[i];
        fold->rows = rows;
        for (uint32_t s = 0; s < dense->sorts && groups->query->aggregates[i]->left;
             s++) {
            const Pile *pile = &dense->piles[s][cell];
            uint16_t key = dense->sort_key[s];
            if (key < SORT_BLANK) {
                fold_amounts(fold, (Decimal){pile->high + pile->low, (int8_t)(key >> 4)},
                             (uint8_t)(key & 15), pile->values, pile->first);
            }
        }
    }
}

static void count_missing(const Dense *dense, Rows *rows) {
    for (uint32_t s = 0; s < dense->sorts; s++) {
        for (uint32_t cell = 0; dense->sort_key[s] == SORT_BLANK && cell < dense->cells;
             cell++) {
            rows->blanks += dense->piles[s][cell].values;
        }
        if (dense->sort_key[s] == SORT_UNREAD) {
            remarks_add(&rows->remarks, SLICE(EVAL_UNREAD));
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
        uint32_t first;
        if (cell_rows(dense, cell, &first) > 0) {
            order[count++] = (uint64_t)first << 32 | cell;
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
    if (!has_shape(rows->query)) {
        return false;
    }
    Arena *arena = arena_new(arena_memory(groups->arena));
    Dense *dense = ARENA_NEW(arena, Dense);
    dense->arena = arena;
    dense->facts = &rows->run->model->facts;
    if (!lay_out(dense, rows->run->model, rows->query)) {
        arena_drop(arena);
        return false;
    }
    find_lines(dense, rows);
    if (rows->query->where == NULL) {
        read_all(dense, rows);
    } else {
        read_chosen(dense, rows);
    }
    bool fits = !dense->full;
    if (fits) {
        count_missing(dense, rows);
        add_all(dense, groups, rows);
    } else {
        rows_again(rows);
    }
    arena_drop(arena);
    return fits;
}
