/* The unit of a table's figures: from its caption, its headings, or the words at its
 * first column's head. */
#include "tables/reading.h"

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

/* False where a text names another unit than was found, which was told. */
static bool look(ImportReading *r, Slice text, const char *where, UnitFound *found) {
    uint32_t at = 0;
    Slice printed;
    int power;
    uint8_t currency;
    bool krone;
    while (words_unit(r->arena, text, &at, &printed, &power, &currency, &krone)) {
        bool certain = true;
        if (krone) {
            const char *code = words_krone(r->arena, all_texts(r), &certain);
            currency = currency_find(slice_of(code));
        }
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

bool unit_read(ImportReading *r) {
    UnitFound found = {.unit = {"", 0}};
    if (r->options->unit.length > 0) {
        r->unit = r->options->unit;
        r->caption = r->found->caption;
        told_note(r->told, "unit", "%.*s, as you said", SLICE_ARGS(r->unit));
        return true;
    }
    if (!look(r, r->found->caption, "caption", &found))
        return false;
    for (uint32_t i = 0; i < r->columns.count; i++)
        if (r->columns.at[i].role != COLUMN_LEFT || r->columns.at[i].at == 0)
            if (!look(r, r->columns.at[i].heading, "heading", &found))
                return false;
    if (found.unit.length == 0) {
        told_refuse(r->told, "neither the caption nor the headings name a unit of money");
        told_help(r->told, "--unit says it, as in --unit \"mio DKK\"");
        return false;
    }
    r->unit = found.unit;
    r->caption = r->found->caption;
    if (slice_equal(found.printed, r->caption))
        r->caption.length = 0;
    told_note(r->told, "unit", "%.*s, as the %.*s has \"%.*s\"%s", SLICE_ARGS(r->unit),
              SLICE_ARGS(found.where), SLICE_ARGS(found.printed),
              found.doubt ? "; --unit if other kroner are meant" : "");
    return true;
}
