/* Enumerates slips. Those on a total's make-up are looked up by amount in the sorted
 * items; those on figures are tried figure by figure, by a direct question ("is this
 * one slip away from that?") where one difference is asked for, by listing the variants
 * where a window is. After Scholtus, A generalized Fellegi-Holt paradigm, Survey
 * Methodology 42-1 (2016): operations in place of free changes. */
#include "check/operations.h"

#include <assert.h>

enum { NEAR = 3, ROW_NEAR = 1 };

bool operation_equal(const Operation *a, const Operation *b) {
    if (a->kind != b->kind || a->step != b->step) {
        return false;
    }
    switch ((OperationKind)a->kind) {
    case OPERATION_LEFT_OUT:
    case OPERATION_TWICE:
    case OPERATION_OTHER_SIGN:
    case OPERATION_NEIGHBOUR_FIGURE: return a->line == b->line && a->key == b->key;
    case OPERATION_SCOPE: return a->line == b->line && a->key == b->key;
    case OPERATION_EXCHANGED:
        return (a->cell == b->cell && a->other == b->other) ||
               (a->cell == b->other && a->other == b->cell);
    case OPERATION_NEIGHBOUR_TOTAL:
        return a->cell == b->cell && a->other == b->other && a->stated == b->stated;
    case OPERATION_SLIP:
    case OPERATION_BLANK:
    case OPERATION_FIGURE: return a->cell == b->cell && a->change == b->change;
    }
    return false;
}

bool operation_hinted(const Board *board, const Operation *operation) {
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT:
    case OPERATION_TWICE: return board->problem->cells[operation->cell].hinted;
    case OPERATION_SCOPE: return operation->cost == COST_SCOPE_KNOWN;
    default: return false;
    }
}

/* The neighbour of a member: the figure before or after it in its row. */
static uint32_t beside(const Board *board, uint32_t cell, int32_t step) {
    const Cell *at = &board->problem->cells[cell];
    if (at->table == 0 || (step < 0 && at->column == 0)) {
        return NOTHING;
    }
    uint32_t other = board_at(board, at->table, at->row, at->column + (uint32_t)step);
    bool figure = other != NOTHING && !board->problem->cells[other].blank &&
                  board->problem->cells[other].role == CELL_ENTRY;
    return figure ? other : NOTHING;
}

/* A row's key in a line of scopes: its cells in other years are the same operation. */
static uint64_t scope_key(const Board *board, uint32_t cell) {
    const Cell *at = &board->problem->cells[cell];
    if (at->table == 0) {
        return (uint64_t)1 << 63 | (at->identity != 0 ? at->identity : cell) |
               (uint64_t)(at->identity != 0) << 62;
    }
    return (uint64_t)at->table << 32 | at->row;
}

/* The figure of the same row elsewhere for another year's total. */
static uint32_t scope_in(Board *board, uint32_t cell, Slice when) {
    const Cell *at = &board->problem->cells[cell];
    if (slice_equal(at->when, when)) {
        return cell;
    }
    return at->table == 0 ? NOTHING : board_in_row(board, at->table, at->row, when);
}

static Amount line_effect(Board *board, const Operation *operation, uint32_t e) {
    const BoardSum *sum = &board->sums[e];
    if (sum->line != operation->line || !sum->known) {
        return 0;
    }
    if (operation->kind == OPERATION_SCOPE) {
        uint32_t total = board->problem->equations[e].total;
        uint32_t cell =
            scope_in(board, operation->cell, board->problem->cells[total].when);
        bool other = cell != NOTHING && board->usable[cell] &&
                     !board_holds(board, e, cell);
        return other ? -board->value[cell] : 0;
    }
    board_items(board, e);
    const Item *item = board_item(sum, operation->key);
    if (item == NULL) {
        return 0;
    }
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT: return item->amount;
    case OPERATION_TWICE: return -item->amount;
    case OPERATION_OTHER_SIGN: return 2 * item->amount;
    default: break;
    }
    uint32_t other = item->count == 1 ? beside(board, item->cell, operation->step)
                                      : NOTHING;
    if (other == NOTHING || board->value[item->cell] == 0 || board->value[other] == 0) {
        return 0;
    }
    Amount sign = item->amount == board->value[item->cell] ? 1 : -1;
    return -sign * (board->value[other] - board->value[item->cell]);
}

static Amount cell_effect(const Board *board, uint32_t cell, Amount change, uint32_t e) {
    Amount effect = 0;
    uint32_t end = board->use_from[cell + 1];
    for (uint32_t u = board_use(board, e, cell); u < end && board->uses[u].equation == e;
         u++) {
        effect += board->uses[u].factor * change;
    }
    return effect;
}

Amount operation_effect(Board *board, const Operation *operation, uint32_t e) {
    if (operation_on_line(operation)) {
        return line_effect(board, operation, e);
    }
    Amount effect = cell_effect(board, operation->cell, operation->change, e);
    if (operation->kind == OPERATION_EXCHANGED) {
        effect += cell_effect(board, operation->other, -operation->change, e);
    }
    return effect;
}

static void tell(const Hunt *hunt, const Operation *operation, Amount mends) {
    hunt->board->steps--;
    if (mends >= hunt->low && mends <= hunt->high && operation->cost <= hunt->most) {
        hunt->found(hunt->to, operation, mends);
    }
}

/* ---- what a total holds or lacks ---- */

/* Items whose amount is from `low` to `high`, as one kind of operation. */
static void each_item(const Hunt *hunt, OperationKind kind, int32_t cost, Amount low,
                      Amount high, int32_t times) {
    const BoardSum *sum = &hunt->board->sums[hunt->equation];
    if (cost > hunt->most) {
        return;
    }
    uint32_t i = board_amount_from(sum, low);
    for (; i < sum->item_count && hunt->board->steps > 0; i++) {
        const Item *item = &sum->items[sum->by_amount[i]];
        if (item->amount > high) {
            break;
        }
        if (item->amount == 0) {
            continue;
        }
        if (kind == OPERATION_OTHER_SIGN) {
            cost = item->amount < 0 ? COST_OTHER_SIGN : COST_TAKEN_OFF;
        }
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
    if (hunt->rows_only) {
        return;
    }
    each_item(hunt, OPERATION_OTHER_SIGN, COST_OTHER_SIGN, -high / 2 - 1, -low / 2 + 1,
              -2);
}

/* Whether the total has a row for the same thing, without a figure in it. */
static bool has_row(Board *board, uint32_t e, const Cell *cell) {
    const Equation *equation = &board->problem->equations[e];
    if (cell->identity == 0) {
        return false;
    }
    board->steps -= equation->member_count;
    for (uint32_t i = 0; i < equation->member_count; i++) {
        const Cell *member = &board->problem->cells[equation->members[i]];
        if (member->identity == cell->identity && (member->none || member->blank)) {
            return true;
        }
    }
    return false;
}

static int32_t scope_cost(Board *board, uint32_t e, uint32_t index) {
    const Equation *equation = &board->problem->equations[e];
    const Cell *cells = board->problem->cells, *cell = &cells[index];
    const Cell *total = &cells[equation->total];
    if (cell->hinted || has_row(board, e, cell)) {
        return COST_SCOPE_KNOWN;
    }
    if (cell->document != total->document) {
        return COST_SCOPE_OTHER;
    }
    if (cell->table == 0 || equation->member_count == 0) {
        return COST_SCOPE_DOCUMENT;
    }
    const Cell *first = &cells[equation->members[0]];
    const Cell *last = &cells[equation->members[equation->member_count - 1]];
    if (cell->table != first->table) {
        return COST_SCOPE_DOCUMENT;
    }
    /* A total's own row may stand between. */
    bool next = cell->row + ROW_NEAR >= first->row - 1 && cell->row < first->row;
    bool after = cell->row > last->row && cell->row <= last->row + ROW_NEAR + 1;
    return next || after ? COST_SCOPE_BESIDE : COST_SCOPE_TABLE;
}

static void other_scopes(const Hunt *hunt) {
    Board *board = hunt->board;
    const Cell *total =
        &board->problem->cells[board->problem->equations[hunt->equation].total];
    if (hunt->most < COST_SCOPE_KNOWN) {
        return;
    }
    uint32_t end, i = board_when_from(board, total->when, hunt->low, &end);
    for (; i < end && board->by_when[i].value <= hunt->high && board->steps > 0; i++) {
        uint32_t cell = board->by_when[i].id;
        board->steps--;
        if (board_holds(board, hunt->equation, cell)) {
            continue;
        }
        Operation operation = {
            .kind = OPERATION_SCOPE,
            .cost = (uint8_t)scope_cost(board, hunt->equation, cell),
            .line = board->sums[hunt->equation].line,
            .key = scope_key(board, cell),
            .cell = cell,
        };
        tell(hunt, &operation, board->value[cell]);
    }
}

static void neighbour_figures(const Hunt *hunt) {
    Board *board = hunt->board;
    const BoardSum *sum = &board->sums[hunt->equation];
    if (hunt->most < COST_NEIGHBOUR_FIGURE || sum->across) {
        return;
    }
    for (uint32_t i = 0; i < sum->item_count && board->steps > 0; i++) {
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
            Amount effect = line_effect(board, &operation, hunt->equation);
            if (effect != 0) {
                tell(hunt, &operation, -effect);
            }
        }
    }
}

/* ---- the total itself ---- */

static void neighbour_total(const Hunt *hunt, uint32_t other, Amount shows, bool stated,
                            int32_t cost) {
    uint32_t total = hunt->board->problem->equations[hunt->equation].total;
    const BoardSum *sum = &hunt->board->sums[hunt->equation];
    Amount mends = shows - sum->computed;
    Operation operation = {
        .kind = OPERATION_NEIGHBOUR_TOTAL,
        .cost = (uint8_t)cost,
        .stated = stated,
        .cell = total,
        .other = other,
        .change = -mends,
    };
    if (mends != 0) {
        tell(hunt, &operation, mends);
    }
}

/* The text repeats a printed total: those beside that one. */
static void beside_printed(const Hunt *hunt, uint32_t like) {
    const Board *board = hunt->board;
    const Cell *cell = &board->problem->cells[like];
    for (uint32_t step = 0; step < 2 && cell->table != 0; step++) {
        if (step == 0 && cell->column == 0) {
            continue;
        }
        uint32_t column = step == 0 ? cell->column - 1 : cell->column + 1;
        uint32_t other = board_at(board, cell->table, cell->row, column);
        if (other != NOTHING && board->problem->cells[other].role == CELL_TOTAL) {
            neighbour_total(hunt, other, board->value[other], true, COST_NEIGHBOUR_TOTAL);
        }
    }
}

/* The total beside it in its line, as it is printed and as it should be; and the same
 * total in another document. */
static void neighbour_totals(const Hunt *hunt) {
    Board *board = hunt->board;
    const Problem *problem = board->problem;
    const BoardSum *sum = &board->sums[hunt->equation];
    const Line *line = &board->lines[sum->line];
    uint32_t total = problem->equations[hunt->equation].total;
    if (hunt->most < COST_NEIGHBOUR_TOTAL) {
        return;
    }
    if (problem->equations[hunt->equation].like != 0) {
        beside_printed(hunt, problem->equations[hunt->equation].like - 1);
    }
    for (int32_t step = -1; step <= 1; step += 2) {
        uint32_t i = sum->line_at + (uint32_t)step;
        if (i >= line->count || problem->cells[total].table == 0) {
            continue;
        }
        uint32_t e = board->by_line[line->first + i];
        uint32_t other = problem->equations[e].total;
        if (!board->sums[e].known || other == total) {
            continue;
        }
        /* A figure copied from one that is wrong itself explains nothing. */
        bool wrong = board->problem->equations[e].state == EQUATION_VIOLATED;
        neighbour_total(hunt, other,
                        wrong ? board->sums[e].computed : board->value[other], !wrong,
                        COST_NEIGHBOUR_TOTAL);
    }
    if (hunt->most < COST_OLDER_TOTAL || problem->cells[total].title.length == 0) {
        return;
    }
    uint32_t next = 0, other;
    while (board->steps > 0 &&
           (other = board_same_title(board, total, &next)) != NOTHING) {
        neighbour_total(hunt, other, board->value[other], true, COST_OLDER_TOTAL);
    }
}

static int32_t slip_cost(Slip slip) {
    switch (slip) {
    case SLIP_REPLACED: return COST_REPLACED;
    case SLIP_INTERCHANGED: return COST_INTERCHANGED;
    default: return COST_OTHER_SLIP;
    }
}

static void total_slips(const Hunt *hunt) {
    Board *board = hunt->board;
    uint32_t total = board->problem->equations[hunt->equation].total;
    const BoardSum *sum = &board->sums[hunt->equation];
    Print print = board_print(board, total);
    Operation operation = {.kind = OPERATION_SLIP, .cell = total};
    if (hunt->most < COST_REPLACED || board->value[total] == 0) {
        return;
    }
    Amount unit = board_unit(board, total);
    if (hunt->solve) {
        /* What was meant, rounded to what can be printed. */
        Amount meant = board->value[total] - (hunt->low + (hunt->high - hunt->low) / 2);
        Amount rest = meant % unit;
        Slip slip = slip_of(board->value[total], meant, print);
        if (slip == SLIP_NONE && rest != 0) {
            Amount up = rest < 0 ? -unit : unit;
            meant += 2 * amount_abs(rest) >= unit ? up - rest : -rest;
            slip = slip_of(board->value[total], meant, print);
        }
        operation.slip = (uint8_t)slip;
        operation.cost = (uint8_t)slip_cost(slip);
        operation.change = meant - board->value[total];
        if (slip != SLIP_NONE) {
            tell(hunt, &operation, -operation.change);
        }
        return;
    }
    Variant variants[SLIP_VARIANTS];
    Amount meant = sum->computed, rest = meant % unit;
    Amount up = rest < 0 ? -unit : unit;
    meant += rest == 0 ? 0 : 2 * amount_abs(rest) >= unit ? up - rest : -rest;
    uint32_t count = slip_each(meant, print, variants);
    for (uint32_t i = 0; i < count; i++) {
        operation.slip = (uint8_t)variants[i].slip;
        operation.cost = (uint8_t)slip_cost(variants[i].slip);
        operation.change = meant - variants[i].value;
        tell(hunt, &operation, -operation.change);
    }
}

/* ---- the figures in it ---- */

static void entry_slips(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Board *board = hunt->board;
    Print print = board_print(board, cell);
    Amount printed = board->value[cell];
    Operation operation = {.kind = OPERATION_SLIP, .cell = cell};
    if (hunt->most < COST_REPLACED + COST_ENTRY || printed == 0) {
        return;
    }
    if (hunt->solve) {
        Amount meant = printed - hunt->low * factor;
        Slip slip = slip_of(printed, meant, print);
        operation.slip = (uint8_t)slip;
        operation.cost = (uint8_t)(slip_cost(slip) + COST_ENTRY);
        operation.change = meant - printed;
        if (slip != SLIP_NONE) {
            tell(hunt, &operation, hunt->low);
        }
        return;
    }
    Variant variants[SLIP_VARIANTS];
    uint32_t count = slip_each(printed, print, variants);
    for (uint32_t i = 0; i < count; i++) {
        operation.slip = (uint8_t)variants[i].slip;
        operation.cost = (uint8_t)(slip_cost(variants[i].slip) + COST_ENTRY);
        operation.change = variants[i].value - printed;
        tell(hunt, &operation, -operation.change * factor);
    }
}

static void exchange(const Hunt *hunt, uint32_t cell, uint32_t other) {
    Board *board = hunt->board;
    if (other == NOTHING || other == cell || board->value[other] == 0 ||
        board->value[cell] == 0) {
        return;
    }
    Operation operation = {
        .kind = OPERATION_EXCHANGED,
        .cost = COST_EXCHANGED,
        .cell = cell,
        .other = other,
        .change = board->value[other] - board->value[cell],
    };
    Amount effect = operation_effect(board, &operation, hunt->equation);
    if (effect != 0) {
        tell(hunt, &operation, -effect);
    }
}

/* With the figures near it in its row, or in its column. */
static void exchanges(const Hunt *hunt, uint32_t cell, bool down) {
    Board *board = hunt->board;
    const Cell *at = &board->problem->cells[cell];
    if (hunt->most < COST_EXCHANGED || at->table == 0 || board->value[cell] == 0) {
        return;
    }
    for (int32_t step = -NEAR; step <= NEAR; step++) {
        uint32_t along = down ? at->row : at->column;
        if (step == 0 || (step < 0 && along < (uint32_t)-step)) {
            continue;
        }
        along += (uint32_t)step;
        uint32_t other = down ? board_at(board, at->table, along, at->column)
                              : board_at(board, at->table, at->row, along);
        if (other != NOTHING && board->problem->cells[other].role == at->role) {
            exchange(hunt, cell, other);
        }
    }
}

/* A figure that another violated equation shares, and that would mend both. */
static void free_figure(const Hunt *hunt, uint32_t cell, int32_t factor) {
    Board *board = hunt->board;
    Operation operation = {
        .kind = OPERATION_FIGURE,
        .cost = COST_FIGURE,
        .cell = cell,
        .change = -hunt->low * factor,
    };
    uint32_t end = board->use_from[cell + 1];
    for (uint32_t u = board->use_from[cell]; u < end && board->steps > 0; u++) {
        const Use *use = &board->uses[u];
        const BoardSum *sum = &board->sums[use->equation];
        board->steps--;
        if (use->equation != hunt->equation && sum->off &&
            amount_abs(sum->difference + use->factor * operation.change) <= sum->exact) {
            tell(hunt, &operation, hunt->low);
            return;
        }
    }
}

static void figures(const Hunt *hunt) {
    Board *board = hunt->board;
    const Equation *equation = &board->problem->equations[hunt->equation];
    bool across = board->sums[hunt->equation].across;
    for (uint32_t i = 0; i < equation->member_count && board->steps > 0; i++) {
        uint32_t cell = equation->members[i];
        int32_t factor = equation->signs == NULL ? -1 : -equation->signs[i];
        board->steps--;
        if (board->problem->cells[cell].blank) {
            Operation blank = {
                .kind = OPERATION_BLANK,
                .cost = COST_BLANK,
                .cell = cell,
                .change = -hunt->low * factor,
            };
            if (hunt->solve && blank.change > 0) {
                tell(hunt, &blank, hunt->low);
            }
            continue;
        }
        if (!board->vouched[cell]) {
            entry_slips(hunt, cell, factor);
            if (hunt->solve && hunt->most >= COST_FIGURE) {
                free_figure(hunt, cell, factor);
            }
        }
        exchanges(hunt, cell, across);
    }
    if (hunt->solve && hunt->most >= COST_FIGURE && !board->vouched[equation->total]) {
        free_figure(hunt, equation->total, 1);
    }
}

void operations_each(const Hunt *hunt) {
    board_items(hunt->board, hunt->equation);
    uint32_t total = hunt->board->problem->equations[hunt->equation].total;
    make_up(hunt);
    if (hunt->rows_only) {
        return;
    }
    if (!hunt->board->vouched[total]) {
        neighbour_totals(hunt);
        total_slips(hunt);
    }
    exchanges(hunt, total, true);
    exchanges(hunt, total, false);
    neighbour_figures(hunt);
    other_scopes(hunt);
    if (hunt->most >= COST_BLANK) {
        figures(hunt);
    }
}
