/* Texts that are opened, changed and closed, files that change outside, and folders. */
#include "lsp/methods.h"

static void changed(Session *session, Document *document) {
    document->shown = false;
    homes_changed(session, text_view(&document->path));
}

void lsp_did_open(Session *session, Param params, Reply *reply) {
    (void)reply;
    Param opened = param_get(params, "textDocument");
    Slice uri = param_text(param_get(opened, "uri"));
    if (uri.length == 0)
        return;
    changed(session, documents_open(&session->documents, uri,
                                    param_integer(param_get(opened, "version")),
                                    param_text(param_get(opened, "text"))));
}

void lsp_did_change(Session *session, Param params, Reply *reply) {
    (void)reply;
    Param changes = param_get(params, "contentChanges");
    Document *document = documents_find(
        &session->documents, param_text(param_path(params, "textDocument.uri")));
    if (document == NULL)
        return;
    for (uint32_t i = 0; i < param_count(changes); i++)
        documents_change(&session->documents, document, param_item(changes, i));
    Param version = param_path(params, "textDocument.version");
    document->version = param_is_number(version) ? param_integer(version)
                                                 : document->version;
    changed(session, document);
}

/* Another program may have changed what is beside it. */
void lsp_did_save(Session *session, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    homes_all_changed(session);
}

void lsp_did_close(Session *session, Param params, Reply *reply) {
    (void)reply;
    Document *document = documents_find(
        &session->documents, param_text(param_path(params, "textDocument.uri")));
    if (document == NULL)
        return;
    homes_changed(session, text_view(&document->path));
    documents_close(&session->documents, document);
}

void lsp_did_change_files(Session *session, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    homes_all_changed(session);
}

void lsp_did_change_folders(Session *session, Param params, Reply *reply) {
    (void)reply;
    Param added = param_path(params, "event.added");
    Param removed = param_path(params, "event.removed");
    for (uint32_t i = 0; i < param_count(removed); i++)
        homes_drop_folder(session, param_text(param_get(param_item(removed, i), "uri")));
    for (uint32_t i = 0; i < param_count(added); i++)
        homes_add_folder(session, param_text(param_get(param_item(added, i), "uri")));
    for (uint32_t i = 0; i < session->documents.all.count; i++)
        session->documents.all.at[i]->shown = false;
}
