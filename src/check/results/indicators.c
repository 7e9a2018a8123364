/* Indicators: a change without a baseline, units that differ, targets that contradict
 * each other, results before their baseline or after their document. Each is held
 * against what the same document states; one mistake in an indicator gives one finding
 * for a document. */
#include <stdlib.h>

#include "check/families.h"
#include "check/results/targets.h"
#include "model/view.h"

enum { LABELS_MOST = 6 };

/* The measures that one document states of one indicator. */
typedef struct Stated {
    CheckRun *run;
    const Model *model;
    const Targets *targets;
    Viewpoint from;
    Id indicator;
    const uint32_t *at;
    uint32_t count;
    uint32_t baseline; /* what its targets start from, + 1; 0: nothing */
} Stated;

static const MeasureFact *fact_of(const Stated *g, uint32_t index) {
    return &g->model->measures.at[g->at[index]];
}

static Slice label_of(const Stated *g) {
    return view_label(g->model, KIND_INDICATOR, g->indicator, g->from.document);
}

static const char *measure_word(uint8_t kind) {
    return kind == MEASURE_BASELINE ? "baseline"
           : kind == MEASURE_TARGET ? "target"
                                    : "result";
}

/* ---- G01 ---- */

/* A baseline that is there but not stated (`baseline: ?`) is not missing. */
static bool has_any_baseline(const Stated *g) {
    IdRange all = targets_measures(g->targets, g->indicator);
    for (uint32_t i = 0; i < all.count; i++) {
        const MeasureFact *fact = &g->model->measures.at[all.at[i]];
        if (fact->kind == MEASURE_BASELINE &&
            targets_visible(g->targets, &g->from, fact->document))
            return true;
    }
    return false;
}

static void check_baseline(const Stated *g) {
    Findings *findings = g->run->findings;
    Diagnostic *d = NULL;
    for (uint32_t i = 0; i < g->count; i++) {
        const MeasureFact *fact = fact_of(g, i);
        if (fact->kind != MEASURE_TARGET || !measure_is_change(&fact->measure))
            continue;
        if (d != NULL) {
            if (d->labels.count < LABELS_MOST)
                diagnostic_label(findings, d, measure_place(fact), "a change too");
            continue;
        }
        if (has_any_baseline(g))
            return;
        Slice label = label_of(g), text = measure_text(g->model, fact);
        d = findings_add(
            findings, CODE_G01, measure_place(fact),
            "the target of %.*s is a change (%.*s), but the indicator has no baseline",
            SLICE_ARGS(label), SLICE_ARGS(text));
        diagnostic_here(findings, d, "a change from what?");
        diagnostic_help(findings, d,
                        "state the figure that the change starts from as the baseline; "
                        "if the document prints none, write baseline: ?");
    }
}

/* ---- G02 ---- */

static Slice unit_text(const Model *model, const Measure *measure) {
    switch (measure_unit(measure)) {
    case MEASURED_NUMBER: return SLICE("a number");
    case MEASURED_PERCENT: return SLICE("a percentage");
    case MEASURED_POINTS: return SLICE("a change in percentage points");
    case MEASURED_MONEY:
        return measure->low.currency == 0
                   ? SLICE("an amount")
                   : arena_format(model->arena, "an amount in %s",
                                  currency_text((uint8_t)measure->low.currency));
    case MEASURED_RATIO: return SLICE("a part of a whole");
    case MEASURED_NOTHING: break;
    }
    return SLICE("a change");
}

static void report_units(const Stated *g, const MeasureFact *first,
                         const MeasureFact *second) {
    Findings *findings = g->run->findings;
    Slice label = label_of(g);
    Slice is = unit_text(g->model, &second->measure);
    Slice other = unit_text(g->model, &first->measure);
    Diagnostic *d = findings_add(
        findings, CODE_G02, measure_place(second),
        "the %s of %.*s is %.*s, but its %s is %.*s", measure_word(second->kind),
        SLICE_ARGS(label), SLICE_ARGS(is), measure_word(first->kind), SLICE_ARGS(other));
    diagnostic_here(findings, d, "%.*s", SLICE_ARGS(is));
    diagnostic_label(findings, d, measure_place(first), "%.*s", SLICE_ARGS(other));
    if (measure_unit(&first->measure) == MEASURED_POINTS ||
        measure_unit(&second->measure) == MEASURED_POINTS) {
        diagnostic_help(findings, d,
                        "write percentage points only for the change of a percentage; a "
                        "number changes by percent: +10%%");
    } else {
        diagnostic_help(
            findings, d,
            "give each an indicator of its own if they measure different things; if the "
            "document prints them so, accept it: allow G02 \"…\"");
    }
}

/* Whether two measures meet hangs on their units alone, so each is held against one of
 * every unit before it. */
static void check_units(const Stated *g) {
    VEC(uint32_t) first = {0}; /* of each unit */
    for (uint32_t i = 0; i < g->count; i++) {
        const MeasureFact *fact = fact_of(g, i);
        bool known = measure_unit(&fact->measure) == MEASURED_NOTHING;
        for (uint32_t k = 0; k < first.count; k++) {
            const MeasureFact *other = fact_of(g, first.at[k]);
            if (!measure_units_meet(&other->measure, &fact->measure)) {
                report_units(g, other, fact);
                return;
            }
            known = known ||
                    (measure_unit(&other->measure) == measure_unit(&fact->measure) &&
                     other->measure.low.currency == fact->measure.low.currency);
        }
        if (!known)
            *VEC_PUSH(g->run->arena, &first) = i;
    }
}

/* ---- G05 ---- */

/* What a target allows, and half a unit of its last printed digit. */
typedef struct Allowed {
    Requirement requirement;
    bool has_low, has_high, definite;
    bool strict;
    Decimal slack;
} Allowed;

static MeasureUnit plain_unit(const Measure *measure) {
    MeasureUnit unit = measure_unit(measure);
    return unit == MEASURED_POINTS || unit == MEASURED_RATIO ? MEASURED_PERCENT : unit;
}

static bool allowed_of(const Stated *g, uint32_t target, MeasureUnit unit, Allowed *out) {
    const MeasureFact *facts = g->model->measures.at;
    const Measure *measure = &facts[target].measure;
    const Measure *base = g->baseline == 0 ? NULL : &facts[g->baseline - 1].measure;
    *out = (Allowed){.definite = true};
    if (!requirement_of(measure, base, unit, &out->requirement))
        return false;
    int op = out->requirement.op;
    bool within = out->requirement.within;
    if (!within && op == OP_NE)
        return false;
    out->has_low = within || op == OP_GE || op == OP_GT || op == OP_EQ;
    out->has_high = within || op == OP_LE || op == OP_LT || op == OP_EQ;
    out->strict = !within && (op == OP_GT || op == OP_LT);
    out->definite = measure->form != MEASURE_RISING && measure->form != MEASURE_FALLING;
    Figure printed = measure_is_change(measure) && base != NULL ? base->low
                                                                : measure->low;
    bool ratio = measure_is_change(measure) && base != NULL &&
                 base->form == MEASURE_RATIO;
    if (!ratio)
        out->slack = (Decimal){5, printed.scale + 1};
    return true;
}

/* a - b > slack for certain. */
static bool exceeds(Fraction a, Fraction b, Decimal slack) {
    Decimal left, right, gap, bottom, most;
    return decimal_mul(a.top, b.bottom, &left) && decimal_mul(b.top, a.bottom, &right) &&
           decimal_sub(left, right, &gap) && decimal_mul(a.bottom, b.bottom, &bottom) &&
           decimal_mul(slack, bottom, &most) && decimal_compare(gap, most) > 0;
}

static bool contradict(const Allowed *a, const Allowed *b) {
    const Interval *x = &a->requirement.bound, *y = &b->requirement.bound;
    Decimal slack = decimal_compare(a->slack, b->slack) > 0 ? a->slack : b->slack;
    int order;
    bool same = a->has_low == b->has_low && a->has_high == b->has_high;
    if (same && a->definite && b->definite)
        return exceeds(x->low, y->high, slack) || exceeds(y->low, x->high, slack);
    if (a->has_low && b->has_high &&
        (exceeds(x->low, y->high, slack) ||
         ((a->strict || b->strict) && fraction_compare(x->low, y->high, &order) &&
          order >= 0)))
        return true;
    return a->has_high && b->has_low &&
           (exceeds(y->low, x->high, slack) ||
            ((a->strict || b->strict) && fraction_compare(y->low, x->high, &order) &&
             order >= 0));
}

/* "64.4%", "more than 54.4%", or what is printed where it is a bound of its own. */
static Slice asked_text(const Stated *g, uint32_t target, const Allowed *allowed) {
    const Model *model = g->model;
    const MeasureFact *fact = &model->measures.at[target];
    Slice printed = measure_text(model, fact);
    if (!measure_is_change(&fact->measure))
        return printed;
    Slice makes = interval_text(model, &allowed->requirement.bound);
    if (!allowed->definite) {
        return arena_format(model->arena,
                            fact->measure.form == MEASURE_RISING ? "above %.*s"
                                                                 : "below %.*s",
                            SLICE_ARGS(makes));
    }
    return arena_format(model->arena, "%.*s, which makes %.*s", SLICE_ARGS(printed),
                        SLICE_ARGS(makes));
}

static void label_target(const Stated *g, Diagnostic *d, uint32_t target,
                         const Allowed *allowed) {
    TargetView view = targets_view(g->targets, target, &g->from);
    Slice asked = asked_text(g, target, allowed);
    Slice outcome = target_outcome(g->model, &view);
    Place place = measure_place(&g->model->measures.at[target]);
    if (place.source == d->place.source && place.span.start == d->place.span.start) {
        diagnostic_here(g->run->findings, d, "%.*s: %.*s", SLICE_ARGS(asked),
                        SLICE_ARGS(outcome));
    } else {
        diagnostic_label(g->run->findings, d, place, "%.*s: %.*s", SLICE_ARGS(asked),
                         SLICE_ARGS(outcome));
    }
}

static void report_contradiction(const Stated *g, uint32_t first, uint32_t second,
                                 const Allowed *a, const Allowed *b) {
    const Model *model = g->model;
    Findings *findings = g->run->findings;
    const MeasureFact *fact = &model->measures.at[second];
    Slice label = label_of(g), when = time_text(model->arena, fact->time);
    Slice one = asked_text(g, first, a), other = asked_text(g, second, b);
    Diagnostic *d =
        when.length == 0
            ? findings_add(findings, CODE_G05, measure_place(fact),
                           "two targets of %.*s contradict each other: %.*s, and %.*s",
                           SLICE_ARGS(label), SLICE_ARGS(one), SLICE_ARGS(other))
            : findings_add(
                  findings, CODE_G05, measure_place(fact),
                  "two targets of %.*s for %.*s contradict each other: %.*s, and "
                  "%.*s",
                  SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(one),
                  SLICE_ARGS(other));
    label_target(g, d, first, a);
    label_target(g, d, second, b);
    if (g->baseline != 0 && (a->requirement.change || b->requirement.change)) {
        diagnostic_label(findings, d, measure_place(&model->measures.at[g->baseline - 1]),
                         "the baseline");
    }
    diagnostic_help(findings, d,
                    "accept it if the document prints both: allow G05 \"…\"; each target "
                    "is compared with the results by itself");
}

/* A target and when it is to be met; one without a time is for all days. */
typedef struct TimedTarget {
    DayRange when;
    bool timed;
    uint32_t target; /* in the order of the file */
} TimedTarget;

static int compare_times(const TimedTarget *a, const TimedTarget *b) {
    if (a->timed != b->timed)
        return a->timed ? 1 : -1;
    if (a->when.first != b->when.first)
        return a->when.first < b->when.first ? -1 : 1;
    return (a->when.last > b->when.last) - (a->when.last < b->when.last);
}

static int compare_targets(const void *left, const void *right) {
    const TimedTarget *a = left, *b = right;
    int order = compare_times(a, b);
    return order != 0 ? order : (a->target > b->target) - (a->target < b->target);
}

static bool contradict_each_other(const Stated *g, uint32_t first, uint32_t second,
                                  Allowed *x, Allowed *y) {
    const MeasureFact *facts = g->model->measures.at;
    MeasureUnit unit = plain_unit(&facts[first].measure);
    if (unit == MEASURED_NOTHING)
        unit = plain_unit(&facts[second].measure);
    if (unit == MEASURED_NOTHING && g->baseline != 0)
        unit = plain_unit(&facts[g->baseline - 1].measure);
    return unit != MEASURED_NOTHING && allowed_of(g, first, unit, x) &&
           allowed_of(g, second, unit, y) && contradict(x, y);
}

/* Two for the same time, the first such pair of the file. At one time each is compared
 * with as many before it as anybody states. */
static void check_contradictions(const Stated *g) {
    enum { BEFORE_MOST = 64 };
    TimedTarget *targets = ARENA_ARRAY(g->run->arena, TimedTarget, g->count);
    uint32_t count = 0, first = UINT32_MAX, second = UINT32_MAX;
    for (uint32_t i = 0; i < g->count; i++) {
        if (fact_of(g, i)->kind == MEASURE_TARGET) {
            TimedTarget *target = &targets[count++];
            *target = (TimedTarget){{DAY_FIRST, DAY_LAST}, false, g->at[i]};
            target->timed = day_range_of_time(fact_of(g, i)->time, &target->when);
        }
    }
    qsort(targets, count, sizeof *targets, compare_targets);
    Allowed x, y, a, b;
    for (uint32_t j = 1; j < count; j++) {
        for (uint32_t i = j; i > 0 && j - i < BEFORE_MOST; i--) {
            uint32_t one = targets[i - 1].target, other = targets[j].target;
            if (compare_times(&targets[i - 1], &targets[j]) != 0)
                break;
            bool sooner = one < first || (one == first && other < second);
            if (sooner && contradict_each_other(g, one, other, &a, &b)) {
                first = one;
                second = other;
                x = a;
                y = b;
            }
        }
    }
    if (first != UINT32_MAX)
        report_contradiction(g, first, second, &x, &y);
}

/* ---- Y06 and Y07 ---- */

static void check_before(const Stated *g) {
    Findings *findings = g->run->findings;
    const MeasureFact *baseline = NULL;
    DayRange start = {DAY_LAST, DAY_LAST}, when;
    for (uint32_t i = 0; i < g->count; i++) {
        const MeasureFact *fact = fact_of(g, i);
        if (fact->kind == MEASURE_BASELINE && day_range_of_time(fact->time, &when) &&
            when.first < start.first) {
            start = when;
            baseline = fact;
        }
    }
    Diagnostic *d = NULL;
    for (uint32_t i = 0; i < g->count && baseline != NULL; i++) {
        const MeasureFact *fact = fact_of(g, i);
        if (fact->kind != MEASURE_ACTUAL || !day_range_of_time(fact->time, &when) ||
            when.last >= start.first)
            continue;
        if (d != NULL) {
            if (d->labels.count < LABELS_MOST)
                diagnostic_label(findings, d, measure_place(fact), "before it too");
            continue;
        }
        Slice label = label_of(g), time = day_range_text(g->model->arena, when);
        Slice from = day_range_text(g->model->arena, start);
        d = findings_add(findings, CODE_Y06, measure_place(fact),
                         "the result of %.*s is of %.*s, before its baseline of %.*s",
                         SLICE_ARGS(label), SLICE_ARGS(time), SLICE_ARGS(from));
        diagnostic_here(findings, d, "before the baseline");
        diagnostic_label(findings, d, measure_place(baseline), "the baseline");
        diagnostic_help(findings, d,
                        "state it as the baseline if the change starts from it; if the "
                        "document prints it so, accept it: allow Y06 \"…\"");
    }
}

static const Prop *date_prop(const Model *model, Id document) {
    NameId name = names_find(model->names, SLICE("date"));
    return name == 0 ? NULL
                     : view_own_prop(model, KIND_DOCUMENT, document, name, document);
}

static void check_later(const Stated *g) {
    Findings *findings = g->run->findings;
    DayRange date, when;
    if (!day_range_of_document(g->model, g->from.document, &date))
        return;
    Diagnostic *d = NULL;
    for (uint32_t i = 0; i < g->count; i++) {
        const MeasureFact *fact = fact_of(g, i);
        if (fact->kind != MEASURE_ACTUAL || !day_range_of_time(fact->time, &when) ||
            when.first <= date.last)
            continue;
        if (d != NULL) {
            if (d->labels.count < LABELS_MOST)
                diagnostic_label(findings, d, measure_place(fact), "later too");
            continue;
        }
        Slice label = label_of(g), time = day_range_text(g->model->arena, when);
        Slice published = day_range_text(g->model->arena, date);
        d = findings_add(findings, CODE_Y07, measure_place(fact),
                         "the result of %.*s is of %.*s, later than the document itself: "
                         "%.*s",
                         SLICE_ARGS(label), SLICE_ARGS(time), SLICE_ARGS(published));
        diagnostic_here(findings, d, "later than the document");
        const Prop *prop = date_prop(g->model, g->from.document);
        if (prop != NULL) {
            diagnostic_label(findings, d, (Place){prop->source, prop->node->node.span},
                             "the document's date");
        }
        diagnostic_help(findings, d,
                        "state it as a target if it is still to be reached; if the "
                        "document prints it so, accept it: allow Y07 \"…\"");
    }
}

/* ---- the walk ---- */

typedef struct Placed {
    Id document;
    uint32_t index;
} Placed;

static int compare_placed(const void *left, const void *right) {
    const Placed *a = left, *b = right;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void check_indicator(CheckRun *run, Arena *scratch, Id indicator) {
    const Model *model = run->model;
    const Targets *targets = run->targets;
    IdRange all = targets_measures(targets, indicator);
    Placed *placed = ARENA_ARRAY(scratch, Placed, all.count);
    uint32_t *sorted = ARENA_ARRAY(scratch, uint32_t, all.count);
    for (uint32_t i = 0; i < all.count; i++)
        placed[i] = (Placed){model->measures.at[all.at[i]].document, all.at[i]};
    if (all.count > 1)
        qsort(placed, all.count, sizeof *placed, compare_placed);
    for (uint32_t i = 0; i < all.count; i++)
        sorted[i] = placed[i].index;
    for (uint32_t i = 0; i < all.count;) {
        uint32_t end = i + 1;
        while (end < all.count && placed[end].document == placed[i].document)
            end++;
        Viewpoint from = targets_viewpoint(targets, placed[i].document);
        Stated g = {.run = run,
                    .model = model,
                    .targets = targets,
                    .from = from,
                    .indicator = indicator,
                    .at = sorted + i,
                    .count = end - i,
                    .baseline = targets_baseline(targets, sorted[i], &from)};
        check_baseline(&g);
        check_units(&g);
        check_contradictions(&g);
        check_before(&g);
        check_later(&g);
        i = end;
    }
}

void check_indicators(CheckRun *run) {
    const Model *model = run->model;
    if (model->measures.count == 0)
        return;
    Arena *scratch = arena_new(arena_memory(run->arena));
    for (Id id = 1; id < model->things[KIND_INDICATOR].count; id++)
        check_indicator(run, scratch, id);
    arena_drop(scratch);
}
