/* Pass 1: every thing that a title declares gets its id, whatever the order of the
 * files; every file gets its document; titles are held against each other. Names that
 * are only used wait for pass 2. */
#include "model/build.h"
#include "model/title_difference.h"

#include <string.h>

/* ---- things ---- */

/* Makes room for a name in the table of its kind. */
static void by_name_cover(Build *b, ThingKind kind, NameId name) {
    Model *model = b->model;
    uint32_t old = model->by_name_room[kind];
    if (name < old)
        return;
    uint32_t room = names_count(model->names);
    /* Names are numbered as they are met, so that few kinds need room for all. */
    if (name < room / 4)
        room = name * 2 + 64;
    uint32_t *at =
        arena_grow(b->arena, model->by_name[kind], old * sizeof *at, room * sizeof *at);
    for (uint32_t i = old; i < room; i++)
        at[i] = 0;
    model->by_name[kind] = at;
    model->by_name_room[kind] = room;
}

Id declare_thing(Build *b, ThingKind kind, NameId name, SourceId source, Span span) {
    ThingVec *things = &b->model->things[kind];
    Id id = things->count;
    *VEC_PUSH(b->arena, things) = (Thing){.name = name, .source = source, .span = span};
    if (name != 0 && kind != KIND_INDICATOR) {
        by_name_cover(b, kind, name);
        b->model->by_name[kind][name] = id;
    }
    return id;
}

bool build_same_text(Build *b, SourceId x_file, Quoted x, SourceId y_file, Quoted y) {
    const Source *x_source = sources_get(b->model->sources, x_file);
    const Source *y_source = sources_get(b->model->sources, y_file);
    if (slice_equal(source_slice(x_source, x), source_slice(y_source, y)))
        return true;
    return slice_equal(tree_string(b->arena, x_source, x),
                       tree_string(b->arena, y_source, y));
}

static void report_titles(Build *b, ThingKind kind, NameId name, const Title *first,
                          Quoted quoted, bool alone) {
    Findings *findings = b->model->findings;
    Slice text = names_text(b->model->names, name);
    Diagnostic *d;
    if (kind == KIND_DOCUMENT)
        d = findings_add(findings, CODE_N02, build_place(b, quoted),
                         "the document \"%.*s\" has two titles", SLICE_ARGS(text));
    else
        d = findings_add(findings, CODE_N02, build_place(b, quoted),
                         "the %s \"%.*s\" has two titles in one document",
                         kind_noun(kind), SLICE_ARGS(text));
    diagnostic_here(findings, d, "another title");
    diagnostic_label(findings, d, (Place){first->source, first->quoted},
                     "the first title");
    const Source *source = sources_get(b->model->sources, b->file);
    const Source *other = sources_get(b->model->sources, first->source);
    Slice printed = source_slice(source, quoted);
    Slice difference = title_difference(b->arena, tree_string(b->arena, source, quoted),
                                        tree_string(b->arena, other, first->quoted));
    if (difference.length > 0)
        diagnostic_note(findings, d, "the titles differ only in that %.*s",
                        SLICE_ARGS(difference));
    if (alone || first->alone)
        diagnostic_help(findings, d,
                        "write the same title for one thing; if they are two, write a "
                        "name before one of the titles: %.*s_2 %.*s",
                        SLICE_ARGS(text), SLICE_ARGS(printed));
    else
        diagnostic_help(findings, d,
                        "leave this title out if it is the same thing; if it is another, "
                        "give it a name of its own");
}

/* Titles stand newest first until declare_finish. */
static void title_add(Build *b, ThingKind kind, Id id, Id document, Ref name,
                      Quoted quoted) {
    Model *model = b->model;
    build_refer(b, name, kind, id, true);
    Thing *thing = &model->things[kind].at[id];
    uint32_t newest = thing->first_title;
    bool alone = name.span.start == quoted.start;
    if (newest != 0) {
        const Title *title = &model->titles.at[newest - 1];
        uint32_t earlier = title->document == document
                               ? newest
                               : map_get(&b->titles, (MapKey){kind, id, document, 0});
        if (earlier != 0) {
            title = &model->titles.at[earlier - 1];
            if (!build_same_text(b, title->source, title->quoted, b->file, quoted))
                report_titles(b, kind, thing->name, title, quoted, alone);
            return;
        }
        map_put(&b->titles, (MapKey){kind, id, title->document, 0}, newest);
    } else {
        thing->source = b->file;
        thing->span = name.span;
    }
    *VEC_PUSH(b->arena, &model->titles) =
        (Title){document, b->file, quoted, newest, alone};
    thing->first_title = model->titles.count;
}

static Id declare_name(Build *b, ThingKind kind, Ref name, Quoted title, Id document) {
    Model *model = b->model;
    Id id = name.name < model->by_name_room[kind] ? model->by_name[kind][name.name] : 0;
    if (id == 0)
        id = declare_thing(b, kind, name.name, b->file, name.span);
    title_add(b, kind, id, document, name, title);
    return id;
}

/* ---- documents ---- */

/* Whether more stands in the block than describes the document itself. */
static bool holds_statements(const Block *block) {
    for (const Node *node = block ? block->first : NULL; node != NULL;
         node = node->next) {
        switch (node->kind) {
        case NODE_PROPERTY:
        case NODE_ALLOW:
        case NODE_YEARS:
        case NODE_UNIT:
        case NODE_TOLERANCE:
        case NODE_ERROR: break;
        default: return true;
        }
    }
    return false;
}

/* The document that a `document` statement names; declared here, or perhaps elsewhere. */
static Id document_named(Build *b, const Declare *declare) {
    NameId name = declare->name.name;
    Model *model = b->model;
    Id id = name < model->by_name_room[KIND_DOCUMENT]
                ? model->by_name[KIND_DOCUMENT][name]
                : 0;
    if (id == 0)
        id = declare_thing(b, KIND_DOCUMENT, name, b->file, declare->name.span);
    if (declare->title.start != declare->title.end)
        title_add(b, KIND_DOCUMENT, id, id, declare->name, declare->title);
    return id;
}

/* The document in the file that the tree joins. */
static Id host_document(Build *b, const Tree *tree) {
    NameId name = tree->host_document;
    Id named = name < b->model->by_name_room[KIND_DOCUMENT]
                   ? b->model->by_name[KIND_DOCUMENT][name]
                   : 0;
    return named != 0 ? named : b->file_documents.at[tree->host];
}

/* The file's document. With one `document` statement it is that, for the whole file.
 * With several, each block has what stands in it, and the rest of the file is the first
 * one's whose block holds no statements; where all do, or where there is no `document`
 * statement at all, the rest is a document of its own. */
static Id file_document(Build *b, const Tree *tree) {
    Id joined = tree->joins ? host_document(b, tree) : 0;
    uint32_t count = 0;
    Id first = 0, plain = 0;
    for (const Node *node = tree->first; node != NULL; node = node->next) {
        if (node->kind != NODE_DECLARE || node->what != KIND_DOCUMENT)
            continue;
        const Declare *declare = (const Declare *)node;
        if (declare->name.name == 0)
            continue;
        Id id = document_named(b, declare);
        if (count++ == 0)
            first = id;
        if (plain == 0 && !holds_statements(declare->block))
            plain = id;
    }
    if (joined != 0)
        return joined;
    if (count == 1)
        return first;
    if (plain != 0)
        return plain;
    return declare_thing(b, KIND_DOCUMENT, 0, tree->source, (Span){0, 0});
}

/* ---- the walk ---- */

typedef struct Surroundings {
    Id document, project, goal;
} Surroundings;

static void declare_list(Build *b, Surroundings around, const Node *first);

static void declare_indicator(Build *b, Surroundings around, const Declare *declare) {
    ThingKind owner_kind = around.goal != 0 ? KIND_GOAL : KIND_PROJECT;
    Id owner = around.goal != 0 ? around.goal : around.project;
    if (owner == 0 || declare->title.start == declare->title.end)
        return;
    Model *model = b->model;
    Id id = model_find_indicator(model, owner_kind, owner, declare->name.name);
    if (id == 0) {
        id = declare_thing(b, KIND_INDICATOR, declare->name.name, b->file,
                           declare->name.span);
        Thing *thing = &model->things[KIND_INDICATOR].at[id];
        thing->owner_kind = (uint8_t)owner_kind;
        thing->owner = owner;
        map_put(b->indicator_ids, (MapKey){owner_kind, owner, declare->name.name, 0}, id);
    }
    title_add(b, KIND_INDICATOR, id, around.document, declare->name, declare->title);
}

/* The owner of indicators in a block without a title is found here too: a thing that no
 * title declared yet has no id, so that one is given; pass 2 reports it. */
static Id owner_id(Build *b, ThingKind kind, Ref name) {
    Model *model = b->model;
    Id id = name.name < model->by_name_room[kind] ? model->by_name[kind][name.name] : 0;
    return id != 0 ? id : declare_thing(b, kind, name.name, b->file, name.span);
}

static void declare_node(Build *b, Surroundings around, const Declare *declare) {
    ThingKind kind = (ThingKind)declare->node.what;
    bool titled = declare->title.start != declare->title.end;
    if (declare->name.name == 0)
        return;
    Id id = 0;
    if (kind == KIND_INDICATOR)
        declare_indicator(b, around, declare);
    else if (kind == KIND_DOCUMENT)
        around.document = owner_id(b, KIND_DOCUMENT, declare->name);
    else if (titled)
        id = declare_name(b, kind, declare->name, declare->title, around.document);
    else if (declare->block != NULL && (kind == KIND_PROJECT || kind == KIND_GOAL))
        id = owner_id(b, kind, declare->name);
    if (declare->block == NULL)
        return;
    if (kind == KIND_PROJECT) {
        around.project = id;
        around.goal = 0;
    } else if (kind == KIND_GOAL) {
        around.goal = id;
    }
    declare_list(b, around, declare->block->first);
}

static void declare_row(Build *b, Surroundings around, const Row *row) {
    b->line_count++;
    if (row->name.name == 0)
        return;
    Id id = 0;
    if (row->title.start != row->title.end)
        id = declare_name(b, KIND_PROJECT, row->name, row->title, around.document);
    else if (row->block != NULL)
        id = owner_id(b, KIND_PROJECT, row->name);
    if (row->block != NULL) {
        around.project = id;
        around.goal = 0;
        declare_list(b, around, row->block->first);
    }
}

static void declare_list(Build *b, Surroundings around, const Node *first) {
    for (const Node *node = first; node != NULL; node = node->next) {
        switch (node->kind) {
        case NODE_DECLARE: declare_node(b, around, (const Declare *)node); break;
        case NODE_ROW: declare_row(b, around, (const Row *)node); break;
        case NODE_MONEY: b->line_count++; break;
        case NODE_EVERY: b->has_every = true; break;
        case NODE_YEARS:
        case NODE_UNIT:
        case NODE_TOLERANCE: map_put(&b->settings, member_settings_key(first), 1); break;
        case NODE_TABLE: {
            const Table *table = (const Table *)node;
            if (table->block != NULL)
                declare_list(b, around, table->block->first);
            break;
        }
        default: break;
        }
    }
}

void declare_trees(Build *b, Tree *const *trees, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const Tree *tree = trees[i];
        b->file = tree->source;
        *VEC_PUSH(b->arena, &b->file_documents) = file_document(b, tree);
    }
    titles_name(b, trees, count);
    for (uint32_t i = 0; i < count; i++) {
        const Tree *tree = trees[i];
        b->file = tree->source;
        b->has_every = false;
        Id document = b->file_documents.at[i];
        declare_list(b, (Surroundings){.document = document}, tree->first);
        *VEC_PUSH(b->arena, &b->file_every) = b->has_every;
    }
}

void declare_finish(Build *b) {
    Model *model = b->model;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (Id id = 1; id < model->things[kind].count; id++) {
            Thing *thing = &model->things[kind].at[id];
            uint32_t before = 0;
            for (uint32_t at = thing->first_title; at != 0;) {
                uint32_t next = model->titles.at[at - 1].next;
                model->titles.at[at - 1].next = before;
                before = at;
                at = next;
            }
            thing->first_title = before;
            before = 0;
            for (uint32_t at = thing->first_prop; at != 0;) {
                uint32_t next = model->props.at[at - 1].next;
                model->props.at[at - 1].next = before;
                before = at;
                at = next;
            }
            thing->first_prop = before;
        }
    }
}
