/* Exact decimal numbers in 128 bits. Each operation has a short way where all
 * fits in a machine's integers, and a long one in a wide integer that holds
 * whatever two decimals can make; so an operation fails only where its result
 * does not fit. */
#include "base/decimal.h"

#include <string.h>

__extension__ typedef unsigned __int128 UInt128;

#define UNITS_MOST ((UInt128)-1 >> 1) /* 2^127 - 1 */

enum {
    POWER_MOST = 38, /* 10^38 < 2^127 < 10^39 */
    /* No two decimals whose exponents are this far apart can be near: units have
     * at most 39 digits, their squares 77. */
    APART = 80,
    LIMBS = 10 /* 640 bits >= 254 of a square + 266 of 10^APART */
};

#define E19 10000000000000000000u
static const uint64_t POWERS[] = {1u,
                                  10u,
                                  100u,
                                  1000u,
                                  10000u,
                                  100000u,
                                  1000000u,
                                  10000000u,
                                  100000000u,
                                  1000000000u,
                                  10000000000u,
                                  100000000000u,
                                  1000000000000u,
                                  10000000000000u,
                                  100000000000000u,
                                  1000000000000000u,
                                  10000000000000000u,
                                  100000000000000000u,
                                  1000000000000000000u,
                                  E19};

/* 10^power for 0..POWER_MOST. */
static UInt128 power_of_ten(int64_t power) {
    if (power <= 19)
        return POWERS[power];
    return (UInt128)E19 * POWERS[power - 19];
}

static UInt128 magnitude(Int128 units) {
    return units < 0 ? (UInt128)0 - (UInt128)units : (UInt128)units;
}

static bool in_range(int64_t scale) {
    return scale >= DECIMAL_SCALE_MIN && scale <= DECIMAL_SCALE_MAX;
}

/* Gives a result where it fits. */
static bool give(bool negative, UInt128 units, int64_t scale, Decimal *out) {
    if (units > UNITS_MOST || !in_range(scale))
        return false;
    *out = (Decimal){negative ? -(Int128)units : (Int128)units, (int32_t)scale};
    return true;
}

/* --- Wide integers: unsigned, the lowest limb first. --- */

typedef struct Wide {
    uint64_t limb[LIMBS];
} Wide;

static Wide wide_of(UInt128 value) {
    return (Wide){{(uint64_t)value, (uint64_t)(value >> 64)}};
}

static void wide_times(Wide *wide, uint64_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        UInt128 product = (UInt128)wide->limb[i] * factor + carry;
        wide->limb[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
}

static void wide_times_ten(Wide *wide, int64_t power) {
    for (; power > 19; power -= 19)
        wide_times(wide, E19);
    wide_times(wide, POWERS[power]);
}

static void wide_add(Wide *a, const Wide *b) {
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        UInt128 sum = (UInt128)a->limb[i] + b->limb[i] + carry;
        a->limb[i] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
}

/* a >= b */
static void wide_sub(Wide *a, const Wide *b) {
    uint64_t borrow = 0;
    for (int i = 0; i < LIMBS; i++) {
        UInt128 rest = (UInt128)a->limb[i] - b->limb[i] - borrow;
        a->limb[i] = (uint64_t)rest;
        borrow = (uint64_t)(rest >> 64) & 1;
    }
}

static int wide_compare(const Wide *a, const Wide *b) {
    for (int i = LIMBS - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static Wide wide_product(UInt128 a, UInt128 b) {
    Wide result = wide_of(a), high = {{0}};
    wide_times(&result, (uint64_t)(b >> 64));
    memcpy(&high.limb[1], &result.limb[0], (LIMBS - 1) * sizeof high.limb[0]);
    result = wide_of(a);
    wide_times(&result, (uint64_t)b);
    wide_add(&result, &high);
    return result;
}

/* Divides by ten in place and returns the rest. */
static uint32_t wide_tenth(Wide *wide) {
    uint64_t rest = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
        UInt128 part = (UInt128)rest << 64 | wide->limb[i];
        wide->limb[i] = (uint64_t)(part / 10);
        rest = (uint64_t)(part % 10);
    }
    return (uint32_t)rest;
}

/* Bit by bit: this is the way of numbers beyond 38 digits, which nobody prints. */
static Wide wide_divide(const Wide *a, const Wide *b, Wide *rest) {
    Wide quotient = {{0}};
    *rest = quotient;
    for (int bit = LIMBS * 64 - 1; bit >= 0; bit--) {
        wide_add(rest, rest);
        rest->limb[0] |= a->limb[bit / 64] >> (bit % 64) & 1;
        if (wide_compare(rest, b) >= 0) {
            wide_sub(rest, b);
            quotient.limb[bit / 64] |= (uint64_t)1 << (bit % 64);
        }
    }
    return quotient;
}

static bool wide_give(bool negative, const Wide *wide, int64_t scale, Decimal *out) {
    for (int i = 2; i < LIMBS; i++)
        if (wide->limb[i] != 0)
            return false;
    return give(negative, (UInt128)wide->limb[1] << 64 | wide->limb[0], scale, out);
}

/* --- Decimals --- */

Decimal decimal_int(int64_t value) {
    return (Decimal){value, 0};
}

bool decimal_parse(Slice text, Decimal *out) {
    if (text.length == 0)
        return false;
    const char *at = text.at, *end = text.at + text.length;
    bool negative = false;
    if (at < end && (*at == '-' || *at == '+'))
        negative = *at++ == '-';
    UInt128 units = 0;
    uint64_t part = 0; /* of up to 19 digits, not yet in units */
    int part_digits = 0;
    int64_t scale = 0;
    bool point = false, digit = false; /* digit: the last character was one */
    for (; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        if (c >= '0' && c <= '9') {
            if (part_digits == 19) {
                if (__builtin_mul_overflow(units, (UInt128)E19, &units) ||
                    __builtin_add_overflow(units, (UInt128)part, &units))
                    return false;
                part = 0;
                part_digits = 0;
            }
            part = part * 10 + (c - '0');
            part_digits++;
            scale += point;
            digit = true;
        } else if (digit && (c == '_' || (c == '.' && !point))) {
            point = point || c == '.';
            digit = false;
        } else {
            return false;
        }
    }
    if (!digit || __builtin_mul_overflow(units, power_of_ten(part_digits), &units) ||
        __builtin_add_overflow(units, (UInt128)part, &units))
        return false;
    return give(negative, units, scale, out);
}

/* Units of `a` at a finer scale; false where they do not fit. */
static bool refine(Decimal a, int64_t scale, UInt128 *units) {
    int64_t power = scale - a.scale;
    *units = magnitude(a.units);
    if (power == 0 || *units == 0)
        return true;
    return power <= POWER_MOST &&
           !__builtin_mul_overflow(*units, power_of_ten(power), units) &&
           *units <= UNITS_MOST;
}

static bool add_wide(Decimal a, Decimal b, int32_t scale, Decimal *out) {
    int64_t up_a = (int64_t)scale - a.scale, up_b = (int64_t)scale - b.scale;
    if (a.units == 0)
        up_a = 0;
    if (b.units == 0)
        up_b = 0;
    if (up_a > APART || up_b > APART)
        return false;
    Wide left = wide_of(magnitude(a.units)), right = wide_of(magnitude(b.units));
    wide_times_ten(&left, up_a);
    wide_times_ten(&right, up_b);
    bool negative = a.units < 0;
    if (negative == (b.units < 0)) {
        wide_add(&left, &right);
    } else if (wide_compare(&left, &right) >= 0) {
        wide_sub(&left, &right);
    } else {
        wide_sub(&right, &left);
        left = right;
        negative = !negative;
    }
    return wide_give(negative, &left, scale, out);
}

bool decimal_add(Decimal a, Decimal b, Decimal *out) {
    int32_t scale = a.scale > b.scale ? a.scale : b.scale;
    UInt128 left, right;
    Int128 sum;
    if (!refine(a, scale, &left) || !refine(b, scale, &right) ||
        __builtin_add_overflow(a.units < 0 ? -(Int128)left : (Int128)left,
                               b.units < 0 ? -(Int128)right : (Int128)right, &sum))
        return add_wide(a, b, scale, out);
    return give(sum < 0, magnitude(sum), scale, out);
}

bool decimal_sub(Decimal a, Decimal b, Decimal *out) {
    return decimal_add(a, decimal_negate(b), out);
}

bool decimal_mul(Decimal a, Decimal b, Decimal *out) {
    int64_t finer = a.scale > b.scale ? a.scale : b.scale;
    int64_t scale = (int64_t)a.scale + b.scale;
    UInt128 left = magnitude(a.units), right = magnitude(b.units), units;
    if (left == 0 || right == 0)
        return give(false, 0, finer, out);
    bool negative = (a.units < 0) != (b.units < 0);
    if (scale >= finer && !__builtin_mul_overflow(left, right, &units)) {
        for (; scale > finer && units % 10 == 0; scale--)
            units /= 10;
        return give(negative, units, scale, out);
    }
    if (finer - scale > APART)
        return false;
    Wide product = wide_product(left, right);
    for (; scale > finer; scale--) {
        Wide tenth = product;
        if (wide_tenth(&tenth) != 0)
            break;
        product = tenth;
    }
    if (scale < finer) {
        wide_times_ten(&product, finer - scale);
        scale = finer;
    }
    return wide_give(negative, &product, scale, out);
}

/* a / b, rounded half-even. */
static UInt128 divide_even(UInt128 a, UInt128 b) {
    UInt128 quotient = a / b, rest = a % b;
    /* rest against half of b, without doubling it */
    if (rest > b - rest || (rest == b - rest && (quotient & 1) != 0))
        quotient++;
    return quotient;
}

bool decimal_div(Decimal a, Decimal b, int32_t scale, Decimal *out) {
    if (b.units == 0)
        return false;
    UInt128 left = magnitude(a.units), right = magnitude(b.units), up;
    bool negative = (a.units < 0) != (b.units < 0);
    int64_t power = (int64_t)b.scale - a.scale + scale;
    if (left == 0 || power < -APART)
        return give(false, 0, scale, out);
    if (power > APART)
        return false;
    if (power >= 0 && power <= POWER_MOST &&
        !__builtin_mul_overflow(left, power_of_ten(power), &up))
        return give(negative, divide_even(up, right), scale, out);
    if (power < 0 && power >= -POWER_MOST &&
        !__builtin_mul_overflow(right, power_of_ten(-power), &up))
        return give(negative, divide_even(left, up), scale, out);
    Wide above = wide_of(left), below = wide_of(right), rest;
    if (power >= 0)
        wide_times_ten(&above, power);
    else
        wide_times_ten(&below, -power);
    Wide quotient = wide_divide(&above, &below, &rest);
    wide_add(&rest, &rest);
    int half = wide_compare(&rest, &below);
    if (half > 0 || (half == 0 && (quotient.limb[0] & 1) != 0))
        wide_add(&quotient, &(Wide){{1}});
    return wide_give(negative, &quotient, scale, out);
}

/* The sign of x × 10^p - y × 10^q for x, y > 0 below 2^254. */
static int compare_scaled(Wide *x, int64_t p, Wide *y, int64_t q) {
    if (p - q > APART)
        return 1;
    if (q - p > APART)
        return -1;
    if (p > q)
        wide_times_ten(x, p - q);
    else
        wide_times_ten(y, q - p);
    return wide_compare(x, y);
}

int decimal_compare(Decimal a, Decimal b) {
    if (a.scale == b.scale)
        return (a.units > b.units) - (a.units < b.units);
    int sign = decimal_sign(a), other = decimal_sign(b);
    if (sign != other || sign == 0)
        return (sign > other) - (sign < other);
    UInt128 left, right;
    int32_t scale = a.scale > b.scale ? a.scale : b.scale;
    if (refine(a, scale, &left) && refine(b, scale, &right))
        return left == right ? 0 : left > right ? sign : -sign;
    Wide x = wide_of(magnitude(a.units)), y = wide_of(magnitude(b.units));
    return sign * compare_scaled(&x, -(int64_t)a.scale, &y, -(int64_t)b.scale);
}

int decimal_compare_times(Decimal a, Int128 x, Decimal b, Int128 y) {
    int sign = decimal_sign(a), other = decimal_sign(b);
    if (sign != other || sign == 0)
        return (sign > other) - (sign < other);
    Wide left = wide_product(magnitude(a.units), (UInt128)x);
    Wide right = wide_product(magnitude(b.units), (UInt128)y);
    return sign * compare_scaled(&left, -(int64_t)a.scale, &right, -(int64_t)b.scale);
}

int decimal_sign(Decimal a) {
    return (a.units > 0) - (a.units < 0);
}

Decimal decimal_negate(Decimal a) {
    return (Decimal){-a.units, a.scale};
}

Decimal decimal_abs(Decimal a) {
    return a.units < 0 ? decimal_negate(a) : a;
}

bool decimal_rescale(Decimal a, int32_t scale, Decimal *out) {
    UInt128 units;
    if (scale >= a.scale)
        return refine(a, scale, &units) && give(a.units < 0, units, scale, out);
    int64_t power = (int64_t)a.scale - scale;
    /* From 10^39 on the units are less than half. */
    units = power > POWER_MOST ? 0 : divide_even(magnitude(a.units), power_of_ten(power));
    return give(a.units < 0, units, scale, out);
}

Decimal decimal_trim(Decimal a, int32_t least) {
    if (a.scale <= least)
        return a;
    if (a.units == 0)
        return (Decimal){0, least};
    while (a.scale > least && a.units % 10 == 0) {
        a.units /= 10;
        a.scale--;
    }
    return a;
}

Decimal decimal_ulp(int32_t scale) {
    return (Decimal){1, scale};
}

Decimal decimal_shift(Decimal a, int32_t power) {
    return (Decimal){a.units, a.scale + power};
}

Slice decimal_text(Decimal a, char out[DECIMAL_TEXT]) {
    enum { SCALE_ROOM_MIN = -39, SCALE_ROOM_MAX = 76 };
    char digits[40]; /* the last digit last */
    int count = 0;
    UInt128 units = magnitude(a.units);
    while (units > UINT64_MAX) {
        digits[39 - count++] = (char)('0' + (int)(units % 10));
        units /= 10;
    }
    /* Most are this small, and 64-bit division is many times as fast. */
    for (uint64_t rest = (uint64_t)units; rest > 0 || count == 0; rest /= 10)
        digits[39 - count++] = (char)('0' + (int)(rest % 10));
    const char *first = digits + (40 - count);
    char *at = out;
    if (a.units < 0)
        *at++ = '-';
    if (a.scale < SCALE_ROOM_MIN || a.scale > SCALE_ROOM_MAX) {
        memcpy(at, first, (size_t)count);
        at += count;
        char room[DECIMAL_TEXT];
        Slice power = decimal_text(decimal_int(-(int64_t)a.scale), room);
        *at++ = 'e';
        memcpy(at, power.at, power.length);
        at += power.length;
    } else if (a.scale <= 0) {
        memcpy(at, first, (size_t)count);
        at += count;
        if (a.units != 0) {
            memset(at, '0', (size_t)-a.scale);
            at += -a.scale;
        }
    } else {
        int whole = count - a.scale; /* digits before the point, if any */
        if (whole > 0) {
            memcpy(at, first, (size_t)whole);
            at += whole;
            first += whole;
        } else {
            *at++ = '0';
        }
        *at++ = '.';
        for (; whole < 0; whole++)
            *at++ = '0';
        size_t tail = (size_t)(digits + 40 - first);
        memcpy(at, first, tail);
        at += tail;
    }
    *at = '\0';
    return (Slice){out, (uint32_t)(at - out)};
}

bool decimal_square_within(Decimal a, int64_t k, Decimal b) {
    if (a.units == 0)
        return k == 0 || b.units == 0 || (k < 0) == (b.units < 0);
    if (k == 0 || b.units == 0 || (k < 0) != (b.units < 0))
        return false;
    UInt128 left = magnitude(a.units);
    Wide square = wide_product(left, left);
    Wide bound = wide_product(magnitude(b.units), magnitude(k));
    return compare_scaled(&square, -2 * (int64_t)a.scale, &bound, -(int64_t)b.scale) <= 0;
}
