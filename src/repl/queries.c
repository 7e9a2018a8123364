/* Queries that the files declare, and the values of their parameters. */
#include "repl/queries.h"

#include <string.h>

#include "base/utf8.h"
#include "repl/argument.h"
#include "repl/show.h"

bool queries_list(Session *session, Slice argument) {
    (void)argument;
    const Model *model = session->workspace->model;
    Arena *arena = arena_new(session->plan.memory);
    uint32_t width = SESSION_NAME_WIDTH;
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
        session_row(session, names_text(model->names, query->node->name.name), width,
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
        Slice value = blank ? (Slice){"", 0} : argument_word(&rest);
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

bool queries_run(Session *session, Slice argument) {
    Slice rest = argument, name = argument_word(&rest);
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

bool queries_param(Session *session, Slice argument) {
    Slice rest = argument, name = argument_word(&rest);
    if (name.length > 0 && name.at[0] == '$')
        name = slice_from(name, 1);
    if (name.length > 0) {
        rest = slice_trim(rest, CHAR_SPACES);
        bool quoted = rest.length > 0 && rest.at[0] == '"';
        session_param(session, name, quoted ? argument_word(&rest) : rest);
        return true;
    }
    for (uint32_t i = 0; i < session->params.count; i++)
        session_row(session, session->params.at[i].name, SESSION_NAME_WIDTH,
                    session->params.at[i].value);
    return true;
}
