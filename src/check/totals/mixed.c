/* T16: totals over several versions of one amount, as a budget and the one that revises
 * it. One finding for the claims of a row or statement; one for a column "all" whose
 * table has columns of two versions, since the mistake is in its head. */
#include "check/totals/totals.h"

#include "check/totals/words.h"
#include "check/two_versions.h"

enum { LABELS_MOST = 8 }; /* claims that are underlined */

static Slice version_name(const Model *model, Version version) {
    return model_name(model, KIND_MONEY, version.money);
}

/* ---- the column of the sum ---- */

/* Whether columns of the table that an `all` column is the sum of are of two versions;
 * which, by the number of the column. */
static bool column_mixes(const Totals *totals, const TableInfo *table, uint32_t column,
                         Version mixed[2]) {
    const Model *model = totals->model;
    const TableColumn *all = &table->columns[column];
    Versions versions = {.first = {0, 0}};
    for (uint32_t i = 0; i < table->column_count; i++) {
        const TableColumn *one = &table->columns[i];
        if (one->year != 0 && (all->money == 0 || one->money == all->money) &&
            (all->source == 0 || one->source == 0 || one->source == all->source))
            versions_add(&versions, model, model->arena, one->money, i);
    }
    mixed[0] = versions.first;
    mixed[1] = versions.other;
    return all->year == 0 && versions_several(&versions);
}

/* Whether the claim is under such a column. */
static bool column_is_mixed(const Totals *totals, MixedTable *last, const Claim *claim) {
    const TableInfo *table = &totals->model->tables.at[claim->table];
    Version mixed[2];
    if (claim->table == 0)
        return false;
    if (last->table != claim->table) {
        *last = (MixedTable){.table = claim->table};
        for (uint32_t i = 0; i < table->column_count; i++)
            last->mixes[i] = column_mixes(totals, table, i, mixed);
    }
    return last->mixes[claim->column];
}

static void tell_column(const Totals *totals, const Claim *claim) {
    const Model *model = totals->model;
    const TableInfo *table = &model->tables.at[claim->table];
    Findings *findings = totals->run->findings;
    Version mixed[2];
    column_mixes(totals, table, claim->column, mixed);
    Slice names = two_versions_text(model, mixed, table->document);
    Slice name = version_name(model, mixed[1]);
    Diagnostic *d = findings_add(
        findings, CODE_T16, (Place){table->file, table->columns[claim->column].span},
        "the column \"all\" adds up two versions of one amount: %.*s", SLICE_ARGS(names));
    diagnostic_here(findings, d, "one sum");
    const Place places[] = {{table->file, table->columns[mixed[0].where].span},
                            {table->file, table->columns[mixed[1].where].span}};
    two_versions_label(findings, d, model, mixed, places, table->document);
    diagnostic_help(findings, d,
                    "write whose sum the column is: all as %.*s; if the two are added, "
                    "they are no versions: remove \"version_of\"",
                    SLICE_ARGS(name));
}

/* ---- claims ---- */

static bool is_mixed(const Totals *totals, uint32_t number) {
    const Outcome *outcome = &totals->outcomes[number];
    return outcome->stated && outcome->verdict == VERDICT_VERSIONS;
}

static Place version_place(const Model *model, const Outcome *outcome, Version version) {
    return outcome->basis == BASIS_ENTRIES
               ? model_fact_place(model, version.where)
               : model_claim_place(model, &model->claims.at[version.where]);
}

/* The claims of [first, end) that no finding of a column speaks of: how many, and the
 * first of them. */
static uint32_t count_mixed(const Totals *totals, MixedTable *last, uint32_t first,
                            uint32_t end, uint32_t *which) {
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++)
        if (is_mixed(totals, i) &&
            !column_is_mixed(totals, last, &totals->model->claims.at[i]) && count++ == 0)
            *which = i;
    return count;
}

/* A filter, where a total may have one. */
static void help_choose(const Totals *totals, Diagnostic *d, const Claim *claim,
                        Version version) {
    Slice name = version_name(totals->model, version);
    if (claim->scope == SCOPE_ROW)
        diagnostic_help(totals->run->findings, d,
                        "write each version in a row of its own; if the two are added, "
                        "they are no versions: remove \"version_of\"");
    else
        diagnostic_help(totals->run->findings, d,
                        "choose one: %s money = %.*s; if the two are added, they are no "
                        "versions: remove \"version_of\"",
                        claim->where != NULL || claim->table_where != NULL ? "… and"
                                                                           : "where",
                        SLICE_ARGS(name));
}

static void tell_claims(Totals *totals, MixedTable *last, uint32_t first, uint32_t end) {
    uint32_t which = first;
    uint32_t count = count_mixed(totals, last, first, end, &which);
    if (count == 0)
        return;
    const Model *model = totals->model;
    const Claim *claim = &model->claims.at[which];
    const Outcome *outcome = &totals->outcomes[which];
    const Version *mixed = outcome->versions;
    Slice name = count == 1 ? total_subject(model, claim) : total_name(model, claim);
    Slice names = two_versions_text(model, mixed, claim->document);
    Diagnostic *d = findings_add(totals->run->findings, CODE_T16,
                                 model_claim_place(model, claim),
                                 "%.*s adds up two versions of one amount: %.*s",
                                 SLICE_ARGS(name), SLICE_ARGS(names));
    diagnostic_here(totals->run->findings, d, "one sum");
    const Place places[] = {version_place(model, outcome, mixed[0]),
                            version_place(model, outcome, mixed[1])};
    two_versions_label(totals->run->findings, d, model, mixed, places, claim->document);
    for (uint32_t i = which + 1; i < end && d->labels.count < LABELS_MOST; i++)
        if (is_mixed(totals, i) && !column_is_mixed(totals, last, &model->claims.at[i]))
            diagnostic_label(totals->run->findings, d,
                             model_claim_place(model, &model->claims.at[i]), "%s", "");
    help_choose(totals, d, claim, mixed[1]);
}

void total_versions(Totals *totals, uint32_t first, uint32_t end, MixedTable *last) {
    if (totals->model->families == NULL)
        return;
    for (uint32_t i = first; i < end; i++) {
        const Claim *claim = &totals->model->claims.at[i];
        if (is_mixed(totals, i) && column_is_mixed(totals, last, claim) &&
            !last->told[claim->column]) {
            last->told[claim->column] = true;
            tell_column(totals, claim);
        }
    }
    tell_claims(totals, last, first, end);
}
