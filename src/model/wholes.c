/* Who states money, and when. */
#include "model/wholes.h"

enum { ANY_TIME = 0, NO_YEAR = 1 };

/* The years in which an entry states money; false where it is of no year. */
static bool years_of(const Model *model, uint32_t fact, int32_t *from, int32_t *to) {
    *from = *to = model->facts.year[fact];
    if (model->facts.flags[fact] & FACT_SPECIAL) {
        Time time = model_special(model, fact)->time;
        *from = time.from;
        *to = time.to;
        return time.kind == TIME_SPAN;
    }
    return true;
}

void wholes_add(Wholes *wholes, Arena *arena, uint32_t owner, uint32_t kind,
                uint32_t fact) {
    const Facts *facts = &wholes->model->facts;
    Id project = wholes->model->lines.at[facts->line[fact]].project;
    int32_t from, to;
    if (facts_figure(facts, fact).flags & (FIGURE_NONE | FIGURE_BLANK))
        return;
    if (!years_of(wholes->model, fact, &from, &to))
        from = to = NO_YEAR;
    SetKey any = {owner, kind, ANY_TIME, ANY_TIME};
    nearest_add(&wholes->nearest, arena, any, project);
    for (int32_t year = from; year <= to; year++)
        nearest_add(&wholes->nearest, arena, (SetKey){owner, kind, year, year}, project);
}

void wholes_settle(Wholes *wholes, Arena *arena) {
    nearest_settle(&wholes->nearest, arena, wholes->projects);
}

bool wholes_cover(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
                  uint32_t fact) {
    int32_t from, to;
    if (!years_of(wholes->model, fact, &from, &to))
        from = to = ANY_TIME;
    for (int32_t year = from; year <= to; year++) {
        SetKey set = {owner, kind, year, year};
        if (nearest_from(&wholes->nearest, wholes->projects, set, project) != 0)
            return true;
    }
    return false;
}
