/* Reading and writing the files of known findings. */
#include "cli/baseline.h"

#include "base/io.h"
#include "base/path.h"
#include "cli/outputs.h"
#include "render/baseline.h"

enum { BASELINE_MOST = 1 << 28 };

static bool is_checked(const Report *report, Slice path) {
    for (uint32_t i = 0; i < report->sources->all.count; i++)
        if (slice_equal(report->paths[i], path))
            return true;
    return false;
}

/* How many findings may have left claims unchecked. */
static uint32_t count_hiding(const Report *report) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->findings->all.count; i++)
        count += diagnostic_fails(report->findings->all.at[i], CHECK_HIDES);
    return count;
}

/* What is of a file that was not looked at, or of claims that were left unchecked, says
 * nothing. False where it could not be found out whether a file is gone. */
static bool count_gone(Cli *cli, Arena *scratch, const Baseline *baseline, Slice root,
                       Report *report) {
    uint32_t count = report->never > 0 ? 0 : baseline->all.count;
    for (uint32_t i = 0; i < count; i++) {
        const KnownFinding *known = &baseline->all.at[i];
        if (known->met == known->count)
            continue;
        IoStatus status = IO_MISSING;
        if (!is_checked(report, known->path)) {
            Slice path = path_join(scratch, root, known->path);
            status = io_look(path.at);
            if (!io_is_known(status)) {
                cli_complain(cli, "%.200s, of the baseline, %s", path.at,
                             io_status_text(status));
                return false;
            }
        }
        report->gone += status == IO_MISSING ? known->count - known->met : 0;
    }
    return true;
}

bool baseline_use(Cli *cli, const char *path, Slice root, Report *report) {
    char *at = NULL;
    size_t length = 0;
    IoStatus status = io_read_file(cli->memory, path, BASELINE_MOST, &at, &length);
    if (status != IO_OK) {
        cli_complain(cli, "the baseline %.200s %s%s", path, io_status_text(status),
                     status == IO_MISSING ? "; --write-baseline makes it" : "");
        return false;
    }
    Arena *scratch = arena_new(cli->memory);
    Baseline baseline;
    Slice why;
    bool fine = baseline_read(scratch, (Slice){at, (uint32_t)length}, &baseline, &why);
    if (fine) {
        report->never = count_hiding(report);
        baseline_apply(&baseline, report, ASIDE_KNOWN);
        fine = count_gone(cli, scratch, &baseline, root, report);
    } else {
        cli_complain(cli, "the baseline %.200s cannot be used: %.*s", path,
                     SLICE_ARGS(why));
    }
    arena_drop(scratch);
    memory_free(cli->memory, at);
    return fine;
}

bool baseline_make(Cli *cli, const char *path, const Report *report) {
    Text text = {.memory = cli->memory};
    Writer writer = writer_text(&text);
    baseline_write(report, &writer);
    bool fine = output_put(cli, "the baseline", path, report->sources, text_view(&text));
    text_free(&text);
    return fine;
}
