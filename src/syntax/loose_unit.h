/* Words that people write for a unit, and that the language writes another way. */
#ifndef INTEG_SYNTAX_LOOSE_UNIT_H
#define INTEG_SYNTAX_LOOSE_UNIT_H

#include "base/str.h"

typedef struct LooseUnit {
    const char *word;  /* "kr" */
    const char *scale; /* "mio" where it means a scale, else NULL */
    const char *write; /* "write a currency code, as in 1.5 DKK" */
} LooseUnit;

/* NULL where the word means no unit. */
const LooseUnit *loose_unit_find(Slice word);

#endif
