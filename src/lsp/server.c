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

/* NULL: there is none. */
static const MethodInfo *method_find(Slice name) {
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

static void send_reply(Connection *connection, Param id, const Reply *reply,
                       Slice result) {
    Text text = {.memory = connection->memory};
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
    wire_send(connection->wire, text_view(&text));
    text_free(&text);
}

/* ---- a message ---- */

/* Why a method cannot be called now; 0: it can. */
static int refusal(const Connection *connection, const MethodInfo *method) {
    bool early = method != NULL && (method->flags & METHOD_EARLY) != 0;
    if (connection->stage == STAGE_NEW && !early)
        return LSP_NOT_INITIALIZED;
    if (connection->stage == STAGE_SHUT && (method == NULL || method->run != lsp_exit))
        return LSP_INVALID_REQUEST;
    return method == NULL ? LSP_UNKNOWN_METHOD : 0;
}

static Slice refusal_text(const Connection *connection, int error, Arena *arena,
                          Slice name) {
    switch (error) {
    case LSP_UNKNOWN_METHOD:
        return arena_format(arena, "there is no method \"%.*s\"",
                            name.length < 100 ? (int)name.length : 100, name.at);
    case LSP_NOT_INITIALIZED: return SLICE("the first request must be \"initialize\"");
    default:
        return connection->stage == STAGE_SHUT
                   ? SLICE("the server was shut down; only \"exit\" may follow")
                   : SLICE("the message is no request");
    }
}

static void call(Connection *connection, const Message *message, Param root,
                 Reply *reply) {
    Slice name = param_text(param_get(root, "method"));
    bool request = param_is(param_get(root, "id"));
    const MethodInfo *method = method_find(name);
    int error = refusal(connection, method);
    if (message->cancelled)
        connection_refuse(reply, LSP_CANCELLED, SLICE("cancelled"));
    else if (error != 0)
        connection_refuse(reply, error,
                          refusal_text(connection, error, reply->arena, name));
    else if (request != ((method->flags & METHOD_NOTE) == 0))
        connection_refuse(reply, LSP_INVALID_REQUEST,
                          request ? SLICE("this method is a notification, without an id")
                                  : SLICE("this method is a request, and needs an id"));
    if (reply->error != 0)
        return;
    if ((method->flags & METHOD_LOADED) != 0 && homes_are_dirty(connection))
        homes_settle(connection);
    method->run(connection, param_get(root, "params"), reply);
}

static void handle(Connection *connection, const Message *message) {
    Param root = {&connection->lib, message->root}, id = param_get(root, "id");
    Arena *arena = arena_new(connection->memory);
    Text result = {.memory = connection->memory};
    Writer out = writer_text(&result);
    Reply reply = {.out = &out, .arena = arena};
    bool has_method = param_is_text(param_get(root, "method"));
    bool answer = param_get(root, "result").at != NULL ||
                  param_get(root, "error").at != NULL; /* to a request of ours */
    if (message->root == NULL)
        connection_refuse(&reply, LSP_PARSE_ERROR, slice_of(message->why));
    else if (!has_method && !answer)
        connection_refuse(&reply, LSP_INVALID_REQUEST,
                          SLICE("the message is no request"));
    else if (has_method)
        call(connection, message, root, &reply);
    /* Of a notification nobody hears, whatever became of it; what could not be read may
     * have been a change, without which texts would not be the client's. */
    bool heard = param_is(id) || !has_method;
    if (has_method ? heard : reply.error != 0)
        send_reply(connection, id, &reply, text_view(&result));
    if (message->root == NULL)
        connection_show(
            connection, 1,
            SLICE("integ could not read a message of the editor; close the "
                  "files and open them again, so that both have the same text"));
    text_free(&result);
    arena_drop(arena);
}

/* ---- the connection ---- */

static void open_connection(Connection *connection, const Memory *memory, int fd,
                            Writer *out) {
    connection->memory = memory;
    connection->arena = arena_new(memory);
    connection->wire = wire_new(memory, &connection->lib, fd, out);
    connection->system = files_system();
    connection->system.stamp = NULL; /* everything is loaded anew */
    connection->overlay = overlay_new(connection->arena, &connection->system, SLICE("/"));
    connection->files = overlay_files(connection->overlay);
    connection->uris = names_new(connection->arena);
    connection->wishes = (Wishes){.whole_folders = true, .hints = true};
    documents_init(&connection->documents, memory, connection->arena,
                   connection->overlay);
}

static void close_connection(Connection *connection) {
    homes_drop(connection);
    documents_drop(&connection->documents);
    wire_drop(connection->wire);
    arena_drop(connection->arena);
}

bool server_run(const Memory *memory, int fd, Writer *out, const char **why) {
    Connection connection = {.stage = STAGE_NEW};
    *why = NULL;
    if (!jansson_open(&connection.lib)) {
        *why = "the language server needs " JANSSON_MISSING;
        return false;
    }
    open_connection(&connection, memory, fd, out);
    bool more = true;
    while (connection.stage != STAGE_ENDED) {
        Message message;
        more = more && wire_read(connection.wire, false);
        if (wire_take(connection.wire, &message)) {
            handle(&connection, &message);
            wire_done(connection.wire, &message);
        } else if (!more) {
            break;
        } else if (connection.stage == STAGE_READY && homes_are_dirty(&connection)) {
            homes_settle(&connection);
        } else {
            more = wire_read(connection.wire, true);
        }
    }
    bool fine = connection.stage == STAGE_ENDED && !connection.failed;
    close_connection(&connection);
    return fine;
}
