/* The files of a commit. */
#include "cli/revision.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/path.h"
#include "base/sorted.h"
#include "source/source.h"

typedef struct Blob {
    Slice real; /* where it would stand; NUL-terminated */
    Slice id;   /* NUL-terminated */
    bool link;  /* its text is where it leads to */
    Slice file; /* of a link: the file that it is, once that is known */
} Blob;

typedef struct Revision {
    Arena *arena;
    Slice top, current;
    VEC(Blob) blobs; /* sorted by path */
} Revision;

/* ---- what there is ---- */

GitResult revision_find_repository(Cli *cli, Arena *arena, Slice *top) {
    Slice folder;
    GitResult result = git_top(arena, NULL, &folder);
    if (result == GIT_MISSING)
        cli_complain(cli, "git could not be run");
    if (result != GIT_DONE)
        return result;
    IoStatus status = io_real_path(arena, folder.at, top);
    if (status == IO_OK)
        return GIT_DONE;
    cli_complain(cli, "%.200s %s", folder.at, io_status_text(status));
    return GIT_MISSING;
}

GitResult revision_exists(Cli *cli, Arena *arena, Slice top, const char *name) {
    Slice commit;
    GitResult result = git_commit(arena, top.at, NULL, name, &commit);
    if (result == GIT_MISSING)
        cli_complain(cli, "git could not be run");
    return result;
}

static int by_path(const void *left, const void *right) {
    return slice_compare(((const Blob *)left)->real, ((const Blob *)right)->real);
}

/* "100644 blob ID\\tPATH", each with a NUL behind. */
static void add_blob(Cli *cli, Revision *revision, const char *line) {
    const char *tab = strchr(line, '\t');
    const char *id = strstr(line, " blob ");
    if (tab && (!id || id > tab))
        cli_complain(cli, "%s is a submodule, and is left out of the commit", tab + 1);
    if (!tab || !id || id > tab)
        return;
    id += strlen(" blob ");
    *VEC_PUSH(revision->arena, &revision->blobs) =
        (Blob){.real = path_join(revision->arena, revision->top, slice_of(tab + 1)),
               .id = arena_copy(revision->arena, (Slice){id, (uint32_t)(tab - id)}),
               .link = strncmp(line, "120000", 6) == 0};
}

/* ---- as files ---- */

static const Blob *find(const Revision *revision, Slice real) {
    uint32_t i = 0;
    SORTED_SEEK(i, revision->blobs.count, at,
                slice_compare(revision->blobs.at[at].real, real) < 0)
    bool found = i < revision->blobs.count &&
                 slice_equal(revision->blobs.at[i].real, real);
    return found ? &revision->blobs.at[i] : NULL;
}

static bool read_text(const Revision *revision, Arena *arena, const Blob *blob,
                      Slice *text) {
    const char *const arguments[] = {"cat-file", "blob", blob->id.at, NULL};
    return git_run(arena, revision->top.at, NULL, arguments, text) == GIT_DONE;
}

/* Whether there is anything that integ reads below a folder. */
static bool has_sources(const Revision *revision, Slice folder) {
    for (uint32_t i = 0; i < revision->blobs.count; i++)
        if (path_is_walked(source_path_below(folder, revision->blobs.at[i].real),
                           SLICE(".integ")))
            return true;
    return false;
}

/* Finds the file that each link is; of a chain of links, step by step. */
static void follow_links(Cli *cli, Revision *revision) {
    enum { STEPS_MOST = 8 };
    for (uint32_t i = 0; i < revision->blobs.count; i++) {
        const Blob *at = &revision->blobs.at[i];
        Slice leads = at->real;
        for (int step = 0; at && at->link && step < STEPS_MOST; step++) {
            Slice text, folder = path_folder_of(revision->arena, at->real);
            leads = read_text(revision, revision->arena, at, &text)
                        ? path_join(revision->arena, folder, text)
                        : SLICE("");
            at = find(revision, leads);
        }
        Blob *blob = &revision->blobs.at[i];
        if (at && !at->link)
            blob->file = at->real;
        else if (slice_ends(blob->real, SLICE(".integ")) || has_sources(revision, leads))
            cli_complain(cli, "%s is a link that is left out of the commit",
                         source_path_below(revision->top, blob->real).at);
    }
}

/* The file at a path, also by a link; NULL: there is none. */
static const Blob *find_file(const Revision *revision, Slice real) {
    const Blob *blob = find(revision, real);
    return !blob || blob->file.length == 0 ? NULL : find(revision, blob->file);
}

static bool has_folder(const Revision *revision, Slice real) {
    for (uint32_t i = 0; i < revision->blobs.count; i++)
        if (source_path_below(real, revision->blobs.at[i].real).length > 0)
            return true;
    return slice_equal(real, revision->top);
}

static IoStatus real_path(void *context, Arena *arena, const char *path, Slice *out) {
    Revision *revision = context;
    Slice real = path_join(arena, revision->current, slice_of(path));
    const Blob *file = find_file(revision, real);
    bool there = file || has_folder(revision, real);
    *out = file ? file->real : there ? real : (Slice){0};
    return there ? IO_OK : IO_MISSING;
}

static bool is_folder(void *context, const char *path) {
    Revision *revision = context;
    Arena *scratch = arena_new(arena_memory(revision->arena));
    Slice real = path_join(scratch, revision->current, slice_of(path));
    bool folder = !find_file(revision, real) && has_folder(revision, real);
    arena_drop(scratch);
    return folder;
}

static IoStatus read_blob(void *context, const Memory *memory, const char *path,
                          size_t most, char **at, size_t *length) {
    Revision *revision = context;
    Arena *scratch = arena_new(arena_memory(revision->arena));
    const Blob *blob =
        find_file(revision, path_join(scratch, revision->current, slice_of(path)));
    IoStatus status = blob ? IO_OK : IO_MISSING;
    if (blob) {
        Slice text;
        if (!read_text(revision, scratch, blob, &text))
            status = IO_FAILED;
        else if (text.length > most)
            status = IO_TOO_BIG;
        if (status == IO_OK) {
            *at = io_padded(memory, text);
            *length = text.length;
        }
    }
    arena_drop(scratch);
    return status;
}

static void walk(void *context, Arena *arena, const char *folder, SliceVec *out,
                 IoTroubleVec *troubles) {
    (void)troubles;
    Revision *revision = context;
    Slice real = path_join(arena, revision->current, slice_of(folder));
    for (uint32_t i = 0; i < revision->blobs.count; i++) {
        Slice below = source_path_below(real, revision->blobs.at[i].real);
        if (path_is_walked(below, SLICE(".integ"))) {
            *VEC_PUSH(arena, out) =
                arena_copy(arena, path_join(arena, slice_of(folder), below));
        }
    }
}

static void glob(void *context, Arena *arena, const char *pattern, Slice root,
                 SliceVec *out, IoTroubleVec *troubles) {
    (void)troubles;
    Revision *revision = context;
    Slice whole = path_join(arena, revision->current, slice_of(pattern));
    for (uint32_t i = 0; i < revision->blobs.count; i++) {
        Slice real = revision->blobs.at[i].real;
        if (io_glob_matches(whole, real) &&
            (root.length == 0 || source_path_below(root, real).length > 0))
            *VEC_PUSH(arena, out) = real;
    }
}

bool revision_files(Cli *cli, Arena *arena, Slice top, Slice current, const char *name,
                    Files *out) {
    Revision *revision = ARENA_NEW(arena, Revision);
    *revision = (Revision){.arena = arena, .top = top, .current = current};
    Slice tree = arena_format(arena, "%s^{tree}", name), list;
    const char *const arguments[] = {"ls-tree", "-r", "-z", "--full-tree", tree.at, NULL};
    if (git_run(arena, top.at, NULL, arguments, &list) != GIT_DONE) {
        cli_complain(cli, "git could not list the files of %.64s", name);
        return false;
    }
    const char *end = list.at + list.length;
    for (const char *at = list.at; at < end; at += strlen(at) + 1)
        add_blob(cli, revision, at);
    if (revision->blobs.count > 1)
        qsort(revision->blobs.at, revision->blobs.count, sizeof *revision->blobs.at,
              by_path);
    follow_links(cli, revision);
    *out = (Files){.context = revision,
                   .read = read_blob,
                   .walk = walk,
                   .glob = glob,
                   .is_folder = is_folder,
                   .real_path = real_path};
    return true;
}
