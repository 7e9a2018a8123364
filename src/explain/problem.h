/* What the explainer is given: printed figures (cells) and the linear equations that they
 * should satisfy. It borrows all of it. */
#ifndef INTEG_EXPLAIN_PROBLEM_H
#define INTEG_EXPLAIN_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/decimal.h"
#include "base/str.h"
#include "source/diagnostic.h"

typedef enum CellRole {
    CELL_ENTRY, /* a fact */
    CELL_TOTAL  /* a stated total, subtotal or cell of an `all` column */
} CellRole;

typedef struct Cell {
    uint8_t role;     /* CellRole */
    bool blank;       /* `?`: not stated; value 0 */
    bool none;        /* `-`: nothing; value 0 */
    bool approximate; /* `~` */
    Decimal value;    /* in the unit shown to people; its scale is the digits printed */
    int8_t own;       /* digits by which its own unit has the point further left: 6 for
                         16.8 mio DKK among figures in DKK */
    /* Where it stands in print: cells of one printed table have one table number, rows
     * and columns count in print order. table 0: a statement outside tables. */
    uint32_t table, row, column;
    Slice title;   /* of its row: "Stier", or the total's: "total of Job" */
    Slice scope;   /* the area or table that lists it; may be empty */
    Slice whole;   /* the project whose money it is part of; may be empty */
    Slice when;    /* "2021", "all" */
    Slice version; /* of an entry that is one of several versions of an amount: "korr" */
    uint32_t family; /* then: which amount; 0: it is none */
    Place place;
    /* Rows that are the same thing in several places (a project in two areas or
     * documents) share an identity; 0: none. */
    uint32_t identity;
    uint32_t document;
    bool evident; /* evidence beyond the figures (within, a note of that amount) */
} Cell;

typedef enum EquationState {
    EQUATION_HOLDS,    /* exactly */
    EQUATION_ROUNDING, /* within rounding: vouches for nothing and needs no story */
    EQUATION_VIOLATED,
    EQUATION_UNKNOWN /* has cells that could not be read */
} EquationState;

/* Other printed figures that a total is compared with. */
typedef struct ComparedTotal {
    const char *with;             /* as Compared.with */
    Decimal computed, difference; /* difference = stated - computed */
    Decimal slack;                /* what rounding alone may explain of it */
    Slice figures; /* in words, where they are of another document; else empty */
} ComparedTotal;

/* Σ sign·member = total. */
typedef struct Equation {
    uint8_t state; /* EquationState */
    uint32_t total;
    const uint32_t *members; /* cells */
    const int8_t *signs;     /* NULL: all +1 */
    uint32_t member_count;
    bool
        settled; /* another total says what its blanks hold: they are not what it lacks */
    bool given;  /* a formula says what it is made of: only its figures can be wrong */
    /* 0: its total is printed with it. Else its total is claimed of the figures from
     * elsewhere, by a sentence of the text: its line is that of the equations with the
     * same number. */
    uint32_t apart;
    uint32_t like; /* then: the printed total + 1 that the claimed one repeats; or 0 */
    Decimal difference; /* stated - computed */
    Decimal slack;  /* what rounding alone may explain: |residue| <= slack is mended */
    Decimal coarse; /* the same, if no figure was known better than it is printed; where
                       less than slack, slack */
    /* Other printed figures that the same total is compared with, each with its
     * difference: where one agrees, the finding is `consistent` with those figures. */
    const ComparedTotal *comparisons;
    uint32_t comparison_count;
} Equation;

typedef struct Problem {
    const Cell *cells;
    uint32_t cell_count;
    const Equation *equations;
    uint32_t equation_count;
} Problem;

#endif
