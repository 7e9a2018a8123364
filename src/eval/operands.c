/* The values of an operand, without a copy of them: one, or those of a property, or of
 * several things. */
#include "eval/evaluate.h"
#include "model/view.h"

void values_one(Values *values, Datum datum) {
    values->count = 1;
    values->one = datum;
    values->prop = NULL;
    values->ids = NULL;
    values->titles = 0;
    if (datum.kind == DATUM_LIST && datum.list_count == 1)
        values->one = datum.list[0];
}

void values_things(Values *values, ThingKind kind, const Id *ids, uint32_t count) {
    if (count <= 1) {
        values_one(values, count == 0 ? datum_null() : datum_ref(kind, ids[0]));
        return;
    }
    values->count = count;
    values->prop = NULL;
    values->titles = 0;
    values->ids = ids;
    values->ids_kind = (uint8_t)kind;
}

/* They are asked for in their order, so that a step along the chain is enough. */
static Datum title_at(const Model *model, Values *values, uint32_t index) {
    if (index < values->at || index == 0) {
        values->title = values->titles;
        values->at = 0;
    }
    for (; values->at < index; values->at++)
        values->title = model->titles.at[values->title - 1].next;
    return datum_string(view_title_text(model, &model->titles.at[values->title - 1]));
}

Datum values_at(const Cursor *row, Values *values, uint32_t index) {
    if (values->titles != 0)
        return title_at(row->model, values, index);
    if (values->prop != NULL)
        return cursor_known(row, property_value(row, values->prop, index, values->type));
    if (values->ids != NULL)
        return datum_ref((ThingKind)values->ids_kind, values->ids[index]);
    return cursor_known(row, values->one);
}

Datum values_list(const Cursor *row, Values *values) {
    if (values->count == 1)
        return values_at(row, values, 0);
    Datum *list = ARENA_ARRAY(row->model->arena, Datum, values->count);
    for (uint32_t i = 0; i < values->count; i++)
        list[i] = values_at(row, values, i);
    return (Datum){.kind = DATUM_LIST, .list = list, .list_count = values->count};
}

/* The field of each of several things; of a title that is compared, all that each has. */
static Datum field_of_each(const Step *step, const Cursor *row, Values *things) {
    VEC(Datum) list = {0};
    for (uint32_t i = 0; i < things->count; i++) {
        Datum thing = values_at(row, things, i);
        Values field = {.count = 1};
        if (thing.kind == DATUM_REF)
            thing_values(row, step, (ThingKind)thing.ref_kind, thing.ref, &field);
        for (uint32_t j = 0; j < (step->any_title ? field.count : 1); j++) {
            *VEC_PUSH(row->model->arena, &list) =
                thing.kind == DATUM_REF ? values_at(row, &field, j) : datum_null();
        }
    }
    return (Datum){.kind = DATUM_LIST, .list = list.at, .list_count = list.count};
}

static void field_values(const Step *step, const Cursor *row, Values *values) {
    if (step->left == NULL) {
        const TableDef *table = table_def((TableId)row->table);
        if (table->kind == KIND_COUNT) { /* what the checks say of the row itself */
            ColumnId column = (ColumnId)step->column;
            values_one(values,
                       row->computed == NULL
                           ? datum_null()
                           : row->computed->column(row->computed, column, row->index));
            return;
        }
        thing_values(row, step, (ThingKind)table->kind, row->index, values);
        return;
    }
    Values things;
    step_values(step->left, row, &things);
    if (things.count > 1) {
        values_one(values, field_of_each(step, row, &things));
        return;
    }
    Datum thing = values_at(row, &things, 0);
    if (thing.kind == DATUM_REF)
        thing_values(row, step, (ThingKind)thing.ref_kind, thing.ref, values);
    else
        values_one(values, thing.kind == DATUM_UNKNOWN ? thing : datum_null());
}

void step_values(const Step *step, const Cursor *row, Values *values) {
    if (step->kind == STEP_FIELD)
        field_values(step, row, values);
    else if (step->kind == STEP_COLUMN &&
             column_def((ColumnId)step->column)->shape != SHAPE_ENTRY)
        record_values(row, (ColumnId)step->column, values);
    else
        values_one(values, step_value(step, row));
}
