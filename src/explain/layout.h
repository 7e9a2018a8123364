/* A problem laid out for the explainer: every figure as a whole number of one finest
 * unit, which figure stands in which equation, what stands beside what in print, and
 * what each total is made of, row by row.
 *
 * A layout belongs to one call of explain and lives in its scratch arena; it borrows the
 * problem. Cells and equations go by their index in it. */
#ifndef INTEG_EXPLAIN_LAYOUT_H
#define INTEG_EXPLAIN_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "explain/problem.h"
#include "explain/typing_slips.h"

#define NOTHING UINT32_MAX

enum { NO_USUAL_DIGITS = INT8_MIN };

/* A cell's part in an equation: the difference (stated - computed) grows by factor
 * where the cell grows by one. */
typedef struct Use {
    uint32_t equation;
    int32_t factor;
} Use;

/* What an equation counts as one: a row's figures, a column's where it runs across, or
 * a single cell of several. The same key is the same row in the equations of a line. */
typedef struct Item {
    uint64_t key;
    Amount amount; /* with its sign */
    uint32_t cell; /* the first */
    uint32_t count;
    bool part; /* one figure of a row that has several */
} Item;

typedef struct LayoutSum {
    bool known;   /* it could be laid out */
    bool off;     /* violated, and to be explained */
    bool follows; /* violated, but another printed figure agrees: mended or not, it counts
                     for nothing */
    uint32_t echo; /* violated by what another is, of which it holds the figures; that
                      one's stories are its own. NOTHING: none */
    bool across;   /* its members stand in the row of its total */
    uint32_t line, line_at;             /* which, and where in it */
    uint32_t component;                 /* of those that are off */
    Amount difference, slack, computed; /* difference = stated - computed */
    Amount coarse; /* a residue up to this may be rounding; at least slack */
    Amount exact;  /* a residue up to this is none */
    Amount step;   /* by how much the stated total could differ */
    Item *items;   /* by key; see layout_items */
    uint32_t item_count;
    uint32_t *by_amount; /* indexes of items, by amount and key */
    uint64_t figures;    /* equal where the items are the very same figures */
} LayoutSum;

/* One entry of an index: sorted by a, b, value, id. */
typedef struct IndexEntry {
    uint64_t a, b;
    Amount value;
    uint32_t id;
} IndexEntry;

/* The total cells of one printed row (or column, where they run across), in order. */
typedef struct TotalLine {
    uint32_t first, count; /* in layout->by_line */
    uint32_t off;          /* how many are, but for echoes */
} TotalLine;

typedef struct Layout {
    Arena *arena; /* scratch */
    const Problem *problem;
    int32_t scale; /* an amount is units × 10^-scale */
    Amount *value; /* of each cell */
    bool *usable;  /* its value fits */
    uint32_t *use_from;
    Use *
        uses; /* cell c: uses[use_from[c]] to before uses[use_from[c + 1]], by equation */
    /* By cell: how many digits all others of its table have behind the point, where it
     * has another number of them, or -3 where they are thousands; else NO_USUAL_DIGITS.
     */
    int8_t *usual_digits;
    bool *vouched; /* by cell: an equation holds with it as it is */
    LayoutSum *sums;
    TotalLine *lines;
    uint32_t line_count;
    uint32_t *by_line;
    IndexEntry *by_place; /* cells in tables: a = table and row, b = column */
    uint32_t place_count;
    IndexEntry
        *by_when; /* entries that state a figure: a = when; made by layout_by_when */
    uint32_t when_count;
    IndexEntry *by_title; /* totals: a = title and when; b = document */
    uint32_t title_count;
    uint32_t off_count;
    bool rounded;  /* a total differs by rounding: the figures were rounded apart */
    int64_t steps; /* left; nothing more is tried below zero */
} Layout;

Layout *layout_new(Arena *scratch, const Problem *problem);

/* Makes the items of an equation where it has none yet. */
void layout_items(Layout *layout, uint32_t equation);
const Item *layout_item(const LayoutSum *sum, uint64_t key); /* NULL: none */
/* The first place in sum->by_amount with at least that amount. */
uint32_t layout_amount_from(const LayoutSum *sum, Amount amount);

/* The cell that stands there, or NOTHING. */
uint32_t layout_at(const Layout *layout, uint32_t table, uint32_t row, uint32_t column);
/* The first cell of that printed row whose `when` is the same, or NOTHING. */
uint32_t layout_in_row(const Layout *layout, uint32_t table, uint32_t row, Slice when);
bool layout_holds(const Layout *layout, uint32_t equation, uint32_t cell);
/* The first use of a cell in that equation, or in a later one; the end of its uses. */
uint32_t layout_use(const Layout *layout, uint32_t equation, uint32_t cell);
/* Entries of one year by value: where those with at least `value` begin, and where the
 * year's end. */
uint32_t layout_when_from(Layout *layout, Slice when, Amount value, uint32_t *end);
/* How many totals of a line are no sums of others of it: those of all years. */
uint32_t layout_years(const Layout *layout, uint32_t line);
/* The next total of the same title and year in another document, or NOTHING; *next is 0
 * at first. */
uint32_t layout_same_title(Layout *layout, uint32_t cell, uint32_t *next);

/* By a, b, value, id. */
void layout_sort(IndexEntry *entries, uint32_t count);
/* A year as a number. */
uint64_t layout_when_key(Slice when);

Print layout_print(const Layout *layout, uint32_t cell);
/* One of the last digit that the cell prints; at most 10^27. */
Amount layout_unit(const Layout *layout, uint32_t cell);
/* To an amount; false where it does not fit or is finer. */
bool layout_amount(const Layout *layout, Decimal value, Amount *out);
/* An amount as people read it, with at least `places` digits after the point. */
Slice layout_text(const Layout *layout, Arena *arena, Amount amount, int32_t places);

static inline const Cell *layout_cell(const Layout *layout, uint32_t cell) {
    return &layout->problem->cells[cell];
}

/* The stated total of an equation. */
static inline const Cell *layout_total(const Layout *layout, uint32_t equation) {
    return layout_cell(layout, layout->problem->equations[equation].total);
}

/* -1 where a member of an equation is taken off, else 1. */
static inline int32_t layout_sign(const Equation *equation, uint32_t member) {
    return equation->signs == NULL ? 1 : equation->signs[member];
}

static inline Amount amount_abs(Amount amount) {
    return amount < 0 ? -amount : amount;
}

#endif
