/* Files that are texts in memory, as a workspace wants them: nothing is looked up
 * anywhere else. The current folder is the root of them all. */
#ifndef INTEG_LIBRARY_TEXTS_H
#define INTEG_LIBRARY_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include "workspace/files.h"

typedef struct TextFile {
    Slice real; /* "/parks/lakes.integ", NUL-terminated */
    const char *at;
    size_t length;
} TextFile;

typedef struct Texts {
    VEC(TextFile) files; /* by `real`, once they are sorted */
} Texts;

/* Borrows the bytes; before texts_sort. */
void texts_add(Arena *arena, Texts *texts, Slice path, const char *at, size_t length);
/* False where a path is there twice. */
bool texts_sort(Texts *texts);
/* Borrows `texts`. */
Files texts_files(Texts *texts);

#endif
