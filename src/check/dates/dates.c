/* Years and dates: money outside a project's life, an expiry before the start, a part
 * that outlives its whole; with duplicates.c, copies.c and gaps.c the checks of the Y
 * family that need the whole model. What is held against each other is always of one
 * document, and only what is certain is reported: a year overlaps the date in it. */
#include "check/dates/dates.h"

#include <stdlib.h>

#include "check/day_range.h"
#include "check/scope.h"
#include "model/view.h"

static Place prop_place(const Prop *prop) {
    return (Place){prop->source, prop->node->node.span};
}

/* ---- Y04: money outside the life ---- */

typedef struct Offence {
    Id document, project;
    bool late;
    uint32_t fact;
} Offence;

typedef VEC(Offence) Offences;

static int compare_offences(const void *left, const void *right) {
    const Offence *a = left, *b = right;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    if (a->project != b->project)
        return a->project < b->project ? -1 : 1;
    if (a->late != b->late)
        return a->late ? 1 : -1;
    return a->fact < b->fact ? -1 : a->fact > b->fact;
}

/* Which projects state a start or an expiry at all. */
static uint8_t *mark_dated(const Model *model, const LifeNames *names, Arena *scratch) {
    const ThingVec *projects = &model->things[KIND_PROJECT];
    uint8_t *dated = ARENA_ARRAY(scratch, uint8_t, projects->count);
    for (Id id = 1; id < projects->count; id++) {
        for (uint32_t i = projects->at[id].first_prop; i != 0 && !dated[id];) {
            const Prop *prop = &model->props.at[i - 1];
            dated[id] = prop->name == names->starts || prop->name == names->expires;
            i = prop->next;
        }
    }
    return dated;
}

static bool fact_days(const Model *model, uint32_t fact, DayRange *out) {
    return day_range_of_time(model_fact_time(model, fact), out);
}

/* Whether an entry is money: `0.0` is none, what could not be read may be none. */
static bool is_money(Figure figure) {
    return (figure.flags & FIGURE_BAD) == 0 &&
           ((figure.flags & FIGURE_BLANK) != 0 || figure.digits != 0);
}

/* Whether all of a life holds what a line of one year after another has. */
static bool life_holds(const Life *life, const Line *line, uint32_t count) {
    int32_t from = line->first_year, to = from + (int32_t)count - 1;
    DayRange days;
    return line->first_year != 0 && count > 0 &&
           day_range_of_time((Time){.kind = TIME_RANGE, .from = from, .to = to}, &days) &&
           !(life->has_start && days.first < life->start.last) &&
           !(life->has_expiry && days.last > life->expiry.first);
}

static void find_in_line(const Model *model, const Scopes *scopes, const Life *life,
                         uint32_t number, Arena *scratch, Offences *out) {
    const Line *line = &model->lines.at[number];
    FactRange range = scope_facts_of(scopes, number);
    if ((!life->has_start && !life->has_expiry) ||
        life_holds(life, line, range.end - range.first))
        return;
    for (uint32_t k = range.first; k < range.end; k++) {
        uint32_t fact = scope_fact(scopes, k);
        DayRange days;
        if (!is_money(facts_figure(&model->facts, fact)) ||
            !fact_days(model, fact, &days))
            continue;
        bool late = life->has_expiry && days.first > life->expiry.last;
        if (late || (life->has_start && days.last < life->start.first))
            *VEC_PUSH(scratch, out) =
                (Offence){line->document, line->project, late, fact};
    }
}

static void find_offences(const CheckRun *run, const LifeNames *names, Arena *scratch,
                          Offences *out) {
    const Model *model = run->model;
    const uint8_t *dated = mark_dated(model, names, scratch);
    Id project = 0, document = 0;
    Life life = {0};
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (!dated[line->project])
            continue;
        if (line->project != project || line->document != document) {
            project = line->project;
            document = line->document;
            life = life_of(model, names, KIND_PROJECT, project, document);
        }
        find_in_line(model, run->scopes, &life, i, scratch, out);
    }
}

/* "2024", or "2024 and 2 more entries": one finding for all entries of one side. */
static void report_outside(CheckRun *run, const LifeNames *names, const Offence *offences,
                           uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    const Offence *first = &offences[0];
    Id project = first->project, document = first->document;
    Life life = life_of(model, names, KIND_PROJECT, project, document);
    Slice label = view_label(model, KIND_PROJECT, project, document);
    Slice when = time_text(model->arena, model_fact_time(model, first->fact));
    Slice limit = first->late
                      ? day_range_said(model->arena, life.expiry_prop, life.expiry)
                      : day_range_said(model->arena, life.start_prop, life.start);
    Place place = model_fact_place(model, first->fact);
    Diagnostic *d =
        first->late
            ? findings_add(findings, CODE_Y04, place,
                           "%.*s has money for %.*s, after its expiry (%.*s)",
                           SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(limit))
            : findings_add(findings, CODE_Y04, place,
                           "%.*s has money for %.*s, before its start (%.*s)",
                           SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(limit));
    diagnostic_here(findings, d, first->late ? "after it expires" : "before it starts");
    for (uint32_t i = 1; i < count && i <= DATES_LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, offences[i].fact),
                         first->late ? "after it too" : "before it too");
    }
    const Prop *prop = first->late ? life.expiry_prop : life.start_prop;
    if (prop != NULL) {
        diagnostic_label(findings, d, prop_place(prop),
                         first->late ? "expires here" : "starts here");
    }
    if (count > 1) {
        diagnostic_note(findings, d,
                        first->late ? "%u entries are after its expiry"
                                    : "%u entries are before its start",
                        count);
    }
    diagnostic_help(findings, d,
                    "accept it if the document prints both: allow Y04 \"…\"; if not, "
                    "correct this file");
}

static void check_outside(CheckRun *run, const LifeNames *names) {
    if (names->starts == 0 && names->expires == 0)
        return;
    Arena *scratch = arena_new(arena_memory(run->arena));
    Offences offences = {0};
    find_offences(run, names, scratch, &offences);
    if (offences.count > 1)
        qsort(offences.at, offences.count, sizeof *offences.at, compare_offences);
    for (uint32_t i = 0; i < offences.count;) {
        const Offence *first = &offences.at[i];
        uint32_t end = i + 1;
        while (end < offences.count && offences.at[end].document == first->document &&
               offences.at[end].project == first->project &&
               offences.at[end].late == first->late)
            end++;
        report_outside(run, names, first, end - i);
        i = end;
    }
    arena_drop(scratch);
}

/* ---- Y05 and Y09 ---- */

static void report_reversed(CheckRun *run, ThingKind kind, Id id, Id document,
                            const Life *life) {
    const Model *model = run->model;
    Slice label = view_label(model, kind, id, document);
    Slice expiry = day_range_said(model->arena, life->expiry_prop, life->expiry);
    Slice start = day_range_said(model->arena, life->start_prop, life->start);
    Diagnostic *d = findings_add(run->findings, CODE_Y05, prop_place(life->expiry_prop),
                                 "%.*s expires (%.*s) before it starts (%.*s)",
                                 SLICE_ARGS(label), SLICE_ARGS(expiry),
                                 SLICE_ARGS(start));
    diagnostic_here(run->findings, d, "before the start");
    diagnostic_label(run->findings, d, prop_place(life->start_prop), "starts here");
    diagnostic_help(run->findings, d,
                    "accept it if the document prints both: allow Y05 \"…\"; if not, "
                    "correct this file");
}

static void report_outlives(CheckRun *run, Id part, Id whole, Id document,
                            const Life *life, const Life *around) {
    const Model *model = run->model;
    Slice label = view_label(model, KIND_PROJECT, part, document);
    Slice other = view_label(model, KIND_PROJECT, whole, document);
    Slice end = day_range_said(model->arena, around->expiry_prop, around->expiry);
    Place place = prop_place(life->expiry_prop);
    Diagnostic *d;
    if (life->never) {
        d = findings_add(
            run->findings, CODE_Y09, place,
            "%.*s never expires, but %.*s, of which it is a part, does (%.*s)",
            SLICE_ARGS(label), SLICE_ARGS(other), SLICE_ARGS(end));
    } else {
        Slice expiry = day_range_said(model->arena, life->expiry_prop, life->expiry);
        d = findings_add(run->findings, CODE_Y09, place,
                         "%.*s expires (%.*s) after %.*s, of which it is a part (%.*s)",
                         SLICE_ARGS(label), SLICE_ARGS(expiry), SLICE_ARGS(other),
                         SLICE_ARGS(end));
    }
    diagnostic_here(run->findings, d, "the part expires later");
    diagnostic_label(run->findings, d, prop_place(around->expiry_prop),
                     "the whole expires");
    diagnostic_help(
        run->findings, d,
        "state all dates of the whole if its parts expire at different times: expires: "
        "2018, 2019; if the document prints it so, accept it: allow Y09 \"…\"");
}

static void check_thing(CheckRun *run, const LifeNames *names, ThingKind kind, Id id,
                        const Property **told) {
    const Model *model = run->model;
    const Thing *thing = &model->things[kind].at[id];
    for (uint32_t i = thing->first_prop; i != 0; i = model->props.at[i - 1].next) {
        const Prop *prop = &model->props.at[i - 1];
        if (prop->name != names->expires)
            continue;
        Life life = life_of(model, names, kind, id, prop->document);
        if (!life.has_expiry || life.expiry_prop != prop)
            continue;
        /* `every` gives both to many things: that is one mistake. */
        bool given = prop->by_every && prop->node == *told;
        if (life.has_start && !life.never && !given &&
            life.expiry.last < life.start.first) {
            report_reversed(run, kind, id, prop->document, &life);
            if (prop->by_every && life.start_prop->by_every)
                *told = prop->node;
        }
        if (kind != KIND_PROJECT || thing->parent == 0)
            continue;
        Life around = life_of(model, names, kind, thing->parent, prop->document);
        if (around.has_expiry && !around.never &&
            (life.never || life.expiry.first > around.expiry.last))
            report_outlives(run, id, thing->parent, prop->document, &life, &around);
    }
}

void check_life(CheckRun *run) {
    const Model *model = run->model;
    LifeNames names = life_names(model);
    dates_duplicates(run);
    dates_copies(run);
    check_outside(run, &names);
    dates_gaps(run);
    if (names.expires == 0)
        return;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const Property *told = NULL;
        for (Id id = 1; id < model->things[kind].count; id++)
            check_thing(run, &names, (ThingKind)kind, id, &told);
    }
}
