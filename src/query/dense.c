/* The fast path: a million entries by area and year in a few milliseconds.
 *
 * What a line says (area, source, …) is worked out once a line: the number at which its
 * cells begin. Amounts are added up as whole numbers, apart for each sort (scale and
 * currency) that there is, and made decimals at the end. Entries without a single year go
 * the slow way, for they are few and their spans are keys of their own. */
#include "query/dense.h"

#include <stdlib.h>
#include <string.h>

#include "query/line_keys.h"

enum {
    KEYS_MOST = 4,
    CELLS_MOST = 1 << 20,
    SORTS_MOST = 8, /* of amounts */
    BLOCK = 512     /* rows that are looked at together */
};

/* The amounts of one sort in one cell. */
typedef struct Pile {
    int64_t sum; /* of the 32-bit digits of fewer than 2^32 entries: it fits */
    uint32_t values;
    uint32_t first; /* row */
} Pile;

/* Amounts of one scale and currency, or those without a figure. */
typedef struct Sort {
    int8_t scale;
    uint8_t currency;
    uint8_t missing; /* which of MISSING; 0: they are figures */
    Pile *piles;     /* by cell */
    Int128 *wide;    /* by cell: the sums of FORM_WIDE entries; NULL: none came */
} Sort;

enum { MISSING = FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE };

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
    uint32_t beyond;   /* further cells, for lines that are not in the table */
    uint32_t *begin;   /* by line: where its cells begin */
    uint8_t part;      /* FACT_PART where the table wants it */
    uint8_t looked_at; /* the flags that decide whether a row goes the fast way */
    Sort sorts[SORTS_MOST];
    uint32_t sort_count;
    Pile *of_form[FORMS_MOST]; /* the piles of its sort; NULL: none came yet */
    bool full;                 /* there are more sorts than there is room for */
    Versions **versions; /* of one amount, by cell: those that its rows are of; NULL: no
                            money is a version */
    VEC(uint32_t) yearless;
    Arena *arena;
} Dense;

/* ---- does it fit ---- */

static bool is_year(const Step *step) {
    return step->kind == STEP_COLUMN && step->column == COLUMN_ENTRY_year;
}

static bool is_plain_aggregate(const Step *step) {
    FunctionId function = (FunctionId)step->op;
    if (step->right != NULL || step->distinct)
        return false;
    if (function == FUNCTION_count && step->left == NULL)
        return true;
    bool adds = function == FUNCTION_sum || function == FUNCTION_avg ||
                function == FUNCTION_share || function == FUNCTION_change ||
                function == FUNCTION_count;
    return adds && step->left != NULL && step->left->kind == STEP_COLUMN &&
           step->left->column == COLUMN_ENTRY_amount;
}

/* Lays the keys out, whose values by line are found; false where there would be too many
 * cells, or where a value is to be found by the entry. */
static bool lay_out(Dense *dense, Rows *rows) {
    const Model *model = rows->run->model;
    const BoundQuery *query = rows->query;
    uint64_t cells = 1;
    dense->year_key = KEYS_MOST;
    dense->beyond = 1;
    dense->key_count = query->group_count;
    for (uint32_t i = query->group_count; i-- > 0;) {
        LineKey *key = &dense->keys[i];
        key->step = query->groups[i];
        if (is_year(key->step)) {
            const Facts *facts = &model->facts;
            key->size = (uint32_t)(facts->last_year - facts->first_year) + 1;
            dense->year_key = i;
            dense->year_base = facts->first_year;
            dense->year_stride = (uint32_t)cells;
            dense->beyond = (uint32_t)cells * key->size;
        } else if (!line_keys_number(key, dense->arena, rows)) {
            return false;
        }
        dense->stride[i] = (uint32_t)cells;
        cells *= key->size;
        if (cells > CELLS_MOST || cells > (uint64_t)model->facts.count * 4 + 4096)
            return false;
    }
    dense->cells = (uint32_t)cells;
    return true;
}

static bool has_shape(const BoundQuery *query) {
    uint32_t years = 0;
    if (table_def(query->table)->shape != SHAPE_ENTRY || query->group_count > KEYS_MOST)
        return false;
    for (uint32_t i = 0; i < query->group_count; i++) {
        bool year = is_year(query->groups[i]);
        years += year;
        if (!year && !rows_line_decides(query->groups[i]))
            return false;
    }
    for (uint32_t i = 0; i < query->aggregate_count; i++)
        if (!is_plain_aggregate(query->aggregates[i]))
            return false;
    return years <= 1;
}

bool dense_fits(const QueryRun *run, const BoundQuery *query) {
    if (!has_shape(query))
        return false;
    Rows rows;
    Dense dense = {.arena = run->arena};
    rows_begin(&rows, run, query);
    bool fits = lay_out(&dense, &rows);
    rows_drop(&rows);
    return fits;
}

/* ---- reading ---- */

/* Where the cells of each line begin. Those of lines that are not in the table lie behind
 * all that are looked at. */
static void find_begins(Dense *dense) {
    const Model *model = dense->from->run->model;
    dense->begin = ARENA_ARRAY(dense->arena, uint32_t, model->lines.count + 1);
    for (uint32_t key = 0; key < dense->key_count; key++)
        if (key != dense->year_key)
            line_keys_add(&dense->keys[key], model, dense->stride[key], dense->begin);
    for (uint32_t line = 0; line < model->lines.count; line++)
        if (!table_rows_has_line(&dense->from->of, line))
            dense->begin[line] = dense->cells;
}

static uint32_t cell_of(const Dense *dense, uint32_t row) {
    const Facts *facts = dense->facts;
    return dense->begin[facts->line[row]] +
           (uint32_t)(facts->year[row] - dense->year_base) * dense->year_stride;
}

/* The sort of a figure; where there is no room for one more, the last. */
static Sort *sort_of(Dense *dense, const Figure *figure) {
    Sort key = {.scale = figure->scale,
                .currency = figure->currency,
                .missing = figure->flags & MISSING};
    for (uint32_t i = 0; i < dense->sort_count; i++) {
        Sort *sort = &dense->sorts[i];
        if (sort->scale == key.scale && sort->currency == key.currency &&
            sort->missing == key.missing)
            return sort;
    }
    if (dense->sort_count == SORTS_MOST) {
        dense->full = true;
        return &dense->sorts[SORTS_MOST - 1];
    }
    key.piles = ARENA_ARRAY(dense->arena, Pile, dense->cells + dense->beyond);
    dense->sorts[dense->sort_count] = key;
    return &dense->sorts[dense->sort_count++];
}

/* Notes which version of an amount a row is. */
static void take_version(Dense *dense, uint32_t row) {
    const Model *model = dense->from->run->model;
    const Facts *facts = dense->facts;
    Id money = model->lines.at[facts->line[row]].money;
    if (versions_family(model, money) == 0 ||
        dense->begin[facts->line[row]] >= dense->cells ||
        (facts->flags[row] & dense->looked_at) != dense->part)
        return;
    Versions **versions = &dense->versions[cell_of(dense, row)];
    if (*versions == NULL)
        *versions = ARENA_NEW(dense->arena, Versions);
    versions_add(*versions, model, dense->arena, money, row);
}

static Pile *piles_of(Dense *dense, uint32_t row) {
    Pile **piles = &dense->of_form[dense->facts->form[row]];
    if (*piles == NULL) {
        Figure figure = facts_figure(dense->facts, row);
        *piles = sort_of(dense, &figure)->piles;
    }
    return *piles;
}

/* The first row of a pile comes once and the others often. */
static inline void pile_add(Pile *pile, uint32_t row, int32_t digits) {
    if (__builtin_expect(pile->values++ == 0, 0))
        pile->first = row;
    pile->sum += digits;
}

static void take_wide(Dense *dense, uint32_t row) {
    Figure figure = facts_figure(dense->facts, row);
    Sort *sort = sort_of(dense, &figure);
    uint32_t cell = cell_of(dense, row);
    if (sort->wide == NULL)
        sort->wide = ARENA_ARRAY(dense->arena, Int128, dense->cells + dense->beyond);
    sort->wide[cell] += figure.digits;
    pile_add(&sort->piles[cell], row, 0);
}

static void take_row(Dense *dense, uint32_t row) {
    const Facts *facts = dense->facts;
    bool has_line = dense->begin[facts->line[row]] < dense->cells;
    if (!has_line || (facts->flags[row] & FACT_PART) != dense->part)
        return;
    if ((facts->flags[row] & dense->looked_at) != dense->part)
        *VEC_PUSH(dense->arena, &dense->yearless) = row;
    else if (facts->form[row] == FORM_WIDE)
        take_wide(dense, row);
    else
        pile_add(&piles_of(dense, row)[cell_of(dense, row)], row, facts->digits[row]);
}

/* Whether a whole block of rows goes to the piles of one sort, as in most tables. */
static bool is_even(const Dense *dense, uint32_t row) {
    const uint8_t *flags = dense->facts->flags + row, *forms = dense->facts->form + row;
    uint8_t form = *forms, part = dense->part, looked_at = dense->looked_at;
    uint8_t other = form == FORM_WIDE;
    for (uint32_t i = 0; i < BLOCK; i++)
        other |= (uint8_t)((flags[i] & looked_at) ^ part) | (forms[i] ^ form);
    return other == 0;
}

/* What is read and written could overlap for all that the compiler knows: so what does
 * not change is taken out of the loop by hand. */
static void take_even(Dense *dense, uint32_t row, uint32_t end) {
    const Facts *facts = dense->facts;
    const uint32_t *line = facts->line, *begin = dense->begin;
    const int16_t *year = facts->year;
    const int32_t *digits = facts->digits;
    const int32_t base = dense->year_base;
    const uint32_t stride = dense->year_stride;
    Pile *piles = piles_of(dense, row);
    for (; row < end; row++) {
        uint32_t cell = begin[line[row]] + (uint32_t)(year[row] - base) * stride;
        pile_add(&piles[cell], row, digits[row]);
    }
}

/* All rows of the table, without a look at anything but its columns. */
static void read_all(Dense *dense, Rows *rows) {
    uint32_t count = dense->facts->count;
    for (uint32_t row = 0, end; row < count && !rows->stopped; row = end) {
        uint32_t first = row;
        end = count - row < BLOCK ? count : row + BLOCK;
        if (end - row == BLOCK && is_even(dense, row))
            take_even(dense, row, end);
        else
            while (row < end)
                take_row(dense, row++);
        while (dense->versions != NULL && first < end)
            take_version(dense, first++);
        rows->stopped = stop_asked(rows->run->stop);
    }
}

static void read_chosen(Dense *dense, Rows *rows) {
    while (rows_next(rows))
        for (uint32_t i = 0; i < rows->count; i++) {
            take_row(dense, rows->at[i]);
            if (dense->versions != NULL)
                take_version(dense, rows->at[i]);
        }
}

/* ---- into groups ---- */

static void cell_keys(const Dense *dense, uint32_t cell, Datum *keys) {
    for (uint32_t i = 0; i < dense->key_count; i++) {
        const LineKey *key = &dense->keys[i];
        uint32_t number = cell / dense->stride[i] % key->size;
        keys[i] = i == dense->year_key ? datum_year(dense->year_base + (int32_t)number)
                                       : line_keys_value(key, number);
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

/* The sort, of those with figures, whose first row in the cell is the next one behind
 * `row`; NULL: there is none. */
static const Sort *next_sort(const Dense *dense, uint32_t cell, int64_t row) {
    const Sort *next = NULL;
    for (uint32_t s = 0; s < dense->sort_count; s++) {
        const Sort *sort = &dense->sorts[s];
        const Pile *pile = &sort->piles[cell];
        if (sort->missing == 0 && pile->values > 0 && pile->first > row &&
            (next == NULL || pile->first < next->piles[cell].first))
            next = sort;
    }
    return next;
}

/* In the order of the files, so that of two currencies the first is named first. */
static void add_sums(const Dense *dense, uint32_t cell, Fold *fold) {
    const Sort *sort = next_sort(dense, cell, -1);
    while (sort != NULL) {
        const Pile *pile = &sort->piles[cell];
        Int128 wide = sort->wide == NULL ? 0 : sort->wide[cell];
        fold_amounts(fold, (Decimal){wide + pile->sum, sort->scale}, sort->currency,
                     pile->values, pile->first);
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
        const Step *aggregate = groups->query->aggregates[i];
        if (aggregate->left != NULL)
            add_sums(dense, cell, fold);
        if (dense->versions != NULL && dense->versions[cell] != NULL)
            fold_versions(groups->arena, aggregate, fold, dense->versions[cell]);
    }
}

static void count_missing(const Dense *dense, Rows *rows) {
    for (uint32_t s = 0; s < dense->sort_count; s++) {
        const Sort *sort = &dense->sorts[s];
        for (uint32_t cell = 0; (sort->missing & FIGURE_BLANK) && cell < dense->cells;
             cell++)
            rows->blanks += sort->piles[cell].values;
        if (sort->missing & FIGURE_BAD)
            remarks_add(&rows->remarks, SLICE(EVAL_UNREAD));
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
        if (cell_rows(dense, cell, &first) > 0)
            order[count++] = (uint64_t)first << 32 | cell;
    }
    qsort(order, count, sizeof *order, compare_firsts);
    groups_reserve(groups, count + dense->yearless.count);
    for (uint32_t i = 0; i <= count; i++) {
        while (next < dense->yearless.count &&
               (i == count || dense->yearless.at[next] < order[i] >> 32)) {
            groups_read_row(groups, rows, dense->yearless.at[next++]);
            groups->rows++;
        }
        if (i < count)
            add_cell(dense, groups, (uint32_t)order[i], keys);
    }
}

bool dense_read(Groups *groups, Rows *rows) {
    if (!has_shape(rows->query))
        return false;
    Arena *arena = arena_new(arena_memory(groups->arena));
    Dense *dense = ARENA_NEW(arena, Dense);
    dense->arena = arena;
    dense->facts = &rows->run->model->facts;
    if (!lay_out(dense, rows)) {
        rows_again(rows);
        arena_drop(arena);
        return false;
    }
    dense->from = rows;
    find_begins(dense);
    if (rows->run->model->families != NULL)
        dense->versions = ARENA_ARRAY(arena, Versions *, dense->cells + dense->beyond);
    dense->part = rows->query->table == TABLE_parts ? FACT_PART : 0;
    dense->looked_at = FACT_PART | (dense->year_key != KEYS_MOST ? FACT_SPECIAL : 0);
    if (rows->query->where == NULL)
        read_all(dense, rows);
    else
        read_chosen(dense, rows);
    bool fits = !dense->full;
    if (fits) {
        count_missing(dense, rows);
        add_all(dense, groups, rows);
        if (groups->count == 0 && groups->key_count == 0)
            groups_add(groups, NULL, NO_ROW);
    } else {
        rows_again(rows);
    }
    arena_drop(arena);
    return fits;
}
