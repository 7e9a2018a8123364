/* How well a computed value is known: of each printed figure that it depends on, how much
 * it changes with it, to first order. A figure that enters twice is one, with the sum of
 * both slopes: new / old - 1 depends on old once. For eval/; queries, whose values are
 * exact, have no doubts. */
#ifndef INTEG_EVAL_DOUBT_H
#define INTEG_EVAL_DOUBT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/vec.h"
#include "eval/verdict.h"
#include "syntax/tree.h"

/* What a figure is, by which it is known again: which table it is of and its index there.
 */
typedef enum FigureOf {
    FIGURE_OF_ENTRY,
    FIGURE_OF_GROSS,
    FIGURE_OF_REFUND,
    FIGURE_OF_MEASURE,
    FIGURE_OF_PROPERTY,
    FIGURE_OF_CLAIM,      /* a printed total */
    FIGURE_OF_CELL,       /* a cell of a line, by its place */
    FIGURE_OF_EXPRESSION, /* a number in it, by its place */
    FIGURE_OF_LINES       /* what other lines add to a sum: a DoubtMany, by its slot */
} FigureOf;

/* The figures of many lines that are added up, as one: what they can be off by together.
 * Index 0: at the finest digits, 1: by each figure's own. */
typedef struct DoubtMany {
    uint32_t count;
    Decimal sum[2], squares[2]; /* ΣU and ΣU², as in Reach */
} DoubtMany;

typedef struct DoubtTerm {
    uint64_t figure;   /* see doubt_figure_id */
    const void *row;   /* the figure stands in it; NULL: in none */
    Decimal slope;     /* never zero */
    int32_t fine, own; /* the scale of its last digit: beside its printed table's finest,
                          and by itself */
    int64_t digits;    /* of a figure in a row, as it is printed */
    int8_t scale;      /* likewise */
    const DoubtMany *many; /* NULL: one figure; else `fine` and `own` only shift it */
    bool rough;            /* known to one unit of its last digit, not to half a unit */
} DoubtTerm;

/* Immutable, in an arena; NULL: an exact value. */
typedef struct Doubt {
    const DoubtTerm *terms; /* by figure, each once */
    uint32_t count;
    bool more, less; /* a `?` is left out: with it, if it is positive, the value is more,
                        or less */
} Doubt;

typedef VEC(DoubtTerm) DoubtTerms;

static inline uint64_t doubt_figure_id(FigureOf of, uint32_t index) {
    return (uint64_t)of << 32 | index;
}
/* Of a number that stands by itself, with its last digit at a scale. */
const Doubt *doubt_number(Arena *arena, uint64_t figure, int32_t scale, bool rough);
/* Of a printed figure. `row`: by which its neighbours in print are known, or NULL. */
const Doubt *doubt_figure(Arena *arena, uint64_t which, const void *row, Figure figure,
                          int32_t fine, int32_t own);
/* Of a sum over rows whose doubts were added to `terms`, which is put in order. */
void doubt_collect(Arena *arena, DoubtTerms *terms, const Doubt *doubt);
const Doubt *doubt_of_terms(Arena *arena, DoubtTerms *terms, bool more);
/* Adds the figures of a line, or takes them off again (sign -1). */
void doubt_many_add(DoubtMany *many, const Doubt *doubt, int sign);
/* Of a sum of those of other lines and those of the line in hand. `slot`: which sum. */
const Doubt *doubt_with_many(Arena *arena, const Doubt *line, uint32_t slot,
                             const DoubtMany *many);
/* Of a × by_a + b × by_b. */
const Doubt *doubt_combine(Arena *arena, const Doubt *a, Decimal by_a, const Doubt *b,
                           Decimal by_b);
const Doubt *doubt_times(Arena *arena, const Doubt *a, Decimal by);
/* Of the value × 10^-power. */
const Doubt *doubt_shift(Arena *arena, const Doubt *doubt, int32_t power);

/* How far a difference reaches whose doubt this is; `stated`: the figure that is held
 * against the others, or NULL. own: by each figure's own digits. */
Reach doubt_reach(const Doubt *doubt, const DoubtTerm *stated, bool own);

#endif
