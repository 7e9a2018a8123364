/* A query, bound: every name resolved, every type checked, every clause held against the
 * others, so that running it (query/) can fail only on the figures themselves. */
#ifndef INTEG_EVAL_BOUND_QUERY_H
#define INTEG_EVAL_BOUND_QUERY_H

#include <stdbool.h>
#include <stdint.h>
#include "eval/bind.h"
#include "eval/computed.h"
#include "eval/units.h"
#include "syntax/tree.h"

/* A value for `$name`, as text: it is read as the figure, date, word or name that the
 * expression around it wants, else it is a text. */
typedef struct QueryParam {
    Slice name, value;
} QueryParam;

/* Where a query stands and what it sees. */
typedef struct QueryContext {
    SourceId file; /* of its text */
    Id document;   /* a query in a file sees this document unless it says `of`; 0: all */
    const Id *documents; /* or these; document_count 0: as `document` says */
    uint32_t document_count;
    /* `amount > 3` means 3 in the unit in force; else a finding asks for one. A query
     * that stands in no file is in that of all lines that it can read, where they have
     * one. */
    bool in_file;
    bool has_unit; /* the file has a unit: */
    int8_t power;
    uint8_t currency;
    bool is_shown; /* amounts are shown in 10^shown, and not in what most lines are in */
    int8_t shown;
    bool names_only; /* parameters may lack a value: only names are checked */
    const QueryParam *params;
    uint32_t param_count;
} QueryContext;

typedef struct BoundItem {
    Slice heading; /* its alias, else its text in the query; NUL-terminated */
    const Step *step;
    Span span;
    uint32_t group; /* the number of the group that it is + 1; 0: none */
} BoundItem;

typedef struct BoundOrder {
    const Step *step;
    Slice
        heading; /* of a column that a pivot makes, as "2022"; length 0: none is meant */
    uint32_t item;  /* the number of the item that it is + 1; 0: none */
    uint32_t group; /* likewise of the group */
    bool descending;
    uint8_t nulls; /* 0 unsaid (nulls last), 1 first, 2 last */
} BoundOrder;

/* Lives in the model's arena. */
typedef struct BoundQuery {
    const Select *select;
    TableId table;
    const Id *documents;     /* whose rows it sees */
    uint32_t document_count; /* 0: all */
    Id document; /* whose statements about things count: of the documents that are named
                    the latest; 0: of all */
    bool distinct;
    bool grouped; /* `group by` or an aggregate: rows are groups */
    bool with_totals;
    BoundItem *items; /* `*` spread out */
    uint32_t item_count;
    const Step *where; /* NULL: all; shortened by bind_fast over entries */
    const Step **groups;
    uint32_t group_count;
    const Step *having; /* NULL */
    const Step *pivot;  /* NULL, else groups[pivot_group] */
    uint32_t pivot_group;
    BoundOrder *orders;
    uint32_t order_count;
    uint64_t limit, offset; /* UINT64_MAX, 0 where unsaid */
    /* Every aggregate of the query, each once: those that are the same have one slot.
     * A STEP_AGGREGATE's `id` is its index here. */
    const Step **aggregates;
    uint32_t aggregate_count;
    LinesUnit unit; /* in which amounts are shown */
    Bound bound;    /* for Cursor.bound */
} BoundQuery;

#endif
