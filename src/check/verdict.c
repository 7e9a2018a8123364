/* The rounding rule. Half-units are doubled throughout, so that all is whole: with units
 * U = 2u, rounding explains d where 2|d| <= U + ΣUᵢ and (2d)² <= 3 (U² + ΣUᵢ²). */
#include "check/verdict.h"

#include <string.h>

static int32_t slot_of(int32_t scale) {
    int32_t slot = scale + SPREAD_ZERO;
    return slot < 0 ? 0 : slot >= SPREAD_ROOM ? SPREAD_ROOM - 1 : slot;
}

void spread_add(Spread *spread, int32_t scale, bool rough) {
    int32_t slot = slot_of(scale);
    if (spread->count == 0) {
        spread->low = spread->high = slot;
    } else if (slot < spread->low) {
        spread->low = slot;
    } else if (slot > spread->high) {
        spread->high = slot;
    }
    spread->count++;
    if (rough) {
        spread->rough[slot]++;
    } else {
        spread->plain[slot]++;
    }
}

void spread_clear(Spread *spread) {
    if (spread->count == 0) {
        return;
    }
    size_t slots = (size_t)(spread->high - spread->low) + 1;
    memset(&spread->plain[spread->low], 0, slots * sizeof spread->plain[0]);
    memset(&spread->rough[spread->low], 0, slots * sizeof spread->rough[0]);
    spread->count = 0;
}

/* ΣU and ΣU² in units of 10^-scale and their square. */
typedef struct Bounds {
    Int128 sum, squares;
    int32_t scale;
} Bounds;

/* Figures this many digits finer than the coarsest change nothing that counts, and are
 * taken as if they were no finer: so squares fit for any count of them. */
enum { DIGITS_APART = 13 };

static void bounds_add(Bounds *bounds, int32_t scale, uint32_t plain, uint32_t rough) {
    Int128 unit = 1;
    for (int32_t i = scale; i < bounds->scale; i++) {
        unit *= 10;
    }
    bounds->sum += unit * plain + 2 * unit * rough;
    bounds->squares += unit * unit * plain + 4 * unit * unit * rough;
}

static Bounds bounds_of(const Spread *spread, const Balance *balance, int32_t scale) {
    int32_t total = slot_of(scale);
    int32_t low = total, high = total;
    if (spread->count > 0) {
        low = balance->none || spread->low < total ? spread->low : total;
        high = balance->none || spread->high > total ? spread->high : total;
    }
    Bounds bounds = {0, 0, high - low > DIGITS_APART ? low + DIGITS_APART : high};
    if (!balance->none) {
        bounds_add(&bounds, total, !balance->rough, balance->rough);
    }
    for (int32_t i = spread->low; spread->count > 0 && i <= spread->high; i++) {
        bounds_add(&bounds, i, spread->plain[i], spread->rough[i]);
    }
    bounds.scale -= SPREAD_ZERO;
    return bounds;
}

static bool bounds_hold(const Bounds *bounds, Decimal twice) {
    Decimal whole = decimal_shift(twice, -bounds->scale); /* in units of 10^-scale */
    return decimal_compare(whole, (Decimal){bounds->sum, 0}) <= 0 &&
           decimal_square_within(whole, 3, (Decimal){bounds->squares, 0});
}

/* U of one figure. */
static Decimal unit_of(int32_t scale, bool rough) {
    return (Decimal){rough ? 2 : 1, scale};
}

/* U of the one summand. */
static Decimal unit_of_only(const Spread *spread) {
    return unit_of(spread->low - SPREAD_ZERO, spread->rough[spread->low] > 0);
}

/* What counts as no difference: as U. */
static Decimal exactness(const Balance *balance, const Spread *spread, int32_t scale) {
    Decimal unit = balance->none ? DECIMAL_ZERO : unit_of(scale, balance->rough);
    if (spread->count == 1 && !balance->none) {
        Decimal only = unit_of_only(spread);
        return decimal_compare(only, unit) > 0 ? only : unit;
    }
    return unit;
}

static bool within(Decimal twice, Decimal unit) {
    return decimal_compare(twice, unit) <= 0;
}

static bool rounding(const Spread *spread, const Balance *balance, int32_t scale,
                     Decimal twice) {
    Bounds bounds = bounds_of(spread, balance, scale);
    return bounds_hold(&bounds, twice);
}

Verdict verdict_of(const Balance *balance, Decimal *difference) {
    Decimal twice;
    if (!decimal_sub(balance->stated, balance->computed, difference) ||
        !decimal_add(decimal_abs(*difference), decimal_abs(*difference), &twice)) {
        return VERDICT_OVERFLOW;
    }
    if (balance->blanks && balance->fine->count == 0) {
        return VERDICT_BLANK; /* also a 0: there is no sum that it agrees with */
    }
    if (within(twice, exactness(balance, balance->fine, balance->fine_scale))) {
        return VERDICT_EXACT;
    }
    bool one = balance->fine->count == 1 && !balance->blanks;
    if (!one && !balance->exact &&
        rounding(balance->fine, balance, balance->fine_scale, twice)) {
        return VERDICT_ROUNDING;
    }
    /* What is open is taken to have the total's sign. */
    int sign = decimal_sign(balance->stated) < 0 ? -1 : 1;
    if (balance->blanks && decimal_sign(*difference) == sign) {
        return VERDICT_BLANK;
    }
    if (balance->exact) {
        return VERDICT_OFF;
    }
    bool coarse =
        one ? within(twice, exactness(balance, balance->own, balance->own_scale))
            : rounding(balance->own, balance, balance->own_scale, twice);
    return coarse ? VERDICT_COARSE : VERDICT_OFF;
}

Decimal verdict_slack(const Balance *balance) {
    Decimal half =
        decimal_shift(exactness(balance, balance->fine, balance->fine_scale), 1);
    half.units *= 5; /* U / 2 = U × 5 / 10 */
    if (balance->exact || (balance->fine->count <= 1 && !balance->blanks)) {
        return half;
    }
    Bounds bounds = bounds_of(balance->fine, balance, balance->fine_scale);
    Int128 low = 0, high = bounds.sum / 2;
    while (low < high) {
        Int128 middle = low + (high - low + 1) / 2;
        Decimal twice = {2 * middle, bounds.scale};
        if (bounds_hold(&bounds, twice)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Decimal slack = {low, bounds.scale};
    return decimal_compare(half, slack) > 0 ? half : slack;
}
