/* integ check: loads files and folders as one workspace and shows what was found. */
#include "cli/cli.h"

#include <stdint.h>

#include "cli/load.h"
#include "render/report.h"
#include "workspace/workspace.h"

enum {
    CHECK_FORMAT,
    CHECK_LEVEL,
    CHECK_STRICT,
    CHECK_ALL,
    CHECK_QUIET,
    CHECK_AS_OF,
    CHECK_COLOR,
    CHECK_ALLOW_OUTSIDE
};

static const Option options[] = {
    [CHECK_FORMAT] = {"format", "text|json", "how the findings are shown", 0, false},
    [CHECK_LEVEL] = {"level", "error|warning|note",
                     "show this level and above (note); the rest is counted", 0, false},
    [CHECK_STRICT] = {"strict", NULL, "warnings fail too", 0, false},
    [CHECK_ALL] = {"all", NULL, "show every finding, not 20 of each code", 0, false},
    [CHECK_QUIET] = {"quiet", NULL,
                     "show only what makes the check fail, and no closing line", 0,
                     false},
    [CHECK_AS_OF] = {"as-of", "YYYY-MM-DD", "judge as on this day, not on the document's",
                     0, false},
    [CHECK_COLOR] = {"color", COLOUR_CHOICES, "colours (auto: on a terminal)", 0, false},
    [CHECK_ALLOW_OUTSIDE] = {"allow-outside", NULL,
                             "includes may leave the folder of the first file", 0, false},
};

static Level level_of(const char *value) {
    static const Level levels[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE};
    return value ? levels[choice_index(options[CHECK_LEVEL].value, value)] : LEVEL_NOTE;
}

static Exit exit_of(Cli *cli, const Workspace *workspace, const Report *report,
                    bool strict) {
    Counts counts = report_counts(report);
    if (cli_unreadable(cli, workspace)) {
        return EXIT_UNABLE;
    }
    bool failed = counts.levels[LEVEL_ERROR] > 0 ||
                  (strict && counts.levels[LEVEL_WARNING] > 0);
    return failed ? EXIT_FINDINGS : EXIT_CLEAN;
}

static Exit check_run_command(Cli *cli, const Arguments *arguments) {
    const char *const *values = arguments->values;
    Load load = {.paths = arguments->rest,
                 .path_count = arguments->rest_count,
                 .allow_outside = values[CHECK_ALLOW_OUTSIDE] != NULL,
                 .as_of = values[CHECK_AS_OF]};
    Workspace *workspace = cli_load(cli, &load);
    if (!workspace) {
        return EXIT_UNABLE;
    }
    bool strict = values[CHECK_STRICT] != NULL;
    bool quiet = values[CHECK_QUIET] != NULL;
    Report report = {
        .memory = cli->memory,
        .sources = &workspace->sources,
        .findings = &workspace->findings,
        .summary = &workspace->summary,
        .level = level_of(values[CHECK_LEVEL]),
        .all = values[CHECK_ALL] != NULL,
        .closing = !quiet,
        .colour = cli_colour(cli, values[CHECK_COLOR]),
    };
    Level failing = strict ? LEVEL_WARNING : LEVEL_ERROR;
    if (quiet && report.level < failing) {
        report.level = failing;
    }
    const char *format = values[CHECK_FORMAT];
    if (format && choice_index(options[CHECK_FORMAT].value, format) == 1) {
        render_json(&report, cli->out);
    } else if (workspace->sources.all.count > 0) {
        render_text(&report, cli->out);
    }
    Exit status = exit_of(cli, workspace, &report, strict);
    workspace_drop(workspace);
    return status;
}

const Command command_check = {
    .name = "check",
    .summary = "recomputes every claim and shows what disagrees",
    .usage = "[OPTION…] [FILE|FOLDER…]",
    .about =
        "All files given, and those that they include, are checked as one. Folders "
        "are walked for\n*.integ; without an argument the current folder is; - is "
        "standard input.\n\nExit status: 0 nothing at error level, 1 findings, 2 the "
        "check could not be done. What --level\nhides is counted, and fails as it "
        "would if it were shown.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = check_run_command,
};
