/* The formats of a report by name, and the files that --report asks for. */
#include "cli/outputs.h"
#include "base/choices.h"

#include <string.h>

#include "base/io.h"
#include "base/path.h"

typedef void (*Render)(const Report *report, Writer *out);

/* As OUTPUT_CHOICES. */
static const Render renders[] = {render_text,   render_json,  render_sarif,
                                 render_github, render_gnu,   render_markdown,
                                 render_junit,  render_gitlab};

void output_show(const char *format, const Report *report, Writer *out) {
    int index = format ? choices_find(OUTPUT_CHOICES, slice_of(format)) : 0;
    renders[index](report, out);
}

/* ---- FORMAT=FILE ---- */

/* Which format a value begins with, or -1; *file is what stands behind the =. */
static int format_of(const char *value, const char **file) {
    const char *equal = strchr(value, '=');
    char name[16];
    if (!equal || (size_t)(equal - value) >= sizeof name)
        return -1;
    memcpy(name, value, (size_t)(equal - value));
    name[equal - value] = 0;
    *file = equal + 1;
    return choices_find(OUTPUT_CHOICES, slice_of(name));
}

/* Whether two paths are one as text: r and ./r. */
static bool is_same(Cli *cli, const char *one, const char *other) {
    Arena *arena = arena_new(cli->memory);
    bool same = slice_equal(path_join(arena, SLICE("."), slice_of(one)),
                            path_join(arena, SLICE("."), slice_of(other)));
    arena_drop(arena);
    return same;
}

bool outputs_check(Cli *cli, const Arguments *arguments, int row, const char *baseline) {
    const char *value, *file = "", *other = "";
    for (int i = 0; (value = arguments_value(arguments, row, i)) != NULL; i++) {
        if (format_of(value, &file) < 0) {
            cli_complain(cli,
                         "--report takes FORMAT=FILE, with %s as format, not \"%.64s\"",
                         OUTPUT_CHOICES, value);
            return false;
        }
        if (*file == 0 || strcmp(file, "-") == 0) {
            cli_complain(cli,
                         "--report \"%.64s\" names no file; for standard output: "
                         "--format",
                         value);
            return false;
        }
        if (baseline && is_same(cli, file, baseline)) {
            cli_complain(cli, "a report cannot be the baseline \"%.200s\"", file);
            return false;
        }
        for (int k = 0; k < i; k++) {
            format_of(arguments_value(arguments, row, k), &other);
            if (is_same(cli, file, other)) {
                cli_complain(cli, "two reports cannot both be \"%.200s\"", file);
                return false;
            }
        }
    }
    return true;
}

bool output_put(Cli *cli, const char *what, const char *file, const Sources *sources,
                Slice text) {
    bool held;
    IoStatus status = sources_hold(sources, cli->memory, file, &held);
    if (held) {
        cli_complain(cli, "%s %.200s would overwrite a file that is checked", what, file);
        return false;
    }
    if (status == IO_OK)
        status = io_replace_file(file, text, (IoReplace){.inside = true});
    if (status != IO_OK)
        cli_complain(cli, "%s %.200s %s", what, file, io_write_status_text(status));
    return status == IO_OK;
}

static bool write_one(Cli *cli, const Report *report, Render render, const char *file) {
    Text text = {.memory = cli->memory};
    Writer writer = writer_text(&text);
    render(report, &writer);
    bool fine = output_put(cli, "the report", file, report->sources, text_view(&text));
    text_free(&text);
    return fine;
}

bool outputs_write(Cli *cli, const Arguments *arguments, int row, const Report *report) {
    Report filed = *report;
    filed.colour = false;
    filed.closing = true;
    bool fine = true;
    const char *value, *file = "";
    for (int i = 0; (value = arguments_value(arguments, row, i)) != NULL; i++) {
        int format = format_of(value, &file);
        fine = write_one(cli, &filed, renders[format], file) && fine;
    }
    return fine;
}
