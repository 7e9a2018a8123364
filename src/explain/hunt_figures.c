/* Slips in the figures that a total adds up: mistyped, exchanged, not given, a dash, a
 * row that slid. Figure by figure, by a direct question where one difference is asked
 * for, by listing the variants where a window is. */
#include "explain/hunt.h"

/* 98350 among thousands is 98, rounded. With one digit left it may be chance. */
static bool is_rounded_factor(const Layout *layout, uint32_t cell, Amount meant) {
    enum { LEAST = 10 };
    const Amount thousand = 1000, unit = layout_unit(layout, cell);
    Amount printed = layout->value[cell];
    return amount_abs(meant) >= LEAST * unit && (meant < 0) == (printed < 0) &&
           2 * amount_abs(printed - meant * thousand) <= thousand * unit;
}

static void one_entry_slip(const Hunt *hunt, uint32_t cell, int32_t factor,
                           Amount meant) {
    Layout *layout = hunt->layout;
    Amount printed = layout->value[cell];
    Slip slip = hunt_slip_of(hunt, cell, meant);
    if (slip == SLIP_NONE && is_rounded_factor(layout, cell, meant))
        slip = SLIP_THOUSANDS;
    Operation operation = {
        .kind = OPERATION_SLIP,
        .slip = (uint8_t)slip,
        .cost = (uint8_t)(hunt_slip_cost(slip) + COST_ENTRY +
                          effects_row_says(layout, cell, meant) +
                          effects_print_says(layout, cell, meant)),
        .cell = cell,
        .change = meant - printed,
    };
    if (slip != SLIP_NONE)
        hunt_found(hunt, &operation, -operation.change * factor);
}

/* One digit, of those that weigh more than what rounding leaves open. */
static void loose_digits(const Hunt *hunt, uint32_t cell, int32_t factor) {
    enum { WEIGHT = 4 };
    Layout *layout = hunt->layout;
    Amount printed = layout->value[cell], open = hunt->high - hunt->low;
    Amount middle = hunt->low + open / 2;
    for (Amount unit = layout_unit(layout, cell); unit <= amount_abs(printed);
         unit *= 10) {
        Amount digits = (middle + (middle < 0 ? -unit : unit) / 2) / unit;
        Amount by = digits * unit;
        if (unit < WEIGHT * open || digits == 0 || amount_abs(digits) > 9 ||
            by < hunt->low || by > hunt->high)
            continue;
        layout->steps--;
        if (typing_slip_of(printed, printed - by * factor, layout_print(layout, cell)) ==
            SLIP_REPLACED)
            one_entry_slip(hunt, cell, factor, printed - by * factor);
    }
}

/* Where a residue of rounding is left, a slip can be told by its factor, by what the row
 * repeats, or by a digit of more weight. */
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
    if (printed < 0)
        one_entry_slip(hunt, cell, factor, -printed);
    if (layout->rounded)
        loose_digits(hunt, cell, factor);
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
    if (hunt->most < COST_REPLACED + COST_ENTRY - COST_ROW_SAYS_ALL - COST_DIGITS_SAY ||
        printed == 0)
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
        operation.cost = (uint8_t)(hunt_slip_cost(variants[i].slip) + COST_ENTRY +
                                   effects_row_says(layout, cell, variants[i].value) +
                                   effects_print_says(layout, cell, variants[i].value));
        operation.change = variants[i].value - printed;
        hunt_found(hunt, &operation, -operation.change * factor);
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
            hunt_found(hunt, &operation, hunt->low);
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
        if (operation.change > 0 &&
            effects_may_be_missing(layout, hunt->equation, operation.change))
            hunt_found(hunt, &operation, -operation.change * factor);
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
            hunt_found(hunt, &operation, -effect);
    }
}

/* A figure that the row repeats, mistyped throughout. */
static void row_slip(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Layout *layout = hunt->layout;
    uint32_t cells[CHANGES_MOST], count = effects_row(layout, cell, cells), same = 0;
    bool across = layout->sums[hunt->equation].across;
    Amount printed = layout->value[cell], meant;
    for (uint32_t i = 0; i < count; i++)
        same += layout->value[cells[i]] == printed;
    if (same < 2 || printed == 0 || (across && hunt->low % same != 0))
        return;
    meant = printed - (across ? hunt->low / same : hunt->low) * factor;
    if (typing_slip_of(printed, meant, layout_print(layout, cell)) != SLIP_REPLACED)
        return;
    Operation operation = {
        .kind = OPERATION_ROW_SLIP,
        .slip = SLIP_REPLACED,
        .cost = (uint8_t)(COST_ROW_SLIP + effects_print_says(layout, cell, meant)),
        .cell = cells[0],
        .change = meant - printed,
    };
    for (uint32_t i = count; i-- > 0;)
        if (layout->value[cells[i]] == printed)
            operation.cell = cells[i];
    hunt_found(hunt, &operation, hunt->low);
}

void hunt_figures(const Hunt *hunt) {
    Layout *layout = hunt->layout;
    if (hunt->most < COST_REPLACED + COST_ENTRY - COST_ROW_SAYS_ALL)
        return;
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
            if (hunt->solve && !hunt->loose && !equation->settled && blank.change > 0 &&
                hunt->most >= COST_BLANK)
                hunt_found(hunt, &blank, hunt->low);
            continue;
        }
        if (!across && hunt->most >= COST_SLID)
            slid(hunt, cell);
        if (hunt->solve && !hunt->loose && hunt->most >= COST_ROW_SLIP &&
            !layout->vouched[cell])
            row_slip(hunt, cell, factor);
        if (layout->problem->cells[cell].none) {
            if (!layout->vouched[cell])
                dash(hunt, cell, factor);
            if (!across)
                hunt_exchanges(hunt, cell, false);
            continue;
        }
        if (!layout->vouched[cell]) {
            entry_slips(hunt, cell, factor);
            if (hunt->solve && !hunt->loose && hunt->most >= COST_FIGURE)
                free_figure(hunt, cell, factor);
        }
        hunt_exchanges(hunt, cell, across);
        if (!across)
            hunt_exchanges(hunt, cell, false);
    }
    if (hunt->solve && !hunt->loose && hunt->most >= COST_FIGURE &&
        !layout->vouched[equation->total])
        free_figure(hunt, equation->total, 1);
}
