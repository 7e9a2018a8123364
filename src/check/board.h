/* A problem laid out for the explainer: every figure as a whole number of one finest
 * unit, which figure stands in which equation, what stands beside what in print, and
 * what each total is made of, row by row.
 *
 * A board belongs to one call of explain and lives in its scratch arena; it borrows the
 * problem. Cells and equations go by their index in it. */
#ifndef INTEG_CHECK_BOARD_H
#define INTEG_CHECK_BOARD_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "check/explain.h"
#include "check/slip.h"

#define NOTHING UINT32_MAX

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

typedef struct BoardSum {
    bool known;    /* it could be laid out */
    bool off;      /* violated, and to be explained */
    bool follows;  /* violated, but another base agrees: mended or not, it counts for
                      nothing */
    uint32_t echo; /* violated by what another is, of which it holds the figures; that
                      one's stories are its own. NOTHING: none */
    bool across;   /* its members stand in the row of its total */
    uint32_t line, line_at;             /* which, and where in it */
    uint32_t component;                 /* of those that are off */
    Amount difference, slack, computed; /* difference = stated - computed */
    Amount exact;                       /* a residue up to this is none */
    Amount step;                        /* by how much the stated total could differ */
    Item *items;                        /* by key; see board_items */
    uint32_t item_count;
    uint32_t *by_amount; /* indexes of items, by amount and key */
    uint64_t figures;    /* equal where the items are the very same figures */
} BoardSum;

/* One entry of an index: sorted by a, b, value, id. */
typedef struct Entry {
    uint64_t a, b;
    Amount value;
    uint32_t id;
} Entry;

/* The total cells of one printed row (or column, where they run across), in order. */
typedef struct Line {
    uint32_t first, count; /* in board->by_line */
    bool off;              /* has one that is */
} Line;

typedef struct Board {
    Arena *arena; /* scratch */
    const Problem *problem;
    int32_t scale; /* an amount is units × 10^-scale */
    Amount *value; /* of each cell */
    bool *usable;  /* its value fits */
    uint32_t *use_from;
    Use *
        uses; /* cell c: uses[use_from[c]] to before uses[use_from[c + 1]], by equation */
    bool *vouched; /* by cell: an equation holds with it as it is */
    BoardSum *sums;
    Line *lines;
    uint32_t line_count;
    uint32_t *by_line;
    Entry *by_place; /* cells in tables: a = table and row, b = column */
    uint32_t place_count;
    Entry *by_when; /* entries that state a figure: a = when; made by board_by_when */
    uint32_t when_count;
    Entry *by_title; /* totals: a = title and when; b = document */
    uint32_t title_count;
    uint32_t off_count;
    int64_t steps; /* left; nothing more is tried below zero */
} Board;

Board *board_new(Arena *scratch, const Problem *problem);

/* Makes the items of an equation where it has none yet. */
void board_items(Board *board, uint32_t equation);
const Item *board_item(const BoardSum *sum, uint64_t key); /* NULL: none */
/* The first place in sum->by_amount with at least that amount. */
uint32_t board_amount_from(const BoardSum *sum, Amount amount);

/* The cell that stands there, or NOTHING. */
uint32_t board_at(const Board *board, uint32_t table, uint32_t row, uint32_t column);
/* The first cell of that printed row whose `when` is the same, or NOTHING. */
uint32_t board_in_row(const Board *board, uint32_t table, uint32_t row, Slice when);
bool board_holds(const Board *board, uint32_t equation, uint32_t cell);
/* The first use of a cell in that equation, or in a later one; the end of its uses. */
uint32_t board_use(const Board *board, uint32_t equation, uint32_t cell);
/* Entries of one year by value: where those with at least `value` begin, and where the
 * year's end. */
uint32_t board_when_from(Board *board, Slice when, Amount value, uint32_t *end);
/* The next total of the same title and year in another document, or NOTHING; *next is 0
 * at first. */
uint32_t board_same_title(Board *board, uint32_t cell, uint32_t *next);

/* By a, b, value, id. */
void board_sort(Entry *entries, uint32_t count);
/* A year as a number. */
uint64_t board_when_key(Slice when);

Print board_print(const Board *board, uint32_t cell);
/* One of the last digit that the cell prints; at most 10^27. */
Amount board_unit(const Board *board, uint32_t cell);
/* To an amount; false where it does not fit or is finer. */
bool board_amount(const Board *board, Decimal value, Amount *out);
/* An amount as people read it, with at least `places` digits after the point. */
Slice board_text(const Board *board, Arena *arena, Amount amount, int32_t places);

static inline Amount amount_abs(Amount amount) {
    return amount < 0 ? -amount : amount;
}

#endif
