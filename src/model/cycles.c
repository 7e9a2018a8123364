/* Which thing is in which: each in one other, and none in itself. What is put into two,
 * is part of itself or is too deep is told, and cut. */
#include "model/build.h"

enum { LABELS_MOST = 8, AROUND_MOST = 100 };

/* ---- what is in what ---- */

static void report_two_parents(Build *b, const Parenting *first, ThingKind kind,
                               Id parent, Place place) {
    Findings *findings = b->model->findings;
    Slice child = model_name(b->model, kind, first->child);
    Slice was = model_name(b->model, kind, first->parent);
    Slice is = model_name(b->model, kind, parent);
    bool money = kind == KIND_MONEY;
    Diagnostic *d = findings_add(findings, CODE_N03, place,
                                 money ? "\"%.*s\" is a version of \"%.*s\" here, but of "
                                         "\"%.*s\" elsewhere in this document"
                                       : "\"%.*s\" is put into \"%.*s\" here, but into "
                                         "\"%.*s\" elsewhere in this document",
                                 SLICE_ARGS(child), SLICE_ARGS(is), SLICE_ARGS(was));
    diagnostic_label(findings, d, first->place, "%s \"%.*s\" here", money ? "of" : "into",
                     SLICE_ARGS(was));
    diagnostic_help(findings, d,
                    money ? "name one of them: versions of one amount hang together, in "
                            "however many steps"
                          : "keep one; to add to it elsewhere, open it outside other "
                            "blocks");
}

void cycles_set_parent(Build *b, const Context *c, ThingKind kind, Id child, Id parent,
                       Span span) {
    if (child == 0 || parent == 0)
        return;
    MapKey key = {kind, child, c->document, 0};
    uint32_t at = map_get(&b->parents, key);
    if (at != 0) {
        const Parenting *first = &b->parentings.at[at - 1];
        if (first->parent != parent)
            report_two_parents(b, first, kind, parent, build_place(b, span));
        return;
    }
    *VEC_PUSH(b->arena, &b->parentings) =
        (Parenting){(uint8_t)kind, child, parent, build_place(b, span)};
    map_put(&b->parents, key, b->parentings.count);
    Thing *thing = &b->model->things[kind].at[child];
    if (thing->parent == 0) {
        thing->parent = parent;
        map_put(&b->parents, (MapKey){kind, child, 0, 1}, b->parentings.count);
    }
}

static const Parenting *parenting_of(const Build *b, ThingKind kind, Id child) {
    uint32_t at = map_get(&b->parents, (MapKey){kind, child, 0, 1});
    return &b->parentings.at[at - 1];
}

void build_ring(Build *b, ThingKind kind, Id document, Id id) {
    map_put(b->rings, (MapKey){kind, document, id, 0}, 1);
    b->model->rings = b->rings;
}

bool build_is_later(Place a, Place b) {
    return a.source != b.source ? a.source > b.source : a.span.start > b.span.start;
}

/* Reports the ring at the step that closed it: the last in the files. */
static void report_cycle(Build *b, ThingKind kind, Id start) {
    Findings *findings = b->model->findings;
    const Thing *things = b->model->things[kind].at;
    Id last = start;
    for (Id id = things[start].parent; id != start; id = things[id].parent)
        if (build_is_later(parenting_of(b, kind, id)->place,
                           parenting_of(b, kind, last)->place))
            last = id;
    Slice text = model_name(b->model, kind, last);
    bool money = kind == KIND_MONEY;
    Diagnostic *d = findings_add(findings, CODE_N06, parenting_of(b, kind, last)->place,
                                 "the %s \"%.*s\" is a %s of itself", kind_noun(kind),
                                 SLICE_ARGS(text), money ? "version" : "part");
    for (Id id = things[last].parent; id != last && d->labels.count < LABELS_MOST;
         id = things[id].parent) {
        Slice child = model_name(b->model, kind, id);
        Slice parent = model_name(b->model, kind, things[id].parent);
        diagnostic_label(findings, d, parenting_of(b, kind, id)->place,
                         money ? "\"%.*s\" is a version of \"%.*s\""
                               : "\"%.*s\" is put into \"%.*s\"",
                         SLICE_ARGS(child), SLICE_ARGS(parent));
    }
    if (money) {
        diagnostic_help(
            findings, d,
            "remove \"version_of\" from the first version, as from the budget "
            "that was revised later");
        return;
    }
    diagnostic_note(findings, d,
                    "totals over what is part of itself cannot be checked until one step "
                    "is removed");
    diagnostic_help(findings, d, "move one of them out of the other");
}

static void open_all(Build *b, ThingKind kind) {
    ThingVec *things = &b->model->things[kind];
    /* The walk that reached a thing first; 0: none yet. */
    uint32_t *walk = ARENA_ARRAY(b->arena, uint32_t, things->count);
    for (Id start = 1; start < things->count; start++) {
        Id id = start;
        while (id != 0 && walk[id] == 0) {
            walk[id] = start;
            id = things->at[id].parent;
        }
        if (id == 0 || walk[id] != start)
            continue;
        report_cycle(b, kind, id);
        while (id != 0) { /* which of them is the whole, nobody knows */
            Id parent = things->at[id].parent;
            build_ring(b, kind, 0, id);
            things->at[id].parent = 0;
            id = parent;
        }
    }
}

static void report_depth(Build *b, ThingKind kind, Id id) {
    Findings *findings = b->model->findings;
    Slice text = model_name(b->model, kind, id);
    Diagnostic *d = findings_add(findings, CODE_S11, parenting_of(b, kind, id)->place,
                                 "the %s \"%.*s\" is inside more than %d others",
                                 kind_text(kind), SLICE_ARGS(text), AROUND_MOST);
    diagnostic_help(findings, d, "put it into fewer; a document needs far less");
}

/* A total is over all that is below its thing: each level costs every entry a look. What
 * is too deep begins anew at the top. */
static void cut_depths(Build *b, ThingKind kind) {
    ThingVec *things = &b->model->things[kind];
    uint32_t *depth = ARENA_ARRAY(b->arena, uint32_t, things->count);
    VEC(Id) above = {0};
    for (Id start = 1; start < things->count; start++) {
        for (Id id = start; id != 0 && depth[id] == 0; id = things->at[id].parent)
            *VEC_PUSH(b->arena, &above) = id;
        for (; above.count > 0; above.count--) {
            Id id = above.at[above.count - 1];
            depth[id] = depth[things->at[id].parent] + 1;
            if (depth[id] > AROUND_MOST + 1) {
                report_depth(b, kind, id);
                things->at[id].parent = 0;
                depth[id] = 1;
            }
        }
    }
}

void cycles_open(Build *b) {
    if (b->parentings.count == 0)
        return;
    open_all(b, KIND_MONEY);
    for (uint32_t i = 0; i < 2; i++) {
        ThingKind kind = i == 0 ? KIND_AREA : KIND_PROJECT;
        open_all(b, kind);
        cut_depths(b, kind);
    }
}
