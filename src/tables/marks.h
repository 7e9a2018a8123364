/* What stands in titles beside the title: marks of footnotes, and sources in parentheses.
 */
#ifndef INTEG_TABLES_MARKS_H
#define INTEG_TABLES_MARKS_H

#include "tables/reading.h"

/* Whether a line begins with the mark of a footnote: *, †, ¹, 1), [1]. */
bool marks_begin(Slice line);
/* Takes marks and sources out of the rows' titles, and puts footnotes to their rows. */
bool marks_read(ImportReading *reading);

#endif
