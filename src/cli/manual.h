/* The manual and the shells' completion, made of the tables of commands and options, so
 * that they say what --help says. */
#ifndef INTEG_CLI_MANUAL_H
#define INTEG_CLI_MANUAL_H

#include "cli/cli.h"

/* Pages for man, in mdoc: integ(1), one for each command, integ(5) for the language. */
void manual_write(Writer *out);
void manual_write_command(Writer *out, const Command *command);
void manual_write_language(Writer *out);

void completion_write_bash(Writer *out);
void completion_write_zsh(Writer *out);
void completion_write_fish(Writer *out);

#endif
