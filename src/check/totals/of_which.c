/* T15, a row that is part of the row above by its title, but is typed beside it; and what
 * a total says that leaves such rows out. */
#include "check/totals/of_which.h"

#include "base/phrase.h"
#include "check/lines.h"
#include "check/totals/words.h"
#include "model/view.h"
#include "syntax/part_word.h"

bool of_which_is(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    Slice title = view_title(model, KIND_PROJECT, line->project, line->document);
    return part_word_begins(title);
}

/* The line of the row above in the same table and area that is no such part; UINT32_MAX:
 * there is none. */
static uint32_t row_above(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    for (uint32_t i = number; line->table != 0 && i-- > 0;) {
        const Line *above = &model->lines.at[i];
        if (above->table != line->table || above->group != line->group)
            break;
        if (above->project != line->project && above->around == line->around &&
            !of_which_is(model, i))
            return i;
    }
    return UINT32_MAX;
}

/* Whether an entry may be part of another row by its title. */
static bool is_part(const Model *model, uint32_t fact) {
    Figure figure = facts_figure(&model->facts, fact);
    return (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) == 0 &&
           of_which_is(model, model->facts.line[fact]);
}

OfWhich of_which_find(const Model *model, const ScopeList *list, Decimal difference) {
    OfWhich found = {0};
    Decimal missing = {-difference.units, difference.scale}, sum = DECIMAL_ZERO;
    if (decimal_sign(missing) <= 0)
        return found;
    OfWhich all = {0};
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t fact = list->facts[i];
        if (!is_part(model, fact))
            continue;
        Decimal value = figure_decimal(facts_figure(&model->facts, fact));
        if (decimal_compare(value, missing) == 0) {
            found = (OfWhich){1, fact, 0};
            break;
        }
        if (!decimal_add(sum, value, &sum))
            return found;
        all.fact = all.count++ == 0 ? fact : all.fact;
    }
    if (found.count == 0 && all.count > 1 && decimal_compare(sum, missing) == 0)
        found = all;
    uint32_t above = found.count > 0 ? row_above(model, model->facts.line[found.fact])
                                     : UINT32_MAX;
    if (above == UINT32_MAX)
        return (OfWhich){0};
    found.above = above;
    return found;
}

void of_which_note(CheckRun *run, Diagnostic *d, const ScopeList *list, OfWhich found,
                   Slice stated) {
    enum { NAMED_MOST = 4 };
    const Model *model = run->model;
    Slice named[NAMED_MOST];
    uint32_t count = 0;
    Id last = 0;
    if (run->parts_told == NULL)
        run->parts_told = ARENA_ARRAY(run->arena, bool, model->lines.count);
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t number = model->facts.line[list->facts[i]];
        const Line *line = &model->lines.at[number];
        if (found.count == 1 ? list->facts[i] != found.fact
                             : !is_part(model, list->facts[i]))
            continue;
        run->parts_told[number] = true;
        if (line->project == last) /* of another year */
            continue;
        last = line->project;
        if (count < NAMED_MOST)
            named[count] = view_label(model, KIND_PROJECT, line->project, line->document);
        count++;
    }
    Slice names = count <= NAMED_MOST ? phrase_list(run->arena, named, count)
                                      : arena_format(run->arena, "%.*s and %u other rows",
                                                     SLICE_ARGS(named[0]), count - 1);
    diagnostic_note(run->findings, d, "the entries add up to %.*s without %.*s, which %s",
                    SLICE_ARGS(stated), SLICE_ARGS(names),
                    count == 1 ? "its title calls a part of another row"
                               : "their titles call parts of other rows");
}

/* A row as it is written, without its block. */
static Slice row_text(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    const Row *row = (const Row *)line->node;
    Span span = {row->node.span.start, figure_span(row->cells[row->cell_count - 1]).end};
    return total_spaced(model->arena,
                        source_slice(sources_get(model->sources, line->file), span));
}

void of_which_help(const Model *model, Findings *findings, Diagnostic *d, uint32_t part,
                   uint32_t above, bool several, const char *otherwise) {
    enum { SHOWN_MOST = 100 };
    const Line *line = &model->lines.at[part], *whole = &model->lines.at[above];
    Slice rows = arena_format(model->arena, "%.*s { %.*s%s }",
                              SLICE_ARGS(row_text(model, above)),
                              SLICE_ARGS(row_text(model, part)), several ? " …" : "");
    bool shown = rows.length <= SHOWN_MOST;
    diagnostic_help(
        findings, d, "if %.*s is part of %.*s, write it in the block of that row%s%.*s%s",
        SLICE_ARGS(view_label(model, KIND_PROJECT, line->project, line->document)),
        SLICE_ARGS(view_label(model, KIND_PROJECT, whole->project, whole->document)),
        shown ? ": " : "", shown ? (int)rows.length : 0, rows.at, otherwise);
}

/* ---- rows beside the row that they are part of ---- */

/* Whether a row states money that counts: some of it is neither `-` nor not given, and no
 * part of other money. */
static bool counts(const CheckRun *run, uint32_t number) {
    const Facts *facts = &run->model->facts;
    FactRange range = scope_facts_of(run->scopes, number);
    for (uint32_t i = range.first; i < range.end; i++) {
        uint32_t fact = scope_fact(run->scopes, i);
        Figure figure = facts_figure(facts, fact);
        if ((facts->flags[fact] & FACT_PART) == 0 && figure.digits != 0 &&
            (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) == 0)
            return true;
    }
    return false;
}

static Place row_place(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    return (Place){line->file, ((const Row *)line->node)->name.span};
}

/* The rows of one table that were found, each with the one above that is no such part. */
typedef struct Beside {
    uint32_t part, above;
} Beside;
typedef VEC(Beside) BesideVec;

static void tell_beside(CheckRun *run, const BesideVec *rows) {
    enum { LABELS_MOST = 8 };
    const Model *model = run->model;
    uint32_t part = rows->at[0].part, above = rows->at[0].above;
    const Line *line = &model->lines.at[part], *whole = &model->lines.at[above];
    Diagnostic *d = findings_add(
        run->findings, CODE_T15, row_place(model, part),
        "the row %.*s is read as a project: if it is part of %.*s, its money counts "
        "twice",
        SLICE_ARGS(view_label(model, KIND_PROJECT, line->project, line->document)),
        SLICE_ARGS(view_label(model, KIND_PROJECT, whole->project, whole->document)));
    diagnostic_here(run->findings, d, "a part?");
    for (uint32_t i = 1; i < rows->count && i < LABELS_MOST; i++)
        diagnostic_label(run->findings, d, row_place(model, rows->at[i].part),
                         "here too");
    bool several = rows->count > 1 && rows->at[1].above == above;
    of_which_help(model, run->findings, d, part, above, several,
                  "; if it is a project of its own, accept it: allow T15 \"…\"");
}

void check_parts_beside(CheckRun *run) {
    const Model *model = run->model;
    const Line *before = NULL; /* the row above that is no such part, or NULL */
    Id table = 0;
    BesideVec rows = {0};
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->table != table && rows.count > 0) {
            tell_beside(run, &rows);
            rows.count = 0;
        }
        table = line->table;
        if (table == 0 || line->project == 0 || line->around != 0 ||
            line->node->kind != NODE_ROW)
            continue;
        if (!of_which_is(model, i)) {
            before = line;
            continue;
        }
        bool beside = before != NULL && before->table == table &&
                      before->group == line->group && before->project != line->project;
        bool told = run->parts_told != NULL && run->parts_told[i];
        bool same = rows.count > 0 &&
                    model->lines.at[rows.at[rows.count - 1].part].node == line->node;
        if (beside && !told && !same && counts(run, i)) {
            *VEC_PUSH(run->arena, &rows) =
                (Beside){i, (uint32_t)(before - model->lines.at)};
        }
    }
    if (rows.count > 0)
        tell_beside(run, &rows);
}
