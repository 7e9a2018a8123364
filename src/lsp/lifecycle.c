/* How a connection begins and ends: what the client can do and wants, and what the server
 * offers. */
#include "lsp/methods.h"

#include "base/version.h"
#include "model/model.h"

void lsp_ignore(Connection *connection, Param params, Reply *reply) {
    (void)connection;
    (void)params;
    (void)reply;
}

/* ---- what the client wants ---- */

/* "2020-12-02" as 20201202; 0 where it is no date. */
static int32_t read_day(Slice text) {
    int32_t number = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        bool dash = i == 4 || i == 7;
        char c = text.at[i];
        if (dash ? c != '-' : c < '0' || c > '9')
            return 0;
        number = dash ? number : number * 10 + (c - '0');
    }
    return text.length == 10 ? time_first((Time){.kind = TIME_DATE, .from = number}) : 0;
}

/* {"scope":"folder|file","diagnostics":"push|pull","level":"note|warning|error",
 *  "inlayHints":true,"asOf":"2024-12-31"}; what is not there stays as it is. */
static void take_wishes(Connection *connection, Param options) {
    Wishes *wishes = &connection->wishes;
    Slice scope = param_text(param_get(options, "scope"));
    Slice how = param_text(param_get(options, "diagnostics"));
    Slice level = param_text(param_get(options, "level"));
    Param day = param_get(options, "asOf");
    wishes->whole_folders = wishes->whole_folders ? !slice_is(scope, "file")
                                                  : slice_is(scope, "folder");
    wishes->hints = param_flag(param_get(options, "inlayHints"), wishes->hints);
    wishes->pulls = wishes->pulls ? !slice_is(how, "push") : slice_is(how, "pull");
    for (Level i = LEVEL_NOTE; i <= LEVEL_ERROR; i++)
        if (slice_is(level, level_text(i)))
            wishes->level = (uint8_t)i;
    if (param_is_text(day)) {
        wishes->as_of = read_day(param_text(day));
        if (wishes->as_of == 0 && param_text(day).length > 0)
            connection_show(connection, 2,
                            SLICE("the setting asOf takes a date, as 2020-12-02"));
    }
}

void lsp_did_configure(Connection *connection, Param params, Reply *reply) {
    (void)reply;
    Param settings = param_path(params, "settings.integ");
    if (!param_is_object(settings))
        return;
    take_wishes(connection, settings);
    homes_all_changed(connection);
    for (uint32_t i = 0; i < connection->documents.all.count; i++)
        connection->documents.all.at[i]->shown = false;
}

/* ---- what the client can do ---- */

static bool can(Param params, const char *path) {
    return param_true(param_path(param_get(params, "capabilities"), path));
}

static bool has_item(Param list, const char *word) {
    bool found = false;
    for (uint32_t i = 0; i < param_count(list) && !found; i++)
        found = slice_is(param_text(param_item(list, i)), word);
    return found;
}

static void take_abilities(Connection *connection, Param params) {
    connection->abilities = (Abilities){
        .snippets = can(params, "textDocument.completion.completionItem.snippetSupport"),
        .watches = can(params, "workspace.didChangeWatchedFiles.dynamicRegistration"),
        .progress = can(params, "window.workDoneProgress"),
        .nested_symbols =
            can(params, "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"),
        .refresh_hints = can(params, "workspace.inlayHint.refreshSupport"),
        .refresh_lenses = can(params, "workspace.codeLens.refreshSupport"),
        .refresh_tokens = can(params, "workspace.semanticTokens.refreshSupport"),
        .markdown =
            has_item(param_path(params, "capabilities.textDocument.hover.contentFormat"),
                     "markdown"),
    };
}

/* The first of the client's that the server has too; UTF-16 where it says nothing. */
static void choose_unit(Connection *connection, Param params) {
    static const struct {
        const char *word;
        ColumnUnit unit;
    } units[] = {{"utf-8", COLUMN_BYTES},
                 {"utf-16", COLUMN_UTF16},
                 {"utf-32", COLUMN_CODE_POINTS}};
    Param offered = param_path(params, "capabilities.general.positionEncodings");
    for (uint32_t i = 0; i < param_count(offered); i++) {
        for (uint32_t k = 0; k < sizeof units / sizeof *units; k++) {
            if (slice_is(param_text(param_item(offered, i)), units[k].word)) {
                connection->documents.unit = units[k].unit;
                return;
            }
        }
    }
}

static const char *unit_text(ColumnUnit unit) {
    return unit == COLUMN_BYTES         ? "utf-8"
           : unit == COLUMN_CODE_POINTS ? "utf-32"
                                        : "utf-16";
}

/* ---- initialize ---- */

static void add_folders(Connection *connection, Param params) {
    Param folders = param_get(params, "workspaceFolders"),
          root = param_get(params, "rootUri");
    for (uint32_t i = 0; i < param_count(folders); i++)
        homes_add_folder(connection,
                         param_text(param_get(param_item(folders, i), "uri")));
    /* An empty one, or null: files without a folder. */
    if (!param_is_list(folders) && param_text(root).length > 0)
        homes_add_folder(connection, param_text(root));
}

static void write_offer(const Connection *connection, Writer *out) {
    writer_format(out,
                  "{\"capabilities\":{\"positionEncoding\":\"%s\","
                  "\"textDocumentSync\":{\"openClose\":true,\"change\":2,\"save\":true},",
                  unit_text(connection->documents.unit));
    if (connection->wishes.pulls)
        writer_str(out, "\"diagnosticProvider\":{\"identifier\":\"integ\","
                        "\"interFileDependencies\":true,\"workspaceDiagnostics\":true},");
    writer_str(out,
#define OFFER(text) text ","
#include "lsp/offers.def"
#undef OFFER
               "\"workspace\":{\"workspaceFolders\":{\"supported\":true,"
               "\"changeNotifications\":true}}},"
               "\"serverInfo\":{\"name\":\"integ\",\"version\":\"");
    writer_format(out, "%s\"}}", version_number);
}

void lsp_initialize(Connection *connection, Param params, Reply *reply) {
    if (connection->stage != STAGE_NEW) {
        connection_refuse(reply, LSP_INVALID_REQUEST,
                          SLICE("\"initialize\" was called before"));
        return;
    }
    connection->stage = STAGE_READY;
    take_abilities(connection, params);
    choose_unit(connection, params);
    take_wishes(connection, param_get(params, "initializationOptions"));
    add_folders(connection, params);
    write_offer(connection, reply->out);
}

/* Asked for, and not waited for: nothing depends on the client's answer. */
void lsp_initialized(Connection *connection, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    if (!connection->abilities.watches)
        return;
    Sending sending;
    connection_send(connection, &sending, "client/registerCapability", true);
    writer_str(&sending.out,
               "{\"registrations\":[{\"id\":\"watched\",\"method\":"
               "\"workspace/didChangeWatchedFiles\",\"registerOptions\":{\"watchers\":"
               "[{\"globPattern\":\"**/*.integ\"}]}}]}");
    connection_sent(connection, &sending);
}

void lsp_shutdown(Connection *connection, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    connection->stage = STAGE_SHUT;
}

void lsp_exit(Connection *connection, Param params, Reply *reply) {
    (void)params;
    (void)reply;
    connection->failed = connection->stage != STAGE_SHUT;
    connection->stage = STAGE_ENDED;
}
