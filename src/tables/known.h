/* What the file that a table goes into knows by its title already. */
#ifndef INTEG_TABLES_KNOWN_H
#define INTEG_TABLES_KNOWN_H

#include "tables/told.h"

typedef struct Known Known;

/* Reads the file and what it includes; an empty path: there is none, and nothing is
 * known. NULL where it cannot be read to its end, which was told. */
Known *known_read(Told *told, Slice path);
void known_drop(Known *known);
bool known_is_file(const Known *known);
/* Its bytes. */
Slice known_text(const Known *known);
/* Whether it declares a `kind` ("source", "money") with the title. */
bool known_has(const Known *known, const char *kind, Slice title);

#endif
