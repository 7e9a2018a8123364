/* One load: the files, their trees, the model, the findings. It is built whole, looked
 * at, and dropped whole; a reload builds a new one. */
#ifndef INTEG_WORKSPACE_WORKSPACE_H
#define INTEG_WORKSPACE_WORKSPACE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/names.h"
#include "base/stop.h"
#include "base/vec.h"
#include "check/check.h"
#include "model/model.h"
#include "model/references.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/tree.h"
#include "workspace/dependencies.h"
#include "workspace/files.h"

/* A text that is read as if it stood in a file that is loaded: it joins its document, and
 * its settings and `every` hold in it. An `allow` reaches no further than its text. */
typedef struct Addition {
    Slice name;     /* what its findings call it: "what-if 1" */
    Slice text;     /* both are copied */
    Slice path;     /* the file's, as loaded */
    Slice document; /* another document's with a block in that file; empty: the file's */
} Addition;

typedef struct Request {
    const Slice *paths; /* NUL-terminated files and folders, "-" for standard input */
    uint32_t path_count;
    bool allow_outside;       /* includes may leave the folder of the first file */
    int32_t as_of;            /* yyyymmdd; 0: each document's own date */
    bool verdicts_only;       /* totals that are off need not be explained nor reported */
    bool references;          /* where each thing is named is wanted too */
    const Messages *messages; /* the language of findings (source/message.h) */
    const Addition *additions;
    uint32_t addition_count;
    Stop stop; /* once set, it is to stay so until the load has returned */
} Request;

/* What a request asks for, or a file includes, that could not be read, or about which the
 * system could not say what it is. */
typedef struct Unreadable {
    Slice path;      /* NUL-terminated; "-" is standard input */
    const char *why; /* "does not exist" */
    bool failed;     /* the system could not, or nobody may: not that nothing is there */
} Unreadable;
typedef VEC(Unreadable) UnreadableVec;

typedef struct Workspace {
    Arena *arena;
    Names *names;
    Sources sources;
    Findings findings; /* sorted */
    VEC(Tree *) trees; /* by SourceId */
    Model *model;
    const Checked *checked;
    Summary summary;
    References *references;   /* NULL where they were not asked for */
    UnreadableVec unreadable; /* where there is something, the caller ends with 2 */
    UnreadableVec
        passed_over; /* what looks as if it were to be read; the caller says so */
    VEC(Dependency) dependencies;
    Slice root;          /* a real path that nothing may lead out of; empty: anywhere */
    uint32_t file_count; /* of the sources; those behind are the additions, in order */
} Workspace;

/* NULL where request->stop was set: nothing is left of it then. */
Workspace *workspace_load(const Memory *memory, const Files *files,
                          const Request *request);
void workspace_drop(Workspace *workspace);

/* A file or folder that is not as it was when the workspace was loaded: changed, gone, or
 * there where there was none; its path, or one of length 0. Standard input never changes.
 */
Slice workspace_changed(const Workspace *workspace, const Files *files);

#endif
