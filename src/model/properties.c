/* The registry of built-in properties, expanded from properties.def, and the types that
 * an `attribute` gives to others. */
#include "model/properties.h"

#define ON(kind) (1u << KIND_##kind)
enum {
    EVERY = (1u << KIND_COUNT) - 1,
    /* In the .def file's words, where no kind of thing is meant. */
    KIND_OWN = KIND_COUNT,
    KIND_NONE = KIND_COUNT
};

static const BuiltIn built_ins[] = {
#define PROPERTY(name, kinds, usual, type, of, words, help)                              \
    {#name, kinds, usual, PROPERTY_##type, KIND_##of, words, help},
#include "model/properties.def"
#undef PROPERTY
};

enum { BUILT_IN_COUNT = sizeof built_ins / sizeof *built_ins };

/* What an attribute's one word says of its values, unless it is a kind of thing. */
static const struct {
    const char *word;
    uint8_t type;
} attribute_types[] = {
    {"text", PROPERTY_TEXT},       {"number", PROPERTY_NUMBER}, {"money", PROPERTY_MONEY},
    {"percent", PROPERTY_PERCENT}, {"date", PROPERTY_DATE},     {"month", PROPERTY_MONTH},
    {"year", PROPERTY_YEAR},       {"range", PROPERTY_RANGE},
};

uint32_t built_in_count(void) {
    return BUILT_IN_COUNT;
}

const BuiltIn *built_in_row(uint32_t number) {
    return &built_ins[number];
}

const BuiltIn *built_in_find(Slice name) {
    for (uint32_t i = 0; i < BUILT_IN_COUNT; i++)
        if (slice_is(name, built_ins[i].name))
            return &built_ins[i];
    return NULL;
}

void property_type_names(Arena *arena, PropertyNames *out) {
    for (uint32_t i = 0; i < sizeof attribute_types / sizeof *attribute_types; i++)
        *VEC_PUSH(arena, out) = slice_of(attribute_types[i].word);
}

bool attribute_same(const Attribute *x, const Attribute *y) {
    bool same = x->words.count == y->words.count;
    for (uint32_t i = 0; same && i < x->words.count; i++)
        same = x->words.at[i].name == y->words.at[i].name;
    return same;
}

const Attribute *attribute_find(const Model *model, ThingKind kind, NameId name,
                                bool *agreed) {
    const Attribute *first = NULL;
    *agreed = true;
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const Attribute *node = model->attributes.at[i].node;
        if (model->attributes.at[i].name == name && (node->kinds >> kind & 1) != 0) {
            first = first == NULL ? node : first;
            *agreed = *agreed && attribute_same(first, node);
        }
    }
    return first;
}

PropertySpec property_type_built_in(const BuiltIn *row, ThingKind kind) {
    bool own = row->type == PROPERTY_THING && row->of == KIND_OWN;
    return (PropertySpec){.type = row->type,
                          .kind = own ? (uint8_t)kind : row->of,
                          .resolved = own,
                          .words = row->words};
}

/* `money` is an amount: a kind of money cannot be asked for. */
PropertySpec property_type_attribute(const Model *model, const Attribute *node) {
    PropertySpec spec = {.type = PROPERTY_WORDS, .words = "", .list = &node->words};
    if (node->words.count == 0)
        spec.type = PROPERTY_ANY;
    if (node->words.count != 1)
        return spec;
    Slice word = names_text(model->names, node->words.at[0].name);
    for (uint32_t i = 0; i < sizeof attribute_types / sizeof *attribute_types; i++)
        if (slice_is(word, attribute_types[i].word))
            return (PropertySpec){.type = attribute_types[i].type, .words = ""};
    for (uint8_t kind = 0; kind < KIND_COUNT; kind++)
        if (slice_is(word, kind_text((ThingKind)kind)))
            return (PropertySpec){.type = PROPERTY_THING, .kind = kind, .words = ""};
    return spec;
}

void property_type_words(const Model *model, const PropertySpec *spec, Arena *arena,
                         PropertyNames *out) {
    Slice rest = slice_of(spec->words), word;
    while (slice_split(&rest, ' ', &word))
        *VEC_PUSH(arena, out) = word;
    for (uint32_t i = 0; spec->list != NULL && i < spec->list->count; i++)
        *VEC_PUSH(arena, out) = names_text(model->names, spec->list->at[i].name);
}

bool property_type_has_word(const Model *model, const PropertySpec *spec, NameId word) {
    Slice text = names_text(model->names, word), rest = slice_of(spec->words), one;
    while (slice_split(&rest, ' ', &one))
        if (slice_equal(one, text))
            return true;
    for (uint32_t i = 0; spec->list != NULL && i < spec->list->count; i++)
        if (spec->list->at[i].name == word)
            return true;
    return false;
}
