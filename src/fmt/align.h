/* Statements side by side: cells in columns, figures by their decimal points. Private to
 * the layout. */
#ifndef INTEG_FMT_ALIGN_H
#define INTEG_FMT_ALIGN_H

#include "fmt/printer.h"

typedef enum CellKind {
    CELL_TEXT,
    CELL_FIGURE, /* stands by its decimal point */
    CELL_FLOW    /* the last of its row: goes on in lines below where it is too long */
} CellKind;

/* The tokens [from, to), which are one at the least. */
typedef struct AlignCell {
    uint32_t from, to;
    uint32_t column;
    uint32_t next; /* the next of its column, in the align; private to align.c */
    uint32_t row;
    uint8_t kind; /* CellKind */
    bool alone;   /* begins a line, below the cells before it */
    bool loose;   /* so long that no other row is moved for it */
    uint64_t end; /* where it ends, once that is known */
} AlignCell;

typedef struct AlignRow {
    uint32_t indent;
    uint32_t first, count; /* of the align's cells */
} AlignRow;

typedef struct AlignColumn {
    uint32_t gap; /* before it, at the least */
    uint64_t at;
    uint32_t left, right; /* of the figures' points */
    bool points;          /* a figure has one */
    uint32_t first;       /* of its cells, one more than its index */
} AlignColumn;

typedef struct Align {
    VEC(AlignRow) rows;
    VEC(AlignCell) cells;
    VEC(AlignColumn) columns;
    uint32_t next; /* the row to be set */
} Align;

/* Begins a row, and adds cells to the last one, their columns ascending; empty cells are
 * left out. Columns are there as soon as they are named. */
void align_row(Arena *arena, Align *align, uint32_t indent);
AlignCell *align_cell(Arena *arena, Align *align, uint32_t column, CellKind kind,
                      uint32_t from, uint32_t to);
/* Of all columns that are named later. */
AlignColumn *align_column(Arena *arena, Align *align, uint32_t column);
/* Says where the columns stand. May be done again, when cells were changed. Gives the
 * column that the longest row reaches to. */
uint64_t align_measure(Align *align, const Printer *printer);
/* Puts the next row's cells. */
void align_set(Align *align, Printer *printer);

#endif
