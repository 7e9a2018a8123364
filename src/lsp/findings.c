/* The findings of what is loaded, sent to the client: each to the file where it is, also
 * to one that is only included, and taken back when they are no more. */
#include "lsp/connection.h"

#include <string.h>

#include "base/hash.h"
#include "base/uri.h"
#include "render/json_write.h"
#include "render/report.h"

/* ---- one finding ---- */

static bool is_shown(const Connection *connection, const Diagnostic *d) {
    return !d->allowed && d->aside == ASIDE_NOT && d->level >= connection->wishes.level;
}

/* As the protocol counts: 1 is an error, 2 a warning, 3 information. */
static int severity(Level level) {
    return level == LEVEL_ERROR ? 1 : level == LEVEL_WARNING ? 2 : 3;
}

/* A client shows each place with its words; a place without would be a bare file name.
 * What is said of the finding's own place ("stated") is not true of others. */
static Slice label_words(const Label *label) {
    return label->message.length > 0 ? label->message : SLICE("see here");
}

static void write_related(const Connection *connection, const Home *home,
                          const Diagnostic *d, Writer *out) {
    if (d->labels.count == 0)
        return;
    writer_str(out, ",\"relatedInformation\":[");
    for (uint32_t i = 0; i < d->labels.count; i++) {
        const Label *label = &d->labels.at[i];
        writer_str(out, i > 0 ? ",{\"location\":" : "{\"location\":");
        connection_write_location(connection, home, label->place, home->workspace, out);
        writer_str(out, ",\"message\":");
        json_write_string(out, label_words(label));
        writer_str(out, "}");
    }
    writer_str(out, "]");
}

static void write_data(const Connection *connection, const Home *home,
                       const Diagnostic *d, Writer *out) {
    if (d->fixes.count == 0)
        return;
    writer_str(out, ",\"data\":{\"fixes\":[");
    for (uint32_t i = 0; i < d->fixes.count; i++) {
        const Fix *fix = &d->fixes.at[i];
        writer_str(out, i > 0 ? ",{\"location\":" : "{\"location\":");
        connection_write_location(connection, home, fix->place, home->workspace, out);
        writer_str(out, ",\"newText\":");
        json_write_string(out, fix->text);
        writer_str(out, fix->safe ? ",\"safe\":true}" : ",\"safe\":false}");
    }
    writer_str(out, "]}");
}

void finding_write(const Connection *connection, const Home *home, const Diagnostic *d,
                   Writer *out) {
    const Source *source = sources_get(&home->workspace->sources, d->place.source);
    const char *code = code_info(d->code)->code;
    writer_str(out, "{\"range\":");
    connection_write_range(connection, source, d->place.span, out);
    writer_format(out,
                  ",\"severity\":%d,\"code\":\"%s\",\"codeDescription\":{\"href\":"
                  "\"integ:explain/%s\"},\"source\":\"integ\",\"message\":",
                  severity(d->level), code, code);
    Text message = {.memory = connection->memory};
    report_details(d, &message);
    json_write_string(out, text_view(&message));
    text_free(&message);
    if (d->code == CODE_K01)
        writer_str(out, ",\"tags\":[1]"); /* unnecessary: shown faded */
    write_related(connection, home, d, out);
    write_data(connection, home, d, out);
    writer_str(out, "}");
}

/* Those of one file stand together: from `at` on. */
static void write_from(const Connection *connection, const Home *home, uint32_t at,
                       Writer *out) {
    const Findings *findings = &home->workspace->findings;
    SourceId source = findings->all.at[at]->place.source;
    bool first = true;
    writer_str(out, "[");
    for (; at < findings->all.count && findings->all.at[at]->place.source == source;
         at++) {
        if (is_shown(connection, findings->all.at[at])) {
            writer_str(out, first ? "" : ",");
            finding_write(connection, home, findings->all.at[at], out);
            first = false;
        }
    }
    writer_str(out, "]");
}

void findings_write(const Connection *connection, const Home *home, SourceId source,
                    Writer *out) {
    const Findings *findings = &home->workspace->findings;
    uint32_t at = 0;
    while (at < findings->all.count && findings->all.at[at]->place.source != source)
        at++;
    if (at < findings->all.count)
        write_from(connection, home, at, out);
    else
        writer_str(out, "[]");
}

/* ---- sending ---- */

static Sent *sent_of(Connection *connection, Slice uri) {
    NameId number = names_add(connection->uris, uri);
    while (connection->sent.count <= number)
        *VEC_PUSH(connection->arena, &connection->sent) = (Sent){0};
    return &connection->sent.at[number];
}

static void send(Connection *connection, Slice uri, const Document *document,
                 Slice list) {
    Sending sending;
    connection_send(connection, &sending, "textDocument/publishDiagnostics", false);
    writer_str(&sending.out, "{\"uri\":");
    json_write_string(&sending.out, uri);
    if (document != NULL)
        writer_format(&sending.out, ",\"version\":%lld", (long long)document->version);
    writer_str(&sending.out, ",\"diagnostics\":");
    writer_slice(&sending.out, list);
    writer_str(&sending.out, "}");
    connection_sent(connection, &sending);
}

/* Sends a list where it is another than before, or the client waits for one of its
 * change. */
static void offer(Connection *connection, Slice uri, Document *document, Slice list) {
    Sent *sent = sent_of(connection, uri);
    uint64_t hash = list.length > 2 ? hash_slice(list) | 1 : 0;
    if (sent->round == connection->round)
        return; /* another folder has it too */
    sent->round = connection->round;
    bool waits = document != NULL && !document->shown;
    if (document != NULL)
        document->shown = true;
    if (hash != sent->hash || waits)
        send(connection, uri, document, list);
    sent->hash = hash;
}

/* The number of the first finding of each source, plus one; 0: it has none. */
static const uint32_t *find_first(const Workspace *workspace, Arena *arena) {
    uint32_t *first = ARENA_ARRAY(arena, uint32_t, workspace->sources.all.count + 1);
    for (uint32_t i = workspace->findings.all.count; i-- > 0;)
        first[workspace->findings.all.at[i]->place.source] = i + 1;
    return first;
}

static void offer_source(Connection *connection, const Home *home, const Source *source,
                         uint32_t first) {
    Text uri = {.memory = connection->memory}, list = {.memory = connection->memory};
    Writer out = writer_text(&list);
    connection_uri(connection, home, source, &uri);
    if (first > 0)
        write_from(connection, home, first - 1, &out);
    else
        writer_str(&out, "[]");
    offer(connection, text_view(&uri), documents_at(&connection->documents, source->real),
          text_view(&list));
    text_free(&uri);
    text_free(&list);
}

/* A file that could not be read at all, as one finding at its head. */
static void offer_unreadable(Connection *connection, const Home *home,
                             const Unreadable *lost) {
    Document *document = documents_at(&connection->documents, lost->path);
    if (slice_equal(lost->path, text_view(&home->path)) && document == NULL)
        return; /* a folder that holds nothing yet */
    Text uri = {.memory = connection->memory}, list = {.memory = connection->memory},
         message = {.memory = connection->memory};
    Writer out = writer_text(&list);
    if (document != NULL)
        text_slice(&uri, text_view(&document->uri));
    else
        uri_of_path(&uri, lost->path);
    report_unreadable_text(lost, &message);
    writer_str(&out, "[{\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":"
                     "{\"line\":0,\"character\":0}},\"severity\":1,\"source\":\"integ\","
                     "\"message\":");
    json_write_string(&out, text_view(&message));
    writer_str(&out, "}]");
    offer(connection, text_view(&uri), document, text_view(&list));
    text_free(&uri);
    text_free(&list);
    text_free(&message);
}

static void offer_home(Connection *connection, const Home *home) {
    const Workspace *workspace = home->workspace;
    Arena *scratch = arena_new(connection->memory);
    const uint32_t *first = find_first(workspace, scratch);
    for (uint32_t i = 0; i < workspace->file_count; i++)
        offer_source(connection, home, sources_get(&workspace->sources, i), first[i]);
    for (uint32_t i = 0; i < workspace->unreadable.count; i++)
        offer_unreadable(connection, home, &workspace->unreadable.at[i]);
    arena_drop(scratch);
}

void findings_send(Connection *connection) {
    connection->round++;
    if (connection->wishes.pulls) {
        for (uint32_t i = 0; i < connection->documents.all.count; i++)
            connection->documents.all.at[i]->shown = true;
        return;
    }
    for (uint32_t i = 0; i < connection->homes.count; i++)
        offer_home(connection, connection->homes.at[i]);
    for (NameId i = 1; i < connection->sent.count; i++) {
        Sent *sent = &connection->sent.at[i];
        if (sent->round != connection->round && sent->hash != 0) {
            send(connection, names_text(connection->uris, i), NULL, SLICE("[]"));
            sent->hash = 0;
        }
    }
}
