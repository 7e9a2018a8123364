/* What a load looked at, and how it looked: whether it still does. Private to
 * workspace/. */
#ifndef INTEG_WORKSPACE_DEPENDENCIES_H
#define INTEG_WORKSPACE_DEPENDENCIES_H

#include "workspace/files.h"

typedef enum DependencyKind {
    DEPENDENCY_FILE,
    DEPENDENCY_FOLDER, /* which files are below it */
    DEPENDENCY_GLOB    /* which files match it */
} DependencyKind;

/* Something that was looked at while loading. */
typedef struct Dependency {
    uint8_t kind;   /* DependencyKind */
    Slice path;     /* NUL-terminated */
    uint64_t print; /* of a file that is not there 0 */
} Dependency;

/* How it looks now; 0 where nobody can say. `path` is NUL-terminated; `root` is where a
 * glob must stay. */
uint64_t dependency_print(const Files *files, const Memory *memory, DependencyKind kind,
                          Slice path, Slice root);

#endif
