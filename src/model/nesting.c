/* Nesting as numbers, and what is nearest above. */
#include "model/nesting.h"
#include "base/sorted.h"

#include <stdlib.h>

Nesting nesting_of(const Model *model, Arena *arena, ThingKind kind) {
    const ThingVec *things = &model->things[kind];
    uint32_t count = things->count > 0 ? things->count : 1;
    Nesting nesting = {ARENA_ARRAY(arena, uint32_t, count),
                       ARENA_ARRAY(arena, uint32_t, count), 1};
    uint32_t *child = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *next = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t i = count - 1; i > 0; i--) {
        Id parent = things->at[i].parent; /* 0 holds the list of those at the top */
        next[i] = child[parent];
        child[parent] = i;
    }
    for (uint32_t at = child[0]; at != 0;) {
        nesting.in[at] = nesting.count++;
        if (child[at] != 0) {
            at = child[at];
            continue;
        }
        for (;;) {
            nesting.end[at] = nesting.count;
            if (next[at] != 0) {
                at = next[at];
                break;
            }
            at = things->at[at].parent;
            if (at == 0)
                break;
        }
    }
    for (uint32_t i = 1; i < count; i++) {
        if (nesting.in[i] == 0) {
            nesting.in[i] = nesting.count++;
            nesting.end[i] = nesting.count;
        }
    }
    return nesting;
}

bool nesting_below(const Nesting *nesting, Id thing, Id ancestor) {
    return nesting->in[thing] >= nesting->in[ancestor] &&
           nesting->in[thing] < nesting->end[ancestor];
}

/* ---- the nearest above ---- */

static int compare_sets(const SetKey *a, const SetKey *b) {
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static int compare_steps(const void *left, const void *right) {
    const NestingStep *a = left, *b = right;
    int order = compare_sets(&a->set, &b->set);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

void nearest_clear(Nearest *nearest) {
    nearest->things.count = nearest->steps.count = 0;
}

void nearest_add(Nearest *nearest, Arena *arena, SetKey set, Id thing) {
    *VEC_PUSH(arena, &nearest->things) = (NestingStep){.set = set, .thing = thing};
}

/* At its first number a thing becomes the nearest, and at its end the one around it that
 * is in the set. Ends come in order, as what is around ends later. */
void nearest_settle(Nearest *nearest, Arena *arena, const Nesting *nesting) {
    NestingStep *things = nearest->things.at;
    uint32_t count = nearest->things.count;
    for (uint32_t i = 0; i < count; i++)
        things[i].number = nesting->in[things[i].thing];
    if (count > 1)
        qsort(things, count, sizeof *things, compare_steps);
    nearest->open.count = 0; /* those around, from the outermost */
    for (uint32_t i = 0; i <= count; i++) {
        bool fresh = i == count ||
                     (i > 0 && compare_sets(&things[i - 1].set, &things[i].set) != 0);
        while (nearest->open.count > 0) {
            uint32_t end = nesting->end[nearest->open.at[nearest->open.count - 1]];
            if (!fresh && end > things[i].number)
                break;
            nearest->open.count--;
            Id around =
                nearest->open.count > 0 ? nearest->open.at[nearest->open.count - 1] : 0;
            *VEC_PUSH(arena, &nearest->steps) =
                (NestingStep){things[i - 1].set, end, around};
        }
        if (i < count) {
            *VEC_PUSH(arena, &nearest->open) = things[i].thing;
            *VEC_PUSH(arena, &nearest->steps) = things[i];
        }
    }
}

Id nearest_from(const Nearest *nearest, const Nesting *nesting, SetKey set, Id thing) {
    if (thing == 0)
        return 0;
    NestingStep wanted = {.set = set, .number = nesting->in[thing]};
    uint32_t from = 0; /* behind the last step that is no later */
    SORTED_SEEK(from, nearest->steps.count, at,
                compare_steps(&nearest->steps.at[at], &wanted) <= 0)
    if (from == 0 || compare_sets(&nearest->steps.at[from - 1].set, &set) != 0)
        return 0;
    return nearest->steps.at[from - 1].thing;
}
