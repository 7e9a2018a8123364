/* The problem of one document as it is laid out for the explainer. Private to
 * the files of equations. */
#ifndef INTEG_CHECK_TOTALS_EQUATIONS_H
#define INTEG_CHECK_TOTALS_EQUATIONS_H

#include "base/by_key.h"
#include "base/map.h"
#include "check/totals/older.h"
#include "check/totals/totals.h"

enum {
    MEMBERS_MOST = 20000, /* an equation over more is left out of a big document */
    MEMBERS_ALL = 500000  /* of all equations of a document; those beyond are not asked */
};

typedef VEC(Cell) CellVec;
typedef VEC(Equation) EquationVec;
typedef VEC(uint32_t) NumberVec;

/* Of what an equation is. */
typedef enum AskedKind { ASKED_CLAIM, ASKED_CHECK, ASKED_CELL } AskedKind;
typedef struct AskedOf {
    uint32_t number;
    AskedKind kind;
} AskedOf;

typedef struct EquationWork {
    Totals *totals;
    Comparisons *comparisons;
    Model *model;
    Arena *arena;
    ByKey lines, claims, checks;    /* by document */
    ByKey computed;                 /* likewise: Model.cells */
    Map printed;                    /* private to equation_cells.c */
    Older *older;                   /* NULL until a total is off */
    uint32_t *computed_cell;        /* by Model.cells: as fact_cell */
    uint32_t *line_row, *claim_row; /* rows of printed tables, counted in print order */
    uint32_t *fact_cell;            /* by fact: its cell + 1 in this problem */
    uint32_t *claim_cell;           /* by claim: the same of its stated figure */
    uint32_t *row_first, *row_end;  /* by line: the cells of its row */
    /* Of the document at hand: */
    Id document;
    int8_t power;
    uint8_t currency;
    bool whole;
    uint32_t members;    /* of its equations so far */
    const Node *rows_of; /* whose lines `rows` are */
    VEC(uint32_t) rows;
    uint32_t *row_mark, mark; /* by line: is in `rows` */
    CellVec cells;
    EquationVec equations;
    VEC(AskedOf) asked; /* by equation */
} EquationWork;

/* ---- equation_figures.c ---- */

/* Where the lines and claims stand in their printed tables. */
void equations_number_rows(EquationWork *a);
/* Adds the entries of a line, and of a table's row the `-` too. */
void equations_line(EquationWork *a, uint32_t line);
/* The cell of an entry; one that is in another currency has none: NOTHING_ASKED. */
uint32_t equations_fact(EquationWork *a, uint32_t fact);
/* Of a claim's stated figure. */
uint32_t equations_total(EquationWork *a, uint32_t claim);
#define NOTHING_ASKED UINT32_MAX

Decimal equations_unit(const EquationWork *a, Decimal amount);
/* Cell.own of the figure that is printed there. */
int8_t equations_own(const EquationWork *a, Place place, Decimal value);
bool equations_other_currency(const EquationWork *a, uint8_t currency);

/* ---- equations.c ---- */

/* Adds the cells of `-` in the rows that a claim is over: of the rows of its group or
 * table, or those that have a figure in a claim of the same row or statement. Spoils
 * totals->sum. */
void equations_dashes(EquationWork *a, const Claim *claim, NumberVec *members);
void equations_equation(EquationWork *a, const Equation *equation, AskedOf asked);

/* ---- equation_checks.c ---- */

/* Whether there is something to explain. */
bool check_is_off(const EquationWork *a, uint32_t check);
/* Adds what a check compares by `=`, where it is a sum. */
void check_equations(EquationWork *a, uint32_t check);

/* ---- equation_cells.c ---- */

/* Where the cells of tables with computed columns stand. */
void equations_cells_begin(EquationWork *a);
bool equations_cell_off(const EquationWork *a, uint32_t cell);
/* The same; then figures are asked about in its table's unit. */
bool equations_cell_asks(EquationWork *a, uint32_t cell);
/* Adds a cell of Model.cells, where its formula is a sum. */
void equations_cell(EquationWork *a, uint32_t cell);

#endif
