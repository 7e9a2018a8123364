/* What-ifs as a file that means the same: each document is joined by its name, and what
 * held where they were typed is stated again. */
#include "workspace/whatif.h"

/* One what-if in a workspace. */
typedef struct TextPart {
    const WhatIf *whatif;
    const Stretch *host;
    Slice document; /* its name */
    /* What the text itself states. */
    bool years, unit, tolerance, every, documents;
} TextPart;

typedef struct Parts {
    TextPart *at;
    uint32_t count;
} Parts;

static const Stretch *host_of(const Workspace *workspace, const Tree *tree, Id document) {
    const Model *model = workspace->model;
    for (uint32_t i = 0; i < model->stretches.count; i++) {
        const Stretch *stretch = &model->stretches.at[i];
        if (stretch->place.source == tree->host && stretch->document == document)
            return stretch;
    }
    return NULL;
}

static TextPart part_of(const Workspace *workspace, const WhatIf *whatif,
                        SourceId source) {
    const Model *model = workspace->model;
    const Tree *tree = workspace->trees.at[source];
    Id document = model_document_at(model, (Place){source, {0, 0}});
    TextPart part = {.whatif = whatif, .host = host_of(workspace, tree, document)};
    part.document = model_name(model, KIND_DOCUMENT, document);
    for (const Node *node = tree->first; node != NULL; node = node->next) {
        part.years = part.years || node->kind == NODE_YEARS;
        part.unit = part.unit || node->kind == NODE_UNIT;
        part.tolerance = part.tolerance || node->kind == NODE_TOLERANCE;
        part.every = part.every || node->kind == NODE_EVERY;
        part.documents = part.documents ||
                         (node->kind == NODE_DECLARE && node->what == KIND_DOCUMENT);
    }
    return part;
}

/* Whether all can stand in one file as they were typed, one behind the other: none states
 * something that would hold for the others. */
static bool go_together(const Parts *parts) {
    const TextPart *first = &parts->at[0];
    for (uint32_t i = 0; i < parts->count && parts->count > 1; i++) {
        const TextPart *part = &parts->at[i];
        if (part->host != first->host || part->years || part->unit || part->tolerance ||
            part->every)
            return false;
    }
    return true;
}

static void put_settings(Text *out, const Workspace *workspace, const TextPart *part,
                         const char *indent) {
    const Model *model = workspace->model;
    const Stretch *host = part->host;
    if (host->currency != 0 && !part->unit) {
        Slice unit = model_unit(model, host->power, host->currency);
        text_format(out, "%sunit %.*s\n", indent, SLICE_ARGS(unit));
    }
    if (host->years != NULL && !part->years) {
        Slice years = time_text(model->arena, host->years->years);
        text_format(out, "%syears %.*s\n", indent, SLICE_ARGS(years));
    }
    if (host->exact && !part->tolerance)
        text_format(out, "%stolerance exact\n", indent);
    const Source *source = sources_get(&workspace->sources, host->place.source);
    for (const Node *node = host->first; node != NULL; node = node->next) {
        if (node->kind == NODE_EVERY) {
            text_format(out, "%s%.*s\n", indent,
                        SLICE_ARGS(source_slice(source, node->span)));
        }
    }
}

static void put_together(Text *out, const Workspace *workspace, const Parts *parts) {
    const TextPart *first = &parts->at[0];
    text_format(out, "document %.*s\n", SLICE_ARGS(first->document));
    put_settings(out, workspace, first, "");
    for (uint32_t i = 0; i < parts->count; i++) {
        text_char(out, '\n');
        text_slice(out, parts->at[i].whatif->text);
        text_char(out, '\n');
    }
}

static void put_apart(Text *out, const Workspace *workspace, const Parts *parts) {
    for (uint32_t i = 0; i < parts->count; i++) {
        const TextPart *part = &parts->at[i];
        text_format(out, "%sdocument %.*s {\n", i == 0 ? "" : "\n",
                    SLICE_ARGS(part->document));
        put_settings(out, workspace, part, "  ");
        text_str(out, "  ");
        text_slice(out, part->whatif->text);
        text_str(out, "\n}\n");
    }
}

static bool cannot(Slice *why, Slice reason) {
    *why = reason;
    return false;
}

bool whatif_text(const WhatIfs *list, const Workspace *workspace, Arena *arena,
                 Slice *text, Slice *why) {
    Parts parts = {.count = whatifs_count(list)};
    if (parts.count == 0)
        return cannot(why, SLICE("there is no what-if to be saved"));
    parts.at = ARENA_ARRAY(arena, TextPart, parts.count);
    for (uint32_t i = 0; i < parts.count; i++) {
        const WhatIf *whatif = whatifs_at(list, i);
        TextPart *part = &parts.at[i];
        *part = part_of(workspace, whatif, workspace->file_count + i);
        if (part->document.length == 0) {
            return cannot(
                why, arena_format(arena,
                                  "the document of %.*s has no name by which another "
                                  "file could join it; give it one: document name "
                                  "\"Title\"",
                                  SLICE_ARGS(whatif->path)));
        }
    }
    bool together = go_together(&parts);
    for (uint32_t i = 0; i < parts.count && !together; i++) {
        if (parts.at[i].documents) {
            return cannot(why,
                          arena_format(arena,
                                       "%.*s declares a document of its own, and "
                                       "others have other settings; undo one of them",
                                       SLICE_ARGS(parts.at[i].whatif->name)));
        }
    }
    Text out = {.memory = arena_memory(arena)};
    if (together)
        put_together(&out, workspace, &parts);
    else
        put_apart(&out, workspace, &parts);
    *text = arena_copy(arena, text_view(&out));
    text_free(&out);
    return true;
}
