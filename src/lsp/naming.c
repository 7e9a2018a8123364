/* Where things are named: declarations, uses, and other names for them. */
#include "lsp/methods.h"

#include <stdlib.h>

#include "base/io.h"
#include "base/path.h"
#include "base/utf8.h"
#include "lsp/edits.h"
#include "model/properties.h"
#include "render/json_write.h"
#include "syntax/prompt.h"
#include "workspace/overlay.h"

/* ---- what is at an offset ---- */

static const Reference *named_at(const FileSpot *spot) {
    uint32_t count;
    return references_at(spot->workspace->references, spot->source->id, spot->offset,
                         &count);
}

typedef VEC(const Reference *) ReferenceVec;

static int by_place(const void *left, const void *right) {
    const Reference *a = *(const Reference *const *)left,
                    *b = *(const Reference *const *)right;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

/* Adds the places of a thing: its names, and titles in place of them. */
static void add_places(const References *references, const Reference *thing, Arena *arena,
                       ReferenceVec *out) {
    uint32_t count;
    const uint32_t *of = references_of(references, thing->kind, thing->id, &count);
    for (uint32_t i = 0; of != NULL && i < count; i++)
        *VEC_PUSH(arena, out) = &references->all.at[of[i]];
    for (uint32_t i = 0; i < references->titles.count; i++) {
        const Reference *title = &references->titles.at[i];
        if (title->kind == thing->kind && title->id == thing->id)
            *VEC_PUSH(arena, out) = title;
    }
}

/* All places of what is named there, also where one name means several things. */
static void find_places(const FileSpot *spot, Arena *arena, ReferenceVec *out) {
    const References *references = spot->workspace->references;
    uint32_t count, kept = 0;
    const Reference *at =
        references_at(references, spot->source->id, spot->offset, &count);
    if (at == NULL) {
        at = references_title_at(references, spot->source->id, spot->offset);
        count = at != NULL;
    }
    for (uint32_t i = 0; i < count; i++)
        add_places(references, &at[i], arena, out);
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_place);
    for (uint32_t i = 0; i < out->count; i++) {
        const Reference *last = kept > 0 ? out->at[kept - 1] : NULL;
        if (last == NULL || last->source != out->at[i]->source ||
            last->span.start != out->at[i]->span.start)
            out->at[kept++] = out->at[i];
    }
    out->count = kept;
}

static Place place_of(const Reference *reference) {
    return (Place){reference->source, reference->span};
}

static void write_places(const Connection *connection, const FileSpot *spot,
                         const ReferenceVec *places, Writer *out) {
    writer_str(out, "[");
    for (uint32_t i = 0; i < places->count; i++) {
        writer_str(out, i > 0 ? "," : "");
        connection_write_location(connection, spot->home, place_of(places->at[i]),
                                  spot->workspace, out);
    }
    writer_str(out, "]");
}

/* ---- definition ---- */

/* The head of each file that an include brings in. */
static void write_included(const Connection *connection, const FileSpot *spot,
                           const Include *include, Arena *arena, Writer *out) {
    Slice path = path_join(arena, path_folder_of(arena, spot->source->path),
                           tree_written(arena, spot->source, include->path));
    bool first = true;
    writer_str(out, "[");
    for (SourceId i = 0; i < spot->workspace->file_count; i++) {
        const Source *source = sources_get(&spot->workspace->sources, i);
        bool meant = slice_equal(source->path, path) ||
                     (io_is_glob(path) && io_glob_matches(path, source->path));
        if (!meant)
            continue;
        writer_str(out, first ? "" : ",");
        connection_write_location(connection, spot->home, (Place){i, {0, 0}},
                                  spot->workspace, out);
        first = false;
    }
    writer_str(out, "]");
}

void lsp_definition(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    const Include *include = (const Include *)connection_node(&spot, NODE_INCLUDE);
    if (include != NULL) {
        write_included(connection, &spot, include, reply->arena, reply->out);
        return;
    }
    ReferenceVec all = {0}, declared = {0};
    find_places(&spot, reply->arena, &all);
    for (uint32_t i = 0; i < all.count; i++)
        if (all.at[i]->declares)
            *VEC_PUSH(reply->arena, &declared) = all.at[i];
    if (declared.count == 0 && all.count > 0) /* only spoken of: where first */
        *VEC_PUSH(reply->arena, &declared) = all.at[0];
    write_places(connection, &spot, &declared, reply->out);
}

void lsp_references(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    bool with = param_flag(param_path(params, "context.includeDeclaration"), true);
    ReferenceVec all = {0}, wanted = {0};
    find_places(&spot, reply->arena, &all);
    for (uint32_t i = 0; i < all.count; i++)
        if (with || !all.at[i]->declares)
            *VEC_PUSH(reply->arena, &wanted) = all.at[i];
    write_places(connection, &spot, &wanted, reply->out);
}

void lsp_highlight(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    ReferenceVec all = {0};
    find_places(&spot, reply->arena, &all);
    bool first = true;
    writer_str(reply->out, "[");
    for (uint32_t i = 0; i < all.count; i++) {
        if (all.at[i]->source != spot.source->id)
            continue;
        writer_str(reply->out, first ? "{\"range\":" : ",{\"range\":");
        connection_write_range(connection, spot.source, all.at[i]->span, reply->out);
        /* As the protocol counts: 3 is written, 2 is read. */
        writer_str(reply->out, all.at[i]->declares ? ",\"kind\":3}" : ",\"kind\":2}");
        first = false;
    }
    writer_str(reply->out, "]");
}

/* ---- another name ---- */

static Slice text_of(const Workspace *workspace, const Reference *reference) {
    return source_slice(sources_get(&workspace->sources, reference->source),
                        reference->span);
}

static bool is_quoted(const Workspace *workspace, const Reference *reference) {
    const Source *source = sources_get(&workspace->sources, reference->source);
    uint32_t start = reference->span.start;
    return start > 0 && source->text.at[start - 1] == '"';
}

/* Why the thing cannot have another name; empty: it can. */
static Slice no_rename(const FileSpot *spot, const Reference *reference) {
    if (reference == NULL && references_title_at(spot->workspace->references,
                                                 spot->source->id, spot->offset) != NULL)
        return SLICE("this is a title in place of a name; change the title at all of its "
                     "references, or write a name before it");
    if (reference == NULL)
        return SLICE("there is no name here; put the cursor on the name of a thing, a "
                     "table, a query or a property");
    if (reference->kind == REFERENCE_PROPERTY &&
        built_in_find(text_of(spot->workspace, reference)) != NULL)
        return SLICE("this property is a word of the language, and keeps its name");
    return SLICE("");
}

void lsp_prepare_rename(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    const Reference *reference = named_at(&spot);
    Slice why = no_rename(&spot, reference);
    if (why.length > 0) {
        connection_refuse(reply, LSP_REQUEST_FAILED, why);
        return;
    }
    writer_str(reply->out, "{\"range\":");
    connection_write_range(connection, spot.source, reference->span, reply->out);
    writer_str(reply->out, ",\"placeholder\":");
    json_write_string(reply->out, text_of(spot.workspace, reference));
    writer_str(reply->out, "}");
}

static bool is_name(Slice text) {
    bool fine = text.length > 0;
    for (uint32_t at = 0, bytes; fine && at < text.length; at += bytes) {
        uint32_t code = utf8_decode(text.at + at, text.length - at, &bytes);
        bool digit = utf8_is_digit(code);
        fine = code == '_' || (digit && at > 0) ||
               (utf8_is_letter(code) && (at > 0 || !utf8_is_mark(code)));
    }
    return fine;
}

/* Whether something else of its kind has the name already. */
static bool is_taken(const Workspace *workspace, const Reference *reference, Slice name) {
    const References *all = workspace->references;
    NameId id = names_find(workspace->names, name);
    bool taken = false;
    for (uint32_t i = 0; id != 0 && i < all->all.count && !taken; i++) {
        const Reference *other = &all->all.at[i];
        bool same_owner = true;
        if (reference->kind == KIND_INDICATOR && other->kind == KIND_INDICATOR) {
            const Thing *a = model_thing(workspace->model, KIND_INDICATOR, reference->id);
            const Thing *b = model_thing(workspace->model, KIND_INDICATOR, other->id);
            same_owner = a->owner == b->owner && a->owner_kind == b->owner_kind;
        }
        taken = other->kind == reference->kind && other->id != reference->id &&
                same_owner && slice_equal(text_of(workspace, other), name);
    }
    return taken;
}

/* How many findings of each code there are. */
static void count_codes(const Workspace *workspace, uint32_t counts[CODE_COUNT]) {
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        counts[workspace->findings.all.at[i]->code]++;
}

static int by_start(const void *left, const void *right) {
    const Edit *a = left, *b = right;
    return (a->place.span.start > b->place.span.start) -
           (a->place.span.start < b->place.span.start);
}

/* The source's text, were the edits made. */
static Slice edited(Arena *arena, const Source *source, const EditVec *edits) {
    EditVec own = {0};
    for (uint32_t i = 0; i < edits->count; i++)
        if (edits->at[i].place.source == source->id)
            *VEC_PUSH(arena, &own) = edits->at[i];
    if (own.count == 0)
        return (Slice){0};
    qsort(own.at, own.count, sizeof *own.at, by_start);
    Text text = {.memory = arena_memory(arena)};
    uint32_t done = 0;
    for (uint32_t i = 0; i < own.count; i++) {
        Span span = own.at[i].place.span;
        text_slice(&text, (Slice){source->text.at + done, span.start - done});
        text_slice(&text, own.at[i].text);
        done = span.end;
    }
    text_slice(&text, slice_from(source->text, done));
    Slice kept = arena_copy(arena, text_view(&text));
    text_free(&text);
    return kept;
}

/* Tries the edits out: the first code of which there would be more findings, or
 * CODE_COUNT. A name may be one that cannot stand where this one does. */
static Code worse_by(Connection *connection, const FileSpot *spot, const EditVec *edits,
                     Arena *arena) {
    Overlay *overlay = overlay_new(arena, &connection->files, SLICE("/"));
    for (SourceId i = 0; i < spot->workspace->file_count; i++) {
        const Source *source = sources_get(&spot->workspace->sources, i);
        Slice text = edited(arena, source, edits);
        if (text.at != NULL)
            overlay_put(overlay, source->real, text);
    }
    Files files = overlay_files(overlay);
    Slice path = text_view(&spot->home->path);
    Request request = {
        .paths = &path, .path_count = 1, .as_of = connection->wishes.as_of};
    Workspace *after = workspace_load(connection->memory, &files, &request);
    uint32_t old_counts[CODE_COUNT] = {0}, new_counts[CODE_COUNT] = {0};
    count_codes(spot->workspace, old_counts);
    count_codes(after, new_counts);
    workspace_drop(after);
    Code worse = CODE_COUNT;
    for (uint32_t i = CODE_COUNT; i-- > 0;)
        worse = new_counts[i] > old_counts[i] ? (Code)i : worse;
    return worse;
}

static Slice no_new_name(const FileSpot *spot, const Reference *reference, Slice name,
                         Arena *arena) {
    if (!is_name(name))
        return arena_format(
            arena,
            "\"%.*s\" is not a name: a name is letters, digits and _, and "
            "does not begin with a digit",
            SLICE_ARGS(name));
    if (prompt_reserves(name))
        return arena_format(arena,
                            "\"%.*s\" is a word of the language, and cannot be a name",
                            SLICE_ARGS(name));
    if (is_taken(spot->workspace, reference, name))
        return arena_format(
            arena,
            "\"%.*s\" is the name of something else already; the two would "
            "become one",
            SLICE_ARGS(name));
    return SLICE("");
}

void lsp_rename(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Arena *arena = reply->arena;
    const Reference *reference = named_at(&spot);
    Slice name = utf8_nfc(arena, param_text(param_get(params, "newName")));
    Slice why = no_rename(&spot, reference);
    if (why.length == 0)
        why = no_new_name(&spot, reference, name, arena);
    if (why.length > 0) {
        connection_refuse(reply, LSP_REQUEST_FAILED, why);
        return;
    }
    Slice old = utf8_nfc(arena, text_of(spot.workspace, reference));
    EditVec edits = {0};
    ReferenceVec all = {0};
    find_places(&spot, arena, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        bool first = i == 0 || all.at[i]->span.start != all.at[i - 1]->span.start ||
                     all.at[i]->source != all.at[i - 1]->source;
        /* A title names the thing too, and stays. */
        if (first && !is_quoted(spot.workspace, all.at[i]) &&
            slice_equal(utf8_nfc(arena, text_of(spot.workspace, all.at[i])), old))
            *VEC_PUSH(arena, &edits) = (Edit){place_of(all.at[i]), name};
    }
    Code worse = slice_equal(old, name) ? CODE_COUNT
                                        : worse_by(connection, &spot, &edits, arena);
    if (worse != CODE_COUNT) {
        connection_refuse(
            reply, LSP_REQUEST_FAILED,
            arena_format(arena,
                         "with the name \"%.*s\" the files would have a new "
                         "finding, %s: %s",
                         SLICE_ARGS(name), code_info(worse)->code,
                         code_info(worse)->summary));
        return;
    }
    edits_write(connection, spot.home, &edits, reply->out);
}
