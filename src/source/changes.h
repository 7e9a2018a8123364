/* Which lines of which files are not as they were, read from a diff, and what they
 * touch. */
#ifndef INTEG_SOURCE_CHANGES_H
#define INTEG_SOURCE_CHANGES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/diagnostic.h"
#include "source/source.h"

/* Lines [first, end), from 1. An empty range is where lines were taken out: before the
 * line `first`. */
typedef struct LineRange {
    uint32_t first, end;
} LineRange;

typedef struct ChangedFile {
    Slice real; /* its real path, NUL-terminated */
    bool added, removed;
    bool renamed; /* it had another name; that one is a file of its own, removed */
    VEC(LineRange) lines; /* ascending; of no use for a file that was added */
} ChangedFile;

typedef struct Changes {
    VEC(ChangedFile) files; /* by path */
} Changes;

/* Reads what `git diff -U0 --src-prefix=a/ --dst-prefix=b/ --text` prints, renames too,
 * of files below the real path `root`. What is no such diff is passed over. */
void changes_read(Arena *arena, Slice diff, Slice root, Changes *out);
/* Adds a file that was not there before. */
void changes_add(Arena *arena, Changes *changes, Slice real);
/* After the last change. */
void changes_sort(Changes *changes);
/* NULL where it is as it was. */
const ChangedFile *changes_find(const Changes *changes, Slice real);

/* Whether a change is at the finding, at what it shows, or among what its total is over.
 * A file without a real path is new. */
bool changes_touch(const Changes *changes, const Sources *sources, const Diagnostic *d);

#endif
