/* --fix and --diff: fixes that cannot change what is meant, made or shown. */
#ifndef INTEG_CLI_FIX_H
#define INTEG_CLI_FIX_H

#include "cli/choice.h"
#include "cli/cli.h"
#include "cli/load.h"

/* Makes the safe fixes of the chosen codes, and says in which files. EXIT_UNABLE where a
 * file could not be written, or was changed by somebody else meanwhile; that has been
 * said. */
Exit fix_files(Cli *cli, const Load *load, const Choice *choice);
/* Shows them instead. EXIT_FINDINGS where there are any. */
Exit fix_diff(Cli *cli, const Load *load, const Choice *choice);

#endif
