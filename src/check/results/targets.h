/* How each target came out: which result it is held against, and whether that meets it.
 * What effects, judgements and queries share. Private to check/ and, by way of check.h's
 * readers, to query/. */
#ifndef INTEG_CHECK_RESULTS_TARGETS_H
#define INTEG_CHECK_RESULTS_TARGETS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "check/summary.h"
#include "check/results/interval.h"
#include "check/day_range.h"
#include "model/view.h"

typedef enum TargetStatus {
    TARGET_MET,
    TARGET_MISSED,
    TARGET_PENDING,    /* its time has not passed at the document's date */
    TARGET_UNMEASURED, /* there is no result */
    TARGET_UNCLEAR     /* there is one, but the figures do not settle it */
} TargetStatus;

const char *target_status_text(TargetStatus status); /* "met" */

/* From where one looks: a document sees its own measures and those of documents dated no
 * later than its days. */
typedef struct Viewpoint {
    Id document;
    bool dated;    /* the days are known */
    DayRange days; /* the document's date, or the date asked for */
    /* By document: whether it is seen whatever its date; NULL: none is. */
    const uint8_t *together;
} Viewpoint;

typedef struct TargetView {
    uint32_t target;           /* index into Model.measures */
    uint32_t actual, baseline; /* the same + 1; 0: none */
    uint32_t early;      /* of one without a result: the latest one that is too early */
    uint8_t status;      /* TargetStatus */
    bool reached;        /* of a pending one: what is known reaches it already */
    bool has_difference; /* the result less what was asked, where both are exact */
    bool rounded;        /* the difference is not a finite decimal */
    Decimal difference;
    uint8_t unit; /* MeasureUnit that they were compared in */
    uint8_t currency;
} TargetView;

typedef VEC(TargetView) TargetViews;

struct Unread; /* unread.h */

/* The measures of a model, found by indicator. Lives in the model's arena. */
typedef struct Targets Targets;

/* `unread`: what could not be read; NULL: nothing is known of that. */
Targets *targets_new(const Model *model, const struct Unread *unread);
const struct Unread *targets_unread(const Targets *targets);

/* A document's own viewpoint: at its date, or at Model.as_of. */
Viewpoint targets_viewpoint(const Targets *targets, Id document);
/* The same document's, but looking back from the latest date of all documents. */
Viewpoint targets_hindsight(const Targets *targets, Id document);
/* What several documents know together (count 0: all do): at the latest of their dates,
 * or at Model.as_of. Whose targets are looked at is for the caller to say: `document`. */
Viewpoint targets_together(const Targets *targets, const Id *documents, uint32_t count);
/* The same as what it sees of things. */
static inline View viewpoint_view(const Viewpoint *from) {
    return (View){from->document, from->dated ? from->days.last : 0};
}
/* Whether the measures of a document are seen: its own, or dated no later. */
bool targets_visible(const Targets *targets, const Viewpoint *from, Id document);

/* One target (an index into Model.measures), looked at from there. */
TargetView targets_view(const Targets *targets, uint32_t target, const Viewpoint *from);
/* The targets that a viewpoint's document sets an indicator, or where it sets none, those
 * of the latest document that it sees; appended. */
void targets_of_indicator(const Targets *targets, Id indicator, const Viewpoint *from,
                          TargetViews *out);
/* The same over all indicators of a project or goal. */
void targets_of_owner(const Targets *targets, ThingKind kind, Id owner,
                      const Viewpoint *from, TargetViews *out);

enum { PROGRESS_DIGITS = 1 };
/* How much of the way from the baseline to the target the result has gone, in percent,
 * rounded half to even to PROGRESS_DIGITS: 150 where it went half as far again, -20 where
 * it went back. False where that is not defined: one of the three is missing or no single
 * figure, or the target is no further than the baseline. */
bool target_progress(const Model *model, const TargetView *view, Decimal *percent);

/* The indicators of a project or goal, in the order of their ids. */
typedef struct IdRange {
    const Id *at;
    uint32_t count;
} IdRange;

IdRange targets_indicators(const Targets *targets, ThingKind kind, Id owner);
/* The measures of an indicator, as indices into Model.measures, in the files' order. */
IdRange targets_measures(const Targets *targets, Id indicator);
/* The baseline that a target is held against from there: index + 1, 0: none. */
uint32_t targets_baseline(const Targets *targets, uint32_t target, const Viewpoint *from);

/* How many there are of each status. */
typedef struct TargetCounts {
    uint32_t all, met, missed, pending, unmeasured, unclear;
    bool lost; /* there may be more, which could not be read */
} TargetCounts;

TargetCounts targets_count(const TargetViews *views);

/* A measure as it is printed: ">= 40%", "35 of 36". */
Slice measure_text(const Model *model, const MeasureFact *fact);
Place measure_place(const MeasureFact *fact);
/* "3 percentage points": the size of a view's difference; empty where it has none. */
Slice target_gap(const Model *model, const TargetView *view);
/* "missed by 3 percentage points", "met", "no result is recorded", … */
Slice target_outcome(const Model *model, const TargetView *view);
/* Labels a finding with a view, at its target and its result. */
void target_label(const Model *model, Findings *findings, Diagnostic *d,
                  const TargetView *view);

#endif
