/* Who states money, and when. */
#include "model/wholes.h"

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

static bool states(const Wholes *wholes, SetKey key, int32_t time, Id project) {
    key.from = key.to = time;
    return nearest_from(&wholes->nearest, wholes->projects, key, project) != 0;
}

bool wholes_cover(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
                  uint32_t fact) {
    SetKey key = {owner, kind, 0, 0};
    if (project == 0)
        return false;
    Time time = model_fact_time(wholes->model, fact);
    if (time.kind == TIME_MONTH)
        return states(wholes, key, time.from, project) ||
               states(wholes, key, time_year_of(time), project);
    if (time.kind != TIME_YEAR && time.kind != TIME_SPAN)
        return states(wholes, key, ANY_TIME, project);
    for (int32_t year = time.from; year <= time.to; year++)
        if (states(wholes, key, year, project) ||
            states(wholes, key, SOME_MONTH * year, project))
            return true;
    return false;
}
