/* Where output goes: a writer is handed in, and whoever prints knows nothing of files. */
#ifndef INTEG_BASE_WRITER_H
#define INTEG_BASE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/memory.h"
#include "base/str.h"

/* Output: bytes go to `write`, which returns false when they could not be
 * written; after the first failure nothing more is tried. */
typedef struct Writer Writer;
struct Writer {
    bool (*write)(Writer *writer, const char *at, size_t length);
    void *context;
    bool failed;
};

void writer_bytes(Writer *writer, const char *at, size_t length);
void writer_slice(Writer *writer, Slice text);
void writer_str(Writer *writer, const char *nul_terminated);
/* Of the program's own texts and numbers, which are short; what comes from a file goes
 * through writer_slice. */
enum { WRITER_FORMAT_MOST = 4096 };
void writer_format(Writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A writer to a file descriptor, through a buffer of its own; SIGPIPE is the
 * caller's to ignore. flush returns false where anything failed since the
 * start; close flushes and frees, but leaves fd open. */
Writer *writer_fd(const Memory *memory, int fd);
bool writer_flush(Writer *writer);
bool writer_close(const Memory *memory, Writer *writer);
/* Whether it failed because nobody reads the other end of the pipe any more. */
bool writer_unread(const Writer *writer);
/* A writer that appends to a Text. */
Writer writer_text(Text *text);

#endif
