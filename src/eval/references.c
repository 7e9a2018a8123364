/* Binds all expressions of a model once more, to note what their names are: in a load
 * that nobody asks for references nothing of this is done. */
#include "eval/references.h"

#include "base/map.h"
#include "eval/bind_select.h"
#include "eval/formula.h"
#include "eval/property.h"

/* ---- properties ---- */

static void note_values(const Model *model, References *references,
                        const StatedProperty *stated) {
    PropertySpec wanted;
    if (!property_spec(model, (ThingKind)stated->kind, stated->node->name.name,
                       &wanted) ||
        wanted.type != PROPERTY_THING || wanted.kind == KIND_INDICATOR)
        return;
    for (uint32_t i = 0; i < stated->node->count; i++) {
        const Value *value = &stated->node->values[i];
        if (value->kind != VALUE_NAME ||
            property_type_has_word(model, &wanted, value->name))
            continue;
        references_add(references, stated->source, (Ref){value->name, value->span},
                       wanted.kind,
                       model_find(model, (ThingKind)wanted.kind, value->name), false);
    }
}

static void note_properties(const Model *model, References *references) {
    for (uint32_t i = 0; i < references->properties.count; i++) {
        const StatedProperty *stated = &references->properties.at[i];
        Ref name = stated->node->name;
        if (property_is_free(model, (ThingKind)stated->kind, name.name))
            references_add(references, stated->source, name, REFERENCE_PROPERTY,
                           name.name, false);
        note_values(model, references, stated);
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *info = &model->attributes.at[i];
        references_add(references, info->file, info->node->name, REFERENCE_PROPERTY,
                       info->name, true);
    }
}

/* ---- tables and queries ---- */

static void note_tables(const Model *model, References *references) {
    Map firsts = {.arena = references->arena};
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        bool titled = table->node->title.start != table->node->title.end;
        MapKey key = {table->document, table->name, 0, 0};
        uint32_t first = map_get(&firsts, key);
        if (first == 0)
            map_put(&firsts, key, first = id);
        references_add(references, table->file, table->node->name, REFERENCE_TABLE, first,
                       titled);
    }
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const QueryInfo *query = &model->queries.at[i];
        references_add(references, query->file, query->node->name, REFERENCE_QUERY, i + 1,
                       true);
    }
}

/* ---- expressions ---- */

static void bind_claims(Model *model, const Claim *claims, uint32_t count) {
    const Expr *last = NULL; /* the claims of one statement share it */
    for (uint32_t i = 0; i < count; i++) {
        const Claim *claim = &claims[i];
        if (claim->where == last)
            continue;
        last = claim->where;
        eval_bind(
            model, BIND_FUNDING, claim->where,
            (Standing){claim->file, claim->document, claim->power, claim->currency});
    }
}

static void bind_all(Model *model) {
    bind_claims(model, model->claims.at, model->claims.count);
    bind_claims(model, model->unread.at, model->unread.count);
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        eval_bind(
            model, BIND_FUNDING, table->node->where,
            (Standing){table->file, table->document, table->power, table->currency});
        formulas_bind(model, id);
    }
    for (uint32_t i = 0; i < model->checks.count; i++) {
        const CheckClaim *check = &model->checks.at[i];
        eval_bind(
            model, BIND_CHECK, check->node->expr,
            (Standing){check->file, check->document, check->power, check->currency});
    }
    for (uint32_t i = 0; i < model->rules.count; i++) {
        const CategoryRule *rule = &model->rules.at[i];
        eval_bind(model, BIND_RULE, rule->node->expr,
                  (Standing){.file = rule->file, .document = rule->document});
    }
    for (uint32_t i = 0; i < model->queries.count; i++)
        eval_bind_query_names(model, &model->queries.at[i]);
}

void eval_references(Model *model, References *references) {
    Arena *scratch = arena_new(arena_memory(model->arena));
    Findings aside, *findings = model->findings;
    uint32_t compares_left = *model->compares_left;
    findings_init(&aside, scratch);
    *model->compares_left = 0; /* nobody sees what is suggested here */
    model->findings = &aside;
    model->references = references;
    bind_all(model);
    model->references = NULL;
    model->findings = findings;
    *model->compares_left = compares_left;
    arena_drop(scratch);
    note_properties(model, references);
    note_tables(model, references);
    references_finish(references, model);
}
