/* Changes of files that a client is offered. */
#ifndef INTEG_LSP_EDITS_H
#define INTEG_LSP_EDITS_H

#include "lsp/connection.h"

typedef struct Edit {
    Place place;
    Slice text;
} Edit;

typedef VEC(Edit) EditVec;

/* {"changes":{URI:[…]}} */
void edits_write(const Connection *connection, const Home *home, const EditVec *edits,
                 Writer *out);
/* [{"range":…,"newText":…}], all in one file. */
void edits_write_list(const Connection *connection, const Source *source,
                      const EditVec *edits, Writer *out);
/* What turns a text into another that has the same signs but for space (and `;`) between
 * them, only where they differ; else one for the whole. */
void edits_of_spaces(Arena *arena, const Source *source, Slice after, EditVec *out);
/* What ends a line of the file: "\n", or "\r\n" where its first line ends so. */
Slice edits_line_end(const Source *source);
/* The spaces with which the line of an offset begins. */
Slice edits_indent(const Source *source, uint32_t offset);

#endif
