/* Lists of constants, hashed or sorted. What is equal is what datum_compare takes for
 * equal: texts and words by their letters, words also by their name, things by what they
 * are, numbers by their size, times by the days that they mean. */
#include "eval/among.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/sorted.h"
#include "eval/datum.h"

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

/* ---- numbers ---- */

/* The value of an argument that is the same in each row, also of -1.5; or NULL. */
static const Datum *constant_of(Arena *arena, const Step *arg) {
    bool negated = arg->kind == STEP_NEGATE;
    const Step *plain = negated ? arg->left : arg;
    if (plain->kind != STEP_CONSTANT)
        return NULL;
    if (!negated)
        return plain->constant;
    Datum *datum = ARENA_NEW(arena, Datum);
    *datum = datum_negate(arena, plain->constant);
    return datum;
}

/* 5% is 0.05. Percentage points and quotients that do not end are left to others. */
static bool as_number(const Datum *datum, Datum *out) {
    enum { PERCENT = 2 };
    *out = *datum;
    if (datum->kind == DATUM_PERCENT)
        out->number = decimal_shift(datum->number, PERCENT);
    return datum_is_number(datum) && !datum->pp && !datum->points && datum->over == 0;
}

static int compare_numbers(const void *left, const void *right) {
    const Datum *a = left, *b = right;
    int order = decimal_compare(a->number, b->number);
    return order != 0 ? order : (int)a->currency - (int)b->currency;
}

/* Of each currency one amount is among the rest too, so that one that is in none of the
 * currencies of the list is told from one that is not in it. */
static bool add_number(Arena *arena, Among *among, const Datum *datum, uint32_t place) {
    Datum number;
    if (!as_number(datum, &number))
        return false;
    *VEC_PUSH(arena, &among->numbers) = number;
    among->plain |= datum->kind != DATUM_AMOUNT;
    among->amounts |= datum->kind == DATUM_AMOUNT;
    uint32_t currency = 1u << (datum->currency & 15u);
    if (datum->kind == DATUM_AMOUNT && decimal_sign(datum->number) != 0 &&
        (among->currencies & currency) == 0) {
        among->currencies |= currency;
        among->rest[among->rest_count++] = place;
    }
    return true;
}

/* Each once: those of one size are then no more than there are currencies. */
static void sort_numbers(Among *among) {
    Datum *at = among->numbers.at;
    uint32_t kept = 0;
    if (among->numbers.count > 1)
        qsort(at, among->numbers.count, sizeof *at, compare_numbers);
    for (uint32_t i = 0; i < among->numbers.count; i++)
        if (kept == 0 || compare_numbers(&at[kept - 1], &at[i]) != 0)
            at[kept++] = at[i];
    among->numbers.count = kept;
}

static AmongFound find_number(const Among *among, const Datum *datum) {
    Datum number;
    bool money = datum->kind == DATUM_AMOUNT;
    if (!as_number(datum, &number) || among->times ||
        (money ? among->plain : among->amounts))
        return AMONG_OPEN;
    uint32_t first = 0;
    SORTED_SEEK(first, among->numbers.count, at,
                decimal_compare(among->numbers.at[at].number, number.number) < 0)
    for (uint32_t i = first; i < among->numbers.count; i++) {
        const Datum *other = &among->numbers.at[i];
        if (decimal_compare(other->number, number.number) != 0)
            return AMONG_REST;
        if (!datum_are_apart(other, &number))
            return AMONG_YES;
    }
    return AMONG_REST;
}

/* ---- times ---- */

static bool is_time(const Datum *datum) {
    return datum->kind == DATUM_YEAR || datum->kind == DATUM_DATE;
}

static int compare_days(const void *left, const void *right) {
    const AmongDays *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

/* A number may be meant as a year. */
static bool add_days(Arena *arena, Among *among, const Datum *datum) {
    AmongDays days;
    if (datum_days(datum, &days.first, &days.last))
        *VEC_PUSH(arena, &among->days) = days;
    among->times |= is_time(datum);
    return is_time(datum);
}

/* Makes one of those that overlap. */
static void sort_days(Among *among) {
    AmongDays *at = among->days.at;
    uint32_t kept = 0;
    if (among->days.count > 1)
        qsort(at, among->days.count, sizeof *at, compare_days);
    for (uint32_t i = 0; i < among->days.count; i++)
        if (kept == 0 || at[i].first > at[kept - 1].last)
            at[kept++] = at[i];
        else if (at[i].last > at[kept - 1].last)
            at[kept - 1].last = at[i].last;
    among->days.count = kept;
}

static AmongFound find_days(const Among *among, const Datum *datum) {
    int64_t first, last;
    if (!datum_days(datum, &first, &last))
        return AMONG_OPEN;
    uint32_t at = 0;
    SORTED_SEEK(at, among->days.count, i, among->days.at[i].last < first)
    return at < among->days.count && among->days.at[at].first <= last ? AMONG_YES
                                                                      : AMONG_REST;
}

/* ---- the list ---- */

const Among *among_new(Arena *arena, const Step *const *args, uint32_t count,
                       bool printed) {
    enum { CURRENCIES = 16 };
    if (count <= SHORT_MOST)
        return NULL;
    Among *among = ARENA_NEW(arena, Among);
    among->known.arena = arena;
    among->rest = ARENA_ARRAY(arena, uint32_t, count + CURRENCIES);
    for (uint32_t i = 0; i < count; i++) {
        const Datum *datum = constant_of(arena, args[i]);
        bool found = datum != NULL && (is_text(datum) || is_plain_thing(datum)) &&
                     add(among, args, i);
        if (datum != NULL && !printed && !found) {
            bool days = add_days(arena, among, datum);
            found = add_number(arena, among, datum, i) || days;
        }
        if (!found)
            among->rest[among->rest_count++] = i;
    }
    sort_days(among);
    sort_numbers(among);
    return among;
}

AmongFound among_find(const Among *among, const Step *const *args, const Datum *datum) {
    if (datum->kind == DATUM_NULL)
        return AMONG_REST;
    if (is_plain_thing(datum))
        return map_get(&among->known, thing_key(datum)) != 0 ? AMONG_YES : AMONG_REST;
    if (is_time(datum))
        return find_days(among, datum);
    if (!is_text(datum))
        return find_number(among, datum);
    const Slice *text = text_at(among, args, text_key(datum->text));
    bool named = datum->kind == DATUM_WORD && datum->ref != 0 &&
                 map_get(&among->known, name_key(datum)) != 0;
    return named || (text != NULL && slice_equal(*text, datum->text)) ? AMONG_YES
                                                                      : AMONG_REST;
}
