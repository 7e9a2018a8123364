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

/* ---- files in memory ---- */

enum { LOAD_FILES_MOST = 8 };

typedef struct LoadFile {
    const char *path, *text;
    uint64_t stamp;
} LoadFile;

/* They stand in the folder "/disk", which is the current one. */
typedef struct LoadDisk {
    LoadFile files[LOAD_FILES_MOST];
    uint32_t count;
} LoadDisk;

static inline const LoadFile *load_find(const LoadDisk *disk, const char *path) {
    for (uint32_t i = 0; i < disk->count; i++)
        if (strcmp(disk->files[i].path, path) == 0)
            return &disk->files[i];
    return NULL;
}

static inline IoStatus load_read(void *context, const Memory *memory, const char *path,
                                 size_t most, char **at, size_t *length) {
    const LoadFile *file = load_find(context, path);
    if (file == NULL)
        return IO_MISSING;
    if (strlen(file->text) > most)
        return IO_TOO_BIG;
    *at = io_padded(memory, slice_of(file->text));
    *length = strlen(file->text);
    return IO_OK;
}

static inline void load_walk(void *context, Arena *arena, const char *folder,
                             SliceVec *out, IoTroubleVec *troubles) {
    const LoadDisk *disk = context;
    (void)folder, (void)troubles; /* there is only the current one to walk */
    for (uint32_t i = 0; i < disk->count; i++)
        *VEC_PUSH(arena, out) = slice_of(disk->files[i].path);
}

static inline void load_glob(void *context, Arena *arena, const char *pattern, Slice root,
                             SliceVec *out, IoTroubleVec *troubles) {
    const LoadDisk *disk = context;
    (void)root, (void)troubles;
    for (uint32_t i = 0; i < disk->count; i++)
        if (io_glob_matches(slice_of(pattern), slice_of(disk->files[i].path)))
            *VEC_PUSH(arena, out) = slice_of(disk->files[i].path);
}

static inline bool load_is_folder(void *context, const char *path) {
    const LoadDisk *disk = context;
    size_t length = strlen(path);
    bool found = strcmp(path, ".") == 0;
    for (uint32_t i = 0; i < disk->count; i++)
        found = found || (strncmp(disk->files[i].path, path, length) == 0 &&
                          disk->files[i].path[length] == '/');
    return found;
}

static inline IoStatus load_real_path(void *context, Arena *arena, const char *path,
                                      Slice *out) {
    bool there = load_find(context, path) != NULL || load_is_folder(context, path);
    *out = !there                   ? SLICE("")
           : strcmp(path, ".") == 0 ? SLICE("/disk")
                                    : arena_format(arena, "/disk/%s", path);
    return there ? IO_OK : IO_MISSING;
}

static inline uint64_t load_stamp(void *context, const char *path) {
    const LoadFile *file = load_find(context, path);
    return file == NULL ? 0 : file->stamp;
}

static inline Files load_files(LoadDisk *disk) {
    return (Files){.context = disk,
                   .read = load_read,
                   .walk = load_walk,
                   .glob = load_glob,
                   .is_folder = load_is_folder,
                   .real_path = load_real_path,
                   .stamp = load_stamp};
}

/* The text as a file of that name. */
static inline Workspace *load_text(const Memory *memory, const char *name,
                                   const char *text, bool references) {
    LoadDisk disk = {{{name, text, 1}}, 1};
    Files files = load_files(&disk);
    Slice path = slice_of(name);
    Request request = {.paths = &path, .path_count = 1, .references = references};
    return workspace_load(memory, &files, &request);
}

#endif
