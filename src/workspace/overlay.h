/* Files as they were before a change: those that the change names are given as texts, or
 * were not there; all others are read where they are. */
#ifndef INTEG_WORKSPACE_OVERLAY_H
#define INTEG_WORKSPACE_OVERLAY_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/vec.h"
#include "workspace/workspace.h"

typedef struct OverlayFile {
    Slice real;   /* its real path, NUL-terminated; "-" is standard input */
    bool existed; /* then it held this: */
    Slice text;
    bool gone; /* it is not there any more */
} OverlayFile;

typedef struct Overlay {
    Arena *arena;
    const Files *now;
    Slice current; /* the real path that relative ones start from */
    VEC(OverlayFile) files;
} Overlay;

/* Before it is used, and after the last file was added. */
void overlay_sort(Overlay *past);
/* Borrows `past`. */
Files overlay_files(Overlay *past);

#endif
