/* How sure a story is: counted, not felt. A difference that any story as cheap could
 * have explained, whatever it was, is no evidence for the one that does. */
#ifndef INTEG_EXPLAIN_STRENGTH_H
#define INTEG_EXPLAIN_STRENGTH_H

#include <stdbool.h>
#include <stdint.h>
#include "explain/stories.h"
#include "source/diagnostic.h"

/* The differences that an equation could have had as well: low, low + step, … high,
 * without those that rounding explains. */
typedef struct Window {
    Amount low, high, step;
    Amount count;
} Window;

Window strength_window(const LayoutSum *sum);
/* Whether `chances` stories (counted over the window) would be at most 2.5 % of what
 * could have been: of the window of the first equation that the story mends, times those
 * of the others that miss by other amounts. */
bool strength_few(const Search *search, const Story *story, Amount chances);
/* Of a story that stands on the equation's candidates. */
Strength strength_of(Search *search, const Story *story, uint32_t equation);

#endif
