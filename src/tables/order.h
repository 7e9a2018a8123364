/* In which order tables are looked at for what repeats what. */
#ifndef INTEG_TABLES_ORDER_H
#define INTEG_TABLES_ORDER_H

#include "tables/known.h"
#include "tables/reading.h"

/* Finds in each table what repeats the known file or the other tables; `file` is its
 * name, or empty. False where that cannot be told, which was told. */
bool order_repeats(Arena *arena, ImportReading *readings, uint32_t count,
                   KnownFile *known, Slice file);

#endif
