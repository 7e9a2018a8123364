/* A grid of cells as they are shown: what each reader of a format makes, and all that is
 * known of its input from then on. Memory is the arena's. */
#ifndef INTEG_TABLES_GRID_H
#define INTEG_TABLES_GRID_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* Bounds: what is larger is no table that a person published. */
enum {
    GRID_BYTES_MOST = 64 * 1024 * 1024, /* of an input, and of what is packed in it */
    GRID_ROWS_MOST = 100000,
    GRID_COLUMNS_MOST = 255, /* what a table of the language holds */
    GRID_CELLS_MOST = 2000000,
    GRID_TABLES_MOST = 1000
};

enum {
    GRID_BOLD = 1,
    GRID_ITALIC = 2,
    GRID_COVERED = 4, /* another cell spreads over it: its text is that one's */
    GRID_EXACT = 8    /* a number of a sheet: its text has a decimal point, no groups */
};

typedef struct GridCell {
    Slice text; /* in NFC, blanks between words single, none at the ends */
    uint8_t flags;
    uint8_t indent; /* steps that it is shown further in */
    uint8_t
        power; /* zeros that the format of a sheet's number takes off: 6 of millions */
} GridCell;

typedef struct GridRow {
    GridCell *cells;
    uint32_t count;
    uint32_t number; /* of its line in a text, of its row in a sheet or page; from 1 */
    bool loose;      /* a line of text that nothing parts into cells */
} GridRow;
typedef VEC(GridRow) GridRowVec;

typedef struct Grid {
    Slice name;           /* of a sheet, or empty */
    const char *row_word; /* what a row's number counts: "line", "row" */
    GridRowVec rows;
    uint32_t columns;      /* of the widest row */
    uint32_t first_column; /* of the sheet, from 1: where a range begins */
} Grid;
typedef VEC(Grid) GridVec;

/* A text as a cell holds it. */
Slice grid_text(Arena *arena, Slice text);
/* The cell, or one without text. */
const GridCell *grid_cell(const GridRow *row, uint32_t column);
/* How many cells have a text of their own. */
uint32_t grid_filled(const GridRow *row);

#endif
