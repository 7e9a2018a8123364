/* Loading what a command's arguments name, and what every command that loads says about
 * it. */
#ifndef INTEG_CLI_LOAD_H
#define INTEG_CLI_LOAD_H

#include <stdbool.h>
#include "cli/cli.h"
#include "workspace/workspace.h"

/* What is to be loaded, as it was given. */
typedef struct Load {
    const char *const *paths; /* none: the current folder */
    int path_count;
    bool allow_outside;
    const char *as_of;  /* a date as "2020-12-02", or NULL */
    bool verdicts_only; /* see Request */
} Load;

/* The same as a request to load, in the arena. False where `as_of` is no date; it was
 * said then. */
bool cli_request(Cli *cli, Arena *arena, const Load *load, Request *out);
/* NULL where `as_of` is no date; it was said then. The caller drops the workspace. */
Workspace *cli_load(Cli *cli, const Load *load);
/* Says what could not be read; false where all was. */
bool cli_unreadable(Cli *cli, const UnreadableVec *unreadable);
/* The same of a workspace, and what was passed over, which is no failure. */
bool cli_unread(Cli *cli, const Workspace *workspace);

/* The value of an option --color, which may be NULL. */
#define COLOUR_CHOICES "always|never|auto"

/* Rows of several commands' tables of options. */
#define OPTION_AS_OF                                                                     \
    {                                                                                    \
        "as-of", "YYYY-MM-DD", "judge as on this day, not on the document's date", 0,    \
            false                                                                        \
    }
#define OPTION_COLOUR                                                                    \
    { "color", COLOUR_CHOICES, "use colours (default: auto, on a terminal)", 0, false }
#define OPTION_ALLOW_OUTSIDE                                                             \
    { "allow-outside", NULL, "includes may leave the folder of the first file", 0, false }
bool cli_colour(const Cli *cli, const char *value);

#endif
