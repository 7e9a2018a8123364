/* Formatting: a file whole, a part of it, and what was just typed. */
#include "lsp/methods.h"

#include "fmt/fmt.h"
#include "lsp/edits.h"

/* What formatting would change in the file; false where it cannot be read to its end. */
static bool find_edits(const FileSpot *spot, Arena *arena, EditVec *out) {
    Sources sources;
    Findings findings;
    Text text = {.memory = arena_memory(arena)};
    bool fine = fmt_text(arena, spot->source->path, spot->source->text, &sources,
                         &findings, &text);
    if (fine)
        edits_of_spaces(arena, spot->source, arena_copy(arena, text_view(&text)), out);
    text_free(&text);
    return fine;
}

void lsp_format(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    EditVec edits = {0};
    if (!connection_spot(connection, params, reply, &spot))
        return;
    if (!find_edits(&spot, reply->arena, &edits))
        connection_refuse(reply, LSP_REQUEST_FAILED,
                          SLICE("a file that cannot be read to its end is not formatted; "
                                "correct its syntax first"));
    else
        edits_write_list(connection, spot.source, &edits, reply->out);
}

/* Those within the span, without any that touches the offset `but`. */
static EditVec within(Arena *arena, const EditVec *edits, Span span, uint32_t but) {
    EditVec kept = {0};
    for (uint32_t i = 0; i < edits->count; i++) {
        Span at = edits->at[i].place.span;
        if (at.start >= span.start && at.end <= span.end &&
            (but < at.start || but > at.end))
            *VEC_PUSH(arena, &kept) = edits->at[i];
    }
    return kept;
}

/* From the start of its first line to the end of its last. */
static Span whole_lines(const Source *source, Span span) {
    uint32_t start = source_line_start(source, source_line(source, span.start));
    Slice last = source_line_text(source, source_line(source, span.end));
    start -= start > 0; /* the space before its first word is of the line before */
    return (Span){start, (uint32_t)(last.at - source->text.at) + last.length};
}

void lsp_format_range(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    EditVec edits = {0};
    if (!connection_spot(connection, params, reply, &spot))
        return;
    if (!find_edits(&spot, reply->arena, &edits)) {
        writer_str(reply->out, "[]");
        return;
    }
    EditVec kept =
        within(reply->arena, &edits, whole_lines(spot.source, spot.range), UINT32_MAX);
    edits_write_list(connection, spot.source, &kept, reply->out);
}

/* The statement that was just ended: by its "}", or on the line before. Of what stands in
 * columns, the whole. */
static bool find_typed(const FileSpot *spot, Slice typed, Span *out) {
    const Node *chain[TREE_CHAIN_MAX];
    const Source *source = spot->source;
    uint32_t offset = spot->offset;
    uint32_t line = source_line(source, offset);
    if (!slice_is(typed, "}")) {
        if (line < 2)
            return false;
        Slice before = source_line_text(source, line - 1);
        offset = (uint32_t)(before.at - source->text.at) + before.length;
        while (offset > 0 && (source->text.at[offset - 1] == ' ' ||
                              source->text.at[offset - 1] == '\t'))
            offset--;
    }
    uint32_t count = tree_chain(spot->workspace->trees.at[source->id],
                                offset > 0 ? offset - 1 : 0, chain);
    if (count == 0)
        return false;
    uint32_t chosen = count - 1;
    for (uint32_t i = 0; i < count; i++)
        if (chain[i]->kind == NODE_TABLE)
            chosen = i < chosen ? i : chosen;
    *out = chain[chosen]->span;
    return true;
}

void lsp_format_typed(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    EditVec edits = {0};
    Span span;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    if (!find_typed(&spot, param_text(param_get(params, "ch")), &span) ||
        !find_edits(&spot, reply->arena, &edits)) {
        writer_str(reply->out, "[]");
        return;
    }
    EditVec kept =
        within(reply->arena, &edits, whole_lines(spot.source, span), spot.offset);
    edits_write_list(connection, spot.source, &kept, reply->out);
}
