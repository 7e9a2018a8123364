/* Fixes put into the text of a file. */
#ifndef INTEG_SOURCE_FIXES_H
#define INTEG_SOURCE_FIXES_H

#include <stdint.h>
#include "base/str.h"
#include "base/vec.h"
#include "source/diagnostic.h"

typedef VEC(Fix) FixVec;

/* Sorts the fixes of one file, and leaves out those that overlap one before them, say the
 * same, change nothing, or take in or put in the end of a line. What is left can be made
 * together, in any order with the same result, and keeps the file's lines. */
void fixes_settle(Slice text, FixVec *fixes);
/* Appends the text with the settled fixes made. */
void fixes_apply(Slice text, const FixVec *fixes, Text *out);

#endif
