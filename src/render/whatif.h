/* The outcome of a what-if as text for people. */
#ifndef INTEG_RENDER_WHATIF_H
#define INTEG_RENDER_WHATIF_H

#include "base/memory.h"
#include "base/writer.h"
#include "workspace/whatif.h"

/* What an accepted outcome changed: one line where there is one thing to say, else a line
 * for each. `before` is the workspace that it was held against. Nothing is escaped into a
 * terminal that it could obey. */
void render_whatif(const Memory *memory, const WhatIfOutcome *outcome,
                   const Workspace *before, Writer *out);
/* Why an outcome was not accepted, as one sentence; that of REFUSED_TEXT, whose findings
 * say it, is empty. In the outcome's arena. */
Slice whatif_refusal_text(const WhatIfOutcome *outcome);
/* The list, a line each: number, document, text. */
void render_whatifs(const Memory *memory, const WhatIfs *list, Writer *out);

#endif
