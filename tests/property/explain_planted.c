/* How well the explainer finds what is wrong: thousands of tables are made, a slip is
 * planted in each, and the explainer is asked; then, stated totals are moved at random,
 * and it must not claim to know why.
 *
 * A planted slip is *determined* where the figures tell it from all others: of all single
 * operations (listed here by trying each on the table, apart from the explainer's own
 * search) that mend every equation it left violated and break none that holds, it is the
 * only one that costs as little. Named first: it stands first at every equation that it
 * left violated. In three: it stands somewhere at each of them. Two rows left out are
 * determined where no single operation at any cost, and no other two rows of the area,
 * left out or counted twice, mend as much.
 *
 * A `likely` on a moved total is right where it names that very total, and two equations
 * show it (a row's and a column's); every other is counted as wrong. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain/explain.h"
#include "explain/operations.h"
#include "explain/typing_slips.h"

enum {
    ROWS = 40,
    COLUMNS = 4,
    AREAS = 3,
    DIGITS = 4,
    CELLS = (ROWS + AREAS + 1) * (COLUMNS + 1),
    EQUATIONS = CELLS,
    PLANTED_TABLES = 1400, /* for each kind */
    MOVED_TABLES = 8000
};

typedef enum Planted {
    PLANT_LEFT_OUT,
    PLANT_LEFT_OUT_ONCE, /* in one column */
    PLANT_TWICE,
    PLANT_SCOPE,
    PLANT_NEIGHBOUR_TOTAL,
    PLANT_NEIGHBOUR_FIGURE,
    PLANT_TOTAL_SLIP,
    PLANT_ENTRY_SLIP,
    PLANT_ROW_EXCHANGED,
    PLANT_COLUMN_EXCHANGED,
    PLANT_BLANK,
    PLANT_TWO_LEFT_OUT,
    PLANT_COUNT
} Planted;

static const char *const planted_names[] = {
    "left out",        "left out once", "counted twice",  "other scope",
    "neighbour total", "its figure",    "total mistyped", "entry mistyped",
    "row exchanged",   "column exch.",  "blank",          "two left out",
};

/* ---- the table ---- */

typedef struct Table {
    uint32_t rows, columns, areas;
    uint32_t first[AREAS + 1]; /* rows of area a: first[a] to before first[a + 1] */
    bool cross;                /* has an `all` column */
    bool grand;                /* has a total over the areas */
    int32_t places;
    uint32_t digits;
    int64_t entry[ROWS][COLUMNS]; /* 0: `-` */
    bool blank[ROWS][COLUMNS];
    int64_t all[ROWS];
    int64_t total[AREAS + 1][COLUMNS + 1]; /* [areas]: the grand total */
} Table;

typedef struct Laid {
    Cell cells[CELLS];
    uint32_t cell_count;
    uint32_t entry[ROWS][COLUMNS], all[ROWS], total[AREAS + 1][COLUMNS + 1];
    Equation equations[EQUATIONS];
    int64_t residue[EQUATIONS], slack[EQUATIONS];
    uint32_t line[EQUATIONS]; /* area, or areas + 1: the `all` column */
    uint32_t column[EQUATIONS];
    bool follows[EQUATIONS];
    uint32_t members[EQUATIONS][ROWS * COLUMNS];
    ComparedTotal comparisons[EQUATIONS][3];
    uint32_t equation_count;
} Laid;

/* splitmix64, by Vigna. */
typedef struct Random {
    uint64_t state;
} Random;

static uint64_t next(Random *random) {
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint32_t below(Random *random, uint32_t bound) {
    return bound == 0 ? 0 : (uint32_t)(next(random) % bound);
}

static bool chance(Random *random, uint32_t percent) {
    return below(random, 100) < percent;
}

static int64_t power10(uint32_t digits) {
    int64_t result = 1;
    while (digits-- > 0)
        result *= 10;
    return result;
}

static int64_t sum_of(const Table *t, uint32_t area, uint32_t column) {
    int64_t sum = 0;
    uint32_t from = area == t->areas ? 0 : t->first[area];
    uint32_t to = area == t->areas ? t->rows : t->first[area + 1];
    for (uint32_t r = from; r < to; r++)
        for (uint32_t c = 0; c < t->columns; c++)
            sum += column == t->columns || column == c ? t->entry[r][c] : 0;
    return sum;
}

static void add_up(Table *t) {
    for (uint32_t r = 0; r < t->rows; r++) {
        t->all[r] = 0;
        for (uint32_t c = 0; c < t->columns; c++)
            t->all[r] += t->entry[r][c];
    }
    for (uint32_t a = 0; a <= t->areas; a++)
        for (uint32_t c = 0; c <= t->columns; c++)
            t->total[a][c] = sum_of(t, a, c);
}

static void make_table(Table *t, Random *random) {
    static const uint8_t shapes[] = {3, 5, 8, 12, 20, 40};
    memset(t, 0, sizeof *t);
    t->rows = shapes[below(random, sizeof shapes)];
    t->columns = 1 + below(random, COLUMNS);
    t->areas = t->rows < 6 ? 1 : 1 + below(random, AREAS);
    t->cross = t->columns > 1 && chance(random, 50);
    t->grand = t->areas > 1 && chance(random, 70);
    t->places = (int32_t)below(random, 3);
    for (uint32_t a = 0; a <= t->areas; a++)
        t->first[a] = t->rows * a / t->areas;
    uint32_t digits = t->digits = 1 + below(random, DIGITS);
    for (uint32_t r = 0; r < t->rows; r++) {
        bool same = chance(random, 20);
        for (uint32_t c = 0; c < t->columns; c++) {
            uint32_t size = digits - (digits > 1 && chance(random, 30));
            int64_t low = power10(size - 1), span = power10(size) - low;
            t->entry[r][c] = low + (int64_t)below(random, (uint32_t)span);
            if (same && c > 0)
                t->entry[r][c] = t->entry[r][0];
            if (chance(random, 12))
                t->entry[r][c] = 0;
        }
    }
    add_up(t);
}

/* ---- laid out for the explainer ---- */

static uint32_t add_cell(Laid *laid, const Table *t, CellRole role, int64_t value,
                         uint32_t row, uint32_t column) {
    static const char *const titles[] = {"Stier", "Broer", "Parker", "Havne"};
    static const char *const years[] = {"2020", "2021", "2022", "2023", "all"};
    uint32_t index = laid->cell_count++;
    laid->cells[index] = (Cell){
        .role = (uint8_t)role,
        .none = value == 0 && role == CELL_ENTRY,
        .value = {value, t->places},
        .table = 1,
        .row = row,
        .column = column,
        .title = slice_of(titles[row % 4]),
        .when = slice_of(years[column == t->columns ? COLUMNS : column]),
        .place = {0, {index, index + 1}},
        .document = 1,
    };
    return index;
}

static uint32_t add_equation(Laid *laid, uint32_t total, uint32_t line, uint32_t column) {
    uint32_t e = laid->equation_count++;
    laid->equations[e] = (Equation){
        .total = total, .members = laid->members[e], .comparisons = laid->comparisons[e]};
    laid->line[e] = line;
    laid->column[e] = column;
    laid->follows[e] = false;
    return e;
}

static void add_member(Laid *laid, uint32_t e, uint32_t cell) {
    laid->members[e][laid->equations[e].member_count++] = cell;
}

static int64_t value_of(const Laid *laid, uint32_t cell) {
    return (int64_t)laid->cells[cell].value.units;
}

/* The bound of the rounding rule for n + 1 figures of one precision, in whole units:
 * the lesser of (n + 1) / 2 and √(3 (n + 1)) / 2. */
static int64_t slack_of(uint32_t members) {
    int64_t n = (int64_t)members + 1, hard = n / 2, soft = 0;
    while (4 * (soft + 1) * (soft + 1) <= 3 * n)
        soft++;
    return members == 1 ? 0 : hard < soft ? hard : soft;
}

static void add_comparison(Laid *laid, const Table *t, uint32_t e, const char *with,
                           int64_t computed) {
    Equation *equation = &laid->equations[e];
    int64_t difference = value_of(laid, equation->total) - computed;
    laid->comparisons[e][equation->comparison_count++] = (ComparedTotal){
        with, {computed, t->places}, {difference, t->places}, DECIMAL_ZERO, SLICE("")};
    laid->follows[e] |= difference == 0;
}

static void settle(Laid *laid, const Table *t, uint32_t e) {
    Equation *equation = &laid->equations[e];
    int64_t residue = value_of(laid, equation->total);
    bool blank = false;
    for (uint32_t i = 0; i < equation->member_count; i++) {
        residue -= value_of(laid, laid->members[e][i]);
        blank |= laid->cells[laid->members[e][i]].blank;
    }
    laid->residue[e] = residue;
    laid->slack[e] = slack_of(equation->member_count);
    int64_t size = residue < 0 ? -residue : residue;
    equation->difference = (Decimal){residue, t->places};
    equation->slack = (Decimal){laid->slack[e], t->places};
    for (uint32_t b = 0; b < equation->comparison_count; b++)
        laid->comparisons[e][b].slack = equation->slack;
    equation->state = size == 0                ? EQUATION_HOLDS
                      : size <= laid->slack[e] ? EQUATION_ROUNDING
                                               : EQUATION_VIOLATED;
    laid->follows[e] = laid->follows[e] && equation->state == EQUATION_VIOLATED;
    (void)blank;
}

static void lay_total(Laid *laid, const Table *t, uint32_t a, uint32_t c) {
    uint32_t e = add_equation(laid, laid->total[a][c], a, c);
    uint32_t from = a == t->areas ? 0 : t->first[a];
    uint32_t to = a == t->areas ? t->rows : t->first[a + 1];
    int64_t rows = 0, columns = 0, parts = 0;
    for (uint32_t r = from; r < to; r++) {
        for (uint32_t k = 0; k < t->columns; k++)
            if (c == t->columns || c == k)
                add_member(laid, e, laid->entry[r][k]);
        rows += t->cross ? value_of(laid, laid->all[r]) : 0;
    }
    for (uint32_t k = 0; k < t->columns; k++)
        columns += value_of(laid, laid->total[a][k]);
    for (uint32_t k = 0; a == t->areas && k < t->areas; k++)
        parts += value_of(laid, laid->total[k][c]);
    if (c == t->columns) {
        add_comparison(laid, t, e, "rows", rows);
        add_comparison(laid, t, e, "columns", columns);
    }
    if (a == t->areas)
        add_comparison(laid, t, e, "subtotals", parts);
    settle(laid, t, e);
}

static void lay(Laid *laid, const Table *t) {
    uint32_t row = 1, last = t->columns + (t->cross ? 1 : 0);
    laid->cell_count = laid->equation_count = 0;
    for (uint32_t a = 0; a <= t->areas; a++) {
        for (uint32_t r = a < t->areas ? t->first[a] : 0;
             a < t->areas && r < t->first[a + 1]; r++, row++) {
            for (uint32_t c = 0; c < t->columns; c++) {
                laid->entry[r][c] = add_cell(laid, t, CELL_ENTRY, t->entry[r][c], row, c);
                if (t->blank[r][c]) {
                    laid->cells[laid->entry[r][c]].blank = true;
                    laid->cells[laid->entry[r][c]].none = false;
                }
            }
            if (t->cross)
                laid->all[r] = add_cell(laid, t, CELL_TOTAL, t->all[r], row, t->columns);
        }
        if (a < t->areas || t->grand) {
            for (uint32_t c = 0; c < last; c++)
                laid->total[a][c] = add_cell(laid, t, CELL_TOTAL, t->total[a][c], row, c);
            row++;
        }
    }
    for (uint32_t a = 0; a < t->areas + t->grand; a++)
        for (uint32_t c = 0; c < last; c++)
            lay_total(laid, t, a, c);
    for (uint32_t r = 0; t->cross && r < t->rows; r++) {
        uint32_t e = add_equation(laid, laid->all[r], t->areas + 1, r);
        for (uint32_t c = 0; c < t->columns; c++)
            add_member(laid, e, laid->entry[r][c]);
        settle(laid, t, e);
    }
}

/* ---- planting ---- */

typedef struct Slipped {
    const char *kinds; /* as Explanation.kind, one of these, each after a space */
    uint32_t cells[2]; /* laid cells of its evidence, or NOTHING */
    int32_t cost;
} Slipped;

static const char slip_kinds[] =
    " digit digits-interchanged decimal-point digit-added digit-omitted thousands sign ";

static int32_t cost_of_slip(Slip slip) {
    return slip == SLIP_REPLACED || slip == SLIP_INTERCHANGED ? COST_REPLACED
                                                              : COST_OTHER_SLIP;
}

/* A misprint of `value`; its own value where there is none. */
static int64_t mistype(Random *random, const Table *t, int64_t value, Slip *slip) {
    Variant variants[SLIP_VARIANTS];
    uint32_t count = typing_slip_each(value, (Print){t->places, 0}, variants);
    if (count == 0)
        return value;
    /* As common as Scholtus counted them: 3 of 4 a replaced digit. */
    Slip wanted = chance(random, 75)   ? SLIP_REPLACED
                  : chance(random, 35) ? SLIP_OMITTED
                  : chance(random, 40) ? SLIP_INTERCHANGED
                  : chance(random, 50) ? SLIP_ADDED
                                       : SLIP_POINT;
    for (uint32_t tries = 0; tries < 200; tries++) {
        const Variant *variant = &variants[below(random, count)];
        if (variant->slip == wanted && variant->value != 0) {
            *slip = typing_slip_of((Amount)variant->value, value, (Print){t->places, 0});
            return (int64_t)variant->value;
        }
    }
    return value;
}

/* Changes a line of totals by a row's figures. `t` is changed; the row is `r`. */
static void shift_line(Table *t, uint32_t a, uint32_t r, int32_t sign, uint32_t only) {
    int64_t sum = 0;
    for (uint32_t c = 0; c < t->columns; c++) {
        if (only == NOTHING || only == c)
            t->total[a][c] += sign * t->entry[r][c];
        sum += t->entry[r][c];
    }
    if (only == NOTHING)
        t->total[a][t->columns] += sign * sum;
}

/* The grand total added up from the areas' stated ones, as is often done. */
static void carry_up(Table *t, Random *random) {
    if (t->grand && chance(random, 50)) {
        for (uint32_t c = 0; c <= t->columns; c++) {
            t->total[t->areas][c] = 0;
            for (uint32_t a = 0; a < t->areas; a++)
                t->total[t->areas][c] += t->total[a][c];
        }
    }
}

static void note_row(Slipped *slipped, const char *kinds, uint32_t row, int32_t cost) {
    slipped->kinds = kinds;
    slipped->cells[0] = row; /* row number; made a test on cells later */
    slipped->cost = cost;
}

typedef struct Where {
    Planted kind;
    uint32_t area, row, other, column;
    int32_t step;
    int64_t meant;
} Where;

/* Plants a slip; false where this table has no room for it. */
static bool plant(Table *t, Random *random, Where *where, Slipped *slipped) {
    uint32_t a = below(random, t->areas);
    uint32_t size = t->first[a + 1] - t->first[a];
    uint32_t r = t->first[a] + below(random, size), c = below(random, t->columns);
    Slip slip = SLIP_NONE;
    where->area = a;
    where->row = r;
    where->column = c;
    where->step = chance(random, 50) ? 1 : -1;
    int32_t beside = (int32_t)c + where->step;
    bool has_beside = beside >= 0 && beside < (int32_t)t->columns;
    switch (where->kind) {
    case PLANT_LEFT_OUT:
        shift_line(t, a, r, -1, NOTHING);
        carry_up(t, random);
        note_row(slipped, " left-out ", r, COST_LEFT_OUT);
        return true;
    case PLANT_LEFT_OUT_ONCE:
        shift_line(t, a, r, -1, c);
        note_row(slipped, " left-out ", r, COST_LEFT_OUT);
        return t->columns > 1;
    case PLANT_TWICE:
        shift_line(t, a, r, 1, NOTHING);
        carry_up(t, random);
        note_row(slipped, " counted-twice ", r, COST_TWICE);
        return true;
    case PLANT_SCOPE:
        where->other = below(random, t->rows);
        if (where->other >= t->first[a] && where->other < t->first[a + 1])
            return false;
        shift_line(t, a, where->other, 1, NOTHING);
        /* Table sums over all columns are no figure of that row where there is no
         * `all` column for it; the explainer sees the years. */
        carry_up(t, random);
        note_row(slipped, " other-scope ", where->other, COST_SCOPE_TABLE);
        return true;
    case PLANT_NEIGHBOUR_TOTAL:
        if (!has_beside)
            return false;
        t->total[a][c] = t->total[a][beside];
        slipped->kinds = " neighbour-total ";
        slipped->cost = COST_NEIGHBOUR_TOTAL;
        return true;
    case PLANT_NEIGHBOUR_FIGURE:
        if (!has_beside || t->entry[r][c] == 0 || t->entry[r][beside] == 0)
            return false;
        t->total[a][c] += t->entry[r][beside] - t->entry[r][c];
        note_row(slipped, " neighbour-figure ", r, COST_NEIGHBOUR_FIGURE);
        return true;
    case PLANT_TOTAL_SLIP:
        where->meant = t->total[a][c];
        t->total[a][c] = mistype(random, t, t->total[a][c], &slip);
        slipped->kinds = slip_kinds;
        slipped->cost = cost_of_slip(slip);
        return t->total[a][c] != where->meant;
    case PLANT_ENTRY_SLIP:
        where->meant = t->entry[r][c];
        t->entry[r][c] = mistype(random, t, t->entry[r][c], &slip);
        slipped->kinds = slip_kinds;
        slipped->cost = cost_of_slip(slip) + COST_ENTRY;
        return t->entry[r][c] != where->meant && where->meant != 0;
    case PLANT_ROW_EXCHANGED:
        if (!has_beside || t->entry[r][c] == 0 || t->entry[r][beside] == 0)
            return false;
        where->meant = t->entry[r][c];
        t->entry[r][c] = t->entry[r][beside];
        t->entry[r][beside] = where->meant;
        slipped->kinds = " exchanged ";
        slipped->cost = COST_EXCHANGED;
        return true;
    case PLANT_COLUMN_EXCHANGED:
        if (!t->cross || r + 1 >= t->first[a + 1] || t->entry[r][c] == 0 ||
            t->entry[r + 1][c] == 0)
            return false;
        where->meant = t->entry[r][c];
        t->entry[r][c] = t->entry[r + 1][c];
        t->entry[r + 1][c] = where->meant;
        slipped->kinds = " exchanged ";
        slipped->cost = COST_EXCHANGED;
        return true;
    case PLANT_BLANK:
        where->meant = t->entry[r][c];
        t->entry[r][c] = 0;
        t->blank[r][c] = true;
        slipped->kinds = " blank ";
        slipped->cost = COST_BLANK;
        return where->meant != 0;
    case PLANT_TWO_LEFT_OUT:
        where->other = t->first[a] + below(random, size);
        if (where->other == r)
            return false;
        shift_line(t, a, r, -1, NOTHING);
        shift_line(t, a, where->other, -1, NOTHING);
        carry_up(t, random);
        note_row(slipped, " left-out ", r, 2 * COST_LEFT_OUT + COST_SECOND);
        return true;
    default: return false;
    }
}

/* Whether a row has no figure in the column of a total. */
static bool dash_in(const Laid *laid, const Table *t, uint32_t r, uint32_t e) {
    uint32_t column = laid->cells[laid->equations[e].total].column;
    return column < t->columns && laid->cells[laid->entry[r][column]].value.units == 0;
}

/* The cells that the story must show of an equation; of two rows, those that have a
 * figure in its column. */
static bool shows(const Laid *laid, const Table *t, const Explanation *explanation,
                  const Where *where, const Slipped *slipped, uint32_t e) {
    char kind[40];
    snprintf(kind, sizeof kind, " %s ", explanation->kind);
    if (strstr(slipped->kinds, kind) == NULL)
        return false;
    bool row = where->kind <= PLANT_SCOPE || where->kind == PLANT_NEIGHBOUR_FIGURE ||
               where->kind == PLANT_TWO_LEFT_OUT;
    bool two = where->kind == PLANT_TWO_LEFT_OUT;
    bool first = two && dash_in(laid, t, slipped->cells[0], e);
    bool second = !two || dash_in(laid, t, where->other, e);
    for (uint32_t i = 0; i < explanation->entries.count; i++) {
        uint32_t cell = explanation->entries.at[i].place.span.start;
        const Cell *at = &laid->cells[cell];
        const Cell *own = &laid->cells[laid->entry[slipped->cells[0]][0]];
        if (row) {
            first |= at->row == own->row;
            second |= at->row == laid->cells[laid->entry[where->other][0]].row;
        } else if (where->kind == PLANT_NEIGHBOUR_TOTAL ||
                   where->kind == PLANT_TOTAL_SLIP) {
            first |= cell == laid->total[where->area][where->column];
        } else {
            first |= cell == laid->entry[where->row][where->column];
        }
    }
    return first && second;
}

/* ---- all single operations, tried one by one ---- */

typedef struct Rivals {
    const Table *t;
    const Laid *laid;
    int32_t most; /* cost of the planted one */
    uint32_t count;
} Rivals;

static bool violated(const Laid *laid, uint32_t e) {
    return laid->equations[e].state == EQUATION_VIOLATED && !laid->follows[e];
}

/* Counts an operation with these changes of the differences. Those on a line may act
 * where they help; those on figures act everywhere. */
static void rival(Rivals *rivals, int32_t cost, const int64_t *change, bool on_line) {
    const Laid *laid = rivals->laid;
    if (cost > rivals->most)
        return;
    for (uint32_t e = 0; e < laid->equation_count; e++) {
        int64_t rest = laid->residue[e] + change[e];
        rest = rest < 0 ? -rest : rest;
        if (violated(laid, e) ? rest != 0
                              : !on_line && !laid->follows[e] && change[e] != 0 &&
                                    rest > laid->slack[e])
            return;
    }
    rivals->count++;
}

static void rival_lines(Rivals *rivals, uint32_t line) {
    const Table *t = rivals->t;
    const Laid *laid = rivals->laid;
    for (uint32_t r = 0; r < t->rows; r++) {
        bool inside = line == t->areas || (r >= t->first[line] && r < t->first[line + 1]);
        for (int32_t way = 0; way < 5; way++) {
            int64_t change[EQUATIONS] = {0};
            for (uint32_t e = 0; e < laid->equation_count; e++) {
                if (laid->line[e] != line)
                    continue;
                int64_t own = 0, shift = 0;
                uint32_t c = laid->column[e];
                for (uint32_t k = 0; k < t->columns; k++)
                    own += c == t->columns || c == k ? t->entry[r][k] : 0;
                int32_t k = (int32_t)c + (way == 4 ? 1 : -1);
                if (c < t->columns && k >= 0 && k < (int32_t)t->columns && own != 0 &&
                    !t->blank[r][k])
                    shift = own - t->entry[r][k];
                change[e] = way == 0 ? own : way == 1 ? -own : way == 2 ? 2 * own : shift;
                if (!inside) {
                    /* Elsewhere: the year's figure, or what its `all` column states. */
                    change[e] = c < t->columns ? -own : t->cross ? -t->all[r] : 0;
                }
            }
            static const int32_t costs[] = {COST_LEFT_OUT, COST_TWICE, COST_TAKEN_OFF,
                                            COST_NEIGHBOUR_FIGURE, COST_NEIGHBOUR_FIGURE};
            if (inside || way == 0)
                rival(rivals, inside ? costs[way] : COST_SCOPE_BESIDE, change, true);
        }
    }
}

static void change_cell(const Laid *laid, uint32_t cell, int64_t by, int64_t *change) {
    for (uint32_t e = 0; e < laid->equation_count; e++) {
        change[e] += laid->equations[e].total == cell ? by : 0;
        for (uint32_t i = 0; i < laid->equations[e].member_count; i++)
            change[e] -= laid->members[e][i] == cell ? by : 0;
    }
}

static uint32_t cell_at(const Laid *laid, uint32_t row, uint32_t column) {
    for (uint32_t i = 0; i < laid->cell_count; i++)
        if (laid->cells[i].row == row && laid->cells[i].column == column)
            return i;
    return NOTHING;
}

/* Every figure that a slip may have spoilt: what it must have been is given by the first
 * violated equation in which it stands. */
static void rival_figures(Rivals *rivals) {
    const Laid *laid = rivals->laid;
    Print print = {rivals->t->places, 0};
    for (uint32_t cell = 0; cell < laid->cell_count; cell++) {
        const Cell *at = &laid->cells[cell];
        int64_t unit[EQUATIONS] = {0};
        change_cell(laid, cell, 1, unit);
        int64_t by = 0;
        for (uint32_t e = 0; e < laid->equation_count && by == 0; e++)
            by = violated(laid, e) && unit[e] != 0 ? -laid->residue[e] * unit[e] : 0;
        bool entry = at->role == CELL_ENTRY;
        int64_t value = value_of(laid, cell);
        if (by != 0) {
            int64_t change[EQUATIONS] = {0};
            change_cell(laid, cell, by, change);
            Slip slip = typing_slip_of(value, value + by, print);
            if (at->blank && by > 0) {
                rival(rivals, COST_BLANK, change, false);
            } else if (!at->none && !at->blank && value != 0 && slip != SLIP_NONE) {
                rival(rivals, cost_of_slip(slip) + (entry ? COST_ENTRY : 0), change,
                      false);
            }
        }
        for (int32_t step = -3; step <= 3; step++) {
            for (int32_t down = 0; down < 2; down++) {
                int32_t row = (int32_t)at->row + (down ? step : 0);
                int32_t column = (int32_t)at->column + (down ? 0 : step);
                if (step == 0 || row < 0 || column < 0)
                    continue;
                uint32_t other = cell_at(laid, (uint32_t)row, (uint32_t)column);
                if (other == NOTHING || other < cell || value == 0 ||
                    laid->cells[other].role != at->role || value_of(laid, other) == 0)
                    continue;
                int64_t change[EQUATIONS] = {0};
                int64_t swap = value_of(laid, other) - value;
                change_cell(laid, cell, swap, change);
                change_cell(laid, other, -swap, change);
                rival(rivals, COST_EXCHANGED, change, false);
            }
        }
        for (int32_t step = -1; !entry && step <= 1; step += 2) {
            int32_t column = (int32_t)at->column + step;
            uint32_t other = column < 0 ? NOTHING
                                        : cell_at(laid, at->row, (uint32_t)column);
            for (uint32_t e = 0; other != NOTHING && e < laid->equation_count; e++) {
                if (laid->equations[e].total != other || by == 0)
                    continue;
                int64_t change[EQUATIONS] = {0};
                int64_t stated = value_of(laid, other);
                int64_t computed = stated - laid->residue[e];
                change_cell(laid, cell, by, change);
                if (value == stated || (violated(laid, e) && value == computed))
                    rival(rivals, COST_NEIGHBOUR_TOTAL, change, false);
            }
        }
    }
}

/* Whether the planted slip is the only one that costs as little. */
static bool determined(const Table *t, const Laid *laid, const Slipped *slipped) {
    Rivals rivals = {t, laid, slipped->cost, 0};
    for (uint32_t line = 0; line < t->areas + t->grand; line++)
        rival_lines(&rivals, line);
    rival_figures(&rivals);
    return rivals.count <= 1;
}

/* For two rows: no other two, and no single operation. */
static bool pair_determined(const Table *t, const Laid *laid, const Where *where) {
    Slipped any = {.cost = 100};
    Rivals rivals = {t, laid, any.cost, 0};
    for (uint32_t line = 0; line < t->areas + t->grand; line++)
        rival_lines(&rivals, line);
    rival_figures(&rivals);
    if (rivals.count > 0)
        return false;
    uint32_t pairs = 0;
    uint32_t from = t->first[where->area], to = t->first[where->area + 1];
    for (uint32_t r = from; r < to; r++) {
        for (uint32_t s = r; s < to; s++) {
            for (uint32_t way = 0; way < 4; way++) {
                bool fits = r != s || way == 0;
                for (uint32_t e = 0; fits && e < laid->equation_count; e++) {
                    if (!violated(laid, e))
                        continue;
                    int64_t one = 0, two = 0;
                    for (uint32_t k = 0; k < t->columns; k++) {
                        bool here = laid->column[e] == t->columns || laid->column[e] == k;
                        one += here ? t->entry[r][k] : 0;
                        two += here ? t->entry[s][k] : 0;
                    }
                    one = way & 1 ? -one : one;
                    two = way & 2 ? -two : two;
                    int64_t rest = laid->residue[e];
                    fits = laid->line[e] == where->area &&
                           (rest + one + two == 0 || rest + one == 0 || rest + two == 0);
                }
                pairs += fits && r != s;
            }
        }
    }
    return pairs == 1;
}

/* ---- measuring ---- */

typedef struct Rates {
    uint32_t cases, first, three, likely;
    uint32_t determined, determined_first, determined_three;
} Rates;

static void exhausted(void *context) {
    (void)context;
    fputs("out of memory\n", stderr);
    exit(2);
}

static void ask(Arena *arena, const Laid *laid, ExplanationVec *stories) {
    uint32_t story = 1;
    Problem problem = {laid->cells, laid->cell_count, laid->equations,
                       laid->equation_count};
    explain(arena, &problem, stories, &story);
}

static void measure(const Memory *memory, Random *random, Planted kind, Rates *rates) {
    static Table t;
    static Laid laid;
    Where where = {.kind = kind};
    Slipped slipped = {0};
    make_table(&t, random);
    if (!plant(&t, random, &where, &slipped))
        return;
    lay(&laid, &t);
    uint32_t off = 0, first = 0, three = 0, likely = 0;
    ExplanationVec stories[EQUATIONS] = {{0}};
    Arena *arena = arena_new(memory);
    ask(arena, &laid, stories);
    for (uint32_t e = 0; e < laid.equation_count; e++) {
        if (!violated(&laid, e))
            continue;
        off++;
        for (uint32_t i = 0; i < stories[e].count; i++) {
            if (shows(&laid, &t, &stories[e].at[i], &where, &slipped, e)) {
                first += i == 0;
                likely += stories[e].at[i].strength == STRENGTH_LIKELY;
                three++;
                break;
            }
        }
    }
    if (off > 0) {
        bool sure = kind == PLANT_TWO_LEFT_OUT ? pair_determined(&t, &laid, &where)
                                               : determined(&t, &laid, &slipped);
        rates->cases++;
        rates->first += first == off;
        rates->three += three == off;
        rates->likely += likely == off;
        rates->determined += sure;
        rates->determined_first += sure && first == off;
        rates->determined_three += sure && three == off;
        if (sure && first != off && getenv("EXPLAIN_RATES_SHOW") != NULL) {
            printf("-- %s: row %u column %u area %u, %u rows %u columns%s%s\n",
                   planted_names[kind], where.row, where.column, where.area, t.rows,
                   t.columns, t.cross ? " cross" : "", t.grand ? " grand" : "");
            for (uint32_t e = 0; e < laid.equation_count; e++) {
                for (uint32_t i = 0; violated(&laid, e) && i < stories[e].count; i++) {
                    const Explanation *x = &stories[e].at[i];
                    printf("   %u (%lld) %u %s: %.*s\n", e, (long long)laid.residue[e],
                           x->strength, x->kind, SLICE_ARGS(x->message));
                }
            }
        }
    }
    arena_drop(arena);
}

typedef struct Claims {
    uint32_t cases, likely, wrong;
} Claims;

/* Moves one total, or more, by any amount; sometimes a whole line by the same. */
static void move(const Memory *memory, Random *random, Claims *all) {
    static Table t;
    static Laid laid;
    uint32_t moved[COLUMNS][2], count = 1 + below(random, 10) / 7;
    bool alike = chance(random, 15);
    make_table(&t, random);
    Claims *claims = &all[t.digits - 1];
    count = alike ? t.columns : count;
    int64_t by = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t a = alike ? 0 : below(random, t.areas);
        uint32_t c = alike ? i : below(random, t.columns);
        int64_t reach = t.total[a][c] / 4 > 30 ? t.total[a][c] / 4 : 30;
        if (i == 0 || !alike) {
            by = 1 + (int64_t)below(random, (uint32_t)reach);
            by = chance(random, 50) && by < t.total[a][c] ? -by : by;
        }
        t.total[a][c] += by;
        moved[i][0] = a;
        moved[i][1] = c;
    }
    lay(&laid, &t);
    ExplanationVec stories[EQUATIONS] = {{0}};
    Arena *arena = arena_new(memory);
    ask(arena, &laid, stories);
    bool off = false, likely = false, wrong = false;
    for (uint32_t e = 0; e < laid.equation_count; e++) {
        off |= laid.equations[e].state == EQUATION_VIOLATED;
        for (uint32_t i = 0; i < stories[e].count; i++) {
            const Explanation *x = &stories[e].at[i];
            if (x->strength != STRENGTH_LIKELY)
                continue;
            bool right = false;
            char kind[40];
            snprintf(kind, sizeof kind, " %s ", x->kind);
            for (uint32_t m = 0; m < count; m++) {
                uint32_t cell = laid.total[moved[m][0]][moved[m][1]];
                uint32_t uses = 0;
                for (uint32_t f = 0; f < laid.equation_count; f++)
                    uses += laid.equations[f].total == cell;
                right |= uses > 1 && x->entries.count == 1 &&
                         x->entries.at[0].place.span.start == cell;
            }
            likely = true;
            wrong |= !right;
            if (!right && getenv("EXPLAIN_RATES_SHOW_MOVED") != NULL) {
                printf("-- moved: %u rows %u columns%s: %lld: %s %.*s\n", t.rows,
                       t.columns, t.cross ? " cross" : "", (long long)laid.residue[e],
                       x->kind, SLICE_ARGS(x->message));
            }
        }
    }
    arena_drop(arena);
    claims->cases += off;
    claims->likely += likely;
    claims->wrong += wrong;
}

/* In tenths of a percent. */
static uint32_t share(uint32_t part, uint32_t whole) {
    return whole == 0 ? 0 : (part * 1000 + whole / 2) / whole;
}

int main(void) {
    enum { FIRST_LEAST = 950, KIND_LEAST = 850, WRONG_MOST = 30 };
    bool each = true;
    Memory memory = memory_system(exhausted, NULL);
    Random random = {20201202};
    Rates all = {0};
    Claims claims[DIGITS + 1] = {{0}};
    printf("%-16s %6s %6s %6s %6s   %10s %6s %6s\n", "planted", "tables", "first", "in 3",
           "likely", "determined", "first", "in 3");
    for (uint32_t kind = 0; kind <= PLANT_COUNT; kind++) {
        Rates rates = {0};
        for (uint32_t i = 0; kind < PLANT_COUNT && i < PLANTED_TABLES; i++)
            measure(&memory, &random, (Planted)kind, &rates);
        all.cases += rates.cases;
        all.first += rates.first;
        all.three += rates.three;
        all.likely += rates.likely;
        all.determined += rates.determined;
        all.determined_first += rates.determined_first;
        all.determined_three += rates.determined_three;
        const Rates *r = kind < PLANT_COUNT ? &rates : &all;
        each = each && r->determined > 0 &&
               share(r->determined_first, r->determined) >= KIND_LEAST;
        uint32_t shares[] = {share(r->first, r->cases),
                             share(r->three, r->cases),
                             share(r->likely, r->cases),
                             share(r->determined, r->cases),
                             share(r->determined_first, r->determined),
                             share(r->determined_three, r->determined)};
        printf("%-16s %6u %4u.%u %4u.%u %4u.%u   %8u.%u %4u.%u %4u.%u\n",
               kind < PLANT_COUNT ? planted_names[kind] : "all", r->cases, shares[0] / 10,
               shares[0] % 10, shares[1] / 10, shares[1] % 10, shares[2] / 10,
               shares[2] % 10, shares[3] / 10, shares[3] % 10, shares[4] / 10,
               shares[4] % 10, shares[5] / 10, shares[5] % 10);
    }
    for (uint32_t i = 0; i < MOVED_TABLES; i++)
        move(&memory, &random, claims);
    for (uint32_t i = 0; i <= DIGITS; i++) {
        uint32_t wrong = share(claims[i].wrong, claims[i].cases);
        uint32_t likely = share(claims[i].likely, claims[i].cases);
        if (i < DIGITS) {
            printf("moved at random, %u digits: ", i + 1);
            claims[DIGITS].cases += claims[i].cases;
            claims[DIGITS].likely += claims[i].likely;
            claims[DIGITS].wrong += claims[i].wrong;
        } else {
            printf("moved at random:           ");
        }
        printf("%5u tables, likely claimed in %2u.%u %%, wrongly in %2u.%u %%\n",
               claims[i].cases, likely / 10, likely % 10, wrong / 10, wrong % 10);
    }
    uint32_t first = share(all.determined_first, all.determined);
    uint32_t wrong = share(claims[DIGITS].wrong, claims[DIGITS].cases);
    bool good = each && first >= FIRST_LEAST && wrong <= WRONG_MOST;
    printf("explain: %s: planted slip first in %u.%u %% of %u determined (95 wanted, 85 "
           "of each kind), "
           "wrong likely in %u.%u %% (3 allowed)\n",
           good ? "ok" : "FAILED", first / 10, first % 10, all.determined, wrong / 10,
           wrong % 10);
    return good ? 0 : 1;
}
