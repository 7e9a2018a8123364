/* Which rows a table has in the documents that are seen: what checks and queries share.
 * For eval/ and query/. */
#ifndef INTEG_EVAL_TABLE_ROWS_H
#define INTEG_EVAL_TABLE_ROWS_H

#include "eval/columns.h"
#include "eval/computed.h"

typedef struct TableRows {
    const Model *model;
    const Computed *computed; /* NULL: the tables that the checks fill are empty */
    TableId table;
    uint32_t first, end;   /* the numbers that rows can have: things count from 1 */
    const uint8_t *sees;   /* by document; NULL: all */
    const uint8_t *things; /* by thing's id, where the rows are things */
    Id document;           /* the only one seen, or 0 */
    uint8_t kind;          /* of entries: MoneyKind, unless they are parts */
    bool parts;
} TableRows;

/* No documents: all. What it points to is in `arena`. */
void table_rows_begin(TableRows *rows, const Model *model, Arena *arena, TableId table,
                      const Id *documents, uint32_t document_count,
                      const Computed *computed);
/* How many things were looked at to begin. */
int64_t table_rows_effort(const TableRows *rows);
/* Whether the row is in the table and in a document that is seen. */
bool table_rows_has(const TableRows *rows, uint32_t row);
/* The document to which a row belongs; for things the only one seen, or 0. */
Id table_rows_document(const TableRows *rows, uint32_t row);

static inline bool table_rows_sees(const TableRows *rows, Id document) {
    return rows->sees == NULL || rows->sees[document] != 0;
}
/* Of a line of entries: some of them may still be parts, or not be. */
static inline bool table_rows_has_line(const TableRows *rows, uint32_t line) {
    const Line *of = &rows->model->lines.at[line];
    return (rows->parts || of->kind == rows->kind) && table_rows_sees(rows, of->document);
}
/* Whether the entry is a part where the table has parts, and none where it has not. */
static inline bool table_rows_has_part(const TableRows *rows, uint32_t fact) {
    return ((rows->model->facts.flags[fact] & FACT_PART) != 0) == rows->parts;
}

#endif
