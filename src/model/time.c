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

static bool is_month(int32_t month) {
    return time_is_year(month / 100) && month % 100 >= 1 && month % 100 <= 12;
}

static bool is_date(int32_t date) {
    int32_t month = date / 100, day = date % 100;
    return is_month(month) && day >= 1 && day <= days_in(month / 100, month % 100);
}

int32_t time_first(Time time) {
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_RANGE:
    case TIME_SPAN: return time_is_year(time.from) ? time.from * 10000 + 101 : 0;
    case TIME_MONTH:
    case TIME_MONTHS: return is_month(time.from) ? time.from * 100 + 1 : 0;
    case TIME_DATE: return is_date(time.from) ? time.from : 0;
    default: return 0;
    }
}

int32_t time_last(Time time) {
    enum { OPEN = 99999999 };
    int32_t from = time.from;
    switch (time.kind) {
    case TIME_YEAR: return time_is_year(from) ? from * 10000 + 1231 : OPEN;
    case TIME_RANGE:
    case TIME_SPAN: return time_is_year(time.to) ? time.to * 10000 + 1231 : OPEN;
    case TIME_MONTH:
        return is_month(from) ? from * 100 + days_in(from / 100, from % 100) : OPEN;
    case TIME_MONTHS:
        return is_month(time.to) ? time.to * 100 + days_in(time.to / 100, time.to % 100)
                                 : OPEN;
    case TIME_DATE: return is_date(from) ? from : OPEN;
    default: return OPEN;
    }
}

int32_t time_too_early(Time target) {
    enum { A_YEAR = 10000 };
    int32_t before = time_first(target) - 1, year_ago = time_last(target) - A_YEAR;
    return before < year_ago ? before : year_ago;
}

static Slice month_text(Arena *arena, int32_t month) {
    return arena_format(arena, "%04d-%02d", month / 100, month % 100);
}

Slice time_text(Arena *arena, Time time) {
    int32_t from = time.from, to = time.to;
    switch (time.kind) {
    case TIME_YEAR: return arena_format(arena, "%d", from);
    case TIME_RANGE:
    case TIME_SPAN:
        if (from == TIME_OPEN)
            return arena_format(arena, "..%d", to);
        if (to == TIME_OPEN)
            return arena_format(arena, "%d..", from);
        return arena_format(arena, "%d..%d", from, to);
    case TIME_MONTH: return month_text(arena, from);
    case TIME_MONTHS:
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

static bool report_month(Findings *findings, Place place, int32_t month) {
    Diagnostic *d =
        findings_add(findings, CODE_Y10, place, "there is no month %d", month);
    diagnostic_here(findings, d, "months go from 01 to 12");
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
        return report_month(findings, place, month % 100);
    return true;
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
        if (time.kind == TIME_MONTHS
                ? !check_month(findings, place, ends[i])
                : !time_is_year(ends[i]) && !report_year(findings, place, ends[i]))
            return false;
    }
    return true;
}

bool time_sound(Findings *findings, SourceId file, Time time) {
    Place place = {file, time.span};
    switch (time.kind) {
    case TIME_YEAR:
        return time_is_year(time.from) || report_year(findings, place, time.from);
    case TIME_RANGE:
    case TIME_SPAN:
    case TIME_MONTHS: return check_ends(findings, place, time);
    case TIME_MONTH: return check_month(findings, place, time.from);
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
    bool span = time->kind == TIME_SPAN;
    Slice wrong = time_text(b->arena, *time), text = time_text(b->arena, right);
    Findings *findings = b->model->findings;
    Diagnostic *d = findings_add(findings, CODE_Y02, build_place(b, time->span),
                                 "the range %.*s ends before it begins",
                                 SLICE_ARGS(wrong));
    diagnostic_help(findings, d, "write the earlier %s first: %.*s",
                    time->kind == TIME_MONTHS ? "month" : "year", SLICE_ARGS(text));
    if (!span)
        diagnostic_fix(findings, d, build_place(b, time->span), text);
    *time = right;
    return false;
}

static bool check_range(Build *b, Time *time) {
    return time_sound(b->model->findings, b->file, *time) && check_order(b, time);
}

bool time_check(Build *b, Time *time) {
    if (time->kind == TIME_RANGE || time->kind == TIME_SPAN || time->kind == TIME_MONTHS)
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
    Diagnostic *d = findings_add(
        findings, CODE_Y10, build_place(b, time.span),
        "money must be for a year or month, and \"%.*s\" is none", SLICE_ARGS(text));
    diagnostic_help(findings, d,
                    "write the year or month alone, or ? if it is not given");
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

void time_bounds(const Context *c, int32_t *from, int32_t *to) {
    bounds(c, from, to);
    *from = *from == TIME_OPEN || *from < YEAR_LEAST ? YEAR_LEAST : *from;
    *to = *to == TIME_OPEN || *to > YEAR_MOST ? YEAR_MOST : *to;
}

/* Months are counted from that of the year 0. */
static int32_t month_number(int32_t month) {
    return month / 100 * 12 + month % 100 - 1;
}

static int32_t year_of(Times times, int32_t number) {
    return times.months ? number / 12 : number;
}

Times times_between(Time first, Time last) {
    bool months = first.kind == TIME_MONTH;
    return (Times){months, months ? month_number(first.from) : first.from,
                   months ? month_number(last.from) : last.from};
}

Time times_one(Times times, int32_t number, Span span) {
    int32_t at = times.months ? number / 12 * 100 + number % 12 + 1 : number;
    return (Time){times.months ? TIME_MONTH : TIME_YEAR, at, at, span};
}

bool time_each(Build *b, const Context *c, Time time, Times *times) {
    *times = (Times){.months = time.kind == TIME_MONTH || time.kind == TIME_MONTHS};
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_MONTH:
    case TIME_RANGE:
    case TIME_SPAN:
    case TIME_MONTHS: break;
    default: return report_no_year(b, time);
    }
    if (!time_check(b, &time))
        return false;
    int32_t least, most, from = time.from, to = time.to;
    bounds(c, &least, &most);
    if (times->months) {
        from = from == TIME_OPEN ? from : month_number(from);
        to = to == TIME_OPEN ? to : month_number(to);
        least = least == TIME_OPEN ? least : least * 12;
        most = most == TIME_OPEN ? most : most * 12 + 11;
    }
    times->from = from == TIME_OPEN ? least : from;
    times->to = to == TIME_OPEN ? most : to;
    if (times->from == TIME_OPEN || times->to == TIME_OPEN)
        return report_open(b, time);
    if (times->from > times->to) /* 2025.. where the years end in 2022 */
        times->from = times->to = from == TIME_OPEN ? to : from;
    return true;
}

void time_within(Build *b, const Context *c, Time time, Times times) {
    int32_t least, most, from = year_of(times, times.from), to = year_of(times, times.to);
    bounds(c, &least, &most);
    bool span = time.kind == TIME_SPAN; /* it may overlap */
    bool below = least != TIME_OPEN && (span ? to : from) < least;
    bool above = most != TIME_OPEN && (span ? from : to) > most;
    if (!below && !above)
        return;
    Findings *findings = b->model->findings;
    Slice years = time_text(b->arena, c->years->years);
    Time out = times_one(times, below ? times.from : times.to, time.span);
    Diagnostic *d;
    if (span)
        d = findings_add(findings, CODE_Y01, build_place(b, time.span),
                         "money over %d..%d, outside the years %.*s", from, to,
                         SLICE_ARGS(years));
    else
        d = findings_add(findings, CODE_Y01, build_place(b, time.span),
                         "money in %.*s, outside the years %.*s",
                         SLICE_ARGS(time_text(b->arena, out)), SLICE_ARGS(years));
    diagnostic_label(findings, d, (Place){c->years_file, c->years->node.span},
                     "the years stated");
    diagnostic_help(findings, d,
                    "check the %s; if the document covers %d, write years %d..%d",
                    times.months ? "month" : "year", below ? from : to,
                    below                ? from
                    : least == TIME_OPEN ? from
                                         : least,
                    above               ? to
                    : most == TIME_OPEN ? to
                                        : most);
}
