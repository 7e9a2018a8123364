/* The page that a layout is written on: lines, columns, and what stands behind lines.
 * Private to the layout. */
#ifndef INTEG_SYNTAX_PAGE_H
#define INTEG_SYNTAX_PAGE_H

#include "base/vec.h"
#include "base/str.h"

/* A comment behind a line. It is put in when the page is complete: lines that follow each
 * other have theirs in one column. */
typedef struct Remark {
    Slice text;
    size_t at;       /* where in the page's text it belongs */
    uint64_t column; /* where its line ends */
    uint32_t paragraph;
} Remark;

typedef struct Page {
    Arena *arena;
    Text text;
    uint64_t column;    /* of the line that is being written */
    bool empty;         /* nothing stands on it yet */
    bool closed;        /* a remark ends it: nothing more may be put on it */
    bool opened;        /* nothing stands in the block yet: no blank line comes first */
    uint32_t paragraph; /* how many blank lines were written */
    VEC(Remark) remarks;
} Page;

/* page_drop. */
void page_init(Page *page, Arena *arena);
void page_drop(Page *page);
/* Ends the line, unless it is empty. */
void page_line(Page *page);
/* Ends it, and leaves one blank where there may be one. */
void page_blank(Page *page);
/* Spaces up to the column, at least `least` of them. On an empty line they indent. */
void page_space(Page *page, uint64_t column, uint32_t least);
void page_put(Page *page, Slice text, uint32_t width);
void page_remark(Page *page, Slice text);
/* Ends the last line, and appends all to `out`, its lines ended by `end`. */
void page_finish(Page *page, Slice end, Text *out);

#endif
