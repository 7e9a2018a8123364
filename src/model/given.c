/* An index of values and titles by their hash; each entry is the first statement that has
 * it. Two texts of one hash are told apart by looking, at the cost of a walk. */
#include "model/given.h"
#include "base/hash.h"

#include "base/map.h"
#include "model/view.h"

struct Given {
    Map map;
    bool found;
};

/* What a key is of: KIND_COUNT keys each. */
enum {
    OF_PROPERTY,
    OF_VALUE = KIND_COUNT,
    OF_FIGURE = 2 * KIND_COUNT,
    OF_TITLE = 3 * KIND_COUNT
};

static MapKey text_key(uint32_t of, ThingKind kind, NameId name, Slice text) {
    uint64_t hash = hash_slice(text);
    return (MapKey){of + kind, name, (uint32_t)(hash >> 32), (uint32_t)hash};
}

/* A value as it is compared with a text; false for what no text is. Of a figure, which is
 * a text only where a range of years is wanted, *of says so. */
static bool value_text(const Model *model, const Prop *prop, const Value *value,
                       Slice *out, uint32_t *of) {
    const Source *source = sources_get(model->sources, prop->source);
    *of = value->kind == VALUE_FIGURE ? OF_FIGURE : OF_VALUE;
    switch ((ValueKind)value->kind) {
    case VALUE_NAME: *out = names_text(model->names, value->name); return true;
    case VALUE_TEXT: *out = tree_string(model->arena, source, value->text); return true;
    case VALUE_FIGURE: *out = source_slice(source, value->span); return true;
    case VALUE_TIME:
        *out = time_text(model->arena, value->time);
        return value->time.kind == TIME_RANGE;
    case VALUE_BLANK: break;
    }
    return false;
}

static bool prop_gives(const Model *model, const Prop *prop, Slice text, uint32_t of) {
    Slice one;
    uint32_t one_of;
    for (uint32_t i = 0; i < prop->node->count; i++)
        if (value_text(model, prop, &prop->node->values[i], &one, &one_of) &&
            one_of == of && slice_equal(one, text))
            return true;
    return false;
}

static void put_once(Map *map, MapKey key, uint32_t value) {
    if (map_get(map, key) == 0)
        map_put(map, key, value);
}

static void find_of(const Model *model, Map *map, ThingKind kind, const Thing *thing) {
    for (uint32_t at = thing->first_prop; at != 0; at = model->props.at[at - 1].next) {
        const Prop *prop = &model->props.at[at - 1];
        Slice text;
        uint32_t of;
        put_once(map, (MapKey){OF_PROPERTY + kind, prop->name, 0, 0}, at);
        for (uint32_t i = 0; i < prop->node->count; i++)
            if (value_text(model, prop, &prop->node->values[i], &text, &of))
                put_once(map, text_key(of, kind, prop->name, text), at);
    }
    for (uint32_t at = thing->first_title; at != 0; at = model->titles.at[at - 1].next) {
        Slice title = view_title_text(model, &model->titles.at[at - 1]);
        put_once(map, text_key(OF_TITLE, kind, 0, title), at);
    }
}

Given *given_new(Arena *arena) {
    Given *given = ARENA_NEW(arena, Given);
    given->map.arena = arena;
    return given;
}

/* Looks once at all that is stated. */
static const Map *find(const Model *model) {
    Given *given = model->given;
    if (given->found)
        return &given->map;
    given->found = true;
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (Id id = 1; id < model->things[kind].count; id++)
            find_of(model, &given->map, (ThingKind)kind, &model->things[kind].at[id]);
    return &given->map;
}

bool given_property(const Model *model, ThingKind kind, NameId name) {
    return map_get(find(model), (MapKey){OF_PROPERTY + (uint32_t)kind, name, 0, 0}) != 0;
}

static bool is_given(const Model *model, uint32_t of, ThingKind kind, NameId name,
                     Slice text) {
    uint32_t at = map_get(find(model), text_key(of, kind, name, text));
    if (at == 0 || prop_gives(model, &model->props.at[at - 1], text, of))
        return at != 0;
    for (Id id = 1; id < model->things[kind].count; id++) {
        for (at = model->things[kind].at[id].first_prop; at != 0;
             at = model->props.at[at - 1].next) {
            const Prop *prop = &model->props.at[at - 1];
            if (prop->name == name && prop_gives(model, prop, text, of))
                return true;
        }
    }
    return false;
}

bool given_value(const Model *model, ThingKind kind, NameId name, Slice text) {
    return is_given(model, OF_VALUE, kind, name, text);
}

bool given_figure(const Model *model, ThingKind kind, NameId name, Slice text) {
    return is_given(model, OF_FIGURE, kind, name, text);
}

bool given_title(const Model *model, ThingKind kind, Slice title) {
    uint32_t at = map_get(find(model), text_key(OF_TITLE, kind, 0, title));
    if (at == 0 || slice_equal(view_title_text(model, &model->titles.at[at - 1]), title))
        return at != 0;
    for (Id id = 1; id < model->things[kind].count; id++) {
        for (at = model->things[kind].at[id].first_title; at != 0;
             at = model->titles.at[at - 1].next)
            if (slice_equal(view_title_text(model, &model->titles.at[at - 1]), title))
                return true;
    }
    return false;
}
