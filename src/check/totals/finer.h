/* Entries that another total states more exactly: a table prints 0.2 mio where the text
 * says 150_000. Such figures often are the cause of a total that differs by rounding. */
#ifndef INTEG_CHECK_TOTALS_FINER_H
#define INTEG_CHECK_TOTALS_FINER_H

#include "check/totals/totals.h"

typedef struct Finer Finer;

/* Lives in the run's arena. */
Finer *finer_new(Totals *totals);
/* True where all of the entries are stated more exactly elsewhere and these figures add
 * up to what the claim states, to its last digit; *sum is then "0.15 + 0.15", and the
 * first of the places where they are stated is in *place. */
bool finer_adds_up(const Finer *finer, const Claim *claim, const ScopeList *entries,
                   Slice *sum, Place *place);

#endif
