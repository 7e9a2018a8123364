/* What the searches for slips share. */
#include "explain/hunt.h"

void hunt_found(const Hunt *hunt, const Operation *operation, Amount mends) {
    hunt->layout->steps--;
    if (mends >= hunt->low && mends <= hunt->high && operation->cost <= hunt->most)
        hunt->found(hunt->to, operation, mends);
}

int32_t hunt_slip_cost(Slip slip) {
    switch (slip) {
    case SLIP_REPLACED: return COST_REPLACED;
    case SLIP_INTERCHANGED: return COST_INTERCHANGED;
    default: return COST_OTHER_SLIP;
    }
}

Slip hunt_slip_of(const Hunt *hunt, uint32_t cell, Amount meant) {
    const Layout *layout = hunt->layout;
    const Equation *equation = &layout->problem->equations[hunt->equation];
    Amount printed = layout->value[cell], unit = layout_unit(layout, cell);
    Slip slip = typing_slip_of(printed, meant, layout_print(layout, cell));
    if (slip != SLIP_INTERCHANGED || (meant != 10 * printed && printed != 10 * meant))
        return slip;
    uint32_t like = cell != equation->total      ? equation->total
                    : equation->member_count > 0 ? equation->members[0]
                                                 : cell;
    return unit < layout_unit(layout, like) ? SLIP_POINT : slip;
}

void hunt_exchange(const Hunt *hunt, uint32_t cell, uint32_t other) {
    Layout *layout = hunt->layout;
    const Cell *cells = layout->problem->cells;
    if (other == NOTHING || other == cell || layout->value[other] == layout->value[cell])
        return;
    bool dash = cells[other].none || cells[cell].none;
    bool totals = cells[cell].role == CELL_TOTAL && cells[other].role == CELL_TOTAL;
    if (!dash && !totals && (layout->value[other] == 0 || layout->value[cell] == 0))
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
        hunt_found(hunt, &operation, -effect);
}

void hunt_exchanges(const Hunt *hunt, uint32_t cell, bool down) {
    enum { NEAR = 3 };
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
            hunt_exchange(hunt, cell, other);
    }
}
