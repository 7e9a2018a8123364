/* What stated totals say of amounts that are not given. A total over some `?` bounds
 * them; two over the same `?` are held against each other, and one of all against the
 * stated totals of its parts. */
#include "check/totals/totals.h"

#include <stdlib.h>

/* Those over the same amounts stand together, the one over the fewest entries first: the
 * least of it can be wrong. */
static int compare_open(const void *left, const void *right) {
    const OpenTotal *a = left, *b = right;
    if (a->amounts != b->amounts)
        return a->amounts < b->amounts ? -1 : 1;
    if (a->blanks != b->blanks)
        return a->blanks < b->blanks ? -1 : 1;
    if (a->summands != b->summands)
        return a->summands < b->summands ? -1 : 1;
    return (a->claim > b->claim) - (a->claim < b->claim);
}

static bool same_amounts(const OpenTotal *a, const OpenTotal *b) {
    return a->amounts == b->amounts && a->blanks == b->blanks;
}

Decimal open_totals_left(const Totals *totals, uint32_t claim) {
    const Outcome *outcome = &totals->outcomes[claim];
    Decimal left = {0, outcome->difference.scale}, all;
    if (outcome->verdict == VERDICT_BLANK)
        left = outcome->difference;
    return outcome->part_count > 0 && decimal_add(left, outcome->parts, &all) ? all
                                                                              : left;
}

/* Whether two leave the same, but for the rounding of all that they are over. */
static bool agree(const Totals *totals, const OpenTotal *a, const OpenTotal *b) {
    Decimal apart, slack;
    return !decimal_sub(open_totals_left(totals, a->claim),
                        open_totals_left(totals, b->claim), &apart) ||
           !decimal_add(a->slack, b->slack, &slack) ||
           decimal_compare(decimal_abs(apart), slack) <= 0;
}

static uint32_t agreeing(const Totals *totals, const OpenTotal *with, const OpenTotal *at,
                         uint32_t count) {
    uint32_t agreed = 0;
    for (uint32_t i = 0; i < count; i++)
        agreed += agree(totals, with, &at[i]);
    return agreed;
}

/* The first of them, unless more agree with the first that contradicts it. */
static const OpenTotal *trusted(const Totals *totals, const OpenTotal *at,
                                uint32_t count) {
    uint32_t other = 1;
    while (other < count && agree(totals, &at[0], &at[other]))
        other++;
    if (other == count)
        return NULL;
    return agreeing(totals, &at[other], at, count) > agreeing(totals, &at[0], at, count)
               ? &at[other]
               : &at[0];
}

static void contradict(Totals *totals, const OpenTotal *open, const OpenTotal *by,
                       Decimal amounts) {
    Outcome *outcome = &totals->outcomes[open->claim];
    Decimal computed, difference;
    if (outcome->part_count > 0 && !decimal_sub(amounts, outcome->parts, &amounts))
        return;
    if (decimal_add(outcome->computed, amounts, &computed) &&
        decimal_sub(outcome->difference, amounts, &difference)) {
        outcome->verdict = VERDICT_OFF;
        outcome->computed = computed;
        outcome->difference = difference;
        outcome->open_by = by->claim + 1;
    }
}

/* Where one holds with the parts of the amounts alone, these are all of them, and the
 * others that agree hold too. */
static void settle(Totals *totals, const OpenTotal *at, uint32_t count) {
    uint32_t whole = 0;
    while (whole < count && (totals->outcomes[at[whole].claim].verdict == VERDICT_BLANK ||
                             totals->outcomes[at[whole].claim].part_count == 0))
        whole++;
    for (uint32_t i = 0; whole < count && i < count; i++) {
        Outcome *outcome = &totals->outcomes[at[i].claim];
        if (outcome->verdict != VERDICT_BLANK)
            continue;
        contradict(totals, &at[i], &at[whole], open_totals_left(totals, at[whole].claim));
        if (outcome->open_by == 0)
            continue; /* too large to add */
        outcome->open_by = 0;
        outcome->verdict = outcome->difference.units == 0 ? VERDICT_EXACT
                                                          : VERDICT_ROUNDING;
    }
}

static void compare_group(Totals *totals, const OpenTotal *at, uint32_t count) {
    const OpenTotal *by = trusted(totals, at, count);
    if (by == NULL) {
        settle(totals, at, count);
        return;
    }
    Decimal amounts = open_totals_left(totals, by->claim);
    for (uint32_t i = 0; i < count; i++)
        if (!agree(totals, by, &at[i]))
            contradict(totals, &at[i], by, amounts);
}

/* Holds it against the stated totals of its parts, where all of them are stated. It is
 * off where none agrees. */
static void compare_parts(Totals *totals, Comparisons *comparisons, uint32_t number) {
    const Claim *claim = &totals->model->claims.at[number];
    Outcome found = totals->outcomes[number];
    for (Basis basis = BASIS_ROWS; basis < BASIS_COUNT; basis++) {
        const Sum *sum = &totals->sum;
        Decimal computed, difference;
        if (!comparisons_add_up(comparisons, number, basis) || sum->bad > 0 ||
            sum->blanks > 0 || !sum_is_one(sum) ||
            sum_other_currency(sum, claim->stated) || !sum_value(sum, &computed))
            continue;
        Balance balance = balance_of(totals->model, sum, claim->stated, claim->table,
                                     computed, claim->exact);
        if (verdict_of(&balance, &difference) != VERDICT_OFF)
            return;
        found.verdict = VERDICT_OFF;
        found.basis = (uint8_t)basis;
        found.computed = computed;
        found.difference = difference;
    }
    totals->outcomes[number] = found;
}

void open_totals_compare(Totals *totals, Comparisons *comparisons) {
    OpenTotals *open = &totals->open;
    if (open->count > 1)
        qsort(open->at, open->count, sizeof open->at[0], compare_open);
    for (uint32_t first = 0, end; first < open->count; first = end) {
        end = first + 1;
        while (end < open->count && same_amounts(&open->at[first], &open->at[end]))
            end++;
        uint32_t claim = open->at[first].claim;
        if (end - first > 1)
            compare_group(totals, &open->at[first], end - first);
        else if (totals->outcomes[claim].verdict == VERDICT_BLANK)
            compare_parts(totals, comparisons, claim);
    }
}

/* Whether a formula of a table has a `?` in it that some total may be over. */
static bool is_any_cell_open(const CheckRun *run) {
    for (uint32_t i = 0; i < run->model->cells.count; i++)
        if (run->cells[i].verdict == VERDICT_BLANK)
            return true;
    return false;
}

/* The one amount that is not given among the entries of a claim; false: its figure is no
 * printed one. */
static bool find_blank(Totals *totals, uint32_t number, uint32_t *fact) {
    const Model *model = totals->model;
    ScopeList list = totals_add_up(totals, &model->claims.at[number]);
    for (uint32_t i = 0; i < list.count; i++) {
        *fact = list.facts[i];
        if ((facts_figure(&model->facts, *fact).flags & FIGURE_BLANK) != 0 &&
            !open_parts_inner(model, *fact))
            return (model->facts.flags[*fact] & FACT_GROSS) == 0;
    }
    return false;
}

void open_totals_amounts(Totals *totals) {
    enum { ENTRIES_MOST = 1000 };
    CheckRun *run = totals->run;
    if (!is_any_cell_open(run))
        return;
    for (uint32_t i = 0; i < totals->open.count; i++) {
        const OpenTotal *open = &totals->open.at[i];
        const Outcome *outcome = &totals->outcomes[open->claim];
        OpenAmount amount = {.claim = open->claim, .slack = open->slack};
        if (outcome->verdict != VERDICT_BLANK || outcome->blanks != 1 ||
            outcome->summands > ENTRIES_MOST ||
            !find_blank(totals, open->claim, &amount.fact))
            continue;
        amount.amount = open_totals_left(totals, open->claim);
        *VEC_PUSH(run->arena, &run->open_amounts) = amount;
    }
}
