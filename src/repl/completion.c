/* What completion and the line editor both ask of a text. */
#include "repl/completion.h"

#include <string.h>

uint32_t completion_quoted(Slice text, uint32_t cursor) {
    uint32_t start = UINT32_MAX;
    for (uint32_t at = 0; at < cursor; at++) {
        char c = text.at[at];
        if (start == UINT32_MAX && c == '#') {
            const char *end = memchr(text.at + at, '\n', cursor - at);
            at = end ? (uint32_t)(end - text.at) : cursor;
        } else if (start != UINT32_MAX && c == '\\') {
            at++;
        } else if (c == '"') {
            start = start == UINT32_MAX ? at + 1 : UINT32_MAX;
        }
    }
    return start;
}
