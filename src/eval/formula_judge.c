/* Holds the cell of a computed column against its formula, by the rounding rule of
 * totals: verdict.h's. */
#include "eval/formula.h"

#include "eval/datum.h"
#include "eval/doubt.h"
#include "eval/held.h"

static bool is_exact(const LineInHand *hand) {
    return hand->formulas->model->tables.at[hand->formulas->table].exact;
}

static Figure figure_of(const LineInHand *hand, uint32_t column) {
    return hand->line->cells[column];
}

/* The digits of a `-`: those of its column; where that prints no figure, those that its
 * kind of figure has at least. */
static int32_t dash_scale(const LineInHand *hand, uint32_t column) {
    enum { WHOLE_PERCENT = 2 };
    const Formula *formula = &hand->formulas->of[column];
    const TableInfo *table = &hand->model->tables.at[hand->formulas->table];
    if (formula->finest != INT8_MIN)
        return formula->finest;
    if (formula->type.kind != TYPE_AMOUNT)
        return formula->type.kind == TYPE_NUMBER ? WHOLE_PERCENT : 0;
    return table->finest != INT8_MIN ? table->finest : -table->power;
}

/* What the cell claims. A `-` is a 0 that is known to the column's digits: what is less
 * than half a unit is often printed so. */
static Datum stated_of(const LineInHand *hand, uint32_t column) {
    Datum stated = line_cell(hand, column);
    Figure figure = figure_of(hand, column);
    if (figure.flags & FIGURE_NONE) {
        int32_t scale = dash_scale(hand, column);
        stated.number.scale = scale;
        stated.doubt = doubt_figure(hand->model->arena,
                                    doubt_figure_id(FIGURE_OF_CELL, figure.at),
                                    hand->line->node, figure, scale, scale);
    }
    return stated;
}

static Verdict hold(const LineInHand *hand, const Datum *stated, const Datum *computed,
                    Datum *difference) {
    Cursor cursor = {.model = hand->model, .doubts = true, .exact = is_exact(hand)};
    Verdict verdict = held_verdict(stated, computed, &cursor, difference);
    /* How coarsely a cell is rounded, its column tells; what prints less digits is told
     * as rounding. */
    return verdict == VERDICT_COARSE ? VERDICT_ROUNDING : verdict;
}

/* ---- what a blank must hold ---- */

static bool is_figure(const Datum *datum, const FormulaTrouble *trouble) {
    return datum_is_number(datum) && !trouble->none && !trouble->near && !trouble->blank;
}

/* The formula's value with `units` in place of the blank. */
static bool value_with(LineInHand *hand, uint32_t column, uint32_t blank, int64_t units,
                       Datum *value) {
    const TableInfo *table = &hand->model->tables.at[hand->formulas->table];
    bool computed = table->columns[blank].computed != NULL;
    Type type = computed ? hand->formulas->of[blank].type : (Type){TYPE_AMOUNT, 0};
    FormulaTrouble trouble = {false, false, false};
    LineInHand with = *hand;
    with.trouble = &trouble;
    with.other = (int32_t)blank;
    with.value = (Datum){.kind = DATUM_NUMBER, .number = decimal_int(units)};
    if (type.kind == TYPE_AMOUNT) {
        with.value.kind = DATUM_AMOUNT;
        with.value.number.scale = -table->power;
        with.value.currency = table->currency;
    } else if (type.kind == TYPE_PERCENT) {
        with.value.kind = DATUM_PERCENT;
    }
    *value = formula_value(&with, column);
    return is_figure(value, &trouble);
}

static bool minus(const LineInHand *hand, const Datum *a, const Datum *b, Datum *out) {
    Datum left = datum_beside(hand->model->arena, a, b),
          right = datum_beside(hand->model->arena, b, a);
    left.doubt = right.doubt = NULL;
    *out = datum_arithmetic(hand->model->arena, EXPR_SUB, &left, &right);
    return datum_is_number(out);
}

/* The single `?` among the cells that the formula names; false: there are several. */
static bool find_blank(const LineInHand *hand, uint32_t column, uint8_t *blank) {
    uint8_t inputs[TABLE_COLUMNS_MOST];
    uint32_t count = formula_inputs(&hand->formulas->of[column], inputs), blanks = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (figure_of(hand, inputs[i]).flags & FIGURE_BLANK) {
            *blank = inputs[i];
            blanks++;
        }
    }
    return blanks == 1;
}

/* What rounding may explain of the blank, whose value grows by `each` with it. */
static Decimal blank_slack(const LineInHand *hand, const Datum *stated, const Datum *rest,
                           const Datum *each) {
    enum { DIGITS = 12 };
    Datum difference, slack = {.kind = DATUM_NUMBER};
    Ratio part;
    hold(hand, stated, rest, &difference);
    Reach reach = doubt_reach(difference.doubt, NULL, false);
    Ratio all = {reach_slack(&reach, false, is_exact(hand)), 1};
    if (!ratio_div(all, datum_ratio(each), &part))
        return DECIMAL_ZERO;
    datum_set_ratio(&slack, part);
    return decimal_abs(datum_decimal(&slack, DIGITS));
}

/* Where the value grows evenly with the blank, what that must hold for the cell. */
static bool solve(LineInHand *hand, uint32_t column, const Datum *stated,
                  CellOutcome *outcome) {
    Datum at[3], first, second, rest, steps;
    if (!find_blank(hand, column, &outcome->blank))
        return false;
    for (int i = 0; i < 3; i++)
        if (!value_with(hand, column, outcome->blank, i, &at[i]))
            return false;
    if (!minus(hand, &at[1], &at[0], &first) || !minus(hand, &at[2], &at[1], &second) ||
        ratio_compare(datum_ratio(&first), datum_ratio(&second)) != 0 ||
        decimal_sign(first.number) == 0 || !minus(hand, stated, &at[0], &rest))
        return false;
    Ratio count;
    if (!ratio_div(datum_ratio(&rest), datum_ratio(&first), &count))
        return false;
    steps = (Datum){.kind = DATUM_NUMBER};
    datum_set_ratio(&steps, count);
    const TableInfo *table = &hand->model->tables.at[hand->formulas->table];
    outcome->computed = steps;
    outcome->slack = blank_slack(hand, stated, &at[0], &first);
    if (table->columns[outcome->blank].computed == NULL) {
        outcome->computed.kind = DATUM_AMOUNT;
        outcome->computed.currency = table->currency;
        outcome->computed.number = decimal_shift(steps.number, -table->power);
        outcome->slack = decimal_shift(outcome->slack, -table->power);
    }
    return true;
}

/* ---- small divisors ---- */

/* Whether the stated figure is between the computed one and what the formula makes with
 * the divisor at that end of what it may have been before it was rounded; or holds
 * against that, as far as the other figures are known. */
static bool holds_towards(const LineInHand *hand, uint32_t column, const Datum *stated,
                          const Datum *end, uint32_t divisor, int order) {
    FormulaTrouble trouble = {false, false, false};
    LineInHand with = *hand;
    with.trouble = &trouble;
    with.other = (int32_t)divisor;
    with.value = *end;
    Datum value = formula_value(&with, column), difference;
    if (!is_figure(&value, &trouble))
        return false;
    Verdict verdict = hold(hand, stated, &value, &difference);
    return verdict <= VERDICT_ROUNDING ||
           (verdict == VERDICT_OFF && decimal_sign(difference.number) * order < 0);
}

/* A quotient does not change evenly with its divisor, which slopes take it to do: 0.4 /
 * 0.1 may have been 0.4 / 0.05. So a cell that is off by the slopes is held against the
 * formula with the divisor at both ends of its half-unit. */
static bool holds_by_divisor(const LineInHand *hand, uint32_t column, const Datum *stated,
                             int order) {
    uint8_t divisors[TABLE_COLUMNS_MOST];
    uint32_t count = formula_divisors(&hand->formulas->of[column], divisors);
    for (uint32_t i = 0; i < count; i++) {
        Datum cell = line_cell(hand, divisors[i]);
        if (!datum_is_number(&cell) || cell.doubt == NULL)
            continue;
        Decimal half = decimal_shift(doubt_reach(cell.doubt, NULL, false).sum, 1);
        half.units *= 5; /* U / 2 = U × 5 / 10 */
        half = decimal_trim(half, cell.number.scale);
        Datum low = cell, high = cell;
        low.doubt = high.doubt = NULL;
        if (decimal_sub(cell.number, half, &low.number) &&
            decimal_add(cell.number, half, &high.number) &&
            (holds_towards(hand, column, stated, &low, divisors[i], order) ||
             holds_towards(hand, column, stated, &high, divisors[i], order)))
            return true;
    }
    return false;
}

/* ---- the verdict ---- */

Datum formula_as_printed(const CellOutcome *outcome, Datum figure) {
    enum { PERCENT_DIGITS = 2 };
    if (figure.kind == DATUM_NUMBER && outcome->percent) {
        figure.kind = DATUM_PERCENT;
        figure.number = decimal_shift(figure.number, -PERCENT_DIGITS);
    }
    return figure;
}

static void judge(LineInHand *hand, uint32_t column, Datum stated, CellOutcome *outcome) {
    const FormulaTrouble *trouble = hand->trouble;
    Datum computed = formula_value(hand, column);
    bool dash = (figure_of(hand, column).flags & FIGURE_NONE) != 0;
    outcome->stated = stated;
    if (trouble->none) {
        outcome->verdict = dash ? VERDICT_EXACT : VERDICT_OFF;
        outcome->none = !dash;
    } else if (trouble->near) {
        outcome->verdict = dash ? VERDICT_EXACT : VERDICT_NOTHING;
    } else if (trouble->blank) {
        bool solved = solve(hand, column, &stated, outcome);
        outcome->verdict = solved ? VERDICT_BLANK : VERDICT_NOTHING;
    } else if (!datum_is_number(&computed)) {
        bool unknown = computed.kind == DATUM_UNKNOWN;
        outcome->verdict = unknown && slice_is(computed.text, EVAL_UNREAD)
                               ? VERDICT_UNKNOWN
                           : unknown && slice_is(computed.text, EVAL_SEVERAL_CURRENCIES)
                               ? VERDICT_CURRENCIES
                               : VERDICT_NOTHING;
    } else {
        outcome->computed = computed;
        outcome->verdict = (uint8_t)hold(hand, &stated, &computed, &outcome->difference);
        Reach reach = doubt_reach(outcome->difference.doubt, NULL, false);
        outcome->slack = reach_slack(&reach, false, is_exact(hand));
        if (outcome->verdict == VERDICT_OFF && !is_exact(hand) && hand->other < 0 &&
            holds_by_divisor(hand, column, &stated,
                             decimal_sign(outcome->difference.number)))
            outcome->verdict = VERDICT_ROUNDING;
        if (outcome->verdict > VERDICT_NOTHING && outcome->verdict != VERDICT_CURRENCIES)
            outcome->verdict = VERDICT_UNKNOWN;
    }
}

CellOutcome formula_judge(const LineInHand *line, uint32_t column) {
    CellOutcome outcome = {.verdict = VERDICT_UNKNOWN};
    outcome.stated = outcome.computed = outcome.difference = datum_null();
    FormulaTrouble trouble = {false, false, false};
    LineInHand hand = *line;
    hand.trouble = &trouble;
    if (hand.formulas->of[column].bound == NULL)
        return outcome;
    uint8_t flags = figure_of(&hand, column).flags;
    outcome.percent = (flags & (FIGURE_PERCENT | FIGURE_POINTS)) != 0 ||
                      ((flags & (FIGURE_NONE | FIGURE_BLANK)) != 0 &&
                       hand.formulas->of[column].percent);
    Datum stated = stated_of(&hand, column);
    trouble.blank = false;
    if (datum_is_number(&stated)) {
        judge(&hand, column, stated, &outcome);
    } else if ((flags & FIGURE_BLANK) != 0) { /* it claims nothing; what it would be */
        Datum computed = formula_value(&hand, column);
        outcome.computed = is_figure(&computed, &trouble) ? computed : outcome.computed;
    }
    return outcome;
}

CellOutcome formula_judge_with(const LineInHand *line, uint32_t column,
                               const CellOutcome *outcome, Decimal blank) {
    LineInHand with = *line;
    with.other = outcome->blank;
    with.value = outcome->computed;
    with.value.number = blank;
    with.value.over = 0;
    with.value.doubt = NULL;
    CellOutcome made = formula_judge(&with, column);
    made.blank = outcome->blank;
    return made;
}

bool formula_holds_times(const LineInHand *line, uint32_t column, Decimal factor) {
    FormulaTrouble trouble = {false, false, false};
    LineInHand hand = *line;
    hand.trouble = &trouble;
    Datum stated = stated_of(&hand, column), computed = formula_value(&hand, column);
    Datum by = {.kind = DATUM_NUMBER, .number = factor}, difference;
    if (!datum_is_number(&stated) || !is_figure(&computed, &trouble))
        return false;
    computed = datum_arithmetic(hand.model->arena, EXPR_MUL, &computed, &by);
    Verdict verdict = hold(&hand, &stated, &computed, &difference);
    return verdict == VERDICT_EXACT || verdict == VERDICT_ROUNDING;
}
