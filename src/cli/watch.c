/* The loop of --watch: what is watched follows from what was asked for and what it
 * includes, and is found out anew each time. */
#include "cli/watch.h"
#include "base/phrase.h"

#include <string.h>

#include "base/io.h"
#include "base/path.h"
#include "base/watch.h"

struct Watching {
    Cli *cli;
    const Load *load;
    Watch *watch;
    Arena *arena;      /* of one round */
    SliceVec names;    /* of files that were asked for or loaded, without their folders */
    VEC(bool) wide;    /* by folder: whether other files in it matter too */
    SliceVec patterns; /* the last parts of the patterns that files include */
    uint32_t files;    /* that were loaded */
    bool full;         /* the system's limit was reached */
    bool lost;         /* something cannot be watched, and that was said */
};

/* ---- what is watched ---- */

/* `wide`: for files that are not known yet as well. */
static bool watch_one(Watching *watching, Slice folder, bool wide) {
    uint32_t number;
    WatchAdded added = watch_folder(watching->watch, folder.at, &number);
    watching->full = watching->full || added == WATCH_FULL;
    /* Of the folder around what was asked for only a replacement would be seen. */
    if (added == WATCH_LOST && wide && !watching->lost) {
        cli_complain(watching->cli, "the folder %s cannot be watched", folder.at);
        watching->lost = true;
    }
    while (watching->wide.count <= number)
        *VEC_PUSH(watching->arena, &watching->wide) = false;
    watching->wide.at[number] = watching->wide.at[number] || wide;
    return added == WATCH_NEW;
}

static void add_name(Watching *watching, Slice path) {
    while (path.length > 1 && path.at[path.length - 1] == '/')
        path.length--;
    uint32_t start = path.length;
    while (start > 0 && path.at[start - 1] != '/')
        start--;
    *VEC_PUSH(watching->arena, &watching->names) =
        arena_copy(watching->arena, slice_from(path, start));
}

/* A file or folder that was asked for: the folder that it is in, as it may be replaced or
 * come to be; and what is below it. */
static void watch_path(Watching *watching, Slice path) {
    Arena *arena = watching->arena;
    Slice current;
    IoStatus status = io_real_path(arena, ".", &current);
    if (status != IO_OK) {
        cli_complain(watching->cli, "the current folder %s", io_status_text(status));
        watching->lost = true;
        return;
    }
    Slice whole = path_join(arena, current, path);
    add_name(watching, whole);
    watch_one(watching, path_folder_of(arena, whole), false);
    if (io_is_folder(path.at)) {
        SliceVec folders = {0};
        io_folders(arena, path.at, &folders);
        for (uint32_t i = 0; i < folders.count; i++)
            watch_one(watching, folders.at[i], true);
    }
}

/* What was looked for and may come to be: where a file was missing, and wherever a
 * pattern can reach. Of a folder that is not there the one above it is watched. True
 * where one was not watched before. */
static bool watch_wanted(Watching *watching, const Dependency *dependency) {
    Arena *arena = watching->arena;
    Slice folder = path_folder_of(arena, dependency->path);
    bool deep = io_is_glob(folder);
    while (io_is_glob(folder))
        folder = path_folder_of(arena, folder);
    if (dependency->kind == DEPENDENCY_GLOB) {
        Slice path = dependency->path;
        uint32_t start = path.length;
        while (start > 0 && path.at[start - 1] != '/')
            start--;
        *VEC_PUSH(arena, &watching->patterns) =
            arena_copy(arena, slice_from(path, start));
    } else {
        add_name(watching, dependency->path);
    }
    SliceVec folders = {0};
    if (deep && io_is_folder(folder.at))
        io_folders(arena, folder.at, &folders);
    while (!io_is_folder(folder.at) && !slice_is(folder, ".") && !slice_is(folder, "/"))
        folder = path_folder_of(arena, folder);
    bool any = watch_one(watching, folder, true);
    for (uint32_t i = 0; i < folders.count; i++)
        any = watch_one(watching, folders.at[i], true) || any;
    return any;
}

bool watching_loaded(Watching *watching, const Workspace *workspace) {
    Arena *arena = watching->arena;
    bool any = false;
    for (uint32_t i = 0; i < workspace->dependencies.count; i++) {
        const Dependency *dependency = &workspace->dependencies.at[i];
        if (dependency->kind == DEPENDENCY_GLOB ||
            (dependency->kind == DEPENDENCY_FILE && dependency->print == 0))
            any = watch_wanted(watching, dependency) || any;
    }
    watching->files = workspace->sources.all.count;
    for (uint32_t i = 0; i < workspace->sources.all.count; i++) {
        const Source *source = workspace->sources.all.at[i];
        Slice paths[] = {source->path, source->real};
        for (int k = 0; k < 2; k++) {
            if (paths[k].length > 0) {
                add_name(watching, paths[k]);
                any = watch_one(watching, path_folder_of(arena, paths[k]), true) || any;
            }
        }
    }
    return any;
}

static bool is_wanted(void *context, uint32_t folder, const char *name, bool is_folder) {
    const Watching *watching = context;
    Slice text = slice_of(name);
    for (uint32_t i = 0; i < watching->names.count; i++)
        if (slice_equal(watching->names.at[i], text))
            return true;
    bool wide = folder < watching->wide.count && watching->wide.at[folder];
    if (!wide || name[0] == '.')
        return false;
    bool wanted = is_folder || slice_ends(text, SLICE(".integ"));
    for (uint32_t i = 0; i < watching->patterns.count && !wanted; i++)
        wanted = io_glob_matches(watching->patterns.at[i], text);
    return wanted;
}

/* ---- the loop ---- */

static void begin(Watching *watching) {
    if (watching->arena)
        arena_drop(watching->arena);
    watching->arena = arena_new(watching->cli->memory);
    watching->names = watching->patterns = (SliceVec){0};
    watching->wide.at = NULL;
    watching->wide.count = watching->wide.room = 0;
    const Load *load = watching->load;
    if (load->path_count == 0)
        watch_path(watching, SLICE("."));
    for (int i = 0; i < load->path_count; i++)
        watch_path(watching, slice_of(load->paths[i]));
}

/* The output is complete before it is said that more may come. False where nobody reads
 * it any more. */
static bool tell(Watching *watching) {
    Cli *cli = watching->cli;
    if (!writer_flush(cli->out))
        return false;
    cli_complain(cli, "watching %u file%s; Ctrl-C ends it", watching->files,
                 phrase_s(watching->files));
    return writer_flush(cli->err);
}

static void announce(Watching *watching, const char *name) {
    Cli *cli = watching->cli;
    if (cli->terminal) {
        writer_str(cli->out, "\x1b[H\x1b[2J\x1b[3J");
        writer_flush(cli->out);
    }
    cli_complain(cli, "%s changed", name ? name : "something");
    writer_flush(cli->err);
}

static Exit loop(Watching *watching,
                 Exit (*check)(Cli *cli, const void *job, Watching *watching),
                 const void *job) {
    for (;;) {
        begin(watching);
        check(watching->cli, job, watching);
        if (watching->full) {
            cli_complain(watching->cli, "there are more folders than the system lets a "
                                        "program watch");
            return EXIT_UNABLE;
        }
        if (watching->lost || !tell(watching))
            return EXIT_UNABLE;
        const char *name;
        switch (watch_wait(watching->watch, is_wanted, watching, &name)) {
        case WATCH_CHANGED: announce(watching, name); break;
        case WATCH_STOPPED: return EXIT_CLEAN;
        case WATCH_FAILED:
            cli_complain(watching->cli, "the files cannot be watched any more");
            return EXIT_UNABLE;
        }
    }
}

Exit watch_check(Cli *cli, const Load *load,
                 Exit (*check)(Cli *cli, const void *job, Watching *watching),
                 const void *job) {
    for (int i = 0; i < load->path_count; i++) {
        if (strcmp(load->paths[i], "-") == 0) {
            cli_complain(cli, "--watch watches files, and standard input is none");
            return EXIT_UNABLE;
        }
    }
    Arena *scratch = arena_new(cli->memory);
    Request request;
    bool fine = cli_request(cli, scratch, load, &request);
    arena_drop(scratch);
    if (!fine)
        return EXIT_UNABLE;
    Watching watching = {.cli = cli, .load = load, .watch = watch_new(cli->memory)};
    if (!watching.watch) {
        cli_complain(cli, "files cannot be watched here");
        return EXIT_UNABLE;
    }
    Exit status = loop(&watching, check, job);
    arena_drop(watching.arena);
    watch_drop(watching.watch);
    return status;
}
