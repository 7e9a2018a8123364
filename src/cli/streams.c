/* The standard streams of a program. */
#include "cli/streams.h"
#include "base/io.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

void streams_no_memory(void *context) {
    (void)context;
    Slice why = SLICE("integ: there is not enough memory\n");
    io_write_all(STDERR_FILENO, why.at, why.length);
    _exit(EXIT_UNABLE);
}

/* A standard stream that is closed would give its number to the next file opened; the
 * wrong direction of /dev/null keeps it failing instead. */
static void hold_numbers(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            int mode = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
            if (open("/dev/null", mode) < 0)
                return;
        }
    }
}

void streams_hold(void) {
    hold_numbers();
    /* A write says itself that nobody reads, or that a file may be no longer; to be ended
     * by that would leave files behind. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

Exit streams_finish(const Memory *memory, Writer *out, Writer *err, Exit status) {
    bool written = writer_flush(out), unread = writer_unread(out);
    writer_close(memory, out);
    if (unread) {
        /* Whoever reads has seen enough, as head does: it ends as other filters do. */
        writer_flush(err);
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    /* A full disk may show only here. */
    if (close(STDOUT_FILENO) == 0 && written)
        return status;
    writer_str(err, "integ: the output could not be written\n");
    return EXIT_UNABLE;
}
