/* Which stated totals a query's figures have to do with: looked up from the totals that
 * are off, of which there are few, not from the rows. */
#include "query/claims_touched.h"

#include "base/vec.h"
#include "check/checked.h"

static bool is_off(const Outcome *outcome) {
    return outcome->stated &&
           (outcome->verdict == VERDICT_OFF || outcome->verdict == VERDICT_COARSE);
}

const uint32_t *claims_touched(Rows *rows, uint32_t *count) {
    const Model *model = rows->run->model;
    const Checked *checked = rows->run->checked;
    VEC(uint32_t) found = {0};
    bool entries = table_def(rows->query->table)->shape == SHAPE_ENTRY;
    for (uint32_t i = 0; entries && checked != NULL && i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (checked->totals == NULL || !is_off(&checked->totals[i]) ||
            claim->scope == SCOPE_GROSS || !table_rows_sees(&rows->of, claim->document))
            continue;
        ScopeList list = scope_of(checked->scopes, claim);
        bool touches = false;
        for (uint32_t m = 0; m < list.count && !touches; m++)
            touches = rows_was_read(rows, list.facts[m]);
        if (touches)
            *VEC_PUSH(rows->run->arena, &found) = i;
    }
    *count = found.count;
    return found.at;
}

const uint32_t *claims_over(Arena *arena, const Model *model, const Checked *checked,
                            RowList rows, uint32_t *count) {
    VEC(uint32_t) found = {0};
    uint8_t *among = ARENA_ARRAY(arena, uint8_t, model->facts.count + 1);
    for (uint32_t i = 0; i < rows.count; i++)
        among[rows.rows[i]] = 1;
    for (uint32_t i = 0; rows.count > 0 && i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope == SCOPE_GROSS || (claim->stated.flags & FIGURE_BLANK))
            continue;
        ScopeList list = scope_of(checked->scopes, claim);
        bool same = list.count == rows.count;
        for (uint32_t m = 0; same && m < list.count; m++)
            same = among[list.facts[m]] != 0;
        if (same)
            *VEC_PUSH(arena, &found) = i;
    }
    *count = found.count;
    return found.at;
}
