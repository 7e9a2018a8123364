/* --watch: a check that is done again whenever its files change. */
#ifndef INTEG_CLI_WATCH_H
#define INTEG_CLI_WATCH_H

#include <stdbool.h>
#include "cli/cli.h"
#include "cli/load.h"
#include "workspace/workspace.h"

typedef struct Watching Watching;

/* Does the check over and over until somebody ends it (EXIT_CLEAN), or it cannot go on.
 * `check` shows what it finds, and hands each workspace that it has loaded to
 * watching_loaded. */
Exit watch_check(Cli *cli, const Load *load,
                 Exit (*check)(Cli *cli, const void *job, Watching *watching),
                 const void *job);
/* Watches the folders of all that was loaded. True where one of them was not watched
 * before, so that the workspace must be loaded again: it may be out of date already. */
bool watching_loaded(Watching *watching, const Workspace *workspace);

#endif
