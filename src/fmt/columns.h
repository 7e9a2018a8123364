/* Which parts of statements stand in columns below each other. Private to the layout. */
#ifndef INTEG_FMT_COLUMNS_H
#define INTEG_FMT_COLUMNS_H

#include "fmt/align.h"

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

RunKind columns_run(const Node *node);
/* A statement's tokens are those from `columns_from` up to `columns_to`. */
uint32_t columns_from(const FmtTokens *tokens, const Node *node);
uint32_t columns_to(const FmtTokens *tokens, const Node *node);
/* Whether all of it goes on a line that is indented so far. */
bool columns_on_line(const FmtTokens *tokens, const Node *node, uint32_t indent);

/* Adds the statement as a row. What is in its block, where it has one that does not go
 * on the line, is not among the cells. `apart`: the last part, which may be long, has a
 * column of its own. */
void columns_of(const Printer *printer, Align *align, const Node *node, uint32_t indent,
                bool apart);
/* After the last of rows (RUN_ROW), before they are measured. */
void columns_end_rows(const Printer *printer, Align *align);
/* The rows of a table, down through the areas in it, measured. */
void columns_of_table(const Printer *printer, Align *align, const Block *block,
                      uint32_t indent);

#endif
