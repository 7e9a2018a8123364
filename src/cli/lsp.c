/* integ lsp: the language server, on standard input and output. */
#include "cli/cli.h"

#include <unistd.h>

#include "lsp/server.h"

enum { LSP_STDIO };

static const Option options[] = {
    [LSP_STDIO] = {"stdio", NULL, "use standard input and output, as it does without", 0,
                   false},
};

static Exit lsp_run(Cli *cli, const Arguments *arguments) {
    if (arguments->rest_count > 0) {
        cli_complain(cli,
                     "lsp takes no files: an editor opens them; to check files now: "
                     "integ check %.200s",
                     arguments->rest[0]);
        return EXIT_UNABLE;
    }
    if (isatty(STDIN_FILENO)) {
        cli_complain(cli, "integ lsp is run by an editor, which speaks to it on standard "
                          "input; to check files yourself: integ check");
        return EXIT_UNABLE;
    }
    const char *why;
    bool fine = server_run(cli->memory, STDIN_FILENO, cli->commands, &why);
    if (why != NULL) {
        cli_complain(cli, "%s", why);
        return EXIT_UNABLE;
    }
    return fine ? EXIT_CLEAN : EXIT_FINDINGS; /* as the protocol has it */
}

const Command command_lsp = {
    .name = "lsp",
    .summary = "serves editors: findings while you type, fixes, completion",
    .usage = "[--stdio]",
    .about =
        "Runs the language server, which an editor starts and speaks to (Language Server "
        "Protocol 3.17).\nIt reports what integ check reports, while you type, and "
        "offers "
        "fixes, completion, hover, rename\nand formatting.\n\nFiles of a folder that the "
        "editor has open are checked together, as integ check FOLDER does. Any\nother "
        "file is checked with what it includes. What you have not saved yet counts.\n\n"
        "An editor can send settings, as initializationOptions or in the section "
        "\"integ\":\n  scope        \"folder\" (default) or \"file\": each file with its "
        "includes alone\n  level        \"note\" (default), \"warning\" or \"error\": "
        "the "
        "least that is shown\n  inlayHints   true (default) or false\n  asOf         a "
        "date, as 2024-12-31: judge as on this day\n  diagnostics  \"push\" (default) or "
        "\"pull\": the editor asks for findings",
    .examples = "integ lsp",
    .exit_status = "0  the editor ended it\n1  the editor is gone, without a word\n2  "
                   "libjansson is not installed, or the command was not run by an editor",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = lsp_run,
};
