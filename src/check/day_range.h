/* When something is: a year, a month or a date as the days that it can mean. Private to
 * check/. */
#ifndef INTEG_CHECK_DAY_RANGE_H
#define INTEG_CHECK_DAY_RANGE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/names.h"
#include "model/model.h"

enum { DAY_FIRST = 0, DAY_LAST = 99999999 }; /* open ends */

/* yyyymmdd, both included. */
typedef struct DayRange {
    int32_t first, last;
} DayRange;

/* False for a time that says nothing: absent, `?`, `all`. */
bool day_range_of_time(Time time, DayRange *out);
/* A value that is a year, month, date or range; false for others. */
bool day_range_of_value(const Value *value, DayRange *out);
/* What a plain number may mean as a year: 1000 to 9999 without unit or percent. */
bool day_range_is_year(Figure figure);
/* The document's own date; false where it states none. */
bool day_range_of_document(const Model *model, Id document, DayRange *out);

/* "2018", "2018-06", "2018-06-30"; "2018..2020" for more than a year. */
Slice day_range_text(Arena *arena, DayRange days);

/* The same of a property's value: as it is stated, where it is one. */
Slice day_range_said(Arena *arena, const Prop *prop, DayRange days);

/* From when to when a document says that something lasts. */
typedef struct Life {
    bool has_start, has_expiry;
    bool never;             /* it expires never; has_expiry is true then */
    DayRange start, expiry; /* the earliest start, the latest expiry */
    const Prop *start_prop, *expiry_prop;
} Life;

/* What to look for, found once. */
typedef struct LifeNames {
    NameId starts, expires, never;
} LifeNames;

LifeNames life_names(const Model *model);
Life life_of(const Model *model, const LifeNames *names, ThingKind kind, Id id,
             Id document);

/* How many full years lie between the two at least and at most. */
int32_t day_range_years_least(DayRange from, DayRange to);
int32_t day_range_years_most(DayRange from, DayRange to);

#endif
