/* Cells of computed columns whose formula has a `?`: what that must be. Where an earlier
 * cell of the line or a total says otherwise, the cell is off (T17), else it is a note
 * (T05). After totals, since these leave amounts for a `?` too. */
#include "check/columns/columns.h"

#include "base/map.h"

static const CellClaim *cell_at(const ColumnsRun *c, uint32_t number) {
    return &c->run->model->cells.at[number];
}

static Place place_of(const CellClaim *cell, uint32_t column) {
    return (Place){cell->file, figure_span(cell->cells[column])};
}

static Slice figure_text(const ColumnsRun *c, const CellClaim *cell) {
    return source_slice(sources_get(c->run->model->sources, cell->file),
                        figure_span(cell->cells[cell->column]));
}

/* ---- what a `?` must be ---- */

/* Whether an earlier column of the line has said so. */
static bool was_told(const ColumnsRun *c, uint32_t number) {
    const CellOutcome *outcome = &c->run->cells[number];
    for (uint32_t i = number; i-- > c->table->first_cell;) {
        if (cell_at(c, i)->node != cell_at(c, number)->node)
            return false;
        if (c->run->cells[i].verdict == VERDICT_BLANK &&
            c->run->cells[i].blank == outcome->blank)
            return true;
    }
    return false;
}

static void tell_blank(ColumnsRun *c, uint32_t number) {
    const Model *model = c->run->model;
    const CellClaim *cell = cell_at(c, number);
    const CellOutcome *outcome = &c->run->cells[number];
    if (was_told(c, number))
        return;
    Findings *findings = c->run->findings;
    bool amount = outcome->computed.kind == DATUM_AMOUNT;
    Datum must = outcome->computed;
    int32_t finest = !amount ? c->formulas->of[outcome->blank].finest
                     : c->table->finest == INT8_MIN ? -c->table->power
                                                    : c->table->finest;
    must.number = datum_decimal(&outcome->computed, finest);
    must.over = 0;
    if (must.number.scale < finest && !decimal_rescale(must.number, finest, &must.number))
        return;
    bool about = ratio_compare(datum_ratio(&must), datum_ratio(&outcome->computed)) != 0;
    Slice text = datum_text(model, &must, c->table->power);
    Slice unit = amount ? model_unit(model, c->table->power, must.currency) : SLICE("");
    if (amount)
        text = model_with_unit(model, text, unit);
    Slice name = columns_name(c, cell);
    Slice says = source_slice(sources_get(model->sources, cell->file),
                              figure_span(cell->cells[c->column]));
    Diagnostic *d = findings_add(findings, CODE_T05, place_of(cell, c->column),
                                 "the %s not given must be %s%.*s: %.*s is stated as "
                                 "%.*s",
                                 amount ? "amount" : "figure", about ? "about " : "",
                                 SLICE_ARGS(text), SLICE_ARGS(name), SLICE_ARGS(says));
    diagnostic_here(findings, d, "stated");
    diagnostic_label(findings, d, place_of(cell, outcome->blank), "not given");
    diagnostic_figures(d, columns_in_unit(c, &must), DECIMAL_ZERO,
                       columns_in_unit(c, &must), unit);
}

/* ---- what says otherwise ---- */

/* Whether two say the same of a `?`, but for rounding. */
static bool agree(Decimal one, Decimal one_slack, Decimal other, Decimal other_slack) {
    Decimal apart, slack;
    return !decimal_sub(one, other, &apart) ||
           !decimal_add(one_slack, other_slack, &slack) ||
           decimal_compare(decimal_abs(apart), slack) <= 0;
}

/* With at least the digits of the table. */
static Decimal amount_of(const ColumnsRun *c, const CellOutcome *outcome) {
    Decimal amount = ratio_lean(datum_ratio(&outcome->computed)), longer;
    int32_t finest = c->table->finest == INT8_MIN ? -c->table->power : c->table->finest;
    bool fits = outcome->computed.kind == DATUM_AMOUNT && amount.scale < finest &&
                decimal_rescale(amount, finest, &longer);
    return fits ? longer : amount;
}

/* The first cell of the line that says what its `?` must be, before this one: its number
 * + 1; 0: none. */
static uint32_t earlier(const ColumnsRun *c, uint32_t number) {
    const CellOutcome *outcome = &c->run->cells[number];
    uint32_t found = 0;
    for (uint32_t i = number; i-- > c->table->first_cell;) {
        if (cell_at(c, i)->node != cell_at(c, number)->node)
            break;
        if (c->run->cells[i].verdict == VERDICT_BLANK &&
            c->run->cells[i].blank == outcome->blank)
            found = i + 1;
    }
    return found;
}

/* Makes the cell off, with an amount in place of the `?`. False where it holds with that
 * all the same. */
static bool contradict(ColumnsRun *c, uint32_t number, Decimal blank) {
    CellOutcome *outcome = &c->run->cells[number];
    LineInHand hand = {.model = c->run->model,
                       .formulas = c->formulas,
                       .line = cell_at(c, number),
                       .other = -1};
    if (c->formulas->of[c->column].slots.count > 0)
        return false; /* its other lines are not at hand */
    CellOutcome made = formula_judge_with(&hand, c->column, outcome, blank);
    if (made.verdict != VERDICT_OFF || made.none)
        return false;
    *outcome = made;
    return true;
}

static Slice must_text(const ColumnsRun *c, const CellOutcome *outcome, Decimal amount) {
    const Model *model = c->run->model;
    Datum must = outcome->computed;
    must.number = amount;
    must.over = 0;
    Slice text = datum_text(model, &must, c->table->power);
    return must.kind == DATUM_AMOUNT
               ? model_with_unit(model, text,
                                 model_unit(model, c->table->power, must.currency))
               : text;
}

static void settle_by_cell(ColumnsRun *c, uint32_t number, uint32_t other) {
    CheckRun *run = c->run;
    const CellOutcome *by = &run->cells[other];
    if (!contradict(c, number, amount_of(c, by)) || run->verdicts_only)
        return;
    const CellClaim *cell = cell_at(c, other);
    Slice must = must_text(c, by, amount_of(c, by)), says = figure_text(c, cell);
    Diagnostic *d = columns_tell_off(c, number);
    uint32_t column = c->column;
    c->column = cell->column;
    Slice name = columns_name(c, cell);
    c->column = column;
    diagnostic_label(run->findings, d, place_of(cell, cell->column), "stated");
    diagnostic_note(run->findings, d, "the ? must be %.*s, since %.*s is stated as %.*s",
                    SLICE_ARGS(must), SLICE_ARGS(name), SLICE_ARGS(says));
}

static void settle_by_total(ColumnsRun *c, uint32_t number, const OpenAmount *by) {
    CheckRun *run = c->run;
    const Model *model = run->model;
    const Claim *claim = &model->claims.at[by->claim];
    Slice must = must_text(c, &run->cells[number], by->amount);
    if (!contradict(c, number, by->amount) || run->verdicts_only)
        return;
    Diagnostic *d = columns_tell_off(c, number);
    Slice says = source_slice(sources_get(model->sources, claim->file),
                              figure_span(claim->stated));
    diagnostic_label(run->findings, d, model_claim_place(model, claim), "a total");
    diagnostic_note(run->findings, d,
                    "the ? must be %.*s, since a total that counts it is stated as %.*s",
                    SLICE_ARGS(must), SLICE_ARGS(says));
}

/* ---- totals ---- */

static MapKey key_of(SourceId file, const Node *node, uint32_t column, Id document) {
    return (MapKey){file, node->span.start, column, document};
}

/* What totals leave for each `?`, by the row and column that it is in. */
static void find_amounts(const CheckRun *run, Map *amounts) {
    const Model *model = run->model;
    for (uint32_t i = 0; i < run->open_amounts.count; i++) {
        uint32_t fact = run->open_amounts.at[i].fact;
        const Line *line = &model->lines.at[model->facts.line[fact]];
        MapKey key =
            key_of(line->file, line->node, model->facts.column[fact], line->document);
        if (line->table != 0 && map_get(amounts, key) == 0)
            map_put(amounts, key, i + 1);
    }
}

/* ---- the run ---- */

static void settle(ColumnsRun *c, uint32_t number, const Map *amounts) {
    CheckRun *run = c->run;
    const CellOutcome *outcome = &run->cells[number];
    const CellClaim *cell = cell_at(c, number);
    uint32_t other = earlier(c, number), total = 0;
    if (c->table->columns[outcome->blank].computed == NULL)
        total = map_get(amounts,
                        key_of(cell->file, cell->node, outcome->blank, cell->document));
    const CellOutcome *by = other == 0 ? NULL : &run->cells[other - 1];
    const OpenAmount *left = total == 0 ? NULL : &run->open_amounts.at[total - 1];
    if (by != NULL &&
        !agree(amount_of(c, outcome), outcome->slack, amount_of(c, by), by->slack))
        settle_by_cell(c, number, other - 1);
    else if (left != NULL &&
             !agree(amount_of(c, outcome), outcome->slack, left->amount, left->slack))
        settle_by_total(c, number, left);
    if (outcome->verdict == VERDICT_BLANK && !run->verdicts_only)
        tell_blank(c, number);
}

void check_open_cells(CheckRun *run) {
    const Model *model = run->model;
    Map amounts = {.arena = run->arena};
    find_amounts(run, &amounts);
    for (Id id = 1; id < model->tables.count && !stop_asked(run->stop); id++) {
        const TableInfo *table = &model->tables.at[id];
        ColumnsRun c = {.run = run,
                        .scratch = *model,
                        .formulas = run->formulas[id],
                        .table = table,
                        .settling = true};
        for (uint32_t i = table->first_cell; i < table->end_cell; i++) {
            c.column = model->cells.at[i].column;
            if (run->cells[i].verdict == VERDICT_BLANK)
                settle(&c, i, &amounts);
        }
    }
    for (uint32_t i = 0; i < model->cells.count; i++) {
        const CellClaim *cell = &model->cells.at[i];
        if ((cell->cells[cell->column].flags & FIGURE_BLANK) == 0)
            summary_add(&run->summary->cells,
                        summary_status((Verdict)run->cells[i].verdict));
    }
}
