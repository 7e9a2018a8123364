/* What programs of tests begin with that look at files as the program does. */
#ifndef INTEG_TESTS_LOAD_H
#define INTEG_TESTS_LOAD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/memory.h"
#include "workspace/workspace.h"

static inline void load_end(void *context) {
    (void)context;
    fputs("out of memory\n", stderr);
    exit(1);
}

/* The files and folders that the arguments name; the memory is to outlive it. */
static inline Workspace *load_arguments(Memory *memory, int argc, char **argv) {
    enum { PATHS_MOST = 64 };
    Slice paths[PATHS_MOST];
    uint32_t count = 0;
    for (int i = 1; i < argc && count < PATHS_MOST; i++)
        paths[count++] = slice_of(argv[i]);
    *memory = memory_system(load_end, NULL);
    Files files = files_system();
    Request request = {.paths = paths, .path_count = count};
    return workspace_load(memory, &files, &request);
}

/* ---- a workspace of one text ---- */

static inline IoStatus load_read_text(void *context, const Memory *memory,
                                      const char *path, size_t most, char **at,
                                      size_t *length) {
    (void)path;
    (void)most;
    *length = strlen(context);
    *at = memory_resize(memory, NULL, *length + IO_PADDING);
    memcpy(*at, context, *length);
    memset(*at + *length, 0, IO_PADDING);
    return IO_OK;
}

static inline void load_walk_nothing(void *context, Arena *arena, const char *folder,
                                     SliceVec *out, IoTroubleVec *troubles) {
    (void)context, (void)arena, (void)folder, (void)out, (void)troubles;
}

static inline void load_glob_nothing(void *context, Arena *arena, const char *pattern,
                                     Slice root, SliceVec *out, IoTroubleVec *troubles) {
    (void)context, (void)arena, (void)pattern, (void)root, (void)out, (void)troubles;
}

static inline bool load_no_folder(void *context, const char *path) {
    (void)context, (void)path;
    return false;
}

static inline IoStatus load_real_path(void *context, Arena *arena, const char *path,
                                      Slice *out) {
    (void)context;
    *out = arena_format(arena, "/%s", path);
    return IO_OK;
}

/* The text as "a.integ", with references. */
static inline Workspace *load_text(const Memory *memory, const char *text) {
    Files files = {.context = (void *)(uintptr_t)text,
                   .read = load_read_text,
                   .walk = load_walk_nothing,
                   .glob = load_glob_nothing,
                   .is_folder = load_no_folder,
                   .real_path = load_real_path};
    Slice path = SLICE("a.integ");
    Request request = {.paths = &path, .path_count = 1, .references = true};
    return workspace_load(memory, &files, &request);
}

#endif
