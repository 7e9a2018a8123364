/* Entries that a claim does not count, since their project is part of another whose money
 * it counts. */
#ifndef INTEG_CHECK_LEFT_OUT_H
#define INTEG_CHECK_LEFT_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "check/line_facts.h"
#include "check/line_order.h"
#include "model/model.h"
#include "model/wholes.h"

typedef VEC(uint32_t) FoundFacts;

typedef struct PartsLeftOut {
    const Model *model;
    Arena *arena;
    const Nesting *projects;
    const LineFacts *facts;
    Wholes of_projects; /* of the projects asked for last */
    uint32_t *rows;     /* by line: the asking that added it last; NULL until needed */
    uint32_t asking;
    Wholes *printed; /* of printed tables; NULL until needed */
} PartsLeftOut;

/* A part in a table is left out of the table's totals where its whole stands in the same
 * table: else nothing would count what its rows print. */
bool left_out_of_table(PartsLeftOut *left, const Claim *claim, uint32_t fact);
/* Projects that a claim counts: first what they state, by their lines and those of their
 * parts, one after another; there are wholes among them. */
void left_out_begin(PartsLeftOut *left);
void left_out_add(PartsLeftOut *left, const Claim *claim, LineSpan own);
/* Then, of the entries found from `from` on, moves to `out` those whose whole states
 * money at that time. A `?` states no amount. */
void left_out_of_projects(PartsLeftOut *left, FoundFacts *found, uint32_t from,
                          FoundFacts *out);
/* Takes from `out` those whose whole is among the entries found. */
void left_out_elsewhere(PartsLeftOut *left, const FoundFacts *found, FoundFacts *out);

#endif
