/* Reading a table row by row: `select *` is bound, and its rows are read in batches,
 * whose values go with them. */
#include "query/table_reader.h"

#include <assert.h>

#include "eval/bind_select.h"
#include "query/builder.h"
#include "query/tables.h"

struct TableReader {
    Arena *arena;
    Arena *values;     /* of the batch in hand */
    Model view;        /* the load's, but with the reader's arena */
    Findings findings; /* nobody's: a query of all columns is sound */
    QueryRun run;
    BoundQuery *query;
    Rows rows;
    ResultBuilder builder;
    uint32_t next; /* in the batch */
};

static BoundQuery *bind_all_columns(TableReader *reader, const TableReading *reading) {
    Arena *arena = reader->arena;
    Expr *star = ARENA_NEW(arena, Expr);
    SelectItem *item = ARENA_NEW(arena, SelectItem);
    Select *select = ARENA_NEW(arena, Select);
    star->kind = EXPR_STAR;
    item->expr = star;
    select->items = item;
    select->item_count = 1;
    select->from.name =
        names_add(reader->view.names, slice_of(table_def(reading->table)->name));
    QueryContext context = {.documents = reading->documents,
                            .document_count = reading->document_count};
    return eval_bind_query(&reader->view, select, &context);
}

TableReader *table_reader_open(const TableReading *reading) {
    Arena *arena = arena_new(arena_memory(reading->model->arena));
    TableReader *reader = ARENA_NEW(arena, TableReader);
    reader->arena = arena;
    reader->values = arena_new(arena_memory(arena));
    findings_init(&reader->findings, arena);
    reader->view = *reading->model;
    reader->view.arena = arena;
    reader->view.findings = &reader->findings;
    reader->query = bind_all_columns(reader, reading);
    assert(reader->query != NULL);
    reader->run = (QueryRun){
        .arena = arena,
        .model = &reader->view,
        .checked = reading->checked,
        .computed = tables_new(arena, &reader->view, reading->checked, reading->findings,
                               reader->query->documents, reader->query->document_count),
        .findings = &reader->findings,
        .stop = reading->stop};
    rows_begin(&reader->rows, &reader->run, reader->query);
    builder_begin(&reader->builder, arena, reader->query, &reader->rows);
    return reader;
}

void table_reader_close(TableReader *reader) {
    if (reader == NULL)
        return;
    rows_drop(&reader->rows);
    arena_drop(reader->values);
    arena_drop(reader->arena);
}

uint32_t table_reader_column_count(const TableReader *reader) {
    return reader->query->item_count;
}

TableReaderColumn table_reader_column(const TableReader *reader, uint32_t column) {
    const BoundItem *item = &reader->query->items[column];
    return (TableReaderColumn){item->heading, item->step->type};
}

bool table_reader_next(TableReader *reader) {
    if (++reader->next < reader->rows.count)
        return true;
    arena_drop(reader->values);
    reader->values = arena_new(arena_memory(reader->arena));
    reader->builder.arena = reader->values;
    reader->builder.last = (Datum){0}; /* its title has gone */
    reader->next = 0;
    return rows_next(&reader->rows);
}

bool table_reader_stopped(const TableReader *reader) {
    return reader->rows.stopped;
}

Datum table_reader_value(TableReader *reader, uint32_t column) {
    assert(reader->next < reader->rows.count && column < reader->query->item_count);
    const Cursor *cursor = rows_cursor(&reader->rows, reader->rows.at[reader->next]);
    Datum value = step_shown(reader->query->items[column].step, cursor);
    return builder_value(&reader->builder, column, &value, cursor->document);
}
