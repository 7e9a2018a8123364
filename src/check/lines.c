/* Lines and entries, as the families look at them. */
#include "check/lines.h"
#include "check/line_order.h"

Origin lines_origin(const Model *model, const Line *line, uint8_t column) {
    Origin origin = {line->source, line->money};
    if (line->table == 0)
        return origin;
    const TableInfo *table = &model->tables.at[line->table];
    if (column < table->column_count) {
        const TableColumn *at = &table->columns[column];
        if (at->source != 0)
            origin.source = at->source;
        if (at->money != 0)
            origin.money = at->money;
    }
    return origin;
}

bool lines_times(const Model *model, uint32_t fact, int32_t *from, int32_t *to) {
    Time time = model_fact_time(model, fact);
    *from = time.from;
    *to = time.to;
    return time.kind != TIME_UNSTATED;
}

bool lines_next(ProjectLineWalk *walk, const Model *model, ProjectLines *out) {
    const LineOrder *order = scope_by_project(walk->scopes);
    for (;;) {
        while (walk->document < walk->documents &&
               walk->at >= order->document[walk->document + 1])
            walk->document++;
        if (walk->document >= walk->documents)
            return false;
        uint32_t first = walk->at, end = order->document[walk->document + 1];
        while (walk->at < end && order->number[walk->at] == order->number[first])
            walk->at++;
        if (model->lines.at[order->lines[first]].project != 0) {
            *out = (ProjectLines){walk->document, order->lines + first, walk->at - first};
            return true;
        }
    }
}

Slice lines_printed(const Model *model, SourceId file, Figure figure) {
    return source_slice(sources_get(model->sources, file), figure_span(figure));
}
