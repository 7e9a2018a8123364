/* What could stand at an offset of a text that is being written, at the prompt or in a
 * file: words of the language as the parser expects them and the block allows, and the
 * names in scope. `out` is empty but for its arena. */
#ifndef INTEG_WORKSPACE_COMPLETE_H
#define INTEG_WORKSPACE_COMPLETE_H

#include "workspace/completion.h"
#include "workspace/workspace.h"

/* `text` is a statement so far. */
void complete_prompt(const Workspace *workspace, Slice text, uint32_t cursor,
                     Completion *out);
/* `text` is that of a file, as it is now: it need not be what was loaded. */
void complete_file(const Workspace *workspace, Slice text, uint32_t offset,
                   Completion *out);

/* The declared things of some kinds (1 << ThingKind), and the tables of queries. */
void complete_things(const Model *model, uint32_t kinds, Completion *out);
void complete_tables(Completion *out);

#endif
