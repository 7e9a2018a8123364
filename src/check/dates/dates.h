/* What the checks of years and dates share. Private to them. */
#ifndef INTEG_CHECK_DATES_DATES_H
#define INTEG_CHECK_DATES_DATES_H

#include "check/families.h"

enum { DATES_LABELS_MOST = 6 };

void dates_duplicates(CheckRun *run); /* Y03: duplicates.c */
void dates_gaps(CheckRun *run);       /* Y08: gaps.c */
void dates_copies(CheckRun *run);     /* Y11: copies.c */

#endif
