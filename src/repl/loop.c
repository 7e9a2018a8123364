/* Cuts what is typed or read into statements, and runs each. */
#include "repl/loop.h"
#include "base/phrase.h"

#include <string.h>
#include <time.h>

#include "base/io.h"
#include "base/version.h"
#include "repl/command.h"
#include "repl/complete.h"
#include "repl/editor.h"
#include "repl/output.h"
#include "repl/show.h"
#include "repl/whatifs.h"
#include "syntax/prompt.h"

static const char PROMPT[] = "integ> ", PROMPT_MORE_LINES[] = "  ...> ";

void loop_open(Session *session, const SessionPlan *plan) {
    session_open(session, plan);
    session->run = loop_run;
}

bool loop_close(Session *session) {
    session->origin = session->origin ? session->origin
                                      : "the end"; /* of -c and streams */
    bool done = output_finish(session);
    session_drop(session);
    return done;
}

/* ---- one statement ---- */

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
    return show_asked(session, &ask);
}

static void write_time(Session *session, const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t micros = (int64_t)(now.tv_sec - start->tv_sec) * 1000000 +
                     (now.tv_nsec - start->tv_nsec) / 1000;
    writer_format(output_is_open(session) ? session->plan.out : session->to,
                  " %u.%03u ms\n", (unsigned)(micros / 1000), (unsigned)(micros % 1000));
}

/* What people type alone on a line, as the command that it is; empty: none. */
static Slice bare_command(Slice line) {
    line = slice_trim_end(line, ";" CHAR_SPACES);
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

typedef enum SegmentKind {
    SEGMENT_NOTHING,
    SEGMENT_COMMAND,
    SEGMENT_STATEMENT
} SegmentKind;

/* The first statement or command of a text. */
typedef struct Segment {
    SegmentKind kind;
    bool query;
    PromptState state; /* of a statement */
    bool ended;
    uint32_t start, end;
} Segment;

static uint32_t line_end(Slice text, uint32_t from) {
    const char *newline = memchr(text.at + from, '\n', text.length - from);
    return newline ? (uint32_t)(newline - text.at) : text.length;
}

static Segment next_segment(const Session *session, Slice text) {
    uint32_t start = 0;
    while (start < text.length && (char_is_space(text.at[start]) ||
                                   text.at[start] == ';' || text.at[start] == '#'))
        start = text.at[start] == '#' ? line_end(text, start) : start + 1;
    Slice line = {text.at + start, line_end(text, start) - start};
    if (line.length == 0)
        return (Segment){.start = text.length, .end = text.length};
    if (line.at[0] == '.' || bare_command(line).length > 0)
        return (Segment){
            .kind = SEGMENT_COMMAND, .start = start, .end = start + line.length};
    Slice rest = slice_from(text, start);
    PromptStatement read = prompt_read(session->plan.memory, rest);
    return (Segment){.kind = read.state == PROMPT_EMPTY ? SEGMENT_NOTHING
                                                        : SEGMENT_STATEMENT,
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

bool loop_run(Session *session, Slice text, const char *origin, uint32_t line) {
    const char *origin_before = session->origin;
    uint32_t line_before = session->line, at = 0;
    bool all = true, stop = false;
    while (!stop && !session->done && !*session->plan.interrupted) {
        Slice rest = slice_from(text, at);
        Segment segment = next_segment(session, rest);
        if (segment.kind == SEGMENT_NOTHING)
            break;
        for (uint32_t i = 0; i < segment.start; i++)
            line += rest.at[i] == '\n';
        session->origin = origin;
        session->line = line;
        Slice taken = {rest.at + segment.start, segment.end - segment.start};
        bool done = run_paged(session, taken,
                              segment.kind == SEGMENT_COMMAND ? run_command
                              : segment.query                 ? run_query
                                                              : whatifs_add);
        if (!done && session->editor && session->depth == 0 && holds_command(taken))
            writer_str(session->plan.out,
                       " help: a command stands alone; end the statement before it with "
                       ";\n");
        for (uint32_t i = 0; i < taken.length; i++)
            line += taken.at[i] == '\n';
        at += segment.end;
        all = all && done;
        stop = !done && !session->plan.keep_going;
    }
    bool rest = next_segment(session, slice_from(text, at)).kind != SEGMENT_NOTHING;
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
        Segment segment = next_segment(session, slice_from(text, at));
        if (segment.kind == SEGMENT_NOTHING)
            return true;
        if (segment.kind == SEGMENT_STATEMENT && !segment.ended)
            return segment.state == PROMPT_WRONG &&
                   (session->editor || !session->plan.keep_going);
        at += segment.end;
    }
}

bool loop_run_stream(Session *session, int fd, const char *origin) {
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
        all = loop_run(session, lines, origin, line) && all;
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
    writer_format(session->plan.out, "integ %s, %u file%s", version_number, files,
                  phrase_s(files));
    if (errors > 0)
        writer_format(session->plan.out, ", %u error%s: .check shows %s", errors,
                      phrase_s(errors), errors == 1 ? "it" : "them");
    writer_str(session->plan.out, "\nQueries end with ;  .help lists the commands, "
                                  ".quit leaves\n");
}

bool loop_talk(Session *session, const char **why) {
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
        bool done = loop_run(session, text_view(&text), "prompt", 1);
        if (done && *session->plan.interrupted) /* too late; its ^C is on the screen */
            writer_str(session->plan.out, "\n");
    }
    text_free(&text);
    editor_close(session->editor);
    session->editor = NULL;
    return true;
}
