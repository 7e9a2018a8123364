/* What each slip does: which figures it changes, by how much, and how the difference of
 * an equation changes where it is undone. */
#include "explain/effects.h"

bool operation_equal(const Operation *a, const Operation *b) {
    if (a->kind != b->kind || a->step != b->step)
        return false;
    switch ((OperationKind)a->kind) {
    case OPERATION_LEFT_OUT:
    case OPERATION_TWICE:
    case OPERATION_OTHER_SIGN:
    case OPERATION_NEIGHBOUR_FIGURE:
    case OPERATION_VERSION: return a->line == b->line && a->key == b->key;
    case OPERATION_COPIED: return a->line == b->line && a->other == b->other;
    case OPERATION_LINE_SLIP: return a->line == b->line && a->change == b->change;
    case OPERATION_SCOPE: return a->line == b->line && a->key == b->key;
    case OPERATION_RUNNING: return a->line == b->line;
    case OPERATION_EXCHANGED:
        return (a->cell == b->cell && a->other == b->other) ||
               (a->cell == b->other && a->other == b->cell);
    case OPERATION_NEIGHBOUR_TOTAL:
        return a->cell == b->cell && a->other == b->other && a->stated == b->stated;
    case OPERATION_SLID: return a->cell == b->cell;
    case OPERATION_SLIP:
    case OPERATION_BLANK:
    case OPERATION_DASH:
    case OPERATION_ROW_SLIP:
    case OPERATION_FIGURE: return a->cell == b->cell && a->change == b->change;
    }
    return false;
}

bool operation_moved(const Layout *layout, const Operation *left_out,
                     const Operation *scope) {
    return left_out->kind == OPERATION_LEFT_OUT && scope->kind == OPERATION_SCOPE &&
           left_out->line != scope->line &&
           effects_scope_key(layout, left_out->cell) == scope->key;
}

bool operation_evident(const Layout *layout, const Operation *operation) {
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT:
    case OPERATION_TWICE: return layout->problem->cells[operation->cell].evident;
    case OPERATION_SCOPE: return operation->cost == COST_SCOPE_KNOWN;
    default: return false;
    }
}

bool effects_versions(const Cell *cell, const Cell *other) {
    return cell->family != 0 && cell->family == other->family &&
           !slice_equal(cell->version, other->version) &&
           slice_equal(cell->when, other->when);
}

/* The neighbour of a member: the figure so many columns before or after it in its row. */
static uint32_t beside(const Layout *layout, uint32_t cell, int32_t step) {
    const Cell *at = &layout->problem->cells[cell];
    if (at->table == 0 || (step < 0 && at->column < (uint32_t)-step))
        return NOTHING;
    uint32_t other = layout_at(layout, at->table, at->row, at->column + (uint32_t)step);
    bool figure = other != NOTHING && !layout->problem->cells[other].blank &&
                  layout->problem->cells[other].role == CELL_ENTRY;
    return figure ? other : NOTHING;
}

/* ---- rows of figures ---- */

/* The entries of a printed row that stand side by side with this one, in order; 0 where
 * it stands outside tables or they are too many. */
uint32_t effects_row(const Layout *layout, uint32_t cell, uint32_t cells[CHANGES_MOST]) {
    const Cell *all = layout->problem->cells, *at = &all[cell];
    uint32_t first = at->column, count = 0, other;
    if (at->table == 0)
        return 0;
    while (first > 0) {
        other = layout_at(layout, at->table, at->row, first - 1);
        if (other == NOTHING || all[other].role != CELL_ENTRY)
            break;
        first--;
    }
    for (;; first++) {
        other = layout_at(layout, at->table, at->row, first);
        if (other == NOTHING || all[other].role != CELL_ENTRY)
            return count;
        if (count == CHANGES_MOST)
            return 0;
        cells[count++] = other;
    }
}

/* What the other figures of its row say of a figure: how much less it would assume to be
 * another, or more. Half of the rows of real budgets are constant. */
int32_t effects_row_says(const Layout *layout, uint32_t cell, Amount meant) {
    uint32_t cells[CHANGES_MOST], count = effects_row(layout, cell, cells);
    uint32_t others = 0, printed = 0, wanted = 0;
    bool beside = false, repeats = false;
    for (uint32_t i = 0; i < count; i++) {
        Amount value = layout->value[cells[i]];
        if (cells[i] == cell || value == 0)
            continue;
        others++;
        printed += value == layout->value[cell];
        wanted += value == meant;
        bool near = (i > 0 && cells[i - 1] == cell) ||
                    (i + 1 < count && cells[i + 1] == cell);
        beside |= value == meant && near;
        repeats |= value == layout->value[cell] && near;
    }
    if (others > 1 && wanted == others)
        return -COST_ROW_SAYS_ALL;
    if (beside)
        return -COST_ROW_SAYS;
    if (others > 1 && printed == others)
        return COST_ROW_DENIES;
    return repeats ? COST_ROW_REPEATS : 0;
}

/* Whether it is printed with other digits than its table, and `meant` would not be. Fewer
 * digits are a figure that was rounded more, unless they lack but the point: 37 for 3.7.
 */
static bool digits_say(const Layout *layout, uint32_t cell, Amount meant) {
    int32_t usual = layout->usual_digits[cell];
    if (usual == NO_USUAL_DIGITS || usual > layout->scale)
        return false;
    Amount unit = typing_slip_power(layout->scale - usual);
    Amount own = layout_unit(layout, cell);
    return meant % unit == 0 &&
           (own < unit || meant * (own / unit) == layout->value[cell]);
}

int32_t effects_print_says(const Layout *layout, uint32_t cell, Amount meant) {
    return digits_say(layout, cell, meant) ? -COST_DIGITS_SAY : 0;
}

bool effects_may_be_missing(const Layout *layout, uint32_t equation, Amount amount) {
    enum { TIMES_MOST = 10 };
    Amount seen = amount_abs(layout->sums[equation].computed);
    return seen == 0 || amount_abs(amount) <= TIMES_MOST * seen;
}

static void add_change(Change *changes, uint32_t *count, uint32_t cell, Amount by) {
    if (by != 0)
        changes[(*count)++] = (Change){cell, by};
}

/* All figures one column on; the first cell of the way has none. */
static uint32_t slid_changes(const Layout *layout, const Operation *operation,
                             Change *changes) {
    uint32_t cells[CHANGES_MOST], row = effects_row(layout, operation->cell, cells),
                                  count = 0;
    for (uint32_t i = 0; i < row; i++) {
        bool last = operation->step > 0 ? i + 1 == row : i == 0;
        Amount meant = last ? 0
                            : layout->value[cells[operation->step > 0 ? i + 1 : i - 1]];
        add_change(changes, &count, cells[i], meant - layout->value[cells[i]]);
    }
    return count;
}

static uint32_t repeated_changes(const Layout *layout, const Operation *operation,
                                 Change *changes) {
    uint32_t cells[CHANGES_MOST], row = effects_row(layout, operation->cell, cells),
                                  count = 0;
    for (uint32_t i = 0; i < row; i++)
        if (layout->value[cells[i]] == layout->value[operation->cell])
            add_change(changes, &count, cells[i], operation->change);
    return count;
}

uint32_t operation_changes(const Layout *layout, const Operation *operation,
                           Change changes[CHANGES_MOST]) {
    uint32_t count = 0;
    if (operation_on_line(operation))
        return 0;
    if (operation->kind == OPERATION_SLID)
        return slid_changes(layout, operation, changes);
    if (operation->kind == OPERATION_ROW_SLIP)
        return repeated_changes(layout, operation, changes);
    add_change(changes, &count, operation->cell, operation->change);
    if (operation->kind == OPERATION_EXCHANGED)
        add_change(changes, &count, operation->other, -operation->change);
    return count;
}

/* ---- effects ---- */

/* A row's key in a line of scopes: its cells in other years are the same operation. */
uint64_t effects_scope_key(const Layout *layout, uint32_t cell) {
    const Cell *at = &layout->problem->cells[cell];
    if (at->table == 0) {
        return (uint64_t)1 << 63 | (at->identity != 0 ? at->identity : cell) |
               (uint64_t)(at->identity != 0) << 62;
    }
    return (uint64_t)at->table << 32 | at->row;
}

/* The figure of the same row elsewhere for another year's total. */
static uint32_t scope_in(Layout *layout, uint32_t cell, Slice when) {
    const Cell *at = &layout->problem->cells[cell];
    if (slice_equal(at->when, when))
        return cell;
    return at->table == 0 ? NOTHING : layout_in_row(layout, at->table, at->row, when);
}

/* A figure that is ten, a hundred or a thousand times the one beside it is a slip of
 * itself, not that of another year. */
static bool is_shifted(Amount one, Amount other) {
    for (Amount times = 10; times <= 1000; times *= 10)
        if (one == other * times || other == one * times)
            return true;
    return false;
}

/* The total of another line in the same column, or NOTHING. */
uint32_t effects_total_in(const Layout *layout, uint32_t line, uint32_t e) {
    const Cell *cells = layout->problem->cells;
    const Cell *at = &cells[layout->problem->equations[e].total];
    uint32_t any = layout->by_line[layout->lines[line].first];
    const Cell *there = &cells[layout->problem->equations[any].total];
    uint32_t other = layout_at(layout, there->table, there->row, at->column);
    return other != NOTHING && cells[other].role == CELL_TOTAL &&
                   slice_equal(cells[other].when, at->when)
               ? other
               : NOTHING;
}

uint32_t effects_total_before(const Layout *layout, uint32_t e) {
    const LayoutSum *sum = &layout->sums[e];
    const TotalLine *line = &layout->lines[sum->line];
    const Equation *equations = layout->problem->equations;
    if (sum->line_at == 0 || layout_total(layout, e)->table == 0 || sum->across)
        return NOTHING;
    uint32_t before = layout->by_line[line->first + sum->line_at - 1];
    const Cell *own = layout_total(layout, e), *there = layout_total(layout, before);
    return own->column == there->column + 1 && !slice_equal(own->when, SLICE("all"))
               ? equations[before].total
               : NOTHING;
}

uint32_t effects_carried_on(const Layout *layout, uint32_t equation, int32_t times) {
    const Equation *own = &layout->problem->equations[equation];
    const LayoutSum *sum = &layout->sums[equation];
    if (own->member_count == 0)
        return NOTHING;
    uint32_t cell = own->members[0], end = layout->use_from[cell + 1];
    for (uint32_t u = layout->use_from[cell]; u < end; u++) {
        const LayoutSum *other = &layout->sums[layout->uses[u].equation];
        for (int32_t i = 1; other->known && other->follows && i <= times; i++)
            if (amount_abs(other->difference - i * sum->difference) <= other->coarse)
                return layout->uses[u].equation;
    }
    return NOTHING;
}

/* A total that is off by a digit, and by as much as others of its line. */
bool effects_slips_alike(const Layout *layout, uint32_t e, Amount change) {
    const LayoutSum *sum = &layout->sums[e];
    uint32_t total = layout->problem->equations[e].total;
    return sum->off && sum->difference == -change && !layout->vouched[total] &&
           typing_slip_of(layout->value[total], layout->value[total] + change,
                          layout_print(layout, total)) == SLIP_REPLACED;
}

Amount effects_of_line(Layout *layout, const Operation *operation, uint32_t e) {
    const LayoutSum *sum = &layout->sums[e];
    if (sum->line != operation->line || !sum->known)
        return 0;
    if (operation->kind == OPERATION_COPIED) {
        uint32_t other = effects_total_in(layout, operation->other, e);
        bool same = other != NOTHING && sum->off &&
                    layout->value[other] ==
                        layout->value[layout->problem->equations[e].total];
        return same ? -sum->difference : 0;
    }
    if (operation->kind == OPERATION_RUNNING) {
        uint32_t before = effects_total_before(layout, e);
        return before == NOTHING || !sum->off ? 0 : -layout->value[before];
    }
    if (operation->kind == OPERATION_LINE_SLIP)
        return effects_slips_alike(layout, e, operation->change) ? operation->change : 0;
    if (operation->kind == OPERATION_SCOPE) {
        uint32_t total = layout->problem->equations[e].total;
        uint32_t cell =
            scope_in(layout, operation->cell, layout->problem->cells[total].when);
        bool other = cell != NOTHING && layout->usable[cell] &&
                     !layout_holds(layout, e, cell);
        Amount value = other ? layout->value[cell] : 0;
        return operation->step < 0 ? value : -value;
    }
    layout_items(layout, e);
    const Item *item = layout_item(sum, operation->key);
    if (item == NULL)
        return 0;
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT: return item->amount;
    case OPERATION_TWICE: return -item->amount;
    case OPERATION_OTHER_SIGN: return 2 * item->amount;
    default: break;
    }
    uint32_t other = item->count == 1 ? beside(layout, item->cell, operation->step)
                                      : NOTHING;
    /* Of a dash that its row's total confirms; else the dash itself is suspected. */
    bool dash = layout->problem->cells[item->cell].none && layout->vouched[item->cell];
    if (other == NOTHING || (layout->value[item->cell] == 0 && !dash) ||
        layout->value[other] == 0 ||
        is_shifted(layout->value[item->cell], layout->value[other]))
        return 0;
    Amount sign = dash || item->amount == layout->value[item->cell] ? 1 : -1;
    return -sign * (layout->value[other] - layout->value[item->cell]);
}

static Amount cell_effect(const Layout *layout, uint32_t cell, Amount change,
                          uint32_t e) {
    Amount effect = 0;
    uint32_t end = layout->use_from[cell + 1];
    for (uint32_t u = layout_use(layout, e, cell);
         u < end && layout->uses[u].equation == e; u++)
        effect += layout->uses[u].factor * change;
    return effect;
}

Amount operation_effect(Layout *layout, const Operation *operation, uint32_t e) {
    if (operation_on_line(operation))
        return effects_of_line(layout, operation, e);
    if (operation->kind >= OPERATION_SLID) {
        Change changes[CHANGES_MOST];
        uint32_t count = operation_changes(layout, operation, changes);
        Amount sum = 0;
        for (uint32_t i = 0; i < count; i++)
            sum += cell_effect(layout, changes[i].cell, changes[i].by, e);
        return sum;
    }
    Amount effect = cell_effect(layout, operation->cell, operation->change, e);
    if (operation->kind == OPERATION_EXCHANGED)
        effect += cell_effect(layout, operation->other, -operation->change, e);
    return effect;
}
