/* The cells of computed columns as rows of `claims`. Private to claim_columns.c. */
#ifndef INTEG_QUERY_CLAIM_CELLS_H
#define INTEG_QUERY_CLAIM_CELLS_H

#include "query/claim_rows.h"

typedef enum ClaimSide { SIDE_STATED, SIDE_COMPUTED, SIDE_DIFFERENCE } ClaimSide;

/* By its number in Model.cells. Missing where nothing is computed. */
Datum claim_cell_side(const ClaimBase *base, uint32_t index, ClaimSide side);
/* "Lakes, Change": its row or total, and the heading. */
Slice claim_cell_subject(const Model *model, uint32_t index);

#endif
