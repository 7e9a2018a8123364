/* integ query: asks the files a question and shows the answer. */
#include "cli/cli.h"
#include "base/choices.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/io.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "cli/outputs.h"
#include "render/canvas.h"
#include "render/report.h"
#include "render/result.h"
#include "workspace/ask.h"

enum {
    QUERY_FORMAT,
    QUERY_PARAM,
    QUERY_LIST,
    QUERY_UNIT,
    QUERY_DECIMAL,
    QUERY_GROUP,
    QUERY_NULL,
    QUERY_NO_HEADER,
    QUERY_WIDE,
    QUERY_OUTPUT,
    QUERY_QUIET,
    QUERY_AS_OF,
    QUERY_COLOR,
    QUERY_ALLOW_OUTSIDE
};

static const Option options[] = {
    [QUERY_FORMAT] = {"format", RESULT_FORMATS, "how the answer is shown", 0, false},
    [QUERY_PARAM] = {"param", "NAME=VALUE", "a value for $NAME", 0, true},
    [QUERY_LIST] = {"list", NULL, "list the queries that the files declare", 0, false},
    [QUERY_UNIT] = {"unit", "UNIT", "show amounts in this unit: mio, DKK, \"mio DKK\"", 0,
                    false},
    [QUERY_DECIMAL] = {"decimal", "point|comma", "the decimal sign (default: point)", 0,
                       false},
    [QUERY_GROUP] = {"group", NULL, "group digits in threes (table, markdown)", 0, false},
    [QUERY_NULL] = {"null", "TEXT", "what to show for a missing value", 0, false},
    [QUERY_NO_HEADER] = {"no-header", NULL, "leave out the line of headings", 0, false},
    [QUERY_WIDE] = {"wide", NULL, "do not cut lines to the terminal's width", 0, false},
    [QUERY_OUTPUT] = {"output", "FILE", "write the answer to a file, whole or not at all",
                      'o', false},
    [QUERY_QUIET] = {"quiet", NULL, "show no counts and no warnings about totals", 'q',
                     false},
    [QUERY_AS_OF] = OPTION_AS_OF,
    [QUERY_COLOR] = OPTION_COLOUR,
    [QUERY_ALLOW_OUTSIDE] = OPTION_ALLOW_OUTSIDE,
};

/* One run of the command. */
typedef struct QueryJob {
    Cli *cli;
    const Arguments *arguments;
    Arena *arena;
    Workspace *workspace;
    ResultStyle style;
    bool has_unit; /* amounts are shown in this one: */
    int8_t power;
    uint8_t currency; /* 0: any */
} QueryJob;

static const char *value_of(const QueryJob *job, int option) {
    return job->arguments->values[option];
}

/* ---- how it is shown ---- */

static uint32_t terminal_width(void) {
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static bool read_style(QueryJob *job) {
    ResultStyle *style = &job->style;
    const char *format = value_of(job, QUERY_FORMAT), *unit = value_of(job, QUERY_UNIT);
    const char *decimal = value_of(job, QUERY_DECIMAL), *null = value_of(job, QUERY_NULL);
    bool file = value_of(job, QUERY_OUTPUT) != NULL;
    *style = (ResultStyle){
        .format = format ? (ResultFormat)choices_find(RESULT_FORMATS, slice_of(format))
                         : RESULT_TABLE,
        .comma = decimal && strcmp(decimal, "comma") == 0,
        .group = value_of(job, QUERY_GROUP) != NULL,
        .null = null ? slice_of(null) : (Slice){0},
        .no_header = value_of(job, QUERY_NO_HEADER) != NULL,
        .width = file || value_of(job, QUERY_WIDE) ? 0 : terminal_width(),
        .colour = !file && cli_colour(job->cli, value_of(job, QUERY_COLOR)),
        .closing = value_of(job, QUERY_QUIET) == NULL,
    };
    job->has_unit = unit != NULL;
    if (unit && !model_read_unit(slice_of(unit), &job->power, &job->currency)) {
        cli_complain(
            job->cli,
            "--unit takes thousand, mio or mia, a currency, or both, as in \"mio "
            "DKK\", not \"%.64s\"",
            unit);
        return false;
    }
    return true;
}

/* ---- the question ---- */

static bool read_params(QueryJob *job, Ask *ask) {
    int count = 0;
    while (arguments_value(job->arguments, QUERY_PARAM, count))
        count++;
    QueryParam *params = ARENA_ARRAY(job->arena, QueryParam, count + 1);
    for (int i = 0; i < count; i++) {
        const char *text = arguments_value(job->arguments, QUERY_PARAM, i);
        const char *equals = strchr(text, '=');
        if (!equals || equals == text) {
            cli_complain(job->cli,
                         "--param takes a name and a value, as in year=2020, not "
                         "\"%.64s\"",
                         text);
            return false;
        }
        params[i] = (QueryParam){
            {text + (*text == '$'), (uint32_t)(equals - text) - (*text == '$')},
            slice_of(equals + 1)};
    }
    ask->params = params;
    ask->param_count = (uint32_t)count;
    return true;
}

/* Reads the text of a query from a file or standard input; it stays until the end. */
static bool read_text(QueryJob *job, const char *path, Ask *ask) {
    enum { TEXT_MOST = 1 << 20 };
    char *at = NULL;
    size_t length = 0;
    bool input = strcmp(path, "-") == 0;
    const Memory *memory = job->cli->memory;
    IoStatus status = input
                          ? io_read_stream(memory, STDIN_FILENO, TEXT_MOST, &at, &length)
                          : io_read_file(memory, path, TEXT_MOST, &at, &length);
    if (status != IO_OK) {
        cli_complain(job->cli, "%s: %s", input ? "standard input" : path,
                     io_status_text(status));
        return false;
    }
    ask->text = arena_copy(job->arena, (Slice){at, (uint32_t)length});
    ask->path = slice_of(input ? "standard input" : path);
    memory_free(memory, at);
    return true;
}

static bool is_text(const char *query) {
    return strpbrk(query, " \t\n\r;*(") != NULL || strcmp(query, "select") == 0 ||
           strcmp(query, "explain") == 0;
}

static bool find_named(QueryJob *job, const char *name, Ask *ask) {
    uint32_t count;
    ask->named = workspace_query(job->workspace, slice_of(name), &count);
    if (count > 1) {
        cli_complain(
            job->cli,
            "%u documents declare a query \"%.64s\": name the file of the one that "
            "you mean",
            count, name);
        return false;
    }
    if (ask->named)
        return true;
    Slice nearest = workspace_nearest_query(job->workspace, slice_of(name));
    if (io_look(name) == IO_OK || slice_ends(slice_of(name), SLICE(".integ"))) {
        cli_complain(job->cli,
                     "\"%.200s\" is no query but a path; the query comes before it: "
                     "integ query \"select …\" %.200s",
                     name, name);
    } else if (nearest.length > 0) {
        cli_complain(job->cli,
                     "no query is called \"%.64s\"; did you mean \"%.*s\"? --list shows "
                     "those that there are",
                     name, SLICE_ARGS(nearest));
    } else {
        cli_complain(job->cli,
                     "no query is called \"%.64s\"; --list shows those that there are",
                     name);
    }
    return false;
}

static bool read_query(QueryJob *job, const char *query, Ask *ask) {
    if (query[0] == '@')
        return read_text(job, query + 1, ask);
    if (strcmp(query, "-") == 0)
        return read_text(job, query, ask);
    if (is_text(query)) {
        ask->text = slice_of(query);
        ask->path = SLICE("query");
        return true;
    }
    return find_named(job, query, ask);
}

/* ---- the answer ---- */

static void show_findings(QueryJob *job, const Answer *answer) {
    Summary summary = {0};
    Report report = {
        .memory = job->cli->memory,
        .sources = &answer->sources,
        .findings = &answer->findings,
        .summary = &summary,
        .all = true,
        .colour = isatty(STDERR_FILENO) &&
                  cli_colour(job->cli, value_of(job, QUERY_COLOR)),
    };
    render_text(&report, job->cli->err);
}

static bool write_out(QueryJob *job, Text *text) {
    const char *path = value_of(job, QUERY_OUTPUT);
    if (!path) {
        writer_slice(job->cli->out, text_view(text));
        return true;
    }
    return output_put(job->cli, "the answer", path, &job->workspace->sources,
                      text_view(text));
}

/* The unit asked for must be one that all amounts can be shown in. */
static bool unit_fits(QueryJob *job, const Result *result) {
    uint8_t wanted = job->currency;
    uint32_t rows = result->row_count + result->has_totals;
    for (uint64_t i = 0; wanted != 0 && i < (uint64_t)rows * result->column_count; i++) {
        const Datum *cell = &result->cells[i];
        if (cell->kind == DATUM_AMOUNT && cell->currency != wanted) {
            cli_complain(job->cli, "an amount in %s cannot be shown in %s",
                         cell->currency ? currency_text(cell->currency)
                                        : "no stated currency",
                         currency_text(wanted));
            return false;
        }
    }
    return true;
}

static void show_remarks(QueryJob *job, const Answer *answer) {
    const Result *result = answer->result;
    uint32_t remarks = result ? result->remark_count : 0;
    Slice off = answer_off_text(answer, job->arena);
    writer_flush(job->cli->out);
    for (uint32_t i = 0; i < remarks; i++)
        cli_complain(job->cli, "%.*s", SLICE_ARGS(result->remarks[i]));
    if (off.length > 0 && !value_of(job, QUERY_QUIET))
        cli_complain(job->cli, "%.*s; see: integ check", SLICE_ARGS(off));
}

static Exit show_left_out(QueryJob *job, const LeftOut *left) {
    writer_flush(job->cli->out);
    for (uint32_t i = 0; i < left->count; i++)
        cli_complain(job->cli, "%.*s; see: integ check", SLICE_ARGS(left->lines[i]));
    return left->count > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}

static Exit show(QueryJob *job, const Answer *answer) {
    if (!answer->result && answer->plan_count == 0) {
        show_findings(job, answer);
        return EXIT_UNABLE;
    }
    Text text = {.memory = job->cli->memory};
    Writer out = writer_text(&text);
    const char *why = NULL;
    bool fine = true;
    for (uint32_t i = 0; i < answer->plan_count; i++) {
        writer_slice(&out, answer->plan[i]);
        writer_str(&out, "\n");
    }
    if (answer->result) {
        ResultPage page = {
            job->cli->memory, job->workspace->model, answer->result, &job->style, {0}};
        if (job->style.format == RESULT_INTEG)
            page.rows = answer_cells(answer);
        fine = unit_fits(job, answer->result) && render_result(&page, &out, &why);
    }
    if (why)
        cli_complain(job->cli, "%s", why);
    fine = fine && write_out(job, &text);
    text_free(&text);
    if (!fine)
        return EXIT_UNABLE;
    show_remarks(job, answer);
    return show_left_out(job, &answer->left_out);
}

/* ---- the list ---- */

static Exit list_queries(QueryJob *job) {
    const Model *model = job->workspace->model;
    uint32_t widest = 0;
    for (uint32_t i = 0; i < model->queries.count; i++) {
        Slice name = names_text(model->names, model->queries.at[i].node->name.name);
        uint32_t width = utf8_text_width(name);
        widest = width > widest ? width : widest;
    }
    Canvas canvas = canvas_new(job->cli->memory, job->cli->out, false);
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const Query *query = model->queries.at[i].node;
        const Source *source = sources_get(model->sources, model->queries.at[i].file);
        Slice name = names_text(model->names, query->name.name);
        canvas_text(&canvas, name);
        if (query->title.end > query->title.start) {
            canvas_spaces(&canvas, widest - utf8_text_width(name) + 2);
            canvas_text(&canvas, tree_string(job->arena, source, query->title));
        }
        canvas_str(&canvas, "\n");
    }
    canvas_free(&canvas);
    if (model->queries.count == 0)
        cli_complain(job->cli, "the files declare no query");
    LeftOut left = workspace_left_out(job->workspace, job->arena);
    return show_left_out(job, &left);
}

/* ---- the command ---- */

/* Whether the query may ask for the findings: only then totals that are off need to be
 * explained, which takes a third of loading. A name is known only once all is loaded. */
static bool may_ask_findings(const QueryJob *job) {
    const char *query = job->arguments->rest[0];
    bool hidden = query[0] == '@' || strcmp(query, "-") == 0;
    for (int i = 1; i < job->arguments->rest_count; i++)
        hidden = hidden || strcmp(job->arguments->rest[i], "-") == 0;
    return hidden || strstr(query, "findings") != NULL;
}

static bool asks_findings(const QueryJob *job, const Ask *ask) {
    const Select *select = ask->named ? ask->named->node->select : NULL;
    return select && slice_is(names_text(job->workspace->names, select->from.name),
                              table_def(TABLE_findings)->name);
}

static Exit run_job(QueryJob *job) {
    const Arguments *arguments = job->arguments;
    bool list = value_of(job, QUERY_LIST) != NULL;
    Ask ask = {0};
    if (!list && arguments->rest_count == 0) {
        cli_complain(job->cli,
                     "what is the query? integ query \"select …\" [FILE|FOLDER…]; "
                     "--list shows those that the files declare");
        return EXIT_UNABLE;
    }
    if (!read_style(job) || !read_params(job, &ask))
        return EXIT_UNABLE;
    Load load = {.paths = arguments->rest + !list,
                 .path_count = arguments->rest_count - !list,
                 .allow_outside = value_of(job, QUERY_ALLOW_OUTSIDE) != NULL,
                 .as_of = value_of(job, QUERY_AS_OF),
                 .verdicts_only = list || !may_ask_findings(job)};
    job->workspace = cli_load(job->cli, &load);
    if (!job->workspace || cli_unread(job->cli, job->workspace))
        return EXIT_UNABLE;
    if (list)
        return list_queries(job);
    ask.is_shown = job->has_unit;
    ask.shown = job->power;
    if (!read_query(job, arguments->rest[0], &ask))
        return EXIT_UNABLE;
    if (load.verdicts_only && asks_findings(job, &ask)) {
        workspace_drop(job->workspace);
        load.verdicts_only = false;
        job->workspace = cli_load(job->cli, &load);
        if (!job->workspace || !read_query(job, arguments->rest[0], &ask))
            return EXIT_UNABLE;
    }
    Answer *answer = workspace_ask(job->workspace, &ask);
    Exit status = show(job, answer);
    answer_drop(answer);
    return status;
}

static Exit query_run_command(Cli *cli, const Arguments *arguments) {
    QueryJob job = {.cli = cli, .arguments = arguments, .arena = arena_new(cli->memory)};
    Exit status = run_job(&job);
    workspace_drop(job.workspace);
    arena_drop(job.arena);
    return status;
}

const Command command_query = {
    .name = "query",
    .summary = "answers a question about the files",
    .usage = "[OPTION…] QUERY|NAME [FILE|FOLDER…]",
    .about =
        "QUERY is the text of a query, @FILE a file that contains one, - is standard "
        "input, and NAME is a\nquery that the files declare. With no file, integ asks "
        "the current folder.",
    .examples =
        "integ query --list examples/copenhagen\ninteg query \"select area, year, "
        "sum(amount) from funding\n             group by area, year pivot by year with "
        "totals\"\ninteg query by_area --format csv -o by_area.csv parks\ninteg query "
        "one_year --param year=2023 parks",
    .exit_status =
        "0  answered\n1  answered, but something in the files could not be read and is "
        "left out\n2  the query has an error, or could not be run",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = query_run_command,
};
