/* Two numbers of a check, held against each other by the rule of totals: verdict.h's. */
#ifndef INTEG_EVAL_HELD_H
#define INTEG_EVAL_HELD_H

#include "eval/evaluate.h"

/* Why it cannot be told whether one is more than another. */
#define HELD_BY_ROUNDING "the figures differ by no more than rounding"

/* left op right. Where it holds but for rounding, cursor->verdict says so; where it is
 * unknown, cursor->why says why.
 *
 * A number that is a whole side is a claim, known to its printed digits; so is a side
 * that is one printed figure. `=`, `<=` and `>=` hold where the two agree. `<`, `>` and
 * `!=` do not hold where the two are equal, and cannot be told where rounding alone may
 * be what parts them; but a claim is an exact mark to be above or below. */
Tri held_compare(CompareOp op, const Datum *left, const Datum *right, const Cursor *row);

/* The same of a stated figure and what is computed for it: EXACT, ROUNDING, COARSE, OFF,
 * BLANK, or what kept it from one. *difference: stated - computed. */
Verdict held_verdict(const Datum *stated, const Datum *computed, const Cursor *row,
                     Datum *difference);

/* What `=` compares of two sides, as a sum, kept in `arena`. step: the comparison; NULL:
 * of printed tables. */
void held_sum(const Step *step, const Datum *left, const Datum *right, const Cursor *row,
              Arena *arena, CheckSum *out);

#endif
