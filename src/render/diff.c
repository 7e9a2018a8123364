/* A unified diff of texts whose lines correspond: a line is changed or it is not. */
#include "render/diff.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { CONTEXT = 3 };

typedef struct Diff {
    Slice before, after; /* from the line `line` on */
    uint32_t line;       /* from 1 */
    bool escaped;
    Text text; /* a line on its way out */
    Writer *out;
} Diff;

/* A line with its end; length 0 where the text has ended. */
static Slice line_of(Slice text) {
    const char *newline = text.length > 0 ? memchr(text.at, '\n', text.length) : NULL;
    return (Slice){text.at, newline ? (uint32_t)(newline - text.at) + 1 : text.length};
}

static Slice behind(Slice text, Slice line) {
    return (Slice){text.at + line.length, text.length - line.length};
}

static void step(Diff *diff) {
    diff->before = behind(diff->before, line_of(diff->before));
    diff->after = behind(diff->after, line_of(diff->after));
    diff->line++;
}

static bool ended(const Diff *diff) {
    return diff->before.length == 0 && diff->after.length == 0;
}

static bool differs(const Diff *diff) {
    return !slice_equal(line_of(diff->before), line_of(diff->after));
}

static void write_line(Diff *diff, char mark, Slice line) {
    bool whole = slice_ends(line, SLICE("\n"));
    Slice text = {line.at, line.length - whole};
    writer_bytes(diff->out, &mark, 1);
    if (diff->escaped) {
        text_clear(&diff->text);
        utf8_escape(&diff->text, text, 8);
        text = text_view(&diff->text);
    }
    writer_slice(diff->out, text);
    writer_str(diff->out, whole ? "\n" : "\n\\ No newline at end of file\n");
}

/* The lines [from, to) from where `diff` stands at `from`: those that differ in a row go
 * out first as they were, then as they are. */
static void write_lines(Diff from, uint32_t to) {
    while (from.line < to) {
        Diff start = from;
        while (from.line < to && differs(&from)) {
            write_line(&from, '-', line_of(from.before));
            step(&from);
        }
        for (; start.line < from.line; step(&start)) {
            write_line(&start, '+', line_of(start.after));
        }
        if (from.line < to) {
            write_line(&from, ' ', line_of(from.before));
            step(&from);
        }
    }
}

/* A hunk around the changed line at which `diff` stands; `lead` is up to CONTEXT lines
 * before it. Moves behind the hunk. */
static void write_hunk(Diff *diff, Diff lead) {
    uint32_t end = diff->line;
    Diff look = *diff;
    for (; !ended(&look) && look.line < end + 2 * CONTEXT + 2; step(&look)) {
        if (differs(&look)) {
            end = look.line;
        }
    }
    uint32_t to = end + 1;
    Diff tail = *diff;
    while (tail.line < to) {
        step(&tail);
    }
    for (uint32_t i = 0; i < CONTEXT && !ended(&tail); i++) {
        step(&tail);
        to++;
    }
    uint32_t count = to - lead.line;
    writer_format(diff->out, "@@ -%u,%u +%u,%u @@\n", lead.line, count, lead.line, count);
    lead.text = diff->text;
    write_lines(lead, to);
    diff->text = lead.text;
    diff->before = tail.before;
    diff->after = tail.after;
    diff->line = tail.line;
}

static void write_name(Diff *diff, const char *mark, const char *folder, Slice path) {
    writer_str(diff->out, mark);
    writer_str(diff->out, slice_starts(path, SLICE("/")) ? "" : folder);
    text_clear(&diff->text);
    utf8_escape(&diff->text, path, 1);
    writer_slice(diff->out, text_view(&diff->text));
    writer_str(diff->out, "\n");
}

void render_diff(const Memory *memory, Slice path, Slice before, Slice after,
                 bool escaped, Writer *out) {
    Diff diff = {before, after, 1, escaped, {.memory = memory}, out};
    if (slice_equal(before, after)) {
        return;
    }
    write_name(&diff, "--- ", "a/", path);
    write_name(&diff, "+++ ", "b/", path);
    Diff lead = diff; /* as many lines behind as the context is long */
    while (!ended(&diff)) {
        if (differs(&diff)) {
            write_hunk(&diff, lead);
            lead = diff;
            continue;
        }
        step(&diff);
        if (diff.line - lead.line > CONTEXT) {
            step(&lead);
        }
    }
    text_free(&diff.text);
}
