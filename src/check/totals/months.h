/* The time of an entry in months, so that a month, a year and a span of years can be held
 * against each other. Private to check/totals. */
#ifndef INTEG_CHECK_TOTALS_MONTHS_H
#define INTEG_CHECK_TOTALS_MONTHS_H

#include <stdbool.h>
#include "model/model.h"

Months months_of(const Model *model, uint32_t fact);
bool months_same(Months a, Months b);
bool months_in(Months part, Months whole);
/* Whether they have a month in common. */
bool months_touch(Months a, Months b);
/* Whether they are just one year. */
bool months_year(Months time);
/* By their first month, then by their last: <0, 0, >0. */
int months_compare(Months a, Months b);
/* For qsort: the shortest first, else as months_compare. */
int months_by_length(const void *left, const void *right);
/* "without a year", "for 2020", "for 2020-02..2020-05"; all time is "in all" where not
 * just what states no year is meant. */
Slice months_when(Arena *arena, Months months, bool exact);

#endif
