/* Tables that were pasted: finds the rows, and in them the figures that other programs
 * print in another way. One finding a file tells of each kind. */
#include "syntax/pasted.h"

#include <string.h>

#include "base/io.h"
#include "base/names.h"
#include "syntax/currency.h"
#include "syntax/pasted_bytes.h"
#include "syntax/pasted_word.h"
#include "syntax/scan.h"
#include "syntax/words.h"

typedef struct Pasted {
    Arena *arena;
    Findings *findings;
    const Source *source;
    Slice text;
    char *copy; /* the text put right; NULL: nothing was */
    Diagnostic *told[PASTED_KINDS];
    uint32_t count[PASTED_KINDS];
} Pasted;

typedef struct Unit {
    int power;
    uint8_t currency;
} Unit;

/* ---- the text put right ---- */

bool pasted_can_mark(Slice text) {
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
            return false;
    }
    return true;
}

static char *copy_of(Pasted *s) {
    if (s->copy == NULL) {
        s->copy = arena_zero(s->arena, (size_t)s->text.length + IO_PADDING);
        memcpy(s->copy, s->text.at, s->text.length);
    }
    return s->copy;
}

/* `instead` must not be longer than the span. */
static void put(Pasted *s, Span span, Slice instead) {
    char *at = copy_of(s) + span.start;
    memset(at, ' ', span.end - span.start);
    memcpy(at, instead.at, instead.length);
}

static void put_unreadable(Pasted *s, Span span, uint32_t cells) {
    char *at = copy_of(s) + span.start;
    memset(at, ' ', span.end - span.start);
    for (uint32_t i = 0; i < cells && 2 * i < span.end - span.start; i++)
        at[2 * i] = PASTED_UNREADABLE;
}

static Slice result(const Pasted *s) {
    return s->copy ? (Slice){s->copy, s->text.length} : s->text;
}

/* ---- findings ---- */

static const struct {
    const char *one, *many, *help;
} sentences[PASTED_KINDS] = {
    [PASTED_GROUPS] =
        {"\"%.*s\" is not a number here: a blank or quote is among its digits",
         "%u numbers have blanks or quotes among their digits",
         "write thousands as 1_234 or 1234"},
    [PASTED_NEGATIVE] =
        {"\"%.*s\" is not a number here: a negative one has a - before it",
         "%u negative numbers do not have a - before them",
         "write -1.5 for a negative number"},
    [PASTED_MARKED] = {"\"%.*s\" is not a number here: a mark is beside it",
                       "%u numbers have a mark beside them",
                       "write the number alone, and a footnote behind # on its line"},
    [PASTED_EMPTY] = {"\"%.*s\" is not a cell",
                      "%u cells are neither a number nor - or ?",
                      "write ? where the document does not give the figure, and - where "
                      "it says that there is none"},
    [PASTED_CURRENCY] = {"\"%.*s\" is not an amount here",
                         "%u amounts name their currency in another way",
                         "write the number alone if it is in the unit of the file; if "
                         "not, write its unit behind it: 1.5 DKK"},
};

static Slice shown(const Pasted *s, Span span) {
    return source_slice(s->source, span);
}

/* Tells of one figure, `reads` what to write for it: a fix where it is one thing. */
static void tell(Pasted *s, PastedKind kind, Span span, Slice reads, Slice other,
                 bool safe) {
    Findings *findings = s->findings;
    Place place = {s->source->id, span};
    uint32_t count = s->count[kind]++;
    Slice label = other.length > 0
                      ? arena_format(s->arena, "%.*s or %.*s?", SLICE_ARGS(reads),
                                     SLICE_ARGS(other))
                      : arena_format(s->arena, "write %.*s", SLICE_ARGS(reads));
    Diagnostic *d = s->told[kind];
    if (d == NULL) {
        d = s->told[kind] = findings_add(findings, CODE_S04, place, sentences[kind].one,
                                         SLICE_ARGS(shown(s, span)));
        diagnostic_here(findings, d, "%.*s", SLICE_ARGS(label));
        diagnostic_help(findings, d, "%s", sentences[kind].help);
    } else if (count <= SCAN_LABELS_MOST) {
        diagnostic_label(findings, d, place, "%.*s", SLICE_ARGS(label));
    }
    if (other.length == 0 && count < SCAN_FIXES_MOST)
        diagnostic_fix_safe(findings, d, place, reads, safe);
}

static void finish(Pasted *s) {
    for (int kind = 0; kind < PASTED_KINDS; kind++) {
        uint32_t count = s->count[kind];
        if (count < 2)
            continue;
        s->told[kind]->message = arena_format(s->arena, sentences[kind].many, count);
        if (count > 1 + SCAN_LABELS_MOST)
            diagnostic_note(s->findings, s->told[kind], "and %u more in this file",
                            count - 1 - SCAN_LABELS_MOST);
    }
}

/* ---- units ---- */

static Slice unit_text(Arena *arena, int power, uint8_t currency) {
    const char *scale = power == 3   ? "thousand"
                        : power == 6 ? "mio"
                        : power == 9 ? "mia"
                                     : "";
    return arena_format(arena, "%s%s%s", scale, power && currency ? " " : "",
                        currency_text(currency));
}

static uint32_t unit_bytes(char *to, int power, uint8_t currency) {
    uint32_t count = 0;
    if (power)
        to[count++] = (char)(PASTED_THOUSAND + power / 3 - 1);
    if (currency) {
        to[count++] = PASTED_CURRENCY_NEXT;
        to[count++] = (char)('A' + currency - 1);
    }
    return count;
}

static void tell_unit(Pasted *s, Span span, Slice write, bool krone) {
    Slice printed = shown(s, span);
    bool turned = printed.length > 3 && currency_find((Slice){printed.at, 3}) != 0;
    Diagnostic *d =
        turned ? findings_add(s->findings, CODE_S01, (Place){s->source->id, span},
                              "the scale comes before the currency: unit %.*s",
                              SLICE_ARGS(write))
               : findings_add(s->findings, CODE_S01, (Place){s->source->id, span},
                              "\"%.*s\" is not a unit: write unit %.*s",
                              SLICE_ARGS(printed), SLICE_ARGS(write));
    diagnostic_here(s->findings, d, "%.*s", SLICE_ARGS(write));
    if (krone)
        diagnostic_help(s->findings, d,
                        "write DKK, NOK, SEK or ISK, as \"kr.\" may mean each of them; "
                        "it is read as DKK here");
    diagnostic_fix_safe(s->findings, d, d->place, write, !krone);
}

/* The line of a `unit` whose words end at `end`. */
static void unit_line(Pasted *s, uint32_t start, uint32_t end) {
    while (end > start && char_in(s->text.at[end - 1], " \t\r"))
        end--;
    Slice words = {s->text.at + start, end - start};
    int power;
    uint8_t currency;
    bool krone;
    if (!pasted_unit(words, &power, &currency, &krone))
        return;
    Slice write = unit_text(s->arena, power, currency);
    Slice plain = words;
    if (slice_equal(plain, write) ||
        (plain.length > write.length && power && currency &&
         slice_starts(plain, SLICE("thousand ")) &&
         slice_ends(plain, slice_of(currency_text(currency)))))
        return;
    bool known = true; /* mio  DKK, with more blanks */
    uint32_t w = 0;
    for (uint32_t i = 0; i < plain.length && known; i++) {
        if (plain.at[i] == ' ' || plain.at[i] == '\t')
            continue;
        w += w < write.length && write.at[w] == ' ' ? 1 : 0;
        known = w < write.length && write.at[w++] == plain.at[i];
    }
    if (known && w == write.length)
        return;
    char bytes[3];
    uint32_t count = unit_bytes(bytes, power, currency);
    Span span = {start, end};
    if (count > end - start)
        return;
    tell_unit(s, span, write, krone);
    put(s, span, (Slice){bytes, count});
}

Slice pasted_units(Arena *arena, Findings *findings, const Source *source, Slice text) {
    Pasted s = {.arena = arena, .findings = findings, .source = source, .text = text};
    for (uint32_t at = 0; at < text.length;) {
        while (at < text.length && char_in(text.at[at], " \t"))
            at++;
        uint32_t end = at;
        while (end < text.length && !char_in(text.at[end], "\n#;{}\""))
            end++;
        Slice line = {text.at + at, end - at};
        if (slice_starts(line, SLICE("unit ")) &&
            memchr(line.at, ':', line.length) == NULL)
            unit_line(&s, at + 5, end);
        while (end < text.length && text.at[end] != '\n')
            end++;
        at = end + 1;
    }
    return result(&s);
}

/* ---- a row ---- */

typedef struct PastedCell {
    Span span;
    PastedWord word; /* PASTED_NOT: as the language writes it */
    bool number;     /* plain digits, which a blank may part */
    bool unit;       /* a word behind the cell before it */
} PastedCell;

typedef VEC(PastedCell) PastedCells;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

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
                tell(s, PASTED_GROUPS, span, whole, (Slice){"", 0}, true);
                put(s, span, whole);
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
            tell(s, PASTED_GROUPS, span, parted(s, cells, first, last, found[1]),
                 parted(s, cells, first, last, found[0]), false);
            put_unreadable(s, span, wanted);
            return;
        }
    }
}

/* What a figure with a currency of its own may say. */
static void settle_currency(Pasted *s, PastedWord *word, Unit unit) {
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
            word->other = unit_text(s->arena, unit.power, word->currency);
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

static void put_right(Pasted *s, PastedCell *cell, Unit unit) {
    PastedWord *word = &cell->word;
    if (word->kind == PASTED_CURRENCY)
        settle_currency(s, word, unit);
    tell(s, word->kind, cell->span, word->number, word->other, word->safe);
    if (word->other.length > 0 || word->number.length > cell->span.end - cell->span.start)
        put_unreadable(s, cell->span, 1);
    else
        put(s, cell->span, word->number);
}

/* The cells of a row, up to `end`. A 1.5- may be a 1.5 and a dash: then a cell is missing
 * without it. */
static void row(Pasted *s, uint32_t at, uint32_t end, uint32_t columns, Unit unit) {
    PastedCells cells = {0};
    while (at < end) {
        uint32_t start = at;
        while (at < end && !is_blank(s->text.at[at]))
            at++;
        if (at > start)
            add_word(s, &cells, (Span){start, at});
        while (at < end && is_blank(s->text.at[at]))
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

/* ---- where rows are ---- */

static uint32_t skip_blanks(const Pasted *s, uint32_t at, uint32_t end) {
    while (at < end && is_blank(s->text.at[at]))
        at++;
    return at;
}

/* Behind a text in quotes, or a name; `at` where neither is there. */
static uint32_t skip_word(const Pasted *s, uint32_t at, uint32_t end, Slice *word) {
    uint32_t start = at;
    if (at < end && s->text.at[at] == '"') {
        at++;
        while (at < end && s->text.at[at] != '"')
            at += s->text.at[at] == '\\' ? 2 : 1;
        at = at < end ? at + 1 : end;
    } else if (at < end && !scan_is_digit(s->text.at[at])) {
        while (at < end && names_have_byte(s->text.at[at]))
            at++;
    }
    *word = (Slice){s->text.at + start, at - start};
    return at;
}

/* Where the cells of a row or total begin; `end` where it is neither. */
static uint32_t cells_begin(const Pasted *s, uint32_t at, uint32_t end) {
    static const char *const modifiers[] = {"as", "from", "within", "of", "refund"};
    Slice word;
    at = skip_blanks(s, at, end);
    uint32_t next = skip_word(s, at, end, &word);
    if (word.length > 0 && word.at[0] != '"') {
        uint32_t i = 0, words = grammar_word_count();
        while (i < words && !slice_is(word, grammar_word(i)))
            i++;
        if (i < words && grammar_word_kind(i) == WORD_STATEMENT &&
            !slice_is(word, "total") && !slice_is(word, "spending"))
            return end;
        at = skip_blanks(s, next, end);
        if (slice_is(word, "spending"))
            at = skip_blanks(s, skip_word(s, at, end, &word), end);
        if (at < end && (s->text.at[at] == ':' || s->text.at[at] == ','))
            return end;
    }
    if (at < end && s->text.at[at] == '"')
        at = skip_blanks(s, skip_word(s, at, end, &word), end);
    for (bool more = true; more;) {
        more = false;
        next = skip_word(s, at, end, &word);
        for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++)
            more |= slice_is(word, modifiers[i]);
        if (!more && at < end && s->text.at[at] == ',') {
            next = at + 1;
            more = true;
        }
        if (more) {
            at = skip_blanks(s, next, end);
            at = skip_blanks(s, skip_word(s, at, end, &word), end);
            while (at < end && (scan_is_digit(s->text.at[at]) || s->text.at[at] == '%') &&
                   slice_is(word, ""))
                at++; /* refund 50% */
        }
    }
    return at;
}

/* One statement in a table, from `at`: gives where it ends, at a brace, ; or line. */
static uint32_t statement(Pasted *s, uint32_t at, uint32_t end, uint32_t columns,
                          Unit unit) {
    uint32_t stop = at;
    while (stop < end && !char_in(s->text.at[stop], "{};#\n")) {
        Slice word;
        uint32_t next = s->text.at[stop] == '"' ? skip_word(s, stop, end, &word) : stop;
        stop = next > stop ? next : stop + 1;
    }
    uint32_t last = stop;
    for (uint32_t i = at; i + 6 < stop; i++)
        if (memcmp(s->text.at + i, " where ", 7) == 0) {
            last = i;
            break;
        }
    row(s, cells_begin(s, at, last), last, columns, unit);
    return stop;
}

uint32_t pasted_columns(const Table *table) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        Time time = table->columns[i].time;
        bool range = time.kind == TIME_RANGE || time.kind == TIME_MONTHS;
        if (time.kind == TIME_BAD ||
            (range && (time.from == TIME_OPEN || time.to == TIME_OPEN)))
            return 0;
        int32_t size = !range ? 1
                       : time.kind == TIME_RANGE
                           ? time.to - time.from + 1
                           : (time.to / 100 - time.from / 100) * 12 + time.to % 100 -
                                 time.from % 100 + 1;
        if (size < 1 || size > 255)
            return 0;
        count += (uint32_t)size;
    }
    return count;
}

static void in_table(Pasted *s, const Table *table, Unit unit) {
    uint32_t columns = pasted_columns(table);
    Span span = table->block->span;
    for (uint32_t at = span.start; at < span.end;) {
        char c = s->text.at[at];
        if (c == '#')
            while (at < span.end && s->text.at[at] != '\n')
                at++;
        else if (is_blank(c) || c == '{' || c == '}' || c == ';')
            at++;
        else
            at = statement(s, at, span.end, columns, unit);
    }
}

static void in_block(Pasted *s, const Node *first, Unit unit) {
    for (const Node *node = first; node; node = node->next)
        if (node->kind == NODE_UNIT)
            unit =
                (Unit){((const Setting *)node)->power, ((const Setting *)node)->currency};
    for (const Node *node = first; node; node = node->next) {
        const Block *block = tree_block(node);
        if (block && node->kind == NODE_TABLE)
            in_table(s, (const Table *)node, unit);
        else if (block && node->kind == NODE_DECLARE)
            in_block(s, block->first, unit);
    }
}

Slice pasted_figures(Arena *arena, Findings *findings, const Source *source, Slice text,
                     const Tree *tree) {
    Pasted s = {.arena = arena, .findings = findings, .source = source, .text = text};
    in_block(&s, tree->first, (Unit){0, 0});
    finish(&s);
    return result(&s);
}
