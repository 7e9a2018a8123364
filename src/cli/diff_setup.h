/* integ diff --git-setup: what git is to know of .integ files. */
#ifndef INTEG_CLI_DIFF_SETUP_H
#define INTEG_CLI_DIFF_SETUP_H

#include "base/arena.h"
#include "cli/cli.h"

/* Adds a line to .gitattributes at the top of the repository around the current folder,
 * and settings to its configuration; says each that it wrote, and that was there. */
Exit diff_git_setup(Cli *cli, Arena *arena);

#endif
