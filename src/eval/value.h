/* Values as keys: equality, hash and order as queries have them, and copies that outlive
 * the row that they came of. For eval/ and query/.
 *
 * Two values are one key where a person would call them the same: 1.0 and 1, a word and a
 * text of the same letters. Missing values are one key where they are shown alike: the
 * span of an entry is told from another's. */
#ifndef INTEG_EVAL_VALUE_H
#define INTEG_EVAL_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/hash_table.h"
#include "base/vec.h"
#include "eval/eval.h"

uint64_t value_hash(const Datum *datum);
bool value_same(const Datum *a, const Datum *b);
/* <0, 0, >0: numbers and times by size, texts and titles by code point, false before
 * true; values of different kinds by kind; what is missing last, in the order of its
 * text. A thing must have its title in `text`. */
int value_compare(const Datum *a, const Datum *b);
/* The value with its texts and lists in `arena`, without its doubt. */
Datum value_keep(Arena *arena, const Datum *datum);

/* Different values in the order in which they came. */
typedef struct ValueSet {
    Datum *at;
    uint32_t count, room;
    HashTable table;
} ValueSet;

/* The number of the value among those in the set, which it joins if it is new; it is
 * kept in `arena` then. *is_new may be NULL. */
uint32_t value_set_add(Arena *arena, ValueSet *set, const Datum *datum, bool *is_new);

#endif
