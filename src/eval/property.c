/* Properties as values: which a kind of thing can have, of which type, and what is stated
 * as a value. */
#include "eval/property.h"

#include <stdlib.h>

#include "model/given.h"

/* What a value that must be so is to an expression. */
static Type type_of(const PropertySpec *wanted) {
    switch ((PropertyType)wanted->type) {
    case PROPERTY_ANY: return (Type){TYPE_ANY, 0};
    case PROPERTY_RANGE: /* compared as it is written: "2020..2022" */
    case PROPERTY_TEXT: return (Type){TYPE_TEXT, 0};
    case PROPERTY_NUMBER: return (Type){TYPE_NUMBER, 0};
    case PROPERTY_MONEY: return (Type){TYPE_AMOUNT, 0};
    case PROPERTY_PERCENT: return (Type){TYPE_PERCENT, 0};
    case PROPERTY_DATE:
    case PROPERTY_MONTH:
    case PROPERTY_YEAR:
    case PROPERTY_WHEN: return (Type){TYPE_DATE, 0};
    case PROPERTY_WORD:
    case PROPERTY_WORDS: return (Type){TYPE_WORD, 0};
    case PROPERTY_THING: return (Type){TYPE_REF, wanted->kind};
    }
    return (Type){TYPE_ANY, 0};
}

/* What is declared comes before what is built in. */
bool property_spec(const Model *model, ThingKind kind, NameId name, PropertySpec *out) {
    bool agreed;
    const Attribute *attribute = attribute_find(model, kind, name, &agreed);
    const BuiltIn *row = built_in_find(names_text(model->names, name));
    if (attribute != NULL && !agreed) /* documents mean different things by it */
        *out = (PropertySpec){.type = PROPERTY_ANY, .words = ""};
    else if (attribute != NULL)
        *out = property_type_attribute(model, attribute);
    else if (row != NULL && (row->kinds >> kind & 1) != 0)
        *out = property_type_built_in(row, kind);
    return attribute != NULL || (row != NULL && (row->kinds >> kind & 1) != 0);
}

bool property_is_free(const Model *model, ThingKind kind, NameId name) {
    bool agreed;
    return built_in_find(names_text(model->names, name)) == NULL ||
           attribute_find(model, kind, name, &agreed) != NULL;
}

Type property_type(const Model *model, ThingKind kind, NameId name) {
    PropertySpec wanted;
    return property_spec(model, kind, name, &wanted) ? type_of(&wanted)
                                                     : (Type){TYPE_ANY, 0};
}

bool property_known(const Model *model, ThingKind kind, NameId name, Type *type) {
    PropertySpec wanted;
    bool declared = property_spec(model, kind, name, &wanted);
    *type = declared ? type_of(&wanted) : (Type){TYPE_ANY, 0};
    return declared || given_property(model, kind, name);
}

static Datum named_datum(const Model *model, NameId name, Type type) {
    if (type.kind == TYPE_REF && type.of != KIND_INDICATOR) {
        Id id = model_find(model, (ThingKind)type.of, name);
        if (id != 0)
            return datum_ref((ThingKind)type.of, id);
    }
    return datum_word(model, name);
}

static Datum figure_property(const Prop *prop, Figure figure, Type type) {
    if (type.kind == TYPE_DATE) {
        Datum datum = datum_figure(figure, false, 0, 0);
        if (datum.kind == DATUM_NUMBER && datum.number.scale == 0)
            return (Datum){.kind = DATUM_YEAR, .number = datum.number};
        return datum;
    }
    return datum_figure(figure, type.kind == TYPE_AMOUNT, (int8_t)prop->power,
                        prop->currency);
}

Datum property_datum(const Model *model, const Prop *prop, uint32_t index, Type type) {
    if (index >= prop->node->count)
        return datum_null();
    const Value *value = &prop->node->values[index];
    const Source *source = sources_get(model->sources, prop->source);
    switch ((ValueKind)value->kind) {
    case VALUE_NAME: return named_datum(model, value->name, type);
    case VALUE_TEXT: return datum_string(tree_string(model->arena, source, value->text));
    case VALUE_FIGURE:
        return type.kind == TYPE_TEXT ? datum_string(source_slice(source, value->span))
                                      : figure_property(prop, value->figure, type);
    case VALUE_TIME:
        if (value->time.kind == TIME_RANGE)
            return datum_string(time_text(model->arena, value->time));
        return datum_time(value->time);
    case VALUE_BLANK: return datum_null();
    }
    return datum_null();
}

/* A name that is not among them yet; `seen` by NameId. */
static void add_name(const Model *model, PropertyNames *out, uint8_t *seen, NameId name) {
    if (!seen[name]) {
        seen[name] = 1;
        *VEC_PUSH(model->arena, out) = names_text(model->names, name);
    }
}

void property_names(const Model *model, ThingKind kind, PropertyNames *out) {
    uint8_t *seen = ARENA_ARRAY(model->arena, uint8_t, names_count(model->names));
    for (uint32_t i = 0; i < out->count; i++)
        seen[names_find(model->names, out->at[i])] = 1;
    for (uint32_t i = 0; i < built_in_count(); i++) {
        Slice text = slice_of(built_in_row(i)->name);
        NameId name = names_find(model->names, text);
        bool there = false;
        for (uint32_t k = 0; name == 0 && k < out->count && !there; k++)
            there = slice_equal(out->at[k], text);
        if ((built_in_row(i)->kinds >> kind & 1) == 0 || there)
            continue;
        if (name != 0)
            add_name(model, out, seen, name);
        else /* no file speaks of it */
            *VEC_PUSH(model->arena, out) = text;
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        if ((info->node->kinds >> kind & 1) != 0)
            add_name(model, out, seen, info->name);
    }
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++)
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next)
            add_name(model, out, seen, model->props.at[i - 1].name);
}

bool property_words(const Model *model, ThingKind kind, NameId name, PropertyNames *out) {
    PropertySpec wanted = {0};
    if (property_spec(model, kind, name, &wanted) && wanted.type == PROPERTY_WORDS) {
        property_type_words(model, &wanted, model->arena, out);
        return true;
    }
    uint8_t *seen = ARENA_ARRAY(model->arena, uint8_t, names_count(model->names));
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            const Property *node = model->props.at[i - 1].node;
            if (model->props.at[i - 1].name != name)
                continue;
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

static int by_bytes(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

void property_texts(const Model *model, ThingKind kind, NameId name, PropertyNames *out) {
    uint32_t before = out->count, kept = before;
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            const Prop *prop = &model->props.at[i - 1];
            const Source *source = sources_get(model->sources, prop->source);
            for (uint32_t v = 0; prop->name == name && v < prop->node->count; v++) {
                const Value *value = &prop->node->values[v];
                if (value->kind == VALUE_TEXT) {
                    *VEC_PUSH(model->arena, out) =
                        tree_string(model->arena, source, value->text);
                }
            }
        }
    }
    if (out->count > before)
        qsort(out->at + before, out->count - before, sizeof *out->at, by_bytes);
    for (uint32_t i = before; i < out->count; i++)
        if (kept == before || !slice_equal(out->at[i], out->at[kept - 1]))
            out->at[kept++] = out->at[i];
    out->count = kept;
}
