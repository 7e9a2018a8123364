/* Lines by document and what they stand in, by counting sorts. */
#include "check/line_order.h"
#include "base/sorted.h"

/* Sorts `count` items by keys below `room`, keeping the order of equals. */
static void sort_by_key(Arena *arena, const uint32_t *items, const uint32_t *key,
                        uint32_t count, uint32_t room, uint32_t *sorted) {
    uint32_t *start = ARENA_ARRAY(arena, uint32_t, room + 1);
    for (uint32_t i = 0; i < count; i++)
        start[key[items[i]] + 1]++;
    for (uint32_t k = 0; k < room; k++)
        start[k + 1] += start[k];
    for (uint32_t i = 0; i < count; i++)
        sorted[start[key[items[i]]]++] = items[i];
}

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
    LineOrder order = {NULL, NULL, ARENA_ARRAY(arena, uint32_t, documents + 1)};
    uint32_t *key = ARENA_ARRAY(arena, uint32_t, lines);
    uint32_t *items = ARENA_ARRAY(arena, uint32_t, lines);
    uint32_t *sorted = ARENA_ARRAY(arena, uint32_t, lines);
    uint32_t count = 0;
    for (uint32_t i = 0; i < lines; i++) {
        Id thing = thing_of(&model->lines.at[i], by);
        key[i] = nesting->in[thing];
        if (by != LINE_WITHIN || thing != 0) {
            items[count++] = i;
            order.document[model->lines.at[i].document + 1]++;
        }
    }
    sort_by_key(arena, items, key, count, nesting->count, sorted);
    uint32_t *start = ARENA_ARRAY(arena, uint32_t, documents);
    for (uint32_t d = 0; d < documents; d++) {
        start[d] = order.document[d];
        order.document[d + 1] += order.document[d];
    }
    for (uint32_t i = 0; i < count; i++)
        items[start[model->lines.at[sorted[i]].document]++] = sorted[i];
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = key[items[i]];
    order.lines = items;
    order.number = sorted;
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
