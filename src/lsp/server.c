/* The loop: messages are taken in their order; when none waits, what has changed is
 * loaded, so that of several changes only the last is. */
#include "lsp/server.h"

#include "lsp/methods.h"
#include "render/json_write.h"

/* ---- methods ---- */

static const MethodInfo methods[] = {
#define METHOD(name, function, flags) {name, function, flags},
#include "lsp/methods.def"
#undef METHOD
};

const MethodInfo *method_find(Slice name) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (slice_is(name, methods[i].name))
            return &methods[i];
    return NULL;
}

/* ---- replies ---- */

static void write_id(Param id, Writer *out) {
    if (param_is_text(id))
        json_write_string(out, param_text(id));
    else if (param_is_number(id))
        writer_format(out, "%lld", (long long)param_integer(id));
    else
        writer_str(out, "null");
}

static void send_reply(Session *session, Param id, const Reply *reply, Slice result) {
    Text text = {.memory = session->memory};
    Writer out = writer_text(&text);
    writer_str(&out, "{\"jsonrpc\":\"2.0\",\"id\":");
    write_id(id, &out);
    if (reply->error != 0) {
        writer_format(&out, ",\"error\":{\"code\":%d,\"message\":", reply->error);
        json_write_string(&out, reply->why);
        writer_str(&out, "}}");
    } else {
        writer_str(&out, ",\"result\":");
        writer_slice(&out, result.length > 0 ? result : SLICE("null"));
        writer_str(&out, "}");
    }
    wire_send(session->wire, text_view(&text));
    text_free(&text);
}

/* ---- a message ---- */

/* Why a method cannot be called now; 0: it can. */
static int refusal(const Session *session, const MethodInfo *method) {
    bool early = method != NULL && (method->flags & METHOD_EARLY) != 0;
    if (session->stage == STAGE_NEW && !early)
        return LSP_NOT_INITIALIZED;
    if (session->stage == STAGE_SHUT && (method == NULL || method->run != lsp_exit))
        return LSP_INVALID_REQUEST;
    return method == NULL ? LSP_UNKNOWN_METHOD : 0;
}

static Slice refusal_text(const Session *session, int error, Arena *arena, Slice name) {
    switch (error) {
    case LSP_UNKNOWN_METHOD:
        return arena_format(arena, "there is no method \"%.*s\"",
                            name.length < 100 ? (int)name.length : 100, name.at);
    case LSP_NOT_INITIALIZED: return SLICE("the first request must be \"initialize\"");
    default:
        return session->stage == STAGE_SHUT
                   ? SLICE("the server was shut down; only \"exit\" may follow")
                   : SLICE("the message is no request");
    }
}

static void call(Session *session, const Message *message, Param root, Reply *reply) {
    Slice name = param_text(param_get(root, "method"));
    bool request = param_is(param_get(root, "id"));
    const MethodInfo *method = method_find(name);
    int error = refusal(session, method);
    if (message->cancelled)
        session_refuse(reply, LSP_CANCELLED, SLICE("cancelled"));
    else if (error != 0)
        session_refuse(reply, error, refusal_text(session, error, reply->arena, name));
    else if (request != ((method->flags & METHOD_NOTE) == 0))
        session_refuse(reply, LSP_INVALID_REQUEST,
                       request ? SLICE("this method is a notification, without an id")
                               : SLICE("this method is a request, and needs an id"));
    if (reply->error != 0)
        return;
    if ((method->flags & METHOD_LOADED) != 0 && homes_are_dirty(session))
        homes_settle(session);
    method->run(session, param_get(root, "params"), reply);
}

static void handle(Session *session, const Message *message) {
    Param root = {&session->lib, message->root}, id = param_get(root, "id");
    Arena *arena = arena_new(session->memory);
    Text result = {.memory = session->memory};
    Writer out = writer_text(&result);
    Reply reply = {.out = &out, .arena = arena};
    bool has_method = param_is_text(param_get(root, "method"));
    bool answer = param_get(root, "result").at != NULL ||
                  param_get(root, "error").at != NULL; /* to a request of ours */
    if (message->root == NULL)
        session_refuse(&reply, LSP_PARSE_ERROR, slice_of(message->why));
    else if (!has_method && !answer)
        session_refuse(&reply, LSP_INVALID_REQUEST, SLICE("the message is no request"));
    else if (has_method)
        call(session, message, root, &reply);
    /* Of a notification nobody hears, whatever became of it; what could not be read may
     * have been a change, without which texts would not be the client's. */
    bool heard = param_is(id) || !has_method;
    if (has_method ? heard : reply.error != 0)
        send_reply(session, id, &reply, text_view(&result));
    if (message->root == NULL)
        session_show(session, 1,
                     SLICE("integ could not read a message of the editor; close the "
                           "files and open them again, so that both have the same text"));
    text_free(&result);
    arena_drop(arena);
}

/* ---- the session ---- */

static void open_session(Session *session, const Memory *memory, int fd, Writer *out) {
    session->memory = memory;
    session->arena = arena_new(memory);
    session->wire = wire_new(memory, &session->lib, fd, out);
    session->system = files_system();
    session->system.stamp = NULL; /* everything is loaded anew */
    session->overlay = overlay_new(session->arena, &session->system, SLICE("/"));
    session->files = overlay_files(session->overlay);
    session->uris = names_new(session->arena);
    session->wishes = (Wishes){.whole_folders = true, .hints = true};
    documents_init(&session->documents, memory, session->arena, session->overlay);
}

static void close_session(Session *session) {
    homes_drop(session);
    documents_drop(&session->documents);
    wire_drop(session->wire);
    arena_drop(session->arena);
}

bool server_run(const Memory *memory, int fd, Writer *out, const char **why) {
    Session session = {.stage = STAGE_NEW};
    *why = NULL;
    if (!jansson_open(&session.lib)) {
        *why = "the language server needs " JANSSON_MISSING;
        return false;
    }
    open_session(&session, memory, fd, out);
    bool more = true;
    while (session.stage != STAGE_ENDED) {
        Message message;
        more = more && wire_read(session.wire, false);
        if (wire_take(session.wire, &message)) {
            handle(&session, &message);
            wire_done(session.wire, &message);
        } else if (!more) {
            break;
        } else if (session.stage == STAGE_READY && homes_are_dirty(&session)) {
            homes_settle(&session);
        } else {
            more = wire_read(session.wire, true);
        }
    }
    bool fine = session.stage == STAGE_ENDED && !session.failed;
    close_session(&session);
    return fine;
}
