/* --baseline and --write-baseline: the files of known findings. */
#ifndef INTEG_CLI_BASELINE_H
#define INTEG_CLI_BASELINE_H

#include <stdbool.h>
#include "cli/cli.h"
#include "render/report.h"

#define BASELINE_DEFAULT "integ-baseline.json"

/* Sets aside the findings that the file knows, and counts in the report those that are
 * gone: of a file that was checked, or is no more below `root`. False where the file
 * cannot be used; it has been said then. */
bool baseline_use(Cli *cli, const char *path, Slice root, Report *report);
/* Makes the file of all findings. False where it could not be; it has been said then. */
bool baseline_make(Cli *cli, const char *path, const Report *report);

#endif
