/* Printed tables compared cell by cell: `t4 = t1 + t3`, `t1 = t2(avail) - t3(oblig)`. A
 * table's cells are the totals that it states, and where a project is named its rows'
 * figures. Two cells are of the same thing where they are of the same areas or projects
 * (or of the whole), for the same year and with the same filter, without what was named.
 */
#include "eval/stated.h"

#include <stdlib.h>

/* ---- terms ---- */

static void flatten(const Step *step, const Cursor *row, bool right, Datum factor,
                    TermVec *terms) {
    if (step->kind == STEP_STATED) {
        *VEC_PUSH(row->model->arena, terms) = (Term){step, right, factor};
        return;
    }
    if (step->kind == STEP_NEGATE) {
        flatten(step->left, row, right, datum_negate(row->model->arena, &factor), terms);
        return;
    }
    if (step->kind != STEP_ARITHMETIC)
        return;
    if (step->op == EXPR_ADD || step->op == EXPR_SUB) {
        flatten(step->left, row, right, factor, terms);
        flatten(step->right, row, right,
                step->op == EXPR_SUB ? datum_negate(row->model->arena, &factor) : factor,
                terms);
        return;
    }
    bool left_table = step->left->type.kind == TYPE_STATED;
    Datum number = step_value(left_table ? step->right : step->left, row);
    flatten(left_table ? step->left : step->right, row, right,
            datum_arithmetic(row->model->arena, (ExprKind)step->op, &factor, &number),
            terms);
}

const Narrow *stated_narrow(const Comparison *c, uint32_t term) {
    return c->terms.at[term].step->narrow;
}

static bool same_subjects(const Narrow *one, const Narrow *other) {
    if (one->subject_count != other->subject_count)
        return false;
    for (uint32_t i = 0; i < one->subject_count; i++)
        if (printed_by_subject(&one->subjects[i], &other->subjects[i]) != 0)
            return false;
    return true;
}

/* Years differ only where two are named: beside a table narrowed to one, another is
 * compared for that one. */
static void find_same(Comparison *c) {
    const Narrow *first = stated_narrow(c, 0);
    c->time = (Time){.kind = TIME_ABSENT};
    c->same_subjects = c->same_time = c->same_money = c->same_source = true;
    for (uint32_t i = 0; i < c->terms.count; i++) {
        const Narrow *narrow = stated_narrow(c, i);
        c->same_subjects = c->same_subjects && same_subjects(first, narrow);
        c->same_money = c->same_money && first->money == narrow->money;
        c->same_source = c->same_source && first->source == narrow->source;
        if (narrow->time.kind != TIME_ABSENT) {
            c->same_time = c->same_time && (c->time.kind == TIME_ABSENT ||
                                            printed_same_time(c->time, narrow->time));
            c->time = narrow->time;
        }
    }
}

/* ---- cells ---- */

static bool is_among(const Subject *subjects, uint32_t count, Subject subject) {
    for (uint32_t i = 0; i < count; i++)
        if (printed_by_subject(&subjects[i], &subject) == 0)
            return true;
    return false;
}

/* Takes what the term names out of what the cell is of. */
static void drop_named(const Comparison *c, const Narrow *narrow, PrintedCell *cell) {
    if (c->same_subjects || narrow->subject_count == 0)
        return;
    Subject *rest = ARENA_ARRAY(c->model->arena, Subject, cell->subject_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < cell->subject_count; i++)
        if (!is_among(narrow->subjects, narrow->subject_count, cell->subjects[i]))
            rest[count++] = cell->subjects[i];
    cell->subjects = rest;
    cell->subject_count = count;
}

static Slice key_of(const Comparison *c, const PrintedCell *cell, bool filtered) {
    Slice key = filtered ? SLICE("") : printed_filter(c->model, cell->where, cell->file);
    for (uint32_t i = 0; i < cell->subject_count; i++) {
        key = arena_format(c->model->arena, "%u:%u %.*s", cell->subjects[i].kind,
                           cell->subjects[i].id, SLICE_ARGS(key));
    }
    return key;
}

static int64_t when_of(Time time) {
    enum { YEARS = 100000000 };
    return time.kind == TIME_ALL || time.kind == TIME_UNSTATED || time.kind == TIME_ABSENT
               ? 0
               : (int64_t)time.from * YEARS + time.to;
}

static bool have_one_time(const PrintedCells *cells) {
    for (uint32_t i = 1; i < cells->count; i++)
        if (!printed_same_time(cells->at[i].time, cells->at[0].time))
            return false;
    return true;
}

static void add_cells(Comparison *c, uint32_t term) {
    const Narrow *narrow = stated_narrow(c, term);
    PrintedCells found = {0};
    printed_cells(c->model, narrow, false, &found);
    bool timeless = !c->same_time &&
                    (narrow->time.kind != TIME_ABSENT || have_one_time(&found));
    for (uint32_t i = 0; i < found.count; i++) {
        if (c->same_time && c->time.kind != TIME_ABSENT &&
            !printed_same_time(c->time, found.at[i].time))
            continue;
        StatedCell *cell = VEC_PUSH(c->model->arena, &c->cells);
        *cell = (StatedCell){.term = term, .cell = found.at[i]};
        drop_named(c, narrow, &cell->cell);
        if (timeless)
            cell->cell.time = (Time){.kind = TIME_ABSENT};
        cell->money = c->same_money || narrow->money == 0 ? cell->cell.money : 0;
        cell->source = c->same_source || narrow->source == 0 ? cell->cell.source : 0;
        cell->key = key_of(c, &cell->cell, narrow->where != NULL);
        cell->when = when_of(cell->cell.time);
    }
}

static int by_number(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

static int by_thing(const StatedCell *a, const StatedCell *b) {
    int order = slice_compare(a->key, b->key);
    return order != 0 ? order : (a->when > b->when) - (a->when < b->when);
}

/* What is printed twice stands side by side, and pairs that name less stand first. */
static int by_cell(const void *left, const void *right) {
    const StatedCell *a = left, *b = right;
    const uint64_t keys[][2] = {{a->money, b->money},
                                {a->source, b->source},
                                {a->term, b->term},
                                {a->cell.table, b->cell.table},
                                {a->cell.group, b->cell.group},
                                {a->cell.place.source, b->cell.place.source},
                                {a->cell.place.span.start, b->cell.place.span.start}};
    int order = by_thing(a, b);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && order == 0; i++)
        order = by_number(keys[i][0], keys[i][1]);
    return order;
}

static bool stands_before(Place a, Place b) {
    return a.source != b.source ? a.source < b.source : a.span.start < b.span.start;
}

static int by_place(const void *left, const void *right) {
    const Spot *a = left, *b = right;
    return stands_before(b->place, a->place) - stands_before(a->place, b->place);
}

void stated_points(const Step *step, const Cursor *row, CheckPointVec *points) {
    Arena *arena = row->model->arena;
    Comparison c = {.model = row->model,
                    .row = row,
                    .file = row->bound->file,
                    .op = (CompareOp)step->op,
                    .points = points};
    VEC(Spot) spots = {0};
    flatten(step->left, row, false, datum_integer(1), &c.terms);
    flatten(step->right, row, true, datum_integer(1), &c.terms);
    find_same(&c);
    for (uint32_t i = 0; i < c.terms.count; i++)
        add_cells(&c, i);
    if (c.cells.count > 0)
        qsort(c.cells.at, c.cells.count, sizeof c.cells.at[0], by_cell);
    for (uint32_t i = 0; i < c.cells.count; i++) {
        Place place = c.cells.at[i].cell.place;
        if (i == 0 || by_thing(&c.cells.at[i - 1], &c.cells.at[i]) != 0)
            *VEC_PUSH(arena, &spots) = (Spot){i, i, place};
        Spot *spot = &spots.at[spots.count - 1];
        spot->end = i + 1;
        spot->place = stands_before(place, spot->place) ? place : spot->place;
    }
    if (spots.count > 0)
        qsort(spots.at, spots.count, sizeof spots.at[0], by_place);
    uint32_t before = points->count;
    for (uint32_t i = 0; i < spots.count; i++)
        spot_points(&c, &spots.at[i]);
    if (points->count == before)
        spot_nothing(&c);
}

Tri stated_truth(const Step *step, const Cursor *row) {
    CheckPointVec points = {0};
    stated_points(step, row, &points);
    Tri all = TRI_TRUE;
    for (uint32_t i = 0; i < points.count; i++) {
        const CheckPoint *point = &points.at[i];
        all = tri_and(all, point->holds);
        if (row->verdict != NULL && point->verdict > *row->verdict)
            *row->verdict = point->verdict;
    }
    return all;
}
