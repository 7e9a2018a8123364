/* Where things are, to the client; and messages that nobody asked for. */
#include "lsp/connection.h"

#include "base/path.h"
#include "base/uri.h"
#include "render/json_write.h"

void connection_refuse(Reply *reply, int error, Slice why) {
    reply->error = error;
    reply->why = why;
}

/* ---- places ---- */

static bool find_source(const Connection *connection, Slice real, FileSpot *out) {
    for (uint32_t i = 0; i < connection->homes.count; i++) {
        const Home *home = connection->homes.at[i];
        for (uint32_t k = 0; home->workspace && k < home->workspace->file_count; k++) {
            const Source *source = sources_get(&home->workspace->sources, k);
            if (source->real.length > 0 && slice_equal(source->real, real)) {
                *out = (FileSpot){
                    .home = home, .workspace = home->workspace, .source = source};
                return true;
            }
        }
    }
    return false;
}

bool connection_file(Connection *connection, Slice uri, FileSpot *out) {
    const Document *document = documents_find(&connection->documents, uri);
    Arena *scratch = arena_new(connection->memory);
    Slice real = document != NULL ? text_view(&document->path)
                                  : documents_path(scratch, uri);
    bool found = find_source(connection, real, out);
    arena_drop(scratch);
    return found;
}

bool connection_spot(Connection *connection, Param params, Reply *reply, FileSpot *out) {
    Param uri = param_path(params, "textDocument.uri");
    if (!param_is_text(uri)) {
        connection_refuse(reply, LSP_INVALID_PARAMS,
                          SLICE("textDocument.uri is missing"));
        return false;
    }
    if (!connection_file(connection, param_text(uri), out)) {
        writer_str(reply->out, "null");
        return false;
    }
    Param position = param_get(params, "position"), range = param_get(params, "range");
    if (param_is(range)) {
        out->range.start = documents_offset(&connection->documents, out->source,
                                            param_get(range, "start"));
        out->range.end = documents_offset(&connection->documents, out->source,
                                          param_get(range, "end"));
        out->range.end = out->range.end > out->range.start ? out->range.end
                                                           : out->range.start;
        out->offset = out->range.start;
    }
    if (param_is(position)) {
        out->offset = documents_offset(&connection->documents, out->source, position);
        out->range = param_is(range) ? out->range : (Span){out->offset, out->offset};
    }
    return true;
}

const Node *connection_node(const FileSpot *spot, NodeKind kind) {
    const Node *chain[TREE_CHAIN_MAX];
    const Tree *tree = spot->workspace->trees.at[spot->source->id];
    uint32_t count = tree_chain(tree, spot->offset, chain);
    return count > 0 && chain[count - 1]->kind == kind ? chain[count - 1] : NULL;
}

void connection_uri(const Connection *connection, const Home *home, const Source *source,
                    Text *out) {
    const Document *document = documents_at(&connection->documents, source->real);
    if (document != NULL) {
        text_slice(out, text_view(&document->uri));
        return;
    }
    Arena *scratch = arena_new(connection->memory);
    Slice below = source_path_below(text_view(&home->path), source->path);
    uri_of_path(out, home->folder && below.length > 0
                         ? path_join(scratch, text_view(&home->named), below)
                         : source->path);
    arena_drop(scratch);
}

void connection_write_uri(const Connection *connection, const Home *home,
                          const Source *source, Writer *out) {
    Text uri = {.memory = connection->memory};
    connection_uri(connection, home, source, &uri);
    json_write_string(out, text_view(&uri));
    text_free(&uri);
}

void connection_write_position(const Connection *connection, const Source *source,
                               uint32_t offset, Writer *out) {
    uint32_t line = source_line(source, offset);
    uint32_t column = source_column(source, offset, connection->documents.unit) - 1;
    if (source->marked && line == 1 &&
        documents_at(&connection->documents, source->real) != NULL)
        column += connection->documents.unit == COLUMN_BYTES ? 3 : 1;
    writer_format(out, "{\"line\":%u,\"character\":%u}", line - 1, column);
}

void connection_write_range(const Connection *connection, const Source *source, Span span,
                            Writer *out) {
    uint32_t length = source->text.length;
    uint32_t start = span.start < length ? span.start : length;
    uint32_t end = span.end < length ? span.end : length;
    writer_str(out, "{\"start\":");
    connection_write_position(connection, source, start, out);
    writer_str(out, ",\"end\":");
    connection_write_position(connection, source, end > start ? end : start, out);
    writer_str(out, "}");
}

void connection_write_location(const Connection *connection, const Home *home,
                               Place place, const Workspace *workspace, Writer *out) {
    const Source *source = sources_get(&workspace->sources, place.source);
    writer_str(out, "{\"uri\":");
    connection_write_uri(connection, home, source, out);
    writer_str(out, ",\"range\":");
    connection_write_range(connection, source, place.span, out);
    writer_str(out, "}");
}

/* ---- messages of our own ---- */

void connection_send(Connection *connection, Sending *sending, const char *method,
                     bool request) {
    sending->text = (Text){.memory = connection->memory};
    sending->out = writer_text(&sending->text);
    writer_str(&sending->out, "{\"jsonrpc\":\"2.0\",");
    if (request)
        writer_format(&sending->out, "\"id\":\"integ-%u\",", ++connection->requests);
    writer_format(&sending->out, "\"method\":\"%s\",\"params\":", method);
}

void connection_sent(Connection *connection, Sending *sending) {
    writer_str(&sending->out, "}");
    wire_send(connection->wire, text_view(&sending->text));
    text_free(&sending->text);
}

void connection_refresh(Connection *connection) {
    const Abilities *able = &connection->abilities;
    const struct {
        bool able;
        const char *method;
    } shown[] = {{able->refresh_hints, "workspace/inlayHint/refresh"},
                 {able->refresh_lenses, "workspace/codeLens/refresh"},
                 {able->refresh_tokens, "workspace/semanticTokens/refresh"}};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        Sending sending;
        if (!shown[i].able)
            continue;
        connection_send(connection, &sending, shown[i].method, true);
        writer_str(&sending.out, "null");
        connection_sent(connection, &sending);
    }
}

void connection_show(Connection *connection, int type, Slice message) {
    Sending sending;
    connection_send(connection, &sending, "window/showMessage", false);
    writer_format(&sending.out, "{\"type\":%d,\"message\":", type);
    json_write_string(&sending.out, message);
    writer_str(&sending.out, "}");
    connection_sent(connection, &sending);
}
