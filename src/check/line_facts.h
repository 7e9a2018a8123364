/* The facts of each line (a row or a funding statement), in the order of the files. */
#ifndef INTEG_CHECK_LINE_FACTS_H
#define INTEG_CHECK_LINE_FACTS_H

#include <stdint.h>
#include "base/arena.h"
#include "model/model.h"

typedef struct LineFacts {
    uint32_t *first; /* by line, and one more: its facts, numbers into `facts` */
    uint32_t *facts; /* NULL: facts stand by lines already */
} LineFacts;

/* Facts of a line: line_facts_at(facts, i) for first <= i < end. */
typedef struct FactRange {
    uint32_t first, end;
} FactRange;

LineFacts line_facts_new(const Model *model, Arena *arena);

static inline FactRange line_facts_of(const LineFacts *facts, uint32_t line) {
    return (FactRange){facts->first[line], facts->first[line + 1]};
}

static inline uint32_t line_facts_at(const LineFacts *facts, uint32_t i) {
    return facts->facts ? facts->facts[i] : i;
}

#endif
