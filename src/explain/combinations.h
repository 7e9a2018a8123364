/* Stories of several slips: two or three rows of one total, or a row and the total's own
 * slip. */
#ifndef INTEG_EXPLAIN_COMBINATIONS_H
#define INTEG_EXPLAIN_COMBINATIONS_H

#include "explain/stories.h"

void combinations_of_line(Search *search, const TotalLine *line);
void combinations_of(Search *search, uint32_t equation);

#endif
