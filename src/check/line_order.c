/* Lines by document and what they stand in, by counting sorts. */
#include "check/line_order.h"
#include "base/by_key.h"
#include "base/sorted.h"

static Id thing_of(const Line *line, LineThing by) {
    switch (by) {
    case LINE_AREA: return line->area;
    case LINE_PROJECT: return line->project;
    case LINE_WITHIN: return line->within;
    }
    return 0;
}

LineOrder line_order_lines(const Model *model, Arena *arena, const Nesting *nesting,
                           LineThing by) {
    uint32_t lines = model->lines.count, documents = model->things[KIND_DOCUMENT].count;
    documents = documents > 0 ? documents : 1;
    uint32_t *number = ARENA_ARRAY(arena, uint32_t, lines);
    Id *document = ARENA_ARRAY(arena, Id, lines);
    uint32_t *items = ARENA_ARRAY(arena, uint32_t, lines);
    uint32_t count = 0;
    for (uint32_t i = 0; i < lines; i++) {
        Id thing = thing_of(&model->lines.at[i], by);
        number[i] = nesting->in[thing];
        document[i] = model->lines.at[i].document;
        if (by != LINE_WITHIN || thing != 0)
            items[count++] = i;
    }
    items = by_key_sort(arena, items, count, number, nesting->count).items;
    ByKey sorted = by_key_sort(arena, items, count, document, documents);
    LineOrder order = {sorted.items, items, sorted.first};
    for (uint32_t i = 0; i < count; i++)
        order.number[i] = number[order.lines[i]];
    return order;
}

uint32_t line_range_at(const LineSpan *scope, uint32_t i) {
    return scope->lines ? scope->lines[i] : scope->first + i;
}

LineSpan line_order_between(const LineOrder *order, Id document, uint32_t low,
                            uint32_t high) {
    uint32_t first = order->document[document], to = order->document[document + 1];
    SORTED_SEEK(first, to, at, order->number[at] < low)
    uint32_t end = first;
    SORTED_SEEK(end, to, at, order->number[at] < high)
    return (LineSpan){order->lines + first, 0, end - first};
}
