/* Properties: names that are nearly known ones, values of the wrong type, required ones
 * that are missing. What is declared by an `attribute` comes first, then what is built
 * in; everything else is free, unless it looks like a slip. */
#include <string.h>

#include "check/families.h"
#include "check/wanted.h"
#include "model/view.h"

/* A name that nobody declared, once for each kind of thing. */
typedef struct Stray {
    Diagnostic *finding; /* NULL: it is like no other */
    uint32_t count;
} Stray;

typedef struct Properties {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    uint32_t *first_attribute; /* by name: index + 1, chained by next_attribute */
    uint32_t *next_attribute;
    const BuiltIn **built_in; /* by name */
    uint32_t *stray;          /* by name: index + 1 into strays; of the kind at hand */
    VEC(Stray) strays;
    const void **told; /* properties of `every` that were looked at */
    uint32_t told_count, told_room;
    bool incomplete; /* not all was read: a name may be declared in what was lost */
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
                        const Wanted *wanted) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Place place = {prop->source, value->span};
    Slice name = names_text(model->names, prop->name);
    PropertyNames known = {0};
    wanted_words(model, wanted, model->arena, &known);
    Slice words = word_list(p, &known);
    Slice found = source_slice(sources_get(model->sources, prop->source), value->span);
    bool is_name = value->kind == VALUE_NAME;
    Diagnostic *d = findings_add(findings, CODE_P02, place,
                                 is_name ? "\"%.*s\" is %.*s, not \"%.*s\""
                                         : "\"%.*s\" is %.*s, not %.*s",
                                 SLICE_ARGS(name), SLICE_ARGS(words), SLICE_ARGS(found));
    int32_t near = is_name ? slice_nearest(found, known.at, known.count) : -1;
    if (near >= 0) {
        diagnostic_here(findings, d, "did you mean \"%.*s\"?",
                        SLICE_ARGS(known.at[near]));
        diagnostic_mend_safe(findings, d, place, known.at[near],
                             slice_surely(found, known.at, known.count, near));
    } else {
        diagnostic_here(findings, d, "none of these");
    }
    diagnostic_help(
        findings, d,
        "write one of these words; what the document says in its own words goes "
        "into a note");
}

/* A name that is no thing of the kind wanted: of another kind, or none at all. */
static void report_name(Properties *p, const Prop *prop, const Value *value,
                        const Wanted *wanted) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Place place = {prop->source, value->span};
    Slice name = names_text(model->names, prop->name);
    Slice text = names_text(model->names, value->name);
    EntityKind want = (EntityKind)wanted->kind;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        Id id = kind == KIND_INDICATOR ? 0
                                       : model_find(model, (EntityKind)kind, value->name);
        if (id == 0) {
            continue;
        }
        const Thing *thing = model_thing(model, (EntityKind)kind, id);
        Slice type = wanted_type(model->arena, wanted);
        Diagnostic *d = findings_add(findings, CODE_P02, place,
                                     "\"%.*s\" is %.*s, but \"%.*s\" is %s",
                                     SLICE_ARGS(name), SLICE_ARGS(type), SLICE_ARGS(text),
                                     kind_article((EntityKind)kind));
        diagnostic_label(findings, d, (Place){thing->source, thing->span},
                         "declared here as %s", kind_article((EntityKind)kind));
        diagnostic_help(findings, d,
                        "name %s; if there is none yet, a title declares it: "
                        "%s name \"Title\"",
                        kind_article(want), kind_text(want));
        return;
    }
    if (p->incomplete) {
        return;
    }
    Diagnostic *d = findings_add(findings, CODE_N01, place, "no %s is called \"%.*s\"",
                                 kind_text(want), SLICE_ARGS(text));
    bool sure;
    Id near = model_nearest_sure(model, want, text, &sure);
    if (near == 0) {
        diagnostic_here(findings, d, "declared nowhere");
        diagnostic_help(findings, d, "a title declares it: %s %.*s \"its title\"",
                        kind_text(want), SLICE_ARGS(text));
        return;
    }
    const Thing *thing = model_thing(model, want, near);
    Slice other = model_name(model, want, near);
    diagnostic_here(findings, d, "did you mean \"%.*s\"?", SLICE_ARGS(other));
    diagnostic_label(findings, d, (Place){thing->source, thing->span}, "declared here");
    diagnostic_mend_safe(findings, d, place, other, sure);
}

static void report_type(Properties *p, const Prop *prop, const Value *value,
                        const Wanted *wanted) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Place place = {prop->source, value->span};
    Slice name = names_text(model->names, prop->name);
    Slice type = wanted_type(model->arena, wanted);
    Diagnostic *d = findings_add(findings, CODE_P02, place, "\"%.*s\" is %.*s, not %s",
                                 SLICE_ARGS(name), SLICE_ARGS(type), wanted_value(value));
    Slice found = source_slice(sources_get(model->sources, prop->source), value->span);
    PropertyNames words = {0};
    wanted_words(model, wanted, model->arena, &words);
    if (value->kind == VALUE_NAME) {
        int32_t near = slice_nearest(found, words.at, words.count);
        if (near >= 0) {
            diagnostic_here(findings, d, "did you mean \"%.*s\"?",
                            SLICE_ARGS(words.at[near]));
            diagnostic_mend(findings, d, place, words.at[near]);
        }
    }
    if (wanted->type == PROPERTY_TEXT) {
        diagnostic_mend_safe(findings, d, place,
                             arena_format(model->arena, "\"%.*s\"", SLICE_ARGS(found)),
                             value->kind == VALUE_NAME);
    }
    diagnostic_help(findings, d, "%s", wanted_help((PropertyType)wanted->type));
}

static void check_values(Properties *p, const Prop *prop, const Wanted *wanted) {
    for (uint32_t i = 0; i < prop->node->count; i++) {
        const Value *value = &prop->node->values[i];
        if ((wanted->resolved && value->kind == VALUE_NAME) ||
            wanted_holds(p->model, wanted, value)) {
            /* The model has looked at the other times: only here is a number a year. */
            Time year;
            if (wanted_year(wanted, value, &year)) {
                time_sound(p->run->findings, prop->source, year);
            }
            continue;
        }
        if (wanted->type == PROPERTY_WORDS) {
            report_word(p, prop, value, wanted);
        } else if (wanted->type == PROPERTY_THING && value->kind == VALUE_NAME) {
            report_name(p, prop, value, wanted);
        } else {
            report_type(p, prop, value, wanted);
        }
    }
}

/* A property that is known, but of other kinds of thing only. */
static void report_kind(Properties *p, EntityKind kind, const Prop *prop, uint32_t kinds,
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
                                kind_plural((EntityKind)i));
        }
    }
    Diagnostic *d = findings_add(findings, CODE_P02, name_place(prop),
                                 "\"%.*s\" is a property of %.*s, not of %s",
                                 SLICE_ARGS(name), SLICE_ARGS(list), kind_plural(kind));
    diagnostic_here(findings, d, "stated of %s", kind_article(kind));
    if (declared != NULL) {
        diagnostic_label(findings, d, *declared, "declared here");
        diagnostic_help(findings, d, "put it where it belongs, or declare it for %s too",
                        kind_plural(kind));
    } else {
        diagnostic_help(findings, d, "put it where it belongs, or write it as a note");
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
    if (least <= SHORT && !same_start) {
        return false;
    }
    *distance = slice_distance(name, known, most);
    return *distance <= most;
}

static bool find_like(const Properties *p, EntityKind kind, Slice name, Slice *out,
                      const AttributeInfo **declared) {
    uint32_t best = UINT32_MAX, distance;
    for (uint32_t i = 0; i < p->model->attributes.count; i++) {
        const AttributeInfo *info = &p->model->attributes.at[i];
        Slice known = names_text(p->model->names, info->name);
        if ((info->node->kinds >> kind & 1) != 0 && is_like(name, known, &distance) &&
            distance < best) {
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

static void report_like(Properties *p, EntityKind kind, const Prop *prop, Slice known,
                        const AttributeInfo *declared, Stray *stray) {
    Findings *findings = p->run->findings;
    Slice name = names_text(p->model->names, prop->name);
    Diagnostic *d = findings_add(findings, CODE_P01, name_place(prop),
                                 "%s has no property \"%.*s\"", kind_article(kind),
                                 SLICE_ARGS(name));
    diagnostic_here(findings, d, "did you mean \"%.*s\"?", SLICE_ARGS(known));
    if (declared != NULL) {
        diagnostic_label(findings, d, (Place){declared->file, declared->node->name.span},
                         "declared here");
    }
    diagnostic_help(
        findings, d,
        "if it is a property of its own, declare it: attribute %.*s on %s: text",
        SLICE_ARGS(name), kind_text(kind));
    diagnostic_mend(findings, d, name_place(prop), known);
    stray->finding = d;
}

static void check_stray(Properties *p, EntityKind kind, const Prop *prop) {
    enum { LABELS_MOST = 6 };
    uint32_t at = p->stray[prop->name];
    if (at == 0) {
        Stray *stray = VEC_PUSH(p->scratch, &p->strays);
        *stray = (Stray){0};
        p->stray[prop->name] = p->strays.count;
        Slice known = {0};
        const AttributeInfo *declared = NULL;
        Slice name = names_text(p->model->names, prop->name);
        uint32_t known_count = p->model->attributes.count + built_in_count();
        if (model_compares(p->model, name, known_count) &&
            find_like(p, kind, name, &known, &declared)) {
            report_like(p, kind, prop, known, declared, stray);
        }
        return;
    }
    Stray *stray = &p->strays.at[at - 1];
    if (stray->finding != NULL && stray->count++ < LABELS_MOST) {
        diagnostic_label(p->run->findings, stray->finding, name_place(prop), "and here");
        diagnostic_mend(p->run->findings, stray->finding, name_place(prop),
                        stray->finding->mends.at[0].text);
    }
}

/* ---- the walk ---- */

/* A property that `every` gives to many things is looked at once. */
static bool told_before(Properties *p, const void *node) {
    if (p->told_count * 2 >= p->told_room) {
        uint32_t room = p->told_room == 0 ? 64 : p->told_room * 2;
        const void **old = p->told;
        uint32_t old_room = p->told_room;
        p->told = arena_zero(p->scratch, room * sizeof *p->told);
        p->told_room = room;
        p->told_count = 0;
        for (uint32_t i = 0; i < old_room; i++) {
            if (old[i] != NULL) {
                told_before(p, old[i]);
            }
        }
    }
    uint64_t hash = (uint64_t)(uintptr_t)node * UINT64_C(0x9E3779B97F4A7C15);
    uint32_t at = (uint32_t)(hash >> 40) & (p->told_room - 1);
    for (; p->told[at] != NULL; at = (at + 1) & (p->told_room - 1)) {
        if (p->told[at] == node) {
            return true;
        }
    }
    p->told[at] = node;
    p->told_count++;
    return false;
}

static void check_prop(Properties *p, EntityKind kind, const Prop *prop) {
    const Model *model = p->model;
    if (prop->by_every && told_before(p, prop->node)) {
        return;
    }
    uint32_t kinds = 0;
    Place declared = {0};
    for (uint32_t i = p->first_attribute[prop->name]; i != 0;
         i = p->next_attribute[i - 1]) {
        const AttributeInfo *info = &model->attributes.at[i - 1];
        if ((info->node->kinds >> kind & 1) != 0) {
            Wanted wanted = wanted_attribute(model, info->node);
            check_values(p, prop, &wanted);
            return;
        }
        kinds |= info->node->kinds;
        declared = (Place){info->file, info->node->name.span};
    }
    const BuiltIn *row = p->built_in[prop->name];
    if (row != NULL && (row->kinds >> kind & 1) == 0) {
        report_kind(p, kind, prop, row->kinds, NULL);
        return;
    }
    if (row != NULL) {
        Wanted wanted = wanted_built_in(row, kind);
        check_values(p, prop, &wanted);
        return;
    }
    if (kinds != 0) {
        report_kind(p, kind, prop, kinds, &declared);
        return;
    }
    check_stray(p, kind, prop);
}

static void check_kind(Properties *p, EntityKind kind) {
    const Model *model = p->model;
    const ThingVec *things = &model->things[kind];
    for (uint32_t i = 0; i < p->strays.count; i++) {
        p->strays.at[i].finding = NULL;
    }
    memset(p->stray, 0, names_count(model->names) * sizeof *p->stray);
    for (Id id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;) {
            const Prop *prop = &model->props.at[i - 1];
            check_prop(p, kind, prop);
            i = prop->next;
        }
    }
}

static void check_required(Properties *p, const AttributeInfo *info, EntityKind kind) {
    const Model *model = p->model;
    Findings *findings = p->run->findings;
    Slice name = names_text(model->names, info->name);
    for (Id id = 1; id < model->things[kind].count; id++) {
        uint32_t at = model->things[kind].at[id].first_title;
        for (; at != 0; at = model->titles.at[at - 1].next) {
            const Title *title = &model->titles.at[at - 1];
            const Thing *document = model_thing(model, KIND_DOCUMENT, title->document);
            /* A file of names alone is no document: who speaks of the thing states it. */
            bool names_only = document->name == 0 && document->first_prop == 0;
            if (names_only ||
                view_own_prop(model, kind, id, info->name, title->document)) {
                continue;
            }
            Slice label = view_label(model, kind, id, title->document);
            Diagnostic *d =
                findings_add(findings, CODE_P03, (Place){title->source, title->quoted},
                             "%.*s does not state its \"%.*s\", which is required",
                             SLICE_ARGS(label), SLICE_ARGS(name));
            diagnostic_label(findings, d, (Place){info->file, info->node->name.span},
                             "required here of every %s", kind_text(kind));
            diagnostic_help(findings, d,
                            "state it: %.*s: …; where the document does not say, write ?",
                            SLICE_ARGS(name));
        }
    }
}

void check_properties(CheckRun *run) {
    const Model *model = run->model;
    Arena *scratch = arena_new(arena_memory(run->arena));
    uint32_t names = names_count(model->names);
    Properties p = {.run = run, .model = model, .scratch = scratch};
    p.incomplete = findings_lost(run->findings);
    p.first_attribute = ARENA_ARRAY(scratch, uint32_t, names);
    p.next_attribute = ARENA_ARRAY(scratch, uint32_t, model->attributes.count);
    p.built_in = ARENA_ARRAY(scratch, const BuiltIn *, names);
    p.stray = ARENA_ARRAY(scratch, uint32_t, names);
    for (uint32_t i = model->attributes.count; i > 0; i--) {
        NameId name = model->attributes.at[i - 1].name;
        p.next_attribute[i - 1] = p.first_attribute[name];
        p.first_attribute[name] = i;
    }
    for (uint32_t i = 0; i < built_in_count(); i++) {
        NameId name = names_find(model->names, slice_of(built_in_row(i)->name));
        if (name != 0) {
            p.built_in[name] = built_in_row(i);
        }
    }
    for (int kind = 0; kind < KIND_COUNT && model->props.count > 0; kind++) {
        check_kind(&p, (EntityKind)kind);
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        for (int kind = 0; kind < KIND_COUNT && info->node->required; kind++) {
            if ((info->node->kinds >> kind & 1) != 0) {
                check_required(&p, info, (EntityKind)kind);
            }
        }
    }
    arena_drop(scratch);
}
