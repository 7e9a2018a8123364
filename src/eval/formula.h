/* The formulas of a table's computed columns: bound once, evaluated for each line over
 * its printed cells. For eval/ and check/. */
#ifndef INTEG_EVAL_FORMULA_H
#define INTEG_EVAL_FORMULA_H

#include "eval/bind.h"
#include "eval/line_cells.h"
#include "eval/verdict.h"

/* Those of a table; NULL where it has no computed columns. */
const Formulas *formulas_bind(Model *model, Id table);

/* The value of a column's formula, with how well it is known. */
Datum formula_value(const LineInHand *hand, uint32_t column);
/* That of the argument of one of its slots: what share() or running() is of. */
Datum formula_of_slot(const LineInHand *hand, uint32_t column, uint32_t slot);

/* The columns that a formula names, each once, in the order of the table. */
uint32_t formula_inputs(const Formula *formula, uint8_t inputs[TABLE_COLUMNS_MOST]);
/* Those of them that it divides by. */
uint32_t formula_divisors(const Formula *formula, uint8_t divisors[TABLE_COLUMNS_MOST]);
/* Whether it adds up and takes off cells of its line, each once: signs[column] is 1, -1
 * or 0 then. */
bool formula_is_sum(const Formula *formula, int8_t signs[TABLE_COLUMNS_MOST]);

/* ---- formula_judge.c ---- */

/* How the cell of a computed column came out. */
typedef struct CellOutcome {
    uint8_t verdict; /* EXACT, ROUNDING, OFF, BLANK, NOTHING, UNKNOWN or CURRENCIES */
    bool percent;    /* it is printed as a percentage, or a `-` among such */
    bool none;       /* OFF: there is nothing to divide by */
    uint8_t blank;   /* BLANK: the column of the `?` that must be `computed` */
    /* What rounding may explain, at most: of the difference; BLANK: of what the `?` must
     * be. */
    Decimal slack;
    Datum stated, computed, difference; /* missing where there is none; a `?` has only
                                           what the formula gives */
} CellOutcome;

/* Its stated or computed figure, or the difference, as the document prints it: a ratio as
 * a percentage. */
Datum formula_as_printed(const CellOutcome *outcome, Datum figure);
CellOutcome formula_judge(const LineInHand *line, uint32_t column);
/* The same with a value in place of the `?` that outcome->blank is; OFF also where it
 * cannot be told. */
CellOutcome formula_judge_with(const LineInHand *line, uint32_t column,
                               const CellOutcome *outcome, Decimal blank);
/* Whether the cell holds against the formula's value times a factor. */
bool formula_holds_times(const LineInHand *line, uint32_t column, Decimal factor);

#endif
