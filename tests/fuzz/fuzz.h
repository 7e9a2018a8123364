/* What the fuzzers share: files that are only in memory, and a law. A fuzzer is one
 * function that is handed bytes; libFuzzer calls it, or replay.h over files that are
 * kept. */
#ifndef INTEG_TESTS_FUZZ_H
#define INTEG_TESTS_FUZZ_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/io.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/writer.h"
#include "workspace/workspace.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A broken law ends the program, which a fuzzer takes for a find. */
#define LAW(holds, what)                                                                 \
    do {                                                                                 \
        if (!(holds)) {                                                                  \
            fprintf(stderr, "broken law: %s\n", what);                                   \
            abort();                                                                     \
        }                                                                                \
    } while (0)

enum { FUZZ_FILES = 4, FUZZ_MOST = 64 * 1024 };

/* Files "0.integ" to "3.integ" in the folder ".", cut from the bytes at each line "%%".
 */
typedef struct FuzzFiles {
    Memory memory;
    Slice texts[FUZZ_FILES];
    uint32_t count;
} FuzzFiles;

static inline void fuzz_no_memory(void *context) {
    (void)context;
    LAW(false, "memory ran out");
}

static inline int fuzz_number(const char *path) {
    path += strncmp(path, "./", 2) == 0 ? 2 : 0;
    path += strncmp(path, "/fuzz/", 6) == 0 ? 6 : 0;
    return path[0] >= '0' && path[0] < '0' + FUZZ_FILES && strcmp(path + 1, ".integ") == 0
               ? path[0] - '0'
               : -1;
}

static inline IoStatus fuzz_read(void *context, const Memory *memory, const char *path,
                                 size_t most, char **at, size_t *length) {
    const FuzzFiles *files = context;
    int number = fuzz_number(path);
    if (number < 0 || (uint32_t)number >= files->count)
        return strcmp(path, ".") == 0 ? IO_FOLDER : IO_MISSING;
    Slice text = files->texts[number];
    LAW(text.length <= most, "a file is longer than may be read");
    *at = memory_resize(memory, NULL, text.length + IO_PADDING);
    memcpy(*at, text.at, text.length);
    memset(*at + text.length, 0, IO_PADDING);
    *length = text.length;
    return IO_OK;
}

static inline void fuzz_walk(void *context, Arena *arena, const char *folder,
                             SliceVec *out, IoTroubleVec *troubles) {
    const FuzzFiles *files = context;
    (void)folder;
    (void)troubles;
    for (uint32_t i = 0; i < files->count; i++)
        *VEC_PUSH(arena, out) = arena_format(arena, "%u.integ", i);
}

static inline void fuzz_glob(void *context, Arena *arena, const char *pattern, Slice root,
                             SliceVec *out, IoTroubleVec *troubles) {
    (void)root;
    SliceVec all = {0};
    fuzz_walk(context, arena, ".", &all, troubles);
    for (uint32_t i = 0; i < all.count; i++)
        if (io_glob_matches(slice_of(pattern), all.at[i]))
            *VEC_PUSH(arena, out) = all.at[i];
}

static inline bool fuzz_is_folder(void *context, const char *path) {
    (void)context;
    return strcmp(path, ".") == 0;
}

static inline IoStatus fuzz_real_path(void *context, Arena *arena, const char *path,
                                      Slice *out) {
    const FuzzFiles *files = context;
    int number = fuzz_number(path);
    bool is_there = number >= 0 && (uint32_t)number < files->count;
    *out = strcmp(path, ".") == 0 ? SLICE("/fuzz")
           : is_there             ? arena_format(arena, "/fuzz/%d.integ", number)
                                  : SLICE("");
    return out->length > 0 ? IO_OK : IO_MISSING;
}

static inline void fuzz_files(FuzzFiles *files, const uint8_t *data, size_t size) {
    const char *at = (const char *)data, *end = at + size;
    *files = (FuzzFiles){.memory = memory_system(fuzz_no_memory, NULL)};
    while (files->count < FUZZ_FILES) {
        const char *stop = at;
        while (stop + 4 <= end && memcmp(stop, "\n%%\n", 4) != 0)
            stop++;
        bool last = stop + 4 > end || files->count + 1 == FUZZ_FILES;
        files->texts[files->count++] = (Slice){at, (uint32_t)((last ? end : stop) - at)};
        if (last)
            return;
        at = stop + 4;
    }
}

static inline Files fuzz_system(FuzzFiles *files) {
    return (Files){.context = files,
                   .read = fuzz_read,
                   .walk = fuzz_walk,
                   .glob = fuzz_glob,
                   .is_folder = fuzz_is_folder,
                   .real_path = fuzz_real_path};
}

/* What is shown to people has nothing in it that a terminal may obey. */
static inline void fuzz_hold_quiet(Slice text) {
    for (uint32_t at = 0, bytes; at < text.length; at += bytes) {
        uint32_t code = utf8_decode(text.at + at, text.length - at, &bytes);
        LAW(code == '\n' || !utf8_is_control(code), "what is shown steers a terminal");
    }
    LAW(utf8_valid_to(text.at, text.length) == text.length, "what is shown is not UTF-8");
}

/* The whole folder; `paths` must outlive the request. */
static inline Request fuzz_request(Slice *path) {
    *path = SLICE(".");
    return (Request){.paths = path, .path_count = 1};
}

#endif
