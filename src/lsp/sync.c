/* Texts that are opened, changed and closed, files that change outside, and folders. */
#include "lsp/methods.h"

static void changed(Connection *connection, Document *document) {
    document->shown = false;
    homes_changed(connection, text_view(&document->path));
}

void lsp_did_open(Connection *connection, Param params, Reply *reply) {
    (void)reply;
    Param opened = param_get(params, "textDocument");
    Slice uri = param_text(param_get(opened, "uri"));
    if (uri.length == 0)
        return;
    changed(connection, documents_open(&connection->documents, uri,
                                       param_integer(param_get(opened, "version")),
                                       param_text(param_get(opened, "text"))));
}

void lsp_did_change(Connection *connection, Param params, Reply *reply) {
    (void)reply;
    Param changes = param_get(params, "contentChanges");
    Document *document = documents_find(
        &connection->documents, param_text(param_path(params, "textDocument.uri")));
    if (document == NULL)
        return;
    for (uint32_t i = 0; i < param_count(changes); i++)
        documents_change(&connection->documents, document, param_item(changes, i));
    Param version = param_path(params, "textDocument.version");
    document->version = param_is_number(version) ? param_integer(version)
                                                 : document->version;
    changed(connection, document);
}

/* Another program may have changed what is beside it. */
void lsp_did_save(Connection *connection, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    homes_all_changed(connection);
}

void lsp_did_close(Connection *connection, Param params, Reply *reply) {
    (void)reply;
    Document *document = documents_find(
        &connection->documents, param_text(param_path(params, "textDocument.uri")));
    if (document == NULL)
        return;
    homes_changed(connection, text_view(&document->path));
    documents_close(&connection->documents, document);
}

void lsp_did_change_files(Connection *connection, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    homes_all_changed(connection);
}

void lsp_did_change_folders(Connection *connection, Param params, Reply *reply) {
    (void)reply;
    Param added = param_path(params, "event.added");
    Param removed = param_path(params, "event.removed");
    for (uint32_t i = 0; i < param_count(removed); i++)
        homes_drop_folder(connection,
                          param_text(param_get(param_item(removed, i), "uri")));
    for (uint32_t i = 0; i < param_count(added); i++)
        homes_add_folder(connection, param_text(param_get(param_item(added, i), "uri")));
    connection->stale = true;
    for (uint32_t i = 0; i < connection->documents.all.count; i++)
        connection->documents.all.at[i]->shown = false;
}
