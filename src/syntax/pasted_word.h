/* One figure as other programs print it: what is wrong with it, and what it says in the
 * language. Knows words, no rows. */
#ifndef INTEG_SYNTAX_PASTED_WORD_H
#define INTEG_SYNTAX_PASTED_WORD_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"

typedef enum PastedKind {
    PASTED_NOT,      /* a word of the language, or nothing that is known here */
    PASTED_GROUPS,   /* 101 392, 1'200 */
    PASTED_ZERO,     /* 1 000, where 000 can be a cell by the number of columns */
    PASTED_NEGATIVE, /* (1.5), 1.5- */
    PASTED_ABOUT,    /* ca. 100 */
    PASTED_MARKED,   /* 1.5*, 0.5¹, [2.0] */
    PASTED_EMPTY,    /* n/a, .., … */
    PASTED_CURRENCY, /* £1.5, kr. 2.0, 217 kr. */
    PASTED_TIME,     /* Q1 2025, 20-08-2025 */
    PASTED_UNIT,     /* mio. kr. behind a figure */
    PASTED_NOTE,     /* a 1) or * among the cells */
    PASTED_MARKER,   /* a 1. or - before a title */
    PASTED_BROKEN,   /* 1.412,,6 */
    PASTED_KINDS
} PastedKind;

typedef struct PastedWord {
    PastedKind kind;
    Slice number; /* "-1.5": what it says, without a unit */
    Slice other;  /* another reading, or empty */
    uint8_t currency;
    bool krone; /* the currency was written as "kr", which several countries do */
    bool safe;  /* nothing else can be meant */
} PastedWord;

/* Texts come from the arena or are constant. */
PastedWord pasted_word(Arena *arena, Slice word);
/* What a figure's cell is made of, also for readers of tables elsewhere. */
/* A blank or an apostrophe that groups digits at the beginning, in bytes; 0: none. */
uint32_t pasted_grouping(Slice text);
/* How many digits stand from `at` on. */
uint32_t pasted_digits(Slice text, uint32_t at);
/* Without *, †, ¹ and the like, and a [1] behind a digit, at the end. */
Slice pasted_without_marks(Slice word);
/* `1)`, `*`, `¹`: the mark of a footnote, and no figure. */
bool pasted_is_note(Slice word);
/* `(1)`: the same, or a negative figure. */
bool pasted_may_be_note(Slice word);
/* `1.412,,6`, `,5`: digits and separators that make no number. */
bool pasted_is_broken(Slice word);
/* `..`, `n/a`: not given. *certain: it can be nothing else. */
bool pasted_is_empty(Slice word, bool *certain);
/* Takes the currency off that is written at one end of a figure; 0: there is none. */
uint8_t pasted_take_currency(Slice *word, bool *krone);

/* Whether a word says that the figure behind it is about so much: `ca.`, `approx.` */
bool pasted_about(Slice word);
/* `kr.`, `£`, `DKK`: the currency that the whole word is, 0 where it is none. */
uint8_t pasted_currency(Slice word, bool *krone);
/* A unit as it is printed, `mio. kr.`, `tkr`, `1.000 DKK`: false where it is none.
 * *power is 0 where no scale is named, *currency 0 where no currency is. */
bool pasted_unit(Slice text, int *power, uint8_t *currency, bool *krone);
/* `mio DKK`, as the language writes the unit. */
Slice pasted_unit_text(Arena *arena, int power, uint8_t currency);

#endif
