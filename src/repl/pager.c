/* The pager: a shell at the other end of a pipe. */
#include "repl/pager.h"
#include "base/io.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Signals are as they were before the program ignored some; -1 where there is no
 * child. */
static pid_t start(const char *command, const int ends[2]) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t restored;
    sigemptyset(&restored);
    sigaddset(&restored, SIGPIPE);
    sigaddset(&restored, SIGXFSZ);
    sigaddset(&restored, SIGINT);
    char shell[] = "sh", option[] = "-c";
    char *const arguments[] = {shell, option, (char *)(uintptr_t)command, NULL};
    pid_t child = -1;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    if (posix_spawnattr_init(&attributes) == 0) {
        bool fine =
            posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO) == 0 &&
            posix_spawn_file_actions_addclose(&actions, ends[0]) == 0 &&
            posix_spawn_file_actions_addclose(&actions, ends[1]) == 0 &&
            posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF) == 0 &&
            posix_spawnattr_setsigdefault(&attributes, &restored) == 0 &&
            posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ) ==
                0;
        child = fine ? child : -1;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

bool pager_show(const char *command, Slice text) {
    int ends[2], status = 0;
    if (pipe(ends) != 0)
        return false;
    /* Ctrl-C is the pager's while it runs. */
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGINT, &ignore, &before);
    pid_t child = start(command, ends);
    close(ends[0]);
    /* A person who leaves the pager early has seen enough: that is no failure. */
    bool fed = child > 0 &&
               (io_write_all(ends[1], text.at, text.length) || errno == EPIPE);
    close(ends[1]);
    pid_t waited = -1;
    while (child > 0 && (waited = waitpid(child, &status, 0)) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &before, NULL);
    return fed && waited > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
