/* The cells of computed columns as a check names them: `t1("Lakes", "Pct.")`. Whether a
 * column computes amounts or numbers its formula says, before it is bound. */
#include "eval/doubt.h"
#include "eval/line_cells.h"
#include "eval/printed.h"

/* ---- amounts or numbers ---- */

static const Column *computed_of(const Model *model, const TableInfo *table,
                                 Slice heading, uint32_t *number) {
    const Source *source = sources_get(model->sources, table->file);
    for (uint32_t i = 0; i < table->column_count; i++) {
        const Column *column = table->columns[i].computed;
        if (column != NULL &&
            slice_equal(tree_string(model->arena, source, column->heading), heading)) {
            *number = i;
            return column;
        }
    }
    return NULL;
}

typedef struct Computing {
    const Model *model;
    const TableInfo *table;
    uint32_t headings; /* that may still be followed: a ring of them is none */
} Computing;

static bool is_amount(Computing *c, const Expr *expr) {
    uint32_t number;
    const Column *column;
    if (expr == NULL)
        return false;
    switch ((ExprKind)expr->kind) {
    case EXPR_TEXT:
        column = computed_of(c->model, c->table,
                             tree_string(c->model->arena,
                                         sources_get(c->model->sources, c->table->file),
                                         expr->text),
                             &number);
        if (column == NULL)
            return true;
        return c->headings > 0 && c->headings-- > 0 && is_amount(c, column->formula);
    case EXPR_FIGURE: /* a plain number beside an amount is one */
        return (expr->figure.flags & FIGURE_UNIT) != 0 || expr->figure.currency != 0 ||
               (expr->figure.flags == 0 && expr->figure.scale == 0 &&
                time_is_year((int32_t)expr->figure.digits));
    case EXPR_NEGATE: return is_amount(c, expr->left);
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL: return is_amount(c, expr->left) || is_amount(c, expr->right);
    case EXPR_DIV: return is_amount(c, expr->left) && !is_amount(c, expr->right);
    case EXPR_CASE: return expr->arg_count > 1 && is_amount(c, expr->args[1]);
    case EXPR_CALL: {
        Slice name = names_text(c->model->names, expr->function.name);
        FunctionId function = function_find(name);
        if (function == FUNCTION_COUNT)
            return true; /* a kind of money, as in korr(2025) */
        return function != FUNCTION_share && expr->arg_count > 0 &&
               is_amount(c, expr->args[0]);
    }
    default: return true;
    }
}

/* ---- cells ---- */

static Datum value_of(const Model *model, const TableInfo *table, const CellClaim *cell,
                      Type type, int32_t finest) {
    Figure figure = cell->cells[cell->column];
    if (figure.flags & FIGURE_NONE)
        return (Datum){.kind = type.kind == TYPE_AMOUNT ? DATUM_AMOUNT : DATUM_NUMBER,
                       .number = {0, finest == INT8_MIN ? 0 : finest}};
    if ((figure.flags & (FIGURE_BLANK | FIGURE_BAD)) || !line_cell_fits(type, figure))
        return datum_unknown(SLICE("a figure is not stated"));
    Datum datum = line_read(table, type, figure);
    if (datum_is_number(&datum))
        datum.doubt = doubt_figure(
            model->arena, doubt_figure_id(FIGURE_OF_CELL, figure.at), cell->node, figure,
            datum.rough ? datum.grain : finest, datum.grain);
    return datum;
}

/* The finest digit of a column's cells. */
static int32_t finest_of(const Model *model, const TableInfo *table, uint32_t column,
                         Type type) {
    int32_t finest = INT8_MIN;
    for (uint32_t i = table->first_cell; i < table->end_cell; i++) {
        const CellClaim *cell = &model->cells.at[i];
        if (cell->column != column || !line_cell_fits(type, cell->cells[column]))
            continue;
        Datum datum = line_read(table, type, cell->cells[column]);
        if (datum_is_number(&datum) && datum.grain > finest)
            finest = datum.grain;
    }
    return finest;
}

static const Subject *one_subject(const Model *model, ThingKind kind, Id id) {
    Subject *subject = ARENA_NEW(model->arena, Subject);
    *subject = (Subject){(uint8_t)kind, id};
    return subject;
}

static PrintedCell cell_of(const Model *model, const CellClaim *claim, Id table) {
    PrintedCell cell = {.table = table,
                        .group = claim->group,
                        .subjects = claim->subjects,
                        .subject_count = claim->subject_count,
                        .row = claim->project != 0,
                        .time = {.kind = TIME_ABSENT},
                        .file = claim->file,
                        .place = {claim->file, figure_span(claim->cells[claim->column])}};
    Id area = claim->group == 0 ? 0 : model->groups.at[claim->group].area;
    if (cell.row) {
        cell.subjects = one_subject(model, KIND_PROJECT, claim->project);
        cell.subject_count = 1;
        cell.area = area;
    } else {
        cell.where = ((const Total *)(const void *)claim->node)->where;
        if (claim->subject_count == 0 && area != 0) {
            cell.subjects = one_subject(model, KIND_AREA, area);
            cell.subject_count = 1;
        }
    }
    return cell;
}

void printed_computed(const Model *model, Id id, Slice heading, PrintedCells *out) {
    const TableInfo *table = &model->tables.at[id];
    uint32_t number;
    const Column *column = computed_of(model, table, heading, &number);
    if (column == NULL)
        return;
    Computing computing = {model, table, table->column_count};
    Type type = {is_amount(&computing, column->formula) ? TYPE_AMOUNT : TYPE_NUMBER, 0};
    int32_t finest = finest_of(model, table, number, type);
    for (uint32_t i = table->first_cell; i < table->end_cell; i++) {
        const CellClaim *claim = &model->cells.at[i];
        if (claim->column != number)
            continue;
        PrintedCell cell = cell_of(model, claim, id);
        cell.value = value_of(model, table, claim, type, finest);
        cell.type = type.kind;
        *VEC_PUSH(model->arena, out) = cell;
    }
}

bool printed_has_heading(const Model *model, Id table, Slice heading) {
    uint32_t number;
    return computed_of(model, &model->tables.at[table], heading, &number) != NULL;
}
