/* The cells of a row of a pasted table, and in them the figures that other programs print
 * in another way. */
#include "syntax/pasted_rows.h"

#include <string.h>

#include "syntax/currency.h"
#include "syntax/scan.h"

typedef struct PastedCell {
    Span span;
    PastedWord word; /* PASTED_NOT: as the language writes it */
    bool number;     /* plain digits, which a blank may part */
    bool unit;       /* a word behind the cell before it */
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
           pasted_unit(word, &power, &currency, &krone);
}

static void add_word(Pasted *s, PastedCells *cells, Span span) {
    Slice word = {s->text.at + span.start, span.end - span.start};
    PastedCell *last = cells->count > 0 ? &cells->at[cells->count - 1] : NULL;
    bool krone;
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
    cell.unit = !cell.number && cell.word.kind == PASTED_NOT && is_unit_word(word);
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

/* Whether a cell may go on the figure before it: three digits behind a blank. */
static bool goes_on(const Pasted *s, const PastedCell *left, const PastedCell *right,
                    bool loose) {
    if (!left->number || !right->number || right->span.start < left->span.end + 1)
        return false;
    if (!loose && right->span.start != left->span.end + 1)
        return false;
    const char *text = s->text.at;
    for (uint32_t i = left->span.start; i < left->span.end; i++)
        if (!scan_is_digit(text[i]) && text[i] != '-' && text[i] != '~')
            return false;
    uint32_t digits = 0;
    while (right->span.start + digits < right->span.end &&
           scan_is_digit(text[right->span.start + digits]))
        digits++;
    return digits == 3;
}

/* Whether it may begin one whose thousands follow: 1 to 3 digits. */
static bool may_begin(const Pasted *s, const PastedCell *cell) {
    const char *text = s->text.at;
    uint32_t at = cell->span.start;
    at += at < cell->span.end && (text[at] == '-' || text[at] == '~');
    return cell->span.end - at <= 3;
}

/* 1_200 of the cells from `first` to `last`. */
static Slice joined(Pasted *s, const PastedCells *cells, uint32_t first, uint32_t last) {
    Text out = {.memory = arena_memory(s->arena)};
    for (uint32_t i = first; i <= last; i++) {
        if (i > first)
            text_char(&out, '_');
        Span span = cells->at[i].span;
        text_bytes(&out, s->text.at + span.start, span.end - span.start);
    }
    Slice text = arena_copy(s->arena, text_view(&out));
    text_free(&out);
    return text;
}

/* The way to part a run of figures, each of which may go on the one before it, into
 * `wanted`: how many there are, at most 2, and the first as bits, 1: begins a figure. */
static uint32_t ways(const Pasted *s, const PastedCells *cells, uint32_t first,
                     uint32_t last, uint32_t wanted, uint32_t found[2]) {
    enum { RUN_MOST = 10 };
    uint32_t count = last - first + 1, ways_found = 0;
    if (count > RUN_MOST)
        return 2;
    for (uint32_t bits = 1; bits < 1u << count; bits += 2) {
        uint32_t begins = 0;
        bool fits = true;
        for (uint32_t i = 0; i < count && fits; i++) {
            bool begin = bits >> i & 1;
            begins += begin;
            bool followed = i + 1 < count && !(bits >> (i + 1) & 1);
            fits = begin ? !followed || may_begin(s, &cells->at[first + i]) : true;
            /* only the last part of a figure may have decimals */
            fits = fits &&
                   (!followed || begin ||
                    cells->at[first + i].span.end - cells->at[first + i].span.start == 3);
        }
        if (fits && begins == wanted && ways_found < 2)
            found[ways_found++] = bits;
    }
    return ways_found;
}

static Slice parted(Pasted *s, const PastedCells *cells, uint32_t first, uint32_t last,
                    uint32_t bits) {
    Text out = {.memory = arena_memory(s->arena)};
    for (uint32_t i = first; i <= last;) {
        uint32_t end = i;
        while (end < last && !(bits >> (end + 1 - first) & 1))
            end++;
        if (i > first)
            text_char(&out, ' ');
        text_slice(&out, joined(s, cells, i, end));
        i = end + 1;
    }
    Slice text = arena_copy(s->arena, text_view(&out));
    text_free(&out);
    return text;
}

/* One figure each, where the bits say where they begin. */
static void put_joined(Pasted *s, const PastedCells *cells, uint32_t first, uint32_t last,
                       uint32_t bits) {
    for (uint32_t i = first; i <= last;) {
        uint32_t end = i;
        while (end < last && !(bits >> (end + 1 - first) & 1))
            end++;
        if (end > i) {
            Span span = {cells->at[i].span.start, cells->at[end].span.end};
            Slice whole = joined(s, cells, i, end);
            if (whole.length <= span.end - span.start) {
                pasted_tell(s, PASTED_GROUPS, span, whole, (Slice){"", 0}, true);
                pasted_put(s, span, whole);
            }
        }
        i = end + 1;
    }
}

/* Where a row has more cells than columns, and its figures blanks among their digits. */
static void join_groups(Pasted *s, PastedCells *cells, uint32_t columns) {
    uint32_t count = cell_count(cells);
    if (columns == 0 || count <= columns || count != cells->count)
        return;
    /* Where one blank parts thousands and more of them part cells, nothing is open. */
    for (int loose = 0; loose < 2; loose++) {
        uint32_t runs = 0, first = 0, last = 0, joins = 0;
        for (uint32_t i = 1; i < count; i++) {
            if (!goes_on(s, &cells->at[i - 1], &cells->at[i], loose))
                continue;
            joins++;
            if (runs == 0 || last != i - 1) {
                runs++;
                first = i - 1;
            }
            last = i;
        }
        if (count - joins == columns) { /* all of them */
            for (uint32_t i = 0; i < count;) {
                uint32_t end = i;
                while (end + 1 < count &&
                       goes_on(s, &cells->at[end], &cells->at[end + 1], loose))
                    end++;
                if (end > i && may_begin(s, &cells->at[i]))
                    put_joined(s, cells, i, end, 1);
                i = end + 1;
            }
            return;
        }
        uint32_t found[2];
        if (runs != 1 || count - (last - first + 1) >= columns)
            continue;
        uint32_t wanted = columns - (count - (last - first + 1));
        uint32_t number = ways(s, cells, first, last, wanted, found);
        if (number == 1) {
            put_joined(s, cells, first, last, found[0]);
            return;
        }
        if (number == 2) {
            Span span = {cells->at[first].span.start, cells->at[last].span.end};
            pasted_tell(s, PASTED_GROUPS, span, parted(s, cells, first, last, found[1]),
                        parted(s, cells, first, last, found[0]), false);
            pasted_put_unreadable(s, span, wanted);
            return;
        }
    }
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
    pasted_tell(s, word->kind, cell->span, word->number, word->other, word->safe);
    if (word->other.length > 0 || word->number.length > cell->span.end - cell->span.start)
        pasted_put_unreadable(s, cell->span, 1);
    else
        pasted_put(s, cell->span, word->number);
}

/* A 1.5- may be a 1.5 and a dash: then a cell is missing without it. */
void pasted_row(Pasted *s, uint32_t at, uint32_t end, uint32_t columns, PastedUnit unit) {
    PastedCells cells = {0};
    while (at < end) {
        uint32_t start = at;
        while (at < end && !pasted_is_blank(s->text.at[at]))
            at++;
        if (at > start)
            add_word(s, &cells, (Span){start, at});
        while (at < end && pasted_is_blank(s->text.at[at]))
            at++;
    }
    for (uint32_t i = 0; i < cells.count; i++) {
        PastedCell *cell = &cells.at[i];
        PastedWord *word = &cell->word;
        if (word->kind == PASTED_NOT || word->number.length == 0)
            continue;
        if (s->text.at[cell->span.end - 1] == '-' && cell_count(&cells) != columns)
            word->other = arena_format(s->arena, "%.*s -",
                                       (int)(cell->span.end - cell->span.start - 1),
                                       s->text.at + cell->span.start);
        put_right(s, cell, unit);
    }
    join_groups(s, &cells, columns);
}
