/* Somebody's wish that work may end before it is done: a number that a signal's handler
 * or another thread sets, and that long work looks at now and then. */
#ifndef INTEG_BASE_STOP_H
#define INTEG_BASE_STOP_H

#include <stdbool.h>
#include <stddef.h>

/* Not 0: stop. NULL: nobody will ask. */
typedef const volatile int *Stop;

static inline bool stop_asked(Stop stop) {
    return stop != NULL && *stop != 0;
}

#endif
