/* --changed: the findings that have to do with what changed since a commit. */
#ifndef INTEG_CLI_CHANGED_H
#define INTEG_CLI_CHANGED_H

#include <stdbool.h>
#include "cli/cli.h"
#include "cli/load.h"
#include "render/report.h"
#include "workspace/workspace.h"

/* Sets aside the findings that were there at the commit `base` ("" for HEAD), and that no
 * change since touches: not their place, nor what they show, nor what their total is
 * over. What is found now and was not then stays, wherever it stands. `root` and
 * `current` are what the report's paths were made with. False where git cannot tell; it
 * has been said then. */
bool changed_apply(Cli *cli, const char *base, const Load *load, Slice root,
                   Slice current, const Report *report);

#endif
