/* A load in hand, for the files that read what it asks for: load.c and includes.c.
 * Private to workspace/. */
#ifndef INTEG_WORKSPACE_LOADING_H
#define INTEG_WORKSPACE_LOADING_H

#include <stdbool.h>
#include "base/names.h"
#include "base/vec.h"
#include "workspace/workspace.h"

typedef struct Loading {
    Workspace workspace; /* first: workspace_drop gets back from it */
    const Memory *memory;
    const Files *files;
    const Request *request;
    Names *reals;         /* the real paths of what is loaded, as numbers */
    Names *troubled;      /* the paths of what is unreadable */
    VEC(char *) buffers;  /* what was read; freed with the workspace */
    Slice root;           /* the real folder of the request's first path */
    bool first_is_folder; /* that path: asked once, so that both who ask hear the same */
    Names *globs;         /* those that matched something: their files are loaded */
    bool stdin_read;
    Names *own;       /* of the file in hand, where it is not the first */
    NameId own_words; /* behind the words of the language in it */
} Loading;

bool loading_is_stdin(Slice path);
/* Whether the file is loaded already, under any path. */
bool loading_has(const Loading *load, Slice real);
/* Before it is read, so that what changes meanwhile shows. */
void loading_look_at(Loading *load, DependencyKind kind, Slice path);
/* Reads a file into the sources, once. Where it can't, *why says so and nothing is added:
 * a file of another language is IO_NOT_FILE. */
IoStatus loading_read(Loading *load, Slice path, Slice real, const char **why);
/* What the files hold or name cannot help it: the system failed, or nobody may look. */
bool loading_is_failure(IoStatus status);
/* Each path once, however often it was asked about. */
void loading_unreadable(Loading *load, Slice path, IoStatus status, const char *why);
void loading_trouble(Loading *load, const IoTrouble *trouble);
/* IO_OK, or why there is no real path; one that cannot be found out is unreadable. */
IoStatus loading_find_real(Loading *load, Slice path, Slice *out);
Slice loading_real_of(Loading *load, Slice path);

#endif
