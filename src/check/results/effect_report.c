/* The findings of effect claims: contradicted, not a purpose, unverifiable, and what has
 * no recorded figure behind it. One statement gives at most one finding of each kind,
 * whatever the dimensions; claims without evidence are counted in one for a document. */
#include "check/results/effects.h"

#include "check/families.h"
#include "base/phrase.h"
#include "model/view.h"

enum { TARGETS_SHOWN = 6, DIMENSIONS_MOST = 32, CATEGORIES_MOST = 32 };

/* The names that a rule speaks of, as bits. */
enum {
    SAYS_PURPOSE = 1,
    SAYS_AGE = 2,
    SAYS_TARGETS = 4,
    SAYS_PENDING = 8,
    SAYS_RESULTS = 16 /* measured, met, missed */
};

static const struct {
    const char *name;
    int bit;
} rule_words[] = {
    {"purpose", SAYS_PURPOSE}, {"age", SAYS_AGE},          {"targets", SAYS_TARGETS},
    {"pending", SAYS_PENDING}, {"measured", SAYS_RESULTS}, {"met", SAYS_RESULTS},
    {"missed", SAYS_RESULTS},
};

static int says(const Model *model, const Expr *expr) {
    if (expr == NULL)
        return 0;
    int bits = 0;
    switch ((ExprKind)expr->kind) {
    case EXPR_NAME: {
        Slice name = names_text(model->names, expr->path.at[0].name);
        for (uint32_t i = 0; i < sizeof rule_words / sizeof rule_words[0]; i++)
            if (slice_is(name, rule_words[i].name))
                bits |= rule_words[i].bit;
        return bits;
    }
    case EXPR_CALL:
    case EXPR_IN:
    case EXPR_BETWEEN:
    case EXPR_CASE:
        for (uint32_t i = 0; i < expr->arg_count; i++)
            bits |= says(model, expr->args[i]);
        break;
    default: break;
    }
    return bits | says(model, expr->left) | says(model, expr->right);
}

static Slice category_label(const Model *model, const EffectClaim *claim) {
    return view_label(model, KIND_CATEGORY, claim->category, claim->document);
}

/* What is claimed: "Viser effekt" on "Sprog" and "Beskæftigelse". */
static Slice claimed_text(const Model *model, const EffectOutcome *const *outcomes,
                          uint32_t count) {
    const EffectClaim *claim = &model->effects.at[outcomes[0]->claim];
    Slice category = category_label(model, claim);
    Slice labels[DIMENSIONS_MOST];
    uint32_t shown = 0;
    for (uint32_t i = 0; i < count && shown < DIMENSIONS_MOST; i++) {
        if (outcomes[i]->dimension != 0) {
            labels[shown++] = view_label(model, KIND_DIMENSION, outcomes[i]->dimension,
                                         claim->document);
        }
    }
    if (shown == 0)
        return category;
    Slice list = phrase_list(model->arena, labels, shown);
    return arena_format(model->arena, "%.*s on %.*s", SLICE_ARGS(category),
                        SLICE_ARGS(list));
}

/* ---- notes: what a rule turned on ---- */

static void note_rule(CheckRun *run, Diagnostic *d, const CategoryRule *rule) {
    Slice text = source_slice(sources_get(run->model->sources, rule->file),
                              rule->node->expr->span);
    diagnostic_note(run->findings, d, "the category requires: %.*s", SLICE_ARGS(text));
}

static void note_counts(CheckRun *run, Diagnostic *d, const EffectEvidence *e) {
    Findings *findings = run->findings;
    const TargetCounts *c = &e->counts;
    if (e->unplaced) {
        diagnostic_note(findings, d,
                        "the file does not say what its targets are on: no indicator "
                        "names a dimension (on …), and there is no purpose");
    } else if (c->all == 0) {
        diagnostic_note(findings, d, "the project has no target on that dimension");
    } else if (c->all == 1) {
        diagnostic_note(findings, d, "the only target is %s",
                        target_status_text((TargetStatus)e->views.at[0].status));
    } else {
        diagnostic_note(
            findings, d,
            "of the %u targets %u are met, %u missed, %u pending and %u without a result",
            c->all, c->met, c->missed, c->pending, c->unmeasured);
    }
    if (c->unclear > 0 && c->all > 1) {
        diagnostic_note(findings, d,
                        "the figures of %u targets do not settle whether they are met",
                        c->unclear);
    }
}

static void note_purpose(CheckRun *run, Diagnostic *d, const EffectEvidence *e) {
    if (e->purpose_prop == NULL) {
        diagnostic_note(run->findings, d, "the project states no purpose");
        return;
    }
    const Prop *prop = e->purpose_prop;
    const Property *node = prop->node;
    Slice text = node->count == 0
                     ? SLICE("?")
                     : source_slice(sources_get(run->model->sources, prop->source),
                                    span_join(node->values[0].span,
                                              node->values[node->count - 1].span));
    diagnostic_note(run->findings, d, "the purpose of the project: %.*s",
                    SLICE_ARGS(text));
}

static void note_age(CheckRun *run, Diagnostic *d, const EffectEvidence *e) {
    if (!e->has_age) {
        diagnostic_note(run->findings, d,
                        "the age of the project is not known: state when it starts, and "
                        "the document's date");
    } else if (e->age_least == e->age_most) {
        diagnostic_note(run->findings, d,
                        "the age of the project at the document's date: %d years",
                        e->age_least);
    } else {
        diagnostic_note(run->findings, d,
                        "the age of the project at the document's date: %d to %d years",
                        e->age_least, e->age_most);
    }
}

static void note_facts(CheckRun *run, Diagnostic *d, const EffectOutcome *outcome) {
    const CategoryRule *rule = &run->model->rules.at[outcome->rule - 1];
    int bits = says(run->model, rule->node->expr);
    note_rule(run, d, rule);
    if ((bits & SAYS_PURPOSE) != 0)
        note_purpose(run, d, &outcome->evidence);
    if ((bits & (SAYS_TARGETS | SAYS_PENDING | SAYS_RESULTS)) != 0)
        note_counts(run, d, &outcome->evidence);
    if ((bits & SAYS_AGE) != 0)
        note_age(run, d, &outcome->evidence);
}

static void label_evidence(CheckRun *run, Diagnostic *d, const EffectEvidence *e) {
    for (uint32_t i = 0, shown = 0; i < e->views.count && shown < TARGETS_SHOWN; i++) {
        uint8_t status = e->views.at[i].status;
        if (status != TARGET_PENDING) {
            target_label(run->model, run->findings, d, &e->views.at[i]);
            shown++;
        }
    }
}

/* ---- findings ---- */

static Slice project_label(const Model *model, const EffectOutcome *outcome) {
    const EffectClaim *claim = &model->effects.at[outcome->claim];
    return view_label(model, KIND_PROJECT, claim->project, claim->document);
}

static Place claim_place(const Model *model, const EffectOutcome *outcome) {
    const EffectClaim *claim = &model->effects.at[outcome->claim];
    return (Place){claim->file, claim->node->node.span};
}

static void report_contradicted(CheckRun *run, const EffectOutcome *const *outcomes,
                                uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice claimed = claimed_text(model, outcomes, count);
    Diagnostic *d = findings_add(findings, CODE_E01, claim_place(model, outcomes[0]),
                                 "%.*s is claimed of %.*s, but the figures contradict it",
                                 SLICE_ARGS(claimed),
                                 SLICE_ARGS(project_label(model, outcomes[0])));
    diagnostic_here(findings, d, "contradicted");
    label_evidence(run, d, &outcomes[0]->evidence);
    note_facts(run, d, outcomes[0]);
    diagnostic_help(findings, d,
                    "accept it if the document says so: allow E01 \"…\"; if it prints "
                    "more targets or results, enter them");
}

static void report_not_purpose(CheckRun *run, const EffectOutcome *const *outcomes,
                               uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice claimed = claimed_text(model, outcomes, count);
    Diagnostic *d = findings_add(findings, CODE_E04, claim_place(model, outcomes[0]),
                                 "%.*s is claimed of %.*s, but the category requires a "
                                 "purpose of the project, which that is not",
                                 SLICE_ARGS(claimed),
                                 SLICE_ARGS(project_label(model, outcomes[0])));
    diagnostic_here(findings, d, "not its purpose");
    const Prop *prop = outcomes[0]->evidence.purpose_prop;
    if (prop != NULL) {
        diagnostic_label(findings, d, (Place){prop->source, prop->node->node.span},
                         "its purpose");
    }
    note_rule(run, d, &model->rules.at[outcomes[0]->rule - 1]);
    diagnostic_help(findings, d,
                    "accept it if the document says so: allow E04 \"…\"; if it states "
                    "more purposes, add them");
}

static void report_unverifiable(CheckRun *run, const EffectOutcome *const *outcomes,
                                uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice claimed = claimed_text(model, outcomes, count);
    Slice project = project_label(model, outcomes[0]);
    const CategoryRule *rule = &model->rules.at[outcomes[0]->rule - 1];
    int bits = says(model, rule->node->expr);
    const EffectEvidence *e = &outcomes[0]->evidence;
    Diagnostic *d;
    if ((bits & SAYS_PURPOSE) != 0 && e->purpose_prop == NULL)
        d = findings_add(findings, CODE_E02, claim_place(model, outcomes[0]),
                         "%.*s cannot be checked: the file gives no purpose for %.*s",
                         SLICE_ARGS(claimed), SLICE_ARGS(project));
    else if ((bits & SAYS_AGE) != 0 && !e->has_age)
        d = findings_add(findings, CODE_E02, claim_place(model, outcomes[0]),
                         "%.*s cannot be checked: the file does not say how old %.*s is",
                         SLICE_ARGS(claimed), SLICE_ARGS(project));
    else
        d = findings_add(findings, CODE_E02, claim_place(model, outcomes[0]),
                         "%.*s cannot be checked: the results of %.*s do not settle it",
                         SLICE_ARGS(claimed), SLICE_ARGS(project));
    label_evidence(run, d, &outcomes[0]->evidence);
    note_facts(run, d, outcomes[0]);
    diagnostic_help(findings, d,
                    "enter what the document prints of it; if it prints nothing, accept "
                    "it: allow E02 \"…\"");
}

/* E03: the claims of one document without evidence. */
typedef struct Bare {
    uint32_t first; /* claim + 1; 0: none */
    uint32_t count, stated;
    Id dimension;
} Bare;

static void note_categories(CheckRun *run, Diagnostic *d, Id document,
                            const uint32_t *by_category) {
    const Model *model = run->model;
    uint32_t shown = 0;
    for (Id id = 1; id < model->things[KIND_CATEGORY].count; id++) {
        if (by_category[id] > 0 && shown++ < CATEGORIES_MOST) {
            Slice label = view_label(model, KIND_CATEGORY, id, document);
            diagnostic_note(run->findings, d, "%.*s: %u", SLICE_ARGS(label),
                            by_category[id]);
        }
    }
}

static void report_bare(CheckRun *run, Id document, const Bare *bare,
                        const uint32_t *by_category) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    const EffectClaim *claim = &model->effects.at[bare->first - 1];
    EffectOutcome first = {.claim = bare->first - 1, .dimension = bare->dimension};
    const EffectOutcome *one = &first;
    Place place = claim_place(model, one);
    Diagnostic *d;
    if (bare->count == 1) {
        Slice claimed = claimed_text(model, &one, 1);
        Slice project = view_label(model, KIND_PROJECT, claim->project, document);
        d = findings_add(findings, CODE_E03, place,
                         "%.*s is claimed of %.*s, but the file has no target or "
                         "result for it",
                         SLICE_ARGS(claimed), SLICE_ARGS(project));
    } else {
        Slice which = bare->count == bare->stated
                          ? arena_format(model->arena, "the document's %u", bare->stated)
                          : arena_format(model->arena, "%u of the document's %u",
                                         bare->count, bare->stated);
        d = findings_add(
            findings, CODE_E03, place,
            "%.*s effect claims need figures, but the file has none for them",
            SLICE_ARGS(which));
        diagnostic_here(findings, d, "the first");
        note_categories(run, d, document, by_category);
    }
    diagnostic_help(findings, d,
                    "enter the targets and results if the document prints them; if not, "
                    "accept it: allow E03 \"…\"");
}

/* ---- the walk ---- */

typedef void Report(CheckRun *run, const EffectOutcome *const *outcomes, uint32_t count);

typedef enum EffectKind {
    SORT_OFF,
    SORT_NOT_PURPOSE,
    SORT_OPEN,
    SORT_BARE,
    SORT_NONE
} EffectKind;

static EffectKind sort_of(const EffectOutcome *outcome) {
    if (outcome->status == CLAIM_OFF)
        return outcome->not_purpose ? SORT_NOT_PURPOSE : SORT_OFF;
    if (outcome->status != CLAIM_UNVERIFIABLE)
        return SORT_NONE;
    return outcome->evidence.recorded ? SORT_OPEN : SORT_BARE;
}

static void report_claim(CheckRun *run, const EffectOutcomes *outcomes) {
    static Report *const reports[] = {
        [SORT_OFF] = report_contradicted,
        [SORT_NOT_PURPOSE] = report_not_purpose,
        [SORT_OPEN] = report_unverifiable,
    };
    for (EffectKind sort = SORT_OFF; sort <= SORT_OPEN; sort++) {
        const EffectOutcome *same[DIMENSIONS_MOST];
        uint32_t count = 0;
        for (uint32_t i = 0; i < outcomes->count && count < DIMENSIONS_MOST; i++)
            if (sort_of(&outcomes->at[i]) == sort)
                same[count++] = &outcomes->at[i];
        if (count > 0)
            reports[sort](run, same, count);
    }
}

void check_effects(CheckRun *run) {
    Model *model = run->model;
    if (model->effects.count == 0 && model->rules.count == 0)
        return;
    Arena *scratch = arena_new(arena_memory(run->arena));
    const Effects *effects = effects_new(model, run->targets);
    run->effects = effects;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    uint32_t categories = model->things[KIND_CATEGORY].count;
    Bare *bare = ARENA_ARRAY(scratch, Bare, documents);
    uint32_t **by_category = ARENA_ARRAY(scratch, uint32_t *, documents);
    EffectOutcomes outcomes = {0};
    for (uint32_t i = 0; i < model->effects.count; i++) {
        const EffectClaim *claim = &model->effects.at[i];
        Bare *own = &bare[claim->document];
        outcomes.count = 0;
        effects_of_claim(effects, i, &outcomes);
        for (uint32_t j = 0; j < outcomes.count; j++) {
            const EffectOutcome *outcome = &outcomes.at[j];
            summary_add(&run->summary->effects, (ClaimStatus)outcome->status);
            own->stated++;
            if (sort_of(outcome) != SORT_BARE)
                continue;
            if (own->count++ == 0) {
                own->first = i + 1;
                own->dimension = outcome->dimension;
                by_category[claim->document] = ARENA_ARRAY(scratch, uint32_t, categories);
            }
            by_category[claim->document][claim->category]++;
        }
        report_claim(run, &outcomes);
    }
    for (Id id = 1; id < documents; id++)
        if (bare[id].count > 0)
            report_bare(run, id, &bare[id], by_category[id]);
    arena_drop(scratch);
}
