/* From a computed figure to what is stated of it. */
#include "query/over.h"

#include "base/vec.h"
#include "check/checked.h"

const uint32_t *over_claims(Arena *arena, const Model *model, const Checked *checked,
                            RowList rows, uint32_t *count) {
    VEC(uint32_t) found = {0};
    uint8_t *among = ARENA_ARRAY(arena, uint8_t, model->facts.count + 1);
    for (uint32_t i = 0; i < rows.count; i++)
        among[rows.rows[i]] = 1;
    for (uint32_t i = 0; rows.count > 0 && i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope == SCOPE_GROSS || (claim->stated.flags & FIGURE_BLANK))
            continue;
        ScopeList members = scope_of(checked->members, claim);
        bool same = members.count == rows.count;
        for (uint32_t m = 0; same && m < members.count; m++)
            same = among[members.facts[m]] != 0;
        if (same)
            *VEC_PUSH(arena, &found) = i;
    }
    *count = found.count;
    return found.at;
}
