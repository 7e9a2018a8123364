/* Which parts and which amounts of their whole are compared at a time. */
#include "base/sorted.h"
#include "check/totals/holding.h"

enum { STEPS = 4 };

bool holding_negative(const Model *model, uint32_t fact) {
    return facts_figure(&model->facts, fact).digits < 0;
}

/* The first entry of the whole for just that time or a later one. */
static uint32_t first_of(const Holding *holding, Months time) {
    uint32_t first = 0;
    SORTED_SEEK(first, holding->whole.count, at,
                months_compare(holding->whole.at[at].time, time) < 0)
    return first;
}

/* Whether the whole states an amount for just that time. */
static bool states(const Holding *holding, Months time) {
    uint32_t at = first_of(holding, time);
    for (; at < holding->whole.count && months_same(holding->whole.at[at].time, time);
         at++)
        if (!holding_blank(holding->run->model, holding->whole.at[at].fact))
            return true;
    return false;
}

/* The parts that begin in a time, by their numbers: those that lie in it are among them.
 */
static uint32_t first_part(const Holding *holding, Months time) {
    uint32_t first = 0;
    SORTED_SEEK(first, holding->count, at, holding->parts[at].time.from < time.from)
    return first;
}

bool holding_take_exact(Holding *holding, Months time) {
    Arena *arena = holding->run->arena;
    holding->some.count = holding->them.count = 0;
    uint32_t at = first_of(holding, time);
    for (; at < holding->whole.count && months_same(holding->whole.at[at].time, time);
         at++)
        if (!holding_blank(holding->run->model, holding->whole.at[at].fact))
            *VEC_PUSH(arena, &holding->them) = &holding->whole.at[at];
    for (uint32_t i = first_part(holding, time);
         holding->them.count > 0 && i < holding->count &&
         holding->parts[i].time.from <= time.to;
         i++) {
        Part *part = &holding->parts[i];
        bool month = part->time.from == part->time.to && months_year(time);
        if (months_same(part->time, time) || (month && !states(holding, part->time)))
            *VEC_PUSH(arena, &holding->some) = part;
    }
    return holding->some.count > 0;
}

/* Takes an entry of the whole that may be of the time. False where it proves nothing. */
static bool take_own(Holding *holding, Part *own, Months time) {
    const Model *model = holding->run->model;
    if (!months_touch(own->time, time))
        return true;
    *VEC_PUSH(holding->run->arena, &holding->them) = own;
    return !holding_blank(model, own->fact) && !holding_negative(model, own->fact);
}

/* Steps are taken for what is looked at. */
bool holding_take_all(Holding *holding, Months time) {
    const Model *model = holding->run->model;
    const PartVec *whole = &holding->whole;
    uint32_t i = 0, first;
    holding->some.count = holding->them.count = 0;
    for (; i < whole->count && months_same(whole->at[i].time, months_all); i++)
        if (!take_own(holding, &whole->at[i], time))
            return false;
    int64_t from = (int64_t)time.from - holding->longest;
    SORTED_SEEK(i, whole->count, at, whole->at[at].time.from < from)
    for (first = i; i < whole->count && whole->at[i].time.from <= time.to; i++)
        if (!take_own(holding, &whole->at[i], time))
            return false;
    budget_take(&holding->run->budget, STEPS * (int64_t)(i - first));
    i = holding->negative ? 0 : first_part(holding, time);
    for (first = i; i < holding->count && holding->parts[i].time.from <= time.to; i++) {
        Part *part = &holding->parts[i];
        if (months_in(part->time, time))
            *VEC_PUSH(holding->run->arena, &holding->some) = part;
        else if (months_touch(part->time, time) && holding_negative(model, part->fact))
            return false;
    }
    budget_take(&holding->run->budget, STEPS * (int64_t)(i - first));
    return holding->some.count > 0 && holding->them.count > 0;
}
