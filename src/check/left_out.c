/* A part's money is in its whole's: which entries a claim leaves out for it. */
#include "check/left_out.h"

#include "check/claim_time.h"

void left_out_begin(PartsLeftOut *left) {
    nearest_clear(&left->of_projects.nearest);
    left->asking++;
}

static void add_row(PartsLeftOut *left, uint32_t line) {
    if (left->rows == NULL)
        left->rows = ARENA_ARRAY(left->arena, uint32_t, left->model->lines.count);
    left->rows[line] = left->asking;
}

void left_out_add(PartsLeftOut *left, const Claim *claim, LineSpan own) {
    const Model *model = left->model;
    for (uint32_t i = 0; i < own.count; i++) {
        const Line *line = &model->lines.at[line_range_at(&own, i)];
        FactRange range = line_facts_of(left->facts, line_range_at(&own, i));
        bool states = line->kind == claim->kind && model->wholes[line->project];
        if (states)
            add_row(left, line_range_at(&own, i));
        for (uint32_t k = range.first; states && k < range.end; k++)
            wholes_add(&left->of_projects, left->arena, 0, 0,
                       line_facts_at(left->facts, k));
    }
}

/* Whether the whole of an entry is among those that were added. */
static bool whole_added(const PartsLeftOut *left, uint32_t fact) {
    const Model *model = left->model;
    uint32_t row = left->rows == NULL ? 0 : wholes_row(model, fact);
    for (; row != 0; row = wholes_row_above(model, row - 1, fact))
        if (left->rows[row - 1] == left->asking)
            return true;
    return wholes_cover(&left->of_projects, 0, 0, fact);
}

void left_out_of_projects(PartsLeftOut *left, FoundFacts *found, uint32_t from,
                          FoundFacts *out) {
    Wholes *wholes = &left->of_projects;
    if (wholes->nearest.things.count == 0 && left->rows == NULL)
        return; /* nothing that a part could be left out of */
    wholes_settle(wholes, left->arena);
    uint32_t kept = from;
    for (uint32_t i = from; i < found->count; i++) {
        uint32_t fact = found->at[i];
        if (whole_added(left, fact))
            *VEC_PUSH(left->arena, out) = fact;
        else
            found->at[kept++] = fact;
    }
    found->count = kept;
}

void left_out_elsewhere(PartsLeftOut *left, const FoundFacts *found, FoundFacts *out) {
    left_out_begin(left);
    for (uint32_t i = 0; i < found->count; i++) {
        wholes_add(&left->of_projects, left->arena, 0, 0, found->at[i]);
        add_row(left, left->model->facts.line[found->at[i]]);
    }
    wholes_settle(&left->of_projects, left->arena);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->count; i++)
        if (!whole_added(left, out->at[i]))
            out->at[kept++] = out->at[i];
    out->count = kept;
}

/* What the printed tables state, by table; NULL until needed. */
static const Wholes *printed_wholes(PartsLeftOut *left) {
    const Model *model = left->model;
    if (left->printed)
        return left->printed;
    Wholes *wholes = ARENA_NEW(left->arena, Wholes);
    *wholes = (Wholes){.model = model, .projects = left->projects};
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if (line->table != 0 && model->wholes[line->project]) {
            Id printed = model->tables.at[line->table].printed;
            wholes_add(wholes, left->arena, printed, 0, i);
        }
    }
    wholes_settle(wholes, left->arena);
    left->printed = wholes;
    return wholes;
}

bool left_out_of_table(PartsLeftOut *left, const Claim *claim, uint32_t fact) {
    const Model *model = left->model;
    if ((model->facts.flags[fact] & FACT_PART) == 0 || claim->scope == SCOPE_ROW)
        return false;
    if (!claim_in_table(claim))
        return true;
    Id printed = model->tables.at[claim->table].printed;
    return wholes_row(model, fact) != 0 ||
           wholes_cover(printed_wholes(left), printed, 0, fact);
}
