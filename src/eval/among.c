/* Lists of constants, hashed. What is equal is what datum_compare takes for equal: texts
 * and words by their letters, words also by their name, things by what they are. */
#include "eval/among.h"
#include "base/hash.h"

enum { SHORT_MOST = 16 };

enum { BY_TEXT, BY_NAME, BY_THING };

static MapKey text_key(Slice text) {
    uint64_t hash = hash_slice(text);
    return (MapKey){BY_TEXT, text.length, (uint32_t)hash, (uint32_t)(hash >> 32)};
}

static MapKey thing_key(const Datum *datum) {
    return (MapKey){BY_THING, datum->ref_kind, datum->ref, 0};
}

static MapKey name_key(const Datum *datum) {
    return (MapKey){BY_NAME, datum->ref, 0, 0};
}

static bool is_text(const Datum *datum) {
    return datum->kind == DATUM_TEXT || datum->kind == DATUM_WORD;
}

/* A thing that is also found by a name, as a local indicator is, is no such. */
static bool is_plain_thing(const Datum *datum) {
    return datum->kind == DATUM_REF && datum->text.length == 0;
}

/* The text under the key of a text, or NULL. */
static const Slice *text_at(const Among *among, const Step *const *args, MapKey key) {
    uint32_t place = map_get(&among->known, key);
    return place == 0 ? NULL : &args[place - 1]->constant->text;
}

/* False where another text has the same hash. */
static bool add(Among *among, const Step *const *args, uint32_t place) {
    const Datum *datum = args[place]->constant;
    if (is_plain_thing(datum)) {
        map_put(&among->known, thing_key(datum), place + 1);
        return true;
    }
    const Slice *text = text_at(among, args, text_key(datum->text));
    if (text != NULL && !slice_equal(*text, datum->text))
        return false;
    map_put(&among->known, text_key(datum->text), place + 1);
    if (datum->kind == DATUM_WORD && datum->ref != 0)
        map_put(&among->known, name_key(datum), place + 1);
    return true;
}

const Among *among_new(Arena *arena, const Step *const *args, uint32_t count) {
    if (count <= SHORT_MOST)
        return NULL;
    Among *among = ARENA_NEW(arena, Among);
    among->known.arena = arena;
    among->rest = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const Datum *datum = args[i]->kind == STEP_CONSTANT ? args[i]->constant : NULL;
        bool hashed = datum != NULL && (is_text(datum) || is_plain_thing(datum));
        if (!hashed || !add(among, args, i))
            among->rest[among->rest_count++] = i;
    }
    return among;
}

AmongFound among_find(const Among *among, const Step *const *args, const Datum *datum) {
    if (datum->kind == DATUM_NULL)
        return AMONG_REST;
    if (is_plain_thing(datum))
        return map_get(&among->known, thing_key(datum)) != 0 ? AMONG_YES : AMONG_REST;
    if (!is_text(datum))
        return AMONG_OPEN;
    const Slice *text = text_at(among, args, text_key(datum->text));
    bool named = datum->kind == DATUM_WORD && datum->ref != 0 &&
                 map_get(&among->known, name_key(datum)) != 0;
    return named || (text != NULL && slice_equal(*text, datum->text)) ? AMONG_YES
                                                                      : AMONG_REST;
}
