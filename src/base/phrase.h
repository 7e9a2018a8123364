/* Parts of sentences. */
#ifndef INTEG_BASE_PHRASE_H
#define INTEG_BASE_PHRASE_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"

/* "a", "a and b", "a, b and c"; empty for none. */
Slice phrase_list(Arena *arena, const Slice *items, uint32_t count);

/* What a word ends in beside a number: "1 file", "2 files". */
const char *phrase_s(uint64_t count);
const char *phrase_is(uint64_t count);      /* "is" or "are" */
const char *phrase_entries(uint64_t count); /* "entry" or "entries" */

#endif
