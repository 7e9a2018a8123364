/* What the findings about totals share: a total in words, its sum written out, the other
 * stated figures that it is compared with, and where it is stated and counted. */
#include "check/totals/telling.h"

#include <stdlib.h>
#include <string.h>

#include "base/phrase.h"
#include "check/totals/words.h"

enum {
    COLUMNS_MOST = 6, /* other columns that are named */
    TWINS_MOST = 8    /* further places of a claim that are shown */
};

static const char *verb(const Outcome *outcome) {
    uint32_t parts = outcome->summands + (outcome->open_by != 0 ? outcome->blanks : 0);
    return outcome->basis == BASIS_ENTRIES && parts == 1 ? "is" : "add up to";
}

TotalWords telling_words(const TotalTelling *t, uint32_t number) {
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    Claim named = *claim;
    if (t->duplicates.run_end[number] > number + 1) {
        named.time.kind = claim->time.kind == TIME_MONTH     ? TIME_MONTHS
                          : claim->time.kind == TIME_QUARTER ? TIME_QUARTERS
                                                             : TIME_RANGE;
        named.time.to = model->claims.at[t->duplicates.run_end[number] - 1].time.to;
    }
    TotalWords words = {
        .subject = total_subject(model, &named),
        .unit = total_unit(model, claim),
        .stated = (claim->stated.flags & FIGURE_NONE)
                      ? SLICE("-")
                      : total_amount(model, claim, figure_value(claim->stated)),
        .computed = total_amount(model, claim, outcome->computed),
        .by = total_amount_in(model, claim, decimal_abs(outcome->difference)),
        .basis = total_basis(model, outcome),
        .way = decimal_sign(outcome->difference) < 0 ? "too low" : "too high",
        .makes = verb(outcome),
    };
    return words;
}

static Decimal in_unit(const Claim *claim, Decimal amount) {
    return decimal_shift(amount, claim->power);
}

void telling_figures(Diagnostic *d, const Claim *claim, const Outcome *outcome,
                     Slice unit) {
    diagnostic_figures(d, in_unit(claim, figure_value(claim->stated)),
                       in_unit(claim, outcome->computed),
                       in_unit(claim, outcome->difference), unit);
}

void telling_twins(TotalTelling *t, Diagnostic *d, uint32_t number) {
    uint32_t shown = 0, more = 0;
    for (uint32_t i = t->duplicates.twin[number]; i != 0; i = t->duplicates.twin[i - 1]) {
        if (shown++ < TWINS_MOST) {
            diagnostic_label(t->findings, d,
                             model_claim_place(t->model, &t->model->claims.at[i - 1]),
                             "stated here too");
        } else {
            more++;
        }
    }
    if (more > 0)
        diagnostic_note(t->findings, d, "the same total is stated in %u more place%s",
                        more, phrase_s(more));
}

/* "; 2020 and 2022 are exact": the other cells of the same row or statement. */
static Slice exact_neighbours(const TotalTelling *t, uint32_t number) {
    const Model *model = t->model;
    uint32_t first = number, exact = 0, others = 0;
    while (first > 0 && model->claims.at[first - 1].node == model->claims.at[number].node)
        first--;
    Slice names[COLUMNS_MOST];
    for (uint32_t i = first; i < totals_node_end(model, first); i++) {
        if (i == number || !t->totals->outcomes[i].stated)
            continue;
        others++;
        if (t->totals->outcomes[i].verdict == VERDICT_EXACT) {
            if (exact < COLUMNS_MOST)
                names[exact] = total_when(model, &model->claims.at[i]);
            exact++;
        }
    }
    if (exact == 0)
        return SLICE("");
    if (exact > COLUMNS_MOST) {
        return arena_format(model->arena,
                            exact == others ? "; the other %u hold" : "; %u others hold",
                            exact);
    }
    Slice list = phrase_list(model->arena, names, exact);
    return arena_format(model->arena, exact == 1 ? "; %.*s holds" : "; %.*s hold",
                        SLICE_ARGS(list));
}

static int compare_facts(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The entries of a claim in the order of the files, if there are at most `most`. */
ScopeList telling_entries(TotalTelling *t, uint32_t number, uint32_t most) {
    const Outcome *outcome = &t->totals->outcomes[number];
    if (outcome->summands + outcome->blanks > most)
        return (ScopeList){0};
    ScopeList list = scope_of(t->totals->scopes, &t->model->claims.at[number]);
    if (list.count > 0) {
        uint32_t *facts = ARENA_ARRAY(t->model->arena, uint32_t, list.count);
        memcpy(facts, list.facts, list.count * sizeof *facts);
        qsort(facts, list.count, sizeof *facts, compare_facts);
        list.facts = facts;
    }
    return list;
}

/* Records where the entries of the claim stand. Of many it is not looked up, as all
 * totals of a document may be over all its entries. */
void telling_reach(TotalTelling *t, Diagnostic *d, uint32_t number) {
    enum { FILES_MOST = 8, ENTRIES_MOST = 1000 };
    const Outcome *outcome = &t->totals->outcomes[number];
    ScopeList list = {0};
    if (outcome->summands + outcome->blanks <= ENTRIES_MOST)
        list = scope_of(t->totals->scopes, &t->model->claims.at[number]);
    if (list.count == 0) {
        d->over_all = true;
        return;
    }
    uint32_t first = list.facts[0], last = first;
    for (uint32_t i = 1; i < list.count; i++) {
        first = list.facts[i] < first ? list.facts[i] : first;
        last = list.facts[i] > last ? list.facts[i] : last;
    }
    Place from = model_fact_place(t->model, first);
    Place to = model_fact_place(t->model, last);
    d->over_all = to.source < from.source || to.source - from.source >= FILES_MOST;
    for (SourceId id = from.source; id <= to.source && !d->over_all; id++) {
        Span span = {id == from.source ? from.span.start : 0,
                     id == to.source ? to.span.end : UINT32_MAX};
        diagnostic_over(t->findings, d, (Place){id, span});
    }
}

void telling_sum(TotalTelling *t, Diagnostic *d, uint32_t number, const ScopeList *list) {
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    Slice table = total_table(model, claim->table), when = total_when(model, claim);
    Slice sum = total_sum(model, claim, outcome, list->facts, list->count);
    Slice computed = total_amount(model, claim, outcome->computed);
    Slice exact = exact_neighbours(t, number);
    if (outcome->summands + outcome->blanks < 2 && exact.length == 0)
        return; /* the message has said it */
    diagnostic_note(t->findings, d, "%.*s%s%.*s: %.*s = %.*s%.*s", SLICE_ARGS(table),
                    table.length > 0 ? ", " : "", SLICE_ARGS(when), SLICE_ARGS(sum),
                    SLICE_ARGS(computed), SLICE_ARGS(exact));
    if (claim->table_where)
        diagnostic_note(t->findings, d,
                        "only rows that match the table's filter are counted");
}

static const char *const basis_notes[BASIS_COUNT] = {
    "from the entries", "from the rows' stated totals", "from the columns' stated totals",
    "from the stated subtotals", "from the other tables' stated totals"};

static void add_compared(TotalTelling *t, Diagnostic *d, const Claim *claim, Basis basis,
                         Decimal computed, Decimal difference) {
    *VEC_PUSH(t->model->arena, &d->compared) = (Compared){
        basis_text(basis), in_unit(claim, computed), in_unit(claim, difference)};
}

/* The rows of a claim that have entries and no total of their own: how many, and what
 * the entries add up to. */
static uint32_t rows_without_total(TotalTelling *t, const Claim *claim, Decimal *out) {
    const Model *model = t->model;
    uint32_t count = 0;
    *out = DECIMAL_ZERO;
    if (claim->table == 0 || claim->time.kind != TIME_ALL ||
        (claim->scope != SCOPE_TABLE && claim->scope != SCOPE_GROUP))
        return 0;
    const TableInfo *table = &model->tables.at[claim->table];
    for (uint32_t i = table->first_claim; i < table->end_claim; i++) {
        const Claim *row = &model->claims.at[i];
        if (row->table != claim->table || row->scope != SCOPE_ROW ||
            !(row->stated.flags & FIGURE_BLANK) || row->first_line < claim->first_line ||
            row->end_line > claim->end_line)
            continue;
        Decimal sum;
        ScopeList list = totals_add_up(t->totals, row);
        if (list.count == t->totals->sum.blanks || t->totals->sum.bad > 0 ||
            !sum_value(&t->totals->sum, &sum) || !decimal_add(*out, sum, out))
            continue;
        count++;
    }
    return count;
}

/* What the rows' stated totals leave open, where rows with entries have none: "8.50 of
 * it: 2 rows have entries, but no total of their own; the rest, 0.03". */
static bool note_rows(TotalTelling *t, Diagnostic *d, uint32_t number, Decimal computed,
                      Decimal difference) {
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    Decimal entries, left;
    uint32_t count = rows_without_total(t, claim, &entries);
    if (count == 0 || outcome->basis != BASIS_ENTRIES ||
        !decimal_add(computed, entries, &left) ||
        !decimal_sub(outcome->computed, left, &left) || decimal_sign(left) != 0 ||
        decimal_compare(decimal_abs(difference), decimal_abs(outcome->difference)) >= 0)
        return false;
    Slice made = total_amount(model, claim, computed);
    Slice part = total_amount(
        model, claim,
        decimal_trim(decimal_abs(entries), figure_value(claim->stated).scale));
    Slice rest = total_amount(model, claim, decimal_abs(difference));
    diagnostic_note(t->findings, d,
                    "%s: %.*s; %.*s of the difference: %u row%s entries, but no total of "
                    "%s own; the rest: %.*s",
                    basis_notes[BASIS_ROWS], SLICE_ARGS(made), SLICE_ARGS(part), count,
                    count == 1 ? " has" : "s have", count == 1 ? "its" : "their",
                    SLICE_ARGS(rest));
    return true;
}

/* Lists the comparisons with other stated figures, in compared[] and as notes. */
void telling_compared(TotalTelling *t, Diagnostic *d, uint32_t number) {
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    add_compared(t, d, claim, (Basis)outcome->basis, outcome->computed,
                 outcome->difference);
    for (Basis basis = BASIS_ROWS; basis < BASIS_COUNT; basis++) {
        Decimal computed, difference, stated = figure_value(claim->stated);
        const Sum *sum = &t->totals->sum;
        if (basis == outcome->basis ||
            !comparisons_add_up(t->comparisons, number, basis) || sum->bad > 0 ||
            !sum_is_one(sum) || sum_other_currency(sum, claim->stated) ||
            !sum_value(sum, &computed) || !decimal_sub(stated, computed, &difference))
            continue;
        add_compared(t, d, claim, basis, computed, difference);
        int sign = decimal_sign(difference);
        uint32_t blanks = sum->blanks;
        Slice made = total_amount(model, claim, computed);
        if (blanks > 0 && basis == BASIS_ROWS &&
            note_rows(t, d, number, computed, difference))
            continue;
        if (blanks > 0) {
            made = arena_format(model->arena, "%.*s and %u not given", SLICE_ARGS(made),
                                blanks);
        }
        Slice by = total_amount(model, claim, decimal_abs(difference));
        if (blanks > 0 && sign == (decimal_sign(stated) < 0 ? -1 : 1)) {
            diagnostic_note(t->findings, d, "%s: %.*s, which leaves %.*s for %s",
                            basis_notes[basis], SLICE_ARGS(made), SLICE_ARGS(by),
                            blanks == 1 ? "it" : "them");
        } else if (sign == 0) {
            diagnostic_note(t->findings, d, "%s: %.*s, as stated", basis_notes[basis],
                            SLICE_ARGS(made));
        } else if (outcome->verdict == VERDICT_BLANK) {
            diagnostic_note(t->findings, d, "%s: %.*s, which is %.*s %s than stated",
                            basis_notes[basis], SLICE_ARGS(made), SLICE_ARGS(by),
                            sign < 0 ? "more" : "less");
        } else if (sign < 0) {
            diagnostic_note(t->findings, d, "%s: %.*s, so the total is %.*s too low",
                            basis_notes[basis], SLICE_ARGS(made), SLICE_ARGS(by));
        } else {
            diagnostic_note(t->findings, d, "%s: %.*s, so the total is %.*s too high",
                            basis_notes[basis], SLICE_ARGS(made), SLICE_ARGS(by));
        }
    }
}
