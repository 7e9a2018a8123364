/* Files as they were before a change: those that the change names are given as texts, or
 * were not there; all others are read where they are. */
#ifndef INTEG_WORKSPACE_PAST_H
#define INTEG_WORKSPACE_PAST_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/vec.h"
#include "workspace/workspace.h"

typedef struct PastFile {
    Slice real;   /* its real path, NUL-terminated; "-" is standard input */
    bool existed; /* then it held this: */
    Slice text;
    bool gone; /* it is not there any more */
} PastFile;

typedef struct Past {
    Arena *arena;
    const Files *now;
    Slice current; /* the real path that relative ones start from */
    VEC(PastFile) files;
} Past;

/* Before it is used, and after the last file was added. */
void past_sort(Past *past);
/* Borrows `past`. */
Files past_files(Past *past);

#endif
