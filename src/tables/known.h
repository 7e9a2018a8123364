/* What a table's titles may repeat: of the file that it goes into, and of the tables that
 * are imported before it. */
#ifndef INTEG_TABLES_KNOWN_H
#define INTEG_TABLES_KNOWN_H

#include "base/decimal.h"
#include "tables/reading.h"
#include "tables/told.h"

typedef struct KnownFile KnownFile;

/* Reads the file and what it includes; an empty path: there is none, and nothing is
 * known. `text`: what the file is read as, or NULL. NULL where it cannot be read to its
 * end, which was told. */
KnownFile *known_read(Told *told, Slice path, const Slice *text);
void known_drop(KnownFile *known);
bool known_is_file(const KnownFile *known);
/* Its bytes. */
Slice known_text(const KnownFile *known);
/* Whether a `kind` ("source", "money") with the title is declared; from then on it is. */
bool known_declares(const KnownFile *known, const char *kind, Slice title);
/* Whether the file has an area of that name. */
bool known_names_area(const KnownFile *known, Slice name);
void known_declare(KnownFile *known, const char *kind, Slice title);

/* ---- areas and projects with money ---- */

typedef enum KnownKind { KNOWN_AREA, KNOWN_PROJECT } KnownKind;

typedef enum KnownHow {
    KNOWN_NOT,
    KNOWN_ONE,
    KNOWN_SEVERAL, /* things of that title */
    KNOWN_TOTALS   /* an area that has only totals of others */
} KnownHow;
/* *own, unless it is NULL: its title, which may have other capitals and signs. */
KnownHow known_thing(const KnownFile *known, KnownKind kind, Slice title, Slice *own);

/* Money of one thing and time, in the currency itself; parts of an amount not counted. */
typedef struct KnownSum {
    Decimal amount;
    uint32_t entries;
    uint8_t currency;
    bool open; /* an amount is not given, or they cannot be added up */
} KnownSum;

/* NULL where the thing has no entries of the year, quarter or month. `money`: the title
 * of the kind of money, or empty for all kinds. */
const KnownSum *known_sum(const KnownFile *known, KnownKind kind, Slice title,
                          HeadTime time, Slice money);
/* The money of a table that was read joins what is known. */
void known_add(KnownFile *known, const ImportReading *reading);

#endif
