/* A number of a sheet as its format shows it. */
#ifndef INTEG_TABLES_FORMAT_H
#define INTEG_TABLES_FORMAT_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/decimal.h"

/* A number as XML writes it, "3.2857142857142856" or "1E-3", to 15 digits, as
 * spreadsheets count. False where it is none, or too large. */
bool format_parse(Slice text, Decimal *out);
/* Rounded to so many decimals, halves away from 0, as spreadsheets do. */
bool format_round(Decimal value, int32_t scale, Decimal *out);

typedef struct FormatShown {
    Slice text;
    bool bare;     /* a negative number that the format itself shows without a sign */
    uint8_t power; /* the zeros that its commas take off: 6 where it shows millions */
} FormatShown;

/* What a format shows of a number: digits with a decimal point, "-" before a negative
 * one, "%" behind a percentage; a date as 2022-01-31, or 2022 where only the year is
 * shown; or a text, as "-" is for 0. `days_1904`: dates count from 1904. False where the
 * format has what is not known here (fractions, powers, times). */
bool format_show(Arena *arena, Slice format, Decimal value, bool days_1904,
                 FormatShown *out);

#endif
