/* Paths as URIs (RFC 3986), and back. */
#ifndef INTEG_BASE_URI_H
#define INTEG_BASE_URI_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"

/* Appends "file:///a%20b.integ" for an absolute path, "a%20b.integ" for another: every
 * byte that is not plain is written as %XX. */
void uri_of_path(Text *out, Slice path);
/* The path of a "file:" URI of this machine, NUL-terminated; false where it is another
 * one. */
bool uri_to_path(Arena *arena, Slice uri, Slice *path);

#endif
