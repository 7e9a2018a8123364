/* The table of commands. */
#include "cli/cli.h"
#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

/* In the order of the help. */
/* clang-format off */
static const Command *const commands[] = {
    &command_check,
    &command_query,
    &command_diff,
    &command_repl,
    &command_lsp,
    &command_fmt,
    &command_import,
    &command_explain,
    &command_new,
    &command_help,
};
/* clang-format on */

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

const Command *command_find(const char *name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const Command *command_at(size_t index) {
    return index < COMMAND_COUNT ? commands[index] : NULL;
}

void command_unknown(Cli *cli, const char *name) {
    Slice candidates[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        candidates[i] = slice_of(commands[i]->name);
    Slice given = slice_of(name);
    int32_t nearest = nearest_of(given, candidates, COMMAND_COUNT);
    if (slice_ends(given, SLICE(".integ"))) {
        cli_complain(cli, "\"%.200s\" is not a command; to check it: integ check %.200s",
                     name, name);
    } else if (nearest >= 0) {
        cli_complain(cli, "there is no command \"%.64s\"; did you mean \"%.*s\"?", name,
                     SLICE_ARGS(candidates[nearest]));
    } else {
        cli_complain(cli, "there is no command \"%.64s\"; see: integ help", name);
    }
}
