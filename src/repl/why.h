/* `.why`: a figure of the last result, traced to its entries and to what is stated of it.
 * Private to repl/. */
#ifndef INTEG_REPL_WHY_H
#define INTEG_REPL_WHY_H

#include "repl/session.h"

/* Shows the entries behind the figure that `words` point to: a heading chooses the
 * column, other words the rows in whose texts they stand; a result of one row needs
 * none. Where the result is not of entries, or no row is meant, it shows nothing and
 * gives false. */
bool why_trace(Session *session, const Slice *words, uint32_t count);

#endif
