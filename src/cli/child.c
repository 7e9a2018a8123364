/* A program at the other ends of two pipes. */
#include "cli/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

/* POSIX leaves its declaration to the program. */
extern char **environ;

enum { OUTPUT_MOST = 1 << 30 };

typedef struct Pipe {
    int from, to; /* -1: it is not open */
} Pipe;

static bool open_pipe(Pipe *pipe_ends) {
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    *pipe_ends = (Pipe){ends[0], ends[1]};
    return true;
}

static void close_end(int *end) {
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* The signals that this program holds back are not the other's to hold back. */
static bool prepare(posix_spawn_file_actions_t *files, posix_spawnattr_t *attributes,
                    const Child *child, const Pipe *in, const Pipe *out) {
    sigset_t none, defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    bool reads =
        child->input
            ? posix_spawn_file_actions_adddup2(files, in->from, STDIN_FILENO) == 0
            : !child->silent || posix_spawn_file_actions_addopen(
                                    files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0;
    bool says = !child->silent ||
                posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null",
                                                 O_WRONLY, 0) == 0;
    return reads && says &&
           posix_spawn_file_actions_adddup2(files, out->to, STDOUT_FILENO) == 0 &&
           posix_spawnattr_setsigmask(attributes, &none) == 0 &&
           posix_spawnattr_setsigdefault(attributes, &defaults) == 0 &&
           posix_spawnattr_setflags(attributes,
                                    POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
}

/* False where it could not be started. */
static bool start(const Child *child, const Pipe *in, const Pipe *out, pid_t *id) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&files) != 0)
        return false;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return false;
    }
    char *const *variables = child->variables ? (char *const *)child->variables : environ;
    bool fine = prepare(&files, &attributes, child, in, out) &&
                posix_spawnp(id, child->program, &files, &attributes,
                             (char *const *)child->words, variables) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return fine;
}

static bool wait_for(pid_t id, int *status) {
    int ended;
    while (waitpid(id, &ended, 0) < 0)
        if (errno != EINTR)
            return false;
    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    /* 127 is what a child says that could not become the program. */
    return WIFEXITED(ended) && *status != 127;
}

static bool run(Arena *arena, const Child *child, Pipe *in, Pipe *out, Slice *printed,
                int *status) {
    pid_t id;
    bool started = start(child, in, out, &id);
    close_end(&in->from);
    close_end(&out->to);
    if (!started)
        return false;
    /* One that refuses before it has read all says so by its status. */
    if (child->input)
        io_write_all(in->to, child->input->at, child->input->length);
    close_end(&in->to);
    const Memory *memory = arena_memory(arena);
    char *at = NULL;
    size_t length = 0;
    IoStatus read = io_read_stream(memory, out->from, OUTPUT_MOST, &at, &length);
    close_end(&out->from);
    bool ended = wait_for(id, status);
    if (read == IO_OK)
        *printed = arena_copy(arena, (Slice){at, (uint32_t)length});
    memory_free(memory, at);
    return ended && read == IO_OK;
}

bool child_run(Arena *arena, const Child *child, Slice *out, int *status) {
    Pipe in = {-1, -1}, from = {-1, -1};
    *out = (Slice){"", 0};
    bool done = open_pipe(&from) && (!child->input || open_pipe(&in)) &&
                run(arena, child, &in, &from, out, status);
    close_end(&in.from);
    close_end(&in.to);
    close_end(&from.from);
    close_end(&from.to);
    return done;
}
