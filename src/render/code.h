/* What a code means, as text for people. */
#ifndef INTEG_RENDER_CODE_H
#define INTEG_RENDER_CODE_H

#include "base/writer.h"
#include "source/diagnostic.h"

/* By code, in either case, or by name; CODE_COUNT where it is neither. */
Code code_named(Slice text);
/* The code or name that was probably meant; length 0: none is near. */
Slice code_nearest(Slice text);
/* Its name, its level, why it matters and its two examples. */
void render_code(const CodeInfo *info, Writer *out);

#endif
