/* Evidence beyond the figures: a document that speaks of an amount elsewhere too. Private
 * to check/. */
#ifndef INTEG_CHECK_TOTALS_EVIDENCE_H
#define INTEG_CHECK_TOTALS_EVIDENCE_H

#include <stdbool.h>
#include "model/model.h"

/* Whether a property of the fact's project holds that very amount: as money, or printed
 * in a text such as a note. Short whole numbers do not count, they stand everywhere. */
bool evidence_of(const Model *model, uint32_t fact);

#endif
