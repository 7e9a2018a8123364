/* Values as text: exact, with their printed digits, in one unit a column. */
#include "render/cells.h"
#include "base/phrase.h"

bool cells_is_number(const Datum *datum) {
    return (datum->kind >= DATUM_NUMBER && datum->kind <= DATUM_AMOUNT) ||
           datum->kind == DATUM_YEAR;
}

/* Whether it is shown as it is written, with its unit: a target, "35 of 36". */
static bool cells_is_written(const Datum *datum) {
    return datum->kind >= DATUM_NUMBER && datum->kind <= DATUM_AMOUNT &&
           datum->text.length > 0;
}

bool cells_is_missing(const Datum *datum) {
    return datum->kind == DATUM_NULL && datum->text.length == 0;
}

/* ---- what is found of a column ---- */

typedef struct Census {
    uint32_t kinds[DATUM_LIST + 1];
    uint32_t fractions; /* numbers that JSON readers would round */
    uint8_t currency;
    bool several;    /* currencies */
    bool written;    /* some number is shown as it is written, with its unit */
    uint32_t points; /* of the percentages: percentage points */
} Census;

/* A reader that has binary fractions only holds a whole number up to here. */
static bool is_whole(Decimal number) {
    Int128 most = (Int128)1 << 53;
    return number.scale == 0 && number.units < most && number.units > -most;
}

static void count_cell(Census *census, const Datum *cell) {
    census->kinds[cell->kind]++;
    census->written |= cells_is_written(cell);
    census->points += cell->points;
    for (uint32_t i = 0; cell->kind == DATUM_LIST && i < cell->list_count; i++)
        count_cell(census, &cell->list[i]);
    if (cells_is_number(cell) && !is_whole(cell->number))
        census->fractions++;
    if (cell->kind == DATUM_AMOUNT) {
        bool amounts = census->kinds[DATUM_AMOUNT] > 1;
        if (amounts && census->currency != cell->currency)
            census->several = true;
        census->currency = cell->currency;
    }
}

/* Numbers that mean different things: a count beside an amount, kroner beside euros. */
static bool is_mixed(const Census *census) {
    bool plain = census->kinds[DATUM_NUMBER] > 0;
    bool percent = census->kinds[DATUM_PERCENT] > 0;
    bool money = census->kinds[DATUM_AMOUNT] > 0;
    bool points = census->points > 0 && census->points < census->kinds[DATUM_PERCENT];
    return census->several || census->written || points ||
           (plain && (percent || money)) || (percent && money);
}

static CellsColumn look_at(const Cells *cells, uint32_t column) {
    const ResultPage *page = cells->page;
    const Result *result = page->result;
    const ResultColumn *info = &result->columns[column];
    Census census = {0};
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++)
        count_cell(&census, result_cell(result, row, column));
    uint32_t others = 0, count = result->row_count + result->has_totals;
    for (uint32_t kind = 0; kind <= DATUM_LIST; kind++) {
        Datum sample = {.kind = (uint8_t)kind};
        bool fits = cells_is_number(&sample) || kind == DATUM_NULL;
        others += fits ? 0 : census.kinds[kind];
    }
    CellsColumn found = {
        .numbers = others == 0 && !census.written &&
                   (info->pivoted || census.kinds[DATUM_NULL] < count),
        .own_units = is_mixed(&census),
        .whole = census.fractions == 0,
    };
    bool amounts = census.kinds[DATUM_AMOUNT] > 0;
    uint8_t currency = amounts ? census.currency : info->currency;
    if (found.own_units)
        return found;
    if (census.kinds[DATUM_PERCENT] > 0 || info->type.kind == TYPE_PERCENT)
        found.unit = census.points > 0 ? SLICE("pp") : SLICE("%");
    else if (amounts || (info->type.kind == TYPE_AMOUNT && currency != 0))
        found.unit = model_unit(&cells->model, info->power, currency);
    return found;
}

/* ---- the whole ---- */

Cells cells_begin(const ResultPage *page) {
    Cells cells = {
        .page = page, .kept = arena_new(page->memory), .arena = arena_new(page->memory)};
    cells.model = *page->model;
    cells.model.arena = cells.kept;
    uint32_t count = page->result->column_count;
    cells.columns = ARENA_ARRAY(cells.kept, CellsColumn, count);
    for (uint32_t i = 0; i < count; i++)
        cells.columns[i] = look_at(&cells, i);
    return cells;
}

/* ---- units by the row ---- */

static TypeKind type_of(const Cells *cells, uint32_t column) {
    return (TypeKind)cells->page->result->columns[column].type.kind;
}

/* Whether a column's numbers are in the unit of the row. Those of percentages are not:
 * all are in one, and their heading says so. */
static bool has_row_unit(const Cells *cells, uint32_t column) {
    return type_of(cells, column) == TYPE_AMOUNT || type_of(cells, column) == TYPE_ANY;
}

Slice cells_unit_heading(const Cells *cells) {
    const Result *result = cells->page->result;
    bool any = false;
    for (uint32_t i = 0; i < result->column_count; i++)
        any = any || has_row_unit(cells, i);
    Slice heading = any ? SLICE("unit") : SLICE("");
    uint32_t number = 2;
    for (uint32_t i = 0; any && i < result->column_count; i++) {
        if (slice_equal(result->columns[i].key, heading)) {
            heading = arena_format(cells->kept, "unit %u", number++);
            i = UINT32_MAX; /* from the first one again */
        }
    }
    return heading;
}

Cells cells_begin_by_row(const ResultPage *page) {
    Cells cells = cells_begin(page);
    cells.by_row = true;
    return cells;
}

Slice cells_row_unit(Cells *cells, uint32_t row) {
    const Result *result = cells->page->result;
    Census census = {0};
    int8_t power = 0;
    for (uint32_t i = 0; i < result->column_count; i++) {
        const Datum *cell = result_cell(result, row, i);
        if (has_row_unit(cells, i) && !cells_is_written(cell)) {
            count_cell(&census, cell);
            power = result->columns[i].power;
        }
    }
    cells->row_mixed = is_mixed(&census);
    if (cells->row_mixed)
        return SLICE("");
    return census.kinds[DATUM_AMOUNT] > 0
               ? model_unit(&cells->model, power, census.currency)
           : census.points > 0               ? SLICE("pp")
           : census.kinds[DATUM_PERCENT] > 0 ? SLICE("%")
                                             : SLICE("");
}

/* Whether a number has its unit behind it. */
static bool shows_unit(const Cells *cells, uint32_t column, const Datum *datum) {
    if (!cells->by_row)
        return cells->columns[column].own_units;
    return has_row_unit(cells, column) ? cells->row_mixed : datum->points;
}

void cells_end(Cells *cells) {
    arena_drop(cells->arena);
    arena_drop(cells->kept);
}

void cells_next_row(Cells *cells) {
    enum { ROWS_MOST = 1000 };
    if (++cells->rows > ROWS_MOST) {
        arena_drop(cells->arena);
        cells->arena = arena_new(cells->page->memory);
        cells->rows = 0;
    }
}

/* ---- numbers ---- */

/* 1234567.5 as 1.234.567,5 or 1,234,567.5; what is no digit stays. */
static Slice in_style(const Cells *cells, Slice number, bool group) {
    bool comma = cells->page->style->comma;
    char point = comma ? ',' : '.', between = comma ? '.' : ',';
    uint32_t sign = number.length > 0 && number.at[0] == '-';
    uint32_t whole = sign;
    while (whole < number.length && number.at[whole] >= '0' && number.at[whole] <= '9')
        whole++;
    char *text = arena_alloc(cells->arena, (size_t)number.length * 2 + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; i < number.length; i++) {
        bool digit = i >= sign && i < whole;
        if (digit && group && i > sign && (whole - i) % 3 == 0)
            text[length++] = between;
        text[length++] = number.at[i] == '.' ? point : number.at[i];
    }
    return (Slice){text, length};
}

static Slice number_text(const Cells *cells, Decimal number, CellsFor whom) {
    char digits[DECIMAL_TEXT];
    Slice text = arena_copy(cells->arena, decimal_text(number, digits));
    return whom == FOR_PROGRAMS
               ? text
               : in_style(cells, text, whom == FOR_PEOPLE && cells->page->style->group);
}

static Slice percent_text(const Cells *cells, uint32_t column, const Datum *datum,
                          CellsFor whom) {
    Slice text = number_text(cells, datum->number, whom);
    return shows_unit(cells, column, datum)
               ? arena_format(cells->arena, "%.*s%s", SLICE_ARGS(text),
                              datum->points ? " pp" : "%")
               : text;
}

static Slice amount_text(const Cells *cells, uint32_t column, const Datum *datum,
                         CellsFor whom) {
    int8_t power = cells->page->result->columns[column].power;
    Slice text = number_text(cells, decimal_shift(datum->number, power), whom);
    return shows_unit(cells, column, datum)
               ? model_with_unit(&cells->model, text,
                                 model_unit(&cells->model, power, datum->currency))
               : text;
}

/* ---- cells ---- */

static Slice list_text(const Cells *cells, uint32_t column, const Datum *datum,
                       CellsFor whom) {
    Text all = {.memory = cells->page->memory};
    for (uint32_t i = 0; i < datum->list_count; i++) {
        text_str(&all, i > 0 ? ", " : "");
        text_slice(&all, cells_text(cells, column, &datum->list[i], whom));
    }
    Slice kept = arena_copy(cells->arena, text_view(&all));
    text_free(&all);
    return kept;
}

Slice cells_text(const Cells *cells, uint32_t column, const Datum *datum, CellsFor whom) {
    char digits[DECIMAL_TEXT];
    if (cells_is_written(datum))
        return datum->text;
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL:
    case DATUM_UNKNOWN: return datum->text;
    case DATUM_BOOL: return datum->truth ? SLICE("true") : SLICE("false");
    case DATUM_NUMBER: return number_text(cells, datum->number, whom);
    case DATUM_PERCENT: return percent_text(cells, column, datum, whom);
    case DATUM_AMOUNT: return amount_text(cells, column, datum, whom);
    case DATUM_YEAR: return arena_copy(cells->arena, datum_year_text(datum, digits));
    case DATUM_DATE: return datum_date_text(cells->arena, datum);
    case DATUM_TEXT:
    case DATUM_WORD:
    case DATUM_REF: return datum->text;
    case DATUM_LIST: return list_text(cells, column, datum, whom);
    }
    return SLICE("");
}

/* ---- what stands around them ---- */

Slice cells_name(const Cells *cells, const Datum *thing) {
    Slice name = model_name(&cells->model, (ThingKind)thing->ref_kind, thing->ref);
    return name.length > 0 ? name : thing->text;
}

static Slice with_unit(const Cells *cells, uint32_t column, Slice heading) {
    Slice unit = cells->columns[column].unit;
    if (cells->by_row)
        unit = type_of(cells, column) == TYPE_PERCENT ? SLICE("%") : SLICE("");
    return unit.length == 0 ? heading
                            : arena_format(cells->kept, "%.*s (%.*s)",
                                           SLICE_ARGS(heading), SLICE_ARGS(unit));
}

Slice cells_heading(const Cells *cells, uint32_t column) {
    return with_unit(cells, column, cells->page->result->columns[column].heading);
}

Slice cells_key(const Cells *cells, uint32_t column) {
    return with_unit(cells, column, cells->page->result->columns[column].key);
}

uint32_t cells_total_label(const Cells *cells) {
    const Result *result = cells->page->result;
    for (uint32_t i = 0; result->has_totals && i < result->column_count; i++)
        if (cells_is_missing(result_cell(result, result->row_count, i)) &&
            !result->columns[i].pivoted)
            return i;
    return UINT32_MAX;
}

Slice cells_counts(const Cells *cells) {
    const Result *result = cells->page->result;
    const TableDef *table = table_def(result->table);
    const char *rows = result->row_count == 1 ? "row" : "rows";
    if (result->rows_read == result->row_count)
        return arena_format(cells->arena, "%u %s", result->row_count, rows);
    unsigned read = (unsigned)result->rows_read;
    if (table->shape == SHAPE_ENTRY) {
        return arena_format(cells->arena, "%u %s · %u %s", result->row_count, rows, read,
                            phrase_entries(read));
    }
    return arena_format(cells->arena, "%u %s · of %u %s", result->row_count, rows, read,
                        table->name);
}
