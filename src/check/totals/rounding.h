/* Totals that differ by rounding. Private to check/. */
#ifndef INTEG_CHECK_TOTALS_ROUNDING_H
#define INTEG_CHECK_TOTALS_ROUNDING_H

#include "check/totals/telling.h"

/* Counts the totals of each document that hold exactly, and the others. */
void rounding_count(TotalTelling *telling);
/* Whether a total differs, by rounding perhaps, where all others of its document hold. */
bool rounding_hardly(const TotalTelling *telling, uint32_t claim);
void rounding_note(TotalTelling *telling, Diagnostic *diagnostic, uint32_t claim);
/* Reports a total that differs by rounding (T01). */
void rounding_tell(TotalTelling *telling, uint32_t claim);

#endif
