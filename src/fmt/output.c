/* Lines and columns of a layout, and the comments behind its lines. */
#include "fmt/output.h"

#include <string.h>

enum {
    REMARK_GAP = 2,  /* before a comment */
    REMARK_FAR = 16, /* columns that it may stand away from its line for others' sake */
};

void fmt_output_init(FmtOutput *output, Arena *arena) {
    *output = (FmtOutput){
        .arena = arena,
        .text = {.memory = arena_memory(arena)},
        .empty = true,
        .opened = true,
    };
}

void fmt_output_drop(FmtOutput *output) {
    text_free(&output->text);
}

void fmt_output_line(FmtOutput *output) {
    if (!output->empty) {
        text_char(&output->text, '\n');
        output->column = 0;
        output->empty = true;
        output->closed = false;
    }
}

void fmt_output_blank(FmtOutput *output) {
    fmt_output_line(output);
    if (!output->opened) {
        text_char(&output->text, '\n');
        output->paragraph++;
    }
}

void fmt_output_space(FmtOutput *output, uint64_t column, uint32_t least) {
    uint64_t to = output->column + (output->empty ? 0 : least);
    to = to < column ? column : to;
    text_repeat(&output->text, ' ', (size_t)(to - output->column));
    output->column = to;
}

void fmt_output_put(FmtOutput *output, Slice text, uint32_t width) {
    text_slice(&output->text, text);
    output->column += width;
    output->empty = false;
    output->opened = false;
}

void fmt_output_remark(FmtOutput *output, Slice text) {
    *VEC_PUSH(output->arena, &output->remarks) =
        (Remark){text, output->text.length, output->column, output->paragraph};
    output->closed = true;
}

/* ---- comments behind lines ---- */

/* The remarks from `from` on that share a column: of one paragraph, and of lines that end
 * about alike. Gives where they end; *column is theirs. */
static uint32_t share_column(const FmtOutput *output, uint32_t from, uint64_t *column) {
    const Remark *first = &output->remarks.at[from];
    uint64_t least = first->column;
    uint64_t most = least;
    uint32_t to = from + 1;
    for (; to < output->remarks.count; to++) {
        const Remark *next = &output->remarks.at[to];
        uint64_t lower = next->column < least ? next->column : least;
        uint64_t upper = next->column > most ? next->column : most;
        if (next->paragraph != first->paragraph || upper - lower > REMARK_FAR)
            break;
        least = lower;
        most = upper;
    }
    *column = most + REMARK_GAP;
    return to;
}

/* Copies lines. */
static void copy(const FmtOutput *output, size_t from, size_t to, Slice end, Text *out) {
    while (from < to) {
        const char *at = output->text.at + from;
        const char *newline = memchr(at, '\n', to - from);
        size_t length = newline ? (size_t)(newline - at) : to - from;
        text_bytes(out, at, length);
        if (newline) {
            text_slice(out, end);
            length++;
        }
        from += length;
    }
}

void fmt_output_finish(FmtOutput *output, Slice end, Text *out) {
    fmt_output_line(output);
    size_t done = 0;
    uint64_t column = 0;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < output->remarks.count; i++) {
        const Remark *remark = &output->remarks.at[i];
        if (i == shared)
            shared = share_column(output, i, &column);
        copy(output, done, remark->at, end, out);
        done = remark->at;
        text_repeat(out, ' ', (size_t)(column - remark->column));
        text_slice(out, remark->text);
    }
    copy(output, done, output->text.length, end, out);
}
