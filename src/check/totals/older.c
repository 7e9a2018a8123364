/* Figures of the same projects and times in other documents. */
#include "check/totals/older.h"

#include <stdlib.h>

#include "base/sorted.h"
#include "check/totals/words.h"
#include "model/view.h"

enum { ENTRIES_MOST = 500, DOCUMENTS_MOST = 4 };

/* What an entry is of, and where it is stated. */
typedef struct OlderEntry {
    Id project;
    int16_t year;
    uint8_t kind;
    Id money, document;
    uint32_t fact;
} OlderEntry;

struct Older {
    const Totals *totals;
    OlderEntry *entries;
    uint32_t count;
};

static int compare_things(const OlderEntry *a, const OlderEntry *b) {
    if (a->project != b->project)
        return a->project < b->project ? -1 : 1;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->money < b->money ? -1 : a->money > b->money;
}

static int compare_entries(const void *left, const void *right) {
    const OlderEntry *a = left, *b = right;
    int order = compare_things(a, b);
    if (order == 0)
        order = (a->document > b->document) - (a->document < b->document);
    return order != 0 ? order : (a->fact > b->fact) - (a->fact < b->fact);
}

static OlderEntry entry_of(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return (OlderEntry){line->project, model->facts.year[fact], line->kind,
                        line->money,   line->document,          fact};
}

Older *older_new(Totals *totals) {
    const Model *model = totals->model;
    Older *older = ARENA_NEW(totals->run->arena, Older);
    older->totals = totals;
    if (model->things[KIND_DOCUMENT].count < 2)
        return older;
    older->entries = ARENA_ARRAY(totals->run->arena, OlderEntry, model->facts.count);
    for (uint32_t fact = 0; fact < model->facts.count; fact++)
        if (model->facts.year[fact] != 0)
            older->entries[older->count++] = entry_of(model, fact);
    if (older->count > 1)
        qsort(older->entries, older->count, sizeof *older->entries, compare_entries);
    return older;
}

/* The first entry of what `own` is, in a document from `document` on. */
static uint32_t seek(const Older *older, OlderEntry own, Id document) {
    uint32_t from = 0;
    own.document = document;
    own.fact = 0;
    SORTED_SEEK(from, older->count, at, compare_entries(&older->entries[at], &own) < 0)
    return from;
}

static bool is_of(const Older *older, uint32_t at, const OlderEntry *own) {
    return at < older->count && compare_things(&older->entries[at], own) == 0;
}

/* The one figure that a document states for what an entry is; false: none, or several. */
static bool figure_in(const Older *older, uint32_t fact, Id document, Figure *out) {
    OlderEntry own = entry_of(older->totals->model, fact);
    uint32_t at = seek(older, own, document);
    if (!is_of(older, at, &own) || older->entries[at].document != document ||
        (is_of(older, at + 1, &own) && older->entries[at + 1].document == document))
        return false;
    *out = facts_figure(&older->totals->model->facts, older->entries[at].fact);
    return !(out->flags & (FIGURE_BLANK | FIGURE_BAD));
}

/* The first documents that state something of the entries, but for the claim's own. */
static uint32_t documents_of(const Older *older, const Claim *claim,
                             const ScopeList *list, Id out[DOCUMENTS_MOST]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count && count < DOCUMENTS_MOST; i++) {
        OlderEntry own = entry_of(older->totals->model, list->facts[i]);
        uint32_t at = seek(older, own, 0);
        while (is_of(older, at, &own) && count < DOCUMENTS_MOST) {
            Id document = older->entries[at].document;
            bool known = document == claim->document;
            for (uint32_t d = 0; d < count && !known; d++)
                known = out[d] == document;
            if (!known)
                out[count++] = document;
            at = seek(older, own, document + 1);
        }
    }
    return count;
}

typedef struct Replaced {
    Decimal sum;
    uint32_t count, first;
    Figure there; /* the first that differs */
} Replaced;

static bool add_up(const Older *older, const Claim *claim, const ScopeList *list,
                   Id document, Replaced *out) {
    const Facts *facts = &older->totals->model->facts;
    *out = (Replaced){.sum = DECIMAL_ZERO};
    for (uint32_t i = 0; i < list->count; i++) {
        Figure own = facts_figure(facts, list->facts[i]), there = own;
        if ((own.flags & (FIGURE_BLANK | FIGURE_BAD)) || own.currency != claim->currency)
            return false;
        if (figure_in(older, list->facts[i], document, &there) &&
            there.currency == own.currency &&
            decimal_compare(figure_value(own), figure_value(there)) != 0) {
            if (out->count++ == 0) {
                out->first = list->facts[i];
                out->there = there;
            }
        } else {
            there = own;
        }
        if (!decimal_add(out->sum, figure_value(there), &out->sum))
            return false;
    }
    return out->count > 0;
}

bool older_adds_up(Older *older, const Claim *claim, const ScopeList *list, Slice *text) {
    const Model *model = older->totals->model;
    Id documents[DOCUMENTS_MOST];
    if (older->count == 0 || list->count > ENTRIES_MOST)
        return false;
    uint32_t count = documents_of(older, claim, list, documents);
    for (uint32_t i = 0; i < count; i++) {
        Replaced replaced;
        if (!add_up(older, claim, list, documents[i], &replaced) ||
            decimal_compare(replaced.sum, figure_value(claim->stated)) != 0)
            continue;
        const Line *line = &model->lines.at[model->facts.line[replaced.first]];
        Slice document = view_title(model, KIND_DOCUMENT, documents[i], documents[i]);
        Slice row = view_title(model, KIND_PROJECT, line->project, claim->document);
        Slice there = total_amount(model, claim, figure_value(replaced.there));
        Slice here = total_amount(
            model, claim, figure_value(facts_figure(&model->facts, replaced.first)));
        *text = arena_format(model->arena,
                             "the figures that \"%.*s\" states for these rows (\"%.*s\" "
                             "%.*s, not %.*s%s)",
                             SLICE_ARGS(document), SLICE_ARGS(row), SLICE_ARGS(there),
                             SLICE_ARGS(here), replaced.count > 1 ? ", …" : "");
        return true;
    }
    return false;
}
