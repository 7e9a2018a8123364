/* A reading as text of the language. */
#ifndef INTEG_TABLES_COMPOSE_H
#define INTEG_TABLES_COMPOSE_H

#include "tables/known.h"
#include "tables/reading.h"

/* A text of the language, in its quotes. */
void compose_text(Text *out, Slice text);
/* Appends the table, and before it what it needs declared: the unit, unless `known` has a
 * file that the table goes into, sources and kinds of money. Not laid out. */
void compose_table(ImportReading *reading, const KnownTitles *known, Text *out);

#endif
