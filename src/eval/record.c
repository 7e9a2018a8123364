/* The columns of claimed effects, of targets and of measured or set figures. */
#include "eval/doubt.h"
#include "eval/evaluate.h"

/* A figure of the measure, in a check with how well it is known. */
static Datum known_to(const Cursor *row, const MeasureFact *fact, Datum datum) {
    uint32_t index = (uint32_t)(fact - row->model->measures.at);
    if (row->doubts && datum_is_rounded(&datum)) {
        datum.doubt = doubt_number(row->model->arena,
                                   doubt_figure_id(FIGURE_OF_MEASURE, index), datum.grain,
                                   datum.rough);
    }
    return datum;
}

/* 35 of 36 in percent: what is counted is not rounded, unless it says so. */
static Datum ratio_datum(const Cursor *row, const MeasureFact *fact) {
    const Measure *measure = &fact->measure;
    Datum low = datum_figure(measure->low, false, 0, 0);
    Datum high = datum_figure(measure->high, false, 0, 0);
    if (low.kind != DATUM_NUMBER || high.kind != DATUM_NUMBER) {
        return low.kind == DATUM_NULL || high.kind == DATUM_NULL
                   ? datum_null()
                   : datum_unknown(SLICE(EVAL_UNREAD));
    }
    low.number = decimal_shift(low.number, -2);
    low.grain = (int8_t)(low.grain - 2);
    if (low.rough)
        low = known_to(row, fact, low);
    Datum percent = datum_arithmetic(row->model->arena, EXPR_DIV, &low, &high);
    if (percent.kind == DATUM_NUMBER)
        percent.kind = DATUM_PERCENT;
    return percent;
}

/* A measure as one value; what is no single figure (rising, 20%..43%) is a word or
 * unknown. */
static Datum figure_of(const Cursor *row, const MeasureFact *fact) {
    const Measure *measure = &fact->measure;
    switch ((MeasureForm)measure->form) {
    case MEASURE_VALUE:
    case MEASURE_BOUND:
    case MEASURE_CHANGE: break;
    case MEASURE_RATIO: return ratio_datum(row, fact);
    case MEASURE_SPREAD: return datum_unknown(SLICE("a figure is a range"));
    case MEASURE_RISING: return (Datum){.kind = DATUM_WORD, .text = SLICE("rising")};
    case MEASURE_FALLING: return (Datum){.kind = DATUM_WORD, .text = SLICE("falling")};
    }
    return known_to(row, fact, datum_figure(measure->low, false, 0, 0));
}

/* The same with how it is written, where that says more than its figure: all targets,
 * and results such as "35 of 36" or "~65". */
static Datum measure_datum(const Cursor *row, const MeasureFact *fact) {
    const Model *model = row->model;
    const Measure *measure = &fact->measure;
    Datum datum = figure_of(row, fact);
    bool plain = fact->kind != MEASURE_TARGET && measure->form == MEASURE_VALUE &&
                 (measure->low.flags & FIGURE_APPROXIMATE) == 0;
    bool number = datum.kind >= DATUM_NUMBER && datum.kind <= DATUM_AMOUNT;
    if (plain || (!number && measure->form != MEASURE_SPREAD))
        return datum;
    Slice text = span_text(model, fact->file, measure->span);
    if (number) {
        datum.text = text;
    } else {
        Datum *written = ARENA_NEW(model->arena, Datum);
        *written = datum_string(text);
        datum.list = written;
    }
    return datum;
}

/* How a target's figure is meant; missing of a result and a baseline. */
static Datum measure_relation(const Model *model, const MeasureFact *fact) {
    static const char *const bounds[] = {[OP_EQ] = "=",  [OP_NE] = "!=", [OP_LT] = "<",
                                         [OP_LE] = "<=", [OP_GT] = ">",  [OP_GE] = ">="};
    static const char *const forms[] = {
        [MEASURE_VALUE] = "reach",    [MEASURE_RATIO] = "reach",
        [MEASURE_SPREAD] = "between", [MEASURE_BOUND] = "",
        [MEASURE_RISING] = "rising",  [MEASURE_FALLING] = "falling",
        [MEASURE_CHANGE] = "change"};
    const Measure *measure = &fact->measure;
    if (fact->kind != MEASURE_TARGET)
        return datum_null();
    bool bound = measure->form == MEASURE_BOUND || measure->bound;
    Slice word = slice_of(bound ? bounds[measure->op] : forms[measure->form]);
    return (Datum){
        .kind = DATUM_WORD, .ref = names_find(model->names, word), .text = word};
}

bool record_has_no_figure(const Step *step, const Datum *datum) {
    if (step->kind != STEP_COLUMN || datum->kind != DATUM_WORD)
        return false;
    switch (step->column) {
    case COLUMN_INDICATOR_baseline:
    case COLUMN_INDICATOR_target:
    case COLUMN_INDICATOR_actual:
    case COLUMN_MEASURE_value: return true;
    default: return false;
    }
}

/* A target's figure alone. */
static Datum measure_figure(const Cursor *row, const MeasureFact *fact) {
    Datum datum = figure_of(row, fact);
    return datum.kind == DATUM_WORD ? datum_null() : datum;
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

/* In a check, which sees its own document only: the latest baseline or result of a
 * target's indicator there; a result no later than the target, nor too early for it. */
static const MeasureFact *latest(const Cursor *row, const MeasureFact *target,
                                 MeasureKind kind) {
    const Model *model = row->model;
    const MeasureFact *best = NULL;
    if (row->measures == NULL)
        return NULL;
    bool timed = target->time.kind != TIME_ABSENT && target->time.kind != TIME_UNSTATED;
    bool bound = timed && kind == MEASURE_ACTUAL;
    int32_t limit = bound ? time_last(target->time) : 99999999;
    int32_t too_early = bound ? time_too_early(target->time) : -1;
    for (uint32_t i = row->measures->first[target->indicator]; i != 0;
         i = row->measures->next[i - 1]) {
        const MeasureFact *fact = &model->measures.at[i - 1];
        if (fact->kind == kind && fact->document == target->document &&
            (fact->time.kind == TIME_ABSENT ||
             (time_last(fact->time) <= limit && time_last(fact->time) > too_early)) &&
            (best == NULL || best->time.kind == TIME_ABSENT ||
             (fact->time.kind != TIME_ABSENT &&
              time_last(fact->time) > time_last(best->time))))
            best = fact;
    }
    return best;
}

/* What a target is held against. Queries ask the checks, which also look at what other
 * documents measured. */
static Datum held_against(const Cursor *row, const MeasureFact *target,
                          MeasureKind kind) {
    const MeasureFact *fact;
    if (row->computed != NULL) {
        uint32_t found = row->computed->measure(row->computed, row->index, kind);
        fact = found == 0 ? NULL : &row->model->measures.at[found - 1];
    } else {
        fact = latest(row, target, kind);
    }
    return fact == NULL ? datum_null() : measure_datum(row, fact);
}

static Datum owner_of(const Model *model, Id indicator, ThingKind kind) {
    const Thing *thing = &model->things[KIND_INDICATOR].at[indicator];
    return thing->owner_kind == kind ? datum_ref(kind, thing->owner) : datum_null();
}

static Datum measure_kind(const Model *model, uint8_t kind) {
    static const char *const words[] = {[MEASURE_BASELINE] = "baseline",
                                        [MEASURE_TARGET] = "target",
                                        [MEASURE_ACTUAL] = "actual"};
    Slice word = slice_of(words[kind]);
    return (Datum){
        .kind = DATUM_WORD, .ref = names_find(model->names, word), .text = word};
}

static void dimension_values(const Cursor *row, const MeasureFact *fact, Values *values) {
    const MeasureIndex *index = row->measures;
    uint32_t i = index == NULL ? 0 : index->first_on[fact->indicator];
    while (i != 0) {
        const IndicatorOn *on = &row->model->indicator_ons.at[i - 1];
        if (on->document == fact->document) {
            values_things(values, KIND_DIMENSION, on->dimensions, on->count);
            return;
        }
        i = index->next_on[i - 1];
    }
    values_one(values, datum_null());
}

static void measure_values(const Cursor *row, ColumnId column, Values *values) {
    const Model *model = row->model;
    const MeasureFact *fact = &model->measures.at[row->index];
    Datum datum = datum_null();
    switch (column) {
    case COLUMN_INDICATOR_project:
    case COLUMN_MEASURE_project:
        datum = owner_of(model, fact->indicator, KIND_PROJECT);
        break;
    case COLUMN_INDICATOR_goal:
    case COLUMN_MEASURE_goal: datum = owner_of(model, fact->indicator, KIND_GOAL); break;
    case COLUMN_INDICATOR_indicator:
    case COLUMN_MEASURE_indicator:
        datum = datum_ref(KIND_INDICATOR, fact->indicator);
        datum.text = model_name(model, KIND_INDICATOR, fact->indicator);
        break;
    case COLUMN_INDICATOR_dimension: dimension_values(row, fact, values); return;
    case COLUMN_INDICATOR_document:
    case COLUMN_MEASURE_document: datum = datum_ref(KIND_DOCUMENT, fact->document); break;
    case COLUMN_INDICATOR_baseline:
        datum = held_against(row, fact, MEASURE_BASELINE);
        break;
    case COLUMN_INDICATOR_actual: datum = held_against(row, fact, MEASURE_ACTUAL); break;
    case COLUMN_INDICATOR_target:
    case COLUMN_MEASURE_value: datum = measure_datum(row, fact); break;
    case COLUMN_INDICATOR_relation:
    case COLUMN_MEASURE_relation: datum = measure_relation(model, fact); break;
    case COLUMN_INDICATOR_figure:
    case COLUMN_MEASURE_figure: datum = measure_figure(row, fact); break;
    case COLUMN_INDICATOR_at:
    case COLUMN_MEASURE_at: datum = datum_time(fact->time); break;
    case COLUMN_MEASURE_kind: datum = measure_kind(model, fact->kind); break;
    default: break;
    }
    values_one(values, datum);
}

static void effect_values(const Cursor *row, ColumnId column, Values *values) {
    const EffectClaim *effect = &row->model->effects.at[row->index];
    switch (column) {
    case COLUMN_EFFECT_project:
        values_one(values, datum_ref(KIND_PROJECT, effect->project));
        return;
    case COLUMN_EFFECT_category:
        values_one(values, datum_ref(KIND_CATEGORY, effect->category));
        return;
    case COLUMN_EFFECT_document:
        values_one(values, datum_ref(KIND_DOCUMENT, effect->document));
        return;
    case COLUMN_EFFECT_dimension:
        values_things(values, KIND_DIMENSION, effect->dimensions, effect->count);
        return;
    default: values_one(values, datum_null()); return;
    }
}

void record_values(const Cursor *row, ColumnId column, Values *values) {
    switch ((Shape)column_def(column)->shape) {
    case SHAPE_EFFECT: effect_values(row, column, values); return;
    case SHAPE_INDICATOR:
    case SHAPE_MEASURE: measure_values(row, column, values); return;
    default: values_one(values, datum_null()); return;
    }
}
