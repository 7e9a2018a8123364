/* Growable arrays in an arena:
 *     VEC(Fact) facts = {0};
 *     Fact *fact = VEC_PUSH(arena, &facts);      (uninitialised)
 *     for (uint32_t i = 0; i < facts.count; i++) use(&facts.at[i]);
 * Pointers into one are good until the next push. */
#ifndef INTEG_BASE_VEC_H
#define INTEG_BASE_VEC_H

#include <stdint.h>
#include "base/arena.h"

#define VEC(Type)                                                                        \
    struct {                                                                             \
        Type *at;                                                                        \
        uint32_t count, room;                                                            \
    }

#define VEC_PUSH(arena, vec)                                                             \
    ((vec)->count == (vec)->room                                                         \
         ? (void)((vec)->at =                                                            \
                      vec_grow((arena), (vec)->at, &(vec)->room, sizeof *(vec)->at))     \
         : (void)0,                                                                      \
     &(vec)->at[(vec)->count++])

/* Doubles the room (at least 8). */
void *vec_grow(Arena *arena, void *at, uint32_t *room, size_t element_size);

#endif
