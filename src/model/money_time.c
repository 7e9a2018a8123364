/* The times of money: the years, months or quarters that one means under the `years` in
 * force, whether it fits them, and when years begin. */
#include "model/build.h"

/* ---- the years in force ---- */

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
    int32_t least = TIME_YEAR_LEAST + (split ? YEAR_SPLIT : 0);
    int32_t most = TIME_YEAR_MOST + (split ? YEAR_SPLIT : 0);
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
    Slice one = time_year_text(b->arena, named + other - !split);
    Slice two = time_year_text(b->arena, named + other + split);
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

/* Money of 2023 and of 2023/24 in one document that states neither: which of them hold
 * the same months nobody knows. It is told once. */
static bool see_sort(Build *b, const Context *c, Time time) {
    Findings *findings = b->model->findings;
    MapKey key = {c->document, 0, 0, 0};
    uint32_t at = map_get(&b->sorts, key);
    bool split = year_is_split(time.from == TIME_OPEN ? time.to : time.from);
    if (at == 0) {
        *VEC_PUSH(b->arena, &b->year_sorts) = (YearSorts){.told = false};
        at = b->year_sorts.count;
        map_put(&b->sorts, key, at);
    }
    YearSorts *sorts = &b->year_sorts.at[at - 1];
    if (!sorts->is[split])
        sorts->first[split] = build_place(b, time.span);
    sorts->is[split] = true;
    if (!sorts->is[!split] || sorts->told)
        return true;
    sorts->told = true;
    Slice text = time_text(b->arena, time);
    Diagnostic *d =
        findings_add(findings, CODE_Y10, build_place(b, time.span),
                     "the document has money of %.*s and of years that are named %s",
                     SLICE_ARGS(text), split ? "by one number" : "by two");
    diagnostic_label(findings, d, sorts->first[!split], "another sort");
    diagnostic_help(findings, d,
                    "write all years as the document prints them; if it prints both, "
                    "state the years in the area or project of each sort, as in years "
                    "2023/24..2024/25 from 2023-08");
    return false;
}

/* A quarter is of the calendar. */
static bool report_quarter(Build *b, const Context *c, Time time) {
    Findings *findings = b->model->findings;
    Months months = {time_month_number(time_first(time) / 100),
                     time_month_number(time_last(time) / 100)};
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
    Slice text = time_year_text(b->arena, year + YEAR_SPLIT);
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
        return !is_year_of(time) || see_sort(b, c, time);
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
    if (!time_check(b->model->findings, b->file, &time) || !fits_years(b, c, time))
        return false;
    if (parts == TIME_MONTHS_A_YEAR)
        see_months(b, c, time);
    int32_t least, most;
    bounds(c, &least, &most);
    times->from = number_of(parts, time.from);
    times->to = number_of(parts, time.to);
    bool known = parts == 1 || c->begins != BEGINS_UNKNOWN;
    if (times->from == TIME_OPEN && least != TIME_OPEN && known)
        times->from = parts == TIME_MONTHS_A_YEAR ? year_months(c, least).from
                                                  : least * parts;
    if (times->to == TIME_OPEN && most != TIME_OPEN && known)
        times->to = parts == TIME_MONTHS_A_YEAR ? year_months(c, most).to
                                                : most * parts + parts - 1;
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
                    SLICE_ARGS(time_year_text(b->arena, below ? from : to)),
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
    Slice first = time_year_text(b->arena, years.from);
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
    int32_t since = time_month_number(month) - year_named(any) * TIME_MONTHS_A_YEAR;
    bool fits = since < TIME_MONTHS_A_YEAR &&
                (split ? since >= 0 : since > -TIME_MONTHS_A_YEAR);
    if (years.from == TIME_OPEN || !fits || day > DAY_MOST)
        return report_begin(b, setting);
    if (!split && since == 0 && day == 1)
        return 0;
    int32_t begins = (since + TIME_MONTHS_A_YEAR) * 100 + day;
    return (int16_t)(split ? -begins : begins);
}
