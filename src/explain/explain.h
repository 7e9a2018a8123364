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

#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "explain/problem.h"
#include "source/diagnostic.h"

/* What Explanation.kind may be, kept as it is for ever.
 *   Of a total's rows: left-out, counted-twice, other-sign, other-scope,
 *   neighbour-figure, version.
 *   Of a line of totals: running-total.
 *   Of one figure: neighbour-total, digit, digits-interchanged, decimal-point,
 *   digit-added, digit-omitted, thousands, sign, exchanged, blank, figure, dash.
 *   Of a row: slid.
 *   Else: several, follows, other-document, same-figures, missing-rows, none.
 * `several` is a story of two or three of different kinds; `figure` is a figure that
 * would have to be some other for two totals to hold.
 *
 * Violated equations of one year that miss by the same amount over much the same cells
 * (one total printed in several tables, or carried from one into the next) count as one
 * and get the same stories. */

/* The stories for one violated equation, strongest first, at most three. `message` reads
 * after "possible: " or "likely: ". */
typedef VEC(Explanation) ExplanationVec;

/* Explains every violated equation of the problem: stories[i] belongs to equation i (and
 * is empty for the others). A story that mends several equations stands under each with
 * the same number, counted from *next_story on. Where nothing fits there is one of
 * STRENGTH_NONE. */
void explain(Arena *arena, const Problem *problem, ExplanationVec *stories,
             uint32_t *next_story);

#endif
