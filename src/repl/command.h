/* The commands of the prompt, which begin with a dot: a table, from which help and
 * completion are made too. */
#ifndef INTEG_REPL_COMMAND_H
#define INTEG_REPL_COMMAND_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"

typedef struct Session Session;

/* What the first argument is, for completion. */
typedef enum CommandTakes {
    TAKES_NOTHING,
    TAKES_CHOICE, /* one of ReplCommand.choices */
    TAKES_COMMAND,
    TAKES_TABLE,
    TAKES_QUERY,
    TAKES_CODE,
    TAKES_DOCUMENT,
    TAKES_FILE
} CommandTakes;

typedef struct ReplCommand {
    const char *name;      /* "schema", for .schema */
    const char *arguments; /* "[TABLE]"; "" where it takes none */
    const char *help;      /* one line */
    CommandTakes takes;
    const char *choices; /* "off|on"; NULL: it is no choice */
    /* `argument`: what stands behind the name, spaces around it off. False where it
     * could not be done; that was said. */
    bool (*run)(Session *session, Slice argument);
} ReplCommand;

/* Row `index` of the table, in the order of the help; NULL behind the last. */
const ReplCommand *command_row(uint32_t index);
/* Runs a line ".name argument". */
bool command_run(Session *session, Slice line);
/* The name in such a line, without its dot. */
Slice command_name(Slice line);

#endif
