/* The fast path: a million entries by area and year in a few milliseconds.
 *
 * What a line says (area, source, …) is worked out once a line: the number at which its
 * cells begin. Amounts are added up as whole numbers, apart for each sort (scale and
 * currency) that there is, and made decimals at the end. Entries without a single year go
 * the slow way, for they are few and their spans are keys of their own. */
#include "query/dense.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "query/lines.h"

enum {
    KEYS_MOST = 4,
    CELLS_MOST = 1 << 20,
    SORTS_MOST = 8, /* of amounts */
    NO_LINE = -1    /* a line that is not in the table, as a cell */
};

/* The amounts of one sort in one cell. */
typedef struct Pile {
    int64_t low; /* the sum is low and what Sort.high has */
    uint32_t values;
    uint32_t first; /* row */
} Pile;

/* Amounts of one scale and currency, or those without a figure. */
typedef struct Sort {
    uint32_t tail; /* see tail_of */
    Figure figure; /* one of them */
    Pile *piles;   /* by cell */
    Int128 *high;  /* by cell: what did not fit; NULL: all did */
} Sort;

typedef struct Dense {
    const Facts *facts;
    const Rows *from;
    LineKey keys[KEYS_MOST]; /* of the year only `size` */
    uint32_t stride[KEYS_MOST];
    uint32_t key_count;
    uint32_t year_key;    /* KEYS_MOST: none */
    int32_t year_base;    /* of the year with the number 0 */
    uint32_t year_stride; /* 0 where the year is no key */
    uint32_t cells;
    uint8_t part;      /* FACT_PART where the table wants it */
    uint8_t looked_at; /* the flags that decide whether a row goes the fast way */
    Sort sorts[SORTS_MOST];
    uint32_t sort_count;
    uint32_t tail_mask;
    bool full; /* there are more sorts than there is room for */
    VEC(uint32_t) yearless;
    Arena *arena;
} Dense;

/* ---- does it fit ---- */

static bool is_year(const Step *step) {
    return step->kind == STEP_COLUMN && step->column == COLUMN_ENTRY_year;
}

static bool is_plain_aggregate(const Step *step) {
    FunctionId function = (FunctionId)step->op;
    if (step->right != NULL || step->distinct) {
        return false;
    }
    if (function == FUNCTION_count && step->left == NULL) {
        return true;
    }
    bool adds = function == FUNCTION_sum || function == FUNCTION_avg ||
                function == FUNCTION_share || function == FUNCTION_change ||
                function == FUNCTION_count;
    return adds && step->left != NULL && step->left->kind == STEP_COLUMN &&
           step->left->column == COLUMN_ENTRY_amount;
}

/* The first and last year of all entries; 0 where none has one. The greatest of -year,
 * turned round so that 0 is the least of all, is the first: two maxima, which processors
 * have for many at once. */
static void year_range(const Facts *facts, int32_t *first, int32_t *last) {
    enum { BLOCK = 256 };
    int16_t most = 0, least = INT16_MIN;
    for (uint32_t from = 0; from < facts->count; from += BLOCK) {
        int16_t year[BLOCK] = {0};
        uint32_t left = facts->count - from;
        memcpy(year, facts->year + from, (left < BLOCK ? left : BLOCK) * sizeof *year);
        for (uint32_t i = 0; i < BLOCK; i++) {
            int16_t turned = (int16_t)(INT16_MIN - year[i]);
            most = year[i] > most ? year[i] : most;
            least = turned > least ? turned : least;
        }
    }
    *last = most;
    *first = (int16_t)(INT16_MIN - least);
}

/* Lays the keys out, whose values by line are found; false where there would be too many
 * cells, or where a value is to be found by the entry. */
static bool lay_out(Dense *dense, Rows *rows) {
    const Model *model = rows->run->model;
    const BoundQuery *query = rows->query;
    uint64_t cells = 1;
    dense->year_key = KEYS_MOST;
    dense->key_count = query->group_count;
    for (uint32_t i = query->group_count; i-- > 0;) {
        LineKey *key = &dense->keys[i];
        key->step = query->groups[i];
        if (is_year(key->step)) {
            int32_t first, last;
            year_range(&model->facts, &first, &last);
            key->size = (uint32_t)(last - first) + 2;
            dense->year_key = i;
            dense->year_base = first - 1;
            dense->year_stride = (uint32_t)cells;
        } else if (!lines_number(key, dense->arena, rows)) {
            return false;
        }
        dense->stride[i] = (uint32_t)cells;
        cells *= key->size;
        if (cells > CELLS_MOST || cells > (uint64_t)model->facts.count * 4 + 4096) {
            return false;
        }
    }
    dense->cells = (uint32_t)cells;
    return true;
}

static bool has_shape(const BoundQuery *query) {
    uint32_t years = 0;
    if (table_def(query->table)->shape != SHAPE_ENTRY || query->group_count > KEYS_MOST) {
        return false;
    }
    for (uint32_t i = 0; i < query->group_count; i++) {
        bool year = is_year(query->groups[i]);
        years += year;
        if (!year && !lines_decide(query->groups[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        if (!is_plain_aggregate(query->aggregates[i])) {
            return false;
        }
    }
    return years <= 1;
}

bool dense_fits(const QueryRun *run, const BoundQuery *query) {
    if (!has_shape(query)) {
        return false;
    }
    Rows rows;
    Dense dense = {.arena = run->arena};
    rows_begin(&rows, run, query);
    bool fits = lay_out(&dense, &rows);
    rows_drop(&rows);
    return fits;
}

/* ---- reading ---- */

/* Where the cells of a line begin, or NO_LINE. */
static int32_t cell_of_line(const Dense *dense, uint32_t line) {
    if (!rows_has_line(dense->from, line)) {
        return NO_LINE;
    }
    uint32_t cell = 0;
    for (uint32_t k = 0; k < dense->key_count; k++) {
        if (k != dense->year_key) {
            cell += lines_number_of(&dense->keys[k], dense->from->run->model, line) *
                    dense->stride[k];
        }
    }
    return (int32_t)cell;
}

/* How a figure is printed, as one number: its scale, its currency, and whether there is
 * one at all. The bytes behind `at`, of which `tail_mask` leaves those three. */
static inline uint32_t tail_of(const Figure *figure) {
    _Static_assert(offsetof(Figure, length) + sizeof(uint32_t) == sizeof(Figure),
                   "a figure ends with how it is printed");
    uint32_t tail;
    memcpy(&tail, (const char *)figure + offsetof(Figure, length), sizeof tail);
    return tail;
}

static uint32_t tail_mask(void) {
    Figure all;
    memset(&all, 0, sizeof all);
    all.scale = -1;
    all.flags = FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE;
    all.currency = 15;
    return tail_of(&all);
}

/* The sort of a figure; where there is no room for one more, the last. */
static Sort *sort_of(Dense *dense, const Figure *figure) {
    uint32_t tail = tail_of(figure) & dense->tail_mask;
    for (uint32_t i = 0; i < dense->sort_count; i++) {
        if (dense->sorts[i].tail == tail) {
            return &dense->sorts[i];
        }
    }
    if (dense->sort_count == SORTS_MOST) {
        dense->full = true;
        return &dense->sorts[SORTS_MOST - 1];
    }
    Sort *sort = &dense->sorts[dense->sort_count++];
    sort->tail = tail;
    sort->figure = *figure;
    sort->piles = ARENA_ARRAY(dense->arena, Pile, dense->cells);
    return sort;
}

static void carry(Dense *dense, Sort *sort, Pile *pile, int64_t digits) {
    if (sort->high == NULL) {
        sort->high = ARENA_ARRAY(dense->arena, Int128, dense->cells);
    }
    sort->high[pile - sort->piles] += (Int128)pile->low + digits;
    pile->low = 0;
}

/* The sort of the row before: the next one has mostly the same. */
typedef struct Last {
    uint32_t tail;
    Sort *sort;
} Last;

/* No figure: bits that no masked tail has. */
#define LAST_NONE ((Last){.tail = UINT32_MAX})

static bool is_as_last(const Dense *dense, const Last *last, uint32_t row) {
    return (dense->facts->flags[row] & dense->looked_at) == dense->part &&
           (tail_of(&dense->facts->figure[row]) & dense->tail_mask) == last->tail;
}

/* A row that is not as the one before it: another sort, a part, without a year. Gives
 * whether it goes to a pile all the same. */
static bool take_other(Dense *dense, Last *last, uint32_t row) {
    const Figure *figure = &dense->facts->figure[row];
    uint8_t flags = dense->facts->flags[row];
    if ((flags & dense->looked_at) == dense->part) {
        last->tail = tail_of(figure) & dense->tail_mask;
        last->sort = sort_of(dense, figure);
        return true;
    }
    if ((flags & FACT_PART) == dense->part) {
        *VEC_PUSH(dense->arena, &dense->yearless) = row;
    }
    return false;
}

/* Adds the rows of one line to their piles, from before `end` down to `from` as long as
 * they are of it; gives the row where that ends. Downwards, the first row of a pile is
 * the last to come. What is read and written could overlap for all that the compiler
 * knows: so what does not change is taken out of the loop by hand. */
static uint32_t take_line(Dense *dense, Last *last, uint32_t end, uint32_t from) {
    const Facts *facts = dense->facts;
    const uint32_t *lines = facts->line;
    const int16_t *year = facts->year;
    const uint8_t *flags = facts->flags;
    const Figure *figure = facts->figure;
    uint32_t line = lines[end - 1], mask = dense->tail_mask, row = end;
    int32_t cell = cell_of_line(dense, line);
    int64_t stride = dense->year_stride, begin = cell - stride * dense->year_base;
    uint8_t part = dense->part, looked_at = dense->looked_at;
    while (row > from && lines[row - 1] == line) {
        bool goes = cell != NO_LINE && (is_as_last(dense, last, row - 1) ||
                                        take_other(dense, last, row - 1));
        if (!goes) {
            row--;
            continue;
        }
        Pile *piles = last->sort->piles;
        uint32_t tail = last->tail;
        do {
            const Figure *at = &figure[--row];
            Pile *pile = &piles[begin + year[row] * stride];
            int64_t sum;
            pile->first = row;
            pile->values++;
            if (int64_add(pile->low, at->digits, &sum)) {
                pile->low = sum;
            } else {
                carry(dense, last->sort, pile, at->digits);
            }
        } while (row > from && lines[row - 1] == line &&
                 (flags[row - 1] & looked_at) == part &&
                 (tail_of(&figure[row - 1]) & mask) == tail);
    }
    return row;
}

/* Rows come from the last to the first: so do those that were put by. */
static void turn_yearless(Dense *dense) {
    uint32_t *yearless = dense->yearless.at;
    for (uint32_t i = 0, j = dense->yearless.count; i + 1 < j; i++) {
        uint32_t row = yearless[--j];
        yearless[j] = yearless[i];
        yearless[i] = row;
    }
}

/* All rows of the table, without a look at anything but its columns. */
static void read_all(Dense *dense, Rows *rows) {
    enum { BLOCK = 64 * BATCH };
    Last last = LAST_NONE;
    for (uint32_t row = dense->facts->count; row > 0 && !rows->stopped;) {
        uint32_t from = row < BLOCK ? 0 : row - BLOCK;
        while (row > from) {
            row = take_line(dense, &last, row, from);
        }
        rows->stopped = rows->run->stop != NULL && *rows->run->stop != 0;
    }
    turn_yearless(dense);
}

static void read_chosen(Dense *dense, Rows *rows) {
    Last last = LAST_NONE;
    VEC(uint32_t) chosen = {0};
    while (rows_next(rows)) {
        for (uint32_t i = 0; i < rows->count; i++) {
            *VEC_PUSH(dense->arena, &chosen) = rows->at[i];
        }
    }
    for (uint32_t i = chosen.count; i-- > 0;) {
        take_line(dense, &last, chosen.at[i] + 1, chosen.at[i]);
    }
    turn_yearless(dense);
}

/* ---- into groups ---- */

static void cell_keys(const Dense *dense, uint32_t cell, Datum *keys) {
    for (uint32_t i = 0; i < dense->key_count; i++) {
        const LineKey *key = &dense->keys[i];
        uint32_t number = cell / dense->stride[i] % key->size;
        keys[i] = i == dense->year_key ? datum_year(dense->year_base + (int32_t)number)
                                       : lines_value(key, number);
    }
}

/* The rows in a cell, and the first of them. */
static uint32_t cell_rows(const Dense *dense, uint32_t cell, uint32_t *first) {
    uint32_t rows = 0;
    *first = NO_ROW;
    for (uint32_t s = 0; s < dense->sort_count; s++) {
        const Pile *pile = &dense->sorts[s].piles[cell];
        rows += pile->values;
        *first = pile->values > 0 && pile->first < *first ? pile->first : *first;
    }
    return rows;
}

static bool has_figure(const Sort *sort) {
    return (sort->figure.flags & (FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE)) == 0;
}

/* The sort, of those with figures, whose first row in the cell is the next one behind
 * `row`; NULL: there is none. */
static const Sort *next_sort(const Dense *dense, uint32_t cell, int64_t row) {
    const Sort *next = NULL;
    for (uint32_t s = 0; s < dense->sort_count; s++) {
        const Sort *sort = &dense->sorts[s];
        const Pile *pile = &sort->piles[cell];
        if (has_figure(sort) && pile->values > 0 && pile->first > row &&
            (next == NULL || pile->first < next->piles[cell].first)) {
            next = sort;
        }
    }
    return next;
}

/* In the order of the files, so that of two currencies the first is named first. */
static void add_sums(const Dense *dense, uint32_t cell, Fold *fold) {
    const Sort *sort = next_sort(dense, cell, -1);
    while (sort != NULL) {
        const Pile *pile = &sort->piles[cell];
        Int128 high = sort->high == NULL ? 0 : sort->high[cell];
        fold_amounts(fold, (Decimal){high + pile->low, sort->figure.scale},
                     sort->figure.currency, pile->values, pile->first);
        sort = next_sort(dense, cell, pile->first);
    }
}

static void add_cell(const Dense *dense, Groups *groups, uint32_t cell, Datum *keys) {
    uint32_t first, rows = cell_rows(dense, cell, &first);
    cell_keys(dense, cell, keys);
    uint32_t group = groups_add(groups, keys, first);
    groups->rows += rows;
    for (uint32_t i = 0; i < groups->aggregate_count; i++) {
        Fold *fold = &groups_folds(groups, group)[i];
        fold->rows = rows;
        if (groups->query->aggregates[i]->left != NULL) {
            add_sums(dense, cell, fold);
        }
    }
}

static void count_missing(const Dense *dense, Rows *rows) {
    for (uint32_t s = 0; s < dense->sort_count; s++) {
        const Sort *sort = &dense->sorts[s];
        for (uint32_t cell = 0;
             (sort->figure.flags & FIGURE_BLANK) && cell < dense->cells; cell++) {
            rows->blanks += sort->piles[cell].values;
        }
        if (sort->figure.flags & FIGURE_BAD) {
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
    groups_reserve(groups, count + dense->yearless.count);
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
    dense->tail_mask = tail_mask();
    if (!lay_out(dense, rows)) {
        rows_again(rows);
        arena_drop(arena);
        return false;
    }
    dense->from = rows;
    dense->part = rows->query->table == TABLE_parts ? FACT_PART : 0;
    dense->looked_at = FACT_PART | (dense->year_key != KEYS_MOST ? FACT_SPECIAL : 0);
    if (rows->query->where == NULL) {
        read_all(dense, rows);
    } else {
        read_chosen(dense, rows);
    }
    bool fits = !dense->full;
    if (fits) {
        count_missing(dense, rows);
        add_all(dense, groups, rows);
        if (groups->count == 0 && groups->key_count == 0) {
            groups_add(groups, NULL, NO_ROW);
        }
    } else {
        rows_again(rows);
    }
    arena_drop(arena);
    return fits;
}
