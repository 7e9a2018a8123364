/* A result that is to be shown, and how. */
#ifndef INTEG_RENDER_RESULT_PAGE_H
#define INTEG_RENDER_RESULT_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/memory.h"
#include "base/str.h"
#include "model/model.h"
#include "query/query.h"

typedef enum ResultFormat {
    RESULT_TABLE,    /* for a terminal: aligned by the decimal point */
    RESULT_CSV,      /* RFC 4180; cells that a spreadsheet would run are made safe */
    RESULT_JSON,     /* one object; exact decimals */
    RESULT_JSONL,    /* an object a row */
    RESULT_MARKDOWN, /* a table as GitHub shows it */
    RESULT_INTEG,    /* a `table` block that can be put back into a file */
    RESULT_FORMAT_COUNT
} ResultFormat;

/* "table|csv|json|jsonl|markdown|integ", in the order of ResultFormat. */
#define RESULT_FORMATS "table|csv|json|jsonl|markdown|integ"

typedef struct ResultStyle {
    ResultFormat format;
    bool comma; /* table, csv, markdown: a decimal comma */
    bool group; /* table, markdown: digits in groups of three */
    Slice null; /* what a missing value is shown as; NULL `at`: the format's own */
    bool no_header;
    uint32_t width; /* table: columns of the terminal; 0: as wide as it is */
    bool colour;
    bool closing; /* table: ends with the line of counts; remarks are the caller's */
} ResultStyle;

typedef struct ResultPage {
    const Memory *memory;
    const Model *model;
    const Result *result;
    const ResultStyle *style;
    CellRows rows; /* of RESULT_INTEG: what is in the cells */
} ResultPage;

#endif
