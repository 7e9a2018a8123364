/* Rings: money that would be part of itself, in however many steps. In one document, a
 * project's money is part of the project that it stands in, and of those that its lines
 * are `within`; the nesting itself has no rings any more. Tarjan's algorithm finds the
 * projects that reach each other, so that all takes as long as the lines are many. Of a
 * ring nobody knows which is the whole: its lines are within nothing, and totals over
 * them are not checked (model_in_ring). */
#include "model/build.h"

#include <stdlib.h>

#include "base/phrase.h"

enum { LABELS_MOST = 8, NAMED_MOST = 6 };

/* A line `within` another project. */
typedef struct Step {
    Id document, project, whole;
    uint32_t line;
} Step;

/* A project on the way that is walked, and which of its wholes comes next: 0 is the one
 * that it stands in, the others are steps. */
typedef struct Turn {
    Id project;
    uint32_t next;
} Turn;

typedef struct Rings {
    Build *b;
    const Thing *projects;
    VEC(Step) steps;     /* by document, project and line */
    uint32_t begin, end; /* of the steps of the document in hand */
    uint32_t before;     /* the visits before that document */
    uint32_t visits;     /* counted so far */
    VEC(Turn) way;
    VEC(Id) open; /* visited, but not settled */
    VEC(Id) queue;
    /* By project. */
    uint32_t *step;    /* its first one, where it has any in this document */
    uint32_t *visit;   /* its number; those up to `before` are of other documents */
    uint32_t *low;     /* the first visit that it reaches among the open ones */
    uint32_t *settled; /* the visit that its ring began with; 0 while it is open */
    Id *came;          /* in the search of a way: from which; 0: not reached */
} Rings;

static int compare_steps(const void *left, const void *right) {
    const Step *a = left, *b = right;
    const uint32_t x[] = {a->document, a->project, a->line};
    const uint32_t y[] = {b->document, b->project, b->line};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static void gather_steps(Rings *rings) {
    Build *b = rings->b;
    for (uint32_t i = 0; i < b->model->lines.count; i++) {
        const Line *line = &b->model->lines.at[i];
        if (line->within != 0)
            *VEC_PUSH(b->arena, &rings->steps) =
                (Step){line->document, line->project, line->within, i};
    }
    if (rings->steps.count > 1)
        qsort(rings->steps.at, rings->steps.count, sizeof *rings->steps.at,
              compare_steps);
}

/* One of the project's steps in the document in hand; NULL: it has fewer. */
static const Step *step_of(const Rings *rings, Id project, uint32_t number) {
    uint32_t at = rings->step[project] + number;
    return at >= rings->begin && at < rings->end && rings->steps.at[at].project == project
               ? &rings->steps.at[at]
               : NULL;
}

/* What the project is part of, one after another; 0 for one that stands in nothing.
 * False at the end. */
static bool next_whole(const Rings *rings, Turn *turn, Id *whole) {
    if (turn->next == 0) {
        *whole = rings->projects[turn->project].parent;
        turn->next++;
        return true;
    }
    const Step *step = step_of(rings, turn->project, turn->next - 1);
    turn->next++;
    *whole = step != NULL ? step->whole : 0;
    return step != NULL;
}

/* ---- the finding ---- */

const Modifiers *line_modifiers(const Line *line) {
    return line->node->kind == NODE_ROW ? ((const Row *)line->node)->modifiers
                                        : ((const Money *)line->node)->modifiers;
}

static Place place_of(const Rings *rings, const Step *step) {
    const Line *line = &rings->b->model->lines.at[step->line];
    return (Place){line->file, line_modifiers(line)->within.span};
}

static bool same_ring(const Rings *rings, Id a, Id b) {
    return rings->settled[a] == rings->settled[b];
}

/* The last line of the ring that is within one of it: the one that closed it. */
static const Step *closing_step(const Rings *rings, const Id *members, uint32_t count) {
    const Step *last = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const Step *step;
        for (uint32_t k = 0; (step = step_of(rings, members[i], k)) != NULL; k++)
            if (same_ring(rings, step->whole, members[i]) &&
                (last == NULL ||
                 build_is_later(place_of(rings, step), place_of(rings, last))))
                last = step;
    }
    return last;
}

/* The shortest way from a project to another of its ring: each has in `came` the one
 * before it. */
static void find_way(Rings *rings, Id from, Id to, const Id *members, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        rings->came[members[i]] = 0;
    rings->queue.count = 0;
    *VEC_PUSH(rings->b->arena, &rings->queue) = from;
    rings->came[from] = from;
    for (uint32_t i = 0; i < rings->queue.count && rings->came[to] == 0; i++) {
        Turn turn = {.project = rings->queue.at[i]};
        Id whole;
        while (next_whole(rings, &turn, &whole)) {
            if (whole == 0 || !same_ring(rings, whole, from) || rings->came[whole] != 0)
                continue;
            rings->came[whole] = turn.project;
            *VEC_PUSH(rings->b->arena, &rings->queue) = whole;
        }
    }
}

static Slice name_of(const Rings *rings, Id project) {
    return model_name(rings->b->model, KIND_PROJECT, project);
}

/* A step of the ring: where a project becomes part of the next, and whether by standing
 * in it. */
typedef struct Joint {
    Place place;
    bool nested;
} Joint;

static Joint joint_of(const Rings *rings, Id project, Id whole) {
    const Build *b = rings->b;
    if (rings->projects[project].parent == whole) {
        uint32_t at = map_get(&b->parents, (MapKey){KIND_PROJECT, project, 0, 1});
        return (Joint){b->parentings.at[at - 1].place, true};
    }
    uint32_t number = 0;
    while (step_of(rings, project, number)->whole != whole)
        number++;
    return (Joint){place_of(rings, step_of(rings, project, number)), false};
}

/* "c" is part of "b" and "b" of "a": the way from its first to its last. */
static Slice way_text(const Rings *rings, const Id *way, uint32_t count) {
    Arena *arena = rings->b->model->arena;
    Slice parts[NAMED_MOST];
    if (count - 1 > NAMED_MOST) {
        return arena_format(arena, "\"%.*s\" is part of \"%.*s\", by way of %u others",
                            SLICE_ARGS(name_of(rings, way[0])),
                            SLICE_ARGS(name_of(rings, way[count - 1])), count - 2);
    }
    for (uint32_t i = 0; i + 1 < count; i++) {
        parts[i] = arena_format(
            arena, "\"%.*s\" %s \"%.*s\"", SLICE_ARGS(name_of(rings, way[i])),
            i == 0 ? "is part of" : "of", SLICE_ARGS(name_of(rings, way[i + 1])));
    }
    return phrase_list(arena, parts, count - 1);
}

/* A ring of the members: each is part of the next, the last of the first. The step from
 * the last to the first closed it: it is the last `within` of the ring, or what stands in
 * a later file, as what is tried out at the prompt does. */
static Id *find_ring(Rings *rings, const Id *members, uint32_t count, uint32_t *length) {
    Arena *arena = rings->b->arena;
    const Step *step = closing_step(rings, members, count);
    find_way(rings, step->whole, step->project, members, count);
    *length = 1;
    for (Id id = step->project; id != step->whole; id = rings->came[id])
        ++*length;
    Id *ring = ARENA_ARRAY(arena, Id, *length), *turned = ARENA_ARRAY(arena, Id, *length);
    Id id = step->project;
    for (uint32_t i = *length; i > 0; id = rings->came[id])
        ring[--i] = id;
    Place last = place_of(rings, step);
    uint32_t first = 0;
    for (uint32_t i = 0; i + 1 < *length; i++) {
        Place place = joint_of(rings, ring[i], ring[i + 1]).place;
        if (place.source > last.source ||
            (first != 0 && place.source == last.source && build_is_later(place, last))) {
            last = place;
            first = i + 1;
        }
    }
    for (uint32_t i = 0; i < *length; i++)
        turned[i] = ring[(first + i) % *length];
    return turned;
}

static void report(Rings *rings, const Id *members, uint32_t count) {
    Findings *findings = rings->b->model->findings;
    uint32_t length;
    const Id *ring = find_ring(rings, members, count, &length);
    Joint joint = joint_of(rings, ring[length - 1], ring[0]);
    bool nested = joint.nested;
    Diagnostic *d = findings_add(findings, CODE_N06, joint.place,
                                 nested ? "\"%.*s\" cannot be put into \"%.*s\", because "
                                          "%.*s"
                                        : "money of \"%.*s\" cannot be part of \"%.*s\", "
                                          "because %.*s",
                                 SLICE_ARGS(name_of(rings, ring[length - 1])),
                                 SLICE_ARGS(name_of(rings, ring[0])),
                                 SLICE_ARGS(way_text(rings, ring, length)));
    for (uint32_t i = 0; i + 1 < length && i < LABELS_MOST; i++) {
        joint = joint_of(rings, ring[i], ring[i + 1]);
        nested |= joint.nested;
        diagnostic_label(findings, d, joint.place,
                         joint.nested ? "\"%.*s\" is put into \"%.*s\""
                                      : "\"%.*s\" is within \"%.*s\"",
                         SLICE_ARGS(name_of(rings, ring[i])),
                         SLICE_ARGS(name_of(rings, ring[i + 1])));
    }
    diagnostic_note(findings, d,
                    "totals over these projects cannot be checked until one step is "
                    "removed");
    diagnostic_help(findings, d,
                    nested ? "remove the \"within\" of the project that is the whole, or "
                             "move one project out of the other"
                           : "remove \"within\" from the project that is the whole");
}

/* ---- the search ---- */

static void enter(Rings *rings, Id project) {
    Arena *arena = rings->b->arena;
    rings->visit[project] = rings->low[project] = ++rings->visits;
    rings->settled[project] = 0;
    *VEC_PUSH(arena, &rings->open) = project;
    *VEC_PUSH(arena, &rings->way) = (Turn){.project = project};
}

/* The open ones from the project on reach each other, and nothing else that is open. */
static void settle(Rings *rings, Id project, Id document) {
    Build *b = rings->b;
    uint32_t from = rings->open.count;
    do
        rings->settled[rings->open.at[--from]] = rings->visit[project];
    while (rings->open.at[from] != project);
    const Id *members = rings->open.at + from;
    uint32_t count = rings->open.count - from;
    rings->open.count = from;
    if (count < 2)
        return;
    report(rings, members, count);
    for (uint32_t i = 0; i < count; i++) {
        build_ring(b, KIND_PROJECT, document, members[i]);
        const Step *step;
        for (uint32_t k = 0; (step = step_of(rings, members[i], k)) != NULL; k++)
            if (same_ring(rings, step->whole, members[i]))
                b->model->lines.at[step->line].within = 0;
    }
}

static void lower(Rings *rings, Id project, uint32_t visit) {
    if (visit < rings->low[project])
        rings->low[project] = visit;
}

static void walk_from(Rings *rings, Id start, Id document) {
    enter(rings, start);
    while (rings->way.count > 0) {
        Turn *turn = &rings->way.at[rings->way.count - 1];
        Id project = turn->project, whole;
        if (next_whole(rings, turn, &whole)) {
            if (whole != 0 && rings->visit[whole] <= rings->before)
                enter(rings, whole);
            else if (whole != 0 && rings->settled[whole] == 0)
                lower(rings, project, rings->visit[whole]);
            continue;
        }
        if (rings->low[project] == rings->visit[project])
            settle(rings, project, document);
        rings->way.count--;
        if (rings->way.count > 0)
            lower(rings, rings->way.at[rings->way.count - 1].project,
                  rings->low[project]);
    }
}

/* The steps of one document, from `first` on. */
static void search_document(Rings *rings, uint32_t first) {
    Id document = rings->steps.at[first].document;
    rings->begin = rings->end = first;
    rings->before = rings->visits;
    while (rings->end < rings->steps.count &&
           rings->steps.at[rings->end].document == document)
        rings->end++;
    for (uint32_t i = rings->end; i > first; i--)
        rings->step[rings->steps.at[i - 1].project] = i - 1;
    for (uint32_t i = first; i < rings->end; i++)
        if (rings->visit[rings->steps.at[i].project] <= rings->before)
            walk_from(rings, rings->steps.at[i].project, document);
}

void rings_open(Build *b) {
    const ThingVec *projects = &b->model->things[KIND_PROJECT];
    Rings rings = {.b = b, .projects = projects->at};
    gather_steps(&rings);
    if (rings.steps.count == 0)
        return;
    rings.step = ARENA_ARRAY(b->arena, uint32_t, projects->count);
    rings.visit = ARENA_ARRAY(b->arena, uint32_t, projects->count);
    rings.low = ARENA_ARRAY(b->arena, uint32_t, projects->count);
    rings.settled = ARENA_ARRAY(b->arena, uint32_t, projects->count);
    rings.came = ARENA_ARRAY(b->arena, Id, projects->count);
    for (uint32_t i = 0; i < rings.steps.count; i = rings.end)
        search_document(&rings, i);
}
