/* T06, T09, T14: parts may not exceed their whole. The parts of a project are the
 * projects in it and the money `within` it, and theirs. Both are compared in one document
 * at each time that one of them states: first what both state for just that time, then
 * the parts that lie in it with all of the whole that may be of it. What is more even
 * then is more than the whole, however the figures are spread. Rounding is granted as to
 * totals. */
#include <stdlib.h>
#include <string.h>

#include "base/phrase.h"
#include "base/sorted.h"
#include "check/accept.h"
#include "check/families.h"
#include "check/lines.h"
#include "check/scope.h"
#include "check/totals/sum.h"
#include "check/totals/words.h"
#include "model/view.h"
#include "model/wholes.h"
#include "syntax/currency.h"

enum { LABELS_MOST = 8, YEARS_NAMED = 4, YEAR = 12, STEPS = 4 };

/* Months, counted from that of the year 0; all there are where no year is stated. */
typedef struct Months {
    int32_t from, to;
} Months;

static const Months all_months = {INT32_MIN, INT32_MAX};

/* An entry that is part of what another project states, or one of that project. */
typedef struct Part {
    Id document, whole;
    Months time;
    uint32_t fact;
    uint8_t kind;
    bool held; /* it was compared with the whole, or it was said that it cannot be */
    bool told; /* a finding is about it */
} Part;

typedef VEC(Part) PartVec;
typedef VEC(Part *) PartList;

/* A whole and its parts in a document. */
typedef struct Holding {
    CheckRun *run;
    const Wholes *stated; /* of all documents */
    Part *parts;          /* by their time */
    uint32_t count;
    PartVec whole;       /* its own entries, by their time */
    PartList some, them; /* of the parts and of these, what is compared */
    int64_t longest;     /* months from the first to the last of its longest entry */
    bool negative;       /* a part is below zero */
    VEC(Months) times;   /* at which they are; the shortest first */
    VEC(Months) told;    /* at which the parts were more */
    Sum *sum;
} Holding;

/* ---- times ---- */

static Months months_of(const Model *model, uint32_t fact) {
    Time time = model_fact_time(model, fact);
    int32_t month = time.from / 100 * YEAR + time.from % 100 - 1;
    switch (time.kind) {
    case TIME_YEAR:
    case TIME_SPAN: return (Months){time.from * YEAR, time.to * YEAR + YEAR - 1};
    case TIME_MONTH: return (Months){month, month};
    default: return all_months;
    }
}

static bool is_same(Months a, Months b) {
    return a.from == b.from && a.to == b.to;
}

static bool is_in(Months part, Months whole) {
    return whole.from <= part.from && part.to <= whole.to;
}

static bool touch(Months a, Months b) {
    return a.from <= b.to && b.from <= a.to;
}

static bool is_year(Months time) {
    return time.from % YEAR == 0 && time.to == time.from + YEAR - 1;
}

static int compare_months(Months a, Months b) {
    if (a.from != b.from)
        return a.from < b.from ? -1 : 1;
    return (a.to > b.to) - (a.to < b.to);
}

static int by_length(const void *left, const void *right) {
    const Months *a = left, *b = right;
    int64_t x = (int64_t)a->to - a->from, y = (int64_t)b->to - b->from;
    return x != y ? (x < y ? -1 : 1) : compare_months(*a, *b);
}

/* "without a year", "for 2020", "for 2020-02..2020-05" */
static Slice when_text(Arena *arena, Months months, bool exact) {
    if (is_same(months, all_months))
        return exact ? SLICE("without a year") : SLICE("in all");
    bool years = months.from % YEAR == 0 && months.to % YEAR == YEAR - 1;
    Time time = {.kind = is_year(months) ? TIME_YEAR : TIME_SPAN,
                 .from = months.from / YEAR,
                 .to = months.to / YEAR};
    if (!years) {
        time.kind = months.from == months.to ? TIME_MONTH : TIME_MONTHS;
        time.from = months.from / YEAR * 100 + months.from % YEAR + 1;
        time.to = months.to / YEAR * 100 + months.to % YEAR + 1;
    }
    return arena_format(arena, "for %.*s", SLICE_ARGS(time_text(arena, time)));
}

/* ---- parts and wholes ---- */

static bool is_blank(const Model *model, uint32_t fact) {
    return (facts_figure(&model->facts, fact).flags & FIGURE_BLANK) != 0;
}

static bool is_negative(const Model *model, uint32_t fact) {
    return facts_figure(&model->facts, fact).digits < 0;
}

/* The nearest project that an entry is part of and that states money at a time; 0: none
 * does. */
static Id whole_at(const Model *model, const Wholes *stated, uint32_t fact, Time time) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Id whole = wholes_find(stated, line->document, line->kind, line->within, line, time);
    Id parent = model->things[KIND_PROJECT].at[line->project].parent;
    return whole != 0
               ? whole
               : wholes_find(stated, line->document, line->kind, parent, line, time);
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
                     .kind = line->kind};
        if (part.whole != 0)
            *VEC_PUSH(run->arena, &parts) = part;
    }
    return parts;
}

static int compare_parts(const void *left, const void *right) {
    const Part *a = left, *b = right;
    const uint32_t x[] = {a->document, a->kind, a->whole};
    const uint32_t y[] = {b->document, b->kind, b->whole};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    int order = compare_months(a->time, b->time);
    return order != 0 ? order : (a->fact > b->fact) - (a->fact < b->fact);
}

static bool same_whole(const Part *a, const Part *b) {
    return a->document == b->document && a->kind == b->kind && a->whole == b->whole;
}

static void find_whole(Holding *holding) {
    const CheckRun *run = holding->run;
    const Part *part = holding->parts;
    LineList lines = scope_lines_of(run->scopes, part->document, part->whole);
    holding->whole.count = 0;
    for (uint32_t i = 0; i < lines.count; i++) {
        if (run->model->lines.at[lines.lines[i]].kind != part->kind)
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
        holding->negative |= i < holding->count &&
                             is_negative(holding->run->model, holding->parts[i].fact);
        if (is_same(time, all_months))
            continue;
        if (i >= holding->count && time.to - time.from > holding->longest)
            holding->longest = time.to - time.from;
        around.from = time.from < around.from ? time.from : around.from;
        around.to = time.to > around.to ? time.to : around.to;
    }
    if (around.from <= around.to)
        *VEC_PUSH(arena, &holding->times) = around;
    Months *times = holding->times.at;
    qsort(times, holding->times.count, sizeof *times, by_length);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < holding->times.count; i++)
        if (!is_same(times[i], times[kept - 1]))
            times[kept++] = times[i];
    holding->times.count = kept;
}

/* ---- findings ---- */

/* The unit in which the figure's table prints, else one that suits its digits. */
static int8_t shown_power(const Model *model, uint32_t fact) {
    Id table = model->lines.at[model->facts.line[fact]].table;
    if (table != 0)
        return model->tables.at[table].power;
    int32_t scale = facts_figure(&model->facts, fact).scale;
    return scale <= -7 ? 9 : scale <= -3 ? 6 : scale <= -1 ? 3 : 0;
}

static const char *currency_of(const Model *model, uint32_t fact) {
    return currency_text(facts_figure(&model->facts, fact).currency & 15u);
}

/* Totals leave the parts out all the same. */
static void tell_currencies(Holding *holding, Slice when) {
    CheckRun *run = holding->run;
    const Model *model = run->model;
    Findings *findings = run->findings;
    const Part *part = holding->some.at[0];
    Slice name = view_label(model, KIND_PROJECT, part->whole, part->document);
    Diagnostic *d =
        findings_add(findings, CODE_T09, model_fact_place(model, part->fact),
                     "the parts of %.*s %.*s cannot be compared with it: they are in "
                     "several currencies, and totals count only the whole",
                     SLICE_ARGS(name), SLICE_ARGS(when));
    diagnostic_here(findings, d, "a part, in %s", currency_of(model, part->fact));
    for (uint32_t i = 0; i < holding->them.count && i < LABELS_MOST; i++) {
        uint32_t fact = holding->them.at[i]->fact;
        diagnostic_label(findings, d, model_fact_place(model, fact), "the whole, in %s",
                         currency_of(model, fact));
    }
    for (uint32_t i = 1; i < holding->some.count && i < LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, holding->some.at[i]->fact),
                         "a part, in %s", currency_of(model, holding->some.at[i]->fact));
    }
    diagnostic_help(findings, d,
                    "if it comes on top, declare a project of its own; integ assumes no "
                    "exchange rate");
}

static void tell_more(Holding *holding, Slice when, bool exact, Decimal stated,
                      Decimal computed, Decimal difference) {
    CheckRun *run = holding->run;
    const Model *model = run->model;
    Findings *findings = run->findings;
    const PartList *parts = &holding->some, *whole = &holding->them;
    uint32_t fact = whole->at[0]->fact, count = parts->count;
    int8_t power = shown_power(model, fact);
    Slice unit =
        model_unit(model, power, facts_figure(&model->facts, fact).currency & 15u);
    Slice name =
        view_label(model, KIND_PROJECT, parts->at[0]->whole, parts->at[0]->document);
    Slice by = model_amount(model, decimal_abs(difference), power);
    Slice has = model_amount(model, stated, power);
    Slice made = model_amount(model, computed, power);
    Slice by_unit = model_with_unit(model, by, unit);
    Diagnostic *d = findings_add(
        findings, CODE_T06, model_fact_place(model, fact),
        "the parts of %.*s %.*s are %.*s more than the whole: it has %.*s, its %s "
        "%.*s",
        SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(by_unit), SLICE_ARGS(has),
        count == 1 ? "one part has" : "parts make", SLICE_ARGS(made));
    diagnostic_here(findings, d, "the whole");
    for (uint32_t i = 1; i < whole->count && i < LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, whole->at[i]->fact),
                         "the whole");
    }
    for (uint32_t i = 0; i < count && i < LABELS_MOST; i++)
        diagnostic_label(findings, d, model_fact_place(model, parts->at[i]->fact),
                         "a part");
    if (count > LABELS_MOST)
        diagnostic_note(findings, d, "and %u more part%s", count - LABELS_MOST,
                        phrase_s(count - LABELS_MOST));
    if (!exact) {
        diagnostic_note(findings, d,
                        "the whole is counted with all its money that may be of that "
                        "time");
    }
    diagnostic_figures(d, decimal_shift(stated, power), decimal_shift(computed, power),
                       decimal_shift(difference, power), unit);
    Slice allowed = model_amount(model, difference, power);
    accept_help(findings, d, SLICE("the amounts so"), "it", allowed);
}

/* "2020, 2021 and 2022", "4 of these 6 years" */
static Slice years_text(Arena *arena, const int32_t *years, uint32_t count,
                        uint32_t all) {
    if (count > YEARS_NAMED)
        return arena_format(arena, "%u of these %u years", count, all);
    Slice names[YEARS_NAMED];
    for (uint32_t i = 0; i < count; i++)
        names[i] = arena_format(arena, "%d", years[i]);
    return phrase_list(arena, names, count);
}

static void tell_beyond(Holding *holding, const Part *part, Time time,
                        const int32_t *years, uint32_t count) {
    CheckRun *run = holding->run;
    const Model *model = run->model;
    Findings *findings = run->findings;
    const Line *line = &model->lines.at[model->facts.line[part->fact]];
    Slice name = view_label(model, KIND_PROJECT, line->project, part->document);
    Slice whole = view_label(model, KIND_PROJECT, part->whole, part->document);
    Slice when = time_text(run->arena, time);
    Slice none =
        years_text(run->arena, years, count, (uint32_t)(time.to - time.from + 1));
    Diagnostic *d = findings_add(
        findings, CODE_T14, model_fact_place(model, part->fact),
        "money of %.*s over %.*s is left out of totals as a part "
        "of %.*s, which states no amount for %.*s",
        SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(whole), SLICE_ARGS(none));
    diagnostic_here(findings, d, "left out");
    uint32_t labels = 0;
    for (uint32_t i = 0; i < holding->whole.count && labels < LABELS_MOST; i++) {
        const Part *own = &holding->whole.at[i];
        if (!touch(own->time, part->time) || is_same(own->time, all_months) ||
            is_blank(model, own->fact))
            continue;
        diagnostic_label(findings, d, model_fact_place(model, own->fact), "the whole");
        labels++;
    }
    diagnostic_help(findings, d,
                    "enter it year by year if the document does; if it comes on top, "
                    "declare a project of its own");
}

/* ---- comparing ---- */

static bool is_told(const Holding *holding, Months time) {
    for (uint32_t i = 0; i < holding->told.count; i++)
        if (touch(holding->told.at[i], time))
            return true;
    return false;
}

/* The first entry of the whole for just that time or a later one. */
static uint32_t first_of(const Holding *holding, Months time) {
    uint32_t first = 0;
    SORTED_SEEK(first, holding->whole.count, at,
                compare_months(holding->whole.at[at].time, time) < 0)
    return first;
}

/* Whether the whole states an amount for just that time. */
static bool states(const Holding *holding, Months time) {
    uint32_t at = first_of(holding, time);
    for (; at < holding->whole.count && is_same(holding->whole.at[at].time, time); at++)
        if (!is_blank(holding->run->model, holding->whole.at[at].fact))
            return true;
    return false;
}

/* The parts that begin in a time, by their numbers: those that lie in it are among them.
 */
static uint32_t first_part(const Holding *holding, Months time) {
    uint32_t first = 0;
    SORTED_SEEK(first, holding->count, at, holding->parts[at].time.from < time.from)
    return first;
}

/* What both state for just that time; months that the whole does not state count in their
 * year. False where one states nothing. */
static bool take_exact(Holding *holding, Months time) {
    Arena *arena = holding->run->arena;
    holding->some.count = holding->them.count = 0;
    uint32_t at = first_of(holding, time);
    for (; at < holding->whole.count && is_same(holding->whole.at[at].time, time); at++)
        if (!is_blank(holding->run->model, holding->whole.at[at].fact))
            *VEC_PUSH(arena, &holding->them) = &holding->whole.at[at];
    for (uint32_t i = first_part(holding, time);
         holding->them.count > 0 && i < holding->count &&
         holding->parts[i].time.from <= time.to;
         i++) {
        Part *part = &holding->parts[i];
        bool month = part->time.from == part->time.to && is_year(time);
        if (is_same(part->time, time) || (month && !states(holding, part->time)))
            *VEC_PUSH(arena, &holding->some) = part;
    }
    return holding->some.count > 0;
}

/* Takes an entry of the whole that may be of the time. False where it proves nothing. */
static bool take_own(Holding *holding, Part *own, Months time) {
    const Model *model = holding->run->model;
    if (!touch(own->time, time))
        return true;
    *VEC_PUSH(holding->run->arena, &holding->them) = own;
    return !is_blank(model, own->fact) && !is_negative(model, own->fact);
}

/* The parts in a time and all of the whole that may be of it. False where that proves
 * nothing: some of the whole is not given or below zero, so that the rest is more than
 * all; or a part that is only partly of that time is. Steps are taken for what is looked
 * at. */
static bool take_all(Holding *holding, Months time) {
    const Model *model = holding->run->model;
    const PartVec *whole = &holding->whole;
    uint32_t i = 0, first;
    holding->some.count = holding->them.count = 0;
    for (; i < whole->count && is_same(whole->at[i].time, all_months); i++)
        if (!take_own(holding, &whole->at[i], time))
            return false;
    int64_t from = (int64_t)time.from - holding->longest;
    SORTED_SEEK(i, whole->count, at, whole->at[at].time.from < from)
    for (first = i; i < whole->count && whole->at[i].time.from <= time.to; i++)
        if (!take_own(holding, &whole->at[i], time))
            return false;
    budget_take(&holding->run->budget, STEPS * (int64_t)(i - first));
    i = holding->negative ? 0 : first_part(holding, time);
    for (first = i; i < holding->count && holding->parts[i].time.from <= time.to; i++) {
        Part *part = &holding->parts[i];
        if (is_in(part->time, time))
            *VEC_PUSH(holding->run->arena, &holding->some) = part;
        else if (touch(part->time, time) && is_negative(model, part->fact))
            return false;
    }
    budget_take(&holding->run->budget, STEPS * (int64_t)(i - first));
    return holding->some.count > 0 && holding->them.count > 0;
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

/* Takes from `some` what is in that currency, or else what is in another and was not held
 * before. */
static void keep(Holding *holding, uint8_t currency, bool same) {
    const Model *model = holding->run->model;
    PartList *some = &holding->some;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < some->count; i++) {
        uint8_t own = facts_figure(&model->facts, some->at[i]->fact).currency & 15u;
        bool other = own != 0 && own != currency && !is_blank(model, some->at[i]->fact);
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

/* Compares what was taken of a time: the parts in the whole's currency, though others may
 * be in another. */
static void hold(Holding *holding, Months time, bool exact) {
    Arena *arena = holding->run->arena;
    Slice when = when_text(arena, time, exact);
    Decimal stated, computed, difference;
    Sum *sum = holding->sum;
    sum_clear(sum);
    add_up(holding, &holding->them);
    uint8_t currency = sum->mixed ? 0 : sum->currency;
    bool apart = sum->mixed;
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
            tell_more(holding, when, exact, stated, computed, difference);
            *VEC_PUSH(arena, &holding->told) = time;
        }
        mark_held(holding, more);
    }
    holding->some = all;
    keep(holding, currency, false);
    if (holding->some.count > 0 && (apart || currency != 0)) {
        tell_currencies(holding, when);
        mark_held(holding, true);
    }
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
            tell_beyond(holding, part, time, none.at, none.count);
    }
}

static void hold_all(Holding *holding) {
    CheckRun *run = holding->run;
    find_whole(holding);
    find_times(holding);
    holding->told.count = 0;
    if (holding->whole.count == 0)
        return;
    for (int exact = 1; exact >= 0; exact--)
        for (uint32_t i = 0; i < holding->times.count; i++) {
            Months time = holding->times.at[i];
            bool any = exact ? take_exact(holding, time) : take_all(holding, time);
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
