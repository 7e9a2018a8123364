/* T06, T09, T14, T16: parts may not exceed their whole. The parts of a project are the
 * projects in it and the money `within` it, and theirs. Both are compared in one document
 * at each time that one of them states: first what both state for just that time, then
 * the parts that lie in it with all of the whole that may be of it. What is more even
 * then is more than the whole, however the figures are spread. Rounding is granted as to
 * totals. */
#include <stdlib.h>
#include <string.h>

#include "check/families.h"
#include "check/scope.h"
#include "check/totals/holding.h"
#include "model/versions.h"

/* ---- parts and wholes ---- */

/* The nearest project that an entry is part of and that states money at a time; 0: none
 * does. */
static Id whole_at(const Model *model, const Wholes *stated, uint32_t fact, Time time) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    uint32_t row = wholes_row(model, fact);
    return row != 0 ? model->lines.at[row - 1].project
                    : wholes_beyond(stated, line->document, line->kind, fact, time);
}

static void find_stated(const CheckRun *run, Wholes *stated) {
    const Model *model = run->model;
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if (model->wholes[line->project])
            wholes_add(stated, run->arena, line->document, line->kind, i);
    }
    wholes_settle(stated, run->arena);
}

static Id version_of(const Model *model, const Line *line) {
    return versions_family(model, line->money) == 0 ? 0 : line->money;
}

/* The entries that are left out of totals, each with its whole. */
static PartVec find_parts(const CheckRun *run, const Wholes *stated) {
    const Model *model = run->model;
    PartVec parts = {0};
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if ((model->facts.flags[i] & FACT_PART) == 0 ||
            model_in_ring(model, KIND_PROJECT, line->document, line->project))
            continue;
        Part part = {.document = line->document,
                     .whole = whole_at(model, stated, i, model_fact_time(model, i)),
                     .time = months_of(model, i),
                     .fact = i,
                     .row = wholes_row(model, i),
                     .column = model->facts.column[i],
                     .version = version_of(model, line),
                     .kind = line->kind};
        if (part.whole != 0)
            *VEC_PUSH(run->arena, &parts) = part;
    }
    return parts;
}

static int compare_parts(const void *left, const void *right) {
    const Part *a = left, *b = right;
    const uint32_t x[] = {a->document, a->kind, a->whole, a->version};
    const uint32_t y[] = {b->document, b->kind, b->whole, b->version};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    int order = months_compare(a->time, b->time);
    return order != 0 ? order : (a->fact > b->fact) - (a->fact < b->fact);
}

static bool same_whole(const Part *a, const Part *b) {
    return a->document == b->document && a->kind == b->kind && a->whole == b->whole &&
           a->version == b->version;
}

/* Whether money of the whole may hold a part: what is a version of an amount is part of
 * that version alone, and of money that is none. */
static bool may_hold(const Model *model, const Line *line, const Part *part) {
    Id version = version_of(model, line);
    return line->kind == part->kind &&
           (part->version == 0 || version == 0 || version == part->version);
}

static void find_whole(Holding *holding) {
    const CheckRun *run = holding->run;
    const Part *part = holding->parts;
    LineList lines = scope_lines_of(run->scopes, part->document, part->whole);
    holding->whole.count = 0;
    for (uint32_t i = 0; i < lines.count; i++) {
        if (!may_hold(run->model, &run->model->lines.at[lines.lines[i]], part))
            continue;
        FactRange range = scope_facts_of(run->scopes, lines.lines[i]);
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = scope_fact(run->scopes, k);
            Part *own = VEC_PUSH(run->arena, &holding->whole);
            *own = *part;
            own->fact = fact;
            own->time = months_of(run->model, fact);
        }
    }
    if (holding->whole.count > 1)
        qsort(holding->whole.at, holding->whole.count, sizeof *holding->whole.at,
              compare_parts);
}

/* Each time that a part or the whole states, and the one that they all lie in. */
static void find_times(Holding *holding) {
    Arena *arena = holding->run->arena;
    Months around = {INT32_MAX, INT32_MIN};
    holding->times.count = 0;
    holding->longest = 0;
    holding->negative = false;
    for (uint32_t i = 0; i < holding->count + holding->whole.count; i++) {
        Months time = i < holding->count ? holding->parts[i].time
                                         : holding->whole.at[i - holding->count].time;
        *VEC_PUSH(arena, &holding->times) = time;
        holding->negative |=
            i < holding->count &&
            holding_negative(holding->run->model, holding->parts[i].fact);
        if (months_same(time, months_all))
            continue;
        if (i >= holding->count && time.to - time.from > holding->longest)
            holding->longest = time.to - time.from;
        around.from = time.from < around.from ? time.from : around.from;
        around.to = time.to > around.to ? time.to : around.to;
    }
    if (around.from <= around.to)
        *VEC_PUSH(arena, &holding->times) = around;
    Months *times = holding->times.at;
    qsort(times, holding->times.count, sizeof *times, months_by_length);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < holding->times.count; i++)
        if (!months_same(times[i], times[kept - 1]))
            times[kept++] = times[i];
    holding->times.count = kept;
}

/* ---- comparing ---- */

static bool is_told(const Holding *holding, Months time) {
    for (uint32_t i = holding->told_from; i < holding->told.count; i++)
        if (months_touch(holding->told.at[i], time))
            return true;
    return false;
}

static void add_up(Holding *holding, const PartList *entries) {
    for (uint32_t i = 0; i < entries->count; i++)
        sum_fact(holding->sum, holding->run->model, entries->at[i]->fact);
}

/* Whether the parts are more than the whole, which is the one figure or all of them. The
 * difference is whole - parts. Those that cannot be added up are not. */
static bool exceeds(Holding *holding, Decimal stated, Decimal *computed,
                    Decimal *difference) {
    const Model *model = holding->run->model;
    Sum *sum = holding->sum;
    sum_clear(sum);
    add_up(holding, &holding->some);
    if (sum->bad > 0 || !sum_value(sum, computed))
        return false;
    uint32_t first = holding->them.at[0]->fact;
    Id table = model->lines.at[model->facts.line[first]].table;
    Balance balance = balance_of(model, sum, facts_figure(&model->facts, first), table,
                                 *computed, false);
    if (holding->them.count > 1) {
        /* All figures on both sides may be rounded. */
        balance.stated = stated;
        balance.none = true;
        add_up(holding, &holding->them);
    }
    balance.blanks = false; /* what is blank only adds to the parts */
    return verdict_of(&balance, difference) == VERDICT_OFF &&
           decimal_sign(*difference) < 0;
}

/* "for 2020-q1": as an entry of just that time has it, or else as months. */
static Slice when_text(const Holding *holding, Months time, bool exact) {
    const Model *model = holding->run->model;
    const PartList *lists[] = {&holding->them, &holding->some};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < lists[k]->count; i++) {
            const Part *part = lists[k]->at[i];
            if (months_same(part->time, time) && !months_same(time, months_all))
                return arena_format(
                    model->arena, "for %.*s",
                    SLICE_ARGS(
                        time_text(model->arena, model_fact_time(model, part->fact))));
        }
    return months_when(model->arena, time, exact);
}

/* "for 2020 as korr", where the parts are a version of an amount. */
static Slice version_text(const Holding *holding, Slice when) {
    const Model *model = holding->run->model;
    Id version = holding->parts->version;
    if (version == 0)
        return when;
    Slice name = model_name(model, KIND_MONEY, version);
    return arena_format(model->arena, "%.*s as %.*s", SLICE_ARGS(when), SLICE_ARGS(name));
}

/* Takes from `some` what is in that currency, or else what is in another and was not held
 * before. */
static void keep(Holding *holding, uint8_t currency, bool same) {
    const Model *model = holding->run->model;
    PartList *some = &holding->some;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < some->count; i++) {
        uint8_t own = facts_figure(&model->facts, some->at[i]->fact).currency & 15u;
        bool other = own != 0 && own != currency &&
                     !holding_blank(model, some->at[i]->fact);
        if (same ? !other : other && !some->at[i]->held)
            some->at[kept++] = some->at[i];
    }
    some->count = kept;
}

static void mark_held(Holding *holding, bool told) {
    for (uint32_t i = 0; i < holding->some.count; i++) {
        holding->some.at[i]->held = true;
        holding->some.at[i]->told |= told;
    }
}

/* Where the whole is of several versions at the time of a part, nobody knows of which a
 * part is that is of none; of different times they may be, as accounts are before a
 * budget. */
static void hold_versions(Holding *holding, Months time, Slice when) {
    const Model *model = holding->run->model;
    const Versions *versions = &holding->sum->versions;
    PartList *some = &holding->some;
    uint32_t kept = 0;
    if (holding->parts->version != 0 ||
        !months_touch(months_of(model, versions->first.where),
                      months_of(model, versions->other.where)))
        return;
    for (uint32_t i = 0; i < some->count; i++)
        if (months_same(some->at[i]->time, time) && !some->at[i]->held &&
            !holding_blank(model, some->at[i]->fact))
            some->at[kept++] = some->at[i];
    some->count = kept;
    if (kept == 0)
        return;
    holding_tell_versions(holding, when);
    mark_held(holding, true);
}

/* Compares what was taken of a time: the parts in the whole's currency, though others may
 * be in another. */
static void hold(Holding *holding, Months time, bool exact) {
    Arena *arena = holding->run->arena;
    Slice when = version_text(holding, when_text(holding, time, exact));
    Decimal stated, computed, difference;
    Sum *sum = holding->sum;
    sum_clear(sum);
    add_up(holding, &holding->them);
    uint8_t currency = sum->mixed ? 0 : sum->currency;
    bool apart = sum->mixed;
    if (versions_several(&sum->versions)) {
        hold_versions(holding, time, when);
        return;
    }
    if (sum->bad > 0 || (!apart && !sum_value(sum, &stated)))
        return;
    PartList all = {0};
    for (uint32_t i = 0; i < holding->some.count; i++)
        *VEC_PUSH(arena, &all) = holding->some.at[i];
    if (!apart)
        keep(holding, currency, true);
    if (!apart && holding->some.count > 0) {
        bool more = !is_told(holding, time) &&
                    exceeds(holding, stated, &computed, &difference);
        if (more) {
            holding_tell_more(holding, when, exact, stated, computed, difference);
            *VEC_PUSH(arena, &holding->told) = time;
        }
        mark_held(holding, more);
    }
    holding->some = all;
    keep(holding, currency, false);
    if (holding->some.count > 0 && (apart || currency != 0)) {
        holding_tell_currencies(holding, when);
        mark_held(holding, true);
    }
}

/* ---- rows in rows ---- */

static bool same_cell(const Part *a, const Part *b) {
    return a->row == b->row && a->column == b->column;
}

static int compare_cells(const void *left, const void *right) {
    const Part *a = *(Part *const *)left, *b = *(Part *const *)right;
    if (!same_cell(a, b))
        return a->row != b->row ? (a->row < b->row ? -1 : 1) : a->column - b->column;
    return (a->fact > b->fact) - (a->fact < b->fact);
}

/* Parts of a row that says `-`: nothing is part of nothing. */
static void hold_none(Holding *holding, Months time) {
    Decimal computed;
    sum_clear(holding->sum);
    add_up(holding, &holding->some);
    if (holding->sum->bad > 0 || holding->sum->mixed ||
        !sum_value(holding->sum, &computed) || computed.units == 0)
        return;
    holding_tell_none(holding, version_text(holding, when_text(holding, time, true)),
                      computed);
    *VEC_PUSH(holding->run->arena, &holding->told) = time;
    mark_held(holding, true);
}

/* Holds the parts that were taken against their row's cell. */
static void hold_row(Holding *holding) {
    const Part *part = holding->some.at[0];
    FactRange range = scope_facts_of(holding->run->scopes, part->row - 1);
    Part own = *part;
    for (uint32_t i = range.first; i < range.end; i++) {
        own.fact = scope_fact(holding->run->scopes, i);
        if (holding->run->model->facts.column[own.fact] == part->column) {
            *VEC_PUSH(holding->run->arena, &holding->them) = &own;
            hold(holding, part->time, true);
            return;
        }
    }
    hold_none(holding, part->time);
}

/* A row in a row is part of that row alone, whatever its project has elsewhere: each is
 * held against its own cell. */
static void hold_rows(Holding *holding) {
    Arena *arena = holding->run->arena;
    PartList cells = {0};
    for (uint32_t i = 0; i < holding->count; i++)
        if (holding->parts[i].row != 0)
            *VEC_PUSH(arena, &cells) = &holding->parts[i];
    if (cells.count > 1)
        qsort(cells.at, cells.count, sizeof *cells.at, compare_cells);
    for (uint32_t first = 0, end = 0; first < cells.count; first = end) {
        holding->some.count = holding->them.count = 0;
        for (; end < cells.count && same_cell(cells.at[first], cells.at[end]); end++)
            *VEC_PUSH(arena, &holding->some) = cells.at[end];
        holding->told_from = holding->told.count;
        hold_row(holding);
    }
    holding->told_from = 0;
}

/* Parts over years for which none of their wholes states money: nobody counts that. */
static void hold_years(Holding *holding) {
    const Model *model = holding->run->model;
    Arena *arena = holding->run->arena;
    for (uint32_t i = 0; i < holding->count; i++) {
        const Part *part = &holding->parts[i];
        Time time = model_fact_time(model, part->fact);
        if (time.kind != TIME_SPAN || part->told)
            continue;
        VEC(int32_t) none = {0};
        for (int32_t year = time.from; year <= time.to; year++) {
            Time one = {.kind = TIME_YEAR, .from = year, .to = year};
            if (whole_at(model, holding->stated, part->fact, one) == 0)
                *VEC_PUSH(arena, &none) = year;
        }
        if (none.count > 0)
            holding_tell_beyond(holding, part, time, none.at, none.count);
    }
}

static void hold_all(Holding *holding) {
    CheckRun *run = holding->run;
    find_whole(holding);
    find_times(holding);
    holding->told.count = 0;
    hold_rows(holding);
    if (holding->whole.count == 0)
        return;
    for (int exact = 1; exact >= 0; exact--)
        for (uint32_t i = 0; i < holding->times.count; i++) {
            Months time = holding->times.at[i];
            bool any = exact ? holding_take_exact(holding, time)
                             : holding_take_all(holding, time);
            if (!budget_take(&run->budget, 1)) {
                unchecked_add(run, model_fact_place(run->model, holding->whole.at->fact));
                return;
            }
            if (any)
                hold(holding, time, exact);
        }
    hold_years(holding);
}

void check_parts(CheckRun *run) {
    const Model *model = run->model;
    if (model->wholes == NULL)
        return;
    Nesting projects = nesting_of(model, run->arena, KIND_PROJECT);
    Wholes stated = {.model = model, .projects = &projects};
    find_stated(run, &stated);
    PartVec parts = find_parts(run, &stated);
    if (parts.count == 0)
        return;
    Holding holding = {.run = run, .stated = &stated, .sum = ARENA_NEW(run->arena, Sum)};
    qsort(parts.at, parts.count, sizeof *parts.at, compare_parts);
    for (uint32_t first = 0, end; first < parts.count; first = end) {
        end = first + 1;
        while (end < parts.count && same_whole(&parts.at[first], &parts.at[end]))
            end++;
        holding.parts = &parts.at[first];
        holding.count = end - first;
        hold_all(&holding);
    }
}
