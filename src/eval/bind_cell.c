/* Which cell of a printed table is meant, where a figure is wanted. What fits no cell, or
 * several, is a finding that says what to write. */
#include "eval/bind.h"

#include "eval/narrow.h"

/* What is there, where less is named: the first that finds some is told. */
static Narrow less_named(const Narrow *narrow, uint32_t step) {
    Narrow less = *narrow;
    if (step == 0 || step == 2 || step == 5)
        less.time = (Time){.kind = TIME_ABSENT};
    if (step == 1 || step == 2 || step == 5)
        less.money = less.source = 0;
    if (step == 3 || step == 5)
        less.subject_count = 0;
    if (step == 4 || step == 5)
        less.where = NULL;
    return less;
}

enum { LESS_NAMED = 6 };

static void not_stated(Binder *binder, const Step *step) {
    const Narrow *narrow = step->narrow;
    Model *model = binder->model;
    Slice name = names_text(model->names, narrow->name);
    Slice whole = narrow_text(binder, narrow);
    bool bare = slice_equal(whole, name);
    Diagnostic *d =
        bind_finding(binder, CODE_Q03, step->span,
                     bare ? "%.*s states no total of the whole" : "%.*s is not stated",
                     SLICE_ARGS(whole));
    PrintedCells cells = {0};
    for (uint32_t i = 0; i < LESS_NAMED && cells.count == 0 && d != NULL; i++) {
        Narrow less = less_named(narrow, i);
        printed_cells(model, &less, i < 3, &cells);
    }
    bool alike = false; /* some are of as many things: then only those are told */
    for (uint32_t i = 0; i < cells.count; i++)
        alike = alike || cells.at[i].subject_count == narrow->subject_count;
    NarrowForms forms = {0};
    for (uint32_t i = 0; i < cells.count && forms.count <= NARROW_LISTED_MOST; i++) {
        if (alike && cells.at[i].subject_count != narrow->subject_count)
            continue;
        Narrow one = narrow_of(narrow, &cells.at[i]);
        narrow_add_form(binder, &one, &forms);
    }
    if (d == NULL)
        return;
    if (forms.count == 0) {
        diagnostic_help(model->findings, d, "the table states no totals");
        return;
    }
    Slice list = narrow_forms_text(binder, &forms, " and ");
    diagnostic_help(model->findings, d, "it states %.*s", SLICE_ARGS(list));
}

/* Several cells have all that is named: told by what they differ in. */
static void several_stated(Binder *binder, const Step *step, const PrintedCells *cells) {
    enum { LABELS_MOST = 4 };
    const Narrow *narrow = step->narrow;
    Model *model = binder->model;
    const PrintedCell *first = &cells->at[0];
    bool times = false, kinds = false, sources = false, areas = false;
    for (uint32_t i = 1; i < cells->count; i++) {
        const PrintedCell *cell = &cells->at[i];
        times = times || !printed_same_time(first->time, cell->time);
        kinds = kinds || first->money != cell->money;
        sources = sources || first->source != cell->source;
        areas = areas || first->area != cell->area;
    }
    NarrowForms forms = {0};
    for (uint32_t i = 0; i < cells->count && forms.count <= NARROW_LISTED_MOST; i++) {
        const PrintedCell *cell = &cells->at[i];
        Narrow one = *narrow;
        one.time = times ? cell->time : one.time;
        one.money = kinds ? cell->money : one.money;
        one.source = sources ? cell->source : one.source;
        Subject *subjects =
            ARENA_ARRAY(model->arena, Subject, (size_t)one.subject_count + 1);
        for (uint32_t k = 0; k < one.subject_count; k++)
            subjects[k] = one.subjects[k];
        if (areas && cell->area != 0)
            subjects[one.subject_count++] = (Subject){KIND_AREA, cell->area};
        one.subjects = subjects;
        narrow_add_form(binder, &one, &forms);
    }
    Slice whole = narrow_text(binder, narrow);
    Diagnostic *d = bind_finding(binder, CODE_Q03, step->span,
                                 "%.*s is printed in %u cells", SLICE_ARGS(whole),
                                 cells->count);
    for (uint32_t i = 0; i < cells->count && i < LABELS_MOST && d != NULL; i++)
        diagnostic_label(model->findings, d, cells->at[i].place, "this one?");
    if (d != NULL && forms.count > 1) {
        Slice list = narrow_forms_text(binder, &forms, " or ");
        diagnostic_help(model->findings, d, "write %.*s", SLICE_ARGS(list));
    } else if (d != NULL) {
        diagnostic_help(model->findings, d,
                        "give one of the blocks that print it a table name of its own");
    }
}

/* Keeps those cells alone that name nothing, if there are some: they are the whole. */
static void keep_whole(PrintedCells *cells, bool (*is_whole)(const PrintedCell *)) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < cells->count; i++)
        kept += is_whole(&cells->at[i]);
    if (kept == 0)
        return;
    kept = 0;
    for (uint32_t i = 0; i < cells->count; i++)
        if (is_whole(&cells->at[i]))
            cells->at[kept++] = cells->at[i];
    cells->count = kept;
}

static bool is_all_years(const PrintedCell *cell) {
    return cell->time.kind == TIME_ALL;
}

static bool is_any_money(const PrintedCell *cell) {
    return cell->money == 0;
}

static bool is_any_source(const PrintedCell *cell) {
    return cell->source == 0;
}

static bool was_printed(const Model *model, const PrintedCells *cells, uint32_t count,
                        const PrintedCell *cell) {
    for (uint32_t i = 0; i < count && !cell->row; i++)
        if (printed_repeated(model, &cells->at[i], cell))
            return true;
    return false;
}

static Step *bind_cell(Binder *binder, const Step *step) {
    const Model *model = binder->model;
    const Narrow *narrow = step->narrow;
    PrintedCells cells = {0};
    printed_cells(model, narrow, true, &cells);
    if (cells.count == 0) {
        not_stated(binder, step);
        return bind_error(binder, step->span);
    }
    if (narrow->time.kind == TIME_ABSENT)
        keep_whole(&cells, is_all_years);
    if (narrow->money == 0)
        keep_whole(&cells, is_any_money);
    if (narrow->source == 0)
        keep_whole(&cells, is_any_source);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < cells.count; i++)
        if (!was_printed(model, &cells, kept, &cells.at[i]))
            cells.at[kept++] = cells.at[i];
    cells.count = kept;
    if (cells.count > 1) {
        several_stated(binder, step, &cells);
        return bind_error(binder, step->span);
    }
    PrintedCell *cell = ARENA_NEW(model->arena, PrintedCell);
    *cell = cells.at[0];
    Type type = {cell->type != 0 ? cell->type : TYPE_AMOUNT, 0};
    Step *found = bind_step(binder, STEP_CELL, type, step->span);
    found->cell = cell;
    return found;
}

Step *bind_as_figure(Binder *binder, const Step *step) {
    if (step->type.kind != TYPE_STATED) {
        Step *same = bind_step(binder, (StepKind)step->kind, step->type, step->span);
        *same = *step;
        return same;
    }
    if (step->kind == STEP_STATED)
        return bind_cell(binder, step);
    Step *left = bind_as_figure(binder, step->left);
    if (step->kind == STEP_NEGATE) {
        Step *negated = bind_step(binder, STEP_NEGATE, left->type, step->span);
        negated->left = left;
        return left->type.kind == TYPE_ERROR ? left : negated;
    }
    Step *right = bind_as_figure(binder, step->right);
    return bind_arithmetic(binder, (ExprKind)step->op, left, right, step->span);
}

bool bind_as_table(Binder *binder, const Step *step) {
    if (step->type.kind != TYPE_STATED)
        return true;
    if (step->kind == STEP_STATED) {
        PrintedCells cells = {0};
        const Narrow *narrow = step->narrow;
        printed_cells(binder->model, narrow, false, &cells);
        bool fine = cells.count > 0 || !narrow_names(narrow);
        if (!fine)
            not_stated(binder, step);
        return fine;
    }
    bool left = bind_as_table(binder, step->left);
    return (step->right == NULL || bind_as_table(binder, step->right)) && left;
}
