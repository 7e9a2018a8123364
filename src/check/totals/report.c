/* What is said of totals: one finding for each that is off or unsure, with the
 * arithmetic, the other comparisons that there are and the causes that would explain it.
 * The same claim over the same entries in several places is one finding. */
#include "check/totals/totals.h"

#include <string.h>

#include "base/phrase.h"
#include "base/utf8.h"
#include "check/accept.h"
#include "check/causes.h"
#include "check/totals/of_which.h"
#include "check/totals/rounding.h"
#include "check/totals/subtotal.h"
#include "check/totals/telling.h"
#include "check/totals/uncounted.h"
#include "check/totals/words.h"
#include "model/view.h"

enum {
    LABELS_MOST = 8,      /* summands that are underlined */
    SEARCHED_MOST = 10000 /* entries among which blanks are looked for */
};

/* ---- causes ---- */

/* The title of a fact's row, shortened, where its line does not show it. */
static Slice row_words(const Model *model, uint32_t fact) {
    enum { MOST = 32 };
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Slice text = sources_get(model->sources, line->file)->text;
    uint32_t start = line->node->span.start, end = facts_figure(&model->facts, fact).at;
    if (end <= start || !memchr(text.at + start, '\n', end - start))
        return SLICE("");
    Slice title = view_title(model, KIND_PROJECT, line->project, line->document);
    uint32_t at = 0, shown = 0;
    while (at < title.length && shown < MOST) {
        uint32_t bytes;
        utf8_decode(title.at + at, title.length - at, &bytes);
        at += bytes;
        shown++;
    }
    return at == title.length ? title
                              : arena_format(model->arena, "%.*s…", (int)at, title.at);
}

/* Underlines the summands, where they are few, and the figures of the first cause. */
static void label_figures(TotalTelling *t, Diagnostic *d, const ScopeList *list,
                          const ExplanationVec *causes) {
    const Model *model = t->model;
    uint32_t few = list->count <= LABELS_MOST ? list->count : 0;
    for (uint32_t i = 0; i < few; i++) {
        Slice words = row_words(model, list->facts[i]);
        diagnostic_label(t->findings, d, model_fact_place(model, list->facts[i]), "%.*s",
                         SLICE_ARGS(words));
    }
    if (causes)
        causes_label(t->findings, d, causes);
}

/* Whether a cause says that the total includes a figure that it should not. */
static bool names_a_part(const Diagnostic *d) {
    for (uint32_t i = 0; i < d->explanations.count; i++)
        if (strcmp(d->explanations.at[i].kind, "other-scope") == 0)
            return true;
    return false;
}

/* Of few entries, says which parts of other money are none of them. */
static void note_uncounted(TotalTelling *t, Diagnostic *d, uint32_t number) {
    const Claim *claim = &t->model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    if (!outcome->parts_left || outcome->basis != BASIS_ENTRIES ||
        outcome->summands + outcome->blanks > TELLING_SORTED || names_a_part(d))
        return;
    ScopeList list = scope_uncounted(t->totals->scopes, claim);
    if (list.left_out_count > 0)
        uncounted_note(t->model, t->findings, d, claim, &list);
}

/* ---- the findings ---- */

static void help_allow(TotalTelling *t, Diagnostic *d, uint32_t number,
                       const TotalWords *words) {
    const Claim *claim = &t->model->claims.at[number];
    Slice difference =
        total_amount(t->model, claim, t->totals->outcomes[number].difference);
    accept_help(t->findings, d, words->stated, "it", difference);
}

/* What another total says of the amounts that are not given. */
static void note_open(TotalTelling *t, Diagnostic *d, uint32_t number) {
    const Model *model = t->model;
    const Outcome *outcome = &t->totals->outcomes[number];
    uint32_t other = outcome->open_by - 1;
    const Claim *by = &model->claims.at[other];
    Decimal left = open_totals_left(t->totals, other), here;
    Slice subject = total_subject(model, by);
    const char *them = outcome->blanks == 1 ? "the amount not given"
                                            : "the amounts not given";
    if (!decimal_add(left, outcome->difference, &here))
        return;
    Slice leaves = total_amount_in(model, by, left);
    Slice stated = total_amount(model, by, figure_value(by->stated));
    Slice wants = total_amount_in(model, by, here);
    diagnostic_label(t->findings, d, model_claim_place(model, by), "stated");
    diagnostic_note(
        t->findings, d,
        "%.*s, stated as %.*s, leaves %.*s for %s; this total would need %.*s",
        SLICE_ARGS(subject), SLICE_ARGS(stated), SLICE_ARGS(leaves), them,
        SLICE_ARGS(wants));
}

static void help_points(TotalTelling *t, Diagnostic *d) {
    diagnostic_note(t->findings, d,
                    "the total holds if the points of its table separate thousands");
    diagnostic_help(t->findings, d,
                    "write thousands as 1_234 in the whole table, as T13 says; %.*s",
                    SLICE_ARGS(d->help));
}

/* Where a total around a subtotal is exact, the entries are hardly wrong. */
static void note_enclosing(TotalTelling *t, Diagnostic *d, uint32_t number) {
    const Claim *claim = &t->model->claims.at[number];
    if (claim->scope != SCOPE_GROUP)
        return;
    if (t->enclosing == NULL)
        t->enclosing = enclosing_new(t->totals);
    uint32_t around = enclosing_exact(t->enclosing, number);
    if (around == 0)
        return;
    const Claim *whole = &t->model->claims.at[around - 1];
    TotalWords w = telling_words(t, around - 1);
    diagnostic_label(t->findings, d, model_claim_place(t->model, whole), "exact");
    Decimal sum;
    Slice besides = SLICE("");
    if (comparisons_add_up(t->comparisons, around - 1, BASIS_SUBTOTALS) &&
        t->totals->sum.bad == 0 && t->totals->sum.blanks == 0 &&
        sum_is_one(&t->totals->sum) && sum_value(&t->totals->sum, &sum) &&
        decimal_compare(sum, figure_value(whole->stated)) != 0) {
        Slice made = total_amount(t->model, whole, sum);
        besides = arena_format(t->model->arena, "; the stated subtotals add up to %.*s",
                               SLICE_ARGS(made));
    }
    diagnostic_note(t->findings, d,
                    "%.*s, %.*s, is exact over these entries and more: they are hardly "
                    "wrong, but this subtotal is%.*s",
                    SLICE_ARGS(w.subject), SLICE_ARGS(w.stated), SLICE_ARGS(besides));
}

/* Which figures must have been rounded for both to be right: those with the fewest digits
 * behind the point. */
static void note_coarse(TotalTelling *t, Diagnostic *d, uint32_t number,
                        const ScopeList *list, const TotalWords *words) {
    enum { NAMED_MOST = 3 };
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    int32_t coarsest = INT32_MAX, finest = INT32_MIN;
    Slice named[NAMED_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        int32_t scale = figure_value(facts_figure(&model->facts, list->facts[i])).scale;
        coarsest = scale < coarsest ? scale : coarsest;
        finest = scale > finest ? scale : finest;
    }
    for (uint32_t i = 0; i < list->count && coarsest < finest; i++) {
        Decimal value = figure_value(facts_figure(&model->facts, list->facts[i]));
        const Line *line = &model->lines.at[model->facts.line[list->facts[i]]];
        if (value.scale != coarsest)
            continue;
        if (count == NAMED_MOST)
            return; /* they are no exception */
        Slice amount = total_amount(model, claim, value);
        Slice title = view_title(model, KIND_PROJECT, line->project, line->document);
        named[count++] = arena_format(model->arena, "the %.*s of \"%.*s\"",
                                      SLICE_ARGS(amount), SLICE_ARGS(title));
    }
    if (count == 0)
        return;
    int32_t places = decimal_shift((Decimal){1, coarsest}, claim->power).scale;
    Slice to = places <= 0
                   ? arena_format(model->arena, "whole %.*s", SLICE_ARGS(words->unit))
               : places == 1 ? SLICE("one decimal")
                             : arena_format(model->arena, "%d decimals", places);
    Slice names = phrase_list(model->arena, named, count);
    diagnostic_note(t->findings, d,
                    "the total and its entries can both be right only if %.*s %s rounded "
                    "to %.*s",
                    SLICE_ARGS(names), count == 1 ? "is" : "are", SLICE_ARGS(to));
}

static void tell_off(TotalTelling *t, uint32_t number) {
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    TotalWords w = telling_words(t, number);
    Place place = model_claim_place(model, claim);
    Diagnostic *d;
    if (outcome->verdict == VERDICT_OFF) {
        d = findings_add(t->findings, CODE_T02, place,
                         "%.*s is %.*s %s: stated %.*s, but %.*s %s %.*s",
                         SLICE_ARGS(w.subject), SLICE_ARGS(w.by), w.way,
                         SLICE_ARGS(w.stated), SLICE_ARGS(w.basis), w.makes,
                         SLICE_ARGS(w.computed));
    } else {
        d = findings_add(t->findings, CODE_T03, place,
                         "%.*s may be %.*s %s: stated %.*s, but %.*s %s %.*s; some "
                         "figures may be rounded more coarsely than others",
                         SLICE_ARGS(w.subject), SLICE_ARGS(w.by), w.way,
                         SLICE_ARGS(w.stated), SLICE_ARGS(w.basis), w.makes,
                         SLICE_ARGS(w.computed));
    }
    diagnostic_here(t->findings, d, "stated");
    telling_figures(d, claim, outcome, w.unit);
    ScopeList list = {0};
    if (outcome->open_by != 0) {
        list = telling_entries(t, number, TELLING_SORTED);
        note_open(t, d, number);
    } else if (outcome->basis == BASIS_ENTRIES) {
        list = telling_entries(t, number, TELLING_SORTED);
        telling_sum(t, d, number, &list);
        if (outcome->verdict == VERDICT_COARSE)
            note_coarse(t, d, number, &list, &w);
    } else if (outcome->blanks > 0) {
        diagnostic_note(t->findings, d,
                        "%s of its entries %s not given, so the total is compared with "
                        "%.*s",
                        outcome->blanks == 1 ? "one" : "some",
                        outcome->blanks == 1 ? "is" : "are", SLICE_ARGS(w.basis));
    } else {
        diagnostic_note(t->findings, d,
                        "the file has no entries that the total could count");
    }
    bool subtotal = subtotal_note(t->totals, d, number);
    OfWhich parts = {0};
    if (!subtotal)
        parts = of_which_find(model, &list, outcome->difference);
    if (parts.count > 0)
        of_which_note(t->totals->run, d, &list, parts, w.stated);
    const ExplanationVec *causes =
        t->reasons->of && !subtotal && parts.count == 0 ? &t->reasons->of[number] : NULL;
    if (causes)
        causes_attach(d, causes);
    label_figures(t, d, &list, causes);
    if (outcome->verdict == VERDICT_OFF && outcome->open_by == 0)
        note_enclosing(t, d, number);
    note_uncounted(t, d, number);
    telling_twins(t, d, number);
    telling_compared(t, d, number);
    if (outcome->verdict == VERDICT_COARSE && rounding_hardly(t, number))
        rounding_note(t, d, number);
    help_allow(t, d, number, &w);
    if (outcome->points)
        help_points(t, d);
    if (subtotal)
        subtotal_help(t->totals, d);
    else if (parts.count > 0)
        of_which_help(model, t->findings, d, model->facts.line[parts.fact], parts.above,
                      parts.count > 1, "");
    telling_reach(t, d, number);
}

/* What is known beside the amounts that are not given. */
static Slice others_text(const Model *model, const Outcome *outcome,
                         const TotalWords *w) {
    if (outcome->basis != BASIS_ENTRIES)
        return arena_format(model->arena, "%.*s add up to %.*s", SLICE_ARGS(w->basis),
                            SLICE_ARGS(w->computed));
    if (outcome->summands == 0)
        return SLICE("there is no other entry");
    if (outcome->summands == 1)
        return arena_format(model->arena, "the other entry is %.*s",
                            SLICE_ARGS(w->computed));
    return arena_format(model->arena, "the %u other entries add up to %.*s",
                        outcome->summands, SLICE_ARGS(w->computed));
}

static void tell_blank(TotalTelling *t, uint32_t number) {
    const Claim *claim = &t->model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    TotalWords w = telling_words(t, number);
    Outcome others_alone = *outcome;
    Decimal others_sum;
    if (outcome->part_count > 0 &&
        decimal_sub(outcome->computed, outcome->parts, &others_sum)) {
        others_alone.summands -= outcome->part_count;
        w.computed = total_amount(t->model, claim, others_sum);
        w.by = total_amount_in(t->model, claim, open_totals_left(t->totals, number));
    }
    Slice others = others_text(t->model, &others_alone, &w);
    const char *rounding = outcome->may_round ? ", but for rounding" : "";
    Place place = model_claim_place(t->model, claim);
    Diagnostic *d;
    if (outcome->blanks == 1) {
        d = findings_add(t->findings, CODE_T05, place,
                         "the amount not given must be %.*s%s: %.*s is stated as %.*s, "
                         "and %.*s",
                         SLICE_ARGS(w.by), rounding, SLICE_ARGS(w.subject),
                         SLICE_ARGS(w.stated), SLICE_ARGS(others));
    } else {
        d = findings_add(t->findings, CODE_T05, place,
                         "the %u amounts not given must add up to %.*s%s: %.*s is stated "
                         "as %.*s, and %.*s",
                         outcome->blanks, SLICE_ARGS(w.by), rounding,
                         SLICE_ARGS(w.subject), SLICE_ARGS(w.stated), SLICE_ARGS(others));
    }
    diagnostic_here(t->findings, d, "stated");
    telling_figures(d, claim, outcome, w.unit);
    ScopeList list = telling_entries(t, number, SEARCHED_MOST);
    uint32_t shown = 0;
    for (uint32_t i = 0; i < list.count && shown < LABELS_MOST; i++) {
        if ((facts_figure(&t->model->facts, list.facts[i]).flags & FIGURE_BLANK) != 0 &&
            !open_parts_inner(t->model, list.facts[i])) {
            diagnostic_label(t->findings, d, model_fact_place(t->model, list.facts[i]),
                             "not given");
            shown++;
        }
    }
    telling_twins(t, d, number);
    telling_compared(t, d, number);
    telling_reach(t, d, number);
}

void total_findings(Totals *totals, Comparisons *comparisons, const Reasons *reasons) {
    uint32_t count = totals->model->claims.count;
    TotalTelling t = {.totals = totals,
                      .comparisons = comparisons,
                      .reasons = reasons,
                      .model = totals->model,
                      .findings = totals->run->findings,
                      .duplicates = duplicates_find(totals)};
    rounding_count(&t);
    Id no_column = 0;
    MixedTable mixed = {0};
    Stop stop = totals->run->stop;
    for (uint32_t first = 0, end; first < count && !stop_asked(stop); first = end) {
        end = totals_node_end(totals->model, first);
        for (uint32_t i = first; i < end; i++) {
            if (!totals->outcomes[i].stated || t.duplicates.spoken_for[i])
                continue;
            switch ((Verdict)totals->outcomes[i].verdict) {
            case VERDICT_OFF:
            case VERDICT_COARSE: tell_off(&t, i); break;
            case VERDICT_ROUNDING: rounding_tell(&t, i); break;
            case VERDICT_BLANK: tell_blank(&t, i); break;
            default: break;
            }
        }
        total_uncheckable(totals, first, end, &no_column);
        total_versions(totals, first, end, &mixed);
    }
}
