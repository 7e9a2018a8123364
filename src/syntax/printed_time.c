/* A date, month, quarter or year as documents print it. */
#include "syntax/printed_time.h"

#include "base/utf8.h"
#include "syntax/scan.h"

enum { MONTHS = 12, QUARTERS = 4, DAYS = 31, YEAR_DIGITS = 4 };
enum { YEAR_LEAST = 1900, YEAR_MOST = 2199 };

typedef struct TimeReader {
    Slice text;
    uint32_t at;
} TimeReader;

/* ---- parts ---- */

static char byte(const TimeReader *r) {
    return r->at < r->text.length ? r->text.at[r->at] : '\n';
}

static void skip_blanks(TimeReader *r) {
    while (byte(r) == ' ' || byte(r) == '\t')
        r->at++;
}

static bool take(TimeReader *r, char c) {
    if (byte(r) != c)
        return false;
    r->at++;
    return true;
}

/* A number of at most `most` digits; gives how many it has. */
static uint32_t take_number(TimeReader *r, uint32_t most, int *value) {
    uint32_t digits = scan_digits(r->text.at, r->at, r->text.length);
    *value = 0;
    if (digits == 0 || digits > most)
        return 0;
    for (uint32_t i = 0; i < digits; i++)
        *value = *value * 10 + (r->text.at[r->at++] - '0');
    return digits;
}

static bool take_year(TimeReader *r, int *year) {
    return take_number(r, YEAR_DIGITS, year) == YEAR_DIGITS && *year >= YEAR_LEAST &&
           *year <= YEAR_MOST;
}

/* The letters at hand, in small ones; empty where there are none. */
static Slice take_letters(TimeReader *r, Arena *arena) {
    uint32_t start = r->at, bytes;
    while (r->at < r->text.length) {
        uint32_t code = utf8_decode(r->text.at + r->at, r->text.length - r->at, &bytes);
        if (!utf8_is_letter(code))
            break;
        r->at += bytes;
    }
    return utf8_folded(arena, (Slice){r->text.at + start, r->at - start});
}

typedef struct NumberedWord {
    const char *word;
    int number;
} NumberedWord;

static int month_named(Slice word) {
    static const NumberedWord months[] = {
        {"jan", 1},       {"januar", 1},    {"january", 1},   {"januari", 1},
        {"janvier", 1},   {"feb", 2},       {"februar", 2},   {"february", 2},
        {"februari", 2},  {"février", 2},   {"mar", 3},       {"marts", 3},
        {"mars", 3},      {"march", 3},     {"märz", 3},      {"apr", 4},
        {"april", 4},     {"avril", 4},     {"maj", 5},       {"mai", 5},
        {"may", 5},       {"jun", 6},       {"juni", 6},      {"june", 6},
        {"juin", 6},      {"jul", 7},       {"juli", 7},      {"july", 7},
        {"juillet", 7},   {"aug", 8},       {"august", 8},    {"augusti", 8},
        {"août", 8},      {"sep", 9},       {"sept", 9},      {"september", 9},
        {"septembre", 9}, {"okt", 10},      {"oct", 10},      {"oktober", 10},
        {"october", 10},  {"octobre", 10},  {"nov", 11},      {"november", 11},
        {"novembre", 11}, {"dec", 12},      {"des", 12},      {"dez", 12},
        {"december", 12}, {"desember", 12}, {"dezember", 12}, {"décembre", 12}};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (slice_is(word, months[i].word))
            return months[i].number;
    return 0;
}

/* What a word or letter behind or before a number makes of it. */
static TimeKind part_named(Slice word) {
    static const char *const quarters[] = {
        "q", "k", "kvartal", "kvt", "kv", "quarter", "quartal", "qtr", "trimestre"};
    static const char *const halves[] = {"h",    "halvår",   "halvaar",
                                         "half", "halbjahr", "semestre"};
    if (SLICE_AMONG(word, quarters))
        return TIME_QUARTER;
    if (SLICE_AMONG(word, halves))
        return TIME_MONTH_SPAN;
    return slice_is(word, "m") ? TIME_MONTH : TIME_ABSENT;
}

/* ---- what they make ---- */

static bool make_part(PrintedTime *time, TimeKind kind, int year, int number) {
    int most = kind == TIME_QUARTER ? QUARTERS : kind == TIME_MONTH ? MONTHS : 2;
    *time = (PrintedTime){.kind = kind, .at = year * 100 + number};
    if (kind == TIME_QUARTER)
        time->at += TIME_QUARTER_BASE;
    return kind != TIME_ABSENT && number >= 1 && number <= most;
}

static bool make_date(PrintedTime *time, int year, int month, int day) {
    *time = (PrintedTime){.kind = TIME_DATE, .at = year * 10000 + month * 100 + day};
    return month >= 1 && month <= MONTHS && day >= 1 && day <= DAYS;
}

/* ---- forms ---- */

/* `20.8.2025`, `20/8/2025`, `08-2025`, from behind the first number. */
static bool read_numbers(TimeReader *r, Arena *arena, PrintedTime *time, int first) {
    char between = byte(r);
    int second, year;
    r->at++;
    uint32_t digits = take_number(r, YEAR_DIGITS, &second);
    if (digits == YEAR_DIGITS)
        return between != '.' && second >= YEAR_LEAST && second <= YEAR_MOST &&
               make_part(time, TIME_MONTH, second, first);
    if (digits < 1 || digits > 2 || !take(r, between) || !take_year(r, &year) ||
        !make_date(time, year, second, first))
        return false;
    if (between == '/' && first <= MONTHS && first != second)
        time->other = arena_format(arena, "%04d-%02d-%02d", year, first, second);
    return true;
}

/* `20. august 2025`, `1. kvartal 2025`, `1st quarter 2025`, from behind the number. */
static bool read_word(TimeReader *r, Arena *arena, PrintedTime *time, int first) {
    TimeReader ordinal = *r;
    Slice word = take_letters(&ordinal, arena);
    if (slice_is(word, "st") || slice_is(word, "nd") || slice_is(word, "rd") ||
        slice_is(word, "th"))
        *r = ordinal;
    take(r, '.');
    skip_blanks(r);
    word = take_letters(r, arena);
    take(r, '.');
    skip_blanks(r);
    int month = month_named(word), year;
    if (!take_year(r, &year))
        return false;
    return month ? make_date(time, year, month, first)
                 : make_part(time, part_named(word), year, first);
}

/* `2025.08.20`, `2025-8-20`, `2025/2026`, `2025/08`, `2025Q1`, `2025 k1`. */
static bool read_year_first(TimeReader *r, Arena *arena, PrintedTime *time) {
    int year, second, third;
    if (!take_year(r, &year))
        return false;
    TimeReader words = *r;
    char between = byte(r);
    if (char_in(between, "./-")) {
        r->at++;
        uint32_t digits = take_number(r, YEAR_DIGITS, &second);
        if (digits == YEAR_DIGITS) {
            *time = (PrintedTime){.kind = TIME_YEAR, .at = year + YEAR_SPLIT};
            return between == '/' && second == year + 1;
        }
        if (digits > 0 && digits <= 2) {
            uint32_t more = take(r, between) ? take_number(r, 2, &third) : 0;
            if (more > 0)
                return (between != '-' || digits == 1 || more == 1) &&
                       make_date(time, year, second, third);
            return between == '/' && digits == 2 && second != (year + 1) % 100 &&
                   make_part(time, TIME_MONTH, year, second);
        }
        words.at++;
    }
    skip_blanks(&words);
    *r = words;
    Slice word = take_letters(r, arena);
    if (word.length != 1 || take_number(r, 2, &second) == 0 ||
        (between == '-' && slice_is(word, "q")))
        return false;
    return make_part(time, part_named(word), year, second);
}

/* `august 2025`, `aug. 2025`, `Q1 2025`, `K1-2025`, `FY2025`. */
static bool read_word_first(TimeReader *r, Arena *arena, PrintedTime *time) {
    Slice word = take_letters(r, arena);
    int number, year, month = month_named(word);
    TimeKind part = TIME_ABSENT;
    if (word.length == 1 && take_number(r, 1, &number) == 1)
        part = part_named(word);
    bool fiscal = slice_is(word, "fy") || slice_is(word, "cy");
    if (!part && !month && !fiscal)
        return false;
    take(r, '.');
    skip_blanks(r);
    if (part || month)
        r->at += char_in(byte(r), "-/") ? 1 : 0;
    if (!take_year(r, &year))
        return false;
    if (part)
        return make_part(time, part, year, number);
    if (month)
        return make_part(time, TIME_MONTH, year, month);
    *time = (PrintedTime){.kind = TIME_YEAR, .at = year};
    TimeReader next = *r;
    if (take(&next, '/') && take_number(&next, 2, &number) == 2 &&
        number == (year + 1) % 100) {
        *r = next;
        time->at += YEAR_SPLIT;
    }
    return true;
}

static Slice written(Arena *arena, const PrintedTime *time) {
    int year = time->at / 100, part = time->at % 100;
    switch (time->kind) {
    case TIME_DATE:
        return arena_format(arena, "%04d-%02d-%02d", year / 100, year % 100, part);
    case TIME_MONTH: return arena_format(arena, "%04d-%02d", year, part);
    case TIME_QUARTER:
        return arena_format(arena, "%04d-q%d", year, part - TIME_QUARTER_BASE);
    case TIME_YEAR:
        year = year_named(time->at);
        return year_is_split(time->at)
                   ? arena_format(arena, "%04d/%02d", year, (year + 1) % 100)
                   : arena_format(arena, "%04d", year);
    default:
        return arena_format(arena, "over %04d-q%d..%04d-q%d", year, 2 * part - 1, year,
                            2 * part);
    }
}

bool printed_time(Arena *arena, Slice text, uint32_t at, PrintedTime *time) {
    TimeReader r = {text, at};
    int first;
    bool found;
    uint32_t digits = scan_digits(text.at, at, text.length);
    if (digits == YEAR_DIGITS) {
        found = read_year_first(&r, arena, time);
    } else if (digits > 0) {
        found = take_number(&r, 2, &first) > 0;
        TimeReader words = r;
        found = found &&
                ((char_in(byte(&r), "./-") && read_numbers(&r, arena, time, first)) ||
                 (r = words, read_word(&r, arena, time, first)));
    } else {
        found = read_word_first(&r, arena, time);
    }
    char next = byte(&r);
    if (!found || scan_is_digit(next) || next == '_' || (unsigned char)next >= 0x80 ||
        (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'))
        return false;
    time->end = r.at;
    time->write = written(arena, time);
    return true;
}
