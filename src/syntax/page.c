/* Lines and columns of a layout, and the comments behind its lines. */
#include "syntax/page.h"

#include <string.h>

enum {
    REMARK_GAP = 2,  /* before a comment */
    REMARK_FAR = 16, /* columns that it may stand away from its line for others' sake */
};

void page_init(Page *page, Arena *arena) {
    *page = (Page){
        .arena = arena,
        .text = {.memory = arena_memory(arena)},
        .empty = true,
        .opened = true,
    };
}

void page_drop(Page *page) {
    text_free(&page->text);
}

void page_line(Page *page) {
    if (!page->empty) {
        text_char(&page->text, '\n');
        page->column = 0;
        page->empty = true;
        page->closed = false;
    }
}

void page_blank(Page *page) {
    page_line(page);
    if (!page->opened) {
        text_char(&page->text, '\n');
        page->paragraph++;
    }
}

void page_space(Page *page, uint64_t column, uint32_t least) {
    uint64_t to = page->column + (page->empty ? 0 : least);
    to = to < column ? column : to;
    text_repeat(&page->text, ' ', (size_t)(to - page->column));
    page->column = to;
}

void page_put(Page *page, Slice text, uint32_t width) {
    text_slice(&page->text, text);
    page->column += width;
    page->empty = false;
    page->opened = false;
}

void page_remark(Page *page, Slice text) {
    *VEC_PUSH(page->arena, &page->remarks) =
        (Remark){text, page->text.length, page->column, page->paragraph};
    page->closed = true;
}

/* ---- comments behind lines ---- */

/* The remarks from `from` on that share a column: of one paragraph, and of lines that end
 * about alike. Gives where they end; *column is theirs. */
static uint32_t share_column(const Page *page, uint32_t from, uint64_t *column) {
    const Remark *first = &page->remarks.at[from];
    uint64_t least = first->column;
    uint64_t most = least;
    uint32_t to = from + 1;
    for (; to < page->remarks.count; to++) {
        const Remark *next = &page->remarks.at[to];
        uint64_t lower = next->column < least ? next->column : least;
        uint64_t upper = next->column > most ? next->column : most;
        if (next->paragraph != first->paragraph || upper - lower > REMARK_FAR) {
            break;
        }
        least = lower;
        most = upper;
    }
    *column = most + REMARK_GAP;
    return to;
}

/* Copies lines. */
static void copy(const Page *page, size_t from, size_t to, Slice end, Text *out) {
    while (from < to) {
        const char *at = page->text.at + from;
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

void page_finish(Page *page, Slice end, Text *out) {
    page_line(page);
    size_t done = 0;
    uint64_t column = 0;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < page->remarks.count; i++) {
        const Remark *remark = &page->remarks.at[i];
        if (i == shared) {
            shared = share_column(page, i, &column);
        }
        copy(page, done, remark->at, end, out);
        done = remark->at;
        text_repeat(out, ' ', (size_t)(column - remark->column));
        text_slice(out, remark->text);
    }
    copy(page, done, page->text.length, end, out);
}
