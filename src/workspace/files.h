/* The world outside, handed in, so that the library runs where there are no files. */
#ifndef INTEG_WORKSPACE_FILES_H
#define INTEG_WORKSPACE_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/io.h"
#include "base/str.h"

typedef struct Files {
    void *context;
    IoStatus (*read)(void *context, const Memory *memory, const char *path, size_t most,
                     char **at, size_t *length); /* "-" is standard input */
    /* As io_walk for .integ files, and io_glob. */
    void (*walk)(void *context, Arena *arena, const char *folder, SliceVec *out,
                 IoTroubleVec *troubles);
    void (*glob)(void *context, Arena *arena, const char *pattern, Slice root,
                 SliceVec *out, IoTroubleVec *troubles);
    bool (*is_folder)(void *context, const char *path);
    IoStatus (*real_path)(void *context, Arena *arena, const char *path, Slice *out);
    /* What tells a file's contents from earlier ones, without reading it; 0: there is no
     * such file. NULL: nobody asks whether something changed. */
    uint64_t (*stamp)(void *context, const char *path);
} Files;

/* The system's files, by base/io. */
Files files_system(void);

#endif
