/* jansson, which reads JSON, opened by who needs it. Its memory is its own; a text for
 * which there is not enough counts as one that is broken. */
#ifndef INTEG_BASE_JANSSON_H
#define INTEG_BASE_JANSSON_H

#include <jansson.h>
#include <stdbool.h>
#include "base/library.h"

/* What the program has of it, by its own names and types. */
#define JANSSON_SYMBOLS(X)                                                               \
    X(json_array_get)                                                                    \
    X(json_array_size)                                                                   \
    X(json_delete)                                                                       \
    X(json_integer_value)                                                                \
    X(json_loadb)                                                                        \
    X(json_object_get)                                                                   \
    X(json_string_length)                                                                \
    X(json_string_value)

typedef struct Jansson {
#define JANSSON_MEMBER(name) LIBRARY_MEMBER(name);
    JANSSON_SYMBOLS(JANSSON_MEMBER)
#undef JANSSON_MEMBER
} Jansson;

/* False where it cannot be opened. */
bool jansson_open(Jansson *out);

/* How a sentence ends that begins with what needs it. */
#define JANSSON_MISSING                                                                  \
    "libjansson.so.4, which cannot be opened; install it (Debian's package is "          \
    "libjansson4)"

#endif
