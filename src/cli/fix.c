/* Fixes written back to files, or shown as a diff. */
#include "cli/fix.h"
#include "base/phrase.h"

#include <string.h>

#include "base/io.h"
#include "render/diff.h"
#include "workspace/fix.h"

/* ---- writing ---- */

/* Nothing is written through a link that nobody named. */
static IoStatus look_for_link(const Load *load, const FixedFile *file, bool *foreign) {
    *foreign = false;
    for (int i = 0; i < load->path_count; i++)
        if (slice_is(file->path, load->paths[i]))
            return IO_OK;
    return io_is_link(file->path.at, foreign);
}

static bool write_file(Cli *cli, const Load *load, const FixedFile *file) {
    bool foreign;
    IoStatus status = look_for_link(load, file, &foreign);
    if (foreign) {
        cli_complain(cli, "%.*s is a link, and is left as it is; name what it leads to",
                     SLICE_ARGS(file->path));
        return false;
    }
    if (status == IO_OK) {
        IoReplace how = {.expected = &file->before};
        status = io_replace_file(file->path.at, file->after, how);
    }
    if (status == IO_OK) {
        cli_complain(cli, "%.*s: %u place%s fixed", SLICE_ARGS(file->path), file->places,
                     phrase_s(file->places));
    } else if (status == IO_CHANGED) {
        cli_complain(cli, "%.*s was changed meanwhile, and is left as it is",
                     SLICE_ARGS(file->path));
    } else {
        cli_complain(cli, "%.*s %s", SLICE_ARGS(file->path),
                     io_write_status_text(status));
    }
    return status == IO_OK;
}

Exit fix_files(Cli *cli, const Load *load, const Choice *choice) {
    for (int i = 0; i < load->path_count; i++) {
        if (strcmp(load->paths[i], "-") == 0) {
            cli_complain(cli, "--fix cannot write to standard input; see: --fix --diff");
            return EXIT_UNABLE;
        }
    }
    Arena *arena = arena_new(cli->memory);
    Files files = files_system();
    Request request;
    bool fine = cli_request(cli, arena, load, &request);
    if (fine) {
        FixedFiles fix = fix_run(arena, &files, &request, choice->codes);
        if (cli_unreadable(cli, &fix.unreadable)) {
            cli_complain(cli, "nothing was fixed, as not all files could be read");
            fine = false;
        }
        for (uint32_t i = 0; i < fix.files.count; i++)
            fine = write_file(cli, load, &fix.files.at[i]) && fine;
    }
    arena_drop(arena);
    return fine ? EXIT_CLEAN : EXIT_UNABLE;
}

/* ---- showing ---- */

Exit fix_diff(Cli *cli, const Load *load, const Choice *choice) {
    Arena *arena = arena_new(cli->memory);
    Files files = files_system();
    Request request;
    Exit status = EXIT_UNABLE;
    if (cli_request(cli, arena, load, &request)) {
        FixedFiles fix = fix_run(arena, &files, &request, choice->codes);
        for (uint32_t i = 0; i < fix.files.count; i++) {
            const FixedFile *file = &fix.files.at[i];
            render_diff(cli->memory, file->path, file->before, file->after, cli->terminal,
                        cli->out);
        }
        status = cli_unreadable(cli, &fix.unreadable) ? EXIT_UNABLE
                 : fix.files.count > 0                ? EXIT_FINDINGS
                                                      : EXIT_CLEAN;
    }
    arena_drop(arena);
    return status;
}
