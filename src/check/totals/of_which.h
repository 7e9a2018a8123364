/* Rows that a table prints as parts of the row above them: "heraf", "of which". Typed as
 * rows of their own they count beside it. Private to check/totals/. */
#ifndef INTEG_CHECK_TOTALS_OF_WHICH_H
#define INTEG_CHECK_TOTALS_OF_WHICH_H

#include "check/scope.h"
#include "model/model.h"

/* Whether the title of a line's project begins so. */
bool of_which_is(const Model *model, uint32_t line);
/* Where a total is too low by one of its entries that begins so, or by all of them, says
 * how they are written as parts. `difference`: stated less computed. */
void of_which_help(const Model *model, Findings *findings, Diagnostic *d,
                   const ScopeList *list, Decimal difference);

#endif
