/* Which findings are asked for, and which of them make a check fail: --only, --skip,
 * --fail-on and --strict. */
#ifndef INTEG_CLI_CHOICE_H
#define INTEG_CLI_CHOICE_H

#include <stdbool.h>
#include "cli/cli.h"
#include "source/diagnostic.h"

typedef struct Choice {
    bool codes[CODE_COUNT]; /* those that are asked for */
    bool some;              /* not all of them are */
} Choice;

/* Reads the lists of codes and families ("T02,Y") of the two rows of the options' table.
 * False where something is no code; it has been said then. */
bool choice_read(Cli *cli, const Arguments *arguments, int only, int skip, Choice *out);
/* Sets aside what is not asked for. */
void choice_apply(const Choice *choice, Findings *findings);

#define FAIL_CHOICES "error|warning|note|never"
enum { FAIL_NEVER = LEVEL_ERROR + 1 };
/* The least level that fails, or FAIL_NEVER; `strict` is short for warning, and the last
 * one given counts. Both are rows. */
int choice_failing(const Arguments *arguments, int fail_on, int strict);

#endif
