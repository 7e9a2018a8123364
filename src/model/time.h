/* What times mean: their first and last days, the years and months that hold them. */
#ifndef INTEG_MODEL_TIME_H
#define INTEG_MODEL_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "source/diagnostic.h"
#include "syntax/time.h"

enum { TIME_YEAR_LEAST = 1900, TIME_YEAR_MOST = 2199, TIME_MONTHS_A_YEAR = 12 };

/* When the years of a file begin, as Time.begins: 0, with the calendar; else the day of
 * the month and hundred times 12 and the months from January of the year after which it
 * is named: 1901 for 2022/23 from August 2022, 901 for 2022 from October 2021. Below zero
 * where years are named by two, and -1 where it is not known. */
enum { BEGINS_UNKNOWN = -1 };

/* Whether a time is one sum, over years or months. */
bool time_is_span(Time time);
/* The year that holds all of the time of an entry; 0: none does, or it is not known. */
int32_t time_year_of(Time time);
/* Months, counted from that of the year 0, both included. */
typedef struct Months {
    int32_t from, to;
} Months;

/* Where no year is stated. */
extern const Months months_all;

/* Those of the time of an entry. */
Months time_months_of(Time time);
/* A month of that number as yyyymm, and back. */
static inline int32_t time_month(int32_t number) {
    return number / TIME_MONTHS_A_YEAR * 100 + number % TIME_MONTHS_A_YEAR + 1;
}
static inline int32_t time_month_number(int32_t month) {
    return month / 100 * TIME_MONTHS_A_YEAR + month % 100 - 1;
}
/* "2022", "2022/23" */
Slice time_year_text(Arena *arena, int32_t year);
/* Whether all of an entry's time is in another; not where none is stated. */
bool time_is_in(Time part, Time whole);
/* The first and last day, as yyyymmdd, that a time can mean; open ends are 0 and
 * 99999999, as are those of what is not in the calendar. */
int32_t time_first(Time time);
int32_t time_last(Time time);
/* Whether a year, a month, a date and the ends of a range are in the calendar, from 1900
 * to 2199; if not, Y10 is added at its span in the file. True for other times. */
bool time_sound(Findings *findings, SourceId file, Time time);
/* The same of every time, and that a range does not end before it begins (Y02), which is
 * turned round. */
bool time_check(Findings *findings, SourceId file, Time *time);
/* Whether a number can be meant as a year; what to say of one that cannot. */
bool time_is_year(int32_t year);
void time_help_year(Findings *findings, Diagnostic *d);
/* A result whose time ends on this day or before is too early to be that of a target with
 * this time: a result counts where it ends within the target's time, or in the year up to
 * its end. So one of 2008 is none for December 2009, nor one of 2008-12 for 2009. */
int32_t time_too_early(Time target);
Slice time_text(Arena *arena, Time time);

#endif
