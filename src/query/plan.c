/* What would be done for a query. */
#include "query/query.h"

#include "base/phrase.h"
#include "model/view.h"
#include "query/dense.h"
#include "query/work.h"

/* ---- the plan ---- */

static void plan_groups(QueryWork *work) {
    const BoundQuery *query = work->query;
    const Source *source = sources_get(work->run->model->sources, query->bound.file);
    if (query->group_count > 0) {
        const Expr *first = query->select->group[0];
        const Expr *last = query->select->group[query->group_count - 1];
        Slice text = source_slice(source, span_join(first->span, last->span));
        WORK_REMARK(work, "groups: by %.*s, %s", SLICE_ARGS(text),
                    dense_fits(work->run, query) ? "as numbers (dense)" : "hashed");
    } else if (query->grouped) {
        WORK_REMARK(work, "groups: one, of all rows");
    }
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        Slice text = source_slice(source, query->aggregates[i]->span);
        WORK_REMARK(work, "aggregate: %.*s", SLICE_ARGS(text));
    }
    if (query->having != NULL) {
        Slice text = source_slice(source, query->select->having->span);
        WORK_REMARK(work, "having: %.*s", SLICE_ARGS(text));
    }
    if (query->pivot != NULL) {
        Slice text = source_slice(source, query->select->pivot->span);
        WORK_REMARK(work, "pivot: %.*s%s", SLICE_ARGS(text),
                    query->with_totals ? ", with totals" : "");
    }
}

const Slice *query_plan(const QueryRun *run, const BoundQuery *query, uint32_t *count) {
    QueryWork *work = ARENA_NEW(run->arena, QueryWork);
    *work = (QueryWork){.run = run, .query = query};
    const Model *model = run->model;
    const Source *source = sources_get(model->sources, query->bound.file);
    uint32_t rows = rows_of_table(run, query);
    WORK_REMARK(work, "table: %s, %u row%s read", table_def(query->table)->name, rows,
                phrase_s(rows));
    if (query->document_count == 0)
        WORK_REMARK(work, "documents: all");
    for (uint32_t i = 0; i < query->document_count; i++) {
        Slice name =
            view_label(model, KIND_DOCUMENT, query->documents[i], query->documents[i]);
        WORK_REMARK(work, "document: %.*s", SLICE_ARGS(name));
    }
    if (query->where != NULL) {
        Slice text = source_slice(source, query->select->where->span);
        WORK_REMARK(work, "filter: %.*s", SLICE_ARGS(text));
    }
    plan_groups(work);
    if (query->distinct)
        WORK_REMARK(work, "distinct: rows that are alike once");
    if (query->order_count > 0) {
        const OrderItem *orders = query->select->order;
        Span span =
            span_join(orders[0].expr->span, orders[query->order_count - 1].expr->span);
        Slice text = source_slice(source, span);
        WORK_REMARK(work, "order: %.*s", SLICE_ARGS(text));
    } else {
        WORK_REMARK(work, "order: of the files");
    }
    if (query->limit != UINT64_MAX || query->offset != 0) {
        WORK_REMARK(work, "limit: %s",
                    query->limit == UINT64_MAX ? "none, but an offset"
                                               : "some rows of all");
    }
    *count = work->remarks.count;
    return work->remarks.at;
}
