/* T08: the shares of one whole must make 100 %. Each is known to half a unit of its last
 * digit, so thirds printed as 33 % do. */
#include "check/accept.h"
#include "check/causes.h"
#include "check/families.h"
#include "check/totals/sum.h"
#include "check/totals/totals.h"
#include "explain/typing_slips.h"
#include "model/view.h"

enum { LABELS_MOST = 8, CAUSES_MOST = 3 };

/* A share that makes 100 % with another digit, or two digits interchanged. Many
 * differences are one digit of some share, so it is never likely. */
static void add_cause(CheckRun *run, ExplanationVec *causes, const ShareClaim *share,
                      const SharePart *part, Decimal difference) {
    Decimal printed = figure_decimal(part->figure), meant, same;
    int32_t places = printed.scale < 0 ? 0 : printed.scale;
    if (part->figure.flags & (FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD) ||
        !decimal_add(printed, difference, &meant) ||
        !decimal_rescale(printed, places, &printed) ||
        !decimal_rescale(meant, places, &same) || decimal_compare(same, meant) != 0 ||
        same.units <= 0 || causes->count == CAUSES_MOST)
        return;
    Slip slip = typing_slip_of(printed.units, same.units, (Print){places, 0});
    if (slip != SLIP_REPLACED && slip != SLIP_INTERCHANGED)
        return;
    char room[DECIMAL_TEXT], meant_room[DECIMAL_TEXT];
    Slice was = decimal_text(printed, room), is = decimal_text(same, meant_room);
    Explanation cause = {
        .kind = slip == SLIP_REPLACED ? "digit" : "digits-interchanged",
        .strength = STRENGTH_FITS,
        .story = run->next_story++,
    };
    cause.message = arena_format(run->arena, "a typing slip, %.*s%% for %.*s%%%s",
                                 SLICE_ARGS(was), SLICE_ARGS(is),
                                 slip == SLIP_REPLACED ? "" : " (digits interchanged)");
    Place place = {share->file, figure_span(part->figure)};
    *VEC_PUSH(run->arena, &cause.entries) =
        (Evidence){.place = place, .title = names_text(run->model->names, part->name)};
    *VEC_PUSH(run->arena, causes) = cause;
}

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
    ExplanationVec causes = {0};
    for (uint32_t i = 0; i < share->count; i++)
        add_cause(run, &causes, share, &share->parts[i], difference);
    causes_attach(d, &causes);
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
        sum_figure(sum, run->model, share->parts[i].figure, 0, NULL);
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

void check_shares(CheckRun *run) {
    Sum *sum = ARENA_NEW(run->arena, Sum);
    run->shares = ARENA_ARRAY(run->arena, Outcome, run->model->shares.count);
    for (uint32_t i = 0; i < run->model->shares.count; i++) {
        check_share(run, &run->model->shares.at[i], sum, &run->shares[i]);
        /* What might be off by coarser rounding is not told, and holds. */
        ClaimStatus status = summary_status((Verdict)run->shares[i].verdict);
        summary_add(&run->summary->shares,
                    status == CLAIM_COARSE ? CLAIM_ROUNDING : status);
    }
}
