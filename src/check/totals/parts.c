/* T06, T09: parts may not exceed their whole. The parts of a project are the projects in
 * it and the money `within` it; both sides are compared for the same year or span, or
 * months with their year, in one document, and rounding is granted as to totals. */
#include <stdlib.h>
#include <string.h>

#include "base/phrase.h"
#include "check/accept.h"
#include "check/families.h"
#include "check/lines.h"
#include "check/scope.h"
#include "check/totals/sum.h"
#include "check/totals/words.h"
#include "model/nesting.h"
#include "model/view.h"
#include "syntax/currency.h"

enum { LABELS_MOST = 8 };

/* An entry that is part of what another project states for the same time. */
typedef struct Part {
    Id document, whole;
    int32_t from, to;
    uint32_t fact;
    uint8_t kind;
} Part;

typedef VEC(Part) PartVec;

/* Years, or a month; 0 for none. */
static void time_of(const Model *model, uint32_t fact, int32_t *from, int32_t *to) {
    bool stated = lines_times(model, fact, from, to);
    *from = stated ? *from : 0;
    *to = stated ? *to : 0;
}

static bool speaks_of(const CheckRun *run, uint32_t fact, const Part *part) {
    int32_t from, to;
    time_of(run->model, fact, &from, &to);
    return from == part->from && to == part->to &&
           (facts_figure(&run->model->facts, fact).flags & FIGURE_BLANK) == 0;
}

/* Appends the entries of the whole at the part's time. */
static void find_whole(const CheckRun *run, const Part *part, PartVec *facts) {
    LineList lines = scope_lines_of(run->scopes, part->document, part->whole);
    for (uint32_t i = 0; i < lines.count; i++) {
        if (run->model->lines.at[lines.lines[i]].kind != part->kind)
            continue;
        FactRange range = scope_facts_of(run->scopes, lines.lines[i]);
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = scope_fact(run->scopes, k);
            if (speaks_of(run, fact, part)) {
                Part *found = VEC_PUSH(run->arena, facts);
                *found = *part;
                found->fact = fact;
            }
        }
    }
}

/* Which projects state money for which time. */
static Nearest find_stating(const CheckRun *run, const Nesting *projects) {
    const Model *model = run->model;
    Nearest nearest = {0};
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if (model->wholes[line->project] &&
            (facts_figure(&model->facts, i).flags & FIGURE_BLANK) == 0) {
            SetKey set = {.owner = line->document, .kind = line->kind};
            time_of(model, i, &set.from, &set.to);
            nearest_add(&nearest, run->arena, set, line->project);
        }
    }
    nearest_settle(&nearest, run->arena, projects);
    return nearest;
}

/* The nearest project that an entry is part of and that states money for the part's time;
 * 0: none. */
static Id whole_of(const Model *model, const Nearest *nearest, const Nesting *projects,
                   const Part *part) {
    const Line *line = &model->lines.at[model->facts.line[part->fact]];
    SetKey set = {part->document, part->kind, part->from, part->to};
    Id whole = nearest_from(nearest, projects, set, line->within);
    Id parent = model->things[KIND_PROJECT].at[line->project].parent;
    return whole != 0 ? whole : nearest_from(nearest, projects, set, parent);
}

/* The entries that are left out of totals, each with the nearest project that they are
 * part of and that states money for the very time, or for the year of their month. */
static PartVec find_parts(const CheckRun *run) {
    const Model *model = run->model;
    PartVec parts = {0};
    Nesting projects = nesting_of(model, run->arena, KIND_PROJECT);
    Nearest nearest = find_stating(run, &projects);
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if ((model->facts.flags[i] & FACT_PART) == 0 ||
            model_in_ring(model, KIND_PROJECT, line->document, line->project))
            continue;
        Part part = {.document = line->document, .fact = i, .kind = line->kind};
        time_of(model, i, &part.from, &part.to);
        part.whole = whole_of(model, &nearest, &projects, &part);
        if (part.whole == 0 && model_fact_time(model, i).kind == TIME_MONTH) {
            part.from = part.to = part.from / 100;
            part.whole = whole_of(model, &nearest, &projects, &part);
        }
        if (part.whole != 0)
            *VEC_PUSH(run->arena, &parts) = part;
    }
    return parts;
}

static int compare_parts(const void *left, const void *right) {
    const Part *a = left, *b = right;
    const int64_t x[] = {a->document, a->kind, a->whole, a->from, a->to, a->fact};
    const int64_t y[] = {b->document, b->kind, b->whole, b->from, b->to, b->fact};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static bool same_whole(const Part *a, const Part *b) {
    return a->document == b->document && a->kind == b->kind && a->whole == b->whole &&
           a->from == b->from && a->to == b->to;
}

/* How parts compare with their whole. */
typedef enum PartsFit { PARTS_FIT, PARTS_EXCEED, PARTS_IN_CURRENCIES } PartsFit;

/* What the parts are held against: the whole's one figure, or its figures summed up. The
 * difference is whole - parts. Those that cannot be read or added up fit. */
static PartsFit compare(const CheckRun *run, const PartVec *whole, const Part *parts,
                        uint32_t count, Sum *sum, Decimal *stated, Decimal *computed,
                        Decimal *difference) {
    const Model *model = run->model;
    sum_clear(sum);
    for (uint32_t i = 0; i < whole->count; i++)
        sum_fact(sum, model, whole->at[i].fact);
    bool mixed = sum->mixed;
    if (sum->bad > 0 || (!mixed && !sum_value(sum, stated)))
        return PARTS_FIT;
    uint8_t currency = sum->currency;
    sum_clear(sum);
    for (uint32_t i = 0; i < count; i++)
        sum_fact(sum, model, parts[i].fact);
    mixed = mixed || sum->mixed ||
            (currency != 0 && sum->currency != 0 && currency != sum->currency);
    if (sum->bad > 0 || (!mixed && !sum_value(sum, computed)))
        return PARTS_FIT;
    if (mixed)
        return PARTS_IN_CURRENCIES;
    Figure figure = facts_figure(&model->facts, whole->at[0].fact);
    Id table = model->lines.at[model->facts.line[whole->at[0].fact]].table;
    Balance balance = balance_of(model, sum, figure, table, *computed, false);
    if (whole->count > 1) {
        /* All figures on both sides may be rounded. */
        balance.stated = *stated;
        balance.none = true;
        for (uint32_t i = 0; i < whole->count; i++)
            sum_fact(sum, model, whole->at[i].fact);
    }
    balance.blanks = false; /* what is blank only adds to the parts */
    bool off = verdict_of(&balance, difference) == VERDICT_OFF;
    return off && decimal_sign(*difference) < 0 ? PARTS_EXCEED : PARTS_FIT;
}

/* The unit in which the figure's table prints, else one that suits its digits. */
static int8_t shown_power(const Model *model, uint32_t fact) {
    Id table = model->lines.at[model->facts.line[fact]].table;
    if (table != 0)
        return model->tables.at[table].power;
    int32_t scale = facts_figure(&model->facts, fact).scale;
    return scale <= -7 ? 9 : scale <= -3 ? 6 : scale <= -1 ? 3 : 0;
}

/* "without a year", "for 2020" */
static Slice when_of(const CheckRun *run, const Part *whole) {
    Time time = model_fact_time(run->model, whole->fact);
    return whole->from == 0 ? SLICE("without a year")
                            : arena_format(run->arena, "for %.*s",
                                           SLICE_ARGS(time_text(run->arena, time)));
}

static const char *currency_of(const Model *model, uint32_t fact) {
    return currency_text(facts_figure(&model->facts, fact).currency & 15u);
}

/* Totals leave the parts out all the same. */
static void tell_currencies(CheckRun *run, const PartVec *whole, const Part *parts,
                            uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice name = view_label(model, KIND_PROJECT, parts->whole, parts->document);
    Diagnostic *d =
        findings_add(findings, CODE_T09, model_fact_place(model, parts->fact),
                     "the parts of %.*s %.*s cannot be compared with it: they are in "
                     "several currencies, and totals count only the whole",
                     SLICE_ARGS(name), SLICE_ARGS(when_of(run, whole->at)));
    diagnostic_here(findings, d, "a part, in %s", currency_of(model, parts->fact));
    for (uint32_t i = 0; i < whole->count && i < LABELS_MOST; i++) {
        uint32_t fact = whole->at[i].fact;
        diagnostic_label(findings, d, model_fact_place(model, fact), "the whole, in %s",
                         currency_of(model, fact));
    }
    for (uint32_t i = 1; i < count && i < LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, parts[i].fact),
                         "a part, in %s", currency_of(model, parts[i].fact));
    }
    diagnostic_help(findings, d,
                    "if it comes on top, declare a project of its own; integ assumes no "
                    "exchange rate");
}

static void tell(CheckRun *run, const PartVec *whole, const Part *parts, uint32_t count,
                 Decimal stated, Decimal computed, Decimal difference) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    uint32_t fact = whole->at[0].fact;
    int8_t power = shown_power(model, fact);
    Slice unit =
        model_unit(model, power, facts_figure(&model->facts, fact).currency & 15u);
    Slice name = view_label(model, KIND_PROJECT, parts->whole, parts->document);
    Slice by = model_amount(model, decimal_abs(difference), power);
    Slice has = model_amount(model, stated, power);
    Slice made = model_amount(model, computed, power);
    Slice when = when_of(run, whole->at);
    Slice by_unit = model_with_unit(model, by, unit);
    Diagnostic *d = findings_add(
        findings, CODE_T06, model_fact_place(model, fact),
        "the parts of %.*s %.*s are %.*s more than the whole: it has %.*s, its %s "
        "%.*s",
        SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(by_unit), SLICE_ARGS(has),
        count == 1 ? "one part has" : "parts make", SLICE_ARGS(made));
    diagnostic_here(findings, d, "the whole");
    for (uint32_t i = 1; i < whole->count && i < LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, whole->at[i].fact),
                         "the whole");
    }
    for (uint32_t i = 0; i < count && i < LABELS_MOST; i++)
        diagnostic_label(findings, d, model_fact_place(model, parts[i].fact), "a part");
    if (count > LABELS_MOST)
        diagnostic_note(findings, d, "and %u more part%s", count - LABELS_MOST,
                        phrase_s(count - LABELS_MOST));
    diagnostic_figures(d, decimal_shift(stated, power), decimal_shift(computed, power),
                       decimal_shift(difference, power), unit);
    Slice allowed = model_amount(model, difference, power);
    accept_help(findings, d, SLICE("the amounts so"), "it", allowed);
}

void check_parts(CheckRun *run) {
    const Model *model = run->model;
    if (model->wholes == NULL)
        return;
    PartVec parts = find_parts(run), whole = {0};
    if (parts.count == 0)
        return;
    Sum *sum = ARENA_NEW(run->arena, Sum);
    qsort(parts.at, parts.count, sizeof *parts.at, compare_parts);
    for (uint32_t first = 0, end; first < parts.count; first = end) {
        end = first + 1;
        while (end < parts.count && same_whole(&parts.at[first], &parts.at[end]))
            end++;
        Decimal stated, computed, difference;
        whole.count = 0;
        find_whole(run, &parts.at[first], &whole);
        const Part *same = &parts.at[first];
        switch (compare(run, &whole, same, end - first, sum, &stated, &computed,
                        &difference)) {
        case PARTS_FIT: break;
        case PARTS_EXCEED:
            tell(run, &whole, same, end - first, stated, computed, difference);
            break;
        case PARTS_IN_CURRENCIES: tell_currencies(run, &whole, same, end - first); break;
        }
    }
}
