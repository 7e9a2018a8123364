/* Which of the values of `in (…)` a value is: texts, words and things are found by a
 * hash, so that a long list costs each row no more than a short one. */
#ifndef INTEG_EVAL_AMONG_H
#define INTEG_EVAL_AMONG_H

#include "base/map.h"
#include "eval/steps.h"

typedef struct Among {
    Map known;      /* constants, as their place in args + 1 */
    uint32_t *rest; /* the places of the others, which are compared one by one */
    uint32_t rest_count;
} Among;

/* NULL where the list is short. In the arena. */
const Among *among_new(Arena *arena, const Step *const *args, uint32_t count);

typedef enum AmongFound {
    AMONG_YES,
    AMONG_REST, /* if at all, it is one of the rest */
    AMONG_OPEN  /* it must be compared with all of them */
} AmongFound;

AmongFound among_find(const Among *among, const Step *const *args, const Datum *datum);

#endif
