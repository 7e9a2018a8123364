/* A library to be loaded before all others (LD_PRELOAD): it counts the calls of the
 * system that a program makes, and fails one of them, or all from one on.
 *
 * FAULT         "NAME NTH ERROR" fails the NTH call of NAME with that errno; ERROR 0 cuts
 * a read or a write short. "NAME NTH+ ERROR" fails those behind it as well. Empty: only
 * counts. FAULT_COUNTS  a file of RECORDS records, into which the counts are written as
 * they grow, so that they are there however the program ends.
 *
 * Programs that the program starts are left alone. tests/faults/cases.py is who calls it,
 * and holds that the program calls nothing else of the system. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Variants of one call (openat, __open_2, stat64, …) are counted together. A write to
 * standard error is `say`, so that what fails a write leaves room to say so. */
#define CALLS(CALL)                                                                      \
    CALL(malloc)                                                                         \
    CALL(calloc)                                                                         \
    CALL(realloc)                                                                        \
    CALL(read)                                                                           \
    CALL(write)                                                                          \
    CALL(say)                                                                            \
    CALL(open)                                                                           \
    CALL(close)                                                                          \
    CALL(fsync)                                                                          \
    CALL(rename)                                                                         \
    CALL(unlink)                                                                         \
    CALL(mkdir)                                                                          \
    CALL(stat)                                                                           \
    CALL(lstat)                                                                          \
    CALL(fstat)                                                                          \
    CALL(access)                                                                         \
    CALL(realpath)                                                                       \
    CALL(opendir)                                                                        \
    CALL(readdir)                                                                        \
    CALL(pipe)                                                                           \
    CALL(poll)                                                                           \
    CALL(select)                                                                         \
    CALL(lseek)                                                                          \
    CALL(ftruncate)                                                                      \
    CALL(fchmod)                                                                         \
    CALL(fchown)                                                                         \
    CALL(lock)                                                                           \
    CALL(inotify_init)                                                                   \
    CALL(inotify_add_watch)                                                              \
    CALL(signalfd)                                                                       \
    CALL(spawn)                                                                          \
    CALL(exec)                                                                           \
    CALL(waitpid)                                                                        \
    CALL(dlopen)                                                                         \
    CALL(thread)

#define CALL_ID(name) CALL_##name,
typedef enum Call { CALLS(CALL_ID) CALL_fault, RECORDS } Call;

#define CALL_NAME(name) #name,
static const char *const names[RECORDS] = {CALLS(CALL_NAME) "fault"};

/* A record of the file of counts. The last is of the faults. */
typedef struct Record {
    char name[24];
    uint64_t count;
} Record;

static struct {
    Record *records; /* NULL: nothing is counted yet */
    Call call;
    unsigned long nth;
    bool on; /* and those behind it */
    int error;
} plan;

/* Which function of that name comes behind this library. */
#define NEXT(name)                                                                       \
    static __typeof__(&name) next;                                                       \
    if (next == NULL)                                                                    \
    *(void **)&next = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULT_COUNTS"), *fault = getenv("FAULT");
    unsetenv("LD_PRELOAD");
    unsetenv("FAULT_COUNTS");
    unsetenv("FAULT");
    int fd = path != NULL ? openat(AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    Record *records =
        mmap(NULL, RECORDS * sizeof *records, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (records == MAP_FAILED)
        return;
    char name[24] = "", plus[2] = "";
    plan.call = CALL_fault;
    if (fault != NULL &&
        (sscanf(fault, "%23s %lu%1[+] %d", name, &plan.nth, plus, &plan.error) == 4 ||
         sscanf(fault, "%23s %lu %d", name, &plan.nth, &plan.error) == 3))
        plan.on = *plus != '\0';
    for (int i = 0; i < RECORDS; i++) {
        strncpy(records[i].name, names[i], sizeof records[i].name - 1);
        if (strcmp(names[i], name) == 0)
            plan.call = (Call)i;
    }
    plan.records = records;
}

/* Counts the call. Whether the plan is about it; errno is what it says then. */
static bool is_due(Call call) {
    if (plan.records == NULL)
        return false;
    uint64_t nth = ++plan.records[call].count;
    if (call != plan.call || nth < plan.nth || (nth > plan.nth && !plan.on))
        return false;
    plan.records[CALL_fault].count++;
    errno = plan.error;
    return true;
}

/* Whether it fails. Only where bytes are moved can it be cut short. */
static bool fails(Call call) {
    return is_due(call) && plan.error != 0;
}

/* How many of `length` bytes are moved, or -1. */
static ssize_t room_of(Call call, size_t length) {
    if (!is_due(call))
        return (ssize_t)length;
    if (plan.error != 0)
        return -1;
    return (ssize_t)(plan.on && length > 0 ? 1 : (length + 1) / 2);
}

/* ---- memory: the allocator's own names, as dlsym itself allocates ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size) {
    return fails(CALL_malloc) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails(CALL_calloc) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    return fails(CALL_realloc) ? NULL : __libc_realloc(block, size);
}

/* ---- bytes ---- */

ssize_t read(int fd, void *at, size_t length) {
    NEXT(read);
    ssize_t room = room_of(CALL_read, length);
    ssize_t got = room < 0 ? -1 : next(fd, at, (size_t)room);
    /* An event comes whole or not at all. */
    return got < 0 && errno == EINVAL && room > 0 ? next(fd, at, length) : got;
}

ssize_t __read_chk(int fd, void *at, size_t length, size_t most);
ssize_t __read_chk(int fd, void *at, size_t length, size_t most) {
    if (length > most)
        abort();
    return read(fd, at, length);
}

ssize_t write(int fd, const void *at, size_t length) {
    NEXT(write);
    ssize_t room = room_of(fd == STDERR_FILENO ? CALL_say : CALL_write, length);
    return room < 0 ? -1 : next(fd, at, (size_t)room);
}

/* ---- files ---- */

static mode_t mode_in(int flags, va_list more) {
    return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
}

#define OPEN(name)                                                                       \
    int name(const char *path, int flags, ...) {                                         \
        NEXT(name);                                                                      \
        va_list more;                                                                    \
        va_start(more, flags);                                                           \
        mode_t mode = mode_in(flags, more);                                              \
        va_end(more);                                                                    \
        return fails(CALL_open) ? -1 : next(path, flags, mode);                          \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                     \
    int name(int folder, const char *path, int flags, ...) {                             \
        NEXT(name);                                                                      \
        va_list more;                                                                    \
        va_start(more, flags);                                                           \
        mode_t mode = mode_in(flags, more);                                              \
        va_end(more);                                                                    \
        return fails(CALL_open) ? -1 : next(folder, path, flags, mode);                  \
    }
OPENAT(openat)
OPENAT(openat64)

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags) {
    return open(path, flags);
}

int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags) {
    return open64(path, flags);
}

/* It is closed, whatever it says, as Linux does it. */
int close(int fd) {
    NEXT(close);
    if (!fails(CALL_close))
        return next(fd);
    next(fd);
    errno = plan.error;
    return -1;
}

#define PLAIN(call, name, parameters, arguments)                                         \
    int name parameters {                                                                \
        NEXT(name);                                                                      \
        return fails(CALL_##call) ? -1 : next arguments;                                 \
    }

PLAIN(fsync, fsync, (int fd), (fd))
PLAIN(rename, rename, (const char *from, const char *to), (from, to))
PLAIN(unlink, unlink, (const char *path), (path))
PLAIN(mkdir, mkdir, (const char *path, mode_t mode), (path, mode))
PLAIN(stat, stat, (const char *path, struct stat *out), (path, out))
PLAIN(stat, stat64, (const char *path, struct stat64 *out), (path, out))
PLAIN(lstat, lstat, (const char *path, struct stat *out), (path, out))
PLAIN(lstat, lstat64, (const char *path, struct stat64 *out), (path, out))
PLAIN(fstat, fstat, (int fd, struct stat *out), (fd, out))
PLAIN(fstat, fstat64, (int fd, struct stat64 *out), (fd, out))
PLAIN(stat, fstatat, (int folder, const char *path, struct stat *out, int flags),
      (folder, path, out, flags))
PLAIN(stat, fstatat64, (int folder, const char *path, struct stat64 *out, int flags),
      (folder, path, out, flags))
PLAIN(access, access, (const char *path, int mode), (path, mode))
PLAIN(ftruncate, ftruncate, (int fd, off_t length), (fd, length))
PLAIN(ftruncate, ftruncate64, (int fd, off64_t length), (fd, length))
PLAIN(fchmod, fchmod, (int fd, mode_t mode), (fd, mode))
PLAIN(fchown, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))

off_t lseek(int fd, off_t to, int whence) {
    NEXT(lseek);
    return fails(CALL_lseek) ? -1 : next(fd, to, whence);
}

off64_t lseek64(int fd, off64_t to, int whence) {
    NEXT(lseek64);
    return fails(CALL_lseek) ? -1 : next(fd, to, whence);
}

char *realpath(const char *path, char *room) {
    NEXT(realpath);
    return fails(CALL_realpath) ? NULL : next(path, room);
}

char *__realpath_chk(const char *path, char *room, size_t most);
char *__realpath_chk(const char *path, char *room, size_t most) {
    (void)most;
    return realpath(path, room);
}

/* Only waiting for a lock can fail. */
#define FCNTL(name)                                                                      \
    int name(int fd, int command, ...) {                                                 \
        NEXT(name);                                                                      \
        va_list more;                                                                    \
        va_start(more, command);                                                         \
        void *argument = va_arg(more, void *);                                           \
        va_end(more);                                                                    \
        return command == F_SETLKW && fails(CALL_lock) ? -1                              \
                                                       : next(fd, command, argument);    \
    }
FCNTL(fcntl)
FCNTL(fcntl64)

/* ---- folders ---- */

DIR *opendir(const char *path) {
    NEXT(opendir);
    return fails(CALL_opendir) ? NULL : next(path);
}

struct dirent *readdir(DIR *folder) {
    NEXT(readdir);
    return fails(CALL_readdir) ? NULL : next(folder);
}

struct dirent64 *readdir64(DIR *folder) {
    NEXT(readdir64);
    return fails(CALL_readdir) ? NULL : next(folder);
}

/* ---- waiting, pipes, other programs ---- */

PLAIN(pipe, pipe, (int ends[2]), (ends))
PLAIN(pipe, pipe2, (int ends[2], int flags), (ends, flags))
PLAIN(poll, poll, (struct pollfd * all, nfds_t count, int most), (all, count, most))
PLAIN(select, pselect,
      (int count, fd_set *in, fd_set *out, fd_set *odd, const struct timespec *most,
       const sigset_t *mask),
      (count, in, out, odd, most, mask))
PLAIN(inotify_init, inotify_init1, (int flags), (flags))
PLAIN(inotify_add_watch, inotify_add_watch, (int fd, const char *path, uint32_t mask),
      (fd, path, mask))
PLAIN(signalfd, signalfd, (int fd, const sigset_t *mask, int flags), (fd, mask, flags))

pid_t waitpid(pid_t child, int *status, int options) {
    NEXT(waitpid);
    return fails(CALL_waitpid) ? -1 : next(child, status, options);
}

void *dlopen(const char *path, int flags) {
    NEXT(dlopen);
    return fails(CALL_dlopen) ? NULL : next(path, flags);
}

/* These give the error back. */
#define SPAWN(name)                                                                      \
    int name(pid_t *child, const char *file, const posix_spawn_file_actions_t *actions,  \
             const posix_spawnattr_t *attributes, char *const arguments[],               \
             char *const environment[]) {                                                \
        NEXT(name);                                                                      \
        return fails(CALL_spawn)                                                         \
                   ? plan.error                                                          \
                   : next(child, file, actions, attributes, arguments, environment);     \
    }
SPAWN(posix_spawn)
SPAWN(posix_spawnp)

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*start)(void *), void *argument) {
    NEXT(pthread_create);
    return fails(CALL_thread) ? plan.error : next(thread, attributes, start, argument);
}

/* These come back only where they fail. */
#define EXEC(name)                                                                       \
    int name(const char *file, char *const arguments[]) {                                \
        NEXT(name);                                                                      \
        return fails(CALL_exec) ? -1 : next(file, arguments);                            \
    }
EXEC(execv)
EXEC(execvp)
