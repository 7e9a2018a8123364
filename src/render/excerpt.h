/* Excerpts of source text with places underlined:
 *
 *        ┌─ parks.integ:15:43
 *        │
 *      14│     paths    "Stier"        from pool   -   0.9   -
 *        │                                             ─── left out?
 *      15│     total                              7.6  8.0  8.0
 *        │                                             ^^^ stated
 */
#ifndef INTEG_RENDER_EXCERPT_H
#define INTEG_RENDER_EXCERPT_H

#include <stdbool.h>
#include <stdint.h>
#include "render/canvas.h"
#include "source/diagnostic.h"
#include "source/source.h"

typedef struct Mark {
    Place place;
    Slice message; /* may be empty */
} Mark;

enum { EXCERPT_MARKS = 16, EXCERPT_LABELS = 12 /* of a finding */ };

/* Draws the marks' lines, those of the first mark's file first; the first mark is the
 * one underlined with ^, in `paint`. `heads`: the lines that open the blocks around it
 * are shown too. At most EXCERPT_MARKS. Returns the width of the gutter's numbers. */
uint32_t excerpt_draw(Canvas *canvas, const Sources *sources, const Mark *marks,
                      uint32_t count, Paint paint, bool heads);

/* The place of a finding and its labels, at most EXCERPT_LABELS; *labels is how many. */
uint32_t excerpt_of(Canvas *canvas, const Sources *sources, const Diagnostic *d,
                    uint32_t *labels);
Paint excerpt_paint(Level level);

#endif
