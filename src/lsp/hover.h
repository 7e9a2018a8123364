/* What is said of a thing, for who hovers over its name and for who is offered it. */
#ifndef INTEG_LSP_HOVER_H
#define INTEG_LSP_HOVER_H

#include "lsp/connection.h"

/* Its kind and titles, where it is declared, and its money by year, as Markdown. */
void hover_thing(const Workspace *workspace, ThingKind kind, Id id, Text *out);

#endif
