/* What a file is made of: blocks that fold, what a selection grows to, and links. */
#include "lsp/methods.h"

#include "base/io.h"
#include "base/names.h"
#include "base/path.h"
#include "base/uri.h"
#include "render/json_write.h"

/* ---- folding ---- */

typedef struct Folding {
    const Source *source;
    Writer *out;
    bool any;
} Folding;

/* Lines from 1, both folded into the first. */
static void fold(Folding *folding, uint32_t first, uint32_t last, const char *kind) {
    if (last <= first)
        return;
    writer_format(folding->out, "%s{\"startLine\":%u,\"endLine\":%u%s%s%s}",
                  folding->any ? "," : "", first - 1, last - 1,
                  *kind ? ",\"kind\":\"" : "", kind, *kind ? "\"" : "");
    folding->any = true;
}

static void fold_nodes(Folding *folding, const Node *node) {
    for (; node != NULL; node = node->next) {
        const Block *block = tree_block(node);
        uint32_t first = source_line(folding->source, node->span.start);
        uint32_t last =
            source_line(folding->source, node->span.end > 0 ? node->span.end - 1 : 0);
        if (block != NULL) { /* the closing brace stays in view */
            fold(folding, source_line(folding->source, block->span.start), last - 1, "");
            fold_nodes(folding, block->first);
        } else if (node->kind == NODE_QUERY) {
            fold(folding, first, last - 1, "");
        }
    }
}

static bool is_comment(Slice line) {
    uint32_t at = 0;
    while (at < line.length && char_in(line.at[at], " \t"))
        at++;
    return at < line.length && line.at[at] == '#';
}

static void fold_comments(Folding *folding) {
    uint32_t first = 0;
    for (uint32_t i = 1; i <= folding->source->lines.count + 1; i++) {
        bool comment = i <= folding->source->lines.count &&
                       is_comment(source_line_text(folding->source, i));
        if (comment && first == 0)
            first = i;
        if (!comment && first > 0) {
            fold(folding, first, i - 1, "comment");
            first = 0;
        }
    }
}

void lsp_folding(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Folding folding = {spot.source, reply->out, false};
    writer_str(reply->out, "[");
    fold_nodes(&folding, spot.workspace->trees.at[spot.source->id]->first);
    fold_comments(&folding);
    writer_str(reply->out, "]");
}

/* ---- selections ---- */

/* The word at an offset: letters, digits and what a figure has. */
static Span word_at(const Source *source, uint32_t offset) {
    Span span = {offset, offset};
    Slice text = source->text;
    while (span.start > 0 &&
           (names_have_byte(text.at[span.start - 1]) || text.at[span.start - 1] == '.'))
        span.start--;
    while (span.end < text.length &&
           (names_have_byte(text.at[span.end]) || text.at[span.end] == '.'))
        span.end++;
    return span;
}

static void write_selection(Connection *connection, const FileSpot *spot, uint32_t offset,
                            Writer *out) {
    const Node *chain[TREE_CHAIN_MAX];
    const Tree *tree = spot->workspace->trees.at[spot->source->id];
    uint32_t count = tree_chain(tree, offset, chain), depth = 0;
    /* Each holds the one before: word, statement, the block's, …, the file. */
    Span spans[2 * TREE_CHAIN_MAX + 2];
    Span last = word_at(spot->source, offset);
    spans[depth++] = last;
    for (uint32_t i = count + 1; i-- > 0;) {
        Span inner = {0, spot->source->text.length};
        const Block *block = i > 0 ? tree_block(chain[i - 1]) : NULL;
        Span next = i > 0 ? chain[i - 1]->span : inner;
        if (block != NULL && block->span.start <= last.start &&
            last.end <= block->span.end &&
            (block->span.start < last.start || last.end < block->span.end))
            last = spans[depth++] = block->span;
        if (next.start <= last.start && last.end <= next.end &&
            (next.start < last.start || last.end < next.end))
            last = spans[depth++] = next;
    }
    for (uint32_t i = 0; i < depth; i++) {
        writer_str(out, i > 0 ? ",\"parent\":{\"range\":" : "{\"range\":");
        connection_write_range(connection, spot->source, spans[i], out);
    }
    for (uint32_t i = 0; i < depth; i++)
        writer_str(out, "}");
}

void lsp_selection(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Param positions = param_get(params, "positions");
    writer_str(reply->out, "[");
    for (uint32_t i = 0; i < param_count(positions); i++) {
        writer_str(reply->out, i > 0 ? "," : "");
        write_selection(connection, &spot,
                        documents_offset(&connection->documents, spot.source,
                                         param_item(positions, i)),
                        reply->out);
    }
    writer_str(reply->out, "]");
}

/* ---- links ---- */

typedef struct Links {
    const Connection *connection;
    const FileSpot *spot;
    Arena *arena;
    Writer *out;
    bool any;
} Links;

static void write_link(Links *links, Span span, Slice target, const char *tip) {
    writer_str(links->out, links->any ? ",{\"range\":" : "{\"range\":");
    connection_write_range(links->connection, links->spot->source, span, links->out);
    writer_str(links->out, ",\"target\":");
    json_write_string(links->out, target);
    writer_str(links->out, ",\"tooltip\":");
    json_write_string(links->out, slice_of(tip));
    writer_str(links->out, "}");
    links->any = true;
}

static void link_nodes(Links *links, const Node *node) {
    for (; node != NULL; node = node->next) {
        const Source *source = links->spot->source;
        if (node->kind == NODE_INCLUDE) {
            Quoted quoted = ((const Include *)node)->path;
            Slice path = path_join(links->arena,
                                   path_folder_of(links->arena, source->path),
                                   tree_written(links->arena, source, quoted));
            Text uri = {.memory = links->connection->memory};
            uri_of_path(&uri, path);
            if (!io_is_glob(path) && slice_starts(path, SLICE("/")) &&
                quoted.end > quoted.start)
                write_link(links, quoted, text_view(&uri), "open the file");
            text_free(&uri);
        } else if (node->kind == NODE_ALLOW) {
            Span span = ((const Allow *)node)->code.span;
            Code code = code_find(source_slice(source, span));
            if (code != CODE_COUNT)
                write_link(
                    links, span,
                    arena_format(links->arena, "integ:explain/%s", code_info(code)->code),
                    code_info(code)->summary);
        }
        const Block *block = tree_block(node);
        if (block != NULL)
            link_nodes(links, block->first);
    }
}

void lsp_links(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Links links = {connection, &spot, reply->arena, reply->out, false};
    writer_str(reply->out, "[");
    link_nodes(&links, spot.workspace->trees.at[spot.source->id]->first);
    writer_str(reply->out, "]");
}
