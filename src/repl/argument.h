/* What stands behind a command's name: words and choices. */
#ifndef INTEG_REPL_ARGUMENT_H
#define INTEG_REPL_ARGUMENT_H

#include "repl/session.h"

/* Takes the first word off `rest`; one in double quotes may hold spaces. Length 0: there
 * is none left. */
Slice argument_word(Slice *rest);
/* Reads a choice of "a|b|c", or tells which is in force where none is given. False where
 * it was no choice of these. */
bool argument_choose(Session *session, Slice argument, const char *choices, int *chosen);

#endif
