/* integ diff: what two editions say differently. */
#include "cli/cli.h"

#include <stdint.h>
#include <string.h>

#include "base/choices.h"
#include "base/io.h"
#include "cli/diff_setup.h"
#include "cli/load.h"
#include "cli/outputs.h"
#include "cli/revision.h"
#include "render/comparison.h"
#include "workspace/compare.h"

enum {
    DIFF_FORMAT,
    DIFF_ONLY,
    DIFF_DOCUMENTS,
    DIFF_ALL,
    DIFF_OUTPUT,
    DIFF_GIT_SETUP,
    DIFF_AS_OF,
    DIFF_ALLOW_OUTSIDE
};

#define FORMATS "text|json|markdown"
#define ONLY "claims|money|results|names|findings"

static const Option options[] = {
    [DIFF_FORMAT] = {"format", FORMATS, "how the differences are shown", 0, false},
    [DIFF_ONLY] = {"only", ONLY, "only differences of this kind; repeats", 0, true},
    [DIFF_DOCUMENTS] = {"documents", NULL,
                        "compare two documents: integ diff --documents OLD NEW PATH", 0,
                        false},
    [DIFF_ALL] = {"all", NULL, "show every line, not only 20 of each kind", 0, false},
    [DIFF_OUTPUT] = {"output", "FILE",
                     "write the differences to a file, whole or not at all", 'o', false},
    [DIFF_GIT_SETUP] = {"git-setup", NULL,
                        "teach git in this repository: tables in hunks, git difftool", 0,
                        false},
    [DIFF_AS_OF] = OPTION_AS_OF,
    [DIFF_ALLOW_OUTSIDE] = OPTION_ALLOW_OUTSIDE,
};

/* One of the two sides. */
typedef struct DiffSide {
    Slice called;         /* as it was asked for */
    const char *revision; /* NULL: the files as they are */
    const char *const *paths;
    int path_count;
    Workspace *workspace;
} DiffSide;

typedef struct DiffJob {
    Cli *cli;
    const Arguments *arguments;
    Arena *arena;
    Slice current, top; /* top: of the repository; empty until it is asked for */
    DiffSide before, after;
    Id before_document, after_document;
    bool lost; /* something could not be read: that there is no difference is not known */
} DiffJob;

/* ---- what is compared ---- */

static bool is_path(const DiffJob *job, const char *text) {
    Files files = files_system();
    Slice real;
    return strcmp(text, "-") == 0 ||
           files.real_path(files.context, job->arena, text, &real) != IO_MISSING;
}

static bool find_current(DiffJob *job) {
    IoStatus status = io_real_path(job->arena, ".", &job->current);
    if (status != IO_OK)
        cli_complain(job->cli, "the current folder %s", io_status_text(status));
    return status == IO_OK;
}

static int is_neither(const DiffJob *job, const char *word) {
    cli_complain(job->cli, "\"%.200s\" is neither a file, a folder nor a commit", word);
    return -1;
}

/* How many of the first words are commits, at most two; -1 where one could be a path as
 * well, or a word is neither. It has been said then. Behind a commit stand paths, which
 * only it may have. */
static int count_revisions(DiffJob *job, const char *const *words, int count) {
    enum { REVISIONS_MOST = 2 };
    int revisions = 0;
    while (revisions < count && revisions < REVISIONS_MOST) {
        const char *word = words[revisions];
        bool path = is_path(job, word);
        GitResult found = revision_exists(job->cli, job->arena, job->top, word);
        if (found == GIT_MISSING)
            return -1;
        if (found == GIT_REFUSED && (path || revisions > 0))
            break;
        if (found == GIT_REFUSED)
            return is_neither(job, word);
        if (path) {
            cli_complain(
                job->cli,
                "\"%.200s\" is a commit and a path: write ./%.200s for the path, "
                "or %.200s^0 for the commit",
                word, word, word);
            return -1;
        }
        revisions++;
    }
    for (int i = 0; i < count && revisions == 0; i++)
        if (!is_path(job, words[i]))
            return is_neither(job, words[i]);
    return revisions;
}

static DiffSide side_of_paths(const char *called, const char *const *paths, int count) {
    return (DiffSide){.called = slice_of(called), .paths = paths, .path_count = count};
}

static void no_repository(const DiffJob *job, const char *const *words, int count) {
    for (int i = 0; i < count; i++) {
        if (!is_path(job, words[i])) {
            cli_complain(
                job->cli,
                "%.200s does not exist; for a commit: git knows no repository here",
                words[i]);
            return;
        }
    }
    cli_complain(job->cli,
                 "git knows no repository here; to compare two files or folders: "
                 "integ diff OLD NEW");
}

/* [REV [REV]] [PATH…] */
static bool choose_revisions(DiffJob *job) {
    const char *const *words = job->arguments->rest;
    int count = job->arguments->rest_count;
    GitResult found = revision_find_repository(job->cli, job->arena, &job->top);
    if (found == GIT_REFUSED)
        no_repository(job, words, count);
    if (found != GIT_DONE)
        return false;
    int revisions = count_revisions(job, words, count);
    if (revisions < 0)
        return false;
    const char *old = revisions > 0 ? words[0] : "HEAD";
    const char *now = revisions > 1 ? words[1] : NULL;
    GitResult commit = revision_exists(job->cli, job->arena, job->top, old);
    if (commit == GIT_REFUSED) {
        cli_complain(job->cli,
                     "there is no commit yet, so there is nothing to compare with");
    }
    if (commit != GIT_DONE)
        return false;
    job->before = side_of_paths(old, words + revisions, count - revisions);
    job->before.revision = old;
    job->after =
        side_of_paths(now ? now : "the files now", words + revisions, count - revisions);
    job->after.revision = now;
    return true;
}

static bool choose(DiffJob *job) {
    const char *const *words = job->arguments->rest;
    int count = job->arguments->rest_count;
    if (job->arguments->values[DIFF_DOCUMENTS]) {
        if (count < 2) {
            cli_complain(job->cli, "--documents takes two names of documents: integ diff "
                                   "--documents OLD NEW PATH");
            return false;
        }
        job->before = side_of_paths(words[0], words + 2, count - 2);
        job->after = side_of_paths(words[1], words + 2, count - 2);
        return true;
    }
    if (count == 2 && is_path(job, words[0]) && is_path(job, words[1])) {
        job->before = side_of_paths(words[0], words, 1);
        job->after = side_of_paths(words[1], words + 1, 1);
        return true;
    }
    return choose_revisions(job);
}

/* ---- loading ---- */

static bool hides(const Workspace *workspace) {
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (diagnostic_fails(workspace->findings.all.at[i], CHECK_HIDES))
            return true;
    return false;
}

static bool load(DiffJob *job, DiffSide *side) {
    const char *const *values = job->arguments->values;
    Load what = {.paths = side->paths,
                 .path_count = side->path_count,
                 .allow_outside = values[DIFF_ALLOW_OUTSIDE] != NULL,
                 .as_of = values[DIFF_AS_OF]};
    Request request;
    Files files = files_system();
    if (!cli_request(job->cli, job->arena, &what, &request) ||
        (side->revision && !revision_files(job->cli, job->arena, job->top, job->current,
                                           side->revision, &files)))
        return false;
    side->workspace = workspace_load(job->cli->memory, &files, &request);
    if (hides(side->workspace)) {
        cli_complain(
            job->cli,
            "%.*s: errors keep some of it from being compared; to see them: integ check",
            SLICE_ARGS(side->called));
        job->lost = true;
    }
    return true;
}

static bool lists(const UnreadableVec *all, Slice path) {
    for (uint32_t i = 0; i < all->count; i++)
        if (slice_equal(all->at[i].path, path))
            return true;
    return false;
}

/* Of one path in two commits: a file that only one has is new, or gone. */
static bool is_new_or_gone(const DiffJob *job, const Unreadable *lost,
                           const DiffSide *other) {
    bool asked = false;
    for (int i = 0; i < other->path_count; i++)
        asked = asked || slice_is(lost->path, other->paths[i]);
    return asked && !lost->failed && job->top.length > 0 &&
           !lists(&other->workspace->unreadable, lost->path);
}

/* Says what could not be read; whether there was anything. */
static bool unread(DiffJob *job) {
    const DiffSide *sides[] = {&job->before, &job->after};
    int count = job->before.workspace == job->after.workspace ? 1 : 2;
    bool any = false;
    for (int i = 0; i < count; i++) {
        const UnreadableVec *all = &sides[i]->workspace->unreadable;
        for (uint32_t k = 0; k < all->count; k++) {
            if (is_new_or_gone(job, &all->at[k], sides[1 - i]))
                continue;
            cli_complain(job->cli, "%.*s: %s: %s", SLICE_ARGS(sides[i]->called),
                         all->at[k].path.at, all->at[k].why);
            any = true;
        }
    }
    return any;
}

/* 0 where there is none of that name; it has been said then. */
static Id find_document(DiffJob *job, Slice name) {
    const Model *model = job->before.workspace->model;
    Id found = model_find(model, KIND_DOCUMENT, names_find(model->names, name));
    if (found != 0)
        return found;
    Id near = model_nearest(model, KIND_DOCUMENT, name);
    if (near != 0) {
        Slice other = model_name(model, KIND_DOCUMENT, near);
        cli_complain(job->cli, "no document is called \"%.*s\"; did you mean \"%.*s\"?",
                     SLICE_ARGS(name), SLICE_ARGS(other));
    } else {
        cli_complain(job->cli,
                     "no document is called \"%.*s\"; to list them: integ query "
                     "\"select name, title from documents\"",
                     SLICE_ARGS(name));
    }
    return 0;
}

static bool load_both(DiffJob *job) {
    if (!load(job, &job->before))
        return false;
    if (!job->arguments->values[DIFF_DOCUMENTS])
        return load(job, &job->after);
    job->after.workspace = job->before.workspace;
    job->before_document = find_document(job, job->before.called);
    job->after_document =
        job->before_document != 0 ? find_document(job, job->after.called) : 0;
    return job->after_document != 0;
}

/* ---- showing ---- */

static unsigned only_of(const Arguments *arguments) {
    static const unsigned bits[] = {COMPARISON_CLAIMS, COMPARISON_MONEY,
                                    COMPARISON_RESULTS, COMPARISON_NAMES,
                                    COMPARISON_FINDINGS};
    unsigned only = 0;
    const char *value;
    for (int i = 0; (value = arguments_value(arguments, DIFF_ONLY, i)) != NULL; i++)
        only |= bits[choices_find(ONLY, slice_of(value))];
    return only == 0 ? COMPARISON_ALL : only;
}

static void render(const DiffJob *job, const ComparisonPage *page, Writer *out) {
    const char *format = job->arguments->values[DIFF_FORMAT];
    switch (format ? choices_find(FORMATS, slice_of(format)) : 0) {
    case 1: render_comparison_json(page, out); break;
    case 2: render_comparison_markdown(page, out); break;
    default: render_comparison_text(page, out); break;
    }
}

/* Over none of what was compared, also as it is now where that was a commit. */
static bool put(const DiffJob *job, const char *file, Slice text) {
    bool held;
    IoStatus status =
        sources_hold(&job->before.workspace->sources, job->cli->memory, file, &held);
    if (status == IO_OK && held) {
        cli_complain(job->cli, "%.200s would be overwritten, and it is compared", file);
        return false;
    }
    return output_put(job->cli, "the list of differences", file,
                      &job->after.workspace->sources, text);
}

static Exit show(DiffJob *job) {
    EditionChanges comparison;
    compare_editions(job->arena, &comparison, job->before.workspace, job->before_document,
                     job->after.workspace, job->after_document);
    ComparisonPage page = {.memory = job->cli->memory,
                           .comparison = &comparison,
                           .only = only_of(job->arguments),
                           .all = job->arguments->values[DIFF_ALL] != NULL,
                           .before = job->before.called,
                           .after = job->after.called};
    const char *file = job->arguments->values[DIFF_OUTPUT];
    if (job->lost && file)
        cli_complain(job->cli, "%.200s was not written", file);
    if (job->lost && (file || !comparison_differs(&page)))
        return EXIT_UNABLE;
    bool fine = true;
    if (file) {
        Text text = {.memory = job->cli->memory};
        Writer writer = writer_text(&text);
        render(job, &page, &writer);
        fine = put(job, file, text_view(&text));
        text_free(&text);
    } else {
        render(job, &page, job->cli->out);
    }
    return !fine ? EXIT_UNABLE : comparison_differs(&page) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* ---- the whole ---- */

static Exit compare(DiffJob *job) {
    if (job->arguments->values[DIFF_GIT_SETUP])
        return diff_git_setup(job->cli, job->arena);
    const char *file = job->arguments->values[DIFF_OUTPUT];
    if (file && (*file == 0 || strcmp(file, "-") == 0)) {
        cli_complain(job->cli,
                     "--output \"%s\" names no file; without it the differences "
                     "go to standard output",
                     file);
        return EXIT_UNABLE;
    }
    if (!find_current(job) || !choose(job) || !load_both(job))
        return EXIT_UNABLE;
    job->lost = unread(job) || job->lost;
    Exit status = show(job);
    return job->lost ? EXIT_UNABLE : status;
}

static Exit diff_run(Cli *cli, const Arguments *arguments) {
    DiffJob job = {.cli = cli, .arguments = arguments, .arena = arena_new(cli->memory)};
    Exit status = compare(&job);
    if (job.after.workspace != job.before.workspace)
        workspace_drop(job.after.workspace);
    workspace_drop(job.before.workspace);
    arena_drop(job.arena);
    return status;
}

const Command command_diff = {
    .name = "diff",
    .summary = "shows what two editions say differently",
    .usage = "[OPTION…] OLD NEW | [COMMIT [COMMIT]] [PATH…]",
    .about =
        "Compares two files or folders by what they say: claims that are off now, and "
        "by "
        "which amounts;\nmoney by area and year and by project; results, effects and "
        "judgements; names, titles and\nproperties; findings. Layout, order and the file "
        "in "
        "which something stands make no difference.\n\nWith commits of git, or without "
        "any "
        "argument, it compares the files of a commit (default: HEAD) with\nthose of the "
        "other, "
        "or with the files as they are now. Nothing is checked out. --documents "
        "compares\n"
        "two documents of one load: two editions with the same projects.\n\nA thing with "
        "another "
        "name and the same title is probably renamed, and its money is compared as "
        "its\nown. "
        "Retitle and rename it at once, and it is gone and new.",
    .examples =
        "integ diff budget-2024.integ budget-2025.integ\ninteg diff                      "
        "     # what the files say now, and HEAD did not\ninteg diff main~5 main --only "
        "claims\ninteg diff --documents answer2020 expiring2023 .",
    .exit_status = "0  no difference\n1  differences\n2  not all of it could be compared",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = diff_run,
};
