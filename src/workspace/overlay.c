/* A workspace's view of files as they were: the system's, with what a change did undone.
 */
#include "workspace/overlay.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

static int compare_files(const void *left, const void *right) {
    return slice_compare(((const OverlayFile *)left)->real,
                         ((const OverlayFile *)right)->real);
}

void overlay_sort(Overlay *past) {
    if (past->files.count > 1)
        qsort(past->files.at, past->files.count, sizeof *past->files.at, compare_files);
}

static const OverlayFile *find_file(const Overlay *past, Slice real) {
    const OverlayFile wanted = {.real = real};
    if (past->files.count == 0)
        return NULL;
    return bsearch(&wanted, past->files.at, past->files.count, sizeof *past->files.at,
                   compare_files);
}

/* Of a file that is gone too, if it was there. */
static IoStatus real_path(void *context, Arena *arena, const char *path, Slice *out) {
    Overlay *past = context;
    IoStatus status = past->now->real_path(past->now->context, arena, path, out);
    if (status == IO_OK || !io_is_known(status))
        return status;
    Slice real = path_join(arena, past->current, slice_of(path));
    const OverlayFile *file = find_file(past, real);
    if (!file || !file->existed)
        return status;
    *out = real;
    return IO_OK;
}

static IoStatus read_file(void *context, const Memory *memory, const char *path,
                          size_t most, char **at, size_t *length) {
    Overlay *past = context;
    Arena *scratch = arena_new(memory);
    Slice real = slice_of(path);
    IoStatus status = strcmp(path, "-") == 0 ? IO_OK
                                             : real_path(context, scratch, path, &real);
    const OverlayFile *file = find_file(past, real);
    arena_drop(scratch);
    if (!io_is_known(status))
        return status;
    if (!file)
        return past->now->read(past->now->context, memory, path, most, at, length);
    if (!file->existed)
        return IO_MISSING;
    *at = memory_resize(memory, NULL, (size_t)file->text.length + IO_PADDING);
    memcpy(*at, file->text.at, file->text.length);
    memset(*at + file->text.length, 0, IO_PADDING);
    *length = file->text.length;
    return IO_OK;
}

/* Takes out of the list, from `start` on, what was not there. */
static void keep_old(const Overlay *past, Arena *arena, uint32_t start, SliceVec *list,
                     IoTroubleVec *troubles) {
    uint32_t kept = start;
    for (uint32_t i = start; i < list->count; i++) {
        Slice real;
        IoStatus status =
            past->now->real_path(past->now->context, arena, list->at[i].at, &real);
        if (!io_is_known(status))
            *VEC_PUSH(arena, troubles) = (IoTrouble){list->at[i], status};
        const OverlayFile *file = find_file(past, real);
        if (!file || file->existed)
            list->at[kept++] = list->at[i];
    }
    list->count = kept;
}

static int compare_slices(const void *left, const void *right) {
    return slice_compare(*(const Slice *)left, *(const Slice *)right);
}

static void sort_from(uint32_t start, SliceVec *list) {
    if (list->count - start > 1)
        qsort(list->at + start, list->count - start, sizeof *list->at, compare_slices);
}

/* What a walk of the folder would have found: "b/c.integ" below it, nothing hidden. */
static bool walked(Slice below) {
    bool hidden = false;
    for (uint32_t i = 0; i < below.length; i++)
        hidden = hidden || (below.at[i] == '.' && (i == 0 || below.at[i - 1] == '/'));
    return below.length > 0 && !hidden && slice_ends(below, SLICE(".integ"));
}

static void walk(void *context, Arena *arena, const char *folder, SliceVec *out,
                 IoTroubleVec *troubles) {
    Overlay *past = context;
    uint32_t start = out->count;
    past->now->walk(past->now->context, arena, folder, out, troubles);
    keep_old(past, arena, start, out, troubles);
    Slice real;
    IoStatus status = past->now->real_path(past->now->context, arena, folder, &real);
    if (!io_is_known(status)) {
        *VEC_PUSH(arena, troubles) =
            (IoTrouble){arena_copy(arena, slice_of(folder)), status};
    }
    if (real.length == 0)
        real = path_join(arena, past->current, slice_of(folder));
    for (uint32_t i = 0; i < past->files.count; i++) {
        const OverlayFile *file = &past->files.at[i];
        Slice below = source_path_below(real, file->real);
        if (file->existed && file->gone && walked(below)) {
            *VEC_PUSH(arena, out) =
                arena_copy(arena, path_join(arena, slice_of(folder), below));
        }
    }
    sort_from(start, out);
}

static void glob(void *context, Arena *arena, const char *pattern, Slice root,
                 SliceVec *out, IoTroubleVec *troubles) {
    Overlay *past = context;
    uint32_t start = out->count;
    past->now->glob(past->now->context, arena, pattern, root, out, troubles);
    keep_old(past, arena, start, out, troubles);
    Slice whole = path_join(arena, past->current, slice_of(pattern));
    for (uint32_t i = 0; i < past->files.count; i++) {
        const OverlayFile *file = &past->files.at[i];
        if (file->existed && file->gone && io_glob_matches(whole, file->real))
            *VEC_PUSH(arena, out) = file->real;
    }
    sort_from(start, out);
}

static bool is_folder(void *context, const char *path) {
    Overlay *past = context;
    if (past->now->is_folder(past->now->context, path))
        return true;
    Slice folder = path_join(past->arena, past->current, slice_of(path));
    for (uint32_t i = 0; i < past->files.count; i++) {
        const OverlayFile *file = &past->files.at[i];
        if (file->existed && source_path_below(folder, file->real).length > 0)
            return true;
    }
    return false;
}

Files overlay_files(Overlay *past) {
    return (Files){.context = past,
                   .read = read_file,
                   .walk = walk,
                   .glob = glob,
                   .is_folder = is_folder,
                   .real_path = real_path};
}
