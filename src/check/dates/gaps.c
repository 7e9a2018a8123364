/* Y08, a gap in the years of one source: a project has money from it in a year and in a
 * later one, and nothing is stated for a year between. A printed `-` states that there is
 * none, a `?` that there is some; neither is a gap. Linear: the years of each source are
 * a row of bits, and where one has a hole the lines are gone through twice more, for all
 * such rows at once. */
#include "check/dates/dates.h"
#include "base/epoch_table.h"
#include "base/hash.h"
#include "check/lines.h"
#include "model/view.h"

enum { YEARS = 128, YEARS_BEFORE = 64, NO_YEAR = INT32_MIN, MONTHS = 12 };

/* The years of one source in a project. */
typedef struct Flow {
    Id project, source;
    int32_t base; /* the year of bit 0 */
    int32_t first, last;
    uint64_t stated[YEARS / 64];
    bool unsure; /* there is money of an unstated year, or of one too far away */
    bool hole;   /* nothing is known to be stated for a year between */
    int32_t before, after; /* of the first hole: the years around it */
    uint32_t at_first, at_before,
        at_after; /* an entry of those years: fact + 1; 0: none */
} Flow;

typedef struct Gaps {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    ProjectLines project; /* at hand */
    VEC(Flow) flows;      /* of it */
    EpochTable table;     /* of flows */
} Gaps;

static bool is_stated(const Flow *flow, int32_t year) {
    uint32_t bit = (uint32_t)(year - flow->base);
    return bit < YEARS && (flow->stated[bit / 64] >> bit % 64 & 1) != 0;
}

static void state(Flow *flow, int32_t year) {
    uint32_t bit = (uint32_t)(year - flow->base);
    if (bit >= YEARS) {
        flow->unsure = true;
        return;
    }
    flow->stated[bit / 64] |= UINT64_C(1) << bit % 64;
    if (flow->first == NO_YEAR || year < flow->first)
        flow->first = year;
    if (flow->last == NO_YEAR || year > flow->last)
        flow->last = year;
}

/* ---- gathering ---- */

static bool is_of(const Flow *flow, Id project, Id source) {
    return flow->project == project && flow->source == source;
}

/* Its place in the table: free where there is no such flow. */
static EpochSlot *find_flow(const Gaps *g, Id project, Id source) {
    const EpochTable *table = &g->table;
    uint32_t at;
    HASH_PROBE(at, hash_mix(project, source), table->room,
               table->at[at].epoch != table->epoch ||
                   is_of(&g->flows.at[table->at[at].value], project, source))
    return &table->at[at];
}

static Flow *flow_of(Gaps *g, Id project, Id source) {
    EpochSlot *found = find_flow(g, project, source);
    if (found->epoch == g->table.epoch)
        return &g->flows.at[found->value];
    *found = (EpochSlot){g->table.epoch, g->flows.count};
    Flow *flow = VEC_PUSH(g->scratch, &g->flows);
    *flow = (Flow){.project = project,
                   .source = source,
                   .base = NO_YEAR,
                   .first = NO_YEAR,
                   .last = NO_YEAR};
    return flow;
}

/* NULL where the flow has no hole. */
static Flow *holed_flow(const Gaps *g, Id project, Id source) {
    const EpochSlot *found = find_flow(g, project, source);
    Flow *flow = found->epoch == g->table.epoch ? &g->flows.at[found->value] : NULL;
    return flow != NULL && flow->hole ? flow : NULL;
}

static void gather_fact(const Model *model, Flow *flow, uint32_t fact) {
    int32_t from = model->facts.year[fact], to = from;
    if ((model->facts.flags[fact] & FACT_SPECIAL) != 0) {
        Time time = model_fact_time(model, fact);
        Months months = time_months_of(time);
        bool years = time.kind == TIME_SPAN;
        from = years ? time.from : months.from / MONTHS;
        to = years ? time.to : months.to / MONTHS;
        if (time.kind == TIME_UNSTATED || to - from >= YEARS) {
            flow->unsure = true;
            return;
        }
    }
    if (flow->base == NO_YEAR)
        flow->base = from - YEARS_BEFORE;
    for (int32_t year = from; year <= to; year++)
        state(flow, year);
}

static void gather_line(Gaps *g, uint32_t number) {
    const Model *model = g->model;
    const Scopes *scopes = g->run->scopes;
    const Line *line = &model->lines.at[number];
    FactRange range = scope_facts_of(scopes, number);
    if (line->kind != MONEY_FUNDING)
        return;
    Flow *flow = NULL;
    for (uint32_t k = range.first; k < range.end; k++) {
        uint32_t fact = scope_fact(scopes, k);
        Origin origin = lines_origin(model, line, model->facts.column[fact]);
        if (origin.source == 0)
            continue; /* who pays is not stated: it may be somebody else each year */
        if (flow == NULL || flow->source != origin.source)
            flow = flow_of(g, line->project, origin.source);
        gather_fact(model, flow, fact);
    }
}

/* ---- holes ---- */

static bool has_hole(const Flow *flow) {
    for (int32_t year = flow->first; year < flow->last; year++)
        if (!is_stated(flow, year))
            return true;
    return false;
}

/* Of an open range it is not known how far it goes. */
static void state_none(Flow *flow, Time time) {
    enum { OPEN = 99999999 };
    int32_t first = time_first(time), last = time_last(time);
    if (first == 0 || last == OPEN)
        return;
    bool years = time.kind == TIME_YEAR || time.kind == TIME_RANGE ||
                 time.kind == TIME_SPAN;
    int32_t most = flow->base + YEARS - 1;
    int32_t from = years ? time.from : first / 10000, to = years ? time.to : last / 10000;
    if (from < flow->base)
        from = flow->base;
    for (int32_t year = from; year <= to && year <= most; year++)
        state(flow, year);
}

/* Adds the years for which a line prints `-`: they are no entries. */
static void state_printed(const Gaps *g, const Line *line) {
    const Model *model = g->model;
    if (line->table != 0 && line->node->kind == NODE_ROW) {
        const Row *row = (const Row *)line->node;
        const TableInfo *table = &model->tables.at[line->table];
        for (uint32_t i = 0; i < row->cell_count && i < table->column_count; i++) {
            if ((row->cells[i].flags & FIGURE_NONE) == 0 ||
                !column_has_entries(&table->columns[i]))
                continue;
            Origin origin = lines_origin(model, line, (uint8_t)i);
            Flow *flow = holed_flow(g, line->project, origin.source);
            if (flow != NULL)
                state_none(flow, table->columns[i].time);
        }
    } else if (line->node->kind == NODE_MONEY) {
        const Money *money = (const Money *)line->node;
        Flow *flow = holed_flow(g, line->project, line->source);
        for (uint32_t i = 0; flow != NULL && i < money->count; i++) {
            const Entry *entry = &money->entries[i];
            if (entry->odd && (entry->dated->figure.flags & FIGURE_NONE) != 0)
                state_none(flow, entry->dated->time);
        }
    }
}

/* Whether any flow has a hole, with all that is printed. */
static bool find_holes(Gaps *g) {
    bool any = false;
    for (uint32_t i = 0; i < g->flows.count; i++) {
        Flow *flow = &g->flows.at[i];
        flow->hole = !flow->unsure && has_hole(flow);
        any = any || flow->hole;
    }
    for (uint32_t i = 0; any && i < g->project.count; i++) {
        const Line *line = &g->model->lines.at[g->project.lines[i]];
        if (line->kind == MONEY_FUNDING)
            state_printed(g, line);
    }
    bool left = false;
    for (uint32_t i = 0; any && i < g->flows.count; i++) {
        Flow *flow = &g->flows.at[i];
        flow->hole = flow->hole && has_hole(flow);
        left = left || flow->hole;
    }
    return left;
}

/* The first hole of a flow. */
static void find_ends(Flow *flow) {
    flow->before = flow->first;
    while (is_stated(flow, flow->before + 1))
        flow->before++;
    flow->after = flow->before + 1;
    while (!is_stated(flow, flow->after))
        flow->after++;
}

static void note(uint32_t *at, bool is, uint32_t fact) {
    if (*at == 0 && is)
        *at = fact + 1;
}

/* Finds the first entries of the years around the holes. */
static void find_entries(Gaps *g) {
    const Facts *facts = &g->model->facts;
    const Scopes *scopes = g->run->scopes;
    for (uint32_t i = 0; i < g->project.count; i++) {
        const Line *line = &g->model->lines.at[g->project.lines[i]];
        FactRange range = scope_facts_of(scopes, g->project.lines[i]);
        if (line->kind != MONEY_FUNDING)
            continue;
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = scope_fact(scopes, k);
            Origin origin = lines_origin(g->model, line, facts->column[fact]);
            Flow *flow = holed_flow(g, line->project, origin.source);
            if (flow != NULL) {
                int32_t year = facts->year[fact];
                note(&flow->at_first, year == flow->first, fact);
                note(&flow->at_before, year == flow->before, fact);
                note(&flow->at_after, year == flow->after, fact);
            }
        }
    }
}

/* "2021, 2023..2025" */
static Slice missing_text(const Gaps *g, const Flow *flow) {
    Arena *arena = g->model->arena;
    Slice text = SLICE("");
    for (int32_t year = flow->first; year <= flow->last; year++) {
        int32_t end = year;
        if (is_stated(flow, year))
            continue;
        while (!is_stated(flow, end + 1))
            end++;
        const char *comma = text.length == 0 ? "" : ", ";
        Time missing = {
            .kind = end == year ? TIME_YEAR : TIME_RANGE, .from = year, .to = end};
        text = arena_format(arena, "%.*s%s%.*s", SLICE_ARGS(text), comma,
                            SLICE_ARGS(time_text(arena, missing)));
        year = end;
    }
    return text;
}

static void report(const Gaps *g, const Flow *flow) {
    const Model *model = g->model;
    Findings *findings = g->run->findings;
    Id document = g->project.document;
    uint32_t from = flow->at_before, to = flow->at_after;
    uint32_t shown = to != 0 ? to : from != 0 ? from : flow->at_first;
    if (shown == 0)
        return;
    Slice label = view_label(model, KIND_PROJECT, flow->project, document);
    Slice source = view_label(model, KIND_SOURCE, flow->source, document);
    Slice years = missing_text(g, flow);
    Diagnostic *d = findings_add(
        findings, CODE_Y08, model_fact_place(model, shown - 1),
        "%.*s has no money from %.*s for %.*s, but has some before and after",
        SLICE_ARGS(label), SLICE_ARGS(source), SLICE_ARGS(years));
    diagnostic_here(findings, d, "goes on after the gap");
    if (from != 0 && to != 0) {
        diagnostic_label(findings, d, model_fact_place(model, from - 1),
                         "the last before it");
    }
    diagnostic_help(findings, d,
                    "type the dash (-) if the document prints one; if it prints nothing, "
                    "accept it: allow Y08 \"…\"");
}

/* One line of one year after another leaves out none. */
static bool has_no_gap(const Gaps *g) {
    return g->project.count == 1 &&
           g->model->lines.at[g->project.lines[0]].first_year != 0;
}

static void check_project(Gaps *g) {
    if (has_no_gap(g))
        return;
    uint32_t most = 0;
    for (uint32_t i = 0; i < g->project.count; i++) {
        FactRange range = scope_facts_of(g->run->scopes, g->project.lines[i]);
        most += range.end - range.first;
    }
    g->flows.count = 0;
    epoch_table_clear(&g->table, most);
    for (uint32_t i = 0; i < g->project.count; i++)
        gather_line(g, g->project.lines[i]);
    if (!find_holes(g))
        return;
    for (uint32_t i = 0; i < g->flows.count; i++)
        if (g->flows.at[i].hole)
            find_ends(&g->flows.at[i]);
    find_entries(g);
    for (uint32_t i = 0; i < g->flows.count; i++)
        if (g->flows.at[i].hole)
            report(g, &g->flows.at[i]);
}

void dates_gaps(CheckRun *run) {
    const Model *model = run->model;
    if (model->things[KIND_SOURCE].count < 2)
        return;
    Gaps g = {.run = run, .model = model};
    g.scratch = arena_new(arena_memory(run->arena));
    g.table.arena = g.scratch;
    ProjectLineWalk walk = {.scopes = run->scopes,
                            .documents = model->things[KIND_DOCUMENT].count};
    while (lines_next(&walk, model, &g.project))
        check_project(&g);
    arena_drop(g.scratch);
}
