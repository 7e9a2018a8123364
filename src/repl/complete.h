/* What could stand at the cursor of a text that is being typed at the prompt: words of
 * the language as the parser expects them, and the names in scope. */
#ifndef INTEG_REPL_COMPLETE_H
#define INTEG_REPL_COMPLETE_H

#include "base/arena.h"
#include "base/str.h"
#include "workspace/completion.h"
#include "workspace/workspace.h"

/* `text` is a statement so far, or a command that begins with "."; `out` is empty but for
 * its arena. */
void complete_text(const Workspace *workspace, Slice text, uint32_t cursor,
                   Completion *out);

#endif
