/* The times that headings name: years, quarters, months. */
#ifndef INTEG_TABLES_TIMES_H
#define INTEG_TABLES_TIMES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"

typedef struct HeadTime {
    uint32_t year;    /* 0: none is named */
    uint32_t quarter; /* from 1; 0: no quarter is meant */
    uint32_t month;   /* from 1; 0: no month is meant */
    bool split;       /* it is named by two years: 2021/22 */
    bool dashed;      /* … with a hyphen between them, which may mean both */
} HeadTime;

/* The one time that a heading names, alone or with words: "2020", "Budget 2020*",
 * "2024-Q1", "1. kvartal 2024", "2024-01", "januar 2024", "FY 2021-22". A day, as in "pr.
 * 31. oktober", belongs to the words. Its year is 0 where it names no
 * year, or more than one. *rest: the heading without it. */
HeadTime times_read(Arena *arena, Slice heading, Slice *rest);
bool times_equal(HeadTime a, HeadTime b);
/* Whether `b` is the time of `a`'s sort that comes right behind it. */
bool times_follow(HeadTime a, HeadTime b);
/* As the language writes it: 2024, 2024-q1, 2024-01. */
Slice times_text(Arena *arena, HeadTime time);

#endif
