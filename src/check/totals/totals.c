/* Totals: each claim over sums is held against its entries. What comes out stands in
 * Outcome records, from which the findings are made once all are known: a finding speaks
 * of its neighbours too. */
#include "check/totals/totals.h"

#include "check/causes.h"

#include <stdlib.h>
#include <string.h>

#include "check/unread.h"

const char *basis_text(Basis basis) {
    static const char *const texts[BASIS_COUNT] = {"entries", "rows", "columns",
                                                   "subtotals", "tables"};
    return texts[basis];
}

uint32_t totals_node_end(const Model *model, uint32_t first) {
    uint32_t end = first + 1;
    while (end < model->claims.count &&
           model->claims.at[end].node == model->claims.at[first].node)
        end++;
    return end;
}

/* ---- what cannot be held ---- */

/* Whether a subject is not known, which was reported. */
static bool names_nothing(const Claim *claim) {
    for (uint32_t i = 0; i < claim->subject_count; i++)
        if (claim->subjects[i].id == 0)
            return true;
    return false;
}

/* Whether a subject was never declared, which was reported too. */
static bool undeclared(const Model *model, const Claim *claim) {
    for (uint32_t i = 0; i < claim->subject_count; i++) {
        const Subject *subject = &claim->subjects[i];
        if (model_thing(model, (ThingKind)subject->kind, subject->id)->first_title == 0)
            return true;
    }
    return false;
}

/* Whether entries of the claim may have been dropped, or what they are in. */
static bool lost_figures(const Unread *unread, const Model *model, const Claim *claim) {
    if (unread_setting(unread, model_claim_place(model, claim)))
        return true;
    bool filtered = claim->where != NULL || claim->table_where != NULL;
    if ((filtered || claim->source != 0 || claim->money != 0) &&
        unread_origin(unread, claim->document))
        return true;
    if (filtered) /* it looks at things */
        return unread_in(unread, claim->document);
    switch ((ScopeKind)claim->scope) {
    case SCOPE_ROW: return unread_between(unread, claim->file, claim->node->span);
    case SCOPE_GROUP:
        if (claim->place_in)
            return unread_between(unread, claim->file, claim->place_in->span);
        return unread_between(unread, claim->file,
                              model->tables.at[claim->table].node->node.span);
    case SCOPE_TABLE:
        return unread_between(unread, claim->file,
                              model->tables.at[claim->table].node->node.span);
    default: return unread_in(unread, claim->document);
    }
}

/* Whether it is over money that would be part of itself, which was reported: nobody knows
 * which of it counts. */
static bool goes_round(const Model *model, const Claim *claim, const ScopeList *list) {
    if (model->rings == NULL || claim->scope == SCOPE_ROW)
        return false;
    for (uint32_t i = 0; i < claim->subject_count; i++)
        if (model_in_ring(model, (ThingKind)claim->subjects[i].kind, claim->document,
                          claim->subjects[i].id))
            return true;
    for (uint32_t i = 0; i < list->count; i++)
        if (model_in_ring(model, KIND_PROJECT, claim->document,
                          model->lines.at[model->facts.line[list->facts[i]]].project))
            return true;
    return false;
}

/* ---- one claim ---- */

static ScopeList add_up_within(Totals *totals, const Claim *claim, Budget *budget) {
    ScopeList list = scope_within(totals->scopes, claim, budget);
    sum_clear(&totals->sum);
    sum_facts(&totals->sum, totals->model, list.facts, list.count);
    return list;
}

ScopeList totals_add_up(Totals *totals, const Claim *claim) {
    return add_up_within(totals, claim, NULL);
}

/* A total over amounts that are not given says what they may be. */
static void add_open(Totals *totals, Outcome *outcome, const Balance *balance) {
    uint32_t claim = (uint32_t)(outcome - totals->outcomes);
    if (totals->sum.open == 0 ||
        (outcome->verdict != VERDICT_BLANK && outcome->verdict != VERDICT_EXACT &&
         outcome->verdict != VERDICT_ROUNDING))
        return;
    Decimal slack = verdict_slack(balance);
    outcome->may_round = outcome->verdict == VERDICT_BLANK && outcome->summands > 0 &&
                         decimal_compare(decimal_abs(outcome->difference), slack) <= 0;
    *VEC_PUSH(totals->run->arena, &totals->open) =
        (OpenTotal){totals->sum.open, outcome->blanks, outcome->summands, claim, slack};
}

/* Holds the stated figure against totals->sum. */
static void hold(Totals *totals, const Claim *claim, Outcome *outcome) {
    const Model *model = totals->model;
    const Sum *sum = &totals->sum;
    Decimal computed, difference;
    outcome->summands = sum->fine.count;
    outcome->hash = sum->hash;
    if (sum->bad > 0) {
        outcome->verdict = VERDICT_UNKNOWN;
    } else if (versions_several(&sum->versions)) {
        outcome->verdict = VERDICT_VERSIONS;
        outcome->versions[0] = sum->versions.first;
        outcome->versions[1] = sum->versions.other;
    } else if (sum->mixed || sum_other_currency(sum, claim->stated)) {
        outcome->verdict = VERDICT_CURRENCIES;
    } else if (!sum_value(sum, &computed)) {
        outcome->verdict = VERDICT_OVERFLOW;
    } else {
        if (sum->fine.count == 0)
            computed.scale = claim->stated.scale; /* shown with as many digits */
        Balance balance =
            balance_of(model, sum, claim->stated, claim->table, computed, claim->exact);
        Verdict verdict = verdict_of(&balance, &difference);
        outcome->verdict = (uint8_t)verdict;
        if (verdict != VERDICT_OVERFLOW) {
            outcome->computed = computed;
            outcome->difference = difference;
        }
        add_open(totals, outcome, &balance);
    }
}

/* A claim among those that are sorted by what they are over. */
typedef struct Sorted {
    const Claim *claim;
    Scopes *scopes;
} Sorted;

static int compare_claims(const void *left, const void *right) {
    const Sorted *a = left, *b = right;
    int order = scope_compare(a->scopes, a->claim, b->claim);
    return order != 0 ? order : (a->claim > b->claim) - (a->claim < b->claim);
}

/* Whether there is nothing to compare it with: nothing was entered, or only parts of what
 * it does not count, which make no sum that would be 0. */
static bool counts_nothing(const Claim *claim, const ScopeList *list) {
    bool zero = (claim->stated.flags & FIGURE_NONE) != 0 || claim->stated.digits == 0;
    return list->count == 0 && (!list->covered || (list->left_out_count > 0 && !zero));
}

/* Judges a claim. `same`: totals->sum and *list hold its entries already. */
static void judge(Totals *totals, const Unread *unread, const Claim *claim, bool same,
                  ScopeList *list) {
    Outcome *outcome = &totals->outcomes[claim - totals->model->claims.at];
    outcome->stated = true;
    if (!same)
        *list = add_up_within(totals, claim, &totals->run->budget);
    outcome->parts_left = list->left_out_count > 0;
    if (list->spent) {
        outcome->verdict = VERDICT_UNKNOWN;
        unchecked_add(totals->run, model_claim_place(totals->model, claim));
    } else if ((claim->stated.flags & FIGURE_BAD) || names_nothing(claim) ||
               list->unbound || lost_figures(unread, totals->model, claim) ||
               goes_round(totals->model, claim, list)) {
        outcome->verdict = VERDICT_UNKNOWN;
    } else if (list->apart) {
        outcome->verdict = VERDICT_CURRENCIES;
    } else if (counts_nothing(claim, list)) {
        /* A `-` says that there is nothing; a printed 0 claims a sum, of nothing. */
        bool denied = (claim->stated.flags & FIGURE_NONE) != 0;
        outcome->verdict = denied                             ? VERDICT_EXACT
                           : undeclared(totals->model, claim) ? VERDICT_UNKNOWN
                                                              : VERDICT_NOTHING;
    } else {
        outcome->blanks = totals->sum.blanks;
        open_parts(totals, list, outcome);
        hold(totals, claim, outcome);
    }
}

/* Judges all claims, those over the same entries one after another, so that these are
 * added up once. */
static void judge_all(Totals *totals, const Unread *unread) {
    const Model *model = totals->model;
    Stop stop = totals->run->stop;
    Sorted *claims = ARENA_ARRAY(totals->run->arena, Sorted, model->claims.count);
    uint32_t count = 0;
    ScopeList list = {0};
    for (uint32_t i = 0; i < model->claims.count && !stop_asked(stop); i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope == SCOPE_GROSS || (claim->stated.flags & FIGURE_BLANK))
            continue;
        if (claim->scope == SCOPE_ROW)
            judge(totals, unread, claim, false, &list);
        else
            claims[count++] = (Sorted){claim, totals->scopes};
    }
    qsort(claims, count, sizeof *claims, compare_claims);
    for (uint32_t i = 0; i < count && !stop_asked(stop); i++) {
        const Claim *claim = claims[i].claim;
        bool same = i > 0 &&
                    scope_compare(totals->scopes, claims[i - 1].claim, claim) == 0;
        judge(totals, unread, claim, same, &list);
    }
}

/* Where nothing was entered, a total may still be held against stated ones below it. */
static void judge_by_stated(Totals *totals, Comparisons *comparisons, uint32_t number) {
    const Claim *claim = &totals->model->claims.at[number];
    Outcome *outcome = &totals->outcomes[number];
    static const Basis order[] = {BASIS_SUBTOTALS, BASIS_ROWS, BASIS_COLUMNS};
    for (uint32_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (comparisons_add_up(comparisons, number, order[i])) {
            outcome->blanks = totals->sum.blanks;
            hold(totals, claim, outcome);
            outcome->basis = (uint8_t)order[i];
            return;
        }
    }
}

void check_totals(CheckRun *run) {
    Totals *totals = ARENA_NEW(run->arena, Totals);
    uint32_t count = run->model->claims.count;
    totals->run = run;
    totals->model = run->model;
    totals->scopes = run->scopes;
    totals->outcomes = ARENA_ARRAY(run->arena, Outcome, count);
    run->outcomes = totals->outcomes;
    bool nothing = false, all_hold = true;
    judge_all(totals, run->unread);
    if (stop_asked(run->stop))
        return;
    for (uint32_t i = 0; i < count; i++) {
        const Outcome *outcome = &totals->outcomes[i];
        nothing = nothing || outcome->verdict == VERDICT_NOTHING;
        all_hold = all_hold && outcome->verdict == VERDICT_EXACT;
    }
    Comparisons *comparisons = all_hold ? NULL : comparisons_new(totals);
    for (uint32_t i = 0; nothing && i < count; i++)
        if (totals->outcomes[i].verdict == VERDICT_NOTHING)
            judge_by_stated(totals, comparisons, i);
    if (totals->open.count > 0)
        open_totals_compare(totals, comparisons);
    open_totals_amounts(totals);
    for (uint32_t i = 0; i < count; i++)
        if (totals->outcomes[i].stated)
            summary_add(&run->summary->totals,
                        summary_status((Verdict)totals->outcomes[i].verdict));
    if (run->verdicts_only)
        return;
    for (uint32_t i = 0; i < count && !all_hold; i++)
        totals->outcomes[i].points = points_part_thousands(totals, i);
    Reasons reasons = equations_explain(totals, comparisons);
    if (stop_asked(run->stop))
        return;
    if (!all_hold)
        total_findings(totals, comparisons, &reasons);
    if (reasons.of_checks != NULL)
        causes_of_relations(run, reasons.of_checks);
    if (reasons.of_cells != NULL)
        causes_of_cells(run, reasons.of_cells);
}
