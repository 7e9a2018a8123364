/* A view of files with texts laid over some of them, by their real paths. */
#include "workspace/overlay.h"

#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/path.h"
#include "base/vec.h"
#include "source/source.h"

typedef enum LaidState { LAID_NOTHING, LAID_TEXT, LAID_HIDDEN } LaidState;

/* What is laid over a path. */
typedef struct Laid {
    uint8_t state; /* LaidState */
    Slice real;    /* NUL-terminated */
    Slice text;
    uint64_t stamp;
} Laid;

struct Overlay {
    Arena *arena;
    const Files *under;
    Slice current;
    Names *reals;   /* the paths, as numbers */
    VEC(Laid) laid; /* by number */
    bool hides;     /* something is, or was, hidden */
    uint64_t stamp; /* the last that was given */
};

/* ---- what is laid ---- */

Overlay *overlay_new(Arena *arena, const Files *under, Slice current) {
    Overlay *overlay = ARENA_NEW(arena, Overlay);
    overlay->arena = arena;
    overlay->under = under;
    overlay->current = current;
    overlay->reals = names_new(arena);
    return overlay;
}

static uint32_t lay(Overlay *overlay, Slice real, LaidState state, Slice text) {
    NameId number = names_add(overlay->reals, real);
    while (overlay->laid.count <= number)
        *VEC_PUSH(overlay->arena, &overlay->laid) = (Laid){0};
    Laid *laid = &overlay->laid.at[number];
    if (laid->real.length == 0)
        laid->real = arena_copy(overlay->arena, real);
    laid->state = (uint8_t)state;
    laid->text = text;
    laid->stamp = ++overlay->stamp;
    return number;
}

uint32_t overlay_put(Overlay *overlay, Slice real, Slice text) {
    return lay(overlay, real, LAID_TEXT, text);
}

void overlay_hide(Overlay *overlay, Slice real) {
    lay(overlay, real, LAID_HIDDEN, (Slice){0});
    overlay->hides = true;
}

void overlay_lift(Overlay *overlay, Slice real) {
    lay(overlay, real, LAID_NOTHING, (Slice){0});
}

/* NULL where nothing is laid over the path. */
static const Laid *find(const Overlay *overlay, Slice real) {
    NameId number = names_find(overlay->reals, real);
    const Laid *laid = number != 0 ? &overlay->laid.at[number] : NULL;
    return laid != NULL && laid->state != LAID_NOTHING ? laid : NULL;
}

/* ---- one file ---- */

/* Also that of a text where there is no file. */
static IoStatus real_path(void *context, Arena *arena, const char *path, Slice *out) {
    Overlay *overlay = context;
    const Files *under = overlay->under;
    IoStatus status = under->real_path(under->context, arena, path, out);
    if (status == IO_OK || !io_is_known(status))
        return status;
    Slice real = path_join(arena, overlay->current, slice_of(path));
    const Laid *laid = find(overlay, real);
    if (laid == NULL || laid->state != LAID_TEXT)
        return status;
    *out = real;
    return IO_OK;
}

/* *laid is what is laid over the path, or NULL; not an answer where the real path cannot
 * be found out. */
static IoStatus find_path(Overlay *overlay, const char *path, const Laid **laid) {
    Arena *scratch = arena_new(arena_memory(overlay->arena));
    Slice real = slice_of(path);
    IoStatus status = strcmp(path, "-") == 0 ? IO_OK
                                             : real_path(overlay, scratch, path, &real);
    *laid = find(overlay, real);
    arena_drop(scratch);
    return status;
}

static IoStatus read_file(void *context, const Memory *memory, const char *path,
                          size_t most, char **at, size_t *length) {
    const Files *under = ((Overlay *)context)->under;
    const Laid *laid;
    IoStatus status = find_path(context, path, &laid);
    if (!io_is_known(status))
        return status;
    if (laid == NULL)
        return under->read(under->context, memory, path, most, at, length);
    if (laid->state == LAID_HIDDEN)
        return IO_MISSING;
    *at = io_padded(memory, laid->text);
    *length = laid->text.length;
    return IO_OK;
}

static uint64_t stamp(void *context, const char *path) {
    const Files *under = ((Overlay *)context)->under;
    const Laid *laid;
    find_path(context, path, &laid);
    if (laid == NULL)
        return under->stamp(under->context, path);
    return laid->state == LAID_TEXT ? laid->stamp : 0;
}

/* ---- lists of files ---- */

/* Takes out of the list, from `start` on, what is hidden. */
static void drop_hidden(const Overlay *overlay, Arena *arena, uint32_t start,
                        SliceVec *list, IoTroubleVec *troubles) {
    const Files *under = overlay->under;
    uint32_t kept = start;
    if (!overlay->hides)
        return;
    for (uint32_t i = start; i < list->count; i++) {
        Slice real;
        IoStatus status = under->real_path(under->context, arena, list->at[i].at, &real);
        if (!io_is_known(status))
            *VEC_PUSH(arena, troubles) = (IoTrouble){list->at[i], status};
        const Laid *laid = find(overlay, real);
        if (laid == NULL || laid->state == LAID_TEXT)
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

/* Whether a text stands there without a file, which no list below has. */
static bool stands_alone(const Overlay *overlay, Arena *arena, const Laid *laid,
                         IoTroubleVec *troubles) {
    const Files *under = overlay->under;
    if (laid->state != LAID_TEXT)
        return false;
    Slice real;
    IoStatus status = under->real_path(under->context, arena, laid->real.at, &real);
    if (!io_is_known(status))
        *VEC_PUSH(arena, troubles) = (IoTrouble){laid->real, status};
    return status != IO_OK && io_is_known(status);
}

static void walk(void *context, Arena *arena, const char *folder, SliceVec *out,
                 IoTroubleVec *troubles) {
    Overlay *overlay = context;
    const Files *under = overlay->under;
    uint32_t start = out->count;
    under->walk(under->context, arena, folder, out, troubles);
    drop_hidden(overlay, arena, start, out, troubles);
    Slice real;
    IoStatus status = under->real_path(under->context, arena, folder, &real);
    if (!io_is_known(status))
        *VEC_PUSH(arena, troubles) =
            (IoTrouble){arena_copy(arena, slice_of(folder)), status};
    if (real.length == 0)
        real = path_join(arena, overlay->current, slice_of(folder));
    for (NameId i = 1; i < overlay->laid.count; i++) {
        Slice below = source_path_below(real, overlay->laid.at[i].real);
        if (path_is_walked(below, SLICE(".integ")) &&
            stands_alone(overlay, arena, &overlay->laid.at[i], troubles))
            *VEC_PUSH(arena, out) =
                arena_copy(arena, path_join(arena, slice_of(folder), below));
    }
    sort_from(start, out);
}

static void glob(void *context, Arena *arena, const char *pattern, Slice root,
                 SliceVec *out, IoTroubleVec *troubles) {
    Overlay *overlay = context;
    const Files *under = overlay->under;
    uint32_t start = out->count;
    under->glob(under->context, arena, pattern, root, out, troubles);
    drop_hidden(overlay, arena, start, out, troubles);
    Slice whole = path_join(arena, overlay->current, slice_of(pattern));
    for (NameId i = 1; i < overlay->laid.count; i++) {
        Slice real = overlay->laid.at[i].real;
        if (io_glob_matches(whole, real) &&
            stands_alone(overlay, arena, &overlay->laid.at[i], troubles))
            *VEC_PUSH(arena, out) = real;
    }
    sort_from(start, out);
}

static bool is_folder(void *context, const char *path) {
    Overlay *overlay = context;
    const Files *under = overlay->under;
    if (under->is_folder(under->context, path))
        return true;
    Arena *scratch = arena_new(arena_memory(overlay->arena));
    Slice folder = path_join(scratch, overlay->current, slice_of(path));
    bool found = false;
    for (NameId i = 1; i < overlay->laid.count && !found; i++)
        found = overlay->laid.at[i].state == LAID_TEXT &&
                source_path_below(folder, overlay->laid.at[i].real).length > 0;
    arena_drop(scratch);
    return found;
}

Files overlay_files(Overlay *overlay) {
    return (Files){.context = overlay,
                   .read = read_file,
                   .walk = walk,
                   .glob = glob,
                   .is_folder = is_folder,
                   .real_path = real_path,
                   .stamp = overlay->under->stamp != NULL ? stamp : NULL};
}
