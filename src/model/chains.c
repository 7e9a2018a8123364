/* Gathers the links and bounds them. A link's weight is how many projects one visits who
 * follows all ways from it; the weights of what it leads to come first. */
#include "model/chains.h"
#include "model/build.h"

#include <stdlib.h>

enum { WEIGHT_MOST = 100 };

struct Chains {
    VEC(Link) links; /* by document, kind, project and whole */
    Map first;       /* document, kind, project: index + 1 */
};

/* A set of links, and how far it was looked at. */
typedef struct Look {
    uint32_t first, at;
    Id above; /* the next project to be looked at above that link's whole; 0: all are */
} Look;

typedef struct Weighing {
    Build *b;
    Chains *chains;
    uint32_t *weight; /* by the first link of a project; 0: not known yet */
    VEC(Look) looks;
} Weighing;

static int compare_links(const void *left, const void *right) {
    const Link *a = left, *b = right;
    const uint32_t x[] = {a->document, a->kind, a->project, a->whole, a->line};
    const uint32_t y[] = {b->document, b->kind, b->project, b->whole, b->line};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static bool same_project(const Link *a, const Link *b) {
    return a->document == b->document && a->kind == b->kind && a->project == b->project;
}

static void gather(Build *b, Chains *chains) {
    const Model *model = b->model;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->within != 0 && model->wholes[line->project])
            *VEC_PUSH(b->arena, &chains->links) =
                (Link){line->document, line->project, line->within, line->kind, i};
    }
    Link *links = chains->links.at;
    uint32_t count = chains->links.count, kept = 0;
    if (count > 1)
        qsort(links, count, sizeof *links, compare_links);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || !same_project(&links[kept - 1], &links[i]) ||
            links[kept - 1].whole != links[i].whole)
            links[kept++] = links[i];
    chains->links.count = kept;
    for (uint32_t i = 0; i < kept; i++)
        if (i == 0 || !same_project(&links[i - 1], &links[i]))
            map_put(&chains->first,
                    (MapKey){links[i].document, links[i].kind, links[i].project, 0},
                    i + 1);
}

const Link *chains_of(const Chains *chains, Id document, uint8_t kind, Id project,
                      uint32_t *count) {
    uint32_t first = map_get(&chains->first, (MapKey){document, kind, project, 0});
    *count = 0;
    if (first == 0)
        return NULL;
    const Link *links = chains->links.at + first - 1;
    if (links->whole == 0)
        return NULL;
    uint32_t rest = chains->links.count - first + 1;
    while (*count < rest && same_project(links, links + *count))
        ++*count;
    return links;
}

bool chains_has(const Chains *chains, const Line *line) {
    uint32_t count;
    const Link *links =
        chains_of(chains, line->document, line->kind, line->project, &count);
    for (uint32_t i = 0; i < count; i++)
        if (links[i].whole == line->within)
            return true;
    return false;
}

/* ---- weights ---- */

/* The first link of a project above a whole, as a number; UINT32_MAX: it has none. */
static uint32_t links_of(const Weighing *weighing, const Link *link, Id project) {
    return map_get(&weighing->chains->first,
                   (MapKey){link->document, link->kind, project, 0}) -
           1;
}

static Id parent_of(const Weighing *weighing, Id project) {
    return weighing->b->model->things[KIND_PROJECT].at[project].parent;
}

static void report(const Weighing *weighing, const Link *link) {
    const Model *model = weighing->b->model;
    const Line *line = &model->lines.at[link->line];
    const Modifiers *modifiers = line_modifiers(line);
    Slice name = model_name(model, KIND_PROJECT, link->project);
    Diagnostic *d = findings_add(model->findings, CODE_S11,
                                 (Place){line->file, modifiers->within.span},
                                 "money of \"%.*s\" is part of more than %d others",
                                 SLICE_ARGS(name), WEIGHT_MOST);
    diagnostic_help(model->findings, d, "put it into fewer; a document needs far less");
}

/* The weights of all that the links lead to are known. */
static void weigh(Weighing *weighing, uint32_t first) {
    Link *links = weighing->chains->links.at;
    uint32_t count = weighing->chains->links.count, end = first, weight = 0;
    for (; end < count && same_project(&links[first], &links[end]); end++)
        for (Id above = links[end].whole; above != 0 && weight <= WEIGHT_MOST;
             above = parent_of(weighing, above)) {
            uint32_t next = links_of(weighing, &links[end], above);
            weight += 1 + (next == UINT32_MAX ? 0 : weighing->weight[next]);
        }
    weighing->weight[first] = weight;
    if (weight <= WEIGHT_MOST)
        return;
    report(weighing, &links[end - 1]);
    weighing->weight[first] = 1;
    for (uint32_t i = first; i < end; i++)
        links[i].whole = 0;
}

/* The next set of links that a look comes to and whose weight is not known; UINT32_MAX:
 * there is none. */
static uint32_t next_unknown(const Weighing *weighing, Look *look) {
    const Link *links = weighing->chains->links.at;
    for (;;) {
        while (look->above != 0) {
            uint32_t next = links_of(weighing, &links[look->first], look->above);
            look->above = parent_of(weighing, look->above);
            if (next != UINT32_MAX && weighing->weight[next] == 0)
                return next;
        }
        look->at++;
        if (look->at >= weighing->chains->links.count ||
            !same_project(&links[look->first], &links[look->at]))
            return UINT32_MAX;
        look->above = links[look->at].whole;
    }
}

static void look_at(Weighing *weighing, uint32_t first) {
    Id whole = weighing->chains->links.at[first].whole;
    *VEC_PUSH(weighing->b->arena, &weighing->looks) = (Look){first, first, whole};
}

static void weigh_all(Weighing *weighing) {
    const Link *links = weighing->chains->links.at;
    for (uint32_t i = 0; i < weighing->chains->links.count; i++) {
        if ((i > 0 && same_project(&links[i - 1], &links[i])) || weighing->weight[i] != 0)
            continue;
        look_at(weighing, i);
        while (weighing->looks.count > 0) {
            Look *look = &weighing->looks.at[weighing->looks.count - 1];
            uint32_t next = next_unknown(weighing, look);
            if (next != UINT32_MAX) {
                look_at(weighing, next);
                continue;
            }
            weigh(weighing, look->first);
            weighing->looks.count--;
        }
    }
}

const Chains *chains_find(Build *b) {
    Chains *chains = ARENA_NEW(b->arena, Chains);
    chains->first.arena = b->arena;
    gather(b, chains);
    if (chains->links.count == 0)
        return NULL;
    Weighing weighing = {.b = b, .chains = chains};
    weighing.weight = ARENA_ARRAY(b->arena, uint32_t, chains->links.count);
    weigh_all(&weighing);
    return chains;
}
