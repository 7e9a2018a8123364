/* Things in things, numbered so that all that stands below one is a range; and the
 * nearest thing above another that belongs to a set, at any depth. */
#ifndef INTEG_MODEL_NESTING_H
#define INTEG_MODEL_NESTING_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "model/model.h"

/* Things of one kind numbered from the top down: those below a thing (itself too) have
 * the numbers in[thing] <= n < end[thing]. Things that contain themselves, which was
 * reported, have nothing below them. */
typedef struct Nesting {
    uint32_t *in, *end;
    uint32_t count; /* of numbers; 0 is for no thing */
} Nesting;

Nesting nesting_of(const Model *model, Arena *arena, ThingKind kind);
bool nesting_below(const Nesting *nesting, Id thing, Id ancestor);

/* What tells sets apart: who speaks (a document, a printed table), of what kind of money,
 * for what time. */
typedef struct SetKey {
    uint32_t owner, kind;
    int32_t from, to;
} SetKey;

/* A thing in a set or, of the steps, where another thing of it becomes the nearest. */
typedef struct NestingStep {
    SetKey set;
    uint32_t number;
    Id thing; /* 0: none any more */
} NestingStep;

/* Things by set: all are added, then it is settled, then asked. That takes n log n in
 * all, at any depth. Zero it to begin; nearest_clear to begin again. */
typedef struct Nearest {
    VEC(NestingStep) things, steps;
    VEC(Id) open;
} Nearest;

void nearest_clear(Nearest *nearest);
void nearest_add(Nearest *nearest, Arena *arena, SetKey set, Id thing);
void nearest_settle(Nearest *nearest, Arena *arena, const Nesting *nesting);
/* The thing itself where it is in the set, else the nearest above it that is; 0: none. */
Id nearest_from(const Nearest *nearest, const Nesting *nesting, SetKey set, Id thing);

#endif
