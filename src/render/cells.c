/* Values as text: exact, with their printed digits, in one unit a column. */
#include "render/cells.h"

Cells cells_begin(const ResultPage *page) {
    return (Cells){.page = page, .arena = arena_new(page->memory)};
}

void cells_end(Cells *cells) {
    arena_drop(cells->arena);
}

bool cells_is_number(const Datum *datum) {
    return (datum->kind >= DATUM_NUMBER && datum->kind <= DATUM_AMOUNT) ||
           datum->kind == DATUM_YEAR;
}

bool cells_is_missing(const Datum *datum) {
    return datum->kind == DATUM_NULL && datum->text.length == 0;
}

/* ---- numbers ---- */

/* 1234567.5 as 1.234.567,5 or 1,234,567.5; what is no digit stays. */
static Slice for_people(const Cells *cells, Slice number) {
    const ResultStyle *style = cells->page->style;
    char point = style->comma ? ',' : '.', between = style->comma ? '.' : ',';
    uint32_t sign = number.length > 0 && number.at[0] == '-';
    uint32_t whole = sign;
    while (whole < number.length && number.at[whole] >= '0' && number.at[whole] <= '9') {
        whole++;
    }
    char *text = arena_alloc(cells->arena, (size_t)number.length * 2 + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; i < number.length; i++) {
        bool digit = i >= sign && i < whole;
        if (digit && style->group && i > sign && (whole - i) % 3 == 0) {
            text[length++] = between;
        }
        text[length++] = number.at[i] == '.' ? point : number.at[i];
    }
    return (Slice){text, length};
}

static Slice number_text(const Cells *cells, Decimal number, bool people) {
    char digits[DECIMAL_TEXT];
    Slice text = arena_copy(cells->arena, decimal_text(number, digits));
    return people ? for_people(cells, text) : text;
}

static int8_t column_power(const Cells *cells, uint32_t column) {
    const ResultPage *page = cells->page;
    return page->style->has_unit ? page->style->power
                                 : page->result->columns[column].power;
}

static Slice amount_text(const Cells *cells, uint32_t column, const Datum *datum,
                         bool people) {
    enum { QUOTIENT_DIGITS = 4 };
    const ResultColumn *info = &cells->page->result->columns[column];
    Decimal shifted = decimal_shift(datum->number, column_power(cells, column)), rounded;
    if (people && info->quotient && shifted.scale > QUOTIENT_DIGITS &&
        decimal_rescale(shifted, QUOTIENT_DIGITS, &rounded)) {
        shifted = decimal_trim(rounded, 0);
    }
    Slice text = number_text(cells, shifted, people);
    uint8_t own = info->currency;
    if (own != 0 || datum->currency == 0) {
        return text;
    }
    return arena_format(cells->arena, "%.*s %s", SLICE_ARGS(text),
                        currency_text(datum->currency));
}

/* ---- cells ---- */

static Slice list_text(const Cells *cells, uint32_t column, const Datum *datum,
                       bool people) {
    Text all = {.memory = cells->page->memory};
    for (uint32_t i = 0; i < datum->list_count; i++) {
        text_str(&all, i > 0 ? ", " : "");
        text_slice(&all, cells_text(cells, column, &datum->list[i], people));
    }
    Slice kept = arena_copy(cells->arena, text_view(&all));
    text_free(&all);
    return kept;
}

Slice cells_text(const Cells *cells, uint32_t column, const Datum *datum, bool people) {
    char digits[DECIMAL_TEXT];
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL:
    case DATUM_UNKNOWN: return datum->text;
    case DATUM_BOOL: return datum->truth ? SLICE("true") : SLICE("false");
    case DATUM_NUMBER:
    case DATUM_PERCENT: return number_text(cells, datum->number, people);
    case DATUM_AMOUNT: return amount_text(cells, column, datum, people);
    case DATUM_YEAR: return arena_copy(cells->arena, decimal_text(datum->number, digits));
    case DATUM_DATE: return datum_date_text(cells->arena, datum);
    case DATUM_TEXT:
    case DATUM_WORD:
    case DATUM_REF: return datum->text;
    case DATUM_LIST: return list_text(cells, column, datum, people);
    }
    return SLICE("");
}

/* ---- columns ---- */

static bool has_numbers(const Cells *cells, uint32_t column) {
    const Result *result = cells->page->result;
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        if (cells_is_number(result_cell(result, row, column))) {
            return true;
        }
    }
    return false;
}

/* Whether every number of the column is of that kind. */
static bool all_of(const Cells *cells, uint32_t column, DatumKind kind) {
    const Result *result = cells->page->result;
    bool any = false;
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        const Datum *cell = result_cell(result, row, column);
        if (cells_is_number(cell) && cell->kind != kind) {
            return false;
        }
        any = any || cell->kind == kind;
    }
    return any;
}

Slice cells_unit(const Cells *cells, uint32_t column) {
    const ResultColumn *info = &cells->page->result->columns[column];
    if (info->type.kind == TYPE_PERCENT || all_of(cells, column, DATUM_PERCENT)) {
        return SLICE("%");
    }
    if (!has_numbers(cells, column) && info->currency == 0) {
        return SLICE(""); /* "mio" of nothing would be no unit */
    }
    if (info->type.kind != TYPE_AMOUNT && !all_of(cells, column, DATUM_AMOUNT)) {
        return SLICE("");
    }
    return model_unit(cells->page->model, column_power(cells, column), info->currency);
}

Slice cells_heading(const Cells *cells, uint32_t column) {
    Slice heading = cells->page->result->columns[column].heading;
    Slice unit = cells_unit(cells, column);
    return unit.length == 0 ? heading
                            : arena_format(cells->arena, "%.*s (%.*s)",
                                           SLICE_ARGS(heading), SLICE_ARGS(unit));
}

uint32_t cells_total_label(const Cells *cells) {
    const Result *result = cells->page->result;
    for (uint32_t i = 0; result->has_totals && i < result->column_count; i++) {
        if (cells_is_missing(result_cell(result, result->row_count, i)) &&
            !result->columns[i].pivoted) {
            return i;
        }
    }
    return UINT32_MAX;
}

Slice cells_total(const Cells *cells, uint32_t column, bool people) {
    const Result *result = cells->page->result;
    if (column == cells_total_label(cells)) {
        return SLICE("total");
    }
    return cells_text(cells, column, result_cell(result, result->row_count, column),
                      people);
}

Slice cells_counts(const Cells *cells) {
    const Result *result = cells->page->result;
    const TableDef *table = table_def(result->table);
    const char *rows = result->row_count == 1 ? "row" : "rows";
    if (result->rows_read == result->row_count) {
        return arena_format(cells->arena, "%u %s", result->row_count, rows);
    }
    unsigned read = (unsigned)result->rows_read;
    if (table->shape == SHAPE_ENTRY) {
        return arena_format(cells->arena, "%u %s · %u %s", result->row_count, rows, read,
                            read == 1 ? "entry" : "entries");
    }
    return arena_format(cells->arena, "%u %s · of %u %s", result->row_count, rows, read,
                        table->name);
}
