/* One figure as other programs print it. */
#include "syntax/pasted_word.h"

#include <string.h>

#include "base/utf8.h"
#include "syntax/currency.h"
#include "syntax/scan.h"

/* ---- currencies and units ---- */

typedef struct Written {
    const char *word;
    int means; /* a currency or a power of ten */
} Written;

/* In small letters, without points and blanks. */
static uint32_t bare(Slice text, char *to, uint32_t room) {
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '.' || c == ' ' || c == '\t' || c == ',')
            continue;
        if (length == room)
            return 0;
        to[length++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return length;
}

static uint8_t bare_currency(Slice text, bool *krone) {
    static const char *const krones[] = {"kr", "kroner", "kronor", "krone"};
    static const char *const signs[] = {"€", "EUR", "euro", "EUR",
                                        "£", "GBP", "¥",    "JPY"};
    if (SLICE_AMONG(text, krones)) {
        *krone = true;
        return currency_find(SLICE("DKK"));
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i += 2)
        if (slice_is(text, signs[i]))
            return currency_find(slice_of(signs[i + 1]));
    char upper[3];
    if (text.length != sizeof upper)
        return 0;
    for (uint32_t i = 0; i < sizeof upper; i++)
        upper[i] = (char)(text.at[i] >= 'a' && text.at[i] <= 'z'
                              ? text.at[i] - ('a' - 'A')
                              : text.at[i]);
    return currency_find((Slice){upper, sizeof upper});
}

enum { WORD_MOST = 40 };

uint8_t pasted_currency(Slice word, bool *krone) {
    char text[WORD_MOST];
    *krone = false;
    uint32_t length = bare(word, text, sizeof text);
    return bare_currency((Slice){text, length}, krone);
}

/* The longer of two that begin alike stands first. */
static const Written scales[] = {
    {"thousand", 3}, {"tusinde", 3}, {"tusind", 3}, {"tusen", 3},   {"1000000", 6},
    {"1000", 3},     {"million", 6}, {"mill", 6},   {"mio", 6},     {"milliarder", 9},
    {"milliard", 9}, {"mia", 9},     {"mrd", 9},    {"billion", 9}, {"bn", 9},
    {"mn", 6},       {"m", 6},       {"t", 3},      {"k", 3},
};

static bool scale_before(Slice *text, int *power) {
    static const char *const endings[] = {"er", "s"};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        Slice word = slice_of(scales[i].word);
        if (!slice_starts(*text, word) || slice_is(*text, "milliard") ||
            (slice_is(word, "mill") && slice_starts(*text, SLICE("milliard"))))
            continue;
        *text = slice_from(*text, word.length);
        bool krona = slice_starts(*text, SLICE("sek")); /* mio SEK is no plural */
        for (size_t k = 0; k < 2 && word.length > 2 && !krona; k++)
            if (slice_starts(*text, slice_of(endings[k]))) {
                uint32_t taken = (uint32_t)strlen(endings[k]);
                *text = slice_from(*text, taken);
            }
        *power = scales[i].means;
        return true;
    }
    return false;
}

bool pasted_unit(Slice text, int *power, uint8_t *currency, bool *krone) {
    char letters[WORD_MOST];
    Slice rest = {letters, bare(text, letters, sizeof letters)};
    *power = 0;
    *krone = false;
    *currency = 0;
    if (rest.length > 3 && rest.at[0] == 'i' && rest.at[1] != 'n' && rest.at[1] != 's')
        rest = slice_from(rest, 1); /* i mio. kr. */
    if (rest.length == 0)
        return false;
    *currency = bare_currency(rest, krone);
    if (*currency != 0)
        return true;
    if (scale_before(&rest, power)) {
        if (rest.length == 0)
            return true;
        *currency = bare_currency(rest, krone);
        return *currency != 0;
    }
    if (rest.length <= 3)
        return false; /* DKK 1000 */
    *currency = bare_currency((Slice){rest.at, 3}, krone);
    rest = slice_from(rest, 3);
    return *currency != 0 && scale_before(&rest, power) && rest.length == 0;
}

Slice pasted_unit_text(Arena *arena, int power, uint8_t currency) {
    const char *scale = power == 3   ? "thousand"
                        : power == 6 ? "mio"
                        : power == 9 ? "mia"
                                     : "";
    return arena_format(arena, "%s%s%s", scale, power && currency ? " " : "",
                        currency_text(currency));
}

/* ---- figures ---- */

uint32_t pasted_grouping(Slice text) {
    if (text.length == 0)
        return 0;
    if (text.at[0] == '\'' || text.at[0] == ' ')
        return 1;
    uint32_t bytes, code = utf8_decode(text.at, text.length, &bytes);
    return code == 0x2019 || scan_is_space(code) ? bytes : 0;
}

uint32_t pasted_digits(Slice text, uint32_t at) {
    return scan_digits(text.at, at, text.length);
}

/* 101'392'320,5 as 101_392_320.5. False where it is no number. */
static bool read_number(Slice text, Text *out, bool *grouped) {
    uint32_t at = 0;
    *grouped = false;
    if (text.length > 0 && (text.at[0] == '-' || text.at[0] == '~'))
        text_char(out, text.at[at++]);
    uint32_t digits = pasted_digits(text, at);
    bool zero = digits > 0 && text.at[at] == '0';
    if (digits == 0 || digits > FIGURE_DIGITS_MOST || (zero && digits > 1))
        return false;
    text_bytes(out, text.at + at, digits);
    uint32_t first = digits;
    at += digits;
    for (;;) {
        uint32_t apart = pasted_grouping(slice_from(text, at));
        if (apart == 0)
            break;
        if (pasted_digits(text, at + apart) != 3 || first > 3 || zero)
            return false;
        text_char(out, '_');
        text_bytes(out, text.at + at + apart, 3);
        at += apart + 3;
        *grouped = true;
    }
    if (at == text.length)
        return true;
    uint32_t decimals = pasted_digits(text, at + 1);
    bool comma = text.at[at] == ',' && (*grouped || decimals <= 2);
    if ((text.at[at] != '.' && !comma) || decimals == 0 ||
        at + 1 + decimals != text.length)
        return false;
    text_char(out, '.');
    text_bytes(out, text.at + at + 1, decimals);
    return true;
}

/* ¹, ², …, † and ‡. */
static bool is_note_sign(uint32_t code) {
    return code == 0xb9 || code == 0xb2 || code == 0xb3 ||
           (code >= 0x2070 && code <= 0x2079) || code == 0x2020 || code == 0x2021;
}

/* Takes *, †, ¹ and the like, and a [1] behind a digit, off the end. */
Slice pasted_without_marks(Slice word) {
    for (;;) {
        uint32_t end = word.length;
        if (end > 1 && word.at[end - 1] == '*') {
            end--;
        } else if (end > 1 && word.at[end - 1] == ']') {
            uint32_t open = end - 1;
            while (open > 0 && scan_is_digit(word.at[open - 1]))
                open--;
            if (open == end - 1 || open < 2 || word.at[open - 1] != '[' ||
                !scan_is_digit(word.at[open - 2]))
                return word;
            end = open - 1;
        } else {
            uint32_t start = end;
            while (start > 0 && ((unsigned char)word.at[start - 1] & 0xc0) == 0x80)
                start--;
            if (start == 0 || start == end)
                return word;
            start--;
            uint32_t bytes, code = utf8_decode(word.at + start, end - start, &bytes);
            if (!is_note_sign(code) || start == 0)
                return word;
            end = start;
        }
        word.length = end;
    }
}

static uint32_t note_digits(Slice word, uint32_t at) {
    enum { NOTE_MOST = 2 };
    uint32_t digits = pasted_digits(word, at);
    return digits <= NOTE_MOST ? digits : 0;
}

bool pasted_is_note(Slice word) {
    uint32_t digits = note_digits(word, 0);
    if (digits > 0 && digits + 1 == word.length && word.at[digits] == ')')
        return true;
    Slice rest = slice_trim_end(word, ")");
    if (rest.length > 0 && slice_trim(rest, "*").length == 0)
        return true;
    uint32_t bytes, code = utf8_decode(word.at, word.length, &bytes);
    return bytes == word.length && bytes > 1 && is_note_sign(code);
}

bool pasted_may_be_note(Slice word) {
    uint32_t digits = word.length > 2 ? note_digits(word, 1) : 0;
    return digits > 0 && word.at[0] == '(' && digits + 2 == word.length &&
           word.at[word.length - 1] == ')';
}

bool pasted_is_broken(Slice word) {
    uint32_t digits = 0, beside = 0;
    for (uint32_t i = word.length > 0 && word.at[0] == '-'; i < word.length; i++) {
        bool apart = char_in(word.at[i], ".,");
        if (!apart && !scan_is_digit(word.at[i]))
            return false;
        digits += !apart;
        beside += apart && (i + 1 == word.length || !scan_is_digit(word.at[i + 1]) ||
                            i == 0 || !scan_is_digit(word.at[i - 1]));
    }
    return digits > 0 && beside > 0;
}

bool pasted_is_empty(Slice word, bool *certain) {
    static const char *const dots[] = {"..", "...", "…", "‥"};
    static const char *const words[] = {"n/a", "N/A",  "n.a.", "N.A.", "n/a.",
                                        "i/t", "n.d.", "na.",  "#N/A", "i.o."};
    *certain = SLICE_AMONG(word, dots);
    return *certain || SLICE_AMONG(word, words);
}

bool pasted_about(Slice word) {
    static const char *const words[] = {"ca.",     "ca",    "ca.:",    "cirka",
                                        "circa",   "c.",    "approx.", "approx",
                                        "omkring", "about", "etwa",    "rund"};
    return SLICE_AMONG(word, words);
}

/* `1.200,-` as 1_200: whole kroner, so that a point in it parts thousands. */
static bool read_kroner(Slice word, Text *out) {
    if (!slice_ends(word, SLICE(",-")) && !slice_ends(word, SLICE(",--")))
        return false;
    uint32_t end = word.length, at = 0;
    while (end > 0 && char_in(word.at[end - 1], ",-"))
        end--;
    if (word.at[0] == '-' || word.at[0] == '~')
        text_char(out, word.at[at++]);
    uint32_t digits = pasted_digits(word, at), first = digits;
    if (digits == 0 || digits > FIGURE_DIGITS_MOST ||
        (word.at[at] == '0' && end > at + 1))
        return false;
    text_bytes(out, word.at + at, digits);
    for (at += digits; at < end; at += 4) {
        if (word.at[at] != '.' || pasted_digits(word, at + 1) != 3 || first > 3)
            return false;
        text_char(out, '_');
        text_bytes(out, word.at + at + 1, 3);
    }
    return at == end;
}

/* The currency that is written at one end of a figure without a blank: takes it off. */
uint8_t pasted_take_currency(Slice *word, bool *krone) {
    uint32_t start = 0, end = word->length;
    while (start < end && !scan_is_digit(word->at[start]) && word->at[start] != '-' &&
           word->at[start] != '(')
        start++;
    while (end > start && !scan_is_digit(word->at[end - 1]))
        end--;
    *krone = false;
    if (start > 0) {
        uint8_t found = pasted_currency((Slice){word->at, start}, krone);
        *word = found ? slice_from(*word, start) : *word;
        return found;
    }
    Slice tail = slice_from(*word, end);
    uint8_t found = tail.length > 0 ? pasted_currency(tail, krone) : 0;
    if (found)
        word->length = end;
    return found;
}

/* Takes brackets or a sign behind it off. */
static PastedKind take_frame(Slice *word, bool *certain) {
    Slice text = *word;
    *certain = true;
    if (text.length > 2 && text.at[0] == '(' && text.at[text.length - 1] == ')') {
        *word = (Slice){text.at + 1, text.length - 2};
        *certain = false;
        return PASTED_NEGATIVE;
    }
    if (text.length > 2 && text.at[0] == '[' && text.at[text.length - 1] == ']') {
        *word = (Slice){text.at + 1, text.length - 2};
        *certain = pasted_digits(*word, 0) > 2 || pasted_digits(*word, 0) < word->length;
        return PASTED_MARKED;
    }
    if (text.length > 1 && text.at[text.length - 1] == '-') {
        *word = (Slice){text.at, text.length - 1};
        return PASTED_NEGATIVE;
    }
    return PASTED_NOT;
}

PastedWord pasted_word(Arena *arena, Slice word) {
    PastedWord found = {.kind = PASTED_NOT};
    bool certain, grouped;
    if (pasted_is_empty(word, &certain)) {
        found = (PastedWord){.kind = PASTED_EMPTY, .number = SLICE("?"), .safe = certain};
        found.other = certain ? (Slice){"", 0} : SLICE("-");
        return found;
    }
    Text kroner = {.memory = arena_memory(arena)};
    if (read_kroner(word, &kroner))
        found = (PastedWord){.kind = PASTED_CURRENCY,
                             .number = arena_copy(arena, text_view(&kroner)),
                             .currency = currency_find(SLICE("DKK")),
                             .krone = true};
    text_free(&kroner);
    if (found.kind != PASTED_NOT)
        return found;
    Slice rest = pasted_without_marks(word);
    bool marked = rest.length < word.length;
    found.currency = pasted_take_currency(&rest, &found.krone);
    PastedKind frame = take_frame(&rest, &certain);
    Text number = {.memory = arena_memory(arena)};
    bool negative = frame == PASTED_NEGATIVE;
    if (negative)
        text_char(&number, '-');
    bool reads = read_number(rest, &number, &grouped) &&
                 !(negative && !scan_is_digit(rest.at[0]));
    found.kind = !reads           ? PASTED_NOT
                 : found.currency ? PASTED_CURRENCY
                 : frame          ? frame
                 : marked         ? PASTED_MARKED
                 : grouped        ? PASTED_GROUPS
                                  : PASTED_NOT;
    if (found.kind != PASTED_NOT) {
        found.number = arena_copy(arena, text_view(&number));
        found.safe = certain && !found.currency;
        if (!negative && !certain)
            found.other = SLICE("no figure");
        if (negative && !certain)
            found.other = arena_copy(arena, slice_from(found.number, 1));
    }
    text_free(&number);
    return found;
}
