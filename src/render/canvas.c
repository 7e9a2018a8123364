/* Drawing on a terminal: everything that came from a file passes utf8_escape here, so
 * that no file can send the terminal a command. */
#include "render/canvas.h"

#include "base/utf8.h"

Canvas canvas_new(const Memory *memory, Writer *out, bool colour) {
    return (Canvas){.out = out, .colour = colour, .scratch = {.memory = memory}};
}

void canvas_free(Canvas *canvas) {
    text_free(&canvas->scratch);
}

void canvas_paint(Canvas *canvas, Paint paint) {
    static const char *const codes[] = {
        [PAINT_PLAIN] = "\033[0m",    [PAINT_BOLD] = "\033[1m",
        [PAINT_ERROR] = "\033[1;31m", [PAINT_WARNING] = "\033[1;33m",
        [PAINT_NOTE] = "\033[1;36m",  [PAINT_FRAME] = "\033[34m",
        [PAINT_HINT] = "\033[36m",
    };
    if (canvas->colour)
        writer_str(canvas->out, codes[paint]);
}

void canvas_plain(Canvas *canvas) {
    canvas_paint(canvas, PAINT_PLAIN);
}

void canvas_str(Canvas *canvas, const char *text) {
    writer_str(canvas->out, text);
}

void canvas_spaces(Canvas *canvas, uint32_t count) {
    while (count-- > 0)
        writer_bytes(canvas->out, " ", 1);
}

uint32_t canvas_text(Canvas *canvas, Slice text) {
    text_clear(&canvas->scratch);
    uint32_t width = utf8_escape(&canvas->scratch, text, CANVAS_TAB);
    writer_slice(canvas->out, text_view(&canvas->scratch));
    return width;
}

uint32_t canvas_text_width(Canvas *canvas, Slice text) {
    text_clear(&canvas->scratch);
    return utf8_escape(&canvas->scratch, text, CANVAS_TAB);
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

uint32_t canvas_step(Slice text, uint32_t at) {
    uint32_t bytes = 1;
    utf8_decode(text.at + at, text.length - at, &bytes);
    return at + bytes;
}

uint32_t canvas_step_back(Slice text, uint32_t at) {
    uint32_t start = at - 1;
    while (start > 0 && at - start < 4 && is_continuation(text.at[start]))
        start--;
    return canvas_step(text, start) == at ? start : at - 1;
}

/* Cuts a long text into a head and a tail; the tail is empty where it is short. */
static void split_message(Slice text, Slice *head, Slice *tail) {
    *head = text;
    *tail = (Slice){text.at + text.length, 0};
    if (text.length <= CANVAS_TEXT)
        return;
    uint32_t from = CANVAS_TEXT * 2 / 3;
    uint32_t to = text.length - CANVAS_TEXT / 4;
    while (is_continuation(text.at[from]))
        from--;
    while (to < text.length && is_continuation(text.at[to]))
        to++;
    head->length = from;
    *tail = slice_from(text, to);
}

void canvas_shorten(Text *out, Slice text) {
    Slice head, tail;
    split_message(text, &head, &tail);
    text_slice(out, head);
    text_str(out, tail.length > 0 ? "…" : "");
    text_slice(out, tail);
}

uint32_t canvas_message(Canvas *canvas, Slice text) {
    Slice head, tail;
    split_message(text, &head, &tail);
    uint32_t width = canvas_text(canvas, head);
    if (tail.length > 0) {
        canvas_str(canvas, "…");
        width += 1 + canvas_text(canvas, tail);
    }
    return width;
}

uint32_t canvas_message_width(Canvas *canvas, Slice text) {
    Slice head, tail;
    split_message(text, &head, &tail);
    uint32_t width = canvas_text_width(canvas, head);
    return tail.length > 0 ? width + 1 + canvas_text_width(canvas, tail) : width;
}
