/* The commands of the prompt. */
#include "repl/command.h"
#include "base/nearest.h"

#include "base/io.h"
#include "eval/columns.h"
#include "render/code.h"
#include "repl/argument.h"
#include "repl/output.h"
#include "repl/queries.h"
#include "repl/schema.h"
#include "repl/session.h"
#include "repl/show.h"
#include "repl/whatifs.h"
#include "repl/why.h"

/* ---- help ---- */

enum { COMMAND_WIDTH = 28 };

static void help_row(Session *session, const ReplCommand *command) {
    Arena *arena = arena_new(session->plan.memory);
    Slice usage = arena_format(arena, ".%s %s", command->name, command->arguments);
    session_row(session, usage, COMMAND_WIDTH, slice_of(command->help));
    arena_drop(arena);
}

static const ReplCommand *command_find_row(Slice name) {
    for (uint32_t i = 0; command_row(i); i++)
        if (slice_is(name, command_row(i)->name))
            return command_row(i);
    return NULL;
}

static bool no_command(Session *session, Slice name) {
    enum { MOST = 64 };
    Slice names[MOST];
    uint32_t count = 0;
    while (command_row(count) && count < MOST) {
        names[count] = slice_of(command_row(count)->name);
        count++;
    }
    int32_t nearest = nearest_of(name, names, count);
    if (nearest >= 0)
        return session_complain(session, "there is no command .%.*s; did you mean .%.*s?",
                                SLICE_ARGS(name), SLICE_ARGS(names[nearest]));
    return session_complain(session, "there is no command .%.*s; .help lists them",
                            SLICE_ARGS(name));
}

static bool run_help(Session *session, Slice argument) {
    if (argument.length > 0) {
        Slice name = argument.at[0] == '.' ? slice_from(argument, 1) : argument;
        const ReplCommand *command = command_find_row(name);
        if (!command)
            return no_command(session, name);
        help_row(session, command);
        return true;
    }
    for (uint32_t i = 0; command_row(i); i++)
        help_row(session, command_row(i));
    writer_str(session->to, "\n A query, over as many lines as it takes, ends with "
                            ";\n Any other statement is tried out beside the files: "
                            "a what-if\n");
    return true;
}

/* ---- findings ---- */

/* "T02, Y": the next code, or the letter of a family. */
static Slice next_code(Slice *text) {
    while (text->length > 0 && (char_is_space(text->at[0]) || text->at[0] == ','))
        *text = slice_from(*text, 1);
    Slice word = {text->at, 0};
    while (word.length < text->length && !char_is_space(word.at[word.length]) &&
           word.at[word.length] != ',')
        word.length++;
    *text = slice_from(*text, word.length);
    return word;
}

/* Whether some code is so called or begins so. */
static bool choose_codes(Slice word, bool codes[CODE_COUNT]) {
    bool any = false;
    for (uint32_t i = 0; i < CODE_COUNT; i++) {
        Slice code = slice_of(code_info((Code)i)->code);
        bool family = word.length == 1 && (word.at[0] & ~0x20) == code.at[0];
        if (family || code_find(word) == (Code)i)
            any = codes[i] = true;
    }
    return any;
}

static bool run_check(Session *session, Slice argument) {
    bool codes[CODE_COUNT] = {false};
    Slice rest = argument;
    for (Slice word; (word = next_code(&rest)).length > 0;)
        if (!choose_codes(word, codes))
            return session_complain(session, "no finding has the code \"%.*s\"",
                                    SLICE_ARGS(word));
    show_check(session, argument.length > 0 ? codes : NULL);
    return true;
}

static bool run_explain(Session *session, Slice argument) {
    if (argument.length == 0)
        return session_complain(session, "which code? .explain T02, for instance");
    Code code = code_named(argument);
    if (code != CODE_COUNT) {
        render_code(code_info(code), session->to);
        return true;
    }
    Slice near = code_nearest(argument);
    return near.length > 0
               ? session_complain(session,
                                  "there is no code \"%.*s\"; did you mean \"%.*s\"?",
                                  SLICE_ARGS(argument), SLICE_ARGS(near))
               : session_complain(session, "there is no code \"%.*s\"",
                                  SLICE_ARGS(argument));
}

static bool run_why(Session *session, Slice argument) {
    enum { MOST = 64 };
    Slice words[MOST], rest = argument;
    uint32_t count = 0;
    while (count < MOST && slice_trim(rest, CHAR_SPACES).length > 0)
        words[count++] = argument_word(&rest);
    if (slice_trim(rest, CHAR_SPACES).length > 0)
        return session_complain(session, ".why takes at most %d words", MOST);
    if (why_trace(session, words, count) || show_why(session, words, count) > 0) {
        show_stale(session);
        return true;
    }
    const Result *result = session->answer ? session->answer->result : NULL;
    if (result && result->table > TABLE_parts)
        writer_format(session->to,
                      " .why traces figures of funding, spending and parts; the last "
                      "query asked of %s\n",
                      table_def(result->table)->name);
    else if (result && count > 0)
        writer_str(session->to, " no row of the last result has that, and no stated "
                                "total over its entries is off that way\n");
    else if (result)
        writer_str(session->to, " every stated total over the entries of the last query "
                                "holds; .why and words of a row show its entries\n");
    else
        writer_str(session->to, " no stated total is off that way\n");
    return true;
}

/* ---- how results are shown ---- */

#define DECIMALS "point|comma"
#define SWITCH "off|on"

static bool run_mode(Session *session, Slice argument) {
    int chosen = (int)session->style.format;
    bool done = argument_choose(session, argument, RESULT_FORMATS, &chosen);
    session->style.format = (ResultFormat)chosen;
    return done;
}

static bool run_decimal(Session *session, Slice argument) {
    int chosen = session->style.comma;
    bool done = argument_choose(session, argument, DECIMALS, &chosen);
    session->style.comma = chosen != 0;
    return done;
}

static bool run_timer(Session *session, Slice argument) {
    int chosen = session->timer;
    bool done = argument_choose(session, argument, SWITCH, &chosen);
    session->timer = chosen != 0;
    return done;
}

/* ---- files ---- */

enum { READ_DEPTH_MOST = 16, READ_BYTES_MOST = 64 * 1024 * 1024 };

static bool run_read(Session *session, Slice argument) {
    if (argument.length == 0)
        return session_complain(session, "which file? .read FILE");
    if (session->depth == READ_DEPTH_MOST)
        return session_complain(session, "files that read files go %d deep",
                                READ_DEPTH_MOST);
    Arena *arena = arena_new(session->plan.memory);
    Slice path = arena_copy(arena, argument);
    char *bytes;
    size_t length;
    IoStatus status =
        io_read_file(session->plan.memory, path.at, READ_BYTES_MOST, &bytes, &length);
    bool done = status == IO_OK;
    if (done) {
        session->depth++;
        done = session->run(session, (Slice){bytes, (uint32_t)length}, path.at, 1);
        session->depth--;
        memory_free(session->plan.memory, bytes);
    } else {
        session_complain(session, "%.*s: %s", SLICE_ARGS(path), io_status_text(status));
    }
    arena_drop(arena);
    return done;
}

static bool run_import(Session *session, Slice argument) {
    enum { MOST = 32 };
    Slice words[MOST], rest = argument, text, out;
    uint32_t count = 0;
    while (count < MOST && slice_trim(rest, CHAR_SPACES).length > 0)
        words[count++] = argument_word(&rest);
    if (count == 0)
        return session_complain(session, "which file? .import FILE");
    if (!session->plan.import)
        return session_complain(session, "tables are not imported here");
    Arena *arena = arena_new(session->plan.memory);
    Slice path = whatifs_home(session, arena, &text);
    bool done = path.length > 0 ||
                session_complain(session, "the files hold several documents: "
                                          "say which one the table belongs "
                                          "to, by .document NAME");
    done = done && session->plan.import(session->plan.context, arena, words, count, path,
                                        text, &out);
    /* With --list there is nothing to add. */
    done = done && (out.length == 0 || whatifs_add(session, out));
    arena_drop(arena);
    return done;
}

static bool run_quit(Session *session, Slice argument) {
    (void)argument;
    session->done = true;
    return true;
}

/* ---- the table ---- */

static const ReplCommand commands[] = {
    {"help", "[COMMAND]", "this list, or one line of it", TAKES_COMMAND, NULL, run_help},
    {"tables", "", "the tables of queries", TAKES_NOTHING, NULL, schema_tables},
    {"schema", "[TABLE]", "the columns of a table", TAKES_TABLE, NULL, schema_show},
    {"queries", "", "the queries that the files declare", TAKES_NOTHING, NULL,
     queries_list},
    {"run", "QUERY [NAME=VALUE…]", "runs one of them", TAKES_QUERY, NULL, queries_run},
    {"param", "[NAME [VALUE]]", "sets, drops or lists values for $name", TAKES_NOTHING,
     NULL, queries_param},
    {"check", "[CODE,…]", "what was found in the files: all, or T02,Y", TAKES_CODE, NULL,
     run_check},
    {"why", "[WORD…]",
     "the entries behind a figure of the last result, and what is stated of it",
     TAKES_NOTHING, NULL, run_why},
    {"explain", "CODE", "what a finding's code means", TAKES_CODE, NULL, run_explain},
    {"mode", "[FORMAT]", "how results are shown: " RESULT_FORMATS, TAKES_CHOICE,
     RESULT_FORMATS, run_mode},
    {"decimal", "[" DECIMALS "]", "the decimal sign of results", TAKES_CHOICE, DECIMALS,
     run_decimal},
    {"output", "[FILE]", "puts answers into a file, written when they go back here",
     TAKES_FILE, NULL, output_open},
    {"timer", "[" SWITCH "]", "tells how long each statement took", TAKES_CHOICE, SWITCH,
     run_timer},
    {"read", "FILE", "runs the statements in a file", TAKES_FILE, NULL, run_read},
    {"import", "[OPTION…] FILE",
     "adds a table of text, CSV, HTML, XLSX or ODS: a what-if", TAKES_FILE, NULL,
     run_import},
    {"whatif", "", "what was stated here, beside the files", TAKES_NOTHING, NULL,
     whatifs_list},
    {"undo", "[NUMBER]", "takes the last what-if back, or that one", TAKES_NOTHING, NULL,
     whatifs_undo},
    {"save", "FILE", "writes the what-ifs into a new file", TAKES_FILE, NULL,
     whatifs_save},
    {"document", "[NAME]", "the document that what-ifs join", TAKES_DOCUMENT, NULL,
     whatifs_document},
    {"reload", "", "reads the files again", TAKES_NOTHING, NULL, whatifs_reload},
    {"quit", "", "leaves, as Ctrl-D does", TAKES_NOTHING, NULL, run_quit},
};

const ReplCommand *command_row(uint32_t index) {
    return index < sizeof commands / sizeof *commands ? &commands[index] : NULL;
}

Slice command_name(Slice line) {
    uint32_t end = 1;
    while (end < line.length && !char_is_space(line.at[end]))
        end++;
    return (Slice){line.at + 1, end - 1};
}

bool command_run(Session *session, Slice line) {
    line = slice_trim(line, CHAR_SPACES);
    Slice name = command_name(line);
    const ReplCommand *command = command_find_row(name);
    uint32_t behind = 1 + name.length;
    if (!command)
        return no_command(session, name);
    Slice argument = slice_trim(slice_from(line, behind), CHAR_SPACES);
    /* A ";" is easily typed there, and means nothing. */
    if (argument.length > 0 && argument.at[argument.length - 1] == ';')
        argument = slice_trim((Slice){argument.at, argument.length - 1}, CHAR_SPACES);
    return command->run(session, argument);
}
