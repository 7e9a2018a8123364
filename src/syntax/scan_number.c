/* Numbers and times from the bytes that a rule of the scanner matched, and what goes
 * wrong with them. */
#include "syntax/scan.h"

#include <assert.h>
#include <string.h>
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/printed_time.h"

/* Figures hold at most this many digits; a sum of a million of them fits in a Decimal. */
enum { MOST_DIGITS = FIGURE_DIGITS_MOST, MOST_DECIMALS = FIGURE_DIGITS_MOST };

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

uint32_t scan_unreadable(Scan *scan, uint32_t length) {
    scan->token.kind = TOKEN_NUMBER;
    scan->unread_end = scan->token.span.start + length;
    return make_figure(scan, length, (Figure){.flags = FIGURE_BAD});
}

/* 1.3.2025: a day, a month and a year. */
static bool is_printed_date(const char *at, uint32_t length, int parts[3]) {
    uint32_t i = 0;
    for (int part = 0; part < 3; part++) {
        uint32_t digits = scan_digits(at, i, length);
        if (part == 2 ? digits != 4 : digits < 1 || digits > 2)
            return false;
        parts[part] = 0;
        for (uint32_t end = i + digits; i < end; i++)
            parts[part] = parts[part] * 10 + (at[i] - '0');
        if (part < 2 && (i == length || at[i++] != '.'))
            return false;
    }
    return i == length && parts[0] >= 1 && parts[0] <= 31 && parts[1] >= 1 &&
           parts[1] <= 12;
}

static uint32_t printed_date(Scan *scan, const char *at, uint32_t length,
                             const int parts[3]) {
    Slice date =
        arena_format(scan->arena, "%04d-%02d-%02d", parts[2], parts[1], parts[0]);
    Place place = scan_place(scan, length);
    Diagnostic *d = findings_add(
        scan->findings, CODE_Y10, place, "\"%.*s\" is not a date: write %.*s",
        SLICE_ARGS(scan_kept(scan, at, length)), SLICE_ARGS(date));
    diagnostic_here(scan->findings, d, "year, month, day");
    diagnostic_fix(scan->findings, d, place, date);
    return scan_unreadable(scan, length);
}

/* Whether 050, 000,0 or 0_500 begins so: a 0 stands there only in what belongs to the
 * digits before it, as in 1 050. */
static bool begins_with_zero(const char *at, uint32_t length) {
    uint32_t i = length > 0 && (at[0] == '-' || at[0] == '~') ? 1 : 0;
    return i + 1 < length && at[i] == '0' &&
           (scan_is_digit(at[i + 1]) || at[i + 1] == '_');
}

/* Whether what stands without a space before it is part of one word with it, as the -06
 * of 20x2-06 and the -01 of 2022-o6-01, of which something was said. */
static bool said_of_word(const Scan *scan, const char *at) {
    const Findings *findings = scan->findings;
    uint32_t start = scan->token.span.start;
    if (scan->unread_end != 0 && scan->unread_end == start)
        return true;
    if (findings->all.count == 0 || at == scan->base || !names_have_byte(at[-1]))
        return false;
    const Diagnostic *last = findings->all.at[findings->all.count - 1];
    uint32_t from = last->place.span.start;
    return last->place.source == scan->source->id && from < start &&
           memchr(scan->base + from, '\n', start - from) == NULL;
}

/* 050: one finding a file, as a pasted table is full of them. */
static uint32_t leading_zero(Scan *scan, const char *at, uint32_t length) {
    if (said_of_word(scan, at))
        return scan_unreadable(scan, length);
    Place place = scan_place(scan, length);
    Slice text = scan_kept(scan, at, length);
    scan->zero_count++;
    if (scan->zeros == NULL) {
        scan->zeros = findings_add(scan->findings, CODE_S04, place,
                                   "\"%.*s\" is not a number: no number begins with 0",
                                   SLICE_ARGS(text));
        diagnostic_here(scan->findings, scan->zeros, "begins with 0");
        diagnostic_help(scan->findings, scan->zeros,
                        "leave out the 0, or put a code in quotes: \"%.*s\"",
                        SLICE_ARGS(text));
    } else if (scan->zero_count <= 1 + SCAN_LABELS_MOST) {
        diagnostic_label(scan->findings, scan->zeros, place, "and here");
    }
    return scan_unreadable(scan, length);
}

/* A comma, or points as thousands separators, if it is no date. */
static uint32_t bad_separator(Scan *scan, const char *at, uint32_t length) {
    int parts[3];
    if (is_printed_date(at, length, parts))
        return printed_date(scan, at, length, parts);
    if (begins_with_zero(at, length))
        return leading_zero(scan, at, length);
    *VEC_PUSH(scan->arena, &scan->separated) =
        (Separated){scan_place(scan, length).span, false};
    return scan_unreadable(scan, length);
}

static uint32_t bad_digits(Scan *scan, const char *at, uint32_t length, const char *why) {
    Diagnostic *d = findings_add(scan->findings, CODE_S04, scan_place(scan, length),
                                 "\"%.*s\" is not a number",
                                 SLICE_ARGS(scan_kept(scan, at, length)));
    diagnostic_here(scan->findings, d, "%s", why);
    return scan_unreadable(scan, length);
}

/* The digits, with a point among them or not; how many bytes they are. */
static inline uint32_t plain_digits(const char *at, uint64_t *digits,
                                    uint32_t *decimals) {
    uint64_t value = 0;
    uint32_t i = 0, point;
    for (; scan_is_digit(at[i]); i++)
        value = value * 10 + (uint64_t)(at[i] - '0');
    point = i;
    if (at[i] == '.')
        for (i++, point++; scan_is_digit(at[i]); i++)
            value = value * 10 + (uint64_t)(at[i] - '0');
    *digits = value;
    *decimals = i - point;
    return i;
}

uint32_t scan_plain(Scan *scan, const char *at) {
    uint64_t digits;
    uint32_t decimals, length = plain_digits(at, &digits, &decimals);
    if (length > MOST_DIGITS || scan->minus)
        return scan_number(scan, at, length, 0);
    scan->token.kind = TOKEN_NUMBER;
    scan->token.figure = (Figure){.digits = (int64_t)digits,
                                  .at = scan->token.span.start,
                                  .length = (uint8_t)length,
                                  .scale = (int8_t)decimals};
    return length;
}

bool scan_entry(Scan *scan, const char *at) {
    enum { YEAR = 4 };
    if (!scan->entries || scan->minus || (at > scan->base && at[-1] == '.'))
        return false;
    uint32_t year = 0, gap = YEAR + 1, decimals;
    uint64_t digits;
    for (uint32_t i = 0; i < YEAR; i++)
        year = year * 10 + (uint32_t)(at[i] - '0');
    while (!scan_is_digit(at[gap]))
        gap++;
    uint32_t length = plain_digits(at + gap, &digits, &decimals);
    if (length > MOST_DIGITS || gap > ENTRY_GAP_MOST)
        return false;
    scan->token.kind = TOKEN_ENTRY;
    scan->token.span.end = scan->token.span.start + gap + length + 1;
    scan->token.entry = (Entry){.digits = (int64_t)digits,
                                .at = scan->token.span.start + gap,
                                .gap = gap & ENTRY_GAP_MOST,
                                .length = length & 31u,
                                .scale = decimals & 31u,
                                .year = year & ENTRY_YEAR_MOST};
    return true;
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
        if (scan_is_digit(c)) {
            digits += value != 0 || c != '0' ? 1 : 0;
            decimals += point;
            if (digits <= MOST_DIGITS)
                value = value * 10 + (c - '0');
        } else if (c == '.' && !point) {
            point = true;
        } else if (c == ',' && scan->parens > 0) {
            taken = end = i; /* 1,2 in parentheses are two */
        } else if (c == '_') {
            underscores |= !scan_is_digit(at[i - 1]) || i + 1 == end ||
                           !scan_is_digit(at[i + 1]);
        } else {
            return bad_separator(scan, at, taken);
        }
    }
    if (underscores)
        return bad_digits(scan, at, taken, "a _ must be between two digits");
    if (begins_with_zero(at, end))
        return leading_zero(scan, at, taken);
    if (digits > MOST_DIGITS || decimals > MOST_DECIMALS) {
        Diagnostic *d = findings_add(scan->findings, CODE_S06, scan_place(scan, taken),
                                     "\"%.*s\" has %u digits: a figure can have %d",
                                     SLICE_ARGS(scan_kept(scan, at, taken)),
                                     digits > decimals ? digits : decimals, MOST_DIGITS);
        diagnostic_help(scan->findings, d, "use a larger unit, as in 3.3 mio DKK");
        return scan_unreadable(scan, taken);
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

uint32_t scan_broken_number(Scan *scan, const char *at, uint32_t length) {
    uint32_t end = at[0] == '-' || at[0] == '~' ? 1 : 0;
    while (end < length &&
           (scan_is_digit(at[end]) || at[end] == '_' || at[end] == '.' || at[end] == ','))
        end++;
    if (end == length)
        return bad_digits(scan, at, length, "a digit is missing after the point");
    uint32_t number = at[end - 1] == '.' || at[end - 1] == ',' ? end - 1 : end;
    if (at[end - 1] == ',')
        return scan_number(scan, at, number, 0); /* a list without spaces: 2018,never */
    if ((unsigned char)at[end] >= 0x80) {
        uint32_t bytes, code = utf8_decode(at + end, length - end, &bytes);
        if (scan_is_space(code) && end + bytes < length &&
            scan_is_digit(at[end + bytes])) {
            uint32_t stop = end + bytes;
            while (stop < length && (scan_is_digit(at[stop]) || at[stop] == '.'))
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
        like_digits &= scan_is_digit(at[i]) || at[i] == '.' || at[i] == ',' ||
                       char_in(at[i], "oOlI");
    if (like_digits)
        return bad_digits(scan, at, length, "letters among digits: o for 0, l for 1?");
    Slice tail = {at + end, length - end};
    static const char *const units[] = {"mio", "mia", "thousand", "pp", "kr", "pct"};
    bool unit = currency_find(tail) != 0 || SLICE_AMONG(tail, units);
    return bad_digits(scan, at, length,
                      unit ? "a space is missing before the unit"
                           : "letters among digits");
}

/* ---- times ---- */

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
        Diagnostic *d = findings_add(scan->findings, CODE_Y10, scan_place(scan, length),
                                     "\"%.*s\" is not a date or month",
                                     SLICE_ARGS(scan_kept(scan, at, length)));
        if (!years) {
            PrintedTime meant;
            Slice text = arena_copy(scan->arena, (Slice){at, length});
            bool known = printed_time(scan->arena, text, 0, &meant);
            diagnostic_here(scan->findings, d,
                            known ? "write %.*s"
                                  : "a date is 2020-12-02, a month 2020-12",
                            SLICE_ARGS(known ? meant.write : text));
            if (known)
                diagnostic_fix(scan->findings, d, scan_place(scan, length), meant.write);
            return scan_unreadable(scan, length);
        }
        int from = parts[0] < parts[1] ? parts[0] : parts[1];
        int to = parts[0] < parts[1] ? parts[1] : parts[0];
        diagnostic_here(scan->findings, d,
                        "a range of years is %d..%d, a difference %d - %d", from, to,
                        parts[0], parts[1]);
        time.kind = TIME_RANGE;
        time.from = parts[0];
        time.to = parts[1];
        scan->token.kind = TOKEN_MONTH;
    }
    scan->token.time = time;
    return length;
}

/* 2024-q1. Whether there is such a quarter, the model says. */
uint32_t scan_quarter(Scan *scan, const char *at, uint32_t length) {
    enum { YEAR = 4, BEFORE = 6, NUMBER_MOST = 99 - TIME_QUARTER_BASE };
    int32_t year = 0, number = 0;
    if (length == BEFORE) /* 2024-quota: a subtraction */
        return scan_number(scan, at, YEAR, 0);
    for (uint32_t i = 0; i < YEAR; i++)
        year = year * 10 + (at[i] - '0');
    for (uint32_t i = BEFORE; i < length && number <= NUMBER_MOST; i++)
        number = number * 10 + (at[i] - '0');
    if (number > NUMBER_MOST)
        number = 0;
    int32_t quarter = year * 100 + TIME_QUARTER_BASE + number;
    scan->token.kind = TOKEN_MONTH;
    scan->token.time =
        (Time){.kind = TIME_QUARTER,
               .from = quarter,
               .to = quarter,
               .span = {scan->token.span.start, scan->token.span.start + length}};
    return length;
}

/* 2022/23, a year where the second part is of the next one; else 2022, to be divided. */
uint32_t scan_split(Scan *scan, const char *at, uint32_t length) {
    enum { YEAR = 4, ALL = 7, LEAST = 1900, MOST = 2199 };
    int32_t year = 0, next = (at[5] - '0') * 10 + at[6] - '0';
    for (uint32_t i = 0; i < YEAR; i++)
        year = year * 10 + (at[i] - '0');
    if (next != (year + 1) % 100 || year < LEAST || year > MOST)
        return scan_number(scan, at, YEAR, 0);
    assert(length >= ALL);
    scan->token.kind = TOKEN_MONTH;
    scan->token.time =
        (Time){.kind = TIME_YEAR,
               .from = year + YEAR_SPLIT,
               .to = year + YEAR_SPLIT,
               .span = {scan->token.span.start, scan->token.span.start + ALL}};
    return ALL;
}

/* The bytes of letters, digits and _ from `from` on. */
static uint32_t word_end(const char *at, uint32_t from, uint32_t length) {
    while (from < length) {
        uint32_t bytes, code = utf8_decode(at + from, length - from, &bytes);
        if (code >= 0x80 && !utf8_is_letter(code) && !utf8_is_digit(code))
            break;
        from += bytes;
    }
    return from;
}

/* Something like 2020-12-02T10:00 or 2020-12x. */
uint32_t scan_broken_date(Scan *scan, const char *at, uint32_t length) {
    while (char_in(at[length - 1], ":.+-"))
        length--;
    uint32_t end = 0;
    while (scan_is_digit(at[end]) || at[end] == '-')
        end++;
    length = word_end(at, end, length);
    if (length == end) /* a space or a dash of another kind */
        return scan_date(scan, at, end);
    bool clock = (at[end] == 'T' || at[end] == 't') && scan_is_digit(at[end + 1]);
    Diagnostic *d = findings_add(scan->findings, CODE_S04, scan_place(scan, length),
                                 "\"%.*s\" is not a date or month",
                                 SLICE_ARGS(scan_kept(scan, at, length)));
    diagnostic_here(scan->findings, d,
                    clock ? "a date has no time of day" : "letters behind a date");
    diagnostic_help(scan->findings, d, "write a date as 2020-12-02, a month as 2020-12");
    if (clock && end == 10)
        diagnostic_fix(scan->findings, d, scan_place(scan, length),
                       arena_copy(scan->arena, (Slice){at, end}));
    return scan_unreadable(scan, length);
}
