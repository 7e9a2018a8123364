/* What-ifs at the prompt: statements that are no queries join a document of the files, in
 * memory. All but whatifs_notice give false where it could not be done; that was said. */
#ifndef INTEG_REPL_WHATIFS_H
#define INTEG_REPL_WHATIFS_H

#include "repl/session.h"

bool whatifs_add(Session *session, Slice text);
/* The file that a what-if would join, and its text with the what-ifs that do; in the
 * arena. An empty path: there is none. */
Slice whatifs_home(Session *session, Arena *arena, Slice *text);
bool whatifs_list(Session *session, Slice argument);
bool whatifs_undo(Session *session, Slice argument);
bool whatifs_save(Session *session, Slice argument);
bool whatifs_document(Session *session, Slice argument);
bool whatifs_reload(Session *session, Slice argument);
/* Reads files anew that are not as they were read, and tells a person; what cannot be
 * read any more leaves the last good state standing. */
void whatifs_notice(Session *session);

#endif
