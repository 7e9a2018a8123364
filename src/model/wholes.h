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
/* The project itself, or the nearest that its money is part of, that states money at that
 * time; 0: none does. Ways from one project to another are those of the line's document
 * and kind of money. */
Id wholes_find(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
               const Line *line, Time time);
/* Whether there is one at the entry's time. */
bool wholes_cover(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
                  uint32_t fact);

#endif
