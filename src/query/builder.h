/* A result while it is made: rows of cells with the keys of their order. Private to
 * query/. */
#ifndef INTEG_QUERY_BUILDER_H
#define INTEG_QUERY_BUILDER_H

#include "query/result.h"
#include "query/rows.h"
#include "eval/value.h"

/* Of a column that is not made by `pivot by`, and of the total column. */
#define NO_PIVOT UINT32_MAX
#define PIVOT_TOTAL (UINT32_MAX - 1)

/* Where a column comes from. */
typedef struct BuilderColumn {
    uint32_t item;
    uint32_t pivot; /* the number of its value, NO_PIVOT or PIVOT_TOTAL */
} BuilderColumn;

typedef struct ResultBuilder {
    Arena *arena;
    const BoundQuery *query;
    Rows *rows;
    ResultColumn *columns;
    BuilderColumn *from; /* by column */
    uint32_t column_count;
    VEC(Datum) cells;
    VEC(Datum) keys;      /* by row, one for each order */
    VEC(uint32_t) origin; /* by row: what trace.c knows it by */
    Datum *totals;        /* the total row; NULL: none */
    bool rounded;         /* a quotient or mean was */
    uint8_t ordered[2];   /* two currencies whose amounts one order puts in a row; or 0 */
    bool *quotient;       /* by item: it is one */
    Datum last;           /* the thing whose title was looked for last, */
    Id last_document;     /* and whose title for it that is */
} ResultBuilder;

void builder_begin(ResultBuilder *builder, Arena *arena, const BoundQuery *query,
                   Rows *rows);
/* A value as it stands in a cell: things with their titles, quotients rounded, in the
 * builder's arena. `document` is whose titles count. */
Datum builder_value(ResultBuilder *builder, uint32_t item, const Datum *datum,
                    Id document);
/* The same of a value that is no item's. */
Datum builder_plain(ResultBuilder *builder, const Datum *datum, Id document);
/* The key of an order, of which `step` gave the value: without a figure it is missing. */
Datum builder_order_key(ResultBuilder *builder, const Step *step, const Datum *value,
                        Id document);
/* Makes room for so many rows and the total row. */
void builder_reserve(ResultBuilder *builder, uint32_t rows);
/* A row whose cells and keys have been pushed is complete. */
void builder_row(ResultBuilder *builder, uint32_t origin);
uint32_t builder_row_count(const ResultBuilder *builder);
/* The rows that stay, in their order: after `distinct`, `order by`, `limit`. Numbers of
 * rows; *all is how many there are without `limit`. */
const uint32_t *builder_order(ResultBuilder *builder, uint32_t *count, uint32_t *all);

#endif
