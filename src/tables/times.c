/* Headings to times. A heading is read as runs of letters and of digits: "2024-Q1" is
 * 2024, Q, 1. A number that is part of no time, but for a footnote's behind the year,
 * makes that no time is named: a guess would put money where it does not belong. */
#include "tables/times.h"

#include "base/utf8.h"
#include "syntax/scan.h"
#include "tables/figures.h"

enum { HEADING_MOST = 80 };

/* A run of letters, or of digits. */
typedef struct HeadRun {
    Slice text;
    Slice folded; /* of letters: in small ones */
    bool digits;
    uint32_t value; /* of at most four digits; else 0 */
} HeadRun;

typedef struct HeadRuns {
    Slice text;
    HeadRun runs[HEADING_MOST];
    uint32_t count;
    HeadTime time;
    /* Where in the text the year and the part of it are; the same: there is none. */
    uint32_t year_from, year_to, part_from, part_to;
} HeadRuns;

/* ---- runs ---- */

static uint32_t place(const HeadRuns *h, const char *at) {
    return (uint32_t)(at - h->text.at);
}

static uint32_t end_of(const HeadRuns *h, uint32_t run) {
    return place(h, h->runs[run].text.at) + h->runs[run].text.length;
}

static void add_run(Arena *arena, HeadRuns *h, uint32_t from, uint32_t to, bool digits) {
    Slice text = {h->text.at + from, to - from};
    HeadRun run = {.text = text, .digits = digits, .folded = {"", 0}};
    if (!digits)
        run.folded = utf8_folded(arena, text);
    for (uint32_t i = 0; digits && text.length <= 4 && i < text.length; i++)
        run.value = run.value * 10 + (uint32_t)(text.at[i] - '0');
    h->runs[h->count++] = run;
}

static void split(Arena *arena, HeadRuns *h) {
    enum { NEITHER, LETTERS, DIGITS } now = NEITHER, next;
    uint32_t start = 0, bytes = 1;
    for (uint32_t i = 0; i <= h->text.length; i += bytes) {
        next = NEITHER;
        bytes = 1;
        if (i < h->text.length) {
            uint32_t code = utf8_decode(h->text.at + i, h->text.length - i, &bytes);
            next = scan_is_digit(h->text.at[i]) ? DIGITS
                   : utf8_is_letter(code)       ? LETTERS
                                                : NEITHER;
        }
        if (next == now)
            continue;
        if (now != NEITHER)
            add_run(arena, h, start, i, now == DIGITS);
        start = i;
        now = next;
    }
}

/* What stands between a run and the one before it; of the first: nothing. */
static Slice between(const HeadRuns *h, uint32_t run) {
    if (run == 0 || run >= h->count)
        return (Slice){"", 0};
    uint32_t from = end_of(h, run - 1);
    return (Slice){h->text.at + from, place(h, h->runs[run].text.at) - from};
}

static bool is_one_of(Slice word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (slice_is(word, list[i]))
            return true;
    return false;
}
#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof *(list))

/* ---- quarters ---- */

static bool is_quarter_number(const HeadRun *run) {
    return run->digits && run->text.length == 1 && run->value >= 1 && run->value <= 4;
}

/* The number of a quarter before the word at `at`: "1. kvartal", "1st quarter", "1er
 * trimestre"; UINT32_MAX: there is none. */
static uint32_t number_before(const HeadRuns *h, uint32_t at, bool letter) {
    static const char *const ordinals[] = {"st", "nd", "rd", "th",  "e",
                                           "er", "re", "de", "ème", "ième"};
    if (at > 0 && is_quarter_number(&h->runs[at - 1])) {
        Slice gap = between(h, at);
        if (gap.length == 0 || (!letter && (slice_is(gap, ". ") || slice_is(gap, ".") ||
                                            slice_is(gap, " "))))
            return at - 1;
    }
    if (!letter && at > 1 && IS_ONE_OF(h->runs[at - 1].folded, ordinals) &&
        is_quarter_number(&h->runs[at - 2]) && between(h, at - 1).length == 0 &&
        slice_is(between(h, at), " "))
        return at - 2;
    return UINT32_MAX;
}

static void set_part(HeadRuns *h, uint32_t first, uint32_t last) {
    h->part_from = place(h, h->runs[first].text.at);
    h->part_to = end_of(h, last);
    while (h->part_to < h->text.length && h->text.at[h->part_to] == '.')
        h->part_to++;
}

static void find_quarter(HeadRuns *h) {
    static const char *const words[] = {"q",        "k",       "kv",       "kvt",
                                        "kvtl",     "kvartal", "quarter",  "quartal",
                                        "kwartaal", "qtr",     "trimestre"};
    for (uint32_t i = 0; i < h->count && h->time.quarter == 0; i++) {
        if (!IS_ONE_OF(h->runs[i].folded, words))
            continue;
        bool letter = h->runs[i].text.length == 1;
        uint32_t number = number_before(h, i, letter);
        if (number == UINT32_MAX && i + 1 < h->count &&
            is_quarter_number(&h->runs[i + 1]) &&
            (between(h, i + 1).length == 0 ||
             (!letter && slice_is(between(h, i + 1), " "))))
            number = i + 1;
        if (number == UINT32_MAX)
            continue;
        h->time.quarter = h->runs[number].value;
        set_part(h, number < i ? number : i, number < i ? i : number);
    }
}

/* ---- months ---- */

enum { MONTHS = 12 };

/* A month's name, or the first letters of it; 0: it is none. */
static uint32_t month_named(Slice word) {
    static const char *const names[][MONTHS] = {
        {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
         "september", "oktober", "november", "december"},
        {"january", "february", "march", "april", "may", "june", "july", "august",
         "september", "october", "november", "december"},
        {"januari", "februari", "mars", "april", "mai", "juni", "juli", "augusti",
         "september", "oktober", "november", "desember"},
        {"jänner", "februar", "märz", "april", "mei", "juni", "juli", "augustus",
         "september", "oktober", "november", "dezember"},
        {"janvier", "février", "maart", "avril", "mai", "juin", "juillet", "août",
         "septembre", "octobre", "novembre", "décembre"}};
    static const char *const shorts[MONTHS] = {"jan", "feb", "mar", "apr", "maj", "jun",
                                               "jul", "aug", "sep", "okt", "nov", "dec"};
    for (uint32_t m = 0; m < MONTHS; m++) {
        if (slice_is(word, shorts[m]))
            return m + 1;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (slice_is(word, names[i][m]))
                return m + 1;
    }
    return slice_is(word, "oct") ? 10 : slice_is(word, "sept") ? 9 : 0;
}

/* A month that is all that a heading has beside its year. With other words it may say
 * when a figure was made: "Forventet regnskab juni 2024". */
static void find_named_month(HeadRuns *h) {
    uint32_t words = 0, at = 0;
    for (uint32_t i = 0; i < h->count; i++)
        if (!h->runs[i].digits) {
            words++;
            at = i;
        }
    h->time.month = words == 1 ? month_named(h->runs[at].folded) : 0;
    if (h->time.month > 0)
        set_part(h, at, at);
}

/* ---- years ---- */

static bool is_year(const HeadRun *run) {
    return run->digits && run->text.length == 4 && run->value >= 1900 &&
           run->value <= 2199;
}

/* Whether the run is in the part of a year that was found. */
static bool in_part(const HeadRuns *h, uint32_t run) {
    uint32_t at = place(h, h->runs[run].text.at);
    return at >= h->part_from && at < h->part_to;
}

/* Whether a number is written together with others: 2023/24, 31.12.2024. */
static bool is_joined(const HeadRuns *h, uint32_t run) {
    Slice before = between(h, run), after = between(h, run + 1);
    bool left = before.length > 0 && char_in(before.at[before.length - 1], ".,-/") &&
                !in_part(h, run - 1);
    return left || (after.length == 1 && char_in(after.at[0], ".,-/") &&
                    h->runs[run + 1].digits && !in_part(h, run + 1));
}

/* 2024-01 and 2024M01. 2010-11 may be two years. */
static void find_numbered_month(HeadRuns *h, uint32_t year) {
    uint32_t at = year + 1;
    if (at < h->count && slice_is(h->runs[at].folded, "m") &&
        between(h, at).length == 0 && between(h, at + 1).length == 0)
        at++;
    else if (!slice_is(between(h, at), "-"))
        return;
    if (at >= h->count || !h->runs[at].digits || h->runs[at].text.length != 2)
        return;
    uint32_t value = h->runs[at].value;
    bool years = at == year + 1 && value == (h->runs[year].value + 1) % 100;
    if (value < 1 || value > MONTHS || years || slice_is(between(h, at + 1), "-"))
        return;
    h->time.month = value;
    set_part(h, year + 1, at);
}

/* Whether a run is the second year of 2021/22, 2021-22 or 2021-2022. 2010-11 may be a
 * month, unless FY stands before it. */
static bool is_second_year(const HeadRuns *h, uint32_t year) {
    if (year + 1 >= h->count || !h->runs[year + 1].digits ||
        (!slice_is(between(h, year + 1), "/") && !slice_is(between(h, year + 1), "-")))
        return false;
    const HeadRun *second = &h->runs[year + 1];
    uint32_t next = h->runs[year].value + 1;
    bool sure = slice_is(between(h, year + 1), "/") || second->value > MONTHS ||
                (year > 0 && slice_is(h->runs[year - 1].folded, "fy"));
    Slice behind = between(h, year + 2);
    bool ends = behind.length == 0 || !char_in(behind.at[0], "-/.") ||
                !h->runs[year + 2].digits;
    return sure && ends &&
           ((second->text.length == 2 && second->value == next % 100) ||
            (second->text.length == 4 && second->value == next));
}

/* Whether a number is the day of a date, "31. oktober" or "31 October". */
static bool is_day(const HeadRuns *h, uint32_t run) {
    return run + 1 < h->count && h->runs[run].text.length <= 2 &&
           h->runs[run].value >= 1 && h->runs[run].value <= 31 &&
           !h->runs[run + 1].digits && month_named(h->runs[run + 1].folded) > 0 &&
           (slice_is(between(h, run + 1), ". ") || slice_is(between(h, run + 1), " "));
}

/* Whether a number may be a footnote's: it stands apart behind the year. */
static bool is_mark(const HeadRuns *h, uint32_t run) {
    uint32_t end = end_of(h, run);
    Slice before = between(h, run);
    bool apart = before.length > 0 && char_in(before.at[before.length - 1], " ([");
    return h->time.year > 0 && h->runs[run].text.length <= 2 && apart &&
           (end == h->text.length || char_in(h->text.at[end], ") ]"));
}

/* The year; false where another number makes that no time is named. */
static bool find_year(HeadRuns *h) {
    for (uint32_t i = 0; i < h->count; i++) {
        if (!h->runs[i].digits || in_part(h, i))
            continue;
        if (h->time.year == 0 && is_year(&h->runs[i]) && is_second_year(h, i)) {
            h->time.year = h->runs[i].value;
            h->time.split = true;
            h->time.dashed = slice_is(between(h, i + 1), "-");
            h->year_from = place(h, h->runs[i].text.at);
            h->year_to = end_of(h, ++i);
        } else if (h->time.year == 0 && is_year(&h->runs[i])) {
            if (h->time.quarter == 0 && h->time.month == 0)
                find_numbered_month(h, i);
            if (is_joined(h, i))
                return false;
            h->time.year = h->runs[i].value;
            h->year_from = place(h, h->runs[i].text.at);
            h->year_to = end_of(h, i);
        } else if (!is_mark(h, i) && !is_day(h, i)) {
            return false;
        }
    }
    return true;
}

/* "FY" or "Fiscal Year" before a year is part of it. */
static void pass_fiscal(HeadRuns *h) {
    uint32_t year = 0;
    while (year < h->count && place(h, h->runs[year].text.at) != h->year_from)
        year++;
    if (h->time.year == 0 || year == 0 || year == h->count)
        return;
    if (slice_is(h->runs[year - 1].folded, "fy"))
        h->year_from = place(h, h->runs[year - 1].text.at);
    else if (year > 1 && slice_is(h->runs[year - 1].folded, "year") &&
             slice_is(h->runs[year - 2].folded, "fiscal"))
        h->year_from = place(h, h->runs[year - 2].text.at);
}

/* ---- the heading without them ---- */

/* * or 1) */
static bool is_mark_alone(Slice text) {
    uint32_t digits = 0;
    while (digits < text.length && scan_is_digit(text.at[digits]))
        digits++;
    return text.length == digits + 1 && char_in(text.at[digits], digits > 0 ? ")" : "*");
}

static Slice rest_of(Arena *arena, const HeadRuns *h) {
    Text text = {.memory = arena_memory(arena)};
    for (uint32_t i = 0; i < h->text.length; i++) {
        bool year = i >= h->year_from && i < h->year_to;
        bool part = i >= h->part_from && i < h->part_to;
        text_char(&text, year || part ? ' ' : h->text.at[i]);
    }
    Slice rest = grid_text(arena, arena_copy(arena, text_view(&text)));
    text_free(&text);
    figures_take_mark(&rest);
    const char *ends = h->part_to > h->part_from ? ":,;-/ " : ":,; ";
    while (rest.length > 0 && char_in(rest.at[rest.length - 1], ends))
        rest.length--;
    while (rest.length > 0 && h->part_to > h->part_from && char_in(rest.at[0], ends))
        rest = (Slice){rest.at + 1, rest.length - 1};
    return is_mark_alone(rest) ? (Slice){"", 0} : rest;
}

HeadTime times_read(Arena *arena, Slice heading, Slice *rest) {
    HeadRuns h = {.text = heading};
    *rest = heading;
    if (heading.length > HEADING_MOST)
        return h.time;
    split(arena, &h);
    find_quarter(&h);
    if (h.time.quarter == 0)
        find_named_month(&h);
    if (!find_year(&h))
        return (HeadTime){0};
    pass_fiscal(&h);
    if (h.time.year > 0 || h.time.quarter > 0 || h.time.month > 0)
        *rest = rest_of(arena, &h);
    return h.time;
}

/* ---- times ---- */

bool times_equal(HeadTime a, HeadTime b) {
    return a.year == b.year && a.quarter == b.quarter && a.month == b.month &&
           a.split == b.split;
}

bool times_follow(HeadTime a, HeadTime b) {
    if (a.month > 0 || b.month > 0)
        return a.month > 0 && b.month > 0 &&
               MONTHS * a.year + a.month + 1 == MONTHS * b.year + b.month;
    if (a.quarter > 0 || b.quarter > 0)
        return a.quarter > 0 && b.quarter > 0 &&
               4 * a.year + a.quarter + 1 == 4 * b.year + b.quarter;
    return a.year + 1 == b.year && a.split == b.split;
}

Slice times_text(Arena *arena, HeadTime time) {
    if (time.quarter > 0)
        return arena_format(arena, "%u-q%u", time.year, time.quarter);
    if (time.month > 0)
        return arena_format(arena, "%u-%02u", time.year, time.month);
    if (time.split)
        return arena_format(arena, "%u/%02u", time.year, (time.year + 1) % 100);
    return arena_format(arena, "%u", time.year);
}
