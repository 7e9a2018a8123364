/* Running a bound query: rows to groups to a builder. */
#include "query/work.h"

#include "query/dense.h"
#include "query/differs.h"
#include "query/zeros.h"

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

bool work_stopped_early(const QueryWork *work) {
    return !work->query->grouped && has_enough(&work->builder);
}

bool work_read(QueryWork *work) {
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

void work_begin(QueryWork *work, const QueryRun *run, const BoundQuery *query) {
    *work = (QueryWork){.run = run, .query = query};
    rows_begin(&work->rows, run, query);
    work->groups.arena = run->arena;
    builder_begin(&work->builder, run->arena, query, &work->rows);
}
