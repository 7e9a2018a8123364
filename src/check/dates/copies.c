/* Y11, the same entry in two files that name no document: a copy that was left lying in
 * the folder, or two documents that nobody told apart. Each such file is a document of
 * its own, so that nothing in it is entered twice (Y03), and every sum over all of them
 * counts the entry twice. */
#include "check/dates/dates.h"
#include "check/lines.h"

#include <stdlib.h>

#include "model/view.h"

typedef struct CopiedEntry {
    Id project, area, within, source, money;
    int32_t from, to;
    uint8_t kind, currency;
    Decimal amount;
    Id document;
    uint32_t fact;
} CopiedEntry;

typedef VEC(CopiedEntry) EntryVec;

/* An entry that stands in a file before, and the first one that is the same. */
typedef struct Copy {
    Id document, first_document;
    uint32_t fact, first_fact;
} Copy;

typedef VEC(Copy) CopyVec;

static int compare_numbers(int64_t a, int64_t b) {
    return a < b ? -1 : a > b;
}

/* 0 for what is the same entry. */
static int compare_entries(const CopiedEntry *a, const CopiedEntry *b) {
    const int64_t fields[][2] = {
        {a->project, b->project}, {a->area, b->area},   {a->within, b->within},
        {a->source, b->source},   {a->money, b->money}, {a->from, b->from},
        {a->to, b->to},           {a->kind, b->kind},   {a->currency, b->currency},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        int order = compare_numbers(fields[i][0], fields[i][1]);
        if (order != 0)
            return order;
    }
    return decimal_compare(a->amount, b->amount);
}

static int by_entry(const void *left, const void *right) {
    const CopiedEntry *a = left, *b = right;
    int order = compare_entries(a, b);
    return order != 0 ? order : compare_numbers(a->fact, b->fact);
}

static int by_files(const void *left, const void *right) {
    const Copy *a = left, *b = right;
    int order = compare_numbers(a->document, b->document);
    order = order != 0 ? order : compare_numbers(a->first_document, b->first_document);
    return order != 0 ? order : compare_numbers(a->fact, b->fact);
}

static bool is_nameless(const Model *model, Id document) {
    return model->things[KIND_DOCUMENT].at[document].name == 0;
}

/* By project: whether several files without a document have lines of it. */
static bool *mark_shared(const Model *model, Arena *scratch, bool *any) {
    uint32_t count = model->things[KIND_PROJECT].count;
    Id *first = ARENA_ARRAY(scratch, Id, count);
    bool *shared = ARENA_ARRAY(scratch, bool, count);
    *any = false;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->project == 0 || !is_nameless(model, line->document))
            continue;
        if (first[line->project] == 0)
            first[line->project] = line->document;
        else if (first[line->project] != line->document)
            shared[line->project] = *any = true;
    }
    return shared;
}

/* Nothing doubles where there is no amount. */
static void gather(const Model *model, Arena *scratch, const bool *shared,
                   EntryVec *entries) {
    for (uint32_t i = 0; i < model->facts.count; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if (!shared[line->project] || !is_nameless(model, line->document))
            continue;
        Figure figure = facts_figure(&model->facts, i);
        CopiedEntry entry = {.project = line->project,
                             .area = line->area,
                             .within = line->within,
                             .kind = line->kind,
                             .currency = figure.currency,
                             .document = line->document,
                             .fact = i};
        if ((figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0 || figure.digits == 0 ||
            !lines_times(model, i, &entry.from, &entry.to))
            continue;
        Origin origin = lines_origin(model, line, model->facts.column[i]);
        entry.source = origin.source;
        entry.money = origin.money;
        entry.amount = figure_decimal(figure);
        *VEC_PUSH(scratch, entries) = entry;
    }
    if (entries->count > 1)
        qsort(entries->at, entries->count, sizeof *entries->at, by_entry);
}

/* Each entry once for a file, against the first file that has it. */
static void find_copies(const EntryVec *entries, Arena *scratch, CopyVec *copies) {
    for (uint32_t i = 0, end; i < entries->count; i = end) {
        const CopiedEntry *first = &entries->at[i], *last = first;
        for (end = i + 1; end < entries->count; end++) {
            const CopiedEntry *entry = &entries->at[end];
            if (compare_entries(first, entry) != 0)
                break;
            if (entry->document != last->document) {
                *VEC_PUSH(scratch, copies) =
                    (Copy){entry->document, first->document, entry->fact, first->fact};
            }
            last = entry;
        }
    }
    if (copies->count > 1)
        qsort(copies->at, copies->count, sizeof *copies->at, by_files);
}

static Slice file_of(const Model *model, Id document) {
    return sources_get(model->sources, model->things[KIND_DOCUMENT].at[document].source)
        ->path;
}

/* One finding for a pair of files. */
static void report(CheckRun *run, const Copy *copies, uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    const Copy *first = &copies[0];
    Slice other = file_of(model, first->first_document);
    Place place = model_fact_place(model, first->fact);
    Diagnostic *d;
    if (count == 1) {
        const Line *line = &model->lines.at[model->facts.line[first->fact]];
        Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
        d = findings_add(
            findings, CODE_Y11, place,
            "this entry of %.*s is in \"%.*s\" too, and neither file names a "
            "document: sums count it twice",
            SLICE_ARGS(label), SLICE_ARGS(other));
    } else {
        d = findings_add(findings, CODE_Y11, place,
                         "%u entries of this file are in \"%.*s\" too, and neither file "
                         "names a document: sums count them twice",
                         count, SLICE_ARGS(other));
    }
    diagnostic_here(findings, d, count == 1 ? "the same entry" : "the first");
    diagnostic_label(findings, d, model_fact_place(model, first->first_fact),
                     "entered here");
    diagnostic_help(findings, d,
                    "remove one file if it is a copy; if they are two documents, name "
                    "each at the top of its file: document name \"Title\"");
}

void dates_copies(CheckRun *run) {
    const Model *model = run->model;
    Arena *scratch = arena_new(arena_memory(run->arena));
    bool any;
    const bool *shared = mark_shared(model, scratch, &any);
    EntryVec entries = {0};
    CopyVec copies = {0};
    if (any) {
        gather(model, scratch, shared, &entries);
        find_copies(&entries, scratch, &copies);
    }
    for (uint32_t i = 0, end; i < copies.count; i = end) {
        const Copy *first = &copies.at[i];
        end = i + 1;
        while (end < copies.count && copies.at[end].document == first->document &&
               copies.at[end].first_document == first->first_document)
            end++;
        report(run, first, end - i);
    }
    arena_drop(scratch);
}
