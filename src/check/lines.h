/* What the families share of lines and entries: whose money an entry is, its time, and
 * the lines of each project. */
#ifndef INTEG_CHECK_LINES_H
#define INTEG_CHECK_LINES_H

#include <stdbool.h>
#include <stdint.h>
#include "check/scope.h"

/* The first and last year of an entry, or its month: 202402. False where none is stated.
 */
bool lines_times(const Model *model, uint32_t fact, int32_t *from, int32_t *to);

/* The source and the kind of money of an entry: its column's, where the table's head
 * names them, else its line's. */
typedef struct Origin {
    Id source, money;
} Origin;

Origin lines_origin(const Model *model, const Line *line, uint8_t column);
/* A figure of a file as it is printed. */
Slice lines_printed(const Model *model, SourceId file, Figure figure);

/* The lines of one project in one document. */
typedef struct ProjectLines {
    Id document;
    const uint32_t *lines;
    uint32_t count;
} ProjectLines;

/* Zero it and set `scopes` and `documents` (how many there are) to begin. */
typedef struct ProjectLineWalk {
    const Scopes *scopes;
    uint32_t documents;
    uint32_t at, document;
} ProjectLineWalk;

/* The next project that has lines; false at the end. Lines of no project are left out. */
bool lines_next(ProjectLineWalk *walk, const Model *model, ProjectLines *out);

#endif
