/* What is said of totals that cannot be held against anything: nothing was entered, or
 * what was makes no sum. One finding for the claims of a row or statement. */
#include "check/totals/totals.h"

#include "check/totals/uncounted.h"
#include "check/totals/words.h"
#include "base/phrase.h"

enum {
    LABELS_MOST = 8, /* claims that are underlined */
    COLUMNS_MOST = 6 /* columns that are named */
};

/* The claims of [first, end) that came out so: how many, and the first of them. */
static uint32_t count_verdict(const Totals *totals, uint32_t first, uint32_t end,
                              Verdict verdict, uint32_t *which) {
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++) {
        if (totals->outcomes[i].stated && totals->outcomes[i].verdict == verdict) {
            if (count++ == 0)
                *which = i;
        }
    }
    return count;
}

/* "2020 and 2021", or "9 of its columns". */
static Slice times_of(const Totals *totals, uint32_t first, uint32_t end, Verdict verdict,
                      uint32_t count) {
    if (count > COLUMNS_MOST)
        return arena_format(totals->model->arena, "%u of its figures", count);
    Slice names[COLUMNS_MOST];
    uint32_t shown = 0;
    for (uint32_t i = first; i < end; i++) {
        if (totals->outcomes[i].stated && totals->outcomes[i].verdict == verdict) {
            const Claim *claim = &totals->model->claims.at[i];
            names[shown++] = claim->time.kind == TIME_ALL ? SLICE("all years")
                             : claim->time.kind == TIME_UNSTATED
                                 ? SLICE("no year")
                                 : total_when(totals->model, claim);
        }
    }
    return phrase_list(totals->model->arena, names, shown);
}

/* Whether a claim is a row's and its row has no entries. */
static bool row_of_nothing(const Totals *totals, uint32_t number) {
    return totals->model->claims.at[number].scope == SCOPE_ROW &&
           totals->outcomes[number].stated &&
           totals->outcomes[number].verdict == VERDICT_NOTHING;
}

/* A table with no column but `all` has no entries: one finding for its rows. */
static void tell_no_column(Totals *totals, Id number) {
    const Model *model = totals->model;
    const TableInfo *table = &model->tables.at[number];
    Findings *findings = totals->run->findings;
    uint32_t count = 0, first = 0;
    for (uint32_t i = table->end_claim; i > table->first_claim; i--) {
        if (row_of_nothing(totals, i - 1)) {
            first = i - 1;
            count++;
        }
    }
    const Claim *claim = &model->claims.at[first];
    Slice name = count == 1 ? total_name(model, claim)
                            : arena_format(model->arena, "%u row totals", count);
    Diagnostic *d = findings_add(findings, CODE_T04, model_claim_place(model, claim),
                                 "%.*s cannot be checked: there are no entries, because "
                                 "the table has no column but \"all\"",
                                 SLICE_ARGS(name));
    diagnostic_here(findings, d, "stated");
    for (uint32_t i = first + 1; i < table->end_claim && d->labels.count < LABELS_MOST;
         i++) {
        if (row_of_nothing(totals, i)) {
            diagnostic_label(findings, d, model_claim_place(model, &model->claims.at[i]),
                             "%s", "");
        }
    }
    diagnostic_help(
        findings, d,
        "write the year in place of \"all\" if these are the amounts of one year");
}

static void tell_nothing(Totals *totals, uint32_t first, uint32_t end, Id *no_column) {
    uint32_t which = first;
    uint32_t count = count_verdict(totals, first, end, VERDICT_NOTHING, &which);
    if (count == 0)
        return;
    const Claim *claim = &totals->model->claims.at[which];
    if (claim->scope == SCOPE_ROW) {
        if (*no_column != claim->table) {
            *no_column = claim->table;
            tell_no_column(totals, claim->table);
        }
        return;
    }
    Slice name = total_name(totals->model, claim);
    Slice times = times_of(totals, first, end, VERDICT_NOTHING, count);
    ScopeList list = scope_uncounted(totals->scopes, claim);
    bool parts = list.left_out_count > 0;
    Diagnostic *d = findings_add(
        totals->run->findings, CODE_T04, model_claim_place(totals->model, claim),
        parts ? "%.*s cannot be checked: its entries for %.*s are all part of money that "
                "it does not count"
              : "%.*s cannot be checked: there are no entries for %.*s",
        SLICE_ARGS(name), SLICE_ARGS(times));
    diagnostic_here(totals->run->findings, d, "stated");
    for (uint32_t i = which + 1; i < end && d->labels.count < LABELS_MOST; i++) {
        if (totals->outcomes[i].stated &&
            totals->outcomes[i].verdict == VERDICT_NOTHING) {
            diagnostic_label(
                totals->run->findings, d,
                model_claim_place(totals->model, &totals->model->claims.at[i]), "%s", "");
        }
    }
    if (parts) {
        uncounted_label(totals->model, totals->run->findings, d, &list);
        uncounted_help(totals->model, totals->run->findings, d, &list);
    } else if (claim->where || claim->table_where) {
        diagnostic_help(totals->run->findings, d,
                        "check the names in the filter: no entry matches it");
    }
}

static void tell_currencies(Totals *totals, uint32_t first, uint32_t end) {
    uint32_t which = first;
    uint32_t count = count_verdict(totals, first, end, VERDICT_CURRENCIES, &which);
    if (count == 0)
        return;
    const Model *model = totals->model;
    const Claim *claim = &model->claims.at[which];
    ScopeList list = scope_of(totals->scopes, claim);
    uint8_t one = claim->stated.currency & 15u, other = 0;
    uint32_t fact = UINT32_MAX;
    for (uint32_t i = 0; i < list.count && other == 0; i++) {
        uint8_t currency = facts_figure(&model->facts, list.facts[i]).currency & 15u;
        if (one == 0) {
            one = currency;
        } else if (currency != 0 && currency != one) {
            other = currency;
            fact = list.facts[i];
        }
    }
    Slice name = total_name(model, claim);
    Slice times = times_of(totals, first, end, VERDICT_CURRENCIES, count);
    if (list.apart) {
        Diagnostic *filter =
            findings_add(totals->run->findings, CODE_T09, model_claim_place(model, claim),
                         "%.*s compares amounts in several currencies for %.*s",
                         SLICE_ARGS(name), SLICE_ARGS(times));
        diagnostic_here(totals->run->findings, filter, "stated");
        diagnostic_help(totals->run->findings, filter,
                        "choose entries of one currency first in the filter; integ "
                        "assumes no exchange rate");
        return;
    }
    Diagnostic *d = findings_add(
        totals->run->findings, CODE_T09, model_claim_place(model, claim),
        "%.*s counts amounts in several currencies for %.*s: %s and %s", SLICE_ARGS(name),
        SLICE_ARGS(times), currency_text(one), currency_text(other));
    diagnostic_here(totals->run->findings, d, "one sum");
    if (fact != UINT32_MAX) {
        diagnostic_label(totals->run->findings, d, model_fact_place(model, fact), "in %s",
                         currency_text(other));
    }
    diagnostic_help(totals->run->findings, d,
                    "state a total for each currency; integ assumes no exchange rate");
}

static void tell_overflow(Totals *totals, uint32_t first, uint32_t end) {
    uint32_t which = first;
    uint32_t count = count_verdict(totals, first, end, VERDICT_OVERFLOW, &which);
    if (count == 0)
        return;
    const Claim *claim = &totals->model->claims.at[which];
    Slice name = total_name(totals->model, claim);
    Slice times = times_of(totals, first, end, VERDICT_OVERFLOW, count);
    Diagnostic *d = findings_add(
        totals->run->findings, CODE_T10, model_claim_place(totals->model, claim),
        "%.*s for %.*s cannot be added up exactly: the figures are too far apart",
        SLICE_ARGS(name), SLICE_ARGS(times));
    diagnostic_here(totals->run->findings, d, "stated");
    diagnostic_help(totals->run->findings, d,
                    "check the units and the digits of the entries");
}

void total_uncheckable(Totals *totals, uint32_t first, uint32_t end, Id *no_column) {
    tell_nothing(totals, first, end, no_column);
    tell_currencies(totals, first, end);
    tell_overflow(totals, first, end);
}
