/* Constructors of figures and times. */
#include "syntax/build.h"
#include "syntax/parser.h"

/* ---- figures ---- */

int unit_of(Parser *p, int power, Ref currency) {
    uint8_t found = currency.name ? currency_find(names_text(p->names, currency.name))
                                  : 0;
    return power | found << 4;
}

static Figure figure_mark(uint8_t flag, Span span) {
    uint32_t length = span.end - span.start;
    return (Figure){
        .at = span.start, .length = length < 255 ? (uint8_t)length : 255, .flags = flag};
}

Figure figure_none(Span span) {
    return figure_mark(FIGURE_NONE, span);
}

Figure figure_blank(Span span) {
    return figure_mark(FIGURE_BLANK, span);
}

Figure figure_bad(Span span) {
    return figure_mark(FIGURE_BAD, span);
}

static Figure figure_longer(Figure figure, Span span, uint8_t flag) {
    Figure longer = figure_mark(flag, span);
    figure.at = longer.at;
    figure.length = longer.length;
    figure.flags |= flag;
    return figure;
}

Figure figure_percent(Figure figure, Span span) {
    return figure_longer(figure, span, FIGURE_PERCENT);
}

Figure figure_rate(Parser *p, Figure figure) {
    if (figure.flags & (FIGURE_PERCENT | FIGURE_BAD))
        return figure;
    Slice text = source_slice(p->source, figure_span(figure));
    Diagnostic *d = findings_add(
        p->findings, CODE_S01, (Place){p->source->id, figure_span(figure)},
        "a share or refund must be a percentage, not \"%.*s\"", SLICE_ARGS(text));
    diagnostic_here(p->findings, d, "%.*s%%?", SLICE_ARGS(text));
    figure.flags |= FIGURE_BAD;
    return figure;
}

Figure figure_points(Figure figure, Span span) {
    figure.flags &= (uint8_t)~FIGURE_PERCENT;
    return figure_longer(figure, span, FIGURE_POINTS);
}

Figure figure_unit(Parser *p, Figure figure, int unit, Span unit_span) {
    (void)p;
    figure = figure_longer(figure, (Span){figure.at, unit_span.end}, FIGURE_UNIT);
    figure.scale = (int8_t)(figure.scale - (unit & 15));
    figure.currency = (unsigned)(unit >> 4) & 15;
    return figure;
}

static Figure too_large(Parser *p, Figure figure) {
    findings_add(p->findings, CODE_S06, (Place){p->source->id, figure_span(figure)},
                 "this sum has more digits than a figure can have");
    figure.flags |= FIGURE_BAD;
    return figure;
}

Figure figure_add(Parser *p, Figure a, Figure b, Span span) {
    Figure sum = figure_longer(a, span, FIGURE_SUM);
    sum.flags |= b.flags;
    if ((a.flags | b.flags) & FIGURE_BAD)
        return sum;
    Decimal total;
    if (!decimal_add(figure_decimal(a), figure_decimal(b), &total) ||
        decimal_compare(decimal_abs(total), (Decimal){1, -18}) >= 0 ||
        total.units != (int64_t)total.units)
        return too_large(p, sum);
    sum.digits = (int64_t)total.units;
    sum.scale = (int8_t)total.scale;
    if (b.currency != 0)
        sum.currency = b.currency;
    /* What `~` leaves unknown of either stays unknown in the sum. */
    int32_t unknown = INT32_MIN;
    if (a.flags & FIGURE_APPROXIMATE)
        unknown = (int32_t)a.blur - a.scale;
    if ((b.flags & FIGURE_APPROXIMATE) && (int32_t)b.blur - b.scale > unknown)
        unknown = (int32_t)b.blur - b.scale;
    int32_t blur = unknown == INT32_MIN ? 0 : unknown + sum.scale;
    sum.blur = (unsigned)(blur < 0 ? 0 : blur > 15 ? 15 : blur) & 15;
    return sum;
}

/* ---- times ---- */

static bool is_whole(Figure figure) {
    return figure.scale == 0 && figure.flags == 0;
}

static int32_t year_of(Figure figure) {
    enum { LARGEST = 999999999 };
    return figure.digits > LARGEST ? LARGEST : (int32_t)figure.digits;
}

/* Years are held against a calendar by the model; here they only must be whole. What is
 * not is reported, and has no time. */
static Time time_of(Parser *p, TimeKind kind, const Figure *from, const Figure *to,
                    Span span) {
    bool bad = ((from ? from->flags : 0) | (to ? to->flags : 0)) & FIGURE_BAD;
    if (bad || (from && !is_whole(*from)) || (to && !is_whole(*to))) {
        bool apart = kind == TIME_RANGE && from && is_whole(*from) && to && !bad &&
                     p->source->text.at[to->at - 1] == ' ';
        if (apart) /* 2020.. 1.0 */
            findings_add(p->findings, CODE_S01, (Place){p->source->id, figure_span(*to)},
                         "expected \":\" before \"%.*s\"",
                         SLICE_ARGS(source_slice(p->source, figure_span(*to))));
        else if (!bad)
            findings_add(p->findings, CODE_Y10, (Place){p->source->id, span},
                         kind == TIME_YEAR ? "\"%.*s\" is not a year"
                                           : "\"%.*s\" is not a range of years",
                         SLICE_ARGS(source_slice(p->source, span)));
        return (Time){TIME_BAD, 0, 0, span, 0};
    }
    return (Time){(uint8_t)kind, from ? year_of(*from) : TIME_OPEN,
                  to ? year_of(*to) : TIME_OPEN, span, 0};
}

Time time_of_year(Parser *p, Figure year) {
    if (is_whole(year)) { /* the most */
        int32_t number = year_of(year);
        return (Time){TIME_YEAR, number, number, figure_span(year), 0};
    }
    return time_of(p, TIME_YEAR, &year, &year, figure_span(year));
}

Time *time_new(Parser *p, Time time) {
    Time *copy = arena_alloc(p->arena, sizeof *copy);
    *copy = time;
    return copy;
}

Time *time_year(Parser *p, Figure year) {
    return time_new(p, time_of_year(p, year));
}

Time *time_range(Parser *p, Figure from, Figure to, Span span) {
    return time_new(p, time_of(p, TIME_RANGE, &from, &to, span));
}

Time *time_from(Parser *p, Figure from, Span span) {
    return time_new(p, time_of(p, TIME_RANGE, &from, NULL, span));
}

Time *time_to(Parser *p, Figure to, Span span) {
    return time_new(p, time_of(p, TIME_RANGE, NULL, &to, span));
}

/* What a range may go from. */
static bool is_end(const Time *time) {
    return time->kind == TIME_MONTH || time->kind == TIME_QUARTER ||
           time->kind == TIME_YEAR;
}

Time *time_months(Parser *p, const Time *from, const Time *to, Span span) {
    uint8_t kind = from ? from->kind : to->kind;
    bool apart = from && to && from->kind != to->kind;
    if (apart && is_end(from) && is_end(to))
        findings_add(p->findings, CODE_Y10, (Place){p->source->id, span},
                     "a range goes from year to year, from month to month or from "
                     "quarter to quarter");
    if (!apart && kind == TIME_YEAR) /* of the sort of 2022/23 */
        return time_new(p, (Time){TIME_RANGE, from ? from->from : TIME_OPEN,
                                  to ? to->from : TIME_OPEN, span, 0});
    if (apart || (kind != TIME_MONTH && kind != TIME_QUARTER))
        return time_new(p, (Time){TIME_BAD, 0, 0, span, 0}); /* one was reported */
    return time_new(p, (Time){kind == TIME_MONTH ? TIME_MONTHS : TIME_QUARTERS,
                              from ? from->from : TIME_OPEN, to ? to->from : TIME_OPEN,
                              span, 0});
}

/* The first month of a quarter, or another one of it. */
static int32_t month_of(int32_t quarter, int32_t which) {
    int32_t number = quarter % 100 - TIME_QUARTER_BASE;
    if (quarter == TIME_OPEN || number < 1 || number > 4)
        return quarter;
    return quarter / 100 * 100 + 3 * (number - 1) + which;
}

Time *time_over(Parser *p, const Time *range, Span span) {
    Time time = {TIME_SPAN, range->from, range->to, span, 0};
    if (range->kind == TIME_BAD)
        time.kind = TIME_BAD;
    else if (range->kind == TIME_MONTHS || range->kind == TIME_QUARTERS)
        time.kind = TIME_MONTH_SPAN;
    if (range->kind == TIME_QUARTERS) {
        time.from = month_of(range->from, 1);
        time.to = month_of(range->to, 3);
    }
    return time_new(p, time);
}

Time *time_unstated(Parser *p, Span span) {
    return time_new(p, (Time){TIME_UNSTATED, 0, 0, span, 0});
}

Time *time_all(Parser *p, Span span) {
    return time_new(p, (Time){TIME_ALL, 0, 0, span, 0});
}
