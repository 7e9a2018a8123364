/* Findings for a client that asks for them. */
#include "lsp/methods.h"

#include "base/hash.h"
#include "render/json_write.h"

/* A report of a file's findings; "unchanged" where the client has it already. */
static void write_report(Connection *connection, const Home *home, SourceId source,
                         Slice known, Writer *out) {
    Text list = {.memory = connection->memory};
    Writer to = writer_text(&list);
    findings_write(connection, home, source, &to);
    Text id = {.memory = connection->memory};
    text_format(&id, "%llx", (unsigned long long)hash_slice(text_view(&list)));
    bool same = slice_equal(known, text_view(&id));
    writer_str(out, same ? "\"kind\":\"unchanged\",\"resultId\":"
                         : "\"kind\":\"full\",\"resultId\":");
    json_write_string(out, text_view(&id));
    if (!same) {
        writer_str(out, ",\"items\":");
        writer_slice(out, text_view(&list));
    }
    text_free(&id);
    text_free(&list);
}

void lsp_diagnostic(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    Writer *out = reply->out;
    if (!param_is_text(param_path(params, "textDocument.uri"))) {
        connection_refuse(reply, LSP_INVALID_PARAMS,
                          SLICE("textDocument.uri is missing"));
        return;
    }
    if (!connection_file(connection, param_text(param_path(params, "textDocument.uri")),
                         &spot)) {
        writer_str(out, "{\"kind\":\"full\",\"items\":[]}");
        return;
    }
    writer_str(out, "{");
    write_report(connection, spot.home, spot.source->id,
                 param_text(param_get(params, "previousResultId")), out);
    writer_str(out, ",\"relatedDocuments\":{");
    bool first = true;
    for (uint32_t i = 0; i < spot.workspace->file_count && !spot.home->folder; i++) {
        if (i == spot.source->id)
            continue;
        writer_str(out, first ? "" : ",");
        connection_write_uri(connection, spot.home,
                             sources_get(&spot.workspace->sources, i), out);
        writer_str(out, ":{");
        write_report(connection, spot.home, i, SLICE(""), out);
        writer_str(out, "}");
        first = false;
    }
    writer_str(out, "}}");
}

static Slice known_of(Param known, Slice uri) {
    for (uint32_t i = 0; i < param_count(known); i++)
        if (slice_equal(param_text(param_get(param_item(known, i), "uri")), uri))
            return param_text(param_get(param_item(known, i), "value"));
    return SLICE("");
}

static void write_file(Connection *connection, const Home *home, const Source *source,
                       Param known, Writer *out) {
    Text uri = {.memory = connection->memory};
    connection_uri(connection, home, source, &uri);
    const Document *document = documents_at(&connection->documents, source->real);
    writer_str(out, "{\"uri\":");
    json_write_string(out, text_view(&uri));
    if (document != NULL)
        writer_format(out, ",\"version\":%lld,", (long long)document->version);
    else
        writer_str(out, ",\"version\":null,");
    write_report(connection, home, source->id, known_of(known, text_view(&uri)), out);
    writer_str(out, "}");
    text_free(&uri);
}

void lsp_workspace_diagnostic(Connection *connection, Param params, Reply *reply) {
    Param known = param_get(params, "previousResultIds");
    bool first = true;
    writer_str(reply->out, "{\"items\":[");
    for (uint32_t i = 0; i < connection->homes.count; i++) {
        const Home *home = connection->homes.at[i];
        for (uint32_t k = 0; k < home->workspace->file_count; k++) {
            writer_str(reply->out, first ? "" : ",");
            write_file(connection, home, sources_get(&home->workspace->sources, k), known,
                       reply->out);
            first = false;
        }
    }
    writer_str(reply->out, "]}");
}
