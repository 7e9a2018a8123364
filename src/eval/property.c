/* Things as values: which properties a kind of thing can have, of which type, and what
 * a document sees of them. The model keeps what each document states; here one of these
 * statements is chosen and read as a value. */
#include "eval/property.h"
#include "base/utf8.h"

#include <string.h>

enum {
    ON_DOCUMENT = 1 << KIND_DOCUMENT,
    ON_EFFORT = 1 << KIND_PROJECT | 1 << KIND_AREA | 1 << KIND_GOAL,
    ON_PROJECT = 1 << KIND_PROJECT,
    ON_JUDGED = 1 << KIND_PROJECT | 1 << KIND_GOAL | 1 << KIND_INDICATOR,
    ON_ALL = (1 << KIND_COUNT) - 1
};

typedef struct BuiltIn {
    const char *name;
    int kinds; /* 1 << EntityKind for each that has it without anybody stating it */
    Type type;
} BuiltIn;

static const BuiltIn built_ins[] = {
    {"date", ON_DOCUMENT, {TYPE_DATE, 0}},
    {"case", ON_DOCUMENT, {TYPE_TEXT, 0}},
    {"page", ON_ALL, {TYPE_ANY, 0}},
    {"owner", ON_EFFORT, {TYPE_REF, KIND_ORGANISATION}},
    {"purpose", ON_PROJECT, {TYPE_REF, KIND_DIMENSION}},
    {"contributes", ON_PROJECT, {TYPE_REF, KIND_GOAL}},
    {"starts", ON_EFFORT, {TYPE_DATE, 0}},
    {"expires", ON_EFFORT, {TYPE_DATE, 0}},
    {"kind", ON_ALL, {TYPE_WORD, 0}},
    {"judged", ON_JUDGED, {TYPE_WORD, 0}},
    {"expected", ON_JUDGED, {TYPE_WORD, 0}},
    {"part_of", ON_PROJECT, {TYPE_REF, KIND_PROJECT}},
    {"note", ON_ALL, {TYPE_TEXT, 0}},
};

enum { BUILT_IN_COUNT = sizeof built_ins / sizeof built_ins[0] };

/* What an attribute's one word says of its values. */
static const struct {
    const char *word;
    uint8_t kind;
} attribute_types[] = {
    {"text", TYPE_TEXT},       {"number", TYPE_NUMBER}, {"money", TYPE_AMOUNT},
    {"percent", TYPE_PERCENT}, {"date", TYPE_DATE},     {"month", TYPE_DATE},
    {"year", TYPE_DATE},
};

static const BuiltIn *find_built_in(Slice name) {
    for (uint32_t i = 0; i < BUILT_IN_COUNT; i++) {
        if (slice_is(name, built_ins[i].name)) {
            return &built_ins[i];
        }
    }
    return NULL;
}

static Type attribute_type(const Model *model, const Attribute *attribute) {
    if (attribute->words.count > 1) {
        return (Type){TYPE_WORD, 0};
    }
    if (attribute->words.count == 0) {
        return (Type){TYPE_ANY, 0};
    }
    Slice word = names_text(model->names, attribute->words.at[0].name);
    for (uint32_t i = 0; i < sizeof attribute_types / sizeof attribute_types[0]; i++) {
        if (slice_is(word, attribute_types[i].word)) {
            return (Type){attribute_types[i].kind, 0};
        }
    }
    /* `money` above is an amount; a kind of money cannot be asked for. */
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        if (slice_is(word, kind_text((EntityKind)kind))) {
            return (Type){TYPE_REF, (uint8_t)kind};
        }
    }
    return (Type){TYPE_ANY, 0};
}

static const Attribute *find_attribute(const Model *model, EntityKind kind, NameId name) {
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const Attribute *node = model->attributes.at[i].node;
        if (model->attributes.at[i].name == name && (node->kinds >> kind & 1) != 0) {
            return node;
        }
    }
    return NULL;
}

static bool is_stated(const Model *model, EntityKind kind, NameId name) {
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            if (model->props.at[i - 1].name == name) {
                return true;
            }
        }
    }
    return false;
}

Type property_type(const Model *model, EntityKind kind, NameId name) {
    const Attribute *attribute = find_attribute(model, kind, name);
    const BuiltIn *built_in = find_built_in(names_text(model->names, name));
    return attribute != NULL  ? attribute_type(model, attribute)
           : built_in != NULL ? built_in->type
                              : (Type){TYPE_ANY, 0};
}

bool property_known(const Model *model, EntityKind kind, NameId name, Type *type) {
    const BuiltIn *built_in = find_built_in(names_text(model->names, name));
    *type = property_type(model, kind, name);
    return (built_in != NULL && (built_in->kinds >> kind & 1) != 0) ||
           find_attribute(model, kind, name) != NULL || is_stated(model, kind, name);
}

/* How well a statement of `stated_by` serves `document`: the higher the better. */
static int64_t rank(const Model *model, Id stated_by, Id document) {
    enum { DATES = 100000000 };
    if (stated_by == document) {
        return 3 * (int64_t)DATES;
    }
    int32_t date = model_date(model, stated_by);
    int32_t own = document == 0 ? 0 : model_date(model, document);
    bool later = own != 0 && date > own;
    return (later ? 0 : DATES) + date;
}

const Prop *property_of(const Model *model, EntityKind kind, Id id, NameId name,
                        Id document) {
    const Prop *best = NULL;
    int64_t best_rank = -1;
    for (uint32_t i = model->things[kind].at[id].first_prop; i != 0;) {
        const Prop *prop = &model->props.at[i - 1];
        i = prop->next;
        if (prop->name != name) {
            continue;
        }
        if (prop->document == document) {
            return prop;
        }
        int64_t prop_rank = rank(model, prop->document, document);
        if (prop_rank > best_rank) {
            best = prop;
            best_rank = prop_rank;
        }
    }
    return best;
}

/* The text of a string, without a copy where it stands in the source as it is. */
static Slice quoted_text(const Model *model, SourceId id, Quoted quoted) {
    const Source *source = sources_get(model->sources, id);
    if (quoted.end - quoted.start >= 2) {
        Slice inner = source_slice(source, (Span){quoted.start + 1, quoted.end - 1});
        if (memchr(inner.at, '\\', inner.length) == NULL && utf8_is_nfc(inner)) {
            return inner;
        }
    }
    return tree_string(model->arena, source, quoted);
}

static Datum named_datum(const Model *model, NameId name, Type type) {
    if (type.kind == TYPE_REF && type.of != KIND_INDICATOR) {
        Id id = model_find(model, (EntityKind)type.of, name);
        if (id != 0) {
            return datum_ref((EntityKind)type.of, id);
        }
    }
    return datum_word(model, name);
}

static Datum figure_property(const Prop *prop, Figure figure, Type type) {
    if (type.kind == TYPE_DATE) {
        Datum datum = datum_figure(figure, false, 0, 0);
        if (datum.kind == DATUM_NUMBER && datum.number.scale == 0) {
            return (Datum){.kind = DATUM_YEAR, .number = datum.number};
        }
        return datum;
    }
    return datum_figure(figure, type.kind == TYPE_AMOUNT, (int8_t)prop->power,
                        prop->currency);
}

Datum property_datum(const Model *model, const Prop *prop, uint32_t index, Type type) {
    if (index >= prop->node->count) {
        return datum_null();
    }
    const Value *value = &prop->node->values[index];
    switch ((ValueKind)value->kind) {
    case VALUE_NAME: return named_datum(model, value->name, type);
    case VALUE_TEXT: return datum_string(quoted_text(model, prop->source, value->text));
    case VALUE_FIGURE: return figure_property(prop, value->figure, type);
    case VALUE_TIME:
        if (value->time.kind == TIME_RANGE) {
            return datum_string(time_text(model->arena, value->time));
        }
        return datum_time(value->time);
    case VALUE_BLANK: return datum_null();
    }
    return datum_null();
}

static void add_name(const Model *model, PropertyNames *out, Slice name) {
    for (uint32_t i = 0; i < out->count; i++) {
        if (slice_equal(out->at[i], name)) {
            return;
        }
    }
    *VEC_PUSH(model->arena, out) = name;
}

void property_names(const Model *model, EntityKind kind, PropertyNames *out) {
    for (uint32_t i = 0; i < BUILT_IN_COUNT; i++) {
        if ((built_ins[i].kinds >> kind & 1) != 0) {
            add_name(model, out, slice_of(built_ins[i].name));
        }
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        if ((info->node->kinds >> kind & 1) != 0) {
            add_name(model, out, names_text(model->names, info->name));
        }
    }
    uint8_t *seen = ARENA_ARRAY(model->arena, uint8_t, names_count(model->names));
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            NameId name = model->props.at[i - 1].name;
            if (!seen[name]) {
                add_name(model, out, names_text(model->names, name));
            }
            seen[name] = 1;
        }
    }
}

bool property_words(const Model *model, EntityKind kind, NameId name,
                    PropertyNames *out) {
    const Attribute *attribute = find_attribute(model, kind, name);
    if (attribute != NULL && attribute->words.count > 1) {
        for (uint32_t i = 0; i < attribute->words.count; i++) {
            add_name(model, out, names_text(model->names, attribute->words.at[i].name));
        }
        return true;
    }
    uint8_t *seen = ARENA_ARRAY(model->arena, uint8_t, names_count(model->names));
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            const Property *node = model->props.at[i - 1].node;
            if (model->props.at[i - 1].name != name) {
                continue;
            }
            for (uint32_t v = 0; v < node->count; v++) {
                if (node->values[v].kind == VALUE_NAME && !seen[node->values[v].name]) {
                    seen[node->values[v].name] = 1;
                    *VEC_PUSH(model->arena, out) =
                        names_text(model->names, node->values[v].name);
                }
            }
        }
    }
    return false;
}

bool property_has_word(const Model *model, EntityKind kind, NameId name, NameId word) {
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            const Property *node = model->props.at[i - 1].node;
            for (uint32_t v = 0; model->props.at[i - 1].name == name && v < node->count;
                 v++) {
                if (node->values[v].kind == VALUE_NAME && node->values[v].name == word) {
                    return true;
                }
            }
        }
    }
    return false;
}

Slice thing_title(const Model *model, EntityKind kind, Id id, Id document) {
    const Thing *thing = &model->things[kind].at[id];
    const Title *best = NULL;
    int64_t best_rank = -1;
    for (uint32_t i = thing->first_title; i != 0; i = model->titles.at[i - 1].next) {
        const Title *title = &model->titles.at[i - 1];
        int64_t title_rank = rank(model, title->document, document);
        if (title_rank > best_rank) {
            best = title;
            best_rank = title_rank;
        }
    }
    if (best == NULL) {
        return thing->name == 0 ? SLICE("") : names_text(model->names, thing->name);
    }
    return quoted_text(model, best->source, best->quoted);
}
