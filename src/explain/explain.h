/* The explainer: why a total is off. It knows nothing of projects or files: it is given
 * printed figures (cells) and the linear equations that they should satisfy, and gives
 * back stories, each a cheapest set of plausible slips (operations on cells) that would
 * make violated equations hold.
 *
 * The method: Fellegi and Holt, JASA 71 (1976): suspect the smallest set of figures;
 * with operations in place of free changes: Scholtus, Survey Methodology 42-1 (2016);
 * typing slips: Scholtus, Statistics Netherlands 09046 (2009); signs, exchanged values
 * and rounding: Scholtus, 08-015 (2008). Strengths are counted, by trying the
 * neighbouring differences on the same table, as the header of explain.c describes.
 *
 * Bounded in steps, not in seconds; results do not depend on the machine. */
#ifndef INTEG_EXPLAIN_EXPLAIN_H
#define INTEG_EXPLAIN_EXPLAIN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
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
    Slice title; /* of its row: "Stier", or the total's: "total of Job" */
    Slice scope; /* what it stands under, for "which stands under …"; may be empty */
    Slice when;  /* "2021", "all" */
    Place place;
    /* Rows that are the same thing in several places (a project in two areas or
     * documents) share an identity; 0: none. */
    uint32_t identity;
    uint32_t document;
    bool hinted; /* evidence beyond the figures (within, a note of that amount) */
} Cell;

typedef enum EquationState {
    EQUATION_HOLDS,    /* exactly */
    EQUATION_ROUNDING, /* within rounding: vouches for nothing and needs no story */
    EQUATION_VIOLATED,
    EQUATION_UNKNOWN /* has cells that could not be read */
} EquationState;

/* Σ sign·member = total. */
typedef struct Equation {
    uint8_t state; /* EquationState */
    uint32_t total;
    const uint32_t *members; /* cells */
    const int8_t *signs;     /* NULL: all +1 */
    uint32_t member_count;
    /* 0: its total is printed with it. Else its total is claimed of the figures from
     * elsewhere, by a sentence of the text: its line is that of the equations with the
     * same number. */
    uint32_t apart;
    uint32_t like; /* then: the printed total + 1 that the claimed one repeats; or 0 */
    Decimal difference; /* stated - computed */
    Decimal slack; /* what rounding alone may explain: |residue| <= slack is mended */
    /* Other printed bases of the same total, each with its difference: a base that
     * agrees makes the finding `follow` from those figures. */
    const Compared *bases;
    uint32_t base_count;
} Equation;

typedef struct Problem {
    const Cell *cells;
    uint32_t cell_count;
    const Equation *equations;
    uint32_t equation_count;
} Problem;

/* What Explanation.kind may be, kept as it is for ever.
 *   Of a total's rows: left-out, counted-twice, other-sign, other-scope,
 *   neighbour-figure.
 *   Of one figure: neighbour-total, digit, digits-interchanged, decimal-point,
 *   digit-added, digit-omitted, thousands, sign, exchanged, blank, figure.
 *   Else: several, follows, same-figures, missing-rows, none.
 * `several` is a story of two or three of different kinds; `figure` is a figure that
 * would have to be some other for two totals to hold.
 *
 * Violated equations of one year that miss by the same amount over much the same cells
 * (one total printed in several tables, or carried from one into the next) count as one
 * and get the same stories. */

/* The stories for one violated equation, strongest first, at most three. `message` reads
 * after "fits: " or "likely: ". */
typedef VEC(Explanation) ExplanationVec;

/* Explains every violated equation of the problem: stories[i] belongs to equation i (and
 * is empty for the others). A story that mends several equations stands under each with
 * the same number, counted from *next_story on. Where nothing fits there is one of
 * STRENGTH_NONE. */
void explain(Arena *arena, const Problem *problem, ExplanationVec *stories,
             uint32_t *next_story);

#endif
