/* The computed columns of a run: columns.c holds each cell against its formula, report.c
 * tells of those that do not hold, open.c of those with a `?`, words.c says how. */
#ifndef INTEG_CHECK_COLUMNS_COLUMNS_H
#define INTEG_CHECK_COLUMNS_COLUMNS_H

#include "check/families.h"
#include "eval/formula.h"

/* The column in hand, and what it says of other lines. */
typedef struct ColumnsRun {
    CheckRun *run;
    Model scratch; /* the model, but what is computed goes with its arena */
    const Formulas *formulas;
    const TableInfo *table;
    uint32_t column;
    uint32_t first, end, step; /* its cells, by their number in Model.cells */
    const CellClaim *whole; /* the line of the unfiltered total; NULL: none is stated */
    Datum *slots;           /* of its formula, for the line in hand */
    uint8_t *times;         /* by cell from `first` on: HOLDS_… */
    bool currencies_told;   /* of the table */
    bool settling;          /* what a `?` must be: in open.c */
} ColumnsRun;

/* What a cell that is off holds against. */
enum { HOLDS_HUNDRED = 1, HOLDS_HUNDREDTH = 2, HOLDS_MINUS = 4 };

/* ---- report.c ---- */

/* Tells of the cells of the column in hand. */
void columns_report(ColumnsRun *c);
/* T17, a cell that is off; NULL where it is so since there is nothing to divide by. */
Diagnostic *columns_tell_off(ColumnsRun *c, uint32_t number);

/* ---- slips.c ---- */

/* Fills CheckRun.cells_own of a cell that is off. */
void columns_slips(ColumnsRun *c, uint32_t number);

/* ---- words.c ---- */

/* "11.0 - 10.0": the formula with the cells of the line in it. */
Slice columns_filled(const ColumnsRun *c, const CellClaim *cell);
/* "the Change of Lakes": what a cell is, in words. */
Slice columns_name(const ColumnsRun *c, const CellClaim *cell);
/* "2025 as revised", or a heading. */
Slice columns_heading(const ColumnsRun *c, uint32_t column);
/* A figure as the column prints it: a ratio as a percentage where that one is. */
Datum columns_shown(const ColumnsRun *c, const CellClaim *cell, Datum figure);
/* Of an amount in the unit in force. */
Decimal columns_in_unit(const ColumnsRun *c, const Datum *datum);

#endif
