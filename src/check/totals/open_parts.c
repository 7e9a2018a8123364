/* Rows in the block of a row whose amount is not given. They count in its place, but are
 * parts of it, not beside it: it is what a total leaves for it, and them. */
#include "check/totals/totals.h"

#include "model/wholes.h"

struct OpenParts {
    bool inner;    /* some row stands in another */
    uint32_t *row; /* by line: the number of the sum that saw a `?` in it last */
    uint32_t sums;
    uint64_t hash; /* of the entries of the last one, and what came of it */
    Decimal parts;
    uint32_t count;  /* of the parts */
    uint32_t blanks; /* of them, those that are not given either */
};

static OpenParts *open_parts_new(const Totals *totals) {
    const Model *model = totals->model;
    OpenParts *open = ARENA_NEW(totals->run->arena, OpenParts);
    for (uint32_t i = 0; i < model->lines.count && !open->inner; i++)
        open->inner = model->lines.at[i].around != 0;
    if (open->inner)
        open->row = ARENA_ARRAY(totals->run->arena, uint32_t, model->lines.count);
    return open;
}

/* Whether a row around the line has a `?` among the entries. */
static bool in_open_row(const OpenParts *open, const Line *lines, uint32_t line) {
    for (uint32_t around = lines[line].around; around != 0;
         around = lines[around - 1].around)
        if (open->row[around - 1] == open->sums)
            return true;
    return false;
}

/* Adds up the entries in such rows, and counts what is not given among them: that is part
 * of what a row around it holds. False where the sum is too large. */
static bool add_up(OpenParts *open, const Model *model, const ScopeList *list) {
    open->parts = (Decimal){0, DECIMAL_SCALE_MIN};
    open->count = open->blanks = 0;
    open->sums++;
    for (uint32_t i = 0; i < list->count; i++)
        if (facts_figure(&model->facts, list->facts[i]).flags & FIGURE_BLANK)
            open->row[model->facts.line[list->facts[i]]] = open->sums;
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t fact = list->facts[i];
        if ((model->facts.flags[fact] & FACT_PART) != 0 ||
            !in_open_row(open, model->lines.at, model->facts.line[fact]))
            continue;
        Figure figure = facts_figure(&model->facts, fact);
        bool blank = (figure.flags & FIGURE_BLANK) != 0;
        if ((figure.flags & FIGURE_BAD) != 0 ||
            (!blank && !decimal_add(open->parts, figure_value(figure), &open->parts)))
            return false;
        open->blanks += blank;
        open->count += !blank;
    }
    return true;
}

void open_parts(Totals *totals, const ScopeList *list, Outcome *outcome) {
    const Model *model = totals->model;
    const Claim *claim = &model->claims.at[outcome - totals->outcomes];
    if (totals->sum.blanks == 0 || claim->scope == SCOPE_ROW)
        return;
    if (totals->open_parts == NULL)
        totals->open_parts = open_parts_new(totals);
    OpenParts *open = totals->open_parts;
    /* Many totals may be over the same entries. */
    bool again = open->sums > 0 && open->hash == totals->sum.hash;
    if (!open->inner)
        return;
    if (!again && !add_up(open, model, list))
        open->count = open->blanks = 0;
    open->hash = totals->sum.hash;
    outcome->blanks -= open->blanks;
    if (open->count > 0) {
        outcome->parts = open->parts;
        outcome->part_count = open->count;
    }
}

bool open_parts_inner(const Model *model, uint32_t fact) {
    uint32_t around = model->lines.at[model->facts.line[fact]].around;
    return around != 0 &&
           (wholes_row_cell(model, around - 1, fact).flags & FIGURE_BLANK) != 0;
}
