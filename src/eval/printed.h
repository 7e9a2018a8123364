/* Printed tables as checks name them: `t4`, `t2(green, 2023)`. What is named narrows the
 * table; what is left are its cells, those of totals and of rows. For eval/, and for what
 * completes names. */
#ifndef INTEG_EVAL_PRINTED_H
#define INTEG_EVAL_PRINTED_H

#include "base/names.h"
#include "eval/datum.h"
#include "model/properties.h"
#include "source/diagnostic.h"

/* What is named of a printed table. */
typedef struct Narrow {
    Id document;
    NameId name;             /* of the table */
    const Subject *subjects; /* areas and projects, sorted */
    uint32_t subject_count;
    Time time;        /* TIME_ABSENT: none is named */
    Id money, source; /* 0: none is named */
    Slice heading;    /* of a computed column; empty: none is named */
    const Expr *where;
    SourceId file; /* of `where` */
} Narrow;

/* Whether anything is named but the table. */
bool narrow_names(const Narrow *narrow);

typedef struct PrintedCell {
    Id table, group;         /* the block, and the innermost `area` block in it; 0 */
    const Subject *subjects; /* what it is of, sorted; none: the whole */
    uint32_t subject_count;
    bool row;         /* it stands in a row, not in a total */
    Id area;          /* of a row */
    Time time;        /* of its column */
    Id money, source; /* of its column, or its row; 0 */
    const Expr *where;
    SourceId file;
    Datum value;  /* as printed; unknown where it is `?` or could not be read */
    uint8_t type; /* of a computed column: TypeKind; else 0 */
    Place place;
    uint32_t claim, fact; /* its number + 1 where it is one */
} PrintedCell;

typedef VEC(PrintedCell) PrintedCells;
typedef VEC(Subject) SubjectVec;

/* The first block of the document's printed table of that name; 0: it has none. */
Id printed_first(const Model *model, Id document, NameId name);
/* Whether the document has a printed table of that name. */
bool printed_is_table(const Model *model, Id document, NameId name);
/* Whether it is the first block of its name in its document. */
bool printed_is_first(const Model *model, Id table);
/* Its cells that have all that is named, appended in print order: totals, and where a
 * project is named also rows. exactly: only those of just the areas and projects named
 * (none: of the whole), with just that filter. */
void printed_cells(const Model *model, const Narrow *narrow, bool exactly,
                   PrintedCells *out);
/* Whether a block of it has a computed column with that heading. */
bool printed_is_heading(const Model *model, Id document, NameId name, Slice heading);
/* The headings of its computed columns, appended. */
void printed_headings(const Model *model, Id document, NameId name, PropertyNames *out);
/* All that can be named of it, sorted by kind and id: areas, projects, kinds of money and
 * sources. */
void printed_things(const Model *model, Id document, NameId name, SubjectVec *out);

bool printed_same_time(Time one, Time other);
/* The filter without spaces that mean nothing; empty where there is none. */
Slice printed_filter(const Model *model, const Expr *where, SourceId file);
/* A total printed at the head and the foot of one group is one total. */
bool printed_repeated(const Model *model, const PrintedCell *one,
                      const PrintedCell *other);
int printed_by_subject(const void *left, const void *right);

/* ---- printed_computed.c: of one block ---- */

bool printed_has_heading(const Model *model, Id table, Slice heading);
/* The cells of that computed column, appended. */
void printed_computed(const Model *model, Id table, Slice heading, PrintedCells *out);

#endif
