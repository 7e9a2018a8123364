/* integ new: a first file in a folder of its own, and the files that keep it checked. */
#include "cli/tables.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/path.h"
#include "base/str.h"
#include "syntax/prompt.h"

enum { NEW_REPOSITORY, NEW_IMPORT };

static const Option options[] = {
    [NEW_REPOSITORY] = {"repository", "OWNER/NAME[@REF]",
                        "write a CI job too; it takes integ from this repository", 0,
                        false},
    [NEW_IMPORT] = {"import", "FILE",
                    "make the first file of this table, or of one that integ import made",
                    0, false},
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

/* The repository, and its branch, tag or commit. */
static const char job_file[] =
    "# Checks every push and pull request, and shows findings on the lines of the "
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
    "      # integ's own repository, and a branch, tag or commit of it. With a tag or\n"
    "      # commit, the job stays the same until you name another.\n"
    "      - uses: %.*s/examples/ci@%.*s\n"
    "        with:\n"
    "          paths: .\n";

static const char hooks_file[] =
    "# For pre-commit: formats files, and refuses a commit whose totals are off.\n"
    "# integ must be installed. Switch the hooks on with: pre-commit install\n"
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
    "        # Also where files are only deleted: a check over them may fail now.\n"
    "        entry: integ check --color never --\n"
    "        args: [.]\n"
    "        language: system\n"
    "        files: \\.integ$\n"
    "        pass_filenames: false\n"
    "        always_run: true\n";

typedef struct NewFile {
    Slice path, text;
} NewFile;

enum { FILE_COUNT = 4, JOB = 3 };

/* A name for the folder's document: its letters, digits and _. "first" where there is no
 * such name. */
static Slice name_of(Arena *arena, Slice folder) {
    Slice real = folder;
    if (slice_is(folder, ".") && io_real_path(arena, ".", &real) != IO_OK)
        real = folder;
    Slice part, last = {0};
    while ((part = path_next_part(&real)).length > 0)
        last = part;
    char *name = arena_alloc(arena, last.length + 1u);
    uint32_t length = 0;
    for (uint32_t i = 0; i < last.length; i++) {
        unsigned char c = (unsigned char)last.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool digit = c >= '0' && c <= '9';
        if (letter || (digit && length > 0))
            name[length++] = (char)c;
        else if (length > 0 && name[length - 1] != '_')
            name[length++] = '_';
    }
    while (length > 0 && name[length - 1] == '_')
        length--;
    Slice own = {name, length};
    return length == 0 || prompt_reserves(own) ? SLICE("first") : own;
}

/* examples/small.integ, with the document's name. */
static Slice first_text(Arena *arena, Slice name) {
    static const char before[] = "document small ";
    const char *at = strstr(first_file, before);
    assert(at);
    return arena_format(arena, "%.*sdocument %.*s %s", (int)(at - first_file), first_file,
                        SLICE_ARGS(name), at + strlen(before));
}

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

static bool write_file(Cli *cli, Arena *arena, const NewFile *file) {
    if (!make_folders(cli, arena, file->path))
        return false;
    IoStatus status =
        io_replace_file(file->path.at, file->text, (IoReplace){.inside = true});
    if (status != IO_OK)
        cli_complain(cli, "%s %s", file->path.at, io_write_status_text(status));
    return status == IO_OK;
}

/* Nothing is written where something is in the way. */
static bool is_free(Cli *cli, const NewFile *files, int count) {
    bool fine = true;
    for (int i = 0; i < count; i++) {
        IoStatus status = io_look(files[i].path.at);
        if (status != IO_MISSING) {
            cli_complain(cli, "%s %s", files[i].path.at,
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

/* Whether the files before the job are all there: then only the job is wanted. */
static bool is_started(const NewFile *files) {
    for (int i = 0; i < JOB; i++)
        if (io_look(files[i].path.at) != IO_OK)
            return false;
    return true;
}

/* What integ check says of the imported table. */
static void say_check(Cli *cli, Slice folder, const NewFile *files) {
    writer_str(cli->out, "\n$ integ check ");
    writer_slice(cli->out, folder);
    writer_str(cli->out, "\n");
    char *words[] = {(char *)(uintptr_t)folder.at};
    Arguments arguments;
    if (arguments_read(cli, &command_check, 1, words, &arguments))
        command_check.run(cli, &arguments);
    arguments_free(cli, &arguments);
    writer_str(cli->out, "\nNext: compare ");
    writer_slice(cli->out, files[0].path);
    writer_str(cli->out, " with the table. Correct the file where it is not what the "
                         "document prints,\nand accept with allow what the document "
                         "does print.\n");
}

static void say_first(Cli *cli, Slice folder, const NewFile *files) {
    writer_str(cli->out, "\nNext: integ check ");
    writer_slice(cli->out, folder);
    writer_str(cli->out, "\nThen type a table of your own in place of the one in ");
    writer_slice(cli->out, files[0].path);
    writer_str(cli->out, ".\n");
}

static void say_next(Cli *cli, Slice folder, const NewFile *files, bool import,
                     bool job) {
    (import ? say_check : say_first)(cli, folder, files);
    if (!job) {
        writer_str(cli->out, "For a CI job on GitHub, with OWNER/NAME for integ's own "
                             "repository:\ninteg new --repository OWNER/NAME ");
        writer_slice(cli->out, folder);
        writer_str(cli->out, "\n");
    }
}

static bool is_name(Slice text, const char *signs) {
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (c < '0' || c > '9') && !char_in(c, signs))
            return false;
    }
    return text.length > 0;
}

/* OWNER/NAME, and behind an @ what of it: it goes into a file that GitHub obeys. */
static bool read_repository(Cli *cli, Slice text, Slice *repository, Slice *ref) {
    const char *at = memchr(text.at, '@', text.length);
    uint32_t length = at ? (uint32_t)(at - text.at) : text.length;
    *repository = (Slice){text.at, length};
    *ref = at ? (Slice){at + 1, text.length - length - 1} : SLICE("main");
    const char *slash = memchr(text.at, '/', length);
    uint32_t owner = slash ? (uint32_t)(slash - text.at) : length;
    bool fine = slash && is_name((Slice){text.at, owner}, "-_.") &&
                is_name((Slice){slash + 1, length - owner - 1}, "-_.") &&
                is_name(*ref, "-_./+");
    if (!fine) {
        cli_complain(cli, "--repository is OWNER/NAME, or OWNER/NAME@REF with a branch, "
                          "tag or commit (default: main)");
    }
    return fine;
}

enum { IMPORTED_MOST = 64 * 1024 * 1024 };

/* A file of the language, as it is. */
static bool read_imported(Cli *cli, Arena *arena, const char *path, Slice *out) {
    char *at = NULL;
    size_t length = 0;
    IoStatus status = io_read_file(cli->memory, path, IMPORTED_MOST, &at, &length);
    if (status == IO_OK)
        *out = arena_copy(arena, (Slice){at, (uint32_t)length});
    else
        cli_complain(cli, "%s: %s", path, io_status_text(status));
    memory_free(cli->memory, at);
    return status == IO_OK;
}

/* The first file's text, of a table. */
static bool import_first(Cli *cli, Arena *arena, const char *path, Slice document,
                         Slice *out) {
    if (slice_ends(slice_of(path), SLICE(".integ")))
        return read_imported(cli, arena, path, out);
    char *words[] = {
        (char *)(uintptr_t)arena_format(arena, "--document=%.*s", SLICE_ARGS(document))
            .at,
        (char *)"--", (char *)(uintptr_t)path};
    Arguments arguments;
    Exit status = EXIT_UNABLE;
    if (arguments_read(cli, &command_import, sizeof words / sizeof *words, words,
                       &arguments))
        status = tables_import(cli, arena, &arguments, NULL, NULL, out);
    arguments_free(cli, &arguments);
    if (status != EXIT_CLEAN)
        cli_complain(cli,
                     "nothing was written; with an option that decides: integ import "
                     "OPTION %s -o table.integ, and then: integ new --import table.integ",
                     path);
    return status == EXIT_CLEAN;
}

typedef struct NewPlan {
    const char *folder;
    const char *from;   /* a repository for the job; NULL: no job is wanted */
    const char *import; /* NULL: the first file is the example */
} NewPlan;

static Exit new_in(Cli *cli, Arena *arena, const NewPlan *plan) {
    const char *name = plan->folder, *from = plan->from;
    Slice repository = {0}, ref = {0};
    if (from && !read_repository(cli, slice_of(from), &repository, &ref))
        return EXIT_UNABLE;
    Slice folder = arena_copy(arena, slice_of(name));
    if (io_look(name) == IO_OK && !io_is_folder(name)) {
        cli_complain(cli, "%s is a file, not a folder", name);
        return EXIT_UNABLE;
    }
    Slice document = name_of(arena, folder);
    Slice first = arena_format(arena, "%.*s.integ", SLICE_ARGS(document));
    NewFile files[FILE_COUNT] = {
        {first, first_text(arena, document)},
        {SLICE(".gitignore"), slice_of(ignore_file)},
        {SLICE(".pre-commit-config.yaml"), slice_of(hooks_file)},
        {SLICE(".github/workflows/integ.yml"),
         arena_format(arena, job_file, SLICE_ARGS(repository), SLICE_ARGS(ref))},
    };
    for (int i = 0; i < FILE_COUNT; i++)
        files[i].path = path_join(arena, folder, files[i].path);
    int begin = from && !plan->import && is_started(files) ? JOB : 0;
    int end = from ? FILE_COUNT : JOB;
    if (!is_free(cli, files + begin, end - begin))
        return EXIT_UNABLE;
    if (plan->import && !import_first(cli, arena, plan->import, document, &files[0].text))
        return EXIT_UNABLE;
    for (int i = begin; i < end; i++) {
        if (!write_file(cli, arena, &files[i]))
            return EXIT_UNABLE;
        writer_slice(cli->out, files[i].path);
        writer_str(cli->out, "\n");
    }
    if (begin == 0)
        say_next(cli, folder, files, plan->import != NULL, from != NULL);
    return EXIT_CLEAN;
}

static Exit new_run(Cli *cli, const Arguments *arguments) {
    if (arguments->rest_count > 1) {
        cli_complain(cli, "new makes one folder at a time, not %d",
                     arguments->rest_count);
        return EXIT_UNABLE;
    }
    Arena *arena = arena_new(cli->memory);
    NewPlan plan = {arguments->rest_count == 1 ? arguments->rest[0] : ".",
                    arguments->values[NEW_REPOSITORY], arguments->values[NEW_IMPORT]};
    Exit status = new_in(cli, arena, &plan);
    arena_drop(arena);
    return status;
}

const Command command_new = {
    .name = "new",
    .summary = "writes a first file, and hooks and a CI job that check it",
    .usage = "[OPTION…] [FOLDER]",
    .about =
        "Writes a first file that is called after the folder (default: the current "
        "one), with comments;\n.gitignore; and hooks for pre-commit, which format files "
        "and refuse a commit whose totals are\noff. With --repository it also writes a "
        "CI job for GitHub, or adds the job to a folder that\nhas the other files. The "
        "job takes integ from REF, a branch, tag or commit (default: main).\nIt "
        "overwrites nothing.\n\n"
        "With --import, the first file is made of a table as integ import makes it: of "
        "text, CSV, HTML, XLSX\nor ODS. integ check then says what it finds in it. Where "
        "the table has two readings, nothing is\nwritten.",
    .examples = "integ new parks\n"
                "integ new parks --import budget.xlsx\n"
                "integ new --repository OWNER/NAME parks\n",
    .exit_status =
        "0  the files were written\n"
        "2  a file exists already, or cannot be written; none was overwritten\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = new_run,
};
