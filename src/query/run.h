/* What a query is run over. */
#ifndef INTEG_QUERY_RUN_H
#define INTEG_QUERY_RUN_H

#include <stdint.h>
#include "base/arena.h"
#include "base/stop.h"
#include "check/check.h"
#include "eval/bound_query.h"
#include "source/diagnostic.h"

typedef struct QueryRun {
    Arena *arena;       /* gets the result, and what is needed on the way */
    const Model *model; /* its arena too is added to: hand in a copy with `arena` in it */
    const Checked *checked;   /* the claims' verdicts; NULL: Result.off stays empty */
    const Computed *computed; /* NULL: computed columns are missing */
    Findings *findings;       /* gets Q05: two currencies in one sum, a sum too large */
    Stop stop;                /* looked at between batches */
} QueryRun;

/* Rows of a table, by number. */
typedef struct RowList {
    const uint32_t *rows;
    uint32_t count;
} RowList;

#endif
