/* Totals that are told once. */
#include "check/totals/duplicates.h"

#include <stdlib.h>

/* ---- the same claim in several places ---- */

typedef struct TotalKey {
    Id document;
    uint8_t verdict;
    uint64_t hash;
    Decimal stated;
    uint32_t claim;
} TotalKey;

static int compare_alike(const TotalKey *a, const TotalKey *b) {
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->verdict != b->verdict)
        return a->verdict < b->verdict ? -1 : 1;
    return decimal_compare(a->stated, b->stated);
}

static int compare_keys(const void *left, const void *right) {
    const TotalKey *a = left, *b = right;
    int order = compare_alike(a, b);
    return order != 0 ? order : (a->claim > b->claim) - (a->claim < b->claim);
}

/* Whether the outcome is one of those that get a finding of their own, over entries. */
static bool told_alone(const Outcome *outcome) {
    return outcome->stated &&
           (outcome->verdict == VERDICT_ROUNDING || outcome->verdict == VERDICT_COARSE ||
            outcome->verdict == VERDICT_OFF || outcome->verdict == VERDICT_BLANK);
}

static void find_twins(const Totals *totals, Duplicates *duplicates) {
    const Model *model = totals->model;
    Arena *arena = totals->run->arena;
    uint32_t count = 0;
    for (uint32_t i = 0; i < model->claims.count; i++)
        count += told_alone(&totals->outcomes[i]);
    TotalKey *keys = ARENA_ARRAY(arena, TotalKey, count);
    count = 0;
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Outcome *outcome = &totals->outcomes[i];
        if (told_alone(outcome) && outcome->basis == BASIS_ENTRIES &&
            outcome->summands + outcome->blanks > 0) {
            keys[count++] = (TotalKey){model->claims.at[i].document, outcome->verdict,
                                       outcome->hash,
                                       figure_value(model->claims.at[i].stated), i};
        }
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    for (uint32_t i = 1; i < count; i++) {
        if (compare_alike(&keys[i - 1], &keys[i]) == 0) {
            duplicates->twin[keys[i - 1].claim] = keys[i].claim + 1;
            duplicates->spoken_for[keys[i].claim] = true;
        }
    }
}

/* ---- one figure for several years ---- */

/* `total 2008..2011: 11.9` states it of each year: where it is off by the same in all, it
 * is told once. */
static bool states_alike(const Totals *totals, uint32_t a, uint32_t b) {
    const Claim *one = &totals->model->claims.at[a],
                *other = &totals->model->claims.at[b];
    const Outcome *x = &totals->outcomes[a], *y = &totals->outcomes[b];
    return one->node == other->node && one->stated.at == other->stated.at &&
           one->time.kind == other->time.kind &&
           (one->time.kind == TIME_YEAR || one->time.kind == TIME_MONTH ||
            one->time.kind == TIME_QUARTER) &&
           x->verdict == y->verdict && x->basis == y->basis &&
           x->summands == y->summands &&
           decimal_compare(x->difference, y->difference) == 0;
}

static void find_runs(const Totals *totals, Duplicates *duplicates) {
    uint32_t count = totals->model->claims.count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = i + 1;
        while (end < count && told_alone(&totals->outcomes[i]) &&
               !duplicates->spoken_for[i] && duplicates->twin[i] == 0 &&
               duplicates->twin[end] == 0 && !duplicates->spoken_for[end] &&
               states_alike(totals, i, end))
            end++;
        for (uint32_t k = i + 1; k < end; k++)
            duplicates->spoken_for[k] = true;
        duplicates->run_end[i] = end;
        i = end - 1;
    }
}

Duplicates duplicates_find(const Totals *totals) {
    Arena *arena = totals->run->arena;
    uint32_t count = totals->model->claims.count;
    Duplicates duplicates = {ARENA_ARRAY(arena, uint32_t, count + 1),
                             ARENA_ARRAY(arena, uint32_t, count + 1),
                             ARENA_ARRAY(arena, bool, count + 1)};
    find_twins(totals, &duplicates);
    find_runs(totals, &duplicates);
    return duplicates;
}
