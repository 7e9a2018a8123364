/* How each target came out. A target is held against the latest result that is no later
 * than its time, nor too early for it (time_too_early); while its time has not come, the
 * latest there is. Results may be the document's own or those of documents dated no
 * later. Times are intervals: where they leave it open which result counts, and the
 * results disagree, the target is unclear rather than missed. */
#include "check/results/targets.h"

#include <string.h>

#include "base/by_key.h"

struct Targets {
    const Model *model;
    const struct Unread *unread;
    DayRange *dates; /* by document */
    bool *dated;
    ByKey measures;      /* by indicator */
    ByKey indicators[2]; /* by project, by goal */
};

const char *target_status_text(TargetStatus status) {
    switch (status) {
    case TARGET_MET: return "met";
    case TARGET_MISSED: return "missed";
    case TARGET_PENDING: return "pending";
    case TARGET_UNMEASURED: return "unmeasured";
    case TARGET_UNCLEAR: return "unclear";
    }
    return "unclear";
}

/* ---- looking up ---- */

static void index_measures(Targets *targets, Arena *arena) {
    const Model *model = targets->model;
    uint32_t keys = model->things[KIND_INDICATOR].count, count = model->measures.count;
    Id *indicator = ARENA_ARRAY(arena, Id, count);
    for (uint32_t i = 0; i < count; i++)
        indicator[i] = model->measures.at[i].indicator;
    targets->measures = by_key_sort(arena, NULL, count, indicator, keys);
}

static void index_indicators(Targets *targets, Arena *arena, ThingKind kind, int slot) {
    const Model *model = targets->model;
    const ThingVec *all = &model->things[KIND_INDICATOR];
    uint32_t keys = model->things[kind].count;
    Id *owned = ARENA_ARRAY(arena, Id, all->count);
    Id *owner = ARENA_ARRAY(arena, Id, all->count);
    uint32_t count = 0;
    for (Id i = 1; i < all->count; i++) {
        owner[i] = all->at[i].owner;
        if (all->at[i].owner_kind == kind && owner[i] < keys)
            owned[count++] = i;
    }
    targets->indicators[slot] = by_key_sort(arena, owned, count, owner, keys);
}

const struct Unread *targets_unread(const Targets *targets) {
    return targets->unread;
}

Targets *targets_new(const Model *model, const struct Unread *unread) {
    Arena *arena = model->arena;
    Targets *targets = ARENA_NEW(arena, Targets);
    targets->model = model;
    targets->unread = unread;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    targets->dates = ARENA_ARRAY(arena, DayRange, documents + 1);
    targets->dated = ARENA_ARRAY(arena, bool, documents + 1);
    for (Id i = 1; i < documents; i++)
        targets->dated[i] = day_range_of_document(model, i, &targets->dates[i]);
    index_measures(targets, arena);
    index_indicators(targets, arena, KIND_PROJECT, 0);
    index_indicators(targets, arena, KIND_GOAL, 1);
    return targets;
}

static IdRange range_of(const ByKey *by, Id key) {
    return (IdRange){by->items + by->first[key], by->first[key + 1] - by->first[key]};
}

IdRange targets_measures(const Targets *targets, Id indicator) {
    return range_of(&targets->measures, indicator);
}

IdRange targets_indicators(const Targets *targets, ThingKind kind, Id owner) {
    return range_of(&targets->indicators[kind == KIND_GOAL], owner);
}

Viewpoint targets_viewpoint(const Targets *targets, Id document) {
    int32_t as_of = targets->model->as_of;
    if (as_of != 0)
        return (Viewpoint){document, true, {as_of, as_of}, NULL};
    return (Viewpoint){document, targets->dated[document], targets->dates[document],
                       NULL};
}

Viewpoint targets_hindsight(const Targets *targets, Id document) {
    Viewpoint from = targets_viewpoint(targets, document);
    if (targets->model->as_of != 0 || !from.dated)
        return from;
    for (Id i = 1; i < targets->model->things[KIND_DOCUMENT].count; i++)
        if (targets->dated[i] && targets->dates[i].last > from.days.last)
            from.days = targets->dates[i];
    return from;
}

Viewpoint targets_together(const Targets *targets, const Id *documents, uint32_t count) {
    const Model *model = targets->model;
    uint32_t known = model->things[KIND_DOCUMENT].count;
    uint8_t *together = ARENA_ARRAY(model->arena, uint8_t, known + 1);
    Viewpoint from = {.dated = model->as_of != 0, .together = together};
    from.days = (DayRange){model->as_of, model->as_of};
    for (Id i = 1; i < known; i++)
        together[i] = count == 0;
    for (uint32_t i = 0; i < count; i++)
        together[documents[i]] = 1;
    for (Id i = 1; i < known; i++) {
        if (!together[i] || !targets->dated[i])
            continue;
        if (model->as_of != 0) { /* what is later is not known yet */
            together[i] = targets->dates[i].last <= model->as_of;
        } else if (!from.dated || targets->dates[i].last > from.days.last) {
            from.dated = true;
            from.days = targets->dates[i];
        }
    }
    return from;
}

bool targets_visible(const Targets *targets, const Viewpoint *from, Id document) {
    return (from->together != NULL && from->together[document] != 0) ||
           view_no_later(targets->model, viewpoint_view(from), document);
}

/* ---- which result counts ---- */

static bool says_something(const MeasureFact *fact) {
    return measure_unit(&fact->measure) != MEASURED_NOTHING;
}

/* Of two measures seen from there, the one that counts: the later one, then the
 * document's own, then that of the later document. */
typedef struct Rank {
    int32_t end;
    bool own;
    int32_t dated;
} Rank;

static int rank_compare(Rank a, Rank b) {
    if (a.end != b.end)
        return a.end < b.end ? -1 : 1;
    if (a.own != b.own)
        return a.own ? 1 : -1;
    return a.dated < b.dated ? -1 : a.dated > b.dated;
}

static Rank rank_of(const Targets *targets, const MeasureFact *fact,
                    const Viewpoint *from) {
    DayRange when = {DAY_FIRST, DAY_LAST};
    DayRange published = targets->dates[fact->document];
    if (!day_range_of_time(fact->time, &when) && targets->dated[fact->document])
        when.last = published.last; /* a figure without a time is as of its document */
    return (Rank){when.last, fact->document == from->document, published.last};
}

uint32_t targets_baseline(const Targets *targets, uint32_t target,
                          const Viewpoint *from) {
    const Model *model = targets->model;
    IdRange measures = targets_measures(targets, model->measures.at[target].indicator);
    uint32_t best = 0;
    Rank best_rank = {0};
    for (uint32_t i = 0; i < measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (fact->kind != MEASURE_BASELINE || !says_something(fact) ||
            !targets_visible(targets, from, fact->document))
            continue;
        Rank rank = rank_of(targets, fact, from);
        /* What the document itself takes as its start comes before all else. */
        bool better =
            best == 0 ||
            (rank.own != best_rank.own ? rank.own : rank_compare(rank, best_rank) > 0);
        if (better) {
            best = measures.at[i] + 1;
            best_rank = rank;
        }
    }
    return best;
}

enum { BESIDE_MOST = 4 /* baselines of one time that are asked */ };

/* Another baseline that counts as much as the one that was found, behind `after`: of one
 * time, in one document or in several of one day. 0: there is none. */
static uint32_t baseline_beside(const Targets *targets, const TargetView *view,
                                uint32_t after, const Viewpoint *from) {
    const MeasureFact *facts = targets->model->measures.at;
    IdRange measures = targets_measures(targets, facts[view->target].indicator);
    Rank rank = rank_of(targets, &facts[view->baseline - 1], from);
    for (uint32_t i = 0; i < measures.count; i++) {
        const MeasureFact *fact = &facts[measures.at[i]];
        if (measures.at[i] >= after && fact->kind == MEASURE_BASELINE &&
            says_something(fact) && targets_visible(targets, from, fact->document) &&
            rank_compare(rank_of(targets, fact, from), rank) == 0)
            return measures.at[i] + 1;
    }
    return 0;
}

/* The unit in which a target and a result can be compared; MEASURED_NOTHING: none. */
static MeasureUnit common_unit(const Measure *target, const Measure *baseline,
                               const Measure *actual) {
    if (!measure_units_meet(target, actual) ||
        (baseline != NULL && measure_is_change(target) &&
         !measure_units_meet(baseline, actual)))
        return MEASURED_NOTHING;
    const Measure *all[] = {target, actual, baseline};
    MeasureUnit unit = MEASURED_NOTHING;
    for (int i = 0; i < 3; i++) {
        MeasureUnit own = all[i] == NULL ? MEASURED_NOTHING : measure_unit(all[i]);
        if (i == 2 && !measure_is_change(target))
            break;
        if (own == MEASURED_POINTS)
            own = MEASURED_PERCENT;
        if (own != MEASURED_NOTHING && own != MEASURED_RATIO)
            return own;
        if (own == MEASURED_RATIO)
            unit = MEASURED_PERCENT;
    }
    return unit;
}

/* Whether one result meets the target; fills in the view's difference. */
static Tri hold(const Targets *targets, uint32_t actual, TargetView *view) {
    const MeasureFact *facts = targets->model->measures.at;
    const Measure *target = &facts[view->target].measure,
                  *result = &facts[actual].measure;
    const Measure *baseline = view->baseline == 0 ? NULL
                                                  : &facts[view->baseline - 1].measure;
    MeasureUnit unit = common_unit(target, baseline, result);
    Requirement requirement;
    Interval interval;
    if (unit == MEASURED_NOTHING || !interval_of(result, unit, &interval) ||
        !requirement_of(target, baseline, unit, &requirement))
        return TRI_UNKNOWN;
    view->unit = (uint8_t)unit;
    view->currency = interval.currency;
    /* With no baseline a bare figure does not say which side of it is the good one. */
    bool bare = target->form == MEASURE_VALUE && requirement.op == OP_EQ;
    Tri holds = requirement_holds(&requirement, &interval);
    if (bare && holds == TRI_FALSE)
        holds = TRI_UNKNOWN;
    /* Nor does `2 of 5`. */
    if (target->form == MEASURE_RATIO && !target->bound && requirement.op == OP_EQ &&
        holds == TRI_FALSE)
        holds = TRI_UNKNOWN;
    view->has_difference = !requirement.within &&
                           interval_difference(&interval, &requirement.bound,
                                               &view->difference, &view->rounded);
    return holds;
}

typedef struct ResultChoice {
    uint32_t best; /* index + 1: the latest result that is surely no later */
    Rank rank;
    DayRange when; /* of the best one, where it is dated */
    bool dated;
    Tri holds;
    bool any; /* there is some result that might count */
} ResultChoice;

/* When a target is due, and from when on results count. */
typedef struct Due {
    bool timed;
    DayRange days;
    int32_t too_early; /* results that end by this day are too early; -1: none is */
} Due;

/* Whether a result is no later than the target's time. */
static Tri no_later(const Due *due, bool dated, DayRange when) {
    if (!due->timed)
        return TRI_TRUE;
    if (!dated)
        return TRI_UNKNOWN;
    return when.last <= due->days.last   ? TRI_TRUE
           : when.first > due->days.last ? TRI_FALSE
                                         : TRI_UNKNOWN;
}

/* A measure that can be a result of the target, seen from there. */
static bool is_result(const Targets *targets, const Viewpoint *from,
                      const MeasureFact *fact) {
    return fact->kind == MEASURE_ACTUAL && says_something(fact) &&
           targets_visible(targets, from, fact->document);
}

static ResultChoice choose(const Targets *targets, const Viewpoint *from, const Due *due,
                           TargetView *view) {
    const Model *model = targets->model;
    const MeasureFact *target = &model->measures.at[view->target];
    IdRange measures = targets_measures(targets, target->indicator);
    DayRange when = {DAY_FIRST, DAY_LAST};
    ResultChoice choice = {.holds = TRI_UNKNOWN};
    Rank early = {0};
    for (uint32_t i = 0; i < measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (!is_result(targets, from, fact))
            continue;
        bool dated = day_range_of_time(fact->time, &when);
        Tri before = no_later(due, dated, when);
        Rank rank = rank_of(targets, fact, from);
        if (due->timed && rank.end <= due->too_early) {
            bool later = view->early == 0 || rank_compare(rank, early) > 0;
            view->early = later ? measures.at[i] + 1 : view->early;
            early = later ? rank : early;
            continue;
        }
        choice.any = choice.any || before != TRI_FALSE;
        int order = choice.best == 0 ? 1 : rank_compare(rank, choice.rank);
        if (before != TRI_TRUE || order < 0)
            continue;
        TargetView trial = *view;
        Tri holds = hold(targets, measures.at[i], &trial);
        if (order == 0) { /* two figures for one time: only what both say is certain */
            choice.holds = choice.holds == holds ? holds : TRI_UNKNOWN;
            continue;
        }
        *view = trial;
        choice = (ResultChoice){measures.at[i] + 1, rank, when, dated, holds, true};
    }
    if (due->timed && choice.best != 0 && choice.dated &&
        choice.when.last == due->days.last)
        return choice; /* nothing that is no later can be later still */
    /* Others that may count as well, had they their time: they must agree. */
    for (uint32_t i = 0; i < measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (!is_result(targets, from, fact))
            continue;
        bool dated = day_range_of_time(fact->time, &when);
        bool too_early = due->timed && rank_of(targets, fact, from).end <= due->too_early;
        TargetView trial = *view;
        if (!too_early && no_later(due, dated, when) == TRI_UNKNOWN &&
            (choice.best == 0 || hold(targets, measures.at[i], &trial) != choice.holds))
            choice.holds = TRI_UNKNOWN;
    }
    return choice;
}

TargetView targets_view(const Targets *targets, uint32_t target, const Viewpoint *from) {
    const MeasureFact *fact = &targets->model->measures.at[target];
    TargetView view = {.target = target};
    Due due = {.days = {DAY_FIRST, DAY_LAST}, .too_early = -1};
    due.timed = day_range_of_time(fact->time, &due.days);
    bool waits = due.timed && from->dated && due.days.last > from->days.first;
    if (due.timed && !waits)
        due.too_early = time_too_early(fact->time);
    view.baseline = targets_baseline(targets, target, from);
    ResultChoice choice = choose(targets, from, &due, &view);
    uint32_t beside = view.baseline;
    /* Only what all say is certain, and nothing where there are very many. */
    for (uint32_t i = 0; beside != 0 && choice.holds != TRI_UNKNOWN; i++) {
        beside = baseline_beside(targets, &view, beside, from);
        if (i == BESIDE_MOST && beside != 0)
            choice.holds = TRI_UNKNOWN;
        TargetView trial = {.target = target, .baseline = beside};
        if (beside != 0 && choose(targets, from, &due, &trial).holds != choice.holds)
            choice.holds = TRI_UNKNOWN;
    }
    view.actual = choice.best;
    bool at_time = choice.best != 0 && choice.dated && due.timed &&
                   choice.when.last == due.days.last &&
                   choice.when.first >= due.days.first;
    if (waits && !at_time) {
        view.status = TARGET_PENDING;
        view.reached = choice.holds == TRI_TRUE;
        return view;
    }
    if (!choice.any) {
        view.status = TARGET_UNMEASURED;
        return view;
    }
    /* Without a date of the document one cannot tell whether the time has come. */
    bool open = due.timed && !from->dated && choice.dated &&
                choice.when.last < due.days.first;
    view.status = open || choice.holds == TRI_UNKNOWN ? TARGET_UNCLEAR
                  : choice.holds == TRI_TRUE          ? TARGET_MET
                                                      : TARGET_MISSED;
    return view;
}

/* ---- sets of targets ---- */

void targets_of_indicator(const Targets *targets, Id indicator, const Viewpoint *from,
                          TargetViews *out) {
    const Model *model = targets->model;
    IdRange measures = targets_measures(targets, indicator);
    Id document = 0;
    int64_t best_rank = -1;
    for (uint32_t i = 0; i < measures.count && document != from->document; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (fact->kind != MEASURE_TARGET ||
            !targets_visible(targets, from, fact->document))
            continue;
        int64_t rank = view_rank(model, viewpoint_view(from), fact->document);
        if (rank > best_rank) {
            document = fact->document;
            best_rank = rank;
        }
    }
    for (uint32_t i = 0; document != 0 && i < measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (fact->kind == MEASURE_TARGET && fact->document == document)
            *VEC_PUSH(model->arena, out) = targets_view(targets, measures.at[i], from);
    }
}

void targets_of_owner(const Targets *targets, ThingKind kind, Id owner,
                      const Viewpoint *from, TargetViews *out) {
    IdRange indicators = targets_indicators(targets, kind, owner);
    for (uint32_t i = 0; i < indicators.count; i++)
        targets_of_indicator(targets, indicators.at[i], from, out);
}

TargetCounts targets_count(const TargetViews *views) {
    TargetCounts counts = {.all = views->count};
    for (uint32_t i = 0; i < views->count; i++) {
        switch ((TargetStatus)views->at[i].status) {
        case TARGET_MET: counts.met++; break;
        case TARGET_MISSED: counts.missed++; break;
        case TARGET_PENDING: counts.pending++; break;
        case TARGET_UNMEASURED: counts.unmeasured++; break;
        case TARGET_UNCLEAR: counts.unclear++; break;
        }
    }
    return counts;
}

/* ---- in words ---- */

Slice measure_text(const Model *model, const MeasureFact *fact) {
    return source_slice(sources_get(model->sources, fact->file), fact->measure.span);
}

Place measure_place(const MeasureFact *fact) {
    return (Place){fact->file, fact->node->node.span};
}

Slice target_gap(const Model *model, const TargetView *view) {
    if (!view->has_difference || decimal_sign(view->difference) == 0)
        return SLICE("");
    return interval_gap_text(model, view->difference, (MeasureUnit)view->unit,
                             view->currency);
}

/* A target and its result on one line make one label. */
static bool on_one_line(const Model *model, Place a, Place b) {
    if (a.source != b.source)
        return false;
    Span span = a.span.start < b.span.start ? span_join(a.span, b.span)
                                            : span_join(b.span, a.span);
    Slice text = source_slice(sources_get(model->sources, a.source), span);
    return memchr(text.at, '\n', text.length) == NULL;
}

Slice target_outcome(const Model *model, const TargetView *view) {
    Slice gap = target_gap(model, view);
    const char *about = view->rounded ? "about " : "";
    const MeasureFact *facts = model->measures.at;
    switch ((TargetStatus)view->status) {
    case TARGET_MET: return SLICE("met");
    case TARGET_MISSED:
        return gap.length == 0 ? SLICE("missed")
                               : arena_format(model->arena, "missed by %s%.*s", about,
                                              SLICE_ARGS(gap));
    case TARGET_PENDING: {
        if (view->actual == 0)
            return SLICE("its time has not come");
        Slice text = measure_text(model, &facts[view->actual - 1]);
        return arena_format(model->arena,
                            view->reached
                                ? "its time has not come; %.*s reaches it already"
                                : "its time has not come; it is at %.*s",
                            SLICE_ARGS(text));
    }
    case TARGET_UNMEASURED: {
        if (view->early == 0)
            return SLICE("no result is stated");
        const MeasureFact *early = &facts[view->early - 1];
        Slice text = measure_text(model, early);
        DayRange when;
        return day_range_of_time(early->time, &when)
                   ? arena_format(model->arena,
                                  "no result of its time is stated, only %.*s of %.*s",
                                  SLICE_ARGS(text),
                                  SLICE_ARGS(time_text(model->arena, early->time)))
                   : arena_format(model->arena,
                                  "no result of its time is stated, only %.*s before",
                                  SLICE_ARGS(text));
    }
    case TARGET_UNCLEAR: return SLICE("the figures do not settle it");
    }
    return SLICE("");
}

void target_label(const Model *model, Findings *findings, Diagnostic *d,
                  const TargetView *view) {
    Place target = measure_place(&model->measures.at[view->target]);
    Slice text = target_outcome(model, view);
    bool measured = view->status == TARGET_MET || view->status == TARGET_MISSED;
    if (!measured || view->actual == 0) {
        diagnostic_label(findings, d, target, "%.*s", SLICE_ARGS(text));
        return;
    }
    Place actual = measure_place(&model->measures.at[view->actual - 1]);
    if (on_one_line(model, target, actual)) {
        Place both = target;
        both.span = target.span.start < actual.span.start
                        ? span_join(target.span, actual.span)
                        : span_join(actual.span, target.span);
        diagnostic_label(findings, d, both, "%.*s", SLICE_ARGS(text));
        return;
    }
    diagnostic_label(findings, d, target, "%s", "");
    diagnostic_label(findings, d, actual, "%.*s", SLICE_ARGS(text));
}
