/* integ check: loads files and folders as one workspace and shows what was found. */
#include "cli/cli.h"

#include <stdint.h>
#include <string.h>

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
    [CHECK_FORMAT] = {"format", "text|json", "how the findings are shown"},
    [CHECK_LEVEL] = {"level", "error|warning|note",
                     "show this level and above (note); the rest is counted"},
    [CHECK_STRICT] = {"strict", NULL, "warnings fail too"},
    [CHECK_ALL] = {"all", NULL, "show every finding, not 20 of each code"},
    [CHECK_QUIET] = {"quiet", NULL,
                     "show only what makes the check fail, and no closing line"},
    [CHECK_AS_OF] = {"as-of", "YYYY-MM-DD",
                     "judge as on this day, not on the document's"},
    [CHECK_COLOR] = {"color", "always|never|auto", "colours (auto: on a terminal)"},
    [CHECK_ALLOW_OUTSIDE] = {"allow-outside", NULL,
                             "includes may leave the folder of the first file"},
};

/* ---- dates ---- */

static int32_t digits_at(const char *text, size_t from, size_t to) {
    int32_t number = 0;
    for (size_t i = from; i < to; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static int32_t days_in(int32_t year, int32_t month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* "2020-12-02" as 20201202; 0 where it is no date. */
static int32_t parse_date(const char *text) {
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') {
        return 0;
    }
    int32_t year = digits_at(text, 0, 4);
    int32_t month = digits_at(text, 5, 7);
    int32_t day = digits_at(text, 8, 10);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) {
        return 0;
    }
    return year * 10000 + month * 100 + day;
}

/* ---- the command ---- */

static Level level_of(const char *value) {
    static const Level levels[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE};
    return value ? levels[choice_index(options[CHECK_LEVEL].value, value)] : LEVEL_NOTE;
}

static bool wants_colour(const Cli *cli, const char *value) {
    switch (value ? choice_index(options[CHECK_COLOR].value, value) : 2) {
    case 0: return true;
    case 1: return false;
    default: return cli->terminal;
    }
}

static Exit exit_of(Cli *cli, const Workspace *workspace, const Report *report,
                    bool strict) {
    Counts counts = report_counts(report);
    for (uint32_t i = 0; i < workspace->unreadable.count; i++) {
        Slice why = workspace->unreadable.at[i];
        cli_complain(cli, "%.*s", SLICE_ARGS(why));
    }
    if (workspace->unreadable.count > 0) {
        return EXIT_UNABLE;
    }
    bool failed = counts.levels[LEVEL_ERROR] > 0 ||
                  (strict && counts.levels[LEVEL_WARNING] > 0);
    return failed ? EXIT_FINDINGS : EXIT_CLEAN;
}

static Exit check_run_command(Cli *cli, const Arguments *arguments) {
    const char *const *values = arguments->values;
    int32_t as_of = 0;
    if (values[CHECK_AS_OF]) {
        as_of = parse_date(values[CHECK_AS_OF]);
        if (as_of == 0) {
            cli_complain(cli, "--as-of takes a date as 2020-12-02, not \"%.64s\"",
                         values[CHECK_AS_OF]);
            return EXIT_UNABLE;
        }
    }
    Arena *arena = arena_new(cli->memory);
    uint32_t count = arguments->rest_count > 0 ? (uint32_t)arguments->rest_count : 1;
    Slice *paths = ARENA_ARRAY(arena, Slice, count);
    paths[0] = SLICE(".");
    for (int i = 0; i < arguments->rest_count; i++) {
        paths[i] = slice_of(arguments->rest[i]);
    }
    Files files = files_system();
    Request request = {
        .paths = paths,
        .path_count = count,
        .allow_outside = values[CHECK_ALLOW_OUTSIDE] != NULL,
        .as_of = as_of,
    };
    Workspace *workspace = workspace_load(cli->memory, &files, &request);
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
        .colour = wants_colour(cli, values[CHECK_COLOR]),
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
    arena_drop(arena);
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
