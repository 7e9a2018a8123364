/* Files: reading them whole without being held up by what is not one, and what is said
 * where that cannot be done. The first stage of the way through; io_find.c finds files,
 * and io_write.c replaces them. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    STREAM_FIRST = 64 * 1024,
    CALL_MOST = 1 << 30 /* for one call, which takes less than 2 GiB */
};

/* --- What went wrong --- */

const char *io_status_text(IoStatus status) {
    switch (status) {
    case IO_OK: return "is in order";
    case IO_MISSING: return "does not exist";
    case IO_DENIED: return "may not be read";
    case IO_FOLDER: return "is a folder";
    case IO_NOT_FILE: return "is a device, pipe or socket";
    case IO_TOO_BIG: return "is too big";
    case IO_LOST: return "is a link that leads nowhere";
    case IO_TOO_DEEP:
        return "is too deep: its path is too long, or leads through too "
               "many folders";
    case IO_CHANGED: return "was changed meanwhile";
    case IO_OUTSIDE: return "is a link that leads out of its folder";
    case IO_TOO_MANY:
        return "holds more files or folders than are looked through (100000, 20000)";
    case IO_MISNAMED:
        return "is not read: the ending of a name is written in small letters";
    case IO_FAILED: break;
    }
    return "could not be read";
}

const char *io_write_status_text(IoStatus status) {
    switch (status) {
    case IO_MISSING: return "cannot be made: its folder does not exist";
    case IO_DENIED: return "may not be written";
    case IO_OK:
    case IO_FOLDER:
    case IO_NOT_FILE:
    case IO_LOST:
    case IO_TOO_DEEP:
    case IO_CHANGED:
    case IO_OUTSIDE:
    case IO_TOO_MANY:
    case IO_MISNAMED: return io_status_text(status);
    case IO_TOO_BIG:
    case IO_FAILED: break;
    }
    return "could not be written";
}

IoStatus io_status_of(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR: return IO_MISSING;
    case ENAMETOOLONG: return IO_TOO_DEEP;
    case EACCES:
    case EROFS:
    case EPERM: return IO_DENIED;
    case EISDIR: return IO_FOLDER;
    case ELOOP: return IO_LOST;
    case ENXIO: /* a socket, or a device that is not there */
    case ENODEV: return IO_NOT_FILE;
    default: return IO_FAILED;
    }
}

/* --- Reading --- */

char *io_padded(const Memory *memory, Slice text) {
    char *at = memory_resize(memory, NULL, (size_t)text.length + IO_PADDING);
    if (text.length > 0)
        memcpy(at, text.at, text.length);
    memset(at + text.length, 0, IO_PADDING);
    return at;
}

/* Waits until `fd` is ready again (POLLIN or POLLOUT), where somebody made it
 * non-blocking. */
static bool wait_for(int fd, short what) {
    struct pollfd ready = {.fd = fd, .events = what};
    int got;
    while ((got = poll(&ready, 1, -1)) < 0 && errno == EINTR) {
    }
    return got > 0;
}

IoStatus io_read_some(int fd, char *at, size_t room, size_t *length) {
    for (;;) {
        ssize_t got = read(fd, at, room < CALL_MOST ? room : CALL_MOST);
        *length = got > 0 ? (size_t)got : 0;
        if (got >= 0)
            return IO_OK;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait_for(fd, POLLIN))
                return IO_FAILED;
        } else if (errno != EINTR) {
            return io_status_of(errno);
        }
    }
}

bool io_write_all(int fd, const char *at, size_t length) {
    while (length > 0) {
        ssize_t put = write(fd, at, length < CALL_MOST ? length : CALL_MOST);
        if (put > 0) {
            at += put;
            length -= (size_t)put;
        } else if (put == 0) {
            return false;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait_for(fd, POLLOUT))
                return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool io_is_ready(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    return poll(&ready, 1, 0) > 0;
}

/* Reads to the end; `expected` bytes are likely. Does not call
 * memory->exhausted, so that the caller can let go of what it holds: *starved
 * says that it must. */
static IoStatus read_all(const Memory *memory, int fd, size_t expected, size_t most,
                         char **at, size_t *length, bool *starved) {
    /* The room for padding also takes the byte that shows that there is more. */
    size_t room = expected + IO_PADDING, have = 0;
    char *buffer = memory->resize(memory->context, NULL, room);
    IoStatus status = IO_OK;
    *starved = buffer == NULL;
    while (!*starved) {
        size_t got;
        status = io_read_some(fd, buffer + have, room - have, &got);
        if (status != IO_OK)
            break;
        have += got;
        if (have > most) {
            status = IO_TOO_BIG;
            break;
        }
        if (got > 0 && have < room)
            continue;
        /* More room to read on, or at the end for what is missing of the padding. */
        if (got > 0 || room - have < IO_PADDING) {
            size_t wider = got > 0 ? room * 2 : have + IO_PADDING;
            char *moved = wider < room ? NULL
                                       : memory->resize(memory->context, buffer, wider);
            *starved = moved == NULL;
            if (*starved)
                break;
            buffer = moved;
            room = wider;
        }
        if (got == 0) {
            memset(buffer + have, 0, IO_PADDING);
            *at = buffer;
            *length = have;
            return IO_OK;
        }
    }
    memory_free(memory, buffer);
    return status;
}

IoStatus io_read_file(const Memory *memory, const char *path, size_t most, char **at,
                      size_t *length) {
    int fd;
    while ((fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) < 0)
        if (errno != EINTR)
            return io_status_of(errno);
    struct stat about;
    IoStatus status = IO_OK;
    bool starved = false;
    if (fstat(fd, &about) != 0)
        status = io_status_of(errno);
    else if (S_ISDIR(about.st_mode))
        status = IO_FOLDER;
    else if (!S_ISREG(about.st_mode))
        status = IO_NOT_FILE;
    else if ((uintmax_t)about.st_size > most)
        status = IO_TOO_BIG;
    else
        status = read_all(memory, fd, (size_t)about.st_size, most, at, length, &starved);
    close(fd);
    if (starved)
        memory_exhausted(memory);
    return status;
}

IoStatus io_read_stream(const Memory *memory, int fd, size_t most, char **at,
                        size_t *length) {
    bool starved;
    IoStatus status = read_all(memory, fd, STREAM_FIRST, most, at, length, &starved);
    if (starved)
        memory_exhausted(memory);
    return status;
}
