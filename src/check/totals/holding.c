/* What is said of parts and their whole. */
#include "check/totals/holding.h"

#include "base/phrase.h"
#include "check/accept.h"
#include "check/two_versions.h"
#include "model/view.h"
#include "syntax/currency.h"

enum { LABELS_MOST = 8, YEARS_NAMED = 4 };

bool holding_blank(const Model *model, uint32_t fact) {
    return (facts_figure(&model->facts, fact).flags & FIGURE_BLANK) != 0;
}

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
void holding_tell_currencies(Holding *holding, Slice when) {
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

void holding_tell_versions(Holding *holding, Slice when) {
    CheckRun *run = holding->run;
    const Model *model = run->model;
    Findings *findings = run->findings;
    const PartList *parts = &holding->some;
    const Part *part = parts->at[0];
    const Version versions[2] = {holding->sum->versions.first,
                                 holding->sum->versions.other};
    const Line *line = &model->lines.at[model->facts.line[part->fact]];
    Slice name = view_label(model, KIND_PROJECT, line->project, part->document);
    Slice whole = view_label(model, KIND_PROJECT, part->whole, part->document);
    Diagnostic *d =
        findings_add(findings, CODE_T16, model_fact_place(model, part->fact),
                     "money of %.*s %.*s is part of %.*s, which has two versions of that "
                     "amount (%.*s); "
                     "nothing says of which it is part",
                     SLICE_ARGS(name), SLICE_ARGS(when), SLICE_ARGS(whole),
                     SLICE_ARGS(two_versions_text(model, versions, part->document)));
    diagnostic_here(findings, d, "of which?");
    for (uint32_t i = 1; i < parts->count && i < LABELS_MOST; i++)
        diagnostic_label(findings, d, model_fact_place(model, parts->at[i]->fact),
                         "and this");
    const Place places[] = {model_fact_place(model, versions[0].where),
                            model_fact_place(model, versions[1].where)};
    two_versions_label(findings, d, model, versions, places, part->document);
    diagnostic_help(findings, d, "say which: as %.*s, or as %.*s",
                    SLICE_ARGS(model_name(model, KIND_MONEY, versions[0].money)),
                    SLICE_ARGS(model_name(model, KIND_MONEY, versions[1].money)));
}

void holding_tell_more(Holding *holding, Slice when, bool exact, Decimal stated,
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

void holding_tell_none(Holding *holding, Slice when, Decimal computed) {
    const Model *model = holding->run->model;
    Findings *findings = holding->run->findings;
    const PartList *parts = &holding->some;
    const Part *first = parts->at[0];
    uint32_t count = parts->count, row = first->row - 1;
    int8_t power = shown_power(model, first->fact);
    Slice unit =
        model_unit(model, power, facts_figure(&model->facts, first->fact).currency & 15u);
    Slice name = view_label(model, KIND_PROJECT, first->whole, first->document);
    Slice made = model_amount(model, computed, power);
    Place place = {model->lines.at[row].file,
                   figure_span(wholes_row_cell(model, row, first->fact))};
    Diagnostic *d = findings_add(
        findings, CODE_T06, place, "%.*s has none %.*s, but its %s %.*s",
        SLICE_ARGS(name), SLICE_ARGS(when), count == 1 ? "one part has" : "parts make",
        SLICE_ARGS(model_with_unit(model, made, unit)));
    diagnostic_here(findings, d, "none");
    for (uint32_t i = 0; i < count && i < LABELS_MOST; i++)
        diagnostic_label(findings, d, model_fact_place(model, parts->at[i]->fact),
                         "a part");
    Decimal difference = {-computed.units, computed.scale};
    diagnostic_figures(d, DECIMAL_ZERO, decimal_shift(computed, power),
                       decimal_shift(difference, power), unit);
    diagnostic_note(findings, d,
                    "where the document prints no amount for the whole, write ?");
    accept_help(findings, d, SLICE("the amounts so"), "it",
                model_amount(model, difference, power));
}

/* "2020, 2021 and 2022", "4 of these 6 years" */
static Slice years_text(Arena *arena, const int32_t *years, uint32_t count,
                        uint32_t all) {
    if (count > YEARS_NAMED)
        return arena_format(arena, "%u of these %u years", count, all);
    Slice names[YEARS_NAMED];
    for (uint32_t i = 0; i < count; i++)
        names[i] = time_text(arena, (Time){.kind = TIME_YEAR, .from = years[i]});
    return phrase_list(arena, names, count);
}

void holding_tell_beyond(Holding *holding, const Part *part, Time time,
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
        if (!months_touch(own->time, part->time) || months_same(own->time, months_all) ||
            holding_blank(model, own->fact))
            continue;
        diagnostic_label(findings, d, model_fact_place(model, own->fact), "the whole");
        labels++;
    }
    diagnostic_help(findings, d,
                    "enter it year by year if the document does; if it comes on top, "
                    "declare a project of its own");
}
