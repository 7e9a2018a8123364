/* Aggregates in checks: over the rows of a table, in the check's own document. An
 * amount that is not stated or could not be read makes the result unknown, and so does
 * a sum over nothing: nothing is guessed. */
#include "eval/evaluate.h"

#include <stdlib.h>

/* ---- rows ---- */

/* The walk over a table's rows in one document. */
typedef struct Walk {
    Seat row;
    uint32_t next, end;
    const uint8_t *spoken_of; /* of things: see document_things */
} Walk;

uint32_t evaluate_row_end(const Model *model, TableId table) {
    switch ((Shape)table_def(table)->shape) {
    case SHAPE_ENTRY: return model->facts.count;
    case SHAPE_EFFECT: return model->effects.count;
    case SHAPE_INDICATOR:
    case SHAPE_MEASURE: return model->measures.count;
    case SHAPE_PROJECT:
    case SHAPE_AREA:
    case SHAPE_THING: return model->things[table_def(table)->kind].count;
    case SHAPE_CLAIM:
    case SHAPE_FINDING: break;
    }
    return 0;
}

static void mark(uint8_t *marks, uint32_t count, Id id) {
    if (id != 0 && id < count) {
        marks[id] = 1;
    }
}

static void mark_lines(const Model *model, EntityKind kind, Id document, uint8_t *marks) {
    uint32_t count = model->things[kind].count;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->document != document) {
            continue;
        }
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
static void mark_values(const Model *model, EntityKind kind, Id document,
                        uint8_t *marks) {
    for (uint32_t of = 0; of < KIND_COUNT; of++) {
        const ThingVec *things = &model->things[of];
        for (uint32_t id = 1; id < things->count; id++) {
            for (uint32_t i = things->at[id].first_prop; i != 0;
                 i = model->props.at[i - 1].next) {
                const Prop *prop = &model->props.at[i - 1];
                if (prop->document != document) {
                    continue;
                }
                Type type = property_type(model, (EntityKind)of, prop->name);
                if (type.kind != TYPE_REF || type.of != kind) {
                    continue;
                }
                for (uint32_t v = 0; v < prop->node->count; v++) {
                    Datum datum = property_datum(model, prop, v, type);
                    if (datum.kind == DATUM_REF) {
                        mark(marks, model->things[kind].count, datum.ref);
                    }
                }
            }
        }
    }
}

const uint8_t *document_things(const Model *model, EntityKind kind, Id document) {
    const ThingVec *things = &model->things[kind];
    uint8_t *marks = ARENA_ARRAY(model->arena, uint8_t, things->count + 1);
    if (kind == KIND_DOCUMENT) {
        mark(marks, things->count, document);
        return marks;
    }
    for (uint32_t id = 1; id < things->count; id++) {
        for (uint32_t i = things->at[id].first_title; i != 0 && !marks[id];
             i = model->titles.at[i - 1].next) {
            marks[id] = model->titles.at[i - 1].document == document;
        }
        for (uint32_t i = things->at[id].first_prop; i != 0 && !marks[id];
             i = model->props.at[i - 1].next) {
            marks[id] = model->props.at[i - 1].document == document;
        }
    }
    mark_lines(model, kind, document, marks);
    if (kind == KIND_ORGANISATION || kind == KIND_GOAL) {
        mark_values(model, kind, document, marks);
    }
    for (uint32_t i = 0; kind == KIND_PROJECT && i < model->effects.count; i++) {
        if (model->effects.at[i].document == document) {
            mark(marks, things->count, model->effects.at[i].project);
        }
    }
    for (uint32_t i = 0; i < model->measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[i];
        const Thing *indicator = &model->things[KIND_INDICATOR].at[fact->indicator];
        if (fact->document == document && indicator->owner_kind == kind) {
            mark(marks, things->count, indicator->owner);
        }
    }
    return marks;
}

const MeasureIndex *evaluate_measures(const Model *model) {
    Arena *arena = model->arena;
    uint32_t indicators = model->things[KIND_INDICATOR].count + 1;
    uint32_t *first = ARENA_ARRAY(arena, uint32_t, indicators);
    uint32_t *next = ARENA_ARRAY(arena, uint32_t, model->measures.count + 1);
    uint32_t *first_on = ARENA_ARRAY(arena, uint32_t, indicators);
    uint32_t *next_on = ARENA_ARRAY(arena, uint32_t, model->indicator_ons.count + 1);
    for (uint32_t i = model->measures.count; i-- > 0;) {
        next[i] = first[model->measures.at[i].indicator];
        first[model->measures.at[i].indicator] = i + 1;
    }
    for (uint32_t i = model->indicator_ons.count; i-- > 0;) {
        next_on[i] = first_on[model->indicator_ons.at[i].indicator];
        first_on[model->indicator_ons.at[i].indicator] = i + 1;
    }
    MeasureIndex *index = ARENA_NEW(arena, MeasureIndex);
    *index = (MeasureIndex){first, next, first_on, next_on};
    return index;
}

static Walk walk_new(const Seat *from, TableId table) {
    Walk walk = {.row = *from, .end = evaluate_row_end(from->model, table)};
    const TableDef *def = table_def(table);
    walk.row.table = (uint8_t)table;
    walk.row.document = from->bound->document;
    if (def->kind != KIND_COUNT) {
        walk.spoken_of =
            document_things(from->model, (EntityKind)def->kind, from->bound->document);
    } else if (def->shape == SHAPE_INDICATOR) {
        walk.row.measures = evaluate_measures(from->model);
    }
    return walk;
}

static bool has_entry(const Model *model, TableId table, Id document, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    bool part = (model->facts.flags[fact] & FACT_PART) != 0;
    uint8_t kind = table == TABLE_spending ? MONEY_SPENDING : MONEY_FUNDING;
    return line->document == document &&
           (table == TABLE_parts ? part : !part && line->kind == kind);
}

static bool has_row(const Walk *walk, uint32_t index) {
    const Model *model = walk->row.model;
    Id document = walk->row.document;
    TableId table = (TableId)walk->row.table;
    switch ((Shape)table_def(table)->shape) {
    case SHAPE_ENTRY: return has_entry(model, table, document, index);
    case SHAPE_EFFECT: return model->effects.at[index].document == document;
    case SHAPE_INDICATOR:
        return model->measures.at[index].document == document &&
               model->measures.at[index].kind == MEASURE_TARGET;
    case SHAPE_MEASURE: return model->measures.at[index].document == document;
    default: return walk->spoken_of[index] != 0;
    }
}

static bool walk_next(Walk *walk) {
    while (walk->next < walk->end) {
        uint32_t index = walk->next++;
        if (has_row(walk, index)) {
            walk->row.index = index;
            return true;
        }
    }
    return false;
}

/* ---- aggregates ---- */

typedef struct Collected {
    uint32_t rows, values;
    Datum total, least, most; /* of the values */
    Decimal blur;             /* of the approximate ones, added up */
    Slice unknown;            /* why, where something is not known */
    bool is_unknown;
    VEC(Datum) seen; /* with `distinct`: all values, for later */
} Collected;

static void not_known(Collected *all, Slice why) {
    if (!all->is_unknown) {
        all->is_unknown = true;
        all->unknown = why;
    }
}

/* How exactly a sum is known: to the finest digit of its summands, unless some of them
 * are approximate, whose doubt adds up. */
static void collect_slack(Collected *all, const Datum *value) {
    Decimal half = decimal_half_unit(value->number.scale);
    if (decimal_compare(value->slack, half) > 0) {
        decimal_add(all->blur, value->slack, &all->blur);
    }
    if (all->values == 0 || decimal_compare(value->slack, all->total.slack) < 0) {
        all->total.slack = value->slack;
    }
}

static void collect_number(Collected *all, const Datum *value) {
    collect_slack(all, value);
    Decimal slack = all->total.slack;
    if (all->values == 0) {
        all->total = *value;
    } else {
        all->total = datum_arithmetic(EXPR_ADD, &all->total, value);
    }
    all->total.slack = slack;
    if (all->total.kind == DATUM_UNKNOWN) {
        not_known(all, all->total.text);
    }
}

static void collect_order(Collected *all, const Datum *value) {
    int order;
    if (all->values == 0) {
        all->least = all->most = *value;
        return;
    }
    if (!datum_order(value, &all->least, &order)) {
        not_known(all, SLICE("values that cannot be compared"));
        return;
    }
    if (order < 0) {
        all->least = *value;
    }
    if (datum_order(value, &all->most, &order) && order > 0) {
        all->most = *value;
    }
}

static void collect_value(const Step *step, Collected *all, const Datum *value) {
    bool number = value->kind >= DATUM_NUMBER && value->kind <= DATUM_AMOUNT;
    if (step->op == FUNCTION_min || step->op == FUNCTION_max) {
        collect_order(all, value);
    } else if (step->op != FUNCTION_count && !number) {
        not_known(all, SLICE("a value is not a number"));
    } else if (step->op != FUNCTION_count) {
        collect_number(all, value);
    }
    all->values++;
}

static void collect(const Step *step, const Seat *row, Collected *all) {
    Datum value = step_value(step->left, row);
    if (value.kind == DATUM_UNKNOWN) {
        not_known(all, value.text);
    } else if (value.kind == DATUM_NULL) {
        /* An entry always has an amount: a missing one is a `?`. */
        if (step->left->kind == STEP_COLUMN &&
            step->left->column == COLUMN_ENTRY_amount && step->op != FUNCTION_count) {
            not_known(all, SLICE("an amount is not stated"));
        }
    } else if (step->distinct) {
        *VEC_PUSH(row->model->arena, &all->seen) = value;
    } else {
        collect_value(step, all, &value);
    }
}

/* Any order that puts equal values side by side. */
static int by_value(const void *left, const void *right) {
    const Datum *a = left, *b = right;
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->kind == DATUM_REF) {
        return a->ref_kind != b->ref_kind ? (a->ref_kind < b->ref_kind ? -1 : 1)
                                          : (a->ref > b->ref) - (a->ref < b->ref);
    }
    if (a->kind == DATUM_TEXT || a->kind == DATUM_WORD) {
        return slice_compare(a->text, b->text);
    }
    if (a->kind == DATUM_BOOL) {
        return (int)a->truth - (int)b->truth;
    }
    return a->kind == DATUM_LIST ? 0 : decimal_compare(a->number, b->number);
}

static void collect_distinct(const Step *step, Collected *all) {
    if (all->seen.count > 0) {
        qsort(all->seen.at, all->seen.count, sizeof all->seen.at[0], by_value);
    }
    for (uint32_t i = 0; i < all->seen.count; i++) {
        if (i == 0 || by_value(&all->seen.at[i - 1], &all->seen.at[i]) != 0) {
            collect_value(step, all, &all->seen.at[i]);
        }
    }
}

static Datum sum_of(const Collected *all) {
    Datum total = all->total;
    if (decimal_compare(all->blur, total.slack) > 0) {
        total.slack = all->blur;
    }
    return total;
}

static Datum result_of(const Step *step, const Collected *all) {
    if (step->op == FUNCTION_count) {
        return all->is_unknown
                   ? datum_unknown(all->unknown)
                   : datum_integer(step->left == NULL ? all->rows : all->values);
    }
    if (all->is_unknown) {
        return datum_unknown(all->unknown);
    }
    if (all->values == 0) {
        return datum_unknown(SLICE("nothing is recorded for it"));
    }
    switch ((FunctionId)step->op) {
    case FUNCTION_min: return all->least;
    case FUNCTION_max: return all->most;
    case FUNCTION_avg: {
        Datum total = sum_of(all), count = datum_integer(all->values);
        count.kind = DATUM_NUMBER;
        Datum mean = datum_arithmetic(EXPR_DIV, &total, &count);
        mean.kind = mean.kind == DATUM_UNKNOWN ? mean.kind : total.kind;
        mean.currency = total.currency;
        return mean;
    }
    default: return sum_of(all);
    }
}

Datum aggregate_value(const Step *step, const Seat *row) {
    if (row->bound == NULL || row->bound->to != BIND_CHECK) {
        return datum_unknown(SLICE(""));
    }
    Collected all = {0};
    Walk walk = walk_new(row, (TableId)step->table);
    walk.row.why = NULL;
    while (walk_next(&walk)) {
        Tri passes = step->right == NULL ? TRI_TRUE : step_truth(step->right, &walk.row);
        if (passes == TRI_UNKNOWN) {
            not_known(&all, SLICE("a figure that decides what counts is not known"));
        }
        if (passes == TRI_TRUE) {
            all.rows++;
            if (step->left != NULL) {
                collect(step, &walk.row, &all);
            }
        }
    }
    collect_distinct(step, &all);
    return result_of(step, &all);
}
