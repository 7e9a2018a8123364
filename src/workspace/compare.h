/* What came out differently in one load than in another of nearly the same files. Private
 * to workspace/. */
#ifndef INTEG_WORKSPACE_COMPARE_H
#define INTEG_WORKSPACE_COMPARE_H

#include "workspace/whatif.h"

/* Fills in the claims, and what came and went, of an outcome with an arena. */
void compare_workspaces(WhatIfOutcome *outcome, const Workspace *before,
                        const Workspace *after);

#endif
