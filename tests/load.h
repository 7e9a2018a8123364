/* What programs of tests begin with that look at files as the program does. */
#ifndef INTEG_TESTS_LOAD_H
#define INTEG_TESTS_LOAD_H

#include <stdio.h>
#include <stdlib.h>

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

#endif
