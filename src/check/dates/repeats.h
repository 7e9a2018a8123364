/* Y03: the same money twice. duplicates.c finds it, repeats.c says so. Private to them.
 */
#ifndef INTEG_CHECK_DATES_REPEATS_H
#define INTEG_CHECK_DATES_REPEATS_H

#include "check/families.h"
#include "check/lines.h"

typedef struct RepeatPair {
    uint32_t first, second; /* facts */
} RepeatPair;

/* Two columns of a table for the same money: a mistake in its head, and not in each of
 * its rows. */
typedef struct AlikeColumns {
    uint32_t rows; /* with an entry in both; 0: there are none */
    uint8_t first, second;
} AlikeColumns;

/* Where the money of an entry comes from, and its kind. */
Origin repeats_origin(const Model *model, uint32_t fact);

/* Tells of the pairs of two lines. */
void repeats_report(CheckRun *run, const RepeatPair *pairs, uint32_t count);
void repeats_report_columns(CheckRun *run, Id table, const AlikeColumns *columns);

#endif
