/* Checks as equations for the explainer: what a check compares by `=`, where it adds up
 * and takes off entries and printed totals. A printed total that is exact is laid out as
 * its entries, so that rows can be named; the others are figures by themselves. */
#include "check/totals/equations.h"

#include <stdlib.h>

/* A figure of an equation with its sign. */
typedef struct Signed {
    uint32_t cell;
    int32_t sign;
} Signed;

typedef VEC(Signed) SignedVec;

bool check_is_off(const EquationWork *a, uint32_t check) {
    return a->totals->run->relations_off[check] != NULL;
}

/* ---- members ---- */

static bool is_exact(const Outcome *outcome) {
    return outcome->stated && outcome->basis == BASIS_ENTRIES &&
           outcome->verdict == VERDICT_EXACT && decimal_sign(outcome->difference) == 0;
}

static bool add_entries(EquationWork *a, const Claim *claim, int32_t sign,
                        SignedVec *out) {
    ScopeList list = totals_add_up(a->totals, claim);
    NumberVec dashes = {0};
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t cell = equations_fact(a, list.facts[i]);
        if (cell == NOTHING_ASKED)
            return false;
        *VEC_PUSH(a->arena, out) = (Signed){cell, sign};
    }
    equations_dashes(a, claim, &dashes);
    for (uint32_t i = 0; i < dashes.count; i++)
        *VEC_PUSH(a->arena, out) = (Signed){dashes.at[i], sign};
    return true;
}

static bool add_term(EquationWork *a, const SumTerm *term, int32_t sign, SignedVec *out) {
    if (term->of == SUM_ENTRY) {
        uint32_t cell = equations_fact(a, term->index);
        *VEC_PUSH(a->arena, out) = (Signed){cell, sign};
        return cell != NOTHING_ASKED;
    }
    const Claim *claim = &a->model->claims.at[term->index];
    if (equations_other_currency(a, claim->stated.currency & 15u))
        return false;
    if (is_exact(&a->totals->outcomes[term->index]))
        return add_entries(a, claim, sign, out);
    *VEC_PUSH(a->arena, out) = (Signed){equations_total(a, term->index), sign};
    return true;
}

static int by_cell(const void *left, const void *right) {
    const Signed *a = left, *b = right;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

/* What is added and taken off again is not in it; false where a figure counts twice. */
static bool set_members(EquationWork *a, SignedVec *members, Equation *equation) {
    uint32_t *cells = ARENA_ARRAY(a->arena, uint32_t, members->count);
    int8_t *signs = ARENA_ARRAY(a->arena, int8_t, members->count);
    uint32_t count = 0;
    if (members->count > 1)
        qsort(members->at, members->count, sizeof members->at[0], by_cell);
    for (uint32_t i = 0, end; i < members->count; i = end) {
        int32_t sign = 0;
        for (end = i;
             end < members->count && members->at[end].cell == members->at[i].cell; end++)
            sign += members->at[end].sign;
        if (sign < -1 || sign > 1)
            return false;
        if (sign != 0) {
            cells[count] = members->at[i].cell;
            signs[count++] = (int8_t)sign;
        }
    }
    equation->members = cells;
    equation->signs = signs;
    equation->member_count = count;
    return true;
}

/* ---- the figure that is claimed ---- */

/* The year that all members are of, or nothing. */
static Slice when_of(const EquationWork *a, const Equation *equation) {
    Slice when = SLICE("");
    for (uint32_t i = 0; i < equation->member_count; i++) {
        Slice own = a->cells.at[equation->members[i]].when;
        if (i > 0 && !slice_equal(own, when))
            return SLICE("");
        when = own;
    }
    return when;
}

/* A number that is written in the check; without one, that its sides differ by nothing.
 */
static uint32_t add_claimed(EquationWork *a, const CheckClaim *check, const CheckSum *sum,
                            const Equation *equation) {
    Cell cell = {
        .role = CELL_TOTAL,
        .none = !sum->claimed,
        .row = check->node->node.span.start,
        .when = when_of(a, equation),
        .place = {check->file, sum->claimed ? sum->span : check->node->node.span},
        .document = check->document};
    cell.value = equations_unit(a, sum->value);
    if (sum->claimed) {
        const Source *source = sources_get(a->model->sources, check->file);
        cell.title = tree_string(a->arena, source, check->node->says);
        cell.own = equations_own(a, cell.place, cell.value);
    }
    *VEC_PUSH(a->arena, &a->cells) = cell;
    return a->cells.count - 1;
}

static EquationState state_of(const CheckPoint *point) {
    switch (point->holds) {
    case TRI_FALSE: return EQUATION_VIOLATED;
    case TRI_TRUE:
        return point->verdict == VERDICT_EXACT    ? EQUATION_HOLDS
               : point->verdict == VERDICT_COARSE ? EQUATION_VIOLATED
                                                  : EQUATION_ROUNDING;
    default: return EQUATION_UNKNOWN;
    }
}

/* What it comes to from the entries under its printed totals, where that is another sum.
 */
static void add_base(EquationWork *a, const CheckSum *sum, Equation *equation) {
    Decimal change = DECIMAL_ZERO;
    bool any = false;
    for (uint32_t i = 0; i < sum->term_count; i++) {
        const SumTerm *term = &sum->terms[i];
        if (term->of != SUM_TOTAL || i + 1 == sum->stated)
            continue;
        const Outcome *outcome = &a->totals->outcomes[term->index];
        if (!outcome->stated || outcome->basis != BASIS_ENTRIES ||
            outcome->verdict >= VERDICT_BLANK)
            return;
        Decimal difference = term->sign < 0 ? outcome->difference
                                            : decimal_negate(outcome->difference);
        any = any || decimal_sign(difference) != 0;
        if (!decimal_add(change, difference, &change))
            return;
    }
    /* The terms are taken off what is claimed, so that the difference grows by what the
     * entries lack. */
    ComparedTotal *comparison = ARENA_NEW(a->arena, ComparedTotal);
    Decimal total = a->cells.at[equation->total].value;
    change = equations_unit(a, change);
    *comparison =
        (ComparedTotal){.with = basis_text(BASIS_ENTRIES), .slack = equation->slack};
    if (any && decimal_add(equation->difference, change, &comparison->difference) &&
        decimal_sub(total, comparison->difference, &comparison->computed)) {
        equation->comparisons = comparison;
        equation->comparison_count = 1;
    }
}

/* A figure printed twice is no evidence that it is right, and that there is no money is
 * no sum that something could be left out of. */
static bool says_nothing(const CheckSum *sum, const Equation *equation) {
    return (equation->state == EQUATION_HOLDS && equation->member_count == 1) ||
           (sum->claimed && decimal_sign(sum->value) == 0);
}

static void add_equation(EquationWork *a, uint32_t number, const CheckPoint *point,
                         const CheckSum *sum) {
    const CheckClaim *check = &a->model->checks.at[number];
    SignedVec members = {0};
    if (!a->whole && sum->term_count > MEMBERS_MOST)
        return;
    for (uint32_t i = 0; i < sum->term_count; i++) {
        const SumTerm *term = &sum->terms[i];
        if (i + 1 != sum->stated && !add_term(a, term, -term->sign, &members))
            return;
    }
    Equation equation = {.state = (uint8_t)state_of(point),
                         .apart = number + 1,
                         .difference = equations_unit(a, sum->difference),
                         .slack = equations_unit(a, sum->slack)};
    if (!set_members(a, &members, &equation) || equation.member_count == 0 ||
        says_nothing(sum, &equation))
        return;
    if (sum->stated == 0)
        equation.total = add_claimed(a, check, sum, &equation);
    else if (sum->terms[sum->stated - 1].of == SUM_TOTAL)
        equation.total = equations_total(a, sum->terms[sum->stated - 1].index);
    else
        equation.total = equations_fact(a, sum->terms[sum->stated - 1].index);
    if (equation.total == NOTHING_ASKED)
        return;
    if (sum->claimed && sum->term_count == 1 && sum->terms[0].of == SUM_TOTAL)
        equation.like = equations_total(a, sum->terms[0].index) + 1;
    if (equation.state == EQUATION_VIOLATED)
        add_base(a, sum, &equation);
    equations_equation(a, &equation, (AskedOf){number, ASKED_CHECK});
}

void check_equations(EquationWork *a, uint32_t check) {
    const CheckRun *run = a->totals->run;
    const CheckPointVec *points = &run->points[check];
    CheckSumVec sums = {0};
    if (a->members > MEMBERS_ALL || run->bounds[check] == NULL || points->count == 0)
        return;
    eval_check_sums(a->model, run->bounds[check], &a->model->checks.at[check], &sums);
    for (uint32_t i = 0; i < sums.count && i < points->count; i++)
        if (sums.at[i].any && points->at[i].holds != TRI_UNKNOWN)
            add_equation(a, check, &points->at[i], &sums.at[i]);
}
