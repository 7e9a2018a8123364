/* integ check: loads files and folders as one workspace and shows what was found. */
#include "cli/cli.h"
#include "base/choices.h"

#include <stdint.h>

#include "base/io.h"
#include "cli/baseline.h"
#include "cli/changed.h"
#include "cli/choice.h"
#include "cli/fix.h"
#include "cli/load.h"
#include "cli/outputs.h"
#include "cli/watch.h"
#include "render/report.h"
#include "workspace/workspace.h"

enum {
    CHECK_FORMAT,
    CHECK_REPORT,
    CHECK_LINK_BASE,
    CHECK_LEVEL,
    CHECK_ONLY,
    CHECK_SKIP,
    CHECK_FAIL_ON,
    CHECK_STRICT,
    CHECK_BASELINE,
    CHECK_WRITE_BASELINE,
    CHECK_CHANGED,
    CHECK_FIX,
    CHECK_DIFF,
    CHECK_WATCH,
    CHECK_ACCEPTED,
    CHECK_ALL,
    CHECK_QUIET,
    CHECK_AS_OF,
    CHECK_COLOR,
    CHECK_ALLOW_OUTSIDE
};

static const Option options[] = {
    [CHECK_FORMAT] = {"format", OUTPUT_CHOICES, "how the findings are shown", 0, false},
    [CHECK_REPORT] = {"report", "FORMAT=FILE",
                      "write the findings to a file too; repeats", 0, true},
    [CHECK_LINK_BASE] = {"link-base", "URL",
                         "markdown: files are linked below this address", 0, false},
    [CHECK_LEVEL] = {"level", "error|warning|note",
                     "hide findings below this level (default: note)", 0, false},
    [CHECK_ONLY] = {"only", "CODE,…", "only these codes or families: T02,Y", 0, true},
    [CHECK_SKIP] = {"skip", "CODE,…", "all but these codes or families", 0, true},
    [CHECK_FAIL_ON] = {"fail-on", FAIL_CHOICES,
                       "the lowest level that fails (default: error)", 0, false},
    [CHECK_STRICT] = {"strict", NULL, "the same as --fail-on warning", 0, false},
    [CHECK_BASELINE] = {"baseline", "FILE",
                        "findings in this file are known, and do not fail", 0, false},
    [CHECK_WRITE_BASELINE] = {"write-baseline", NULL,
                              "write that file (default: " BASELINE_DEFAULT ")", 0,
                              false},
    [CHECK_CHANGED] = {"changed", "[=BASE]",
                       "only findings of lines that changed since BASE (default: HEAD)",
                       0, false},
    [CHECK_FIX] = {"fix", NULL, "apply the fixes that cannot change a meaning", 0, false},
    [CHECK_DIFF] = {"diff", NULL, "with --fix: show the fixes, and write nothing", 0,
                    false},
    [CHECK_WATCH] = {"watch", NULL, "check again whenever a file changes", 'w', false},
    [CHECK_ACCEPTED] = {"accepted", NULL,
                        "show what an allow accepts, and where, in place of the rest", 0,
                        false},
    [CHECK_ALL] = {"all", NULL, "show every finding, not only 20 of each code", 0, false},
    [CHECK_QUIET] = {"quiet", NULL,
                     "show only what makes the check fail, and no closing line", 'q',
                     false},
    [CHECK_AS_OF] = OPTION_AS_OF,
    [CHECK_COLOR] = OPTION_COLOUR,
    [CHECK_ALLOW_OUTSIDE] = OPTION_ALLOW_OUTSIDE,
};

/* One check as it was asked for. */
typedef struct CheckJob {
    const Arguments *arguments;
    Load load;
    Choice choice;
    int failing; /* the least Level that fails, or FAIL_NEVER */
    Slice link_base;
} CheckJob;

static Level level_of(const CheckJob *job) {
    static const Level levels[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE};
    const char *value = job->arguments->values[CHECK_LEVEL];
    return value ? levels[choices_find(options[CHECK_LEVEL].value, slice_of(value))]
                 : LEVEL_NOTE;
}

/* What --quiet shows of: of no level where nothing fails. */
static int shown_level(const CheckJob *job) {
    int level = (int)level_of(job);
    bool quiet = job->arguments->values[CHECK_QUIET] != NULL;
    return quiet && level < job->failing ? job->failing : level;
}

static bool fails(const CheckJob *job, const Report *report) {
    Counts counts = report_counts(report);
    for (int level = job->failing; level <= LEVEL_ERROR; level++)
        if (counts.levels[level] > 0)
            return true;
    return false;
}

/* The current folder, and the one that paths for machines are relative to: the
 * repository's, else the current one. False where they cannot be found out. */
static bool find_folders(Cli *cli, Arena *arena, Slice *current, Slice *root) {
    IoStatus status = io_real_path(arena, ".", current);
    if (status == IO_OK)
        status = io_find_above(arena, *current, ".git", root);
    if (status != IO_OK) {
        cli_complain(cli, "the current folder %s", io_status_text(status));
        return false;
    }
    *root = root->length > 0 ? *root : *current;
    return true;
}

/* NULL: there is none. */
static const char *baseline_path(const char *const *values) {
    const char *path = values[CHECK_BASELINE];
    return !path && values[CHECK_WRITE_BASELINE] ? BASELINE_DEFAULT : path;
}

/* Sets aside what is known, after it was written where that is asked for. */
static bool apply_baseline(Cli *cli, const CheckJob *job, Slice root, Report *report) {
    const char *const *values = job->arguments->values;
    const char *path = baseline_path(values);
    if (values[CHECK_WRITE_BASELINE] && !baseline_make(cli, path, report))
        return false;
    return !path || baseline_use(cli, path, root, report);
}

static void label_accepted(Findings *findings) {
    for (uint32_t i = 0; i < findings->all.count; i++) {
        Diagnostic *d = findings->all.at[i];
        if (d->allowed)
            diagnostic_label(findings, d, d->allow, "accepted here");
    }
}

static Exit show(Cli *cli, const CheckJob *job, Workspace *workspace) {
    const char *const *values = job->arguments->values;
    Arena *arena = workspace->arena;
    Slice current, root;
    if (!find_folders(cli, arena, &current, &root))
        return EXIT_UNABLE;
    const Slice *paths = sources_paths_from(arena, &workspace->sources, root, current);
    const UnreadableVec *unreadable = &workspace->unreadable;
    Slice *unreadable_paths = ARENA_ARRAY(arena, Slice, unreadable->count + 1);
    for (uint32_t i = 0; i < unreadable->count; i++) {
        unreadable_paths[i] =
            source_path_from(arena, unreadable->at[i].path, (Slice){0}, root, current);
    }
    Report report = {
        .memory = cli->memory,
        .sources = &workspace->sources,
        .findings = &workspace->findings,
        .summary = &workspace->summary,
        .unreadable = unreadable,
        .level = (Level)shown_level(job),
        .accepted = values[CHECK_ACCEPTED] != NULL,
        .all = values[CHECK_ALL] != NULL,
        .closing = values[CHECK_QUIET] == NULL,
        .colour = cli_colour(cli, values[CHECK_COLOR]),
        .paths = paths,
        .unreadable_paths = unreadable_paths,
        .failing = job->failing,
        .link_base = job->link_base,
        .prints =
            fingerprint_all(arena, &workspace->sources, &workspace->findings, paths),
    };
    bool done = !cli_unread(cli, workspace);
    if (values[CHECK_WRITE_BASELINE] && !done) {
        cli_complain(cli, "the baseline was not written");
        return EXIT_UNABLE;
    }
    if (!apply_baseline(cli, job, root, &report) ||
        (values[CHECK_CHANGED] &&
         !changed_apply(cli, values[CHECK_CHANGED], &job->load, root, current, &report)))
        return EXIT_UNABLE;
    choice_apply(&job->choice, &workspace->findings);
    if (report.accepted)
        label_accepted(&workspace->findings);
    /* A person has been told already where nothing could be read. */
    bool text = !values[CHECK_FORMAT] ||
                choices_find(OUTPUT_CHOICES, slice_of(values[CHECK_FORMAT])) == 0;
    if (!text || workspace->sources.all.count > 0) {
        bool github = values[CHECK_FORMAT] &&
                      slice_is(slice_of(values[CHECK_FORMAT]), "github");
        output_show(values[CHECK_FORMAT], &report, github ? cli->commands : cli->out);
    }
    done = outputs_write(cli, job->arguments, CHECK_REPORT, &report) && done;
    return !done ? EXIT_UNABLE : fails(job, &report) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* `watching` is NULL for a check that is done once. */
static Exit run_once(Cli *cli, const void *context, Watching *watching) {
    const CheckJob *job = context;
    Workspace *workspace = cli_load(cli, &job->load);
    while (workspace && watching && watching_loaded(watching, workspace)) {
        workspace_drop(workspace);
        workspace = cli_load(cli, &job->load);
    }
    if (!workspace)
        return EXIT_UNABLE;
    Exit status = show(cli, job, workspace);
    workspace_drop(workspace);
    return status;
}

/* Says what does not go together; false where something does not. */
static bool options_agree(Cli *cli, const CheckJob *job) {
    const char *const *values = job->arguments->values;
    if (values[CHECK_DIFF] && !values[CHECK_FIX]) {
        cli_complain(cli, "--diff shows what --fix would do: integ check --fix --diff");
        return false;
    }
    if (values[CHECK_WATCH] && (values[CHECK_FIX] || values[CHECK_WRITE_BASELINE])) {
        cli_complain(cli, "--watch only looks; leave out --fix and --write-baseline");
        return false;
    }
    if (values[CHECK_WRITE_BASELINE] && (job->choice.some || values[CHECK_CHANGED])) {
        cli_complain(cli, "a baseline holds all findings; leave out --only, --skip and "
                          "--changed");
        return false;
    }
    return true;
}

/* What links begin with: an address of the web without what would end a link, and without
 * a `/` at its end. False where it is none; it has been said then. */
static bool read_link_base(Cli *cli, const Arguments *arguments, CheckJob *job) {
    const char *value = arguments->values[CHECK_LINK_BASE];
    Slice base = slice_of(value ? value : "");
    bool web = slice_starts(base, SLICE("https://")) ||
               slice_starts(base, SLICE("http://"));
    for (uint32_t i = 0; i < base.length && web; i++)
        web = base.at[i] > ' ' && base.at[i] < 0x7f &&
              !char_in(base.at[i], "()<>[]\"\\`");
    if (value && !web) {
        cli_complain(cli,
                     "--link-base takes an address that begins with https://, such as "
                     "https://github.com/OWNER/NAME/blob/COMMIT, not \"%.200s\"",
                     value);
        return false;
    }
    while (base.length > 0 && base.at[base.length - 1] == '/')
        base.length--;
    job->link_base = base;
    return true;
}

static Exit check_run_command(Cli *cli, const Arguments *arguments) {
    const char *const *values = arguments->values;
    CheckJob job = {
        .arguments = arguments,
        .load = {.paths = arguments->rest,
                 .path_count = arguments->rest_count,
                 .allow_outside = values[CHECK_ALLOW_OUTSIDE] != NULL,
                 .as_of = values[CHECK_AS_OF]},
        .failing = choice_failing(arguments, CHECK_FAIL_ON, CHECK_STRICT),
    };
    if (!outputs_check(cli, arguments, CHECK_REPORT, baseline_path(values)) ||
        !choice_read(cli, arguments, CHECK_ONLY, CHECK_SKIP, &job.choice) ||
        !read_link_base(cli, arguments, &job))
        return EXIT_UNABLE;
    if (!options_agree(cli, &job))
        return EXIT_UNABLE;
    if (values[CHECK_DIFF])
        return fix_diff(cli, &job.load, &job.choice);
    if (values[CHECK_FIX] && fix_files(cli, &job.load, &job.choice) != EXIT_CLEAN)
        return EXIT_UNABLE;
    return values[CHECK_WATCH] ? watch_check(cli, &job.load, run_once, &job)
                               : run_once(cli, &job, NULL);
}

const Command command_check = {
    .name = "check",
    .summary = "recomputes every claim and shows what disagrees",
    .usage = "[OPTION…] [FILE|FOLDER…]",
    .about =
        "integ checks all files that you name, and the files that they include, as "
        "one. In a folder it\ntakes every file that ends in .integ. With no argument "
        "it checks the current folder; - is standard\ninput.\n\nsarif is SARIF 2.1.0, "
        "for code scanning; github is annotations in GitHub Actions; gnu is one "
        "line\nfor each finding, for editors; markdown is a page for the summary of a "
        "job or a "
        "comment; junit is XML\nof test results; gitlab is its Code Quality report. "
        "Paths in "
        "these formats but gnu, and in a baseline,\nstart at the repository's root (the "
        "nearest "
        "folder with .git), or else at the current folder.\n\n--fix applies the fixes "
        "that leave no doubt: 16.4 for "
        "16,4, quotes and dashes of other scripts, a\nmisspelt name with one near "
        "candidate. --only and --skip limit it. It never changes a figure that\nis "
        "already valid, nor a file that someone else has changed "
        "meanwhile.\n\nFindings that are hidden (--level) are counted, and fail as if "
        "they were shown. Findings that are\nskipped (--only, --skip), known "
        "(--baseline) or unchanged (--changed) are counted, and do not\nfail. An error "
        "that keeps claims from being checked is never known or unchanged. Findings that "
        "an\nallow accepts are counted; --accepted shows them.",
    .examples =
        "integ check parks.integ\ninteg check --strict --skip T01 .\ninteg check "
        "--format github --report sarif=integ.sarif .\ninteg check --write-baseline    "
        "      # once, for files with old findings\ninteg check --baseline "
        "integ-baseline.json\ninteg check --fix --diff              # show the fixes, "
        "write nothing",
    .exit_status =
        "0  no errors; --watch ends with Ctrl-C\n1  errors, or what --fail-on names; "
        "with --fix --diff, something to fix\n2  the check could not be done, or "
        "something could not be read",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = check_run_command,
};
