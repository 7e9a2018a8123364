/* Units that are written as a document prints them, mio. kr. or tkr: of a `unit`, and
 * behind figures. */
#include "syntax/pasted.h"

#include <string.h>

#include "base/names.h"
#include "syntax/currency.h"
#include "syntax/pasted_bytes.h"
#include "syntax/pasted_text.h"
#include "syntax/scan.h"

/* False where there is no room for it. */
static bool put_unit(Pasted *s, Span span, int power, uint8_t currency) {
    char bytes[3];
    uint32_t count = 0;
    if (power)
        bytes[count++] = (char)(PASTED_THOUSAND + power / 3 - 1);
    if (currency) {
        bytes[count++] = PASTED_CURRENCY_NEXT;
        bytes[count++] = (char)('A' + currency - 1);
    }
    if (count <= span.end - span.start)
        pasted_put(s, span, (Slice){bytes, count});
    return count <= span.end - span.start;
}

static void tell_unit(Pasted *s, Span span, Slice write, bool krone) {
    Slice printed = pasted_printed(s, span);
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
    Slice write = pasted_unit_text(s->arena, power, currency);
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
    Span span = {start, end};
    if (put_unit(s, span, power, currency))
        tell_unit(s, span, write, krone);
}

/* ---- behind figures ---- */

/* Behind the words at `at` that are a unit together, as in mio. kr.; `at` where there are
 * none, or they are written as the language has it, or are told elsewhere. */
static uint32_t unit_behind(Pasted *s, uint32_t at, int *power, uint8_t *currency,
                            bool *krone) {
    enum { WORDS_MOST = 3 };
    uint32_t end = at, next = at;
    for (int words = 0; words < WORDS_MOST; words++) {
        uint32_t word = next;
        while (next < s->text.length &&
               (names_have_byte(s->text.at[next]) || s->text.at[next] == '.'))
            next++;
        Slice joined = {s->text.at + at, next - at};
        if (next == word || !pasted_unit(joined, power, currency, krone))
            break;
        end = next;
        while (next < s->text.length && char_in(s->text.at[next], " \t"))
            next++;
    }
    Slice unit = {s->text.at + at, end - at};
    if (end == at || !pasted_unit(unit, power, currency, krone) || *power == 0)
        return at;
    bool words = memchr(unit.at, ' ', unit.length) || memchr(unit.at, '.', unit.length);
    bool turned = unit.length > 3 && currency_find((Slice){unit.at, 3}) != 0;
    bool written = slice_equal(unit, pasted_unit_text(s->arena, *power, *currency));
    return words && !turned && !written ? end : at;
}

static uint32_t figure(Pasted *s, uint32_t at, uint32_t end) {
    while (at < end && (scan_is_digit(s->text.at[at]) || char_in(s->text.at[at], "_.,")))
        at++;
    uint32_t start = at, stop;
    while (start < end && char_in(s->text.at[start], " \t"))
        start++;
    int power;
    uint8_t currency;
    bool krone;
    if (start == at || (stop = unit_behind(s, start, &power, &currency, &krone)) == start)
        return at;
    Span span = {start, stop};
    pasted_tell(s, PASTED_UNIT, span,
                (PastedSaid){.reads = pasted_unit_text(s->arena, power, currency),
                             .safe = !krone});
    put_unit(s, span, power, currency);
    return stop;
}

/* Figures with their units on a line, from `at` on; gives where it ends. */
static uint32_t figures(Pasted *s, uint32_t at) {
    bool quoted = false;
    while (at < s->text.length && s->text.at[at] != '\n') {
        char c = s->text.at[at];
        if (c == '#' && !quoted)
            break;
        if (c == '"')
            quoted = !quoted;
        else if (c == '\\' && quoted && at + 1 < s->text.length)
            at += s->text.at[at + 1] != '\n';
        bool begins = scan_is_digit(c) && !quoted &&
                      (at == 0 || !names_have_byte(s->text.at[at - 1]));
        at = begins ? figure(s, at, s->text.length) : at + 1;
    }
    while (at < s->text.length && s->text.at[at] != '\n')
        at++;
    return at;
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
        bool setting = slice_starts(line, SLICE("unit ")) &&
                       memchr(line.at, ':', line.length) == NULL;
        if (setting)
            unit_line(&s, at + 5, end);
        at = figures(&s, setting ? end : at) + 1;
    }
    pasted_finish(&s);
    return pasted_result(&s);
}
