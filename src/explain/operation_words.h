/* One slip in words. Texts live in the arena that is handed in. */
#ifndef INTEG_EXPLAIN_OPERATION_WORDS_H
#define INTEG_EXPLAIN_OPERATION_WORDS_H

#include <stdint.h>
#include "base/arena.h"
#include "explain/operations.h"

/* What it says of the total of an equation: a clause. */
Slice operation_words(Arena *arena, Layout *layout, const Operation *operation,
                      uint32_t equation);
/* What it is about: a total that is printed, or a figure that a sentence claims. */
const char *operation_words_subject(const Layout *layout, uint32_t equation);
/* "Stier" (0.9), or "2021" (0.9) where columns are counted, or "Stier" in 2021 (0.9)
 * where a single figure of several is meant. */
Slice operation_words_item(Arena *arena, Layout *layout, const Operation *operation,
                           uint32_t equation);
/* The figure of OPERATION_SCOPE in the column of the total. */
uint32_t operation_words_scope(const Layout *layout, const Operation *operation,
                               uint32_t equation);
/* A column in words: "2021", "all years". */
Slice operation_words_when(const Cell *cell);
/* An amount with the digits that a cell prints. */
Slice operation_words_amount(Arena *arena, const Layout *layout, Amount amount,
                             uint32_t like);

#endif
