/* The rows of a table as typed values, one after another: what `select * from TABLE`
 * gives, without a result that holds it all. For reports, export and other ways to ask.
 */
#ifndef INTEG_QUERY_TABLE_READER_H
#define INTEG_QUERY_TABLE_READER_H

#include "base/stop.h"
#include "check/check.h"
#include "eval/columns.h"
#include "eval/datum.h"
#include "source/diagnostic.h"

typedef struct TableReader TableReader;

/* What is read. Everything is borrowed and outlives the reader. */
typedef struct TableReading {
    const Model *model;
    const Checked *checked;
    const Findings *findings; /* of the load, sorted */
    TableId table;
    const Id *documents; /* whose rows are read; document_count 0: all */
    uint32_t document_count;
    Stop stop; /* looked at now and then; may be NULL */
} TableReading;

typedef struct TableReaderColumn {
    Slice name; /* NUL-terminated */
    Type type;  /* of its values that are not missing; TYPE_ANY where they differ */
} TableReaderColumn;

/* Never NULL; table_reader_close frees it. It stands before the first row. */
TableReader *table_reader_open(const TableReading *reading);
void table_reader_close(TableReader *reader);

/* Those of the table, then every property that is stated or declared of its things. */
uint32_t table_reader_column_count(const TableReader *reader);
TableReaderColumn table_reader_column(const TableReader *reader, uint32_t column);

/* Goes to the next row, in the order of the files; false: there is none. */
bool table_reader_next(TableReader *reader);
/* Whether it was TableReading.stop that ended the rows. */
bool table_reader_stopped(const TableReader *reader);
/* A value of the row in hand, as in a Result: amounts in kroner with their printed
 * digits, a DATUM_REF with its title in `text` (model_name gives its name), DATUM_NULL
 * for what is missing, DATUM_LIST for several. What it points to is good until the next
 * row. */
Datum table_reader_value(TableReader *reader, uint32_t column);

#endif
