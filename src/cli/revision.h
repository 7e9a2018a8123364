/* The files of a commit, read from git's own store: nothing is checked out, and nothing
 * of the folder they would stand in is looked at. */
#ifndef INTEG_CLI_REVISION_H
#define INTEG_CLI_REVISION_H

#include <stdbool.h>
#include "cli/cli.h"
#include "cli/git.h"
#include "workspace/files.h"

/* The repository around the current folder: its real path. GIT_REFUSED where there is
 * none; what else went wrong has been said. */
GitResult revision_find_repository(Cli *cli, Arena *arena, Slice *top);
/* GIT_REFUSED where the repository has no commit of that name; of GIT_MISSING it has been
 * said. */
GitResult revision_exists(Cli *cli, Arena *arena, Slice top, const char *name);
/* Its files, in the arena; relative paths start at `current`, a real path. A link to a
 * file is that file, as far as it is in the commit. Other links to what integ reads are
 * left out, and submodules, which is said. False where git cannot list them; it has been
 * said then. */
bool revision_files(Cli *cli, Arena *arena, Slice top, Slice current, const char *name,
                    Files *out);

#endif
