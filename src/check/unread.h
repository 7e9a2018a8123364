/* What could not be read, and what follows from that: nothing is said of what may have
 * stood there. Which codes follow from it, and how near they must be, says the column
 * `after` of checks.def. */
#ifndef INTEG_CHECK_UNREAD_H
#define INTEG_CHECK_UNREAD_H

#include "check/families.h"

typedef struct Unread Unread;

/* Of the findings so far: before those of the checker. In the run's arena. */
Unread *unread_find(const CheckRun *run);
/* Whether something was dropped there. */
bool unread_between(const Unread *unread, SourceId source, Span span);
/* Whether something of that document was, or the figure of a claim. */
bool unread_in(const Unread *unread, Id document);
/* Whether money of that document is said to be from a source, or of a kind, that is
 * declared nowhere: which it was meant to be is not known. */
bool unread_origin(const Unread *unread, Id document);
/* Whether a setting was that would hold at a place. */
bool unread_setting(const Unread *unread, Place place);
/* Whether a finding of that code at a place would follow from what was lost. */
bool unread_explains(const Unread *unread, Code code, Place place);
/* Marks the findings as fallen that follow from what was lost or from others. */
void unread_settle(const CheckRun *run);

#endif
