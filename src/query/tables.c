/* What only the checks know, as columns: claims and findings, the status of effects and
 * targets, and of each project how its targets came out. */
#include "query/tables.h"

#include "eval/property.h"
#include "query/claim_rows.h"

typedef struct Tables {
    Computed computed;
    Model model; /* the load's, but allocating in the arena of the tables */
    const Checked *checked;
    const Findings *findings;
    ClaimBase base;
    bool has_base, has_claims, has_shown, has_project;
    ClaimRows claims;
    VEC(const Diagnostic *) shown; /* the findings that no `allow` names */
    /* By project: its first effect claim + 1; by claim: the next one's. */
    uint32_t *first_effect, *next_effect;
    /* The project whose targets were counted last: its columns come together. */
    Id project, document;
    TargetCounts counts;
} Tables;

static Tables *tables_of(const Computed *computed) {
    return computed->context;
}

static const ClaimBase *base_of(Tables *tables) {
    if (!tables->has_base) {
        const Targets *targets = targets_new(&tables->model);
        const Effects *effects = tables->checked->effects;
        tables->base = (ClaimBase){
            .arena = tables->model.arena,
            .model = &tables->model,
            .checked = tables->checked,
            .targets = targets,
            .effects = effects == NULL ? NULL
                                       : effects_in(effects, &tables->model, targets)};
        tables->has_base = true;
    }
    return &tables->base;
}

static const ClaimRows *claims_of(Tables *tables) {
    if (!tables->has_claims) {
        tables->claims = claim_rows(base_of(tables));
        tables->has_claims = true;
    }
    return &tables->claims;
}

/* ---- findings ---- */

static void find_shown(Tables *tables) {
    for (uint32_t i = 0; i < tables->findings->all.count && !tables->has_shown; i++) {
        const Diagnostic *d = tables->findings->all.at[i];
        if (!d->allowed) {
            *VEC_PUSH(tables->model.arena, &tables->shown) = d;
        }
    }
    tables->has_shown = true;
}

static Datum finding_column(Tables *tables, ColumnId column, uint32_t index) {
    const Model *model = &tables->model;
    find_shown(tables);
    const Diagnostic *d = tables->shown.at[index];
    Source *source = sources_get(model->sources, d->place.source);
    uint32_t start = d->place.span.start;
    switch (column) {
    case COLUMN_FINDING_code: return claim_word(model, code_info(d->code)->code);
    case COLUMN_FINDING_level: return claim_word(model, level_text(d->level));
    case COLUMN_FINDING_message: return datum_string(d->message);
    case COLUMN_FINDING_file: return datum_string(source->path);
    case COLUMN_FINDING_line:
        return datum_integer(source_line(model->sources, source, start));
    case COLUMN_FINDING_column:
        return datum_integer(source_column(model->sources, source, start));
    default: return datum_null();
    }
}

/* ---- rows ---- */

static uint32_t row_count(const Computed *computed, TableId table) {
    Tables *tables = tables_of(computed);
    switch (table) {
    case TABLE_claims: return claims_of(tables)->count;
    case TABLE_findings: find_shown(tables); return tables->shown.count;
    default: return 0;
    }
}

static Id row_document(const Computed *computed, TableId table, uint32_t index) {
    Tables *tables = tables_of(computed);
    switch (table) {
    case TABLE_claims:
        return claim_document(base_of(tables), &claims_of(tables)->at[index]);
    case TABLE_findings:
        find_shown(tables);
        return model_document_at(&tables->model, tables->shown.at[index]->place);
    default: return 0;
    }
}

static TargetView view_of(Tables *tables, uint32_t target) {
    const Targets *targets = base_of(tables)->targets;
    Viewpoint from =
        targets_viewpoint(targets, tables->model.measures.at[target].document);
    return targets_view(targets, target, &from);
}

static Datum target_column(Tables *tables, ColumnId column, uint32_t target) {
    TargetView view = view_of(tables, target);
    if (column == COLUMN_INDICATOR_status) {
        return claim_word(&tables->model, target_status_text((TargetStatus)view.status));
    }
    Datum progress = {.kind = DATUM_PERCENT};
    return target_progress(&tables->model, &view, &progress.number) ? progress
                                                                    : datum_null();
}

static uint32_t row_measure(const Computed *computed, uint32_t target, MeasureKind kind) {
    TargetView view = view_of(tables_of(computed), target);
    return kind == MEASURE_BASELINE ? view.baseline : view.actual;
}

static Datum row_column(const Computed *computed, ColumnId column, uint32_t index) {
    Tables *tables = tables_of(computed);
    const ClaimBase *base = base_of(tables);
    switch ((Shape)column_def(column)->shape) {
    case SHAPE_CLAIM: return claim_column(base, &claims_of(tables)->at[index], column);
    case SHAPE_FINDING: return finding_column(tables, column, index);
    case SHAPE_EFFECT:
        return claim_word(&tables->model,
                          claim_status_word(claim_effect_status(base, index)));
    case SHAPE_INDICATOR: return target_column(tables, column, index);
    default: return datum_null();
    }
}

/* ---- projects ---- */

/* Of two documents the later one; one without a date is the earlier, and of two equal
 * ones that which was declared first. */
static bool is_later(const Model *model, Id document, Id than) {
    return than == 0 || model_date(model, document) > model_date(model, than);
}

static void index_effects(Tables *tables) {
    const Model *model = &tables->model;
    tables->first_effect =
        ARENA_ARRAY(model->arena, uint32_t, model->things[KIND_PROJECT].count);
    tables->next_effect = ARENA_ARRAY(model->arena, uint32_t, model->effects.count);
    for (uint32_t i = model->effects.count; i > 0; i--) {
        Id project = model->effects.at[i - 1].project;
        tables->next_effect[i - 1] = tables->first_effect[project];
        tables->first_effect[project] = i;
    }
}

static bool is_listed(const Datum *list, uint32_t count, Id category) {
    for (uint32_t i = 0; i < count; i++) {
        if (list[i].ref == category) {
            return true;
        }
    }
    return false;
}

/* The latest document that claims an effect of the project, among those not taken yet
 * that `from` (NULL: anybody) sees; 0: none. */
static Id claiming_document(Tables *tables, Id project, const Viewpoint *from,
                            const uint8_t *taken) {
    const Model *model = &tables->model;
    Id best = 0;
    for (uint32_t i = tables->first_effect[project]; i != 0;
         i = tables->next_effect[i - 1]) {
        Id document = model->effects.at[i - 1].document;
        if (!taken[document] && is_later(model, document, best) &&
            (from == NULL || targets_visible(base_of(tables)->targets, from, document))) {
            best = document;
        }
    }
    return best;
}

/* Each category once: those of the document itself, else of the latest that it sees; of
 * all documents, the latest first. */
static Datum project_effects(Tables *tables, Id project, Id document) {
    const Model *model = &tables->model;
    if (tables->first_effect == NULL) {
        index_effects(tables);
    }
    uint32_t most = 0;
    bool own = false;
    for (uint32_t i = tables->first_effect[project]; i != 0;
         i = tables->next_effect[i - 1]) {
        own = own || model->effects.at[i - 1].document == document;
        most++;
    }
    if (most == 0) {
        return datum_null();
    }
    Datum *list = ARENA_ARRAY(model->arena, Datum, most);
    uint8_t *taken =
        ARENA_ARRAY(model->arena, uint8_t, model->things[KIND_DOCUMENT].count);
    uint32_t count = 0;
    Viewpoint from = {0};
    if (document != 0) {
        from = targets_viewpoint(base_of(tables)->targets, document);
    }
    Id next =
        own ? document
            : claiming_document(tables, project, document == 0 ? NULL : &from, taken);
    while (next != 0) {
        for (uint32_t i = tables->first_effect[project]; i != 0;
             i = tables->next_effect[i - 1]) {
            const EffectClaim *claim = &model->effects.at[i - 1];
            if (claim->document == next && claim->category != 0 &&
                !is_listed(list, count, claim->category)) {
                list[count++] = datum_ref(KIND_CATEGORY, claim->category);
            }
        }
        taken[next] = 1;
        next = document == 0 ? claiming_document(tables, project, NULL, taken) : 0;
    }
    if (count <= 1) {
        return count == 0 ? datum_null() : list[0];
    }
    return (Datum){.kind = DATUM_LIST, .list = list, .list_count = count};
}

/* The latest document that sets an indicator a target; 0: none. */
static Id setting_document(Tables *tables, Id indicator) {
    const Model *model = &tables->model;
    IdRange measures = targets_measures(base_of(tables)->targets, indicator);
    Id best = 0;
    for (uint32_t i = 0; i < measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (fact->kind == MEASURE_TARGET && is_later(model, fact->document, best)) {
            best = fact->document;
        }
    }
    return best;
}

/* As a document sees them at its date; for all documents together, the targets that the
 * latest document sets each indicator, with all that is known by the latest date. */
static const TargetCounts *project_counts(Tables *tables, Id project, Id document) {
    if (tables->has_project && tables->project == project &&
        tables->document == document) {
        return &tables->counts;
    }
    const Targets *targets = base_of(tables)->targets;
    TargetViews views = {0};
    if (document != 0) {
        Viewpoint from = targets_viewpoint(targets, document);
        targets_of_owner(targets, KIND_PROJECT, project, &from, &views);
    } else {
        IdRange indicators = targets_indicators(targets, KIND_PROJECT, project);
        for (uint32_t i = 0; i < indicators.count; i++) {
            Id setting = setting_document(tables, indicators.at[i]);
            if (setting != 0) {
                Viewpoint from = targets_hindsight(targets, setting);
                targets_of_indicator(targets, indicators.at[i], &from, &views);
            }
        }
    }
    tables->counts = targets_count(&views);
    tables->project = project;
    tables->document = document;
    tables->has_project = true;
    return &tables->counts;
}

static Datum project_field(const Computed *computed, ColumnId column, Id project,
                           Id document) {
    Tables *tables = tables_of(computed);
    if (column == COLUMN_PROJECT_effect) {
        return project_effects(tables, project, document);
    }
    const TargetCounts *counts = project_counts(tables, project, document);
    switch (column) {
    case COLUMN_PROJECT_targets: return datum_integer(counts->all);
    case COLUMN_PROJECT_measured:
        return datum_integer(counts->met + counts->missed + counts->unclear);
    case COLUMN_PROJECT_met: return datum_integer(counts->met);
    case COLUMN_PROJECT_missed: return datum_integer(counts->missed);
    case COLUMN_PROJECT_pending: return datum_integer(counts->pending);
    case COLUMN_PROJECT_unmeasured: return datum_integer(counts->unmeasured);
    default: return datum_null();
    }
}

const Computed *tables_new(Arena *arena, const Model *model, const Checked *checked,
                           const Findings *findings) {
    Tables *tables = ARENA_NEW(arena, Tables);
    tables->computed = (Computed){.rows = row_count,
                                  .column = row_column,
                                  .field = project_field,
                                  .measure = row_measure,
                                  .document = row_document,
                                  .context = tables};
    tables->model = *model;
    tables->model.arena = arena;
    tables->checked = checked;
    tables->findings = findings;
    return &tables->computed;
}

Place tables_claim_place(const Computed *computed, uint32_t row) {
    return claims_of(tables_of(computed))->at[row].place;
}

int8_t tables_claim_power(const Computed *computed, uint32_t row) {
    const Tables *tables = tables_of(computed);
    const ClaimRow *claim = &claims_of(tables_of(computed))->at[row];
    switch ((ClaimKind)claim->kind) {
    case CLAIM_TOTAL:
    case CLAIM_GROSS: return tables->model.claims.at[claim->index].power;
    case CLAIM_CHECK: return tables->model.checks.at[claim->index].power;
    default: return 0;
    }
}

bool tables_claim_of_table(const Computed *computed, uint32_t row) {
    Tables *tables = tables_of(computed);
    return claim_of_table(base_of(tables), &claims_of(tables)->at[row]);
}
