/* Help, made from the table of commands and from their tables of options. */
#include "cli/cli.h"
#include "base/choices.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/manual.h"

const char integ_tagline[] = "Checks the figures in published funding documents";

static void write_padded(Writer *out, const char *text, uint32_t width) {
    writer_str(out, text);
    uint32_t own = utf8_text_width(slice_of(text));
    for (; own < width; own++)
        writer_str(out, " ");
}

void help_write(Cli *cli, Writer *out) {
    (void)cli;
    writer_format(out, "%s.\n\nUsage: integ COMMAND [OPTION…] [ARGUMENT…]\n\n",
                  integ_tagline);
    for (size_t i = 0; command_at(i); i++) {
        writer_str(out, "  ");
        write_padded(out, command_at(i)->name, 10);
        writer_str(out, command_at(i)->summary);
        writer_str(out, "\n");
    }
    writer_str(out, "\nA first file: integ new parks.  Help on a command: integ help "
                    "COMMAND.\n");
}

static void write_option(Writer *out, const Option *option) {
    enum { COLUMN = 32 };
    uint32_t width = 4 + utf8_text_width(slice_of(option->name));
    if (option->letter) {
        writer_format(out, "  -%c, --%s", option->letter, option->name);
        width += 4;
    } else {
        writer_format(out, "  --%s", option->name);
    }
    if (option->value) {
        const char *between = option->value[0] == '[' ? "" : " ";
        writer_format(out, "%s%s", between, option->value);
        width += utf8_text_width(slice_of(between)) +
                 utf8_text_width(slice_of(option->value));
    }
    if (width >= COLUMN) {
        writer_str(out, "\n");
        width = 0;
    }
    for (; width < COLUMN; width++)
        writer_str(out, " ");
    writer_format(out, "%s\n", option->help);
}

/* Lines below a heading, further in. */
static void write_section(Writer *out, const char *heading, const char *lines) {
    writer_format(out, "\n%s:\n", heading);
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        writer_format(out, "  %.*s\n", (int)length, lines);
        lines += length + (lines[length] == '\n');
    }
}

const Option option_help = {"help", NULL, "this help", 'h', false};

void help_write_command(Cli *cli, const Command *command) {
    Writer *out = cli->out;
    writer_format(out, "integ %s: %s\n\nUsage: integ %s %s\n", command->name,
                  command->summary, command->name, command->usage);
    writer_format(out, "\n%s\n\nOptions:\n", command->about);
    for (size_t i = 0; i < command->option_count; i++)
        write_option(out, &command->options[i]);
    write_option(out, &option_help);
    write_section(out, "Exit status", command->exit_status);
    write_section(out, "Examples", command->examples);
}

enum { HELP_FORMAT };

static const Option options[] = {
    [HELP_FORMAT] = {"format", "text|man|bash|zsh|fish",
                     "as text, a manual page, or completion for a shell", 0, false},
};

/* A page for man: of integ itself, of a command, or of the language. */
static Exit write_manual(Cli *cli, const Arguments *arguments) {
    const char *name = arguments->rest_count > 0 ? arguments->rest[0] : NULL;
    const Command *command = name ? command_find(name) : NULL;
    if (name && strcmp(name, "language") == 0) {
        manual_write_language(cli->out);
    } else if (command) {
        manual_write_command(cli->out, command);
    } else if (name) {
        command_unknown(cli, name);
        return EXIT_UNABLE;
    } else {
        manual_write(cli->out);
    }
    return EXIT_CLEAN;
}

static Exit help_run(Cli *cli, const Arguments *arguments) {
    const char *format = arguments->values[HELP_FORMAT];
    switch (format ? choices_find(options[HELP_FORMAT].value, slice_of(format)) : 0) {
    case 1: return write_manual(cli, arguments);
    case 2: completion_write_bash(cli->out); return EXIT_CLEAN;
    case 3: completion_write_zsh(cli->out); return EXIT_CLEAN;
    case 4: completion_write_fish(cli->out); return EXIT_CLEAN;
    default: break;
    }
    if (arguments->rest_count == 0) {
        help_write(cli, cli->out);
        return EXIT_CLEAN;
    }
    for (int i = 0; i < arguments->rest_count; i++) {
        const Command *command = command_find(arguments->rest[i]);
        if (!command) {
            command_unknown(cli, arguments->rest[i]);
            return EXIT_UNABLE;
        }
        writer_str(cli->out, i > 0 ? "\n" : "");
        help_write_command(cli, command);
    }
    return EXIT_CLEAN;
}

const Command command_help = {
    .name = "help",
    .summary = "explains a command",
    .usage = "[OPTION…] [COMMAND…]",
    .about =
        "With no command it lists all commands. --format man writes a manual page: of "
        "integ, of a command,\nor of the language (integ help --format man language).",
    .examples =
        "integ help check\ninteg help --format man language | man -l -\ninteg help "
        "--format bash > ~/.local/share/bash-completion/completions/integ",
    .exit_status = "0  shown\n2  there is no such command",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = help_run,
};
