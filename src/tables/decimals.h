/* The decimal sign of a table, by its sums. */
#ifndef INTEG_TABLES_DECIMALS_H
#define INTEG_TABLES_DECIMALS_H

#include "tables/reading.h"

/* The sign with which sums of the table hold that do not hold with the other, and how
 * many of them; 0 where no sum tells. */
char decimals_by_sums(const ImportReading *reading, uint32_t *sums);

#endif
