/* Lines (rows and funding statements) in an order in which all that stands below an area
 * or project, in one document, is one range. */
#ifndef INTEG_CHECK_LINE_ORDER_H
#define INTEG_CHECK_LINE_ORDER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "model/model.h"
#include "model/nesting.h"

/* Lines by document, then by number; `number` runs along with `lines`. */
typedef struct LineOrder {
    uint32_t *lines, *number;
    uint32_t *document; /* by document, and one more: where its lines start */
} LineOrder;

/* Lines that a claim is over: a list, or consecutive ones. */
typedef struct LineSpan {
    const uint32_t *lines; /* NULL: first, first + 1, … */
    uint32_t first, count;
} LineSpan;

uint32_t line_range_at(const LineSpan *scope, uint32_t i);

typedef enum LineThing { LINE_AREA, LINE_PROJECT, LINE_WITHIN } LineThing;

/* All lines by that thing; by LINE_WITHIN only those that have one. */
LineOrder line_order_lines(const Model *model, Arena *arena, const Nesting *nesting,
                           LineThing by);
/* The lines of a document with numbers low <= n < high. */
LineSpan line_order_between(const LineOrder *order, Id document, uint32_t low,
                            uint32_t high);

#endif
