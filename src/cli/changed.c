/* What changed since a commit, by git, and which findings that leaves. */
#include "cli/changed.h"

#include <string.h>

#include "base/io.h"
#include "cli/git.h"
#include "render/baseline.h"
#include "source/changes.h"
#include "workspace/past.h"

/* A repository: the one that the files are in, or a submodule of it. */
typedef struct Repository {
    const char *top;            /* its real path */
    Slice commit;               /* NUL-terminated; length 0: there is none yet */
    const char *const *filters; /* switched off: see git_filters */
    Names *tracked;             /* the paths in it that git keeps track of */
} Repository;

typedef struct Since {
    Cli *cli;
    Arena *arena;
    const Sources *sources;
    VEC(Repository) repositories; /* outer ones before those in them */
    Changes changes;
} Since;

/* ---- git ---- */

static Slice without_newline(Slice text) {
    return slice_ends(text, SLICE("\n")) ? (Slice){text.at, text.length - 1} : text;
}

/* False where the name is no commit of the repository. */
static bool read_commit(const Since *since, const char *top, const char *name,
                        Slice *commit) {
    Slice wanted = arena_format(since->arena, "%s^{commit}", name), out;
    const char *arguments[] = {"rev-parse", "--verify", "--quiet", wanted.at, NULL};
    /* What begins with - would be an option. */
    if (*name == '-' || git_run(since->arena, top, NULL, arguments, &out) != GIT_DONE) {
        return false;
    }
    *commit = arena_copy(since->arena, without_newline(out));
    return true;
}

static bool find_commit(const Since *since, const char *base, Repository *repository) {
    if (base == option_no_value) {
        read_commit(since, repository->top, "HEAD", &repository->commit);
        return true;
    }
    if (*base == 0) {
        cli_complain(
            since->cli,
            "--changed= names no commit; where it comes from git merge-base, the "
            "clone may be too shallow: check out with fetch-depth: 0");
        return false;
    }
    if (!read_commit(since, repository->top, base, &repository->commit)) {
        cli_complain(since->cli, "--changed: \"%.64s\" is no commit of this repository",
                     base);
        return false;
    }
    return true;
}

static bool add_repository(Since *since, Repository repository) {
    repository.filters = git_filters(since->arena, repository.top);
    if (!repository.filters) {
        cli_complain(since->cli,
                     "--changed: the configuration of git in %.200s names a "
                     "filter that cannot be switched off",
                     repository.top);
        return false;
    }
    repository.tracked = names_new(since->arena);
    *VEC_PUSH(since->arena, &since->repositories) = repository;
    return true;
}

static bool find_repository(Since *since, const char *base) {
    const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
    Slice out;
    switch (git_run(since->arena, NULL, NULL, arguments, &out)) {
    case GIT_DONE: break;
    case GIT_REFUSED:
        cli_complain(since->cli, "--changed: git knows no repository here");
        return false;
    case GIT_MISSING:
        cli_complain(since->cli, "--changed asks git, which could not be run");
        return false;
    }
    Slice top = arena_copy(since->arena, without_newline(out));
    Repository repository = {.top = io_real_path(since->arena, top.at).at};
    return find_commit(since, base, &repository) && add_repository(since, repository);
}

static bool read_changes(Since *since, const Repository *repository) {
    const char *const arguments[] = {"diff",
                                     "-U0",
                                     "--text",
                                     "--no-color",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--find-renames",
                                     "--inter-hunk-context=0",
                                     "--ignore-submodules",
                                     "--src-prefix=a/",
                                     "--dst-prefix=b/",
                                     repository->commit.at,
                                     "--",
                                     NULL};
    Slice diff;
    if (git_run(since->arena, repository->top, repository->filters, arguments, &diff) !=
        GIT_DONE) {
        cli_complain(since->cli, "--changed: git could not compare the files");
        return false;
    }
    changes_read(since->arena, diff, slice_of(repository->top), &since->changes);
    return true;
}

/* ---- submodules ---- */

static bool holds_source(const Since *since, Slice folder) {
    for (uint32_t i = 0; i < since->sources->all.count; i++) {
        if (path_below(folder, since->sources->all.at[i]->real).length > 0) {
            return true;
        }
    }
    return false;
}

/* A submodule as the commit of the repository around it names it. Where it is not there,
 * or not at a commit that can be compared, its files count as new. */
static bool add_submodule(Since *since, uint32_t outer, Slice path) {
    Repository around = since->repositories.at[outer];
    Slice folder = arena_format(since->arena, "%s/%.*s", around.top, SLICE_ARGS(path));
    if (!holds_source(since, folder)) {
        return true;
    }
    Slice wanted = arena_format(since->arena, "%.*s:%.*s", SLICE_ARGS(around.commit),
                                SLICE_ARGS(path));
    const char *commit_of[] = {"rev-parse", "--verify", "--quiet", wanted.at, NULL};
    const char *const top_of[] = {"rev-parse", "--show-toplevel", NULL};
    Slice commit, top;
    Repository inner = {.top = folder.at};
    if (git_run(since->arena, around.top, NULL, commit_of, &commit) != GIT_DONE ||
        git_run(since->arena, folder.at, NULL, top_of, &top) != GIT_DONE ||
        !slice_equal(without_newline(top), folder)) {
        return true;
    }
    commit = arena_copy(since->arena, without_newline(commit));
    return !read_commit(since, folder.at, commit.at, &inner.commit) ||
           add_repository(since, inner);
}

/* The paths that git keeps track of: "100644 HASH 0\tPATH", each with a NUL behind. Of
 * those that are submodules, those that hold files that were loaded become repositories.
 */
static bool read_tracked(Since *since, uint32_t index) {
    const char *const arguments[] = {"ls-files", "-s", "-z", NULL};
    Repository repository = since->repositories.at[index];
    Slice out;
    if (git_run(since->arena, repository.top, repository.filters, arguments, &out) !=
        GIT_DONE) {
        cli_complain(since->cli, "--changed: git could not list the files");
        return false;
    }
    const char *end = out.at + out.length;
    bool fine = true;
    for (const char *at = out.at; at < end && fine; at += strlen(at) + 1) {
        const char *tab = strchr(at, '\t');
        if (!tab) {
            continue;
        }
        names_add(repository.tracked, slice_of(tab + 1));
        bool submodule = slice_starts(slice_of(at), SLICE("160000 "));
        fine = !submodule || add_submodule(since, index, slice_of(tab + 1));
    }
    return fine;
}

/* The innermost repository that a real path is in, or NULL. */
static const Repository *repository_of(const Since *since, Slice real) {
    for (uint32_t i = since->repositories.count; i-- > 0;) {
        const Repository *repository = &since->repositories.at[i];
        if (path_below(slice_of(repository->top), real).length > 0) {
            return repository;
        }
    }
    return NULL;
}

/* What git does not keep track of is new. */
static void add_untracked(Since *since) {
    changes_sort(&since->changes);
    uint32_t known = since->changes.files.count;
    for (uint32_t i = 0; i < since->sources->all.count; i++) {
        Slice real = since->sources->all.at[i]->real;
        const Repository *repository = repository_of(since, real);
        const Changes before = {.files = {since->changes.files.at, known, known}};
        bool tracked = repository &&
                       names_find(repository->tracked,
                                  path_below(slice_of(repository->top), real)) != 0;
        if (real.length > 0 && !tracked && !changes_find(&before, real)) {
            changes_add(since->arena, &since->changes, real);
        }
    }
    changes_sort(&since->changes);
}

static bool read_repositories(Since *since) {
    for (uint32_t i = 0; i < since->repositories.count; i++) {
        Repository repository = since->repositories.at[i];
        if (!read_tracked(since, i) || !read_changes(since, &repository)) {
            return false;
        }
    }
    add_untracked(since);
    return true;
}

/* ---- the files as they were ---- */

static bool add_past(Since *since, const ChangedFile *file, Past *past) {
    bool existed = !file->added && !file->renamed;
    PastFile *old = VEC_PUSH(since->arena, &past->files);
    *old = (PastFile){
        .real = file->real, .existed = existed, .gone = io_is_gone(file->real.at)};
    const Repository *repository = repository_of(since, file->real);
    if (!existed || !repository) {
        return true;
    }
    Slice name =
        arena_format(since->arena, "%.*s:%.*s", SLICE_ARGS(repository->commit),
                     SLICE_ARGS(path_below(slice_of(repository->top), file->real)));
    const char *arguments[] = {"cat-file", "blob", name.at, NULL};
    if (git_run(since->arena, repository->top, repository->filters, arguments,
                &old->text) != GIT_DONE) {
        cli_complain(since->cli, "--changed: git could not show %.200s as it was",
                     file->real.at);
        return false;
    }
    return true;
}

/* What is nothing that integ reads need not be fetched. */
static bool gather_past(Since *since, Past *past) {
    const Sources *sources = since->sources;
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
    if (!gather_past(since, &past) ||
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
    if (since->repositories.at[0].commit.length == 0) {
        return true; /* no commit yet: everything is new */
    }
    if (!read_repositories(since) ||
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
    Since since = {
        .cli = cli, .arena = arena_new(cli->memory), .sources = report->sources};
    bool fine = set_aside(&since, base, load, root, current, report);
    arena_drop(since.arena);
    return fine;
}
