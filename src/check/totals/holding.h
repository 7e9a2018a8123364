/* A whole and its parts, which are compared, and what is said of them. Private to
 * check/totals. */
#ifndef INTEG_CHECK_TOTALS_HOLDING_H
#define INTEG_CHECK_TOTALS_HOLDING_H

#include "check/families.h"
#include "check/totals/months.h"
#include "check/totals/sum.h"
#include "model/wholes.h"

/* An entry that is part of what another project states, or one of that project. */
typedef struct Part {
    Id document, whole;
    Months time;
    uint32_t fact;
    uint32_t row; /* the line, + 1, of the row around it that is its whole; 0: none is */
    Id version;   /* its kind of money, where that is a version of an amount; else 0 */
    uint8_t kind, column;
    bool held; /* it was compared with the whole, or it was said that it cannot be */
    bool told; /* a finding is about it */
} Part;

typedef VEC(Part) PartVec;
typedef VEC(Part *) PartList;

/* A whole and its parts in a document. */
typedef struct Holding {
    CheckRun *run;
    const Wholes *stated; /* of all documents */
    Part *parts;          /* by their time */
    uint32_t count;
    PartVec whole;       /* its own entries, by their time */
    PartList some, them; /* of the parts and of these, what is compared */
    int64_t longest;     /* months from the first to the last of its longest entry */
    bool negative;       /* a part is below zero */
    VEC(Months) times;   /* at which they are; the shortest first */
    VEC(Months) told;    /* at which the parts were more */
    uint32_t told_from;  /* those before are about other rows */
    Sum *sum;
} Holding;

/* Whether the entry is a `?`. */
bool holding_blank(const Model *model, uint32_t fact);
bool holding_negative(const Model *model, uint32_t fact);

/* ---- taking.c: into `some` and `them` ---- */

/* What both state for just that time; months that the whole does not state count in their
 * year. False where one states nothing. */
bool holding_take_exact(Holding *holding, Months time);
/* The parts in a time and all of the whole that may be of it. False where that proves
 * nothing: some of the whole is not given or below zero, so that the rest is more than
 * all; or a part that is only partly of that time is. */
bool holding_take_all(Holding *holding, Months time);

/* ---- holding.c ---- */

/* T09: some of the parts that were taken are in another currency than the whole. */
void holding_tell_currencies(Holding *holding, Slice when);
/* T16: the parts that were taken are of no version, but their whole is of the two that
 * were added up last. */
void holding_tell_versions(Holding *holding, Slice when);
/* T06: the difference is whole - parts; `exact` where all of both are for just that time.
 */
void holding_tell_more(Holding *holding, Slice when, bool exact, Decimal stated,
                       Decimal computed, Decimal difference);
/* T06: the whole of these parts is a row with a `-` in their column. */
void holding_tell_none(Holding *holding, Slice when, Decimal computed);
/* T14: the part is left out of totals, and no whole states money for the years. */
void holding_tell_beyond(Holding *holding, const Part *part, Time time,
                         const int32_t *years, uint32_t count);

#endif
