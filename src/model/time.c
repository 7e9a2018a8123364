/* Times: whether they are in the calendar, which years they mean, and as intervals. */
#include "model/build.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199 };

/* ---- as intervals ---- */

static int32_t days_in(int32_t year, int32_t month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 31;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool time_is_year(int32_t year) {
    return year >= YEAR_LEAST && year <= YEAR_MOST;
}

static bool is_any_year(int32_t year) {
    return time_is_year(year_named(year));
}

static bool is_month(int32_t month) {
    return time_is_year(month / 100) && month % 100 >= 1 && month % 100 <= 12;
}

static bool is_date(int32_t date) {
    int32_t month = date / 100, day = date % 100;
    return is_month(month) && day >= 1 && day <= days_in(month / 100, month % 100);
}

/* The number of a quarter that is one; else 0. */
static int32_t quarter_number(int32_t quarter) {
    int32_t number = quarter % 100 - TIME_QUARTER_BASE;
    return number >= 1 && number <= 4 && time_is_year(quarter / 100) ? number : 0;
}

/* The first month of a quarter. */
static int32_t quarter_month(int32_t quarter) {
    return quarter / 100 * 100 + 3 * (quarter_number(quarter) - 1) + 1;
}

/* ---- years that begin elsewhere ---- */

enum { MONTHS = 12 };

static int32_t month_number(int32_t month) {
    return month / 100 * MONTHS + month % 100 - 1;
}

/* Whether it is known when a year begins, and that is not with the calendar. */
static bool begins_elsewhere(int16_t begins, int32_t year) {
    return begins != 0 && begins != BEGINS_UNKNOWN && (begins < 0) == year_is_split(year);
}

/* The number of the month in which it does, and the day. */
static int32_t begin_month(int16_t begins, int32_t year) {
    return year_named(year) * MONTHS + (begins < 0 ? -begins : begins) / 100 - MONTHS;
}

static int32_t begin_day(int16_t begins) {
    return (begins < 0 ? -begins : begins) % 100;
}

/* The last day of a month. */
static int32_t last_day(int32_t month) {
    return month * 100 + days_in(month / 100, month % 100);
}

static int32_t year_first(Time time, int32_t year) {
    if (!is_any_year(year))
        return 0;
    if (!begins_elsewhere(time.begins, year))
        return year_named(year) * 10000 + 101;
    return time_month(begin_month(time.begins, year)) * 100 + begin_day(time.begins);
}

/* Of 2022/23 the last day of 2023 where it is not known when it begins. */
static int32_t year_last(Time time, int32_t year) {
    enum { OPEN = 99999999 };
    if (!is_any_year(year))
        return OPEN;
    if (!begins_elsewhere(time.begins, year))
        return (year_named(year) + year_is_split(year)) * 10000 + 1231;
    int32_t next = begin_month(time.begins, year) + MONTHS, day = begin_day(time.begins);
    return day > 1 ? time_month(next) * 100 + day - 1 : last_day(time_month(next - 1));
}

/* The year that holds a month, counted from that of the year 0; 0: none does. */
static int32_t year_of_month(int16_t begins, int32_t month) {
    int32_t split = begins < 0 ? YEAR_SPLIT : 0;
    if (begins == 0)
        return month / MONTHS;
    int32_t since = month - begin_month(begins, split); /* that of the year 0 */
    if (begins == BEGINS_UNKNOWN || (begin_day(begins) > 1 && since % MONTHS == 0))
        return 0;
    return since / MONTHS + split;
}

int32_t time_year_of(Time time) {
    switch (time.kind) {
    case TIME_YEAR: return time.from;
    case TIME_SPAN: return time.from == time.to ? time.from : 0;
    case TIME_QUARTER: return time.begins == 0 ? time.from / 100 : 0;
    case TIME_MONTH: return year_of_month(time.begins, month_number(time.from));
    case TIME_MONTH_SPAN: {
        int32_t from = year_of_month(time.begins, month_number(time.from));
        return from == year_of_month(time.begins, month_number(time.to)) ? from : 0;
    }
    default: return 0;
    }
}

/* ---- as days ---- */

int32_t time_first(Time time) {
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_RANGE:
    case TIME_SPAN: return year_first(time, time.from);
    case TIME_MONTH:
    case TIME_MONTHS:
    case TIME_MONTH_SPAN: return is_month(time.from) ? time.from * 100 + 1 : 0;
    case TIME_QUARTER:
    case TIME_QUARTERS:
        return quarter_number(time.from) > 0 ? quarter_month(time.from) * 100 + 1 : 0;
    case TIME_DATE: return is_date(time.from) ? time.from : 0;
    default: return 0;
    }
}

int32_t time_last(Time time) {
    enum { OPEN = 99999999 };
    int32_t from = time.from;
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_RANGE:
    case TIME_SPAN: return year_last(time, time.to);
    case TIME_MONTH: return is_month(from) ? last_day(from) : OPEN;
    case TIME_MONTHS:
    case TIME_MONTH_SPAN: return is_month(time.to) ? last_day(time.to) : OPEN;
    case TIME_QUARTER:
    case TIME_QUARTERS:
        return quarter_number(time.to) > 0 ? last_day(quarter_month(time.to) + 2) : OPEN;
    case TIME_DATE: return is_date(from) ? from : OPEN;
    default: return OPEN;
    }
}

/* ---- as months ---- */

const Months months_all = {INT32_MIN, INT32_MAX};

Months time_months_of(Time time) {
    int32_t from = time.from, to = time.to;
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_SPAN:
        from = year_first(time, from) / 100;
        to = year_last(time, to) / 100;
        return (Months){month_number(from), month_number(to)};
    case TIME_QUARTER:
        from = quarter_month(from);
        return (Months){month_number(from), month_number(from) + 2};
    case TIME_MONTH:
    case TIME_MONTH_SPAN: return (Months){month_number(from), month_number(to)};
    default: return months_all;
    }
}

bool time_is_in(Time part, Time whole) {
    Months in = time_months_of(part), of = time_months_of(whole);
    return in.from != months_all.from && of.from <= in.from && in.to <= of.to;
}

int32_t time_too_early(Time target) {
    enum { A_YEAR = 10000 };
    int32_t before = time_first(target) - 1, year_ago = time_last(target) - A_YEAR;
    return before < year_ago ? before : year_ago;
}

/* Of a month or quarter. */
static Slice month_text(Arena *arena, int32_t month) {
    if (month % 100 > TIME_QUARTER_BASE)
        return arena_format(arena, "%04d-q%d", month / 100,
                            month % 100 - TIME_QUARTER_BASE);
    return arena_format(arena, "%04d-%02d", month / 100, month % 100);
}

static Slice year_text(Arena *arena, int32_t year) {
    int32_t named = year_named(year);
    return year_is_split(year) ? arena_format(arena, "%d/%02d", named, (named + 1) % 100)
                               : arena_format(arena, "%d", named);
}

Slice time_text(Arena *arena, Time time) {
    int32_t from = time.from, to = time.to;
    switch (time.kind) {
    case TIME_YEAR: return year_text(arena, from);
    case TIME_RANGE:
    case TIME_SPAN:
        if (from == TIME_OPEN)
            return arena_format(arena, "..%.*s", SLICE_ARGS(year_text(arena, to)));
        if (to == TIME_OPEN)
            return arena_format(arena, "%.*s..", SLICE_ARGS(year_text(arena, from)));
        return arena_format(arena, "%.*s..%.*s", SLICE_ARGS(year_text(arena, from)),
                            SLICE_ARGS(year_text(arena, to)));
    case TIME_MONTH:
    case TIME_QUARTER: return month_text(arena, from);
    case TIME_MONTHS:
    case TIME_QUARTERS:
    case TIME_MONTH_SPAN:
        if (from == TIME_OPEN)
            return arena_format(arena, "..%.*s", SLICE_ARGS(month_text(arena, to)));
        if (to == TIME_OPEN)
            return arena_format(arena, "%.*s..", SLICE_ARGS(month_text(arena, from)));
        return arena_format(arena, "%.*s..%.*s", SLICE_ARGS(month_text(arena, from)),
                            SLICE_ARGS(month_text(arena, to)));
    case TIME_DATE:
        return arena_format(arena, "%04d-%02d-%02d", from / 10000, from / 100 % 100,
                            from % 100);
    case TIME_UNSTATED: return SLICE("?");
    case TIME_ALL: return SLICE("all");
    default: return SLICE("");
    }
}

/* ---- in the calendar ---- */

void time_help_year(Findings *findings, Diagnostic *d) {
    diagnostic_here(findings, d, "years go from %d to %d", YEAR_LEAST, YEAR_MOST);
    diagnostic_help(findings, d, "write the year with four digits");
}

static bool report_year(Findings *findings, Place place, int32_t year) {
    enum { SHOWN = 99999 }; /* larger ones may have been cut */
    Diagnostic *d =
        year > SHOWN
            ? findings_add(findings, CODE_Y10, place, "there is no year as late as this")
            : findings_add(findings, CODE_Y10, place, "%d is not a year", year);
    time_help_year(findings, d);
    return false;
}

static bool report_month(Findings *findings, Place place, int32_t year, int32_t month) {
    Diagnostic *d =
        findings_add(findings, CODE_Y10, place, "there is no month %d", month);
    diagnostic_here(findings, d, "months go from 01 to 12");
    if (month == (year + 1) % 100)
        diagnostic_help(findings, d, "write a year as %d/%02d, a month as %d-12", year,
                        month, year);
    else
        diagnostic_help(findings, d, "write a month as 2020-12, a date as 2020-12-31");
    return false;
}

static bool report_day(Findings *findings, Place place, Time time, int32_t days) {
    Slice text = time_text(findings->arena, time);
    Diagnostic *d =
        findings_add(findings, CODE_Y10, place, "%.*s is not a date", SLICE_ARGS(text));
    diagnostic_here(findings, d, "this month has %d days", days);
    diagnostic_help(findings, d, "write only the month if the day is not known: 2020-12");
    return false;
}

static bool check_month(Findings *findings, Place place, int32_t month) {
    if (!time_is_year(month / 100))
        return report_year(findings, place, month / 100);
    if (month % 100 < 1 || month % 100 > 12)
        return report_month(findings, place, month / 100, month % 100);
    return true;
}

static bool check_quarter(Findings *findings, Place place, int32_t quarter) {
    if (!time_is_year(quarter / 100))
        return report_year(findings, place, quarter / 100);
    if (quarter_number(quarter) > 0)
        return true;
    Diagnostic *d = findings_add(findings, CODE_Y10, place, "there is no quarter %d",
                                 quarter % 100 - TIME_QUARTER_BASE);
    diagnostic_here(findings, d, "quarters go from q1 to q4");
    diagnostic_help(findings, d, "write a quarter as 2024-q1, a month as 2024-01");
    return false;
}

static bool check_date(Findings *findings, Place place, Time time) {
    int32_t month = time.from / 100, day = time.from % 100;
    if (!check_month(findings, place, month))
        return false;
    int32_t days = days_in(month / 100, month % 100);
    return (day >= 1 && day <= days) || report_day(findings, place, time, days);
}

/* The ends of a range that are not open. */
static bool check_ends(Findings *findings, Place place, Time time) {
    const int32_t ends[] = {time.from, time.to};
    for (int i = 0; i < 2; i++) {
        if (ends[i] == TIME_OPEN)
            continue;
        bool sound = time.kind == TIME_MONTHS || time.kind == TIME_MONTH_SPAN
                         ? check_month(findings, place, ends[i])
                     : time.kind == TIME_QUARTERS
                         ? check_quarter(findings, place, ends[i])
                         : is_any_year(ends[i]) || report_year(findings, place, ends[i]);
        if (!sound)
            return false;
    }
    return true;
}

bool time_sound(Findings *findings, SourceId file, Time time) {
    Place place = {file, time.span};
    switch (time.kind) {
    case TIME_YEAR:
        return is_any_year(time.from) || report_year(findings, place, time.from);
    case TIME_RANGE:
    case TIME_SPAN:
    case TIME_MONTHS:
    case TIME_MONTH_SPAN:
    case TIME_QUARTERS: return check_ends(findings, place, time);
    case TIME_MONTH: return check_month(findings, place, time.from);
    case TIME_QUARTER: return check_quarter(findings, place, time.from);
    case TIME_DATE: return check_date(findings, place, time);
    default: return true;
    }
}

/* A range whose ends are times: it must not end before it begins. Which of them is wrong,
 * nobody knows: no entry is of such a range. A property keeps it the right way round. */
static bool check_order(Build *b, Time *time) {
    if (time->from == TIME_OPEN || time->to == TIME_OPEN || time->from <= time->to)
        return true;
    Time right = *time;
    right.from = time->to;
    right.to = time->from;
    bool years = time->kind == TIME_RANGE || time->kind == TIME_SPAN;
    Slice wrong = time_text(b->arena, *time), text = time_text(b->arena, right);
    Findings *findings = b->model->findings;
    Diagnostic *d = findings_add(findings, CODE_Y02, build_place(b, time->span),
                                 "the range %.*s ends before it begins",
                                 SLICE_ARGS(wrong));
    diagnostic_help(findings, d, "write the earlier %s first: %.*s",
                    years                         ? "year"
                    : time->kind == TIME_QUARTERS ? "quarter"
                                                  : "month",
                    SLICE_ARGS(text));
    if (!time_is_span(*time))
        diagnostic_fix(findings, d, build_place(b, time->span), text);
    *time = right;
    return false;
}

static bool check_range(Build *b, Time *time) {
    return time_sound(b->model->findings, b->file, *time) && check_order(b, time);
}

bool time_check(Build *b, Time *time) {
    if (time->kind == TIME_RANGE || time->kind == TIME_MONTHS ||
        time->kind == TIME_QUARTERS || time_is_span(*time))
        return check_range(b, time);
    return time_sound(b->model->findings, b->file, *time);
}

/* ---- the years of money ---- */

static bool report_open(Build *b, Time time) {
    if (b->bad_years)
        return false; /* that was reported */
    Findings *findings = b->model->findings;
    Slice text = time_text(b->arena, time);
    Diagnostic *d = findings_add(
        findings, CODE_Y10, build_place(b, time.span),
        "the range %.*s is open, and the file does not state the years at which it ends",
        SLICE_ARGS(text));
    diagnostic_help(findings, d,
                    "write both of its ends, or state the years of the file: years "
                    "2020..2022");
    return false;
}

static bool report_no_year(Build *b, Time time) {
    Findings *findings = b->model->findings;
    Slice text = time_text(b->arena, time);
    Diagnostic *d =
        findings_add(findings, CODE_Y10, build_place(b, time.span),
                     "money must be for a year, quarter or month, and \"%.*s\" is none",
                     SLICE_ARGS(text));
    diagnostic_help(findings, d,
                    "write the year, quarter or month alone, or ? if it is not given");
    return false;
}

/* The years in force; a single year is a range of one. */
static void bounds(const Context *c, int32_t *from, int32_t *to) {
    *from = TIME_OPEN;
    *to = TIME_OPEN;
    if (c->years != NULL) {
        *from = c->years->years.from;
        *to = c->years->years.kind == TIME_YEAR ? *from : c->years->years.to;
        if (*from != TIME_OPEN && *to != TIME_OPEN && *from > *to) {
            int32_t least = *to;
            *to = *from;
            *from = least;
        }
    }
}

/* Whether the years in force are named by two. */
static bool years_are_split(const Context *c) {
    if (c->years == NULL)
        return false;
    Time years = c->years->years;
    return year_is_split(years.from == TIME_OPEN ? years.to : years.from);
}

void time_bounds(const Context *c, int32_t *from, int32_t *to) {
    bounds(c, from, to);
    bool split = years_are_split(c);
    int32_t least = YEAR_LEAST + (split ? YEAR_SPLIT : 0);
    int32_t most = YEAR_MOST + (split ? YEAR_SPLIT : 0);
    *from = *from == TIME_OPEN || *from < least ? least : *from;
    *to = *to == TIME_OPEN || *to > most ? most : *to;
}

/* How many of what a time is counted in a year has; 0: money is of no such time. */
static int32_t parts_of(Time time) {
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_RANGE:
    case TIME_SPAN: return 1;
    case TIME_MONTH:
    case TIME_MONTHS:
    case TIME_MONTH_SPAN: return 12;
    case TIME_QUARTER:
    case TIME_QUARTERS: return 4;
    default: return 0;
    }
}

/* A year, month or quarter as a number, counted from the first of the year 0. */
static int32_t number_of(int32_t parts, int32_t time) {
    int32_t first = parts == 4 ? TIME_QUARTER_BASE + 1 : 1;
    return parts == 1 || time == TIME_OPEN ? time
                                           : time / 100 * parts + time % 100 - first;
}

static int32_t time_of(int32_t parts, int32_t number) {
    int32_t first = parts == 4 ? TIME_QUARTER_BASE + 1 : 1;
    return parts == 1 ? number : number / parts * 100 + number % parts + first;
}

Time times_one(Times times, int32_t number, Span span) {
    int32_t at = time_of(times.parts, number);
    uint8_t kind = times.parts == 1   ? TIME_YEAR
                   : times.parts == 4 ? TIME_QUARTER
                                      : TIME_MONTH;
    return (Time){kind, at, at, span, times.begins};
}

bool time_is_span(Time time) {
    return time.kind == TIME_SPAN || time.kind == TIME_MONTH_SPAN;
}

Time times_span(Times times, Time span) {
    span.from = time_of(times.parts, times.from);
    span.to = time_of(times.parts, times.to);
    span.begins = times.begins;
    return span;
}

static Months year_months(const Context *c, int32_t year) {
    return time_months_of(
        (Time){.kind = TIME_YEAR, .from = year, .to = year, .begins = c->begins});
}

/* ---- years of two sorts ---- */

static bool is_year_of(Time time) {
    return time.kind == TIME_YEAR || time.kind == TIME_RANGE || time.kind == TIME_SPAN;
}

/* Money of 2023 where years are 2022/23 and so on, or the other way round. */
static bool report_sort(Build *b, const Context *c, Time time) {
    Findings *findings = b->model->findings;
    int32_t year = time.from == TIME_OPEN ? time.to : time.from;
    bool split = year_is_split(year);
    Slice text = time_text(b->arena, time);
    Slice years = time_text(b->arena, c->years->years);
    int32_t named = year_named(year), other = split ? 0 : YEAR_SPLIT;
    Slice one = year_text(b->arena, named + other - !split);
    Slice two = year_text(b->arena, named + other + split);
    Diagnostic *d = findings_add(findings, CODE_Y10, build_place(b, time.span),
                                 "%.*s is no year of this file, whose years are %.*s",
                                 SLICE_ARGS(text), SLICE_ARGS(years));
    diagnostic_here(findings, d, "%.*s or %.*s?", SLICE_ARGS(one), SLICE_ARGS(two));
    diagnostic_label(findings, d, (Place){c->years_file, c->years->node.span},
                     "the years stated");
    diagnostic_help(
        findings, d,
        "write a year as the document prints it, and the years of the file in "
        "the same way");
    return false;
}

/* A quarter is of the calendar. */
static bool report_quarter(Build *b, const Context *c, Time time) {
    Findings *findings = b->model->findings;
    Months months = {month_number(time_first(time) / 100),
                     month_number(time_last(time) / 100)};
    Time span = {.kind = TIME_MONTH_SPAN,
                 .from = time_month(months.from),
                 .to = time_month(months.to)};
    Slice text = time_text(b->arena, time);
    Diagnostic *d = findings_add(
        findings, CODE_Y10, build_place(b, time.span),
        "%.*s is a quarter of the calendar, but the years of this file begin elsewhere",
        SLICE_ARGS(text));
    diagnostic_label(findings, d, (Place){c->years_file, c->years->node.span},
                     "the years stated");
    diagnostic_help(findings, d, "write its months: over %.*s",
                    SLICE_ARGS(time_text(b->arena, span)));
    return false;
}

static bool report_like_year(Build *b, Time time) {
    static const char *const names[] = {"September", "October", "November", "December"};
    Findings *findings = b->model->findings;
    int32_t year = time.from / 100, month = time.from % 100;
    Slice text = year_text(b->arena, year + YEAR_SPLIT);
    Diagnostic *d = findings_add(findings, CODE_Y10, build_place(b, time.span),
                                 "%d-%02d is %s %d; the year is written %.*s", year,
                                 month, names[month - 9], year, SLICE_ARGS(text));
    diagnostic_here(findings, d, "%.*s?", SLICE_ARGS(text));
    diagnostic_fix(findings, d, build_place(b, time.span), text);
    return false;
}

/* 2008-09 to 2011-12: months that look like years. */
static bool is_like_year(Time time) {
    return time.kind == TIME_MONTH && time.from % 100 >= 9 &&
           time.from % 100 == (time.from / 100 + 1) % 100;
}

static void see_months(Build *b, const Context *c, Time time) {
    if (!is_like_year(time)) {
        map_put(&b->months, (MapKey){c->document, 0, 0, 0}, 1);
        return;
    }
    MapKey key = {b->file, time.span.start, 1, 0};
    if (map_get(&b->months, key) == 0)
        *VEC_PUSH(b->arena, &b->like_years) = (LikeYear){b->file, c->document, time};
    map_put(&b->months, key, 1);
}

void time_report_like_years(Build *b) {
    for (uint32_t i = 0; i < b->like_years.count; i++) {
        const LikeYear *like = &b->like_years.at[i];
        b->file = like->source;
        b->source = sources_get(b->model->sources, b->file);
        if (map_get(&b->months, (MapKey){like->document, 0, 0, 0}) == 0)
            report_like_year(b, like->time);
    }
}

/* Whether money may be of such a time under the years in force; if not, it was reported.
 */
static bool fits_years(Build *b, const Context *c, Time time) {
    bool quarter = time.kind == TIME_QUARTER || time.kind == TIME_QUARTERS;
    int32_t year = time.from == TIME_OPEN ? time.to : time.from;
    if (c->years == NULL)
        return true;
    if (is_year_of(time) && year_is_split(year) != years_are_split(c))
        return report_sort(b, c, time);
    if (quarter && c->begins != 0)
        return report_quarter(b, c, time);
    if (is_like_year(time) && years_are_split(c))
        return report_like_year(b, time);
    return true;
}

bool time_each(Build *b, const Context *c, Time time, Times *times) {
    int32_t parts = times->parts = parts_of(time);
    if (parts == 0)
        return report_no_year(b, time);
    times->begins = c->begins;
    if (!time_check(b, &time) || !fits_years(b, c, time))
        return false;
    if (parts == MONTHS)
        see_months(b, c, time);
    int32_t least, most;
    bounds(c, &least, &most);
    times->from = number_of(parts, time.from);
    times->to = number_of(parts, time.to);
    bool known = parts == 1 || c->begins != BEGINS_UNKNOWN;
    if (times->from == TIME_OPEN && least != TIME_OPEN && known)
        times->from = parts == MONTHS ? year_months(c, least).from : least * parts;
    if (times->to == TIME_OPEN && most != TIME_OPEN && known)
        times->to = parts == MONTHS ? year_months(c, most).to : most * parts + parts - 1;
    if (times->from == TIME_OPEN || times->to == TIME_OPEN)
        return report_open(b, time);
    if (times->from > times->to) /* 2025.. where the years end in 2022 */
        times->from = times->to =
            number_of(parts, time.from == TIME_OPEN ? time.to : time.from);
    return true;
}

void time_within(Build *b, const Context *c, Time time, Times times) {
    int32_t least, most;
    int32_t from = time_year_of(times_one(times, times.from, time.span));
    int32_t to = time_year_of(times_one(times, times.to, time.span));
    bounds(c, &least, &most);
    if (from == 0 || to == 0)
        return;                     /* it is not known in which year that is */
    bool span = time_is_span(time); /* it may overlap */
    bool below = least != TIME_OPEN && (span ? to : from) < least;
    bool above = most != TIME_OPEN && (span ? from : to) > most;
    if (!below && !above)
        return;
    Findings *findings = b->model->findings;
    Slice years = time_text(b->arena, c->years->years);
    Time out = times_one(times, below ? times.from : times.to, time.span);
    Time wider = {.kind = TIME_RANGE,
                  .from = below || least == TIME_OPEN ? from : least,
                  .to = above || most == TIME_OPEN ? to : most};
    Diagnostic *d;
    if (span)
        d = findings_add(findings, CODE_Y01, build_place(b, time.span),
                         "money over %.*s, outside the years %.*s",
                         SLICE_ARGS(time_text(b->arena, times_span(times, time))),
                         SLICE_ARGS(years));
    else
        d = findings_add(findings, CODE_Y01, build_place(b, time.span),
                         "money in %.*s, outside the years %.*s",
                         SLICE_ARGS(time_text(b->arena, out)), SLICE_ARGS(years));
    diagnostic_label(findings, d, (Place){c->years_file, c->years->node.span},
                     "the years stated");
    diagnostic_help(findings, d,
                    "check the %s; if the document covers %.*s, write years %.*s",
                    times.parts == 1   ? "year"
                    : times.parts == 4 ? "quarter"
                                       : "month",
                    SLICE_ARGS(year_text(b->arena, below ? from : to)),
                    SLICE_ARGS(time_text(b->arena, wider)));
}

/* ---- when years begin ---- */

static int16_t report_begin(Build *b, const Setting *setting) {
    Findings *findings = b->model->findings;
    Time years = setting->years;
    b->bad_years = true;
    if (years.from == TIME_OPEN) {
        Diagnostic *d = findings_add(findings, CODE_Y10,
                                     build_place(b, setting->from.span),
                                     "which year begins then is not stated");
        diagnostic_help(findings, d, "write the first of the years, too");
        return 0;
    }
    Slice first = year_text(b->arena, years.from);
    int32_t named = year_named(years.from);
    Diagnostic *d = findings_add(findings, CODE_Y10, build_place(b, setting->from.span),
                                 "the year %.*s does not begin in %.*s",
                                 SLICE_ARGS(first),
                                 SLICE_ARGS(time_text(b->arena, setting->from)));
    diagnostic_label(findings, d, build_place(b, years.span), "%.*s is the first",
                     SLICE_ARGS(first));
    if (year_is_split(years.from))
        diagnostic_help(findings, d, "write when %.*s begins, in %d: from %d-08",
                        SLICE_ARGS(first), named, named);
    else
        diagnostic_help(findings, d, "write when %d begins, in %d or %d: from %d-10",
                        named, named - 1, named, named - 1);
    return 0;
}

int16_t time_begins(Build *b, const Setting *setting) {
    enum { DAY_MOST = 28 }; /* that each month has */
    Time years = setting->years, from = setting->from;
    int32_t any = years.from == TIME_OPEN ? years.to : years.from;
    bool split = year_is_split(any);
    if (from.kind != TIME_MONTH && from.kind != TIME_DATE) {
        if (from.kind != TIME_ABSENT && from.kind != TIME_BAD)
            return report_begin(b, setting);
        return split ? BEGINS_UNKNOWN : 0;
    }
    if (!time_sound(b->model->findings, b->file, from))
        return 0;
    int32_t month = from.kind == TIME_DATE ? from.from / 100 : from.from;
    int32_t day = from.kind == TIME_DATE ? from.from % 100 : 1;
    int32_t since = month_number(month) - year_named(any) * MONTHS;
    bool fits = since < MONTHS && (split ? since >= 0 : since > -MONTHS);
    if (years.from == TIME_OPEN || !fits || day > DAY_MOST)
        return report_begin(b, setting);
    if (!split && since == 0 && day == 1)
        return 0;
    int32_t begins = (since + MONTHS) * 100 + day;
    return (int16_t)(split ? -begins : begins);
}
