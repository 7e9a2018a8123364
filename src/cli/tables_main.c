/* The second program, integ-tables, which `integ import` runs: it links the libraries
 * that make the start of a program dear. */
#include "cli/streams.h"
#include "tables/import.h"

#include <unistd.h>

int main(int argc, char **argv) {
    streams_hold();
    Memory memory = memory_system(streams_no_memory, NULL);
    Writer *out = writer_fd(&memory, STDOUT_FILENO);
    Writer *err = writer_fd(&memory, STDERR_FILENO);
    bool done = import_run(&memory, argc - 1, argv + 1, out, err);
    Exit status = streams_finish(&memory, out, err, done ? EXIT_CLEAN : EXIT_UNABLE);
    writer_close(&memory, err);
    return (int)status;
}
