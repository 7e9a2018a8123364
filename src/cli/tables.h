/* integ-tables, the second program: where it is, and how it is asked. */
#ifndef INTEG_CLI_TABLES_H
#define INTEG_CLI_TABLES_H

#include "base/vec.h"
#include "cli/cli.h"

typedef VEC(const char *) TablesWords;

/* The path of the program, or its name where it has to be looked for. */
const char *tables_program(Arena *arena);
/* The words for it of an import's command line; in the arena, NULL at the end. */
TablesWords tables_words(Arena *arena, const char *program, const Arguments *arguments);
/* Says that it is not installed. */
Exit tables_missing(Cli *cli);
/* Imports as `words` say, and gives what would be written. `more` is one word more, or
 * NULL; `input` is what it reads, or NULL. EXIT_UNABLE where nothing is; it was said. */
Exit tables_import(Cli *cli, Arena *arena, const Arguments *arguments, const char *more,
                   const Slice *input, Slice *out);

#endif
