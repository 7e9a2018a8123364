/* What would explain a cell that is off within its own line: its sign, its digits, or
 * another cell of the line in place of one that the formula names. What other claims say
 * of the same figures, the explainer knows. */
#include "check/columns/columns.h"

#include "explain/typing_slips.h"

enum { CAUSES_MOST = 3, SWAPPED_MOST = 24, STEPS_MOST = 16 };

typedef struct Slips {
    ColumnsRun *c;
    const CellClaim *cell;
    LineInHand hand;
    ExplanationVec *causes;
    uint32_t steps;
} Slips;

static Place place_of(const CellClaim *cell, uint32_t column) {
    return (Place){cell->file, figure_span(cell->cells[column])};
}

static Slice figure_text(const Slips *s, uint32_t column) {
    const Sources *sources = s->c->run->model->sources;
    return source_slice(sources_get(sources, s->cell->file),
                        figure_span(s->cell->cells[column]));
}

static void add_cause(Slips *s, const char *kind, Strength strength, uint32_t column,
                      Slice message) {
    CheckRun *run = s->c->run;
    Explanation cause = {.kind = kind,
                         .strength = strength,
                         .message = message,
                         .story = run->next_story++};
    *VEC_PUSH(run->arena, &cause.entries) = (Evidence){
        .place = place_of(s->cell, column), .title = columns_heading(s->c, column)};
    *VEC_PUSH(run->arena, s->causes) = cause;
}

/* ---- the cell itself ---- */

static void own_sign(Slips *s) {
    if (formula_holds_times(&s->hand, s->c->column, decimal_int(-1)))
        add_cause(s, "sign", STRENGTH_LIKELY, s->c->column,
                  SLICE("a typing slip in the cell (the sign)"));
}

static void own_digits(Slips *s) {
    const CheckRun *run = s->c->run;
    const CellOutcome *outcome = &run->cells[s->cell - run->model->cells.at];
    Datum stated = formula_as_printed(outcome, outcome->stated);
    Datum computed = formula_as_printed(outcome, outcome->computed);
    int32_t power = stated.kind == DATUM_AMOUNT ? s->c->table->power : 0;
    int32_t places = stated.number.scale + power;
    Decimal meant = datum_decimal(&computed, stated.number.scale);
    if (places < 0 || !decimal_rescale(meant, stated.number.scale, &meant))
        return;
    Slip slip = typing_slip_of(stated.number.units, meant.units, (Print){places, 0});
    if (slip != SLIP_REPLACED && slip != SLIP_INTERCHANGED)
        return;
    computed.number = meant;
    computed.over = 0;
    Slice is = datum_text(run->model, &computed, s->c->table->power);
    Slice was = figure_text(s, s->c->column);
    bool digit = slip == SLIP_REPLACED;
    add_cause(s, digit ? "digit" : "digits-interchanged", STRENGTH_FITS, s->c->column,
              arena_format(run->arena, "a typing slip, %.*s for %.*s (%s)",
                           SLICE_ARGS(was), SLICE_ARGS(is),
                           digit ? "one digit" : "digits interchanged"));
}

/* ---- another cell ---- */

static bool is_alike(const Slips *s, uint32_t one, uint32_t other) {
    const TableColumn *columns = s->c->table->columns;
    const Formula *of = s->c->formulas->of;
    bool computed = columns[one].computed != NULL;
    if (computed != (columns[other].computed != NULL))
        return false;
    return !computed ||
           (of[other].bound != NULL && of[one].type.kind == of[other].type.kind);
}

static void try_swap(Slips *s, const Step *step, uint32_t other) {
    const unsigned nothing = FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD;
    const Figure *cells = s->cell->cells;
    uint32_t own = step->column;
    if (other == own || other == s->c->column || !is_alike(s, own, other) ||
        (cells[own].flags & nothing) || (cells[other].flags & nothing) ||
        (cells[own].digits == cells[other].digits &&
         cells[own].scale == cells[other].scale))
        return;
    s->hand.swapped = step;
    s->hand.as = (uint8_t)other;
    CellOutcome outcome = formula_judge(&s->hand, s->c->column);
    s->hand.swapped = NULL;
    if (outcome.verdict != VERDICT_EXACT)
        return;
    const TableColumn *columns = s->c->table->columns;
    Time one = columns[own].time, two = columns[other].time;
    bool version = columns[own].computed == NULL && one.from == two.from &&
                   columns[own].money != columns[other].money;
    Slice was = columns_heading(s->c, other), is = columns_heading(s->c, own);
    add_cause(
        s, version ? "version" : "neighbour-figure", STRENGTH_FITS, other,
        arena_format(s->c->run->arena,
                     "the cell is computed with %.*s (%.*s) in place of %.*s (%.*s)",
                     SLICE_ARGS(was), SLICE_ARGS(figure_text(s, other)), SLICE_ARGS(is),
                     SLICE_ARGS(figure_text(s, own))));
}

static void each_step(Slips *s, const Step *step) {
    if (step == NULL || s->steps == STEPS_MOST)
        return;
    if (step->kind == STEP_LINE_CELL) {
        s->steps++;
        for (uint32_t i = 0; i < s->c->table->column_count && i < SWAPPED_MOST; i++)
            try_swap(s, step, i);
    }
    each_step(s, step->left);
    each_step(s, step->right);
    for (uint32_t i = 0; i < step->arg_count; i++)
        each_step(s, step->args[i]);
}

/* ---- what another cell of the line wants, too ---- */

/* The figure with which the other cell would hold holds here, too. */
static void try_figure(Slips *s, const CellClaim *other, uint32_t column, int sign) {
    const ColumnsRun *c = s->c;
    Arena *arena = c->scratch.arena;
    FormulaTrouble trouble = {false, false, false};
    Datum difference = c->run->cells[other - c->run->model->cells.at].difference;
    LineInHand hand = s->hand;
    hand.trouble = &trouble;
    Datum printed = line_cell(&hand, column);
    Datum meant =
        datum_arithmetic(arena, sign < 0 ? EXPR_SUB : EXPR_ADD, &printed, &difference);
    if (!datum_is_number(&meant))
        return;
    meant.doubt = printed.doubt;
    hand.other = (int32_t)column;
    hand.value = meant;
    if (formula_judge(&hand, c->column).verdict >= VERDICT_OFF)
        return;
    Slice text = datum_text(c->run->model, &meant, c->table->power);
    add_cause(s, "figure", STRENGTH_LIKELY, column,
              arena_format(c->run->arena,
                           "%.*s is another figure, %.*s for %.*s; that explains %.*s, "
                           "too",
                           SLICE_ARGS(columns_heading(c, column)),
                           SLICE_ARGS(figure_text(s, column)), SLICE_ARGS(text),
                           SLICE_ARGS(columns_heading(c, other->column))));
}

static void line_figures(Slips *s, uint32_t number) {
    ColumnsRun *c = s->c;
    uint32_t line = (number - c->first) / c->step * c->step + c->table->first_cell;
    for (uint32_t i = line; i < line + c->step; i++) {
        const CellClaim *other = &c->run->model->cells.at[i];
        int8_t signs[TABLE_COLUMNS_MOST];
        if (i == number || c->run->cells_off[i] == NULL ||
            !formula_is_sum(&c->formulas->of[other->column], signs))
            continue;
        for (uint32_t k = 0; k < c->table->column_count; k++)
            if (signs[k] != 0 && c->table->columns[k].computed == NULL &&
                (s->cell->cells[k].flags & (FIGURE_NONE | FIGURE_BLANK)) == 0)
                try_figure(s, other, k, signs[k]);
    }
}

void columns_slips(ColumnsRun *c, uint32_t number) {
    const CellClaim *cell = &c->run->model->cells.at[number];
    const Formula *formula = &c->formulas->of[c->column];
    ExplanationVec *causes = &c->run->cells_own[number];
    Slips s = {.c = c, .cell = cell, .causes = causes};
    if (formula->slots.count > 0)
        return; /* its other lines are not at hand */
    s.hand = (LineInHand){
        .model = &c->scratch, .formulas = c->formulas, .line = cell, .other = -1};
    line_figures(&s, number);
    if (causes->count == 0) {
        own_sign(&s);
        own_digits(&s);
        each_step(&s, formula->bound->root);
    }
    for (uint32_t i = 0; i < causes->count && causes->count > 1; i++)
        causes->at[i].strength = STRENGTH_FITS; /* one of them, and which? */
    if (causes->count > CAUSES_MOST)
        causes->count = 0; /* that many explain nothing */
}
