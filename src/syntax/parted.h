/* Numbers whose thousands a blank parts: of `101 392 55 000`, the columns of its table
 * say how many numbers it is, and often which. Knows cells, no tables. */
#ifndef INTEG_SYNTAX_PARTED_H
#define INTEG_SYNTAX_PARTED_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "source/source.h"

enum { PARTED_READINGS = 2 };

/* `ways`: how many readings there are; one more than PARTED_READINGS: still more. The
 * first of them are here, the one that parts the cells most evenly before the others: how
 * many cells each of its numbers takes, in the arena. */
typedef struct Parted {
    uint32_t ways;
    uint8_t *sizes[PARTED_READINGS];
} Parted;

/* How the cells at these spans of a text are so many `numbers`, fewer than they are.
 * Where one blank parts thousands and more of them part cells, that is how they are read.
 * Of a very long row only the reading is found in which no number could be longer. */
Parted parted_read(Arena *arena, const char *text, const Span *cells, uint32_t count,
                   uint32_t numbers);
/* Whether a cell can be no number, but go on the one before it: 050 in `1 050`. */
bool parted_goes_on(const char *text, Span before, Span cell);
/* The number that the cells are together: 1_050.5 of `1 050,5`. */
Slice parted_number(Arena *arena, const char *text, const Span *cells, uint32_t count);
/* The numbers of a reading, with a blank between them. */
Slice parted_numbers(Arena *arena, const char *text, const Span *cells,
                     const uint8_t *sizes, uint32_t numbers);

#endif
