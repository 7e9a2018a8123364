/* The printed cells of the line in hand, as values that a formula computes with. */
#include "eval/line_cells.h"

#include "eval/datum.h"
#include "eval/doubt.h"
#include "eval/grain.h"

enum { PERCENT_DIGITS = 2 };

static const TableInfo *table_of(const Formulas *formulas) {
    return &formulas->model->tables.at[formulas->table];
}

Datum line_read(const TableInfo *table, Type type, Figure figure) {
    Datum datum =
        datum_figure(figure, type.kind == TYPE_AMOUNT, table->power, table->currency);
    if (type.kind == TYPE_NUMBER && datum.kind == DATUM_PERCENT) {
        datum.kind = DATUM_NUMBER;
        datum.points = datum.pp = false;
        datum.number = decimal_shift(datum.number, PERCENT_DIGITS);
        datum.grain = (int8_t)(datum.grain + PERCENT_DIGITS);
    }
    return datum;
}

bool line_cell_fits(Type type, Figure figure) {
    const unsigned nothing = FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD;
    if (figure.flags & nothing)
        return true;
    return type.kind == TYPE_AMOUNT
               ? (figure.flags & (FIGURE_PERCENT | FIGURE_POINTS)) == 0
               : (figure.flags & FIGURE_UNIT) == 0 && figure.currency == 0;
}

static Datum none_of(const TableInfo *table, Type type) {
    static const uint8_t kinds[] = {[TYPE_NUMBER] = DATUM_NUMBER,
                                    [TYPE_PERCENT] = DATUM_PERCENT,
                                    [TYPE_AMOUNT] = DATUM_AMOUNT};
    bool amount = type.kind == TYPE_AMOUNT;
    int32_t scale = table->finest == INT8_MIN ? -table->power : table->finest;
    return (Datum){.kind = kinds[type.kind],
                   .number = {0, amount ? scale : 0}}; /* nothing, of any currency */
}

static const Doubt *cell_doubt(const LineInHand *hand, uint32_t column, Figure figure,
                               const Datum *datum) {
    const Model *model = hand->model;
    const TableInfo *table = table_of(hand->formulas);
    int32_t fine = datum->grain, own = fine;
    uint64_t which = doubt_figure_id(FIGURE_OF_CELL, figure.at);
    if (table->columns[column].computed != NULL) {
        int32_t finest = hand->formulas->of[column].finest;
        fine = datum->rough || finest < fine ? fine : finest;
    } else {
        Figure money = figure;
        money.scale = (int8_t)datum->number.scale;
        fine = figure_fine_scale(model, money, hand->formulas->table);
        own = figure_own_scale(model, money, hand->formulas->table);
    }
    return doubt_figure(model->arena, which, hand->line->node, figure, fine, own);
}

Datum line_cell(const LineInHand *hand, uint32_t column) {
    const TableInfo *table = table_of(hand->formulas);
    bool computed = table->columns[column].computed != NULL;
    Type type = computed ? hand->formulas->of[column].type : (Type){TYPE_AMOUNT, 0};
    Figure figure = hand->line->cells[column];
    if ((int32_t)column == hand->other)
        return hand->value;
    if (figure.flags & FIGURE_NONE)
        return none_of(table, type);
    if (figure.flags & FIGURE_BLANK) {
        hand->trouble->blank = true;
        return datum_unknown(SLICE("a cell is not given"));
    }
    if (!line_cell_fits(type, figure))
        return datum_unknown(SLICE(EVAL_UNREAD));
    Datum datum = line_read(table, type, figure);
    if (datum_is_number(&datum))
        datum.doubt = cell_doubt(hand, column, figure, &datum);
    return datum;
}

Datum line_step(const LineInHand *hand, const Step *step) {
    return line_cell(hand, step == hand->swapped ? hand->as : step->column);
}

void line_divides(const LineInHand *hand, const Datum *divisor) {
    if (!datum_is_number(divisor))
        return;
    bool exact = table_of(hand->formulas)->exact || divisor->doubt == NULL;
    bool zero = decimal_sign(divisor->number) == 0;
    hand->trouble->none = hand->trouble->none || (zero && exact);
    if (exact)
        return;
    Reach reach = doubt_reach(divisor->doubt, NULL, false);
    Decimal size = decimal_abs(ratio_lean(datum_ratio(divisor))), twice;
    hand->trouble->near =
        hand->trouble->near || zero ||
        (decimal_add(size, size, &twice) && decimal_compare(twice, reach.sum) <= 0);
}
