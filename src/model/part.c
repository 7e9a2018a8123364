/* Parts: which entries are left out of totals, because a whole that they are part of
 * states money for that year. The whole of an entry is what it is `within`, and every
 * project that its project stands in. */
#include "model/build.h"

enum { CHAIN_MOST = 100, ANY_YEAR = 0, NO_YEAR = 1 };

typedef struct Parts {
    const Model *model;
    bool *whole; /* by project: others are part of it */
    Id *above;   /* by project: the nearest project above that states money; 0 none */
    Map stated;  /* document, project, kind and year: whether it states money */
} Parts;

static MapKey stated_key(const Line *line, Id project, int32_t year) {
    return (MapKey){line->document, project, (uint32_t)year, line->kind};
}

/* Marks the projects above one; false where none is. */
static bool mark_above(Parts *p, Id project) {
    const Thing *things = p->model->things[KIND_PROJECT].at;
    bool any = false;
    for (Id id = project; id != 0 && !p->whole[id]; id = things[id].parent) {
        p->whole[id] = true;
        any = true;
    }
    return any;
}

static bool find_wholes(Parts *p) {
    const Model *model = p->model;
    const ThingVec *projects = &model->things[KIND_PROJECT];
    bool any = false;
    for (Id id = 1; id < projects->count; id++)
        if (projects->at[id].parent != 0)
            any |= mark_above(p, projects->at[id].parent);
    for (uint32_t i = 0; i < model->lines.count; i++)
        if (model->lines.at[i].within != 0)
            any |= mark_above(p, model->lines.at[i].within);
    return any;
}

/* What a whole states. A `?` states no amount, so that its parts count beside it. */
static void note_stated(Parts *p, uint32_t fact) {
    const Facts *facts = &p->model->facts;
    const Line *line = &p->model->lines.at[facts->line[fact]];
    if (!p->whole[line->project] ||
        (facts_figure(facts, fact).flags & (FIGURE_NONE | FIGURE_BLANK)))
        return;
    map_put(&p->stated, stated_key(line, line->project, ANY_YEAR), 1);
    if (!(facts->flags[fact] & FACT_SPECIAL)) {
        map_put(&p->stated, stated_key(line, line->project, facts->year[fact]), 1);
        return;
    }
    const Special *special = model_special(p->model, fact);
    if (special->time.kind != TIME_SPAN) {
        map_put(&p->stated, stated_key(line, line->project, NO_YEAR), 1);
        return;
    }
    for (int32_t year = special->time.from; year <= special->time.to; year++)
        map_put(&p->stated, stated_key(line, line->project, year), 1);
}

/* The nearest project above that states any money, for each: parents are without
 * cycles, and a chain is walked once. */
static void find_above(Parts *p, const bool *states) {
    const ThingVec *projects = &p->model->things[KIND_PROJECT];
    bool *done = ARENA_ARRAY(p->model->arena, bool, projects->count);
    for (Id start = 1; start < projects->count; start++) {
        Id end = start;
        while (end != 0 && !done[end])
            end = projects->at[end].parent;
        /* Down again, from what is known: walked twice, but each is done once. */
        Id known = end;
        Id above = known == 0 ? 0 : states[known] ? known : p->above[known];
        Id id = start;
        while (id != end) {
            Id up = projects->at[id].parent;
            while (up != end && !states[up])
                up = projects->at[up].parent;
            Id found = up == end ? above : up;
            for (Id to = up; id != to; id = projects->at[id].parent) {
                p->above[id] = found;
                done[id] = true;
            }
        }
    }
}

static bool states_time(const Parts *p, const Line *line, Id whole, uint32_t fact) {
    const Facts *facts = &p->model->facts;
    if (!(facts->flags[fact] & FACT_SPECIAL))
        return map_get(&p->stated, stated_key(line, whole, facts->year[fact])) != 0;
    const Special *special = model_special(p->model, fact);
    if (special->time.kind != TIME_SPAN)
        return map_get(&p->stated, stated_key(line, whole, ANY_YEAR)) != 0;
    for (int32_t year = special->time.from; year <= special->time.to; year++)
        if (map_get(&p->stated, stated_key(line, whole, year)) != 0)
            return true;
    return false;
}

/* Whether a project from `whole` upwards states money for the fact's time. */
static bool is_covered(const Parts *p, const Line *line, Id whole, uint32_t fact) {
    for (int steps = 0; whole != 0 && steps < CHAIN_MOST; steps++) {
        if (states_time(p, line, whole, fact))
            return true;
        whole = p->above[whole];
    }
    return false;
}

void part_mark(Build *b) {
    Model *model = b->model;
    Facts *facts = &model->facts;
    uint32_t count = model->things[KIND_PROJECT].count;
    Parts p = {.model = model,
               .whole = ARENA_ARRAY(b->arena, bool, count),
               .stated = {.arena = b->arena}};
    if (!find_wholes(&p))
        return;
    bool *states = ARENA_ARRAY(b->arena, bool, count);
    p.above = ARENA_ARRAY(b->arena, Id, count);
    for (uint32_t i = 0; i < facts->count; i++) {
        note_stated(&p, i);
        states[model->lines.at[facts->line[i]].project] = true;
    }
    find_above(&p, states);
    const Thing *things = model->things[KIND_PROJECT].at;
    for (uint32_t i = 0; i < facts->count; i++) {
        const Line *line = &model->lines.at[facts->line[i]];
        if (line->within == 0 && things[line->project].parent == 0)
            continue;
        if ((line->within != 0 && is_covered(&p, line, line->within, i)) ||
            is_covered(&p, line, p.above[line->project], i))
            facts->flags[i] |= FACT_PART;
    }
}
