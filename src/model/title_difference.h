/* In what two titles differ that look alike. */
#ifndef INTEG_MODEL_TITLE_DIFFERENCE_H
#define INTEG_MODEL_TITLE_DIFFERENCE_H

#include "base/arena.h"
#include "base/str.h"

/* "one has a space at its end"; empty where they differ in more than spaces, the mark of
 * a footnote or what cannot be seen. */
Slice title_difference(Arena *arena, Slice one, Slice other);
/* A title without the mark of a footnote at its end: `Ponds` of `Ponds 1)`. */
Slice title_without_mark(Slice title);

#endif
