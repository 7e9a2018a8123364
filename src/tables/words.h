/* The words that tables use, in Danish, Norwegian, Swedish, German, Dutch, French and
 * English. */
#ifndef INTEG_TABLES_WORDS_H
#define INTEG_TABLES_WORDS_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"

/* What a row's title says of a total. */
typedef struct WordsTotal {
    bool is;       /* "I alt", "Total …", "… i alt" */
    bool whole;    /* of everything: "I alt for alle områder", "Grand total" */
    bool sub;      /* "Subtotal", "Mellemsum" */
    bool other;    /* of more or less than the rows: "I alt ekskl. moms" */
    Slice subject; /* what it is a total of, or empty: "Parks" of "Parks, total" */
} WordsTotal;

WordsTotal words_total(Arena *arena, Slice title);
/* Whether a title has a word for what is left of money that comes and goes. */
bool words_result(Arena *arena, Slice title);
/* Whether a heading is that of sources, of areas, or of running numbers. */
bool words_source(Arena *arena, Slice heading);
bool words_number(Arena *arena, Slice heading);
/* Whether a kind of money is one of several versions of an amount: a budget, an account,
 * what is expected. */
bool words_version(Arena *arena, Slice kind);
/* Whether a heading is that of figures made from others: a deviation, a percentage. */
bool words_computed(Arena *arena, Slice heading);
/* Whether a caption says that sources stand in parentheses. */
bool words_in_parentheses(Arena *arena, Slice caption);
/* Whether a line begins as a footnote does: "Note:", "Kilde:", "Anm.:". */
bool words_footnote(Arena *arena, Slice line);
/* Whether a line stands at a page break: "Page 4", "Tabel 2, fortsat". */
bool words_page(Arena *arena, Slice line);
/* Whether a line begins as a caption does: "Tabel 2: …", "Table 2". */
bool words_caption(Arena *arena, Slice line);

/* The kroner of a table: "DKK", "NOK" or "SEK", by the letters and words of its texts;
 * *certain is false where nothing tells. */
const char *words_krone(Arena *arena, Slice texts, bool *certain);

/* The units in a text, one after another: from *at on, the next; false where there is no
 * more. *krone: "kr." stands for its currency. */
bool words_unit(Arena *arena, Slice text, uint32_t *at, Slice *printed, int *power,
                uint8_t *currency, bool *krone);

#endif
