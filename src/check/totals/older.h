/* Totals that were added up from the figures of another document, an older version of
 * the table say: those that it states for the same projects and times. */
#ifndef INTEG_CHECK_TOTALS_OLDER_H
#define INTEG_CHECK_TOTALS_OLDER_H

#include "check/totals/totals.h"

typedef struct Older Older;

/* Sorts the entries of all documents; lives in the run's arena. */
Older *older_new(Totals *totals);
/* True where the claim's entries, with the figures of one other document in place of
 * those that differ there, add up to just what is stated. *text then says so: the
 * figures that "Budget 2020" states for these rows ("Lakes" 2.31, not 2.55). */
bool older_adds_up(Older *older, const Claim *claim, const ScopeList *entries,
                   Slice *text);

#endif
