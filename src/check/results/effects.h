/* Effect claims held against the rules of their categories. Private to check/ and its
 * readers in query/. */
#ifndef INTEG_CHECK_RESULTS_EFFECTS_H
#define INTEG_CHECK_RESULTS_EFFECTS_H

#include "base/vec.h"
#include "check/results/targets.h"
#include "eval/eval.h"
#include "model/model.h"

/* What is recorded of one project on one dimension, seen from a document. */
typedef struct EffectEvidence {
    Tri purpose;              /* unknown where the project states none */
    const Prop *purpose_prop; /* NULL: none */
    bool has_age;
    int32_t age_least, age_most; /* in full years */
    TargetViews views;           /* of the targets on that dimension */
    TargetCounts counts;
    bool unplaced; /* there are targets of which it is not known what they are on */
    bool recorded; /* there is a target or a result on that dimension */
} EffectEvidence;

/* One claim on one dimension. */
typedef struct EffectOutcome {
    uint32_t claim;   /* index into Model.effects */
    Id dimension;     /* 0: no dimension is declared */
    uint8_t status;   /* ClaimStatus */
    bool not_purpose; /* CLAIM_OFF only because it is not a purpose */
    uint32_t rule;    /* index + 1 into Model.rules; 0: the category has none */
    EffectEvidence evidence;
} EffectOutcome;

typedef VEC(EffectOutcome) EffectOutcomes;

typedef struct Effects Effects;

/* Binds the rules of the categories, which may add findings: once for a run. */
Effects *effects_new(Model *model, const Targets *targets);
/* The same, but what it finds from now on is in the arena of `model`, a copy of its own
 * that may be let go before it. `targets` is one of that copy. */
const Effects *effects_in(const Effects *effects, Model *model, const Targets *targets);
/* The outcomes of one claim, one for each dimension that it is on; appended. */
void effects_of_claim(const Effects *effects, uint32_t claim, EffectOutcomes *out);
/* The category that the figures speak for: the claimed one where its rule holds, else the
 * only other whose rule does; 0: none, or several. */
Id effects_fitting(const Effects *effects, const EffectOutcome *outcome);

#endif
