/* Printed tables compared cell by cell: `t4 = t1 + t3`. A table's cells are the totals
 * that it states; two cells are of the same thing where they are totals of the same
 * areas or projects (or of the whole), for the same year, with the same filter. */
#include "eval/evaluate.h"

#include <stdlib.h>

/* One table of a side: side = Σ factor × table. */
typedef struct Term {
    NameId name;
    bool right; /* its side */
    Datum factor;
} Term;

typedef VEC(Term) TermVec;

typedef struct StatedCell {
    Slice key; /* the thing and its filter */
    int64_t when;
    uint32_t term, claim;
    Id group, table; /* which printed total it is */
} StatedCell;

typedef VEC(StatedCell) CellVec;

/* A run of cells of the same thing and year, and the first claim among them. */
typedef struct Spot {
    uint32_t first, end, claim;
} Spot;

/* ---- terms ---- */

static void flatten(const Step *step, const Seat *row, bool right, Datum factor,
                    TermVec *terms) {
    if (step->kind == STEP_STATED) {
        *VEC_PUSH(row->model->arena, terms) = (Term){step->name, right, factor};
        return;
    }
    if (step->kind == STEP_NEGATE) {
        flatten(step->left, row, right, datum_negate(&factor), terms);
        return;
    }
    if (step->kind != STEP_ARITHMETIC) {
        return;
    }
    if (step->op == EXPR_ADD || step->op == EXPR_SUB) {
        flatten(step->left, row, right, factor, terms);
        flatten(step->right, row, right,
                step->op == EXPR_SUB ? datum_negate(&factor) : factor, terms);
        return;
    }
    bool left_table = step->left->type.kind == TYPE_STATED;
    Datum number = step_value(left_table ? step->right : step->left, row);
    flatten(left_table ? step->left : step->right, row, right,
            datum_arithmetic((ExprKind)step->op, &factor, &number), terms);
}

/* ---- cells ---- */

static Slice where_text(const Model *model, const Claim *claim) {
    return claim->where == NULL ? SLICE("")
                                : span_text(model, claim->file, claim->where->span);
}

static int by_subject(const void *left, const void *right) {
    const Subject *a = left, *b = right;
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    return (a->id > b->id) - (a->id < b->id);
}

/* What a total in a table is of; none: the whole. */
static uint32_t subjects_of(const Model *model, const Claim *claim, Subject **out) {
    const Total *total =
        claim->node->kind == NODE_TOTAL ? (const Total *)(const void *)claim->node : NULL;
    uint32_t count = 0;
    *out = NULL;
    if (total != NULL && total->of.count > 0) {
        count = claim->subject_count;
        *out = ARENA_ARRAY(model->arena, Subject, count);
        for (uint32_t i = 0; i < count; i++) {
            (*out)[i] = claim->subjects[i];
        }
        if (count > 1) {
            qsort(*out, count, sizeof **out, by_subject);
        }
    } else if (claim->scope == SCOPE_GROUP && claim->group != 0) {
        count = 1;
        *out = ARENA_NEW(model->arena, Subject);
        (*out)[0] = (Subject){KIND_AREA, model->groups.at[claim->group].area};
    }
    return count;
}

static Slice key_of(const Model *model, const Claim *claim) {
    Subject *subjects;
    uint32_t count = subjects_of(model, claim, &subjects);
    Slice key = where_text(model, claim);
    key = arena_format(model->arena, "%u %u %.*s", claim->money, claim->source,
                       SLICE_ARGS(key));
    for (uint32_t i = 0; i < count; i++) {
        key = arena_format(model->arena, "%u:%u %.*s", subjects[i].kind, subjects[i].id,
                           SLICE_ARGS(key));
    }
    return key;
}

static int64_t when_of(const Claim *claim) {
    enum { YEARS = 100000 };
    return claim->time.kind == TIME_ALL || claim->time.kind == TIME_UNSTATED
               ? 0
               : (int64_t)claim->time.from * YEARS + claim->time.to;
}

static void add_cells(const Model *model, const Term *term, uint32_t index, Id document,
                      CellVec *cells) {
    for (uint32_t t = 1; t < model->tables.count; t++) {
        const TableInfo *table = &model->tables.at[t];
        if (table->name != term->name || table->document != document) {
            continue;
        }
        for (uint32_t i = table->first_claim; i < table->end_claim; i++) {
            const Claim *claim = &model->claims.at[i];
            if ((claim->stated.flags & FIGURE_BLANK) == 0 &&
                (claim->scope == SCOPE_GROUP || claim->scope == SCOPE_TABLE ||
                 claim->scope == SCOPE_NAMED)) {
                *VEC_PUSH(model->arena, cells) = (StatedCell){
                    key_of(model, claim), when_of(claim), index, i, claim->group, t};
            }
        }
    }
}

static int by_thing(const StatedCell *a, const StatedCell *b) {
    int order = slice_compare(a->key, b->key);
    return order != 0 ? order : (a->when > b->when) - (a->when < b->when);
}

static int by_cell(const void *left, const void *right) {
    const StatedCell *a = left, *b = right;
    int order = by_thing(a, b);
    if (order != 0) {
        return order;
    }
    if (a->term != b->term) {
        return a->term < b->term ? -1 : 1;
    }
    if (a->table != b->table) {
        return a->table < b->table ? -1 : 1;
    }
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return (a->claim > b->claim) - (a->claim < b->claim);
}

static int by_place(const void *left, const void *right) {
    const Spot *a = left, *b = right;
    return (a->claim > b->claim) - (a->claim < b->claim);
}

/* A total printed at the head and the foot of one group is one total. */
static bool is_repeated(const StatedCell *cells, const Spot *spot, uint32_t index) {
    if (index == spot->first) {
        return false;
    }
    const StatedCell *a = &cells[index - 1], *b = &cells[index];
    return a->term == b->term && a->table == b->table && a->group == b->group;
}

/* ---- points ---- */

/* A stated figure, known to the digits of its printed table: beside 0.6 a `1` is 1.0. */
static Datum stated_datum(const Model *model, const Claim *claim) {
    Figure figure = claim->stated;
    int8_t finest = model->tables.at[claim->table].finest;
    if (figure.flags & FIGURE_NONE) {
        return (Datum){.kind = DATUM_AMOUNT,
                       .number = {0, finest == INT8_MIN ? -claim->power : finest},
                       .currency = claim->currency};
    }
    Datum datum = datum_money(figure);
    if (datum.kind == DATUM_NULL) {
        return datum_unknown(SLICE("a figure is not stated"));
    }
    if (datum.kind == DATUM_AMOUNT && !(figure.flags & FIGURE_APPROXIMATE) &&
        finest != INT8_MIN && finest > datum.number.scale) {
        datum.slack = decimal_half_unit(finest);
    }
    return datum;
}

/* How exactly the figures of a point are known. */
typedef struct Precision {
    Decimal finest, coarsest;
    bool any;
} Precision;

static void widen(Precision *precision, const Datum *datum) {
    if (decimal_sign(datum->slack) == 0) {
        return;
    }
    if (!precision->any || decimal_compare(datum->slack, precision->finest) < 0) {
        precision->finest = datum->slack;
    }
    if (!precision->any || decimal_compare(datum->slack, precision->coarsest) > 0) {
        precision->coarsest = datum->slack;
    }
    precision->any = true;
}

/* Figures of one precision must agree exactly; else within the coarsest one's half-unit:
 * each side then counts as known to it, and to less on the other. */
static Tri point_holds(CompareOp op, const CheckPoint *point,
                       const Precision *precision) {
    Datum left = point->left, right = point->right;
    left.slack = right.slack = DECIMAL_ZERO;
    if (precision->any && decimal_compare(precision->finest, precision->coarsest) != 0) {
        left.slack = precision->coarsest;
    }
    return datum_compare(op, &left, &right, true);
}

/* The titles of what a point is about; empty for the whole. */
static Slice point_thing(const Model *model, const Claim *claim) {
    Subject *subjects;
    uint32_t count = subjects_of(model, claim, &subjects);
    Slice what = SLICE("");
    for (uint32_t i = 0; i < count; i++) {
        Slice title = model_title(model, (EntityKind)subjects[i].kind, subjects[i].id,
                                  claim->document);
        what = arena_format(model->arena, "%.*s%s%.*s", SLICE_ARGS(what),
                            i == 0 ? "" : ", ", SLICE_ARGS(title));
    }
    return what;
}

static Slice point_what(const Model *model, const Claim *claim, Slice thing) {
    thing = thing.length == 0 ? SLICE("the whole") : thing;
    Slice when = claim->time.kind == TIME_ALL ? SLICE("all years")
                                              : time_text(model->arena, claim->time);
    Slice what =
        arena_format(model->arena, "%.*s %.*s", SLICE_ARGS(thing), SLICE_ARGS(when));
    if (claim->where != NULL) {
        Slice where = where_text(model, claim);
        what = arena_format(model->arena, "%.*s where %.*s", SLICE_ARGS(what),
                            SLICE_ARGS(where));
    }
    return what;
}

static bool as_printed(const Term *term) {
    return term->factor.kind == DATUM_NUMBER &&
           decimal_compare(term->factor.number, decimal_int(1)) == 0;
}

/* Says which total the point holds against the sum of which, if it does. */
static void name_parts(const Model *model, const StatedCell *cells, const Spot *spot,
                       const TermVec *terms, CheckPoint *point) {
    uint32_t counts[2] = {0, 0}, single[2] = {0, 0};
    uint32_t *parts = ARENA_ARRAY(model->arena, uint32_t, spot->end - spot->first);
    for (uint32_t i = spot->first; i < spot->end; i++) {
        const Term *term = &terms->at[cells[i].term];
        if (is_repeated(cells, spot, i)) {
            continue;
        }
        if (!as_printed(term)) {
            return;
        }
        counts[term->right]++;
        single[term->right] = cells[i].claim + 1;
    }
    bool right = counts[1] == 1;
    if (counts[right] != 1 || counts[!right] < 2) {
        return;
    }
    point->total = single[right];
    for (uint32_t i = spot->first; i < spot->end; i++) {
        if (terms->at[cells[i].term].right != right && !is_repeated(cells, spot, i)) {
            parts[point->part_count++] = cells[i].claim;
        }
    }
    point->parts = parts;
}

static void add_place(CheckPoint *point, Place place) {
    enum { MOST = sizeof point->places / sizeof point->places[0] };
    if (point->place_count < MOST) {
        point->places[point->place_count++] = place;
    }
}

/* True where both sides state something. */
static bool make_point(CompareOp op, const Model *model, const StatedCell *cells,
                       const Spot *spot, const TermVec *terms, CheckPoint *point) {
    bool stated[2] = {false, false};
    Datum *sides[2] = {&point->left, &point->right};
    Precision precision = {.any = false};
    *point =
        (CheckPoint){.left = {.kind = DATUM_AMOUNT}, .right = {.kind = DATUM_AMOUNT}};
    for (uint32_t i = spot->first; i < spot->end; i++) {
        if (is_repeated(cells, spot, i)) {
            continue;
        }
        const Term *term = &terms->at[cells[i].term];
        const Claim *claim = &model->claims.at[cells[i].claim];
        Datum value = stated_datum(model, claim);
        value = datum_arithmetic(EXPR_MUL, &value, &term->factor);
        widen(&precision, &value);
        Datum *side = sides[term->right];
        *side = stated[term->right] ? datum_arithmetic(EXPR_ADD, side, &value) : value;
        stated[term->right] = true;
        add_place(point, model_claim_place(model, claim));
    }
    if (!stated[0] || !stated[1]) {
        return false;
    }
    const Claim *first = &model->claims.at[spot->claim];
    point->thing = point_thing(model, first);
    point->time = first->time;
    point->what = point_what(model, first, point->thing);
    if (op == OP_EQ) {
        name_parts(model, cells, spot, terms, point);
    }
    point->holds = point_holds(op, point, &precision);
    if (point->holds == TRI_UNKNOWN) {
        point->why = point->left.kind == DATUM_UNKNOWN    ? point->left.text
                     : point->right.kind == DATUM_UNKNOWN ? point->right.text
                                                          : SLICE("several currencies");
    }
    return true;
}

void stated_points(const Step *step, const Seat *row, CheckPointVec *points) {
    const Model *model = row->model;
    TermVec terms = {0};
    CellVec cells = {0};
    VEC(Spot) spots = {0};
    flatten(step->left, row, false, datum_integer(1), &terms);
    flatten(step->right, row, true, datum_integer(1), &terms);
    for (uint32_t i = 0; i < terms.count; i++) {
        add_cells(model, &terms.at[i], i, row->document, &cells);
    }
    if (cells.count > 0) {
        qsort(cells.at, cells.count, sizeof cells.at[0], by_cell);
    }
    for (uint32_t i = 0; i < cells.count; i++) {
        if (i == 0 || by_thing(&cells.at[i - 1], &cells.at[i]) != 0) {
            *VEC_PUSH(model->arena, &spots) = (Spot){i, i, cells.at[i].claim};
        }
        Spot *spot = &spots.at[spots.count - 1];
        spot->end = i + 1;
        spot->claim = cells.at[i].claim < spot->claim ? cells.at[i].claim : spot->claim;
    }
    if (spots.count > 0) {
        qsort(spots.at, spots.count, sizeof spots.at[0], by_place);
    }
    for (uint32_t i = 0; i < spots.count; i++) {
        CheckPoint point;
        if (make_point((CompareOp)step->op, model, cells.at, &spots.at[i], &terms,
                       &point)) {
            *VEC_PUSH(model->arena, points) = point;
        }
    }
}

Tri stated_truth(const Step *step, const Seat *row) {
    CheckPointVec points = {0};
    stated_points(step, row, &points);
    Tri all = points.count == 0 ? TRI_UNKNOWN : TRI_TRUE;
    for (uint32_t i = 0; i < points.count; i++) {
        all = tri_and(all, points.at[i].holds);
    }
    return all;
}
