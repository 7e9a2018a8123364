/* Files in memory: sorted by path, so that what is below a folder stands together. */
#include "library/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/sorted.h"

void texts_add(Arena *arena, Texts *texts, Slice path, const char *at, size_t length) {
    *VEC_PUSH(arena, &texts->files) =
        (TextFile){path_join(arena, SLICE("/"), path), at, length};
}

static int compare_files(const void *left, const void *right) {
    return slice_compare(((const TextFile *)left)->real, ((const TextFile *)right)->real);
}

bool texts_sort(Texts *texts) {
    if (texts->files.count > 1)
        qsort(texts->files.at, texts->files.count, sizeof *texts->files.at,
              compare_files);
    for (uint32_t i = 1; i < texts->files.count; i++)
        if (slice_equal(texts->files.at[i - 1].real, texts->files.at[i].real))
            return false;
    return true;
}

/* The first file that is not before the path. */
static uint32_t first_from(const Texts *texts, Slice real) {
    uint32_t first = 0;
    SORTED_SEEK(first, texts->files.count, at,
                slice_compare(texts->files.at[at].real, real) < 0)
    return first;
}

static const TextFile *find(const Texts *texts, Slice real) {
    uint32_t at = first_from(texts, real);
    bool found = at < texts->files.count && slice_equal(texts->files.at[at].real, real);
    return found ? &texts->files.at[at] : NULL;
}

static bool holds_files(const Texts *texts, Arena *arena, Slice real) {
    bool root = slice_is(real, "/");
    Slice start = root ? real : arena_format(arena, "%.*s/", SLICE_ARGS(real));
    uint32_t at = first_from(texts, start);
    return at < texts->files.count && slice_starts(texts->files.at[at].real, start);
}

static IoStatus read_text(void *context, const Memory *memory, const char *path,
                          size_t most, char **at, size_t *length) {
    const Texts *texts = context;
    Arena *scratch = arena_new(memory);
    Slice real = path_join(scratch, SLICE("/"), slice_of(path));
    const TextFile *file = find(texts, real);
    bool folder = file == NULL && holds_files(texts, scratch, real);
    arena_drop(scratch);
    if (file == NULL)
        return folder ? IO_FOLDER : IO_MISSING;
    if (file->length > most)
        return IO_TOO_BIG;
    *at = memory_resize(memory, NULL, file->length + IO_PADDING);
    if (file->length > 0)
        memcpy(*at, file->at, file->length);
    memset(*at + file->length, 0, IO_PADDING);
    *length = file->length;
    return IO_OK;
}

static void glob_texts(void *context, Arena *arena, const char *pattern, Slice root,
                       SliceVec *out, IoTroubleVec *troubles) {
    const Texts *texts = context;
    Slice whole = path_join(arena, SLICE("/"), slice_of(pattern));
    (void)root;
    (void)troubles;
    for (uint32_t i = 0; i < texts->files.count; i++)
        if (io_glob_matches(whole, texts->files.at[i].real))
            *VEC_PUSH(arena, out) = texts->files.at[i].real;
}

/* What is asked for is a file, also where others are called as if they were below it. */
static bool is_folder(void *context, const char *path) {
    (void)context;
    (void)path;
    return false;
}

static IoStatus real_path(void *context, Arena *arena, const char *path, Slice *out) {
    const Texts *texts = context;
    Slice real = path_join(arena, SLICE("/"), slice_of(path));
    bool there = find(texts, real) != NULL || holds_files(texts, arena, real);
    *out = there ? real : SLICE("");
    return there ? IO_OK : IO_MISSING;
}

Files texts_files(Texts *texts) {
    return (Files){.context = texts,
                   .read = read_text,
                   .glob = glob_texts,
                   .is_folder = is_folder,
                   .real_path = real_path};
}
