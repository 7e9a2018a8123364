/* Enumerates slips. Those on a total's make-up are looked up by amount in the sorted
 * items; those on figures are tried figure by figure, by a direct question ("is this
 * one slip away from that?") where one difference is asked for, by listing the variants
 * where a window is. After Scholtus, A generalized Fellegi-Holt paradigm, Survey
 * Methodology 42-1 (2016): operations in place of free changes. */
#include "explain/operations.h"

enum { NEAR = 3, ROW_NEAR = 1 };

static void tell(const Hunt *hunt, const Operation *operation, Amount mends) {
    hunt->layout->steps--;
    if (mends >= hunt->low && mends <= hunt->high && operation->cost <= hunt->most)
        hunt->found(hunt->to, operation, mends);
}

/* ---- what a total holds or lacks ---- */

/* Items whose amount is from `low` to `high`, as one kind of operation. */
static void each_item(const Hunt *hunt, OperationKind kind, int32_t cost, Amount low,
                      Amount high, int32_t times) {
    const LayoutSum *sum = &hunt->layout->sums[hunt->equation];
    if (cost > hunt->most)
        return;
    uint32_t i = layout_amount_from(sum, low);
    for (; i < sum->item_count && hunt->layout->steps > 0; i++) {
        const Item *item = &sum->items[sum->by_amount[i]];
        if (item->amount > high)
            break;
        if (item->amount == 0)
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
        tell(hunt, &operation, item->amount * times);
    }
}

static void make_up(const Hunt *hunt) {
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
    if (cell->hinted || has_row(layout, e, cell))
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

static void other_scopes(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const Cell *total =
        &layout->problem->cells[layout->problem->equations[hunt->equation].total];
    if (hunt->most < COST_SCOPE_KNOWN)
        return;
    uint32_t end, i = layout_when_from(layout, total->when, hunt->low, &end);
    for (; i < end && layout->by_when[i].value <= hunt->high && layout->steps > 0; i++) {
        uint32_t cell = layout->by_when[i].id;
        layout->steps--;
        if (layout_holds(layout, hunt->equation, cell))
            continue;
        Operation operation = {
            .kind = OPERATION_SCOPE,
            .cost = (uint8_t)scope_cost(layout, hunt->equation, cell),
            .line = layout->sums[hunt->equation].line,
            .key = effects_scope_key(layout, cell),
            .cell = cell,
        };
        tell(hunt, &operation, layout->value[cell]);
    }
}

static void neighbour_figures(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    if (hunt->most < COST_NEIGHBOUR_FIGURE || sum->across)
        return;
    for (uint32_t i = 0; i < sum->item_count && layout->steps > 0; i++) {
        const Item *item = &sum->items[i];
        for (int32_t step = -1; step <= 1; step += 2) {
            Operation operation = {
                .kind = OPERATION_NEIGHBOUR_FIGURE,
                .cost = COST_NEIGHBOUR_FIGURE,
                .step = (int8_t)step,
                .line = sum->line,
                .key = item->key,
                .cell = item->cell,
            };
            Amount effect = effects_of_line(layout, &operation, hunt->equation);
            if (effect != 0)
                tell(hunt, &operation, -effect);
        }
    }
}

/* ---- the total itself ---- */

static void neighbour_total(const Hunt *hunt, uint32_t other, Amount shows, bool stated,
                            int32_t cost) {
    uint32_t total = hunt->layout->problem->equations[hunt->equation].total;
    const LayoutSum *sum = &hunt->layout->sums[hunt->equation];
    Amount mends = shows - sum->computed;
    Operation operation = {
        .kind = OPERATION_NEIGHBOUR_TOTAL,
        .cost = (uint8_t)cost,
        .stated = stated,
        .cell = total,
        .other = other,
        .change = -mends,
    };
    if (mends != 0)
        tell(hunt, &operation, mends);
}

/* The text repeats a printed total: those beside that one. */
static void beside_printed(const Hunt *hunt, uint32_t like) {
    const Layout *layout = hunt->layout;
    const Cell *cell = &layout->problem->cells[like];
    for (uint32_t step = 0; step < 2 && cell->table != 0; step++) {
        if (step == 0 && cell->column == 0)
            continue;
        uint32_t column = step == 0 ? cell->column - 1 : cell->column + 1;
        uint32_t other = layout_at(layout, cell->table, cell->row, column);
        if (other != NOTHING && layout->problem->cells[other].role == CELL_TOTAL) {
            neighbour_total(hunt, other, layout->value[other], true,
                            COST_NEIGHBOUR_TOTAL);
        }
    }
}

/* The total beside it in its line, as it is printed and as it should be; and the same
 * total in another document. */
static void neighbour_totals(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const Problem *problem = layout->problem;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    const TotalLine *line = &layout->lines[sum->line];
    uint32_t total = problem->equations[hunt->equation].total;
    if (hunt->most < COST_NEIGHBOUR_TOTAL)
        return;
    if (problem->equations[hunt->equation].like != 0)
        beside_printed(hunt, problem->equations[hunt->equation].like - 1);
    for (int32_t step = -1; step <= 1; step += 2) {
        uint32_t i = sum->line_at + (uint32_t)step;
        if (i >= line->count || problem->cells[total].table == 0)
            continue;
        uint32_t e = layout->by_line[line->first + i];
        uint32_t other = problem->equations[e].total;
        if (!layout->sums[e].known || other == total)
            continue;
        /* A figure copied from one that is wrong itself explains nothing. */
        bool wrong = layout->problem->equations[e].state == EQUATION_VIOLATED;
        neighbour_total(hunt, other,
                        wrong ? layout->sums[e].computed : layout->value[other], !wrong,
                        COST_NEIGHBOUR_TOTAL);
    }
    if (hunt->most < COST_OLDER_TOTAL || problem->cells[total].title.length == 0)
        return;
    uint32_t next = 0, other;
    while (layout->steps > 0 &&
           (other = layout_same_title(layout, total, &next)) != NOTHING)
        neighbour_total(hunt, other, layout->value[other], true, COST_OLDER_TOTAL);
}

/* ---- the total, and others of its line ---- */

/* Whether a line of totals stands under its rows, in a table. */
static bool is_printed_line(const Layout *layout, const TotalLine *line) {
    uint32_t e = layout->by_line[line->first];
    const Equation *equation = &layout->problem->equations[e];
    return !layout->sums[e].across && equation->apart == 0 &&
           layout->problem->cells[equation->total].table != 0;
}

/* The line of totals that is printed before it (step -1) or after it, or NOTHING. */
static uint32_t line_beside(const Layout *layout, uint32_t line, int32_t step) {
    enum { PASSED_MOST = 16 };
    uint32_t at = line;
    for (uint32_t i = 0; i < PASSED_MOST; i++) {
        if (step < 0 ? at == 0 : at + 1 >= layout->line_count)
            return NOTHING;
        at = step < 0 ? at - 1 : at + 1;
        if (is_printed_line(layout, &layout->lines[at]))
            return at;
    }
    return NOTHING;
}

/* A figure copied from one that is wrong itself explains nothing. */
static bool is_wrong(const Layout *layout, uint32_t total) {
    const Problem *problem = layout->problem;
    for (uint32_t u = layout->use_from[total]; u < layout->use_from[total + 1]; u++) {
        const Equation *equation = &problem->equations[layout->uses[u].equation];
        if (equation->total == total && equation->state == EQUATION_VIOLATED)
            return true;
    }
    return false;
}

static void copied_totals(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    const Problem *problem = layout->problem;
    uint32_t total = problem->equations[hunt->equation].total;
    if (hunt->most < COST_COPIED || !is_printed_line(layout, &layout->lines[sum->line]))
        return;
    for (int32_t step = -1; step <= 1; step += 2) {
        uint32_t line = line_beside(layout, sum->line, step);
        uint32_t other = line == NOTHING ? NOTHING
                                         : effects_total_in(layout, line, hunt->equation);
        if (other == NOTHING || is_wrong(layout, other))
            continue;
        bool near = problem->cells[other].table == problem->cells[total].table;
        Operation operation = {
            .kind = OPERATION_COPIED,
            .cost = near ? COST_COPIED : COST_COPIED_FAR,
            .line = sum->line,
            .cell = total,
            .other = line,
        };
        Amount mends = layout->value[other] - sum->computed;
        if (mends != 0 && (!hunt->solve || layout->value[other] == layout->value[total]))
            tell(hunt, &operation, mends);
    }
}

static void line_slips(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    const TotalLine *line = &layout->lines[sum->line];
    Amount change = -sum->difference;
    if (hunt->most < COST_LINE_SLIP || !hunt->solve || sum->across ||
        !effects_slips_alike(layout, hunt->equation, change))
        return;
    for (uint32_t i = 0; i < line->count && layout->steps > 0; i++) {
        uint32_t e = layout->by_line[line->first + i];
        layout->steps--;
        /* Of the same figure, printed again, the slip itself tells. */
        if (e != hunt->equation && effects_slips_alike(layout, e, change) &&
            layout->value[layout->problem->equations[e].total] !=
                layout->value[layout->problem->equations[hunt->equation].total]) {
            Operation operation = {
                .kind = OPERATION_LINE_SLIP,
                .cost = COST_LINE_SLIP,
                .line = sum->line,
                .cell = layout->problem->equations[hunt->equation].total,
                .change = change,
            };
            tell(hunt, &operation, -change);
            return;
        }
    }
}

static int32_t slip_cost(Slip slip) {
    switch (slip) {
    case SLIP_REPLACED: return COST_REPLACED;
    case SLIP_INTERCHANGED: return COST_INTERCHANGED;
    default: return COST_OTHER_SLIP;
    }
}

/* Any figure that the total could have been but for rounding. */
static void loose_total_slips(const Hunt *hunt, uint32_t total, Amount unit) {
    enum { TRIED_MOST = 24 };
    Layout *layout = hunt->layout;
    Amount printed = layout->value[total];
    Amount meant = (printed - hunt->high) / unit * unit;
    for (uint32_t i = 0; i < TRIED_MOST && meant <= printed - hunt->low; i++) {
        Slip slip = typing_slip_of(printed, meant, layout_print(layout, total));
        Operation operation = {
            .kind = OPERATION_SLIP,
            .slip = (uint8_t)slip,
            .cost = (uint8_t)slip_cost(slip),
            .cell = total,
            .change = meant - printed,
        };
        if (slip != SLIP_NONE)
            tell(hunt, &operation, -operation.change);
        meant += unit;
    }
}

static void total_slips(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    uint32_t total = layout->problem->equations[hunt->equation].total;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    Print print = layout_print(layout, total);
    Operation operation = {.kind = OPERATION_SLIP, .cell = total};
    if (hunt->most < COST_REPLACED || layout->value[total] == 0)
        return;
    Amount unit = layout_unit(layout, total);
    if (hunt->loose) {
        if (!layout->problem->cells[total].approximate)
            loose_total_slips(hunt, total, unit);
        return;
    }
    if (hunt->solve) {
        /* What was meant, rounded to what can be printed. */
        Amount meant = layout->value[total] - (hunt->low + (hunt->high - hunt->low) / 2);
        Amount rest = meant % unit;
        Slip slip = typing_slip_of(layout->value[total], meant, print);
        if (slip == SLIP_NONE && rest != 0) {
            Amount up = rest < 0 ? -unit : unit;
            meant += 2 * amount_abs(rest) >= unit ? up - rest : -rest;
            slip = typing_slip_of(layout->value[total], meant, print);
        }
        operation.slip = (uint8_t)slip;
        operation.cost = (uint8_t)slip_cost(slip);
        operation.change = meant - layout->value[total];
        if (slip != SLIP_NONE)
            tell(hunt, &operation, -operation.change);
        return;
    }
    Variant variants[SLIP_VARIANTS];
    Amount meant = sum->computed, rest = meant % unit;
    Amount up = rest < 0 ? -unit : unit;
    meant += rest == 0 ? 0 : 2 * amount_abs(rest) >= unit ? up - rest : -rest;
    uint32_t count = typing_slip_each(meant, print, variants);
    for (uint32_t i = 0; i < count; i++) {
        operation.slip = (uint8_t)variants[i].slip;
        operation.cost = (uint8_t)slip_cost(variants[i].slip);
        operation.change = meant - variants[i].value;
        tell(hunt, &operation, -operation.change);
    }
}

/* ---- the figures in it ---- */

static void one_entry_slip(const Hunt *hunt, uint32_t cell, int32_t factor,
                           Amount meant) {
    Layout *layout = hunt->layout;
    Amount printed = layout->value[cell];
    Slip slip = typing_slip_of(printed, meant, layout_print(layout, cell));
    /* 0.09 for 0.9 among figures with one decimal is a point that moved. */
    uint32_t total = layout->problem->equations[hunt->equation].total;
    if (slip == SLIP_INTERCHANGED && meant == 10 * printed &&
        layout_unit(layout, cell) < layout_unit(layout, total))
        slip = SLIP_POINT;
    Operation operation = {
        .kind = OPERATION_SLIP,
        .slip = (uint8_t)slip,
        .cost = (uint8_t)(slip_cost(slip) + COST_ENTRY +
                          effects_row_says(layout, cell, meant)),
        .cell = cell,
        .change = meant - printed,
    };
    if (slip != SLIP_NONE)
        tell(hunt, &operation, -operation.change * factor);
}

/* Where a residue of rounding is left, a slip can be told by its factor, or by what the
 * row repeats. */
static void loose_entry_slips(const Hunt *hunt, uint32_t cell, int32_t factor) {
    enum { POWERS = 3 };
    Layout *layout = hunt->layout;
    uint32_t cells[CHANGES_MOST], count = effects_row(layout, cell, cells);
    Amount printed = layout->value[cell];
    for (int32_t power = 1; power <= POWERS; power++) {
        Amount by = typing_slip_power(power);
        one_entry_slip(hunt, cell, factor, printed * by);
        if (printed % by == 0)
            one_entry_slip(hunt, cell, factor, printed / by);
        layout->steps -= 2;
    }
    one_entry_slip(hunt, cell, factor, -printed);
    for (uint32_t i = 0; i < count; i++) {
        Amount meant = layout->value[cells[i]];
        bool near = (i > 0 && cells[i - 1] == cell) ||
                    (i + 1 < count && cells[i + 1] == cell);
        if (near && meant != 0 && meant != printed)
            one_entry_slip(hunt, cell, factor, meant);
    }
}

static void entry_slips(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Layout *layout = hunt->layout;
    Print print = layout_print(layout, cell);
    Amount printed = layout->value[cell];
    Operation operation = {.kind = OPERATION_SLIP, .cell = cell};
    if (hunt->most < COST_REPLACED + COST_ENTRY - COST_ROW_SAYS_ALL || printed == 0)
        return;
    if (hunt->loose) {
        loose_entry_slips(hunt, cell, factor);
        return;
    }
    if (hunt->solve) {
        Amount mends = hunt->low + (hunt->high - hunt->low) / 2;
        one_entry_slip(hunt, cell, factor, printed - mends * factor);
        return;
    }
    Variant variants[SLIP_VARIANTS];
    uint32_t count = typing_slip_each(printed, print, variants);
    for (uint32_t i = 0; i < count; i++) {
        operation.slip = (uint8_t)variants[i].slip;
        operation.cost = (uint8_t)(slip_cost(variants[i].slip) + COST_ENTRY +
                                   effects_row_says(layout, cell, variants[i].value));
        operation.change = variants[i].value - printed;
        tell(hunt, &operation, -operation.change * factor);
    }
}

static void exchange(const Hunt *hunt, uint32_t cell, uint32_t other) {
    Layout *layout = hunt->layout;
    const Cell *cells = layout->problem->cells;
    if (other == NOTHING || other == cell || layout->value[other] == layout->value[cell])
        return;
    bool dash = cells[other].none || cells[cell].none;
    if (!dash && (layout->value[other] == 0 || layout->value[cell] == 0))
        return;
    Operation operation = {
        .kind = OPERATION_EXCHANGED,
        .cost = dash ? COST_MOVED : COST_EXCHANGED,
        .cell = cell,
        .other = other,
        .change = layout->value[other] - layout->value[cell],
    };
    Amount effect = operation_effect(layout, &operation, hunt->equation);
    if (effect != 0)
        tell(hunt, &operation, -effect);
}

/* With the figures near it in its row, or in its column. */
static void exchanges(const Hunt *hunt, uint32_t cell, bool down) {
    Layout *layout = hunt->layout;
    const Cell *at = &layout->problem->cells[cell];
    if (hunt->most < COST_EXCHANGED || at->table == 0)
        return;
    for (int32_t step = -NEAR; step <= NEAR; step++) {
        uint32_t along = down ? at->row : at->column;
        if (step == 0 || (step < 0 && along < (uint32_t)-step))
            continue;
        along += (uint32_t)step;
        uint32_t other = down ? layout_at(layout, at->table, along, at->column)
                              : layout_at(layout, at->table, at->row, along);
        if (other != NOTHING && layout->problem->cells[other].role == at->role)
            exchange(hunt, cell, other);
    }
}

/* Of two lines of totals, one after the other, in one column. */
static void exchanged_totals(const Hunt *hunt, uint32_t total) {
    Layout *layout = hunt->layout;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    if (hunt->most < COST_EXCHANGED ||
        !is_printed_line(layout, &layout->lines[sum->line]))
        return;
    for (int32_t step = -1; step <= 1; step += 2) {
        uint32_t line = line_beside(layout, sum->line, step);
        if (line != NOTHING)
            exchange(hunt, total, effects_total_in(layout, line, hunt->equation));
    }
}

/* A figure that another violated equation shares, and that would mend both. */
static void free_figure(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Layout *layout = hunt->layout;
    Operation operation = {
        .kind = OPERATION_FIGURE,
        .cost = COST_FIGURE,
        .cell = cell,
        .change = -hunt->low * factor,
    };
    uint32_t end = layout->use_from[cell + 1];
    for (uint32_t u = layout->use_from[cell]; u < end && layout->steps > 0; u++) {
        const Use *use = &layout->uses[u];
        const LayoutSum *sum = &layout->sums[use->equation];
        layout->steps--;
        if (use->equation != hunt->equation && sum->off &&
            amount_abs(sum->difference + use->factor * operation.change) <= sum->exact) {
            tell(hunt, &operation, hunt->low);
            return;
        }
    }
}

/* A figure in place of a `-`: any, where one is asked for; else what its row repeats. */
static void dash(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Layout *layout = hunt->layout;
    uint32_t cells[CHANGES_MOST], count = effects_row(layout, cell, cells);
    Operation operation = {.kind = OPERATION_DASH, .cell = cell};
    if (count < 2 || hunt->most < COST_DASH - COST_ROW_SAYS_ALL)
        return;
    bool any = hunt->solve && !hunt->loose;
    for (uint32_t i = 0; i < (any ? 1 : count); i++) {
        operation.change = any ? -hunt->low * factor : layout->value[cells[i]];
        operation.cost =
            (uint8_t)(COST_DASH + effects_row_says(layout, cell, operation.change));
        layout->steps--;
        if (operation.change > 0)
            tell(hunt, &operation, -operation.change * factor);
    }
}

/* A row that has a `-` at an end, and its figures one column too far from there. */
static void slid(const Hunt *hunt, uint32_t cell) {
    Layout *layout = hunt->layout;
    uint32_t cells[CHANGES_MOST], count = effects_row(layout, cell, cells);
    for (int32_t step = -1; step <= 1 && count > 1; step += 2) {
        uint32_t end = cells[step > 0 ? 0 : count - 1];
        Operation operation = {
            .kind = OPERATION_SLID,
            .cost = COST_SLID,
            .step = (int8_t)step,
            .cell = cells[0],
        };
        if (!layout->problem->cells[end].none)
            continue;
        layout->steps -= count;
        Amount effect = operation_effect(layout, &operation, hunt->equation);
        if (effect != 0)
            tell(hunt, &operation, -effect);
    }
}

/* A figure that the row repeats, mistyped throughout. */
static void row_slip(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Layout *layout = hunt->layout;
    uint32_t cells[CHANGES_MOST], count = effects_row(layout, cell, cells), same = 0;
    Amount printed = layout->value[cell], meant = printed - hunt->low * factor;
    for (uint32_t i = 0; i < count; i++)
        same += layout->value[cells[i]] == printed;
    if (same < 2 || printed == 0 ||
        typing_slip_of(printed, meant, layout_print(layout, cell)) != SLIP_REPLACED)
        return;
    Operation operation = {
        .kind = OPERATION_ROW_SLIP,
        .slip = SLIP_REPLACED,
        .cost = COST_ROW_SLIP,
        .cell = cells[0],
        .change = meant - printed,
    };
    for (uint32_t i = count; i-- > 0;)
        if (layout->value[cells[i]] == printed)
            operation.cell = cells[i];
    tell(hunt, &operation, hunt->low);
}

static void figures(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    const Equation *equation = &layout->problem->equations[hunt->equation];
    bool across = layout->sums[hunt->equation].across;
    for (uint32_t i = 0; i < equation->member_count && layout->steps > 0; i++) {
        uint32_t cell = equation->members[i];
        int32_t factor = equation->signs == NULL ? -1 : -equation->signs[i];
        layout->steps--;
        if (layout->problem->cells[cell].blank) {
            Operation blank = {
                .kind = OPERATION_BLANK,
                .cost = COST_BLANK,
                .cell = cell,
                .change = -hunt->low * factor,
            };
            if (hunt->solve && !hunt->loose && blank.change > 0 &&
                hunt->most >= COST_BLANK)
                tell(hunt, &blank, hunt->low);
            continue;
        }
        if (!across) {
            if (hunt->most >= COST_SLID)
                slid(hunt, cell);
            if (hunt->solve && !hunt->loose && hunt->most >= COST_ROW_SLIP &&
                !layout->vouched[cell])
                row_slip(hunt, cell, factor);
        }
        if (layout->problem->cells[cell].none) {
            if (!layout->vouched[cell])
                dash(hunt, cell, factor);
            if (!across)
                exchanges(hunt, cell, false);
            continue;
        }
        if (!layout->vouched[cell]) {
            entry_slips(hunt, cell, factor);
            if (hunt->solve && !hunt->loose && hunt->most >= COST_FIGURE)
                free_figure(hunt, cell, factor);
        }
        exchanges(hunt, cell, across);
        if (!across)
            exchanges(hunt, cell, false);
    }
    if (hunt->solve && !hunt->loose && hunt->most >= COST_FIGURE &&
        !layout->vouched[equation->total])
        free_figure(hunt, equation->total, 1);
}

void operations_each(const Hunt *hunt) {
    layout_items(hunt->layout, hunt->equation);
    uint32_t total = hunt->layout->problem->equations[hunt->equation].total;
    make_up(hunt);
    if (!hunt->layout->vouched[total]) {
        if (!hunt->loose) {
            neighbour_totals(hunt);
            copied_totals(hunt);
            line_slips(hunt);
        }
        total_slips(hunt);
    }
    exchanged_totals(hunt, total);
    exchanges(hunt, total, true);
    exchanges(hunt, total, false);
    neighbour_figures(hunt);
    other_scopes(hunt);
    if (hunt->most >= COST_REPLACED + COST_ENTRY - COST_ROW_SAYS_ALL)
        figures(hunt);
}
