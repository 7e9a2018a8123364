/* Y08, a gap in the years of one source: a project has money from it in a year and in a
 * later one, and nothing is stated for a year between. A printed `-` states that there is
 * none, a `?` that there is some; neither is a gap. Linear: the years of each source are
 * a row of bits, and only rows with a hole are looked at again. */
#include "check/life.h"

#include <string.h>

enum { YEARS = 128, YEARS_BEFORE = 64, NO_YEAR = INT32_MIN };

/* A project in a document, and its lines. */
typedef struct Purse {
    Id document, project;
    uint32_t first_line; /* line + 1; chained by Gaps.next_line */
} Purse;

/* The years of one source in it. */
typedef struct Flow {
    uint32_t purse;
    Id source;
    int32_t base; /* the year of bit 0 */
    uint64_t stated[YEARS / 64];
    bool unsure; /* there is money of an unstated year, or of one too far away */
} Flow;

typedef struct Gaps {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    uint32_t *purse_of;   /* by line: index of its purse */
    uint32_t *next_line;  /* by line: line + 1 */
    uint32_t *first_fact; /* by line: fact + 1 */
    VEC(Purse) purses;
    VEC(Flow) flows;
    uint32_t *table, room; /* of purses, then of flows: index + 1 */
} Gaps;

static bool is_stated(const Flow *flow, int32_t year) {
    uint32_t bit = (uint32_t)(year - flow->base);
    return bit < YEARS && (flow->stated[bit / 64] >> bit % 64 & 1) != 0;
}

static void state(Flow *flow, int32_t year) {
    uint32_t bit = (uint32_t)(year - flow->base);
    if (bit < YEARS) {
        flow->stated[bit / 64] |= UINT64_C(1) << bit % 64;
    } else {
        flow->unsure = true;
    }
}

/* ---- gathering ---- */

static uint32_t purse_of_line(Gaps *g, const Line *line) {
    uint64_t hash = life_mix(life_mix(1, line->document), line->project);
    uint32_t at = (uint32_t)hash & (g->room - 1);
    for (; g->table[at] != 0; at = (at + 1) & (g->room - 1)) {
        const Purse *purse = &g->purses.at[g->table[at] - 1];
        if (purse->project == line->project && purse->document == line->document) {
            return g->table[at] - 1;
        }
    }
    *VEC_PUSH(g->scratch, &g->purses) = (Purse){line->document, line->project, 0};
    g->table[at] = g->purses.count;
    return g->purses.count - 1;
}

static bool counts(const Line *line) {
    return line->project != 0 && line->kind == MONEY_FUNDING;
}

static void gather_lines(Gaps *g) {
    const Model *model = g->model;
    uint32_t count = model->lines.count;
    g->room = life_room(count);
    g->table = ARENA_ARRAY(g->scratch, uint32_t, g->room);
    g->purse_of = ARENA_ARRAY(g->scratch, uint32_t, count);
    g->next_line = ARENA_ARRAY(g->scratch, uint32_t, count);
    g->first_fact = ARENA_ARRAY(g->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const Line *line = &model->lines.at[i];
        if (!counts(line)) {
            continue;
        }
        uint32_t purse = purse_of_line(g, line);
        g->purse_of[i] = purse;
        g->next_line[i] = g->purses.at[purse].first_line;
        g->purses.at[purse].first_line = i + 1;
    }
}

static Flow *flow_of(Gaps *g, uint32_t purse, Id source) {
    uint64_t hash = life_mix(life_mix(2, purse), source);
    uint32_t at = (uint32_t)hash & (g->room - 1);
    for (; g->table[at] != 0; at = (at + 1) & (g->room - 1)) {
        Flow *flow = &g->flows.at[g->table[at] - 1];
        if (flow->purse == purse && flow->source == source) {
            return flow;
        }
    }
    Flow *flow = VEC_PUSH(g->scratch, &g->flows);
    *flow = (Flow){.purse = purse, .source = source, .base = NO_YEAR};
    g->table[at] = g->flows.count;
    return flow;
}

static void gather_fact(const Model *model, Flow *flow, uint32_t fact) {
    int32_t from = model->facts.year[fact], to = from;
    if ((model->facts.flags[fact] & FACT_SPECIAL) != 0) {
        const Special *special = model_special(model, fact);
        if (special == NULL || special->time.kind != TIME_SPAN ||
            special->time.from == TIME_OPEN || special->time.to == TIME_OPEN ||
            special->time.to - special->time.from >= YEARS) {
            flow->unsure = true;
            return;
        }
        from = special->time.from;
        to = special->time.to;
    }
    if (flow->base == NO_YEAR) {
        flow->base = from - YEARS_BEFORE;
    }
    for (int32_t year = from; year <= to; year++) {
        state(flow, year);
    }
}

/* A line has one source, unless its table's head names them. */
static uint32_t most_flows(const Model *model) {
    for (uint32_t i = 1; i < model->tables.count; i++) {
        const TableInfo *table = &model->tables.at[i];
        for (uint32_t column = 0; column < table->column_count; column++) {
            if (table->columns[column].source != 0) {
                return model->facts.count;
            }
        }
    }
    return model->lines.count;
}

static void gather_facts(Gaps *g) {
    const Model *model = g->model;
    const Facts *facts = &model->facts;
    Flow *flow = NULL;
    uint32_t purse = UINT32_MAX;
    Id source = 0;
    g->room = life_room(most_flows(model));
    g->table = ARENA_ARRAY(g->scratch, uint32_t, g->room);
    for (uint32_t i = 0; i < facts->count; i++) {
        uint32_t at = facts->line[i];
        const Line *line = &model->lines.at[at];
        if (g->first_fact[at] == 0) {
            g->first_fact[at] = i + 1;
        }
        if (!counts(line)) {
            continue;
        }
        Origin origin = life_origin(model, line, facts->column[i]);
        if (origin.source == 0) {
            continue; /* who pays is not stated: it may be somebody else each year */
        }
        if (flow == NULL || purse != g->purse_of[at] || source != origin.source) {
            purse = g->purse_of[at];
            source = origin.source;
            flow = flow_of(g, purse, source);
        }
        gather_fact(model, flow, i);
    }
}

/* ---- holes ---- */

/* The first and last stated years; false where there is no hole between them. */
static bool has_hole(const Flow *flow, int32_t *first, int32_t *last) {
    *first = *last = NO_YEAR;
    uint32_t count = 0;
    for (int32_t bit = 0; bit < YEARS; bit++) {
        if (is_stated(flow, flow->base + bit)) {
            *last = flow->base + bit;
            if (count++ == 0) {
                *first = *last;
            }
        }
    }
    return count > 1 && (uint32_t)(*last - *first) >= count;
}

static void state_none(Flow *flow, Time time) {
    if ((time.kind != TIME_YEAR && time.kind != TIME_RANGE) || time.from == TIME_OPEN) {
        return;
    }
    int32_t most = flow->base + YEARS - 1, from = time.from, to = time.to;
    if (time.kind == TIME_YEAR) {
        to = from;
    }
    if (from < flow->base) {
        from = flow->base;
    }
    for (int32_t year = from; year <= to && year <= most; year++) {
        state(flow, year);
    }
}

/* Adds the years for which a line prints `-`: they are no entries. */
static void state_printed(const Model *model, const Line *line, Flow *flow) {
    if (line->table != 0 && line->node->kind == NODE_ROW) {
        const Row *row = (const Row *)line->node;
        const TableInfo *table = &model->tables.at[line->table];
        for (uint32_t i = 0; i < row->cell_count && i < table->column_count; i++) {
            Origin origin = life_origin(model, line, (uint8_t)i);
            if ((row->cells[i].flags & FIGURE_NONE) != 0 && table->columns[i].year != 0 &&
                origin.source == flow->source) {
                state(flow, table->columns[i].year);
            }
        }
    } else if (line->node->kind == NODE_MONEY && line->source == flow->source) {
        const Money *money = (const Money *)line->node;
        for (uint32_t i = 0; i < money->count; i++) {
            if ((money->entries[i].figure.flags & FIGURE_NONE) != 0) {
                state_none(flow, money->entries[i].time);
            }
        }
    }
}

static void state_all_printed(const Gaps *g, Flow *flow) {
    uint32_t at = g->purses.at[flow->purse].first_line;
    for (; at != 0; at = g->next_line[at - 1]) {
        state_printed(g->model, &g->model->lines.at[at - 1], flow);
    }
}

/* An entry of the flow in that year: fact + 1. */
static uint32_t fact_in(const Gaps *g, const Flow *flow, int32_t year) {
    const Facts *facts = &g->model->facts;
    uint32_t at = g->purses.at[flow->purse].first_line;
    for (; at != 0; at = g->next_line[at - 1]) {
        const Line *line = &g->model->lines.at[at - 1];
        uint32_t first = g->first_fact[at - 1];
        for (uint32_t i = first; i != 0 && i <= facts->count; i++) {
            if (facts->line[i - 1] != at - 1) {
                break;
            }
            Origin origin = life_origin(g->model, line, facts->column[i - 1]);
            if (facts->year[i - 1] == year && origin.source == flow->source) {
                return i;
            }
        }
    }
    return 0;
}

/* "2021, 2023..2025" */
static Slice missing_text(const Gaps *g, const Flow *flow, int32_t first, int32_t last) {
    Arena *arena = g->model->arena;
    Slice text = SLICE("");
    for (int32_t year = first; year <= last; year++) {
        int32_t end = year;
        if (is_stated(flow, year)) {
            continue;
        }
        while (!is_stated(flow, end + 1)) {
            end++;
        }
        const char *comma = text.length == 0 ? "" : ", ";
        text =
            end == year
                ? arena_format(arena, "%.*s%s%d", SLICE_ARGS(text), comma, year)
                : arena_format(arena, "%.*s%s%d..%d", SLICE_ARGS(text), comma, year, end);
        year = end;
    }
    return text;
}

static void report(const Gaps *g, const Flow *flow, int32_t first, int32_t last) {
    const Model *model = g->model;
    Findings *findings = g->run->findings;
    const Purse *purse = &g->purses.at[flow->purse];
    int32_t before = first;
    while (is_stated(flow, before + 1)) {
        before++;
    }
    int32_t after = before + 1;
    while (!is_stated(flow, after)) {
        after++;
    }
    uint32_t from = fact_in(g, flow, before), to = fact_in(g, flow, after);
    uint32_t shown = to != 0 ? to : from != 0 ? from : fact_in(g, flow, first);
    if (shown == 0) {
        return;
    }
    Slice label = model_label(model, KIND_PROJECT, purse->project, purse->document);
    Slice source = model_label(model, KIND_SOURCE, flow->source, purse->document);
    Slice years = missing_text(g, flow, first, last);
    Diagnostic *d =
        findings_add(findings, CODE_Y08, model_fact_place(model, shown - 1),
                     "%.*s has money from %.*s before and after %.*s, but nothing is "
                     "stated for it",
                     SLICE_ARGS(label), SLICE_ARGS(source), SLICE_ARGS(years));
    diagnostic_here(findings, d, "goes on after the gap");
    if (from != 0 && to != 0) {
        diagnostic_label(findings, d, model_fact_place(model, from - 1),
                         "the last before it");
    }
    diagnostic_help(
        findings, d,
        "where the document prints a dash, type it (-); where it prints nothing, "
        "note it: allow Y08 \"…\"");
}

void life_gaps(CheckRun *run) {
    const Model *model = run->model;
    if (model->facts.count < 2 || model->things[KIND_SOURCE].count < 2) {
        return;
    }
    Arena *scratch = arena_new(arena_memory(run->arena));
    Gaps g = {.run = run, .model = model, .scratch = scratch};
    gather_lines(&g);
    gather_facts(&g);
    for (uint32_t i = 0; i < g.flows.count; i++) {
        Flow *flow = &g.flows.at[i];
        int32_t first, last;
        if (flow->unsure || !has_hole(flow, &first, &last)) {
            continue;
        }
        state_all_printed(&g, flow);
        if (has_hole(flow, &first, &last)) {
            report(&g, flow, first, last);
        }
    }
    arena_drop(scratch);
}
