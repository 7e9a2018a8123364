/* What changed since a commit, by git, and which findings that leaves. */
#include "cli/changed.h"

#include <string.h>

#include "base/io.h"
#include "cli/git.h"
#include "render/baseline.h"
#include "source/changes.h"
#include "workspace/past.h"

typedef struct Since {
    Cli *cli;
    Arena *arena;
    const char *top; /* the repository's real path */
    Slice commit;    /* NUL-terminated; length 0: there is none yet */
    Changes changes;
} Since;

/* ---- git ---- */

static Slice without_newline(Slice text) {
    return slice_ends(text, SLICE("\n")) ? (Slice){text.at, text.length - 1} : text;
}

static bool find_commit(Since *since, const char *base) {
    bool is_default = *base == 0;
    const char *name = is_default ? "HEAD" : base;
    Slice wanted = arena_format(since->arena, "%s^{commit}", name);
    const char *arguments[] = {"rev-parse", "--verify", "--quiet", wanted.at, NULL};
    Slice out;
    /* What begins with - would be an option. */
    if (*name != '-' && git_run(since->arena, since->top, arguments, &out) == GIT_DONE) {
        since->commit = arena_copy(since->arena, without_newline(out));
        return true;
    }
    if (!is_default) {
        cli_complain(since->cli, "--changed: \"%.64s\" is no commit of this repository",
                     base);
    }
    return is_default;
}

static bool find_repository(Since *since, const char *base) {
    const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
    Slice out;
    switch (git_run(since->arena, NULL, arguments, &out)) {
    case GIT_DONE: break;
    case GIT_REFUSED:
        cli_complain(since->cli, "--changed: git knows no repository here");
        return false;
    case GIT_MISSING:
        cli_complain(since->cli, "--changed asks git, which could not be run");
        return false;
    }
    Slice top = arena_copy(since->arena, without_newline(out));
    since->top = io_real_path(since->arena, top.at).at;
    return find_commit(since, base);
}

static bool read_changes(Since *since) {
    const char *const arguments[] = {"diff",
                                     "-U0",
                                     "--text",
                                     "--no-color",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--no-renames",
                                     "--ignore-submodules",
                                     "--src-prefix=a/",
                                     "--dst-prefix=b/",
                                     since->commit.at,
                                     "--",
                                     NULL};
    Slice diff;
    if (git_run(since->arena, since->top, arguments, &diff) != GIT_DONE) {
        cli_complain(since->cli, "--changed: git could not compare the files");
        return false;
    }
    changes_read(since->arena, diff, slice_of(since->top), &since->changes);
    changes_sort(&since->changes);
    return true;
}

/* The paths that git keeps track of, each with a NUL behind. */
static bool read_tracked(Since *since, Names *tracked) {
    const char *const arguments[] = {"ls-files", "-z", NULL};
    Slice out;
    if (git_run(since->arena, since->top, arguments, &out) != GIT_DONE) {
        cli_complain(since->cli, "--changed: git could not list the files");
        return false;
    }
    const char *end = out.at + out.length;
    for (const char *at = out.at; at < end; at += strlen(at) + 1) {
        names_add(tracked, slice_of(at));
    }
    return true;
}

/* What git does not keep track of is new. */
static bool add_untracked(Since *since, const Sources *sources) {
    Names *tracked = names_new(since->arena);
    if (!read_tracked(since, tracked)) {
        return false;
    }
    uint32_t known = since->changes.files.count;
    for (uint32_t i = 0; i < sources->all.count; i++) {
        Slice real = sources->all.at[i]->real;
        Slice below = path_below(slice_of(since->top), real);
        const Changes before = {.files = {since->changes.files.at, known, known}};
        if (real.length > 0 && !changes_find(&before, real) &&
            (below.length == 0 || names_find(tracked, below) == 0)) {
            changes_add(since->arena, &since->changes, real);
        }
    }
    changes_sort(&since->changes);
    return true;
}

/* ---- the files as they were ---- */

static bool add_past(Since *since, const ChangedFile *file, Past *past) {
    PastFile *old = VEC_PUSH(since->arena, &past->files);
    *old = (PastFile){
        .real = file->real, .existed = !file->added, .gone = io_is_gone(file->real.at)};
    if (file->added) {
        return true;
    }
    Slice name = arena_format(since->arena, "%.*s:%.*s", SLICE_ARGS(since->commit),
                              SLICE_ARGS(path_below(slice_of(since->top), file->real)));
    const char *arguments[] = {"cat-file", "blob", name.at, NULL};
    if (git_run(since->arena, since->top, arguments, &old->text) != GIT_DONE) {
        cli_complain(since->cli, "--changed: git could not show %.200s as it was",
                     file->real.at);
        return false;
    }
    return true;
}

/* What is nothing that integ reads need not be fetched. */
static bool gather_past(Since *since, const Sources *sources, Past *past) {
    for (uint32_t i = 0; i < since->changes.files.count; i++) {
        const ChangedFile *file = &since->changes.files.at[i];
        if ((slice_ends(file->real, SLICE(".integ")) ||
             sources_have(sources, file->real)) &&
            !add_past(since, file, past)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < sources->all.count; i++) {
        const Source *source = sources->all.at[i];
        if (slice_is(source->path, "-")) { /* it has been read, and has no past */
            *VEC_PUSH(since->arena, &past->files) =
                (PastFile){SLICE("-"), true, source->text, false};
        }
    }
    past_sort(past);
    return true;
}

/* Sets aside what was found then. */
static bool compare_with_past(Since *since, const Load *load, Slice root, Slice current,
                              const Report *report) {
    Files now = files_system();
    Past past = {.arena = since->arena, .now = &now, .current = current};
    Request request;
    if (!gather_past(since, report->sources, &past) ||
        !cli_request(since->cli, since->arena, load, &request)) {
        return false;
    }
    Files then = past_files(&past);
    Workspace *workspace = workspace_load(since->cli->memory, &then, &request);
    const Slice *paths =
        sources_paths_from(since->arena, &workspace->sources, root, current);
    Report old = {.memory = since->cli->memory,
                  .sources = &workspace->sources,
                  .findings = &workspace->findings,
                  .paths = paths,
                  .prints = fingerprints_make(since->arena, &workspace->sources,
                                              &workspace->findings, paths)};
    Baseline baseline;
    baseline_of(since->arena, &old, &baseline);
    baseline_apply(&baseline, report, ASIDE_UNCHANGED);
    workspace_drop(workspace);
    return true;
}

/* ---- the whole ---- */

static bool set_aside(Since *since, const char *base, const Load *load, Slice root,
                      Slice current, const Report *report) {
    if (!find_repository(since, base)) {
        return false;
    }
    if (since->commit.length == 0) {
        return true; /* no commit yet: everything is new */
    }
    if (!read_changes(since) || !add_untracked(since, report->sources) ||
        !compare_with_past(since, load, root, current, report)) {
        return false;
    }
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        Diagnostic *d = report->findings->all.at[i];
        if (d->aside == ASIDE_UNCHANGED &&
            changes_touch(&since->changes, report->sources, d)) {
            d->aside = ASIDE_NOT;
        }
    }
    return true;
}

bool changed_apply(Cli *cli, const char *base, const Load *load, Slice root,
                   Slice current, const Report *report) {
    Since since = {.cli = cli, .arena = arena_new(cli->memory)};
    bool fine = set_aside(&since, base, load, root, current, report);
    arena_drop(since.arena);
    return fine;
}
