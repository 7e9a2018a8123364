/* What every command is made of, and what it is handed: a row in the table of commands,
 * its options as a table, and the world as writers. */
#ifndef INTEG_CLI_CLI_H
#define INTEG_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include "base/memory.h"
#include "base/writer.h"

typedef enum Exit {
    EXIT_CLEAN = 0,    /* nothing at error level */
    EXIT_FINDINGS = 1, /* findings */
    EXIT_UNABLE = 2    /* the work could not be done */
} Exit;

typedef struct Option {
    const char *name; /* "format", for --format */
    /* "text|json": one of these; "DATE": anything; NULL: takes none. "[=BASE]": may be
     * left out, so it stands behind = alone. */
    const char *value;
    const char *help;
    char letter;  /* 'o', for -o; 0: it has no short form */
    bool repeats; /* may stand several times; else the last one counts */
} Option;

enum { OPTIONS_MOST = 32 };

/* What an option has as its value that was given without one. It is this very text, so
 * that --changed and --changed= can be told apart. */
extern const char option_no_value[];

/* An option as it was given. */
typedef struct Given {
    int option; /* its row in the table */
    const char *value;
} Given;

typedef struct Arguments {
    const char *values[OPTIONS_MOST]; /* by row of the table: NULL where not given, "" for
                                         an option without a value; the last one given */
    Given *given;                     /* all of them, in their order */
    int given_count;
    const char **rest; /* what is not an option, in argv */
    int rest_count;
    bool help; /* --help or -h is among them */
} Arguments;

typedef struct Cli {
    const Memory *memory;
    Writer *out, *err;
    Writer *commands; /* standard output for what GitHub Actions is to obey */
    bool terminal;    /* standard output is one, and colours are welcome */
} Cli;

typedef struct Command {
    const char *name, *summary;
    const char *usage; /* "[OPTION…] [FILE|FOLDER…]" */
    const char *about; /* paragraphs for its help */
    /* Sections of its help, as lines: commands to type, and "0  done". */
    const char *examples, *exit_status;
    const Option *options;
    size_t option_count;
    Exit (*run)(Cli *cli, const Arguments *arguments);
} Command;

extern const Command command_check;
extern const Command command_query;
extern const Command command_diff;
extern const Command command_explain;
extern const Command command_fmt;
extern const Command command_import;
extern const Command command_new;
extern const Command command_help;
extern const Command command_repl;
extern const Command command_lsp;

/* What integ does, in a few words. */
extern const char integ_tagline[];

/* NULL where there is none. */
const Command *command_find(const char *name);
/* The commands in the order of the help; NULL behind the last. */
const Command *command_at(size_t index);
/* --help, which every command has. */
extern const Option option_help;
/* Says that there is no such command, and what may have been meant. */
void command_unknown(Cli *cli, const char *name);
void help_write(Cli *cli, Writer *out);
void help_write_command(Cli *cli, const Command *command);

/* Reads `argv` by the command's table, and reorders it so that `rest` is its head. False
 * where something is wrong; it has been said then. arguments_free in either case. */
bool arguments_read(Cli *cli, const Command *command, int argc, char **argv,
                    Arguments *out);
void arguments_free(Cli *cli, Arguments *arguments);
/* Which value of an option's row is given, by number from 0; NULL where there are no
 * more. */
const char *arguments_value(const Arguments *arguments, int option, int number);

/* "integ: …" on standard error, with a newline. */
void cli_complain(Cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
