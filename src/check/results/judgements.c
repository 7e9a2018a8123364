/* Judgements: what a document says of a project, goal or indicator as a whole, held
 * against the status of its targets, and forecasts, held against them once the time has
 * come. A judgement is contradicted only where every value that the missing figures could
 * have would contradict it; what has nothing to be held against is counted in one finding
 * for a document. */
#include "check/results/judgements.h"

#include <stdlib.h>

#include "base/phrase.h"
#include "check/unread.h"
#include "check/families.h"
#include "model/view.h"

enum { LABELS_MOST = 8, OTHERS_MOST = 6 };

const char *judgement_text(Judgement said) {
    switch (said) {
    case JUDGED_MET: return "met";
    case JUDGED_PARTLY: return "partly";
    case JUDGED_MISSED: return "missed";
    case JUDGED_UNKNOWN: return "unknown";
    case JUDGED_NONE: break;
    }
    return "";
}

Judgement judgement_of(const Model *model, const Prop *prop) {
    if (prop->node->count != 1 || prop->node->values[0].kind != VALUE_NAME)
        return JUDGED_NONE;
    Slice word = names_text(model->names, prop->node->values[0].name);
    for (Judgement said = JUDGED_MET; said < JUDGED_NONE; said++)
        if (slice_is(word, judgement_text(said)))
            return said;
    return JUDGED_NONE;
}

Judgement judgement_figures(const TargetCounts *counts) {
    if (counts->met > 0 && counts->missed > 0)
        return JUDGED_PARTLY;
    return counts->met > 0      ? JUDGED_MET
           : counts->missed > 0 ? JUDGED_MISSED
                                : JUDGED_UNKNOWN;
}

static ClaimStatus status_judged(Judgement judged, const TargetCounts *counts) {
    uint32_t met = counts->met, missed = counts->missed;
    /* Targets whose figures are not recorded could have come out either way. */
    bool open = counts->unmeasured > 0 || counts->unclear > 0;
    bool measured = met + missed > 0;
    switch (judged) {
    case JUDGED_MET:
        return missed > 0 ? CLAIM_OFF : measured ? CLAIM_HOLDS : CLAIM_UNVERIFIABLE;
    case JUDGED_MISSED:
        if (missed > 0)
            return CLAIM_HOLDS;
        return measured && !open && counts->pending == 0 ? CLAIM_OFF : CLAIM_UNVERIFIABLE;
    case JUDGED_PARTLY:
        if (met > 0 && missed > 0)
            return CLAIM_HOLDS;
        return measured && !open && counts->pending == 0 ? CLAIM_OFF : CLAIM_UNVERIFIABLE;
    case JUDGED_UNKNOWN:
        return counts->all > 0 && met + missed == counts->all ? CLAIM_OFF : CLAIM_HOLDS;
    case JUDGED_NONE: break;
    }
    return CLAIM_UNKNOWN;
}

static ClaimStatus status_expected(Judgement expected, const TargetCounts *counts) {
    if (expected != JUDGED_MET && expected != JUDGED_MISSED)
        return CLAIM_UNKNOWN;
    if (counts->all == 0)
        return CLAIM_UNVERIFIABLE;
    if (expected == JUDGED_MET && counts->missed > 0)
        return CLAIM_OFF;
    if (counts->met + counts->missed < counts->all)
        return counts->pending > 0 ? CLAIM_UNKNOWN : CLAIM_UNVERIFIABLE;
    return expected == JUDGED_MET || counts->missed > 0 ? CLAIM_HOLDS : CLAIM_OFF;
}

/* What could not be read may have made it hold. */
static ClaimStatus unless_lost(ClaimStatus status, const TargetCounts *counts) {
    return counts->lost && status != CLAIM_HOLDS ? CLAIM_UNKNOWN : status;
}

ClaimStatus judgement_status(Judgement judged, const TargetCounts *counts) {
    return unless_lost(status_judged(judged, counts), counts);
}

ClaimStatus judgement_forecast_status(Judgement expected, const TargetCounts *counts) {
    return unless_lost(status_expected(expected, counts), counts);
}

TargetCounts judgement_targets(const Targets *targets, ThingKind kind, Id id,
                               const Prop *prop, const Viewpoint *from,
                               TargetViews *out) {
    if (kind == KIND_INDICATOR)
        targets_of_indicator(targets, id, from, out);
    else
        targets_of_owner(targets, kind, id, from, out);
    TargetCounts counts = targets_count(out);
    Place place = {prop->source, prop->node->node.span};
    counts.lost = unread_explains(targets_unread(targets), CODE_G03, place);
    return counts;
}

/* ---- what is said ---- */

typedef struct Judged {
    ThingKind kind;
    Id id;
    const Prop *prop;
    uint32_t unclear, by; /* a target that a result leaves open, and the result: indices
                             into Model.measures + 1; 0: it has no result */
} Judged;

typedef VEC(Judged) JudgedVec;

static Place prop_place(const Prop *prop) {
    return (Place){prop->source, prop->node->node.span};
}

static Slice judged_label(const CheckRun *run, const Judged *judged) {
    return view_label(run->model, judged->kind, judged->id, judged->prop->document);
}

/* A judgement that `every` gives stands elsewhere than what it judges. */
static void label_thing(CheckRun *run, Diagnostic *d, const Judged *judged) {
    if (judged->prop->by_every) {
        const Thing *thing = model_thing(run->model, judged->kind, judged->id);
        Slice label = judged_label(run, judged);
        diagnostic_label(run->findings, d, (Place){thing->source, thing->span},
                         "given to %.*s", SLICE_ARGS(label));
    }
}

/* Labels the targets of one status. */
static void label_targets(CheckRun *run, Diagnostic *d, const TargetViews *views,
                          TargetStatus status) {
    uint32_t shown = 0, all = 0;
    for (uint32_t i = 0; i < views->count; i++) {
        if (views->at[i].status != status)
            continue;
        all++;
        if (shown < LABELS_MOST) {
            target_label(run->model, run->findings, d, &views->at[i]);
            shown++;
        }
    }
    if (all > shown) {
        diagnostic_note(run->findings, d, "%u more of its targets are %s", all - shown,
                        target_status_text(status));
    }
}

static Diagnostic *add_contradiction(CheckRun *run, const Judged *judged, Judgement said,
                                     const TargetCounts *counts) {
    Findings *findings = run->findings;
    Place place = prop_place(judged->prop);
    const char *word = judgement_text(said);
    Slice label = judged_label(run, judged);
    if (counts->all == 1) {
        const char *came = counts->met > 0 ? "met" : "missed";
        return said == JUDGED_UNKNOWN
                   ? findings_add(findings, CODE_G03, place,
                                  "%.*s is judged \"%s\", but the result for its only "
                                  "target is known: %s",
                                  SLICE_ARGS(label), word, came)
                   : findings_add(findings, CODE_G03, place,
                                  "%.*s is judged \"%s\", but its only target is %s",
                                  SLICE_ARGS(label), word, came);
    }
    if (said == JUDGED_MET) {
        return findings_add(findings, CODE_G03, place,
                            counts->missed == 1
                                ? "%.*s is judged \"%s\", but %u of its %u targets is "
                                  "missed"
                                : "%.*s is judged \"%s\", but %u of its %u targets are "
                                  "missed",
                            SLICE_ARGS(label), word, counts->missed, counts->all);
    }
    if (said == JUDGED_UNKNOWN) {
        return findings_add(findings, CODE_G03, place,
                            "%.*s is judged \"%s\", but the results for all its %u "
                            "targets are known: %u met, %u missed",
                            SLICE_ARGS(label), word, counts->all, counts->met,
                            counts->missed);
    }
    return findings_add(findings, CODE_G03, place,
                        counts->met > 0
                            ? "%.*s is judged \"%s\", but all its %u targets are met"
                            : "%.*s is judged \"%s\", but all its %u targets are missed",
                        SLICE_ARGS(label), word, counts->all);
}

static void report_contradiction(CheckRun *run, const Judged *judged, Judgement said,
                                 const TargetViews *views) {
    Findings *findings = run->findings;
    TargetCounts counts = targets_count(views);
    Diagnostic *d = add_contradiction(run, judged, said, &counts);
    if (said != JUDGED_MISSED)
        label_targets(run, d, views, TARGET_MISSED);
    if (said != JUDGED_MET)
        label_targets(run, d, views, TARGET_MET);
    label_thing(run, d, judged);
    if (said == JUDGED_MET && counts.met > 0)
        diagnostic_note(findings, d, "%u of its %u targets %s met", counts.met,
                        counts.all, phrase_is(counts.met));
    if (counts.unmeasured > 0)
        diagnostic_note(findings, d,
                        counts.unmeasured == 1 ? "%u of its targets has no result"
                                               : "%u of its targets have no result",
                        counts.unmeasured);
    const char *says = judgement_text(judgement_figures(&counts));
    diagnostic_help(findings, d,
                    "the figures say \"%s\"; if the document says \"%s\", accept it: "
                    "allow G03 \"…\"",
                    says, judgement_text(said));
}

static void report_forecast(CheckRun *run, const Judged *judged, Judgement expected,
                            const TargetViews *views) {
    Findings *findings = run->findings;
    TargetCounts counts = targets_count(views);
    Place place = prop_place(judged->prop);
    Slice label = judged_label(run, judged);
    Diagnostic *d;
    if (counts.all == 1) {
        d = findings_add(
            findings, CODE_G06, place,
            expected == JUDGED_MISSED
                ? "%.*s was expected to be missed, but its only target was met"
                : "%.*s was expected to be met, but its only target was "
                  "missed",
            SLICE_ARGS(label));
    } else if (expected == JUDGED_MISSED) {
        d = findings_add(
            findings, CODE_G06, place,
            "%.*s was expected to be missed, but all its %u targets were met",
            SLICE_ARGS(label), counts.all);
    } else {
        d = findings_add(
            findings, CODE_G06, place,
            counts.missed == 1
                ? "%.*s was expected to be met, but %u of its %u targets was "
                  "missed"
                : "%.*s was expected to be met, but %u of its %u targets were "
                  "missed",
            SLICE_ARGS(label), counts.missed, counts.all);
    }
    label_targets(run, d, views, expected == JUDGED_MISSED ? TARGET_MET : TARGET_MISSED);
    label_thing(run, d, judged);
    diagnostic_help(findings, d,
                    "keep the forecast as it was made, and accept it: allow G06 \"…\"");
}

static int by_place(const void *left, const void *right) {
    Place a = prop_place(((const Judged *)left)->prop);
    Place b = prop_place(((const Judged *)right)->prop);
    return a.source != b.source
               ? (a.source < b.source ? -1 : 1)
               : (a.span.start > b.span.start) - (a.span.start < b.span.start);
}

/* Why the result that there is settles nothing. */
typedef enum Why { WHY_NO_RESULT, WHY_UNIT, WHY_SIDE, WHY_OPEN } Why;

static const char *const why_texts[] = {"", "its result has another unit",
                                        "at least, or at most?",
                                        "its result leaves it open"};

static Why why_unclear(const Model *model, const Judged *judged) {
    if (judged->unclear == 0)
        return WHY_NO_RESULT;
    const Measure *target = &model->measures.at[judged->unclear - 1].measure;
    if (!measure_units_meet(target, &model->measures.at[judged->by - 1].measure))
        return WHY_UNIT;
    bool bare = target->form == MEASURE_VALUE || target->form == MEASURE_RATIO;
    return bare && !measure_is_bound(target) ? WHY_SIDE : WHY_OPEN;
}

static void help_unverifiable(CheckRun *run, Diagnostic *d, const Judged *first) {
    const Model *model = run->model;
    Why why = why_unclear(model, first);
    if (why == WHY_NO_RESULT) {
        diagnostic_help(run->findings, d,
                        "enter the targets and results if the document prints them; if "
                        "not, accept it: allow G04 \"…\"");
        return;
    }
    const MeasureFact *target = &model->measures.at[first->unclear - 1];
    Slice text =
        source_slice(sources_get(model->sources, target->file), target->measure.span);
    diagnostic_label(run->findings, d, (Place){target->file, target->measure.span}, "%s",
                     why_texts[why]);
    if (why == WHY_SIDE)
        diagnostic_help(run->findings, d,
                        "write >= %.*s or <= %.*s, as the target is meant, or enter the "
                        "baseline; if the document leaves it open, accept it: allow G04 "
                        "\"…\"",
                        SLICE_ARGS(text), SLICE_ARGS(text));
    else
        diagnostic_help(run->findings, d,
                        "compare the target and its result with the document; if it "
                        "prints them so, accept it: allow G04 \"…\"");
}

/* The message, of one and of several. */
static Diagnostic *add_unverifiable(CheckRun *run, const JudgedVec *open,
                                    uint32_t stated) {
    const Model *model = run->model;
    const Judged *first = &open->at[0];
    Place place = prop_place(first->prop);
    bool unclear = false;
    for (uint32_t i = 0; i < open->count; i++)
        unclear = unclear || open->at[i].unclear != 0;
    if (open->count == 1) {
        Slice label = view_label(model, first->kind, first->id, first->prop->document);
        Slice word = source_slice(sources_get(model->sources, first->prop->source),
                                  first->prop->node->values[0].span);
        return findings_add(run->findings, CODE_G04, place,
                            unclear ? "%.*s is judged \"%.*s\", but its result does not "
                                      "settle its target"
                                    : "%.*s is judged \"%.*s\", but the file has no "
                                      "result for a target that could confirm it",
                            SLICE_ARGS(label), SLICE_ARGS(word));
    }
    if (open->count == stated)
        return findings_add(run->findings, CODE_G04, place,
                            unclear ? "none of the document's %u judgements has a result "
                                      "that settles its target"
                                    : "none of the document's %u judgements has a result "
                                      "for a target that could confirm it",
                            stated);
    return findings_add(run->findings, CODE_G04, place,
                        unclear
                            ? "%u of the document's %u judgements have no result that "
                              "settles their target"
                            : "%u of the document's %u judgements have no result for a "
                              "target that could confirm them",
                        open->count, stated);
}

/* G04: one finding for a document, at the first of them. */
static void report_unverifiable(CheckRun *run, JudgedVec *open, uint32_t stated) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    qsort(open->at, open->count, sizeof *open->at, by_place);
    const Judged *first = &open->at[0];
    Diagnostic *d = add_unverifiable(run, open, stated);
    diagnostic_here(findings, d, first->unclear ? "not settled" : "no result for it");
    for (uint32_t i = 1; i < open->count && i <= OTHERS_MOST; i++) {
        const Judged *judged = &open->at[i];
        Slice other = view_label(model, judged->kind, judged->id, judged->prop->document);
        Why why = why_unclear(model, judged);
        diagnostic_label(findings, d, prop_place(judged->prop), "nor here: %.*s%s%s",
                         SLICE_ARGS(other), why ? ": " : "", why_texts[why]);
    }
    if (open->count > OTHERS_MOST + 1)
        diagnostic_note(findings, d, "and %u more", open->count - OTHERS_MOST - 1);
    help_unverifiable(run, d, first);
}

/* ---- the walk ---- */

typedef struct Judgements {
    CheckRun *run;
    Arena *scratch;
    NameId judged, expected;
    JudgedVec *open;  /* by document: unverifiable ones */
    uint32_t *stated; /* by document */
} Judgements;

static void add_open(Judgements *j, const Judged *judged, const TargetViews *views) {
    Judged *open = VEC_PUSH(j->scratch, &j->open[judged->prop->document]);
    *open = *judged;
    for (uint32_t i = 0; i < views->count && open->unclear == 0; i++) {
        const TargetView *view = &views->at[i];
        if (view->status == TARGET_UNCLEAR && view->actual != 0) {
            open->unclear = view->target + 1;
            open->by = view->actual;
        }
    }
}

static void check_judged(Judgements *j, const Judged *judged) {
    CheckRun *run = j->run;
    Id document = judged->prop->document;
    Viewpoint from = targets_viewpoint(run->targets, document);
    Judgement said = judgement_of(run->model, judged->prop);
    TargetViews views = {0};
    TargetCounts counts = judgement_targets(run->targets, judged->kind, judged->id,
                                            judged->prop, &from, &views);
    ClaimStatus status = judgement_status(said, &counts);
    summary_add(&run->summary->judgements, status);
    j->stated[document]++;
    if (status == CLAIM_OFF)
        report_contradiction(run, judged, said, &views);
    else if (status == CLAIM_UNVERIFIABLE)
        add_open(j, judged, &views);
}

/* A forecast is held against what came later, too. */
static void check_expected(Judgements *j, const Judged *judged) {
    CheckRun *run = j->run;
    Viewpoint from = targets_hindsight(run->targets, judged->prop->document);
    Judgement expected = judgement_of(run->model, judged->prop);
    TargetViews views = {0};
    TargetCounts counts = judgement_targets(run->targets, judged->kind, judged->id,
                                            judged->prop, &from, &views);
    ClaimStatus status = judgement_forecast_status(expected, &counts);
    summary_add(&run->summary->judgements, status);
    if (status == CLAIM_OFF)
        report_forecast(run, judged, expected, &views);
}

static void check_kind(Judgements *j, ThingKind kind) {
    const Model *model = j->run->model;
    for (Id id = 1; id < model->things[kind].count; id++) {
        for (uint32_t i = model->things[kind].at[id].first_prop; i != 0;) {
            const Prop *prop = &model->props.at[i - 1];
            Judged judged = {.kind = kind, .id = id, .prop = prop};
            if (prop->name == j->judged)
                check_judged(j, &judged);
            else if (prop->name == j->expected)
                check_expected(j, &judged);
            i = prop->next;
        }
    }
}

void check_judgements(CheckRun *run) {
    const Model *model = run->model;
    Judgements j = {.run = run};
    j.judged = names_find(model->names, SLICE("judged"));
    j.expected = names_find(model->names, SLICE("expected"));
    if (j.judged == 0 && j.expected == 0)
        return;
    /* No property has the name 0. */
    j.judged = j.judged == 0 ? UINT32_MAX : j.judged;
    j.expected = j.expected == 0 ? UINT32_MAX : j.expected;
    j.scratch = arena_new(arena_memory(run->arena));
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    j.open = ARENA_ARRAY(j.scratch, JudgedVec, documents);
    j.stated = ARENA_ARRAY(j.scratch, uint32_t, documents);
    check_kind(&j, KIND_PROJECT);
    check_kind(&j, KIND_GOAL);
    check_kind(&j, KIND_INDICATOR);
    for (Id id = 1; id < documents; id++)
        if (j.open[id].count > 0)
            report_unverifiable(run, &j.open[id], j.stated[id]);
    arena_drop(j.scratch);
}
