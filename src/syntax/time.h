/* Times as a file writes them: years, months, quarters, dates and ranges of them. What
 * they mean as days is in model/time.h. */
#ifndef INTEG_SYNTAX_TIME_H
#define INTEG_SYNTAX_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include "source/source.h"

typedef enum TimeKind {
    TIME_ABSENT,
    TIME_YEAR,       /* 2020 */
    TIME_RANGE,      /* 2020..2022, 2009.., ..2024: an open end is TIME_OPEN */
    TIME_MONTH,      /* 2008-08 */
    TIME_MONTHS,     /* 2008-08..2009-01, 2008-08.., ..2009-01 */
    TIME_QUARTER,    /* 2024-q1 */
    TIME_QUARTERS,   /* 2024-q1..2024-q3, open as months are */
    TIME_DATE,       /* 2020-12-02 */
    TIME_UNSTATED,   /* ? */
    TIME_ALL,        /* all */
    TIME_SPAN,       /* over 2007..2009 */
    TIME_MONTH_SPAN, /* over 2007-01..2007-06; quarters as their months */
    TIME_BAD         /* could not be read; was reported */
} TimeKind;

enum { TIME_OPEN = INT32_MIN };

/* A quarter is yyyy20 and its number, so that none of them is a month. */
enum { TIME_QUARTER_BASE = 20 };

/* A year that is named by two, 2022/23, is the first of them and this: years of one sort
 * follow each other, and no number that is written is one of these. */
enum { YEAR_SPLIT = -10000 };

static inline bool year_is_split(int32_t year) {
    return year < 0;
}

/* 2022 of 2022 and of 2022/23. */
static inline int32_t year_named(int32_t year) {
    return year_is_split(year) ? year - YEAR_SPLIT : year;
}

typedef struct Time {
    uint8_t kind; /* TimeKind */
    /* Years; months as yyyymm, quarters as yyyy21 to yyyy24, dates as yyyymmdd. Of one
       year, month, quarter or date from == to. */
    int32_t from, to;
    Span span;
    int16_t begins; /* when years do, set by the model: see time_begins */
} Time;

#endif
