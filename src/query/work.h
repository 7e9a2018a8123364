/* One run of a bound query, for its answer, its trace and its plan: rows to groups to a
 * builder. Private to query/. */
#ifndef INTEG_QUERY_WORK_H
#define INTEG_QUERY_WORK_H

#include "base/vec.h"
#include "query/builder.h"
#include "query/groups.h"
#include "query/pivot.h"
#include "query/run.h"

/* One run, and what tracing needs of it afterwards. */
typedef struct QueryWork {
    const QueryRun *run;
    const BoundQuery *query;
    Rows rows;
    Groups groups;
    ResultBuilder builder;
    Pivot wide;
    const uint32_t *order; /* rows of the builder */
    uint32_t count, all;
    VEC(Slice) remarks;
} QueryWork;

#define WORK_REMARK(work, ...)                                                           \
    (*VEC_PUSH((work)->run->arena, &(work)->remarks) =                                   \
         arena_format((work)->run->arena, __VA_ARGS__))

void work_begin(QueryWork *work, const QueryRun *run, const BoundQuery *query);
/* Reads the rows into the builder; false where that failed on the figures, which was
 * reported. */
bool work_read(QueryWork *work);
/* Whether rows were left unread: how many there are is not known then. */
bool work_stopped_early(const QueryWork *work);
/* Adds what a reader of the answer has to know. In remarks.c. */
void work_remark(QueryWork *work);

#endif
