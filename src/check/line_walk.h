/* The lines of a claim's scope one after another; of a filter that wants one thing
 * (`source = x`), only the lines of that thing. */
#ifndef INTEG_CHECK_LINE_WALK_H
#define INTEG_CHECK_LINE_WALK_H

#include <stdbool.h>
#include <stdint.h>
#include "base/budget.h"
#include "base/by_key.h"
#include "check/filters.h"
#include "check/line_order.h"
#include "model/model.h"

enum { LINE_WANTED = 4 /* kinds of things by which lines are found */ };

typedef struct LineIndex {
    const Model *model;
    Arena *arena;
    const uint32_t *by_area; /* all lines by area */
    /* By thing's id, of by_area and of all lines: as numbers into that list. Empty until
     * needed. */
    ByKey in_areas[LINE_WANTED], in_tables[LINE_WANTED];
} LineIndex;

/* Lines of a scope one after another. */
typedef struct LineWalk {
    LineSpan scope;
    const uint32_t *items; /* numbers into all lines of the order; NULL: every line */
    uint32_t at, end;
} LineWalk;

LineWalk line_walk_all(LineSpan scope);
/* The lines of a scope that both filters can pass: those of the thing that one wants. The
 * scope is of a table, or of lines by area. */
LineWalk line_walk_wanted(LineIndex *by, const Filter filters[2], LineSpan scope);
/* The line that comes next; there is one. */
static inline uint32_t line_walk_at(const LineWalk *walk) {
    const LineSpan *scope = &walk->scope;
    uint32_t at = walk->items != NULL ? walk->items[walk->at] : walk->at;
    if (scope->lines != NULL)
        return scope->lines[at];
    return walk->items != NULL ? at : scope->first + at;
}
/* False at the end, or where the budget is spent: each line takes a step. */
bool line_walk_next(LineWalk *walk, Budget *budget, uint32_t *line);

#endif
