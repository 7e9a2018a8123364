/* The search for stories that mend violated equations and break none that holds. */
#ifndef INTEG_EXPLAIN_SEARCH_H
#define INTEG_EXPLAIN_SEARCH_H

#include "explain/stories.h"

/* Finds the stories of the equations of one component, `equations[0..count)`. */
void search_component(Search *search, const uint32_t *equations, uint32_t count);

#endif
