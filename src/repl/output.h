/* `.output FILE`: what is printed goes into a file, which is written whole or not at all
 * when the output ends: at `.output` alone, at another file, or when the session closes.
 * Private to repl/, but for what session.h says. */
#ifndef INTEG_REPL_OUTPUT_H
#define INTEG_REPL_OUTPUT_H

#include "repl/session.h"

/* False where the file would overwrite one that is loaded, or may not be written: that
 * was said, and the output stays on the screen. */
bool output_open(Session *session, Slice path);
/* Whether there is such a file. */
bool output_is_open(const Session *session);
void output_take(Session *session, Slice page);
/* Writes the file, where there is one; false where that failed, which was said. */
bool output_finish(Session *session);

#endif
