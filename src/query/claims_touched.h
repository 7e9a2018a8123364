/* From figures of a query to what is stated of them: totals over entries that it read. */
#ifndef INTEG_QUERY_CLAIMS_TOUCHED_H
#define INTEG_QUERY_CLAIMS_TOUCHED_H

#include "query/rows.h"

/* Totals that are off, over entries that were read. Numbers in Model.claims, ascending,
 * in the run's arena. */
const uint32_t *claims_touched(Rows *rows, uint32_t *count);
/* Totals whose entries are the same as these rows: likewise, in `arena`. */
const uint32_t *claims_over(Arena *arena, const Model *model, const Checked *checked,
                            RowList rows, uint32_t *count);

#endif
