/* What is said where no story is told: that nothing explains a total, or that too much
 * does, and which figures to compare with the source first. Private to explain/. */
#ifndef INTEG_EXPLAIN_NO_CAUSE_H
#define INTEG_EXPLAIN_NO_CAUSE_H

#include "explain/stories.h"

/* Its text lives in `arena`. */
Explanation no_cause(Arena *arena, const Search *search, uint32_t equation);

#endif
