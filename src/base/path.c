/* Paths, as text. */
#include "base/path.h"

#include <string.h>

/* The next part of a path between slashes, or length 0 at its end. */
Slice path_next_part(Slice *path) {
    while (path->length > 0 && path->at[0] == '/') {
        path->at++;
        path->length--;
    }
    Slice part = {path->at, 0};
    while (path->length > 0 && path->at[0] != '/') {
        part.length++;
        path->at++;
        path->length--;
    }
    return part;
}

Slice path_folder_of(Arena *arena, Slice path) {
    uint32_t end = path.length;
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    if (end == 0)
        return arena_copy(arena, SLICE("."));
    while (end > 1 && path.at[end - 1] == '/')
        end--;
    return arena_copy(arena, (Slice){path.at, end});
}

/* Appends the parts of `path` to the `length` bytes at `at`, each with a '/'
 * behind, and takes off what ".." goes back over. Returns the new length. */
static uint32_t fold_parts(char *at, uint32_t length, bool absolute, Slice path) {
    const uint32_t root = absolute ? 1 : 0;
    for (Slice part; (part = path_next_part(&path)).length > 0;) {
        if (slice_is(part, "."))
            continue;
        if (slice_is(part, "..")) {
            if (absolute && length == root)
                continue; /* above the root is the root */
            bool after_up = length >= 3 && memcmp(at + length - 3, "../", 3) == 0 &&
                            (length == 3 || at[length - 4] == '/');
            if (length > root && !after_up) {
                do
                    length--;
                while (length > root && at[length - 1] != '/');
                continue;
            }
        }
        memcpy(at + length, part.at, part.length);
        length += part.length;
        at[length++] = '/';
    }
    return length;
}

Slice path_join(Arena *arena, Slice folder, Slice name) {
    bool name_absolute = slice_starts(name, SLICE("/"));
    bool absolute = name_absolute || slice_starts(folder, SLICE("/"));
    char *at = arena_alloc(arena, (size_t)folder.length + name.length + 4);
    uint32_t length = 0;
    if (absolute)
        at[length++] = '/';
    if (!name_absolute)
        length = fold_parts(at, length, absolute, folder);
    length = fold_parts(at, length, absolute, name);
    if (length == 0)
        at[length++] = '.';
    else if (length > 1)
        length--; /* the '/' behind the last part */
    at[length] = '\0';
    return (Slice){at, length};
}

bool path_is_inside(Slice folder, Slice path) {
    if (folder.length == 0 || !slice_starts(path, folder))
        return false;
    return path.length == folder.length || folder.at[folder.length - 1] == '/' ||
           path.at[folder.length] == '/';
}

bool path_is_walked(Slice below, Slice ending) {
    for (uint32_t i = 0; i < below.length; i++)
        if (below.at[i] == '.' && (i == 0 || below.at[i - 1] == '/'))
            return false;
    return slice_ends(below, ending);
}
