/* Doubts: sparse rows of slopes, merged by figure. Slopes are kept to RATIO_LEAN digits,
 * so that a product of two fits; bounds are rounded up, so that what is just possible
 * is. */
#include "eval/doubt.h"

#include <stdlib.h>
#include "base/ratio.h"

static Decimal lean(Decimal value) {
    return ratio_lean((Ratio){value, 1});
}

static bool is_one(Decimal value) {
    return value.units == 1 && value.scale == 0;
}

static Decimal product(Decimal a, Decimal b) {
    if (is_one(a) || is_one(b)) /* a sum's, of which there are most */
        return lean(is_one(a) ? b : a);
    Decimal left = lean(a), right = lean(b);
    return lean((Decimal){left.units * right.units, left.scale + right.scale});
}

/* Where the two are too far apart to be added exactly, the smaller changes nothing. */
static Decimal sum_of(Decimal a, Decimal b) {
    Decimal result;
    if (decimal_add(a, b, &result))
        return lean(result);
    return decimal_compare(decimal_abs(a), decimal_abs(b)) >= 0 ? a : b;
}

/* ---- making ---- */

static const Doubt *doubt_new(Arena *arena, const DoubtTerm *terms, uint32_t count,
                              bool more, bool less) {
    if (count == 0 && !more && !less)
        return NULL;
    Doubt *doubt = ARENA_NEW(arena, Doubt);
    *doubt = (Doubt){terms, count, more, less};
    return doubt;
}

const Doubt *doubt_number(Arena *arena, uint64_t figure, int32_t scale, bool rough) {
    DoubtTerm *term = ARENA_NEW(arena, DoubtTerm);
    *term = (DoubtTerm){.figure = figure,
                        .slope = decimal_int(1),
                        .fine = scale,
                        .own = scale,
                        .rough = rough};
    return doubt_new(arena, term, 1, false, false);
}

const Doubt *doubt_figure(Arena *arena, uint64_t which, const void *row, Figure figure,
                          int32_t fine, int32_t own) {
    DoubtTerm *term = ARENA_NEW(arena, DoubtTerm);
    *term = (DoubtTerm){.figure = which,
                        .row = row,
                        .slope = decimal_int(1),
                        .fine = fine,
                        .own = own,
                        .digits = figure.digits,
                        .scale = figure.scale,
                        .rough = (figure.flags & FIGURE_APPROXIMATE) != 0};
    return doubt_new(arena, term, 1, false, false);
}

void doubt_collect(Arena *arena, DoubtTerms *terms, const Doubt *doubt) {
    for (uint32_t i = 0; doubt != NULL && i < doubt->count; i++)
        *VEC_PUSH(arena, terms) = doubt->terms[i];
}

static int by_figure(const void *left, const void *right) {
    const DoubtTerm *a = left, *b = right;
    return (a->figure > b->figure) - (a->figure < b->figure);
}

/* Joins the terms of one figure and leaves out those that came to nothing. */
static uint32_t join_equal(DoubtTerm *terms, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0, end; i < count; i = end) {
        DoubtTerm term = terms[i];
        for (end = i + 1; end < count && terms[end].figure == term.figure; end++)
            term.slope = sum_of(term.slope, terms[end].slope);
        if (decimal_sign(term.slope) != 0)
            terms[kept++] = term;
    }
    return kept;
}

const Doubt *doubt_of_terms(Arena *arena, DoubtTerms *terms, bool more) {
    bool ordered = true;
    for (uint32_t i = 1; i < terms->count && ordered; i++)
        ordered = terms->at[i - 1].figure < terms->at[i].figure;
    if (!ordered) {
        qsort(terms->at, terms->count, sizeof terms->at[0], by_figure);
        terms->count = join_equal(terms->at, terms->count);
    }
    return doubt_new(arena, terms->at, terms->count, more, false);
}

/* ---- other lines ---- */

/* A part as so many digits at most, rounded up: those of a million lines fit. */
enum { LINE_DIGITS = 12 };

static Decimal few_digits(Decimal part) {
    Int128 most = 1;
    for (int i = 0; i < LINE_DIGITS; i++)
        most *= 10;
    for (; part.units > most; part.scale--)
        part.units = (part.units + 9) / 10;
    for (; part.units != 0 && part.units % 10 == 0; part.scale--)
        part.units /= 10;
    return part;
}

/* The same value with the last digit at that scale; false: it is too far from there. */
static bool at_scale(Decimal *value, int32_t scale) {
    const Int128 most = (Int128)1 << 120;
    for (; value->scale < scale; value->scale++) {
        if (value->units > most / 10)
            return false;
        value->units *= 10;
    }
    return true;
}

/* Adds what is not negative; the sum of what is too far apart is the larger. */
static void add_part(Decimal *sum, Decimal part, int sign) {
    part = few_digits(part);
    Decimal left = *sum, right = part;
    bool fits = left.units == 0 || right.units == 0 ||
                (at_scale(&left, right.scale) && at_scale(&right, left.scale));
    if (left.units == 0 || (!fits && left.scale > right.scale))
        *sum = sign < 0 ? DECIMAL_ZERO : part;
    else if (fits && right.units != 0)
        *sum = (Decimal){left.units + sign * right.units, left.scale};
}

void doubt_many_add(DoubtMany *many, const Doubt *doubt, int sign) {
    for (int own = 0; own < 2; own++) {
        Reach reach = doubt_reach(doubt, NULL, own == 1);
        add_part(&many->sum[own], reach.sum, sign);
        add_part(&many->squares[own], reach.squares, sign);
    }
    uint32_t count = doubt == NULL ? 0 : doubt->count;
    many->count = sign < 0 ? many->count - count : many->count + count;
}

const Doubt *doubt_with_many(Arena *arena, const Doubt *line, uint32_t slot,
                             const DoubtMany *many) {
    static const Doubt none = {0};
    if (many->count == 0)
        return line;
    line = line == NULL ? &none : line;
    DoubtMany *kept = ARENA_NEW(arena, DoubtMany);
    *kept = *many;
    DoubtTerm *terms = ARENA_ARRAY(arena, DoubtTerm, line->count + 1);
    for (uint32_t i = 0; i < line->count; i++)
        terms[i] = line->terms[i];
    terms[line->count] = (DoubtTerm){.figure = doubt_figure_id(FIGURE_OF_LINES, slot),
                                     .slope = decimal_int(1),
                                     .many = kept};
    return doubt_new(arena, terms, line->count + 1, line->more, line->less);
}

/* ---- computing ---- */

const Doubt *doubt_combine(Arena *arena, const Doubt *a, Decimal by_a, const Doubt *b,
                           Decimal by_b) {
    static const Doubt none = {0};
    a = a == NULL ? &none : a;
    b = b == NULL ? &none : b;
    int sign_a = decimal_sign(by_a), sign_b = decimal_sign(by_b);
    DoubtTerm *terms = arena_alloc(
        arena, arena_size(arena, (uint64_t)a->count + b->count, sizeof *terms));
    uint32_t count = 0, i = 0, j = 0;
    while (i < a->count || j < b->count) {
        bool from_b = i == a->count ||
                      (j < b->count && b->terms[j].figure < a->terms[i].figure);
        bool from_both = !from_b && j < b->count &&
                         b->terms[j].figure == a->terms[i].figure;
        DoubtTerm term = from_b ? b->terms[j++] : a->terms[i++];
        term.slope = product(term.slope, from_b ? by_b : by_a);
        if (from_both)
            term.slope = sum_of(term.slope, product(b->terms[j++].slope, by_b));
        if (decimal_sign(term.slope) != 0)
            terms[count++] = term;
    }
    bool more = (a->more && sign_a > 0) || (a->less && sign_a < 0) ||
                (b->more && sign_b > 0) || (b->less && sign_b < 0);
    bool less = (a->less && sign_a > 0) || (a->more && sign_a < 0) ||
                (b->less && sign_b > 0) || (b->more && sign_b < 0);
    return doubt_new(arena, terms, count, more, less);
}

const Doubt *doubt_times(Arena *arena, const Doubt *a, Decimal by) {
    return a == NULL ? NULL : doubt_combine(arena, a, by, NULL, DECIMAL_ZERO);
}

const Doubt *doubt_shift(Arena *arena, const Doubt *doubt, int32_t power) {
    if (doubt == NULL || power == 0)
        return doubt;
    DoubtTerm *terms = ARENA_ARRAY(arena, DoubtTerm, doubt->count);
    for (uint32_t i = 0; i < doubt->count; i++) {
        terms[i] = doubt->terms[i];
        terms[i].fine += power;
        terms[i].own += power;
    }
    return doubt_new(arena, terms, doubt->count, doubt->more, doubt->less);
}

/* ---- bounds ---- */

/* U of a figure, and what it makes of what is computed. */
static Decimal unit_of(const DoubtTerm *term, bool own) {
    return (Decimal){term->rough ? 2 : 1, own ? term->own : term->fine};
}

static Decimal part_of(const DoubtTerm *term, bool own) {
    if (term->many != NULL)
        return decimal_shift(product(decimal_abs(term->slope), term->many->sum[own]),
                             own ? term->own : term->fine);
    Decimal slope = decimal_abs(term->slope), unit = unit_of(term, own);
    return (Decimal){slope.units * unit.units, slope.scale + unit.scale};
}

static int32_t order_of(Decimal value) {
    int32_t digits = 0;
    for (Int128 rest = value.units; rest > 0; rest /= 10)
        digits++;
    return digits - value.scale;
}

/* Parts are added up as whole numbers of 10^-scale, which leaves the largest this many
 * digits: the squares of a hundred million fit, also where rows repeat a figure a hundred
 * thousand times. */
enum { PART_DIGITS = 12 };

/* Rounded up; a slope other than one has a last digit that may be one off. */
static Int128 whole_of(Decimal part, int32_t scale, bool exactly) {
    Int128 units = part.units;
    int32_t i = part.scale;
    for (; i < scale; i++)
        units *= 10;
    Int128 divisor = 1;
    for (; i > scale && divisor <= units; i--)
        divisor *= 10;
    return (units + divisor - 1) / divisor + !exactly;
}

/* Whether two figures beside each other are one that a row repeats. */
static bool alike(const DoubtTerm *a, const DoubtTerm *b) {
    return a->row != NULL && a->row == b->row && a->digits == b->digits &&
           a->scale == b->scale && a->rough == b->rough &&
           a->figure >> 32 == b->figure >> 32;
}

/* The figures that are alike, added up: apart, and as one with the sum of their slopes.
 * What they can be off by is the more of both: they may have been rounded alike, or not.
 */
typedef struct Run {
    Int128 squares, sum;
    uint32_t count;
} Run;

/* The square of what other lines make: of `sums` such in one doubt, which may be of the
 * same figures, at the most that they can make together. */
static Int128 square_of_many(const DoubtTerm *term, bool own, int32_t scale,
                             uint32_t sums) {
    Decimal square = product(product(term->slope, term->slope), term->many->squares[own]);
    square = decimal_shift(square, 2 * (own ? term->own : term->fine));
    return whole_of(square, 2 * scale, false) * sums;
}

static void run_end(Run *run, Int128 *squares) {
    Int128 square = run->count > 1 ? run->sum * run->sum : 0;
    *squares += square > run->squares ? square : run->squares;
    *run = (Run){0, 0, 0};
}

static bool is_plain(const DoubtTerm *term) {
    return decimal_compare(decimal_abs(term->slope), decimal_int(1)) == 0;
}

Reach doubt_reach(const Doubt *doubt, const DoubtTerm *stated, bool own) {
    uint32_t count = doubt == NULL ? 0 : doubt->count, sums = 0;
    int32_t order = INT32_MIN;
    Reach reach = {.count = count - (stated != NULL)};
    if (count == 0)
        return reach;
    for (uint32_t i = 0; i < count; i++) {
        const DoubtTerm *term = &doubt->terms[i];
        Decimal part = part_of(term, own);
        order = order_of(part) > order ? order_of(part) : order;
        reach.count += term->many == NULL ? 0 : term->many->count - 1;
        sums += term->many != NULL;
    }
    int32_t scale = PART_DIGITS - order;
    Run run = {0, 0, 0};
    for (uint32_t i = 0; i < count; i++) {
        const DoubtTerm *term = &doubt->terms[i];
        Int128 part = whole_of(part_of(term, own), scale, is_plain(term));
        if (i > 0 && !alike(term - 1, term))
            run_end(&run, &reach.squares.units);
        reach.sum.units += part;
        run.count++;
        run.squares += term->many == NULL ? part * part
                                          : square_of_many(term, own, scale, sums);
        run.sum += decimal_sign(term->slope) < 0 ? -part : part;
        if (term == stated)
            reach.stated = (Decimal){part, scale};
        else if (reach.count == 1)
            reach.only = (Decimal){part, scale};
    }
    run_end(&run, &reach.squares.units);
    reach.sum.scale = scale;
    reach.squares.scale = 2 * scale;
    return reach;
}
