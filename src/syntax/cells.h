/* Which parts of statements stand in columns below each other. Private to the layout. */
#ifndef INTEG_SYNTAX_CELLS_H
#define INTEG_SYNTAX_CELLS_H

#include "syntax/grid.h"

/* Statements of one run are laid out together. */
typedef enum RunKind {
    RUN_NONE, /* stands alone */
    RUN_SETTING,
    RUN_PROPERTY,
    RUN_DATED, /* funding, spending, gross, and totals by year */
    RUN_MEASURE,
    RUN_DECLARE,
    RUN_ATTRIBUTE,
    RUN_EFFECT,
    RUN_ALLOW,
    RUN_CHECK,
    RUN_ROW
} RunKind;

RunKind cells_run(const Node *node);
/* A statement's pieces are those from `cells_from` up to `cells_to`. */
uint32_t cells_from(const Pieces *pieces, const Node *node);
uint32_t cells_to(const Pieces *pieces, const Node *node);
/* NULL: it has none. */
const Block *cells_block(const Node *node);
/* Whether all of it goes on a line that is indented so far. */
bool cells_on_line(const Pieces *pieces, const Node *node, uint32_t indent);

/* Adds the statement as a row. What is in its block, where it has one that does not go
 * on the line, is not among the cells. `apart`: the last part, which may be long, has a
 * column of its own. */
void cells_of(const Setter *setter, Grid *grid, const Node *node, uint32_t indent,
              bool apart);
/* After the last of rows (RUN_ROW), before they are measured. */
void cells_end_rows(const Setter *setter, Grid *grid);
/* The rows of a table, down through the areas in it, measured. */
void cells_of_table(const Setter *setter, Grid *grid, const Block *block,
                    uint32_t indent);

#endif
