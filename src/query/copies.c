/* Which rows state what another document states too: an entry of the same project and
 * year, a claim of the same effect, a figure of the same indicator. Only rows
 * that come into one figure count, so that groups, filters and an aggregate's own `where`
 * may keep the documents apart. Linear in the rows, and done only where two documents
 * that are seen speak of one thing. */
#include "query/copies.h"

#include "check/life.h"
#include "query/tables.h"

/* aggregate, group, thing, sort, time from, to */
enum { KEY_PARTS = 6, ANY = -1 };

/* A row in a figure, with what tells it from others. */
typedef struct Copy {
    uint32_t row;
    Id document, source, money;
    Datum key[KEY_PARTS];
} Copy;

/* The documents that a key came with. */
typedef struct Holders {
    Id first;
    bool several;
    Id counted;     /* the first one among the rows that are copies; 0: none yet */
    uint32_t count; /* of its rows */
} Holders;

typedef struct Copies {
    Rows *rows;
    Groups *groups;
    Arena *arena;
    Shape shape;
    uint8_t *shared; /* by thing: several documents speak of it */
    VEC(Copy) all;
    ValueSet known;
    VEC(Holders) holders; /* by number in `known` */
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

/* Finds the things of which several documents that are seen speak; false: there is none.
 */
static bool find_shared(Copies *copies) {
    const Model *model = copies->rows->run->model;
    bool entries = copies->shape == SHAPE_ENTRY, effects = copies->shape == SHAPE_EFFECT;
    EntityKind kind = entries || effects ? KIND_PROJECT : KIND_INDICATOR;
    uint32_t count = entries   ? model->lines.count
                     : effects ? model->effects.count
                               : model->measures.count;
    Id *first = ARENA_ARRAY(copies->arena, Id, model->things[kind].count + 1);
    bool any = false;
    copies->shared = ARENA_ARRAY(copies->arena, uint8_t, model->things[kind].count + 1);
    for (uint32_t i = 0; i < count; i++) {
        Said said = said_by(copies, i);
        if (!table_rows_sees(&copies->rows->of, said.document) ||
            (entries && !table_rows_has_line(&copies->rows->of, i))) {
            continue;
        }
        bool other = first[said.thing] != 0 && first[said.thing] != said.document;
        first[said.thing] = first[said.thing] == 0 ? said.document : first[said.thing];
        copies->shared[said.thing] |= other;
        any = any || other;
    }
    return any;
}

static Datum number(int64_t value) {
    return datum_integer(value);
}

/* What tells a row from others of its thing: the sort of what it says, and when. */
static void tell_apart(const Copies *copies, uint32_t row, Copy *copy) {
    const Model *model = copies->rows->run->model;
    Time time = {.kind = TIME_ABSENT};
    int64_t sort = 0;
    switch (copies->shape) {
    case SHAPE_ENTRY: {
        const Line *line = &model->lines.at[model->facts.line[row]];
        Origin origin = life_origin(model, line, model->facts.column[row]);
        copy->source = origin.source;
        copy->money = origin.money;
        sort = line->kind;
        time = model_fact_time(model, row);
        break;
    }
    case SHAPE_EFFECT: sort = model->effects.at[row].category; break;
    case SHAPE_MEASURE:
        sort = model->measures.at[row].kind;
        time = model->measures.at[row].time;
        break;
    default: break;
    }
    copy->key[3] = number(sort);
    copy->key[4] = number(time.kind == TIME_ABSENT ? 0 : time.from);
    copy->key[5] = number(time.kind == TIME_ABSENT ? 0 : time.to);
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
static void add_in_group(Copies *copies, Copy *copy, uint32_t group, const Seat *seat) {
    const BoundQuery *query = copies->rows->query;
    copy->key[1] = number(group);
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        const Step *aggregate = query->aggregates[i];
        if (adds_up(aggregate) && (aggregate->right == NULL ||
                                   step_truth(aggregate->right, seat) == TRI_TRUE)) {
            copy->key[0] = number(i);
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
        !rows_was_read(rows, row)) {
        return;
    }
    Copy copy = {.row = row, .document = said.document};
    const Seat *seat = rows_seat(rows, row);
    tell_apart(copies, row, &copy);
    copy.key[2] = number(said.thing);
    if (rows->query->with_totals) {
        add_in_group(copies, &copy, 0, seat);
        return;
    }
    groups_spread(groups, seat);
    do {
        add_in_group(copies, &copy, groups_find(groups, groups->spread.one), seat);
    } while (spread_next(&groups->spread));
}

/* ---- which are ---- */

/* Those who hold the copy's key with a source and kind of money; ANY: whatever they are.
 * The one who asks joins them if it is to. */
static Holders *holders_of(Copies *copies, const Copy *copy, int64_t source,
                           int64_t money, bool join) {
    Datum parts[KEY_PARTS + 2];
    for (int i = 0; i < KEY_PARTS; i++) {
        parts[i] = copy->key[i];
    }
    parts[KEY_PARTS] = number(source);
    parts[KEY_PARTS + 1] = number(money);
    Datum key = {.kind = DATUM_LIST, .list = parts, .list_count = KEY_PARTS + 2};
    bool is_new;
    uint32_t at = value_set_add(copies->arena, &copies->known, &key, &is_new);
    if (is_new) {
        *VEC_PUSH(copies->arena, &copies->holders) = (Holders){0};
    }
    Holders *holders = &copies->holders.at[at];
    if (join) {
        holders->several = holders->several ||
                           (holders->first != 0 && holders->first != copy->document);
        holders->first = holders->first == 0 ? copy->document : holders->first;
    }
    return holders;
}

static bool held_elsewhere(Copies *copies, const Copy *copy, int64_t source,
                           int64_t money) {
    const Holders *holders = holders_of(copies, copy, source, money, false);
    return holders->first != 0 && (holders->several || holders->first != copy->document);
}

/* Whether another document has the same. One that names no source, or no kind of money,
 * may mean any. */
static bool is_copy(Copies *copies, const Copy *copy) {
    int64_t source = copy->source == 0 ? ANY : (int64_t)copy->source;
    int64_t money = copy->money == 0 ? ANY : (int64_t)copy->money;
    return held_elsewhere(copies, copy, source, money) ||
           (source != ANY && held_elsewhere(copies, copy, 0, money)) ||
           (money != ANY && held_elsewhere(copies, copy, source, 0)) ||
           (source != ANY && money != ANY && held_elsewhere(copies, copy, 0, 0));
}

/* How many of them there are, each once: the copies in the first document of each. */
static uint32_t count_copies(Copies *copies) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < copies->all.count; i++) {
        const Copy *copy = &copies->all.at[i];
        holders_of(copies, copy, ANY, ANY, true);
        holders_of(copies, copy, copy->source, copy->money, true);
        holders_of(copies, copy, copy->source, ANY, true);
        holders_of(copies, copy, ANY, copy->money, true);
    }
    uint32_t *by_aggregate =
        ARENA_ARRAY(copies->arena, uint32_t, copies->rows->query->aggregate_count + 1);
    for (uint32_t i = 0; i < copies->all.count; i++) {
        const Copy *copy = &copies->all.at[i];
        if (!is_copy(copies, copy)) {
            continue;
        }
        Holders *holders = holders_of(copies, copy, ANY, ANY, false);
        holders->counted = holders->counted == 0 ? copy->document : holders->counted;
        if (holders->counted == copy->document) {
            uint32_t *count = &by_aggregate[(uint32_t)copy->key[0].number.units];
            most = ++*count > most ? *count : most;
        }
    }
    return most;
}

/* ---- in words ---- */

/* Whether the answer says of each row which document it is of. */
static bool shows_document(const BoundQuery *query) {
    for (uint32_t i = 0; i < query->item_count; i++) {
        const Type *type = &query->items[i].step->type;
        if (type->kind == TYPE_REF && type->of == KIND_DOCUMENT) {
            return true;
        }
    }
    return false;
}

static bool can_tell(const Rows *rows) {
    const BoundQuery *query = rows->query;
    Shape shape = (Shape)table_def(query->table)->shape;
    bool adds = false;
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        adds = adds || adds_up(query->aggregates[i]);
    }
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
            rows_was_read(rows, row)) {
            count++;
        }
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
    if (rows->stopped || one) {
        return SLICE("");
    }
    if (query->table == TABLE_indicators && !shows_document(query)) {
        return replaced_remark(rows);
    }
    if (!can_tell(rows)) {
        return SLICE("");
    }
    Arena *arena = arena_new(arena_memory(rows->run->arena));
    Copies *copies = ARENA_NEW(arena, Copies);
    *copies = (Copies){.rows = rows,
                       .groups = groups,
                       .arena = arena,
                       .shape = (Shape)table_def(rows->query->table)->shape};
    Remarks before = rows->remarks; /* what is missing was counted when it was read */
    bool shared = find_shared(copies);
    for (uint32_t row = rows->of.first; shared && row < rows->of.end; row++) {
        add_row(copies, row);
    }
    uint32_t count = shared ? count_copies(copies) : 0;
    Slice words = count == 0 ? SLICE("") : words_of(copies, count);
    rows->remarks = before;
    arena_drop(arena);
    return words;
}
