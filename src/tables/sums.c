/* Whether a row's figures are the sums of others. */
#include "tables/structure.h"

bool sums_add(Builder *b, ReadNode *node, const ReadRow *row) {
    for (uint32_t c = 0; c < b->r->value_count; c++) {
        ShownKind kind = row->cells[c].kind;
        if (!reading_is_money(b->r, c))
            continue;
        b->has_empty |= kind == SHOWN_EMPTY;
        node->empty[c] |= kind == SHOWN_EMPTY;
        node->open[c] |= kind != SHOWN_NUMBER && kind != SHOWN_DASH;
        if (kind == SHOWN_NUMBER &&
            !decimal_add(node->sums[c], row->values[c], &node->sums[c]))
            return told_refuse(b->r->told,
                               "the figures of column %u are too far apart to "
                               "be added up",
                               b->r->values[c]->at + 1);
    }
    node->entries++;
    return true;
}

static Fit fit_cell(const CellFigure *cell, Decimal value, Decimal sum,
                    uint32_t entries) {
    Decimal difference, twice, bound;
    if (cell->kind != SHOWN_NUMBER && cell->kind != SHOWN_DASH)
        return FIT_NOTHING;
    if (cell->kind == SHOWN_DASH)
        value = DECIMAL_ZERO;
    if (!decimal_sub(value, sum, &difference))
        return FIT_NOT;
    if (decimal_sign(difference) == 0)
        return decimal_sign(value) == 0 ? FIT_NOTHING : FIT_EXACT;
    if (cell->kind == SHOWN_DASH || !decimal_add(difference, difference, &twice) ||
        !decimal_mul(decimal_int(entries + 1), decimal_ulp(value.scale), &bound))
        return FIT_NOT;
    return decimal_compare(decimal_abs(twice), bound) <= 0 ? FIT_ROUNDED : FIT_NOT;
}

Fit sums_fit(const ImportReading *r, const ReadRow *row, const Decimal *sums,
             const bool *open, uint32_t entries) {
    Fit found = FIT_NOTHING;
    for (uint32_t c = 0; c < r->value_count; c++) {
        if (!reading_is_money(r, c))
            continue;
        Fit fit = fit_cell(&row->cells[c], row->values[c], sums[c], entries);
        if (fit == FIT_NOT && !open[c])
            return FIT_NOT;
        if (fit == FIT_NOT || fit == FIT_NOTHING)
            continue;
        if (found == FIT_NOTHING || fit == FIT_ROUNDED)
            found = fit;
    }
    return entries == 0 ? FIT_NOT : found;
}

bool sums_hold_empty(const ImportReading *r, const ReadRow *row, const ReadNode *group) {
    for (uint32_t c = 0; c < r->value_count; c++) {
        ShownKind kind = row->cells[c].kind;
        if (!group->empty[c] || r->values[c]->role != COLUMN_YEAR)
            continue;
        bool stated = kind == SHOWN_NUMBER || kind == SHOWN_DASH || kind == SHOWN_EMPTY;
        Decimal value = kind == SHOWN_NUMBER ? row->values[c] : DECIMAL_ZERO;
        if (!stated || decimal_compare(value, group->sums[c]) != 0)
            return false;
    }
    return true;
}

uint32_t sums_count(const ImportReading *r, const ReadRow *row, const ReadNode *group,
                    uint32_t *cells) {
    uint32_t fits = 0;
    *cells = 0;
    for (uint32_t c = 0; c < r->value_count && group->entries > 0; c++) {
        if (!reading_is_money(r, c))
            continue;
        Fit fit =
            fit_cell(&row->cells[c], row->values[c], group->sums[c], group->entries);
        fits += fit == FIT_EXACT || fit == FIT_ROUNDED;
        *cells += fit != FIT_NOTHING && (fit != FIT_NOT || !group->open[c]);
    }
    return fits;
}

bool sums_tell(const ImportReading *r, const ReadRow *row) {
    const Decimal *first = NULL;
    for (uint32_t c = 0; c < r->value_count; c++) {
        if (row->cells[c].kind != SHOWN_NUMBER || decimal_sign(row->values[c]) == 0)
            continue;
        if (r->values[c]->role != COLUMN_YEAR)
            continue;
        if (row->values[c].units > 999 ||
            (first && decimal_compare(*first, row->values[c])))
            return true;
        first = &row->values[c];
    }
    return false;
}
