/* Which of the values of `in (…)` a value is: texts, words and things are found by a
 * hash, numbers and times by halving what is sorted, so that a long list costs each row
 * hardly more than a short one. */
#ifndef INTEG_EVAL_AMONG_H
#define INTEG_EVAL_AMONG_H

#include "base/map.h"
#include "base/vec.h"
#include "eval/steps.h"

/* The days, yyyymmdd, that some of the times mean, from first to last. */
typedef struct AmongDays {
    int64_t first, last;
} AmongDays;

typedef struct Among {
    Map known;                  /* texts, words and things, as their place in args + 1 */
    VEC(Datum) numbers;         /* by size; percentages as the numbers that they are */
    VEC(AmongDays) days;        /* sorted, apart from each other */
    uint32_t currencies;        /* of the amounts that are not 0: a bit each */
    bool amounts, plain, times; /* whether some are money, other numbers, or times */
    uint32_t *rest; /* the places of the others, which are compared one by one */
    uint32_t rest_count;
} Among;

/* NULL where the list is short. In the arena. `printed`: numbers may differ by rounding,
 * and are compared one by one. */
const Among *among_new(Arena *arena, const Step *const *args, uint32_t count,
                       bool printed);

typedef enum AmongFound {
    AMONG_YES,
    AMONG_REST, /* if at all, it is one of the rest */
    AMONG_OPEN  /* it must be compared with all of them */
} AmongFound;

AmongFound among_find(const Among *among, const Step *const *args, const Datum *datum);

#endif
