/* The cells of a result as text, as all its formats have them. Private to render/. */
#ifndef INTEG_RENDER_CELLS_H
#define INTEG_RENDER_CELLS_H

#include "base/arena.h"
#include "base/writer.h"
#include "render/result_page.h"

/* What is found of a column by looking at all its cells. */
typedef struct CellsColumn {
    Slice unit;     /* "mio DKK", "%" or nothing: what all its numbers are in */
    bool numbers;   /* it has numbers or is to have them, and nothing else */
    bool own_units; /* its numbers are not all of one kind and currency: each has its unit
                       behind it */
    bool whole;     /* all its numbers are whole, and small enough for a JSON number */
} CellsColumn;

typedef struct Cells {
    const ResultPage *page;
    Arena *kept;  /* what is good until cells_end */
    Arena *arena; /* of texts, which are good until cells_next_row */
    CellsColumn *columns;
    Model model;   /* the page's, but that its new texts are kept here */
    uint32_t rows; /* since the arena was new */
    /* Of csv and jsonl, whose headings hang on the query alone: units are a column of
     * their own, where one holds amounts or what is known only when it is evaluated. */
    bool by_row;
    bool row_mixed; /* the row in hand has several units: each stands behind its number */
} Cells;

Cells cells_begin(const ResultPage *page);
/* The same for formats that have their units by the row. */
Cells cells_begin_by_row(const ResultPage *page);
/* How the column of units is headed: "unit", or "unit 2" where another column is called
 * so; length 0: there is none. */
Slice cells_unit_heading(const Cells *cells);
/* What all the numbers of a row are in, to be asked before its cells: "" where they have
 * no unit, or several, which stand behind them then. */
Slice cells_row_unit(Cells *cells, uint32_t row);
void cells_end(Cells *cells);
/* What was made for the rows before may go, so that a long result takes little memory. */
void cells_next_row(Cells *cells);

typedef enum CellsFor {
    FOR_PROGRAMS,    /* 1234567.5 */
    FOR_SPREADSHEET, /* with the decimal comma where the style says so */
    FOR_PEOPLE       /* and with digits in groups where it says so */
} CellsFor;

/* The value as text: an amount in its column's unit, a percentage without its sign unless
 * the column has own_units. A missing value is empty, unless it has a text of its own. */
Slice cells_text(const Cells *cells, uint32_t column, const Datum *datum, CellsFor whom);
bool cells_is_number(const Datum *datum);
bool cells_is_missing(const Datum *datum);
/* The thing's name, as programs know it; its title where it has none. */
Slice cells_name(const Cells *cells, const Datum *thing);
/* The heading with its unit behind it: "sum(amount) (mio DKK)"; by row, "share (%)". */
Slice cells_heading(const Cells *cells, uint32_t column);
Slice cells_key(const Cells *cells, uint32_t column); /* the same for programs */
/* The first column that has no numbers in the total row, where it says "total";
 * UINT32_MAX: none. */
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
