/* Which entries a claim is over. Lines (rows and funding statements) are sorted once by
 * document and area, by document and project and by document and `within`, things
 * numbered so that all that stands below one is a range; a claim then visits its own
 * lines only. */
#include "check/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/by_key.h"
#include "base/sorted.h"
#include "check/filters.h"
#include "check/line_order.h"
#include "eval/eval.h"
#include "model/wholes.h"

/* Things by which lines are found. */
static const ThingKind wanted[] = {KIND_SOURCE, KIND_PROJECT, KIND_AREA, KIND_MONEY};
enum { WANTED = sizeof wanted / sizeof *wanted };

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
    uint32_t *first; /* by line, and one more: its facts, numbers into `facts` */
    uint32_t *facts; /* NULL: facts stand by lines already */
    uint32_t *stamp; /* by line: the look-up that took it last; NULL until needed */
    uint32_t lookup;
    /* The column that a year has in a table, as asked for last. */
    Id seen_table;
    int32_t seen_year, seen_column;
    bool apart; /* a filter compared money in several currencies */
    VEC(uint32_t) found;
    VEC(SubjectTurn) turns;
    Wholes wholes;   /* of the project asked for last */
    Wholes *printed; /* of printed tables; NULL until needed */
    Filters *filters;
    Budget *budget; /* of the look-up in hand */
    /* By thing's id, of by_area and of all lines: as numbers into that list. Empty until
     * needed. */
    ByKey in_areas[WANTED], in_tables[WANTED];
    ScopeList last; /* good where last_of is not NULL */
    const Claim *last_of;
};

/* ---- the index ---- */

static void index_facts(Scopes *scopes) {
    const Facts *facts = &scopes->model->facts;
    uint32_t lines = scopes->model->lines.count;
    bool ordered = true;
    for (uint32_t i = 1; i < facts->count; i++)
        ordered = ordered && facts->line[i - 1] <= facts->line[i];
    if (ordered) {
        scopes->first =
            by_key_first(scopes->arena, NULL, facts->count, facts->line, lines);
        return;
    }
    ByKey sorted = by_key_sort(scopes->arena, NULL, facts->count, facts->line, lines);
    scopes->first = sorted.first;
    scopes->facts = sorted.items;
}

Scopes *scope_new(CheckRun *run) {
    Scopes *scopes = ARENA_NEW(run->arena, Scopes);
    const Model *model = run->model;
    scopes->model = run->model;
    scopes->arena = run->arena;
    scopes->areas = nesting_of(model, run->arena, KIND_AREA);
    scopes->projects = nesting_of(model, run->arena, KIND_PROJECT);
    scopes->wholes = (Wholes){.model = model, .projects = &scopes->projects};
    scopes->by_area = line_order_lines(model, run->arena, &scopes->areas, LINE_AREA);
    scopes->by_project =
        line_order_lines(model, run->arena, &scopes->projects, LINE_PROJECT);
    scopes->by_within =
        line_order_lines(model, run->arena, &scopes->projects, LINE_WITHIN);
    scopes->filters = filters_new(run->model, run->arena);
    index_facts(scopes);
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
    return (FactRange){scopes->first[line], scopes->first[line + 1]};
}

uint32_t scope_fact(const Scopes *scopes, uint32_t i) {
    return scopes->facts ? scopes->facts[i] : i;
}

/* ---- what a claim wants of an entry ---- */

static bool of_table(const Claim *claim) {
    return claim->scope == SCOPE_ROW || claim->scope == SCOPE_GROUP ||
           claim->scope == SCOPE_TABLE;
}

/* Whether a table has a column of that very time; true for every time where it has only
 * `all` columns. */
static bool table_has_time(const TableInfo *table, Time time) {
    bool any = false;
    for (uint32_t i = 0; i < table->column_count; i++) {
        Time column = model_column_time(&table->columns[i]);
        if (column.kind == time.kind && column.from == time.from)
            return true;
        any = any || column.kind != TIME_ALL;
    }
    return !any;
}

bool scope_at(const Model *model, const Claim *claim, uint32_t fact) {
    const Facts *facts = &model->facts;
    int16_t year = facts->year[fact];
    bool special = (facts->flags[fact] & FACT_SPECIAL) != 0;
    switch ((TimeKind)claim->time.kind) {
    case TIME_YEAR:
        if (of_table(claim))
            return facts->column[fact] == claim->column;
        return !special && year == claim->time.from;
    case TIME_MONTH:
        if (of_table(claim))
            return facts->column[fact] == claim->column;
        return (facts->flags[fact] & FACT_MONTH) != 0 &&
               model_fact_time(model, fact).from == claim->time.from;
    case TIME_ALL:
        return claim->table == 0 || of_table(claim) ||
               table_has_time(&model->tables.at[claim->table],
                              model_fact_time(model, fact));
    case TIME_SPAN:
        if (special) {
            Time time = model_special(model, fact)->time;
            return time.kind == TIME_SPAN && time.from >= claim->time.from &&
                   time.to <= claim->time.to;
        }
        return year >= claim->time.from && year <= claim->time.to;
    case TIME_UNSTATED:
        return special && model_special(model, fact)->time.kind == TIME_UNSTATED;
    default: return false;
    }
}

/* A claim with its filters. */
typedef struct Wish {
    const Claim *claim;
    Filter where, table_where;
    bool by_project; /* the scope in hand is of lines by project */
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
               filter_passes(scopes, &wish->where, fact, &apart) &&
               filter_passes(scopes, &wish->table_where, fact, &apart);
    scopes->apart |= all && apart;
    return all;
}

/* Whether the line can hold entries of the claim at all. */
static bool line_fits(const Model *model, const Claim *claim, uint32_t number) {
    const Line *line = &model->lines.at[number];
    return line->kind == claim->kind && (!of_table(claim) || line->table == claim->table);
}

/* ---- parts ---- */

/* Of the entries found for a project from `from` on, leaves out those whose whole,
 * `top` or a part of it, states money itself at that time. `own`: all lines of the
 * project and its parts. A `?` states no amount. */
static void leave_out_parts(Scopes *scopes, const Claim *claim, Id top, LineSpan own,
                            uint32_t from) {
    const Model *model = scopes->model;
    const ThingVec *projects = &model->things[KIND_PROJECT];
    Wholes *wholes = &scopes->wholes;
    nearest_clear(&wholes->nearest);
    for (uint32_t i = 0; i < own.count; i++) {
        const Line *line = &model->lines.at[line_range_at(&own, i)];
        FactRange range = scope_facts_of(scopes, line_range_at(&own, i));
        bool states = line->kind == claim->kind && model->wholes[line->project];
        for (uint32_t k = range.first; states && k < range.end; k++)
            wholes_add(wholes, scopes->arena, 0, 0, scope_fact(scopes, k));
    }
    if (wholes->nearest.things.count == 0)
        return; /* nothing that a part could be left out of */
    wholes_settle(wholes, scopes->arena);
    uint32_t kept = from;
    for (uint32_t i = from; i < scopes->found.count; i++) {
        uint32_t fact = scopes->found.at[i];
        const Line *line = &model->lines.at[model->facts.line[fact]];
        Id parent = line->project != top ? projects->at[line->project].parent : 0;
        if (!wholes_cover(wholes, 0, 0, parent, fact) &&
            !wholes_cover(wholes, 0, 0, line->within, fact))
            scopes->found.at[kept++] = fact;
    }
    scopes->found.count = kept;
}

/* What the printed tables state, by table; NULL until needed. */
static const Wholes *printed_wholes(Scopes *scopes) {
    const Model *model = scopes->model;
    if (scopes->printed)
        return scopes->printed;
    Wholes *wholes = ARENA_NEW(scopes->arena, Wholes);
    *wholes = (Wholes){.model = model, .projects = &scopes->projects};
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if (line->table != 0 && model->wholes[line->project]) {
            Id printed = model->tables.at[line->table].printed;
            wholes_add(wholes, scopes->arena, printed, 0, i);
        }
    }
    wholes_settle(wholes, scopes->arena);
    scopes->printed = wholes;
    return wholes;
}

/* A part in a table is left out of the table's totals where its whole stands in the same
 * table: else nothing would count what its rows print. */
static bool left_out(Scopes *scopes, const Claim *claim, uint32_t fact) {
    const Model *model = scopes->model;
    if ((model->facts.flags[fact] & FACT_PART) == 0 || claim->scope == SCOPE_ROW)
        return false;
    if (!of_table(claim))
        return true;
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Id printed = model->tables.at[claim->table].printed;
    Id parent = model->things[KIND_PROJECT].at[line->project].parent;
    const Wholes *wholes = printed_wholes(scopes);
    return wholes_cover(wholes, printed, 0, parent, fact) ||
           wholes_cover(wholes, printed, 0, line->within, fact);
}

/* ---- narrowing ---- */

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

/* The facts of a line among which those of the claim's time are: the one of a column,
 * where that is known, for they stand by columns. */
static FactRange narrow(Scopes *scopes, const Claim *claim, uint32_t line) {
    const Facts *facts = &scopes->model->facts;
    FactRange range = scope_facts_of(scopes, line);
    Id table = scopes->model->lines.at[line].table;
    bool one = claim->time.kind == TIME_YEAR ||
               (claim->time.kind == TIME_MONTH && of_table(claim));
    if (!one || table == 0 || range.first == range.end)
        return range;
    int32_t column = claim->column;
    if (!of_table(claim))
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

/* ---- the lines of a scope ---- */

/* Lines of a scope one after another. */
typedef struct LineWalk {
    LineSpan scope;
    const uint32_t *items; /* numbers into all lines of the order; NULL: every line */
    uint32_t at, end;
} LineWalk;

static LineWalk walk_all(LineSpan scope) {
    return (LineWalk){.scope = scope, .end = scope.count};
}

static bool walk_next(Scopes *scopes, LineWalk *walk, uint32_t *line) {
    if (walk->at == walk->end || !budget_take(scopes->budget, 1))
        return false;
    uint32_t at = walk->at++;
    if (walk->items != NULL)
        *line = walk->scope.lines ? walk->scope.lines[walk->items[at]] : walk->items[at];
    else
        *line = line_range_at(&walk->scope, at);
    return true;
}

/* `lines` in their order by the things of that kind; NULL: all by their numbers. */
static void index_things(Scopes *scopes, ByKey *index, const uint32_t *lines,
                         ThingKind kind) {
    const Model *model = scopes->model;
    uint32_t things = model->things[kind].count, count = model->lines.count;
    Id *thing = ARENA_ARRAY(scopes->arena, Id, count);
    for (uint32_t i = 0; i < count; i++)
        thing[i] = eval_line_thing(model, lines ? lines[i] : i, kind);
    *index = by_key_sort(scopes->arena, NULL, count, thing, things);
}

/* The lines of a scope that a filter can pass: those of the thing that it wants, where it
 * says `source = x` or the like. The scope is of a table, or of lines by area. */
static LineWalk walk_wanted(Scopes *scopes, const Wish *wish, LineSpan scope) {
    enum { FEW = 8 };
    const uint32_t *all = scope.lines ? scopes->by_area.lines : NULL;
    uint32_t first = all ? (uint32_t)(scope.lines - all) : scope.first;
    const Filter *filters[] = {&wish->where, &wish->table_where};
    for (uint32_t i = 0; i < WANTED && !wish->by_project && scope.count > FEW; i++) {
        for (int k = 0; k < 2; k++) {
            Id id;
            if (filters[k]->expr == NULL ||
                !eval_wants(filters[k]->bound, wanted[i], &id))
                continue;
            ByKey *index = all ? &scopes->in_areas[i] : &scopes->in_tables[i];
            if (index->first == NULL)
                index_things(scopes, index, all, wanted[i]);
            uint32_t from = index->first[id], to = index->first[id + 1];
            SORTED_SEEK(from, to, at, index->items[at] < first)
            uint32_t end = from;
            SORTED_SEEK(end, to, at, index->items[at] < first + scope.count)
            return (LineWalk){{all, 0, scope.count}, index->items, from, end};
        }
    }
    return walk_all(scope);
}

/* ---- the look-up ---- */

/* Adds the entries of the scope. `parts`: also those that are left out of totals. */
static void take_scope(Scopes *scopes, const Wish *wish, LineSpan scope, bool parts,
                       bool once) {
    const Model *model = scopes->model;
    uint32_t line;
    LineWalk walk = parts ? walk_all(scope) : walk_wanted(scopes, wish, scope);
    while (walk_next(scopes, &walk, &line)) {
        if (!line_fits(model, wish->claim, line) || !take_line(scopes, line, once))
            continue;
        FactRange range = narrow(scopes, wish->claim, line);
        budget_take(scopes->budget, range.end - range.first);
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = scope_fact(scopes, k);
            if (scope_at(model, wish->claim, fact) &&
                (parts ||
                 (!left_out(scopes, wish->claim, fact) && passes(scopes, wish, fact))))
                *VEC_PUSH(scopes->arena, &scopes->found) = fact;
        }
    }
}

static void take_project(Scopes *scopes, const Wish *wish, Id project, bool once) {
    uint32_t from = scopes->found.count, kept = from;
    uint32_t low = scopes->projects.in[project], high = scopes->projects.end[project];
    Id document = wish->claim->document;
    LineSpan within = line_order_between(&scopes->by_within, document, low, high);
    LineSpan own = line_order_between(&scopes->by_project, document, low, high);
    /* A line may be in both; a stamp keeps it from being taken twice. */
    take_scope(scopes, wish, own, true, once || within.count > 0);
    take_scope(scopes, wish, within, true, once || within.count > 0);
    if (high - low > 1 || within.count > 0)
        leave_out_parts(scopes, wish->claim, project, own, from);
    for (uint32_t i = from; i < scopes->found.count; i++)
        if (passes(scopes, wish, scopes->found.at[i]))
            scopes->found.at[kept++] = scopes->found.at[i];
    scopes->found.count = kept;
}

/* The lines of a scope that is one range; of an area or project, of that subject. */
static LineSpan range_of(const Scopes *scopes, const Claim *claim,
                         const Subject *subject) {
    if (of_table(claim))
        return (LineSpan){NULL, claim->first_line, claim->end_line - claim->first_line};
    if (!subject)
        return line_order_between(&scopes->by_area, claim->document, 0, UINT32_MAX);
    bool area = subject->kind == KIND_AREA;
    const Nesting *nesting = area ? &scopes->areas : &scopes->projects;
    return line_order_between(area ? &scopes->by_area : &scopes->by_project,
                              claim->document, nesting->in[subject->id],
                              nesting->end[subject->id]);
}

/* Whether a time has a day in common with the claim's; an open end is endless. */
static bool time_meets(const Claim *claim, Time time) {
    if (claim->time.kind == TIME_ALL)
        return true;
    if (claim->time.kind == TIME_UNSTATED || time.kind == TIME_UNSTATED)
        return claim->time.kind == time.kind;
    return time_first(time) <= time_last(claim->time) &&
           time_last(time) >= time_first(claim->time);
}

/* Whether a table has a column for entries at the claim's time. One of `all` columns
 * alone has no entries. */
static bool table_prints(const TableInfo *table, const Claim *claim) {
    for (uint32_t i = 0; i < table->column_count; i++) {
        Time time = model_column_time(&table->columns[i]);
        if (time.kind != TIME_ALL && time_meets(claim, time))
            return true;
    }
    return false;
}

/* Whether a statement says `-` for the claim's time. */
static bool statement_denies(const Money *money, const Claim *claim) {
    for (uint32_t i = 0; i < money->count; i++) {
        const Dated *entry = &money->entries[i];
        if ((entry->figure.flags & FIGURE_NONE) != 0 && time_meets(claim, entry->time))
            return true;
    }
    return false;
}

/* Whether a line in the scope says, with a `-`, that there is nothing. */
static bool scope_covered(Scopes *scopes, const Wish *wish, LineSpan scope) {
    const Model *model = scopes->model;
    const Claim *claim = wish->claim;
    uint32_t number;
    LineWalk walk = walk_wanted(scopes, wish, scope);
    while (walk_next(scopes, &walk, &number)) {
        const Line *line = &model->lines.at[number];
        if (!line_fits(model, claim, number) ||
            !(line->table != 0 ? table_prints(&model->tables.at[line->table], claim)
                               : statement_denies((const Money *)line->node, claim)))
            continue;
        if (!wish->where.expr && !wish->table_where.expr)
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

/* Areas, then projects, wholes before their parts: so a line is taken by the widest
 * subject that has it, which decides whether it counts, in whatever order the claim names
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
                 .where = filters_get(scopes->filters, claim, claim->where),
                 .table_where = filters_get(scopes->filters, claim, claim->table_where)};
    if ((wish.where.expr && !wish.where.bound) ||
        (wish.table_where.expr && !wish.table_where.bound))
        return (ScopeList){.unbound = true};
    if (scopes->last_of != NULL &&
        (scopes->last_of == claim || scope_compare(scopes, scopes->last_of, claim) == 0))
        return scopes->last;
    scopes->budget = budget;
    scopes->last_of = NULL;
    scopes->found.count = 0;
    scopes->apart = false;
    scopes->lookup++;
    bool whole = of_table(claim) || claim->subject_count == 0;
    uint32_t rounds = whole ? 1 : claim->subject_count;
    const SubjectTurn *turns =
        subject_turns(scopes, claim, whole ? 0 : claim->subject_count);
    for (uint32_t i = 0; i < rounds; i++) {
        const Subject *subject = turns[i].subject;
        wish.by_project = subject && subject->kind == KIND_PROJECT;
        if (wish.by_project) {
            take_project(scopes, &wish, subject->id, rounds > 1);
        } else {
            take_scope(scopes, &wish, range_of(scopes, claim, subject), false,
                       rounds > 1);
        }
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
                               .covered = covered,
                               .apart = apart};
    return scopes->last;
}
