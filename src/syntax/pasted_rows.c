/* The cells of a row of a pasted table, and in them the figures that other programs print
 * in another way. */
#include "syntax/pasted_rows.h"

#include <string.h>

#include "syntax/currency.h"
#include "syntax/parted.h"
#include "syntax/scan.h"

typedef struct PastedCell {
    Span span;
    PastedWord word; /* PASTED_NOT: as the language writes it */
    bool number;     /* plain digits, which a blank may part */
    bool unit;       /* a word behind the cell before it */
    bool about;      /* a word for about: the figure is behind it */
} PastedCell;

typedef VEC(PastedCell) PastedCells;

static bool is_plain_number(Slice word) {
    uint32_t i = word.length > 0 && (word.at[0] == '-' || word.at[0] == '~');
    uint32_t digits = 0;
    for (; i < word.length && scan_is_digit(word.at[i]); i++)
        digits++;
    if (digits > 0 && i + 1 < word.length && word.at[i] == '.')
        for (i++; i < word.length && scan_is_digit(word.at[i]);)
            i++;
    return digits > 0 && i == word.length;
}

/* Joins a currency that stands alone to the figure beside it. */
static void join_currency(Pasted *s, PastedCells *cells, Span span, bool *before) {
    bool krone;
    Slice word = {s->text.at + span.start, span.end - span.start};
    uint8_t currency = pasted_currency(word, &krone);
    PastedCell *last = cells->count > 0 ? &cells->at[cells->count - 1] : NULL;
    if (*before) { /* the figure behind a currency */
        *before = false;
    } else if (currency && last && last->number &&
               !slice_is(word, currency_text(currency))) {
        last->word = (PastedWord){
            .kind = PASTED_CURRENCY,
            .number = arena_copy(s->arena, (Slice){s->text.at + last->span.start,
                                                   last->span.end - last->span.start}),
            .currency = currency,
            .krone = krone};
        last->span.end = span.end;
        last->number = false;
    }
}

static bool is_unit_word(Slice word) {
    int power;
    uint8_t currency;
    bool krone;
    return word.length > 0 && !scan_is_digit(word.at[0]) &&
           (pasted_unit(word, &power, &currency, &krone) || slice_is(word, "pp"));
}

static void add_word(Pasted *s, PastedCells *cells, Span span) {
    Slice word = {s->text.at + span.start, span.end - span.start};
    PastedCell *last = cells->count > 0 ? &cells->at[cells->count - 1] : NULL;
    bool krone;
    if (last && last->about && is_plain_number(word) && scan_is_digit(word.at[0])) {
        last->word =
            (PastedWord){.kind = PASTED_ABOUT,
                         .number = arena_format(s->arena, "~%.*s", SLICE_ARGS(word)),
                         .safe = true};
        last->span.end = span.end;
        last->about = false;
        return;
    }
    if (last && last->unit && last->word.kind == PASTED_CURRENCY &&
        is_plain_number(word)) { /* kr. 2.0 */
        last->word.number = arena_copy(s->arena, word);
        last->span.end = span.end;
        last->unit = false;
        return;
    }
    uint8_t currency = pasted_currency(word, &krone);
    bool written = currency && slice_is(word, currency_text(currency));
    if (currency && !written && last && last->number) {
        bool none = false;
        join_currency(s, cells, span, &none);
        return;
    }
    PastedCell cell = {.span = span, .word = pasted_word(s->arena, word)};
    cell.number = cell.word.kind == PASTED_NOT && is_plain_number(word);
    cell.about = pasted_about(word);
    cell.unit = !cell.number && !cell.about && cell.word.kind == PASTED_NOT &&
                is_unit_word(word);
    if (currency && !written) {
        cell.word =
            (PastedWord){.kind = PASTED_CURRENCY, .currency = currency, .krone = krone};
        cell.unit = true;
    }
    *VEC_PUSH(s->arena, cells) = cell;
}

static uint32_t cell_count(const PastedCells *cells) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < cells->count; i++)
        count += !cells->at[i].unit;
    return count;
}

/* Takes the marks of footnotes out of the cells: those that can be nothing else, and
 * those in brackets that leave one cell for each column. */
static void take_notes(Pasted *s, PastedCells *cells, uint32_t columns) {
    uint32_t certain = 0, doubtful = 0, kept = 0;
    for (uint32_t i = 0; i < cells->count; i++) {
        Slice word = pasted_printed(s, cells->at[i].span);
        certain += pasted_is_note(word);
        doubtful += pasted_may_be_note(word);
    }
    bool all = columns > 0 && cell_count(cells) == columns + certain + doubtful;
    for (uint32_t i = 0; i < cells->count; i++) {
        Span span = cells->at[i].span;
        Slice word = pasted_printed(s, span);
        if (!pasted_is_note(word) && !(all && pasted_may_be_note(word))) {
            cells->at[kept++] = cells->at[i];
            continue;
        }
        pasted_tell(s, PASTED_NOTE, span, (PastedSaid){.reads = {"", 0}});
        pasted_put(s, span, SLICE(""));
    }
    cells->count = kept;
}

/* Writes each number of a reading that takes several cells. */
static void put_numbers(Pasted *s, const Span *cells, const uint8_t *sizes,
                        uint32_t numbers) {
    for (uint32_t n = 0; n < numbers; cells += sizes[n++]) {
        if (sizes[n] == 1)
            continue;
        Span span = {cells[0].start, cells[sizes[n] - 1].end};
        Slice whole = parted_number(s->arena, s->text.at, cells, sizes[n]);
        pasted_tell(s, PASTED_GROUPS, span, (PastedSaid){.reads = whole, .safe = true});
        pasted_put(s, span, whole);
    }
}

/* Where readings differ: from the first cell of `columns` numbers to the last. */
static void put_readings(Pasted *s, const Span *cells, const Parted *parted,
                         uint32_t columns) {
    const uint8_t *one = parted->sizes[0], *other = parted->sizes[1];
    uint32_t first = 0, behind = 0, count = 0;
    for (; one[first] == other[first] && parted->ways == PARTED_READINGS; first++)
        cells += one[first];
    while (one[columns - 1 - behind] == other[columns - 1 - behind] &&
           parted->ways == PARTED_READINGS)
        behind++;
    uint32_t numbers = columns - first - behind;
    for (uint32_t n = 0; n < numbers; n++)
        count += one[first + n];
    Span span = {cells[0].start, cells[count - 1].end};
    PastedSaid said = {
        .reads = parted_numbers(s->arena, s->text.at, cells, one + first, numbers),
        .other = parted_numbers(s->arena, s->text.at, cells, other + first, numbers),
        .more = parted->ways > PARTED_READINGS};
    pasted_tell(s, PASTED_GROUPS, span, said);
    pasted_put_unreadable(s, span, numbers);
}

/* `1 000` where the row has as many cells as columns: its 000 is no cell, and the 1 not
 * what it says. Both stay cells, so that not a cell is missing, too. */
static void put_zeros(Pasted *s, const Span *cells, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        if (!parted_goes_on(s->text.at, cells[i - 1], cells[i]))
            continue;
        Span span = {cells[i - 1].start, cells[i].end};
        Slice whole = parted_number(s->arena, s->text.at, cells + i - 1, 2);
        pasted_tell(s, PASTED_ZERO, span, (PastedSaid){.reads = whole});
        pasted_put_unreadable(s, cells[i - 1], 1);
        pasted_put_unreadable(s, cells[i], 1);
    }
}

/* Where a row has more cells than columns, as its numbers have blanks among their digits,
 * or has cells that no number can be. */
static void join_groups(Pasted *s, const PastedCells *cells, uint32_t columns) {
    uint32_t count = 0;
    if (columns == 0 || cells->count == 0 || cells->at[0].unit)
        return;
    Span *spans = ARENA_ARRAY(s->arena, Span, cells->count);
    for (uint32_t i = 0; i < cells->count; i++)
        if (cells->at[i].unit) /* 10 pp is one cell, and no part of another */
            spans[count - 1].end = cells->at[i].span.end;
        else
            spans[count++] = cells->at[i].span;
    Parted parted = parted_read(s->arena, s->text.at, spans, count, columns);
    if (parted.ways == 0)
        put_zeros(s, spans, count);
    else if (parted.ways == 1)
        put_numbers(s, spans, parted.sizes[0], columns);
    else
        put_readings(s, spans, &parted, columns);
}

/* What a figure with a currency of its own may say. */
static void settle_currency(Pasted *s, PastedWord *word, PastedUnit unit) {
    Slice own = arena_format(s->arena, "%.*s %s", SLICE_ARGS(word->number),
                             currency_text(word->currency));
    bool same = unit.currency == 0 || unit.currency == word->currency ||
                (word->krone && (unit.currency == currency_find(SLICE("NOK")) ||
                                 unit.currency == currency_find(SLICE("SEK")) ||
                                 unit.currency == currency_find(SLICE("ISK"))));
    if (!same) {
        word->number = own; /* of another scale perhaps */
        word->safe = unit.power == 0 && !word->krone;
        if (unit.power)
            word->other = pasted_unit_text(s->arena, unit.power, word->currency);
        if (word->other.length > 0)
            word->other = arena_format(s->arena, "%.*s %.*s", (int)(own.length - 4),
                                       own.at, SLICE_ARGS(word->other));
    } else if (unit.power) {
        word->other = own;
    } else if (unit.currency == 0) {
        word->number = own;
        word->safe = !word->krone;
    } else {
        word->safe = true;
    }
}

static void put_right(Pasted *s, PastedCell *cell, PastedUnit unit) {
    PastedWord *word = &cell->word;
    if (word->kind == PASTED_CURRENCY)
        settle_currency(s, word, unit);
    pasted_tell(
        s, word->kind, cell->span,
        (PastedSaid){.reads = word->number, .other = word->other, .safe = word->safe});
    if (word->other.length > 0 || word->number.length > cell->span.end - cell->span.start)
        pasted_put_unreadable(s, cell->span, 1);
    else
        pasted_put(s, cell->span, word->number);
}

/* 1.412,,6 */
static void put_broken(Pasted *s, Span span) {
    pasted_tell(s, PASTED_BROKEN, span, (PastedSaid){.reads = pasted_printed(s, span)});
    pasted_put_unreadable(s, span, 1);
}

/* A 1.5- may be a 1.5 and a dash: then a cell is missing without it. */
void pasted_row(Pasted *s, uint32_t at, uint32_t end, uint32_t columns, PastedUnit unit) {
    PastedCells cells = {0};
    while (at < end) {
        uint32_t start = at;
        while (at < end && !char_is_space(s->text.at[at]))
            at++;
        if (at > start)
            add_word(s, &cells, (Span){start, at});
        while (at < end && char_is_space(s->text.at[at]))
            at++;
    }
    take_notes(s, &cells, columns);
    for (uint32_t i = 0; i < cells.count; i++) {
        PastedCell *cell = &cells.at[i];
        PastedWord *word = &cell->word;
        if (word->kind == PASTED_NOT && pasted_is_broken(pasted_printed(s, cell->span)))
            put_broken(s, cell->span);
        if (word->kind == PASTED_NOT || word->number.length == 0)
            continue;
        if (s->text.at[cell->span.end - 1] == '-' && word->kind == PASTED_NEGATIVE &&
            cell_count(&cells) != columns)
            word->other = arena_format(s->arena, "%.*s -",
                                       (int)(cell->span.end - cell->span.start - 1),
                                       s->text.at + cell->span.start);
        put_right(s, cell, unit);
    }
    join_groups(s, &cells, columns);
}
