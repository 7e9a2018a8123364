/* Of each group and table the first total that counts all of it is kept: a step up for
 * each block around. */
#include "check/totals/enclosing.h"

struct Enclosing {
    const Totals *totals;
    uint32_t *of_group, *of_table; /* the first claim of that total + 1; 0: none */
};

Enclosing *enclosing_new(const Totals *totals) {
    const Model *model = totals->model;
    Enclosing *enclosing = ARENA_NEW(model->arena, Enclosing);
    enclosing->totals = totals;
    enclosing->of_group = ARENA_ARRAY(model->arena, uint32_t, model->groups.count);
    enclosing->of_table = ARENA_ARRAY(model->arena, uint32_t, model->tables.count);
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        uint32_t *first = claim->scope == SCOPE_GROUP ? &enclosing->of_group[claim->group]
                          : claim->scope == SCOPE_TABLE
                              ? &enclosing->of_table[claim->table]
                              : NULL;
        if (first != NULL && *first == 0 && claim->where == NULL)
            *first = i + 1;
    }
    return enclosing;
}

/* The claim + 1 in the column, of the total that begins there; 0 where it is not exact,
 * or counts no more. */
static uint32_t exact_in(const Totals *totals, uint32_t first, uint32_t than) {
    const Claim *claims = totals->model->claims.at, *own = &claims[than];
    if (first == 0)
        return 0;
    for (uint32_t i = first - 1;
         i < totals->model->claims.count && claims[i].node == claims[first - 1].node;
         i++) {
        const Outcome *outcome = &totals->outcomes[i];
        if (claims[i].column == own->column)
            return outcome->stated && outcome->verdict == VERDICT_EXACT &&
                           outcome->basis == BASIS_ENTRIES &&
                           outcome->summands > totals->outcomes[than].summands
                       ? i + 1
                       : 0;
    }
    return 0;
}

uint32_t enclosing_exact(const Enclosing *enclosing, uint32_t number) {
    const Model *model = enclosing->totals->model;
    const Claim *claim = &model->claims.at[number];
    uint32_t found = 0;
    if (claim->scope != SCOPE_GROUP || claim->where != NULL)
        return 0;
    for (Id group = model->groups.at[claim->group].parent; group != 0 && found == 0;
         group = model->groups.at[group].parent)
        found = exact_in(enclosing->totals, enclosing->of_group[group], number);
    return found != 0
               ? found
               : exact_in(enclosing->totals, enclosing->of_table[claim->table], number);
}
