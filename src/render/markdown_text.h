/* Text in Markdown, as GitHub, GitLab and most others show it. */
#ifndef INTEG_RENDER_MARKDOWN_TEXT_H
#define INTEG_RENDER_MARKDOWN_TEXT_H

#include "base/memory.h"
#include "base/str.h"
#include "base/writer.h"

/* The text within a line, or within a cell: no sign of it means more than itself, and
 * nothing of it becomes a link, a mention or an emoji. What a terminal may obey is
 * escaped. */
void markdown_write(const Memory *memory, Writer *out, Slice text);
/* The same as an item of a list, with its line end. */
void markdown_item(const Memory *memory, Writer *out, Slice text);
/* A block of code. */
void markdown_code(Writer *out, Slice text);

#endif
