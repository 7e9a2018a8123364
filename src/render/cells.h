/* The cells of a result as text, as all its formats have them. Private to render/. */
#ifndef INTEG_RENDER_CELLS_H
#define INTEG_RENDER_CELLS_H

#include "base/arena.h"
#include "render/result.h"

typedef struct Cells {
    const ResultPage *page;
    Arena *arena; /* of the texts; cells_end lets them go */
} Cells;

Cells cells_begin(const ResultPage *page);
void cells_end(Cells *cells);

/* The value as a person or a program reads it: an amount in its column's unit, a
 * percentage without its sign. `people` groups digits and puts the decimal comma where
 * the style says so. A missing value is empty, unless it has a text of its own. */
Slice cells_text(const Cells *cells, uint32_t column, const Datum *datum, bool people);
/* Whether it is shown as a number, aligned by its decimal point. */
bool cells_is_number(const Datum *datum);
bool cells_is_missing(const Datum *datum);
/* "mio DKK", "%" or nothing: what all numbers of a column are in. */
Slice cells_unit(const Cells *cells, uint32_t column);
/* The heading with its unit behind it: "sum(amount) (mio DKK)". */
Slice cells_heading(const Cells *cells, uint32_t column);
/* A cell of the total row, where the first that is no number says "total". */
Slice cells_total(const Cells *cells, uint32_t column, bool people);
/* The first column that has no numbers in the total row; UINT32_MAX: none. */
uint32_t cells_total_label(const Cells *cells);
/* "3 rows · 12 entries" */
Slice cells_counts(const Cells *cells);

/* result_table.c and the others; each is render_result of its format. */
void render_result_table(const ResultPage *page, Writer *out);
void render_result_csv(const ResultPage *page, Writer *out);
void render_result_json(const ResultPage *page, Writer *out);
void render_result_jsonl(const ResultPage *page, Writer *out);
void render_result_markdown(const ResultPage *page, Writer *out);
bool render_result_integ(const ResultPage *page, Writer *out, const char **why);

#endif
