/* Y03, the same money entered twice: the same project, area, source, kind of money and
 * year in one document; or once without a kind, and once as a version of an amount.
 * Project by project, through a small hash table: linear in the entries. A project with
 * one line that names no year again is passed over. */
#include "check/dates/dates.h"
#include "base/phrase.h"
#include "base/epoch_table.h"
#include "base/hash.h"
#include "check/lines.h"
#include "model/versions.h"
#include "model/view.h"

#include <string.h>

enum { MONTHS = 12 };

typedef struct Pair {
    uint32_t first, second; /* facts */
} Pair;

typedef struct Repeats {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    EpochTable table; /* of facts */
    VEC(Pair) pairs;
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

static Origin origin_of(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return lines_origin(model, line, model->facts.column[fact]);
}

static bool is_as(const Model *model, Id money, When when) {
    return when.some_version ? versions_family(model, money) != 0 : money == when.money;
}

/* Whether an entry is in the slot of another, with that kind of money. */
static bool same_slot(const Model *model, uint32_t a, uint32_t b, When when) {
    const Facts *facts = &model->facts;
    Origin from = origin_of(model, a), other = origin_of(model, b);
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
    const Pair *last = r->pairs.count > 0 ? &r->pairs.at[r->pairs.count - 1] : NULL;
    if (first != second &&
        (last == NULL || last->first != first || last->second != second))
        *VEC_PUSH(r->scratch, &r->pairs) = (Pair){first, second};
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
        Id money = origin_of(model, fact).money;
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

/* ---- what is said ---- */

#define HELP_VERSIONS                                                                    \
    "if they are two versions of one amount, say as, and version_of in the kind of "     \
    "money"

static bool equal_figures(const Model *model, Pair pair) {
    Figure a = facts_figure(&model->facts, pair.first),
           b = facts_figure(&model->facts, pair.second);
    return a.currency == b.currency &&
           decimal_compare(figure_decimal(a), figure_decimal(b)) == 0;
}

/* "2020", "2020-02", "2007..2009". */
static Slice entry_time_text(const Model *model, uint32_t fact) {
    return time_text(model->arena, model_fact_time(model, fact));
}

static Slice printed(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return lines_printed(model, line->file, facts_figure(&model->facts, fact));
}

static Slice origin_text(const Model *model, Origin origin, Id document) {
    if (origin.source == 0)
        return SLICE("");
    Slice label = view_label(model, KIND_SOURCE, origin.source, document);
    return arena_format(model->arena, " from %.*s", SLICE_ARGS(label));
}

static bool overlap(const Model *model, Pair pair) {
    Time a = model_fact_time(model, pair.first), b = model_fact_time(model, pair.second);
    return a.from != b.from || a.to != b.to;
}

/* A year and a month of it, say. */
static void report_overlap(Repeats *r, Pair pair, uint32_t count) {
    const Model *model = r->model;
    Findings *findings = r->run->findings;
    Time first = model_fact_time(model, pair.first);
    Time second = model_fact_time(model, pair.second);
    bool swap = !time_is_in(second, first) && time_is_in(first, second);
    bool inside = swap || time_is_in(second, first);
    uint32_t longer = swap ? pair.second : pair.first;
    uint32_t shorter = swap ? pair.first : pair.second;
    const Line *line = &model->lines.at[model->facts.line[shorter]];
    Origin origin = lines_origin(model, line, model->facts.column[shorter]);
    Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
    Slice from = origin_text(model, origin, line->document);
    Slice whole = entry_time_text(model, longer), part = entry_time_text(model, shorter);
    Diagnostic *d = findings_add(
        findings, CODE_Y03, model_fact_place(model, pair.second),
        "%.*s has money for %.*s and for %.*s%.*s, which %s that time: both are counted",
        SLICE_ARGS(label), SLICE_ARGS(whole), SLICE_ARGS(part), SLICE_ARGS(from),
        inside ? "is part of" : "overlaps");
    diagnostic_here(findings, d, "overlaps");
    diagnostic_label(findings, d, model_fact_place(model, pair.first), "entered here");
    if (count > 1)
        diagnostic_note(findings, d, "the same is true of %u entries of these lines",
                        count);
    if (!inside) {
        diagnostic_help(findings, d,
                        "check the times; if they are two grants, tell them apart (from, "
                        "as, or another area)");
        return;
    }
    const char *parts = first.kind == TIME_MONTH || second.kind == TIME_MONTH ? "months"
                                                                              : "parts";
    Time time = swap ? second : first;
    Slice figure = time.kind == TIME_YEAR
                       ? SLICE("year's figure")
                       : arena_format(model->arena, "figure for %.*s", SLICE_ARGS(whole));
    diagnostic_help(
        findings, d,
        "claim the %.*s if it is the sum of its %s: total %s%.*s: %.*s; if they are two "
        "grants, tell them apart (from, as, or another area)",
        SLICE_ARGS(figure), parts, time.kind == TIME_MONTH_SPAN ? "over " : "",
        SLICE_ARGS(whole), SLICE_ARGS(printed(model, longer)));
}

static Slice money_text(const Model *model, uint32_t fact) {
    Id money = origin_of(model, fact).money;
    if (money == 0)
        return SLICE("without a kind of money");
    return arena_format(model->arena, "as %.*s",
                        SLICE_ARGS(model_name(model, KIND_MONEY, money)));
}

static bool one_is_plain(const Model *model, Pair pair) {
    return origin_of(model, pair.first).money != origin_of(model, pair.second).money;
}

#define HELP_PLAIN                                                                       \
    "say \"as\" there too, and name a version of the same amount; if it is other "       \
    "money, "                                                                            \
    "give it a kind of its own"

/* Once without a kind, and once as a version of an amount. */
static void report_plain(Repeats *r, Pair pair, uint32_t count) {
    const Model *model = r->model;
    Findings *findings = r->run->findings;
    const Line *line = &model->lines.at[model->facts.line[pair.second]];
    Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
    Slice when = entry_time_text(model, pair.second);
    Slice one = printed(model, pair.first), other = printed(model, pair.second);
    Slice how = money_text(model, pair.first), and = money_text(model, pair.second);
    bool first = origin_of(model, pair.first).money == 0;
    Diagnostic *d = findings_add(
        findings, CODE_Y03, model_fact_place(model, pair.second),
        "%.*s has %.*s for %.*s %.*s, and %.*s %.*s: nothing says which version of the "
        "amount the plain one is",
        SLICE_ARGS(label), SLICE_ARGS(one), SLICE_ARGS(when), SLICE_ARGS(how),
        SLICE_ARGS(other), SLICE_ARGS(and));
    diagnostic_here(findings, d, "%.*s",
                    SLICE_ARGS(first ? and : SLICE("which version?")));
    diagnostic_label(findings, d, model_fact_place(model, pair.first), "%.*s",
                     SLICE_ARGS(first ? SLICE("which version?") : how));
    if (count > 1)
        diagnostic_note(findings, d, "the same is true of %u entries of these lines",
                        count);
    diagnostic_help(findings, d, HELP_PLAIN);
}

/* One finding for all entries that two lines have in common. */
static void report(Repeats *r, const Pair *pairs, uint32_t count) {
    const Model *model = r->model;
    Findings *findings = r->run->findings;
    const Pair *pair = &pairs[0];
    uint32_t different = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!equal_figures(model, pairs[i])) {
            if (different++ == 0)
                pair = &pairs[i];
        }
    }
    const Line *line = &model->lines.at[model->facts.line[pair->second]];
    Origin origin = lines_origin(model, line, model->facts.column[pair->second]);
    Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
    Slice from = origin_text(model, origin, line->document);
    Slice when = entry_time_text(model, pair->second);
    Slice figure = printed(model, pair->second), first = printed(model, pair->first);
    uint8_t kind = model_fact_time(model, pair->second).kind;
    bool over = kind == TIME_SPAN || kind == TIME_MONTH_SPAN;
    Place place = model_fact_place(model, pair->second);
    Diagnostic *d;
    if (overlap(model, *pair)) {
        report_overlap(r, *pair, count);
        return;
    }
    if (one_is_plain(model, *pair)) {
        report_plain(r, *pair, count);
        return;
    }
    if (different > 0) {
        d = findings_add(
            findings, CODE_Y03, place,
            "%.*s has two figures for %.*s%.*s, which disagree: %.*s and %.*s",
            SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(from), SLICE_ARGS(first),
            SLICE_ARGS(figure));
        diagnostic_here(findings, d, "entered again, with another figure");
    } else {
        d = findings_add(findings, CODE_Y03, place,
                         "%.*s has the same money for %.*s%.*s entered twice: %.*s is "
                         "counted twice",
                         SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(from),
                         SLICE_ARGS(figure));
        diagnostic_here(findings, d, "entered again");
    }
    diagnostic_label(findings, d, model_fact_place(model, pair->first),
                     "entered first here");
    if (count > 1) {
        diagnostic_note(findings, d,
                        "the same is true of %u entries of these two lines, %u with "
                        "different figures",
                        count, different);
    }
    if (different > 0) {
        diagnostic_help(findings, d,
                        "tell them apart if they are two grants (from, as, or another "
                        "area); " HELP_VERSIONS "; if the document prints both for one, "
                        "enter one and claim the other: total %s%.*s: %.*s; or accept "
                        "both: allow Y03 \"…\"",
                        over ? "over " : "", SLICE_ARGS(when), SLICE_ARGS(figure));
    } else {
        diagnostic_help(
            findings, d,
            "claim the figure if the document repeats it: total %s%.*s: %.*s; if they "
            "are two grants, tell them apart (from, as, or another area); " HELP_VERSIONS,
            over ? "over " : "", SLICE_ARGS(when), SLICE_ARGS(figure));
    }
}

/* ---- columns that nothing tells apart ---- */

/* Two columns of a table for the same money: a mistake in its head, and not in each of
 * its rows. */
typedef struct AlikeColumns {
    uint32_t rows; /* with an entry in both; 0: there are none */
    uint8_t first, second;
} AlikeColumns;

/* Whether the two entries are in one row of a table; it is counted by table. */
static bool count_columns(const Repeats *r, AlikeColumns *columns, Pair pair) {
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

static const char *time_word(Time time) {
    return time.kind == TIME_MONTH     ? "month"
           : time.kind == TIME_QUARTER ? "quarter"
           : time.kind == TIME_YEAR    ? "year"
                                       : "span";
}

/* One without a kind of money, and one of a version of an amount. */
static void report_plain_column(Repeats *r, const TableInfo *table,
                                const TableColumn *first, const TableColumn *second,
                                uint32_t rows) {
    const Model *model = r->model;
    Findings *findings = r->run->findings;
    bool swap = first->money == 0;
    const TableColumn *plain = swap ? first : second, *version = swap ? second : first;
    Slice when = time_text(model->arena, plain->time);
    Slice name = model_name(model, KIND_MONEY, version->money);
    Diagnostic *d = findings_add(
        findings, CODE_Y03, (Place){table->file, plain->span},
        "two columns of this table are of %.*s, one as %.*s and one without a kind of "
        "money: in %u row%s nothing says which version that one is",
        SLICE_ARGS(when), SLICE_ARGS(name), rows, phrase_s(rows));
    diagnostic_here(findings, d, "which version?");
    diagnostic_label(findings, d, (Place){table->file, version->span}, "as %.*s",
                     SLICE_ARGS(name));
    diagnostic_help(findings, d, HELP_PLAIN);
}

static void report_columns(Repeats *r, Id id, const AlikeColumns *columns) {
    Findings *findings = r->run->findings;
    const TableInfo *table = &r->model->tables.at[id];
    const TableColumn *first = &table->columns[columns->first];
    const TableColumn *second = &table->columns[columns->second];
    Arena *arena = r->model->arena;
    Slice one = time_text(arena, first->time);
    Slice other = time_text(arena, second->time);
    const char *rows = phrase_s(columns->rows);
    Place place = {table->file, second->span};
    if (first->money != second->money) {
        report_plain_column(r, table, first, second, columns->rows);
        return;
    }
    if (!slice_equal(one, other)) {
        Diagnostic *d =
            findings_add(findings, CODE_Y03, place,
                         "the columns %.*s and %.*s of this table overlap: the "
                         "money of %u row%s is counted in both",
                         SLICE_ARGS(one), SLICE_ARGS(other), columns->rows, rows);
        diagnostic_here(findings, d, "overlaps");
        diagnostic_label(findings, d, (Place){table->file, first->span}, "this one");
        diagnostic_help(findings, d,
                        "write all for a column that is the sum of the others");
        return;
    }
    Diagnostic *d =
        findings_add(findings, CODE_Y03, place,
                     "two columns of this table are of %.*s, and nothing tells "
                     "them apart: the money of %u row%s is counted twice",
                     SLICE_ARGS(other), columns->rows, rows);
    diagnostic_here(findings, d, "this %s again", time_word(second->time));
    diagnostic_label(findings, d, (Place){table->file, first->span}, "first here");
    diagnostic_help(findings, d,
                    "tell them apart, as in %.*s as running, %.*s as oneoff, or by "
                    "from; " HELP_VERSIONS "; or correct the %s",
                    SLICE_ARGS(other), SLICE_ARGS(other), time_word(second->time));
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
        Pair first = r.pairs.at[i];
        uint32_t end = i + 1;
        while (end < r.pairs.count && line[r.pairs.at[end].first] == line[first.first] &&
               line[r.pairs.at[end].second] == line[first.second])
            end++;
        if (!count_columns(&r, columns, first))
            report(&r, &r.pairs.at[i], end - i);
        i = end;
    }
    for (Id table = 1; table < model->tables.count; table++)
        if (columns[table].rows > 0)
            report_columns(&r, table, &columns[table]);
    arena_drop(scratch);
}
