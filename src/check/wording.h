/* The explainer's sentences. Each reads after "fits: ", "likely: " or "follows: ", is
 * lower case, names what it speaks of in quotes and gives the amounts. Text lives in the
 * arena that is handed in. */
#ifndef INTEG_CHECK_WORDING_H
#define INTEG_CHECK_WORDING_H

#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "check/search.h"

/* What a story says of one of the equations that it mends. `off` is how many there are
 * in the component. */
Explanation wording_story(Arena *arena, Search *search, const Story *story,
                          uint32_t equation, MendHow how, uint32_t off);
/* It agrees with another base: `base` of its bases, exactly or but for rounding. */
Explanation wording_follows(Arena *arena, const Board *board, uint32_t equation,
                            uint32_t base);
/* Nothing fits. */
Explanation wording_none(Arena *arena, const Search *search, uint32_t equation);
/* Rows that are missing would explain the equations, whatever they miss by. */
Explanation wording_missing(Arena *arena, const Board *board, const uint32_t *equations,
                            uint32_t count);
/* The same figures make another total in the column of `other`. */
Explanation wording_same(Arena *arena, const Board *board, uint32_t equation,
                         uint32_t other);

#endif
