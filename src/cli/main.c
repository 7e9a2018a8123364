/* The program: sets up memory and output, finds the command, and turns everything that
 * went wrong into an exit status. Nothing else exits. */
#include "cli/cli.h"
#include "cli/actions.h"

#include "base/version.h"
#include "repl/editor.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_all(int fd, const char *text) {
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written <= 0)
            return;
        text += written;
        length -= (size_t)written;
    }
}

static void no_memory(void *context) {
    (void)context;
    write_all(STDERR_FILENO, "integ: there is not enough memory\n");
    _exit(EXIT_UNABLE);
}

/* A standard stream that is closed would give its number to the next file opened; the
 * wrong direction of /dev/null keeps it failing instead. */
static void hold_streams(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            int mode = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
            if (open("/dev/null", mode) < 0)
                return;
        }
    }
}

static bool colours_welcome(void) {
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(term && strcmp(term, "dumb") == 0);
}

static Exit run(Cli *cli, int argc, char **argv) {
    if (argc < 2) {
        help_write(cli, cli->err);
        return EXIT_UNABLE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        writer_format(cli->out, "integ %s\nline editor: %s\n", version_number,
                      editor_name);
        return EXIT_CLEAN;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        help_write(cli, cli->out);
        return EXIT_CLEAN;
    }
    const Command *command = command_find(argv[1]);
    if (!command) {
        command_unknown(cli, argv[1]);
        return EXIT_UNABLE;
    }
    Arguments arguments;
    Exit status = EXIT_CLEAN;
    if (!arguments_read(cli, command, argc - 2, argv + 2, &arguments))
        status = EXIT_UNABLE;
    else if (arguments.help)
        help_write_command(cli, command);
    else
        status = command->run(cli, &arguments);
    arguments_free(cli, &arguments);
    return status;
}

/* What goes into a file is read by no runner, and stays as it is. */
static bool is_file(int fd) {
    struct stat about;
    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

int main(int argc, char **argv) {
    hold_streams();
    /* A write says itself that nobody reads, or that a file may be no longer; to be ended
     * by that would leave files behind. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    Memory memory = memory_system(no_memory, NULL);
    Writer *out = writer_fd(&memory, STDOUT_FILENO);
    Writer *err = writer_fd(&memory, STDERR_FILENO);
    Cli cli = {.memory = &memory,
               .out = out,
               .err = err,
               .commands = out,
               .terminal = colours_welcome()};
    ActionsGuard guards[2] = {{.out = out}, {.out = err}};
    const char *actions = getenv("GITHUB_ACTIONS");
    if (actions && strcmp(actions, "true") == 0) {
        cli.out = is_file(STDOUT_FILENO) ? out : actions_guard(&guards[0], out);
        cli.err = is_file(STDERR_FILENO) ? err : actions_guard(&guards[1], err);
    }
    Exit status = run(&cli, argc, argv);
    actions_finish(&guards[0]);
    bool written = writer_flush(out), unread = writer_unread(out);
    writer_close(&memory, out);
    if (unread) {
        /* Whoever reads has seen enough, as head does: it ends as other filters do. */
        writer_close(&memory, err);
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    /* A full disk may show only here. */
    if (close(STDOUT_FILENO) != 0 || !written) {
        cli_complain(&cli, "the output could not be written");
        status = EXIT_UNABLE;
    }
    actions_finish(&guards[1]);
    writer_close(&memory, err);
    return (int)status;
}
