/* The text around what the parser met, for who says what was meant. Private to syntax/.
 */
#ifndef INTEG_SYNTAX_LOOK_H
#define INTEG_SYNTAX_LOOK_H

#include "syntax/parser.h"

Slice look_text(const Parser *p, Span span);
/* Where the line of a place begins, blanks left out; not far back. *indent: how many. */
uint32_t look_line(const Parser *p, uint32_t offset, uint32_t *indent);
/* The last byte before `offset` that is no blank; 0 at the start of the text. */
char look_byte_before(const Parser *p, uint32_t offset);
/* The word just before `offset` on its line, blanks between them left out. */
Span look_word_before(const Parser *p, uint32_t offset);

#endif
