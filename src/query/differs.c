/* One value for a group, or none: which documents a group's rows are of decides what is
 * seen of its things. The rows are looked at again only where some thing has a property
 * that two documents state differently. */
#include "query/differs.h"

#include "eval/property.h"
#include "model/view.h"

/* A field and the first value that it had in each row of the answer. */
typedef struct Field {
    const Step *step;
    VEC(Datum) first; /* by number in Differs.answers */
    VEC(Id) document; /* that of the row which had it; 0: none did yet */
} Field;

typedef struct Differs {
    Rows *rows;
    Groups *groups;
    Arena *arena;
    VEC(Field) fields;
    Datum *parts;     /* room for keys */
    ValueSet answers; /* the keys without those that a pivot makes columns of */
} Differs;

/* ---- what may differ ---- */

static bool same_values(const Model *model, const Prop *a, const Prop *b, Type type) {
    bool same = a->node->count == b->node->count;
    for (uint32_t i = 0; i < a->node->count && same; i++) {
        Datum one = property_datum(model, a, i, type);
        Datum other = property_datum(model, b, i, type);
        same = value_same(&one, &other);
    }
    return same;
}

/* Whether two statements of a property of one thing differ. */
static bool is_disputed(const Model *model, ThingKind kind, NameId name, Type type) {
    const ThingVec *things = &model->things[kind];
    for (Id id = 1; id < things->count; id++) {
        const Prop *first = NULL;
        for (uint32_t i = things->at[id].first_prop; i != 0;
             i = model->props.at[i - 1].next) {
            const Prop *prop = &model->props.at[i - 1];
            if (prop->name != name)
                continue;
            if (first != NULL && !same_values(model, first, prop, type))
                return true;
            first = first == NULL ? prop : first;
        }
    }
    return false;
}

/* Whether a part of `project.owner.kind` is a property that is disputed. */
static bool may_differ(const Differs *differs, const Step *step) {
    const Model *model = differs->rows->run->model;
    for (; step != NULL && step->kind == STEP_FIELD; step = step->left)
        if (step->field == FIELD_PROPERTY && step->left != NULL &&
            step->left->type.kind == TYPE_REF &&
            is_disputed(model, (ThingKind)step->left->type.of, step->name, step->type))
            return true;
    return false;
}

/* The fields of a step, those inside its aggregates apart. */
static void find_fields(Differs *differs, const Step *step) {
    if (step == NULL || step->kind == STEP_AGGREGATE || step->kind == STEP_KEY)
        return;
    if (step->kind == STEP_FIELD) {
        if (may_differ(differs, step))
            *VEC_PUSH(differs->arena, &differs->fields) = (Field){.step = step};
        return;
    }
    for (uint32_t i = 0; i < step->arg_count; i++)
        find_fields(differs, step->args[i]);
    find_fields(differs, step->left);
    find_fields(differs, step->right);
}

/* ---- in words ---- */

static Slice document_text(const Model *model, Id document) {
    return model->things[KIND_DOCUMENT].at[document].name != 0
               ? model_name(model, KIND_DOCUMENT, document)
               : view_title(model, KIND_DOCUMENT, document, document);
}

/* The row of the answer as a person knows it: its keys. */
static Slice group_text(const Differs *differs, const Datum *keys) {
    const Model *model = &differs->rows->view;
    const BoundQuery *query = differs->rows->query;
    Slice text = SLICE("");
    for (uint32_t i = 0; i < query->group_count; i++) {
        if (query->pivot != NULL && i == query->pivot_group)
            continue;
        Slice one = datum_text(model, &keys[i], query->bound.power);
        text = text.length == 0 ? one
                                : arena_format(differs->arena, "%.*s, %.*s",
                                               SLICE_ARGS(text), SLICE_ARGS(one));
    }
    return text;
}

static void report(const Differs *differs, const Field *field, uint32_t answer,
                   const Datum *value, Id document) {
    const Rows *rows = differs->rows;
    const Model *model = &rows->view;
    const BoundQuery *query = rows->query;
    Findings *findings = rows->run->findings;
    Place place = {query->bound.file, field->step->span};
    Slice text = source_slice(sources_get(model->sources, place.source), place.span);
    Slice group = group_text(differs, differs->groups->spread.one);
    Slice one = datum_text(model, &field->first.at[answer], query->bound.power);
    Slice other = datum_text(model, value, query->bound.power);
    Slice first = document_text(model, field->document.at[answer]);
    Diagnostic *d = findings_add(
        findings, CODE_Q04, place,
        "\"%.*s\" has no single value in the group \"%.*s\": %.*s in "
        "\"%.*s\", %.*s in \"%.*s\"",
        SLICE_ARGS(text), SLICE_ARGS(group), SLICE_ARGS(one), SLICE_ARGS(first),
        SLICE_ARGS(other), SLICE_ARGS(document_text(model, document)));
    diagnostic_help(findings, d,
                    "add %.*s to \"group by\", select list(%.*s), or ask one document "
                    "with \"of\"",
                    SLICE_ARGS(text), SLICE_ARGS(text));
}

/* ---- looking ---- */

/* The number of the answer's row for the keys in hand. */
static uint32_t answer_of(Differs *differs) {
    const BoundQuery *query = differs->rows->query;
    const Datum *keys = differs->groups->spread.one;
    uint32_t count = 0;
    for (uint32_t i = 0; i < query->group_count; i++)
        if (query->pivot == NULL || i != query->pivot_group)
            differs->parts[count++] = keys[i];
    Datum list = {.kind = DATUM_LIST, .list = differs->parts, .list_count = count};
    return value_set_add(differs->arena, &differs->answers, &list, NULL);
}

/* Looks at the fields of a row in the group of the keys in hand. */
static bool is_alike(Differs *differs, Cursor *cursor) {
    uint32_t answer = answer_of(differs);
    cursor->keys = differs->groups->spread.one;
    for (uint32_t i = 0; i < differs->fields.count; i++) {
        Field *field = &differs->fields.at[i];
        while (field->first.count <= answer) {
            *VEC_PUSH(differs->arena, &field->first) = datum_null();
            *VEC_PUSH(differs->arena, &field->document) = 0;
        }
        if (field->document.at[answer] == cursor->document)
            continue;
        Datum value = step_value(field->step, cursor);
        if (field->document.at[answer] == 0) {
            field->first.at[answer] = value_keep(differs->arena, &value);
            field->document.at[answer] = cursor->document;
        } else if (!value_same(&field->first.at[answer], &value)) {
            report(differs, field, answer, &value, cursor->document);
            return false;
        }
    }
    return true;
}

static bool look_at_rows(Differs *differs) {
    Rows *rows = differs->rows;
    Groups *groups = differs->groups;
    bool alike = true;
    for (uint32_t row = rows->of.first; row < rows->of.end && alike; row++) {
        if (!rows_was_read(rows, row))
            continue;
        Cursor cursor = *rows_cursor(rows, row);
        cursor.titles_from = &rows->query->document;
        groups_spread(groups, &cursor);
        do {
            alike = is_alike(differs, &cursor);
        } while (alike && spread_next(&groups->spread));
    }
    return alike;
}

bool differs_check(Rows *rows, Groups *groups) {
    const BoundQuery *query = rows->query;
    if (rows->stopped || query->document_count == 1 || query->group_count == 0)
        return true;
    Arena *arena = arena_new(arena_memory(rows->run->arena));
    Differs *differs = ARENA_NEW(arena, Differs);
    *differs = (Differs){.rows = rows, .groups = groups, .arena = arena};
    differs->parts = ARENA_ARRAY(arena, Datum, query->group_count + 1);
    for (uint32_t i = 0; i < query->item_count; i++)
        find_fields(differs, query->items[i].step);
    find_fields(differs, query->having);
    for (uint32_t i = 0; i < query->order_count; i++)
        find_fields(differs, query->orders[i].step);
    Remarks before = rows->remarks; /* what is missing was counted when it was read */
    bool alike = differs->fields.count == 0 || look_at_rows(differs);
    rows->remarks = before;
    arena_drop(arena);
    return alike;
}
