/* The tables in a grid: where each has its caption, its heading and its rows. */
#ifndef INTEG_TABLES_FIND_H
#define INTEG_TABLES_FIND_H

#include "tables/figures.h"
#include "tables/grid.h"
#include "tables/options.h"

/* Rows by their index in the grid; each range is from, and to (which it does not hold).
 */
typedef struct FoundTable {
    const Grid *grid;
    uint32_t caption_from, caption_to;
    uint32_t heading_from, heading_to; /* the same where there is none */
    uint32_t body_to;                  /* behind the last row with figures */
    uint32_t after_to;                 /* behind what follows it: notes */
    Slice caption;                     /* its lines, joined */
    bool dated;                        /* figures stand below one of its years */
} FoundTable;
typedef VEC(FoundTable) FoundTableVec;

/* Appends the tables of a grid. False where it cannot be told what is a table, which was
 * told. */
bool find_tables(Told *told, const ImportOptions *options, const Grid *grid,
                 FoundTableVec *out);

#endif
