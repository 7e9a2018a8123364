/* Totals that differ by rounding (T01), and one of them that stands alone. */
#include "check/totals/rounding.h"

#include "check/totals/words.h"

void rounding_count(TotalTelling *t) {
    const Model *model = t->model;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    t->exact = ARENA_ARRAY(model->arena, uint32_t, documents + 1);
    t->inexact = ARENA_ARRAY(model->arena, uint32_t, documents + 1);
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Outcome *outcome = &t->totals->outcomes[i];
        Id document = model->claims.at[i].document;
        if (!outcome->stated || outcome->summands < 2 || t->duplicates.spoken_for[i])
            continue;
        t->exact[document] += outcome->verdict == VERDICT_EXACT;
        t->inexact[document] += outcome->verdict != VERDICT_EXACT;
    }
}

/* Where figures were rounded apart from their totals, about half of these differ: one
 * total that does, among as many as this that do not, is hardly rounding. */
bool rounding_hardly(const TotalTelling *t, uint32_t number) {
    enum { EXACT_LEAST = 5 };
    Id document = t->model->claims.at[number].document;
    return t->exact[document] >= EXACT_LEAST && t->inexact[document] == 1 &&
           t->totals->outcomes[number].summands >= 2;
}

void rounding_note(TotalTelling *t, Diagnostic *d, uint32_t number) {
    diagnostic_note(
        t->findings, d,
        "the other %u totals of the document hold exactly, so this difference is "
        "hardly rounding; compare the figures with the document",
        t->exact[t->model->claims.at[number].document]);
}

/* The precision is not told by the digits that are printed. */
static void note_zeros(TotalTelling *t, Diagnostic *d, const Claim *claim) {
    uint32_t zeros =
        claim->table == 0 ? 0 : (uint32_t)t->model->tables.at[claim->table].zeros;
    if (zeros > 0) {
        diagnostic_note(
            t->findings, d,
            "every figure of the table ends in %.*s, so it is taken as rounded "
            "there; write tolerance exact if it is not",
            (int)zeros, "000000000");
    }
}

/* Where the entries are stated more exactly elsewhere, the cause is certain. */
static void note_finer(TotalTelling *t, Diagnostic *d, const Claim *claim,
                       const ScopeList *list) {
    Slice sum;
    Place place;
    if (t->finer == NULL)
        t->finer = finer_new(t->totals);
    if (finer_adds_up(t->finer, claim, list, &sum, &place)) {
        Slice stated = total_amount_in(t->model, claim, figure_value(claim->stated));
        diagnostic_label(t->findings, d, place, "stated more exactly");
        diagnostic_note(t->findings, d,
                        "the amounts that the document states more exactly elsewhere add "
                        "up to this total: %.*s = %.*s",
                        SLICE_ARGS(sum), SLICE_ARGS(stated));
    }
}

void rounding_tell(TotalTelling *t, uint32_t number) {
    const Claim *claim = &t->model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    TotalWords w = telling_words(t, number);
    Diagnostic *d =
        findings_add(t->findings, CODE_T01, model_claim_place(t->model, claim),
                     "%.*s differs by rounding, %.*s %s: stated %.*s, but %.*s %s %.*s",
                     SLICE_ARGS(w.subject), SLICE_ARGS(w.by), w.way, SLICE_ARGS(w.stated),
                     SLICE_ARGS(w.basis), w.makes, SLICE_ARGS(w.computed));
    diagnostic_here(t->findings, d, "stated");
    telling_figures(d, claim, outcome, w.unit);
    bool hardly = rounding_hardly(t, number);
    if (hardly) {
        d->level = LEVEL_WARNING;
        rounding_note(t, d, number);
    } else {
        d->group = claim->table;
        d->group_title = total_table(t->model, claim->table);
    }
    if (outcome->basis == BASIS_ENTRIES) {
        ScopeList list = telling_entries(t, number, TELLING_SORTED);
        telling_sum(t, d, number, &list);
        note_finer(t, d, claim, &list);
    }
    note_zeros(t, d, claim);
    telling_twins(t, d, number);
    telling_compared(t, d, number);
    telling_reach(t, d, number);
}
