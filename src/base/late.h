/* What is done only where something takes long: a call by a thread of its own, once so
 * long has passed. Where the system has no thread to give, it is not made. */
#ifndef INTEG_BASE_LATE_H
#define INTEG_BASE_LATE_H

#include <stdbool.h>

#include "base/memory.h"

typedef struct Late Late;

typedef void LateCall(void *context);

/* The call uses nothing that is used elsewhere until late_end. NULL: no thread. */
Late *late_begin(const Memory *memory, unsigned milliseconds, LateCall *call,
                 void *context);
/* Whether the call was made; it has returned then, and is not made any more. */
bool late_end(Late *late);

#endif
