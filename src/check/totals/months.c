/* Months and spans of them. */
#include "check/totals/months.h"

enum { YEAR = 12 };

Months months_of(const Model *model, uint32_t fact) {
    return time_months_of(model_fact_time(model, fact));
}

bool months_same(Months a, Months b) {
    return a.from == b.from && a.to == b.to;
}

bool months_in(Months part, Months whole) {
    return whole.from <= part.from && part.to <= whole.to;
}

bool months_touch(Months a, Months b) {
    return a.from <= b.to && b.from <= a.to;
}

bool months_year(Months time) {
    return time.from % YEAR == 0 && time.to == time.from + YEAR - 1;
}

int months_compare(Months a, Months b) {
    if (a.from != b.from)
        return a.from < b.from ? -1 : 1;
    return (a.to > b.to) - (a.to < b.to);
}

int months_by_length(const void *left, const void *right) {
    const Months *a = left, *b = right;
    int64_t x = (int64_t)a->to - a->from, y = (int64_t)b->to - b->from;
    return x != y ? (x < y ? -1 : 1) : months_compare(*a, *b);
}

/* "without a year", "for 2020", "for 2020-02..2020-05" */
Slice months_when(Arena *arena, Months months, bool exact) {
    if (months_same(months, months_all))
        return exact ? SLICE("without a year") : SLICE("in all");
    bool years = months.from % YEAR == 0 && months.to % YEAR == YEAR - 1;
    Time time = {.kind = months_year(months) ? TIME_YEAR : TIME_SPAN,
                 .from = months.from / YEAR,
                 .to = months.to / YEAR};
    if (!years) {
        time.kind = months.from == months.to ? TIME_MONTH : TIME_MONTHS;
        time.from = months.from / YEAR * 100 + months.from % YEAR + 1;
        time.to = months.to / YEAR * 100 + months.to % YEAR + 1;
    }
    return arena_format(arena, "for %.*s", SLICE_ARGS(time_text(arena, time)));
}
