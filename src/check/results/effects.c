/* Effect claims: the rule of the category, over what is recorded of the project on that
 * dimension. What is not recorded is unknown, and a rule that turns on it is neither kept
 * nor broken: targets whose figures leave it open are tried both ways, and only what
 * comes out the same is certain. How the findings read is in effect_report.c. */
#include "check/results/effects.h"

#include "check/unread.h"

enum { TRIED_MOST = 6, AGES_MOST = 10 };

struct Effects {
    Model *model;
    const Targets *targets;
    NameId purpose, starts, none;
    Bound **bound;                    /* by rule; NULL: something is wrong with it */
    uint32_t *first_rule, *next_rule; /* by category; by rule: index + 1 */
    uint32_t *first_on, *next_on;     /* by indicator; by IndicatorOn: index + 1 */
};

Effects *effects_new(Model *model, const Targets *targets) {
    Arena *arena = model->arena;
    Effects *effects = ARENA_NEW(arena, Effects);
    effects->model = model;
    effects->targets = targets;
    effects->purpose = names_find(model->names, SLICE("purpose"));
    effects->starts = names_find(model->names, SLICE("starts"));
    effects->none = names_find(model->names, SLICE("none"));
    effects->bound = ARENA_ARRAY(arena, Bound *, model->rules.count);
    effects->next_rule = ARENA_ARRAY(arena, uint32_t, model->rules.count);
    effects->first_rule =
        ARENA_ARRAY(arena, uint32_t, model->things[KIND_CATEGORY].count);
    for (uint32_t i = model->rules.count; i > 0; i--) {
        const CategoryRule *rule = &model->rules.at[i - 1];
        effects->next_rule[i - 1] = effects->first_rule[rule->category];
        effects->first_rule[rule->category] = i;
    }
    for (uint32_t i = 0; i < model->rules.count; i++) {
        const CategoryRule *rule = &model->rules.at[i];
        Standing standing = {.file = rule->file, .document = rule->document};
        effects->bound[i] = eval_bind(model, BIND_RULE, rule->node->expr, standing);
    }
    effects->next_on = ARENA_ARRAY(arena, uint32_t, model->indicator_ons.count);
    effects->first_on = ARENA_ARRAY(arena, uint32_t, model->things[KIND_INDICATOR].count);
    for (uint32_t i = model->indicator_ons.count; i > 0; i--) {
        Id indicator = model->indicator_ons.at[i - 1].indicator;
        effects->next_on[i - 1] = effects->first_on[indicator];
        effects->first_on[indicator] = i;
    }
    return effects;
}

const Effects *effects_in(const Effects *effects, Model *model, const Targets *targets) {
    Effects *copy = ARENA_NEW(model->arena, Effects);
    *copy = *effects;
    copy->model = model;
    copy->targets = targets;
    return copy;
}

/* ---- what is recorded ---- */

static Tri read_purpose(const Effects *effects, const Prop *prop, Id dimension) {
    if (prop == NULL)
        return TRI_UNKNOWN;
    bool blank = false, any = false;
    for (uint32_t i = 0; i < prop->node->count; i++) {
        const Value *value = &prop->node->values[i];
        if (value->kind != VALUE_NAME) {
            blank = true;
        } else if (value->name != effects->none) {
            Id id = model_find(effects->model, KIND_DIMENSION, value->name);
            if (id != 0 && (id == dimension || dimension == 0))
                return TRI_TRUE;
            any = any || id == 0;
        }
    }
    return blank || any ? TRI_UNKNOWN : TRI_FALSE;
}

static void read_age(const Effects *effects, Id project, const Viewpoint *from,
                     EffectEvidence *out) {
    DayRange start;
    if (effects->starts == 0 || !from->dated)
        return;
    const Prop *prop = view_evidence(effects->model, KIND_PROJECT, project,
                                     effects->starts, viewpoint_view(from));
    if (prop == NULL || prop->node->count == 0 ||
        !day_range_of_value(&prop->node->values[0], &start))
        return;
    out->age_least = day_range_years_least(start, from->days);
    out->age_most = day_range_years_most(start, from->days);
    out->has_age = out->age_most - out->age_least <= AGES_MOST;
}

/* The dimensions of an indicator as the document sees them. NULL: nobody says. */
static const IndicatorOn *dimensions_of(const Effects *effects, Id indicator,
                                        const Viewpoint *from) {
    const Model *model = effects->model;
    const IndicatorOn *best = NULL;
    int64_t best_rank = -1;
    for (uint32_t i = effects->first_on[indicator]; i != 0; i = effects->next_on[i - 1]) {
        const IndicatorOn *on = &model->indicator_ons.at[i - 1];
        int64_t rank = view_rank(model, viewpoint_view(from), on->document);
        if (on->count > 0 && rank > best_rank) {
            best = on;
            best_rank = rank;
        }
    }
    return best;
}

static bool is_recorded(const Effects *effects, Id indicator, const Viewpoint *from) {
    const Model *model = effects->model;
    IdRange all = targets_measures(effects->targets, indicator);
    for (uint32_t i = 0; i < all.count; i++) {
        const MeasureFact *fact = &model->measures.at[all.at[i]];
        if (fact->kind != MEASURE_BASELINE &&
            targets_visible(effects->targets, from, fact->document))
            return true;
    }
    return false;
}

static bool is_on(const IndicatorOn *on, Id dimension) {
    for (uint32_t i = 0; i < on->count; i++)
        if (on->dimensions[i] == dimension)
            return true;
    return dimension == 0;
}

static EffectEvidence gather(const Effects *effects, Id project, Id dimension,
                             const Viewpoint *from) {
    const Model *model = effects->model;
    EffectEvidence out = {0};
    if (effects->purpose != 0) {
        out.purpose_prop = view_evidence(model, KIND_PROJECT, project, effects->purpose,
                                         viewpoint_view(from));
    }
    out.purpose = read_purpose(effects, out.purpose_prop, dimension);
    read_age(effects, project, from, &out);
    IdRange indicators = targets_indicators(effects->targets, KIND_PROJECT, project);
    for (uint32_t i = 0; i < indicators.count; i++) {
        Id indicator = indicators.at[i];
        const IndicatorOn *on = dimensions_of(effects, indicator, from);
        Tri counts = on == NULL             ? out.purpose
                     : is_on(on, dimension) ? TRI_TRUE
                                            : TRI_FALSE;
        if (counts == TRI_FALSE || !is_recorded(effects, indicator, from))
            continue;
        out.recorded = true;
        if (counts == TRI_UNKNOWN)
            out.unplaced = true;
        else
            targets_of_indicator(effects->targets, indicator, from, &out.views);
    }
    out.counts = targets_count(&out.views);
    return out;
}

/* ---- the rule ---- */

static Datum unknown(void) {
    return (Datum){.kind = DATUM_UNKNOWN};
}

static Datum number(int64_t value) {
    return (Datum){.kind = DATUM_NUMBER, .number = decimal_int(value)};
}

/* One way in which what is open may have come out: `opened` of the unmeasured targets
 * were measured, and `met` of all open ones are met. */
typedef struct World {
    uint32_t opened, met;
    int32_t age;
    Tri purpose;
} World;

static Tri evaluate(const Effects *effects, const Bound *bound, const EffectEvidence *e,
                    World world) {
    const TargetCounts *c = &e->counts;
    uint32_t open = c->unclear + world.opened;
    uint32_t measured = c->met + c->missed + open;
    bool placed = !e->unplaced && c->all > 0;
    /* That there is a result which nobody recorded cannot be ruled out. */
    bool told = placed && (measured > 0 || c->pending == c->all);
    RuleFacts facts = {
        .purpose = world.purpose == TRI_UNKNOWN
                       ? unknown()
                       : (Datum){.kind = DATUM_BOOL, .truth = world.purpose == TRI_TRUE},
        .targets = placed ? number(c->all) : unknown(),
        .measured = told ? number(measured) : unknown(),
        .met = told ? number((int64_t)c->met + world.met) : unknown(),
        .missed = told ? number((int64_t)c->missed + open - world.met) : unknown(),
        .pending = placed ? number(c->pending) : unknown(),
        .age = e->has_age ? number(world.age) : unknown(),
    };
    return eval_rule(effects->model, bound, &facts);
}

/* Folds one more world in: what differs is unknown. */
static bool fold(Tri *all, bool *first, Tri one) {
    *all = *first || *all == one ? one : TRI_UNKNOWN;
    *first = false;
    return *all != TRI_UNKNOWN;
}

/* The rule over every way in which what is open may have come out; with `unmeasured` also
 * over results that were not recorded. */
static Tri over_worlds(const Effects *effects, const Bound *bound,
                       const EffectEvidence *e, Tri purpose, bool unmeasured) {
    uint32_t most = unmeasured ? e->counts.unmeasured : 0;
    Tri all = TRI_UNKNOWN;
    bool first = true;
    if (most + e->counts.unclear > TRIED_MOST)
        return TRI_UNKNOWN;
    int32_t last = e->has_age ? e->age_most : e->age_least;
    for (int32_t age = e->age_least; age <= last; age++) {
        for (uint32_t opened = 0; opened <= most; opened++) {
            for (uint32_t met = 0; met <= opened + e->counts.unclear; met++) {
                World world = {opened, met, age, purpose};
                if (!fold(&all, &first, evaluate(effects, bound, e, world)))
                    return TRI_UNKNOWN;
            }
        }
    }
    return all;
}

static Tri judge(const Effects *effects, const Bound *bound, const EffectEvidence *e,
                 Tri purpose) {
    Tri recorded = over_worlds(effects, bound, e, purpose, false);
    if (recorded == TRI_FALSE && e->counts.unmeasured > 0)
        return over_worlds(effects, bound, e, purpose, true);
    return recorded;
}

/* The document whose rules hold for a claim, as it sees them: what shared files declare
 * has no date. */
static Id rules_document(const Effects *effects, Id category, const Viewpoint *from) {
    const Model *model = effects->model;
    Id best = 0;
    int64_t best_rank = -1;
    for (uint32_t i = effects->first_rule[category]; i != 0;
         i = effects->next_rule[i - 1]) {
        Id document = model->rules.at[i - 1].document;
        int64_t rank = view_rank(model, viewpoint_view(from), document);
        if (rank > best_rank) {
            best = document;
            best_rank = rank;
        }
    }
    return best;
}

/* Holds the evidence against a category's rules. */
static void judge_category(const Effects *effects, EffectOutcome *outcome, Id category,
                           const Viewpoint *from) {
    Id document = rules_document(effects, category, from);
    const EffectEvidence *e = &outcome->evidence;
    outcome->status = CLAIM_UNKNOWN;
    bool unknown_rule = false;
    for (uint32_t i = effects->first_rule[category]; i != 0;
         i = effects->next_rule[i - 1]) {
        const Bound *bound = effects->bound[i - 1];
        if (effects->model->rules.at[i - 1].document != document || bound == NULL)
            continue;
        Tri holds = judge(effects, bound, e, e->purpose);
        if (holds == TRI_FALSE) {
            outcome->rule = i;
            outcome->status = CLAIM_OFF;
            outcome->not_purpose = e->purpose == TRI_FALSE &&
                                   judge(effects, bound, e, TRI_TRUE) != TRI_FALSE;
            return;
        }
        if (!unknown_rule) {
            outcome->rule = i;
            unknown_rule = holds == TRI_UNKNOWN;
            outcome->status = unknown_rule ? CLAIM_UNVERIFIABLE : CLAIM_HOLDS;
        }
    }
}

static bool is_declared(const Model *model, ThingKind kind, Id id) {
    return id != 0 && model->things[kind].at[id].first_title != 0;
}

/* Whether what could not be read may have made it hold. */
static bool is_lost(const Effects *effects, const EffectClaim *claim,
                    const EffectEvidence *evidence) {
    const Model *model = effects->model;
    const Prop *purpose = evidence->purpose_prop;
    for (uint32_t i = 0; purpose != NULL && i < purpose->node->count; i++) {
        const Value *value = &purpose->node->values[i];
        if (value->kind == VALUE_NAME && model_lost(model, value->name) &&
            model_find(model, KIND_DIMENSION, value->name) == 0)
            return true;
    }
    return unread_explains(targets_unread(effects->targets), CODE_E01,
                           (Place){claim->file, claim->node->node.span});
}

static void add_outcome(const Effects *effects, uint32_t index, Id dimension,
                        const Viewpoint *from, EffectOutcomes *out) {
    const Model *model = effects->model;
    const EffectClaim *claim = &model->effects.at[index];
    EffectOutcome *outcome = VEC_PUSH(model->arena, out);
    *outcome =
        (EffectOutcome){.claim = index, .dimension = dimension, .status = CLAIM_UNKNOWN};
    if (claim->project == 0 || !is_declared(model, KIND_CATEGORY, claim->category) ||
        (dimension != 0 && !is_declared(model, KIND_DIMENSION, dimension)))
        return;
    outcome->evidence = gather(effects, claim->project, dimension, from);
    judge_category(effects, outcome, claim->category, from);
    if (outcome->status != CLAIM_HOLDS && is_lost(effects, claim, &outcome->evidence))
        outcome->status = CLAIM_UNKNOWN;
}

void effects_of_claim(const Effects *effects, uint32_t index, EffectOutcomes *out) {
    const Model *model = effects->model;
    const EffectClaim *claim = &model->effects.at[index];
    Viewpoint from = targets_viewpoint(effects->targets, claim->document);
    uint32_t before = out->count;
    for (uint32_t i = 0; i < claim->count; i++)
        add_outcome(effects, index, claim->dimensions[i], &from, out);
    for (Id id = 1; claim->count == 0 && id < model->things[KIND_DIMENSION].count; id++)
        if (is_declared(model, KIND_DIMENSION, id))
            add_outcome(effects, index, id, &from, out);
    if (out->count == before)
        add_outcome(effects, index, 0, &from, out);
}

Id effects_fitting(const Effects *effects, const EffectOutcome *outcome) {
    const Model *model = effects->model;
    const EffectClaim *claim = &model->effects.at[outcome->claim];
    if (outcome->status == CLAIM_HOLDS)
        return claim->category;
    Viewpoint from = targets_viewpoint(effects->targets, claim->document);
    Id fitting = 0;
    for (Id id = 1; id < model->things[KIND_CATEGORY].count; id++) {
        EffectOutcome trial = *outcome;
        if (id == claim->category || !is_declared(model, KIND_CATEGORY, id))
            continue;
        judge_category(effects, &trial, id, &from);
        if (trial.status == CLAIM_HOLDS && fitting != 0)
            return 0;
        fitting = trial.status == CLAIM_HOLDS ? id : fitting;
    }
    return fitting;
}
