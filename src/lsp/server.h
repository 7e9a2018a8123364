/* The language server: the protocol's messages in, answers and findings out, until the
 * client ends it. */
#ifndef INTEG_LSP_SERVER_H
#define INTEG_LSP_SERVER_H

#include <stdbool.h>
#include "base/memory.h"
#include "base/writer.h"

/* False where it ended without being asked to. *why is then a sentence's end, or NULL. */
bool server_run(const Memory *memory, int fd, Writer *out, const char **why);

#endif
