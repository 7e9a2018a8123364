/* Asking git, as a program of its own and without a shell. */
#ifndef INTEG_CLI_GIT_H
#define INTEG_CLI_GIT_H

#include <stddef.h>
#include "base/arena.h"
#include "base/str.h"

typedef enum GitResult {
    GIT_DONE,
    GIT_REFUSED, /* it ended with another status than 0 */
    GIT_MISSING  /* it could not be run, or what it printed not be read */
} GitResult;

/* Runs `git` in the folder (NULL: the current one) with these arguments, NULL at the end,
 * and gives all that it prints, in the arena. What it says of errors is dropped. Nothing
 * that the repository's configuration names is run, but for filters of contents (see
 * git_filters), nothing is fetched, and nothing is changed, not even git's own index.
 * `more` are further settings as "name=value", NULL at the end, or NULL. */
GitResult git_run(Arena *arena, const char *folder, const char *const *more,
                  const char *const *arguments, Slice *out);
/* The same, where the answer is one line: without its end. */
GitResult git_line(Arena *arena, const char *folder, const char *const *more,
                   const char *const *arguments, Slice *out);
/* The top of the work tree around a folder (NULL: the current one), as git has it. */
GitResult git_top(Arena *arena, const char *folder, Slice *top);
/* The commit of that name, in full. GIT_REFUSED where it is none, nor what begins with -,
 * which would be an option. */
GitResult git_commit(Arena *arena, const char *folder, const char *const *more,
                     const char *name, Slice *commit);
/* The settings that switch off all filters of contents that the configuration in the
 * folder names, NULL at the end, in the arena. GIT_REFUSED where one of them cannot be
 * switched off. */
GitResult git_filters(Arena *arena, const char *folder, const char *const **out);

#endif
