/* Runs git: its output through a pipe, nothing to read, its errors dropped. */
#include "cli/git.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

/* POSIX leaves its declaration to the program. */
extern char **environ;

/* What no repository may choose: programs that git would run, and whatever changes the
 * form of its answers. Filters of contents are named by the repository: see changed.c. */
static const char *const settings[] = {
    "core.fsmonitor=false",          "core.hooksPath=/dev/null",
    "core.quotePath=true",           "core.pager=cat",
    "core.alternateRefsCommand=",    "core.sshCommand=false",
    "core.attributesFile=/dev/null", "diff.external=",
    "diff.interHunkContext=0",       "diff.noprefix=false",
    "diff.mnemonicPrefix=false",     "diff.renames=true",
    "diff.renameLimit=1000",         "diff.orderFile=/dev/null",
    "diff.suppressBlankEmpty=false", "diff.indentHeuristic=false",
    "diff.relative=false",           "diff.wsErrorHighlight=none",
    "diff.algorithm=default",        "protocol.allow=never",
    "safe.bareRepository=explicit",  "submodule.recurse=false",
    "maintenance.auto=false",        "gc.auto=0",
};

/* The same, where a setting of the repository would win over one of ours: the remote of a
 * partial clone names the program that fetches what is missing, and `protocol.ext.allow`
 * goes before `protocol.allow`. The list holds no protocol. */
static const char *const surroundings[] = {"GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1"};

enum { OUTPUT_MOST = 1 << 30, ARGUMENTS_MOST = 32 };

/* The signals that this program holds back are not git's to hold back. */
static bool prepare(posix_spawn_file_actions_t *files, posix_spawnattr_t *attributes,
                    const int pipe_ends[2]) {
    sigset_t none, defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    return posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY,
                                            0) == 0 &&
           posix_spawn_file_actions_adddup2(files, pipe_ends[1], STDOUT_FILENO) == 0 &&
           posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY,
                                            0) == 0 &&
           posix_spawnattr_setsigmask(attributes, &none) == 0 &&
           posix_spawnattr_setsigdefault(attributes, &defaults) == 0 &&
           posix_spawnattr_setflags(attributes,
                                    POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
}

/* Whether a variable, "NAME=value", is one of those. */
static bool is_ours(const char *variable) {
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++) {
        size_t name = (size_t)(strchr(surroundings[i], '=') - surroundings[i]) + 1;
        if (strncmp(variable, surroundings[i], name) == 0)
            return true;
    }
    return false;
}

/* What this program was started with, but for them; NULL at the end. */
static const char *const *environment(Arena *arena) {
    VEC(const char *) all = {0};
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++)
        *VEC_PUSH(arena, &all) = surroundings[i];
    for (char **at = environ; at && *at; at++)
        if (!is_ours(*at))
            *VEC_PUSH(arena, &all) = *at;
    *VEC_PUSH(arena, &all) = NULL;
    return all.at;
}

/* False where it could not be started. */
static bool start(const char *const *words, const char *const *variables,
                  const int pipe_ends[2], pid_t *child) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&files) != 0)
        return false;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return false;
    }
    bool fine = prepare(&files, &attributes, pipe_ends) &&
                posix_spawnp(child, "git", &files, &attributes, (char *const *)words,
                             (char *const *)variables) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return fine;
}

static GitResult finish(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return GIT_MISSING;
    /* 127 is what a child says that could not become git. */
    if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
        return GIT_MISSING;
    return WEXITSTATUS(status) == 0 ? GIT_DONE : GIT_REFUSED;
}

static GitResult run(Arena *arena, const char *const *words, Slice *out) {
    int ends[2];
    if (pipe(ends) != 0)
        return GIT_MISSING;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    pid_t child;
    bool started = start(words, environment(arena), ends, &child);
    close(ends[1]);
    if (!started) {
        close(ends[0]);
        return GIT_MISSING;
    }
    const Memory *memory = arena_memory(arena);
    char *at = NULL;
    size_t length = 0;
    IoStatus status = io_read_stream(memory, ends[0], OUTPUT_MOST, &at, &length);
    close(ends[0]);
    GitResult result = finish(child);
    if (status != IO_OK)
        return GIT_MISSING;
    *out = arena_copy(arena, (Slice){at, (uint32_t)length});
    memory_free(memory, at);
    return result;
}

GitResult git_run(Arena *arena, const char *folder, const char *const *more,
                  const char *const *arguments, Slice *out) {
    enum { SETTINGS = sizeof settings / sizeof *settings, OWN_MOST = 8 };
    static const char *const none[] = {NULL};
    const char *const *further = more ? more : none;
    size_t extra = 0;
    while (further[extra])
        extra++;
    const char **words = ARENA_ARRAY(arena, const char *,
                                     2 * (SETTINGS + extra) + ARGUMENTS_MOST + OWN_MOST);
    size_t count = 0;
    words[count++] = "git";
    words[count++] = "--no-optional-locks";
    for (size_t i = 0; i < SETTINGS + extra; i++) {
        words[count++] = "-c";
        words[count++] = i < SETTINGS ? settings[i] : further[i - SETTINGS];
    }
    if (folder) {
        words[count++] = "-C";
        words[count++] = folder;
    }
    for (size_t i = 0; i < ARGUMENTS_MOST && arguments[i]; i++)
        words[count++] = arguments[i];
    *out = (Slice){0};
    return run(arena, words, out);
}

GitResult git_filters(Arena *arena, const char *folder, const char *const **out) {
    const char *const arguments[] = {"config",       "-z",         "--name-only",
                                     "--get-regexp", "^filter[.]", NULL};
    Slice names;
    VEC(const char *) off = {0};
    GitResult result = git_run(arena, folder, NULL, arguments, &names);
    if (result == GIT_MISSING)
        return result;
    if (result == GIT_DONE) { /* else there are none */
        const char *end = names.at + names.length;
        for (const char *at = names.at; at < end; at += strlen(at) + 1) {
            Slice name = slice_of(at);
            if (strchr(at, '=') != NULL) /* it would be read as another name */
                return GIT_REFUSED;
            bool required = slice_ends(name, SLICE(".required"));
            *VEC_PUSH(arena, &off) =
                arena_format(arena, "%s=%s", at, required ? "false" : "").at;
        }
    }
    *VEC_PUSH(arena, &off) = NULL;
    *out = off.at;
    return GIT_DONE;
}
