/* Which violated equations of a board belong together; two steps of board_new. */
#ifndef INTEG_CHECK_CONNECT_H
#define INTEG_CHECK_CONNECT_H

#include "check/board.h"

/* Finds the echoes (BoardSum.echo), which then are not off any more. */
void connect_echoes(Board *board);
/* Numbers the components; needs the lines. */
void connect_components(Board *board);

#endif
