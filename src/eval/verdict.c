/* The rounding rule. Half-units are doubled throughout, so that all is whole: with units
 * U = 2u, rounding explains d where 2|d| <= U + ΣUᵢ and (2d)² <= 3.6 (U² + ΣUᵢ²); k equal
 * ones of a row are one of k U in the squares. */
#include "eval/verdict.h"

#include <string.h>

static int32_t slot_of(int32_t scale) {
    int32_t slot = scale + GRAINS_ZERO;
    return slot < 0 ? 0 : slot >= GRAINS_ROOM ? GRAINS_ROOM - 1 : slot;
}

void grains_add(Grains *grains, int32_t scale, bool rough) {
    int32_t slot = slot_of(scale);
    if (grains->count == 0)
        grains->low = grains->high = slot;
    else if (slot < grains->low)
        grains->low = slot;
    else if (slot > grains->high)
        grains->high = slot;
    grains->count++;
    if (rough)
        grains->rough[slot]++;
    else
        grains->plain[slot]++;
}

/* (k + 1)² - (k + 1) is 2k more than k² - k. */
void grains_again(Grains *grains, int32_t scale, bool rough, uint32_t times) {
    enum { ROUGH_SQUARE = 4 };
    grains->again[slot_of(scale)] += (uint64_t)2 * times * (rough ? ROUGH_SQUARE : 1);
}

void grains_clear(Grains *grains) {
    if (grains->count == 0)
        return;
    size_t slots = (size_t)(grains->high - grains->low) + 1;
    memset(&grains->plain[grains->low], 0, slots * sizeof grains->plain[0]);
    memset(&grains->rough[grains->low], 0, slots * sizeof grains->rough[0]);
    memset(&grains->again[grains->low], 0, slots * sizeof grains->again[0]);
    grains->count = 0;
}

/* ΣU and ΣU² in units of 10^-scale and their square. */
typedef struct Bounds {
    Int128 sum, squares;
    int32_t scale;
} Bounds;

/* Figures this many digits finer than the coarsest change nothing that counts, and are
 * taken as if they were no finer: so squares fit for any count of them, also where a row
 * repeats one for each month of ten thousand years. */
enum { DIGITS_APART = 11 };

static void bounds_add(Bounds *bounds, int32_t scale, uint32_t plain, uint32_t rough,
                       uint64_t again) {
    Int128 unit = 1;
    for (int32_t i = scale; i < bounds->scale; i++)
        unit *= 10;
    bounds->sum += unit * plain + 2 * unit * rough;
    bounds->squares += unit * unit * ((Int128)plain + 4 * (Int128)rough + again);
}

/* What is not stated has no scale of its own. */
static Bounds bounds_of(const Grains *grains, bool none, int32_t scale, bool rough) {
    int32_t total = slot_of(scale);
    int32_t low = total, high = total;
    if (grains->count > 0) {
        low = none || grains->low < total ? grains->low : total;
        high = none || grains->high > total ? grains->high : total;
    }
    Bounds bounds = {0, 0, high - low > DIGITS_APART ? low + DIGITS_APART : high};
    if (!none)
        bounds_add(&bounds, total, !rough, rough, 0);
    for (int32_t i = grains->low; grains->count > 0 && i <= grains->high; i++)
        bounds_add(&bounds, i, grains->plain[i], grains->rough[i], grains->again[i]);
    bounds.scale -= GRAINS_ZERO;
    return bounds;
}

/* U of one figure. */
static Decimal unit_of(int32_t scale, bool rough) {
    return (Decimal){rough ? 2 : 1, scale};
}

static Reach reach_of(const Grains *grains, bool none, int32_t scale, bool rough) {
    Bounds bounds = bounds_of(grains, none, scale, rough);
    Reach reach = {.count = grains->count,
                   .stated = none ? DECIMAL_ZERO : unit_of(scale, rough),
                   .sum = {bounds.sum, bounds.scale},
                   .squares = {bounds.squares, 2 * bounds.scale}};
    if (grains->count == 1 && !none)
        reach.only = unit_of(grains->low - GRAINS_ZERO, grains->rough[grains->low] > 0);
    return reach;
}

/* What counts as no difference, as U: one figure is compared at the coarser precision of
 * the two. */
static Decimal exactness(const Reach *reach) {
    return decimal_compare(reach->only, reach->stated) > 0 ? reach->only : reach->stated;
}

static bool within(Decimal twice, Decimal unit) {
    return decimal_compare(twice, unit) <= 0;
}

static bool rounding(const Reach *reach, Decimal twice) {
    const Decimal tenths = {reach->squares.units, reach->squares.scale + 1};
    return within(twice, reach->sum) && decimal_square_within(twice, 36, tenths);
}

Verdict verdict_by_reach(Decimal difference, const Reach *fine, const Reach *own,
                         bool blanks, bool open, bool exact) {
    Decimal twice;
    if (!decimal_add(decimal_abs(difference), decimal_abs(difference), &twice))
        return VERDICT_OVERFLOW;
    if (blanks && fine->count == 0)
        return VERDICT_BLANK; /* also a 0: there is no sum that it agrees with */
    if (within(twice, exactness(fine)))
        return VERDICT_EXACT;
    if (open) /* what is not given explains more than rounding does */
        return VERDICT_BLANK;
    bool one = fine->count == 1 && !blanks;
    if (!one && !exact && rounding(fine, twice))
        return VERDICT_ROUNDING;
    if (exact)
        return VERDICT_OFF;
    bool coarse = one ? within(twice, exactness(own)) : rounding(own, twice);
    return coarse ? VERDICT_COARSE : VERDICT_OFF;
}

Verdict verdict_of(const Balance *balance, Decimal *difference) {
    if (!decimal_sub(balance->stated, balance->computed, difference))
        return VERDICT_OVERFLOW;
    Reach fine =
        reach_of(balance->fine, balance->none, balance->fine_scale, balance->rough);
    Reach own = reach_of(balance->own, balance->none, balance->own_scale, balance->rough);
    /* What is open is taken to have the total's sign. */
    int sign = decimal_sign(balance->stated) < 0 ? -1 : 1;
    bool open = balance->blanks && decimal_sign(*difference) == sign;
    return verdict_by_reach(*difference, &fine, &own, balance->blanks, open,
                            balance->exact);
}

Decimal reach_slack(const Reach *reach, bool blanks, bool exact) {
    Decimal half = decimal_shift(exactness(reach), 1);
    half.units *= 5; /* U / 2 = U × 5 / 10 */
    if (exact || (reach->count <= 1 && !blanks))
        return half;
    Int128 low = 0, high = reach->sum.units / 2;
    while (low < high) {
        Int128 middle = low + (high - low + 1) / 2;
        Decimal twice = {2 * middle, reach->sum.scale};
        if (rounding(reach, twice))
            low = middle;
        else
            high = middle - 1;
    }
    Decimal slack = {low, reach->sum.scale};
    return decimal_compare(half, slack) > 0 ? half : slack;
}

Decimal verdict_coarse_slack(const Balance *balance) {
    Reach reach =
        reach_of(balance->own, balance->none, balance->own_scale, balance->rough);
    return reach_slack(&reach, balance->blanks, balance->exact);
}

Decimal verdict_slack(const Balance *balance) {
    Reach reach =
        reach_of(balance->fine, balance->none, balance->fine_scale, balance->rough);
    return reach_slack(&reach, balance->blanks, balance->exact);
}
