/* Parts: which entries are left out of totals, because a whole that they are part of
 * states money for that year. The whole of an entry is what it is `within`, every project
 * that its project stands in, and what those are part of; of a row in a row first the row
 * around it. */
#include "model/build.h"
#include "model/chains.h"
#include "model/wholes.h"

/* Marks the projects above one. */
static void mark_above(bool *whole, const Thing *things, Id project) {
    for (Id id = project; id != 0 && !whole[id]; id = things[id].parent)
        whole[id] = true;
}

/* By project, whether others are part of it; NULL where none is a whole. */
static bool *find_wholes(Arena *arena, const Model *model) {
    const ThingVec *projects = &model->things[KIND_PROJECT];
    bool *whole = NULL;
    for (uint32_t i = 0; i < projects->count + model->lines.count; i++) {
        Id above = i < projects->count ? projects->at[i].parent
                                       : model->lines.at[i - projects->count].within;
        if (above != 0 && whole == NULL)
            whole = ARENA_ARRAY(arena, bool, projects->count);
        if (above != 0)
            mark_above(whole, projects->at, above);
    }
    return whole;
}

void part_mark(Build *b) {
    Model *model = b->model;
    Facts *facts = &model->facts;
    model->wholes = find_wholes(b->arena, model);
    if (model->wholes == NULL)
        return;
    model->chains = chains_find(b);
    Nesting projects = nesting_of(model, b->arena, KIND_PROJECT);
    Wholes wholes = {.model = model, .projects = &projects};
    for (uint32_t i = 0; i < facts->count; i++) {
        const Line *line = &model->lines.at[facts->line[i]];
        if (model->wholes[line->project])
            wholes_add(&wholes, b->arena, line->document, line->kind, i);
    }
    wholes_settle(&wholes, b->arena);
    for (uint32_t i = 0; i < facts->count; i++) {
        const Line *line = &model->lines.at[facts->line[i]];
        if (wholes_row(model, i) != 0 ||
            wholes_cover(&wholes, line->document, line->kind, i))
            facts->flags[i] |= FACT_PART;
    }
}
