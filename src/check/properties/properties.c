/* Properties: names that are nearly known ones, values of the wrong type, required ones
 * that are missing. What is declared by an `attribute` comes first, then what is built
 * in; everything else is free, unless it looks like a slip. */
#include "base/map.h"
#include "base/nearest.h"
#include "check/families.h"
#include "check/properties/property_types.h"
#include "model/view.h"
#include "syntax/title_name.h"

/* A name that nobody declared, once for each kind of thing; and for each document, where
 * some declare attributes of their own. */
typedef struct Stray {
    Diagnostic *finding; /* NULL: it is like no other */
    uint32_t count;
} Stray;

typedef struct Properties {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    Map attributes; /* document or 0 for all, name, kind: index + 1 of the first */
    Map declared;   /* the same without the kind: index + 1 of the last */
    Map kinds;      /* likewise: 1 << ThingKind for each */
    const BuiltIn **built_in; /* by name */
    Map stray;                /* kind, name, document: index + 1 into strays */
    VEC(Stray) strays;
    bool own;        /* some attribute binds one document: what is near it is so there */
    Map told;        /* properties of `every` that were looked at, by their addresses */
    bool incomplete; /* a file was not read: a name may be declared there */
} Properties;

/* ---- what is said ---- */

static Place name_place(const Prop *prop) {
    return (Place){prop->source, prop->node->name.span};
}

/* "met", "partly" or "missed" */
static Slice word_list(const Properties *p, const PropertyNames *words) {
    Text text = {.memory = arena_memory(p->scratch)};
    for (uint32_t i = 0; i < words->count; i++) {
        const char *between = i == 0 ? "" : i + 1 == words->count ? " or " : ", ";
        text_format(&text, "%s\"%.*s\"", between, SLICE_ARGS(words->at[i]));
    }
    Slice list = arena_copy(p->model->arena, text_view(&text));
    text_free(&text);
    return list;
}

static void report_word(Properties *p, const Prop *prop, const Value *value,
                        const PropertySpec *spec) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Place place = {prop->source, value->span};
    Slice name = names_text(model->names, prop->name);
    PropertyNames known = {0};
    property_type_words(model, spec, model->arena, &known);
    Slice words = word_list(p, &known);
    Slice found = source_slice(sources_get(model->sources, prop->source), value->span);
    bool is_name = value->kind == VALUE_NAME;
    Diagnostic *d = findings_add(findings, CODE_P02, place,
                                 is_name ? "\"%.*s\" must be %.*s, not \"%.*s\""
                                         : "\"%.*s\" must be %.*s, not %.*s",
                                 SLICE_ARGS(name), SLICE_ARGS(words), SLICE_ARGS(found));
    int32_t near = is_name ? nearest_of(found, known.at, known.count) : -1;
    if (near >= 0) {
        diagnostic_suggest(findings, d, known.at[near]);
        diagnostic_fix_safe(findings, d, place, known.at[near],
                            nearest_surely(found, known.at, known.count, near));
    } else {
        diagnostic_here(findings, d, "none of these");
    }
    diagnostic_help(findings, d,
                    "write one of these words; put the document's own words into a note");
}

/* A name that is no thing of the kind wanted: of another kind, or none at all. */
static void report_name(Properties *p, const Prop *prop, const Value *value,
                        const PropertySpec *spec) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Place place = {prop->source, value->span};
    Slice name = names_text(model->names, prop->name);
    Slice text = names_text(model->names, value->name);
    ThingKind want = (ThingKind)spec->kind;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        Id id = kind == KIND_INDICATOR ? 0
                                       : model_find(model, (ThingKind)kind, value->name);
        if (id == 0)
            continue;
        const Thing *thing = model_thing(model, (ThingKind)kind, id);
        Slice type = property_type_type(model->arena, spec);
        Diagnostic *d = findings_add(findings, CODE_P02, place,
                                     "\"%.*s\" must be %.*s, but \"%.*s\" is %s",
                                     SLICE_ARGS(name), SLICE_ARGS(type), SLICE_ARGS(text),
                                     kind_article((ThingKind)kind));
        diagnostic_label(findings, d, (Place){thing->source, thing->span},
                         "declared here as %s", kind_article((ThingKind)kind));
        diagnostic_help(findings, d,
                        "name %s; to declare one, give it a title: %s name \"Title\"",
                        kind_article(want), kind_text(want));
        return;
    }
    if (p->incomplete)
        return;
    Diagnostic *d = findings_add(findings, CODE_N01, place, "no %s is called \"%.*s\"",
                                 kind_text(want), SLICE_ARGS(text));
    bool sure;
    Id near = model_nearest_sure(model, want, text, &sure);
    if (near == 0) {
        diagnostic_here(findings, d, "declared nowhere");
        diagnostic_help(findings, d, "declare it with a title: %s %.*s \"Title\"",
                        kind_text(want), SLICE_ARGS(text));
        return;
    }
    const Thing *thing = model_thing(model, want, near);
    Slice other = model_name(model, want, near);
    diagnostic_suggest(findings, d, other);
    diagnostic_label(findings, d, (Place){thing->source, thing->span}, "declared here");
    diagnostic_fix_safe(findings, d, place, other, sure);
}

static void report_type(Properties *p, const Prop *prop, const Value *value,
                        const PropertySpec *spec) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Place place = {prop->source, value->span};
    Slice name = names_text(model->names, prop->name);
    Slice type = property_type_type(model->arena, spec);
    Diagnostic *d = findings_add(findings, CODE_P02, place,
                                 "\"%.*s\" must be %.*s, not %s", SLICE_ARGS(name),
                                 SLICE_ARGS(type), property_type_value(value));
    Slice found = source_slice(sources_get(model->sources, prop->source), value->span);
    PropertyNames words = {0};
    property_type_words(model, spec, model->arena, &words);
    if (value->kind == VALUE_NAME) {
        int32_t near = nearest_of(found, words.at, words.count);
        if (near >= 0) {
            diagnostic_suggest(findings, d, words.at[near]);
            diagnostic_fix(findings, d, place, words.at[near]);
        }
    }
    if (spec->type == PROPERTY_TEXT) {
        diagnostic_fix_safe(findings, d, place,
                            arena_format(model->arena, "\"%.*s\"", SLICE_ARGS(found)),
                            value->kind == VALUE_NAME);
    }
    diagnostic_help(findings, d, "%s", property_type_help((PropertyType)spec->type));
}

static void check_values(Properties *p, const Prop *prop, const PropertySpec *spec) {
    for (uint32_t i = 0; i < prop->node->count; i++) {
        const Value *value = &prop->node->values[i];
        if ((value->kind == VALUE_NAME &&
             (spec->resolved ||
              title_is_unknown(names_text(p->model->names, value->name)))) ||
            property_type_holds(p->model, spec, value)) {
            /* The model has looked at the other times: only here is a number a year. */
            Time year;
            if (property_type_year(spec, value, &year))
                time_sound(p->run->findings, prop->source, year);
            continue;
        }
        if (spec->type == PROPERTY_WORDS)
            report_word(p, prop, value, spec);
        else if (spec->type == PROPERTY_THING && value->kind == VALUE_NAME)
            report_name(p, prop, value, spec);
        else
            report_type(p, prop, value, spec);
    }
}

/* A property that is known, but of other kinds of thing only. */
static void report_kind(Properties *p, ThingKind kind, const Prop *prop, uint32_t kinds,
                        const Place *declared) {
    Findings *findings = p->run->findings;
    Arena *arena = p->model->arena;
    Slice name = names_text(p->model->names, prop->name), list = SLICE("");
    for (uint32_t i = 0; i < KIND_COUNT; i++) {
        if ((kinds >> i & 1) != 0) {
            const char *between = list.length == 0        ? ""
                                  : kinds >> (i + 1) == 0 ? " and "
                                                          : ", ";
            list = arena_format(arena, "%.*s%s%s", SLICE_ARGS(list), between,
                                kind_plural((ThingKind)i));
        }
    }
    Diagnostic *d = findings_add(findings, CODE_P02, name_place(prop),
                                 "\"%.*s\" is a property of %.*s, not of %s",
                                 SLICE_ARGS(name), SLICE_ARGS(list), kind_plural(kind));
    diagnostic_here(findings, d, "stated of %s", kind_article(kind));
    if (declared != NULL) {
        diagnostic_label(findings, d, *declared, "declared here");
        diagnostic_help(findings, d, "move it to such a thing, or declare it for %s too",
                        kind_plural(kind));
    } else {
        diagnostic_help(findings, d, "move it to such a thing, or write it as a note");
    }
}

/* ---- names that are nearly known ---- */

/* How far a name may be from a known one to count as misspelt: short names are like
 * others by chance. */
static bool is_like(Slice name, Slice known, uint32_t *distance) {
    enum { SHORT = 5 };
    uint32_t least = name.length < known.length ? name.length : known.length;
    uint32_t most = least <= SHORT ? 1 : 2;
    bool same_start = name.length > 0 && known.length > 0 && name.at[0] == known.at[0];
    if (least <= SHORT && !same_start)
        return false;
    *distance = nearest_distance(name, known, most);
    return *distance <= most;
}

static bool find_like(const Properties *p, ThingKind kind, const Prop *prop, Slice *out,
                      const AttributeInfo **declared) {
    uint32_t best = UINT32_MAX, distance;
    Slice name = names_text(p->model->names, prop->name);
    for (uint32_t i = 0; i < p->model->attributes.count; i++) {
        const AttributeInfo *info = &p->model->attributes.at[i];
        Slice known = names_text(p->model->names, info->name);
        bool binds = info->document == 0 || info->document == prop->document;
        if (binds && (info->node->kinds >> kind & 1) != 0 &&
            is_like(name, known, &distance) && distance < best) {
            best = distance;
            *out = known;
            *declared = info;
        }
    }
    for (uint32_t i = 0; i < built_in_count(); i++) {
        const BuiltIn *row = built_in_row(i);
        Slice known = slice_of(row->name);
        if ((row->kinds & row->usual & 1u << kind) != 0 &&
            is_like(name, known, &distance) && distance < best) {
            best = distance;
            *out = known;
            *declared = NULL;
        }
    }
    return best != UINT32_MAX;
}

static void report_like(Properties *p, ThingKind kind, const Prop *prop, Slice known,
                        const AttributeInfo *declared, Stray *stray) {
    Findings *findings = p->run->findings;
    Slice name = names_text(p->model->names, prop->name);
    Diagnostic *d = findings_add(findings, CODE_P01, name_place(prop),
                                 "%s has no property \"%.*s\"", kind_article(kind),
                                 SLICE_ARGS(name));
    diagnostic_suggest(findings, d, known);
    if (declared != NULL) {
        diagnostic_label(findings, d, (Place){declared->file, declared->node->name.span},
                         "declared here");
    }
    diagnostic_help(findings, d,
                    "declare it if it is another property: attribute %.*s on %s: text",
                    SLICE_ARGS(name), kind_text(kind));
    diagnostic_fix(findings, d, name_place(prop), known);
    stray->finding = d;
}

static void check_stray(Properties *p, ThingKind kind, const Prop *prop) {
    enum { LABELS_MOST = 6 };
    MapKey key = {kind, prop->name, p->own ? prop->document : 0, 0};
    uint32_t at = map_get(&p->stray, key);
    if (at == 0) {
        Stray *stray = VEC_PUSH(p->scratch, &p->strays);
        *stray = (Stray){0};
        map_put(&p->stray, key, p->strays.count);
        Slice known = {0};
        const AttributeInfo *declared = NULL;
        Slice name = names_text(p->model->names, prop->name);
        uint32_t known_count = p->model->attributes.count + built_in_count();
        if (model_compares(p->model, name, known_count) &&
            find_like(p, kind, prop, &known, &declared))
            report_like(p, kind, prop, known, declared, stray);
        return;
    }
    Stray *stray = &p->strays.at[at - 1];
    if (stray->finding != NULL && stray->count++ < LABELS_MOST) {
        diagnostic_label(p->run->findings, stray->finding, name_place(prop), "and here");
        diagnostic_fix(p->run->findings, stray->finding, name_place(prop),
                       stray->finding->fixes.at[0].text);
    }
}

/* ---- the walk ---- */

/* A property that `every` gives to many things is looked at once. */
static bool told_before(Properties *p, const void *node) {
    uint64_t address = (uint64_t)(uintptr_t)node;
    MapKey key = {(uint32_t)(address >> 32), (uint32_t)address, 0, 0};
    if (map_get(&p->told, key) != 0)
        return true;
    map_put(&p->told, key, 1);
    return false;
}

/* What binds the document that states the property: its own declaration first. */
static const AttributeInfo *find_attribute(const Properties *p, ThingKind kind,
                                           const Prop *prop) {
    uint32_t at = map_get(&p->attributes, (MapKey){prop->document, prop->name, kind, 0});
    if (at == 0)
        at = map_get(&p->attributes, (MapKey){0, prop->name, kind, 0});
    return at == 0 ? NULL : &p->model->attributes.at[at - 1];
}

/* The kinds of thing that the name is declared for, and where; 0: for none. */
static uint32_t declared_kinds(const Properties *p, const Prop *prop, Place *declared) {
    const Id documents[] = {prop->document, 0};
    uint32_t kinds = 0;
    for (int i = 0; i < 2; i++) {
        MapKey key = {documents[i], prop->name, 0, 0};
        uint32_t at = map_get(&p->declared, key);
        if (at != 0) {
            const AttributeInfo *info = &p->model->attributes.at[at - 1];
            kinds |= map_get(&p->kinds, key);
            *declared = (Place){info->file, info->node->name.span};
        }
    }
    return kinds;
}

static void check_prop(Properties *p, ThingKind kind, const Prop *prop) {
    const Model *model = p->model;
    if (prop->by_every && told_before(p, prop->node))
        return;
    const AttributeInfo *attribute = find_attribute(p, kind, prop);
    if (attribute != NULL) {
        PropertySpec spec = property_type_attribute(model, attribute->node);
        check_values(p, prop, &spec);
        return;
    }
    const BuiltIn *row = p->built_in[prop->name];
    if (row != NULL && (row->kinds >> kind & 1) == 0) {
        report_kind(p, kind, prop, row->kinds, NULL);
        return;
    }
    if (row != NULL) {
        PropertySpec spec = property_type_built_in(row, kind);
        check_values(p, prop, &spec);
        return;
    }
    Place declared;
    uint32_t kinds = declared_kinds(p, prop, &declared);
    if (kinds != 0) {
        report_kind(p, kind, prop, kinds, &declared);
        return;
    }
    check_stray(p, kind, prop);
}

static void check_kind(Properties *p, ThingKind kind) {
    const Model *model = p->model;
    const ThingVec *things = &model->things[kind];
    for (Id id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;) {
            const Prop *prop = &model->props.at[i - 1];
            check_prop(p, kind, prop);
            i = prop->next;
        }
    }
}

/* ---- required ones ---- */

/* The required attributes by the document that they bind, those of all first. */
typedef struct Required {
    const AttributeInfo **infos;
    uint32_t *first; /* by document, and one more: where its own start */
} Required;

static Required gather_required(const Model *model, Arena *scratch) {
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    Required required = {
        ARENA_ARRAY(scratch, const AttributeInfo *, model->attributes.count),
        ARENA_ARRAY(scratch, uint32_t, documents + 1)};
    uint32_t *next = ARENA_ARRAY(scratch, uint32_t, documents);
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        required.first[info->document + 1] += info->node->required;
    }
    for (Id id = 0; id < documents; id++) {
        next[id] = required.first[id];
        required.first[id + 1] += required.first[id];
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        if (info->node->required)
            required.infos[next[info->document]++] = info;
    }
    return required;
}

static void report_required(const Properties *p, ThingKind kind, Id id,
                            const Title *title, const AttributeInfo *info) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Slice name = names_text(model->names, info->name);
    Slice label = view_label(model, kind, id, title->document);
    Diagnostic *d = findings_add(
        findings, CODE_P03, (Place){title->source, title->quoted},
        "%.*s has no \"%.*s\", which is required", SLICE_ARGS(label), SLICE_ARGS(name));
    diagnostic_label(findings, d, (Place){info->file, info->node->name.span},
                     "required of every %s", kind_text(kind));
    diagnostic_help(findings, d,
                    "state it: %.*s: …; if the document does not say, write ?",
                    SLICE_ARGS(name));
}

/* What a document must state of a thing to which it gives a title. */
static void check_title(const Properties *p, const Required *required, ThingKind kind,
                        Id id, const Title *title) {
    const Thing *document = model_thing(p->model, KIND_DOCUMENT, title->document);
    /* A file of names alone is no document: who speaks of the thing states it. */
    if (document->name == 0 && document->first_prop == 0)
        return;
    const Id documents[] = {0, title->document};
    for (int k = 0; k < 2; k++) {
        uint32_t end = required->first[documents[k] + 1];
        for (uint32_t i = required->first[documents[k]]; i < end; i++) {
            const AttributeInfo *info = required->infos[i];
            if ((info->node->kinds >> kind & 1) != 0 &&
                view_own_prop(p->model, kind, id, info->name, title->document) == NULL)
                report_required(p, kind, id, title, info);
        }
    }
}

static void check_required(const Properties *p) {
    const Model *model = p->model;
    Required required = gather_required(model, p->scratch);
    if (required.first[model->things[KIND_DOCUMENT].count] == 0)
        return;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (Id id = 1; id < model->things[kind].count; id++) {
            uint32_t at = model->things[kind].at[id].first_title;
            for (; at != 0; at = model->titles.at[at - 1].next)
                check_title(p, &required, (ThingKind)kind, id, &model->titles.at[at - 1]);
        }
    }
}

static void index_attributes(Properties *p) {
    const Model *model = p->model;
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        MapKey all = {info->document, info->name, 0, 0};
        for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
            MapKey key = {info->document, info->name, kind, 0};
            if ((info->node->kinds >> kind & 1) != 0 && map_get(&p->attributes, key) == 0)
                map_put(&p->attributes, key, i + 1);
        }
        map_put(&p->declared, all, i + 1);
        map_put(&p->kinds, all, map_get(&p->kinds, all) | info->node->kinds);
        p->own = p->own || info->document != 0;
    }
}

void check_properties(CheckRun *run) {
    const Model *model = run->model;
    Arena *scratch = arena_new(arena_memory(run->arena));
    uint32_t names = names_count(model->names);
    Properties p = {.run = run, .model = model, .scratch = scratch};
    Map *const maps[] = {&p.attributes, &p.declared, &p.kinds, &p.stray, &p.told};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        maps[i]->arena = scratch;
    p.incomplete = model->incomplete;
    p.built_in = ARENA_ARRAY(scratch, const BuiltIn *, names);
    index_attributes(&p);
    for (uint32_t i = 0; i < built_in_count(); i++) {
        NameId name = names_find(model->names, slice_of(built_in_row(i)->name));
        p.built_in[name] = built_in_row(i);
    }
    for (int kind = 0; kind < KIND_COUNT && model->props.count > 0; kind++)
        check_kind(&p, (ThingKind)kind);
    check_required(&p);
    arena_drop(scratch);
}
