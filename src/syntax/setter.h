/* Puts the pieces of a file on a page, in their order, with their comments. Private to
 * the layout. */
#ifndef INTEG_SYNTAX_SETTER_H
#define INTEG_SYNTAX_SETTER_H

#include "syntax/page.h"
#include "syntax/pieces.h"

enum {
    SETTER_INDENT = 2,
    SETTER_LINE_MOST = 100 /* columns, where what stands on the line can be divided */
};

typedef struct Setter {
    Arena *arena;
    const Source *source;
    Pieces pieces;
    Page page;
    uint32_t next;    /* the piece to be put */
    uint32_t comment; /* the comment to be put */
} Setter;

/* Begins a line with what stands before the next piece: its comments, and a blank line
 * where there is one. */
void setter_line(Setter *setter, uint32_t indent);
/* Puts the next piece, at the column or behind it, with its space before it. Where a
 * comment has ended the line it stands at `column` too. */
void setter_put(Setter *setter, uint64_t column);
/* The pieces up to `to`, the first of them at `column`, on one line; `hang` is where what
 * stands behind a comment goes on. */
void setter_flat(Setter *setter, uint32_t to, uint64_t column, uint64_t hang);
/* The same on as many lines as it takes; those behind the first begin at `hang`. */
void setter_flow(Setter *setter, uint32_t to, uint64_t column, uint64_t hang);
/* Whether the pieces up to `to` fit on the line, the first of them at `column`. */
bool setter_fits(const Setter *setter, uint32_t to, uint64_t column);
/* Comments that stand before the next piece, which is put elsewhere. */
void setter_comments(Setter *setter, uint64_t indent, bool blanks);

#endif
