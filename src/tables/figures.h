/* Cells as figures. How a table writes its decimals is decided by all of its figures
 * together. */
#ifndef INTEG_TABLES_FIGURES_H
#define INTEG_TABLES_FIGURES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/decimal.h"
#include "tables/grid.h"
#include "tables/told.h"

typedef enum ShownKind {
    SHOWN_TEXT,    /* no figure */
    SHOWN_EMPTY,   /* nothing in the cell */
    SHOWN_DASH,    /* a dash: none */
    SHOWN_UNKNOWN, /* "..", "n/a": not given */
    SHOWN_NUMBER,
    SHOWN_PERCENT
} ShownKind;

typedef struct CellFigure {
    ShownKind kind;
    Slice printed;
    Slice body; /* of a number: digits and what stands among them */
    Slice mark; /* of a footnote, or empty */
    bool negative;
    bool brackets;     /* negative, as it stands in ( ) */
    bool exact;        /* a sheet's own number, with a point whatever its texts have */
    bool comma, point; /* whether it can be read with that as the decimal sign */
    uint8_t currency;
    bool krone, dollar; /* "kr.", "$": currencies of several countries */
    bool scaled;        /* it has a scale of its own: 6.0 mio. */
    int8_t power;       /* that is so many zeros */
    bool divided;       /* the scale is that of a sheet's format, and not printed */
} CellFigure;

CellFigure figures_cell(Arena *arena, const GridCell *cell);
/* Whether that is of money or says that there is none: what an amount's cell may hold. */
static inline bool figures_is_amount(ShownKind kind) {
    return kind == SHOWN_NUMBER || kind == SHOWN_DASH || kind == SHOWN_UNKNOWN;
}
/* A number as the language writes it, "-1_234.5", where `decimal` is its decimal sign.
 * False where it cannot be read so. */
bool figures_write(Arena *arena, const CellFigure *figure, char decimal, Slice *out);

/* Whether a text has digits and no letters: "0102", "2.10". */
bool figures_are_numerals(Slice text);

/* Takes what marks a footnote off the end of a text: *, †, ¹, [1], and a "1)" behind a
 * blank. The mark, or an empty text. */
Slice figures_take_mark(Slice *text);

/* The decimal sign of a table, of figures one after another. */
typedef struct FigureStyle {
    CellFigure comma, point, either; /* one that needs that sign; one that is read as two
                                        different numbers */
    uint32_t comma_row, point_row, either_row;
} FigureStyle;
void figures_weigh(FigureStyle *style, const CellFigure *figure, uint32_t row);
/* The sign, '.' where no figure has any; `wanted` is a person's choice, or 0. 0 where it
 * cannot be told, which was told. */
char figures_decide(Told *told, const FigureStyle *style, const char *row_word,
                    char wanted);

#endif
