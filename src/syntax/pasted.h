/* Tables that were pasted: figures, times and units as other programs print them. The
 * parser looks for them where it could not read a file. Private to syntax/. */
#ifndef INTEG_SYNTAX_PASTED_H
#define INTEG_SYNTAX_PASTED_H

#include <stdbool.h>
#include "base/arena.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/tree.h"

/* Whether a file has no control characters: a text put right marks with some of them what
 * it has read, and a file's own would be taken for such a mark. */
bool pasted_can_mark(Slice text);

/* Text whose bytes stand where they did, with that written as the language has it, and a
 * finding for each kind; `text` itself where there is nothing of the kind. `tree` is what
 * was read of it. */
Slice pasted_times(Arena *arena, Findings *findings, const Source *source, Slice text);
Slice pasted_units(Arena *arena, Findings *findings, const Source *source, Slice text);
Slice pasted_figures(Arena *arena, Findings *findings, const Source *source, Slice text,
                     const Tree *tree);

#endif
