/* The unit of a table's figures: from its caption, its headings, the words at its first
 * column's head, or the figures themselves. */
#include "tables/reading.h"

#include "model/model.h"
#include "syntax/currency.h"
#include "syntax/pasted_word.h"
#include "tables/words.h"

typedef struct UnitFound {
    Slice printed, where, unit;
    bool doubt; /* which kroner are meant */
} UnitFound;

/* The texts that tell which kroner are meant. */
static Slice all_texts(const ImportReading *r) {
    Text text = {.memory = arena_memory(r->arena)};
    const FoundTable *found = r->found;
    text_slice(&text, found->caption);
    for (uint32_t i = found->heading_from; i < found->after_to; i++) {
        const GridRow *row = &found->grid->rows.at[i];
        for (uint32_t c = 0; c < row->count && text.length < 100000; c++) {
            text_char(&text, ' ');
            text_slice(&text, row->cells[c].text);
        }
    }
    Slice all = arena_copy(r->arena, text_view(&text));
    text_free(&text);
    return all;
}

static uint8_t which_krone(const ImportReading *r, bool *certain) {
    return currency_find(slice_of(words_krone(r->arena, all_texts(r), certain)));
}

/* A longer line below a table speaks of other things too. */
enum { NOTE_MOST = 80 };

/* False where a text names another unit than was found, which was told. */
static bool look(ImportReading *r, Slice text, const char *where, UnitFound *found) {
    uint32_t at = 0;
    Slice printed;
    int power;
    uint8_t currency;
    bool krone;
    while (words_unit(r->arena, text, &at, &printed, &power, &currency, &krone)) {
        bool certain = true;
        if (krone)
            currency = which_krone(r, &certain);
        Slice unit = pasted_unit_text(r->arena, power, currency);
        if (found->unit.length > 0 && !slice_equal(unit, found->unit)) {
            told_refuse(r->told, "the %.*s names the unit \"%.*s\", and the %s \"%.*s\"",
                        SLICE_ARGS(found->where), SLICE_ARGS(found->printed), where,
                        SLICE_ARGS(printed));
            told_help(r->told, "--unit \"%.*s\" or --unit \"%.*s\" decides",
                      SLICE_ARGS(found->unit), SLICE_ARGS(unit));
            return false;
        }
        if (found->unit.length == 0)
            *found = (UnitFound){printed, slice_of(where), unit, !certain};
    }
    return true;
}

/* Below a table, a line alone: "All figures in DKK million". */
static bool look_below(ImportReading *r, UnitFound *found) {
    const FoundTable *table = r->found;
    for (uint32_t i = table->body_to; i < table->after_to; i++) {
        const GridRow *row = &table->grid->rows.at[i];
        for (uint32_t c = 0; grid_filled(row) == 1 && c < row->count; c++)
            if (row->cells[c].text.length <= NOTE_MOST &&
                !look(r, row->cells[c].text, "note below", found))
                return false;
    }
    return true;
}

static bool look_in_headings(ImportReading *r, UnitFound *found) {
    if (!look(r, r->found->caption, "caption", found))
        return false;
    for (uint32_t i = 0; i < r->columns.count; i++)
        if (r->columns.at[i].role != COLUMN_LEFT || r->columns.at[i].at == 0)
            if (!look(r, r->columns.at[i].heading, "heading", found))
                return false;
    return true;
}

/* ---- units in cells ---- */

/* A figure, and the row where it stands; 0: there is none. */
typedef struct CellPlaced {
    CellFigure figure;
    uint32_t row;
} CellPlaced;

enum { POWERS = 10 };

typedef struct CellUnits {
    CellPlaced scaled, plain; /* the first with a scale, and without one */
    CellPlaced divided;       /* the first with the scale of a sheet's format */
    CellPlaced money;         /* the first with a currency */
    CellPlaced dollar;
    uint32_t powers[POWERS]; /* how many cells have each scale */
} CellUnits;

static bool is_nothing(const CellFigure *figure) {
    for (uint32_t i = 0; i < figure->body.length; i++)
        if (figure->body.at[i] >= '1' && figure->body.at[i] <= '9')
            return false;
    return true;
}

static void place_first(CellPlaced *place, const CellFigure *figure, uint32_t row) {
    if (place->row == 0)
        *place = (CellPlaced){*figure, row};
}

static CellUnits count_units(const ImportReading *r) {
    const FoundTable *found = r->found;
    CellUnits units = {0};
    for (uint32_t i = found->heading_to; i < found->body_to; i++) {
        const GridRow *row = &found->grid->rows.at[i];
        for (uint32_t c = 0; c < r->value_count; c++) {
            CellFigure figure = figures_cell(r->arena, grid_cell(row, r->values[c]->at));
            if (figure.kind != SHOWN_NUMBER || !reading_is_money(r, c))
                continue;
            if (figure.scaled) {
                place_first(&units.scaled, &figure, row->number);
                if (figure.divided)
                    place_first(&units.divided, &figure, row->number);
                units.powers[figure.power < POWERS ? figure.power : 0]++;
            } else if (!is_nothing(&figure)) {
                place_first(&units.plain, &figure, row->number);
            }
            if (figure.currency)
                place_first(&units.money, &figure, row->number);
            if (figure.dollar)
                place_first(&units.dollar, &figure, row->number);
        }
    }
    return units;
}

static bool refuse_dollar(const ImportReading *r, Slice printed, const char *scale) {
    told_refuse(r->told, "\"%.*s\" does not tell which dollars are meant",
                SLICE_ARGS(printed));
    told_help(r->told, "--unit \"%s%sUSD\", or the same with CAD or AUD, says it", scale,
              scale[0] ? " " : "");
    return false;
}

static const char *divisor_text(int power) {
    return power == 3 ? "1000" : power == 6 ? "1000000" : "1000000000";
}

static const char *scale_text(int power) {
    return power == 3 ? "thousand" : power == 6 ? "mio" : power == 9 ? "mia" : "";
}

/* Some figures have a scale, and others have none. */
static bool refuse_scales(const ImportReading *r, const CellUnits *units,
                          uint8_t currency) {
    const CellPlaced *a = &units->scaled, *b = &units->plain;
    const char *code = currency ? currency_text(currency) : "DKK";
    told_refuse(r->told, "\"%.*s\" (%s %u) has a scale%s, and \"%.*s\" (%s %u) has none",
                SLICE_ARGS(a->figure.printed), reading_word(r), a->row,
                a->figure.divided ? " by its format" : "", SLICE_ARGS(b->figure.printed),
                reading_word(r), b->row);
    told_help(r->told,
              "--unit \"%s %s\" gives all figures without a scale that of the others, "
              "--unit %s leaves them as they are",
              scale_text(a->figure.power), code, code);
    return false;
}

/* The unit that the figures have, where nothing else names one, or only a currency. */
static bool unit_of_cells(ImportReading *r, const CellUnits *units, uint8_t currency,
                          UnitFound *found) {
    const CellPlaced *from = units->scaled.row ? &units->scaled : &units->money;
    int power = 0;
    bool certain = true;
    for (int i = 0; i < POWERS; i++)
        if (units->powers[i] > units->powers[power])
            power = i;
    if (currency == 0 && units->money.row)
        currency = units->money.figure.krone ? which_krone(r, &certain)
                                             : units->money.figure.currency;
    if (currency == 0 && units->dollar.row)
        return refuse_dollar(r, units->dollar.figure.printed, scale_text(power));
    if (currency == 0 && !units->scaled.row)
        return true;
    if (units->scaled.row && units->plain.row)
        return refuse_scales(r, units, currency);
    if (currency == 0) {
        told_refuse(r->told, "\"%.*s\" (%s %u) %s, but nothing a currency",
                    SLICE_ARGS(from->figure.printed), reading_word(r), from->row,
                    from->figure.divided ? "has a format that names a scale"
                                         : "names a scale");
        told_help(r->told, "--unit says it, as in --unit \"%s DKK\"", scale_text(power));
        return false;
    }
    *found = (UnitFound){from->figure.printed, SLICE("figures"),
                         pasted_unit_text(r->arena, power, currency), !certain};
    return true;
}

/* Whether every currency in a cell is that of the unit. */
static bool check_currencies(const ImportReading *r) {
    const FoundTable *found = r->found;
    for (uint32_t i = found->heading_to; i < found->body_to; i++) {
        const GridRow *row = &found->grid->rows.at[i];
        for (uint32_t c = 0; c < r->value_count; c++) {
            CellFigure figure = figures_cell(r->arena, grid_cell(row, r->values[c]->at));
            const char *code = currency_text(r->currency);
            Slice own = slice_of(code);
            bool krone = own.length == 3 && (own.at[2] == 'K');
            bool dollar = own.length == 3 && own.at[2] == 'D';
            bool fine = figure.krone    ? krone
                        : figure.dollar ? dollar
                                        : figure.currency == r->currency;
            if (figure.kind != SHOWN_NUMBER || fine ||
                (!figure.currency && !figure.dollar))
                continue;
            told_refuse(r->told,
                        "\"%.*s\" (%s %u) is in another currency than the table, %s",
                        SLICE_ARGS(figure.printed), reading_word(r), row->number, code);
            told_help(r->told, "--row %u=left leaves the %s out", row->number,
                      reading_word(r));
            return false;
        }
    }
    return true;
}

/* ---- the unit ---- */

/* A unit with a scale is that of the figures as they are shown. One without is that of
 * the stored numbers, and what a format shows divided is that many thousands of it. */
static void settle_divided(ImportReading *r, const CellUnits *units, bool from_cells) {
    const CellPlaced *first = &units->divided;
    r->as_shown = r->power != 0 && !from_cells;
    if (first->row == 0 || (r->as_shown && first->figure.power == r->power))
        return;
    if (r->as_shown)
        told_note(r->told, "format",
                  "\"%.*s\" (%s %u) is a stored number that its format divides by %s: it "
                  "is taken as %.*s; --stored takes what is stored",
                  SLICE_ARGS(first->figure.printed), reading_word(r), first->row,
                  divisor_text(first->figure.power), SLICE_ARGS(r->unit));
    else
        told_note(r->told, "format",
                  "\"%.*s\" (%s %u) is %.*s: its format divides the stored number by %s",
                  SLICE_ARGS(first->figure.printed), reading_word(r), first->row,
                  SLICE_ARGS(arena_format(
                      r->arena, "%.*s %.*s", SLICE_ARGS(first->figure.printed),
                      SLICE_ARGS(
                          pasted_unit_text(r->arena, first->figure.power, r->currency)))),
                  divisor_text(first->figure.power));
}

static bool refuse_none(const ImportReading *r) {
    Slice texts = all_texts(r);
    for (uint32_t i = 0; i < texts.length; i++)
        if (texts.at[i] == '$')
            return refuse_dollar(r, SLICE("$"), "");
    told_refuse(r->told, "neither the caption nor the headings name a unit of money");
    told_help(r->told, "--unit says it, as in --unit \"mio DKK\"");
    return false;
}

bool unit_read(ImportReading *r) {
    UnitFound found = {.unit = {"", 0}};
    CellUnits units = count_units(r);
    r->caption = r->found->caption;
    if (r->options->unit.length > 0) {
        r->unit = r->options->unit;
        model_read_unit(r->unit, &r->power, &r->currency);
        told_note(r->told, "unit", "%.*s, as you said", SLICE_ARGS(r->unit));
        settle_divided(r, &units, false);
        return check_currencies(r);
    }
    if (!look_in_headings(r, &found) ||
        (found.unit.length == 0 && !look_below(r, &found)))
        return false;
    model_read_unit(found.unit, &r->power, &r->currency);
    bool named = found.unit.length > 0;
    if ((!named || (r->power == 0 && units.scaled.row && !units.plain.row)) &&
        !unit_of_cells(r, &units, r->currency, &found))
        return false;
    if (found.unit.length == 0)
        return refuse_none(r);
    r->unit = found.unit;
    model_read_unit(r->unit, &r->power, &r->currency);
    if (slice_equal(found.printed, r->caption))
        r->caption.length = 0;
    bool cells = slice_is(found.where, "figures");
    told_note(r->told, "unit", "%.*s, as the %.*s %s \"%.*s\"%s", SLICE_ARGS(r->unit),
              SLICE_ARGS(found.where), cells ? "have" : "has", SLICE_ARGS(found.printed),
              found.doubt ? "; --unit if other kroner are meant" : "");
    settle_divided(r, &units, cells);
    return check_currencies(r);
}
