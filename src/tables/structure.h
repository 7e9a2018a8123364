/* What the parts of structure.c share: a table's rows as they are put one in the other.
 */
#ifndef INTEG_TABLES_STRUCTURE_H
#define INTEG_TABLES_STRUCTURE_H

#include "tables/reading.h"

typedef struct Builder {
    ImportReading *r;
    ReadNode *group;      /* the innermost open one */
    ReadNode *entry;      /* the last, for parts; NULL behind a total */
    uint32_t last;        /* index of the last row with a total, plus 1 */
    uint32_t last_entry;  /* index of the last row that is an entry or a group's title */
    bool closed_by_total; /* some group was */
    bool has_empty;
    uint32_t totals, exact; /* of those over rows: how many hold exactly */
} Builder;

/* How a row's figures fit sums. */
typedef enum Fit { FIT_NOT, FIT_NOTHING, FIT_ROUNDED, FIT_EXACT } Fit;

ReadNode *structure_node(ImportReading *r, ReadNodeKind kind, ReadRow *row);
void structure_append(ReadNode *to, ReadNode *node);
ReadNode *structure_root(const Builder *b);
/* Opens a group in the innermost one; false where that is too deep, which was told. */
bool structure_open(Builder *b, ReadRow *row, Slice title);
bool structure_same_title(Arena *arena, Slice a, Slice b);

/* Adds a row to a group's sums; false on overflow, which was told. */
bool sums_add(Builder *b, ReadNode *node, const ReadRow *row);
/* How a row's figures fit the sums of so many entries. */
Fit sums_fit(const ImportReading *r, const ReadRow *row, const Decimal *sums,
             const bool *open, uint32_t entries);
/* Whether the sums hold exactly in each column of a year that has an empty cell. */
bool sums_hold_empty(const ImportReading *r, const ReadRow *row, const ReadNode *group);
/* How many of a row's figures are the sums of a group, and of how many that tell. */
uint32_t sums_count(const ImportReading *r, const ReadRow *row, const ReadNode *group,
                    uint32_t *cells);
/* Whether two of a row's figures differ, or one is long: what a chance sum hardly is. */
bool sums_tell(const ImportReading *r, const ReadRow *row);

/* Puts a total where it belongs; false where that cannot be told, which was told. */
bool totals_add(Builder *b, ReadRow *row);
/* Turns rows that are called totals, "Total renewal of paths", into entries where a later
 * total counts them; false where nothing tells, which was told. */
bool heads_called(Builder *b);
/* Turns entries that are the titles of groups, with their totals, into these. */
bool heads_find(Builder *b);

#endif
