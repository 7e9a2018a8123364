/* Aggregates as they are added up, for checks and queries: one fold for each aggregate of
 * each group, or of a check. Folds can be joined, which is how totals are made of groups.
 *
 * A sum is exact and has the finest printed digit of what it is made of. Two currencies
 * in one sum are an error, as are two versions of one amount, and a sum too large to be
 * kept exactly.
 *
 * What is not known is the caller's: a cursor with remarks makes it missing and counts
 * it; without, the fold keeps why, and how well its figures are known. */
#ifndef INTEG_EVAL_FOLD_H
#define INTEG_EVAL_FOLD_H

#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "eval/value.h"
#include "model/versions.h"

typedef enum FoldFault {
    FOLD_FINE,
    FOLD_CURRENCIES, /* rows currency_row and fault_row have different ones */
    FOLD_VERSIONS,   /* two versions of one amount: those that `versions` tells */
    FOLD_KINDS,      /* numbers of two kinds, as percentages and amounts: `mixed` */
    FOLD_OVERFLOW
} FoldFault;

/* Different values, each with where it first stands: row << 32 and which of the row's
 * values it is. Groups' values come together in the order of the files by that. */
typedef struct Seen {
    ValueSet values;
    VEC(uint64_t) first;
} Seen;

enum { FOLD_POINTS = 255 }; /* percentage points, beside percentages */

/* What only checks ask of a fold. */
typedef struct FoldDoubt {
    bool is_unknown;  /* something that counts is not known */
    Slice why;        /* the first reason; may be empty */
    uint32_t blanks;  /* amounts that are not stated */
    DoubtTerms terms; /* of a sum or mean: its figures, before a mean is divided */
} FoldDoubt;

typedef struct Fold {
    uint64_t rows, values; /* that passed the aggregate's own `where`; not missing */
    Decimal sum;
    Int128 over;  /* of the sum, as Datum.over */
    uint8_t kind; /* DatumKind of the sum; DATUM_NULL: nothing yet */
    uint8_t currency, other;
    uint8_t fault;    /* FoldFault */
    bool none;        /* the sum is one of `-` alone */
    bool points;      /* the sum is one of percentage points */
    bool pp;          /* all of which are printed as such */
    uint8_t mixed[2]; /* DatumKinds that FOLD_KINDS met, or FOLD_POINTS */
    uint32_t currency_row, fault_row;
    Datum *extreme;     /* of min and max; NULL: nothing yet */
    Seen *seen;         /* of list and `distinct`; NULL: nothing yet */
    FoldDoubt *doubt;   /* of checks; NULL: there is none */
    Versions *versions; /* of amounts: those that a sum holds; NULL: none */
} Fold;

/* Takes the row of the cursor, whose number is `row`; false where the aggregate's `where`
 * leaves it out. */
bool fold_row(Arena *arena, const Step *aggregate, Fold *fold, const Cursor *cursor,
              uint32_t row);
/* Takes so many amounts of one currency that make `sum`, the first of them in `row`: what
 * dense.c adds up by itself. */
void fold_amounts(Fold *fold, Decimal sum, uint8_t currency, uint64_t values,
                  uint32_t row);
/* Takes versions of one amount that those amounts are of, where the aggregate adds them
 * up.
 */
void fold_versions(Arena *arena, const Step *aggregate, Fold *fold,
                   const Versions *versions);
/* Adds what another fold of the same aggregate has. */
void fold_join(Arena *arena, const Step *aggregate, Fold *into, const Fold *from);
/* Whether a change from one to the other would be from one version of an amount to
 * another; then which, where they are asked for. */
bool fold_clash(const Fold *fold, const Fold *before, Version *first, Version *second);
/* What it came to; in a check with its doubt, in `arena` too. share and change are told
 * what they are made of: the fold of the whole, and that of the year before (NULL: there
 * is none). Lists and texts are in `arena`. */
Datum fold_value(Arena *arena, const Step *aggregate, const Fold *fold, const Fold *whole,
                 const Fold *before);

#endif
