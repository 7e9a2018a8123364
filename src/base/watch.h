/* Waiting until files change or somebody ends the program. Folders are watched, and names
 * in them: editors put a new file in the place of an old one. By Linux's inotify. */
#ifndef INTEG_BASE_WATCH_H
#define INTEG_BASE_WATCH_H

#include <stdbool.h>
#include <stdint.h>
#include "base/memory.h"
#include "base/str.h"

typedef struct Watch Watch;

/* NULL where the system has no room for one. From here to watch_drop SIGINT, SIGTERM and
 * SIGHUP are held back, for watch_wait to tell of. One at a time. */
Watch *watch_new(const Memory *memory);
void watch_drop(Watch *watch);

typedef enum WatchAdded {
    WATCH_OLD,  /* it was watched already */
    WATCH_NEW,  /* it was not, so what happened in it before is not known */
    WATCH_NONE, /* there is no such folder */
    WATCH_FULL, /* the system's limit is reached */
    WATCH_LOST  /* it cannot be watched */
} WatchAdded;

/* The folder itself, not those below. A folder that was put in the place of another is a
 * new one. *number tells folders apart, from 1 on; 0 where there is none. */
WatchAdded watch_folder(Watch *watch, const char *path, uint32_t *number);

typedef enum WatchEvent { WATCH_CHANGED, WATCH_STOPPED, WATCH_FAILED } WatchEvent;

typedef bool WatchWanted(void *context, uint32_t folder, const char *name,
                         bool is_folder);
/* Waits until something has happened to a name that `wanted` wants, and then nothing more
 * for a moment. *name is the first that was wanted; NULL where events were lost. */
WatchEvent watch_wait(Watch *watch, WatchWanted *wanted, void *context,
                      const char **name);

#endif
