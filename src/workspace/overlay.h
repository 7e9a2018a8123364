/* Files with texts laid over them: what an editor holds open, what fixes have made of
 * files, what files held before a change. A file may be hidden too, and a text may stand
 * where there is no file. All that is not laid over is read where it is. */
#ifndef INTEG_WORKSPACE_OVERLAY_H
#define INTEG_WORKSPACE_OVERLAY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "workspace/files.h"

typedef struct Overlay Overlay;

/* `under` is borrowed; `current` is the real path that relative ones start from. */
Overlay *overlay_new(Arena *arena, const Files *under, Slice current);
/* Lays a text over the file with that real path ("-" is standard input), in place of what
 * was laid there before. The path is copied, the text is not. Gives the path's number:
 * dense from 1, and for ever the same. */
uint32_t overlay_put(Overlay *overlay, Slice real, Slice text);
/* As if the file were not there. */
void overlay_hide(Overlay *overlay, Slice real);
/* The file is what it is below again. */
void overlay_lift(Overlay *overlay, Slice real);

/* Borrows the overlay: what is put there later shows. Stamps change with the texts; there
 * are none where the files below have none. */
Files overlay_files(Overlay *overlay);

#endif
