/* Slips in what a total counts: rows left out or counted twice, deductions added, figures
 * from elsewhere, or of the next year. Rows are looked up by amount in the sorted items.
 */
#include "explain/hunt.h"

enum { ROW_NEAR = 1 };

/* Items whose amount is from `low` to `high`, as one kind of operation. */
static void each_item(const Hunt *hunt, OperationKind kind, int32_t cost, Amount low,
                      Amount high, int32_t times) {
    const LayoutSum *sum = &hunt->layout->sums[hunt->equation];
    bool apart = hunt->layout->problem->equations[hunt->equation].apart != 0;
    if (cost > hunt->most)
        return;
    uint32_t i = layout_amount_from(sum, low);
    for (; i < sum->item_count && hunt->layout->steps > 0; i++) {
        const Item *item = &sum->items[sum->by_amount[i]];
        if (item->amount > high)
            break;
        /* That a residue is left where an amount was taken off, too, is one chance more.
         */
        if (item->amount == 0 ||
            (kind == OPERATION_OTHER_SIGN && item->amount > 0 && (hunt->loose || apart)))
            continue;
        if (kind == OPERATION_OTHER_SIGN)
            cost = item->amount < 0 ? COST_OTHER_SIGN : COST_TAKEN_OFF;
        Operation operation = {
            .kind = (uint8_t)kind,
            .cost = (uint8_t)(cost + (item->part ? COST_PART : 0)),
            .line = sum->line,
            .key = item->key,
            .cell = item->cell,
        };
        hunt_found(hunt, &operation, item->amount * times);
    }
}

void hunt_rows(const Hunt *hunt) {
    Amount low = hunt->low, high = hunt->high;
    each_item(hunt, OPERATION_LEFT_OUT, COST_LEFT_OUT, -high, -low, -1);
    each_item(hunt, OPERATION_TWICE, COST_TWICE, low, high, 1);
    each_item(hunt, OPERATION_OTHER_SIGN, COST_OTHER_SIGN, -high / 2 - 1, -low / 2 + 1,
              -2);
}

/* Whether the total has a row for the same thing, without a figure in it. */
static bool has_row(Layout *layout, uint32_t e, const Cell *cell) {
    const Equation *equation = &layout->problem->equations[e];
    if (cell->identity == 0)
        return false;
    layout->steps -= equation->member_count;
    for (uint32_t i = 0; i < equation->member_count; i++) {
        const Cell *member = &layout->problem->cells[equation->members[i]];
        if (member->identity == cell->identity && (member->none || member->blank))
            return true;
    }
    return false;
}

static int32_t scope_cost(Layout *layout, uint32_t e, uint32_t index) {
    const Equation *equation = &layout->problem->equations[e];
    const Cell *cells = layout->problem->cells, *cell = &cells[index];
    const Cell *total = &cells[equation->total];
    if (cell->evident || has_row(layout, e, cell))
        return COST_SCOPE_KNOWN;
    if (cell->document != total->document)
        return COST_SCOPE_OTHER;
    if (cell->table == 0 || equation->member_count == 0)
        return COST_SCOPE_DOCUMENT;
    const Cell *first = &cells[equation->members[0]];
    const Cell *last = &cells[equation->members[equation->member_count - 1]];
    if (cell->table != first->table)
        return COST_SCOPE_DOCUMENT;
    /* A total's own row may stand between. */
    bool next = cell->row + ROW_NEAR >= first->row - 1 && cell->row < first->row;
    bool after = cell->row > last->row && cell->row <= last->row + ROW_NEAR + 1;
    return next || after ? COST_SCOPE_BESIDE : COST_SCOPE_TABLE;
}

/* A figure of a total that is a version of an amount; NULL: it has none. */
static const Cell *version_of(Layout *layout, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    const Cell *cells = layout->problem->cells;
    layout->steps -= equation->member_count;
    for (uint32_t i = 0; i < equation->member_count; i++)
        if (cells[equation->members[i]].family != 0)
            return &cells[equation->members[i]];
    return NULL;
}

/* Of so many figures far away that would do, none is it: further ones are not looked at.
 */
enum { FAR_MOST = 32 };

/* Figures of one year from elsewhere, from `low` to `high`, that the total adds, or takes
 * off (sign -1). */
static void scopes_between(const Hunt *hunt, Amount low, Amount high, int8_t sign) {
    Layout *layout = hunt->layout;
    const Cell *version = version_of(layout, hunt->equation);
    const Cell *total = layout_total(layout, hunt->equation);
    uint32_t far = 0, end, i = layout_when_from(layout, total->when, low, &end);
    for (; i < end && layout->by_when[i].value <= high && layout->steps > 0; i++) {
        uint32_t cell = layout->by_when[i].id;
        layout->steps--;
        if (layout_holds(layout, hunt->equation, cell) ||
            (version != NULL && effects_versions(version, layout_cell(layout, cell))))
            continue;
        int32_t cost = scope_cost(layout, hunt->equation, cell);
        far += cost >= COST_SCOPE_DOCUMENT;
        if (cost >= COST_SCOPE_DOCUMENT && far > FAR_MOST)
            continue;
        Operation operation = {
            .kind = OPERATION_SCOPE,
            .cost = (uint8_t)(cost + (sign < 0 ? COST_SCOPE_TAKEN : 0)),
            .step = sign < 0 ? -1 : 0,
            .line = layout->sums[hunt->equation].line,
            .key = effects_scope_key(layout, cell),
            .cell = cell,
        };
        hunt_found(hunt, &operation, layout->value[cell] * sign);
    }
}

static void other_scopes(const Hunt *hunt) {
    if (hunt->most < COST_SCOPE_KNOWN)
        return;
    scopes_between(hunt, hunt->low, hunt->high, 1);
    if (!hunt->loose && hunt->most >= COST_SCOPE_KNOWN + COST_SCOPE_TAKEN &&
        hunt->layout->problem->equations[hunt->equation].apart == 0)
        scopes_between(hunt, -hunt->high, -hunt->low, -1);
}

/* The figure so many columns on in the row of an item. */
static void neighbour_figure(const Hunt *hunt, const Item *item, OperationKind kind,
                             int32_t step) {
    Layout *layout = hunt->layout;
    Operation operation = {
        .kind = (uint8_t)kind,
        .cost = kind == OPERATION_VERSION ? COST_VERSION : COST_NEIGHBOUR_FIGURE,
        .step = (int8_t)step,
        .line = layout->sums[hunt->equation].line,
        .key = item->key,
        .cell = item->cell,
    };
    Amount effect = effects_of_line(layout, &operation, hunt->equation);
    if (effect != 0)
        hunt_found(hunt, &operation, -effect);
}

/* Whether the figure beside one is that of another version. */
static bool is_version_beside(const Layout *layout, uint32_t cell, int32_t step) {
    const Cell *all = layout->problem->cells, *at = &all[cell];
    uint32_t other = at->column == 0 && step < 0 ? NOTHING
                                                 : layout_at(layout, at->table, at->row,
                                                             at->column + (uint32_t)step);
    return other != NOTHING && effects_versions(at, &all[other]);
}

static void version_figures(const Hunt *hunt, const Item *item) {
    Layout *layout = hunt->layout;
    const Cell *all = layout->problem->cells, *at = &all[item->cell];
    uint32_t cells[CHANGES_MOST], count = 0;
    if (at->family != 0)
        count = effects_row(layout, item->cell, cells);
    for (uint32_t i = 0; i < count && layout->steps > 0; i++)
        if (effects_versions(at, &all[cells[i]]))
            neighbour_figure(hunt, item, OPERATION_VERSION,
                             (int32_t)all[cells[i]].column - (int32_t)at->column);
    layout->steps -= count;
}

static void neighbour_figures(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    if (hunt->most < COST_VERSION || sum->across)
        return;
    for (uint32_t i = 0; i < sum->item_count && layout->steps > 0; i++) {
        const Item *item = &sum->items[i];
        version_figures(hunt, item);
        for (int32_t step = -1; step <= 1; step += 2)
            if (hunt->most >= COST_NEIGHBOUR_FIGURE &&
                !is_version_beside(layout, item->cell, step))
                neighbour_figure(hunt, item, OPERATION_NEIGHBOUR_FIGURE, step);
    }
}

void hunt_elsewhere(const Hunt *hunt) {
    neighbour_figures(hunt);
    other_scopes(hunt);
}
