/* A total that is off as read, and holds once the points of its table part thousands. */
#include "check/totals/totals.h"

/* Adds what a figure of the table is more with thousands: 449_550 for 450.000. */
static bool add_more(const Model *model, Id table, Figure figure, Decimal *more) {
    const uint8_t odd = FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD | FIGURE_UNIT;
    const TableInfo *info = &model->tables.at[table];
    if (table == 0 || !model->tables.at[info->printed].points || (figure.flags & odd))
        return true;
    int64_t size = figure.digits < 0 ? -figure.digits : figure.digits;
    if (figure.scale + info->power != 3 || size < 1000 || size >= 1000000)
        return true;
    Decimal value = figure_decimal(figure);
    value.units *= 999;
    return decimal_add(*more, value, more);
}

bool points_part_thousands(Totals *totals, uint32_t number) {
    const Model *model = totals->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &totals->outcomes[number];
    if (outcome->verdict != VERDICT_OFF || outcome->basis != BASIS_ENTRIES)
        return false;
    Decimal stated = DECIMAL_ZERO, computed = DECIMAL_ZERO, difference;
    ScopeList list = totals_add_up(totals, claim);
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t fact = list.facts[i];
        Id table = model->lines.at[model->facts.line[fact]].table;
        if (!add_more(model, table, facts_figure(&model->facts, fact), &computed))
            return false;
    }
    return add_more(model, claim->table, claim->stated, &stated) &&
           (decimal_sign(stated) != 0 || decimal_sign(computed) != 0) &&
           decimal_sub(stated, computed, &difference) &&
           decimal_add(difference, outcome->difference, &difference) &&
           decimal_sign(difference) == 0;
}
