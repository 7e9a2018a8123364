/* The lists that constructors grow on the parser's stacks. Private to syntax/build*.c. */
#ifndef INTEG_SYNTAX_STACK_H
#define INTEG_SYNTAX_STACK_H

#include <string.h>
#include "syntax/parser.h"

/* Puts an element on a stack of the parser `p`. */
#define PUSH(stack, element) (*VEC_PUSH(p->arena, &p->stack) = (element))

/* Starts a list with one element: the value of a …_first. */
#define FIRST(stack, element) (PUSH(stack, element), p->stack.count - 1)

/* Cuts what stands on the stack from `start` on off into the arena. */
#define TAKE(stack, start, at_out, count_out)                                            \
    do {                                                                                 \
        uint32_t take_count = p->stack.count - (start);                                  \
        size_t take_size = take_count * sizeof *p->stack.at;                             \
        (at_out) = arena_alloc(p->arena, take_size);                                     \
        if (take_count > 0)                                                              \
            memcpy((at_out), p->stack.at + (start), take_size);                          \
        (count_out) = take_count;                                                        \
        p->stack.count = (start);                                                        \
    } while (0)

#endif
