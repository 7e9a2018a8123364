/* What the checks of years and dates share. Private to them. */
#ifndef INTEG_CHECK_DATES_DATES_H
#define INTEG_CHECK_DATES_DATES_H

#include <stdbool.h>
#include <stdint.h>
#include "check/families.h"
#include "check/scope.h"

enum { DATES_LABELS_MOST = 6 };

void dates_repeats(CheckRun *run); /* Y03: duplicates.c */
void dates_gaps(CheckRun *run);    /* Y08: gaps.c */
void dates_copies(CheckRun *run);  /* Y11: copies.c */

/* The first and last year of an entry, or its month: 202402. False where none is stated.
 */
bool dates_times(const Model *model, uint32_t fact, int32_t *from, int32_t *to);

/* The source and the kind of money of an entry: its column's, where the table's head
 * names them, else its line's. */
typedef struct Origin {
    Id source, money;
} Origin;

Origin dates_origin(const Model *model, const Line *line, uint8_t column);
/* A figure of a file as it is printed. */
Slice dates_printed(const Model *model, SourceId file, Figure figure);

/* The lines of one project in one document. */
typedef struct ProjectLines {
    Id document;
    const uint32_t *lines;
    uint32_t count;
} ProjectLines;

/* Zero it and set `members` and `documents` (how many there are) to begin. */
typedef struct ProjectLineWalk {
    const Scopes *members;
    uint32_t documents;
    uint32_t at, document;
} ProjectLineWalk;

/* The next project that has lines; false at the end. Lines of no project are left out. */
bool dates_next(ProjectLineWalk *walk, const Model *model, ProjectLines *out);

/* A table to hash into, which is cleared by counting on: an entry counts only where its
 * stamp is the current one. */
typedef struct EpochSlot {
    uint32_t stamp, value;
} EpochSlot;

typedef struct EpochTable {
    Arena *arena;
    EpochSlot *at;
    uint32_t room, stamp; /* room is a power of two */
} EpochTable;

/* Empties the table, and makes room for that many entries. */
void epoch_table_clear(EpochTable *table, uint32_t count);

/* One step of a hash over numbers. */
static inline uint64_t dates_mix(uint64_t hash, uint32_t value) {
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

#endif
