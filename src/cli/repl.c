/* integ repl: queries over files, typed by a person or read from a stream. */
#include "cli/tables.h"
#include "base/choices.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/load.h"
#include "repl/pager.h"
#include "repl/loop.h"

enum {
    REPL_COMMAND,
    REPL_FORMAT,
    REPL_DECIMAL,
    REPL_PARAM,
    REPL_KEEP_GOING,
    REPL_AS_OF,
    REPL_COLOR,
    REPL_ALLOW_OUTSIDE
};

static const Option options[] = {
    [REPL_COMMAND] = {"command", "QUERY", "run this and end; repeats", 'c', true},
    [REPL_FORMAT] = {"format", RESULT_FORMATS, "how answers are shown (default: table)",
                     0, false},
    [REPL_DECIMAL] = {"decimal", "point|comma",
                      "the decimal sign of answers (default: point)", 0, false},
    [REPL_PARAM] = {"param", "NAME=VALUE", "a value for $NAME; repeats", 0, true},
    [REPL_KEEP_GOING] = {"keep-going", NULL, "go on after a statement that failed", 0,
                         false},
    [REPL_AS_OF] = OPTION_AS_OF,
    [REPL_COLOR] = OPTION_COLOUR,
    [REPL_ALLOW_OUTSIDE] = OPTION_ALLOW_OUTSIDE,
};

/* Set by Ctrl-C. A signal's handler is handed nothing, so that this must be a global. */
static volatile int interrupted;

_Static_assert(_Generic((sig_atomic_t)0, int
                        : true, default
                        : false),
               "a signal's handler may set an int");

static void interrupt(int number) {
    (void)number;
    interrupted = 1;
}

/* Without SA_RESTART: what waits for a key is to notice. */
static void catch_interrupts(void) {
    struct sigaction action = {.sa_handler = interrupt};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

/* $XDG_STATE_HOME/integ/history; empty where there is no home. */
static void history_path(Text *out) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && state[0] == '/')
        text_format(out, "%s/integ/history", state);
    else if (home && home[0] == '/')
        text_format(out, "%s/.local/state/integ/history", home);
    text_nul(out);
}

/* False where a parameter is none; it was said. */
static bool set_params(Cli *cli, const Arguments *arguments, Session *session) {
    for (int i = 0;; i++) {
        const char *given = arguments_value(arguments, REPL_PARAM, i);
        if (!given)
            return true;
        const char *equals = strchr(given, '=');
        if (!equals || equals == given) {
            cli_complain(cli, "--param takes NAME=VALUE, not \"%.64s\"", given);
            return false;
        }
        if (*given == '$')
            given++;
        session_param(session, (Slice){given, (uint32_t)(equals - given)},
                      slice_of(equals + 1));
    }
}

static bool run_given(const Arguments *arguments, Session *session) {
    bool all = true;
    const char *text = arguments_value(arguments, REPL_COMMAND, 0);
    for (int i = 1; text && !session->done; i++) {
        all = loop_run(session, slice_of(text), "query", 1) && all;
        text = arguments_value(arguments, REPL_COMMAND, i);
        text = all || session->plan.keep_going ? text : NULL;
    }
    return all;
}

static Exit talk(Cli *cli, Session *session) {
    Text path = {.memory = session->plan.memory};
    history_path(&path);
    session->plan.history = path.length > 0 ? path.at : NULL;
    const char *pager = getenv("PAGER");
    session->plan.pager = pager ? pager : "less";
    session->plan.page = pager && *pager == 0 ? NULL : pager_show; /* PAGER='' is none */
    /* Long lines are not folded, and colours pass. */
    setenv("LESS", "SR", 0);
    /* What is shown may come from a stranger: nothing is run or written from there. */
    setenv("LESSSECURE", "1", 1);
    catch_interrupts();
    const char *why = NULL;
    bool talked = loop_talk(session, &why);
    if (!talked) {
        cli_complain(
            cli,
            "the prompt needs %s. Without it, statements can be given by -c or on "
            "standard input",
            why);
    }
    text_free(&path);
    return talked ? EXIT_CLEAN : EXIT_UNABLE;
}

static Exit exit_of(const Session *session, bool all) {
    return !all ? EXIT_UNABLE : session->left_out ? EXIT_FINDINGS : EXIT_CLEAN;
}

static Exit run_session(Cli *cli, const Arguments *arguments, Session *session) {
    const char *const *values = arguments->values;
    if (values[REPL_FORMAT]) {
        session->style.format =
            (ResultFormat)choices_find(RESULT_FORMATS, slice_of(values[REPL_FORMAT]));
    }
    session->style.comma = values[REPL_DECIMAL] &&
                           choices_find("point|comma", slice_of(values[REPL_DECIMAL])) ==
                               1;
    if (!set_params(cli, arguments, session))
        return EXIT_UNABLE;
    if (values[REPL_COMMAND])
        return exit_of(session, run_given(arguments, session));
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        return talk(cli, session);
    return exit_of(session, loop_run_stream(session, STDIN_FILENO, "stdin"));
}

/* The words are read as on a command line. Standard input is the prompt's. */
static bool import_beside(void *context, Arena *arena, const Slice *words, uint32_t count,
                          Slice path, Slice text, Slice *out) {
    Cli *cli = context;
    char **argv = arena_alloc(arena, (count + 1) * sizeof *argv);
    for (uint32_t i = 0; i < count; i++)
        argv[i] = (char *)(uintptr_t)arena_copy(arena, words[i]).at;
    Arguments arguments;
    bool done = arguments_read(cli, &command_import, (int)count, argv, &arguments);
    if (done && (arguments.rest_count != 1 || strcmp(arguments.rest[0], "-") == 0)) {
        cli_complain(cli, ".import takes the name of one file");
        done = false;
    }
    done = done &&
           tables_import(cli, arena, &arguments,
                         arena_format(arena, "--beside=%.*s", SLICE_ARGS(path)).at, &text,
                         out) == EXIT_CLEAN;
    arguments_free(cli, &arguments);
    return done;
}

static Exit open_session(Cli *cli, const Arguments *arguments, const Request *request) {
    const char *const *values = arguments->values;
    Files files = files_system();
    Workspace *workspace = workspace_load(cli->memory, &files, request);
    if (workspace == NULL || cli_unread(cli, workspace)) {
        workspace_drop(workspace);
        return EXIT_UNABLE;
    }
    SessionPlan plan = {.memory = cli->memory,
                        .out = cli->out,
                        .err = cli->err,
                        .workspace = workspace,
                        .files = &files,
                        .request = request,
                        .interrupted = &interrupted,
                        .keep_going = values[REPL_KEEP_GOING] != NULL,
                        .colour = cli_colour(cli, values[REPL_COLOR]),
                        .import = import_beside,
                        .context = cli};
    Session session;
    loop_open(&session, &plan);
    Exit status = run_session(cli, arguments, &session);
    return loop_close(&session) ? status : EXIT_UNABLE;
}

static Exit repl_run(Cli *cli, const Arguments *arguments) {
    const char *const *values = arguments->values;
    for (int i = 0; i < arguments->rest_count && !values[REPL_COMMAND]; i++) {
        if (strcmp(arguments->rest[i], "-") == 0) {
            cli_complain(cli, "standard input is where queries are typed; give the files "
                              "by name, or the queries by -c");
            return EXIT_UNABLE;
        }
    }
    Load load = {.paths = arguments->rest,
                 .path_count = arguments->rest_count,
                 .allow_outside = values[REPL_ALLOW_OUTSIDE] != NULL,
                 .as_of = values[REPL_AS_OF]};
    Arena *arena = arena_new(cli->memory);
    Request request;
    Exit status = EXIT_UNABLE;
    if (cli_request(cli, arena, &load, &request)) {
        request.stop = &interrupted;
        status = open_session(cli, arguments, &request);
    }
    arena_drop(arena);
    return status;
}

const Command command_repl = {
    .name = "repl",
    .summary = "answers queries at a prompt, or from a stream",
    .usage = "[OPTION…] [FILE|FOLDER…]",
    .about =
        "Loads the files as integ check does, and answers what you type: queries, "
        "which end with ; and\ncommands, which begin with a dot. .help lists the "
        "commands. Any other statement is a what-if: it\njoins the files in memory, "
        "and integ shows what it changes. Tab completes. A file that changes "
        "is\nreloaded before the next statement.\n\nWhere standard input is not a "
        "terminal, integ runs its statements without a prompt, up to the\nfirst that "
        "fails.\n\nWhat you type is kept in $XDG_STATE_HOME/integ/history "
        "(~/.local/state). An answer that is longer\nthan the screen goes to $PAGER.",
    .examples =
        "integ repl parks\ninteg repl parks -c 'select title from projects'\ninteg "
        "repl parks -c 'total all: 5.5'   # a what-if\ninteg repl --format csv parks < "
        "queries.txt",
    .exit_status =
        "0  every statement ran\n1  every statement ran, but something in the files "
        "could not be read and is left out of answers\n2  a statement could not be "
        "run, or the files could not be read",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = repl_run,
};
