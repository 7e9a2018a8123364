/* What came out differently in one load than in another of nearly the same files. Private
 * to workspace/. */
#ifndef INTEG_WORKSPACE_DIFFERENCE_H
#define INTEG_WORKSPACE_DIFFERENCE_H

#include "workspace/whatif.h"

/* Fills in the claims, and what came and went, of an outcome with an arena. */
void difference_of_workspaces(WhatIfOutcome *outcome, const Workspace *before,
                              const Workspace *after);

#endif
