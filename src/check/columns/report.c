/* What is said of the cells of a computed column: one finding for each that is off, one
 * for all that differ by rounding, one for all where the formula is off by the factor of
 * a percentage. */
#include "check/columns/columns.h"

#include "base/phrase.h"
#include "check/accept.h"

enum { LABELS_MOST = 8, INPUTS_MOST = 4 };

static const CellClaim *cell_at(const ColumnsRun *c, uint32_t number) {
    return &c->run->model->cells.at[number];
}

static Place place_of(const CellClaim *cell, uint32_t column) {
    return (Place){cell->file, figure_span(cell->cells[column])};
}

static bool is_off(const ColumnsRun *c, uint32_t number) {
    return c->run->cells[number].verdict == VERDICT_OFF;
}

/* ---- what is stated and computed ---- */

typedef struct CellWords {
    Datum stated, computed, difference; /* as they are shown */
    Slice name, says, filled, makes, by, unit;
} CellWords;

static Slice by_text(const ColumnsRun *c, const Datum *difference, Slice unit) {
    const Model *model = c->run->model;
    Datum size = *difference;
    size.number = decimal_abs(size.number);
    if (size.kind == DATUM_PERCENT) {
        size.kind = DATUM_NUMBER;
        Slice text = datum_text(model, &size, 0);
        return arena_format(model->arena, "%.*s percentage point%s", SLICE_ARGS(text),
                            slice_is(text, "1") ? "" : "s");
    }
    Slice text = datum_text(model, &size, c->table->power);
    return size.kind == DATUM_AMOUNT ? model_with_unit(model, text, unit) : text;
}

static CellWords words_of(const ColumnsRun *c, uint32_t number) {
    const Model *model = c->run->model;
    const CellClaim *cell = cell_at(c, number);
    const CellOutcome *outcome = &c->run->cells[number];
    int8_t power = c->table->power;
    CellWords words = {.name = columns_name(c, cell),
                       .filled = columns_filled(c, cell),
                       .says = source_slice(sources_get(model->sources, cell->file),
                                            figure_span(cell->cells[c->column]))};
    words.stated = columns_shown(c, cell, outcome->stated);
    if (!datum_is_number(&outcome->computed))
        return words;
    words.computed = columns_shown(c, cell, outcome->computed);
    words.makes = datum_text(model, &words.computed, power);
    words.difference = words.stated;
    if (!decimal_sub(words.stated.number, words.computed.number,
                     &words.difference.number))
        words.difference.number = DECIMAL_ZERO;
    if (words.stated.kind == DATUM_AMOUNT)
        words.unit = model_unit(model, power,
                                words.stated.currency != 0 ? words.stated.currency
                                                           : c->table->currency);
    else
        words.unit = words.stated.kind == DATUM_PERCENT ? SLICE("%") : SLICE("");
    words.by = by_text(c, &words.difference, words.unit);
    return words;
}

static void set_figures(const ColumnsRun *c, Diagnostic *d, const CellWords *w) {
    diagnostic_figures(d, columns_in_unit(c, &w->stated),
                       columns_in_unit(c, &w->computed),
                       columns_in_unit(c, &w->difference), w->unit);
}

static void label_inputs(ColumnsRun *c, Diagnostic *d, const CellClaim *cell) {
    uint8_t inputs[TABLE_COLUMNS_MOST];
    uint32_t count = formula_inputs(&c->formulas->of[c->column], inputs);
    for (uint32_t i = 0; i < count && count <= INPUTS_MOST; i++)
        diagnostic_label(c->run->findings, d, place_of(cell, inputs[i]), "%s", "");
}

/* ---- off ---- */

static void tell_nothing(ColumnsRun *c, uint32_t number) {
    const CellClaim *cell = cell_at(c, number);
    CellWords w = words_of(c, number);
    Diagnostic *d =
        findings_add(c->run->findings, CODE_T17, place_of(cell, c->column),
                     "%.*s is stated as %.*s, but there is nothing to divide by: %.*s",
                     SLICE_ARGS(w.name), SLICE_ARGS(w.says), SLICE_ARGS(w.filled));
    diagnostic_here(c->run->findings, d, "stated");
    label_inputs(c, d, cell);
    accept_help(c->run->findings, d, w.says, "it", SLICE(""));
}

Diagnostic *columns_tell_off(ColumnsRun *c, uint32_t number) {
    const CellClaim *cell = cell_at(c, number);
    Findings *findings = c->run->findings;
    if (c->run->cells[number].none) {
        tell_nothing(c, number);
        return NULL;
    }
    CellWords w = words_of(c, number);
    bool low = decimal_sign(w.difference.number) < 0;
    Diagnostic *d = findings_add(findings, CODE_T17, place_of(cell, c->column),
                                 "%.*s is %.*s too %s: stated %.*s, but %.*s = %.*s",
                                 SLICE_ARGS(w.name), SLICE_ARGS(w.by),
                                 low ? "low" : "high", SLICE_ARGS(w.says),
                                 SLICE_ARGS(w.filled), SLICE_ARGS(w.makes));
    c->run->cells_off[number] = d;
    if (!c->settling)
        columns_slips(c, number);
    diagnostic_here(findings, d, "stated");
    label_inputs(c, d, cell);
    set_figures(c, d, &w);
    char digits[DECIMAL_TEXT];
    Slice difference = decimal_text(columns_in_unit(c, &w.difference), digits);
    accept_help(findings, d, w.says, "it", difference);
    return d;
}

/* ---- all off by one factor ---- */

/* Whether all cells that do not hold do so with the factor, and the others are zeros. One
 * cell with the other sign is a slip in that cell. */
static bool all_off_by(const ColumnsRun *c, uint8_t times) {
    uint32_t count = 0;
    for (uint32_t i = c->first; i < c->end; i += c->step) {
        const CellOutcome *outcome = &c->run->cells[i];
        bool by = (c->times[(i - c->first) / c->step] & times) != 0;
        if (outcome->verdict == VERDICT_OFF && !by)
            return false;
        if (outcome->verdict < VERDICT_OFF && datum_is_number(&outcome->stated) &&
            decimal_sign(outcome->stated.number) != 0)
            return false;
        count += by;
    }
    uint32_t alone = times == HOLDS_MINUS ? 1 : 0;
    return count > alone;
}

static bool is_sum(const Expr *expr) {
    return expr->kind == EXPR_ADD || expr->kind == EXPR_SUB;
}

/* The formula as written, in parentheses where it is to be one side of a product and has
 * none around it: its own would begin before its left side does. */
static Slice as_factor(const ColumnsRun *c, const Expr *formula) {
    const Source *source = sources_get(c->run->model->sources, c->table->file);
    Slice text = source_slice(source, formula->span);
    return is_sum(formula) && formula->left->span.start == formula->span.start
               ? arena_format(c->run->arena, "(%.*s)", SLICE_ARGS(text))
               : text;
}

/* "korr - forv" of "forv - korr". */
static Slice with_other_sign(const ColumnsRun *c, const Expr *formula) {
    const Source *source = sources_get(c->run->model->sources, c->table->file);
    Slice text = source_slice(source, formula->span);
    if (formula->kind != EXPR_SUB || is_sum(formula->left) || is_sum(formula->right) ||
        formula->left->kind == EXPR_NEGATE || formula->right->kind == EXPR_NEGATE)
        return arena_format(c->run->arena, "-(%.*s)", SLICE_ARGS(text));
    Slice left = source_slice(source, formula->left->span),
          right = source_slice(source, formula->right->span);
    return arena_format(c->run->arena, "%.*s - %.*s", SLICE_ARGS(right),
                        SLICE_ARGS(left));
}

static void help_factor(ColumnsRun *c, Diagnostic *d, uint8_t times, Slice says) {
    const Expr *formula = c->table->columns[c->column].computed->formula;
    Findings *findings = c->run->findings;
    Slice factor = as_factor(c, formula), other = with_other_sign(c, formula);
    if (times == HOLDS_HUNDRED)
        diagnostic_help(findings, d,
                        "write percentages in the cells, as in %.*s%%, or the formula as "
                        "%.*s * 100",
                        SLICE_ARGS(says), SLICE_ARGS(factor));
    else if (times == HOLDS_HUNDREDTH)
        diagnostic_help(findings, d, "leave the factor of 100 out of the formula");
    else
        diagnostic_help(findings, d, "write the formula as %.*s", SLICE_ARGS(other));
}

static void tell_factor(ColumnsRun *c, uint8_t times) {
    Findings *findings = c->run->findings;
    const Column *column = c->table->columns[c->column].computed;
    const Source *source = sources_get(c->run->model->sources, c->table->file);
    uint32_t number = c->first;
    while (!is_off(c, number))
        number += c->step;
    CellWords w = words_of(c, number);
    Slice heading = source_slice(source, column->heading);
    Diagnostic *d = findings_add(
        findings, CODE_T17, (Place){c->table->file, column->heading},
        times == HOLDS_HUNDRED ? "the cells of %.*s are 100 times its formula"
        : times == HOLDS_HUNDREDTH
            ? "the cells of %.*s are a hundredth of its formula"
            : "the cells of %.*s have the opposite sign of its formula",
        SLICE_ARGS(heading));
    diagnostic_label(findings, d, place_of(cell_at(c, number), c->column), "stated");
    diagnostic_note(findings, d, "%.*s: stated %.*s, but %.*s = %.*s", SLICE_ARGS(w.name),
                    SLICE_ARGS(w.says), SLICE_ARGS(w.filled), SLICE_ARGS(w.makes));
    help_factor(c, d, times, w.says);
}

/* ---- rounding ---- */

static void tell_rounding(ColumnsRun *c) {
    Findings *findings = c->run->findings;
    uint32_t count = 0, first = 0, all = 0;
    for (uint32_t i = c->first; i < c->end; i += c->step) {
        bool rounding = c->run->cells[i].verdict == VERDICT_ROUNDING;
        first = rounding && count == 0 ? i : first;
        count += rounding;
        all++;
    }
    if (count == 0)
        return;
    CellWords w = words_of(c, first);
    Place place = place_of(cell_at(c, first), c->column);
    Diagnostic *d;
    if (count == 1) {
        d = findings_add(findings, CODE_T01, place,
                         "%.*s differs by rounding: stated %.*s, but %.*s = %.*s",
                         SLICE_ARGS(w.name), SLICE_ARGS(w.says), SLICE_ARGS(w.filled),
                         SLICE_ARGS(w.makes));
        set_figures(c, d, &w);
    } else {
        const Source *source = sources_get(c->run->model->sources, c->table->file);
        Slice heading =
            source_slice(source, c->table->columns[c->column].computed->heading);
        d = findings_add(findings, CODE_T01, place,
                         "%u of the %u cells of %.*s differ by rounding", count, all,
                         SLICE_ARGS(heading));
        diagnostic_note(findings, d, "%.*s: stated %.*s, but %.*s = %.*s",
                        SLICE_ARGS(w.name), SLICE_ARGS(w.says), SLICE_ARGS(w.filled),
                        SLICE_ARGS(w.makes));
    }
    diagnostic_here(findings, d, "stated");
    for (uint32_t i = first + c->step; i < c->end; i += c->step)
        if (c->run->cells[i].verdict == VERDICT_ROUNDING && d->labels.count < LABELS_MOST)
            diagnostic_label(findings, d, place_of(cell_at(c, i), c->column), "%s", "");
}

/* ---- currencies ---- */

static void tell_currencies(ColumnsRun *c) {
    Findings *findings = c->run->findings;
    uint32_t count = 0, first = 0;
    for (uint32_t i = c->end; i > c->first; i -= c->step) {
        uint32_t at = i - c->step;
        bool several = c->run->cells[at].verdict == VERDICT_CURRENCIES;
        first = several ? at : first;
        count += several;
    }
    if (count == 0 || c->currencies_told)
        return;
    c->currencies_told = true; /* one unit makes it so in all columns */
    const CellClaim *cell = cell_at(c, first);
    Slice name = columns_name(c, cell), filled = columns_filled(c, cell);
    Slice says = source_slice(sources_get(c->run->model->sources, cell->file),
                              figure_span(cell->cells[c->column]));
    Diagnostic *d =
        findings_add(findings, CODE_T09, place_of(cell, c->column),
                     "%.*s cannot be checked: %.*s = %.*s has several currencies",
                     SLICE_ARGS(name), SLICE_ARGS(says), SLICE_ARGS(filled));
    diagnostic_here(findings, d, "stated");
    label_inputs(c, d, cell);
    if (count > 1)
        diagnostic_note(findings, d, "the same is true of %u more cell%s of the column",
                        count - 1, phrase_s(count - 1));
    diagnostic_help(findings, d,
                    "correct the unit of a cell; if the document prints it so, accept "
                    "it: allow T09 \"…\"; integ assumes no exchange rate");
}

void columns_report(ColumnsRun *c) {
    uint8_t factor = 0;
    for (uint8_t times = HOLDS_HUNDRED; times <= HOLDS_MINUS && factor == 0; times *= 2)
        factor = all_off_by(c, times) ? times : 0;
    if (factor != 0)
        tell_factor(c, factor);
    for (uint32_t i = c->first; i < c->end && !stop_asked(c->run->stop); i += c->step)
        if (is_off(c, i) && factor == 0)
            columns_tell_off(c, i);
    tell_rounding(c);
    tell_currencies(c);
}
