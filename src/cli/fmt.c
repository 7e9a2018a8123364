/* integ fmt: lays files out, each by itself, in the one way there is. */
#include "cli/cli.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "render/diff.h"
#include "render/report.h"
#include "fmt/fmt.h"
#include "syntax/recognise.h"

enum { FMT_CHECK, FMT_DIFF, FMT_STDOUT, FMT_QUIET, FMT_COLOR };

static const Option options[] = {
    [FMT_CHECK] = {"check", NULL, "only list the files that would change", 0, false},
    [FMT_DIFF] = {"diff", NULL, "only show what would change", 0, false},
    [FMT_STDOUT] = {"stdout", NULL, "print the formatted files, and change none", 0,
                    false},
    [FMT_QUIET] = {"quiet", NULL, "do not name the files that were changed", 'q', false},
    [FMT_COLOR] = {"color", COLOUR_CHOICES,
                   "use colours for findings (default: auto, on a terminal)", 0, false},
};

/* A file on its way. */
typedef struct FmtJob {
    Cli *cli;
    const char *const *values; /* of the options */
    Arena *arena;              /* of this file */
    Slice path;
    Slice before; /* its bytes */
    Text after;   /* as they should be */
} FmtJob;

/* ---- laying out ---- */

/* What reading alone finds: the file is no tree then, or not all of it is in the tree. */
static void show_findings(const FmtJob *job, const Sources *sources,
                          const Findings *findings) {
    Report report = {
        .memory = job->cli->memory,
        .sources = sources,
        .findings = findings,
        .colour = cli_colour(job->cli, job->values[FMT_COLOR]),
    };
    render_text(&report, job->cli->err);
    cli_complain(job->cli, "%.*s is left as it is", SLICE_ARGS(job->path));
}

/* Makes `after`; false where the file cannot be read, which has been shown then. */
static bool lay_out(FmtJob *job) {
    Sources sources;
    Findings findings;
    bool done =
        fmt_text(job->arena, job->path, job->before, &sources, &findings, &job->after);
    if (!done)
        show_findings(job, &sources, &findings);
    return done;
}

/* ---- what becomes of it ---- */

static void write_path(const FmtJob *job) {
    Text text = {.memory = job->cli->memory};
    utf8_escape(&text, job->path, 1);
    writer_slice(job->cli->out, text_view(&text));
    writer_str(job->cli->out, "\n");
    text_free(&text);
}

static Exit replace(const FmtJob *job) {
    IoReplace how = {.expected = &job->before};
    IoStatus status = io_replace_file(job->path.at, text_view(&job->after), how);
    if (status == IO_CHANGED) {
        cli_complain(job->cli, "%.*s was changed meanwhile, and is left as it is",
                     SLICE_ARGS(job->path));
        return EXIT_UNABLE;
    }
    if (status != IO_OK) {
        cli_complain(job->cli, "%.*s %s", SLICE_ARGS(job->path),
                     io_write_status_text(status));
        return EXIT_UNABLE;
    }
    if (!job->values[FMT_QUIET])
        write_path(job);
    return EXIT_CLEAN;
}

static Exit finish(const FmtJob *job) {
    Slice after = text_view(&job->after);
    bool stream = slice_is(job->path, "-");
    bool only_looks = job->values[FMT_CHECK] || job->values[FMT_DIFF];
    if (job->values[FMT_STDOUT] || (stream && !only_looks)) {
        writer_slice(job->cli->out, after);
        return EXIT_CLEAN;
    }
    if (slice_equal(job->before, after))
        return EXIT_CLEAN;
    if (job->values[FMT_DIFF]) {
        render_diff(job->cli->memory, job->path, job->before, after, job->cli->terminal,
                    job->cli->out);
        return EXIT_FINDINGS;
    }
    if (job->values[FMT_CHECK]) {
        write_path(job);
        return EXIT_FINDINGS;
    }
    return replace(job);
}

static Exit lay_out_file(Cli *cli, const char *const *values, Slice path) {
    Arena *arena = arena_new(cli->memory);
    FmtJob job = {cli, values, arena, path, {0}, {.memory = cli->memory}};
    char *at = NULL;
    size_t length = 0;
    bool stream = slice_is(path, "-");
    IoStatus status =
        stream ? io_read_stream(cli->memory, STDIN_FILENO, IO_SOURCE_MOST, &at, &length)
               : io_read_file(cli->memory, path.at, IO_SOURCE_MOST, &at, &length);
    Exit result = EXIT_UNABLE;
    job.before = (Slice){at, (uint32_t)length};
    const char *why = status != IO_OK ? io_status_text(status)
                                      : recognise(cli->memory, path, job.before);
    if (why) {
        Slice name = stream ? SLICE("standard input") : path;
        cli_complain(cli, "%.*s: %s", SLICE_ARGS(name), why);
    } else {
        result = lay_out(&job) ? finish(&job) : EXIT_FINDINGS;
    }
    memory_free(cli->memory, at);
    text_free(&job.after);
    arena_drop(arena);
    return result;
}

/* ---- which files ---- */

static Exit worse(Exit a, Exit b) {
    return a > b ? a : b;
}

/* A file that is named twice is laid out once: its real path is in `done` then. */
static Exit once(Cli *cli, const char *const *values, Names *done, Slice path) {
    Arena *scratch = arena_new(cli->memory);
    Slice real = path;
    if (!slice_is(path, "-"))
        io_real_path(scratch, path.at, &real); /* reading says where there is none */
    bool again = real.length > 0 && names_find(done, real) != 0;
    if (real.length > 0)
        names_add(done, real);
    arena_drop(scratch);
    return again ? EXIT_CLEAN : lay_out_file(cli, values, path);
}

static Exit lay_out_path(Cli *cli, const char *const *values, Arena *arena, Names *done,
                         const char *path) {
    if (strcmp(path, "-") == 0 || !io_is_folder(path))
        return once(cli, values, done, slice_of(path));
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    io_walk(arena, path, SLICE(".integ"), &found, &troubles);
    Exit result = EXIT_CLEAN;
    for (uint32_t i = 0; i < troubles.count; i++) {
        cli_complain(cli, "%s: %s", troubles.at[i].path.at,
                     io_status_text(troubles.at[i].status));
        if (troubles.at[i].status != IO_MISNAMED)
            result = EXIT_UNABLE;
    }
    if (found.count == 0 && result == EXIT_CLEAN) {
        cli_complain(cli, "%s: holds no .integ file", path);
        result = EXIT_UNABLE;
    }
    for (uint32_t i = 0; i < found.count; i++) {
        bool is_link;
        IoStatus status = io_is_link(found.at[i].at, &is_link);
        if (status != IO_OK) {
            cli_complain(cli, "%s: %s", found.at[i].at, io_status_text(status));
            result = EXIT_UNABLE;
        } else if (!is_link) { /* whoever wants one followed names it */
            result = worse(result, once(cli, values, done, found.at[i]));
        }
    }
    return result;
}

static Exit fmt_run(Cli *cli, const Arguments *arguments) {
    const char *const *values = arguments->values;
    if (values[FMT_STDOUT] && (values[FMT_CHECK] || values[FMT_DIFF])) {
        cli_complain(cli, "--stdout prints all of a file; leave out --check and --diff");
        return EXIT_UNABLE;
    }
    Arena *arena = arena_new(cli->memory);
    Names *done = names_new(arena);
    Exit result = EXIT_CLEAN;
    for (int i = 0; i < arguments->rest_count; i++) {
        Exit own = lay_out_path(cli, values, arena, done, arguments->rest[i]);
        result = worse(result, own);
    }
    if (arguments->rest_count == 0)
        result = lay_out_path(cli, values, arena, done, ".");
    arena_drop(arena);
    return result;
}

const Command command_fmt = {
    .name = "fmt",
    .summary = "formats files in one fixed style",
    .usage = "[--check|--diff|--stdout] [FILE|FOLDER…|-]",
    .about =
        "There is one style, with nothing to choose: two spaces for each block, "
        "figures in columns by their\ndecimal points, names, titles and sources in "
        "columns of their own, and at most one blank line.\ninteg fmt changes no "
        "number, word or comment, and not their order. A block that was written on "
        "one\nline stays on one line if it fits and contains only plain statements. "
        "Lines end as the first line\nof the file does.\n\nIn a folder, integ formats "
        "every file that ends in .integ, and follows no links. With no argument\nit "
        "formats the current folder. - formats standard input to standard output. A "
        "file is replaced\nwhole or not at all, and named; a file that is formatted "
        "already is not touched.",
    .examples = "integ fmt\ninteg fmt --check .        # in CI\ninteg fmt --diff "
                "parks.integ\ninteg fmt - < parks.integ",
    .exit_status =
        "0  done\n1  with --check or --diff, a file would change; or a file cannot be "
        "read to its end (S…) and was left as it is\n2  a file could not be read or "
        "written",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = fmt_run,
};
