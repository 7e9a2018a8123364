/* The cells of printed tables that are of one thing and year, compared. Kinds of money
 * and sources must agree where both sides name one: a column that names none stands for
 * that of any, unless it has a counterpart of its own. */
#include "eval/held.h"
#include "eval/stated.h"
#include "model/view.h"

/* A total printed at the head and the foot of one group is one total. */
static bool is_repeated(const StatedCell *cells, const Spot *spot, uint32_t index) {
    if (index == spot->first)
        return false;
    const StatedCell *a = &cells[index - 1], *b = &cells[index];
    return a->term == b->term && a->money == b->money && a->source == b->source &&
           a->cell.table == b->cell.table && a->cell.group == b->cell.group &&
           !a->cell.row && !b->cell.row;
}

/* ---- points ---- */

/* The titles of what a point is about; empty for the whole. */
static Slice point_thing(const Comparison *c, const PrintedCell *cell, Id document) {
    Slice what = SLICE("");
    for (uint32_t i = 0; i < cell->subject_count; i++) {
        Slice title = view_title(c->model, (ThingKind)cell->subjects[i].kind,
                                 cell->subjects[i].id, document);
        what = arena_format(c->model->arena, "%.*s%s%.*s", SLICE_ARGS(what),
                            i == 0 ? "" : ", ", SLICE_ARGS(title));
    }
    return what;
}

/* " as running from fund" */
static Slice kind_words(const Comparison *c, Id money, Id source) {
    Slice words = SLICE("");
    if (money != 0) {
        Slice name = model_name(c->model, KIND_MONEY, money);
        words = arena_format(c->model->arena, " as %.*s", SLICE_ARGS(name));
    }
    if (source != 0) {
        Slice name = model_name(c->model, KIND_SOURCE, source);
        words = arena_format(c->model->arena, "%.*s from %.*s", SLICE_ARGS(words),
                             SLICE_ARGS(name));
    }
    return words;
}

static Slice point_what(const Comparison *c, const StatedCell *cell, Slice thing) {
    const PrintedCell *printed = &cell->cell;
    if (thing.length == 0 && c->same_subjects)
        thing = SLICE("the whole");
    Slice when = printed->time.kind == TIME_ALL
                     ? SLICE("all years")
                     : time_text(c->model->arena, printed->time);
    Slice kind = kind_words(c, cell->money, cell->source);
    Slice what = arena_format(c->model->arena, "%.*s%s%.*s%.*s", SLICE_ARGS(thing),
                              thing.length > 0 && when.length > 0 ? " " : "",
                              SLICE_ARGS(when), SLICE_ARGS(kind));
    if (printed->where != NULL && stated_narrow(c, cell->term)->where == NULL) {
        Slice where = span_text(c->model, printed->file, printed->where->span);
        what = arena_format(c->model->arena, "%.*s where %.*s", SLICE_ARGS(what),
                            SLICE_ARGS(where));
    }
    return what;
}

static bool as_printed(const Term *term) {
    return term->factor.kind == DATUM_NUMBER &&
           decimal_compare(term->factor.number, decimal_int(1)) == 0;
}

/* The printed table of a claim, given its number + 1. */
static Id printed_in(const Comparison *c, uint32_t number) {
    const Claim *claim = &c->model->claims.at[number - 1];
    return c->model->tables.at[claim->table].printed;
}

/* Says which total the point compares with the sum of which of other tables, if it does.
 */
static void name_parts(const Comparison *c, const uint32_t *taken, uint32_t count,
                       CheckPoint *point) {
    uint32_t counts[2] = {0, 0}, single[2] = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        const StatedCell *cell = &c->cells.at[taken[i]];
        const Term *term = &c->terms.at[cell->term];
        if (!as_printed(term) || cell->cell.claim == 0)
            return;
        counts[term->right]++;
        single[term->right] = cell->cell.claim;
    }
    bool right = counts[1] == 1;
    if (counts[right] != 1 || counts[!right] < 2)
        return;
    uint32_t *parts = ARENA_ARRAY(c->model->arena, uint32_t, count);
    uint32_t part_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const PrintedCell *cell = &c->cells.at[taken[i]].cell;
        if (cell->claim == single[right])
            continue;
        if (printed_in(c, cell->claim) == printed_in(c, single[right]))
            return;
        parts[part_count++] = cell->claim - 1;
    }
    point->total = single[right];
    point->parts = parts;
    point->part_count = part_count;
}

/* A cell of a table of which something is named is called as it is in the check. */
static void add_place(const Comparison *c, const StatedCell *cell, CheckPoint *point) {
    enum { MOST = sizeof point->places / sizeof point->places[0] };
    const Step *step = c->terms.at[cell->term].step;
    if (point->place_count == MOST)
        return;
    CheckPlace *place = &point->places[point->place_count++];
    *place = (CheckPlace){.place = cell->cell.place};
    if (narrow_names(step->narrow))
        place->name = span_text(c->model, c->file, step->span);
}

/* ---- kinds of money and sources ---- */

/* Which cells of each term take part in a point: those of one pair of kind and source. */
typedef struct SpotPart {
    bool present; /* the term states something for the spot */
    bool chosen;
    bool open; /* it states something that is not compared yet */
    Id money, source;
} SpotPart;

/* How a pair of kind and source is looked for, strictest first: every term states it;
 * every term states it, or less of it; what a term states beside it was compared. */
typedef enum Pass { PASS_ALL, PASS_LESS, PASS_SOME, PASS_COUNT } Pass;

typedef struct SpotChoice {
    const Spot *spot;
    Pass pass;
    Id money, source;
    bool *matched;   /* by cell of the spot: it was compared */
    SpotPart *parts; /* by term */
} SpotChoice;

static bool is_exact(const SpotChoice *choice, const StatedCell *cell) {
    return cell->money == choice->money && cell->source == choice->source;
}

static bool is_less(const SpotChoice *choice, const StatedCell *cell) {
    return (cell->money == 0 || cell->money == choice->money) &&
           (cell->source == 0 || cell->source == choice->source);
}

/* Chooses each term's cells; false where they make no comparison. */
static bool choose_parts(const Comparison *c, const SpotChoice *choice) {
    const Spot *spot = choice->spot;
    for (uint32_t i = 0; i < c->terms.count; i++)
        choice->parts[i] = (SpotPart){.present = false};
    for (uint32_t i = spot->first; i < spot->end; i++) {
        const StatedCell *cell = &c->cells.at[i];
        SpotPart *part = &choice->parts[cell->term];
        bool open = !choice->matched[i - spot->first];
        part->present = true;
        part->open = part->open || open;
        if (open && (is_exact(choice, cell) ||
                     (choice->pass == PASS_LESS && is_less(choice, cell)))) {
            part->chosen = true;
            part->money = cell->money;
            part->source = cell->source;
        }
    }
    bool sides[2] = {false, false};
    for (uint32_t i = 0; i < c->terms.count; i++) {
        const SpotPart *part = &choice->parts[i];
        const Narrow *narrow = stated_narrow(c, i);
        if (!part->present && (narrow->subject_count > 0 || narrow->where != NULL))
            return false; /* what it names is of another spot */
        if (part->present && !part->chosen && (choice->pass != PASS_SOME || part->open))
            return false;
        sides[c->terms.at[i].right] = sides[c->terms.at[i].right] || part->chosen;
    }
    return sides[0] && sides[1];
}

/* The sum of two versions of one amount among the cells that were taken: those that are
 * added, or those that are taken off, as the other side is. */
static void find_mixed(const Comparison *c, const uint32_t *taken, uint32_t count,
                       CheckMixed *mixed) {
    const Model *model = c->model;
    Versions sums[2] = {{.families = NULL}, {.families = NULL}};
    for (uint32_t i = 0; i < count; i++) {
        const StatedCell *cell = &c->cells.at[taken[i]];
        const Term *term = &c->terms.at[cell->term];
        bool off = (decimal_sign(term->factor.number) < 0) != term->right;
        versions_add(&sums[off], model, model->arena, cell->cell.money, taken[i]);
    }
    const Versions *versions = versions_several(&sums[0]) ? &sums[0] : &sums[1];
    if (!versions_several(versions))
        return;
    const StatedCell *first = &c->cells.at[versions->first.where];
    const StatedCell *other = &c->cells.at[versions->other.where];
    *mixed = (CheckMixed){{versions->first, versions->other},
                          {first->cell.place, other->cell.place},
                          span_join(c->terms.at[first->term].step->span,
                                    c->terms.at[other->term].step->span),
                          true};
}

static void add_point(Comparison *c, const SpotChoice *choice) {
    const Spot *spot = choice->spot;
    CheckPoint point = {.left = {.kind = DATUM_AMOUNT}, .right = {.kind = DATUM_AMOUNT}};
    Datum *sides[2] = {&point.left, &point.right};
    bool stated[2] = {false, false};
    uint32_t *taken = ARENA_ARRAY(c->model->arena, uint32_t, spot->end - spot->first);
    uint32_t count = 0, first = spot->first;
    for (uint32_t i = spot->first; i < spot->end; i++) {
        const StatedCell *cell = &c->cells.at[i];
        const SpotPart *part = &choice->parts[cell->term];
        if (!part->chosen || part->money != cell->money || part->source != cell->source)
            continue;
        bool exact = is_exact(choice, cell);
        choice->matched[i - spot->first] |= exact;
        if (is_repeated(c->cells.at, spot, i))
            continue;
        const Term *term = &c->terms.at[cell->term];
        Arena *arena = c->model->arena;
        Datum value = datum_arithmetic(arena, EXPR_MUL, &cell->cell.value, &term->factor);
        Datum *side = sides[term->right];
        *side = stated[term->right] ? datum_arithmetic(arena, EXPR_ADD, side, &value)
                                    : value;
        stated[term->right] = true;
        add_place(c, cell, &point);
        first = count == 0 || exact ? i : first;
        taken[count++] = i;
    }
    const StatedCell *shown = &c->cells.at[first];
    Id document = stated_narrow(c, shown->term)->document;
    point.thing = point_thing(c, &shown->cell, document);
    point.time = shown->cell.time;
    point.what = point_what(c, shown, point.thing);
    if (c->op == OP_EQ)
        name_parts(c, taken, count, &point);
    Cursor cursor = *c->row;
    cursor.doubts = true;
    cursor.verdict = &point.verdict;
    cursor.why = &point.why;
    point.holds = truth_compare_sides(c->op, &point.left, &point.right, true, &cursor);
    find_mixed(c, taken, count, &point.mixed);
    if (point.mixed.versions[0].money != 0)
        point.holds = TRI_UNKNOWN;
    *VEC_PUSH(c->model->arena, c->points) = point;
    if (cursor.sums != NULL) {
        CheckSum *sum = VEC_PUSH(c->model->arena, cursor.sums);
        held_sum(NULL, &point.left, &point.right, &cursor, c->model->arena, sum);
        sum->any = sum->any && c->op == OP_EQ;
    }
}

static bool both_state(const Comparison *c, const Spot *spot) {
    bool sides[2] = {false, false};
    for (uint32_t i = spot->first; i < spot->end; i++)
        sides[c->terms.at[c->cells.at[i].term].right] = true;
    return sides[0] && sides[1];
}

/* The one kind of money (or source) that cells of the spot name; 0: none, or several. */
static Id only_named(const Comparison *c, const Spot *spot, bool source) {
    Id only = 0;
    for (uint32_t i = spot->first; i < spot->end; i++) {
        const StatedCell *cell = &c->cells.at[i];
        Id id = source ? cell->source : cell->money;
        if (id != 0 && only != 0 && id != only)
            return 0;
        only = id != 0 ? id : only;
    }
    return only;
}

static void try_pair(Comparison *c, const SpotChoice *choice) {
    if (choose_parts(c, choice))
        add_point(c, choice);
}

void spot_points(Comparison *c, const Spot *spot) {
    Arena *arena = c->model->arena;
    if (!both_state(c, spot))
        return; /* what only one side states is passed over */
    SpotChoice choice = {.spot = spot,
                         .matched = ARENA_ARRAY(arena, bool, spot->end - spot->first),
                         .parts = ARENA_ARRAY(arena, SpotPart, c->terms.count)};
    uint32_t before = c->points->count;
    for (choice.pass = PASS_ALL; choice.pass < PASS_COUNT; choice.pass++) {
        for (uint32_t i = spot->first; i < spot->end; i++) {
            const StatedCell *cell = &c->cells.at[i];
            bool first = i == spot->first || !is_exact(&choice, cell);
            choice.money = cell->money;
            choice.source = cell->source;
            if (first && !choice.matched[i - spot->first])
                try_pair(c, &choice);
        }
    }
    if (c->points->count == before) {
        /* One names only a kind, and another only a source. */
        choice.pass = PASS_LESS;
        choice.money = only_named(c, spot, false);
        choice.source = only_named(c, spot, true);
        try_pair(c, &choice);
    }
    if (c->points->count == before && c->of_other_kinds == NULL)
        c->of_other_kinds = spot;
}

/* ---- nothing to compare ---- */

static bool is_first_of(const Comparison *c, const Spot *spot, uint32_t index) {
    const StatedCell *cell = &c->cells.at[index];
    for (uint32_t i = spot->first; i < index; i++) {
        const StatedCell *other = &c->cells.at[i];
        if (other->term == cell->term && other->money == cell->money &&
            other->source == cell->source)
            return false;
    }
    return true;
}

/* "t1 says as org, t2 says as korr", and what to write: "t1(org), t2(korr)". */
static void kinds_texts(const Comparison *c, const Spot *spot, Slice *why, Slice *help) {
    enum { SHOWN_MOST = 6 };
    const Model *model = c->model;
    uint32_t shown = 0;
    *why = *help = SLICE("");
    for (uint32_t i = spot->first; i < spot->end && shown < SHOWN_MOST; i++) {
        const StatedCell *cell = &c->cells.at[i];
        if (!is_first_of(c, spot, i) || (cell->money == 0 && cell->source == 0))
            continue;
        Slice table = names_text(model->names, stated_narrow(c, cell->term)->name);
        Slice words = kind_words(c, cell->money, cell->source);
        Slice name = cell->money != 0 ? model_name(model, KIND_MONEY, cell->money)
                                      : model_name(model, KIND_SOURCE, cell->source);
        const char *between = shown++ == 0 ? "" : ", ";
        *why = arena_format(model->arena, "%.*s%s%.*s says%.*s", SLICE_ARGS(*why),
                            between, SLICE_ARGS(table), SLICE_ARGS(words));
        *help = arena_format(model->arena, "%.*s%s%.*s(%.*s)", SLICE_ARGS(*help), between,
                             SLICE_ARGS(table), SLICE_ARGS(name));
    }
}

void spot_nothing(Comparison *c) {
    CheckPoint point = {.holds = TRI_UNKNOWN,
                        .nothing = true,
                        .why = SLICE("of the same thing and year")};
    if (c->of_other_kinds != NULL) {
        Slice why, help;
        kinds_texts(c, c->of_other_kinds, &why, &help);
        point.why =
            arena_format(c->model->arena, "of the same kind: %.*s", SLICE_ARGS(why));
        point.help = arena_format(c->model->arena, "name what is meant of each: %.*s",
                                  SLICE_ARGS(help));
    }
    *VEC_PUSH(c->model->arena, c->points) = point;
    if (c->row->sums != NULL)
        *VEC_PUSH(c->model->arena, c->row->sums) = (CheckSum){.any = false};
}
