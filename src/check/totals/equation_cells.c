/* Cells of computed columns as equations of the explainer, where the formula adds up and
 * takes off cells of its line: a changed cell must mend, or keep, these too. */
#include "check/totals/equations.h"

/* Where a printed figure is a fact, a claim or a computed cell. */
typedef enum PrintedAs { AS_FACT, AS_CLAIM, AS_CELL } PrintedAs;

static void see(EquationWork *a, Place place, PrintedAs as, uint32_t number) {
    map_put(&a->printed, (MapKey){place.source, place.span.start, as, 0}, number + 1);
}

static uint32_t seen(const EquationWork *a, Place place, PrintedAs as) {
    return map_get(&a->printed, (MapKey){place.source, place.span.start, as, 0});
}

static Place place_of(const CellClaim *cell, uint32_t column) {
    return (Place){cell->file, figure_span(cell->cells[column])};
}

void equations_cells_begin(EquationWork *a) {
    const Model *model = a->model;
    a->printed = (Map){.arena = a->arena};
    a->computed_cell = ARENA_ARRAY(a->arena, uint32_t, model->cells.count);
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        if (table->first_cell == table->end_cell)
            continue;
        for (uint32_t i = table->first_fact; i < table->end_fact; i++)
            see(a, model_fact_place(model, i), AS_FACT, i);
        for (uint32_t i = table->first_claim; i < table->end_claim; i++)
            see(a, model_claim_place(model, &model->claims.at[i]), AS_CLAIM, i);
        for (uint32_t i = table->first_cell; i < table->end_cell; i++)
            see(a, place_of(&model->cells.at[i], model->cells.at[i].column), AS_CELL, i);
    }
}

bool equations_cell_off(const EquationWork *a, uint32_t cell) {
    return a->totals->run->cells_off[cell] != NULL;
}

bool equations_cell_asks(EquationWork *a, uint32_t cell) {
    if (!equations_cell_off(a, cell))
        return false;
    const TableInfo *table = &a->model->tables.at[a->model->cells.at[cell].table];
    a->power = table->power;
    a->currency = table->currency;
    return true;
}

/* The cell of a computed one, in the row of `beside`. */
static uint32_t computed_cell(EquationWork *a, uint32_t number, const Cell *beside) {
    const Model *model = a->model;
    const CellClaim *claim = &model->cells.at[number];
    const TableInfo *table = &model->tables.at[claim->table];
    Figure figure = claim->cells[claim->column];
    if (a->computed_cell[number] != 0)
        return a->computed_cell[number] - 1;
    Cell cell = {.role = CELL_TOTAL,
                 .none = (figure.flags & FIGURE_NONE) != 0,
                 .approximate = (figure.flags & FIGURE_APPROXIMATE) != 0,
                 .value = equations_unit(a, a->totals->run->cells[number].stated.number),
                 .table = table->printed,
                 .row = beside->row,
                 .column = claim->column,
                 .title = beside->title,
                 .scope = beside->scope,
                 .when = tree_string(a->arena, sources_get(model->sources, claim->file),
                                     table->columns[claim->column].computed->heading),
                 .place = place_of(claim, claim->column),
                 .document = claim->document};
    cell.own = equations_own(a, cell.place, cell.value);
    *VEC_PUSH(a->arena, &a->cells) = cell;
    return (a->computed_cell[number] = a->cells.count) - 1;
}

/* The cell of a column of money in the line; NOTHING_ASKED: it has none, or is net of a
 * refund. */
static uint32_t money_cell(EquationWork *a, const CellClaim *claim, uint32_t column) {
    const Model *model = a->model;
    uint32_t fact = seen(a, place_of(claim, column), AS_FACT);
    uint32_t total = seen(a, place_of(claim, column), AS_CLAIM);
    if (fact != 0)
        return model->facts.flags[fact - 1] & FACT_GROSS ? NOTHING_ASKED
                                                         : equations_fact(a, fact - 1);
    if (total == 0 ||
        equations_other_currency(a, model->claims.at[total - 1].stated.currency & 15u))
        return NOTHING_ASKED;
    return equations_total(a, total - 1);
}

/* The cells that the formula names, with their signs; a `-` is none. False where one
 * cannot be told. */
static bool add_members(EquationWork *a, const CellClaim *claim, const int8_t *signs,
                        NumberVec *members, int8_t *out) {
    const TableInfo *table = &a->model->tables.at[claim->table];
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < table->column_count; i++) {
            bool computed = table->columns[i].computed != NULL;
            if (signs[i] == 0 || (claim->cells[i].flags & FIGURE_NONE) ||
                computed != (pass == 1))
                continue;
            uint32_t number = seen(a, place_of(claim, i), AS_CELL);
            if (computed && (members->count == 0 || number == 0))
                return false; /* of no row that is known */
            uint32_t cell;
            if (computed) {
                Cell beside = a->cells.at[members->at[0]]; /* the cells may move */
                cell = computed_cell(a, number - 1, &beside);
            } else {
                cell = money_cell(a, claim, i);
            }
            if (cell == NOTHING_ASKED)
                return false;
            out[members->count] = signs[i];
            *VEC_PUSH(a->arena, members) = cell;
        }
    }
    return members->count > 0;
}

static EquationState state_of(Verdict verdict) {
    return verdict == VERDICT_EXACT      ? EQUATION_HOLDS
           : verdict == VERDICT_ROUNDING ? EQUATION_ROUNDING
                                         : EQUATION_VIOLATED;
}

void equations_cell(EquationWork *a, uint32_t number) {
    const Model *model = a->model;
    const CellClaim *claim = &model->cells.at[number];
    const CellOutcome *outcome = &a->totals->run->cells[number];
    const Formulas *formulas = a->totals->run->formulas[claim->table];
    const Formula *formula = &formulas->of[claim->column];
    int8_t signs[TABLE_COLUMNS_MOST], own[TABLE_COLUMNS_MOST];
    NumberVec members = {0};
    if (formula->bound == NULL || formula->type.kind != TYPE_AMOUNT ||
        outcome->verdict >= VERDICT_BLANK || !datum_is_number(&outcome->stated) ||
        !datum_is_number(&outcome->difference) || a->members > MEMBERS_ALL ||
        equations_other_currency(a, outcome->stated.currency) ||
        !formula_is_sum(formula, signs) || !add_members(a, claim, signs, &members, own))
        return;
    int8_t *kept = ARENA_ARRAY(a->arena, int8_t, members.count);
    for (uint32_t i = 0; i < members.count; i++)
        kept[i] = own[i];
    Cell beside = a->cells.at[members.at[0]];
    Equation equation = {.state = (uint8_t)state_of((Verdict)outcome->verdict),
                         .given = true,
                         .members = members.at,
                         .signs = kept,
                         .member_count = members.count,
                         .total = computed_cell(a, number, &beside),
                         .difference = equations_unit(a, outcome->difference.number),
                         .slack = equations_unit(a, outcome->slack)};
    equation.coarse = equation.slack;
    equations_equation(a, &equation, (AskedOf){number, ASKED_CELL});
}
