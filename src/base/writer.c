/* Writers: to a file descriptor through a buffer, and to a Text. After the first failure
 * nothing more is tried, and whoever closes the writer is told. */
#include "base/writer.h"
#include "base/io.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void writer_bytes(Writer *writer, const char *at, size_t length) {
    if (!writer->failed && length > 0 && !writer->write(writer, at, length))
        writer->failed = true;
}

void writer_slice(Writer *writer, Slice text) {
    writer_bytes(writer, text.at, text.length);
}

void writer_str(Writer *writer, const char *nul_terminated) {
    writer_bytes(writer, nul_terminated, strlen(nul_terminated));
}

void writer_format(Writer *writer, const char *format, ...) {
    char room[WRITER_FORMAT_MOST];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(room, sizeof room, format, arguments);
    va_end(arguments);
    assert(length >= 0 && (size_t)length < sizeof room);
    writer_bytes(writer, room, (size_t)length);
}

enum { WRITER_ROOM = 64 * 1024 };

typedef struct FdWriter {
    Writer writer; /* first, so that one is the other */
    int fd;
    bool unread; /* the reader is gone */
    size_t used;
    char buffer[WRITER_ROOM];
} FdWriter;

static bool put(FdWriter *file, const char *at, size_t length) {
    bool fine = io_write_all(file->fd, at, length);
    file->unread = !fine && errno == EPIPE;
    return fine;
}

static bool fd_flush(FdWriter *file) {
    size_t used = file->used;
    file->used = 0;
    return put(file, file->buffer, used);
}

static bool fd_write(Writer *writer, const char *at, size_t length) {
    FdWriter *file = writer->context;
    if (length > sizeof file->buffer - file->used) {
        if (!fd_flush(file))
            return false;
        if (length >= sizeof file->buffer)
            return put(file, at, length);
    }
    memcpy(file->buffer + file->used, at, length);
    file->used += length;
    return true;
}

Writer *writer_fd(const Memory *memory, int fd) {
    FdWriter *file = memory_resize(memory, NULL, sizeof *file);
    file->writer = (Writer){fd_write, file, false};
    file->fd = fd;
    file->unread = false;
    file->used = 0;
    return &file->writer;
}

bool writer_flush(Writer *writer) {
    if (!writer->failed && writer->write == fd_write && !fd_flush(writer->context))
        writer->failed = true;
    return !writer->failed;
}

bool writer_unread(const Writer *writer) {
    return writer->write == fd_write && ((const FdWriter *)writer->context)->unread;
}

bool writer_close(const Memory *memory, Writer *writer) {
    assert(writer->write == fd_write);
    bool fine = writer_flush(writer);
    memory_free(memory, writer->context);
    return fine;
}

static bool text_write(Writer *writer, const char *at, size_t length) {
    text_bytes(writer->context, at, length);
    return true;
}

Writer writer_text(Text *text) {
    return (Writer){text_write, text, false};
}
