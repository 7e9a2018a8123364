/* Bytes of a text to UTF-8. */
#ifndef INTEG_TABLES_ENCODING_H
#define INTEG_TABLES_ENCODING_H

#include "tables/told.h"

/* UTF-8 and UTF-16 by their marks or their bytes; what is neither is as `declared`, or
 * Windows-1252 where that is empty, which is told. False where it is no text. */
bool encoding_read(Told *told, Slice bytes, Slice declared, Slice *out);

#endif
