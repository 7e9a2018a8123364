/* Who states money that others' money may be part of, and when: whether a project, or one
 * that it stands in or is `within`, states money at the time of an entry. A span states
 * each of its years, a month itself and a part of its year; an entry without a year is
 * part of what is stated at any time. A `?` states no amount. What is a version of an
 * amount is part of that version alone, and of money that is no version. */
#ifndef INTEG_MODEL_WHOLES_H
#define INTEG_MODEL_WHOLES_H

#include "model/nesting.h"

typedef struct Wholes {
    const Model *model;
    const Nesting *projects;
    Nearest nearest;
} Wholes;

/* An entry, of its line's project, among those of an owner (a document, say) that state
 * money. wholes_settle follows, and nearest_clear begins again. */
void wholes_add(Wholes *wholes, Arena *arena, uint32_t owner, uint32_t kind,
                uint32_t fact);
void wholes_settle(Wholes *wholes, Arena *arena);
/* What an entry is part of beyond its row and those around it: the nearest that states
 * money at the time; 0: none does. */
Id wholes_beyond(const Wholes *wholes, uint32_t owner, uint32_t kind, uint32_t fact,
                 Time time);
/* The same at its own time: whether there is one. */
bool wholes_cover(const Wholes *wholes, uint32_t owner, uint32_t kind, uint32_t fact);
/* The line, + 1, of the nearest row around the entry's, or around the row of that line,
 * that says in the entry's column what it has: an amount, or with a `-` nothing. 0: none
 * does. */
uint32_t wholes_row(const Model *model, uint32_t fact);
uint32_t wholes_row_above(const Model *model, uint32_t line, uint32_t fact);
/* What that row says in the entry's column. */
Figure wholes_row_cell(const Model *model, uint32_t line, uint32_t fact);

#endif
