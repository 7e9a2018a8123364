/* Puts the tokens of a file on a output, in their order, with their comments. Private to
 * the layout. */
#ifndef INTEG_FMT_PRINTER_H
#define INTEG_FMT_PRINTER_H

#include "fmt/output.h"
#include "fmt/tokens.h"

enum {
    PRINTER_INDENT = 2,
    PRINTER_LINE_MOST = 100 /* columns, where what stands on the line can be divided */
};

typedef struct Printer {
    Arena *arena;
    const Source *source;
    FmtTokens tokens;
    FmtOutput output;
    uint32_t next;    /* the token to be put */
    uint32_t comment; /* the comment to be put */
} Printer;

/* Begins a line with what stands before the next token: its comments, and a blank line
 * where there is one. */
void printer_line(Printer *printer, uint32_t indent);
/* Puts the next token, at the column or behind it, with its space before it. Where a
 * comment has ended the line it stands at `column` too. */
void printer_put(Printer *printer, uint64_t column);
/* The tokens up to `to`, the first of them at `column`, on one line; `hang` is where what
 * stands behind a comment goes on. */
void printer_flat(Printer *printer, uint32_t to, uint64_t column, uint64_t hang);
/* The same on as many lines as it takes; those behind the first begin at `hang`. */
void printer_flow(Printer *printer, uint32_t to, uint64_t column, uint64_t hang);
/* Whether the tokens up to `to` fit on the line, the first of them at `column`. */
bool printer_fits(const Printer *printer, uint32_t to, uint64_t column);
/* Comments that stand before the next token, which is put elsewhere. */
void printer_comments(Printer *printer, uint64_t indent, bool blanks);

#endif
