/* Asking git, as a program of its own and without a shell. */
#ifndef INTEG_CLI_GIT_H
#define INTEG_CLI_GIT_H

#include <stddef.h>
#include "base/arena.h"
#include "base/str.h"

typedef enum GitResult {
    GIT_DONE,
    GIT_REFUSED, /* it ended with another status than 0 */
    GIT_MISSING  /* it could not be run */
} GitResult;

/* Runs `git` in the folder (NULL: the current one) with these arguments, NULL at the end,
 * and gives all that it prints, in the arena. What it says of errors is dropped. */
GitResult git_run(Arena *arena, const char *folder, const char *const *arguments,
                  Slice *out);

#endif
