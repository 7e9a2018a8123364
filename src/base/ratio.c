/* Exact quotients. Two plain decimals go the decimals' own way, which keeps their printed
 * digits. */
#include "base/ratio.h"

#include <assert.h>

__extension__ typedef unsigned __int128 UInt128;

static UInt128 magnitude(Int128 units) {
    return units < 0 ? (UInt128)0 - (UInt128)units : (UInt128)units;
}

static UInt128 common_factor(UInt128 a, UInt128 b) {
    while (b != 0) {
        if (((a | b) >> 64) == 0) {
            uint64_t x = (uint64_t)a, y = (uint64_t)b;
            while (y != 0) {
                uint64_t rest = x % y;
                x = y;
                y = rest;
            }
            return x;
        }
        UInt128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Takes the factor out of `over` by multiplying the top, a digit each. */
static bool take_out(UInt128 *top, UInt128 *over, unsigned factor, int64_t *scale) {
    while (*over % factor == 0) {
        *over /= factor;
        if (__builtin_mul_overflow(*top, (UInt128)(10 / factor), top))
            return false;
        ++*scale;
    }
    return true;
}

/* top × 10^-scale / over in lowest terms. */
static bool lowest(bool negative, UInt128 top, int64_t scale, UInt128 over, Ratio *out) {
    UInt128 common = common_factor(top, over);
    if (top == 0) {
        *out = (Ratio){{0, 0}, 1};
        return true;
    }
    top /= common;
    over /= common;
    for (; top % 10 == 0; scale--)
        top /= 10;
    if (!take_out(&top, &over, 2, &scale) || !take_out(&top, &over, 5, &scale) ||
        top > (UInt128)-1 >> 1 || over > (UInt128)-1 >> 1 || scale < DECIMAL_SCALE_MIN ||
        scale > DECIMAL_SCALE_MAX)
        return false;
    *out = (Ratio){{negative ? -(Int128)top : (Int128)top, (int32_t)scale}, (Int128)over};
    return true;
}

static bool times(Decimal a, Int128 by, Decimal *out) {
    return by == 1 ? (*out = a, true) : decimal_mul(a, (Decimal){by, 0}, out);
}

static bool of_decimals(Decimal top, Decimal bottom, Ratio *out) {
    return bottom.units != 0 &&
           lowest((top.units < 0) != (bottom.units < 0), magnitude(top.units),
                  (int64_t)top.scale - bottom.scale, magnitude(bottom.units), out);
}

bool ratio_div(Ratio a, Ratio b, Ratio *out) {
    Decimal top, bottom;
    return times(a.top, b.over, &top) && times(b.top, a.over, &bottom) &&
           of_decimals(top, bottom, out);
}

bool ratio_add(Ratio a, Ratio b, Ratio *out) {
    Decimal left, right, sum;
    if (a.over == 1 && b.over == 1) {
        out->over = 1;
        return decimal_add(a.top, b.top, &out->top);
    }
    Int128 common = (Int128)common_factor((UInt128)a.over, (UInt128)b.over), over;
    return times(a.top, b.over / common, &left) &&
           times(b.top, a.over / common, &right) && decimal_add(left, right, &sum) &&
           !__builtin_mul_overflow(a.over, b.over / common, &over) &&
           of_decimals(sum, (Decimal){over, 0}, out);
}

bool ratio_mul(Ratio a, Ratio b, Ratio *out) {
    Decimal top;
    Int128 over;
    if (a.over == 1 && b.over == 1) {
        out->over = 1;
        return decimal_mul(a.top, b.top, &out->top);
    }
    return decimal_mul(a.top, b.top, &top) &&
           !__builtin_mul_overflow(a.over, b.over, &over) &&
           of_decimals(top, (Decimal){over, 0}, out);
}

int ratio_compare(Ratio a, Ratio b) {
    return a.over == b.over ? decimal_compare(a.top, b.top)
                            : decimal_compare_times(a.top, b.over, b.top, a.over);
}

bool ratio_round(Ratio a, int32_t scale, Decimal *out) {
    return a.over == 1 ? decimal_rescale(a.top, scale, out)
                       : decimal_div(a.top, (Decimal){a.over, 0}, scale, out);
}

/* Rounds to RATIO_LEAN digits, half-even, by dropping digits of the units. */
static UInt128 shorten(UInt128 units, int64_t *scale) {
    const uint64_t most = 1000000000000000000;
    static_assert(RATIO_LEAN == 18, "a digit each");
    UInt128 part = 1;
    if (units < most)
        return units;
    for (; units / part >= most; part *= 10)
        --*scale;
    UInt128 rest = units % part, half = part - rest;
    units /= part;
    return units + (rest > half || (rest == half && part > 1 && (units & 1) != 0));
}

Decimal ratio_lean(Ratio a) {
    int64_t scale = a.top.scale, over_scale = 0;
    UInt128 top = shorten(magnitude(a.top.units), &scale);
    UInt128 over = shorten((UInt128)a.over, &over_scale);
    if (over > 1) {
        for (int i = 0; i < RATIO_LEAN + 1; i++)
            top *= 10;
        top = shorten(top / over, &scale);
        scale += RATIO_LEAN + 1;
    }
    scale -= over_scale;
    return (Decimal){a.top.units < 0 ? -(Int128)top : (Int128)top, (int32_t)scale};
}
