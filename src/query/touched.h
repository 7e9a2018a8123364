/* Stated totals that are off, over entries that a query read. Private to query/. */
#ifndef INTEG_QUERY_TOUCHED_H
#define INTEG_QUERY_TOUCHED_H

#include "query/rows.h"

/* Numbers in Model.claims, ascending, in the run's arena. */
const uint32_t *touched_claims(Rows *rows, uint32_t *count);

#endif
