/* A comparison of printed tables being made. Private to stated.c, which lays the cells
 * side by side, and spot.c, which compares those of one thing and year. */
#ifndef INTEG_EVAL_STATED_H
#define INTEG_EVAL_STATED_H

#include "eval/evaluate.h"

/* One table of a side: side = Σ factor × table. */
typedef struct Term {
    const Step *step; /* STEP_STATED */
    bool right;       /* its side */
    Datum factor;
} Term;

typedef VEC(Term) TermVec;

typedef struct StatedCell {
    Slice key; /* the thing and its filter */
    int64_t when;
    Id money, source;
    uint32_t term;
    PrintedCell cell;
} StatedCell;

typedef VEC(StatedCell) StatedCells;

/* A run of cells of the same thing and year, and the first place among them. */
typedef struct Spot {
    uint32_t first, end;
    Place place;
} Spot;

typedef struct Comparison {
    const Model *model;
    const Cursor *row;
    SourceId file;
    CompareOp op;
    TermVec terms;
    StatedCells cells;
    /* What all terms name alike stays in view; other things that are named do not. */
    bool same_subjects, same_time, same_money, same_source;
    Time time; /* of same_time: the one that is named; TIME_ABSENT: none */
    CheckPointVec *points;
    const Spot *of_other_kinds; /* the first that both sides state, of other kinds */
} Comparison;

/* What is named of a term's table. */
const Narrow *stated_narrow(const Comparison *c, uint32_t term);

/* ---- spot.c ---- */

/* Adds a point for each kind of money and source that both sides state there. */
void spot_points(Comparison *c, const Spot *spot);
/* The point that stands for none: why nothing is compared, and what to write. */
void spot_nothing(Comparison *c);

#endif
