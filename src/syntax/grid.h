/* Statements side by side: cells in columns, figures by their decimal points. Private to
 * the layout. */
#ifndef INTEG_SYNTAX_GRID_H
#define INTEG_SYNTAX_GRID_H

#include "syntax/setter.h"

typedef enum CellKind {
    CELL_TEXT,
    CELL_FIGURE, /* stands by its decimal point */
    CELL_FLOW    /* the last of its row: goes on in lines below where it is too long */
} CellKind;

/* The pieces [from, to), which are one at the least. */
typedef struct Cell {
    uint32_t from, to;
    uint32_t column;
    uint32_t next; /* the next of its column, in the grid; private to grid.c */
    uint32_t row;
    uint8_t kind; /* CellKind */
    bool alone;   /* begins a line, below the cells before it */
    bool loose;   /* so long that no other row is moved for it */
    uint64_t end; /* where it ends, once that is known */
} Cell;

typedef struct GridRow {
    uint32_t indent;
    uint32_t first, count; /* of the grid's cells */
} GridRow;

typedef struct GridColumn {
    uint32_t gap; /* before it, at the least */
    uint64_t at;
    uint32_t left, right; /* of the figures' points */
    bool points;          /* a figure has one */
    uint32_t first;       /* of its cells, one more than its index */
} GridColumn;

typedef struct Grid {
    VEC(GridRow) rows;
    VEC(Cell) cells;
    VEC(GridColumn) columns;
    uint32_t next; /* the row to be set */
} Grid;

/* Begins a row, and adds cells to the last one, their columns ascending; empty cells are
 * left out. Columns are there as soon as they are named. */
void grid_row(Arena *arena, Grid *grid, uint32_t indent);
Cell *grid_cell(Arena *arena, Grid *grid, uint32_t column, CellKind kind, uint32_t from,
                uint32_t to);
/* Of all columns that are named later. */
GridColumn *grid_column(Arena *arena, Grid *grid, uint32_t column);
/* Says where the columns stand. May be done again, when cells were changed. Gives the
 * column that the longest row reaches to. */
uint64_t grid_measure(Grid *grid, const Setter *setter);
/* Puts the next row's cells. */
void grid_set(Grid *grid, Setter *setter);

#endif
