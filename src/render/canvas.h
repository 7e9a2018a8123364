/* A terminal to draw on: text that is safe to show, in colours where they are wanted. */
#ifndef INTEG_RENDER_CANVAS_H
#define INTEG_RENDER_CANVAS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/writer.h"
#include "base/str.h"

typedef enum Paint {
    PAINT_PLAIN,
    PAINT_BOLD,
    PAINT_ERROR,
    PAINT_WARNING,
    PAINT_NOTE,
    PAINT_FRAME, /* gutters and frames, labels */
    PAINT_HINT   /* = likely: */
} Paint;

enum {
    CANVAS_TAB = 4,     /* columns of a tab */
    CANVAS_WIDTH = 110, /* columns of an excerpt, its gutter included */
    CANVAS_TEXT = 600   /* bytes of one message; a longer one loses its middle */
};

/* Owns `scratch`; canvas_free. */
typedef struct Canvas {
    Writer *out;
    bool colour;
    Text scratch;
} Canvas;

Canvas canvas_new(const Memory *memory, Writer *out, bool colour);
void canvas_free(Canvas *canvas);

/* Paint holds for what is drawn until canvas_plain. */
void canvas_paint(Canvas *canvas, Paint paint);
void canvas_plain(Canvas *canvas);

void canvas_str(Canvas *canvas, const char *text);
void canvas_spaces(Canvas *canvas, uint32_t count);
/* Text from a file or a message, escaped; returns its columns. */
uint32_t canvas_text(Canvas *canvas, Slice text);
/* The same, shortened in the middle where it is longer than CANVAS_TEXT. */
uint32_t canvas_message(Canvas *canvas, Slice text);
/* What canvas_message shows of a text, not escaped. */
void canvas_shorten(Text *out, Slice text);
/* The columns that canvas_text and canvas_message would take. */
uint32_t canvas_text_width(Canvas *canvas, Slice text);
uint32_t canvas_message_width(Canvas *canvas, Slice text);

/* The byte offset one character after or before `at` (which is inside the text). */
uint32_t canvas_step(Slice text, uint32_t at);
uint32_t canvas_step_back(Slice text, uint32_t at);

#endif
