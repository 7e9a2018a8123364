/* What could stand at the cursor: a list of candidates, for who completes words, and for
 * who shows them. */
#ifndef INTEG_WORKSPACE_COMPLETION_H
#define INTEG_WORKSPACE_COMPLETION_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* The candidates replace what stands from `start` to the cursor. One that ends in "(" or
 * "/" goes on; behind another a space can follow. */
typedef struct Completion {
    Arena *arena; /* of the candidates */
    uint32_t start;
    Slice partial; /* what stands there, in lower case, as candidates are compared */
    VEC(Slice) candidates; /* by bytes, each once */
} Completion;

/* What stands from `start` to the cursor of a text is to be completed. */
void completion_begin(Completion *out, Slice text, uint32_t start, uint32_t cursor);
/* Adds a candidate that goes on with it, in any case of letters. */
void completion_add(Completion *out, Slice candidate);
/* The words of a list. */
void completion_add_split(Completion *out, const char *words, char between);
/* A text as the language writes it in quotes: no raw quote, line break or sign that turns
 * the line comes to the terminal. */
void completion_add_quotable(Completion *out, Slice text);
/* Sorts them, when all are added. */
void completion_end(Completion *out);

/* Where the text in quotes begins that the cursor is in; UINT32_MAX: it is in none. */
uint32_t completion_quoted(Slice text, uint32_t cursor);

#endif
