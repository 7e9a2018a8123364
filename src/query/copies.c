/* Which rows state what another document states too: an entry of the same project, or
 * of a part of it, at a time that overlaps; a claim of the same effect, a figure of the
 * same indicator. Only rows that come into one figure count, so that groups, filters and
 * an aggregate's own `where` may keep the documents apart. n log n in the rows, and done
 * only where two documents that are seen speak of one thing. */
#include "query/copies.h"

#include "check/lines.h"
#include "model/nesting.h"
#include "query/restated.h"
#include "query/tables.h"

typedef struct Copies {
    Rows *rows;
    Groups *groups;
    Arena *arena;
    Shape shape;
    Nesting nesting; /* of projects, for entries */
    uint8_t *shared; /* by thing: several documents speak of it or of its relatives */
    VEC(Statement) all;
} Copies;

/* ---- what may be a copy ---- */

typedef struct Said {
    Id thing, document;
} Said;

/* Of what a row speaks, a project or an indicator; of entries a line does. */
static Said said_by(const Copies *copies, uint32_t index) {
    const Model *model = copies->rows->run->model;
    switch (copies->shape) {
    case SHAPE_ENTRY:
        return (Said){model->lines.at[index].project, model->lines.at[index].document};
    case SHAPE_EFFECT:
        return (Said){model->effects.at[index].project,
                      model->effects.at[index].document};
    default:
        return (Said){model->measures.at[index].indicator,
                      model->measures.at[index].document};
    }
}

/* By thing: the one above all that it is a part of. */
static const Id *find_families(Copies *copies, ThingKind kind) {
    const Model *model = copies->rows->run->model;
    uint32_t count = model->things[kind].count + 1;
    Id *families = ARENA_ARRAY(copies->arena, Id, count);
    Id *by_number = ARENA_ARRAY(copies->arena, Id, count);
    if (kind != KIND_PROJECT) {
        for (Id id = 1; id < model->things[kind].count; id++)
            families[id] = id;
        return families;
    }
    copies->nesting = nesting_of(model, copies->arena, kind);
    for (Id id = 1; id < model->things[kind].count; id++)
        by_number[copies->nesting.in[id]] = id;
    Id top = 0;
    for (uint32_t number = 1; number < copies->nesting.count; number++) {
        Id id = by_number[number];
        top = top == 0 || number >= copies->nesting.end[top] ? id : top;
        families[id] = top;
    }
    return families;
}

/* Whether several of the documents that are seen speak of anything. */
static bool are_several(const Copies *copies, uint32_t count) {
    Id first = 0;
    for (uint32_t i = 0; i < count; i++) {
        Id document = said_by(copies, i).document;
        if (document != first && table_rows_sees(&copies->rows->of, document)) {
            if (first != 0)
                return true;
            first = document;
        }
    }
    return false;
}

/* Finds the things of which several documents that are seen speak; false: there is none.
 */
static bool find_shared(Copies *copies) {
    const Model *model = copies->rows->run->model;
    bool entries = copies->shape == SHAPE_ENTRY, effects = copies->shape == SHAPE_EFFECT;
    ThingKind kind = entries || effects ? KIND_PROJECT : KIND_INDICATOR;
    uint32_t count = entries   ? model->lines.count
                     : effects ? model->effects.count
                               : model->measures.count;
    if (!are_several(copies, count))
        return false;
    const Id *families = find_families(copies, kind);
    uint32_t things = model->things[kind].count + 1;
    Id *first = ARENA_ARRAY(copies->arena, Id, things);
    uint8_t *several = ARENA_ARRAY(copies->arena, uint8_t, things);
    copies->shared = ARENA_ARRAY(copies->arena, uint8_t, things);
    for (uint32_t i = 0; i < count; i++) {
        Said said = said_by(copies, i);
        if (!table_rows_sees(&copies->rows->of, said.document) ||
            (entries && !table_rows_has_line(&copies->rows->of, i)))
            continue;
        Id family = families[said.thing];
        several[family] |= first[family] != 0 && first[family] != said.document;
        first[family] = first[family] == 0 ? said.document : first[family];
    }
    bool any = false;
    for (Id id = 1; id < model->things[kind].count; id++) {
        copies->shared[id] = several[families[id]];
        any = any || copies->shared[id];
    }
    return any;
}

/* Entries are compared by when they are; one without a year with others without one. */
static void put_time(Statement *copy, Time time) {
    enum { YEAR_FIRST = 1900, MONTH_LAST = 219912 }; /* others were reported */
    bool timed = time.kind != TIME_ABSENT && time.kind != TIME_UNSTATED &&
                 time.from >= YEAR_FIRST && time.to <= MONTH_LAST;
    copy->from = timed ? time.from : 0;
    copy->to = timed ? time.to : 0;
}

/* What tells a row from others of its thing: the sort of what it says, and when. */
static void tell_apart(const Copies *copies, uint32_t row, Statement *copy) {
    const Model *model = copies->rows->run->model;
    switch (copies->shape) {
    case SHAPE_ENTRY: {
        const Line *line = &model->lines.at[model->facts.line[row]];
        Origin origin = lines_origin(model, line, model->facts.column[row]);
        copy->source = origin.source;
        copy->money = origin.money;
        copy->sort[0] = line->kind;
        put_time(copy, model_fact_time(model, row));
        break;
    }
    case SHAPE_EFFECT: copy->sort[0] = (int32_t)model->effects.at[row].category; break;
    case SHAPE_MEASURE: {
        const MeasureFact *fact = &model->measures.at[row];
        bool timed = fact->time.kind != TIME_ABSENT;
        copy->sort[0] = fact->kind;
        copy->sort[1] = timed ? fact->time.from : 0;
        copy->sort[2] = timed ? fact->time.to : 0;
        break;
    }
    default: break;
    }
}

/* Whether the row's entry has a figure; other rows always count. */
static bool has_figure(const Copies *copies, uint32_t row) {
    enum { MISSING = FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE };
    return copies->shape != SHAPE_ENTRY ||
           (facts_figure(&copies->rows->run->model->facts, row).flags & MISSING) == 0;
}

static bool adds_up(const Step *aggregate) {
    FunctionId function = (FunctionId)aggregate->op;
    return !aggregate->distinct &&
           (function == FUNCTION_sum || function == FUNCTION_avg ||
            function == FUNCTION_share || function == FUNCTION_change ||
            function == FUNCTION_count);
}

/* The row in one of its groups; 0 for all where the totals add groups up. */
static void add_in_group(Copies *copies, Statement *copy, uint32_t group,
                         const Cursor *cursor) {
    const BoundQuery *query = copies->rows->query;
    copy->group = group;
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        const Step *aggregate = query->aggregates[i];
        if (adds_up(aggregate) && (aggregate->right == NULL ||
                                   step_truth(aggregate->right, cursor) == TRI_TRUE)) {
            copy->figure = i;
            *VEC_PUSH(copies->arena, &copies->all) = *copy;
        }
    }
}

static void add_row(Copies *copies, uint32_t row) {
    Rows *rows = copies->rows;
    Groups *groups = copies->groups;
    bool entries = copies->shape == SHAPE_ENTRY;
    Said said = said_by(copies, entries ? rows->run->model->facts.line[row] : row);
    if (!copies->shared[said.thing] || !has_figure(copies, row) ||
        !rows_was_read(rows, row))
        return;
    Statement copy = {.document = said.document,
                      .number = entries ? copies->nesting.in[said.thing] : said.thing,
                      .end = entries ? copies->nesting.end[said.thing] : said.thing + 1};
    const Cursor *cursor = rows_cursor(rows, row);
    tell_apart(copies, row, &copy);
    if (rows->query->with_totals) {
        add_in_group(copies, &copy, 0, cursor);
        return;
    }
    groups_spread(groups, cursor);
    do {
        add_in_group(copies, &copy, groups_find(groups, groups->spread.one), cursor);
    } while (spread_next(&groups->spread));
}

/* How many of them there are, each once: those in the first document of each. */
static uint32_t count_copies(Copies *copies) {
    uint32_t most = 0;
    uint32_t *by_aggregate =
        ARENA_ARRAY(copies->arena, uint32_t, copies->rows->query->aggregate_count + 1);
    restated_find(copies->arena, copies->all.at, copies->all.count);
    for (uint32_t i = 0; i < copies->all.count; i++) {
        const Statement *copy = &copies->all.at[i];
        if (restated_first(copy)) {
            uint32_t count = ++by_aggregate[copy->figure];
            most = count > most ? count : most;
        }
    }
    return most;
}

/* ---- in words ---- */

/* Whether the answer says of each row which document it is of. */
static bool shows_document(const BoundQuery *query) {
    for (uint32_t i = 0; i < query->item_count; i++) {
        const Type *type = &query->items[i].step->type;
        if (type->kind == TYPE_REF && type->of == KIND_DOCUMENT)
            return true;
    }
    return false;
}

static bool can_tell(const Rows *rows) {
    const BoundQuery *query = rows->query;
    Shape shape = (Shape)table_def(query->table)->shape;
    bool adds = false;
    for (uint32_t i = 0; i < query->aggregate_count; i++)
        adds = adds || adds_up(query->aggregates[i]);
    return adds &&
           (shape == SHAPE_ENTRY || shape == SHAPE_EFFECT || shape == SHAPE_MEASURE);
}

static Slice words_of(const Copies *copies, unsigned count) {
    Arena *arena = copies->rows->run->arena;
    bool one = count == 1;
    switch (copies->shape) {
    case SHAPE_ENTRY:
        return arena_format(arena,
                            "%u %s several documents and counted for each; \"of NAME\" "
                            "asks one document",
                            count, one ? "entry is stated by" : "entries are stated by");
    case SHAPE_EFFECT:
        return arena_format(arena,
                            "%u %s several documents and counted for each; \"of NAME\" "
                            "asks one document",
                            count,
                            one ? "effect is claimed by" : "effects are claimed by");
    default:
        return arena_format(arena,
                            "%u %s several documents and counted for each; \"of NAME\" "
                            "asks one document",
                            count, one ? "figure is stated by" : "figures are stated by");
    }
}

/* Targets are rows also where a later document sets their indicator's targets, but
 * `projects` counts those of the latest. */
static Slice replaced_remark(Rows *rows) {
    const Model *model = rows->run->model;
    const Computed *computed = rows->run->computed;
    Remarks before = rows->remarks;
    unsigned count = 0;
    for (uint32_t row = 0; computed != NULL && row < rows->of.end; row++) {
        const MeasureFact *target = &model->measures.at[row];
        if (target->kind == MEASURE_TARGET &&
            table_rows_sees(&rows->of, target->document) &&
            target->document != tables_setting_document(computed, target->indicator) &&
            rows_was_read(rows, row))
            count++;
    }
    rows->remarks = before;
    return count == 0
               ? SLICE("")
               : arena_format(rows->run->arena,
                              "%u %s set again by a later document, and the columns of "
                              "projects count only that one's; \"of NAME\" asks one "
                              "document",
                              count, count == 1 ? "target is" : "targets are");
}

Slice copies_remark(Rows *rows, Groups *groups) {
    const BoundQuery *query = rows->query;
    const ThingVec *documents = &rows->run->model->things[KIND_DOCUMENT];
    bool one = query->document_count == 1 || documents->count <= 2; /* from 1 on */
    if (rows->stopped || one)
        return SLICE("");
    if (query->table == TABLE_indicators && !shows_document(query))
        return replaced_remark(rows);
    if (!can_tell(rows))
        return SLICE("");
    Arena *arena = arena_new(arena_memory(rows->run->arena));
    Copies *copies = ARENA_NEW(arena, Copies);
    *copies = (Copies){.rows = rows,
                       .groups = groups,
                       .arena = arena,
                       .shape = (Shape)table_def(rows->query->table)->shape};
    Remarks before = rows->remarks; /* what is missing was counted when it was read */
    bool shared = find_shared(copies);
    for (uint32_t row = rows->of.first; shared && row < rows->of.end; row++)
        add_row(copies, row);
    uint32_t count = shared ? count_copies(copies) : 0;
    Slice words = count == 0 ? SLICE("") : words_of(copies, count);
    rows->remarks = before;
    arena_drop(arena);
    return words;
}
