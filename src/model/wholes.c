/* Who states money, and when. */
#include "model/wholes.h"
#include "model/chains.h"

/* Of a year's key: all of it, or some month of it. Months have theirs: 202402. */
enum { ANY_TIME = 0, NO_YEAR = 1, SOME_MONTH = -1 };

static void state(Wholes *wholes, Arena *arena, SetKey key, int32_t time, Id project) {
    key.from = key.to = time;
    nearest_add(&wholes->nearest, arena, key, project);
}

void wholes_add(Wholes *wholes, Arena *arena, uint32_t owner, uint32_t kind,
                uint32_t fact) {
    const Facts *facts = &wholes->model->facts;
    Id project = wholes->model->lines.at[facts->line[fact]].project;
    SetKey key = {owner, kind, 0, 0};
    if (facts_figure(facts, fact).flags & (FIGURE_NONE | FIGURE_BLANK))
        return;
    state(wholes, arena, key, ANY_TIME, project);
    Time time = model_fact_time(wholes->model, fact);
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_SPAN:
        for (int32_t year = time.from; year <= time.to; year++)
            state(wholes, arena, key, year, project);
        break;
    case TIME_MONTH:
        state(wholes, arena, key, time.from, project);
        state(wholes, arena, key, SOME_MONTH * time_year_of(time), project);
        break;
    default: state(wholes, arena, key, NO_YEAR, project); break;
    }
}

void wholes_settle(Wholes *wholes, Arena *arena) {
    nearest_settle(&wholes->nearest, arena, wholes->projects);
}

static Id stating(const Wholes *wholes, SetKey key, int32_t time, Id project) {
    key.from = key.to = time;
    return nearest_from(&wholes->nearest, wholes->projects, key, project);
}

/* The project itself, or the nearest that it stands in, that states money at the time. */
static Id nearest_stating(const Wholes *wholes, SetKey key, Time time, Id project) {
    Id found = 0;
    if (time.kind == TIME_MONTH) {
        found = stating(wholes, key, time.from, project);
        return found != 0 ? found : stating(wholes, key, time_year_of(time), project);
    }
    if (time.kind != TIME_YEAR && time.kind != TIME_SPAN)
        return stating(wholes, key, ANY_TIME, project);
    for (int32_t year = time.from; year <= time.to && found == 0; year++) {
        found = stating(wholes, key, year, project);
        if (found == 0)
            found = stating(wholes, key, SOME_MONTH * year, project);
    }
    return found;
}

/* What is followed from a project on: all is in one document, of one kind of money. */
typedef struct Follow {
    const Wholes *wholes;
    SetKey key;
    Time time;
    Id document;
    uint8_t kind;
} Follow;

static Id follow(const Follow *way, Id project) {
    const Model *model = way->wholes->model;
    Id found = nearest_stating(way->wholes, way->key, way->time, project);
    if (found != 0 || model->chains == NULL)
        return found;
    for (Id id = project; id != 0; id = model->things[KIND_PROJECT].at[id].parent) {
        uint32_t count;
        const Link *links =
            chains_of(model->chains, way->document, way->kind, id, &count);
        for (uint32_t i = 0; i < count && found == 0; i++)
            if (links[i].whole != 0)
                found = follow(way, links[i].whole);
        if (found != 0)
            return found;
    }
    return 0;
}

Id wholes_find(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
               const Line *line, Time time) {
    Follow way = {wholes, {owner, kind, 0, 0}, time, line->document, line->kind};
    return project == 0 ? 0 : follow(&way, project);
}

bool wholes_cover(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
                  uint32_t fact) {
    const Model *model = wholes->model;
    return project != 0 && wholes_find(wholes, owner, kind, project,
                                       &model->lines.at[model->facts.line[fact]],
                                       model_fact_time(model, fact)) != 0;
}
