/* integ new: a start for who has none: a first file, and what keeps it checked. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/path.h"
#include "base/str.h"
#include "base/version.h"

enum { NEW_REPOSITORY };

static const Option options[] = {
    [NEW_REPOSITORY] = {"repository", "OWNER/NAME",
                        "where the CI job finds integ's own repository", 0, false},
};

/* examples/small.integ, which the tests check. */
static const char first_file[] =
#include "first.h"
    ;

static const char ignore_file[] = "# What editors leave behind.\n"
                                  "*~\n"
                                  "*.swp\n"
                                  "# Reports of integ check --report FORMAT=FILE.\n"
                                  "*.sarif\n";

/* %s: the repository; %s: the version. */
static const char job_file[] =
    "# Every push and pull request is checked; findings stand on the lines of the "
    "change.\n"
    "name: integ\n"
    "on: [push, pull_request]\n"
    "permissions:\n"
    "  contents: read\n"
    "jobs:\n"
    "  check:\n"
    "    runs-on: ubuntu-latest\n"
    "    steps:\n"
    "      - uses: actions/checkout@v4\n"
    "        with:\n"
    "          fetch-depth: 0\n"
    "      # The repository in which integ itself stands, and its version.\n"
    "      - uses: %s/examples/ci@v%s\n"
    "        with:\n"
    "          paths: .\n";

static const char hooks_file[] =
    "# For pre-commit: a commit whose totals are off is refused, and files are laid "
    "out.\n"
    "# Wants integ installed. Switched on by: pre-commit install\n"
    "repos:\n"
    "  - repo: local\n"
    "    hooks:\n"
    "      - id: integ-fmt\n"
    "        name: integ fmt\n"
    "        entry: integ fmt --\n"
    "        language: system\n"
    "        files: \\.integ$\n"
    "      - id: integ-check\n"
    "        name: integ check\n"
    "        # Also where files only go: a check over them may not hold any more.\n"
    "        entry: integ check --color never --\n"
    "        args: [.]\n"
    "        language: system\n"
    "        files: \\.integ$\n"
    "        pass_filenames: false\n"
    "        always_run: true\n";

typedef struct NewFile {
    const char *path;
    const char *text;
    bool formatted; /* with the repository and the version */
} NewFile;

static const NewFile files[] = {
    {"first.integ", first_file, false},
    {".gitignore", ignore_file, false},
    {".pre-commit-config.yaml", hooks_file, false},
    {".github/workflows/integ.yml", job_file, true},
};

enum { FILE_COUNT = sizeof files / sizeof *files };

/* Makes every folder on the way to a file. */
static bool make_folders(Cli *cli, Arena *arena, Slice path) {
    char *text = arena_alloc(arena, path.length + 1u);
    memcpy(text, path.at, path.length + 1u);
    for (char *at = text + 1; *at != '\0'; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(text, 0777) != 0 && !io_is_folder(text)) {
            cli_complain(cli, "the folder %s cannot be made%s", text,
                         errno == EACCES ? ": this is not allowed here" : "");
            return false;
        }
        *at = '/';
    }
    return true;
}

static bool write_file(Cli *cli, Arena *arena, const NewFile *file, Slice path,
                       const char *repository) {
    Slice text = slice_of(file->text);
    if (file->formatted)
        text = arena_format(arena, job_file, repository, version_number);
    if (!make_folders(cli, arena, path))
        return false;
    IoStatus status = io_replace_file(path.at, text, (IoReplace){.inside = true});
    if (status != IO_OK)
        cli_complain(cli, "%s %s", path.at, io_write_status_text(status));
    return status == IO_OK;
}

/* Nothing is written where something is in the way. */
static bool is_free(Cli *cli, Arena *arena, Slice folder) {
    bool fine = true;
    for (int i = 0; i < FILE_COUNT; i++) {
        Slice path = path_join(arena, folder, slice_of(files[i].path));
        IoStatus status = io_look(path.at);
        if (status != IO_MISSING) {
            cli_complain(cli, "%s %s", path.at,
                         status == IO_OK ? "exists already" : io_status_text(status));
            fine = false;
        }
    }
    if (!fine) {
        cli_complain(cli,
                     "nothing was written; name a folder of its own: integ new parks");
    }
    return fine;
}

static Exit new_in(Cli *cli, Arena *arena, const char *name, const char *repository) {
    Slice folder = arena_copy(arena, slice_of(name));
    if (io_look(name) == IO_OK && !io_is_folder(name)) {
        cli_complain(cli, "%s is a file, not a folder", name);
        return EXIT_UNABLE;
    }
    if (!is_free(cli, arena, folder))
        return EXIT_UNABLE;
    for (int i = 0; i < FILE_COUNT; i++) {
        Slice path = path_join(arena, folder, slice_of(files[i].path));
        if (!write_file(cli, arena, &files[i], path, repository))
            return EXIT_UNABLE;
        writer_slice(cli->out, path);
        writer_str(cli->out, "\n");
    }
    writer_str(cli->out, "\nNext: integ check ");
    writer_slice(cli->out, folder);
    writer_str(cli->out, "\nThen type a table of your own in place of the one in "
                         "first.integ.\n");
    if (strcmp(repository, "OWNER/integ") == 0) {
        writer_str(cli->out, "For the CI job, put integ's repository in the place of "
                             "OWNER/integ in\n.github/workflows/integ.yml.\n");
    }
    return EXIT_CLEAN;
}

static Exit new_run(Cli *cli, const Arguments *arguments) {
    if (arguments->rest_count > 1) {
        cli_complain(cli, "new makes one folder at a time, not %d",
                     arguments->rest_count);
        return EXIT_UNABLE;
    }
    const char *repository = arguments->values[NEW_REPOSITORY];
    Arena *arena = arena_new(cli->memory);
    Exit status = new_in(cli, arena,
                         arguments->rest_count == 1 ? arguments->rest[0] : ".",
                         repository ? repository : "OWNER/integ");
    arena_drop(arena);
    return status;
}

const Command command_new = {
    .name = "new",
    .summary = "writes a first file and what keeps it checked",
    .usage = "[OPTION…] [FOLDER]",
    .about =
        "Writes first.integ, a file with comments that checks; .gitignore; a "
        "configuration for pre-commit,\nwhich lays files out and refuses totals that "
        "are off; and a CI job. Nothing that exists is\noverwritten.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = new_run,
};
