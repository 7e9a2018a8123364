/* What a story of given operations is worth. */
#ifndef INTEG_EXPLAIN_SCORE_H
#define INTEG_EXPLAIN_SCORE_H

#include "explain/stories.h"

/* Fills in what a story of given operations (and comparison) mends, and its rank. False
 * where it breaks what holds, does not mend `equation`, or one of its operations does
 * nothing. */
bool score_story(Search *search, Story *story, uint32_t equation);

#endif
