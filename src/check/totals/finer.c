/* Totals over a single entry that have more digits than it. */
#include "check/totals/finer.h"

#include "check/totals/words.h"

enum { ENTRIES_MOST = 8 };

struct Finer {
    const Totals *totals;
    uint32_t *claim; /* by fact: the claim that states it most exactly, + 1; 0: none */
};

/* The one entry that the claim is over and agrees with, with fewer digits than it; false
 * where there is no such. */
static bool is_finer(Totals *totals, uint32_t number, uint32_t *fact) {
    const Claim *claim = &totals->model->claims.at[number];
    const Outcome *outcome = &totals->outcomes[number];
    if (!outcome->stated || outcome->verdict != VERDICT_EXACT || outcome->summands != 1 ||
        outcome->blanks != 0 || outcome->basis != BASIS_ENTRIES ||
        (claim->stated.flags & FIGURE_NONE))
        return false;
    ScopeList list = scope_of(totals->scopes, claim);
    if (list.count != 1)
        return false;
    *fact = list.facts[0];
    Figure entry = facts_figure(&totals->model->facts, *fact);
    return figure_value(claim->stated).scale > figure_value(entry).scale;
}

Finer *finer_new(Totals *totals) {
    const Model *model = totals->model;
    Arena *arena = totals->run->arena;
    Finer *finer = ARENA_NEW(arena, Finer);
    *finer = (Finer){totals, ARENA_ARRAY(arena, uint32_t, model->facts.count + 1)};
    for (uint32_t i = 0; i < model->claims.count; i++) {
        uint32_t fact;
        if (!is_finer(totals, i, &fact))
            continue;
        uint32_t best = finer->claim[fact];
        if (best == 0 || figure_value(model->claims.at[i].stated).scale >
                             figure_value(model->claims.at[best - 1].stated).scale)
            finer->claim[fact] = i + 1;
    }
    return finer;
}

bool finer_adds_up(const Finer *finer, const Claim *claim, const ScopeList *entries,
                   Slice *sum, Place *place) {
    const Model *model = finer->totals->model;
    if (entries->count == 0 || entries->count > ENTRIES_MOST)
        return false;
    Decimal total = DECIMAL_ZERO, difference;
    *sum = SLICE("");
    for (uint32_t i = 0; i < entries->count; i++) {
        uint32_t number = finer->claim[entries->facts[i]];
        if (number == 0)
            return false;
        const Claim *stated = &model->claims.at[number - 1];
        Decimal value = figure_value(stated->stated);
        Slice text = total_amount(model, claim, decimal_trim(value, -claim->power));
        *sum = arena_format(model->arena, "%.*s%s%.*s", SLICE_ARGS(*sum),
                            i == 0 ? "" : " + ", SLICE_ARGS(text));
        if (!decimal_add(total, value, &total))
            return false;
        if (i == 0)
            *place = model_claim_place(model, stated);
    }
    Decimal figure = figure_value(claim->stated), twice;
    return decimal_sub(figure, total, &difference) &&
           decimal_add(difference, difference, &twice) &&
           decimal_compare(decimal_abs(twice), decimal_ulp(figure.scale)) <= 0;
}
