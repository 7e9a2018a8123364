/* Searching what is sorted. */
#ifndef INTEG_BASE_SORTED_H
#define INTEG_BASE_SORTED_H

#include <stdint.h>

/* Sets `index`, a uint32_t variable, to the first number from `index` up to `end` for
 * which `before`, an expression of `at`, is false; it is true of all numbers below. By
 * bisection. */
#define SORTED_SEEK(index, end, at, before)                                              \
    for (uint32_t seek_end_ = (end); (index) < seek_end_;) {                             \
        uint32_t at = (index) + (seek_end_ - (index)) / 2;                               \
        if (before)                                                                      \
            (index) = at + 1;                                                            \
        else                                                                             \
            seek_end_ = at;                                                              \
    }

#endif
