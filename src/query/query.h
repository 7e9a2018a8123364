/* Running a bound query: rows are read in batches, chosen, grouped, added up, ordered. */
#ifndef INTEG_QUERY_QUERY_H
#define INTEG_QUERY_QUERY_H

#include <stdbool.h>
#include <stdint.h>
#include "eval/bind_select.h"
#include "query/result.h"
#include "query/run.h"

/* NULL where it failed on the figures; it was reported. */
const Result *query_run(const QueryRun *run, const BoundQuery *query);

/* The rows behind a cell of the result, in the order of the files: facts, or what
 * BoundQuery.table counts. A cell of the total row or column has those of all its
 * groups. For a result without groups: the row's own. Runs the query again. */
RowList query_trace(const QueryRun *run, const BoundQuery *query, uint32_t row,
                    uint32_t column);

/* A row that was read, in the number of query_trace, and a cell that it is in. */
typedef struct CellRow {
    uint32_t number, row, column;
} CellRow;

typedef struct CellRows {
    const CellRow *at;
    uint32_t count;
} CellRows;

/* All rows behind the columns that `pivot by` made, but for its total, in the order of
 * the files; one that stands in several groups comes with each. Runs the query again. */
CellRows query_cells(const QueryRun *run, const BoundQuery *query);

/* What would be done, a line each: table, documents, filter, groups (dense or hashed),
 * aggregates, order, and the rows of the table. */
const Slice *query_plan(const QueryRun *run, const BoundQuery *query, uint32_t *count);

#endif
