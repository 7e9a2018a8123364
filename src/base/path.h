/* Paths, as text: nothing is looked up. */
#ifndef INTEG_BASE_PATH_H
#define INTEG_BASE_PATH_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"

/* "a/b" for "a/b/c.integ", "." for "c.integ". */
Slice path_folder_of(Arena *arena, Slice path);
/* folder + "/" + name, "./" and "x/.." folded as text; an absolute name is not
 * put behind the folder. NUL-terminated. */
Slice path_join(Arena *arena, Slice folder, Slice name);
/* Takes the next part off, without its slashes; empty at the end. */
Slice path_next_part(Slice *path);
/* Whether a path is the folder or below it, as text. */
bool path_is_inside(Slice folder, Slice path);
/* Whether a walk of a folder would find what is called so below it, as io_walk does:
 * nothing in it is hidden, and it ends as is asked for. */
bool path_is_walked(Slice below, Slice ending);

#endif
