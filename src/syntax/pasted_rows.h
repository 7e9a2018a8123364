/* What the figures of a pasted row say. Private to what finds pasted figures (pasted.h).
 */
#ifndef INTEG_SYNTAX_PASTED_ROWS_H
#define INTEG_SYNTAX_PASTED_ROWS_H

#include "syntax/pasted_text.h"

/* The unit in force. */
typedef struct PastedUnit {
    int power;
    uint8_t currency;
} PastedUnit;

/* Puts the cells right that stand from `at` up to `end`, of a table with so many columns;
 * 0: that is not known. */
void pasted_row(Pasted *s, uint32_t at, uint32_t end, uint32_t columns, PastedUnit unit);

#endif
