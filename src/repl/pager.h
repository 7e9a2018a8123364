/* Showing a long text page by page, by a program of the user's choice. */
#ifndef INTEG_REPL_PAGER_H
#define INTEG_REPL_PAGER_H

#include <stdbool.h>
#include "base/str.h"

/* Hands the text to `command`, a line for the shell, and waits for its end. False where
 * it could not be started, or not handed all of it. */
bool pager_show(const char *command, Slice text);

#endif
