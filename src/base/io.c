/* Files: reading them whole without being held up by what is not one, and replacing them
 * whole or not at all. The first stage of the way through; io_find.c is the other half.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* glibc declares realpath under it alone */
#endif

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

enum {
    STREAM_FIRST = 64 * 1024,
    READ_MOST = 1 << 30 /* for one call, which takes less than 2 GiB */
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
    case IO_TOO_DEEP: return io_status_text(status);
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
    case ENXIO: /* a socket, or a device that is not there */
    case ENODEV: return IO_NOT_FILE;
    default: return IO_FAILED;
    }
}

/* --- Reading --- */

/* Waits until `fd` is ready again, where somebody made it non-blocking. */
static bool wait_for(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    int got;
    while ((got = poll(&ready, 1, -1)) < 0 && errno == EINTR) {
    }
    return got > 0;
}

IoStatus io_read_some(int fd, char *at, size_t room, size_t *length) {
    for (;;) {
        ssize_t got = read(fd, at, room < READ_MOST ? room : READ_MOST);
        *length = got > 0 ? (size_t)got : 0;
        if (got >= 0)
            return IO_OK;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait_for(fd))
                return IO_FAILED;
        } else if (errno != EINTR) {
            return io_status_of(errno);
        }
    }
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
    while ((fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) < 0) {
        if (errno != EINTR)
            return io_status_of(errno);
    }
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

/* --- Writing --- */

/* The real path that a file at `path` has or would get, in `room` of PATH_MAX bytes. */
static IoStatus target_of(const char *path, char *room) {
    if (realpath(path, room) != NULL)
        return IO_OK;
    if (errno != ENOENT)
        return io_status_of(errno);
    struct stat about;
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    if (*name == '\0' || lstat(path, &about) == 0) /* a link that leads nowhere */
        return IO_MISSING;
    char folder[PATH_MAX] = ".";
    if (slash != NULL) {
        size_t length = slash == path ? 1 : (size_t)(slash - path);
        if (length >= sizeof folder)
            return IO_MISSING;
        memcpy(folder, path, length);
        folder[length] = '\0';
    }
    if (realpath(folder, room) == NULL)
        return io_status_of(errno);
    size_t length = strlen(room);
    if (length + strlen(name) + 2 > PATH_MAX)
        return IO_MISSING;
    if (room[length - 1] != '/')
        room[length++] = '/';
    strcpy(room + length, name);
    return IO_OK;
}

/* A new file in the folder of `target`; its name goes to `room`. */
static int open_beside(const char *target, char *room) {
    size_t folder = (size_t)(strrchr(target, '/') - target) + 1;
    memcpy(room, target, folder);
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        int length = snprintf(room + folder, PATH_MAX - folder, ".integ-%ld-%u",
                              (long)getpid(), attempt);
        if (length < 0 || (size_t)length >= PATH_MAX - folder) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(room, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static bool write_whole(int fd, Slice text) {
    while (text.length > 0) {
        ssize_t put = write(fd, text.at, text.length);
        if (put > 0) {
            text.at += put;
            text.length -= (uint32_t)put;
        } else if (put == 0 || errno != EINTR) {
            return false;
        }
    }
    return fsync(fd) == 0;
}

/* The name in the folder is on the disk too, where the system can say so. */
static void sync_folder(char *path) {
    strrchr(path, '/')[1] = '\0';
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

IoStatus io_replace_file(const char *path, Slice text) {
    char target[PATH_MAX], beside[PATH_MAX];
    IoStatus status = target_of(path, target);
    if (status != IO_OK)
        return status;
    struct stat old;
    bool is_old = stat(target, &old) == 0;
    if (is_old && S_ISDIR(old.st_mode))
        return IO_FOLDER;
    if (is_old && !S_ISREG(old.st_mode))
        return IO_NOT_FILE;
    if (is_old && access(target, W_OK) != 0)
        return io_status_of(errno);
    int fd = open_beside(target, beside);
    if (fd < 0)
        return io_status_of(errno);
    bool fine = write_whole(fd, text);
    if (fine && is_old) {
        /* The owner first, as a change of it clears bits of the mode. That another's file
         * becomes one's own is no failure. */
        if (fchown(fd, old.st_uid, old.st_gid) != 0)
            errno = 0;
        fine = fchmod(fd, old.st_mode & 07777) == 0;
    }
    fine = close(fd) == 0 && fine;
    fine = fine && rename(beside, target) == 0;
    if (!fine) {
        status = io_status_of(errno);
        unlink(beside);
        return status == IO_MISSING ? IO_FAILED : status;
    }
    sync_folder(target);
    return IO_OK;
}
