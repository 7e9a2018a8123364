/* Whether files are as they were: by their stamps, and folders and globs by the list of
 * what they hold. */
#include "workspace/dependencies.h"

#include "base/stamp.h"

static uint64_t list_print(const SliceVec *found) {
    uint64_t print = stamp_mix(0, found->count);
    for (uint32_t i = 0; i < found->count; i++) {
        for (uint32_t k = 0; k < found->at[i].length; k++)
            print = stamp_mix(print, (unsigned char)found->at[i].at[k]);
        print = stamp_mix(print, 0);
    }
    return print;
}

uint64_t dependency_print(const Files *files, const Memory *memory, DependencyKind kind,
                          Slice path, Slice root) {
    if (files->stamp == NULL)
        return 0;
    if (kind == DEPENDENCY_FILE)
        return files->stamp(files->context, path.at);
    Arena *scratch = arena_new(memory);
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    if (kind == DEPENDENCY_FOLDER)
        files->walk(files->context, scratch, path.at, &found, &troubles);
    else
        files->glob(files->context, scratch, path.at, root, &found, &troubles);
    for (uint32_t i = 0; i < troubles.count; i++)
        *VEC_PUSH(scratch, &found) = troubles.at[i].path;
    uint64_t print = list_print(&found);
    arena_drop(scratch);
    return print;
}
