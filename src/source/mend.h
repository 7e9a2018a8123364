/* Mends put into the text of a file. */
#ifndef INTEG_SOURCE_MEND_H
#define INTEG_SOURCE_MEND_H

#include <stdint.h>
#include "base/str.h"
#include "base/vec.h"
#include "source/diagnostic.h"

typedef VEC(Mend) MendVec;

/* Sorts the mends of one file, and leaves out those that overlap one before them, say the
 * same, change nothing, or take in or put in the end of a line. What is left can be made
 * together, in any order with the same result, and keeps the file's lines. */
void mends_settle(Slice text, MendVec *mends);
/* Appends the text with the settled mends made. */
void mends_apply(Slice text, const MendVec *mends, Text *out);

#endif
