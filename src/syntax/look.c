/* The text around what the parser met. */
#include "syntax/look.h"

Slice look_text(const Parser *p, Span span) {
    return source_slice(p->source, span);
}

/* Where the line of a place begins, blanks left out; not far back. */
uint32_t look_line(const Parser *p, uint32_t offset, uint32_t *indent) {
    enum { LOOK_BACK = 400 };
    const char *text = p->source->text.at;
    uint32_t start = offset;
    while (start > 0 && text[start - 1] != '\n' && offset - start < LOOK_BACK)
        start--;
    *indent = start;
    while (start < offset && (text[start] == ' ' || text[start] == '\t'))
        start++;
    *indent = start - *indent;
    return start;
}

/* The last byte before `offset` that is no blank; 0 at the start of the text. */
char look_byte_before(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
        offset--;
    return offset > 0 ? text[offset - 1] : 0;
}

/* The word just before `offset` on its line, blanks between them left out. */
Span look_word_before(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    uint32_t end = offset;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    uint32_t start = end;
    while (start > 0 && ((text[start - 1] >= 'A' && text[start - 1] <= 'Z') ||
                         (text[start - 1] >= 'a' && text[start - 1] <= 'z')))
        start--;
    return (Span){start, end};
}
