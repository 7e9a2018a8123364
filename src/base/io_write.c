/* Files: replacing them whole or not at all. The other half of io.c. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* glibc declares realpath under it alone */
#endif

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* The real path that a file at `path` has or would get, in `room` of PATH_MAX bytes. */
static IoStatus target_of(const char *path, char *room) {
    if (realpath(path, room) != NULL)
        return IO_OK;
    if (errno != ENOENT)
        return io_status_of(errno);
    bool is_link;
    IoStatus status = io_is_link(path, &is_link);
    if (status != IO_OK)
        return status;
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    if (is_link)
        return IO_LOST;
    if (*name == '\0')
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
        if (fd >= 0 || (errno != EEXIST && errno != EINTR))
            return fd;
    }
    return -1;
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

/* Whether the real path `target` lies in the folder, also a real path. */
static bool lies_in(const char *target, const char *folder) {
    size_t length = strlen(folder);
    return strncmp(target, folder, length) == 0 &&
           (target[length] == '/' || (length > 0 && folder[length - 1] == '/'));
}

/* What of `path` stands behind the current folder, a real path; NULL where it does not
 * begin there. */
static const char *behind(const char *path, const char *current) {
    char front[PATH_MAX], real[PATH_MAX];
    if (*path != '/')
        return path;
    for (const char *slash = path; slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t length = slash == path ? 1 : (size_t)(slash - path);
        memcpy(front, path, length);
        front[length] = '\0';
        if (realpath(front, real) != NULL && strcmp(real, current) == 0)
            return slash + 1;
    }
    return NULL;
}

/* Whether a relative path leaves its folder by "..", as text. */
static bool goes_up(const char *path) {
    long depth = 0;
    for (size_t length; *path != '\0' && depth >= 0; path += length) {
        path += strspn(path, "/");
        length = strcspn(path, "/");
        if (length == 2 && memcmp(path, "..", 2) == 0)
            depth--;
        else if (length > 1 || (length == 1 && *path != '.'))
            depth++;
    }
    return depth < 0;
}

/* Whether `path` leads to `target` without a link out of the folder that it names, nor,
 * for a path that begins in the current folder and does not leave it by "..", out of
 * that. */
static bool stays_inside(const char *path, const char *target) {
    char folder[PATH_MAX] = ".", real[PATH_MAX], current[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (slash != NULL) {
        size_t length = slash == path ? 1 : (size_t)(slash - path);
        memcpy(folder, path, length);
        folder[length] = '\0';
    }
    if (realpath(folder, real) == NULL || !lies_in(target, real) ||
        realpath(".", current) == NULL)
        return false;
    const char *rest = behind(path, current);
    return rest == NULL || goes_up(rest) || strcmp(real, current) == 0 ||
           lies_in(real, current);
}

/* Whether what is to be read from `fd` is `rest`, piece by piece: memory that runs out
 * here would leave a new file behind that nobody takes away. */
static IoStatus compare_bytes(int fd, Slice rest) {
    char piece[16 * 1024];
    for (;;) {
        size_t length;
        IoStatus status = io_read_some(fd, piece, sizeof piece, &length);
        if (status != IO_OK)
            return status;
        if (length == 0)
            return rest.length == 0 ? IO_OK : IO_CHANGED;
        if (length > rest.length || memcmp(piece, rest.at, length) != 0)
            return IO_CHANGED;
        rest.at += length;
        rest.length -= (uint32_t)length;
    }
}

/* Whether the file still holds what it is expected to hold. */
static IoStatus compare(const char *target, const IoReplace *how) {
    int fd;
    if (how->expected == NULL)
        return IO_OK;
    while ((fd = open(target, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) < 0)
        if (errno != EINTR)
            return errno == ENOENT ? IO_CHANGED : io_status_of(errno);
    IoStatus status = compare_bytes(fd, *how->expected);
    close(fd);
    return status;
}

/* The new file, with the mode of the old one, beside it and on the disk. */
static IoStatus write_beside(const char *target, const struct stat *old, Slice text,
                             char *beside) {
    int fd = open_beside(target, beside);
    if (fd < 0)
        return io_status_of(errno);
    bool fine = io_write_all(fd, text.at, text.length) && fsync(fd) == 0;
    if (fine && old != NULL) {
        /* The owner first, as a change of it clears bits of the mode. That another's file
         * becomes one's own is no failure. */
        if (fchown(fd, old->st_uid, old->st_gid) != 0)
            errno = 0;
        fine = fchmod(fd, old->st_mode & 07777) == 0;
    }
    fine = close(fd) == 0 && fine;
    if (fine)
        return IO_OK;
    IoStatus status = io_status_of(errno);
    unlink(beside);
    return status == IO_MISSING ? IO_FAILED : status;
}

static IoStatus replace(const char *target, const struct stat *old, Slice text,
                        const IoReplace *how) {
    char beside[PATH_MAX];
    IoStatus status = write_beside(target, old, text, beside);
    if (status != IO_OK)
        return status;
    /* As late as can be: an editor may have saved meanwhile. */
    status = compare(target, how);
    if (status == IO_OK && rename(beside, target) != 0) {
        status = io_status_of(errno);
        status = status == IO_MISSING ? IO_FAILED : status;
    }
    if (status != IO_OK)
        unlink(beside);
    return status;
}

/* What is to be replaced. */
typedef struct Target {
    char path[PATH_MAX]; /* its real path */
    bool is_old;         /* it is there, and `old` is what is known of it */
    struct stat old;
} Target;

static IoStatus look_at(const char *path, const IoReplace *how, Target *target) {
    IoStatus status = target_of(path, target->path);
    if (status != IO_OK)
        return status;
    target->is_old = stat(target->path, &target->old) == 0;
    if (!target->is_old && errno != ENOENT)
        return io_status_of(errno);
    if (target->is_old && S_ISDIR(target->old.st_mode))
        return IO_FOLDER;
    if (how->inside && !stays_inside(path, target->path))
        return IO_OUTSIDE;
    if (target->is_old && !S_ISREG(target->old.st_mode))
        return IO_NOT_FILE;
    if (target->is_old && access(target->path, W_OK) != 0)
        return io_status_of(errno);
    return IO_OK;
}

IoStatus io_may_replace(const char *path, IoReplace how) {
    Target target;
    IoStatus status = look_at(path, &how, &target);
    if (status != IO_OK)
        return status;
    char *slash = strrchr(target.path, '/');
    slash[slash == target.path] = '\0';
    return access(target.path, W_OK | X_OK) == 0 ? IO_OK : io_status_of(errno);
}

IoStatus io_replace_file(const char *path, Slice text, IoReplace how) {
    Target target;
    IoStatus status = look_at(path, &how, &target);
    if (status != IO_OK)
        return status;
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    bool holds = sigprocmask(SIG_BLOCK, &held, &before) == 0;
    status = replace(target.path, target.is_old ? &target.old : NULL, text, &how);
    if (holds)
        sigprocmask(SIG_SETMASK, &before, NULL);
    if (status == IO_OK)
        sync_folder(target.path);
    return status;
}
