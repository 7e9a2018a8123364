/* A table that is being built. Private to the files table*.c. */
#ifndef INTEG_MODEL_TABLE_H
#define INTEG_MODEL_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "model/build.h"

typedef struct RowBlock {
    const Row *row;
    Id project;
    uint32_t context;
} RowBlock;

struct TableState {
    Id id;
    const Table *node;
    bool broken; /* its columns could not be read: no cell has a place */
    TableColumn *columns;
    uint32_t column_count;
    /* The pairs of money and source that columns name; lines are split by them, so that
     * a line's are its facts'. One of none where no column names any. */
    uint8_t *variant; /* by column */
    TableColumn *variants;
    uint32_t variant_count;
    Scales scales;
    VEC(Subject) named; /* by its rows `total of …` */
    /* The blocks of rows are built after the table, so that its lines stand together. */
    VEC(RowBlock) blocks;
    VEC(Context) contexts; /* that the blocks stand in: one for each group in turn */
    Diagnostic *row_cut;   /* of the last row, where it has too few cells */
    uint32_t row_cut_end;  /* of its line */
    uint32_t row_cells;    /* of it, so far */
    bool cut;              /* a row or total has another number of cells than columns */
};

/* ---- table_columns.c ---- */

void table_add_columns(Build *b, const Context *c, TableState *state);
/* Years are held to only where there are entries: a table of totals alone may be over
 * years of which the document has nothing else. */
void table_check_columns(Build *b, const Context *c, const TableState *state);

/* ---- table_row.c ---- */

/* T11 of a row or total with too many or too few cells, or S04 where a space parts a
 * figure. */
Diagnostic *table_report_length(Build *b, const TableState *state, const Node *node,
                                const Figure *cells, uint32_t count, Place place);
/* The claim of a cell, or what stands for it in Model.unread. */
Claim table_cell_claim(Build *b, const Context *c, TableState *state, const Node *node,
                       uint32_t column, Figure cell);
/* Among the claims, or among what could not be read. */
void table_keep_claim(Build *b, Claim claim);
/* Cells that have no place are figures of the table all the same. */
void table_see_cells(Build *b, const Context *c, const Figure *cells, uint32_t count);

/* ---- table_inner.c ---- */

/* The rows in the block of a row; what else stands there is kept until the table is
 * built. */
void table_row_block(Build *b, const Context *c, const Row *row, Id project,
                     uint32_t line);
/* What else stands in the blocks of rows, once the table is built. */
void table_build_row_blocks(Build *b, const TableState *state, Thousands *around);
/* A row that is come by there: what else stands in its block. */
void table_row_in_block(Build *b, const Context *c, const Row *row);

/* ---- table_cells.c ---- */

/* Whether the cells of a column are claims over those beside them. */
bool table_is_computed(const TableState *state, uint32_t column);
/* Keeps the cells of a line that are such claims; `line`: without table and column. */
void table_line_cells(Build *b, const TableState *state, CellClaim line);

#endif
