/* The system's files as a workspace wants them: base/io behind a table of calls. */
#include "base/io.h"
#include "base/stamp.h"
#include "workspace/files.h"

#include <string.h>

static IoStatus read_system(void *context, const Memory *memory, const char *path,
                            size_t most, char **at, size_t *length) {
    (void)context;
    if (strcmp(path, "-") == 0)
        return io_read_stream(memory, 0, most, at, length);
    return io_read_file(memory, path, most, at, length);
}

static void walk_system(void *context, Arena *arena, const char *folder, SliceVec *out,
                        IoTroubleVec *troubles) {
    (void)context;
    io_walk(arena, folder, SLICE(".integ"), out, troubles);
}

static void glob_system(void *context, Arena *arena, const char *pattern, Slice root,
                        SliceVec *out, IoTroubleVec *troubles) {
    (void)context;
    io_glob(arena, pattern, root, out, troubles);
}

static bool is_folder_system(void *context, const char *path) {
    (void)context;
    return io_is_folder(path);
}

static IoStatus real_path_system(void *context, Arena *arena, const char *path,
                                 Slice *out) {
    (void)context;
    return io_real_path(arena, path, out);
}

static uint64_t stamp_system(void *context, const char *path) {
    (void)context;
    return stamp_of_file(path);
}

Files files_system(void) {
    return (Files){
        .read = read_system,
        .walk = walk_system,
        .glob = glob_system,
        .is_folder = is_folder_system,
        .real_path = real_path_system,
        .stamp = stamp_system,
    };
}
