/* The line of a table that a formula is evaluated for, and its printed cells as values.
 * For eval/ and check/. */
#ifndef INTEG_EVAL_LINE_CELLS_H
#define INTEG_EVAL_LINE_CELLS_H

#include "base/vec.h"
#include "eval/steps.h"

/* The steps of a formula that look at other lines, each once. */
typedef VEC(const Step *) Slots;

typedef struct Formula {
    const Bound *bound; /* NULL: it is wrong, which was reported */
    Type type;          /* of its cells: NUMBER, PERCENT or AMOUNT */
    Slots slots;        /* what it says of other lines: share() and running() */
    bool percent;       /* a cell is printed as a percentage */
    int32_t finest;     /* the scale of the last digit in the column's cells */
    bool began, ended;  /* it is being bound, or was: a column that it names may be */
} Formula;

/* Those of a table with computed columns. */
typedef struct Formulas {
    Model *model;
    Id table;
    Formula *of; /* by column */
} Formulas;

/* What came of evaluating a formula, beside its value. */
typedef struct FormulaTrouble {
    bool none;  /* there is nothing to divide by: the divisor is a `-`, or exactly 0 */
    bool near;  /* a divisor may be 0, as far as its digits go */
    bool blank; /* a cell is `?` */
} FormulaTrouble;

/* The line in hand. */
typedef struct LineInHand {
    const Model *model; /* values are kept in its arena */
    const Formulas *formulas;
    const CellClaim *line; /* any of its cells */
    const Datum *slots;    /* of the formula: the value of each of Formula.slots */
    /* A column that is taken to hold `value`, or a step that is taken to be the cell of
     * column `as`; -1 and NULL: none. */
    int32_t other;
    Datum value;
    const Step *swapped;
    uint8_t as;
    FormulaTrouble *trouble;
} LineInHand;

/* A printed figure as a cell of a column of that type: 5% among numbers is 0.05. */
Datum line_read(const TableInfo *table, Type type, Figure figure);
/* Whether a figure can be in a column of that type. */
bool line_cell_fits(Type type, Figure figure);
/* A cell of the line as printed, with how well it is known; unknown where it is `?` or
 * could not be read. A `-` is an exact 0. */
Datum line_cell(const LineInHand *hand, uint32_t column);
/* The cell that a step of the formula names. */
Datum line_step(const LineInHand *hand, const Step *step);
/* Looks at what is divided by. */
void line_divides(const LineInHand *hand, const Datum *divisor);

#endif
