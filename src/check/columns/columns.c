/* Computed columns: each cell is held against its formula over the printed cells of its
 * line. What a formula says of other lines, share() and running(), is added up once for
 * the column, from line to line. */
#include "check/columns/columns.h"

#include "check/unread.h"
#include "eval/datum.h"
#include "eval/doubt.h"
#include "eval/value.h"

enum {
    CELLS_KEPT = 64, /* after so many what was computed is let go */
    STEPS_TERM = 8   /* what a figure of another line costs */
};

/* A sum over lines. */
typedef struct LineSum {
    Datum value; /* without its doubt; or unknown */
    DoubtMany many;
    bool began;
} LineSum;

static const CellClaim *cell_at(const ColumnsRun *c, uint32_t number) {
    return &c->run->model->cells.at[number];
}

/* A row that totals are over: not one that is part of another. */
static bool is_summed(const CellClaim *line) {
    return line->project != 0 && !line->part;
}

static LineInHand hand_of(const ColumnsRun *c, const CellClaim *line) {
    return (LineInHand){.model = &c->scratch,
                        .formulas = c->formulas,
                        .line = line,
                        .slots = c->slots,
                        .other = -1};
}

/* Lets go what was computed, from time to time. */
static void forget(ColumnsRun *c, uint32_t done) {
    if (done % CELLS_KEPT != 0)
        return;
    arena_drop(c->scratch.arena);
    c->scratch.arena = arena_new(arena_memory(c->run->arena));
}

static Datum slot_value(const ColumnsRun *c, const CellClaim *line, uint32_t slot) {
    FormulaTrouble trouble = {false, false, false};
    LineInHand hand = hand_of(c, line);
    hand.trouble = &trouble;
    Datum value = formula_of_slot(&hand, c->column, slot);
    bool known = !trouble.none && !trouble.near && datum_is_number(&value);
    return known || value.kind == DATUM_UNKNOWN
               ? value
               : datum_unknown(SLICE("a division by zero"));
}

/* What a line adds to a sum. */
static void add_line(const ColumnsRun *c, LineSum *sum, Datum value) {
    doubt_many_add(&sum->many, value.doubt, 1);
    value.doubt = NULL;
    sum->value = sum->began
                     ? datum_arithmetic(c->scratch.arena, EXPR_ADD, &sum->value, &value)
                     : value;
    sum->began = true;
}

/* The sum, known as well as other lines and `line`'s doubt make it. */
static Datum sum_with(const ColumnsRun *c, const LineSum *sum, const DoubtMany *others,
                      const Doubt *line, uint32_t slot) {
    Datum value = sum->began ? sum->value : datum_unknown(SLICE("no row is above"));
    if (datum_is_number(&value))
        value.doubt = doubt_with_many(c->scratch.arena, line, slot, others);
    return value;
}

/* The sum down to the line. */
static Datum running_value(const ColumnsRun *c, LineSum *sum, const CellClaim *line,
                           uint32_t slot) {
    DoubtMany above = sum->many;
    if (!is_summed(line))
        return sum_with(c, sum, &above, NULL, slot);
    Datum value = slot_value(c, line, slot);
    add_line(c, sum, value);
    return sum_with(c, sum, &above, value.doubt, slot);
}

/* ---- the whole of share() ---- */

/* The line of the table's unfiltered total; NULL: none is stated. */
static const CellClaim *whole_line(const ColumnsRun *c) {
    for (uint32_t i = c->first; i < c->end; i += c->step)
        if (cell_at(c, i)->whole)
            return cell_at(c, i);
    return NULL;
}

static LineSum sum_of_rows(ColumnsRun *c, uint32_t slot) {
    LineSum sum = {0};
    for (uint32_t i = c->first, done = 0; i < c->end; i += c->step, done++) {
        forget(c, done);
        if (is_summed(cell_at(c, i)))
            add_line(c, &sum, slot_value(c, cell_at(c, i), slot));
    }
    return sum;
}

/* The whole that the line's figure is a part of: the stated one, or the sum of the rows,
 * of which the line may be one. */
static Datum share_value(ColumnsRun *c, const LineSum *rows, const CellClaim *line,
                         uint32_t slot) {
    const CellClaim *whole = c->whole;
    if (whole != NULL)
        return slot_value(c, whole, slot);
    DoubtMany others = rows->many;
    if (!is_summed(line))
        return sum_with(c, rows, &others, NULL, slot);
    Datum value = slot_value(c, line, slot);
    doubt_many_add(&others, value.doubt, -1);
    return sum_with(c, rows, &others, value.doubt, slot);
}

/* ---- judging ---- */

static Place cell_place(const CellClaim *cell) {
    return (Place){cell->file, figure_span(cell->cells[cell->column])};
}

/* Whether the formula looks at lines that could not be read. */
static bool looks_at_lost(const ColumnsRun *c) {
    return c->formulas->of[c->column].slots.count > 0 &&
           (c->table->cut ||
            unread_between(c->run->unread, c->table->file, c->table->node->node.span));
}

/* Whether the formula names the column. */
static bool names_column(const Formula *formula, uint32_t column) {
    uint8_t inputs[TABLE_COLUMNS_MOST];
    uint32_t count = formula->bound == NULL ? 0 : formula_inputs(formula, inputs);
    for (uint32_t i = 0; i < count; i++)
        if (inputs[i] == column)
            return true;
    return false;
}

/* Such columns are judged after those that they name. */
static bool names_computed(const ColumnsRun *c) {
    for (uint32_t i = 0; i < c->table->column_count; i++)
        if (c->table->columns[i].computed != NULL &&
            names_column(&c->formulas->of[c->column], i))
            return true;
    return false;
}

/* A cell that follows from another computed one is held against what that should be,
 * where it is off itself: one slip is told once. */
static void follow_on(const ColumnsRun *c, uint32_t number, LineInHand *hand,
                      CellOutcome *outcome) {
    uint32_t line = (number - c->first) / c->step * c->step + c->table->first_cell;
    for (uint32_t i = line; i < line + c->step; i++) {
        const CellOutcome *other = &c->run->cells[i];
        if (i == number || other->verdict != VERDICT_OFF || other->none ||
            !names_column(&c->formulas->of[c->column], cell_at(c, i)->column))
            continue;
        hand->other = cell_at(c, i)->column;
        hand->value = other->computed;
        CellOutcome follows = formula_judge(hand, c->column);
        hand->other = -1;
        if (follows.verdict < VERDICT_OFF)
            *outcome = follows;
    }
}

/* Whether the cell is nearer to the formula times 10^power than to the formula: what is
 * rounded as coarsely as small amounts are holds against both. */
static bool is_far(const CellOutcome *outcome, int32_t power) {
    Decimal stated = decimal_abs(ratio_lean(datum_ratio(&outcome->stated)));
    Decimal computed = decimal_abs(ratio_lean(datum_ratio(&outcome->computed)));
    return decimal_sign(computed) != 0 &&
           decimal_compare(stated, decimal_shift(computed, 1 - power)) >= 0 &&
           decimal_compare(stated, decimal_shift(computed, -1 - power)) <= 0;
}

/* What a cell that is off holds against: HOLDS_…. */
static uint8_t times_held(const ColumnsRun *c, const LineInHand *hand,
                          const CellOutcome *outcome) {
    const Datum *stated = &outcome->stated, *computed = &outcome->computed;
    if (decimal_sign(stated->number) * decimal_sign(computed->number) < 0)
        return formula_holds_times(hand, c->column, decimal_int(-1)) ? HOLDS_MINUS : 0;
    if (c->formulas->of[c->column].type.kind != TYPE_NUMBER)
        return 0;
    if (!outcome->percent && is_far(outcome, 2) &&
        formula_holds_times(hand, c->column, decimal_int(100)))
        return HOLDS_HUNDRED;
    return is_far(outcome, -2) && formula_holds_times(hand, c->column, (Decimal){1, 2})
               ? HOLDS_HUNDREDTH
               : 0;
}

static void judge(ColumnsRun *c, uint32_t number) {
    CheckRun *run = c->run;
    const CellClaim *cell = cell_at(c, number);
    CellOutcome *outcome = &run->cells[number];
    uint32_t at = (number - c->first) / c->step;
    LineInHand hand = hand_of(c, cell);
    int64_t steps = 1;
    for (uint32_t i = 0; i < c->formulas->of[c->column].slots.count; i++)
        steps += c->slots[i].doubt != NULL ? STEPS_TERM * c->slots[i].doubt->count : 0;
    if (!budget_take(&run->budget, steps)) {
        unchecked_add(run, cell_place(cell));
        return;
    }
    CellOutcome made = formula_judge(&hand, c->column);
    if (made.verdict == VERDICT_OFF)
        follow_on(c, number, &hand, &made);
    if (made.verdict == VERDICT_OFF && !made.none)
        c->times[at] = times_held(c, &hand, &made);
    *outcome = made;
    outcome->stated = value_keep(run->arena, &made.stated);
    outcome->computed = value_keep(run->arena, &made.computed);
    outcome->difference = value_keep(run->arena, &made.difference);
}

static void judge_column(ColumnsRun *c) {
    CheckRun *run = c->run;
    const Formula *formula = &c->formulas->of[c->column];
    LineSum *sums = ARENA_ARRAY(run->arena, LineSum, formula->slots.count);
    c->slots = ARENA_ARRAY(run->arena, Datum, formula->slots.count);
    c->times = ARENA_ARRAY(run->arena, uint8_t, (c->end - c->first) / c->step + 1);
    for (uint32_t i = c->first; i < c->end; i += c->step)
        run->cells[i].verdict = VERDICT_UNKNOWN;
    if (formula->bound == NULL || looks_at_lost(c))
        return;
    c->whole = whole_line(c);
    for (uint32_t i = 0; i < formula->slots.count; i++)
        if (formula->slots.at[i]->op == FUNCTION_share && c->whole == NULL)
            sums[i] = sum_of_rows(c, i);
    for (uint32_t i = c->first, done = 0; i < c->end && !stop_asked(run->stop);
         i += c->step, done++) {
        forget(c, done);
        for (uint32_t k = 0; k < formula->slots.count; k++)
            c->slots[k] = formula->slots.at[k]->op == FUNCTION_share
                              ? share_value(c, &sums[k], cell_at(c, i), k)
                              : running_value(c, &sums[k], cell_at(c, i), k);
        judge(c, i);
    }
}

/* ---- the run ---- */

static void check_table(CheckRun *run, Id id) {
    Model *model = run->model;
    const Formulas *formulas = formulas_bind(model, id);
    run->formulas[id] = formulas;
    if (formulas == NULL)
        return;
    ColumnsRun c = {.run = run,
                    .scratch = *model,
                    .formulas = formulas,
                    .table = &model->tables.at[id]};
    for (uint32_t i = 0; i < c.table->column_count; i++)
        c.step += c.table->columns[i].computed != NULL;
    c.scratch.arena = arena_new(arena_memory(run->arena));
    c.end = c.table->end_cell;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < c.step && c.table->first_cell < c.end; i++) {
            c.first = c.table->first_cell + i;
            c.column = model->cells.at[c.first].column;
            if (names_computed(&c) != (pass == 1))
                continue;
            judge_column(&c);
            if (!run->verdicts_only)
                columns_report(&c);
        }
    }
    arena_drop(c.scratch.arena);
}

void check_columns(CheckRun *run) {
    const Model *model = run->model;
    run->cells = ARENA_ARRAY(run->arena, CellOutcome, model->cells.count);
    run->cells_off = ARENA_ARRAY(run->arena, Diagnostic *, model->cells.count);
    run->cells_own = ARENA_ARRAY(run->arena, ExplanationVec, model->cells.count);
    run->formulas = ARENA_ARRAY(run->arena, const Formulas *, model->tables.count + 1);
    for (Id id = 1; id < model->tables.count && !stop_asked(run->stop); id++)
        check_table(run, id);
}
