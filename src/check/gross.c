/* T07: a `gross` claim must net, less its refund, to the entry that stands elsewhere. */
#include "check/accept.h"
#include "check/damage.h"
#include "check/families.h"
#include "check/members.h"
#include "check/sums.h"
#include "check/total_text.h"
#include "check/totals.h"
#include "model/view.h"

enum { LABELS_MOST = 8 };

/* The entries that a gross claim is about. */
static bool speaks_of(const Model *model, const Claim *claim, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return line->kind == claim->kind && members_at(model, claim, fact) &&
           (claim->money == 0 || line->money == claim->money) &&
           (claim->source == 0 || line->source == claim->source);
}

static bool has_refund(const Claim *claim) {
    return claim->refund.length != 0 || claim->refund.flags != 0;
}

/* What is left of an amount after the refund. */
static bool net_of(const Claim *claim, Decimal gross, Decimal *net) {
    Decimal kept;
    if (!has_refund(claim)) {
        *net = gross;
        return true;
    }
    /* (100 - r) / 100 of it, without dividing: the scale moves. */
    if (!decimal_sub(decimal_int(100), figure_value(claim->refund), &kept) ||
        !decimal_mul(gross, kept, net)) {
        return false;
    }
    *net = decimal_trim(decimal_shift(*net, 2), gross.scale);
    return true;
}

/* Both are known to half a unit of their last digit; the gross amount's half shrinks as
 * the amount does. One is held against the other at the coarser of the two. */
static Verdict compare(const Model *model, const Claim *claim, const Sum *sum,
                       Decimal entered, Decimal *net, Decimal *difference) {
    Decimal unit, twice, gross = figure_value(claim->stated);
    int32_t scale = figure_fine_scale(model, claim->stated, claim->table);
    bool rough = (claim->stated.flags & FIGURE_APPROXIMATE) != 0;
    if (!net_of(claim, gross, net) || !decimal_sub(*net, entered, difference) ||
        !decimal_add(decimal_abs(*difference), decimal_abs(*difference), &twice) ||
        !net_of(claim, (Decimal){rough ? 2 : 1, scale}, &unit)) {
        return VERDICT_OVERFLOW;
    }
    bool compared = sum->blanks == 0 || sum->fine.count > 0;
    if (compared && decimal_compare(twice, unit) <= 0) {
        return VERDICT_EXACT;
    }
    Balance balance = {.stated = *net,
                       .computed = entered,
                       .rough = rough,
                       .fine_scale = net->scale,
                       .own_scale = net->scale,
                       .fine = &sum->fine,
                       .own = &sum->own,
                       .exact = claim->exact,
                       .blanks = sum->blanks > 0};
    return verdict_of(&balance, difference);
}

static void tell(CheckRun *run, const Claim *claim, const uint32_t *facts, uint32_t count,
                 Decimal net, Decimal entered, Decimal difference) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice unit = total_unit(model, claim);
    Slice name = view_label(model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(model, claim);
    Slice makes = total_amount(model, claim, net);
    Slice nets = model_with_unit(model, makes, unit);
    Slice has = total_amount(model, claim, entered);
    Slice by = total_amount(model, claim, decimal_abs(difference));
    Diagnostic *d = findings_add(
        findings, CODE_T07, model_claim_place(model, claim),
        "the gross amount of %.*s for %.*s nets to %.*s, but %.*s is entered: %.*s "
        "too %s",
        SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(nets), SLICE_ARGS(has),
        SLICE_ARGS(by), decimal_sign(difference) < 0 ? "low" : "high");
    diagnostic_here(findings, d, "gross");
    if (has_refund(claim)) {
        Slice gross = total_amount(model, claim, figure_value(claim->stated));
        char digits[DECIMAL_TEXT];
        Slice refund = decimal_text(figure_value(claim->refund), digits);
        diagnostic_note(findings, d, "%.*s less the refund of %.*s%% is %.*s",
                        SLICE_ARGS(gross), SLICE_ARGS(refund), SLICE_ARGS(makes));
    }
    for (uint32_t i = 0; i < count && i < LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, facts[i]), "entered here");
    }
    diagnostic_figures(d, decimal_shift(net, claim->power),
                       decimal_shift(entered, claim->power),
                       decimal_shift(difference, claim->power), unit);
    Slice allowed = total_amount(model, claim, difference);
    accept_help(findings, d, SLICE("it so"), "it", allowed);
}

static void tell_nothing(CheckRun *run, const Claim *claim) {
    Slice name =
        view_label(run->model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(run->model, claim);
    Diagnostic *d = findings_add(
        run->findings, CODE_T04, model_claim_place(run->model, claim),
        "the gross amount of %.*s cannot be checked: nothing is entered for %.*s",
        SLICE_ARGS(name), SLICE_ARGS(when));
    diagnostic_here(run->findings, d, "gross");
    diagnostic_help(run->findings, d,
                    "if there is no other entry, this is it: write funding instead of "
                    "gross");
}

static void tell_blank(CheckRun *run, const Claim *claim, const uint32_t *facts,
                       uint32_t count, Decimal net, Decimal entered, Decimal difference) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice unit = total_unit(model, claim);
    Slice name = view_label(model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(model, claim);
    Slice must = total_amount_in(model, claim, difference);
    Slice nets = total_amount(model, claim, net);
    Diagnostic *d = findings_add(
        findings, CODE_T05, model_claim_place(model, claim),
        "the blank must hold %.*s: the gross amount of %.*s for %.*s nets to %.*s",
        SLICE_ARGS(must), SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(nets));
    diagnostic_here(findings, d, "gross");
    for (uint32_t i = 0; i < count && i < LABELS_MOST; i++) {
        bool blank = (facts_figure(&model->facts, facts[i]).flags & FIGURE_BLANK) != 0;
        diagnostic_label(findings, d, model_fact_place(model, facts[i]), "%s",
                         blank ? "not stated" : "entered here");
    }
    diagnostic_figures(d, decimal_shift(net, claim->power),
                       decimal_shift(entered, claim->power),
                       decimal_shift(difference, claim->power), unit);
}

static void check_claim(CheckRun *run, const Claim *claim, Sum *sum, Outcome *outcome) {
    const Model *model = run->model;
    Tally *tally = &run->summary->gross;
    VEC(uint32_t) facts = {0};
    tally->stated++;
    outcome->verdict = VERDICT_UNKNOWN;
    sum_clear(sum);
    LineList lines =
        members_lines_of(run->members, claim->document, claim->subjects[0].id);
    for (uint32_t i = 0; i < lines.count; i++) {
        FactRange range = members_facts_of(run->members, lines.lines[i]);
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = members_fact(run->members, k);
            if (speaks_of(model, claim, fact)) {
                sum_fact(sum, model, fact);
                *VEC_PUSH(run->arena, &facts) = fact;
            }
        }
    }
    Decimal entered, net = DECIMAL_ZERO, difference = DECIMAL_ZERO;
    uint8_t bad = FIGURE_BAD | FIGURE_BLANK;
    if (sum->bad > 0 || (claim->stated.flags & bad) || (claim->refund.flags & bad) ||
        sum->mixed || sum_other_currency(sum, claim->stated) ||
        !sum_value(sum, &entered)) {
        tally->unknown++;
        return;
    }
    if (facts.count == 0 && (claim->stated.flags & FIGURE_NONE) != 0) {
        tally->hold++;
        outcome->verdict = VERDICT_EXACT;
        return;
    }
    if (damage_explains(run->damage, CODE_T07, model_claim_place(model, claim))) {
        tally->unknown++; /* the entry may be among what was lost */
        return;
    }
    if (facts.count == 0) {
        tally->unverifiable++;
        outcome->verdict = VERDICT_NOTHING;
        tell_nothing(run, claim);
        return;
    }
    outcome->verdict = (uint8_t)compare(model, claim, sum, entered, &net, &difference);
    if (outcome->verdict != VERDICT_OVERFLOW) {
        outcome->computed = entered;
        outcome->difference = difference;
    }
    switch ((Verdict)outcome->verdict) {
    case VERDICT_EXACT: tally->hold++; break;
    case VERDICT_ROUNDING:
    case VERDICT_COARSE: tally->rounding++; break;
    case VERDICT_BLANK:
        tally->unverifiable++;
        tell_blank(run, claim, facts.at, facts.count, net, entered, difference);
        break;
    case VERDICT_OFF:
        tally->off++;
        tell(run, claim, facts.at, facts.count, net, entered, difference);
        break;
    default: tally->unknown++; break;
    }
}

void check_gross(CheckRun *run) {
    Sum *sum = ARENA_NEW(run->arena, Sum);
    for (uint32_t i = 0; i < run->model->claims.count; i++) {
        const Claim *claim = &run->model->claims.at[i];
        Outcome *outcome = &run->outcomes[i];
        if (claim->stated.flags & FIGURE_BLANK) {
            continue;
        }
        if (claim->scope == SCOPE_GROSS && claim->subjects[0].id != 0) {
            check_claim(run, claim, sum, outcome);
        } else if (claim->scope == SCOPE_GROSS) {
            outcome->verdict = VERDICT_UNKNOWN;
        }
    }
}
