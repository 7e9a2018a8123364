/* Slips in typing a figure, held against the same slips made on its text: thousands of
 * figures, written with so many places. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain/typing_slips.h"

enum { FIGURES = 20000, TEXT_MOST = 24, LISTED_MOST = 1000 };

typedef struct Listed {
    Variant at[LISTED_MOST];
    uint32_t count;
} Listed;

/* A figure's digits, without its point. Its whole part has at least one. */
typedef struct Written {
    char digits[TEXT_MOST];
    int length, places;
    bool negative, known;
} Written;

static uint64_t state = 20261127;

static uint32_t below(uint32_t bound) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 33) % bound;
}

static void wrong(const char *what, Amount meant, Amount printed, Print print) {
    printf("typing slips: %s: meant %lld, printed %lld, %d places, %d finer\n", what,
           (long long)meant, (long long)printed, (int)print.places, (int)print.fine);
    exit(1);
}

/* ---- texts ---- */

static Written text_of(Amount value, int places, int fine) {
    Written text = {.places = places > 0 ? places : 0, .negative = value < 0};
    Amount unit = typing_slip_power(fine);
    text.known = value % unit == 0;
    long long size = (long long)(value / unit);
    text.length = snprintf(text.digits, sizeof text.digits, "%0*lld", text.places + 1,
                           size < 0 ? -size : size);
    return text;
}

static Amount value_of(const Written *text, int fine) {
    Amount value = strtoll(text->digits, NULL, 10) * typing_slip_power(fine);
    return text->negative ? -value : value;
}

static Written without(Written text, int at) {
    memmove(text.digits + at, text.digits + at + 1, (size_t)(text.length - at));
    text.length--;
    return text;
}

static Written with(Written text, int at, char digit) {
    memmove(text.digits + at + 1, text.digits + at, (size_t)(text.length - at + 1));
    text.digits[at] = digit;
    text.length++;
    return text;
}

/* Nobody writes 05.3, nor .3. */
static bool is_written(const Written *text) {
    int whole = text->length - text->places;
    return whole >= 1 && (whole == 1 || text->digits[0] != '0');
}

static bool is_same(const Written *a, const Written *b) {
    return a->known && b->known && a->negative == b->negative &&
           strcmp(a->digits, b->digits) == 0;
}

/* ---- what each slip makes of a figure ---- */

static void list(Listed *listed, Amount meant, Amount value, Slip slip) {
    for (uint32_t i = 0; i < listed->count; i++)
        if (listed->at[i].value == value && listed->at[i].slip == slip)
            return;
    if (value != meant)
        listed->at[listed->count++] = (Variant){value, slip};
}

static void make_slips(Amount meant, Print print, Listed *listed) {
    Written text = text_of(meant, print.places, print.fine);
    int whole = text.length - text.places;
    for (int i = 0; i < text.length; i++) {
        for (char digit = '0'; digit <= '9'; digit++) {
            Written other = text;
            other.digits[i] = digit;
            if (is_written(&other))
                list(listed, meant, value_of(&other, print.fine), SLIP_REPLACED);
        }
        Written other = text;
        if (i > 0) {
            other.digits[i] = text.digits[i - 1];
            other.digits[i - 1] = text.digits[i];
            if (is_written(&other))
                list(listed, meant, value_of(&other, print.fine), SLIP_INTERCHANGED);
        }
        other = without(text, i);
        if (i < whole && is_written(&other))
            list(listed, meant, value_of(&other, print.fine), SLIP_OMITTED);
    }
    for (int i = 0; i <= whole; i++) {
        for (char digit = i == 0 ? '1' : '0'; digit <= '9'; digit++) {
            Written other = with(text, i, digit);
            list(listed, meant, value_of(&other, print.fine), SLIP_ADDED);
        }
    }
    for (Amount power = 10; meant != 0 && power <= 1000; power *= 10) {
        Slip slip = power < 1000 ? SLIP_POINT : SLIP_THOUSANDS;
        list(listed, meant, meant * power, slip);
        if (meant % power == 0)
            list(listed, meant, meant / power, slip);
    }
    list(listed, meant, -meant, SLIP_SIGN);
}

static int by_value(const void *left, const void *right) {
    const Variant *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return (int)a->slip - (int)b->slip;
}

static void hold_variants(Amount meant, Print print) {
    static Variant got[SLIP_VARIANTS];
    static Listed each, wanted;
    each.count = wanted.count = 0;
    uint32_t count = typing_slip_each(meant, print, got);
    for (uint32_t i = 0; i < count; i++)
        list(&each, meant, got[i].value, got[i].slip);
    make_slips(meant, print, &wanted);
    qsort(each.at, each.count, sizeof *each.at, by_value);
    qsort(wanted.at, wanted.count, sizeof *wanted.at, by_value);
    for (uint32_t i = 0; i < wanted.count || i < each.count; i++) {
        int order = i == each.count     ? 1
                    : i == wanted.count ? -1
                                        : by_value(&each.at[i], &wanted.at[i]);
        if (order < 0)
            wrong("is listed, and is none", meant, each.at[i].value, print);
        if (order > 0)
            wrong("is not listed", meant, wanted.at[i].value, print);
    }
}

/* ---- which slip one figure is of another ---- */

static bool lost_one(const Written *more, const Written *less, bool after_point) {
    int whole = more->length - more->places;
    for (int i = after_point ? whole : 0; i < (after_point ? more->length : whole); i++) {
        Written other = without(*more, i);
        if (more->length == less->length + 1 && is_same(&other, less))
            return true;
    }
    return false;
}

static Slip slip_of(Amount printed, Amount meant, Print print) {
    if (printed == meant)
        return SLIP_NONE;
    if (printed == -meant)
        return SLIP_SIGN;
    Written p = text_of(printed, print.places, print.fine);
    Written m = text_of(meant, print.places, print.fine);
    if (!p.known)
        return SLIP_NONE;
    for (int i = 0; i < p.length && p.length == m.length; i++) {
        Written other = m;
        other.digits[i] = p.digits[i];
        if (is_same(&other, &p))
            return SLIP_REPLACED;
    }
    for (int i = 1; i < p.length && p.length == m.length; i++) {
        Written other = m;
        other.digits[i] = m.digits[i - 1];
        other.digits[i - 1] = m.digits[i];
        if (is_same(&other, &p))
            return SLIP_INTERCHANGED;
    }
    for (Amount power = 10; printed != 0 && meant != 0 && power <= 1000; power *= 10)
        if (printed * power == meant || meant * power == printed)
            return power < 1000 ? SLIP_POINT : SLIP_THOUSANDS;
    if (lost_one(&p, &m, false))
        return SLIP_ADDED;
    if (lost_one(&m, &p, false))
        return SLIP_OMITTED;
    Written coarser = text_of(meant, print.places - 1, print.fine + 1);
    if (print.places > 0 && lost_one(&p, &coarser, true))
        return SLIP_ADDED;
    if (print.fine == 0 || print.places < 0)
        return SLIP_NONE;
    Written finer = text_of(meant, print.places + 1, print.fine - 1);
    return lost_one(&finer, &p, true) ? SLIP_OMITTED : SLIP_NONE;
}

static Amount any_figure(Print print) {
    Amount figure = below(5) == 0   ? below(1000)
                    : below(2) == 0 ? below(100000)
                                    : below(20);
    figure *= typing_slip_power(print.fine) * (below(10) == 0 ? 1000 : 1);
    return below(6) == 0 ? -figure : figure;
}

static void hold_slip(Amount printed, Amount meant, Print print) {
    if (typing_slip_of(printed, meant, print) != slip_of(printed, meant, print))
        wrong("is another slip", meant, printed, print);
}

/* A place more or less than the figure that was meant. */
static void hold_places(Amount figure, Print print) {
    if (print.places > 0) {
        Amount meant = figure * 10;
        Written less = text_of(meant, print.places - 1, print.fine + 1);
        int point = less.length - less.places;
        int at = point + (int)below((uint32_t)less.places + 1);
        Written more = with(less, at, (char)('0' + (int)below(10)));
        hold_slip(value_of(&more, print.fine), meant, print);
    }
    if (print.fine > 0 && print.places >= 0) {
        Amount meant = figure + (Amount)below(10) * typing_slip_power(print.fine - 1);
        Written more = text_of(meant, print.places + 1, print.fine - 1);
        int point = more.length - more.places;
        Written less = without(more, point + (int)below((uint32_t)more.places));
        hold_slip(value_of(&less, print.fine), meant, print);
    }
}

/* Figures that nobody prints have no slips. */
static void hold_limits(void) {
    static Variant got[SLIP_VARIANTS];
    Amount longest = typing_slip_power(SLIP_DIGITS - 2);
    if (typing_slip_each(longest, (Print){0, 0}, got) == 0)
        wrong("has no slips", 1, 0, (Print){0, 0});
    if (typing_slip_each(longest * 10, (Print){0, 0}, got) != 0 ||
        typing_slip_each(longest * 1000, (Print){0, 0}, got) != 0)
        wrong("is too long", 1, 0, (Print){0, 0});
    if (typing_slip_each(15, (Print){0, 1}, got) != 0 ||
        typing_slip_each(15, (Print){0, -1}, got) != 0 ||
        typing_slip_each(0, (Print){0, 39}, got) != 0)
        wrong("is printed otherwise", 15, 0, (Print){0, 1});
}

static void hold_kind(Amount meant, Print print) {
    static Listed wanted;
    wanted.count = 0;
    make_slips(meant, print, &wanted);
    Amount printed = any_figure(print);
    if (below(4) > 0 && wanted.count > 0)
        printed = wanted.at[below(wanted.count)].value;
    else if (below(2) == 0)
        printed = meant + (Amount)below(200) - 100;
    hold_slip(printed, meant, print);
    hold_places(meant, print);
}

int main(void) {
    hold_limits();
    for (int i = 0; i < FIGURES; i++) {
        Print print = {(int32_t)below(5) - 1, (int32_t)below(4)};
        Amount meant = any_figure(print);
        hold_variants(meant, print);
        hold_kind(meant, print);
    }
    printf("typing slips: %d figures, as their texts say\n", FIGURES);
    return 0;
}
