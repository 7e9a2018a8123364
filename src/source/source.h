/* The files of a workspace: their bytes, kept as they were read, and places in
 * them. A place is a byte span; line and column are computed when shown. */
#ifndef INTEG_SOURCE_SOURCE_H
#define INTEG_SOURCE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"

typedef uint32_t SourceId; /* dense from 0 */

typedef struct Span {
    uint32_t start, end; /* bytes; end is exclusive */
} Span;

typedef struct Place {
    SourceId source;
    Span span;
} Place;

/* What columns are counted in. A byte that is not UTF-8 counts as U+FFFD would: one. */
typedef enum ColumnUnit {
    COLUMN_BYTES,
    COLUMN_CODE_POINTS, /* what every format of ours shows */
    COLUMN_UTF16,       /* what editors ask for: two beyond the BMP */
    COLUMN_CELLS, /* of a terminal: marks take none, wide characters two, and tabs go
                     on to the next multiple of eight, as GNU counts them */
    COLUMN_UNITS
} ColumnUnit;

/* What stands before a character in its line, in each unit. Private to source. */
typedef struct ColumnMark {
    uint32_t at;
    uint32_t count[COLUMN_UNITS];
} ColumnMark;

/* Once added, only the scanner writes to one (see `text`). */
typedef struct Source {
    SourceId id;
    Slice path;  /* as a person named it or an include leads to it; "-" is stdin */
    Slice real;  /* links resolved: what makes two paths one file; may be empty */
    Slice text;  /* the bytes, without a BOM, followed by IO_PADDING NULs; the scanner
                    writes into them while it runs, and has restored them when it ends */
    bool marked; /* a BOM stood before the text */
    VEC(uint32_t) lines;   /* where each line starts */
    VEC(ColumnMark) marks; /* at each block of a long line */
} Source;

typedef struct Sources {
    Arena *arena;
    VEC(Source *) all; /* by SourceId */
} Sources;

void sources_init(Sources *sources, Arena *arena);
/* The sources of `below` with the same ids, to which more can be added, in `arena`, which
 * ends before `below`. */
void sources_layer(Sources *sources, const Sources *below, Arena *arena);
/* `path`, `real` and `text` are not copied; they must live as long as the arena. A
 * BOM at the start of text is stepped over. Finds where lines begin. */
Source *sources_add(Sources *sources, Slice path, Slice real, Slice text);
Source *sources_get(const Sources *sources, SourceId id);
/* Whether one of them is the file with that real path. */
bool sources_have(const Sources *sources, Slice real);
/* The same of a path as somebody wrote it: links, "./" and all; *held is false where
 * there is no such file. Not IO_OK where it cannot be found out. */
IoStatus sources_hold(const Sources *sources, const Memory *memory, const char *path,
                      bool *held);

/* Where a file stands as seen from the folder `root`: "a/b.integ"; its real path where it
 * is not below it; "-" for standard input. `real` may be empty. `current` is what
 * relative paths start from; both are real paths. In the arena. */
Slice source_path_from(Arena *arena, Slice path, Slice real, Slice root, Slice current);
/* The same of each source, by SourceId. */
const Slice *sources_paths_from(Arena *arena, const Sources *sources, Slice root,
                                Slice current);
/* What is behind `folder` and a slash in `path`; length 0 where it is not below it. */
Slice source_path_below(Slice folder, Slice path);

/* Lines and columns count from 1. An offset beyond the end counts as the end, one within
 * a character as that character's. */
uint32_t source_line(const Source *source, uint32_t offset);
/* The bytes of a line without its end (\n or \r\n). */
Slice source_line_text(const Source *source, uint32_t line);
uint32_t source_line_start(const Source *source, uint32_t line);
uint32_t source_column(const Source *source, uint32_t offset, ColumnUnit unit);
/* Back to an offset: that of the character which is there, of the last where several
 * begin there (a letter's marks come before the next letter). A column beyond a line is
 * its end, before \n or \r\n; a line beyond the last is the end of the text; 0 is 1. */
uint32_t source_offset(const Source *source, uint32_t line, uint32_t column,
                       ColumnUnit unit);
Slice source_slice(const Source *source, Span span);

Span span_join(Span a, Span b); /* from a's start to b's end */

#endif
