/* Tokens from the bytes that a rule of the scanner matched: numbers and what goes wrong
 * with them, names in any script, texts, and characters that belong nowhere. */
#include "syntax/scan.h"

#include <string.h>
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/parser.h"

/* Figures hold at most this many digits; a sum of a million of them fits in a Decimal. */
enum { MOST_DIGITS = 18, MOST_DECIMALS = 18, MOST_MENDS = 100000, MOST_LABELS = 3 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static Place token_place(const Scan *scan, uint32_t length) {
    uint32_t start = scan->token.span.start;
    return (Place){scan->source->id, {start, start + length}};
}

/* A message shows at most this much of what it quotes. */
static Slice shown(const char *at, uint32_t length) {
    enum { MOST = 40 };
    uint32_t end = length < MOST ? length : MOST;
    while (end < length && end > 0 && ((unsigned char)at[end] & 0xc0) == 0x80)
        end--;
    return (Slice){at, end};
}

/* Kept apart because the bytes are the scanner's: at the token's end stands a NUL of its
 * own. */
static Slice kept(const Scan *scan, const char *at, uint32_t length) {
    Slice text = shown(at, length);
    return text.length < length ? arena_format(scan->arena, "%.*s…", SLICE_ARGS(text))
                                : arena_copy(scan->arena, text);
}

/* ---- once a file ---- */

void scan_begin(Scan *scan) {
    Slice text = scan->source->text;
    size_t bad = utf8_valid_to(text.at, text.length);
    if (bad == text.length)
        return;
    uint32_t count = 0;
    for (size_t at = bad; at < text.length; count++) {
        at++;
        at += utf8_valid_to(text.at + at, text.length - at);
    }
    Place place = {scan->source->id, {(uint32_t)bad, (uint32_t)bad + 1}};
    Diagnostic *d =
        findings_add(scan->findings, CODE_S07, place,
                     count == 1 ? "the file is not UTF-8: %u byte in it means nothing"
                                : "the file is not UTF-8: %u bytes in it mean nothing",
                     count);
    diagnostic_here(scan->findings, d, "the first");
    diagnostic_help(scan->findings, d,
                    "save the file as UTF-8; it may be in Latin-1 or Windows-1252 now");
}

void scan_end(Scan *scan) {
    if (scan->commas && scan->comma_count > 1) {
        scan->commas->message = arena_format(
            scan->arena,
            "%u numbers have a comma or several points: the decimal point is \".\"",
            scan->comma_count);
        if (scan->comma_count > 1 + MOST_LABELS)
            diagnostic_note(scan->findings, scan->commas, "and %u more in this file",
                            scan->comma_count - 1 - MOST_LABELS);
    }
    if (scan->dashes && scan->dash_count > 1)
        scan->dashes->message =
            arena_format(scan->arena, "%u dashes that are not the \"-\" of the keyboard",
                         scan->dash_count);
    if (scan->control && scan->control_count > 1)
        scan->control->message =
            arena_format(scan->arena, "%u control characters that belong in no text",
                         scan->control_count);
}

/* ---- numbers ---- */

static uint32_t make_figure(Scan *scan, uint32_t length, Figure figure) {
    figure.at = scan->token.span.start;
    figure.length = length < 255 ? (uint8_t)length : 255;
    scan->token.figure = figure;
    if (scan->token.kind == 0)
        scan->token.kind = TOKEN_NUMBER;
    scan->minus = false;
    return length;
}

static uint32_t make_bad(Scan *scan, uint32_t length) {
    scan->token.kind = TOKEN_NUMBER;
    return make_figure(scan, length, (Figure){.flags = FIGURE_BAD});
}

static uint32_t digits_from(const char *at, uint32_t from, uint32_t end) {
    uint32_t i = from;
    while (i < end && is_digit(at[i]))
        i++;
    return i - from;
}

/* Whether separators leave no doubt: 16,4 or 1.234,5 or 1.234.567. But 1,234 may be a
 * decimal or thousands, and 2018,2019 a list. */
static bool separators_certain(const char *at, uint32_t end) {
    uint32_t i = end > 0 && (at[0] == '-' || at[0] == '~') ? 1 : 0;
    uint32_t first = digits_from(at, i, end), groups = 0;
    for (i += first; i < end && at[i] == '.' && digits_from(at, i + 1, end) == 3; i += 4)
        groups++;
    if (first == 0 || (groups > 0 && first > 3))
        return false;
    if (i == end)
        return groups > 1;
    uint32_t decimals = digits_from(at, i + 1, end);
    return at[i] == ',' && i + 1 + decimals == end && decimals > 0 &&
           (groups > 0 || decimals <= 2);
}

/* A comma, or points as thousands separators: one finding a file, with all the mends that
 * leave no doubt. */
static uint32_t bad_separator(Scan *scan, const char *at, uint32_t length) {
    uint32_t commas = 0, last = 0;
    for (uint32_t i = 0; i < length; i++) {
        commas += at[i] == ',';
        if (at[i] == ',' || at[i] == '.')
            last = i;
    }
    uint32_t end = length > 0 && at[length - 1] == '%' ? length - 1 : length;
    bool thousands = end - last - 1 == 3;
    bool certain = separators_certain(at, end);
    Text mend = {.memory = arena_memory(scan->arena)};
    for (uint32_t i = 0; i < length; i++) {
        if (at[i] == ',')
            text_char(&mend, '.');
        else if (at[i] == '.')
            (void)(commas == 0 ? text_char(&mend, '_') : (void)0);
        else
            text_char(&mend, at[i]);
    }
    Place place = token_place(scan, length);
    scan->comma_count++;
    if (!scan->commas) {
        scan->commas = findings_add(scan->findings, CODE_S05, place,
                                    "\"%.*s\" is not a number here: the decimal point is "
                                    "\".\"",
                                    SLICE_ARGS(kept(scan, at, length)));
        if (certain)
            diagnostic_here(scan->findings, scan->commas, "write %.*s", (int)mend.length,
                            mend.at);
        else
            diagnostic_here(scan->findings, scan->commas,
                            thousands ? "decimals or thousands? 1.234 or 1_234"
                                      : "a list has a space after the comma");
        diagnostic_help(scan->findings, scan->commas,
                        "write 16.4 for 16,4, and 1_234 or 1234 for a thousand and more; "
                        "in a list put a space after the comma");
    } else if (scan->comma_count <= 1 + MOST_LABELS) {
        diagnostic_label(scan->findings, scan->commas, place, "%.*s",
                         certain ? (int)mend.length : 0, mend.at ? mend.at : "");
    }
    if (certain && scan->comma_count <= MOST_MENDS)
        diagnostic_mend_safe(scan->findings, scan->commas, place,
                             arena_copy(scan->arena, text_view(&mend)), true);
    text_free(&mend);
    return make_bad(scan, length);
}

static uint32_t bad_digits(Scan *scan, const char *at, uint32_t length, const char *why) {
    Diagnostic *d = findings_add(scan->findings, CODE_S04, token_place(scan, length),
                                 "\"%.*s\" is not a number",
                                 SLICE_ARGS(kept(scan, at, length)));
    diagnostic_here(scan->findings, d, "%s", why);
    return make_bad(scan, length);
}

uint32_t scan_number(Scan *scan, const char *at, uint32_t length, uint32_t after) {
    bool percent = after == 1 && at[length - 1] == '%';
    uint32_t taken = percent ? length : length - after;
    uint32_t end = length - after;
    uint32_t i = 0;
    Figure figure = {0};
    bool negative = scan->minus;
    if (at[0] == '-') {
        negative = true;
        i = 1;
    } else if (at[0] == '~') {
        figure.flags = FIGURE_APPROXIMATE;
        i = 1;
    }
    if (percent)
        figure.flags |= FIGURE_PERCENT;

    uint32_t digits = 0, decimals = 0;
    bool point = false, underscores = false;
    int64_t value = 0;
    for (; i < end; i++) {
        char c = at[i];
        if (is_digit(c)) {
            digits += value != 0 || c != '0' ? 1 : 0;
            decimals += point;
            if (digits <= MOST_DIGITS)
                value = value * 10 + (c - '0');
        } else if (c == '.' && !point) {
            point = true;
        } else if (c == ',' && scan->parens > 0) {
            taken = end = i; /* 1,2 in parentheses are two */
        } else if (c == '_') {
            underscores |= !is_digit(at[i - 1]) || i + 1 == end || !is_digit(at[i + 1]);
        } else {
            return bad_separator(scan, at, taken);
        }
    }
    if (underscores)
        return bad_digits(scan, at, taken, "a _ stands between two digits only");
    if (digits > MOST_DIGITS || decimals > MOST_DECIMALS) {
        Diagnostic *d = findings_add(scan->findings, CODE_S06, token_place(scan, taken),
                                     "\"%.*s\" has %u digits: a figure can have %d",
                                     SLICE_ARGS(kept(scan, at, taken)),
                                     digits > decimals ? digits : decimals, MOST_DIGITS);
        diagnostic_help(scan->findings, d, "use a larger unit, as in 3.3 mio DKK");
        return make_bad(scan, taken);
    }
    figure.digits = negative ? -value : value;
    figure.scale = (int8_t)decimals;
    if (figure.flags & FIGURE_APPROXIMATE) {
        uint32_t zeros = 0;
        for (int64_t rest = value; rest != 0 && rest % 10 == 0 && zeros < 15; rest /= 10)
            zeros++;
        figure.blur = zeros & 15;
    }
    scan->token.kind = negative ? TOKEN_NEGATIVE : TOKEN_NUMBER;
    return make_figure(scan, taken, figure);
}

/* Spaces that a text pasted from elsewhere has between digits. */
static bool is_space(uint32_t code) {
    return code == 0xa0 || code == 0x2007 || code == 0x2009 || code == 0x202f ||
           code == 0xfeff || (code >= 0x2000 && code <= 0x200b);
}

uint32_t scan_broken_number(Scan *scan, const char *at, uint32_t length) {
    uint32_t end = at[0] == '-' || at[0] == '~' ? 1 : 0;
    while (end < length &&
           (is_digit(at[end]) || at[end] == '_' || at[end] == '.' || at[end] == ','))
        end++;
    if (end == length)
        return bad_digits(scan, at, length, "a digit is missing after the point");
    uint32_t number = at[end - 1] == '.' || at[end - 1] == ',' ? end - 1 : end;
    if (at[end - 1] == ',')
        return scan_number(scan, at, number, 0); /* a list without spaces: 2018,never */
    if ((unsigned char)at[end] >= 0x80) {
        uint32_t bytes, code = utf8_decode(at + end, length - end, &bytes);
        if (is_space(code) && end + bytes < length && is_digit(at[end + bytes])) {
            uint32_t stop = end + bytes;
            while (stop < length && (is_digit(at[stop]) || at[stop] == '.'))
                stop++;
            return bad_digits(scan, at, stop,
                              "a space among digits: thousands are written 1_234");
        }
        if (number == end && !utf8_is_letter(code))
            return scan_number(scan, at, number, 0);
    }
    while (at[length - 1] == '.' || at[length - 1] == ',')
        length--;
    bool like_digits = true;
    for (uint32_t i = end; i < length; i++)
        like_digits &= is_digit(at[i]) || at[i] == '.' || at[i] == ',' ||
                       strchr("oOlI", at[i]) != NULL;
    if (like_digits)
        return bad_digits(scan, at, length, "letters among digits: o for 0, l for 1?");
    Slice tail = {at + end, length - end};
    bool unit = currency_find(tail) != 0;
    static const char *const units[] = {"mio", "mia", "thousand", "pp", "kr", "pct"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        unit |= slice_is(tail, units[i]);
    return bad_digits(scan, at, length,
                      unit ? "a space is missing before the unit"
                           : "letters among digits");
}

/* Something like 2020-12-02, 2008-08 or 2019-22. */
uint32_t scan_date(Scan *scan, const char *at, uint32_t length) {
    int32_t parts[3] = {0, 0, 0};
    uint32_t sizes[3] = {0, 0, 0}, count = 0;
    for (uint32_t i = 0; i < length && count < 3; i++) {
        if (at[i] == '-') {
            count++;
        } else if (sizes[count] < 9) {
            parts[count] = parts[count] * 10 + (at[i] - '0');
            sizes[count]++;
        }
    }
    if (length < 7) /* 2020-1: a subtraction; 2020-: likewise */
        return scan_number(scan, at, 4, 0);
    Time time = {.span = {scan->token.span.start, scan->token.span.start + length}};
    if (length == 10 && sizes[1] == 2 && sizes[2] == 2) {
        time.kind = TIME_DATE;
        time.from = time.to = parts[0] * 10000 + parts[1] * 100 + parts[2];
        scan->token.kind = TOKEN_DATE;
    } else if (length == 7 && sizes[1] == 2) {
        time.kind = TIME_MONTH;
        time.from = time.to = parts[0] * 100 + parts[1];
        scan->token.kind = TOKEN_MONTH;
    } else {
        bool years = length == 9 && sizes[1] == 4;
        Diagnostic *d = findings_add(scan->findings, CODE_Y10, token_place(scan, length),
                                     "\"%.*s\" is not a date or month",
                                     SLICE_ARGS(kept(scan, at, length)));
        if (!years) {
            diagnostic_here(scan->findings, d, "a date is 2020-12-02, a month 2020-12");
            return make_bad(scan, length);
        }
        diagnostic_here(scan->findings, d, "a range of years is %d..%d", parts[0],
                        parts[1]);
        time.kind = TIME_RANGE;
        time.from = parts[0];
        time.to = parts[1];
        scan->token.kind = TOKEN_MONTH;
    }
    scan->token.time = time;
    return length;
}

/* ---- names and texts ---- */

static int name_kind(NameId id) {
    uint32_t words = grammar_word_count();
    if (id <= words)
        return TOKEN_INCLUDE + (int)id - 1;
    if (id - words <= 15)
        return TOKEN_CURRENCY;
    return TOKEN_NAME;
}

/* The word of queries that a name in capitals is, 0 where it is none. Something that is
 * called so in the files goes before. */
static NameId capital_word(const Scan *scan, Slice text) {
    enum { LONGEST = 16 };
    char lower[LONGEST];
    if (text.length > LONGEST || names_find(scan->names, text) != 0)
        return 0;
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.at[i] < 'A' || text.at[i] > 'Z')
            return 0;
        lower[i] = (char)(text.at[i] + ('a' - 'A'));
    }
    NameId id = names_find(scan->names, (Slice){lower, text.length});
    bool word = id != 0 && id <= grammar_word_count() &&
                grammar_word_kind(id - 1) != WORD_STATEMENT;
    return word ? id : 0;
}

static uint32_t make_name(Scan *scan, const char *at, uint32_t length, bool ascii) {
    Slice text = {at, length};
    if (!ascii)
        text = utf8_nfc(scan->arena, text);
    NameId word = scan->capitals ? capital_word(scan, text) : 0;
    scan->token.name = word ? word : names_add(scan->names, text);
    scan->token.kind = name_kind(scan->token.name);
    return length;
}

uint32_t scan_name(Scan *scan, const char *at, uint32_t length) {
    uint32_t i = 0;
    while (i < length && (unsigned char)at[i] < 0x80)
        i++;
    if (i == length)
        return make_name(scan, at, length, true);
    while (i < length) {
        uint32_t bytes, code = utf8_decode(at + i, length - i, &bytes);
        if (code >= 0x80 && !utf8_is_letter(code) && !(i > 0 && utf8_is_digit(code)))
            break;
        i += bytes;
    }
    if (i == 0)
        return scan_other(scan, at, length);
    return make_name(scan, at, i, false);
}

uint32_t scan_param(Scan *scan, const char *at, uint32_t length) {
    if (length == 1)
        return scan_other(scan, at, length);
    make_name(scan, at + 1, length - 1, false);
    scan->token.kind = TOKEN_PARAM;
    return length;
}

static void control_character(Scan *scan, Place place, unsigned char c) {
    scan->control_count++;
    if (scan->control)
        return;
    scan->control = findings_add(scan->findings, CODE_S07, place,
                                 "a control character (\\x%02x) that belongs in no text",
                                 c);
    diagnostic_help(scan->findings, scan->control,
                    "delete it; it may have come along when the text was pasted");
}

static void check_text(Scan *scan, const char *at, uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)at[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f) {
            uint32_t start = scan->token.span.start + i;
            control_character(scan, (Place){scan->source->id, {start, start + 1}}, c);
        } else if (c == '\\') {
            char next = at[i + 1];
            if (next != '"' && next != '\\' && next != 'n' && next != 't' &&
                next != 'u') {
                uint32_t start = scan->token.span.start + i;
                Diagnostic *d =
                    findings_add(scan->findings, CODE_S10,
                                 (Place){scan->source->id, {start, start + 2}},
                                 "this escape means nothing in a text");
                diagnostic_help(
                    scan->findings, d,
                    "a backslash is written \\\\; others are \\\" \\n \\t and "
                    "\\u{e6}");
            }
            i++;
        }
    }
}

uint32_t scan_string(Scan *scan, const char *at, uint32_t length, bool closed) {
    if (!closed) {
        Place place = token_place(scan, 1);
        Diagnostic *d = findings_add(scan->findings, CODE_S02, place,
                                     "this text in quotes is not closed on its line");
        diagnostic_here(scan->findings, d, "opened here");
        diagnostic_help(scan->findings, d,
                        "put a \" at its end; inside a text a quote is written \\\"");
        scan->token.kind = TOKEN_INTEG_UNDEF;
        uint32_t start = scan->token.span.start;
        return open_text_end(scan->source->text, start, start + length) - start;
    }
    check_text(scan, at, length - 1);
    scan->token.kind = TOKEN_STRING;
    return length;
}

/* ---- anything else ---- */

/* As SQL writes them. One that is closed has a mend. */
static void single_quoted(Scan *scan, Diagnostic *d, Place place, Slice text) {
    diagnostic_help(scan->findings, d, "texts stand in double quotes: \"Title\"");
    if (text.length < 2 || text.length < place.span.end - place.span.start)
        return;
    Slice inside = {text.at + 1, text.length - 2};
    for (uint32_t i = 0; i < inside.length; i++)
        if (inside.at[i] == '"' || inside.at[i] == '\\')
            return;
    Slice mend = arena_format(scan->arena, "\"%.*s\"", SLICE_ARGS(inside));
    diagnostic_here(scan->findings, d, "write %.*s", SLICE_ARGS(mend));
    diagnostic_mend(scan->findings, d, place, mend);
}

static uint32_t unknown_character(Scan *scan, const char *at, uint32_t bytes) {
    Place place = token_place(scan, bytes);
    Slice text = kept(scan, at, bytes);
    Diagnostic *d = at[0] == '\''
                        ? findings_add(scan->findings, CODE_S07, place,
                                       "%.*s is no text in quotes", SLICE_ARGS(text))
                        : findings_add(scan->findings, CODE_S07, place,
                                       "the character \"%.*s\" cannot stand here",
                                       SLICE_ARGS(text));
    if (at[0] == '\'')
        single_quoted(scan, d, place, text);
    else if (at[0] == '~')
        diagnostic_help(scan->findings, d, "~ stands directly before a number: ~65");
    else if (at[0] == '[' || at[0] == ']')
        diagnostic_help(scan->findings, d, "lists have commas only: a, b, c");
    else if (at[0] == '&')
        diagnostic_help(scan->findings, d, "for conditions write and");
    else if (at[0] == '$')
        diagnostic_help(scan->findings, d, "a parameter has a name: $year");
    scan->token.kind = TOKEN_INTEG_UNDEF;
    return bytes;
}

/* One finding a file, as a pasted table is full of them. */
static void odd_dash(Scan *scan, Place place) {
    if (scan->dashes == NULL) {
        scan->dashes = findings_add(scan->findings, CODE_S07, place,
                                    "a dash that is not the \"-\" of the keyboard");
        diagnostic_here(scan->findings, scan->dashes, "write -");
    } else if (scan->dash_count <= MOST_LABELS) {
        diagnostic_label(scan->findings, scan->dashes, place, "and here");
    }
    /* 2020–2022 is no difference, and nothing that - would mend. */
    bool between = place.span.start > 0 && is_digit(scan->base[place.span.start - 1]);
    if (scan->dash_count++ < MOST_MENDS)
        diagnostic_mend_safe(scan->findings, scan->dashes, place, SLICE("-"), !between);
}

static bool is_quote(uint32_t code) {
    return code == 0x201c || code == 0x201d || code == 0x201e || code == 0xab ||
           code == 0xbb;
}

/* “…” „…“ „…” ”…” «…» »…« »…» are what people type. */
static bool quotes_pair(uint32_t open, uint32_t close) {
    switch (open) {
    case 0x201c:
    case 0x201d: return close == 0x201d;
    case 0x201e: return close == 0x201c || close == 0x201d;
    case 0xab: return close == 0xbb;
    default: return close == 0xab || close == 0xbb;
    }
}

/* Whether the bytes, on one line, can stand in straight quotes as they are. */
static bool is_plain_text(Slice text) {
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\' || c < 0x20)
            return false;
    }
    return text.length > 0 && utf8_valid_to(text.at, text.length) == text.length;
}

/* What stands in a text is no code, and not to be mended as such. */
static void doubt(Diagnostic *d, Span span) {
    for (uint32_t i = d ? d->mends.count : 0; i > 0; i--) {
        Mend *mend = &d->mends.at[i - 1];
        if (mend->place.span.start < span.start)
            return;
        if (mend->place.span.end <= span.end)
            mend->safe = false;
    }
}

void scan_doubt(Scan *scan, Span span) {
    doubt(scan->commas, span);
    doubt(scan->dashes, span);
}

/* A pair is one mend, so that no half of it is left. It is made at the closing quote, as
 * only what is behind is whole: the scanner cuts off what comes. */
static void pair_quotes(Scan *scan, uint32_t code, Span span) {
    uint32_t open, length, start = scan->quote_start, inner = start;
    if (scan->quotes && start < span.start) {
        open = utf8_decode(scan->base + start, span.start - start, &length);
        inner = start + length;
        Slice text = {scan->base + inner, span.start - inner};
        if (quotes_pair(open, code) && is_plain_text(text)) {
            scan_doubt(scan, (Span){start, span.end});
            if (scan->quote_count++ < MOST_MENDS)
                diagnostic_mend_safe(
                    scan->findings, scan->quotes,
                    (Place){scan->source->id, {start, span.end}},
                    arena_format(scan->arena, "\"%.*s\"", SLICE_ARGS(text)), true);
            scan->quote_start = UINT32_MAX;
            return;
        }
    }
    scan->quote_start = span.start;
}

/* One finding a file. */
static void curly_quote(Scan *scan, uint32_t code, uint32_t bytes) {
    Place place = token_place(scan, bytes);
    pair_quotes(scan, code, place.span);
    if (scan->quotes)
        return;
    scan->quotes =
        findings_add(scan->findings, CODE_S07, place, "curly quotes hold no text here");
    diagnostic_here(scan->findings, scan->quotes, "write \"");
    diagnostic_help(scan->findings, scan->quotes,
                    "texts stand in straight quotes: \"Title\"; mend them in the whole "
                    "file");
}

uint32_t scan_other(Scan *scan, const char *at, uint32_t length) {
    unsigned char first = (unsigned char)at[0];
    if (first < 0x20 || first == 0x7f) { /* with what a terminal takes it to begin */
        control_character(scan, token_place(scan, 1), first);
        return length;
    }
    if (first == '\'')
        return unknown_character(scan, at, at[length - 1] == '\'' ? length : 1);
    if (first < 0x80)
        return unknown_character(scan, at, first == '&' ? length : 1);
    uint32_t bytes, code = utf8_decode(at, length, &bytes);
    if (is_space(code) || (code == 0xfffd && bytes == 1))
        return bytes; /* a space, or an invalid byte that scan_begin spoke of */
    if (code == 0x2212 || (code >= 0x2010 && code <= 0x2015)) {
        bool sign = bytes < length && is_digit(at[bytes]);
        odd_dash(scan, token_place(scan, bytes));
        scan->minus = sign;
        scan->token.kind = sign ? 0 : TOKEN_DASH;
        return bytes;
    }
    if (is_quote(code)) {
        scan->token.kind = TOKEN_INTEG_UNDEF;
        curly_quote(scan, code, bytes);
        return bytes;
    }
    return unknown_character(scan, at, bytes);
}
