/* Another program, run without a shell. */
#ifndef INTEG_CLI_CHILD_H
#define INTEG_CLI_CHILD_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"

typedef struct Child {
    const char *program;      /* a path, or a name that is looked for */
    const char *const *words; /* its arguments, the first its own name; NULL ends them */
    const char *const *variables; /* its environment; NULL: this program's */
    const Slice *input;           /* what it reads; NULL: what this program would read, or
                                     nothing where it is silent */
    bool silent;                  /* what it says of errors is dropped */
} Child;

/* Runs it, and gives all that it prints, in the arena, and its exit status. False where
 * it could not be run or read. The input is written before anything is read: it has to
 * read that first. */
bool child_run(Arena *arena, const Child *child, Slice *out, int *status);

#endif
