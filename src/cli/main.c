/* The program: sets up memory and output, finds the command, and turns everything that
 * went wrong into an exit status. Nothing else exits. */
#include "cli/cli.h"
#include "cli/actions.h"
#include "cli/streams.h"

#include "base/version.h"
#include "repl/editor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    streams_hold();
    Memory memory = memory_system(streams_no_memory, NULL);
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
    status = streams_finish(&memory, out, cli.err, status);
    actions_finish(&guards[1]);
    writer_close(&memory, err);
    return (int)status;
}
