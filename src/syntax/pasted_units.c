/* The lines of a `unit` that are written as a document prints it: mio. kr., tkr. */
#include "syntax/pasted.h"

#include <string.h>

#include "syntax/currency.h"
#include "syntax/pasted_bytes.h"
#include "syntax/pasted_text.h"

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
    char bytes[3];
    uint32_t count = unit_bytes(bytes, power, currency);
    Span span = {start, end};
    if (count > end - start)
        return;
    tell_unit(s, span, write, krone);
    pasted_put(s, span, (Slice){bytes, count});
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
    return pasted_result(&s);
}
