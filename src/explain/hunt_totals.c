/* Slips in a total itself: mistyped, copied from another line, shown in a neighbour's
 * place, exchanged. By a direct question ("is this one slip away from that?") where one
 * difference is asked for, by listing the variants where a window is. */
#include "explain/hunt.h"

/* ---- shown in another's place ---- */

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
        hunt_found(hunt, &operation, mends);
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
                        wrong ? COST_NEIGHBOUR_WRONG : COST_NEIGHBOUR_TOTAL);
    }
    if (hunt->most < COST_OLDER_TOTAL || problem->cells[total].title.length == 0)
        return;
    uint32_t next = 0, other;
    while (layout->steps > 0 &&
           (other = layout_same_title(layout, total, &next)) != NOTHING)
        neighbour_total(hunt, other, layout->value[other], true, COST_OLDER_TOTAL);
}

/* The sum of the figures beside those that it adds up, where no total states it. */
static void unstated_sum(const Hunt *hunt, int32_t step) {
    Layout *layout = hunt->layout;
    const Equation *equation = &layout->problem->equations[hunt->equation];
    const Cell *total = layout_cell(layout, equation->total);
    uint32_t first = NOTHING;
    Amount sum = 0;
    if (total->table == 0 || (step < 0 && total->column == 0) ||
        equation->member_count < 2 ||
        layout_at(layout, total->table, total->row, total->column + (uint32_t)step) !=
            NOTHING)
        return;
    layout->steps -= equation->member_count;
    for (uint32_t i = 0; i < equation->member_count; i++) {
        const Cell *cell = layout_cell(layout, equation->members[i]);
        uint32_t other = cell->column != total->column
                             ? NOTHING
                             : layout_at(layout, cell->table, cell->row,
                                         cell->column + (uint32_t)step);
        if (other == NOTHING || layout_cell(layout, other)->blank ||
            layout_cell(layout, other)->role != CELL_ENTRY)
            return;
        first = first == NOTHING ? other : first;
        sum += equation->signs != NULL && equation->signs[i] < 0 ? -layout->value[other]
                                                                 : layout->value[other];
    }
    neighbour_total(hunt, first, sum, false, COST_NEIGHBOUR_FIGURE);
}

static void unstated_sums(const Hunt *hunt) {
    if (hunt->most < COST_NEIGHBOUR_FIGURE || hunt->layout->sums[hunt->equation].across)
        return;
    unstated_sum(hunt, -1);
    unstated_sum(hunt, 1);
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
            hunt_found(hunt, &operation, mends);
    }
}

static void running_totals(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    uint32_t before = effects_total_before(layout, hunt->equation);
    if (hunt->most < COST_RUNNING || before == NOTHING || layout->value[before] == 0)
        return;
    Operation operation = {
        .kind = OPERATION_RUNNING,
        .cost = COST_RUNNING,
        .line = layout->sums[hunt->equation].line,
        .cell = layout->problem->equations[hunt->equation].total,
        .other = before,
    };
    hunt_found(hunt, &operation, layout->value[before]);
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
            hunt_found(hunt, &operation, -change);
            return;
        }
    }
}

/* ---- the total's own figure ---- */

static int32_t own_slip_cost(const Hunt *hunt, Slip slip, uint32_t total, Amount meant) {
    return hunt_slip_cost(slip) + effects_print_says(hunt->layout, total, meant) +
           (effects_carried_on(hunt->layout, hunt->equation, 1) != NOTHING
                ? COST_CARRIED_ON
                : 0);
}

static bool own_slip(const Hunt *hunt, uint32_t total, Amount meant) {
    Amount printed = hunt->layout->value[total];
    Slip slip = hunt_slip_of(hunt, total, meant);
    Operation operation = {
        .kind = OPERATION_SLIP,
        .slip = (uint8_t)slip,
        .cost = (uint8_t)own_slip_cost(hunt, slip, total, meant),
        .cell = total,
        .change = meant - printed,
    };
    if (slip != SLIP_NONE)
        hunt_found(hunt, &operation, -operation.change);
    return slip != SLIP_NONE;
}

/* By a factor, a figure of other digits than are printed: 17400 for 17.4. */
static void factor_slips(const Hunt *hunt, uint32_t total, Amount unit) {
    enum { POWERS = 3 };
    Amount printed = hunt->layout->value[total];
    for (int32_t power = 1; power <= POWERS; power++) {
        Amount by = typing_slip_power(power);
        own_slip(hunt, total, printed * by);
        if (printed % by == 0 && printed / by % unit != 0)
            own_slip(hunt, total, printed / by);
    }
}

/* Any figure that the total could have been but for rounding. */
static void loose_total_slips(const Hunt *hunt, uint32_t total, Amount unit) {
    enum { TRIED_MOST = 24 };
    Amount printed = hunt->layout->value[total];
    Amount meant = (printed - hunt->high) / unit * unit;
    for (uint32_t i = 0; i < TRIED_MOST && meant <= printed - hunt->low; i++) {
        own_slip(hunt, total, meant);
        meant += unit;
    }
    factor_slips(hunt, total, unit);
}

/* What was meant, rounded to what can be printed. */
static void solved_total_slip(const Hunt *hunt, uint32_t total, Amount unit) {
    Amount meant = hunt->layout->value[total] -
                   (hunt->low + (hunt->high - hunt->low) / 2);
    Amount rest = meant % unit, up = rest < 0 ? -unit : unit;
    if (own_slip(hunt, total, meant))
        return;
    if (rest != 0 &&
        own_slip(hunt, total, meant + (2 * amount_abs(rest) >= unit ? up - rest : -rest)))
        return;
    if (hunt->high > hunt->low)
        factor_slips(hunt, total, unit);
}

static void total_slips(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    uint32_t total = layout->problem->equations[hunt->equation].total;
    const LayoutSum *sum = &layout->sums[hunt->equation];
    Print print = layout_print(layout, total);
    Operation operation = {.kind = OPERATION_SLIP, .cell = total};
    if (hunt->most < COST_REPLACED - COST_DIGITS_SAY || layout->value[total] == 0)
        return;
    Amount unit = layout_unit(layout, total);
    if (hunt->loose) {
        if (!layout->problem->cells[total].approximate)
            loose_total_slips(hunt, total, unit);
        return;
    }
    if (hunt->solve) {
        solved_total_slip(hunt, total, unit);
        return;
    }
    Variant variants[SLIP_VARIANTS];
    Amount meant = sum->computed, rest = meant % unit;
    Amount up = rest < 0 ? -unit : unit;
    meant += rest == 0 ? 0 : 2 * amount_abs(rest) >= unit ? up - rest : -rest;
    uint32_t count = typing_slip_each(meant, print, variants);
    for (uint32_t i = 0; i < count; i++) {
        operation.slip = (uint8_t)variants[i].slip;
        operation.cost = (uint8_t)hunt_slip_cost(variants[i].slip);
        operation.change = meant - variants[i].value;
        hunt_found(hunt, &operation, -operation.change);
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
            hunt_exchange(hunt, total, effects_total_in(layout, line, hunt->equation));
    }
}

void hunt_totals(const Hunt *hunt) {
    uint32_t total = hunt->layout->problem->equations[hunt->equation].total;
    if (!hunt->layout->vouched[total]) {
        if (!hunt->loose && !hunt->layout->problem->equations[hunt->equation].given) {
            neighbour_totals(hunt);
            copied_totals(hunt);
            running_totals(hunt);
            unstated_sums(hunt);
            line_slips(hunt);
        }
        total_slips(hunt);
    }
    exchanged_totals(hunt, total);
    hunt_exchanges(hunt, total, true);
    hunt_exchanges(hunt, total, false);
}
