/* What a query gives: a table of values with headings and units, exact, in a stated
 * order. render/ shows it; nothing here is text for people but headings, names' titles
 * and remarks. Lives in the arena that query_run was handed. */
#ifndef INTEG_QUERY_RESULT_H
#define INTEG_QUERY_RESULT_H

#include <stdbool.h>
#include <stdint.h>
#include "eval/columns.h"
#include "eval/eval.h"

typedef struct ResultColumn {
    Slice heading; /* an alias or expression; of a pivot its value: "2020", "Lakes" */
    Slice key;     /* the same for programs: a thing's name and not its title, "lakes" */
    Type type;     /* TYPE_ANY where rows differ */
    bool pivoted;  /* made by `pivot by`, or its total */
    bool total;    /* the total column of a pivot */
    /* Of amounts: the unit to show them in, 10^power of currency: what was asked for,
     * else the one in which most lines are written. currency 0: not known, or several. */
    int8_t power;
    uint8_t currency;
} ResultColumn;

/* Cells are values: amounts in kroner with their printed digits (Decimal.scale), so that
 * 7.6 mio DKK is 76 × 10^5. A DATUM_REF has its title in `text`. A missing value is
 * DATUM_NULL; where it stands for an entry without a single year its `text` is the span
 * ("2007-2009") or "?", to be shown in its place. A DATUM_LIST's items are such values.
 * There is no DATUM_UNKNOWN. */
typedef struct Result {
    ResultColumn *columns;
    uint32_t column_count;
    const Datum *cells; /* row by row, row_count + has_totals rows */
    uint32_t row_count; /* without the total row */
    bool has_totals;    /* one more row stands at the end of cells */
    TableId table;
    uint64_t rows_read; /* that passed `where`; row_count where a limit ended it */
    /* What is to be said about it, each a sentence: "3 entries belong to no single year
     * and are left out", "a / b is rounded …", "a division by zero is missing". */
    const Slice *remarks;
    uint32_t remark_count;
    /* The totals stated in the files over entries that were read here and are off: their
     * numbers in Model.claims, ascending. */
    const uint32_t *off;
    uint32_t off_count;
    bool stopped; /* by QueryRun.stop: nothing else of it holds */
} Result;

static inline const Datum *result_cell(const Result *result, uint32_t row,
                                       uint32_t column) {
    return &result->cells[(uint64_t)row * result->column_count + column];
}

#endif
