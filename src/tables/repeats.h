/* Rows that repeat what others add up: a table that sums up the areas of another. */
#ifndef INTEG_TABLES_REPEATS_H
#define INTEG_TABLES_REPEATS_H

#include "tables/known.h"
#include "tables/reading.h"

/* Makes a READ_REPEAT of each entry that is a total of a known area or project. `where`:
 * what the known ones are in, for messages. False where that cannot be told, or where a
 * group of the table is a row there, which was told. */
bool repeats_find(ImportReading *reading, const KnownFile *known, const char *where);
/* Refuses a table that has the total of one of its groups as a row elsewhere. */
bool repeats_within(ImportReading *reading);

#endif
