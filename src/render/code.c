/* Codes and their meaning from the registry. */
#include "render/code.h"
#include "base/nearest.h"

#include <string.h>
#include "base/utf8.h"

enum { PAGE_WIDTH = 88, CODE_TEXT = 32 };

/* Writes a paragraph in lines of at most PAGE_WIDTH columns; a newline stays one. */
static void write_wrapped(Writer *out, Slice text) {
    uint32_t column = 0, at = 0;
    while (at < text.length) {
        if (text.at[at] == '\n' || text.at[at] == ' ') {
            column = text.at[at] == '\n' ? 0 : column;
            writer_str(out, text.at[at] == '\n' ? "\n" : "");
            at++;
            continue;
        }
        uint32_t end = at;
        while (end < text.length && text.at[end] != ' ' && text.at[end] != '\n')
            end++;
        Slice word = {text.at + at, end - at};
        uint32_t width = utf8_text_width(word);
        if (column > 0 && column + 1 + width > PAGE_WIDTH) {
            writer_str(out, "\n");
            column = 0;
        } else if (column > 0) {
            writer_str(out, " ");
            column++;
        }
        writer_slice(out, word);
        column += width;
        at = end;
    }
    writer_str(out, "\n");
}

static void write_indented(Writer *out, Slice text) {
    uint32_t at = 0;
    while (at < text.length) {
        const char *newline = memchr(text.at + at, '\n', text.length - at);
        uint32_t end = newline ? (uint32_t)(newline - text.at) : text.length;
        writer_str(out, end > at ? "    " : "");
        writer_slice(out, (Slice){text.at + at, end - at});
        writer_str(out, "\n");
        at = end + 1;
    }
}

void render_code(const CodeInfo *info, Writer *out) {
    writer_format(out, "%s (%s), %s: %s\n", info->code, info->name,
                  level_text(info->level), info->summary);
    if (*info->why) {
        writer_str(out, "\n");
        write_wrapped(out, slice_of(info->why));
    }
    if (*info->bad) {
        writer_str(out, "\nA file with this finding:\n\n");
        write_indented(out, slice_of(info->bad));
    }
    if (*info->good) {
        writer_str(out, "\nFixed:\n\n");
        write_indented(out, slice_of(info->good));
    }
}

Code code_named(Slice text) {
    Code code = code_find(text);
    for (uint32_t i = 0; code == CODE_COUNT && i < CODE_COUNT; i++)
        if (slice_is(text, code_info((Code)i)->name))
            code = (Code)i;
    return code;
}

/* "t2" is meant as "T2". */
static Slice upper_code(Slice text, char out[CODE_TEXT]) {
    Slice code = text;
    code.length = code.length < CODE_TEXT ? code.length : CODE_TEXT;
    bool digit = false;
    for (uint32_t i = 0; i < code.length; i++) {
        char c = code.at[i];
        digit |= c >= '0' && c <= '9';
        out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return digit ? (Slice){out, code.length} : text;
}

Slice code_nearest(Slice text) {
    Slice candidates[2 * CODE_COUNT];
    for (uint32_t i = 0; i < CODE_COUNT; i++) {
        candidates[i] = slice_of(code_info((Code)i)->code);
        candidates[CODE_COUNT + i] = slice_of(code_info((Code)i)->name);
    }
    char upper[CODE_TEXT];
    int32_t nearest = nearest_of(upper_code(text, upper), candidates, 2 * CODE_COUNT);
    return nearest < 0 ? (Slice){"", 0} : candidates[nearest];
}
