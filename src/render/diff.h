/* What was changed in a file, as a unified diff that `patch` and `git apply` take. */
#ifndef INTEG_RENDER_DIFF_H
#define INTEG_RENDER_DIFF_H

#include "base/memory.h"
#include "base/str.h"
#include "base/writer.h"

/* Of two texts; nothing where they are equal. `escaped`: for a terminal, which must not
 * obey what stands in them; a patch wants the very bytes. */
void render_diff(const Memory *memory, Slice path, Slice before, Slice after,
                 bool escaped, Writer *out);

#endif
