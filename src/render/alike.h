/* Several findings that are shown as one: the totals of a table that differ by rounding.
 */
#ifndef INTEG_RENDER_ALIKE_H
#define INTEG_RENDER_ALIKE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"
#include "render/canvas.h"
#include "render/report.h"

enum { ALIKE_SHOWN = 3 /* places of several findings that are shown as one */ };

/* The findings of a group that are shown: the first few, and that with the largest
 * difference. */
typedef struct Alike {
    const Diagnostic *at[ALIKE_SHOWN];
    const Diagnostic *most;
    uint32_t count;
} Alike;

/* By group. The caller frees it. */
Alike *alike_of(const Report *report);
/* Whether it is shown as one of several; the first of these stands for all. */
bool alike_several(const Alike *all, const Diagnostic *d);
/* "5 totals of table "Table 1" differ by rounding, by at most 0.2 mio DKK"; not
 * escaped. */
void alike_headline(const Alike *alike, Text *out);
/* The places that are shown, each with its difference; returns as excerpt_draw. */
uint32_t alike_excerpt(Canvas *canvas, const Report *report, const Alike *alike);

#endif
