/* Open texts, and how they change. */
#include "lsp/documents.h"

#include "base/io.h"
#include "base/path.h"
#include "base/uri.h"

void documents_init(Documents *documents, const Memory *memory, Arena *arena,
                    Overlay *overlay) {
    *documents = (Documents){
        .memory = memory, .arena = arena, .overlay = overlay, .unit = COLUMN_UTF16};
}

void documents_drop(Documents *documents) {
    for (uint32_t i = 0; i < documents->all.count; i++) {
        text_free(&documents->all.at[i]->uri);
        text_free(&documents->all.at[i]->path);
        text_free(&documents->all.at[i]->text);
        text_free(&documents->all.at[i]->names);
    }
}

Document *documents_find(const Documents *documents, Slice uri) {
    for (uint32_t i = 0; i < documents->all.count; i++) {
        Document *document = documents->all.at[i];
        if (document->open && slice_equal(text_view(&document->uri), uri))
            return document;
    }
    return NULL;
}

Document *documents_at(const Documents *documents, Slice real) {
    for (uint32_t i = 0; real.length > 0 && i < documents->all.count; i++) {
        Document *document = documents->all.at[i];
        if (document->open && slice_equal(text_view(&document->path), real))
            return document;
    }
    return NULL;
}

/* ---- paths ---- */

/* "untitled:Untitled-1" as "/untitled:Untitled-1.integ". */
static Slice path_of_nothing(Arena *arena, Slice uri) {
    char *text = ARENA_ARRAY(arena, char, uri.length + 1);
    for (uint32_t i = 0; i < uri.length; i++) {
        bool no_name = uri.at[i] == '/' || uri.at[i] == '\0';
        text[i] = no_name ? '_' : uri.at[i];
    }
    Slice name = {text, uri.length};
    return arena_format(arena, "/%.*s%s", SLICE_ARGS(name),
                        slice_ends(name, SLICE(".integ")) ? "" : ".integ");
}

Slice documents_path(Arena *arena, Slice uri) {
    Slice path, real;
    if (!uri_to_path(arena, uri, &path))
        return path_of_nothing(arena, uri);
    path = path_join(arena, SLICE("/"), path);
    if (io_real_path(arena, path.at, &real) == IO_OK)
        return real;
    Slice folder = path_folder_of(arena, path);
    if (io_real_path(arena, folder.at, &real) != IO_OK)
        return path;
    Slice name = source_path_below(folder, path);
    return name.length > 0 ? path_join(arena, real, name) : path;
}

/* ---- texts ---- */

static void set_text(Document *document, Slice text) {
    static const char padding[IO_PADDING];
    text_clear(&document->text);
    text_slice(&document->text, text);
    text_bytes(&document->text, padding, IO_PADDING);
    document->text.length -= IO_PADDING;
    document->shown = false;
}

static void lay(Documents *documents, const Document *document) {
    overlay_put(documents->overlay, text_view(&document->path),
                text_view(&document->text));
}

static Document *unused(Documents *documents) {
    for (uint32_t i = 0; i < documents->all.count; i++)
        if (!documents->all.at[i]->open)
            return documents->all.at[i];
    Document *document = ARENA_NEW(documents->arena, Document);
    document->uri.memory = document->path.memory = document->text.memory =
        document->names.memory = documents->memory;
    *VEC_PUSH(documents->arena, &documents->all) = document;
    return document;
}

Document *documents_open(Documents *documents, Slice uri, int64_t version, Slice text) {
    Document *document = documents_find(documents, uri);
    if (document == NULL) {
        document = unused(documents);
        Arena *scratch = arena_new(documents->memory);
        Slice path = documents_path(scratch, uri);
        text_clear(&document->uri);
        text_slice(&document->uri, uri);
        text_clear(&document->path);
        text_slice(&document->path, path);
        text_nul(&document->path);
        document->order = documents->opened++;
        document->open = true;
        arena_drop(scratch);
    }
    document->version = version;
    set_text(document, text);
    lay(documents, document);
    return document;
}

void documents_close(Documents *documents, Document *document) {
    document->open = false;
    overlay_lift(documents->overlay, text_view(&document->path));
    text_free(&document->text);
    text_free(&document->names);
}

/* ---- changes ---- */

/* Where a position is in the bytes of the text, the mark of byte order among them: it is
 * a character of the first line to the client, and none to a source. */
static uint32_t byte_offset(const Documents *documents, const Source *source,
                            Param position) {
    uint32_t mark = source->marked ? 3 : 0,
             unit = documents->unit == COLUMN_BYTES ? 3 : 1;
    uint32_t line = param_number(param_get(position, "line"));
    uint32_t column = param_number(param_get(position, "character"));
    if (mark > 0 && line == 0 && column < unit)
        return 0;
    column -= mark > 0 && line == 0 ? unit : 0;
    return mark + source_offset(source, line < UINT32_MAX ? line + 1 : line,
                                column < UINT32_MAX ? column + 1 : column,
                                documents->unit);
}

static void replace(Documents *documents, Document *document, Param range, Slice with) {
    Arena *scratch = arena_new(documents->memory);
    Slice old = text_view(&document->text);
    Sources sources;
    sources_init(&sources, scratch);
    const Source *source = sources_add(&sources, SLICE("-"), (Slice){0}, old);
    uint32_t start = byte_offset(documents, source, param_get(range, "start"));
    uint32_t end = byte_offset(documents, source, param_get(range, "end"));
    end = end > start ? end : start;
    Text next = {.memory = documents->memory};
    text_slice(&next, (Slice){old.at, start});
    text_slice(&next, with);
    text_slice(&next, slice_from(old, end));
    set_text(document, text_view(&next));
    text_free(&next);
    arena_drop(scratch);
}

uint32_t documents_offset(const Documents *documents, const Source *source,
                          Param position) {
    uint32_t offset = byte_offset(documents, source, position);
    return source->marked ? offset - (offset < 3 ? offset : 3) : offset;
}

bool documents_change(Documents *documents, Document *document, Param change) {
    Param range = param_get(change, "range"), with = param_get(change, "text");
    if (!param_is_text(with))
        return false;
    if (param_is(range))
        replace(documents, document, range, param_text(with));
    else
        set_text(document, param_text(with));
    lay(documents, document);
    return true;
}
