/* Slips in typing one figure: which of them, if any, turns the figure that was meant
 * into the one that is printed. Plain values; nothing is owned. */
#ifndef INTEG_EXPLAIN_TYPING_SLIPS_H
#define INTEG_EXPLAIN_TYPING_SLIPS_H

#include <stdint.h>
#include "base/decimal.h"

/* A figure as a whole number of the finest units of its problem. */
typedef Int128 Amount;

typedef enum Slip {
    SLIP_NONE,
    SLIP_REPLACED,     /* 73.16 printed as 73.19 */
    SLIP_INTERCHANGED, /* 73.16 printed as 73.61 */
    SLIP_POINT,        /* 12.5 printed as 1.25 */
    SLIP_ADDED,        /* 73.16 printed as 733.16 */
    SLIP_OMITTED,      /* 73.16 printed as 7.16 */
    SLIP_THOUSANDS,    /* 1200 printed as 1.2, or 1.2 as 1200 */
    SLIP_SIGN          /* 0.5 printed as -0.5 */
} Slip;

/* How a figure is printed: `places` digits after the point, and `fine` digits that the
 * problem's units have beyond its last one (so that it is a multiple of 10^fine). */
typedef struct Print {
    int32_t places, fine;
} Print;

/* The slip that prints `printed` where `meant` was meant; SLIP_NONE where they are the
 * same or no single slip does. Exactly one digit differs in length for SLIP_ADDED and
 * SLIP_OMITTED, before the point, or after it where the number of places then fits. */
Slip typing_slip_of(Amount printed, Amount meant, Print print);

/* Room for every variant of one figure. */
enum { SLIP_VARIANTS = 800, SLIP_DIGITS = 32 };

typedef struct Variant {
    Amount value;
    Slip slip; /* what prints `value` where the figure was meant */
} Variant;

/* Every figure with the same number of places into which one slip turns `meant`, and
 * those that a moved point makes; returns how many. Those within the problem's bounds
 * only; 0 where the figure has more than SLIP_DIGITS digits. */
uint32_t typing_slip_each(Amount meant, Print print, Variant out[SLIP_VARIANTS]);

/* 10^power; 0 <= power <= 38. */
Amount typing_slip_power(int32_t power);

#endif
