/* Names as numbers. */
#ifndef INTEG_BASE_NAMES_H
#define INTEG_BASE_NAMES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"

/* Names, interned: equal names have equal ids, and ids are dense from 1, so
 * that they index arrays. 0 is no name. */
typedef uint32_t NameId;
typedef struct Names Names;

/* A byte of which a name may be made: a letter, also of UTF-8, a digit, or _. */
static inline bool names_have_byte(char c) {
    return c == '_' || (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

Names *names_new(Arena *arena);
/* `text` must be in NFC already (see utf8_nfc); its bytes are copied. */
NameId names_add(Names *names, Slice text);
/* 0 where it was never added. */
NameId names_find(const Names *names, Slice text);
Slice names_text(const Names *names, NameId id);
/* Adds the names of another table in their order, from the id `own` on: those before are
 * the same in both. By id there: the ids here, in the arena. */
const NameId *names_join(Names *names, const Names *other, NameId own, Arena *arena);
/* Forgets all names from this id on; their texts stay where they are. */
void names_forget(Names *names, NameId from);
/* One more than the highest id. */
uint32_t names_count(const Names *names);

#endif
