/* The rows that a query is over: those of its table, in the documents that it sees, that
 * pass `where`. They come in batches, in the order of the files. Private to query/. */
#ifndef INTEG_QUERY_ROWS_H
#define INTEG_QUERY_ROWS_H

#include "eval/evaluate.h"
#include "eval/table_rows.h"
#include "query/run.h"

enum { BATCH = 2048, TERMS_MOST = 8 };

/* What is known of a line of entries, once one of them was looked at. */
typedef enum LineState {
    LINE_NEW,
    LINE_ELSEWHERE, /* not in the table, or in no document that is seen */
    LINE_FAILS,     /* what `where` says of lines does not hold */
    LINE_PASSES,
    LINE_BY_ENTRY /* `where` is to be asked for each entry */
} LineState;

typedef struct Rows {
    const QueryRun *run;
    const BoundQuery *query;
    TableRows of;
    Model view;    /* the model, its arena for what does not outlive a few batches */
    Cursor cursor; /* of the row that rows_cursor set */
    Remarks remarks;
    /* Of entries: by line, LineState; and the terms that `where` joins by `and`: those
     * that lines decide, and the others. */
    uint8_t *lines;
    const Step *line_terms[TERMS_MOST], *entry_terms[TERMS_MOST];
    uint32_t line_term_count, entry_term_count;
    uint32_t next;
    uint32_t at[BATCH]; /* the batch's rows */
    uint32_t count;
    uint32_t batches;
    uint64_t left_out;  /* by `where`, because they belong to no single year */
    const Dash *dashes; /* rows behind the last entry: see zeros.h */
    uint64_t assumed;   /* of them: no `-` is printed */
    uint64_t blanks;    /* amounts that are not stated, among those that are added up */
    bool stopped;
} Rows;

/* `rows` must stay where it is until rows_drop. */
void rows_begin(Rows *rows, const QueryRun *run, const BoundQuery *query);
void rows_drop(Rows *rows);
/* Fills the batch; false at the end, and where QueryRun.stop said so. What expressions
 * made for earlier batches is gone then. */
bool rows_next(Rows *rows);
/* Sets the cursor on a row, of the batch or any other. */
const Cursor *rows_cursor(Rows *rows, uint32_t row);
/* Counts the entry of a row among the blanks where it is one. */
void rows_note_amount(Rows *rows, uint32_t row);
/* From the first row again, as after rows_begin. */
void rows_again(Rows *rows);
/* How many rows the table has before anything is chosen: for the plan. */
uint32_t rows_of_table(const QueryRun *run, const BoundQuery *query);
/* Whether a row is in the table and a document that is seen, and passes `where`. */
bool rows_was_read(Rows *rows, uint32_t row);
/* Whether a step is the same for all entries of a line. */
bool rows_line_decides(const Step *step);
/* How many values were missing for a reason. */
uint64_t rows_reasons(const Rows *rows);

#endif
