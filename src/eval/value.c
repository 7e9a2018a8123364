/* Values as keys of groups, of `distinct`, and of orders. */
#include "eval/value.h"

#include "eval/datum.h"

/* What decides which values are compared at all. */
typedef enum Class {
    CLASS_BOOL,
    CLASS_NUMBER,
    CLASS_PERCENT,
    CLASS_AMOUNT,
    CLASS_TIME,
    CLASS_TEXT,
    CLASS_REF,
    CLASS_LIST,
    CLASS_NULL
} Class;

static Class class_of(const Datum *datum) {
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL:
    case DATUM_UNKNOWN: return CLASS_NULL;
    case DATUM_BOOL: return CLASS_BOOL;
    case DATUM_NUMBER: return CLASS_NUMBER;
    case DATUM_PERCENT: return CLASS_PERCENT;
    case DATUM_AMOUNT: return CLASS_AMOUNT;
    case DATUM_TEXT:
    case DATUM_WORD: return CLASS_TEXT;
    case DATUM_REF: return CLASS_REF;
    case DATUM_YEAR:
    case DATUM_DATE: return CLASS_TIME;
    case DATUM_LIST: return CLASS_LIST;
    }
    return CLASS_NULL;
}

/* ---- hash ---- */

static uint64_t hash_number(uint64_t hash, Decimal number) {
    Decimal plain = decimal_trim(number, DECIMAL_SCALE_MIN);
    hash = hash_mix(hash, (uint64_t)plain.units);
    return hash_mix(hash, plain.units == 0 ? 0 : (uint64_t)plain.scale);
}

/* Quotients that do not end are in lowest terms. */
static uint64_t hash_ratio(uint64_t hash, const Datum *datum) {
    hash = hash_number(hash, datum->number);
    return datum->over == 0 ? hash : hash_mix(hash, (uint64_t)datum->over);
}

uint64_t value_hash(const Datum *datum) {
    Class kind = class_of(datum);
    uint64_t hash = hash_mix(0x517cc1b727220a95u, kind);
    switch (kind) {
    case CLASS_BOOL: return hash_mix(hash, datum->truth);
    case CLASS_NUMBER:
    case CLASS_PERCENT:
    case CLASS_AMOUNT:
        hash = hash_mix(hash_ratio(hash, datum), datum->currency);
        hash = hash_mix(hash, datum->points);
        return datum->text.length == 0 ? hash : hash_mix(hash, hash_slice(datum->text));
    case CLASS_TIME: return hash_number(hash, datum->number);
    case CLASS_REF: return hash_mix(hash_mix(hash, datum->ref_kind), datum->ref);
    case CLASS_TEXT:
    case CLASS_NULL: return hash_mix(hash, hash_slice(datum->text));
    case CLASS_LIST: break;
    }
    for (uint32_t i = 0; i < datum->list_count; i++)
        hash = hash_mix(hash, value_hash(&datum->list[i]));
    return hash;
}

/* ---- order ---- */

static int compare_lists(const Datum *a, const Datum *b) {
    for (uint32_t i = 0; i < a->list_count && i < b->list_count; i++) {
        int order = value_compare(&a->list[i], &b->list[i]);
        if (order != 0)
            return order;
    }
    return (a->list_count > b->list_count) - (a->list_count < b->list_count);
}

static int compare_refs(const Datum *a, const Datum *b) {
    int order = slice_compare(a->text, b->text);
    if (order != 0 || (a->ref_kind == b->ref_kind && a->ref == b->ref))
        return order;
    return a->ref_kind != b->ref_kind ? (a->ref_kind < b->ref_kind ? -1 : 1)
                                      : (a->ref < b->ref ? -1 : 1);
}

/* By size; of two that are as large each is a value of its own where they are written
 * differently: ">= 10%" and "+10%". */
static int compare_numbers(const Datum *a, const Datum *b) {
    int order = a->over == 0 && b->over == 0
                    ? decimal_compare(a->number, b->number)
                    : ratio_compare(datum_ratio(a), datum_ratio(b));
    if (order != 0 || a->currency != b->currency)
        return order != 0 ? order : (int)a->currency - (int)b->currency;
    return a->points != b->points ? (int)a->points - (int)b->points
                                  : slice_compare(a->text, b->text);
}

/* A year comes before the months and days in it. */
static Decimal time_key(const Datum *datum) {
    Decimal key = datum->number;
    if (datum->kind == DATUM_YEAR)
        key.units *= 10000;
    return key;
}

int value_compare(const Datum *a, const Datum *b) {
    Class kind = class_of(a), other = class_of(b);
    if (kind != other)
        return kind < other ? -1 : 1;
    switch (kind) {
    case CLASS_BOOL: return (int)a->truth - (int)b->truth;
    case CLASS_NUMBER:
    case CLASS_PERCENT:
    case CLASS_AMOUNT: return compare_numbers(a, b);
    case CLASS_TIME: return decimal_compare(time_key(a), time_key(b));
    case CLASS_REF: return compare_refs(a, b);
    case CLASS_LIST: return compare_lists(a, b);
    case CLASS_TEXT:
    case CLASS_NULL: return slice_compare(a->text, b->text);
    }
    return 0;
}

bool value_same(const Datum *a, const Datum *b) {
    if (a->kind == DATUM_REF && b->kind == DATUM_REF)
        return a->ref_kind == b->ref_kind && a->ref == b->ref;
    if (a->kind == DATUM_LIST && b->kind == DATUM_LIST) {
        bool same = a->list_count == b->list_count;
        for (uint32_t i = 0; same && i < a->list_count; i++)
            same = value_same(&a->list[i], &b->list[i]);
        return same;
    }
    return value_compare(a, b) == 0;
}

/* ---- keeping ---- */

Datum value_keep(Arena *arena, const Datum *datum) {
    Datum kept = *datum;
    kept.doubt = NULL;
    if (datum->text.length > 0)
        kept.text = arena_copy(arena, datum->text);
    if (datum->kind == DATUM_LIST) {
        Datum *list = ARENA_ARRAY(arena, Datum, datum->list_count);
        for (uint32_t i = 0; i < datum->list_count; i++)
            list[i] = value_keep(arena, &datum->list[i]);
        kept.list = list;
    }
    return kept;
}

uint32_t value_set_add(Arena *arena, ValueSet *set, const Datum *datum, bool *is_new) {
    HashTable *table = &set->table;
    uint32_t slot;
    hash_table_reserve(table, arena, set->count + 1);
    for (; table->filled < set->count; table->filled++) {
        HASH_PROBE(slot, value_hash(&set->at[table->filled]), table->room,
                   table->at[slot] == 0)
        table->at[slot] = table->filled + 1;
    }
    HASH_PROBE(slot, value_hash(datum), table->room,
               table->at[slot] == 0 || value_same(&set->at[table->at[slot] - 1], datum))
    bool added = table->at[slot] == 0;
    if (added) {
        Datum kept = value_keep(arena, datum);
        *VEC_PUSH(arena, set) = kept;
        table->at[slot] = table->filled = set->count;
    }
    if (is_new != NULL)
        *is_new = added;
    return table->at[slot] - 1;
}
