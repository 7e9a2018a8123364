/* A session: what one statement leaves for the next. */
#include "repl/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/names.h"
#include "base/utf8.h"

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

void session_drop(Session *session) {
    drop_answer(session);
    workspace_drop(session->workspace);
    whatifs_drop(session->whatifs);
    arena_drop(session->arena);
    text_free(&session->page);
    text_free(&session->output);
    text_free(&session->output_path);
    text_free(&session->stale);
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
        if (!names_have_byte(next))
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

void session_row(Session *session, Slice name, uint32_t width, Slice text) {
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
