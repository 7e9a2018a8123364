/* The commands of the prompt. */
#include "repl/command.h"
#include "base/nearest.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "eval/columns.h"
#include "eval/property.h"
#include "model/model.h"
#include "render/code.h"
#include "repl/output.h"
#include "repl/session.h"
#include "repl/show.h"
#include "repl/whatifs.h"
#include "repl/why.h"

/* ---- arguments ---- */

/* Takes the first word off `rest`; one in double quotes may hold spaces. Length 0: there
 * is none left. */
static Slice take_word(Slice *rest) {
    *rest = slice_trim(*rest, CHAR_SPACES);
    bool quoted = rest->length > 0 && rest->at[0] == '"';
    uint32_t start = quoted ? 1 : 0, end = start;
    while (end < rest->length &&
           (quoted ? rest->at[end] != '"' : !char_is_space(rest->at[end])))
        end++;
    Slice word = {rest->at + start, end - start};
    uint32_t taken = quoted && end < rest->length ? end + 1 : end;
    *rest = slice_from(*rest, taken);
    return word;
}

/* The number of the word in "a|b|c", -1 where it is none of them. */
static int choice_of(const char *choices, Slice word) {
    for (int number = 0;; number++) {
        const char *end = strchr(choices, '|');
        size_t length = end ? (size_t)(end - choices) : strlen(choices);
        if (slice_equal(word, (Slice){choices, (uint32_t)length}))
            return number;
        if (!end)
            return -1;
        choices = end + 1;
    }
}

/* Reads a choice, or tells which is in force where none is given. False where it was no
 * choice of these. */
static bool choose(Session *session, Slice argument, const char *choices, int *chosen) {
    if (argument.length == 0) {
        const char *at = choices;
        for (int i = 0; i < *chosen; i++)
            at = strchr(at, '|') + 1;
        writer_format(session->to, " %.*s\n", (int)strcspn(at, "|"), at);
        return true;
    }
    int number = choice_of(choices, argument);
    if (number < 0)
        return session_complain(session, "\"%.*s\" is none of %s", SLICE_ARGS(argument),
                                choices);
    *chosen = number;
    return true;
}

/* ---- lists ---- */

/* A name, then what it is, in two columns. */
static void write_row(Session *session, Slice name, uint32_t width, Slice text) {
    writer_str(session->to, " ");
    Text escaped = {.memory = session->plan.memory};
    uint32_t taken = utf8_escape(&escaped, name, 1);
    for (; taken < width; taken++)
        text_char(&escaped, ' ');
    text_str(&escaped, " ");
    utf8_escape(&escaped, text, 1);
    writer_slice(session->to, text_view(&escaped));
    writer_str(session->to, "\n");
    text_free(&escaped);
}

enum { NAME_WIDTH = 14, COMMAND_WIDTH = 28 };

static void help_row(Session *session, const ReplCommand *command) {
    Arena *arena = arena_new(session->plan.memory);
    Slice usage = arena_format(arena, ".%s %s", command->name, command->arguments);
    write_row(session, usage, COMMAND_WIDTH, slice_of(command->help));
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

static bool run_tables(Session *session, Slice argument) {
    (void)argument;
    for (int i = 0; i < TABLE_COUNT; i++) {
        const TableDef *table = table_def((TableId)i);
        write_row(session, slice_of(table->name), NAME_WIDTH, slice_of(table->help));
    }
    return true;
}

/* Properties are columns too, where the table has no column of that name: the built-in
 * ones with their help, the others in lines. */
static void write_properties(Session *session, const TableDef *table) {
    enum { LINE_WIDTH = 78 };
    Model model = *session->workspace->model;
    PropertyNames names = {0};
    model.arena = arena_new(session->plan.memory);
    property_names(&model, (ThingKind)table->kind, &names);
    writer_str(session->to, " and every property:\n");
    uint32_t column = 2;
    const char *ends = "";
    for (uint32_t i = 0; i < names.count; i++) {
        if (column_find((Shape)table->shape, names.at[i]) != COLUMN_COUNT)
            continue;
        const BuiltIn *row = built_in_find(names.at[i]);
        if (row && row->kinds >> table->kind & 1) {
            write_row(session, names.at[i], NAME_WIDTH, slice_of(row->help));
            continue;
        }
        uint32_t width = utf8_text_width(names.at[i]) + 1;
        bool fits = column + width < LINE_WIDTH;
        writer_str(session->to, column == 2 ? "  " : fits ? " " : "\n   ");
        writer_slice(session->to, names.at[i]);
        column = (fits ? column : 2) + width;
        ends = "\n";
    }
    writer_str(session->to, ends);
    arena_drop(model.arena);
}

static void write_schema(Session *session, const TableDef *table) {
    for (int i = 0; i < COLUMN_COUNT; i++) {
        const ColumnDef *column = column_def((ColumnId)i);
        if (column->shape == table->shape)
            write_row(session, slice_of(column->name), NAME_WIDTH,
                      slice_of(column->help));
    }
    if (table->kind != KIND_COUNT)
        write_properties(session, table);
}

static bool run_schema(Session *session, Slice argument) {
    if (argument.length == 0)
        return run_tables(session, argument);
    TableId found = table_find(argument);
    if (found != TABLE_COUNT) {
        write_schema(session, table_def(found));
        return true;
    }
    Slice names[TABLE_COUNT];
    for (int i = 0; i < TABLE_COUNT; i++)
        names[i] = slice_of(table_def((TableId)i)->name);
    int32_t nearest = nearest_of(argument, names, TABLE_COUNT);
    if (nearest >= 0)
        return session_complain(session,
                                "there is no table \"%.*s\"; did you mean \"%.*s\"?",
                                SLICE_ARGS(argument), SLICE_ARGS(names[nearest]));
    return session_complain(session, "there is no table \"%.*s\"; .tables lists them",
                            SLICE_ARGS(argument));
}

/* ---- queries of the files ---- */

static bool run_queries(Session *session, Slice argument) {
    (void)argument;
    const Model *model = session->workspace->model;
    Arena *arena = arena_new(session->plan.memory);
    uint32_t width = NAME_WIDTH;
    for (uint32_t i = 0; i < model->queries.count; i++) {
        uint32_t own = utf8_text_width(
            names_text(model->names, model->queries.at[i].node->name.name));
        width = own > width ? own : width;
    }
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const QueryInfo *query = &model->queries.at[i];
        const Source *source = sources_get(model->sources, query->file);
        Slice title = query->node->title.start < query->node->title.end
                          ? tree_string(arena, source, query->node->title)
                          : SLICE("");
        write_row(session, names_text(model->names, query->node->name.name), width,
                  title);
    }
    if (model->queries.count == 0)
        writer_str(session->to, " the files declare none\n");
    arena_drop(arena);
    return true;
}

/* name=value … behind a query's name, before what .param has set; false where one is
 * something else. */
static bool take_params(Session *session, Slice rest, Ask *ask) {
    VEC(QueryParam) params = {0};
    for (rest = slice_trim(rest, CHAR_SPACES); rest.length > 0;
         rest = slice_trim(rest, CHAR_SPACES)) {
        const char *equals = memchr(rest.at, '=', rest.length);
        Slice name = {rest.at, equals ? (uint32_t)(equals - rest.at) : 0};
        if (name.length == 0)
            return session_complain(session,
                                    "parameters are written name=value, not \"%.*s\"",
                                    SLICE_ARGS(rest));
        rest = (Slice){equals + 1, rest.length - name.length - 1};
        bool blank = rest.length == 0 || char_is_space(rest.at[0]);
        Slice value = blank ? (Slice){"", 0} : take_word(&rest);
        *VEC_PUSH(session->asking, &params) = (QueryParam){
            arena_copy(session->asking, name), arena_copy(session->asking, value)};
    }
    for (uint32_t i = 0; i < ask->param_count; i++) {
        bool given = false;
        for (uint32_t k = 0; k < params.count; k++)
            given |= slice_equal(params.at[k].name, ask->params[i].name);
        if (!given)
            *VEC_PUSH(session->asking, &params) = ask->params[i];
    }
    ask->params = params.at;
    ask->param_count = params.count;
    return true;
}

static bool run_run(Session *session, Slice argument) {
    Slice rest = argument, name = take_word(&rest);
    if (name.length == 0)
        return session_complain(session, "which query? .queries lists them");
    uint32_t count;
    Ask ask = {.path = slice_of(session->origin),
               .named = workspace_query(session->workspace, name, &count),
               .stop = session->plan.interrupted};
    if (!ask.named) {
        Slice near = workspace_nearest_query(session->workspace, name);
        return near.length > 0
                   ? session_complain(session,
                                      "there is no query \"%.*s\"; did you mean "
                                      "\"%.*s\"?",
                                      SLICE_ARGS(name), SLICE_ARGS(near))
                   : session_complain(session,
                                      "there is no query \"%.*s\"; .queries lists them",
                                      SLICE_ARGS(name));
    }
    if (count > 1)
        return session_complain(session, "%u documents declare a query \"%.*s\"", count,
                                SLICE_ARGS(name));
    session_asking(session);
    const Source *source =
        sources_get(session->workspace->model->sources, ask.named->file);
    session_params(session, source_slice(source, ask.named->node->select->span), &ask);
    return take_params(session, rest, &ask) && show_asked(session, &ask);
}

static bool run_param(Session *session, Slice argument) {
    Slice rest = argument, name = take_word(&rest);
    if (name.length > 0 && name.at[0] == '$')
        name = slice_from(name, 1);
    if (name.length > 0) {
        rest = slice_trim(rest, CHAR_SPACES);
        bool quoted = rest.length > 0 && rest.at[0] == '"';
        session_param(session, name, quoted ? take_word(&rest) : rest);
        return true;
    }
    for (uint32_t i = 0; i < session->params.count; i++)
        write_row(session, session->params.at[i].name, NAME_WIDTH,
                  session->params.at[i].value);
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
        words[count++] = take_word(&rest);
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
    bool done = choose(session, argument, RESULT_FORMATS, &chosen);
    session->style.format = (ResultFormat)chosen;
    return done;
}

static bool run_decimal(Session *session, Slice argument) {
    int chosen = session->style.comma;
    bool done = choose(session, argument, DECIMALS, &chosen);
    session->style.comma = chosen != 0;
    return done;
}

static bool run_timer(Session *session, Slice argument) {
    int chosen = session->timer;
    bool done = choose(session, argument, SWITCH, &chosen);
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

static bool run_quit(Session *session, Slice argument) {
    (void)argument;
    session->done = true;
    return true;
}

/* ---- the table ---- */

static const ReplCommand commands[] = {
    {"help", "[COMMAND]", "this list, or one line of it", TAKES_COMMAND, NULL, run_help},
    {"tables", "", "the tables of queries", TAKES_NOTHING, NULL, run_tables},
    {"schema", "[TABLE]", "the columns of a table", TAKES_TABLE, NULL, run_schema},
    {"queries", "", "the queries that the files declare", TAKES_NOTHING, NULL,
     run_queries},
    {"run", "QUERY [NAME=VALUE…]", "runs one of them", TAKES_QUERY, NULL, run_run},
    {"param", "[NAME [VALUE]]", "sets, drops or lists values for $name", TAKES_NOTHING,
     NULL, run_param},
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
