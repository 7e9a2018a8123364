/* The other printed figures that a total may have been added up from: the stated totals
 * of the rows, the columns and the parts below it. Where a total agrees with them and not
 * with the entries, it follows from a mistake in them. */
#include "check/totals/totals.h"

#include <string.h>

#include "model/nesting.h"

/* Entries beside subtotals that are visited in one run. */
static const uint64_t VISITS_MOST = 20000000;

struct Comparisons {
    Totals *totals;
    uint64_t visits;
    uint32_t *row_claim;   /* by line: its first claim + 1 */
    uint32_t *group_claim; /* by group: the first claim of its first plain total + 1 */
    Id *group_child, *group_next; /* groups in groups */
    Id *table_group;              /* by table: the first group at its top */
    uint32_t *area_claim;         /* by area: its last dated total + 1 */
    uint32_t *claim_next;         /* by claim: the area's dated total before + 1 */
    Id *area_child, *area_next;   /* areas in areas; [0] has those at the top */
    Nesting areas, projects;
    Nearest dated;                       /* areas with a dated total, by its time */
    Nearest named_areas, named_projects; /* what the `total of` rows of a table name */
    const CheckPoint **point; /* by claim: a check that holds it against other tables */
};

static bool plain(const Claim *claim) {
    return claim->where == NULL && !(claim->stated.flags & FIGURE_BAD);
}

static bool is_blank(const Claim *claim) {
    return (claim->stated.flags & FIGURE_BLANK) != 0;
}

static void index_groups(Comparisons *comparisons, const Model *model, Arena *arena) {
    uint32_t groups = model->groups.count + 1;
    comparisons->group_claim = ARENA_ARRAY(arena, uint32_t, groups);
    comparisons->group_child = ARENA_ARRAY(arena, Id, groups);
    comparisons->group_next = ARENA_ARRAY(arena, Id, groups);
    comparisons->table_group = ARENA_ARRAY(arena, Id, model->tables.count + 1);
    for (uint32_t i = model->groups.count; i-- > 1;) {
        const Group *group = &model->groups.at[i];
        Id *first = group->parent != 0 ? &comparisons->group_child[group->parent]
                                       : &comparisons->table_group[group->table];
        comparisons->group_next[i] = *first;
        *first = i;
    }
}

static void index_areas(Comparisons *comparisons, const Model *model, Arena *arena) {
    const ThingVec *areas = &model->things[KIND_AREA];
    comparisons->area_claim = ARENA_ARRAY(arena, uint32_t, areas->count + 1);
    comparisons->area_child = ARENA_ARRAY(arena, Id, areas->count + 1);
    comparisons->area_next = ARENA_ARRAY(arena, Id, areas->count + 1);
    for (uint32_t i = areas->count; i-- > 1;) {
        Id parent = areas->at[i].parent;
        comparisons->area_next[i] = comparisons->area_child[parent];
        comparisons->area_child[parent] = i;
    }
}

static SetKey dated_key(const Claim *claim) {
    uint32_t kind = (uint32_t)claim->kind << 8 | claim->time.kind;
    return (SetKey){claim->document, kind, claim->time.from, claim->time.to};
}

static SetKey named_key(const Claim *claim) {
    return (SetKey){claim->table, claim->column, 0, 0};
}

static bool of_some(const Claim *claim) {
    return claim->scope == SCOPE_NAMED && claim->table != 0 &&
           ((const Total *)claim->node)->of.count > 0;
}

/* Which areas have dated totals, and what tables of totals name. */
static void index_nearest(Comparisons *comparisons, const Model *model, Arena *arena) {
    comparisons->areas = nesting_of(model, arena, KIND_AREA);
    comparisons->projects = nesting_of(model, arena, KIND_PROJECT);
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope == SCOPE_AREA && plain(claim) && !is_blank(claim))
            nearest_add(&comparisons->dated, arena, dated_key(claim),
                        claim->subjects[0].id);
        for (uint32_t k = 0; of_some(claim) && k < claim->subject_count; k++) {
            bool area = claim->subjects[k].kind == KIND_AREA;
            nearest_add(area ? &comparisons->named_areas : &comparisons->named_projects,
                        arena, named_key(claim), claim->subjects[k].id);
        }
    }
    nearest_settle(&comparisons->dated, arena, &comparisons->areas);
    nearest_settle(&comparisons->named_areas, arena, &comparisons->areas);
    nearest_settle(&comparisons->named_projects, arena, &comparisons->projects);
}

/* Only what holds: a check that fails is a finding of its own. */
static void index_points(Comparisons *comparisons, const CheckRun *run) {
    const Model *model = run->model;
    comparisons->point = ARENA_ARRAY(run->arena, const CheckPoint *, model->claims.count);
    for (uint32_t i = 0; i < model->checks.count; i++) {
        for (uint32_t k = 0; k < run->points[i].count; k++) {
            const CheckPoint *point = &run->points[i].at[k];
            bool holds = point->holds == TRI_TRUE && point->verdict != VERDICT_COARSE;
            if (point->total != 0 && holds)
                comparisons->point[point->total - 1] = point;
        }
    }
}

Comparisons *comparisons_new(Totals *totals) {
    const Model *model = totals->model;
    Arena *arena = totals->run->arena;
    Comparisons *comparisons = ARENA_NEW(arena, Comparisons);
    comparisons->totals = totals;
    comparisons->row_claim = ARENA_ARRAY(arena, uint32_t, model->lines.count + 1);
    comparisons->claim_next = ARENA_ARRAY(arena, uint32_t, model->claims.count + 1);
    index_groups(comparisons, model, arena);
    index_areas(comparisons, model, arena);
    index_nearest(comparisons, model, arena);
    index_points(comparisons, totals->run);
    for (uint32_t i = model->claims.count; i-- > 0;) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope == SCOPE_ROW && claim->first_line < model->lines.count) {
            comparisons->row_claim[claim->first_line] = i + 1;
        } else if (claim->scope == SCOPE_GROUP && plain(claim)) {
            comparisons->group_claim[claim->group] = i + 1;
        } else if (claim->scope == SCOPE_AREA && plain(claim)) {
            Id area = claim->subjects[0].id;
            comparisons->claim_next[i] = comparisons->area_claim[area];
            comparisons->area_claim[area] = i + 1;
        }
    }
    return comparisons;
}

/* Whether it says anything: a `?` leaves the sum open, and is no figure by itself. */
static bool add_stated(Comparisons *comparisons, const Claim *claim) {
    const Model *model = comparisons->totals->model;
    Sum *sum = &comparisons->totals->sum;
    versions_add(&sum->versions, model, model->arena, claim->money,
                 (uint32_t)(claim - model->claims.at));
    sum_figure(sum, model, claim->stated, claim->table, claim->node);
    return !is_blank(claim);
}

/* The entries of a claim whose subtotals are added up; false where too many were asked
 * for already, so that a file cannot make the check slow. */
static bool visit(Comparisons *comparisons, const Claim *claim, ScopeList *list) {
    if (comparisons->visits > VISITS_MOST)
        return false;
    *list = scope_of(comparisons->totals->scopes, claim);
    comparisons->visits += list->count;
    return true;
}

/* ---- rows: the cells of the `all` column ---- */

static bool add_rows(Comparisons *comparisons, const Claim *claim) {
    const Model *model = comparisons->totals->model;
    if ((claim->scope != SCOPE_GROUP && claim->scope != SCOPE_TABLE) ||
        claim->time.kind != TIME_ALL || claim->where || claim->table_where)
        return false;
    bool any = false;
    for (uint32_t line = claim->first_line; line < claim->end_line; line++) {
        const Line *info = &model->lines.at[line];
        uint32_t first = comparisons->row_claim[line];
        if (first == 0 || info->table != claim->table || info->within != 0)
            continue;
        for (uint32_t i = first - 1;
             i < model->claims.count && model->claims.at[i].scope == SCOPE_ROW &&
             model->claims.at[i].first_line == line;
             i++)
            if (model->claims.at[i].column == claim->column)
                any = add_stated(comparisons, &model->claims.at[i]) || any;
    }
    return any;
}

/* ---- columns: the same total's cells for the years ---- */

static bool add_columns(Comparisons *comparisons, uint32_t number) {
    const Model *model = comparisons->totals->model;
    const Claim *claim = &model->claims.at[number];
    if (claim->time.kind != TIME_ALL || claim->scope == SCOPE_ROW)
        return false;
    uint32_t first = number;
    bool any = false;
    while (first > 0 && model->claims.at[first - 1].node == claim->node)
        first--;
    for (uint32_t i = first; i < totals_node_end(model, first); i++) {
        const Claim *other = &model->claims.at[i];
        bool plain = claim->table != 0 ? other->time.kind != TIME_ALL
                                       : other->time.kind == TIME_YEAR ||
                                             other->time.kind == TIME_MONTH;
        if (plain && (claim->money == 0 || other->money == claim->money) &&
            (claim->source == 0 || other->source == claim->source))
            any = add_stated(comparisons, other) || any;
    }
    return any;
}

/* ---- subtotals: the totals of what is below ---- */

/* The claim of a group's total in a column, a `?` too; NULL where there is none. */
static const Claim *group_total(const Comparisons *comparisons, Id group,
                                const Claim *like) {
    const Model *model = comparisons->totals->model;
    uint32_t first = comparisons->group_claim[group];
    if (first == 0)
        return NULL;
    for (uint32_t i = first - 1; i < totals_node_end(model, first - 1); i++)
        if (model->claims.at[i].column == like->column)
            return &model->claims.at[i];
    return NULL;
}

/* Whether the line stands in a group below `top` (0: the table) that states a total. */
static bool line_has_total(const Comparisons *comparisons, const Line *line, Id top,
                           const Claim *like) {
    const Model *model = comparisons->totals->model;
    for (Id group = line->group; group != 0 && group != top;
         group = model->groups.at[group].parent) {
        const Claim *total = group_total(comparisons, group, like);
        if (total && !is_blank(total))
            return true;
    }
    return false;
}

/* Adds the totals of the groups below `top` (0: the table), or where one has none, of
 * those in it. *open counts those that are a `?`. */
static uint32_t add_groups(Comparisons *comparisons, Id top, const Claim *like,
                           uint32_t *open) {
    const Model *model = comparisons->totals->model;
    uint32_t added = 0;
    Id at = top != 0 ? comparisons->group_child[top]
                     : comparisons->table_group[like->table];
    while (at != 0) {
        const Claim *total = group_total(comparisons, at, like);
        *open += total && is_blank(total);
        if (total && !is_blank(total)) {
            added += add_stated(comparisons, total);
        } else if (comparisons->group_child[at] != 0) {
            at = comparisons->group_child[at];
            continue;
        }
        while (at != top && at != 0 && comparisons->group_next[at] == 0)
            at = model->groups.at[at].parent;
        at = at == top ? 0 : comparisons->group_next[at];
    }
    return added;
}

static bool add_table_subtotals(Comparisons *comparisons, const Claim *claim) {
    Totals *totals = comparisons->totals;
    const Model *model = totals->model;
    if (claim->where)
        return false;
    Id top = claim->scope == SCOPE_GROUP ? claim->group : 0;
    ScopeList list;
    uint32_t open = 0;
    if (add_groups(comparisons, top, claim, &open) == 0 ||
        !visit(comparisons, claim, &list))
        return false;
    totals->sum.blanks += list.count == 0 ? open : 0; /* else the entries are known */
    for (uint32_t i = 0; i < list.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[list.facts[i]]];
        if (!line_has_total(comparisons, line, top, claim))
            sum_fact(&totals->sum, model, list.facts[i]);
    }
    return true;
}

static bool same_time(Time a, Time b) {
    return a.kind == b.kind && a.from == b.from && a.to == b.to;
}

/* Whether something that the row names lies below what a row of its table names. */
static bool below_another(const Comparisons *comparisons, const Claim *claim) {
    const Model *model = comparisons->totals->model;
    for (uint32_t i = 0; i < claim->subject_count; i++) {
        const Subject *subject = &claim->subjects[i];
        bool area = subject->kind == KIND_AREA;
        Id parent = model->things[subject->kind].at[subject->id].parent;
        if (nearest_from(area ? &comparisons->named_areas : &comparisons->named_projects,
                         area ? &comparisons->areas : &comparisons->projects,
                         named_key(claim), parent) != 0)
            return true;
    }
    return false;
}

/* In a table of totals, the plain total has the named ones below it. */
static bool add_named(Comparisons *comparisons, const Claim *claim) {
    const Model *model = comparisons->totals->model;
    if (claim->table == 0 || claim->where || ((const Total *)claim->node)->of.count > 0)
        return false;
    const TableInfo *table = &model->tables.at[claim->table];
    bool any = false;
    for (uint32_t i = table->first_claim; i < table->end_claim; i++) {
        const Claim *other = &model->claims.at[i];
        if (of_some(other) && other->column == claim->column && plain(other) &&
            !below_another(comparisons, other))
            any = add_stated(comparisons, other) || any;
    }
    return any;
}

static const Claim *area_total(const Comparisons *comparisons, Id area,
                               const Claim *like) {
    const Model *model = comparisons->totals->model;
    for (uint32_t i = comparisons->area_claim[area]; i != 0;
         i = comparisons->claim_next[i - 1]) {
        const Claim *claim = &model->claims.at[i - 1];
        if (claim->document == like->document && claim->kind == like->kind &&
            same_time(claim->time, like->time))
            return claim;
    }
    return NULL;
}

/* As add_groups, over areas. */
static uint32_t add_areas(Comparisons *comparisons, Id top, const Claim *like,
                          uint32_t *open) {
    const ThingVec *areas = &comparisons->totals->model->things[KIND_AREA];
    uint32_t added = 0;
    Id at = comparisons->area_child[top];
    while (at != 0) {
        const Claim *total = area_total(comparisons, at, like);
        *open += total && is_blank(total);
        if (total && !is_blank(total)) {
            added += add_stated(comparisons, total);
        } else if (comparisons->area_child[at] != 0) {
            at = comparisons->area_child[at];
            continue;
        }
        while (at != top && at != 0 && comparisons->area_next[at] == 0)
            at = areas->at[at].parent;
        at = at == top ? 0 : comparisons->area_next[at];
    }
    return added;
}

/* Outside of tables: the totals of the areas below. */
static bool add_area_subtotals(Comparisons *comparisons, const Claim *claim) {
    Totals *totals = comparisons->totals;
    const Model *model = totals->model;
    if (claim->where)
        return false;
    Id top = claim->scope == SCOPE_AREA ? claim->subjects[0].id : 0;
    ScopeList list;
    uint32_t open = 0;
    if (add_areas(comparisons, top, claim, &open) == 0 ||
        !visit(comparisons, claim, &list))
        return false;
    totals->sum.blanks += list.count == 0 ? open : 0;
    for (uint32_t i = 0; i < list.count; i++) {
        Id area = model->lines.at[model->facts.line[list.facts[i]]].area;
        Id found = nearest_from(&comparisons->dated, &comparisons->areas,
                                dated_key(claim), area);
        bool has_total = found != 0 && found != top &&
                         (top == 0 || nesting_below(&comparisons->areas, found, top));
        if (!has_total)
            sum_fact(&totals->sum, model, list.facts[i]);
    }
    return true;
}

static bool add_subtotals(Comparisons *comparisons, const Claim *claim) {
    switch ((ScopeKind)claim->scope) {
    case SCOPE_GROUP:
    case SCOPE_TABLE: return add_table_subtotals(comparisons, claim);
    case SCOPE_NAMED: return add_named(comparisons, claim);
    case SCOPE_AREA:
    case SCOPE_DOCUMENT: return add_area_subtotals(comparisons, claim);
    default: return false;
    }
}

/* ---- tables: what a `check` says that it is the sum of ---- */

static bool add_tables(Comparisons *comparisons, uint32_t number) {
    const CheckPoint *point = comparisons->point[number];
    for (uint32_t i = 0; point && i < point->part_count; i++)
        add_stated(comparisons, &comparisons->totals->model->claims.at[point->parts[i]]);
    return point != NULL;
}

bool comparisons_add_up(Comparisons *comparisons, uint32_t number, Basis basis) {
    const Claim *claim = &comparisons->totals->model->claims.at[number];
    sum_clear(&comparisons->totals->sum);
    switch (basis) {
    case BASIS_ROWS: return add_rows(comparisons, claim);
    case BASIS_COLUMNS: return add_columns(comparisons, number);
    case BASIS_SUBTOTALS: return add_subtotals(comparisons, claim);
    case BASIS_TABLES: return add_tables(comparisons, number);
    default: return false;
    }
}
