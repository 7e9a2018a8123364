/* Which rows a table has. A thing is in a document that says something of it, or names it
 * in its money, effects or properties; where all documents are seen, everything that is
 * declared is there. */
#include "eval/table_rows.h"

#include "eval/datum.h"
#include "eval/property.h"

static uint32_t row_end(const Model *model, TableId table, const Computed *computed) {
    switch ((Shape)table_def(table)->shape) {
    case SHAPE_ENTRY: return model->facts.count;
    case SHAPE_EFFECT: return model->effects.count;
    case SHAPE_INDICATOR:
    case SHAPE_MEASURE: return model->measures.count;
    case SHAPE_PROJECT:
    case SHAPE_AREA:
    case SHAPE_THING: return model->things[table_def(table)->kind].count;
    case SHAPE_CLAIM:
    case SHAPE_FINDING: return computed == NULL ? 0 : computed->rows(computed, table);
    }
    return 0;
}

/* ---- things ---- */

static void mark(uint8_t *marks, uint32_t count, Id id) {
    if (id != 0 && id < count)
        marks[id] = 1;
}

static void mark_lines(const Model *model, ThingKind kind, Id document, uint8_t *marks) {
    uint32_t count = model->things[kind].count;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->document != document)
            continue;
        switch (kind) {
        case KIND_PROJECT:
            mark(marks, count, line->project);
            mark(marks, count, line->within);
            break;
        case KIND_AREA: mark(marks, count, line->area); break;
        case KIND_SOURCE: mark(marks, count, line->source); break;
        case KIND_MONEY: mark(marks, count, line->money); break;
        default: return;
        }
    }
}

/* Owners, purposes, goals: what properties name, where their type says so. */
static void mark_values(const Model *model, ThingKind kind, Id document, uint8_t *marks) {
    for (uint32_t of = 0; of < KIND_COUNT; of++) {
        const ThingVec *things = &model->things[of];
        for (uint32_t id = 1; id < things->count; id++) {
            for (uint32_t i = things->at[id].first_prop; i != 0;
                 i = model->props.at[i - 1].next) {
                const Prop *prop = &model->props.at[i - 1];
                if (prop->document != document)
                    continue;
                Type type = property_type(model, (ThingKind)of, prop->name);
                if (type.kind != TYPE_REF || type.of != kind)
                    continue;
                for (uint32_t v = 0; v < prop->node->count; v++) {
                    Datum datum = property_datum(model, prop, v, type);
                    if (datum.kind == DATUM_REF)
                        mark(marks, model->things[kind].count, datum.ref);
                }
            }
        }
    }
}

/* The things of a kind that a document speaks of, by id. */
static void mark_things(const Model *model, ThingKind kind, Id document, uint8_t *marks) {
    const ThingVec *things = &model->things[kind];
    if (kind == KIND_DOCUMENT) {
        mark(marks, things->count, document);
        return;
    }
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_title; i != 0 && !marks[id];
             i = model->titles.at[i - 1].next)
            marks[id] = model->titles.at[i - 1].document == document;
        for (uint32_t i = things->at[id].first_prop; i != 0 && !marks[id];
             i = model->props.at[i - 1].next)
            marks[id] = model->props.at[i - 1].document == document;
    }
    mark_lines(model, kind, document, marks);
    if (kind == KIND_ORGANISATION || kind == KIND_GOAL)
        mark_values(model, kind, document, marks);
    for (uint32_t i = 0; kind == KIND_PROJECT && i < model->effects.count; i++)
        if (model->effects.at[i].document == document)
            mark(marks, things->count, model->effects.at[i].project);
    for (uint32_t i = 0; i < model->measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[i];
        const Thing *indicator = &model->things[KIND_INDICATOR].at[fact->indicator];
        if (fact->document == document && indicator->owner_kind == kind)
            mark(marks, things->count, indicator->owner);
    }
}

static void mark_declared(const Model *model, ThingKind kind, uint8_t *marks) {
    const ThingVec *things = &model->things[kind];
    for (uint32_t id = 1; id < things->count; id++)
        marks[id] = things->at[id].first_title != 0 || kind == KIND_DOCUMENT;
}

/* ---- rows ---- */

/* Nearer to the rows of the only document that is seen. */
static void narrow(TableRows *rows) {
    const DocumentRows *of = &rows->model->rows[rows->document];
    RowRange range = {rows->first, rows->end};
    switch ((Shape)table_def(rows->table)->shape) {
    case SHAPE_ENTRY: range = of->facts; break;
    case SHAPE_EFFECT: range = of->effects; break;
    case SHAPE_INDICATOR:
    case SHAPE_MEASURE: range = of->measures; break;
    default: break;
    }
    rows->first = range.first;
    rows->end = range.end;
}

void table_rows_begin(TableRows *rows, const Model *model, Arena *arena, TableId table,
                      const Id *documents, uint32_t document_count,
                      const Computed *computed) {
    const TableDef *def = table_def(table);
    *rows = (TableRows){.model = model,
                        .computed = computed,
                        .table = table,
                        .first = def->kind != KIND_COUNT ? 1 : 0,
                        .end = row_end(model, table, computed),
                        .document = document_count == 1 ? documents[0] : 0,
                        .kind = table == TABLE_spending ? MONEY_SPENDING : MONEY_FUNDING,
                        .parts = table == TABLE_parts};
    if (rows->document != 0)
        narrow(rows);
    if (document_count > 0) {
        uint8_t *sees = ARENA_ARRAY(arena, uint8_t, model->things[KIND_DOCUMENT].count);
        for (uint32_t i = 0; i < document_count; i++)
            sees[documents[i]] = 1;
        rows->sees = sees;
    }
    if (def->kind != KIND_COUNT) {
        ThingKind kind = (ThingKind)def->kind;
        uint8_t *marks = ARENA_ARRAY(arena, uint8_t, model->things[kind].count + 1);
        for (uint32_t i = 0; i < document_count; i++)
            mark_things(model, kind, documents[i], marks);
        if (document_count == 0)
            mark_declared(model, kind, marks);
        rows->things = marks;
    }
}

int64_t table_rows_effort(const TableRows *rows) {
    const Model *model = rows->model;
    return rows->things == NULL
               ? 0
               : (int64_t)model->lines.count + model->titles.count + model->props.count +
                     model->effects.count + model->measures.count;
}

Id table_rows_document(const TableRows *rows, uint32_t row) {
    const Model *model = rows->model;
    switch ((Shape)table_def(rows->table)->shape) {
    case SHAPE_ENTRY: return model->lines.at[model->facts.line[row]].document;
    case SHAPE_EFFECT: return model->effects.at[row].document;
    case SHAPE_INDICATOR:
    case SHAPE_MEASURE: return model->measures.at[row].document;
    case SHAPE_CLAIM:
    case SHAPE_FINDING: return rows->computed->document(rows->computed, rows->table, row);
    default: return rows->document;
    }
}

bool table_rows_has(const TableRows *rows, uint32_t row) {
    const Model *model = rows->model;
    switch ((Shape)table_def(rows->table)->shape) {
    case SHAPE_ENTRY:
        return table_rows_has_part(rows, row) &&
               table_rows_has_line(rows, model->facts.line[row]);
    case SHAPE_INDICATOR:
        return model->measures.at[row].kind == MEASURE_TARGET &&
               table_rows_sees(rows, table_rows_document(rows, row));
    case SHAPE_EFFECT:
    case SHAPE_MEASURE:
    case SHAPE_CLAIM:
    case SHAPE_FINDING: return table_rows_sees(rows, table_rows_document(rows, row));
    default: return rows->things[row] != 0;
    }
}
