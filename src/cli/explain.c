/* integ explain: what a finding's code means, from the registry. */
#include "cli/cli.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "render/json_write.h"
#include "source/diagnostic.h"

enum { EXPLAIN_FORMAT };

static const Option options[] = {
    [EXPLAIN_FORMAT] = {"format", "text|json|markdown", "how it is shown", 0, false},
};

enum { PAGE_WIDTH = 88, CODE_TEXT = 32 };

/* ---- text ---- */

/* Writes a paragraph in lines of at most PAGE_WIDTH columns; a newline stays one. */
static void write_wrapped(Writer *out, Slice text) {
    uint32_t column = 0, at = 0;
    while (at < text.length) {
        if (text.at[at] == '\n' || text.at[at] == ' ') {
            column = text.at[at] == '\n' ? 0 : column;
            writer_str(out, text.at[at] == '\n' ? "\n" : "");
            at++;
            continue;
        }
        uint32_t end = at;
        while (end < text.length && text.at[end] != ' ' && text.at[end] != '\n') {
            end++;
        }
        Slice word = {text.at + at, end - at};
        uint32_t width = utf8_text_width(word);
        if (column > 0 && column + 1 + width > PAGE_WIDTH) {
            writer_str(out, "\n");
            column = 0;
        } else if (column > 0) {
            writer_str(out, " ");
            column++;
        }
        writer_slice(out, word);
        column += width;
        at = end;
    }
    writer_str(out, "\n");
}

static void write_indented(Writer *out, Slice text) {
    uint32_t at = 0;
    while (at < text.length) {
        const char *newline = memchr(text.at + at, '\n', text.length - at);
        uint32_t end = newline ? (uint32_t)(newline - text.at) : text.length;
        writer_str(out, end > at ? "    " : "");
        writer_slice(out, (Slice){text.at + at, end - at});
        writer_str(out, "\n");
        at = end + 1;
    }
}

static void write_code(Writer *out, const CodeInfo *info) {
    writer_format(out, "%s (%s), %s: %s\n", info->code, info->name,
                  level_text(info->level), info->summary);
    if (*info->why) {
        writer_str(out, "\n");
        write_wrapped(out, slice_of(info->why));
    }
    if (*info->bad) {
        writer_str(out, "\nIn this file it is found:\n\n");
        write_indented(out, slice_of(info->bad));
    }
    if (*info->good) {
        writer_str(out, "\nMended:\n\n");
        write_indented(out, slice_of(info->good));
    }
}

static void write_text(Writer *out, const Code *codes, uint32_t count, bool list) {
    for (uint32_t i = 0; i < count; i++) {
        const CodeInfo *info = code_info(codes[i]);
        if (list) {
            writer_format(out, "%s  %-24s %-8s %s\n", info->code, info->name,
                          level_text(info->level), info->summary);
        } else {
            writer_str(out, i > 0 ? "\n" : "");
            write_code(out, info);
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

/* By code or by name; CODE_COUNT where it is neither. */
static Code find_code(Slice text) {
    Code code = code_find(text);
    for (uint32_t i = 0; code == CODE_COUNT && i < CODE_COUNT; i++) {
        if (slice_is(text, code_info((Code)i)->name)) {
            code = (Code)i;
        }
    }
    return code;
}

/* "t2" is meant as "T2". */
static Slice upper_code(const char *text, char out[CODE_TEXT]) {
    Slice code = slice_of(text);
    code.length = code.length < CODE_TEXT ? code.length : CODE_TEXT;
    bool digit = false;
    for (uint32_t i = 0; i < code.length; i++) {
        char c = code.at[i];
        digit |= c >= '0' && c <= '9';
        out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return digit ? (Slice){out, code.length} : slice_of(text);
}

static void unknown_code(Cli *cli, const char *text) {
    Slice candidates[2 * CODE_COUNT];
    for (uint32_t i = 0; i < CODE_COUNT; i++) {
        candidates[i] = slice_of(code_info((Code)i)->code);
        candidates[CODE_COUNT + i] = slice_of(code_info((Code)i)->name);
    }
    char upper[CODE_TEXT];
    int32_t nearest = slice_nearest(upper_code(text, upper), candidates, 2 * CODE_COUNT);
    if (nearest >= 0) {
        cli_complain(cli, "there is no code \"%.64s\"; did you mean \"%.*s\"?", text,
                     SLICE_ARGS(candidates[nearest]));
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
        codes[i] = list ? (Code)i : find_code(slice_of(arguments->rest[i]));
        if (codes[i] == CODE_COUNT) {
            unknown_code(cli, arguments->rest[i]);
            arena_drop(arena);
            return EXIT_UNABLE;
        }
    }
    const char *format = arguments->values[EXPLAIN_FORMAT];
    switch (format ? choice_index(options[EXPLAIN_FORMAT].value, format) : 0) {
    case 1: write_json(cli->out, codes, count); break;
    case 2: write_markdown(cli->out, codes, count); break;
    default: write_text(cli->out, codes, count, list); break;
    }
    arena_drop(arena);
    return EXIT_CLEAN;
}

const Command command_explain = {
    .name = "explain",
    .summary = "says what a finding's code means",
    .usage = "[OPTION…] [CODE…]",
    .about = "What the check is, why it matters, an example and the same mended. Without "
             "a code it lists\nthem all. A code may be given by its name too: integ "
             "explain total-off.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = explain_run,
};
