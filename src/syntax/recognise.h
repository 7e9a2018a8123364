/* Whether a file that somebody names is one of this language at all, so that a
 * spreadsheet is one line and not a dozen findings of syntax. */
#ifndef INTEG_SYNTAX_RECOGNISE_H
#define INTEG_SYNTAX_RECOGNISE_H

#include "base/memory.h"
#include "base/str.h"

/* NULL where it is to be read: its name ends in .integ, it is standard input ("-"), or
 * its name has no ending (as hooks of git pass them) and the text begins with a
 * statement, or holds nothing. Else why not: "is not an .integ file …". */
const char *recognise(const Memory *memory, Slice path, Slice text);

#endif
