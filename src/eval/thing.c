/* The fields of a thing as a document sees it: its name, title, parent, properties. */
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "model/view.h"

Datum property_value(const Cursor *row, const Prop *prop, uint32_t index, Type type) {
    Datum datum = property_datum(row->model, prop, index, type);
    if (row->doubts && datum_is_rounded(&datum)) {
        uint32_t number = (uint32_t)(prop - row->model->props.at);
        uint64_t figure = doubt_figure_id(FIGURE_OF_PROPERTY, number) +
                          ((uint64_t)index << 40);
        datum.doubt = doubt_number(row->model->arena, figure, datum.grain, datum.rough);
    }
    return datum;
}

static void property_values(const Cursor *row, const Step *step, ThingKind kind, Id id,
                            Values *values) {
    const Prop *prop = view_prop(row->model, kind, id, step->name, row->document);
    if (prop == NULL) {
        values_one(values, datum_null());
    } else if (prop->node->count <= 1) {
        values_one(values, property_value(row, prop, 0, step->type));
    } else {
        values->count = prop->node->count;
        values->prop = prop;
        values->type = step->type;
        values->ids = NULL;
        values->titles = 0;
    }
}

static void all_titles(const Model *model, const Thing *thing, Values *values) {
    *values = (Values){.titles = thing->first_title};
    for (uint32_t at = thing->first_title; at != 0; at = model->titles.at[at - 1].next)
        values->count++;
}

void thing_values(const Cursor *row, const Step *step, ThingKind kind, Id id,
                  Values *values) {
    const Model *model = row->model;
    if (kind >= KIND_COUNT || id == 0 || id >= model->things[kind].count) {
        values_one(values, datum_null());
        return;
    }
    const Thing *thing = &model->things[kind].at[id];
    switch ((FieldKind)step->field) {
    case FIELD_NAME:
        values_one(values,
                   thing->name == 0 ? datum_null() : datum_word(model, thing->name));
        return;
    case FIELD_TITLE:
        if (step->any_title && thing->first_title != 0) {
            all_titles(model, thing, values);
            return;
        }
        values_one(values,
                   datum_string(view_title(
                       model, kind, id,
                       row->titles_from == NULL ? row->document : *row->titles_from)));
        return;
    case FIELD_PARENT: values_one(values, datum_ref(kind, thing->parent)); return;
    case FIELD_PROPERTY: property_values(row, step, kind, id, values); return;
    case FIELD_COMPUTED:
        values_one(values,
                   row->computed == NULL
                       ? datum_null()
                       : row->computed->field(row->computed, (ColumnId)step->column, id));
        return;
    }
    values_one(values, datum_null());
}
