/* GitHub Actions reads what a step prints, and obeys lines that begin with "::" and what
 * stands behind "##[". Such signs may come from a stranger's file or its name. JSON has
 * escapes of its own for them, and is not changed. */
#ifndef INTEG_CLI_ACTIONS_H
#define INTEG_CLI_ACTIONS_H

#include "base/writer.h"

/* A writer in front of another, in which no line is a command any more. */
typedef struct ActionsGuard {
    Writer writer; /* first, so that one is the other */
    Writer *out;
    bool inside; /* of the line in hand something was printed that is no blank */
    bool colon;  /* it is a colon, and what follows decides */
    int hashes;  /* just before */
} ActionsGuard;

Writer *actions_guard(ActionsGuard *guard, Writer *out);
/* Prints what was held back. */
void actions_finish(ActionsGuard *guard);

#endif
