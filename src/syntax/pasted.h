/* Tables that were pasted: figures and units as other programs print them. The parser
 * looks for them where it could not read a file. Private to syntax/. */
#ifndef INTEG_SYNTAX_PASTED_H
#define INTEG_SYNTAX_PASTED_H

#include "base/arena.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/tree.h"

/* Text whose bytes stand where they did, with that written as the language has it, and a
 * finding for each kind; `text` itself where there is nothing of the kind. `tree` is what
 * was read of it. */
Slice pasted_units(Arena *arena, Findings *findings, const Source *source, Slice text);
Slice pasted_figures(Arena *arena, Findings *findings, const Source *source, Slice text,
                     const Tree *tree);

/* How many columns a table has; 0: that depends on its years. */
uint32_t pasted_columns(const Table *table);

#endif
