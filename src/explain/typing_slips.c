/* Slips in typing one figure, on its printed digits: a digit replaced, two neighbours
 * interchanged, one added or left out, the point moved, thousands lost, the sign.
 * After Scholtus, Automatic correction of simple typing errors in numerical data with
 * balance edits, Statistics Netherlands 09046 (2009), section 3; the order in which
 * they are tried follows how common he found them. */
#include "explain/typing_slips.h"

#include <stdbool.h>
#include <string.h>

enum { POINT_MOST = 2, THOUSAND = 3, POWER_MOST = 38 };

/* Digits as printed, the first one first; "0.5" has two. */
typedef struct Digits {
    uint8_t at[SLIP_DIGITS + 2];
    int32_t count, places;
    bool negative, known;
} Digits;

Amount typing_slip_power(int32_t power) {
    Amount result = 1;
    for (int32_t i = 0; i < power && i < POWER_MOST; i++)
        result *= 10;
    return result;
}

/* `places` may be below zero: a figure in thousands has no zeros of its own. */
static Digits digits_of(Amount value, int32_t places, int32_t fine) {
    Digits digits = {.places = places > 0 ? places : 0};
    if (fine < 0 || fine > POWER_MOST)
        return digits;
    Amount unit = typing_slip_power(fine);
    if (value % unit != 0)
        return digits;
    value /= unit;
    digits.negative = value < 0;
    if (value < 0)
        value = -value;
    uint8_t turned[SLIP_DIGITS];
    int32_t count = 0;
    while (value != 0 || count <= digits.places) {
        if (count == SLIP_DIGITS)
            return digits;
        turned[count++] = (uint8_t)(value % 10);
        value /= 10;
    }
    for (int32_t i = 0; i < count; i++)
        digits.at[i] = turned[count - 1 - i];
    digits.count = count;
    digits.known = true;
    return digits;
}

/* Whether `less` is `more` without one digit, which stands before the point or after
 * it as asked. */
static bool one_digit_less(const Digits *more, const Digits *less, bool after_point) {
    if (!more->known || !less->known || more->negative != less->negative ||
        more->count != less->count + 1)
        return false;
    int32_t first = after_point ? more->count - more->places : 0;
    int32_t end = after_point ? more->count : more->count - more->places;
    for (int32_t i = first; i < end; i++)
        if (memcmp(more->at, less->at, (size_t)i) == 0 &&
            memcmp(more->at + i + 1, less->at + i, (size_t)(less->count - i)) == 0)
            return true;
    return false;
}

static Slip same_length(const Digits *a, const Digits *b) {
    int32_t first = -1, differ = 0;
    for (int32_t i = 0; i < a->count; i++) {
        if (a->at[i] != b->at[i]) {
            first = differ == 0 ? i : first;
            differ++;
        }
    }
    if (differ == 1)
        return SLIP_REPLACED;
    if (differ == 2 && a->at[first] == b->at[first + 1] &&
        a->at[first + 1] == b->at[first])
        return SLIP_INTERCHANGED;
    return SLIP_NONE;
}

static Slip moved_point(Amount printed, Amount meant) {
    for (int32_t power = 1; power <= THOUSAND; power++) {
        Amount by = typing_slip_power(power);
        if (printed * by == meant || meant * by == printed)
            return power <= POINT_MOST ? SLIP_POINT : SLIP_THOUSANDS;
    }
    return SLIP_NONE;
}

Slip typing_slip_of(Amount printed, Amount meant, Print print) {
    if (printed == meant)
        return SLIP_NONE;
    if (printed != 0 && printed == -meant)
        return SLIP_SIGN;
    Digits p = digits_of(printed, print.places, print.fine);
    if (!p.known)
        return SLIP_NONE;
    Digits m = digits_of(meant, print.places, print.fine);
    if (m.known && m.negative == p.negative && m.count == p.count) {
        Slip slip = same_length(&p, &m);
        if (slip != SLIP_NONE)
            return slip;
    }
    if (printed != 0 && meant != 0) {
        Slip slip = moved_point(printed, meant);
        if (slip != SLIP_NONE)
            return slip;
    }
    if (one_digit_less(&p, &m, false))
        return SLIP_ADDED;
    if (one_digit_less(&m, &p, false))
        return SLIP_OMITTED;
    if (print.places > 0) {
        Digits coarser = digits_of(meant, print.places - 1, print.fine + 1);
        if (one_digit_less(&p, &coarser, true))
            return SLIP_ADDED;
    }
    if (print.fine > 0 && print.places >= 0) {
        Digits finer = digits_of(meant, print.places + 1, print.fine - 1);
        if (one_digit_less(&finer, &p, true))
            return SLIP_OMITTED;
    }
    return SLIP_NONE;
}

typedef struct Listing {
    Variant *at;
    uint32_t count;
    Amount meant;
} Listing;

static void add(Listing *list, Amount value, Slip slip) {
    if (list->count < SLIP_VARIANTS && value != list->meant)
        list->at[list->count++] = (Variant){value, slip};
}

uint32_t typing_slip_each(Amount meant, Print print, Variant out[SLIP_VARIANTS]) {
    Digits digits = digits_of(meant, print.places, print.fine);
    Listing list = {out, 0, meant};
    if (!digits.known || digits.count >= SLIP_DIGITS)
        return 0;
    Amount sign = digits.negative ? -1 : 1;
    Amount size = meant * sign;
    Amount unit = typing_slip_power(print.fine);
    Amount weight = unit;                           /* of the digit at i, from the last */
    bool leads = digits.count == digits.places + 1; /* "0.5" may begin with 0 */
    for (int32_t i = digits.count - 1; i >= 0; i--, weight *= 10) {
        Amount digit = digits.at[i];
        for (Amount other = i == 0 && !leads ? 1 : 0; other <= 9; other++)
            if (other != digit)
                add(&list, sign * (size + (other - digit) * weight), SLIP_REPLACED);
        if (i > 0 && digits.at[i - 1] != digits.at[i] &&
            !(i == 1 && digits.at[1] == 0 && !leads)) {
            Amount change = (digits.at[i] - digits.at[i - 1]) * (weight * 10 - weight);
            add(&list, sign * (size + change), SLIP_INTERCHANGED);
        }
        if (i >= digits.count - digits.places)
            continue;
        /* Before the point: without this digit, and with another one behind it. */
        Amount below = size % weight, above = size / (weight * 10);
        bool shorter = digits.count > digits.places + 1;
        if (shorter && !(i == 0 && digits.at[1] == 0 && digits.count > digits.places + 2))
            add(&list, sign * (above * weight + below), SLIP_OMITTED);
        Amount upper = size / weight;
        for (Amount other = 0; other <= 9; other++)
            add(&list, sign * ((upper * 10 + other) * weight + below), SLIP_ADDED);
    }
    Amount top = weight; /* one place above the first digit */
    for (Amount other = 1; other <= 9; other++)
        add(&list, sign * (other * top + size), SLIP_ADDED);
    for (int32_t power = 1; meant != 0 && power <= THOUSAND; power++) {
        Slip slip = power <= POINT_MOST ? SLIP_POINT : SLIP_THOUSANDS;
        Amount by = typing_slip_power(power);
        add(&list, meant * by, slip);
        if (meant % by == 0)
            add(&list, meant / by, slip);
    }
    if (meant != 0)
        add(&list, -meant, SLIP_SIGN);
    return list.count;
}
