/* The second program stands where this one was installed or built. */
#include "cli/tables.h"

#include "base/io.h"
#include "base/path.h"
#include "cli/child.h"

static const char program[] = "integ-tables";

/* Where it may be, from the folder of this one: installed, built, and copied to the top
 * of the project. */
static const char *const folders[] = {"../libexec/integ", "libexec/integ",
                                      "build/release/libexec/integ"};

const char *tables_program(Arena *arena) {
    Slice self;
    if (io_real_path(arena, "/proc/self/exe", &self) != IO_OK)
        return program;
    Slice folder = path_folder_of(arena, self);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        Slice at = path_join(arena, path_join(arena, folder, slice_of(folders[i])),
                             slice_of(program));
        if (io_look(at.at) == IO_OK)
            return at.at;
    }
    return program;
}

TablesWords tables_words(Arena *arena, const char *path, const Arguments *arguments) {
    TablesWords words = {0};
    *VEC_PUSH(arena, &words) = path;
    for (int i = 0; i < arguments->given_count; i++) {
        const Given *given = &arguments->given[i];
        const char *name = command_import.options[given->option].name;
        *VEC_PUSH(arena, &words) = arena_format(arena, "--%s=%s", name, given->value).at;
    }
    *VEC_PUSH(arena, &words) = "--";
    *VEC_PUSH(arena, &words) = arguments->rest_count == 1 ? arguments->rest[0] : "-";
    *VEC_PUSH(arena, &words) = NULL;
    return words;
}

Exit tables_missing(Cli *cli) {
    cli_complain(cli, "import needs the program %s, which is not installed", program);
    return EXIT_UNABLE;
}

Exit tables_import(Cli *cli, Arena *arena, const Arguments *arguments, const char *more,
                   const Slice *input, Slice *out) {
    const char *path = tables_program(arena);
    TablesWords given = tables_words(arena, path, arguments), words = {0};
    for (uint32_t i = 0; i < given.count; i++) {
        *VEC_PUSH(arena, &words) = given.at[i];
        if (i == 0 && more)
            *VEC_PUSH(arena, &words) = more;
    }
    Child child = {.program = path, .words = words.at, .input = input};
    int status;
    writer_flush(cli->out);
    writer_flush(cli->err);
    if (!child_run(arena, &child, out, &status))
        return tables_missing(cli);
    return status == 0 ? EXIT_CLEAN : EXIT_UNABLE;
}
