/* What-ifs at the prompt: statements that are no queries join a document of the files, in
 * memory. All but tryout_notice give false where it could not be done; that was said. */
#ifndef INTEG_REPL_TRYOUT_H
#define INTEG_REPL_TRYOUT_H

#include "repl/session.h"

bool tryout_add(Session *session, Slice text);
bool tryout_list(Session *session, Slice argument);
bool tryout_undo(Session *session, Slice argument);
bool tryout_save(Session *session, Slice argument);
bool tryout_document(Session *session, Slice argument);
bool tryout_reload(Session *session, Slice argument);
/* Reads files anew that are not as they were read, and tells a person; what cannot be
 * read any more leaves the last good state standing. */
void tryout_notice(Session *session);

#endif
