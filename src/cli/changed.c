/* What changed since a commit, by git, and which findings that leaves. */
#include "cli/changed.h"

#include <string.h>

#include "base/io.h"
#include "cli/git.h"
#include "render/baseline.h"
#include "source/changes.h"
#include "workspace/overlay.h"

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

/* Says so where git could not be run: that is no answer. */
static GitResult heard(const Since *since, GitResult result) {
    if (result == GIT_MISSING)
        cli_complain(since->cli, "--changed asks git, which could not be run");
    return result;
}

/* As git_run, in the repository. */
static GitResult ask(const Since *since, const Repository *repository,
                     const char *const *arguments, Slice *out) {
    return heard(since, git_run(since->arena, repository->top, repository->filters,
                                arguments, out));
}

/* GIT_REFUSED where the name is no commit of the repository. */
static GitResult read_commit(const Since *since, Repository *repository,
                             const char *name) {
    Slice commit;
    GitResult result = heard(since, git_commit(since->arena, repository->top,
                                               repository->filters, name, &commit));
    if (result == GIT_DONE)
        repository->commit = commit;
    return result;
}

static bool find_commit(const Since *since, const char *base, Repository *repository) {
    if (base == option_no_value)
        return read_commit(since, repository, "HEAD") != GIT_MISSING;
    if (*base == 0) {
        cli_complain(
            since->cli,
            "--changed= names no commit; where it comes from git merge-base, the "
            "clone may be too shallow: check out with fetch-depth: 0");
        return false;
    }
    GitResult result = read_commit(since, repository, base);
    if (result == GIT_REFUSED) {
        cli_complain(since->cli, "--changed: \"%.64s\" is no commit of this repository",
                     base);
    }
    return result == GIT_DONE;
}

static bool add_repository(Since *since, Repository repository) {
    GitResult result =
        heard(since, git_filters(since->arena, repository.top, &repository.filters));
    if (result == GIT_REFUSED) {
        cli_complain(since->cli,
                     "--changed: the configuration of git in %.200s names a "
                     "filter that cannot be switched off",
                     repository.top);
    }
    if (result != GIT_DONE)
        return false;
    repository.tracked = names_new(since->arena);
    *VEC_PUSH(since->arena, &since->repositories) = repository;
    return true;
}

static bool find_repository(Since *since, const char *base) {
    Repository repository = {0};
    Slice top, real;
    GitResult result = heard(since, git_top(since->arena, NULL, &top));
    if (result == GIT_REFUSED)
        cli_complain(since->cli, "--changed: git knows no repository here");
    if (result != GIT_DONE)
        return false;
    IoStatus status = io_real_path(since->arena, top.at, &real);
    if (status != IO_OK) {
        cli_complain(since->cli, "--changed: %.200s %s", top.at, io_status_text(status));
        return false;
    }
    repository.top = real.at;
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
    GitResult result = ask(since, repository, arguments, &diff);
    if (result == GIT_REFUSED)
        cli_complain(since->cli, "--changed: git could not compare the files");
    if (result != GIT_DONE)
        return false;
    changes_read(since->arena, diff, slice_of(repository->top), &since->changes);
    return true;
}

/* ---- submodules ---- */

static bool holds_source(const Since *since, Slice folder) {
    for (uint32_t i = 0; i < since->sources->all.count; i++)
        if (source_path_below(folder, since->sources->all.at[i]->real).length > 0)
            return true;
    return false;
}

/* A submodule as the commit of the repository around it names it. Where it is not there,
 * or not at a commit that can be compared, its files count as new. */
static bool add_submodule(Since *since, uint32_t outer, Slice path) {
    Repository around = since->repositories.at[outer];
    Slice folder = arena_format(since->arena, "%s/%.*s", around.top, SLICE_ARGS(path));
    if (!holds_source(since, folder))
        return true;
    Slice wanted = arena_format(since->arena, "%.*s:%.*s", SLICE_ARGS(around.commit),
                                SLICE_ARGS(path));
    const char *commit_of[] = {"rev-parse", "--verify", "--quiet", wanted.at, NULL};
    Slice commit, top;
    Repository inner = {.top = folder.at};
    GitResult result =
        heard(since, git_line(since->arena, around.top, NULL, commit_of, &commit));
    if (result == GIT_DONE)
        result = heard(since, git_top(since->arena, inner.top, &top));
    if (result == GIT_DONE && !slice_equal(top, folder))
        return true;
    if (result == GIT_DONE)
        result = read_commit(since, &inner, commit.at);
    return result == GIT_DONE ? add_repository(since, inner) : result == GIT_REFUSED;
}

/* The paths that git keeps track of: "100644 HASH 0\tPATH", each with a NUL behind. Of
 * those that are submodules, those that hold files that were loaded become repositories.
 */
static bool read_tracked(Since *since, uint32_t index) {
    const char *const arguments[] = {"ls-files", "-s", "-z", NULL};
    Repository repository = since->repositories.at[index];
    Slice out;
    GitResult result = ask(since, &repository, arguments, &out);
    if (result == GIT_REFUSED)
        cli_complain(since->cli, "--changed: git could not list the files");
    if (result != GIT_DONE)
        return false;
    const char *end = out.at + out.length;
    bool fine = true;
    for (const char *at = out.at; at < end && fine; at += strlen(at) + 1) {
        const char *tab = strchr(at, '\t');
        if (!tab)
            continue;
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
        if (source_path_below(slice_of(repository->top), real).length > 0)
            return repository;
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
                                  source_path_below(slice_of(repository->top), real)) !=
                           0;
        if (real.length > 0 && !tracked && !changes_find(&before, real))
            changes_add(since->arena, &since->changes, real);
    }
    changes_sort(&since->changes);
}

static bool read_repositories(Since *since) {
    for (uint32_t i = 0; i < since->repositories.count; i++) {
        Repository repository = since->repositories.at[i];
        if (!read_tracked(since, i) || !read_changes(since, &repository))
            return false;
    }
    add_untracked(since);
    return true;
}

/* ---- the files as they were ---- */

static bool add_past(Since *since, const ChangedFile *file, Overlay *past) {
    Slice text = {0};
    const Repository *repository = repository_of(since, file->real);
    if (file->added || file->renamed) {
        overlay_hide(past, file->real);
        return true;
    }
    if (!repository) {
        overlay_put(past, file->real, text);
        return true;
    }
    Slice name = arena_format(
        since->arena, "%.*s:%.*s", SLICE_ARGS(repository->commit),
        SLICE_ARGS(source_path_below(slice_of(repository->top), file->real)));
    const char *arguments[] = {"cat-file", "blob", name.at, NULL};
    GitResult result = ask(since, repository, arguments, &text);
    if (result == GIT_REFUSED) {
        cli_complain(since->cli, "--changed: git could not show %.200s as it was",
                     file->real.at);
    }
    overlay_put(past, file->real, text);
    return result == GIT_DONE;
}

/* What is nothing that integ reads need not be fetched. */
static bool gather_past(Since *since, Overlay *past) {
    const Sources *sources = since->sources;
    for (uint32_t i = 0; i < since->changes.files.count; i++) {
        const ChangedFile *file = &since->changes.files.at[i];
        if ((slice_ends(file->real, SLICE(".integ")) ||
             sources_have(sources, file->real)) &&
            !add_past(since, file, past))
            return false;
    }
    for (uint32_t i = 0; i < sources->all.count; i++) {
        const Source *source = sources->all.at[i];
        if (slice_is(source->path, "-")) /* it has been read, and has no past */
            overlay_put(past, SLICE("-"), source->text);
    }
    return true;
}

/* What was there then need not be there now, but what the system cannot read is missing
 * from what was found then. */
static bool could_not_read(const Since *since, const Workspace *workspace) {
    bool any = false;
    for (uint32_t i = 0; i < workspace->unreadable.count; i++) {
        const Unreadable *lost = &workspace->unreadable.at[i];
        if (lost->failed) {
            cli_complain(since->cli, "--changed: %s: %s", lost->path.at, lost->why);
            any = true;
        }
    }
    return any;
}

/* Sets aside what was found then. */
static bool compare_with_past(Since *since, const Load *load, Slice root, Slice current,
                              const Report *report) {
    Files now = files_system();
    Overlay *past = overlay_new(since->arena, &now, current);
    Request request;
    if (!gather_past(since, past) ||
        !cli_request(since->cli, since->arena, load, &request))
        return false;
    Files then = overlay_files(past);
    then.stamp = NULL; /* the past does not change */
    Workspace *workspace = workspace_load(since->cli->memory, &then, &request);
    if (could_not_read(since, workspace)) {
        workspace_drop(workspace);
        return false;
    }
    const Slice *paths =
        sources_paths_from(since->arena, &workspace->sources, root, current);
    Report old = {.memory = since->cli->memory,
                  .sources = &workspace->sources,
                  .findings = &workspace->findings,
                  .paths = paths,
                  .prints = fingerprint_all(since->arena, &workspace->sources,
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
    if (!find_repository(since, base))
        return false;
    if (since->repositories.at[0].commit.length == 0)
        return true; /* no commit yet: everything is new */
    if (!read_repositories(since) ||
        !compare_with_past(since, load, root, current, report))
        return false;
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        Diagnostic *d = report->findings->all.at[i];
        if (d->aside == ASIDE_UNCHANGED &&
            changes_touch(&since->changes, report->sources, d))
            d->aside = ASIDE_NOT;
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
