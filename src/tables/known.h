/* What the file that a table goes into knows by its title already. */
#ifndef INTEG_TABLES_KNOWN_H
#define INTEG_TABLES_KNOWN_H

#include "tables/told.h"

typedef struct KnownTitles KnownTitles;

/* Reads the file and what it includes; an empty path: there is none, and nothing is
 * known. NULL where it cannot be read to its end, which was told. */
KnownTitles *known_read(Told *told, Slice path);
void known_drop(KnownTitles *known);
bool known_is_file(const KnownTitles *known);
/* Its bytes. */
Slice known_text(const KnownTitles *known);
/* Whether it declares a `kind` ("source", "money") with the title. */
bool known_has(const KnownTitles *known, const char *kind, Slice title);

#endif
