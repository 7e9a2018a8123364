/* What a file declares, as an outline, and the things of all files by name. */
#include "lsp/methods.h"

#include "base/utf8.h"
#include "model/view.h"
#include "render/json_write.h"

/* The protocol's kinds of symbols, by ThingKind. */
static const uint8_t symbol_kinds[KIND_COUNT] = {
    [KIND_DOCUMENT] = 1,      /* File */
    [KIND_ORGANISATION] = 11, /* Interface */
    [KIND_AREA] = 3,          /* Namespace */
    [KIND_SOURCE] = 22,       /* EnumMember */
    [KIND_MONEY] = 10,        /* Enum */
    [KIND_PROJECT] = 5,       /* Class */
    [KIND_GOAL] = 24,         /* Event */
    [KIND_INDICATOR] = 8,     /* Field */
    [KIND_DIMENSION] = 26,    /* TypeParameter */
    [KIND_CATEGORY] = 14,     /* Constant */
};
enum { SYMBOL_TABLE = 23, SYMBOL_QUERY = 12, SYMBOL_CHECK = 17, SYMBOL_PROPERTY = 7 };

/* A statement as a symbol. */
typedef struct Symbol {
    Slice name, detail;
    uint8_t kind;
    Span span; /* of what names it */
} Symbol;

static Slice titled(Arena *arena, const Source *source, Quoted title, Ref name) {
    return title.end > title.start ? tree_string(arena, source, title)
                                   : source_slice(source, name.span);
}

static bool read_symbol(Arena *arena, const Source *source, const Node *node,
                        Symbol *out) {
    Quoted title = {0, 0};
    Ref name = {0};
    const char *detail = "";
    uint8_t kind;
    switch (node->kind) {
    case NODE_DECLARE: {
        const Declare *declare = (const Declare *)node;
        title = declare->title;
        name = declare->name;
        kind = symbol_kinds[node->what];
        detail = kind_text((ThingKind)node->what);
        break;
    }
    case NODE_TABLE: {
        const Table *table = (const Table *)node;
        title = table->title;
        name = table->name;
        kind = SYMBOL_TABLE;
        detail = node->what == MONEY_SPENDING ? "spending table" : "table";
        break;
    }
    case NODE_ROW: {
        const Row *row = (const Row *)node;
        title = row->title;
        name = row->name;
        kind = symbol_kinds[KIND_PROJECT];
        detail = "row";
        break;
    }
    case NODE_QUERY: {
        const Query *query = (const Query *)node;
        title = query->title;
        name = query->name;
        kind = SYMBOL_QUERY;
        detail = "query";
        break;
    }
    case NODE_CHECK:
        title = ((const Check *)node)->says;
        kind = SYMBOL_CHECK;
        detail = "check";
        break;
    case NODE_ATTRIBUTE:
        name = ((const Attribute *)node)->name;
        kind = SYMBOL_PROPERTY;
        detail = "attribute";
        break;
    default: return false;
    }
    *out = (Symbol){titled(arena, source, title, name), slice_of(detail), kind,
                    name.span.end > name.span.start ? name.span : title};
    if (out->span.end == out->span.start)
        out->span = (Span){node->span.start, node->span.start};
    if (out->name.length == 0) /* a client shows nothing, or fails */
        out->name = slice_of(detail);
    return true;
}

/* ---- the outline ---- */

typedef struct Outline {
    const Connection *connection;
    const FileSpot *spot;
    Arena *arena;
    Writer *out;
    bool nested;
    bool first;
} Outline;

static void write_symbol(Outline *outline, const Node *node, const Symbol *symbol,
                         Slice around) {
    const Source *source = outline->spot->source;
    Writer *out = outline->out;
    writer_str(out, outline->first ? "{\"name\":" : ",{\"name\":");
    json_write_string(out, symbol->name);
    writer_format(out, ",\"kind\":%u,", symbol->kind);
    if (!outline->nested) {
        writer_str(out, "\"location\":");
        connection_write_location(outline->connection, outline->spot->home,
                                  (Place){source->id, node->span},
                                  outline->spot->workspace, out);
        writer_str(out, ",\"containerName\":");
        json_write_string(out, around);
        return;
    }
    writer_str(out, "\"detail\":");
    json_write_string(out, symbol->detail);
    writer_str(out, ",\"range\":");
    connection_write_range(outline->connection, source, node->span, out);
    writer_str(out, ",\"selectionRange\":");
    connection_write_range(outline->connection, source, symbol->span, out);
}

static void write_nodes(Outline *outline, const Node *node, Slice around) {
    for (; node != NULL; node = node->next) {
        Symbol symbol;
        const Block *block = tree_block(node);
        if (!read_symbol(outline->arena, outline->spot->source, node, &symbol)) {
            if (block != NULL)
                write_nodes(outline, block->first, around);
            continue;
        }
        write_symbol(outline, node, &symbol, around);
        outline->first = true;
        if (outline->nested) {
            writer_str(outline->out, ",\"children\":[");
            if (block != NULL)
                write_nodes(outline, block->first, symbol.name);
            writer_str(outline->out, "]}");
            outline->first = false;
        } else {
            writer_str(outline->out, "}");
            outline->first = false;
            if (block != NULL)
                write_nodes(outline, block->first, symbol.name);
        }
    }
}

void lsp_symbols(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Outline outline = {
        connection, &spot, reply->arena, reply->out, connection->abilities.nested_symbols,
        true};
    writer_str(reply->out, "[");
    write_nodes(&outline, spot.workspace->trees.at[spot.source->id]->first, SLICE(""));
    writer_str(reply->out, "]");
}

/* ---- all files ---- */

/* Whether the letters of the query are in the text, in their order. */
static bool matches(Slice query, Slice text) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < text.length && at < query.length; i++)
        at += text.at[i] == query.at[at];
    return at == query.length;
}

enum { SYMBOLS_MOST = 1000 };

static void write_things(Connection *connection, const Home *home, Slice query,
                         Arena *arena, Writer *out, uint32_t *written) {
    const Model *model = home->workspace->model;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const ThingVec *things = &model->things[kind];
        for (Id id = 1; id < things->count && *written < SYMBOLS_MOST; id++) {
            const Thing *thing = &things->at[id];
            if (thing->first_title == 0 || thing->name == 0)
                continue;
            Slice name = names_text(model->names, thing->name);
            Slice title =
                view_title_text(model, &model->titles.at[thing->first_title - 1]);
            if (!matches(query, utf8_folded(arena, name)) &&
                !matches(query, utf8_folded(arena, title)))
                continue;
            writer_str(out, (*written)++ > 0 ? ",{\"name\":" : "{\"name\":");
            json_write_string(out, title);
            writer_format(out, ",\"kind\":%u,\"containerName\":", symbol_kinds[kind]);
            json_write_string(out,
                              arena_format(arena, "%s %.*s", kind_text((ThingKind)kind),
                                           SLICE_ARGS(name)));
            writer_str(out, ",\"location\":");
            connection_write_location(connection, home,
                                      (Place){thing->source, thing->span},
                                      home->workspace, out);
            writer_str(out, "}");
        }
    }
}

void lsp_workspace_symbols(Connection *connection, Param params, Reply *reply) {
    Slice query = utf8_folded(reply->arena, param_text(param_get(params, "query")));
    uint32_t written = 0;
    writer_str(reply->out, "[");
    for (uint32_t i = 0; i < connection->homes.count; i++)
        write_things(connection, connection->homes.at[i], query, reply->arena, reply->out,
                     &written);
    writer_str(reply->out, "]");
}
