/* Going through the lines of a claim's scope, past those that a filter cannot pass. */
#include "check/line_walk.h"

#include "base/sorted.h"

/* Things by which lines are found. */
static const ThingKind wanted[LINE_WANTED] = {KIND_SOURCE, KIND_PROJECT, KIND_AREA,
                                              KIND_MONEY};

LineWalk line_walk_all(LineSpan scope) {
    return (LineWalk){.scope = scope, .end = scope.count};
}

bool line_walk_next(LineWalk *walk, Budget *budget, uint32_t *line) {
    if (walk->at == walk->end || !budget_take(budget, 1))
        return false;
    *line = line_walk_at(walk);
    walk->at++;
    return true;
}

/* `lines` in their order by the things of that kind; NULL: all by their numbers. */
static void index_things(LineIndex *by, ByKey *index, const uint32_t *lines,
                         ThingKind kind) {
    const Model *model = by->model;
    uint32_t things = model->things[kind].count, count = model->lines.count;
    Id *thing = ARENA_ARRAY(by->arena, Id, count);
    for (uint32_t i = 0; i < count; i++)
        thing[i] = eval_line_thing(model, lines ? lines[i] : i, kind);
    *index = by_key_sort(by->arena, NULL, count, thing, things);
}

LineWalk line_walk_wanted(LineIndex *by, const Filter filters[2], LineSpan scope) {
    enum { FEW = 8 };
    const uint32_t *all = scope.lines ? by->by_area : NULL;
    uint32_t first = all ? (uint32_t)(scope.lines - all) : scope.first;
    for (uint32_t i = 0; i < LINE_WANTED && scope.count > FEW; i++) {
        for (int k = 0; k < 2; k++) {
            Id id;
            if (filters[k].expr == NULL || !eval_wants(filters[k].bound, wanted[i], &id))
                continue;
            ByKey *index = all ? &by->in_areas[i] : &by->in_tables[i];
            if (index->first == NULL)
                index_things(by, index, all, wanted[i]);
            uint32_t from = index->first[id], to = index->first[id + 1];
            SORTED_SEEK(from, to, at, index->items[at] < first)
            uint32_t end = from;
            SORTED_SEEK(end, to, at, index->items[at] < first + scope.count)
            return (LineWalk){{all, 0, scope.count}, index->items, from, end};
        }
    }
    return line_walk_all(scope);
}
