/* What each name is, for who colours the text: words, figures and texts are a grammar's
 * work, which needs no server. */
#include "lsp/methods.h"

#include <string.h>

/* The legend's types, by ThingKind and REFERENCE_…; in offers.def by the same order. */
enum { LEGEND_DECLARES = 1, TOKEN_NUMBERS = 5 };

typedef VEC(uint32_t) LspNumbers;

static void add_number(Arena *arena, LspNumbers *out, uint32_t number) {
    *VEC_PUSH(arena, out) = number;
}

/* Five numbers for each name: lines and columns from the one before, length, type,
 * modifiers. */
static void find_tokens(const Connection *connection, const FileSpot *spot, Span range,
                        Arena *arena, LspNumbers *out) {
    const References *references = spot->workspace->references;
    uint32_t last_line = 1, last_column = 1, end = 0;
    ColumnUnit unit = connection->documents.unit;
    for (uint32_t i = 0; i < references->all.count; i++) {
        const Reference *at = &references->all.at[i];
        if (at->source != spot->source->id || at->span.start < end ||
            at->span.end < range.start || at->span.start > range.end)
            continue;
        uint32_t line = source_line(spot->source, at->span.start);
        uint32_t column = source_column(spot->source, at->span.start, unit);
        uint32_t length = source_column(spot->source, at->span.end, unit) - column;
        add_number(arena, out, line - last_line);
        add_number(arena, out, line == last_line ? column - last_column : column - 1);
        add_number(arena, out, length);
        add_number(arena, out, at->kind);
        add_number(arena, out, at->declares ? LEGEND_DECLARES : 0);
        last_line = line;
        last_column = column;
        end = at->span.end;
    }
}

static void write_numbers(const uint32_t *at, uint32_t count, Writer *out) {
    writer_str(out, "[");
    for (uint32_t i = 0; i < count; i++)
        writer_format(out, i > 0 ? ",%u" : "%u", at[i]);
    writer_str(out, "]");
}

/* ---- what the client has ---- */

/* Kept with the document, so that only what differs is sent. */
static void keep(Connection *connection, Slice uri, const LspNumbers *numbers) {
    Document *document = documents_find(&connection->documents, uri);
    if (document == NULL)
        return;
    text_clear(&document->names);
    if (numbers->count > 0)
        text_bytes(&document->names, (const char *)numbers->at,
                   numbers->count * sizeof *numbers->at);
    document->names_sent++;
}

static void write_result_id(Connection *connection, Slice uri, Writer *out) {
    const Document *document = documents_find(&connection->documents, uri);
    if (document != NULL)
        writer_format(out, "\"resultId\":\"%u\",", document->names_sent);
}

static void write_full(Connection *connection, Slice uri, const LspNumbers *numbers,
                       Writer *out) {
    keep(connection, uri, numbers);
    writer_str(out, "{");
    write_result_id(connection, uri, out);
    writer_str(out, "\"data\":");
    write_numbers(numbers->at, numbers->count, out);
    writer_str(out, "}");
}

void lsp_tokens(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    LspNumbers numbers = {0};
    if (!connection_spot(connection, params, reply, &spot))
        return;
    find_tokens(connection, &spot, (Span){0, UINT32_MAX}, reply->arena, &numbers);
    write_full(connection, param_text(param_path(params, "textDocument.uri")), &numbers,
               reply->out);
}

void lsp_tokens_range(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    LspNumbers numbers = {0};
    if (!connection_spot(connection, params, reply, &spot))
        return;
    find_tokens(connection, &spot, spot.range, reply->arena, &numbers);
    writer_str(reply->out, "{\"data\":");
    write_numbers(numbers.at, numbers.count, reply->out);
    writer_str(reply->out, "}");
}

void lsp_tokens_delta(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    LspNumbers numbers = {0};
    if (!connection_spot(connection, params, reply, &spot))
        return;
    find_tokens(connection, &spot, (Span){0, UINT32_MAX}, reply->arena, &numbers);
    Slice uri = param_text(param_path(params, "textDocument.uri"));
    const Document *document = documents_find(&connection->documents, uri);
    Slice known = param_text(param_get(params, "previousResultId"));
    if (document == NULL ||
        !slice_equal(known, arena_format(reply->arena, "%u", document->names_sent))) {
        write_full(connection, uri, &numbers, reply->out);
        return;
    }
    uint32_t old_count = (uint32_t)(document->names.length / sizeof(uint32_t));
    uint32_t *old = ARENA_ARRAY(reply->arena, uint32_t, old_count + 1);
    if (old_count > 0)
        memcpy(old, document->names.at, old_count * sizeof *old);
    uint32_t head = 0, tail = 0;
    while (head < old_count && head < numbers.count && old[head] == numbers.at[head])
        head++;
    while (tail < old_count - head && tail < numbers.count - head &&
           old[old_count - 1 - tail] == numbers.at[numbers.count - 1 - tail])
        tail++;
    keep(connection, uri, &numbers);
    writer_str(reply->out, "{");
    write_result_id(connection, uri, reply->out);
    writer_str(reply->out, "\"edits\":[");
    if (head + tail < old_count || head + tail < numbers.count) {
        writer_format(reply->out, "{\"start\":%u,\"deleteCount\":%u,\"data\":", head,
                      old_count - head - tail);
        write_numbers(numbers.count > 0 ? numbers.at + head : NULL,
                      numbers.count - head - tail, reply->out);
        writer_str(reply->out, "}");
    }
    writer_str(reply->out, "]}");
}
