/* Where braces and quotes are missing. Private to syntax/. */
#ifndef INTEG_SYNTAX_BRACES_H
#define INTEG_SYNTAX_BRACES_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/source.h"

typedef VEC(uint32_t) OffsetVec;

/* Where the text ends that begins at `start` and is not closed on its line, which ends at
 * `end`: before braces that are probably a block's, as in `area a "Green {`. */
uint32_t braces_open_text_end(Slice text, uint32_t start, uint32_t end);
/* Where a `}` is missing: offsets, ascending, at which putting one in closes the block
 * that was left open; none where the braces are balanced. `openers` gets, for each, the
 * offset of its `{`. */
void braces_missing(Arena *arena, const Source *source, OffsetVec *closes,
                    OffsetVec *openers);
/* The other way: where a `{` is missing, for `}` that close nothing. `closers` gets, for
 * each, the offset of its `}`. */
void braces_unopened(Arena *arena, const Source *source, OffsetVec *opens,
                     OffsetVec *closers);

#endif
