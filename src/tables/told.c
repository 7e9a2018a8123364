/* Lines for standard error. What they quote of a file is escaped. */
#include "tables/told.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

enum { WHAT_WIDTH = 10, TEXT_MOST = 2000 };

/* One line: `head`, escaped text, end of line. */
static void tell(Told *told, Slice head, const char *format, va_list values) {
    char line[TEXT_MOST];
    int length = vsnprintf(line, sizeof line, format, values);
    Slice said = {line, length < 0                  ? 0
                        : length < (int)sizeof line ? (uint32_t)length
                                                    : (uint32_t)sizeof line - 1};
    Text text = {.memory = arena_memory(told->arena)};
    text_slice(&text, head);
    utf8_escape(&text, said, 1);
    text_char(&text, '\n');
    writer_slice(told->err, text_view(&text));
    text_free(&text);
}

void told_note(Told *told, const char *what, const char *format, ...) {
    va_list values;
    va_start(values, format);
    tell(told, arena_format(told->arena, "  %-*s ", WHAT_WIDTH, what), format, values);
    va_end(values);
}

void told_row(Told *told, const char *word, uint32_t number, const char *format, ...) {
    if (told->rows++ >= TOLD_ROWS_MOST)
        return;
    va_list values;
    va_start(values, format);
    Slice what = arena_format(told->arena, "%s %u", word, number);
    tell(told, arena_format(told->arena, "  %-*s ", WHAT_WIDTH, what.at), format, values);
    va_end(values);
}

bool told_refuse(Told *told, const char *format, ...) {
    va_list values;
    va_start(values, format);
    Text head = {.memory = arena_memory(told->arena)};
    text_str(&head, "integ: ");
    utf8_escape(&head, told->file, 1);
    text_str(&head, ": ");
    tell(told, text_view(&head), format, values);
    text_free(&head);
    va_end(values);
    told->refused = true;
    return false;
}

void told_help(Told *told, const char *format, ...) {
    va_list values;
    va_start(values, format);
    tell(told, SLICE("  help: "), format, values);
    va_end(values);
}

void told_finish(Told *told) {
    if (told->rows > TOLD_ROWS_MOST)
        told_note(told, "rows", "and %u more notes on rows", told->rows - TOLD_ROWS_MOST);
    told->rows = 0;
}
