/* Running a bound query: rows to groups to a builder to a result. */
#include "query/query.h"
#include "base/phrase.h"

#include <string.h>

#include "model/view.h"
#include "query/copies.h"
#include "query/dense.h"
#include "query/differs.h"
#include "query/pivot.h"
#include "query/claims_touched.h"
#include "query/zeros.h"

/* One run, and what tracing needs of it afterwards. */
typedef struct QueryWork {
    const QueryRun *run;
    const BoundQuery *query;
    Rows rows;
    Groups groups;
    ResultBuilder builder;
    Pivot wide;
    const uint32_t *order; /* rows of the builder */
    uint32_t count, all;
    VEC(Slice) remarks;
} QueryWork;

typedef VEC(uint32_t) RowVec;

/* ---- rows without groups ---- */

static void plain_columns(ResultBuilder *builder) {
    const BoundQuery *query = builder->query;
    builder->columns = ARENA_ARRAY(builder->arena, ResultColumn, query->item_count + 1);
    builder->from = ARENA_ARRAY(builder->arena, BuilderColumn, query->item_count + 1);
    builder->column_count = query->item_count;
    for (uint32_t i = 0; i < query->item_count; i++) {
        builder->columns[i] = (ResultColumn){.heading = query->items[i].heading,
                                             .key = query->items[i].heading,
                                             .type = query->items[i].step->type};
        builder->from[i] = (BuilderColumn){i, NO_PIVOT};
    }
}

/* Of `distinct` values each is one, as in groups: a thing with several is in several
 * rows. The order is by what is selected then. */
static void distinct_rows(ResultBuilder *builder, Spread *spread, uint32_t row) {
    const BoundQuery *query = builder->query;
    const Cursor *cursor = rows_cursor(builder->rows, row);
    for (uint32_t i = 0; i < query->item_count; i++)
        spread->all[i] = step_shown(query->items[i].step, cursor);
    spread_begin(spread);
    do {
        for (uint32_t i = 0; i < query->item_count; i++) {
            Datum shown = builder_value(builder, i, &spread->one[i], cursor->document);
            *VEC_PUSH(builder->arena, &builder->cells) = shown;
        }
        for (uint32_t i = 0; i < query->order_count; i++) {
            uint32_t item = query->orders[i].item;
            Datum key = builder_order_key(builder, query->items[item - 1].step,
                                          &spread->one[item - 1], cursor->document);
            *VEC_PUSH(builder->arena, &builder->keys) = key;
        }
        builder_row(builder, row);
    } while (spread_next(spread));
}

static void plain_row(ResultBuilder *builder, uint32_t row) {
    const BoundQuery *query = builder->query;
    const Cursor *cursor = rows_cursor(builder->rows, row);
    for (uint32_t i = 0; i < query->item_count; i++) {
        Datum value = step_shown(query->items[i].step, cursor);
        Datum shown = builder_value(builder, i, &value, cursor->document);
        *VEC_PUSH(builder->arena, &builder->cells) = shown;
    }
    for (uint32_t i = 0; i < query->order_count; i++) {
        Datum key = step_value(query->orders[i].step, cursor);
        key = builder_order_key(builder, query->orders[i].step, &key, cursor->document);
        *VEC_PUSH(builder->arena, &builder->keys) = key;
    }
    builder_row(builder, row);
}

/* Without an order the rows that a limit leaves out need not be looked at. */
static bool has_enough(const ResultBuilder *builder) {
    const BoundQuery *query = builder->query;
    return query->order_count == 0 && !query->distinct && query->limit != UINT64_MAX &&
           builder_row_count(builder) > query->offset &&
           builder_row_count(builder) - query->offset > query->limit;
}

static void read_plain(QueryWork *work) {
    plain_columns(&work->builder);
    Spread spread = spread_new(work->run->arena, work->query->item_count);
    while (!has_enough(&work->builder) && rows_next(&work->rows)) {
        for (uint32_t i = 0; i < work->rows.count; i++)
            if (work->query->distinct)
                distinct_rows(&work->builder, &spread, work->rows.at[i]);
            else
                plain_row(&work->builder, work->rows.at[i]);
        work->groups.rows += work->rows.count;
    }
}

/* Whether rows were left unread: how many there are is not known then. */
static bool stopped_early(const QueryWork *work) {
    return !work->query->grouped && has_enough(&work->builder);
}

static bool read_rows(QueryWork *work) {
    if (!work->query->grouped) {
        read_plain(work);
        return true;
    }
    groups_begin(&work->groups, work->rows.query);
    work->groups.dense = !work->groups.trace && dense_read(&work->groups, &work->rows);
    if (!work->groups.dense)
        groups_read(&work->groups, &work->rows);
    zeros_read(&work->groups, &work->rows);
    if (!differs_check(&work->rows, &work->groups))
        return false;
    return work->rows.stopped || pivot_fill(&work->wide, &work->builder, &work->groups);
}

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

/* ---- remarks ---- */

#define REMARK(work, ...)                                                                \
    (*VEC_PUSH((work)->run->arena, &(work)->remarks) =                                   \
         arena_format((work)->run->arena, __VA_ARGS__))

static void remark_missing(QueryWork *work) {
    const Remarks *all = &work->rows.remarks;
    for (uint32_t i = 0; i < all->count; i++) {
        Slice why = all->at[i].why;
        if (slice_is(why, EVAL_UNREAD)) {
            REMARK(work, "%.*s, and is left out", SLICE_ARGS(why));
            continue;
        }
        unsigned count = (unsigned)all->at[i].count;
        if (slice_is(why, EVAL_CURRENCIES)) {
            REMARK(
                work,
                "%u comparison%s of amounts in several currencies %s not hold: no rate "
                "is assumed",
                count, phrase_s(count), count == 1 ? "does" : "do");
        } else {
            REMARK(work, "%u value%s missing: %.*s", count, count == 1 ? " is" : "s are",
                   SLICE_ARGS(why));
        }
    }
}

static bool adds_up(const BoundQuery *query) {
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        FunctionId function = (FunctionId)query->aggregates[i]->op;
        if (function == FUNCTION_sum || function == FUNCTION_avg ||
            function == FUNCTION_share || function == FUNCTION_change)
            return true;
    }
    return false;
}

static Slice money_title(const QueryWork *work, Version version) {
    return view_title(work->run->model, KIND_MONEY, version.money, work->query->document);
}

static void make_remarks(QueryWork *work) {
    unsigned left_out = (unsigned)work->rows.left_out;
    unsigned blanks = (unsigned)work->rows.blanks;
    if (left_out > 0) {
        REMARK(work, "%u %s to no single year and %s left out by \"where\"", left_out,
               left_out == 1 ? "entry belongs" : "entries belong", phrase_is(left_out));
    }
    if (blanks > 0 && adds_up(work->query)) {
        REMARK(work, "%u amount%s not stated and add%s nothing", blanks,
               blanks == 1 ? " is" : "s are", blanks == 1 ? "s" : "");
    }
    if (work->rows.assumed > 0) {
        unsigned assumed = (unsigned)work->rows.assumed;
        REMARK(work,
               "%u amount%s 0: the printed table has the year, but no row of it for "
               "the project",
               assumed, assumed == 1 ? " is taken as" : "s are taken as");
    }
    remark_missing(work);
    if (work->groups.spread_rows > 0) {
        unsigned count = (unsigned)work->groups.spread_rows;
        const TableDef *table = table_def(work->query->table);
        REMARK(work,
               "%u of the %s %s several values and %s counted in the group of each%s",
               count, table->shape == SHAPE_ENTRY ? "entries" : table->name,
               count == 1 ? "has" : "have", phrase_is(count),
               !work->query->with_totals ? ""
               : count == 1              ? ", but once in the totals"
                                         : ", but once each in the totals");
    }
    Slice copies = copies_remark(&work->rows, &work->groups);
    if (copies.length > 0)
        REMARK(work, "%.*s", SLICE_ARGS(copies));
    if (work->builder.ordered[0] != 0) {
        REMARK(work,
               "amounts in %s and in %s are ordered by their numbers: no rate is assumed",
               currency_text(work->builder.ordered[0]),
               currency_text(work->builder.ordered[1]));
    }
    if (work->wide.mixed != NULL && work->query->with_totals) {
        const Versions *versions = work->wide.mixed->versions;
        REMARK(work,
               "a total across versions of one amount, as \"%.*s\" and \"%.*s\", is left "
               "empty",
               SLICE_ARGS(money_title(work, versions->first)),
               SLICE_ARGS(money_title(work, versions->other)));
    }
    if (work->builder.rounded) {
        REMARK(work, "quotients and means are rounded half to even to 4 digits; "
                     "round(x, n) chooses another number");
    }
    if (stopped_early(work)) {
        REMARK(work, "%u row%s shown; the limit leaves out more", work->count,
               work->count == 1 ? " is" : "s are");
    } else if (work->count < work->all) {
        REMARK(work, "%u of %u rows are shown%s", work->count, work->all,
               work->query->with_totals ? "; the totals are over all of them" : "");
    }
}

/* ---- the whole ---- */

static void begin(QueryWork *work, const QueryRun *run, const BoundQuery *query) {
    *work = (QueryWork){.run = run, .query = query};
    rows_begin(&work->rows, run, query);
    work->groups.arena = run->arena;
    builder_begin(&work->builder, run->arena, query, &work->rows);
}

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
                 .rows_read = stopped_early(work) ? work->count : work->groups.rows};
    set_units(work, result, cells);
    return result;
}

const Result *query_run(const QueryRun *run, const BoundQuery *query) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    begin(work, run, query);
    Result *result = NULL;
    if (read_rows(work)) {
        work->order = builder_order(&work->builder, &work->count, &work->all);
        result = result_of(work);
        result->stopped = work->rows.stopped;
        make_remarks(work);
        result->remarks = work->remarks.at;
        result->remark_count = work->remarks.count;
        result->off = claims_touched(&work->rows, &result->off_count);
    }
    rows_drop(&work->rows);
    return result;
}

/* ---- tracing ---- */

/* Whether a group is behind a cell. */
static bool is_behind(const QueryWork *work, uint32_t group, uint32_t row,
                      uint32_t column) {
    const Pivot *wide = &work->wide;
    const BuilderColumn *from = &work->builder.from[column];
    bool total = row >= work->count;
    uint32_t own = wide->row_of[group];
    bool in_row = total ? own != UINT32_MAX
                        : own == work->builder.origin.at[work->order[row]];
    return in_row &&
           (from->pivot >= wide->pivots.count || wide->pivot_of[group] == from->pivot);
}

/* Whether an item is made of an aggregate of that function. */
static bool is_made_of(const Step *step, FunctionId function) {
    if (step == NULL || step->kind == STEP_AGGREGATE)
        return step != NULL && step->op == function;
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (is_made_of(step->args[i], function))
            return true;
    return is_made_of(step->left, function) || is_made_of(step->right, function);
}

/* Whether an item takes the row in hand: one of its aggregates does, or it has none. */
static bool takes_row(const Step *step, const Cursor *cursor) {
    if (step == NULL || step->kind == STEP_AGGREGATE) {
        return step != NULL &&
               (step->right == NULL || step_truth(step->right, cursor) == TRI_TRUE);
    }
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (takes_row(step->args[i], cursor))
            return true;
    return takes_row(step->left, cursor) || takes_row(step->right, cursor);
}

/* The groups behind a cell, by group. A change is made of two years. */
static const bool *groups_behind(QueryWork *work, uint32_t row, uint32_t column) {
    const BuilderColumn *from = &work->builder.from[column];
    bool total = row >= work->count;
    bool *behind = ARENA_ARRAY(work->run->arena, bool, work->groups.count + 1);
    bool change = is_made_of(work->query->items[from->item].step, FUNCTION_change) &&
                  from->pivot != PIVOT_TOTAL && !(total && from->pivot == NO_PIVOT);
    for (uint32_t i = 0; i < work->groups.count; i++) {
        behind[i] = behind[i] || is_behind(work, i, row, column);
        uint32_t before = change && is_behind(work, i, row, column)
                              ? pivot_year_before(&work->wide, i)
                              : UINT32_MAX;
        if (before != UINT32_MAX && (!total || work->wide.row_of[before] != UINT32_MAX))
            behind[before] = true;
    }
    return behind;
}

static void trace_groups(QueryWork *work, uint32_t row, uint32_t column, RowVec *found) {
    const Step *item = work->query->items[work->builder.from[column].item].step;
    const bool *behind = groups_behind(work, row, column);
    for (uint32_t i = 0; i < work->groups.traced_rows.count; i++) {
        uint32_t traced = work->groups.traced_rows.at[i];
        bool again = found->count > 0 && found->at[found->count - 1] == traced;
        if (!again && behind[work->groups.traced_groups.at[i]] &&
            (!item->has_aggregate || takes_row(item, rows_cursor(&work->rows, traced))))
            *VEC_PUSH(work->run->arena, found) = traced;
    }
}

RowList query_trace(const QueryRun *run, const BoundQuery *query, uint32_t row,
                    uint32_t column) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    RowVec found = {0};
    begin(work, run, query);
    work->groups.trace = true;
    if (read_rows(work) && !work->rows.stopped && column < work->builder.column_count) {
        work->order = builder_order(&work->builder, &work->count, &work->all);
        if (query->grouped)
            trace_groups(work, row, column, &found);
        else if (row < work->count)
            *VEC_PUSH(run->arena, &found) = work->builder.origin.at[work->order[row]];
    }
    rows_drop(&work->rows);
    return (RowList){found.at, found.count};
}

/* By row of the builder: its number in the result + 1; 0: it is not shown. */
static uint32_t *shown_rows(const QueryWork *work) {
    uint32_t *shown =
        ARENA_ARRAY(work->run->arena, uint32_t, builder_row_count(&work->builder) + 1);
    for (uint32_t i = 0; i < work->count; i++)
        shown[work->builder.origin.at[work->order[i]]] = i + 1;
    return shown;
}

CellRows query_cells(const QueryRun *run, const BoundQuery *query) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    VEC(CellRow) found = {0};
    begin(work, run, query);
    work->groups.trace = true;
    bool fine = read_rows(work) && !work->rows.stopped && query->pivot != NULL;
    work->order = fine ? builder_order(&work->builder, &work->count, &work->all) : NULL;
    const uint32_t *shown = fine ? shown_rows(work) : NULL;
    for (uint32_t i = 0; fine && i < work->groups.traced_rows.count; i++) {
        uint32_t number = work->groups.traced_rows.at[i];
        uint32_t group = work->groups.traced_groups.at[i];
        uint32_t row = work->wide.row_of[group];
        for (uint32_t k = 0; row != UINT32_MAX && k < work->builder.column_count; k++) {
            const BuilderColumn *from = &work->builder.from[k];
            if (shown[row] != 0 && from->pivot == work->wide.pivot_of[group] &&
                takes_row(query->items[from->item].step,
                          rows_cursor(&work->rows, number)))
                *VEC_PUSH(run->arena, &found) = (CellRow){number, shown[row] - 1, k};
        }
    }
    rows_drop(&work->rows);
    return (CellRows){found.at, found.count};
}

/* ---- the plan ---- */

static void plan_groups(QueryWork *work) {
    const BoundQuery *query = work->query;
    const Source *source = sources_get(work->run->model->sources, query->bound.file);
    if (query->group_count > 0) {
        const Expr *first = query->select->group[0];
        const Expr *last = query->select->group[query->group_count - 1];
        Slice text = source_slice(source, span_join(first->span, last->span));
        REMARK(work, "groups: by %.*s, %s", SLICE_ARGS(text),
               dense_fits(work->run, query) ? "as numbers (dense)" : "hashed");
    } else if (query->grouped) {
        REMARK(work, "groups: one, of all rows");
    }
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        Slice text = source_slice(source, query->aggregates[i]->span);
        REMARK(work, "aggregate: %.*s", SLICE_ARGS(text));
    }
    if (query->having != NULL) {
        Slice text = source_slice(source, query->select->having->span);
        REMARK(work, "having: %.*s", SLICE_ARGS(text));
    }
    if (query->pivot != NULL) {
        Slice text = source_slice(source, query->select->pivot->span);
        REMARK(work, "pivot: %.*s%s", SLICE_ARGS(text),
               query->with_totals ? ", with totals" : "");
    }
}

const Slice *query_plan(const QueryRun *run, const BoundQuery *query, uint32_t *count) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    *work = (QueryWork){.run = run, .query = query};
    const Model *model = run->model;
    const Source *source = sources_get(model->sources, query->bound.file);
    uint32_t rows = rows_of_table(run, query);
    REMARK(work, "table: %s, %u row%s read", table_def(query->table)->name, rows,
           phrase_s(rows));
    if (query->document_count == 0)
        REMARK(work, "documents: all");
    for (uint32_t i = 0; i < query->document_count; i++) {
        Slice name =
            view_label(model, KIND_DOCUMENT, query->documents[i], query->documents[i]);
        REMARK(work, "document: %.*s", SLICE_ARGS(name));
    }
    if (query->where != NULL) {
        Slice text = source_slice(source, query->select->where->span);
        REMARK(work, "filter: %.*s", SLICE_ARGS(text));
    }
    plan_groups(work);
    if (query->distinct)
        REMARK(work, "distinct: rows that are alike once");
    if (query->order_count > 0) {
        const OrderItem *orders = query->select->order;
        Span span =
            span_join(orders[0].expr->span, orders[query->order_count - 1].expr->span);
        Slice text = source_slice(source, span);
        REMARK(work, "order: %.*s", SLICE_ARGS(text));
    } else {
        REMARK(work, "order: of the files");
    }
    if (query->limit != UINT64_MAX || query->offset != 0) {
        REMARK(work, "limit: %s",
               query->limit == UINT64_MAX ? "none, but an offset" : "some rows of all");
    }
    *count = work->remarks.count;
    return work->remarks.at;
}
