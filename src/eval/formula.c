/* Formulas of computed columns: binding them, one for the whole column, and their values
 * over the cells of a line as these are printed. */
#include "eval/formula.h"

#include "eval/datum.h"
#include "eval/evaluate.h"

static const TableInfo *table_of(const Formulas *formulas) {
    return &formulas->model->tables.at[formulas->table];
}

/* ---- values ---- */

static Datum evaluate(const LineInHand *hand, const Bound *bound, const Step *step) {
    Cursor cursor = {.model = hand->model,
                     .bound = bound,
                     .document = bound->document,
                     .line = hand,
                     .aggregates = hand->slots,
                     .doubts = true};
    return step_value(step, &cursor);
}

Datum formula_value(const LineInHand *hand, uint32_t column) {
    const Bound *bound = hand->formulas->of[column].bound;
    return evaluate(hand, bound, bound->root);
}

Datum formula_of_slot(const LineInHand *hand, uint32_t column, uint32_t slot) {
    const Formula *formula = &hand->formulas->of[column];
    return evaluate(hand, formula->bound, formula->slots.at[slot]->left);
}

/* ---- binding ---- */

static void find_finest(Formulas *formulas, uint32_t column) {
    const Model *model = formulas->model;
    const TableInfo *table = table_of(formulas);
    Formula *formula = &formulas->of[column];
    formula->finest = INT8_MIN;
    for (uint32_t i = table->first_cell; i < table->end_cell; i++) {
        const CellClaim *cell = &model->cells.at[i];
        if (cell->column != column)
            continue;
        formula->percent |=
            (cell->cells[column].flags & (FIGURE_PERCENT | FIGURE_POINTS)) != 0;
        Datum datum = line_read(table, formula->type, cell->cells[column]);
        if (datum_is_number(&datum) && datum.grain > formula->finest)
            formula->finest = datum.grain;
    }
}

/* Q02, once a column, where its cells are no amounts, or are. */
static bool cells_fit(Binder *binder, const Formula *formula, const Column *column) {
    const Model *model = binder->model;
    const TableInfo *table = table_of(binder->formulas);
    for (uint32_t i = table->first_cell; i < table->end_cell; i++) {
        const CellClaim *cell = &model->cells.at[i];
        Figure figure = cell->cells[binder->column];
        if (cell->column != binder->column || line_cell_fits(formula->type, figure))
            continue;
        bool amount = formula->type.kind == TYPE_AMOUNT;
        Slice heading = bind_source(binder, column->heading);
        Diagnostic *d = bind_finding(binder, CODE_Q02, column->heading,
                                     "%.*s computes %s, but its cells are %s",
                                     SLICE_ARGS(heading), amount ? "amounts" : "numbers",
                                     amount ? "percentages" : "amounts");
        if (d != NULL) {
            diagnostic_label(model->findings, d, bind_place(binder, figure_span(figure)),
                             "%s", amount ? "a percentage" : "an amount");
            diagnostic_help(model->findings, d,
                            amount
                                ? "divide by an amount, as in (2025 - 2024) / 2024, or "
                                  "write amounts in the cells"
                                : "write numbers or percentages in the cells, or leave "
                                  "the division out of the formula");
        }
        return false;
    }
    return true;
}

static bool is_figure(Binder *binder, const Step *root) {
    uint8_t kind = root->type.kind;
    if (kind == TYPE_ERROR)
        return false;
    if (kind >= TYPE_NUMBER && kind <= TYPE_AMOUNT)
        return true;
    bind_finding(
        binder, CODE_Q02, root->span, "a column computes figures, but this is %s",
        kind == TYPE_ANY ? "now an amount, now a number" : type_text(root->type));
    return false;
}

static void bind_formula(Formulas *formulas, uint32_t number) {
    Model *model = formulas->model;
    const TableInfo *table = table_of(formulas);
    const Column *column = table->columns[number].computed;
    Formula *formula = &formulas->of[number];
    formula->began = true;
    Binder binder = {.model = model,
                     .file = table->file,
                     .document = table->document,
                     .table = TABLE_COUNT,
                     .clause = "the formula of a column",
                     .slots = &formula->slots,
                     .formulas = formulas,
                     .column = (uint8_t)number,
                     .has_unit = true,
                     .power = table->power,
                     .currency = table->currency};
    const Step *root = bind_expr(&binder, column->formula, NULL);
    formula->type = root->type;
    if (is_figure(&binder, root) && !binder.failed &&
        cells_fit(&binder, formula, column)) {
        Bound *bound = ARENA_NEW(model->arena, Bound);
        *bound = (Bound){.to = BIND_CHECK,
                         .file = table->file,
                         .document = table->document,
                         .power = table->power,
                         .currency = table->currency,
                         .shown = table->power,
                         .root = root};
        formula->bound = bound;
        find_finest(formulas, number);
    }
    formula->began = false;
    formula->ended = true;
}

const Formula *formulas_of(Formulas *formulas, uint32_t column) {
    Formula *formula = &formulas->of[column];
    if (!formula->began && !formula->ended)
        bind_formula(formulas, column);
    return formula;
}

const Formulas *formulas_bind(Model *model, Id table) {
    const TableInfo *info = &model->tables.at[table];
    Formulas *formulas = NULL;
    for (uint32_t i = 0; i < info->column_count; i++) {
        if (info->columns[i].computed == NULL)
            continue;
        if (formulas == NULL) {
            formulas = ARENA_NEW(model->arena, Formulas);
            formulas->model = model;
            formulas->table = table;
            formulas->of = ARENA_ARRAY(model->arena, Formula, info->column_count);
        }
        formulas_of(formulas, i);
    }
    return formulas;
}

/* ---- what a formula is made of ---- */

/* divided: only what is divided by; `under`: the step is. */
static void see_inputs(const Step *step, bool divided, bool under, bool *seen) {
    if (step == NULL)
        return;
    if (step->kind == STEP_LINE_CELL && (under || !divided))
        seen[step->column] = true;
    bool divides = step->kind == STEP_ARITHMETIC && step->op == EXPR_DIV;
    see_inputs(step->left, divided, under, seen);
    see_inputs(step->right, divided, under || divides, seen);
    for (uint32_t i = 0; i < step->arg_count; i++)
        see_inputs(step->args[i], divided, under, seen);
}

static uint32_t inputs_of(const Formula *formula, bool divided,
                          uint8_t inputs[TABLE_COLUMNS_MOST]) {
    bool seen[256] = {false};
    uint32_t count = 0;
    see_inputs(formula->bound->root, divided, false, seen);
    for (uint32_t i = 0; i < TABLE_COLUMNS_MOST; i++)
        if (seen[i])
            inputs[count++] = (uint8_t)i;
    return count;
}

uint32_t formula_inputs(const Formula *formula, uint8_t inputs[TABLE_COLUMNS_MOST]) {
    return inputs_of(formula, false, inputs);
}

uint32_t formula_divisors(const Formula *formula, uint8_t divisors[TABLE_COLUMNS_MOST]) {
    return inputs_of(formula, true, divisors);
}

static bool add_signs(const Step *step, int sign, int8_t *signs) {
    switch ((StepKind)step->kind) {
    case STEP_LINE_CELL:
        if (signs[step->column] != 0)
            return false;
        signs[step->column] = (int8_t)sign;
        return true;
    case STEP_NEGATE: return add_signs(step->left, -sign, signs);
    case STEP_ARITHMETIC:
        return (step->op == EXPR_ADD || step->op == EXPR_SUB) &&
               add_signs(step->left, sign, signs) &&
               add_signs(step->right, step->op == EXPR_SUB ? -sign : sign, signs);
    default: return false;
    }
}

bool formula_is_sum(const Formula *formula, int8_t signs[TABLE_COLUMNS_MOST]) {
    for (uint32_t i = 0; i < TABLE_COLUMNS_MOST; i++)
        signs[i] = 0;
    return add_signs(formula->bound->root, 1, signs);
}
