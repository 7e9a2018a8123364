/* The checker: runs the families of checks in order. Each works on its own; what they
 * share is the model and the index of its facts. */
#include "check/check.h"

#include "check/checked.h"
#include "check/unread.h"
#include "check/families.h"
#include "check/scope.h"
#include "check/results/targets.h"
#include "eval/bind_select.h"
#include "source/after.h"

/* About a second's worth: 2,000 totals over 2,000 entries, each with a filter of its own,
 * take two thirds of it. */
enum { STEPS_MOST = 15000000 };
/* And for each entry, so that a large file may have some thirty sums over all of it; but
 * an entry counts for the bytes that it is written in: 2000..2299: 1 is three hundred. */
enum { STEPS_ENTRY = 1000, STEPS_BYTE = 100 };

static int64_t steps_allowed(const Model *model) {
    int64_t bytes = 0;
    for (uint32_t i = 0; i < model->sources->all.count; i++)
        bytes += (int64_t)model->sources->all.at[i]->text.length;
    int64_t for_entries = (int64_t)STEPS_ENTRY * model->facts.count;
    int64_t for_bytes = STEPS_BYTE * bytes;
    return STEPS_MOST + (for_entries < for_bytes ? for_entries : for_bytes);
}

/* Queries are held to the names that they use, so that a misspelt one is found by whoever
 * writes it and not by whoever runs it. */
static void check_queries(Model *model) {
    for (uint32_t i = 0; i < model->queries.count; i++)
        eval_bind_query_names(model, &model->queries.at[i]);
}

const Checked *check_run(Model *model, Findings *findings, Summary *summary,
                         bool verdicts_only, Stop stop) {
    *summary = (Summary){.facts = (uint32_t)((int64_t)model->facts.count +
                                             model->measures.count - model->stand_ins)};
    CheckRun run = {.model = model,
                    .findings = findings,
                    .summary = summary,
                    .arena = model->arena,
                    .verdicts_only = verdicts_only,
                    .stop = stop,
                    .budget = {steps_allowed(model)},
                    .next_story = 1};
    run.unread = unread_find(&run);
    run.scopes = scope_new(&run);
    run.targets = targets_new(model, run.unread);
    static void (*const families[])(CheckRun *) = {
        check_relations, /* first, and columns: what holds there helps to explain totals
                          */
        check_columns,     check_kinds,        check_totals,       check_open_cells,
        check_parts,       check_named_totals, check_parts_beside, check_gross,
        check_shares,      check_life,         check_properties,   check_homonyms,
        check_near_titles, check_indicators,   check_judgements,   check_effects};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        families[i](&run);
        if (stop_asked(stop))
            return NULL;
    }
    unchecked_report(&run);
    check_queries(model);
    unread_settle(&run);
    if (!verdicts_only) {
        check_allows(&run);
        unread_settle(&run); /* those that say that an allow is idle */
    }
    findings_drop_fallen(findings, 0);
    Checked *checked = ARENA_NEW(model->arena, Checked);
    *checked = (Checked){.scopes = run.scopes,
                         .totals = run.outcomes,
                         .points = run.points,
                         .relations = run.relations,
                         .cells = run.cells,
                         .shares = run.shares,
                         .targets = run.targets,
                         .effects = run.effects};
    return checked;
}
