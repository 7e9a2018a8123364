/* A reading as text of the language. */
#ifndef INTEG_TABLES_COMPOSE_H
#define INTEG_TABLES_COMPOSE_H

#include "tables/known.h"
#include "tables/reading.h"

/* A text of the language, in its quotes. */
void compose_text(Text *out, Slice text);
typedef struct Composer Composer;

/* `unit`: of the text around the tables; empty where it is not known. */
Composer *compose_new(Arena *arena, KnownFile *known, Slice unit);
/* Appends the table, and before it the sources and kinds of money that it needs declared.
 * Not laid out. */
void compose_table(Composer *composer, ImportReading *reading, Text *out);

#endif
