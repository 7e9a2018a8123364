/* What a check comes down to: the comparisons that it makes, and what each adds up. */
#ifndef INTEG_EVAL_POINTS_H
#define INTEG_EVAL_POINTS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "eval/datum.h"
#include "eval/verdict.h"
#include "model/versions.h"
#include "source/diagnostic.h"

/* A printed figure that takes part in a comparison. */
typedef struct CheckPlace {
    Place place;
    Slice name; /* as the check names it: "t2(2023)"; empty: as the point is called */
} CheckPlace;

/* A sum over two versions of one amount: it is not known. */
typedef struct CheckMixed {
    Version versions[2]; /* money 0: there is none */
    Place places[2];     /* where each comes in */
    Span span;           /* of the sum */
    bool cells;          /* of printed tables, else of entries */
} CheckMixed;

/* One comparison that a check comes down to: a single one for `sum(…) = 31.03`, one for
 * each thing and year for `t4 = t1 + t3`. */
typedef struct CheckPoint {
    Slice what;  /* "Job og uddannelse 2020"; empty for a single one */
    Slice thing; /* of printed tables: "Job og uddannelse"; empty for the whole */
    Time time;   /* likewise: the year; TIME_ABSENT: a single one */
    Datum left, right;
    Tri holds;
    uint8_t verdict; /* Verdict: where it holds, EXACT, or but for ROUNDING or COARSE */
    CheckPlace places[12]; /* the stated figures that take part, where there are some */
    uint32_t place_count;
    Slice why;        /* of TRI_UNKNOWN: "an amount is not stated"; may be empty */
    CheckMixed mixed; /* of TRI_UNKNOWN: a sum in it that is the reason */
    bool nothing;     /* of printed tables: nothing in them can be compared, see `why` */
    Slice help;       /* then: what to write; may be empty */
    /* Of printed tables, where one side is a single total as printed and the other a sum
     * of others: the number of its claim + 1, and those of theirs. */
    uint32_t total;
    const uint32_t *parts;
    uint32_t part_count;
} CheckPoint;

typedef VEC(CheckPoint) CheckPointVec;

/* A figure that a comparison adds up, or takes off. */
typedef enum SumOf { SUM_ENTRY, SUM_TOTAL } SumOf;
typedef struct SumTerm {
    uint32_t index; /* of the fact, or the claim */
    uint8_t of;     /* SumOf */
    int8_t sign;
} SumTerm;

/* What a point compares by `=`, where it adds up and takes off entries and printed
 * totals, each once: difference = stated - computed, whose terms have the signs that they
 * have in it. Where neither side is one figure, that of the left side less the right. */
typedef struct CheckSum {
    bool any; /* it is such a sum */
    const SumTerm *terms;
    uint32_t term_count;
    uint32_t stated; /* the number of the term that is the stated figure + 1; or 0 */
    bool claimed;    /* the stated figure is a number in the check, at `span` */
    Span span;
    Decimal value;             /* of the stated figure; 0 where there is none */
    Decimal difference, slack; /* slack: what rounding alone may make of it */
} CheckSum;

typedef VEC(CheckSum) CheckSumVec;

#endif
