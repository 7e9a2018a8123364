/* Which statements other documents make too: of the same thing or of its parts, at times
 * that overlap, and of one source and kind of money as far as both name these. Private to
 * query/. */
#ifndef INTEG_QUERY_RESTATED_H
#define INTEG_QUERY_RESTATED_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "model/model.h"

typedef struct Statement {
    uint32_t figure, group; /* only those where both are equal, and the sort, are alike */
    int32_t sort[3];
    uint32_t number, end;       /* the thing's, as Nesting.in and Nesting.end */
    Id document, source, money; /* source, money: 0 may mean any */
    int32_t from, to;           /* years, or months: 202402; 0: no time */
    Id least,
        most; /* found: of the documents that state it too; least 0: there is none */
} Statement;

/* Takes n log n, at any depth, with each year of a span as a statement. */
void restated_find(Arena *arena, Statement *statements, uint32_t count);

/* Whether another document states it too, and whether it is the first that does. */
bool restated_first(const Statement *statement);

#endif
