/* What could stand at the cursor. */
#ifndef INTEG_REPL_COMPLETION_H
#define INTEG_REPL_COMPLETION_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* The candidates replace what stands from `start` to the cursor. One that ends in "(" or
 * "/" goes on; behind another a space can follow. */
typedef struct Completion {
    Arena *arena; /* of the candidates */
    uint32_t start;
    VEC(Slice) candidates; /* by bytes, each once */
} Completion;

/* Where the text in quotes begins that the cursor is in; UINT32_MAX: it is in none. */
uint32_t completion_quoted(Slice text, uint32_t cursor);

#endif
