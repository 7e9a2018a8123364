/* When something is: years, months and dates as the days that they can mean, so that
 * only what is certain is called too early or too late. */
#include "check/day_range.h"
#include "model/view.h"

bool day_range_of_time(Time time, DayRange *out) {
    if (time.kind == TIME_ABSENT || time.kind == TIME_UNSTATED || time.kind == TIME_ALL)
        return false;
    *out = (DayRange){time_first(time), time_last(time)};
    return true;
}

bool day_range_is_year(Figure figure) {
    return figure.flags == 0 && figure.scale == 0 && figure.currency == 0 &&
           figure.digits >= 1000 && figure.digits <= 9999;
}

bool day_range_of_value(const Value *value, DayRange *out) {
    if (value->kind == VALUE_TIME)
        return day_range_of_time(value->time, out);
    if (value->kind != VALUE_FIGURE || !day_range_is_year(value->figure))
        return false;
    int32_t year = (int32_t)value->figure.digits;
    return day_range_of_time((Time){.kind = TIME_YEAR, .from = year, .to = year}, out);
}

bool day_range_of_document(const Model *model, Id document, DayRange *out) {
    NameId name = names_find(model->names, SLICE("date"));
    const Prop *prop =
        name == 0 ? NULL : view_own_prop(model, KIND_DOCUMENT, document, name, document);
    return prop != NULL && prop->node->count > 0 &&
           day_range_of_value(&prop->node->values[0], out);
}

LifeNames life_names(const Model *model) {
    return (LifeNames){names_find(model->names, SLICE("starts")),
                       names_find(model->names, SLICE("expires")),
                       names_find(model->names, SLICE("never"))};
}

/* The days of a value of a property. A year may be meant as a year of its file or of the
 * calendar, where these differ. */
static bool days_of(const Prop *prop, const Value *value, DayRange *out) {
    if (!day_range_of_value(value, out))
        return false;
    if (prop->begins > 0 && value->kind == VALUE_FIGURE) {
        int32_t year = (int32_t)value->figure.digits;
        Time own = {.kind = TIME_YEAR, .from = year, .to = year, .begins = prop->begins};
        int32_t first = time_first(own), last = time_last(own);
        out->first = first < out->first ? first : out->first;
        out->last = last > out->last ? last : out->last;
    }
    return true;
}

static void read_start(const Prop *prop, Life *life) {
    for (uint32_t i = 0; i < prop->node->count; i++) {
        DayRange days;
        if (!days_of(prop, &prop->node->values[i], &days))
            continue;
        if (!life->has_start || days.first < life->start.first)
            life->start = days;
        life->has_start = true;
        life->start_prop = prop;
    }
}

static void read_expiry(const Prop *prop, NameId never, Life *life) {
    for (uint32_t i = 0; i < prop->node->count; i++) {
        const Value *value = &prop->node->values[i];
        DayRange days = {DAY_LAST, DAY_LAST};
        if (value->kind == VALUE_NAME && never != 0 && value->name == never) {
            life->never = true;
        } else if (!days_of(prop, value, &days)) {
            /* One of several ends is not known: then the last one is not, either. */
            life->has_expiry = life->never = false;
            return;
        }
        if (!life->has_expiry || days.last > life->expiry.last)
            life->expiry = days;
        life->has_expiry = true;
        life->expiry_prop = prop;
    }
}

Life life_of(const Model *model, const LifeNames *names, ThingKind kind, Id id,
             Id document) {
    Life life = {0};
    if (names->starts != 0) {
        const Prop *prop = view_own_prop(model, kind, id, names->starts, document);
        if (prop != NULL)
            read_start(prop, &life);
    }
    if (names->expires != 0) {
        const Prop *prop = view_own_prop(model, kind, id, names->expires, document);
        if (prop != NULL)
            read_expiry(prop, names->never, &life);
    }
    return life;
}

Slice day_range_text(Arena *arena, DayRange days) {
    int32_t from = days.first, to = days.last;
    if (from == to)
        return time_text(arena, (Time){.kind = TIME_DATE, .from = from, .to = to});
    if (from / 100 == to / 100) {
        int32_t month = from / 100;
        return time_text(arena, (Time){.kind = TIME_MONTH, .from = month, .to = month});
    }
    bool year = from % 10000 == 101 && to % 10000 == 1231;
    if (from / 10000 == to / 10000 && !year) { /* a quarter, or months */
        Time months = {.kind = TIME_MONTHS, .from = from / 100, .to = to / 100};
        if (months.from % 100 % 3 == 1 && months.to == months.from + 2) {
            months.kind = TIME_QUARTER;
            months.from = months.from / 100 * 100 + TIME_QUARTER_BASE +
                          months.to % 100 / 3;
        }
        return time_text(arena, months);
    }
    Time years = {.kind = TIME_RANGE, .from = from / 10000, .to = to / 10000};
    if (from == DAY_FIRST)
        years.from = TIME_OPEN;
    if (to == DAY_LAST)
        years.to = TIME_OPEN;
    if (years.from == years.to)
        years.kind = TIME_YEAR;
    return time_text(arena, years);
}

Slice day_range_said(Arena *arena, const Prop *prop, DayRange days) {
    const Value *value = prop != NULL && prop->node->count == 1 ? prop->node->values
                                                                : NULL;
    if (value != NULL && value->kind == VALUE_TIME)
        return time_text(arena, value->time);
    if (value != NULL && value->kind == VALUE_FIGURE)
        return arena_format(arena, "%d", (int)value->figure.digits);
    return day_range_text(arena, days);
}

/* Full years from one day to another: negative where it is before. */
static int32_t full_years(int32_t from, int32_t to) {
    int32_t years = to / 10000 - from / 10000;
    return to % 10000 < from % 10000 ? years - 1 : years;
}

int32_t day_range_years_least(DayRange from, DayRange to) {
    return full_years(from.last, to.first);
}

int32_t day_range_years_most(DayRange from, DayRange to) {
    return full_years(from.first, to.last);
}
