/* Cells of lines that blanks part: in which column each stands. */
#ifndef INTEG_TABLES_ALIGN_H
#define INTEG_TABLES_ALIGN_H

#include "tables/grid.h"
#include "tables/told.h"

/* Where a cell is in its line, in characters; behind `to`. */
typedef struct CellPlace {
    uint32_t from, to;
} CellPlace;

/* Puts the cells of lines that have fewer than others below each other into the columns
 * that they stand in. `places` are those of all cells, line by line. False where it
 * cannot be told, which was told. */
bool align_cells(Told *told, Grid *grid, const CellPlace *places);

#endif
