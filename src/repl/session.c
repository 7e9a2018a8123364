/* The session: cuts what is typed or read into statements, runs each, and keeps what one
 * leaves for the next. */
#include "repl/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/io.h"
#include "base/utf8.h"
#include "base/version.h"
#include "repl/output.h"
#include "repl/show.h"
#include "repl/whatifs.h"
#include "syntax/prompt.h"

static const char PROMPT[] = "integ> ", PROMPT_MORE_LINES[] = "  ...> ";

bool session_complain(Session *session, const char *format, ...) {
    char message[WRITER_FORMAT_MOST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    Writer *err = session->editor ? session->plan.out : session->plan.err;
    writer_flush(session->plan.out); /* what came before is seen before */
    if (session->editor && session->depth == 0) {
        writer_str(err, " error: ");
    } else {
        Text origin = {.memory = session->plan.memory};
        utf8_escape(&origin, slice_of(session->origin), 0);
        writer_str(err, "integ: ");
        writer_slice(err, text_view(&origin));
        writer_format(err, ":%u: ", session->line);
        text_free(&origin);
    }
    Text text = {.memory = session->plan.memory};
    utf8_escape(&text, slice_of(message), 0);
    writer_slice(err, text_view(&text));
    writer_str(err, "\n");
    text_free(&text);
    return false;
}

/* ---- opening and closing ---- */

void session_open(Session *session, const SessionPlan *plan) {
    *session = (Session){.plan = *plan, .origin = "prompt", .line = 1};
    session->arena = arena_new(plan->memory);
    session->stale.memory = plan->memory;
    session->page.memory = session->output.memory = plan->memory;
    session->output_path.memory = plan->memory;
    session->page_writer = writer_text(&session->page);
    session->to = plan->out;
    session->style.colour = plan->colour;
    session->style.closing = true;
    session->workspace = plan->workspace;
    session->whatifs = whatifs_new(plan->memory, plan->files, plan->request);
}

static void drop_answer(Session *session) {
    answer_drop(session->answer);
    session->answer = NULL;
    if (session->asking)
        arena_drop(session->asking);
    session->asking = NULL;
    session->asked = (Slice){"", 0};
}

Arena *session_asking(Session *session) {
    drop_answer(session);
    session->asking = arena_new(session->plan.memory);
    return session->asking;
}

bool session_close(Session *session) {
    session->origin = session->origin ? session->origin
                                      : "the end"; /* of -c and streams */
    bool done = output_finish(session);
    drop_answer(session);
    workspace_drop(session->workspace);
    whatifs_drop(session->whatifs);
    arena_drop(session->arena);
    text_free(&session->page);
    text_free(&session->output);
    text_free(&session->output_path);
    text_free(&session->stale);
    return done;
}

void session_adopt(Session *session, Workspace *workspace) {
    drop_answer(session); /* it is about the old one */
    workspace_drop(session->workspace);
    session->workspace = workspace;
}

void session_param(Session *session, Slice name, Slice value) {
    uint32_t i = 0;
    while (i < session->params.count && !slice_equal(session->params.at[i].name, name))
        i++;
    if (value.length == 0) {
        if (i < session->params.count)
            session->params.at[i] = session->params.at[--session->params.count];
        return;
    }
    if (i == session->params.count)
        VEC_PUSH(session->arena, &session->params)->name =
            arena_copy(session->arena, name);
    session->params.at[i].value = arena_copy(session->arena, value);
}

/* ---- one statement ---- */

/* `$name` stands in the text, and is not the beginning of a longer name. */
static bool names_param(Slice text, Slice name) {
    for (uint32_t at = 0; at + name.length < text.length; at++) {
        Slice rest = {text.at + at + 1, text.length - at - 1};
        if (text.at[at] != '$' || !slice_starts(rest, name))
            continue;
        char next = rest.length > name.length ? rest.at[name.length] : ' ';
        bool goes_on = next == '_' || (next >= '0' && next <= '9') ||
                       (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
                       (unsigned char)next >= 0x80;
        if (!goes_on)
            return true;
    }
    return false;
}

void session_params(Session *session, Slice text, Ask *ask) {
    QueryParam *params = ARENA_ARRAY(session->asking, QueryParam, session->params.count);
    for (uint32_t i = 0; i < session->params.count; i++)
        if (names_param(text, session->params.at[i].name))
            params[ask->param_count++] = session->params.at[i];
    ask->params = params;
}

bool session_ask(Session *session, const Ask *ask) {
    session->answer = workspace_ask(session->workspace, ask);
    return show_answer(session, session->answer);
}

/* A query's text is handed over with a line for each line before it, so that findings
 * say where it stands. */
static bool run_query(Session *session, Slice text) {
    Arena *arena = session_asking(session);
    uint32_t before = session->line - 1;
    char *placed = arena_alloc(arena, (size_t)before + text.length);
    memset(placed, '\n', before);
    memcpy(placed + before, text.at, text.length);
    session->asked = (Slice){placed, before + text.length};
    Ask ask = {.text = session->asked,
               .path = slice_of(session->origin),
               .stop = session->plan.interrupted};
    session_params(session, text, &ask);
    return session_ask(session, &ask);
}

static void write_time(Session *session, const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t micros = (int64_t)(now.tv_sec - start->tv_sec) * 1000000 +
                     (now.tv_nsec - start->tv_nsec) / 1000;
    writer_format(output_is_open(session) ? session->plan.out : session->to,
                  " %u.%03u ms\n", (unsigned)(micros / 1000), (unsigned)(micros % 1000));
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What people type alone on a line, as the command that it is; empty: none. */
static Slice bare_command(Slice line) {
    while (line.length > 0 &&
           (is_space(line.at[line.length - 1]) || line.at[line.length - 1] == ';'))
        line.length--;
    return slice_is(line, "quit") || slice_is(line, "exit") ? SLICE(".quit")
           : slice_is(line, "help") || slice_is(line, "?")  ? SLICE(".help")
                                                            : SLICE("");
}

static bool run_command(Session *session, Slice line) {
    return command_run(session, line.at[0] == '.' ? line : bare_command(line));
}

/* What a statement prints goes through a page where something is to be done with it as a
 * whole. */
static bool run_paged(Session *session, Slice text,
                      bool (*run)(Session *session, Slice text)) {
    bool paged = session->editor || output_is_open(session);
    session->to = paged ? &session->page_writer : session->plan.out;
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    bool done = run(session, text);
    if (session->timer && (run != run_command || slice_starts(text, SLICE(".run"))))
        write_time(session, &start);
    if (session->page.length > 0)
        show_page(session);
    writer_flush(session->plan.err);
    session->to = session->plan.out;
    return done;
}

/* ---- statements in a text ---- */

typedef enum PieceKind { PIECE_NOTHING, PIECE_COMMAND, PIECE_STATEMENT } PieceKind;

/* The first statement or command of a text. */
typedef struct Piece {
    PieceKind kind;
    bool query;
    PromptState state; /* of a statement */
    bool ended;
    uint32_t start, end;
} Piece;

static uint32_t line_end(Slice text, uint32_t from) {
    const char *newline = memchr(text.at + from, '\n', text.length - from);
    return newline ? (uint32_t)(newline - text.at) : text.length;
}

static Piece next_piece(const Session *session, Slice text) {
    uint32_t start = 0;
    while (start < text.length &&
           (is_space(text.at[start]) || text.at[start] == ';' || text.at[start] == '#'))
        start = text.at[start] == '#' ? line_end(text, start) : start + 1;
    Slice line = {text.at + start, line_end(text, start) - start};
    if (line.length == 0)
        return (Piece){.start = text.length, .end = text.length};
    if (line.at[0] == '.' || bare_command(line).length > 0)
        return (Piece){.kind = PIECE_COMMAND, .start = start, .end = start + line.length};
    Slice rest = {text.at + start, text.length - start};
    PromptStatement read = prompt_read(session->plan.memory, rest);
    return (Piece){.kind = read.state == PROMPT_EMPTY ? PIECE_NOTHING : PIECE_STATEMENT,
                   .query = read.query,
                   .state = read.state,
                   .ended = read.ended,
                   .start = start + read.span.start,
                   .end = start + read.span.end};
}

/* Whether a line of a statement, but for its first, begins as a command does. */
static bool holds_command(Slice statement) {
    for (uint32_t at = line_end(statement, 0); at + 2 < statement.length;
         at = line_end(statement, at + 1)) {
        char c = statement.at[at + 2];
        if (statement.at[at + 1] == '.' && c >= 'a' && c <= 'z')
            return true;
    }
    return false;
}

bool session_run(Session *session, Slice text, const char *origin, uint32_t line) {
    const char *origin_before = session->origin;
    uint32_t line_before = session->line, at = 0;
    bool all = true, stop = false;
    while (!stop && !session->done && !*session->plan.interrupted) {
        Slice rest = {text.at + at, text.length - at};
        Piece piece = next_piece(session, rest);
        if (piece.kind == PIECE_NOTHING)
            break;
        for (uint32_t i = 0; i < piece.start; i++)
            line += rest.at[i] == '\n';
        session->origin = origin;
        session->line = line;
        Slice taken = {rest.at + piece.start, piece.end - piece.start};
        bool done = run_paged(session, taken,
                              piece.kind == PIECE_COMMAND ? run_command
                              : piece.query               ? run_query
                                                          : whatifs_add);
        if (!done && session->editor && session->depth == 0 && holds_command(taken))
            writer_str(session->plan.out,
                       " help: a command stands alone; end the statement before it with "
                       ";\n");
        for (uint32_t i = 0; i < taken.length; i++)
            line += taken.at[i] == '\n';
        at += piece.end;
        all = all && done;
        stop = !done && !session->plan.keep_going;
    }
    bool rest = next_piece(session, (Slice){text.at + at, text.length - at}).kind !=
                PIECE_NOTHING;
    if (all && rest && *session->plan.interrupted) { /* before it had begun */
        session->origin = origin;
        session->line = line;
        all = session_complain(session, "stopped");
    }
    if (stop && rest && session->editor && session->depth == 0)
        writer_str(session->plan.out, " what follows it was not run\n");
    session->origin = origin_before;
    session->line = line_before;
    return all;
}

/* Whether nothing that follows could belong to what is there. Where a wrong statement is
 * passed over it goes on to its end, so that its rest is not taken for statements. */
static bool text_ends(const Session *session, Slice text) {
    for (uint32_t at = 0;;) {
        Piece piece = next_piece(session, (Slice){text.at + at, text.length - at});
        if (piece.kind == PIECE_NOTHING)
            return true;
        if (piece.kind == PIECE_STATEMENT && !piece.ended)
            return piece.state == PROMPT_WRONG &&
                   (session->editor || !session->plan.keep_going);
        at += piece.end;
    }
}

bool session_run_stream(Session *session, int fd, const char *origin) {
    enum { CHUNK = 65536 };
    Text text = {.memory = session->plan.memory};
    char *chunk = memory_resize(session->plan.memory, NULL, CHUNK);
    uint32_t line = 1;
    bool all = true;
    for (bool more = true; more && !session->done && (all || session->plan.keep_going);) {
        size_t count;
        IoStatus status = io_read_some(fd, chunk, CHUNK, &count);
        if (status != IO_OK) { /* what it cut off is not run */
            session->origin = origin;
            session->line = line;
            all = session_complain(session, "standard input %s", io_status_text(status));
            break;
        }
        more = count > 0;
        text_bytes(&text, chunk, count);
        /* Whole lines, as long as more may come. */
        size_t end = text.length;
        while (more && end > 0 && text.at[end - 1] != '\n')
            end--;
        Slice lines = {text.at, (uint32_t)end};
        if (end == 0 || (more && !text_ends(session, lines)))
            continue;
        whatifs_notice(session);
        all = session_run(session, lines, origin, line) && all;
        writer_flush(session->plan.out);
        for (size_t i = 0; i < end; i++)
            line += text.at[i] == '\n';
        memmove(text.at, text.at + end, text.length - end);
        text.length -= end;
    }
    memory_free(session->plan.memory, chunk);
    text_free(&text);
    return all;
}

/* ---- a person ---- */

static bool editor_ends(void *context, Slice text) {
    return text_ends(context, text);
}

static void editor_complete(void *context, Slice text, uint32_t cursor, Completion *out) {
    const Session *session = context;
    complete_text(session->workspace, text, cursor, out);
}

static void greet(Session *session) {
    uint32_t files = session->workspace->sources.all.count, errors = 0;
    const Findings *findings = &session->workspace->findings;
    for (uint32_t i = 0; i < findings->all.count; i++)
        errors += findings->all.at[i]->level == LEVEL_ERROR &&
                  !findings->all.at[i]->allowed;
    writer_format(session->plan.out, "integ %s, %u file%s", integ_version, files,
                  files == 1 ? "" : "s");
    if (errors > 0)
        writer_format(session->plan.out, ", %u error%s: .check shows %s", errors,
                      errors == 1 ? "" : "s", errors == 1 ? "it" : "them");
    writer_str(session->plan.out, "\nQueries end with ;  .help lists the commands, "
                                  ".quit leaves\n");
}

bool session_talk(Session *session, const char **why) {
    EditorPlan plan = {.memory = session->plan.memory,
                       .history = session->plan.history,
                       .ends = editor_ends,
                       .complete = editor_complete,
                       .context = session,
                       .interrupted = session->plan.interrupted};
    session->editor = editor_open(&plan, why);
    if (!session->editor)
        return false;
    greet(session);
    Text text = {.memory = session->plan.memory};
    while (!session->done) {
        writer_flush(session->plan.out);
        EditorResult result =
            editor_read(session->editor, PROMPT, PROMPT_MORE_LINES, &text);
        if (result == EDITOR_END)
            break;
        if (result != EDITOR_TEXT)
            continue;
        whatifs_notice(session);
        bool done = session_run(session, text_view(&text), "prompt", 1);
        if (done && *session->plan.interrupted) /* too late; its ^C is on the screen */
            writer_str(session->plan.out, "\n");
    }
    text_free(&text);
    editor_close(session->editor);
    session->editor = NULL;
    return true;
}
