/* Totals that are told once: the same claim over the same entries in several places, and
 * one figure that is stated for several years. Private to check/. */
#ifndef INTEG_CHECK_TOTALS_DUPLICATES_H
#define INTEG_CHECK_TOTALS_DUPLICATES_H

#include <stdbool.h>
#include <stdint.h>
#include "check/totals/totals.h"

typedef struct Duplicates {
    uint32_t *twin; /* by claim: the next place of the same claim + 1, in print order */
    uint32_t *run_end; /* by claim: the end of those that its one figure states alike */
    bool *spoken_for;  /* by claim: another one's finding speaks for it */
} Duplicates;

Duplicates duplicates_find(const Totals *totals);

#endif
