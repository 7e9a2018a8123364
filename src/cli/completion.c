/* Completion for bash, zsh and fish. */
#include "cli/manual.h"

#include <string.h>

/* What a value is, for a shell. */
typedef enum ValueSort { VALUE_NONE, VALUE_CHOICE, VALUE_PATH, VALUE_ANYTHING } ValueSort;

static ValueSort sort_of(const Option *option) {
    if (!option->value)
        return VALUE_NONE;
    if (strcmp(option->value, "FILE") == 0 || strstr(option->value, "=FILE"))
        return VALUE_PATH;
    return option->value[0] != '[' && strchr(option->value, '|') ? VALUE_CHOICE
                                                                 : VALUE_ANYTHING;
}

/* "text|json" with blanks between. */
static void write_choices(Writer *out, const char *value) {
    for (; *value; value++)
        writer_bytes(out, *value == '|' ? " " : value, 1);
}

/* A help text in single quotes, with what the shell would take for more left out. */
static void write_quoted(Writer *out, const char *text, const char *unwanted) {
    for (; *text; text++)
        if (*text == '\'')
            writer_str(out, "'\\''");
        else if (strchr(unwanted, *text))
            writer_str(out, *text == ':' ? " -" : "");
        else
            writer_bytes(out, text, 1);
}

static void write_command_names(Writer *out) {
    for (size_t i = 0; command_at(i); i++)
        writer_format(out, "%s%s", i > 0 ? " " : "", command_at(i)->name);
}

/* ---- bash ---- */

static void write_bash_values(Writer *out, const Command *command) {
    for (size_t i = 0; i < command->option_count; i++) {
        const Option *option = &command->options[i];
        ValueSort sort = sort_of(option);
        if (sort == VALUE_CHOICE) {
            writer_format(out, "            %s:--%s) choices='", command->name,
                          option->name);
            write_choices(out, option->value);
            writer_str(out, "' ;;\n");
        } else if (sort == VALUE_PATH || sort == VALUE_ANYTHING) {
            writer_format(out, "            %s:--%s) files=any ;;\n", command->name,
                          option->name);
        }
    }
}

static void write_bash_options(Writer *out, const Command *command) {
    writer_format(out, "            %s) options='", command->name);
    for (size_t i = 0; i < command->option_count; i++)
        writer_format(out, "--%s ", command->options[i].name);
    writer_str(out, "--help' ;;\n");
}

void completion_write_bash(Writer *out) {
    writer_str(
        out, "# Completion of integ for bash; made by: integ help --format bash\n"
             "_integ() {\n"
             "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
             "    local command=${COMP_WORDS[1]} choices='' files='' options=''\n"
             "    COMPREPLY=()\n"
             "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
             "        mapfile -t COMPREPLY < <(compgen -W '");
    write_command_names(out);
    writer_str(out,
               " --help --version' -- \"$cur\")\n"
               "        return\n"
               "    fi\n"
               "    if [ \"$cur\" = = ]; then cur=''; prev=${COMP_WORDS[COMP_CWORD-1]}\n"
               "    elif [ \"$prev\" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
               "    case $prev in\n"
               "        --*) case $command:$prev in\n");
    for (size_t i = 0; command_at(i); i++)
        write_bash_values(out, command_at(i));
    writer_str(out,
               "        esac ;;\n"
               "    esac\n"
               "    if [ -n \"$choices\" ]; then\n"
               "        mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$cur\")\n"
               "    elif [ -n \"$files\" ]; then\n"
               "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
               "    elif [[ $cur == -* ]]; then\n"
               "        case $command in\n");
    for (size_t i = 0; command_at(i); i++)
        write_bash_options(out, command_at(i));
    writer_str(out,
               "        esac\n"
               "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n"
               "    elif [ \"$command\" = help ]; then\n"
               "        mapfile -t COMPREPLY < <(compgen -W '");
    write_command_names(out);
    writer_str(out,
               "' -- \"$cur\")\n"
               "    else\n"
               "        mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"; compgen -f -X "
               "'!*.integ' -- \"$cur\")\n"
               "    fi\n"
               "}\n"
               "complete -o filenames -F _integ integ\n");
}

/* ---- zsh ---- */

static void write_zsh_option(Writer *out, const Option *option) {
    writer_format(out, " \\\n                '%s--%s%s[", option->repeats ? "*" : "",
                  option->name, option->value ? "=" : "");
    write_quoted(out, option->help, "[]:");
    writer_str(out, "]");
    ValueSort sort = sort_of(option);
    if (sort == VALUE_CHOICE) {
        writer_format(out, ":%s:(", option->name);
        write_choices(out, option->value);
        writer_str(out, ")");
    } else if (sort != VALUE_NONE) {
        writer_format(out, ":%s:%s", option->name, sort == VALUE_PATH ? "_files" : "");
    }
    writer_str(out, "'");
}

void completion_write_zsh(Writer *out) {
    writer_str(out, "#compdef integ\n"
                    "# Completion of integ for zsh; made by: integ help --format zsh\n"
                    "_integ() {\n"
                    "    local -a commands\n"
                    "    commands=(\n");
    for (size_t i = 0; command_at(i); i++) {
        writer_format(out, "        '%s:", command_at(i)->name);
        write_quoted(out, command_at(i)->summary, ":");
        writer_str(out, "'\n");
    }
    writer_str(out, "    )\n"
                    "    if (( CURRENT == 2 )); then\n"
                    "        _describe command commands\n"
                    "        return\n"
                    "    fi\n"
                    "    local command=$words[2]\n"
                    "    shift words\n"
                    "    (( CURRENT-- ))\n"
                    "    case $command in\n");
    for (size_t i = 0; command_at(i); i++) {
        const Command *command = command_at(i);
        writer_format(out, "        %s)\n            _arguments", command->name);
        for (size_t k = 0; k < command->option_count; k++)
            write_zsh_option(out, &command->options[k]);
        writer_str(out, " \\\n                '--help[this help]' \\\n                "
                        "'*:file:_files -g \"*.integ(-.) *(-/)\"' ;;\n");
    }
    writer_str(out, "    esac\n"
                    "}\n"
                    "_integ \"$@\"\n");
}

/* ---- fish ---- */

static void write_fish_option(Writer *out, const Command *command, const Option *option) {
    writer_format(out, "complete -c integ -n '__fish_seen_subcommand_from %s' -l %s",
                  command->name, option->name);
    if (option->letter)
        writer_format(out, " -s %c", option->letter);
    ValueSort sort = sort_of(option);
    if (sort == VALUE_CHOICE) {
        writer_str(out, " -x -a '");
        write_choices(out, option->value);
        writer_str(out, "'");
    } else if (sort != VALUE_NONE) {
        writer_str(out, sort == VALUE_PATH ? " -r -F" : " -x");
    }
    writer_str(out, " -d '");
    write_quoted(out, option->help, "");
    writer_str(out, "'\n");
}

void completion_write_fish(Writer *out) {
    writer_str(out, "# Completion of integ for fish; made by: integ help --format fish\n"
                    "complete -c integ -f\n");
    for (size_t i = 0; command_at(i); i++) {
        const Command *command = command_at(i);
        writer_format(out, "complete -c integ -n __fish_use_subcommand -a %s -d '",
                      command->name);
        write_quoted(out, command->summary, "");
        writer_str(out, "'\n");
    }
    for (size_t i = 0; command_at(i); i++)
        for (size_t k = 0; k < command_at(i)->option_count; k++)
            write_fish_option(out, command_at(i), &command_at(i)->options[k]);
    writer_str(out, "complete -c integ -n 'not __fish_use_subcommand' -a "
                    "'(__fish_complete_suffix .integ)'\n");
}
