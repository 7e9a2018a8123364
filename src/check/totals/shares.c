/* T08: the shares of one whole must make 100 %. Each is known to half a unit of its last
 * digit, so thirds printed as 33 % do. */
#include "check/accept.h"
#include "check/families.h"
#include "check/totals/sum.h"
#include "check/totals/totals.h"
#include "model/view.h"

enum { LABELS_MOST = 8 };

static void tell(CheckRun *run, const ShareClaim *share, Decimal sum,
                 Decimal difference) {
    Findings *findings = run->findings;
    char digits[DECIMAL_TEXT], by[DECIMAL_TEXT];
    Slice made = decimal_text(sum, digits);
    Slice gap = decimal_text(decimal_abs(difference), by);
    Slice name = view_label(run->model, KIND_PROJECT, share->project, share->document);
    Place place = {share->file, share->node->node.span};
    Diagnostic *d = findings_add(
        findings, CODE_T08, place,
        "the shares of %.*s add up to %.*s%%, not 100%%: %.*s percentage points too %s",
        SLICE_ARGS(name), SLICE_ARGS(made), SLICE_ARGS(gap),
        decimal_sign(difference) < 0 ? "many" : "few");
    /* As of a total: stated - computed. */
    diagnostic_figures(d, decimal_int(100), sum, difference, SLICE("%"));
    for (uint32_t i = 0; i < share->count && i < LABELS_MOST; i++) {
        Place part = {share->file, figure_span(share->parts[i].figure)};
        diagnostic_label(findings, d, part, "%s", "");
    }
    char signed_gap[DECIMAL_TEXT];
    Slice allowed = decimal_text(difference, signed_gap);
    accept_help(findings, d, SLICE("the shares so"), "them", allowed);
}

static void check_share(CheckRun *run, const ShareClaim *share, Sum *sum,
                        Outcome *outcome) {
    Decimal made, difference;
    outcome->verdict = VERDICT_UNKNOWN;
    sum_clear(sum);
    for (uint32_t i = 0; i < share->count; i++)
        sum_figure(sum, run->model, share->parts[i].figure, 0);
    if (sum->bad > 0 || !sum_value(sum, &made))
        return;
    Balance balance = {.stated = decimal_int(100),
                       .computed = made,
                       .none = true, /* 100 is exact */
                       .fine = &sum->fine,
                       .own = &sum->own,
                       .blanks = sum->blanks > 0};
    outcome->verdict = (uint8_t)verdict_of(&balance, &difference);
    if (outcome->verdict != VERDICT_OVERFLOW) {
        outcome->computed = made;
        outcome->difference = difference;
    }
    if (outcome->verdict == VERDICT_OFF)
        tell(run, share, made, difference);
}

/* What might be off by coarser rounding is not told, and holds. */
static void count(Tally *tally, Verdict verdict) {
    tally->stated++;
    switch (verdict) {
    case VERDICT_EXACT: tally->hold++; break;
    case VERDICT_ROUNDING:
    case VERDICT_COARSE: tally->rounding++; break;
    case VERDICT_OFF: tally->off++; break;
    case VERDICT_BLANK:
    case VERDICT_NOTHING: tally->unverifiable++; break;
    case VERDICT_UNKNOWN:
    case VERDICT_CURRENCIES:
    case VERDICT_OVERFLOW: tally->unknown++; break;
    }
}

void check_shares(CheckRun *run) {
    Sum *sum = ARENA_NEW(run->arena, Sum);
    run->shares = ARENA_ARRAY(run->arena, Outcome, run->model->shares.count);
    for (uint32_t i = 0; i < run->model->shares.count; i++) {
        check_share(run, &run->model->shares.at[i], sum, &run->shares[i]);
        count(&run->summary->shares, (Verdict)run->shares[i].verdict);
    }
}
