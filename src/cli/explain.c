/* integ explain: what a finding's code means, from the registry. */
#include "cli/cli.h"
#include "base/choices.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "render/code.h"
#include "render/json_write.h"
#include "source/diagnostic.h"

enum { EXPLAIN_FORMAT };

static const Option options[] = {
    [EXPLAIN_FORMAT] = {"format", "text|json|markdown", "how it is shown", 0, false},
};

/* ---- text ---- */

static void write_text(Writer *out, const Code *codes, uint32_t count, bool list) {
    for (uint32_t i = 0; i < count; i++) {
        const CodeInfo *info = code_info(codes[i]);
        if (list) {
            writer_format(out, "%s  %-24s %-8s %s\n", info->code, info->name,
                          level_text(info->level), info->summary);
        } else {
            writer_str(out, i > 0 ? "\n" : "");
            render_code(info, out);
        }
    }
}

/* ---- for programs ---- */

static void write_json(Writer *out, const Code *codes, uint32_t count) {
    writer_str(out, "{\"version\":1,\n\"codes\":[");
    for (uint32_t i = 0; i < count; i++) {
        const CodeInfo *info = code_info(codes[i]);
        const struct {
            const char *key, *text;
        } members[] = {
            {"code", info->code},
            {"name", info->name},
            {"level", level_text(info->level)},
            {"after", info->after},
            {"summary", info->summary},
            {"why", info->why},
            {"bad", info->bad},
            {"good", info->good},
        };
        writer_str(out, i > 0 ? ",\n{" : "\n{");
        for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
            json_write_key(out, members[m].key, m == 0);
            json_write_string(out, slice_of(members[m].text));
        }
        writer_str(out, "}");
    }
    writer_str(out, "\n]}\n");
}

static void write_markdown(Writer *out, const Code *codes, uint32_t count) {
    writer_str(out, "| code | name | level | found where |\n| --- | --- | --- | --- |\n");
    for (uint32_t i = 0; i < count; i++) {
        const CodeInfo *info = code_info(codes[i]);
        writer_format(out, "| %s | %s | %s | %s |\n", info->code, info->name,
                      level_text(info->level), info->summary);
    }
}

/* ---- the command ---- */

static void unknown_code(Cli *cli, const char *text) {
    Slice nearest = code_nearest(slice_of(text));
    if (nearest.length > 0) {
        cli_complain(cli, "there is no code \"%.64s\"; did you mean \"%.*s\"?", text,
                     SLICE_ARGS(nearest));
    } else {
        cli_complain(cli, "there is no code \"%.64s\"; integ explain lists them all",
                     text);
    }
}

static Exit explain_run(Cli *cli, const Arguments *arguments) {
    Arena *arena = arena_new(cli->memory);
    bool list = arguments->rest_count == 0;
    uint32_t count = list ? CODE_COUNT : (uint32_t)arguments->rest_count;
    Code *codes = ARENA_ARRAY(arena, Code, count);
    for (uint32_t i = 0; i < count; i++) {
        codes[i] = list ? (Code)i : code_named(slice_of(arguments->rest[i]));
        if (codes[i] == CODE_COUNT) {
            unknown_code(cli, arguments->rest[i]);
            arena_drop(arena);
            return EXIT_UNABLE;
        }
    }
    const char *format = arguments->values[EXPLAIN_FORMAT];
    switch (format ? choices_find(options[EXPLAIN_FORMAT].value, slice_of(format)) : 0) {
    case 1: write_json(cli->out, codes, count); break;
    case 2: write_markdown(cli->out, codes, count); break;
    default: write_text(cli->out, codes, count, list); break;
    }
    arena_drop(arena);
    return EXIT_CLEAN;
}

const Command command_explain = {
    .name = "explain",
    .summary = "explains a finding's code",
    .usage = "[OPTION…] [CODE…]",
    .about =
        "Shows what the finding means, why it matters, what to do, a file with the "
        "finding, and the same\nfile without it. With no code it lists all codes. You "
        "can also give a code by its name: total-off.",
    .examples = "integ explain T02\ninteg explain total-off\ninteg explain",
    .exit_status = "0  shown\n2  there is no such code",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = explain_run,
};
