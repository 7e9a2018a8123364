/* Where things are, to the client; and messages that nobody asked for. */
#include "lsp/session.h"

#include "base/path.h"
#include "base/uri.h"
#include "render/json_write.h"

void session_refuse(Reply *reply, int error, Slice why) {
    reply->error = error;
    reply->why = why;
}

/* ---- places ---- */

static bool find_source(const Session *session, Slice real, FileSpot *out) {
    for (uint32_t i = 0; i < session->homes.count; i++) {
        const Home *home = session->homes.at[i];
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

bool session_file(Session *session, Slice uri, FileSpot *out) {
    const Document *document = documents_find(&session->documents, uri);
    Arena *scratch = arena_new(session->memory);
    Slice real = document != NULL ? text_view(&document->path)
                                  : documents_path(scratch, uri);
    bool found = find_source(session, real, out);
    arena_drop(scratch);
    return found;
}

bool session_spot(Session *session, Param params, Reply *reply, FileSpot *out) {
    Param uri = param_path(params, "textDocument.uri");
    if (!param_is_text(uri)) {
        session_refuse(reply, LSP_INVALID_PARAMS, SLICE("textDocument.uri is missing"));
        return false;
    }
    if (!session_file(session, param_text(uri), out)) {
        writer_str(reply->out, "null");
        return false;
    }
    Param position = param_get(params, "position"), range = param_get(params, "range");
    if (param_is(range)) {
        out->range.start =
            documents_offset(&session->documents, out->source, param_get(range, "start"));
        out->range.end =
            documents_offset(&session->documents, out->source, param_get(range, "end"));
        out->range.end = out->range.end > out->range.start ? out->range.end
                                                           : out->range.start;
        out->offset = out->range.start;
    }
    if (param_is(position)) {
        out->offset = documents_offset(&session->documents, out->source, position);
        out->range = param_is(range) ? out->range : (Span){out->offset, out->offset};
    }
    return true;
}

void session_uri(const Session *session, const Home *home, const Source *source,
                 Text *out) {
    const Document *document = documents_at(&session->documents, source->real);
    if (document != NULL) {
        text_slice(out, text_view(&document->uri));
        return;
    }
    Arena *scratch = arena_new(session->memory);
    Slice below = source_path_below(text_view(&home->path), source->path);
    uri_of_path(out, home->folder && below.length > 0
                         ? path_join(scratch, text_view(&home->named), below)
                         : source->path);
    arena_drop(scratch);
}

void session_write_uri(const Session *session, const Home *home, const Source *source,
                       Writer *out) {
    Text uri = {.memory = session->memory};
    session_uri(session, home, source, &uri);
    json_write_string(out, text_view(&uri));
    text_free(&uri);
}

void session_write_position(const Session *session, const Source *source, uint32_t offset,
                            Writer *out) {
    uint32_t line = source_line(source, offset);
    uint32_t column = source_column(source, offset, session->documents.unit) - 1;
    if (source->marked && line == 1 &&
        documents_at(&session->documents, source->real) != NULL)
        column += session->documents.unit == COLUMN_BYTES ? 3 : 1;
    writer_format(out, "{\"line\":%u,\"character\":%u}", line - 1, column);
}

void session_write_range(const Session *session, const Source *source, Span span,
                         Writer *out) {
    uint32_t length = source->text.length;
    uint32_t start = span.start < length ? span.start : length;
    uint32_t end = span.end < length ? span.end : length;
    writer_str(out, "{\"start\":");
    session_write_position(session, source, start, out);
    writer_str(out, ",\"end\":");
    session_write_position(session, source, end > start ? end : start, out);
    writer_str(out, "}");
}

void session_write_location(const Session *session, const Home *home, Place place,
                            const Workspace *workspace, Writer *out) {
    const Source *source = sources_get(&workspace->sources, place.source);
    writer_str(out, "{\"uri\":");
    session_write_uri(session, home, source, out);
    writer_str(out, ",\"range\":");
    session_write_range(session, source, place.span, out);
    writer_str(out, "}");
}

/* ---- messages of our own ---- */

void session_send(Session *session, Sending *sending, const char *method, bool request) {
    sending->text = (Text){.memory = session->memory};
    sending->out = writer_text(&sending->text);
    writer_str(&sending->out, "{\"jsonrpc\":\"2.0\",");
    if (request)
        writer_format(&sending->out, "\"id\":\"integ-%u\",", ++session->requests);
    writer_format(&sending->out, "\"method\":\"%s\",\"params\":", method);
}

void session_sent(Session *session, Sending *sending) {
    writer_str(&sending->out, "}");
    wire_send(session->wire, text_view(&sending->text));
    text_free(&sending->text);
}

void session_show(Session *session, int type, Slice message) {
    Sending sending;
    session_send(session, &sending, "window/showMessage", false);
    writer_format(&sending.out, "{\"type\":%d,\"message\":", type);
    json_write_string(&sending.out, message);
    writer_str(&sending.out, "}");
    session_sent(session, &sending);
}
