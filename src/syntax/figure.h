/* Figures as a file prints them: exact, and with how many digits. */
#ifndef INTEG_SYNTAX_FIGURE_H
#define INTEG_SYNTAX_FIGURE_H

#include <stdint.h>
#include "base/decimal.h"
#include "source/source.h"

enum {
    FIGURE_APPROXIMATE = 1, /* ~65 */
    FIGURE_NONE = 2,        /* -  in a cell: nothing */
    FIGURE_BLANK = 4,       /* ?  in a cell or entry: not stated */
    FIGURE_UNIT = 8,        /* names its unit; `scale` has it applied already */
    FIGURE_PERCENT = 16,
    FIGURE_POINTS = 32, /* percentage points: pp */
    FIGURE_BAD = 64,    /* could not be read; was reported */
    FIGURE_SUM = 128    /* added up in the text: 2_568 + ~140 */
};

/* Of a printed number; those behind its point may be as many. */
enum { FIGURE_DIGITS_MOST = 18 };

/* A printed number: digits × 10^-scale. 16 bytes: a table's cell
 * is nothing but this. */
typedef struct Figure {
    int64_t digits;
    uint32_t at;    /* offset of its first byte */
    uint8_t length; /* bytes; 255: longer */
    int8_t scale;   /* digits after the point, less the unit's power: 3.3 mio is -5 */
    uint8_t flags;  /* FIGURE_… */
    unsigned currency : 4; /* 0: none named; else see currency_text */
    unsigned blur : 4;     /* trailing digits that `~` leaves unknown: ~140 has 1 */
} Figure;

Span figure_span(Figure figure);
/* Of a figure without FIGURE_NONE, FIGURE_BLANK or FIGURE_BAD. */
Decimal figure_decimal(Figure figure);

#endif
