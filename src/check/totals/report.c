/* What is said of totals: one finding for each that is off or unsure, with the
 * arithmetic, the other comparisons that there are and the causes that would explain it.
 * The same claim over the same entries in several places is one finding. */
#include "check/totals/totals.h"

#include <stdlib.h>
#include <string.h>

#include "check/accept.h"
#include "check/totals/duplicates.h"
#include "check/causes.h"
#include "base/utf8.h"
#include "check/totals/enclosing.h"
#include "check/totals/finer.h"
#include "check/totals/of_which.h"
#include "check/totals/subtotal.h"
#include "check/totals/uncounted.h"
#include "check/totals/words.h"
#include "base/phrase.h"
#include "model/view.h"

enum {
    LABELS_MOST = 8,      /* summands that are underlined */
    COLUMNS_MOST = 6,     /* other columns that are named */
    TWINS_MOST = 8,       /* further places of a claim that are shown */
    SORTED_MOST = 64,     /* entries that are put in order */
    SEARCHED_MOST = 10000 /* entries among which blanks are looked for */
};

typedef struct TotalTelling {
    Totals *totals;
    Comparisons *comparisons;
    const Reasons *reasons;
    Model *model;
    Findings *findings;
    Duplicates duplicates;
    Enclosing *enclosing;      /* NULL until a subtotal is told that is off */
    Finer *finer;              /* NULL until a total is told that differs by rounding */
    uint32_t *exact, *inexact; /* by document: its totals over two entries or more */
} TotalTelling;

/* ---- rounding that stands alone ---- */

static void count_exact(TotalTelling *t) {
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
static bool hardly_rounding(const TotalTelling *t, uint32_t number) {
    enum { EXACT_LEAST = 5 };
    Id document = t->model->claims.at[number].document;
    return t->exact[document] >= EXACT_LEAST && t->inexact[document] == 1 &&
           t->totals->outcomes[number].summands >= 2;
}

static void note_hardly(TotalTelling *t, Diagnostic *d, uint32_t number) {
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

/* ---- notes ---- */

static void label_twins(TotalTelling *t, Diagnostic *d, uint32_t number) {
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
static ScopeList scope_sorted(TotalTelling *t, uint32_t number, uint32_t most) {
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
static void note_reach(TotalTelling *t, Diagnostic *d, uint32_t number) {
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

static void note_sum(TotalTelling *t, Diagnostic *d, uint32_t number,
                     const ScopeList *list) {
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

static Decimal in_unit(const Claim *claim, Decimal amount) {
    return decimal_shift(amount, claim->power);
}

static const char *const basis_notes[BASIS_COUNT] = {
    "from the entries", "from the rows' stated totals", "from the columns' stated totals",
    "from the stated subtotals", "from the other tables' stated totals"};

static void add_compared(TotalTelling *t, Diagnostic *d, const Claim *claim, Basis basis,
                         Decimal computed, Decimal difference) {
    *VEC_PUSH(t->model->arena, &d->compared) = (Compared){
        basis_text(basis), in_unit(claim, computed), in_unit(claim, difference)};
}

/* Lists the comparisons with other stated figures, in compared[] and as notes. */
static void compare_bases(TotalTelling *t, Diagnostic *d, uint32_t number) {
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
        Slice made = total_amount(model, claim, computed);
        if (sum->blanks > 0) {
            made = arena_format(model->arena, "%.*s and %u not given", SLICE_ARGS(made),
                                sum->blanks);
        }
        Slice by = total_amount(model, claim, decimal_abs(difference));
        if (sum->blanks > 0 && sign == (decimal_sign(stated) < 0 ? -1 : 1)) {
            diagnostic_note(t->findings, d, "%s: %.*s, which leaves %.*s for %s",
                            basis_notes[basis], SLICE_ARGS(made), SLICE_ARGS(by),
                            sum->blanks == 1 ? "it" : "them");
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
        outcome->summands + outcome->blanks > SORTED_MOST || names_a_part(d))
        return;
    ScopeList list = scope_uncounted(t->totals->scopes, claim);
    if (list.left_out_count > 0)
        uncounted_note(t->model, t->findings, d, claim, &list);
}

/* ---- the findings ---- */

static const char *verb(const Outcome *outcome) {
    uint32_t parts = outcome->summands + (outcome->open_by != 0 ? outcome->blanks : 0);
    return outcome->basis == BASIS_ENTRIES && parts == 1 ? "is" : "add up to";
}

/* What it is about, in words. */
typedef struct TotalWords {
    Slice subject, unit, stated, computed, by, basis;
    const char *way, *makes;
} TotalWords;

static TotalWords words_of(const TotalTelling *t, uint32_t number) {
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
    TotalWords w = words_of(t, around - 1);
    diagnostic_label(t->findings, d, model_claim_place(t->model, whole), "exact");
    diagnostic_note(t->findings, d,
                    "%.*s, %.*s, is exact over these entries and more: they are hardly "
                    "wrong, but this subtotal is",
                    SLICE_ARGS(w.subject), SLICE_ARGS(w.stated));
}

static void tell_off(TotalTelling *t, uint32_t number) {
    const Model *model = t->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    TotalWords w = words_of(t, number);
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
    diagnostic_figures(d, in_unit(claim, figure_value(claim->stated)),
                       in_unit(claim, outcome->computed),
                       in_unit(claim, outcome->difference), w.unit);
    ScopeList list = {0};
    if (outcome->open_by != 0) {
        list = scope_sorted(t, number, SORTED_MOST);
        note_open(t, d, number);
    } else if (outcome->basis == BASIS_ENTRIES) {
        list = scope_sorted(t, number, SORTED_MOST);
        note_sum(t, d, number, &list);
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
    const ExplanationVec *causes = t->reasons->of && !subtotal ? &t->reasons->of[number]
                                                               : NULL;
    if (causes)
        causes_attach(d, causes);
    label_figures(t, d, &list, causes);
    if (outcome->verdict == VERDICT_OFF && outcome->open_by == 0)
        note_enclosing(t, d, number);
    note_uncounted(t, d, number);
    label_twins(t, d, number);
    compare_bases(t, d, number);
    if (outcome->verdict == VERDICT_COARSE && hardly_rounding(t, number))
        note_hardly(t, d, number);
    help_allow(t, d, number, &w);
    if (outcome->points)
        help_points(t, d);
    if (subtotal)
        subtotal_help(t->totals, d);
    else
        of_which_help(model, t->findings, d, &list, outcome->difference);
    note_reach(t, d, number);
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

static void tell_rounding(TotalTelling *t, uint32_t number) {
    const Claim *claim = &t->model->claims.at[number];
    const Outcome *outcome = &t->totals->outcomes[number];
    TotalWords w = words_of(t, number);
    Diagnostic *d =
        findings_add(t->findings, CODE_T01, model_claim_place(t->model, claim),
                     "%.*s differs by rounding, %.*s %s: stated %.*s, but %.*s %s %.*s",
                     SLICE_ARGS(w.subject), SLICE_ARGS(w.by), w.way, SLICE_ARGS(w.stated),
                     SLICE_ARGS(w.basis), w.makes, SLICE_ARGS(w.computed));
    diagnostic_here(t->findings, d, "stated");
    diagnostic_figures(d, in_unit(claim, figure_value(claim->stated)),
                       in_unit(claim, outcome->computed),
                       in_unit(claim, outcome->difference), w.unit);
    bool hardly = hardly_rounding(t, number);
    if (hardly) {
        d->level = LEVEL_WARNING;
        note_hardly(t, d, number);
    } else {
        d->group = claim->table;
        d->group_title = total_table(t->model, claim->table);
    }
    if (outcome->basis == BASIS_ENTRIES) {
        ScopeList list = scope_sorted(t, number, SORTED_MOST);
        note_sum(t, d, number, &list);
        note_finer(t, d, claim, &list);
    }
    note_zeros(t, d, claim);
    label_twins(t, d, number);
    compare_bases(t, d, number);
    note_reach(t, d, number);
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
    TotalWords w = words_of(t, number);
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
    diagnostic_figures(d, in_unit(claim, figure_value(claim->stated)),
                       in_unit(claim, outcome->computed),
                       in_unit(claim, outcome->difference), w.unit);
    ScopeList list = scope_sorted(t, number, SEARCHED_MOST);
    uint32_t shown = 0;
    for (uint32_t i = 0; i < list.count && shown < LABELS_MOST; i++) {
        if (facts_figure(&t->model->facts, list.facts[i]).flags & FIGURE_BLANK) {
            diagnostic_label(t->findings, d, model_fact_place(t->model, list.facts[i]),
                             "not given");
            shown++;
        }
    }
    label_twins(t, d, number);
    compare_bases(t, d, number);
    note_reach(t, d, number);
}

void total_findings(Totals *totals, Comparisons *comparisons, const Reasons *reasons) {
    uint32_t count = totals->model->claims.count;
    TotalTelling t = {.totals = totals,
                      .comparisons = comparisons,
                      .reasons = reasons,
                      .model = totals->model,
                      .findings = totals->run->findings,
                      .duplicates = duplicates_find(totals)};
    count_exact(&t);
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
            case VERDICT_ROUNDING: tell_rounding(&t, i); break;
            case VERDICT_BLANK: tell_blank(&t, i); break;
            default: break;
            }
        }
        total_uncheckable(totals, first, end, &no_column);
        total_versions(totals, first, end, &mixed);
    }
}
