/* Rows in the block of a row whose amount is not given. They count in its place, but are
 * parts of it, not beside it: it is what a total leaves for it, and them. */
#include "check/totals/totals.h"

/* Whether a row around the line has a `?` among the entries. */
static bool in_open_row(const Totals *totals, uint32_t line) {
    const Line *lines = totals->model->lines.at;
    for (uint32_t around = lines[line].around; around != 0;
         around = lines[around - 1].around)
        if (totals->open_row[around - 1] == totals->asking)
            return true;
    return false;
}

/* Marks the rows with a `?`. */
static void mark_open(Totals *totals, const ScopeList *list) {
    const Model *model = totals->model;
    if (totals->open_row == NULL)
        totals->open_row = ARENA_ARRAY(totals->run->arena, uint32_t, model->lines.count);
    totals->asking++;
    for (uint32_t i = 0; i < list->count; i++)
        if (facts_figure(&model->facts, list->facts[i]).flags & FIGURE_BLANK)
            totals->open_row[model->facts.line[list->facts[i]]] = totals->asking;
}

/* Where a `?` is part of another, what is left is the two of them: nobody can tell. */
void open_parts(Totals *totals, const ScopeList *list, Outcome *outcome) {
    const Model *model = totals->model;
    const Claim *claim = &model->claims.at[outcome - totals->outcomes];
    Decimal parts = {0, DECIMAL_SCALE_MIN};
    uint32_t count = 0;
    if (totals->sum.blanks == 0 || claim->scope == SCOPE_ROW)
        return;
    mark_open(totals, list);
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t fact = list->facts[i];
        if ((model->facts.flags[fact] & FACT_PART) != 0 ||
            !in_open_row(totals, model->facts.line[fact]))
            continue;
        Figure figure = facts_figure(&model->facts, fact);
        if ((figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0 ||
            !decimal_add(parts, figure_value(figure), &parts))
            return;
        count++;
    }
    outcome->parts = parts;
    outcome->part_count = count;
}
