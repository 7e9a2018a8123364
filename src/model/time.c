/* Times: whether they are in the calendar, which years they mean, and as intervals. */
#include "model/time.h"
#include "model/time.h"

/* ---- as intervals ---- */

static int32_t days_in(int32_t year, int32_t month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 31;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool time_is_year(int32_t year) {
    return year >= TIME_YEAR_LEAST && year <= TIME_YEAR_MOST;
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

/* Whether it is known when a year begins, and that is not with the calendar. */
static bool begins_elsewhere(int16_t begins, int32_t year) {
    return begins != 0 && begins != BEGINS_UNKNOWN && (begins < 0) == year_is_split(year);
}

/* The number of the month in which it does, and the day. */
static int32_t begin_month(int16_t begins, int32_t year) {
    return year_named(year) * TIME_MONTHS_A_YEAR + (begins < 0 ? -begins : begins) / 100 -
           TIME_MONTHS_A_YEAR;
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
    int32_t next = begin_month(time.begins, year) + TIME_MONTHS_A_YEAR,
            day = begin_day(time.begins);
    return day > 1 ? time_month(next) * 100 + day - 1 : last_day(time_month(next - 1));
}

/* The year that holds a month, counted from that of the year 0; 0: none does. */
static int32_t year_of_month(int16_t begins, int32_t month) {
    int32_t split = begins < 0 ? YEAR_SPLIT : 0;
    if (begins == 0)
        return month / TIME_MONTHS_A_YEAR;
    int32_t since = month - begin_month(begins, split); /* that of the year 0 */
    if (begins == BEGINS_UNKNOWN ||
        (begin_day(begins) > 1 && since % TIME_MONTHS_A_YEAR == 0))
        return 0;
    return since / TIME_MONTHS_A_YEAR + split;
}

int32_t time_year_of(Time time) {
    switch (time.kind) {
    case TIME_YEAR: return time.from;
    case TIME_SPAN: return time.from == time.to ? time.from : 0;
    case TIME_QUARTER: return time.begins == 0 ? time.from / 100 : 0;
    case TIME_MONTH: return year_of_month(time.begins, time_month_number(time.from));
    case TIME_MONTH_SPAN: {
        int32_t from = year_of_month(time.begins, time_month_number(time.from));
        return from == year_of_month(time.begins, time_month_number(time.to)) ? from : 0;
    }
    default: return 0;
    }
}

bool time_is_span(Time time) {
    return time.kind == TIME_SPAN || time.kind == TIME_MONTH_SPAN;
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
        return (Months){time_month_number(from), time_month_number(to)};
    case TIME_QUARTER:
        from = quarter_month(from);
        return (Months){time_month_number(from), time_month_number(from) + 2};
    case TIME_MONTH:
    case TIME_MONTH_SPAN: return (Months){time_month_number(from), time_month_number(to)};
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

Slice time_year_text(Arena *arena, int32_t year) {
    int32_t named = year_named(year);
    return year_is_split(year) ? arena_format(arena, "%d/%02d", named, (named + 1) % 100)
                               : arena_format(arena, "%d", named);
}

/* "2020..2022", with either end open. */
static Slice range_text(Arena *arena, Time time, Slice (*one)(Arena *, int32_t)) {
    Slice from = time.from == TIME_OPEN ? SLICE("") : one(arena, time.from);
    Slice to = time.to == TIME_OPEN ? SLICE("") : one(arena, time.to);
    return arena_format(arena, "%.*s..%.*s", SLICE_ARGS(from), SLICE_ARGS(to));
}

Slice time_text(Arena *arena, Time time) {
    int32_t from = time.from;
    switch (time.kind) {
    case TIME_YEAR: return time_year_text(arena, from);
    case TIME_RANGE:
    case TIME_SPAN: return range_text(arena, time, time_year_text);
    case TIME_MONTH:
    case TIME_QUARTER: return month_text(arena, from);
    case TIME_MONTHS:
    case TIME_QUARTERS:
    case TIME_MONTH_SPAN: return range_text(arena, time, month_text);
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
    diagnostic_here(findings, d, "years go from %d to %d", TIME_YEAR_LEAST,
                    TIME_YEAR_MOST);
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
static bool check_order(Findings *findings, SourceId file, Time *time) {
    if (time->from == TIME_OPEN || time->to == TIME_OPEN || time->from <= time->to)
        return true;
    Time right = *time;
    right.from = time->to;
    right.to = time->from;
    bool years = time->kind == TIME_RANGE || time->kind == TIME_SPAN;
    Slice wrong = time_text(findings->arena, *time);
    Slice text = time_text(findings->arena, right);
    Place place = {file, time->span};
    Diagnostic *d = findings_add(findings, CODE_Y02, place,
                                 "the range %.*s ends before it begins",
                                 SLICE_ARGS(wrong));
    diagnostic_help(findings, d, "write the earlier %s first: %.*s",
                    years                         ? "year"
                    : time->kind == TIME_QUARTERS ? "quarter"
                                                  : "month",
                    SLICE_ARGS(text));
    if (!time_is_span(*time))
        diagnostic_fix(findings, d, place, text);
    *time = right;
    return false;
}

bool time_check(Findings *findings, SourceId file, Time *time) {
    bool range = time->kind == TIME_RANGE || time->kind == TIME_MONTHS ||
                 time->kind == TIME_QUARTERS || time_is_span(*time);
    return time_sound(findings, file, *time) &&
           (!range || check_order(findings, file, time));
}
