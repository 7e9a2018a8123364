/* What only the checks know, as columns: claims and findings, the status of effects and
 * targets, and of each project how its targets came out. */
#include "query/tables.h"

#include "query/claim_rows.h"

typedef struct Tables {
    Computed computed;
    Model model; /* the load's, but allocating in the arena of the tables */
    const Checked *checked;
    const Findings *findings;
    ClaimBase base;
    bool has_base, has_claims, has_shown;
    ClaimRows claims;
    VEC(const Diagnostic *) shown; /* the findings that no `allow` names */
    /* By project: its first effect claim + 1; by claim: the next one's. */
    uint32_t *first_effect, *next_effect;
    const Id *documents; /* that are asked; document_count 0: all */
    uint32_t document_count;
    Viewpoint together; /* what they know; `together` in it: not made yet */
    /* The project whose targets were counted last, or 0: its columns come together. */
    Id project;
    TargetCounts counts;
} Tables;

static Tables *tables_of(const Computed *computed) {
    return computed->context;
}

static const ClaimBase *base_of(Tables *tables) {
    if (!tables->has_base) {
        const Targets *targets =
            targets_new(&tables->model, targets_unread(tables->checked->targets));
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

/* What the documents that are asked know together, with the targets of one document. */
static Viewpoint together_with(Tables *tables, Id document) {
    const Targets *targets = base_of(tables)->targets;
    if (tables->together.together == NULL) {
        tables->together =
            targets_together(targets, tables->documents, tables->document_count);
    }
    Viewpoint from = tables->together;
    from.document = document;
    return from;
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
        if (!d->allowed)
            *VEC_PUSH(tables->model.arena, &tables->shown) = d;
    }
    tables->has_shown = true;
}

static Datum finding_column(Tables *tables, ColumnId column, uint32_t index) {
    const Model *model = &tables->model;
    find_shown(tables);
    const Diagnostic *d = tables->shown.at[index];
    const Source *source = sources_get(model->sources, d->place.source);
    uint32_t start = d->place.span.start;
    switch (column) {
    case COLUMN_FINDING_code: return claim_word(model, code_info(d->code)->code);
    case COLUMN_FINDING_level: return claim_word(model, level_text(d->level));
    case COLUMN_FINDING_message: return datum_string(d->message);
    case COLUMN_FINDING_file: return datum_string(source->path);
    case COLUMN_FINDING_line: return datum_integer(source_line(source, start));
    case COLUMN_FINDING_column:
        return datum_integer(source_column(source, start, COLUMN_CODE_POINTS));
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
    Viewpoint from = together_with(tables, tables->model.measures.at[target].document);
    return targets_view(base_of(tables)->targets, target, &from);
}

static Datum target_column(Tables *tables, ColumnId column, uint32_t target) {
    TargetView view = view_of(tables, target);
    if (column == COLUMN_INDICATOR_status)
        return claim_word(&tables->model, target_status_text((TargetStatus)view.status));
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

/* Of two documents the one that counts: one that is asked before one that is not, then
 * the later one; one without a date is the earlier, and of two equal ones that which was
 * declared first. */
static bool is_better(Tables *tables, Id document, Id than) {
    const Model *model = &tables->model;
    Viewpoint from = together_with(tables, 0);
    if (than == 0 || from.together[document] != from.together[than])
        return than == 0 || from.together[document] != 0;
    return model_date(model, document) > model_date(model, than);
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
    for (uint32_t i = 0; i < count; i++)
        if (list[i].ref == category)
            return true;
    return false;
}

/* The document that counts most among those that claim an effect of the project, are not
 * taken yet and are seen; 0: none. */
static Id claiming_document(Tables *tables, Id project, const uint8_t *taken) {
    const Model *model = &tables->model;
    Viewpoint from = together_with(tables, 0);
    Id best = 0;
    for (uint32_t i = tables->first_effect[project]; i != 0;
         i = tables->next_effect[i - 1]) {
        Id document = model->effects.at[i - 1].document;
        if (!taken[document] && is_better(tables, document, best) &&
            targets_visible(base_of(tables)->targets, &from, document))
            best = document;
    }
    return best;
}

/* Each category once: those of all documents that are asked, the latest first; where none
 * of these claims one, those of the latest that they see. */
static Datum project_effects(Tables *tables, Id project) {
    const Model *model = &tables->model;
    if (tables->first_effect == NULL)
        index_effects(tables);
    uint32_t most = 0;
    for (uint32_t i = tables->first_effect[project]; i != 0;
         i = tables->next_effect[i - 1])
        most++;
    if (most == 0)
        return datum_null();
    Datum *list = ARENA_ARRAY(model->arena, Datum, most);
    uint8_t *taken =
        ARENA_ARRAY(model->arena, uint8_t, model->things[KIND_DOCUMENT].count);
    uint32_t count = 0;
    Id next = claiming_document(tables, project, taken);
    bool asked = next != 0 && together_with(tables, 0).together[next] != 0;
    while (next != 0) {
        for (uint32_t i = tables->first_effect[project]; i != 0;
             i = tables->next_effect[i - 1]) {
            const EffectClaim *claim = &model->effects.at[i - 1];
            if (claim->document == next && claim->category != 0 &&
                !is_listed(list, count, claim->category))
                list[count++] = datum_ref(KIND_CATEGORY, claim->category);
        }
        taken[next] = 1;
        Id more = asked ? claiming_document(tables, project, taken) : 0;
        next = more != 0 && together_with(tables, 0).together[more] != 0 ? more : 0;
    }
    if (count <= 1)
        return count == 0 ? datum_null() : list[0];
    return (Datum){.kind = DATUM_LIST, .list = list, .list_count = count};
}

Id tables_setting_document(const Computed *computed, Id indicator) {
    Tables *tables = tables_of(computed);
    const Model *model = &tables->model;
    const Targets *targets = base_of(tables)->targets;
    Viewpoint from = together_with(tables, 0);
    IdRange measures = targets_measures(targets, indicator);
    Id best = 0;
    for (uint32_t i = 0; i < measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[measures.at[i]];
        if (fact->kind == MEASURE_TARGET && is_better(tables, fact->document, best) &&
            targets_visible(targets, &from, fact->document))
            best = fact->document;
    }
    return best;
}

/* The targets that the latest document sets each indicator, with all that is known. */
static const TargetCounts *project_counts(Tables *tables, Id project) {
    if (tables->project == project)
        return &tables->counts;
    const Targets *targets = base_of(tables)->targets;
    TargetViews views = {0};
    IdRange indicators = targets_indicators(targets, KIND_PROJECT, project);
    for (uint32_t i = 0; i < indicators.count; i++) {
        Id setting = tables_setting_document(&tables->computed, indicators.at[i]);
        if (setting != 0) {
            Viewpoint from = together_with(tables, setting);
            targets_of_indicator(targets, indicators.at[i], &from, &views);
        }
    }
    tables->counts = targets_count(&views);
    tables->project = project;
    return &tables->counts;
}

static Datum project_field(const Computed *computed, ColumnId column, Id project) {
    Tables *tables = tables_of(computed);
    if (column == COLUMN_PROJECT_effect)
        return project_effects(tables, project);
    const TargetCounts *counts = project_counts(tables, project);
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
                           const Findings *findings, const Id *documents,
                           uint32_t count) {
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
    tables->documents = documents;
    tables->document_count = count;
    return &tables->computed;
}

Place tables_claim_place(const Computed *computed, uint32_t row) {
    return claims_of(tables_of(computed))->at[row].place;
}

uint32_t tables_claim_total(const Computed *computed, uint32_t row) {
    const ClaimRow *claim = &claims_of(tables_of(computed))->at[row];
    return claim->kind == CLAIM_TOTAL ? claim->index + 1 : 0;
}

int8_t tables_claim_power(const Computed *computed, uint32_t row) {
    const Tables *tables = tables_of(computed);
    const ClaimRow *claim = &claims_of(tables_of(computed))->at[row];
    switch ((ClaimKind)claim->kind) {
    case CLAIM_TOTAL:
    case CLAIM_GROSS: return tables->model.claims.at[claim->index].power;
    case CLAIM_CELL:
        return tables->model.tables.at[tables->model.cells.at[claim->index].table].power;
    case CLAIM_CHECK: return tables->model.checks.at[claim->index].power;
    default: return 0;
    }
}

bool tables_claim_of_table(const Computed *computed, uint32_t row) {
    Tables *tables = tables_of(computed);
    return claim_of_table(base_of(tables), &claims_of(tables)->at[row]);
}
