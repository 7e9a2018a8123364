/* What is said of an `allow` that accepts more than it seems to. Private to check/. */
#ifndef INTEG_CHECK_ALLOW_MANY_H
#define INTEG_CHECK_ALLOW_MANY_H

#include "check/families.h"

/* K03 where one `allow` outside all blocks accepts several errors, or findings with a
 * difference: it may have been written for one of them. Once all have been marked. */
void allow_tell_many(CheckRun *run);

#endif
