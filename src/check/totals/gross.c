/* T07: a `gross` claim must net, less its refund, to the entry that stands elsewhere. */
#include <stdlib.h>

#include "base/sorted.h"
#include "check/accept.h"
#include "check/claim_time.h"
#include "check/families.h"
#include "check/scope.h"
#include "check/two_versions.h"
#include "check/unread.h"
#include "check/totals/sum.h"
#include "check/totals/words.h"
#include "check/totals/totals.h"
#include "model/view.h"
#include "syntax/currency.h"

enum { LABELS_MOST = 8 };

/* The entries that claims are about, of which those shown are kept. */
typedef struct Entered {
    uint32_t facts[LABELS_MOST];
    uint32_t count;
    bool denied; /* a `-` says that there is none: it is 0 */
} Entered;

/* A claim, and what came of it. */
typedef struct Gross {
    const Claim *claim;
    Outcome *outcome;
    Decimal net, entered, difference;
    const Entered *facts; /* of all claims over the same entries */
    Version versions[2];  /* two of one amount among them, with GROSS_VERSIONS */
    uint8_t fault;        /* GROSS_… */
} Gross;

/* Why a claim cannot be held against its entries. */
enum { GROSS_FINE, GROSS_UNREAD, GROSS_CURRENCIES, GROSS_VERSIONS, GROSS_TOO_LARGE };

/* Lines of one project by what they name, and then in their order. */
typedef struct NamedLine {
    Id name;
    uint32_t line;
} NamedLine;

typedef struct Lines {
    Id document, project;
    LineList all;
    VEC(NamedLine) by_source, by_money;
} Lines;

typedef struct GrossRun {
    CheckRun *run;
    VEC(Gross) all; /* in the order of the claims */
    Gross **sorted; /* by what they are over */
    Lines lines;    /* of the project at hand */
    Sum *sum;       /* of the entries at hand */
} GrossRun;

static bool has_refund(const Claim *claim) {
    return claim->refund.length != 0 || claim->refund.flags != 0;
}

/* What is left of an amount after the refund. */
static bool net_of(const Claim *claim, Decimal gross, Decimal *net) {
    Decimal kept;
    if (!has_refund(claim)) {
        *net = gross;
        return true;
    }
    /* (100 - r) / 100 of it, without dividing: the scale moves. */
    if (!decimal_sub(decimal_int(100), figure_value(claim->refund), &kept) ||
        !decimal_mul(gross, kept, net))
        return false;
    *net = decimal_trim(decimal_shift(*net, 2), gross.scale);
    return true;
}

/* Both are known to half a unit of their last digit; the gross amount's half shrinks as
 * the amount does. One is held against the other at the coarser of the two. */
static Verdict compare(const Model *model, const Claim *claim, const Sum *sum,
                       Decimal entered, Decimal *net, Decimal *difference) {
    Decimal unit, twice, gross = figure_value(claim->stated);
    int32_t scale = figure_fine_scale(model, claim->stated, claim->table);
    bool rough = (claim->stated.flags & FIGURE_APPROXIMATE) != 0;
    if (!net_of(claim, gross, net) || !decimal_sub(*net, entered, difference) ||
        !decimal_add(decimal_abs(*difference), decimal_abs(*difference), &twice) ||
        !net_of(claim, (Decimal){rough ? 2 : 1, scale}, &unit))
        return VERDICT_OVERFLOW;
    bool compared = sum->blanks == 0 || sum->fine.count > 0;
    if (compared && decimal_compare(twice, unit) <= 0)
        return VERDICT_EXACT;
    Balance balance = {.stated = *net,
                       .computed = entered,
                       .rough = rough,
                       .fine_scale = net->scale,
                       .own_scale = net->scale,
                       .fine = &sum->fine,
                       .own = &sum->own,
                       .exact = claim->exact,
                       .blanks = sum->blanks > 0};
    return verdict_of(&balance, difference);
}

static void tell(CheckRun *run, const Gross *gross) {
    const Model *model = run->model;
    const Claim *claim = gross->claim;
    const Entered *facts = gross->facts;
    Decimal net = gross->net, entered = gross->entered, difference = gross->difference;
    Findings *findings = run->findings;
    Slice unit = total_unit(model, claim);
    Slice name = view_label(model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(model, claim);
    Slice makes = total_amount(model, claim, net);
    Slice nets = model_with_unit(model, makes, unit);
    Slice has = facts->count == 0 ? SLICE("a dash") : total_amount(model, claim, entered);
    Slice by = total_amount(model, claim, decimal_abs(difference));
    Diagnostic *d = findings_add(
        findings, CODE_T07, model_claim_place(model, claim),
        facts->count == 0 ? "the gross amount of %.*s for %.*s is %.*s net, "
                            "but its entry is %.*s: %.*s too %s"
                          : "the gross amount of %.*s for %.*s is %.*s net, "
                            "but the entries add up to %.*s: %.*s too %s",
        SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(nets), SLICE_ARGS(has),
        SLICE_ARGS(by), decimal_sign(difference) < 0 ? "low" : "high");
    diagnostic_here(findings, d, "gross");
    if (has_refund(claim)) {
        Slice printed = total_amount(model, claim, figure_value(claim->stated));
        char digits[DECIMAL_TEXT];
        Slice refund = decimal_text(figure_value(claim->refund), digits);
        diagnostic_note(findings, d, "%.*s less the refund of %.*s%% is %.*s",
                        SLICE_ARGS(printed), SLICE_ARGS(refund), SLICE_ARGS(makes));
    }
    for (uint32_t i = 0; i < facts->count && i < LABELS_MOST; i++) {
        diagnostic_label(findings, d, model_fact_place(model, facts->facts[i]),
                         "entered here");
    }
    diagnostic_figures(d, decimal_shift(net, claim->power),
                       decimal_shift(entered, claim->power),
                       decimal_shift(difference, claim->power), unit);
    Slice allowed = total_amount(model, claim, difference);
    accept_help(findings, d, SLICE("the gross amount so"), "it", allowed);
}

static void tell_nothing(CheckRun *run, const Claim *claim) {
    Slice name =
        view_label(run->model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(run->model, claim);
    Diagnostic *d = findings_add(
        run->findings, CODE_T04, model_claim_place(run->model, claim),
        "the gross amount of %.*s cannot be checked: there are no entries for %.*s",
        SLICE_ARGS(name), SLICE_ARGS(when));
    diagnostic_here(run->findings, d, "gross");
    diagnostic_help(run->findings, d,
                    "write funding instead of gross if there is no other entry");
}

static Diagnostic *fault_finding(CheckRun *run, Code code, const Claim *claim,
                                 const char *what) {
    const Model *model = run->model;
    Slice name = view_label(model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(model, claim);
    return findings_add(run->findings, code, model_claim_place(model, claim),
                        "the gross amount of %.*s for %.*s %s", SLICE_ARGS(name),
                        SLICE_ARGS(when), what);
}

static void tell_too_large(CheckRun *run, const Gross *gross) {
    Diagnostic *d =
        fault_finding(run, CODE_T10, gross->claim,
                      "cannot be compared exactly: the figures are too far apart");
    diagnostic_here(run->findings, d, "gross");
    diagnostic_help(run->findings, d, "check the units and the digits of the entries");
}

static void tell_versions(CheckRun *run, const Gross *gross) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Diagnostic *d = fault_finding(run, CODE_T16, gross->claim,
                                  "has entries of two versions of one amount");
    diagnostic_here(findings, d, "gross");
    const Place places[] = {model_fact_place(model, gross->versions[0].where),
                            model_fact_place(model, gross->versions[1].where)};
    two_versions_label(findings, d, model, gross->versions, places,
                       gross->claim->document);
    Slice name = model_name(model, KIND_MONEY, gross->versions[1].money);
    diagnostic_help(findings, d, "say which version it is of: as %.*s", SLICE_ARGS(name));
}

static void tell_currencies(CheckRun *run, const Gross *gross) {
    const Model *model = run->model;
    const Claim *claim = gross->claim;
    Findings *findings = run->findings;
    Diagnostic *d =
        fault_finding(run, CODE_T09, claim, "and its entries are in several currencies");
    diagnostic_here(findings, d, "in %s", currency_text(claim->stated.currency & 15u));
    for (uint32_t i = 0; i < gross->facts->count && i < LABELS_MOST; i++) {
        uint32_t fact = gross->facts->facts[i];
        diagnostic_label(findings, d, model_fact_place(model, fact), "in %s",
                         currency_text(facts_figure(&model->facts, fact).currency & 15u));
    }
    diagnostic_help(findings, d,
                    "state both in one currency; integ assumes no exchange rate");
}

/* What stands in figures that cannot be read was told where they are. */
static void tell_fault(CheckRun *run, const Gross *gross) {
    if (gross->fault == GROSS_TOO_LARGE)
        tell_too_large(run, gross);
    else if (gross->fault == GROSS_VERSIONS)
        tell_versions(run, gross);
    else if (gross->fault == GROSS_CURRENCIES)
        tell_currencies(run, gross);
}

static void tell_blank(CheckRun *run, const Gross *gross) {
    const Model *model = run->model;
    const Claim *claim = gross->claim;
    const Entered *facts = gross->facts;
    Decimal net = gross->net, entered = gross->entered, difference = gross->difference;
    Findings *findings = run->findings;
    Slice unit = total_unit(model, claim);
    Slice name = view_label(model, KIND_PROJECT, claim->subjects[0].id, claim->document);
    Slice when = total_when(model, claim);
    Slice must = total_amount_in(model, claim, difference);
    Slice nets = total_amount(model, claim, net);
    Diagnostic *d = findings_add(findings, CODE_T05, model_claim_place(model, claim),
                                 "the amount not given must be %.*s: the gross amount of "
                                 "%.*s for %.*s is %.*s net",
                                 SLICE_ARGS(must), SLICE_ARGS(name), SLICE_ARGS(when),
                                 SLICE_ARGS(nets));
    diagnostic_here(findings, d, "gross");
    for (uint32_t i = 0; i < facts->count && i < LABELS_MOST; i++) {
        bool blank =
            (facts_figure(&model->facts, facts->facts[i]).flags & FIGURE_BLANK) != 0;
        diagnostic_label(findings, d, model_fact_place(model, facts->facts[i]), "%s",
                         blank ? "not given" : "entered here");
    }
    diagnostic_figures(d, decimal_shift(net, claim->power),
                       decimal_shift(entered, claim->power),
                       decimal_shift(difference, claim->power), unit);
}

/* ---- which entries ---- */

static int compare_named(const void *left, const void *right) {
    const NamedLine *a = left, *b = right;
    return a->name != b->name ? (a->name > b->name) - (a->name < b->name)
                              : (a->line > b->line) - (a->line < b->line);
}

static void take_project(GrossRun *g, const Claim *claim) {
    const Model *model = g->run->model;
    Lines *lines = &g->lines;
    Id project = claim->subjects[0].id;
    if (lines->project == project && lines->document == claim->document)
        return;
    lines->project = project;
    lines->document = claim->document;
    lines->by_source.count = lines->by_money.count = 0;
    LineList list = scope_lines_of(g->run->scopes, claim->document, project);
    lines->all = list;
    for (uint32_t i = 0; i < list.count; i++) {
        const Line *line = &model->lines.at[list.lines[i]];
        *VEC_PUSH(g->run->arena, &lines->by_source) =
            (NamedLine){line->source, list.lines[i]};
        *VEC_PUSH(g->run->arena, &lines->by_money) =
            (NamedLine){line->money, list.lines[i]};
    }
    if (list.count > 1) {
        qsort(lines->by_source.at, list.count, sizeof *lines->by_source.at,
              compare_named);
        qsort(lines->by_money.at, list.count, sizeof *lines->by_money.at, compare_named);
    }
}

/* The first of the lines that name nothing less. */
static uint32_t first_named(const NamedLine *lines, uint32_t count, uint64_t name) {
    uint32_t first = 0;
    SORTED_SEEK(first, count, at, lines[at].name < name)
    return first;
}

/* Adds the entries of a claim up. */
static Entered *add_up(GrossRun *g, const Claim *claim) {
    const Model *model = g->run->model;
    Entered *entered = ARENA_NEW(g->run->arena, Entered);
    take_project(g, claim);
    const NamedLine *named = claim->source != 0  ? g->lines.by_source.at
                             : claim->money != 0 ? g->lines.by_money.at
                                                 : NULL;
    uint32_t from = 0, to = g->lines.all.count;
    if (named != NULL) {
        Id name = claim->source != 0 ? claim->source : claim->money;
        from = first_named(named, to, name);
        to = first_named(named, to, (uint64_t)name + 1);
    }
    sum_clear(g->sum);
    for (uint32_t i = from; i < to; i++) {
        uint32_t number = named != NULL ? named[i].line : g->lines.all.lines[i];
        const Line *line = &model->lines.at[number];
        FactRange range = scope_facts_of(g->run->scopes, number);
        if (line->kind != claim->kind ||
            (claim->money != 0 && line->money != claim->money))
            continue;
        entered->denied = entered->denied || claim_denied(model, claim, line);
        for (uint32_t k = range.first; k < range.end; k++) {
            uint32_t fact = scope_fact(g->run->scopes, k);
            if (claim_covers(model, claim, fact)) {
                sum_fact(g->sum, model, fact);
                if (entered->count < LABELS_MOST)
                    entered->facts[entered->count] = fact;
                entered->count++;
            }
        }
    }
    return entered;
}

static int compare_entries(const Claim *a, const Claim *b) {
    const int64_t x[] = {a->document,  a->subjects[0].id, a->kind,    a->source, a->money,
                         a->time.kind, a->time.from,      a->time.to, a->table};
    const int64_t y[] = {b->document,  b->subjects[0].id, b->kind,    b->source, b->money,
                         b->time.kind, b->time.from,      b->time.to, b->table};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int compare_gross(const void *left, const void *right) {
    const Gross *a = *(Gross *const *)left, *b = *(Gross *const *)right;
    int order = compare_entries(a->claim, b->claim);
    return order != 0 ? order : (a > b) - (a < b);
}

/* ---- one claim ---- */

/* Holds a claim against the entries at hand. */
static void hold(GrossRun *g, Gross *gross) {
    const Model *model = g->run->model;
    const Claim *claim = gross->claim;
    uint8_t bad = FIGURE_BAD | FIGURE_BLANK;
    if (g->sum->bad > 0 || (claim->stated.flags & bad) || (claim->refund.flags & bad))
        gross->fault = GROSS_UNREAD;
    else if (versions_several(&g->sum->versions))
        gross->fault = GROSS_VERSIONS;
    else if (g->sum->mixed || sum_other_currency(g->sum, claim->stated))
        gross->fault = GROSS_CURRENCIES;
    else if (!sum_value(g->sum, &gross->entered))
        gross->fault = GROSS_TOO_LARGE;
    gross->versions[0] = g->sum->versions.first;
    gross->versions[1] = g->sum->versions.other;
    if (gross->fault == GROSS_FINE && (gross->facts->count > 0 || gross->facts->denied)) {
        gross->outcome->verdict = (uint8_t)compare(model, claim, g->sum, gross->entered,
                                                   &gross->net, &gross->difference);
        if (gross->outcome->verdict == VERDICT_OVERFLOW)
            gross->fault = GROSS_TOO_LARGE;
    }
}

/* How it comes out, and what is to be told of it. */
static ClaimStatus judge(CheckRun *run, const Gross *gross) {
    const Claim *claim = gross->claim;
    Outcome *outcome = gross->outcome;
    if (gross->fault != GROSS_FINE) {
        tell_fault(run, gross);
        return CLAIM_UNKNOWN;
    }
    if (gross->facts->count == 0 && (claim->stated.flags & FIGURE_NONE) != 0) {
        outcome->verdict = VERDICT_EXACT;
        return CLAIM_HOLDS;
    }
    if (unread_explains(run->unread, CODE_T07, model_claim_place(run->model, claim))) {
        outcome->verdict = VERDICT_UNKNOWN; /* the entry may be among what was lost */
        return CLAIM_UNKNOWN;
    }
    if (gross->facts->count == 0 && !gross->facts->denied) {
        outcome->verdict = VERDICT_NOTHING;
        tell_nothing(run, claim);
        return CLAIM_UNVERIFIABLE;
    }
    outcome->computed = gross->entered;
    outcome->difference = gross->difference;
    if (outcome->verdict == VERDICT_BLANK)
        tell_blank(run, gross);
    else if (outcome->verdict == VERDICT_OFF)
        tell(run, gross);
    ClaimStatus status = summary_status((Verdict)outcome->verdict);
    return status == CLAIM_COARSE ? CLAIM_ROUNDING : status;
}

/* Claims over the same entries are looked at one after another, so that these are added
 * up once; what came of them is told in the claims' order. */
void check_gross(CheckRun *run) {
    GrossRun g = {.run = run, .sum = ARENA_NEW(run->arena, Sum)};
    for (uint32_t i = 0; i < run->model->claims.count; i++) {
        const Claim *claim = &run->model->claims.at[i];
        if (claim->scope != SCOPE_GROSS || (claim->stated.flags & FIGURE_BLANK))
            continue;
        run->outcomes[i].verdict = VERDICT_UNKNOWN;
        if (claim->subjects[0].id != 0) {
            *VEC_PUSH(run->arena, &g.all) =
                (Gross){.claim = claim, .outcome = &run->outcomes[i]};
        }
    }
    g.sorted = ARENA_ARRAY(run->arena, Gross *, g.all.count);
    for (uint32_t i = 0; i < g.all.count; i++)
        g.sorted[i] = &g.all.at[i];
    if (g.all.count > 1)
        qsort(g.sorted, g.all.count, sizeof *g.sorted, compare_gross);
    for (uint32_t i = 0; i < g.all.count; i++) {
        Gross *gross = g.sorted[i];
        bool same = i > 0 && compare_entries(g.sorted[i - 1]->claim, gross->claim) == 0;
        gross->facts = same ? g.sorted[i - 1]->facts : add_up(&g, gross->claim);
        hold(&g, gross);
    }
    for (uint32_t i = 0; i < g.all.count; i++)
        summary_add(&run->summary->gross, judge(run, &g.all.at[i]));
}
