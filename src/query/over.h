/* Stated totals that are over just the entries behind a figure. */
#ifndef INTEG_QUERY_OVER_H
#define INTEG_QUERY_OVER_H

#include "base/arena.h"
#include "check/check.h"
#include "query/query.h"

/* The claims whose entries are the same as these rows: numbers in Model.claims,
 * ascending, in the arena. */
const uint32_t *over_claims(Arena *arena, const Model *model, const Checked *checked,
                            RowList rows, uint32_t *count);

#endif
