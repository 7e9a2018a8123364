/* Reading a command's arguments by its table of options: one parser for all commands. */
#include "cli/cli.h"
#include "base/choices.h"
#include "base/nearest.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

void cli_complain(Cli *cli, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    size_t room = (size_t)length + 1;
    char *message = memory_resize(cli->memory, NULL, room);
    vsnprintf(message, room, format, again);
    va_end(again);
    Text text = {.memory = cli->memory};
    utf8_escape(&text, (Slice){message, (uint32_t)length}, 1);
    writer_str(cli->err, "integ: ");
    writer_slice(cli->err, text_view(&text));
    writer_str(cli->err, "\n");
    text_free(&text);
    memory_free(cli->memory, message);
}

/* ---- choices: "text|json" ---- */

const char option_no_value[] = "";

static bool check_choice(Cli *cli, const Option *option, const char *text) {
    if (!strchr(option->value, '|') || choices_find(option->value, slice_of(text)) >= 0)
        return true;
    Slice candidates[OPTIONS_MOST];
    uint32_t count = 0;
    for (; count < OPTIONS_MOST; count++) {
        candidates[count] = choices_at(option->value, (int)count);
        if (!candidates[count].at)
            break;
    }
    int32_t nearest = nearest_of(slice_of(text), candidates, count);
    if (nearest >= 0) {
        cli_complain(cli, "--%s takes %s, not \"%.64s\"; did you mean \"%.*s\"?",
                     option->name, option->value, text, SLICE_ARGS(candidates[nearest]));
    } else {
        cli_complain(cli, "--%s takes %s, not \"%.64s\"", option->name, option->value,
                     text);
    }
    return false;
}

/* ---- options ---- */

static const Option *find_option(const Command *command, Slice name) {
    for (size_t i = 0; i < command->option_count; i++)
        if (slice_is(name, command->options[i].name))
            return &command->options[i];
    return NULL;
}

static const Option *find_letter(const Command *command, char letter) {
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].letter == letter && letter != 0)
            return &command->options[i];
    return NULL;
}

static void unknown_option(Cli *cli, const Command *command, const char *argument) {
    Slice candidates[OPTIONS_MOST + 1];
    uint32_t count = 0;
    for (size_t i = 0; i < command->option_count; i++)
        candidates[count++] = slice_of(command->options[i].name);
    candidates[count++] = SLICE("help");
    const char *name = argument + strspn(argument, "-");
    Slice given = {name, (uint32_t)strcspn(name, "=")};
    int32_t nearest = nearest_of(given, candidates, count);
    if (nearest >= 0) {
        cli_complain(cli, "%s has no option \"%.64s\"; did you mean \"--%.*s\"?",
                     command->name, argument, SLICE_ARGS(candidates[nearest]));
    } else {
        cli_complain(cli, "%s has no option \"%.64s\"; see: integ help %s", command->name,
                     argument, command->name);
    }
}

/* The option that an argument is, and the value that stands in it (--name=value, -oFILE)
 * or NULL. */
static const Option *option_of(const Command *command, const char *argument,
                               const char **value) {
    if (argument[1] != '-') {
        *value = argument[2] != 0 ? argument + 2 : NULL;
        return find_letter(command, argument[1]);
    }
    const char *name = argument + 2;
    Slice key = {name, (uint32_t)strcspn(name, "=")};
    *value = name[key.length] == '=' ? name + key.length + 1 : NULL;
    return find_option(command, key);
}

/* Reads the option at argv[at]; gives the index of its last argument, or -1. */
static int read_option(Cli *cli, const Command *command, int argc, char **argv, int at,
                       Arguments *out) {
    const char *value;
    const Option *option = option_of(command, argv[at], &value);
    if (!option) {
        unknown_option(cli, command, argv[at]);
        return -1;
    }
    if (!option->value && value) {
        cli_complain(cli, "--%s takes no value", option->name);
        return -1;
    }
    if (option->value && !value && option->value[0] != '[') {
        if (at + 1 >= argc) {
            cli_complain(cli, "--%s needs a value: %s", option->name, option->value);
            return -1;
        }
        value = argv[++at];
    }
    if (option->value && value && !check_choice(cli, option, value))
        return -1;
    int row = (int)(option - command->options);
    out->values[row] = value ? value : option_no_value;
    out->given[out->given_count++] = (Given){row, out->values[row]};
    return at;
}

bool arguments_read(Cli *cli, const Command *command, int argc, char **argv,
                    Arguments *out) {
    *out = (Arguments){.rest = (const char **)argv};
    out->given = memory_resize(cli->memory, NULL, ((size_t)argc + 1) * sizeof(Given));
    bool options = true;
    for (int i = 0; i < argc; i++) {
        if (!options || argv[i][0] != '-' || argv[i][1] == '\0') {
            argv[out->rest_count++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            out->help = true;
        } else {
            i = read_option(cli, command, argc, argv, i, out);
            if (i < 0)
                return false;
        }
    }
    return true;
}

void arguments_free(Cli *cli, Arguments *arguments) {
    memory_free(cli->memory, arguments->given);
    arguments->given = NULL;
}

const char *arguments_value(const Arguments *arguments, int option, int number) {
    for (int i = 0; i < arguments->given_count; i++)
        if (arguments->given[i].option == option && number-- == 0)
            return arguments->given[i].value;
    return NULL;
}
