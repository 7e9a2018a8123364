/* What a program does first and last: standard streams that are open, memory that runs
 * out, output that could not be written. */
#ifndef INTEG_CLI_STREAMS_H
#define INTEG_CLI_STREAMS_H

#include "base/memory.h"
#include "base/writer.h"
#include "cli/cli.h"

/* Holds the numbers of streams that are closed, and ignores the signals of which a write
 * tells itself. */
void streams_hold(void);
/* For memory_system: says so, and ends with EXIT_UNABLE. */
void streams_no_memory(void *context);
/* Writes what is left of `out` and closes it. Where nobody reads it any more, the program
 * ends here, and `err` is written before. The status, or EXIT_UNABLE where `out` could
 * not be written, which is told on `err`. */
Exit streams_finish(const Memory *memory, Writer *out, Writer *err, Exit status);

#endif
