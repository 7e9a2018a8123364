/* A date, month, quarter or year as documents print it, and what the language writes for
 * it. Knows words and digits, no statements. */
#ifndef INTEG_SYNTAX_PRINTED_TIME_H
#define INTEG_SYNTAX_PRINTED_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "syntax/tree.h"

typedef struct PrintedTime {
    uint32_t end;  /* behind it in the text */
    TimeKind kind; /* TIME_DATE, MONTH, QUARTER or YEAR; TIME_OVER: half a year */
    int32_t at;    /* as in Time: 20250820, 202508, … */
    Slice write;   /* "2025-08-20", "2025-q1", "over 2025-q1..2025-q2" */
    Slice other;   /* another reading, as 3/4/2025 has two; else empty */
} PrintedTime;

/* `20.8.2025`, `20. august 2025`, `aug. 2025`, `2025M8`, `Q1 2025`, `1. kvartal 2025`,
 * `2025K1`, `2025/2026`, `FY2025`, `2025H1`, from `at` on. False where there is nothing
 * of the kind on the line, and where the language writes it so. */
bool printed_time(Arena *arena, Slice text, uint32_t at, PrintedTime *time);

#endif
