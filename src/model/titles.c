/* Titles in place of names: which name each of them is. Goes before all that reads names,
 * and writes the name into the tree, where the parser has left the one that the title
 * makes.
 *
 * A title is the name of what its document declares by name with that title; else, where
 * it refers, of the one thing that has the title; else the name that is made of it, in
 * the block of a thing of the same kind behind that one's name. */
#include "model/build.h"
#include "model/properties.h"
#include "syntax/title_name.h"

/* What a document says of a title: the names of the things of one kind that have it. */
typedef struct TitleUse {
    NameId name, second; /* second: another thing with the title; 0: none */
    Place place, other;
    bool told; /* that there are several */
} TitleUse;

typedef struct Titles {
    Build *b;
    Names *texts; /* of titles */
    Map declared; /* kind, document, title: by name; index + 1 into uses */
    Map all;      /* the same of all that have the title */
    VEC(TitleUse) uses;
    bool nested;    /* a title alone is in the block of a thing of its kind */
    Map outermost;  /* where one is: kind, name made of a title in no such block: 1 */
    Map attributes; /* name, kind of thing: kind of thing + 1 that its values are */
} Titles;

/* What a statement stands in. */
typedef struct TitleAround {
    Id document;
    NameId outer[KIND_COUNT]; /* the name of the thing of a kind around it */
} TitleAround;

typedef enum TitlePass {
    PASS_DECLARED,
    PASS_OUTERMOST,
    PASS_MADE,
    PASS_REFERRED
} TitlePass;

static bool is_titled(const Build *b, Ref ref) {
    return ref.span.end > ref.span.start && b->source->text.at[ref.span.start] == '"';
}

/* 0 for a file that names no document: what it declares is there for all. */
static Id scope_of(const Build *b, Id document) {
    return b->model->things[KIND_DOCUMENT].at[document].name != 0 ? document : 0;
}

static Slice title_text(const Titles *t, Quoted title) {
    return tree_string(t->b->arena, t->b->source, title);
}

static void note_use(Titles *t, Map *map, ThingKind kind, Id document, Ref name,
                     Quoted title) {
    Id scope = scope_of(t->b, document);
    MapKey key = {kind, scope, names_add(t->texts, title_text(t, title)), 0};
    uint32_t at = map_get(map, key);
    Place place = build_place(t->b, name.span);
    if (at == 0) {
        *VEC_PUSH(t->b->arena, &t->uses) = (TitleUse){.name = name.name, .place = place};
        map_put(map, key, t->uses.count);
        return;
    }
    TitleUse *use = &t->uses.at[at - 1];
    if (use->name != name.name && use->second == 0) {
        use->second = name.name;
        use->other = place;
    }
}

static TitleUse *find_use(Titles *t, const Map *map, ThingKind kind, Id document,
                          Slice text) {
    NameId title = names_find(t->texts, text);
    if (title == 0)
        return NULL;
    Id scope = scope_of(t->b, document);
    uint32_t at = map_get(map, (MapKey){kind, scope, title, 0});
    if (at == 0 && scope != 0)
        at = map_get(map, (MapKey){kind, 0, title, 0});
    return at == 0 ? NULL : &t->uses.at[at - 1];
}

static void report_several(Titles *t, ThingKind kind, Span span, TitleUse *use) {
    if (use->told)
        return;
    use->told = true;
    Build *b = t->b;
    Findings *findings = b->model->findings;
    Slice first = names_text(b->model->names, use->name);
    Slice second = names_text(b->model->names, use->second);
    Diagnostic *d = findings_add(
        findings, CODE_N09, build_place(b, span),
        "two %s have the title %.*s: %.*s and %.*s", kind_plural(kind),
        SLICE_ARGS(source_slice(b->source, span)), SLICE_ARGS(first), SLICE_ARGS(second));
    diagnostic_here(findings, d, "which?");
    diagnostic_label(findings, d, use->place, "%.*s", SLICE_ARGS(first));
    diagnostic_label(findings, d, use->other, "%.*s", SLICE_ARGS(second));
    diagnostic_help(findings, d, "write the name of the one that is meant: %.*s",
                    SLICE_ARGS(first));
}

/* ---- what declares ---- */

static void report_no_name(Titles *t, Quoted title) {
    Build *b = t->b;
    Diagnostic *d =
        findings_add(b->model->findings, CODE_N09, build_place(b, title),
                     "the title %.*s has no letter or digit to make a name of",
                     SLICE_ARGS(source_slice(b->source, title)));
    diagnostic_help(b->model->findings, d, "write a name before it: name %.*s",
                    SLICE_ARGS(source_slice(b->source, title)));
}

/* The name that a title makes in the block of a thing. With a second `_` where another
 * title makes that very name: "pay" in "Schools" is not "Schools pay". */
static NameId name_within(Titles *t, ThingKind kind, NameId outer, Slice text) {
    Names *names = t->b->model->names;
    Slice before = outer ? names_text(names, outer) : (Slice){"", 0};
    NameId made = title_name(t->b->arena, names, before, text);
    if (outer == 0 || map_get(&t->outermost, (MapKey){kind, made, 0, 0}) == 0)
        return made;
    before = arena_format(t->b->arena, "%.*s_", SLICE_ARGS(before));
    return title_name(t->b->arena, names, before, text);
}

static void see_outermost(Titles *t, ThingKind kind, Ref name) {
    NameId made = name_within(t, kind, 0, title_text(t, name.span));
    if (made != 0)
        map_put(&t->outermost, (MapKey){kind, made, 0, 0}, 1);
}

/* The name of what a title declares. */
static void make_name(Titles *t, const TitleAround *around, ThingKind kind, Ref *name) {
    Build *b = t->b;
    Slice text = title_text(t, name->span);
    TitleUse *use = kind == KIND_INDICATOR
                        ? NULL
                        : find_use(t, &t->declared, kind, around->document, text);
    if (use != NULL) {
        name->name = use->name;
        if (use->second != 0)
            report_several(t, kind, name->span, use);
        return;
    }
    NameId made = name_within(t, kind, around->outer[kind], text);
    if (made == 0) {
        report_no_name(t, name->span);
        made = names_add(b->model->names, SLICE("_"));
    }
    name->name = made;
    if (kind != KIND_INDICATOR)
        note_use(t, &t->all, kind, around->document, *name, name->span);
}

static void see_thing(Titles *t, const TitleAround *around, TitlePass pass,
                      ThingKind kind, Ref *name, Quoted title) {
    bool titled = is_titled(t->b, *name);
    t->nested = t->nested || (titled && around->outer[kind] != 0);
    if (titled && pass == PASS_MADE)
        make_name(t, around, kind, name);
    if (titled && pass == PASS_OUTERMOST && around->outer[kind] == 0)
        see_outermost(t, kind, *name);
    if (titled || pass != PASS_DECLARED || title.start == title.end ||
        kind == KIND_INDICATOR || kind == KIND_DOCUMENT)
        return;
    note_use(t, &t->declared, kind, around->document, *name, title);
    note_use(t, &t->all, kind, around->document, *name, title);
}

/* ---- what refers ---- */

/* A title that nothing has, or several things, gets a name that nothing can have: itself
 * in its quotes. */
static void refer(Titles *t, const TitleAround *around, const ThingKind *kinds,
                  uint32_t count, Ref *ref) {
    Build *b = t->b;
    if (ref->name == 0 || !is_titled(b, *ref))
        return;
    Slice text = title_text(t, ref->span);
    TitleUse *use = NULL;
    ThingKind kind = kinds[0];
    for (uint32_t i = 0; i < count && use == NULL; i++) {
        kind = kinds[i];
        use = find_use(t, &t->all, kind, around->document, text);
    }
    if (use != NULL && use->second == 0) {
        ref->name = use->name;
        return;
    }
    ref->name = names_add(b->model->names, title_unknown(b->arena, text));
    if (use == NULL)
        return;
    report_several(t, kind, ref->span, use);
    for (uint32_t i = 0; i < count; i++)
        resolve_told(b, kinds[i], ref->name);
}

static void refer_one(Titles *t, const TitleAround *around, ThingKind kind, Ref *ref) {
    refer(t, around, &kind, 1, ref);
}

static void refer_list(Titles *t, const TitleAround *around, const ThingKind *kinds,
                       uint32_t count, RefList list) {
    for (uint32_t i = 0; i < list.count; i++)
        refer(t, around, kinds, count, &list.at[i]);
}

static void refer_modifiers(Titles *t, const TitleAround *around, Modifiers *modifiers) {
    if (modifiers == NULL)
        return;
    refer_one(t, around, KIND_MONEY, &modifiers->as);
    refer_one(t, around, KIND_SOURCE, &modifiers->from);
    refer_one(t, around, KIND_PROJECT, &modifiers->within);
    refer_one(t, around, KIND_SOURCE, &modifiers->refund_from);
}

/* The kind of thing that a property's values are; KIND_COUNT: none. `resolved`: by what
 * puts things into others. */
static ThingKind values_kind(const Titles *t, ThingKind kind, NameId name,
                             bool *resolved) {
    const BuiltIn *row = built_in_find(names_text(t->b->model->names, name));
    *resolved = false;
    if (row != NULL) {
        PropertySpec spec = property_type_built_in(row, kind);
        *resolved = spec.resolved;
        bool thing = spec.type == PROPERTY_THING && (row->kinds >> kind & 1) != 0;
        return thing ? (ThingKind)spec.kind : KIND_COUNT;
    }
    uint32_t declared = map_get(&t->attributes, (MapKey){name, kind, 0, 0});
    return declared != 0 ? (ThingKind)(declared - 1) : KIND_COUNT;
}

/* A text where a thing is wanted is its title. */
static void refer_property(Titles *t, const TitleAround *around, ThingKind kind,
                           Property *property) {
    Build *b = t->b;
    bool resolved;
    ThingKind of = values_kind(t, kind, property->name.name, &resolved);
    for (uint32_t i = 0; i < property->count; i++) {
        Value *value = &property->values[i];
        Ref ref = {1, value->span};
        if (!is_titled(b, ref))
            continue;
        value->kind =
            VALUE_TEXT; /* as it is written; an earlier load may have known it */
        value->text = value->span;
        if (of == KIND_COUNT || of == KIND_INDICATOR)
            continue;
        refer(t, around, &of, 1, &ref);
        value->kind = VALUE_NAME;
        value->name = ref.name;
        if (!resolved && title_is_unknown(names_text(b->model->names, ref.name)))
            *VEC_PUSH(b->arena, &b->unknown_titles) = (UnknownTitle){b->file, of, ref};
    }
}

void titles_report_unknown(Build *b) {
    for (uint32_t i = 0; i < b->unknown_titles.count; i++) {
        const UnknownTitle *unknown = &b->unknown_titles.at[i];
        b->file = unknown->source;
        b->source = sources_get(b->model->sources, b->file);
        resolve(b, unknown->kind, unknown->ref);
    }
}

/* ---- the walk ---- */

static void walk(Titles *t, const TitleAround *around, TitlePass pass, ThingKind kind,
                 Node *first);

static void walk_block(Titles *t, const TitleAround *around, TitlePass pass,
                       ThingKind kind, Block *block) {
    if (block != NULL)
        walk(t, around, pass, kind, block->first);
}

static void walk_declare(Titles *t, const TitleAround *around, TitlePass pass,
                         Declare *declare) {
    static const ThingKind dimension = KIND_DIMENSION;
    ThingKind kind = (ThingKind)declare->node.what;
    see_thing(t, around, pass, kind, &declare->name, declare->title);
    if (pass == PASS_REFERRED)
        refer_list(t, around, &dimension, 1, declare->on);
    if (declare->block == NULL)
        return;
    TitleAround inner = *around;
    inner.outer[kind] = declare->name.name;
    if (kind == KIND_DOCUMENT) {
        Id id = model_find(t->b->model, KIND_DOCUMENT, declare->name.name);
        inner = (TitleAround){.document = id != 0 ? id : around->document};
    }
    walk_block(t, &inner, pass, kind, declare->block);
}

static void walk_row(Titles *t, const TitleAround *around, TitlePass pass, Row *row) {
    see_thing(t, around, pass, KIND_PROJECT, &row->name, row->title);
    if (pass == PASS_REFERRED)
        refer_modifiers(t, around, row->modifiers);
    TitleAround inner = *around;
    inner.outer[KIND_PROJECT] = row->name.name;
    walk_block(t, &inner, pass, KIND_PROJECT, row->block);
}

static void walk_table(Titles *t, const TitleAround *around, TitlePass pass,
                       Table *table) {
    for (uint32_t i = 0; pass == PASS_REFERRED && i < table->column_count; i++) {
        refer_one(t, around, KIND_MONEY, &table->columns[i].as);
        refer_one(t, around, KIND_SOURCE, &table->columns[i].from);
    }
    walk_block(t, around, pass, KIND_COUNT, table->block);
}

/* The kind of thing that an attribute's values are; none where two statements of it
 * differ. */
static void see_attribute(Titles *t, const Attribute *attribute) {
    PropertySpec spec = property_type_attribute(t->b->model, attribute);
    uint32_t of = spec.type == PROPERTY_THING ? spec.kind : KIND_COUNT;
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        MapKey key = {attribute->name.name, kind, 0, 0};
        uint32_t before = map_get(&t->attributes, key);
        if ((attribute->kinds >> kind & 1) != 0)
            map_put(&t->attributes, key,
                    (before == 0 || before == of + 1 ? of : (uint32_t)KIND_COUNT) + 1);
    }
}

static void walk_referring(Titles *t, const TitleAround *around, ThingKind kind,
                           Node *node) {
    static const ThingKind subjects[] = {KIND_AREA, KIND_PROJECT};
    static const ThingKind dimension = KIND_DIMENSION;
    switch (node->kind) {
    case NODE_MONEY: refer_modifiers(t, around, ((Money *)node)->modifiers); break;
    case NODE_TOTAL: refer_list(t, around, subjects, 2, ((Total *)node)->of); break;
    case NODE_EFFECT:
        refer_one(t, around, KIND_CATEGORY, &((Effect *)node)->category);
        refer_list(t, around, &dimension, 1, ((Effect *)node)->on);
        break;
    case NODE_PROPERTY: refer_property(t, around, kind, (Property *)node); break;
    default: break;
    }
}

/* `kind`: of the thing whose block it is. */
static void walk(Titles *t, const TitleAround *around, TitlePass pass, ThingKind kind,
                 Node *first) {
    for (Node *node = first; node != NULL; node = node->next) {
        switch (node->kind) {
        case NODE_DECLARE: walk_declare(t, around, pass, (Declare *)node); break;
        case NODE_ROW: walk_row(t, around, pass, (Row *)node); break;
        case NODE_TABLE: walk_table(t, around, pass, (Table *)node); break;
        case NODE_EVERY:
            walk_block(t, around, pass, (ThingKind)node->what, ((Every *)node)->block);
            break;
        case NODE_ATTRIBUTE:
            if (pass == PASS_DECLARED)
                see_attribute(t, (const Attribute *)node);
            break;
        default:
            if (pass == PASS_REFERRED)
                walk_referring(t, around, kind, node);
            break;
        }
    }
}

void titles_name(Build *b, Tree *const *trees, uint32_t count) {
    bool titled = false;
    for (uint32_t i = 0; i < count; i++)
        titled |= trees[i]->titled;
    if (!titled)
        return;
    Titles t = {.b = b, .texts = names_new(b->arena)};
    t.declared.arena = t.all.arena = t.attributes.arena = t.outermost.arena = b->arena;
    for (TitlePass pass = PASS_DECLARED; pass <= PASS_REFERRED; pass++)
        for (uint32_t i = 0; i < count; i++) {
            if ((pass != PASS_DECLARED && !trees[i]->titled) ||
                (pass == PASS_OUTERMOST && !t.nested))
                continue;
            b->file = trees[i]->source;
            b->source = sources_get(b->model->sources, b->file);
            TitleAround around = {.document = b->file_documents.at[i]};
            walk(&t, &around, pass, KIND_COUNT, trees[i]->first);
        }
}
