/* What a load looked at, and how it looked: whether it still does. Private to
 * workspace/. */
#ifndef INTEG_WORKSPACE_DEPENDENCIES_H
#define INTEG_WORKSPACE_DEPENDENCIES_H

#include "workspace/workspace.h"

/* How it looks now; 0 where nobody can say. `path` is NUL-terminated; `root` is where a
 * glob must stay. */
uint64_t dependency_print(const Files *files, const Memory *memory, DependencyKind kind,
                          Slice path, Slice root);

#endif
