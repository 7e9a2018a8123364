/* `judged:` and `expected:` held against the status of targets. Private to check/ and its
 * readers in query/. */
#ifndef INTEG_CHECK_RESULTS_JUDGEMENTS_H
#define INTEG_CHECK_RESULTS_JUDGEMENTS_H

#include "check/results/targets.h"
#include "model/model.h"

typedef enum Judgement {
    JUDGED_MET,
    JUDGED_PARTLY,
    JUDGED_MISSED,
    JUDGED_UNKNOWN, /* the document says that it cannot tell */
    JUDGED_NONE     /* no such word: it was reported */
} Judgement;

const char *judgement_text(Judgement verdict); /* "met" */
/* The word of a `judged` or `expected`. */
Judgement judgement_of(const Model *model, const Prop *prop);
/* What the figures say: JUDGED_UNKNOWN where no target has a result that tells. */
Judgement judgement_figures(const TargetCounts *counts);

ClaimStatus judgement_status(Judgement judged, const TargetCounts *counts);
/* CLAIM_UNKNOWN while the time has not come. */
ClaimStatus judgement_forecast_status(Judgement expected, const TargetCounts *counts);

/* The targets of the project, goal or indicator of which a judgement or forecast is,
 * looked at from there; appended, and counted. */
TargetCounts judgement_targets(const Targets *targets, ThingKind kind, Id id,
                               const Prop *prop, const Viewpoint *from, TargetViews *out);

#endif
