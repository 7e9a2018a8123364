/* A query's answer: the rows of the builder, their units, what is to be remarked. */
#include "query/query.h"

#include <string.h>

#include "query/claims_touched.h"
#include "query/work.h"

/* ---- units ---- */

/* The currency of a column's amounts: 0 where it has none or several. */
static uint8_t column_currency(const Result *result, uint32_t column) {
    uint8_t currency = 0;
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        const Datum *cell = result_cell(result, row, column);
        if (cell->kind != DATUM_AMOUNT)
            continue;
        if (currency != 0 && cell->currency != 0 && currency != cell->currency)
            return 0;
        currency = cell->currency != 0 ? cell->currency : currency;
    }
    return currency;
}

/* A 0 that stands for a `-` is in the currency of its column. */
static void set_currency(const Result *result, Datum *cells, uint32_t column) {
    uint8_t currency = result->columns[column].currency;
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        Datum *cell = &cells[(size_t)row * result->column_count + column];
        if (cell->kind == DATUM_AMOUNT && cell->currency == 0 &&
            decimal_sign(cell->number) == 0)
            cell->currency = currency;
    }
}

static void set_units(const QueryWork *work, Result *result, Datum *cells) {
    uint8_t usual = work->query->unit.currency;
    for (uint32_t i = 0; i < result->column_count; i++) {
        uint8_t currency = column_currency(result, i);
        result->columns[i].power = work->query->unit.power;
        result->columns[i].currency = currency == 0 ? usual : currency;
        set_currency(result, cells, i);
        result->columns[i].currency = column_currency(result, i);
    }
}

/* ---- the whole ---- */

/* Whether the rows of the result are those of the builder from its first one on. */
static bool is_as_read(const QueryWork *work) {
    for (uint32_t i = 0; i < work->count; i++)
        if (work->order[i] != i)
            return false;
    return true;
}

static Result *result_of(QueryWork *work) {
    Arena *arena = work->run->arena;
    ResultBuilder *builder = &work->builder;
    Result *result = ARENA_NEW(arena, Result);
    bool totals = builder->totals != NULL;
    uint32_t columns = builder->column_count;
    Datum *cells = builder->cells.at;
    if (!is_as_read(work)) {
        cells =
            arena_alloc(arena, ((size_t)work->count + totals) * columns * sizeof *cells);
        for (uint32_t i = 0; i < work->count; i++) {
            memcpy(&cells[(size_t)i * columns],
                   &builder->cells.at[(size_t)work->order[i] * columns],
                   columns * sizeof *cells);
        }
    }
    if (totals) { /* there is room for it: see builder_reserve */
        memcpy(&cells[(size_t)work->count * columns], builder->totals,
               columns * sizeof *cells);
    }
    *result =
        (Result){.columns = builder->columns,
                 .column_count = columns,
                 .cells = cells,
                 .row_count = work->count,
                 .has_totals = totals,
                 .table = work->query->table,
                 .rows_read = work_stopped_early(work) ? work->count : work->groups.rows};
    set_units(work, result, cells);
    return result;
}

const Result *query_run(const QueryRun *run, const BoundQuery *query) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    work_begin(work, run, query);
    Result *result = NULL;
    if (work_read(work)) {
        work->order = builder_order(&work->builder, &work->count, &work->all);
        result = result_of(work);
        result->stopped = work->rows.stopped;
        work_remark(work);
        result->remarks = work->remarks.at;
        result->remark_count = work->remarks.count;
        result->off = claims_touched(&work->rows, &result->off_count);
    }
    rows_drop(&work->rows);
    return result;
}
