/* Which entries a claim is over by their time: in a table those of its column, else those
 * of its years. */
#ifndef INTEG_CHECK_CLAIM_TIME_H
#define INTEG_CHECK_CLAIM_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include "model/model.h"

/* Whether a claim is over rows of its own table. */
bool claim_in_table(const Claim *claim);
/* Whether a claim's time covers an entry; the years of a table where it stands in one. */
bool claim_covers(const Model *model, const Claim *claim, uint32_t fact);
/* Whether a line can hold entries at the claim's time and says of none with a `-` that
 * there is nothing: a table prints a column for it, a statement a `-`. */
bool claim_denied(const Model *model, const Claim *claim, const Line *line);

#endif
