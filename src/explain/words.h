/* The explainer's sentences. Each reads after "possible: ", "likely: " or "consistent: ",
 * is lower case, names what it speaks of in quotes and gives the amounts. Text lives in
 * the arena that is handed in. */
#ifndef INTEG_EXPLAIN_WORDS_H
#define INTEG_EXPLAIN_WORDS_H

#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "explain/stories.h"

/* What a story says of one of the equations that it mends; where it was told before, of
 * which. `off_in_table` is how many are connected with it, if all are totals of its
 * table; else 0. */
Explanation words_story(Arena *arena, Search *search, const Story *story,
                        uint32_t equation, MendHow how, uint32_t off_in_table);
/* "as for 2019: …": what was told of another equation. */
Slice words_again(Arena *arena, const Layout *layout, uint32_t told, uint32_t equation,
                  Slice message);
/* One of these stories, a typing slip each in an entry of the total, as likely as that in
 * the total itself. */
Explanation words_entries(Arena *arena, Layout *layout, const Story *const *stories,
                          uint32_t count, uint32_t equation);
/* It agrees with other printed figures: `comparison` of its comparisons, exactly or but
 * for rounding. */
Explanation words_follows(Arena *arena, const Layout *layout, uint32_t equation,
                          uint32_t comparison);
/* Rows that are missing would explain the equations, whatever they miss by. */
Explanation words_missing(Arena *arena, const Layout *layout, const uint32_t *equations,
                          uint32_t count);
/* The same figures make another total in the column of `other`. */
Explanation words_same(Arena *arena, const Layout *layout, uint32_t equation,
                       uint32_t other);

#endif
