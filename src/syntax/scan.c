/* Tokens from the bytes that a rule of the scanner matched: names in any script, texts,
 * and characters that belong nowhere. Numbers are in scan_number.c. */
#include "syntax/scan.h"

#include <assert.h>
#include <string.h>
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/braces.h"
#include "syntax/pasted_bytes.h"
#include "syntax/words.h"

Place scan_place(const Scan *scan, uint32_t length) {
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

Slice scan_kept(const Scan *scan, const char *at, uint32_t length) {
    Slice text = shown(at, length);
    return text.length < length ? arena_format(scan->arena, "%.*s…", SLICE_ARGS(text))
                                : text;
}

bool scan_is_space(uint32_t code) {
    return code == 0xa0 || code == 0x2007 || code == 0x2009 || code == 0x202f ||
           code == 0xfeff || (code >= 0x2000 && code <= 0x200a);
}

/* ---- once a file ---- */

static void other_encoding(Scan *scan, const char *name) {
    Slice form = {name, 6}; /* UTF-16 of UTF-16LE */
    Place place = {scan->source->id, {0, 1}};
    Diagnostic *d = findings_add(scan->findings, CODE_S07, place,
                                 "the file is in %.*s, not UTF-8", SLICE_ARGS(form));
    diagnostic_help(
        scan->findings, d,
        "save the file as UTF-8, or convert it: iconv -f %s -t UTF-8 old.integ "
        "> new.integ",
        name);
}

bool scan_begin(Scan *scan) {
    Slice text = scan->source->text;
    const char *other = utf8_other_encoding(text.at, text.length);
    if (other) {
        other_encoding(scan, other);
        return false;
    }
    size_t bad = utf8_valid_to(text.at, text.length);
    if (bad == text.length)
        return true;
    uint32_t count = 0;
    for (size_t at = bad; at < text.length; count++) {
        at++;
        at += utf8_valid_to(text.at + at, text.length - at);
    }
    Place place = {scan->source->id, {(uint32_t)bad, (uint32_t)bad + 1}};
    Diagnostic *d =
        findings_add(scan->findings, CODE_S07, place,
                     count == 1 ? "the file is not UTF-8: %u byte in it is not valid"
                                : "the file is not UTF-8: %u bytes in it are not valid",
                     count);
    diagnostic_here(scan->findings, d, "the first");
    diagnostic_help(scan->findings, d,
                    "save the file as UTF-8; it may be in Latin-1 or Windows-1252 now");
    return true;
}

/* One finding a file, as a pasted table is full of them. */
static void tell_dashes(Scan *scan) {
    Diagnostic *d = NULL;
    uint32_t count = scan->dashes.count;
    for (uint32_t i = 0; i < count && i < SCAN_FIXES_MOST; i++) {
        Place place = {scan->source->id, scan->dashes.at[i]};
        if (d == NULL) {
            d = findings_add(scan->findings, CODE_S07, place,
                             "a dash that is not the \"-\" of the keyboard");
            diagnostic_here(scan->findings, d, "write -");
        } else if (i <= SCAN_LABELS_MOST) {
            diagnostic_label(scan->findings, d, place, "and here");
        }
        /* 2020–2022 is no difference, and nothing that - would fix. */
        if (place.span.start == 0 || !scan_is_digit(scan->base[place.span.start - 1]))
            diagnostic_fix_safe(scan->findings, d, place, SLICE("-"), true);
    }
    if (count > 1)
        d->message = arena_format(
            scan->arena, "%u dashes that are not the \"-\" of the keyboard", count);
}

void scan_end(Scan *scan) {
    scan_tell_separators(scan);
    if (scan->zeros && scan->zero_count > 1)
        scan->zeros->message =
            arena_format(scan->arena, "%u numbers begin with 0", scan->zero_count);
    tell_dashes(scan);
    if (scan->turning && scan->turning_count > 1)
        scan->turning->message = arena_format(
            scan->arena,
            "%u invisible characters change the order in which the text beside "
            "them is shown",
            scan->turning_count);
    if (scan->control && scan->control_count > 1)
        scan->control->message =
            arena_format(scan->arena, "%u control characters that belong in no text",
                         scan->control_count);
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

static void make_name(Scan *scan, Slice text) {
    NameId word = scan->capitals ? capital_word(scan, text) : 0;
    scan->token.name = word ? word : names_add(scan->names, text);
    scan->token.kind = name_kind(scan->token.name);
}

void scan_word(Scan *scan, const char *at, uint32_t length) {
    make_name(scan, (Slice){at, length});
}

/* More than 30 marks on one letter are no letter of any language: Unicode's stream-safe
 * format (UAX 15) ends there. */
static void check_mark(Scan *scan, uint32_t start, uint32_t bytes) {
    enum { MARKS_MOST = 30 };
    scan->marks = scan->marks_end == start ? scan->marks + 1 : 1;
    scan->marks_end = start + bytes;
    if (scan->marks <= MARKS_MOST || scan->flood)
        return;
    scan->flood = true;
    Place place = {scan->source->id, {start, start + bytes}};
    Diagnostic *d = findings_add(scan->findings, CODE_S11, place,
                                 "more than %d combining marks on one letter",
                                 MARKS_MOST);
    diagnostic_help(scan->findings, d, "delete them; a letter has one or two");
}

uint32_t scan_name(Scan *scan, const char *at, uint32_t length) {
    uint32_t i = 0;
    while (i < length) {
        uint32_t bytes, code = utf8_decode(at + i, length - i, &bytes);
        if (code >= 0x80 && !utf8_is_letter(code) && !(i > 0 && utf8_is_digit(code)))
            break;
        if (utf8_is_mark(code))
            check_mark(scan, scan->token.span.start + i, bytes);
        i += bytes;
    }
    if (i == 0)
        return scan_other(scan, at, length);
    make_name(scan, utf8_nfc(scan->arena, (Slice){at, i}));
    return i;
}

uint32_t scan_param(Scan *scan, const char *at, uint32_t length) {
    if (length == 1)
        return scan_other(scan, at, length);
    make_name(scan, utf8_nfc(scan->arena, (Slice){at + 1, length - 1}));
    scan->token.kind = TOKEN_PARAM;
    return length;
}

static void control_character(Scan *scan, Place place, uint32_t code) {
    scan->control_count++;
    if (scan->control)
        return;
    scan->control =
        findings_add(scan->findings, CODE_S07, place,
                     code < 0x80 ? "a control character (\\x%02x) that belongs in no text"
                                 : "a control character (U+%04X) that belongs in no text",
                     code);
    diagnostic_help(scan->findings, scan->control,
                    "delete it; it may have come along when the text was pasted");
}

/* It makes an editor show what stands beside it in another order than it is read. */
static void turning_character(Scan *scan, Place place, uint32_t code) {
    scan->turning_count++;
    if (scan->turning == NULL) {
        scan->turning = findings_add(scan->findings, CODE_S07, place,
                                     "an invisible character (U+%04X) changes the order "
                                     "in which the text beside it is shown",
                                     code);
        diagnostic_help(scan->findings, scan->turning,
                        "delete it; if a text needs it, write \\u{%04X}", code);
    } else if (scan->turning_count <= 1 + SCAN_LABELS_MOST) {
        diagnostic_label(scan->findings, scan->turning, place, "and here");
    }
}

/* A letter of a text or comment that nobody can see. Gives how many bytes it takes. */
static uint32_t check_letter(Scan *scan, const char *at, uint32_t i, uint32_t length) {
    uint32_t bytes, code = utf8_decode(at + i, length - i, &bytes);
    uint32_t start = scan->token.span.start + i;
    Place place = {scan->source->id, {start, start + bytes}};
    if (utf8_is_mark(code))
        check_mark(scan, start, bytes);
    else if (utf8_is_turning(code))
        turning_character(scan, place, code);
    else if (utf8_is_control(code) && code != '\t')
        control_character(scan, place, code);
    return bytes;
}

uint32_t scan_comment(Scan *scan, const char *at, uint32_t length) {
    uint32_t end = at[length - 1] == '\r' ? length - 1 : length;
    for (uint32_t i = 0; i < end;) {
        unsigned char c = (unsigned char)at[i];
        i += c >= 0x20 && c < 0x7f ? 1 : check_letter(scan, at, i, end);
    }
    return length;
}

static void check_text(Scan *scan, const char *at, uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)at[i];
        if (c < 0x20 || c >= 0x7f) {
            i += check_letter(scan, at, i, length) - 1;
        } else if (c == '\\') {
            char next = at[i + 1];
            if (next != '"' && next != '\\' && next != 'n' && next != 't' &&
                next != 'u') {
                uint32_t start = scan->token.span.start + i;
                Diagnostic *d =
                    findings_add(scan->findings, CODE_S10,
                                 (Place){scan->source->id, {start, start + 2}},
                                 "there is no such escape in a text");
                diagnostic_help(scan->findings, d,
                                "write \\\\ for a backslash; the others are \\\" \\n \\t "
                                "and \\u{e6}");
            }
            i++;
        }
    }
}

uint32_t scan_string(Scan *scan, const char *at, uint32_t length, bool closed) {
    if (!closed) {
        Place place = scan_place(scan, 1);
        Diagnostic *d = findings_add(scan->findings, CODE_S02, place,
                                     "this text in quotes is not closed on its line");
        diagnostic_here(scan->findings, d, "opened here");
        diagnostic_help(scan->findings, d,
                        "put a \" at its end; inside a text write \\\" for a quote");
        scan->token.kind = TOKEN_INTEG_UNDEF;
        uint32_t start = scan->token.span.start;
        return braces_open_text_end(scan->source->text, start, start + length) - start;
    }
    check_text(scan, at, length - 1);
    scan->token.kind = TOKEN_STRING;
    return length;
}

/* ---- anything else ---- */

/* As SQL writes them. One that is closed has a fix. */
static void single_quoted(Scan *scan, Diagnostic *d, Place place, Slice text) {
    diagnostic_help(scan->findings, d, "put texts in double quotes: \"Title\"");
    if (text.length < 2 || text.length < place.span.end - place.span.start)
        return;
    Slice inside = {text.at + 1, text.length - 2};
    for (uint32_t i = 0; i < inside.length; i++)
        if (inside.at[i] == '"' || inside.at[i] == '\\')
            return;
    Slice fix = arena_format(scan->arena, "\"%.*s\"", SLICE_ARGS(inside));
    diagnostic_here(scan->findings, d, "write %.*s", SLICE_ARGS(fix));
    diagnostic_fix(scan->findings, d, place, fix);
}

/* Signs of printed texts that the language writes with those of the keyboard. */
typedef struct PrintedSign {
    const char *sign, *write;
} PrintedSign;

static const char *sign_written(Slice sign) {
    static const PrintedSign signs[] = {{"≥", ">="}, {"≤", "<="}, {"≠", "!="},
                                        {"×", "*"},  {"÷", "/"},  {"…", ".."}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (slice_is(sign, signs[i].sign))
            return signs[i].write;
    return NULL;
}

static const char *sign_currency(Slice sign) {
    static const PrintedSign signs[] = {{"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (slice_is(sign, signs[i].sign))
            return signs[i].write;
    return NULL;
}

static void printed_sign(Scan *scan, Diagnostic *d, Slice sign) {
    const char *write = sign_written(sign), *currency = sign_currency(sign);
    if (write) {
        diagnostic_here(scan->findings, d, "write %s", write);
        diagnostic_fix_safe(scan->findings, d, d->place, slice_of(write), true);
    } else if (currency) {
        diagnostic_help(scan->findings, d,
                        "write the currency's code behind the figure: 1.5 mio %s",
                        currency);
    }
}

static uint32_t unknown_character(Scan *scan, const char *at, uint32_t bytes) {
    uint32_t length, code = utf8_decode(at, bytes, &length);
    Place place = scan_place(scan, bytes);
    Slice text = scan_kept(scan, at, bytes);
    if (utf8_is_control(code) || utf8_width(code) == 0)
        text = arena_format(scan->arena, "U+%04X", code);
    Diagnostic *d = at[0] == '\''
                        ? findings_add(scan->findings, CODE_S07, place,
                                       "%.*s is not a text: the quotes are single",
                                       SLICE_ARGS(text))
                        : findings_add(scan->findings, CODE_S07, place,
                                       "the character \"%.*s\" is not allowed here",
                                       SLICE_ARGS(text));
    if (at[0] == '\'')
        single_quoted(scan, d, place, text);
    else if (at[0] == '~')
        diagnostic_help(scan->findings, d, "write ~ directly before a number: ~65");
    else if (at[0] == '[' || at[0] == ']')
        diagnostic_help(scan->findings, d, "write lists with commas only: a, b, c");
    else if (at[0] == '&')
        diagnostic_help(scan->findings, d,
                        "write and between conditions, and a title in quotes");
    else if (at[0] == '$')
        diagnostic_help(scan->findings, d, "give the parameter a name: $year");
    else
        printed_sign(scan, d, text);
    scan->token.kind = TOKEN_INTEG_UNDEF;
    return bytes;
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

/* A pair is one fix, made at the closing quote, so that no half of it is left. */
static void pair_quotes(Scan *scan, uint32_t code, Span span) {
    uint32_t open, length, start = scan->quote_start, inner = start;
    if (scan->quotes && start < span.start) {
        open = utf8_decode(scan->base + start, span.start - start, &length);
        inner = start + length;
        Slice text = {scan->base + inner, span.start - inner};
        if (quotes_pair(open, code) && is_plain_text(text)) {
            scan_forget_separators(scan, start);
            while (scan->dashes.count > 0 &&
                   scan->dashes.at[scan->dashes.count - 1].start >= start)
                scan->dashes.count--;
            if (scan->quote_count++ < SCAN_FIXES_MOST)
                diagnostic_fix_safe(
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
    Place place = scan_place(scan, bytes);
    pair_quotes(scan, code, place.span);
    if (scan->quotes)
        return;
    scan->quotes = findings_add(scan->findings, CODE_S07, place,
                                "curly quotes do not mark a text here");
    diagnostic_here(scan->findings, scan->quotes, "write \"");
    diagnostic_help(scan->findings, scan->quotes,
                    "write straight quotes in the whole file: \"Title\"");
}

/* A month, quarter or date that was printed in another way. */
static uint32_t pasted_time(Scan *scan, const char *at) {
    enum { YEAR = 4 };
    bool date = at[0] == PASTED_DATE;
    uint32_t taken = date ? YEAR + 3 : YEAR + 2;
    int32_t time = 0, part = at[1 + YEAR] - 'A' + 1;
    for (uint32_t i = 1; i <= YEAR; i++)
        time = time * 10 + (at[i] - '0');
    bool quarter = !date && part > PASTED_QUARTERS;
    time = time * 100 + (quarter ? part - PASTED_QUARTERS + TIME_QUARTER_BASE : part);
    if (date)
        time = time * 100 + at[2 + YEAR] - 'A' + 1;
    scan->token.kind = date ? TOKEN_DATE : TOKEN_MONTH;
    scan->token.time =
        (Time){.kind = date      ? TIME_DATE
                       : quarter ? TIME_QUARTER
                                 : TIME_MONTH,
               .from = time,
               .to = time,
               .span = {scan->token.span.start, scan->token.span.start + taken}};
    return taken;
}

uint32_t scan_pasted(Scan *scan, const char *at, uint32_t length) {
    if (!scan->pasted)
        return scan_other(scan, at, 1);
    if (at[0] == PASTED_UNREADABLE)
        return scan_unreadable(scan, 1);
    if (at[0] == PASTED_MONTH || at[0] == PASTED_DATE) {
        assert(length > 5);
        return pasted_time(scan, at);
    }
    bool currency = at[0] == PASTED_CURRENCY_NEXT;
    scan->token.kind = currency ? TOKEN_CURRENCY
                                : TOKEN_THOUSAND + (at[0] - PASTED_THOUSAND);
    scan->token.name = currency ? grammar_word_count() + 1 + (NameId)(at[1] - 'A')
                                : (NameId)(scan->token.kind - TOKEN_INCLUDE + 1);
    return currency ? 2 : 1;
}

uint32_t scan_other(Scan *scan, const char *at, uint32_t length) {
    unsigned char first = (unsigned char)at[0];
    if (first < 0x20 || first == 0x7f) { /* with what a terminal takes it to begin */
        scan->odd_end = scan->token.span.start + length;
        control_character(scan, scan_place(scan, 1), first);
        return length;
    }
    if (first == '\'')
        return unknown_character(scan, at, at[length - 1] == '\'' ? length : 1);
    if (first < 0x80)
        return unknown_character(scan, at, first == '&' ? length : 1);
    uint32_t bytes, code = utf8_decode(at, length, &bytes);
    if (scan_is_space(code))
        return bytes;
    if (code == 0xfffd && bytes == 1) { /* an invalid byte, of which scan_begin spoke */
        scan->odd_end = scan->token.span.start + bytes;
        return bytes;
    }
    if (code == 0x2212 || (code >= 0x2010 && code <= 0x2015)) {
        bool sign = bytes < length && scan_is_digit(at[bytes]);
        *VEC_PUSH(scan->arena, &scan->dashes) = scan_place(scan, bytes).span;
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
