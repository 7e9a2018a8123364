/* What the findings about totals share. Private to check/. */
#ifndef INTEG_CHECK_TOTALS_TELLING_H
#define INTEG_CHECK_TOTALS_TELLING_H

#include <stdint.h>
#include "check/totals/duplicates.h"
#include "check/totals/enclosing.h"
#include "check/totals/finer.h"
#include "check/totals/totals.h"

enum { TELLING_SORTED = 64 }; /* entries that are put in order for a sum */

typedef struct TotalTelling {
    Totals *totals;
    Comparisons *comparisons;
    const Reasons *reasons;
    Model *model;
    Findings *findings;
    Duplicates duplicates;
    Enclosing *enclosing;      /* NULL until a subtotal is told that is off */
    Finer *finer;              /* NULL until a total is told that differs by rounding */
    uint32_t *exact, *inexact; /* by document: its totals over two entries or more */
} TotalTelling;

/* What it is about, in words. */
typedef struct TotalWords {
    Slice subject, unit, stated, computed, by, basis;
    const char *way, *makes;
} TotalWords;

TotalWords telling_words(const TotalTelling *telling, uint32_t claim);
/* Stated, computed and their difference, for who reads the record. */
void telling_figures(Diagnostic *diagnostic, const Claim *claim, const Outcome *outcome,
                     Slice unit);
/* The sum written out, and which other columns hold. */
void telling_sum(TotalTelling *telling, Diagnostic *diagnostic, uint32_t claim,
                 const ScopeList *entries);
/* The comparisons with other stated figures, in compared[] and as notes. */
void telling_compared(TotalTelling *telling, Diagnostic *diagnostic, uint32_t claim);
/* The other places of the same claim. */
void telling_twins(TotalTelling *telling, Diagnostic *diagnostic, uint32_t claim);
/* Records where the entries of the claim stand. Of many it is not looked up, as all
 * totals of a document may be over all its entries. */
void telling_reach(TotalTelling *telling, Diagnostic *diagnostic, uint32_t claim);
/* The entries of a claim in the order of the files, if there are at most `most`. */
ScopeList telling_entries(TotalTelling *telling, uint32_t claim, uint32_t most);

#endif
