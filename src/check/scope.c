/* Which entries a claim is over. Lines (rows and funding statements) are sorted once by
 * document and area, by document and project and by document and `within`, things
 * numbered so that all that stands below one is a range; a claim then visits its own
 * lines only. */
#include "check/scope.h"

#include <stdlib.h>
#include <string.h>

#include "check/claim_time.h"
#include "check/filters.h"
#include "check/left_out.h"
#include "check/line_order.h"
#include "check/line_walk.h"
#include "eval/eval.h"
#include "model/chains.h"

/* A subject with its place in the order in which subjects are taken. */
typedef struct SubjectTurn {
    uint64_t turn;
    const Subject *subject; /* NULL: the claim's own scope */
} SubjectTurn;

struct Scopes {
    Model *model;
    Arena *arena;
    Nesting areas, projects;
    LineOrder by_area, by_project, by_within;
    LineFacts facts;
    uint32_t *stamp; /* by line: the look-up that took it last; NULL until needed */
    uint32_t lookup;
    /* The column that a year has in a table, as asked for last. */
    Id seen_table;
    int32_t seen_year, seen_column;
    bool apart;               /* a filter compared money in several currencies */
    FoundFacts found, parted; /* parted: what is left out */
    VEC(SubjectTurn) turns;
    PartsLeftOut left_out;
    VEC(Id) linked;      /* projects whose parts are those of the subjects too */
    uint32_t *linked_at; /* by project: when it was linked last; NULL until needed */
    uint32_t linking;    /* times that projects were taken */
    Filters *filters;
    Budget *budget; /* of the look-up in hand */
    LineIndex by;
    ScopeList last; /* good where last_of is not NULL */
    const Claim *last_of;
};

/* ---- the index ---- */

Scopes *scope_new(CheckRun *run) {
    Scopes *scopes = ARENA_NEW(run->arena, Scopes);
    const Model *model = run->model;
    scopes->model = run->model;
    scopes->arena = run->arena;
    scopes->areas = nesting_of(model, run->arena, KIND_AREA);
    scopes->projects = nesting_of(model, run->arena, KIND_PROJECT);
    scopes->left_out =
        (PartsLeftOut){.model = model,
                       .arena = run->arena,
                       .projects = &scopes->projects,
                       .facts = &scopes->facts,
                       .of_projects = {.model = model, .projects = &scopes->projects}};
    scopes->by_area = line_order_lines(model, run->arena, &scopes->areas, LINE_AREA);
    scopes->by = (LineIndex){
        .model = model, .arena = run->arena, .by_area = scopes->by_area.lines};
    scopes->by_project =
        line_order_lines(model, run->arena, &scopes->projects, LINE_PROJECT);
    scopes->by_within =
        line_order_lines(model, run->arena, &scopes->projects, LINE_WITHIN);
    scopes->filters = filters_new(run->model, run->arena);
    scopes->facts = line_facts_new(model, run->arena);
    return scopes;
}

/* ---- looking up lines ---- */

LineList scope_lines_of(const Scopes *scopes, Id document, Id project) {
    uint32_t number = scopes->projects.in[project];
    LineSpan scope =
        line_order_between(&scopes->by_project, document, number, number + 1);
    return (LineList){scope.lines, scope.count};
}

const LineOrder *scope_by_project(const Scopes *scopes) {
    return &scopes->by_project;
}

FactRange scope_facts_of(const Scopes *scopes, uint32_t line) {
    return line_facts_of(&scopes->facts, line);
}

uint32_t scope_fact(const Scopes *scopes, uint32_t i) {
    return line_facts_at(&scopes->facts, i);
}

/* ---- what passes ---- */

/* A claim with its filters. */
typedef struct Wish {
    const Claim *claim;
    Filter filters[2]; /* its own, and its table's */
    bool by_project;   /* the scope in hand is of lines by project */
} Wish;

static bool filter_passes(Scopes *scopes, const Filter *filter, uint32_t fact,
                          bool *apart) {
    return !filter->expr || eval_entry(scopes->model, filter->bound, filter->memo, fact,
                                       scopes->budget, apart);
}

/* A comparison of currencies counts where the other filter lets the entry pass, so that
 * it does not matter which filter is asked first. */
static bool passes(Scopes *scopes, const Wish *wish, uint32_t fact) {
    const Model *model = scopes->model;
    const Claim *claim = wish->claim;
    const Line *line = &model->lines.at[model->facts.line[fact]];
    bool apart = false;
    bool all = (claim->money == 0 || line->money == claim->money) &&
               (claim->source == 0 || line->source == claim->source) &&
               filter_passes(scopes, &wish->filters[0], fact, &apart) &&
               filter_passes(scopes, &wish->filters[1], fact, &apart);
    scopes->apart |= all && apart;
    return all;
}

/* Notes an entry that is left out, where it would pass. */
static void part(Scopes *scopes, const Wish *wish, uint32_t fact) {
    bool apart = scopes->apart;
    if (passes(scopes, wish, fact))
        *VEC_PUSH(scopes->arena, &scopes->parted) = fact;
    scopes->apart = apart;
}

/* ---- narrowing ---- */

/* Whether the line can hold entries of the claim at all. */
static bool line_fits(const Model *model, const Claim *claim, uint32_t number) {
    const Line *line = &model->lines.at[number];
    return line->kind == claim->kind &&
           (!claim_in_table(claim) || line->table == claim->table);
}

static bool take_line(Scopes *scopes, uint32_t line, bool once) {
    if (!once)
        return true;
    if (!scopes->stamp)
        scopes->stamp = ARENA_ARRAY(scopes->arena, uint32_t, scopes->model->lines.count);
    bool fresh = scopes->stamp[line] != scopes->lookup;
    scopes->stamp[line] = scopes->lookup;
    return fresh;
}

enum { COLUMN_NONE = -1, COLUMN_SEVERAL = -2 };

/* The one column of a table that is for a year. */
static int32_t column_of_year(Scopes *scopes, Id table, int32_t year) {
    if (scopes->seen_table == table && scopes->seen_year == year)
        return scopes->seen_column;
    const TableInfo *info = &scopes->model->tables.at[table];
    int32_t column = COLUMN_NONE;
    for (uint32_t i = 0; i < info->column_count; i++)
        if (info->columns[i].year == year)
            column = column == COLUMN_NONE ? (int32_t)i : COLUMN_SEVERAL;
    scopes->seen_table = table;
    scopes->seen_year = year;
    scopes->seen_column = column;
    return column;
}

/* The facts of a line among which those of the claim's time are: the one of a year or a
 * column, where it is known which that is. */
static FactRange narrow(Scopes *scopes, const Claim *claim, uint32_t line) {
    const Facts *facts = &scopes->model->facts;
    FactRange range = scope_facts_of(scopes, line);
    Id table = scopes->model->lines.at[line].table;
    int32_t first_year = scopes->model->lines.at[line].first_year;
    if (first_year != 0 && claim->time.kind == TIME_YEAR) {
        int32_t at = claim->time.from - first_year;
        bool has = at >= 0 && at < (int32_t)(range.end - range.first);
        range.first += has ? (uint32_t)at : 0;
        return (FactRange){range.first, range.first + has};
    }
    bool one = claim->time.kind == TIME_YEAR ||
               (claim_in_table(claim) && claim->time.kind != TIME_ALL);
    if (!one || table == 0 || range.first == range.end)
        return range;
    int32_t column = claim->column;
    if (!claim_in_table(claim))
        column = column_of_year(scopes, table, claim->time.from);
    if (column == COLUMN_SEVERAL)
        return range;
    if (column == COLUMN_NONE)
        return (FactRange){range.first, range.first};
    uint32_t at = range.end - 1;
    if (range.first + (uint32_t)column < at)
        at = range.first + (uint32_t)column;
    while (at > range.first && facts->column[scope_fact(scopes, at)] > column)
        at--;
    bool found = facts->column[scope_fact(scopes, at)] == column;
    return (FactRange){at, found ? at + 1 : at};
}

/* ---- the look-up ---- */

/* The lines of a scope, or of it those that the filters can pass. */
static LineWalk walk_wanted(Scopes *scopes, const Wish *wish, LineSpan scope) {
    return wish->by_project ? line_walk_all(scope)
                            : line_walk_wanted(&scopes->by, wish->filters, scope);
}

/* Whether a claim takes all that is of one year. */
static bool takes_a_year(const Wish *wish) {
    const Claim *claim = wish->claim;
    return claim->time.kind == TIME_YEAR && claim->money == 0 && claim->source == 0 &&
           wish->filters[0].expr == NULL && wish->filters[1].expr == NULL;
}

/* Adds the entries that a claim to one year has in lines of one year after another: the
 * most, and little work for each. Ends before a line that wants a closer look. */
static void take_years(Scopes *scopes, const Claim *claim, LineWalk *walk) {
    const Line *lines = scopes->model->lines.at;
    const Facts *facts = &scopes->model->facts;
    const int32_t year = claim->time.from;
    const bool in_table = claim_in_table(claim);
    for (; walk->at < walk->end; walk->at++) {
        uint32_t number = line_walk_at(walk);
        const Line *line = &lines[number];
        if (line->first_year == 0 || line->kind != claim->kind)
            return;
        FactRange range = line_facts_of(&scopes->facts, number);
        uint32_t at = range.first + (uint32_t)(year - line->first_year), fact;
        bool has = year >= line->first_year && at < range.end;
        if (has) {
            fact = line_facts_at(&scopes->facts, at);
            if (facts->flags[fact] != 0)
                return;
            has = !in_table ||
                  (line->table == claim->table && facts->column[fact] == claim->column);
        }
        if (!budget_take(scopes->budget, 1 + has))
            return;
        if (has)
            *VEC_PUSH(scopes->arena, &scopes->found) = fact;
    }
}

/* Adds the entries of the scope. `parts`: also those that are left out of totals. */
static void take_scope(Scopes *scopes, const Wish *wish, LineSpan scope, bool parts,
                       bool once) {
    const Model *model = scopes->model;
    uint32_t line;
    LineWalk walk = parts ? line_walk_all(scope) : walk_wanted(scopes, wish, scope);
    const bool year = !parts && !once && takes_a_year(wish);
    for (;;) {
        if (year)
            take_years(scopes, wish->claim, &walk);
        if (!line_walk_next(&walk, scopes->budget, &line))
            return;
        if (!line_fits(model, wish->claim, line) || !take_line(scopes, line, once))
            continue;
        FactRange range = narrow(scopes, wish->claim, line);
        budget_take(scopes->budget, range.end - range.first);
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = scope_fact(scopes, k);
            if (!claim_covers(model, wish->claim, fact))
                continue;
            if (!parts && left_out_of_table(&scopes->left_out, wish->claim, fact))
                part(scopes, wish, fact);
            else if (parts || passes(scopes, wish, fact))
                *VEC_PUSH(scopes->arena, &scopes->found) = fact;
        }
    }
}

/* The lines of a project and those in it. */
static LineSpan lines_below(const Scopes *scopes, const LineOrder *order,
                            const Claim *claim, Id project) {
    return line_order_between(order, claim->document, scopes->projects.in[project],
                              scopes->projects.end[project]);
}

static void link_project(Scopes *scopes, Id project) {
    const Model *model = scopes->model;
    if (scopes->linked_at == NULL)
        scopes->linked_at =
            ARENA_ARRAY(scopes->arena, uint32_t, model->things[KIND_PROJECT].count);
    if (scopes->linked_at[project] != scopes->linking)
        *VEC_PUSH(scopes->arena, &scopes->linked) = project;
    scopes->linked_at[project] = scopes->linking;
}

/* Links the projects that have money among these lines and are wholes themselves: what is
 * part of them is part of the subject. */
static void link_wholes(Scopes *scopes, const Claim *claim, LineSpan within) {
    const Model *model = scopes->model;
    for (uint32_t i = 0; model->chains != NULL && i < within.count; i++) {
        const Line *line = &model->lines.at[line_range_at(&within, i)];
        if (line->kind == claim->kind && chains_has(model->chains, line))
            link_project(scopes, line->project);
    }
}

/* Of the entries found for the linked projects, leaves out those that are part of what
 * these state. */
static void leave_out(Scopes *scopes, const Wish *wish, uint32_t from) {
    if (scopes->model->wholes == NULL)
        return;
    left_out_begin(&scopes->left_out);
    for (uint32_t i = 0; i < scopes->linked.count; i++) {
        LineSpan own =
            lines_below(scopes, &scopes->by_project, wish->claim, scopes->linked.at[i]);
        left_out_add(&scopes->left_out, wish->claim, own);
    }
    uint32_t before = scopes->parted.count, kept = before;
    left_out_of_projects(&scopes->left_out, &scopes->found, from, &scopes->parted);
    bool apart = scopes->apart;
    for (uint32_t i = before; i < scopes->parted.count; i++)
        if (passes(scopes, wish, scopes->parted.at[i]))
            scopes->parted.at[kept++] = scopes->parted.at[i];
    scopes->parted.count = kept;
    scopes->apart = apart;
}

/* Takes the entries of projects, all that the claim names. An entry is left out where
 * what it is part of is counted, whichever of them that is of. */
static void take_projects(Scopes *scopes, const Wish *wish, const SubjectTurn *turns,
                          uint32_t count, bool once) {
    const Claim *claim = wish->claim;
    uint32_t from = scopes->found.count, kept = from;
    bool parts = count > 1;
    scopes->linked.count = 0;
    scopes->linking++;
    for (uint32_t i = 0; i < count; i++) {
        Id id = turns[i].subject->id;
        link_project(scopes, id);
        parts = parts || scopes->projects.end[id] - scopes->projects.in[id] > 1;
    }
    uint32_t named = scopes->linked.count;
    for (uint32_t i = 0; i < scopes->linked.count; i++) {
        Id whole = scopes->linked.at[i];
        LineSpan own = lines_below(scopes, &scopes->by_project, claim, whole);
        LineSpan within = lines_below(scopes, &scopes->by_within, claim, whole);
        if (i >= named) /* of its own money only what is within others' */
            own = line_order_between(&scopes->by_project, claim->document,
                                     scopes->projects.in[whole] + 1,
                                     scopes->projects.end[whole]);
        /* A line may be in both; a stamp keeps it from being taken twice. */
        parts = parts || within.count > 0;
        take_scope(scopes, wish, own, true, once || parts);
        take_scope(scopes, wish, within, true, once || parts);
        link_wholes(scopes, claim, within);
    }
    if (parts)
        leave_out(scopes, wish, from);
    for (uint32_t i = from; i < scopes->found.count; i++)
        if (passes(scopes, wish, scopes->found.at[i]))
            scopes->found.at[kept++] = scopes->found.at[i];
    scopes->found.count = kept;
}

/* The lines of a scope that is one range; of an area or project, of that subject. */
static LineSpan range_of(const Scopes *scopes, const Claim *claim,
                         const Subject *subject) {
    if (claim_in_table(claim))
        return (LineSpan){NULL, claim->first_line, claim->end_line - claim->first_line};
    if (!subject)
        return line_order_between(&scopes->by_area, claim->document, 0, UINT32_MAX);
    bool area = subject->kind == KIND_AREA;
    const Nesting *nesting = area ? &scopes->areas : &scopes->projects;
    return line_order_between(area ? &scopes->by_area : &scopes->by_project,
                              claim->document, nesting->in[subject->id],
                              nesting->end[subject->id]);
}

/* Whether a line in the scope says, with a `-`, that there is nothing. */
static bool scope_covered(Scopes *scopes, const Wish *wish, LineSpan scope) {
    const Model *model = scopes->model;
    const Claim *claim = wish->claim;
    uint32_t number;
    LineWalk walk = walk_wanted(scopes, wish, scope);
    while (line_walk_next(&walk, scopes->budget, &number)) {
        const Line *line = &model->lines.at[number];
        if (!line_fits(model, claim, number) || !claim_denied(model, claim, line))
            continue;
        if (!wish->filters[0].expr && !wish->filters[1].expr)
            return true;
        FactRange range = scope_facts_of(scopes, number);
        for (uint32_t k = range.first; k < range.end; k++)
            if (passes(scopes, wish, scope_fact(scopes, k)))
                return true;
    }
    return false;
}

/* What a claim is over, but for its subjects, as numbers. */
enum { SCOPE_KEY = 17 };

static void scope_key(Scopes *scopes, const Claim *claim, uint64_t key[SCOPE_KEY]) {
    Filter where = filters_get(scopes->filters, claim, claim->where);
    Filter table_where = filters_get(scopes->filters, claim, claim->table_where);
    const uint64_t numbers[SCOPE_KEY] = {claim->document,
                                         claim->scope,
                                         claim->kind,
                                         claim->table,
                                         claim->group,
                                         claim->column,
                                         claim->time.kind,
                                         (uint32_t)claim->time.from,
                                         (uint32_t)claim->time.to,
                                         claim->money,
                                         claim->source,
                                         claim->first_line,
                                         claim->end_line,
                                         claim->file,
                                         claim->subject_count,
                                         where.number,
                                         table_where.number};
    memcpy(key, numbers, sizeof numbers);
}

int scope_compare(Scopes *scopes, const Claim *a, const Claim *b) {
    uint64_t x[SCOPE_KEY], y[SCOPE_KEY];
    scope_key(scopes, a, x);
    scope_key(scopes, b, y);
    for (size_t i = 0; i < SCOPE_KEY; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    for (uint32_t i = 0; i < a->subject_count; i++) {
        const Subject *one = &a->subjects[i], *other = &b->subjects[i];
        if (one->kind != other->kind || one->id != other->id) {
            return one->kind < other->kind ||
                           (one->kind == other->kind && one->id < other->id)
                       ? -1
                       : 1;
        }
    }
    return 0;
}

static int compare_turns(const void *left, const void *right) {
    const SubjectTurn *a = left, *b = right;
    return (a->turn > b->turn) - (a->turn < b->turn);
}

/* Areas, wholes before their parts, then projects: so a line is taken by the widest area
 * that has it, or else by the projects together, in whatever order the claim names
 * them. */
static const SubjectTurn *subject_turns(Scopes *scopes, const Claim *claim,
                                        uint32_t count) {
    scopes->turns.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const Subject *subject = &claim->subjects[i];
        bool area = subject->kind == KIND_AREA;
        uint32_t in = (area ? &scopes->areas : &scopes->projects)->in[subject->id];
        *VEC_PUSH(scopes->arena, &scopes->turns) =
            (SubjectTurn){(uint64_t)!area << 32 | in, subject};
    }
    if (count == 0)
        *VEC_PUSH(scopes->arena, &scopes->turns) = (SubjectTurn){0};
    if (count > 1)
        qsort(scopes->turns.at, count, sizeof *scopes->turns.at, compare_turns);
    return scopes->turns.at;
}

ScopeList scope_of(Scopes *scopes, const Claim *claim) {
    return scope_within(scopes, claim, NULL);
}

ScopeList scope_within(Scopes *scopes, const Claim *claim, Budget *budget) {
    Wish wish = {.claim = claim,
                 .filters = {filters_get(scopes->filters, claim, claim->where),
                             filters_get(scopes->filters, claim, claim->table_where)}};
    if ((wish.filters[0].expr && !wish.filters[0].bound) ||
        (wish.filters[1].expr && !wish.filters[1].bound))
        return (ScopeList){.unbound = true};
    if (scopes->last_of != NULL &&
        (scopes->last_of == claim || scope_compare(scopes, scopes->last_of, claim) == 0))
        return scopes->last;
    scopes->budget = budget;
    scopes->last_of = NULL;
    scopes->found.count = scopes->parted.count = 0;
    scopes->apart = false;
    scopes->lookup++;
    bool whole = claim_in_table(claim) || claim->subject_count == 0;
    uint32_t rounds = whole ? 1 : claim->subject_count;
    const SubjectTurn *turns =
        subject_turns(scopes, claim, whole ? 0 : claim->subject_count);
    for (uint32_t i = 0; i < rounds; i++) {
        const Subject *subject = turns[i].subject;
        wish.by_project = subject && subject->kind == KIND_PROJECT;
        if (wish.by_project) { /* and so are those that follow */
            take_projects(scopes, &wish, turns + i, rounds - i, rounds > 1);
            break;
        }
        take_scope(scopes, &wish, range_of(scopes, claim, subject), false, rounds > 1);
    }
    bool covered = scopes->found.count > 0, apart = scopes->apart;
    for (uint32_t i = 0; !covered && i < rounds; i++) {
        const Subject *subject = turns[i].subject;
        wish.by_project = subject && subject->kind == KIND_PROJECT;
        covered = scope_covered(scopes, &wish, range_of(scopes, claim, subject));
    }
    scopes->budget = NULL;
    if (budget_spent(budget))
        return (ScopeList){.spent = true};
    scopes->last_of = claim;
    scopes->last = (ScopeList){.facts = scopes->found.at,
                               .count = scopes->found.count,
                               .left_out = scopes->parted.at,
                               .left_out_count = scopes->parted.count,
                               .covered = covered,
                               .apart = apart};
    return scopes->last;
}

ScopeList scope_uncounted(Scopes *scopes, const Claim *claim) {
    ScopeList list = scope_of(scopes, claim);
    if (list.left_out_count > 0) {
        scopes->last_of = NULL; /* what was found is not whole any more */
        left_out_elsewhere(&scopes->left_out, &scopes->found, &scopes->parted);
        list.left_out = scopes->parted.at;
        list.left_out_count = scopes->parted.count;
    }
    return list;
}
