/* Y03, the same money entered twice: the same project, area, source, kind of money and
 * year in one document; or once without a kind, and once as a version of an amount.
 * Project by project, through a small hash table: linear in the entries. A project with
 * one line that names no year again is passed over. */
#include "check/dates/dates.h"

#include "base/epoch_table.h"
#include "base/hash.h"
#include "check/dates/repeats.h"
#include "model/versions.h"

enum { MONTHS = 12 };

typedef struct Repeats {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    EpochTable table; /* of facts */
    VEC(RepeatPair) pairs;
} Repeats;

static bool same_line_key(const Line *a, const Line *b) {
    return a->project == b->project && a->document == b->document && a->area == b->area &&
           a->within == b->within && a->kind == b->kind;
}

/* What entries are looked up by beside their slot: their kind of money, or that it is
 * some version of an amount; their time and, of less than a year, their year and each of
 * their months. */
typedef enum WhenKind { WHEN_EXACT, WHEN_IN_YEAR, WHEN_IN_MONTH } WhenKind;

typedef struct When {
    int32_t from, to; /* EXACT: of the time; else the year, the month's number */
    WhenKind kind;
    bool some_version;
    Id money;
} When;

static bool is_as(const Model *model, Id money, When when) {
    return when.some_version ? versions_family(model, money) != 0 : money == when.money;
}

/* Whether an entry is in the slot of another, with that kind of money. */
static bool same_slot(const Model *model, uint32_t a, uint32_t b, When when) {
    const Facts *facts = &model->facts;
    Origin from = repeats_origin(model, a), other = repeats_origin(model, b);
    return same_line_key(&model->lines.at[facts->line[a]],
                         &model->lines.at[facts->line[b]]) &&
           from.source == other.source && is_as(model, from.money, when);
}

/* Whether an entry is of less than a year, and in one: times can overlap there. */
static bool is_period(const Model *model, uint32_t fact) {
    return (model->facts.flags[fact] & FACT_PERIOD) != 0;
}

static bool is_at(const Model *model, uint32_t fact, When when) {
    Time time = model_fact_time(model, fact);
    Months months;
    switch (when.kind) {
    case WHEN_IN_YEAR: return is_period(model, fact) && time_year_of(time) == when.from;
    case WHEN_IN_MONTH:
        months = time_months_of(time);
        return is_period(model, fact) && months.from <= when.from &&
               when.from <= months.to;
    case WHEN_EXACT: break;
    }
    return time.from == when.from && time.to == when.to;
}

static uint32_t hash_entry(const Model *model, uint32_t fact, const Line *line,
                           When when) {
    Origin origin = lines_origin(model, line, model->facts.column[fact]);
    uint64_t hash = hash_mix(line->kind, line->area);
    hash = hash_mix(hash, origin.source);
    hash = hash_mix(hash, when.some_version ? UINT32_MAX : when.money);
    hash = hash_mix(hash, (uint32_t)when.from);
    hash = hash_mix(hash, (uint32_t)when.kind);
    return (uint32_t)hash_mix(hash, (uint32_t)when.to);
}

/* Whether a line names its years in another order than one after the other. */
static bool goes_back(const Model *model, const Scopes *scopes, uint32_t line) {
    FactRange range = scope_facts_of(scopes, line);
    if (model->lines.at[line].first_year != 0)
        return false;
    for (uint32_t k = range.first + 1; k < range.end; k++)
        if (model->facts.year[scope_fact(scopes, k)] <=
            model->facts.year[scope_fact(scopes, k - 1)])
            return true;
    return false;
}

/* The first entry of the fact's slot that is at that time; the place for one where there
 * is none. */
static EpochSlot *look_up(Repeats *r, uint32_t fact, const Line *line, When when) {
    EpochTable *table = &r->table;
    uint32_t at;
    HASH_PROBE(at, hash_entry(r->model, fact, line, when), table->room,
               table->at[at].epoch != table->epoch ||
                   (is_at(r->model, table->at[at].value, when) &&
                    same_slot(r->model, table->at[at].value, fact, when)))
    return &table->at[at];
}

static void add_pair(Repeats *r, uint32_t first, uint32_t second) {
    const RepeatPair *last = r->pairs.count > 0 ? &r->pairs.at[r->pairs.count - 1] : NULL;
    if (first != second &&
        (last == NULL || last->first != first || last->second != second))
        *VEC_PUSH(r->scratch, &r->pairs) = (RepeatPair){first, second};
}

/* Whether there is one; then the two are a pair. Else, with `add`, this is the first. */
static bool pair_up(Repeats *r, uint32_t fact, const Line *line, When when, bool add) {
    EpochSlot *found = look_up(r, fact, line, when);
    if (found->epoch == r->table.epoch) {
        add_pair(r, found->value, fact);
        return true;
    }
    if (add)
        *found = (EpochSlot){r->table.epoch, fact};
    return false;
}

/* Makes it the first of those that are looked up so, unless there is one. */
static void begin_slot(Repeats *r, uint32_t fact, const Line *line, When when) {
    EpochSlot *found = look_up(r, fact, line, when);
    if (found->epoch != r->table.epoch)
        *found = (EpochSlot){r->table.epoch, fact};
}

/* With what overlaps it within a year: a year and a part of it, or two parts. */
static void pair_overlapping(Repeats *r, uint32_t fact, const Line *line, Time time,
                             Id money) {
    int32_t year = time_year_of(time);
    When whole = {.from = year, .to = year, .money = money}, some = whole;
    some.kind = WHEN_IN_YEAR;
    if (year == 0)
        return;
    if (!is_period(r->model, fact)) {
        pair_up(r, fact, line, some, false);
        return;
    }
    pair_up(r, fact, line, whole, false);
    begin_slot(r, fact, line, some);
    Months months = time_months_of(time);
    for (int32_t month = months.from; month <= months.to; month++) {
        When in = {.from = month, .to = month, .kind = WHEN_IN_MONTH, .money = money};
        pair_up(r, fact, line, in, true);
    }
}

/* Money without a kind, and a version of an amount: which version is the plain one? */
static void pair_versions(Repeats *r, uint32_t fact, const Line *line, Time time,
                          Id money) {
    When plain = {.from = time.from, .to = time.to}, some = plain;
    some.some_version = true;
    if (money == 0) {
        pair_up(r, fact, line, some, false);
    } else if (versions_family(r->model, money) != 0) {
        pair_up(r, fact, line, plain, false);
        begin_slot(r, fact, line, some);
    }
}

static void add_line(Repeats *r, uint32_t number) {
    const Model *model = r->model;
    const Scopes *scopes = r->run->scopes;
    const Line *line = &model->lines.at[number];
    FactRange range = scope_facts_of(scopes, number);
    for (uint32_t k = range.first; k < range.end; k++) {
        uint32_t fact = scope_fact(scopes, k);
        Time time = model_fact_time(model, fact);
        if ((facts_figure(&model->facts, fact).flags & (FIGURE_BLANK | FIGURE_BAD)) !=
                0 ||
            time.kind == TIME_UNSTATED)
            continue;
        Id money = repeats_origin(model, fact).money;
        When own = {.from = time.from, .to = time.to, .money = money};
        if (pair_up(r, fact, line, own, true))
            continue;
        pair_overlapping(r, fact, line, time, money);
        if (model->families != NULL)
            pair_versions(r, fact, line, time, money);
    }
}

static void find_pairs(Repeats *r, const ProjectLines *project) {
    const Scopes *scopes = r->run->scopes;
    uint32_t count = 0;
    if (project->count == 1 && !goes_back(r->model, scopes, project->lines[0]))
        return;
    for (uint32_t i = 0; i < project->count; i++) {
        FactRange range = scope_facts_of(scopes, project->lines[i]);
        count += 2 * (range.end - range.first); /* a version stands twice */
        for (uint32_t k = range.first; k < range.end; k++)
            if (is_period(r->model, scope_fact(scopes, k)))
                count += 1 + MONTHS; /* under what else it stands */
    }
    epoch_table_clear(&r->table, count);
    for (uint32_t i = 0; i < project->count; i++)
        add_line(r, project->lines[i]);
}

/* ---- columns that nothing tells apart ---- */

/* Whether the two entries are in one row of a table; it is counted by table. */
static bool count_columns(const Repeats *r, AlikeColumns *columns, RepeatPair pair) {
    const Facts *facts = &r->model->facts;
    const Line *line = &r->model->lines.at[facts->line[pair.first]];
    if (line->table == 0 ||
        line->node != r->model->lines.at[facts->line[pair.second]].node)
        return false;
    AlikeColumns *at = &columns[line->table];
    if (at->rows++ == 0 || facts->column[pair.second] < at->second) {
        at->first = facts->column[pair.first];
        at->second = facts->column[pair.second];
    }
    return true;
}

void dates_duplicates(CheckRun *run) {
    const Model *model = run->model;
    Arena *scratch = arena_new(arena_memory(run->arena));
    Repeats r = {.run = run, .model = model, .scratch = scratch};
    r.table.arena = scratch;
    AlikeColumns *columns = ARENA_ARRAY(scratch, AlikeColumns, model->tables.count);
    ProjectLineWalk walk = {.scopes = run->scopes,
                            .documents = model->things[KIND_DOCUMENT].count};
    ProjectLines project;
    while (lines_next(&walk, model, &project))
        find_pairs(&r, &project);
    for (uint32_t i = 0; i < r.pairs.count;) {
        const uint32_t *line = model->facts.line;
        RepeatPair first = r.pairs.at[i];
        uint32_t end = i + 1;
        while (end < r.pairs.count && line[r.pairs.at[end].first] == line[first.first] &&
               line[r.pairs.at[end].second] == line[first.second])
            end++;
        if (!count_columns(&r, columns, first))
            repeats_report(run, &r.pairs.at[i], end - i);
        i = end;
    }
    for (Id table = 1; table < model->tables.count; table++)
        if (columns[table].rows > 0)
            repeats_report_columns(run, table, &columns[table]);
    arena_drop(scratch);
}
