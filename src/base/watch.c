/* Watching folders by inotify, with signals as a file that can be waited for beside it.
 */
#include "base/watch.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
    QUIET = 60,      /* milliseconds without a change, after which it is over */
    PATIENCE = 40,   /* waits of that length for one that does not end */
    ROOM = 64 * 1024 /* for events */
};

struct Watch {
    const Memory *memory;
    int events, signals;
    int highest; /* of the numbers given to folders, which rise */
    sigset_t before;
    char name[NAME_MAX + 1];
    char room[ROOM] __attribute__((aligned(__alignof__(struct inotify_event))));
};

Watch *watch_new(const Memory *memory) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    Watch *watch = memory_resize(memory, NULL, sizeof *watch);
    watch->memory = memory;
    watch->highest = 0;
    watch->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch->signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    if (watch->events < 0 || watch->signals < 0 ||
        sigprocmask(SIG_BLOCK, &ends, &watch->before) != 0) {
        sigprocmask(SIG_SETMASK, NULL, &watch->before);
        watch_drop(watch);
        return NULL;
    }
    return watch;
}

void watch_drop(Watch *watch) {
    if (watch->events >= 0)
        close(watch->events);
    if (watch->signals >= 0)
        close(watch->signals);
    sigprocmask(SIG_SETMASK, &watch->before, NULL);
    memory_free(watch->memory, watch);
}

WatchAdded watch_folder(Watch *watch, const char *path, uint32_t *number) {
    int given = inotify_add_watch(watch->events, path,
                                  IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE |
                                      IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                      IN_ONLYDIR);
    *number = given < 0 ? 0 : (uint32_t)given;
    if (given < 0)
        return errno == ENOSPC || errno == ENOMEM    ? WATCH_FULL
               : errno == ENOENT || errno == ENOTDIR ? WATCH_NONE
                                                     : WATCH_LOST;
    bool is_new = given > watch->highest;
    watch->highest = is_new ? given : watch->highest;
    return is_new ? WATCH_NEW : WATCH_OLD;
}

/* Up to `most` milliseconds, or for ever (-1): whether something can be read. */
static bool wait_for(const Watch *watch, int most, bool *stopped, bool *failed) {
    struct pollfd ready[2] = {{.fd = watch->events, .events = POLLIN},
                              {.fd = watch->signals, .events = POLLIN}};
    int got;
    while ((got = poll(ready, 2, most)) < 0 && errno == EINTR) {
    }
    *failed = got < 0;
    *stopped = got > 0 && (ready[1].revents & POLLIN) != 0;
    return got > 0 && (ready[0].revents & POLLIN) != 0;
}

/* Reads what has happened; whether any of it is wanted. The first name is kept. */
static bool read_events(Watch *watch, WatchWanted *wanted, void *context, bool *lost,
                        bool *failed) {
    bool any = false;
    for (;;) {
        ssize_t length = read(watch->events, watch->room, sizeof watch->room);
        if (length < 0 && errno == EINTR)
            continue;
        if (length <= 0) {
            *failed = length == 0 || errno != EAGAIN;
            return any;
        }
        for (ssize_t at = 0; at < length;) {
            const struct inotify_event *event = (const void *)(watch->room + at);
            at += (ssize_t)(sizeof *event + event->len);
            if (event->mask & IN_Q_OVERFLOW) {
                any = *lost = true;
            } else if (event->len > 0 && event->wd > 0 &&
                       wanted(context, (uint32_t)event->wd, event->name,
                              (event->mask & IN_ISDIR) != 0)) {
                if (watch->name[0] == '\0')
                    strncpy(watch->name, event->name, NAME_MAX);
                any = true;
            }
        }
    }
}

WatchEvent watch_wait(Watch *watch, WatchWanted *wanted, void *context,
                      const char **name) {
    bool any = false, lost = false, stopped, failed;
    memset(watch->name, 0, sizeof watch->name);
    for (int waits = 0; waits < PATIENCE;) {
        bool more = wait_for(watch, any ? QUIET : -1, &stopped, &failed);
        if (stopped) {
            /* Taken, so that it ends nothing once it is not held back any more. */
            struct signalfd_siginfo taken;
            while (read(watch->signals, &taken, sizeof taken) < 0 && errno == EINTR) {
            }
            return WATCH_STOPPED;
        }
        if (failed)
            return WATCH_FAILED;
        if (any && !more)
            break;
        any = read_events(watch, wanted, context, &lost, &failed) || any;
        if (failed)
            return WATCH_FAILED;
        waits += any;
    }
    *name = lost || watch->name[0] == '\0' ? NULL : watch->name;
    return WATCH_CHANGED;
}
