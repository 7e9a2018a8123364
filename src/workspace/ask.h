/* Asking a workspace: a query's text or name in, a result table out, with all that is to
 * be said about it. An answer has an arena of its own, so that a prompt can ask for ever;
 * the workspace must outlive it. */
#ifndef INTEG_WORKSPACE_ASK_H
#define INTEG_WORKSPACE_ASK_H

#include <stdbool.h>
#include "base/stop.h"
#include "query/query.h"
#include "workspace/workspace.h"

typedef struct Ask {
    Slice text;             /* of the query; must outlive the answer */
    Slice path;             /* what its findings call it: "query", or a file's path */
    const QueryInfo *named; /* instead of `text`: a `query` declared in the files */
    const QueryParam *params;
    uint32_t param_count;
    bool is_shown; /* amounts are shown in 10^shown, and not in what most lines are in */
    int8_t shown;
    Stop stop;
} Ask;

/* What the files lack, a sentence each: "2 places in the files could not be read, …",
 * "one name in the files is not known, …", "one statement in the files cannot hold, …".
 * None where all was read and resolved. */
typedef struct LeftOut {
    Slice lines[3];
    uint32_t count;
} LeftOut;

LeftOut workspace_left_out(const Workspace *workspace, Arena *arena);

typedef struct Answer {
    Arena *arena;
    Sources sources;      /* those of the workspace and the query's text */
    Findings findings;    /* of the query: empty where it ran; sorted */
    const Result *result; /* NULL: it could not be run, or was `explain select` */
    const Slice *plan;    /* of `explain select`, a line each */
    uint32_t plan_count;
    LeftOut left_out;
} Answer;

/* "2 stated totals over these figures are off"; length 0 where none is. In the arena. */
Slice answer_off_text(const Answer *answer, Arena *arena);

/* Never NULL; answer_drop frees it. */
Answer *workspace_ask(const Workspace *workspace, const Ask *ask);
void answer_drop(Answer *answer);
/* The rows behind a cell: see query_trace. Good until the answer is dropped. */
RowList answer_trace(Answer *answer, uint32_t row, uint32_t column);
/* The rows behind all cells: see query_cells. */
CellRows answer_cells(const Answer *answer);

/* A query that the files declare; NULL where none has the name. Where several documents
 * declare it, the first in the order of the files; *count, which may be NULL, is how
 * many do. */
const QueryInfo *workspace_query(const Workspace *workspace, Slice name, uint32_t *count);
/* The nearest name to one that there is not; length 0: none is near. */
Slice workspace_nearest_query(const Workspace *workspace, Slice name);

#endif
