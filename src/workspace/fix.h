/* The safe fixes of a workspace, made round by round: what a fix lets be read may want
 * one of its own. Nothing is written; the caller is given texts. */
#ifndef INTEG_WORKSPACE_FIX_H
#define INTEG_WORKSPACE_FIX_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "source/diagnostic.h"
#include "workspace/workspace.h"

typedef struct FixedFile {
    Slice path;          /* as loaded, NUL-terminated; "-" is standard input */
    Slice real;          /* links resolved; may be empty */
    Slice before, after; /* all its bytes; with the same number of lines */
    uint32_t places;     /* fixes made in it */
} FixedFile;

typedef struct FixedFiles {
    VEC(FixedFile) files; /* those that were fixed, by path */
    /* As Workspace.unreadable; nothing is fixed then, as a name may be declared in what
     * is missing. */
    UnreadableVec unreadable;
} FixedFiles;

/* Makes the safe fixes of the findings of these codes, in as many rounds as it takes, up
 * to FIX_ROUNDS_MOST. Everything it gives is in the arena. */
enum { FIX_ROUNDS_MOST = 100 };
FixedFiles fix_run(Arena *arena, const Files *files, const Request *request,
                   const bool codes[CODE_COUNT]);

#endif
