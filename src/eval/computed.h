/* Columns that only the checks can fill, handed in by whoever runs a query: eval/ lies
 * below the checks and cannot ask them. query/tables.c makes one. */
#ifndef INTEG_EVAL_COMPUTED_H
#define INTEG_EVAL_COMPUTED_H

#include "eval/columns.h"
#include "eval/datum.h"

typedef struct Computed Computed;
struct Computed {
    /* How many rows `claims` or `findings` has. */
    uint32_t (*rows)(const Computed *computed, TableId table);
    /* A KNOWN_COMPUTED column of row `index` of claims, findings, effects or indicators
     * (of an effect: an index into Model.effects; of a target: into Model.measures).
     * Missing is DATUM_NULL, never DATUM_UNKNOWN. What it points to lives as long as
     * the model. */
    Datum (*column)(const Computed *computed, ColumnId column, uint32_t index);
    /* A KNOWN_COMPUTED field of a project, as the documents that are asked know it
     * together. May be a DATUM_LIST (a project's effects). */
    Datum (*field)(const Computed *computed, ColumnId column, Id project);
    /* The baseline or result that a target is held against, as the documents that are
     * asked know it together: index + 1 into Model.measures; 0: none. `target` is an
     * index into it. */
    uint32_t (*measure)(const Computed *computed, uint32_t target, MeasureKind kind);
    /* The document that a row of claims or findings belongs to; 0: none. */
    Id (*document)(const Computed *computed, TableId table, uint32_t index);
    void *context;
};

#endif
