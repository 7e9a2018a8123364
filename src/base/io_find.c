/* Files: finding them in folders and by patterns, and joining paths as text. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* glibc declares realpath under it alone */
#endif

#include "base/names.h"
#include "base/io.h"
#include "base/path.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* --- What there is --- */

IoStatus io_look(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 ? IO_OK : io_status_of(errno);
}

IoStatus io_is_link(const char *path, bool *is_link) {
    struct stat about;
    IoStatus status = lstat(path, &about) == 0 ? IO_OK : io_status_of(errno);
    *is_link = status == IO_OK && S_ISLNK(about.st_mode);
    return status == IO_MISSING ? IO_OK : status;
}

bool io_is_known(IoStatus status) {
    return status == IO_OK || status == IO_MISSING || status == IO_LOST;
}

bool io_is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* What is missing, by its status, is lost where a link is there. */
static IoStatus missing_or_lost(const char *path, IoStatus status) {
    bool is_link = false;
    if (status != IO_MISSING)
        return status;
    IoStatus looked = io_is_link(path, &is_link);
    return is_link ? IO_LOST : looked != IO_OK ? looked : IO_MISSING;
}

/* IO_OK: a regular file, links followed; IO_MISSING: gone; IO_NOT_FILE: anything else
 * that is there. */
static IoStatus look_at(const char *path) {
    struct stat about;
    if (stat(path, &about) == 0)
        return S_ISREG(about.st_mode) ? IO_OK : IO_NOT_FILE;
    return missing_or_lost(path, io_status_of(errno));
}

IoStatus io_real_path(Arena *arena, const char *path, Slice *out) {
#ifdef __wasi__ /* it has no such call, nor a current folder: all is below one root */
    IoStatus status = io_look(path);
    *out = status == IO_OK ? path_join(arena, SLICE("/"), slice_of(path)) : SLICE("");
    return status;
#else
    char room[PATH_MAX];
    *out = SLICE("");
    if (realpath(path, room) == NULL)
        return missing_or_lost(path, io_status_of(errno));
    *out = arena_copy(arena, slice_of(room));
    return IO_OK;
#endif
}

IoStatus io_find_above(Arena *arena, Slice folder, const char *name, Slice *out) {
    *out = SLICE("");
    for (;;) {
        const char *between = slice_ends(folder, SLICE("/")) ? "" : "/";
        Slice path = arena_format(arena, "%.*s%s%s", SLICE_ARGS(folder), between, name);
        IoStatus status = io_look(path.at);
        if (status == IO_OK)
            *out = folder;
        if (status != IO_MISSING)
            return status;
        if (folder.length <= 1)
            return IO_OK;
        folder = path_folder_of(arena, folder);
    }
}

static int compare_slices(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

static void sort_from(SliceVec *vec, uint32_t start) {
    if (vec->count - start > 1)
        qsort(vec->at + start, vec->count - start, sizeof *vec->at, compare_slices);
}

static int compare_troubles(const void *a, const void *b) {
    return slice_compare(((const IoTrouble *)a)->path, ((const IoTrouble *)b)->path);
}

static void sort_troubles(IoTroubleVec *vec, uint32_t start) {
    if (vec->count - start > 1)
        qsort(vec->at + start, vec->count - start, sizeof *vec->at, compare_troubles);
}

/* A folder that all its files are in trouble for is one trouble. */
static void add_trouble(Arena *arena, IoTroubleVec *vec, Slice path, IoStatus status) {
    if (vec->count == 0 || !slice_equal(vec->at[vec->count - 1].path, path))
        *VEC_PUSH(arena, vec) = (IoTrouble){path, status};
}

static void push(Arena *arena, SliceVec *vec, Slice text) {
    *VEC_PUSH(arena, vec) = text;
}

/* The path of `name` in `folder`, where "" and "." are the current folder. */
static Slice path_in(Arena *arena, Slice folder, const char *name) {
    if (folder.length == 0 || slice_is(folder, "."))
        return arena_copy(arena, slice_of(name));
    const char *between = slice_ends(folder, SLICE("/")) ? "" : "/";
    return arena_format(arena, "%.*s%s%s", SLICE_ARGS(folder), between, name);
}

/* The names in a folder that `keep` keeps, unsorted, in the arena. */
static IoStatus list_folder(Arena *arena, const char *path,
                            bool (*keep)(Slice name, Slice context), Slice context,
                            SliceVec *out) {
    DIR *folder = opendir(path);
    if (folder == NULL)
        return io_status_of(errno);
    struct dirent *entry;
    while ((void)(errno = 0), (entry = readdir(folder)) != NULL) {
        Slice name = slice_of(entry->d_name);
        if (!slice_is(name, ".") && !slice_is(name, "..") && keep(name, context))
            push(arena, out, arena_copy(arena, name));
    }
    IoStatus status = errno == 0 ? IO_OK : IO_FAILED;
    closedir(folder);
    return status;
}

static bool keep_shown(Slice name, Slice context) {
    (void)context;
    return name.at[0] != '.';
}

typedef struct Branch {
    Slice path;
    uint32_t depth;
} Branch;

/* What a walk gathers; `files` or `folders` may be NULL. */
typedef struct Walk {
    Arena *arena;
    Slice ending;
    SliceVec *files, *folders;
    IoTroubleVec *troubles;
    Names *seen;     /* NULL, or the folders of which no second look is taken */
    uint32_t listed; /* folders so far */
    bool full;       /* there are more: that was said, and no further one is listed */
    VEC(Branch) branches; /* folders yet to be listed, so that one is open at a time */
} Walk;

/* Whether a path ends so, capitals being small letters. */
static bool ends_alike(Slice path, Slice ending) {
    if (path.length < ending.length)
        return false;
    const char *end = path.at + path.length - ending.length;
    for (uint32_t i = 0; i < ending.length; i++)
        if (utf8_lower((unsigned char)end[i]) != (unsigned char)ending.at[i])
            return false;
    return true;
}

static void take_entry(Walk *walk, Branch branch, Slice path) {
    struct stat about;
    if (lstat(path.at, &about) != 0) {
        IoStatus status = io_status_of(errno);
        if (status != IO_MISSING) /* gone since it was listed */
            add_trouble(walk->arena, walk->troubles, branch.path, status);
    } else if (S_ISDIR(about.st_mode)) {
        *VEC_PUSH(walk->arena, &walk->branches) = (Branch){path, branch.depth + 1};
    } else if (walk->files != NULL && ends_alike(path, walk->ending)) {
        IoStatus status = look_at(path.at);
        if (status == IO_OK && !slice_ends(path, walk->ending))
            add_trouble(walk->arena, walk->troubles, path, IO_MISNAMED);
        else if (status == IO_OK)
            push(walk->arena, walk->files, path);
        else if (status != IO_MISSING && status != IO_NOT_FILE)
            add_trouble(walk->arena, walk->troubles, path, status);
    }
}

static void take_folder(Walk *walk, Branch branch) {
    SliceVec names = {0};
    if (walk->seen != NULL) {
        if (names_find(walk->seen, branch.path) != 0)
            return;
        names_add(walk->seen, branch.path);
    }
    IoStatus status =
        branch.depth > IO_DEPTH_MOST
            ? IO_TOO_DEEP
            : list_folder(walk->arena, branch.path.at, keep_shown, walk->ending, &names);
    if (branch.depth == 0 && status == IO_MISSING && io_look(branch.path.at) == IO_OK)
        status = IO_FAILED; /* it is there, but no folder */
    if (branch.depth > 0 && status == IO_MISSING)
        status = IO_OK; /* removed since it was seen */
    if (status != IO_OK)
        add_trouble(walk->arena, walk->troubles, branch.path, status);
    if (walk->folders != NULL)
        push(walk->arena, walk->folders, branch.path);
    for (uint32_t i = 0; i < names.count; i++)
        take_entry(walk, branch, path_in(walk->arena, branch.path, names.at[i].at));
}

/* Says that there is more than is looked through; the rest is left. */
static void walk_too_many(Walk *walk, Slice root) {
    add_trouble(walk->arena, walk->troubles, root, IO_TOO_MANY);
    walk->full = true;
    walk->branches.count = 0;
}

static void walk_all(Walk *walk, const char *folder) {
    Slice root = slice_of(folder);
    while (root.length > 1 && root.at[root.length - 1] == '/')
        root.length--;
    if (walk->full)
        return;
    *VEC_PUSH(walk->arena, &walk->branches) = (Branch){arena_copy(walk->arena, root), 0};
    while (walk->branches.count > 0)
        if (walk->listed++ >= IO_FOLDERS_MOST ||
            (walk->files != NULL && walk->files->count > IO_FILES_MOST))
            walk_too_many(walk, root);
        else
            take_folder(walk, walk->branches.at[--walk->branches.count]);
}

void io_walk(Arena *arena, const char *folder, Slice ending, SliceVec *out,
             IoTroubleVec *troubles) {
    const uint32_t start = out->count, first = troubles->count;
    Walk walk = {.arena = arena, .ending = ending, .files = out, .troubles = troubles};
    walk_all(&walk, folder);
    sort_from(out, start);
    sort_troubles(troubles, first);
}

void io_folders(Arena *arena, const char *folder, SliceVec *out) {
    IoTroubleVec troubles = {0};
    Walk walk = {.arena = arena, .folders = out, .troubles = &troubles};
    walk_all(&walk, folder);
}

/* --- Globs --- */

static uint32_t take(Slice *text) {
    uint32_t bytes, code = utf8_decode(text->at, text->length, &bytes);
    if (bytes == 1 && code == 0xFFFD) /* as distance from valid text as can be */
        code = 0x110000u + (unsigned char)text->at[0];
    text->at += bytes;
    text->length -= bytes;
    return code;
}

/* After '[' in *pattern: whether `code` is in the set, with *pattern moved behind
 * its ']'. *is_set is false where no ']' follows, so that '[' means itself. */
static bool set_matches(Slice *pattern, uint32_t code, bool *is_set) {
    Slice rest = *pattern;
    bool inside = false, negated = false, first = true;
    *is_set = false;
    if (rest.length > 0 && (rest.at[0] == '!' || rest.at[0] == '^'))
        negated = take(&rest) != 0;
    while (rest.length > 0) {
        uint32_t low = take(&rest);
        if (low == ']' && !first) {
            *is_set = true;
            *pattern = rest;
            return inside != negated;
        }
        first = false;
        uint32_t high = low;
        if (rest.length > 1 && rest.at[0] == '-' && rest.at[1] != ']') {
            take(&rest);
            high = take(&rest);
        }
        inside = inside || (low <= code && code <= high);
    }
    return false;
}

/* One character of the pattern (not '*') against one of the name. */
static bool one_matches(Slice *pattern, Slice *name) {
    uint32_t want = take(pattern), have = take(name);
    if (want == '?')
        return true;
    if (want == '[') {
        bool is_set, inside = set_matches(pattern, have, &is_set);
        if (is_set)
            return inside;
    }
    return want == have;
}

/* Whether a name matches one part of a glob. */
static bool part_matches(Slice name, Slice pattern) {
    if (name.at[0] == '.' && (pattern.length == 0 || pattern.at[0] != '.'))
        return false;
    /* Back to the last '*' is enough: what an earlier one could take in addition,
     * the last one can as well. */
    Slice star_pattern = {NULL, 0}, star_name = {NULL, 0};
    while (name.length > 0) {
        if (pattern.length > 0 && pattern.at[0] == '*') {
            take(&pattern);
            star_pattern = pattern;
            star_name = name;
        } else if (pattern.length == 0 || !one_matches(&pattern, &name)) {
            if (star_pattern.at == NULL)
                return false;
            take(&star_name);
            name = star_name;
            pattern = star_pattern;
        }
    }
    while (pattern.length > 0 && pattern.at[0] == '*')
        take(&pattern);
    return pattern.length == 0;
}

bool io_is_glob(Slice path) {
    for (uint32_t i = 0; i < path.length; i++)
        if (path.at[i] == '*' || path.at[i] == '?' || path.at[i] == '[')
            return true;
    return false;
}

/* A glob being followed. */
typedef struct Glob {
    Arena *arena;
    Slice root; /* where it must stay; empty: anywhere */
    IoTroubleVec *troubles;
    uint32_t listed; /* folders so far */
    bool full;       /* there are more: that was said, and no further one is listed */
} Glob;

/* What a part without a wildcard names is followed where it is a link, but not out of the
 * root, which is a trouble, as one that leads nowhere may lead out; what a wildcard finds
 * is not, so that no folder is gone through twice. */
static bool may_follow(Glob *glob, Slice path, bool found) {
    bool is_link;
    Slice real = {0};
    IoStatus status = io_is_link(path.at, &is_link);
    if (status == IO_OK && is_link && !found && glob->root.length > 0) {
        status = io_real_path(glob->arena, path.at, &real);
        bool leaves = status == IO_OK && !path_is_inside(glob->root, real);
        if (leaves || status == IO_LOST)
            status = IO_OUTSIDE;
    }
    if (!io_is_known(status))
        add_trouble(glob->arena, glob->troubles, path, status);
    return status == IO_OK && !(is_link && found);
}

/* What the names in a folder that match one part lead to: files where it is the last. */
static void match_part(Glob *glob, Slice folder, Slice part, bool last, SliceVec *out) {
    SliceVec names = {0};
    bool wild = io_is_glob(part);
    if (wild) {
        const char *path = folder.length == 0 ? "." : folder.at;
        IoStatus status = IO_OK;
        if (!glob->full && glob->listed++ >= IO_FOLDERS_MOST) {
            glob->full = true;
            status = IO_TOO_MANY;
        } else if (!glob->full) {
            status = list_folder(glob->arena, path, part_matches, part, &names);
        }
        if (status != IO_OK && status != IO_MISSING)
            add_trouble(glob->arena, glob->troubles, slice_of(path), status);
    } else {
        push(glob->arena, &names, arena_copy(glob->arena, part));
    }
    for (uint32_t i = 0; i < names.count; i++) {
        Slice path = path_in(glob->arena, folder, names.at[i].at);
        if (last || may_follow(glob, path, wild))
            push(glob->arena, out, path);
    }
}

/* What `**` leads to: the folders themselves and all below them, each once, however often
 * one is below another. */
static void match_any(Glob *glob, const SliceVec *folders, SliceVec *out) {
    Arena *arena = glob->arena;
    IoTroubleVec *troubles = glob->troubles;
    Walk walk = {.arena = arena,
                 .folders = out,
                 .troubles = troubles,
                 .seen = names_new(arena),
                 .listed = glob->listed,
                 .full = glob->full};
    for (uint32_t i = 0; i < folders->count; i++) {
        const char *path = folders->at[i].length == 0 ? "." : folders->at[i].at;
        struct stat about;
        if (stat(path, &about) != 0) {
            IoStatus status = io_status_of(errno);
            if (status != IO_MISSING)
                add_trouble(arena, troubles, slice_of(path), status);
        } else if (S_ISDIR(about.st_mode)) {
            walk_all(&walk, path);
        }
    }
    glob->listed = walk.listed;
    glob->full = walk.full;
}

static bool is_any(Slice part) {
    return slice_is(part, "**");
}

void io_glob(Arena *arena, const char *pattern, Slice root, SliceVec *out,
             IoTroubleVec *troubles) {
    Glob glob = {.arena = arena, .root = root, .troubles = troubles};
    Slice rest = slice_of(pattern);
    const uint32_t start = out->count, first = troubles->count;
    SliceVec paths = {0}; /* what the parts so far stand for */
    push(arena, &paths, rest.length > 0 && rest.at[0] == '/' ? SLICE("/") : SLICE(""));
    for (Slice part; (part = path_next_part(&rest)).length > 0;) {
        SliceVec longer = {0};
        if (is_any(part)) {
            match_any(&glob, &paths, &longer);
            paths = longer;
            longer = (SliceVec){0};
            if (rest.length > 0)
                continue;
            part = SLICE("*"); /* at the end: all files there */
        }
        for (uint32_t i = 0; i < paths.count; i++)
            match_part(&glob, paths.at[i], part, rest.length == 0, &longer);
        paths = longer;
    }
    if (paths.count > IO_FILES_MOST) {
        add_trouble(arena, troubles, slice_of(pattern), IO_TOO_MANY);
        paths.count = IO_FILES_MOST;
    }
    for (uint32_t i = 0; i < paths.count; i++) {
        Slice path = paths.at[i];
        IoStatus status = look_at(path.at);
        if (status == IO_OK)
            push(arena, out, path);
        else if (status == IO_DENIED)
            add_trouble(arena, troubles, path_folder_of(arena, path), status);
        else if (status != IO_MISSING && status != IO_NOT_FILE)
            add_trouble(arena, troubles, path, status);
    }
    sort_from(out, start);
    sort_troubles(troubles, first);
}

bool io_glob_matches(Slice pattern, Slice path) {
    /* As in a part: back to the last `**` is enough. */
    Slice any_pattern = {NULL, 0}, any_path = {NULL, 0};
    for (;;) {
        Slice pattern_rest = pattern, path_rest = path;
        Slice wanted = path_next_part(&pattern_rest), name = path_next_part(&path_rest);
        if (is_any(wanted)) {
            any_pattern = pattern = pattern_rest.length > 0 ? pattern_rest : SLICE("*");
            any_path = path;
            continue;
        }
        if (wanted.length == 0 && name.length == 0)
            return true;
        if (wanted.length > 0 && name.length > 0 &&
            (io_is_glob(wanted) ? part_matches(name, wanted)
                                : slice_equal(name, wanted))) {
            pattern = pattern_rest;
            path = path_rest;
            continue;
        }
        Slice taken = path_next_part(&any_path);
        if (any_pattern.at == NULL || taken.length == 0 || taken.at[0] == '.')
            return false;
        pattern = any_pattern;
        path = any_path;
    }
}
