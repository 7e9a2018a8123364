/* What could stand at the cursor of a text that is being typed at the prompt: words of
 * the language as the parser expects them, and the names in scope. */
#ifndef INTEG_REPL_COMPLETE_H
#define INTEG_REPL_COMPLETE_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "workspace/workspace.h"

/* The candidates replace what stands from `start` to the cursor. One that ends in "(" or
 * "/" goes on; behind another a space can follow. */
typedef struct Completion {
    Arena *arena; /* of the candidates */
    uint32_t start;
    VEC(Slice) candidates; /* by bytes, each once */
} Completion;

/* Where the text in quotes begins that the cursor is in; UINT32_MAX: it is in none. */
uint32_t complete_quoted(Slice text, uint32_t cursor);

/* `text` is a statement so far, or a command that begins with "."; `out` is empty but for
 * its arena. */
void complete_text(const Workspace *workspace, Slice text, uint32_t cursor,
                   Completion *out);

#endif
