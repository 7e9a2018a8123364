/* Rows that a table prints as parts of the row above them: "heraf", "of which". Typed as
 * rows of their own they count beside it. Private to check/totals/. */
#ifndef INTEG_CHECK_TOTALS_OF_WHICH_H
#define INTEG_CHECK_TOTALS_OF_WHICH_H

#include "check/families.h"
#include "check/scope.h"
#include "model/model.h"

/* Whether the title of a line's project begins so. */
bool of_which_is(const Model *model, uint32_t line);

/* The entries that make up what a total is too low by: one of them, or all that begin so.
 */
typedef struct OfWhich {
    uint32_t
        count; /* 0: none do, or no row stands above the first that it may be part of */
    uint32_t fact;  /* the first */
    uint32_t above; /* the line of the row above it that is no such part */
} OfWhich;

/* `difference`: stated less computed. */
OfWhich of_which_find(const Model *model, const ScopeList *list, Decimal difference);
/* Names them, and records that they were told. */
void of_which_note(CheckRun *run, Diagnostic *d, const ScopeList *list, OfWhich found,
                   Slice stated);
/* Says how a row is written as a part of the one above, and what to do otherwise. */
void of_which_help(const Model *model, Findings *findings, Diagnostic *d, uint32_t part,
                   uint32_t above, bool several, const char *otherwise);

#endif
