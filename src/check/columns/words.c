/* The words of findings about computed columns. */
#include "check/columns/columns.h"

#include <stdlib.h>

#include "base/phrase.h"
#include "model/view.h"

enum { SUBJECTS_MOST = 3, MORE_DIGITS = 1, EXACT_DIGITS = 6, PERCENT_DIGITS = 2 };

/* ---- names ---- */

static Slice total_of(const Model *model, const CellClaim *cell) {
    Slice items[SUBJECTS_MOST + 1];
    uint32_t count = cell->subject_count, shown = count;
    if (count > SUBJECTS_MOST)
        shown = SUBJECTS_MOST - 1;
    for (uint32_t i = 0; i < shown; i++)
        items[i] = view_label(model, (ThingKind)cell->subjects[i].kind,
                              cell->subjects[i].id, cell->document);
    if (shown < count) {
        items[shown] = arena_format(model->arena, "%u more", count - shown);
        shown++;
    }
    if (count == 0 && cell->group != 0) {
        items[0] = view_label(model, KIND_AREA, model->groups.at[cell->group].area,
                              cell->document);
        shown = 1;
    }
    return shown == 0 ? SLICE("the total")
                      : arena_format(model->arena, "the total of %.*s",
                                     SLICE_ARGS(phrase_list(model->arena, items, shown)));
}

Slice columns_name(const ColumnsRun *c, const CellClaim *cell) {
    const Model *model = c->run->model;
    Slice heading = source_slice(sources_get(model->sources, cell->file),
                                 c->table->columns[c->column].computed->heading);
    Slice of = cell->project != 0
                   ? view_label(model, KIND_PROJECT, cell->project, cell->document)
                   : total_of(model, cell);
    return arena_format(model->arena, "%.*s of %.*s", SLICE_ARGS(heading),
                        SLICE_ARGS(of));
}

Slice columns_heading(const ColumnsRun *c, uint32_t number) {
    const Model *model = c->run->model;
    const TableColumn *column = &c->table->columns[number];
    if (column->computed != NULL)
        return source_slice(sources_get(model->sources, c->table->file),
                            column->computed->heading);
    Slice text = time_text(model->arena, column->time);
    if (column->money != 0)
        text = arena_format(model->arena, "%.*s as %.*s", SLICE_ARGS(text),
                            SLICE_ARGS(model_name(model, KIND_MONEY, column->money)));
    if (column->source != 0)
        text = arena_format(model->arena, "%.*s from %.*s", SLICE_ARGS(text),
                            SLICE_ARGS(model_name(model, KIND_SOURCE, column->source)));
    return text;
}

/* ---- figures ---- */

Datum columns_shown(const ColumnsRun *c, const CellClaim *cell, Datum figure) {
    int32_t finest = c->formulas->of[c->column].finest;
    if (finest == INT8_MIN)
        finest = figure.kind == DATUM_AMOUNT ? -c->table->power : PERCENT_DIGITS;
    int32_t more = figure.kind == DATUM_AMOUNT && figure.over <= 1 &&
                           figure.number.scale <= finest + EXACT_DIGITS
                       ? EXACT_DIGITS
                       : MORE_DIGITS;
    Decimal rounded = datum_decimal(&figure, finest + more);
    figure.number = decimal_trim(rounded, finest);
    figure.over = 0;
    return formula_as_printed(&c->run->cells[cell - c->run->model->cells.at], figure);
}

Decimal columns_in_unit(const ColumnsRun *c, const Datum *datum) {
    return datum->kind == DATUM_AMOUNT ? decimal_shift(datum->number, c->table->power)
                                       : datum->number;
}

/* ---- the formula with its figures ---- */

typedef struct Filling {
    Span span;
    Slice text;
} Filling;

typedef struct Fillings {
    const ColumnsRun *c;
    const CellClaim *cell;
    VEC(Filling) all;
} Fillings;

/* As it is printed; a negative one that does not begin the formula in parentheses. */
static Slice cell_text(const Fillings *f, const Step *step) {
    const Model *model = f->c->run->model;
    Figure figure = f->cell->cells[step->column];
    Slice text =
        source_slice(sources_get(model->sources, f->cell->file), figure_span(figure));
    if (figure.flags & FIGURE_NONE)
        return SLICE("0");
    bool first = step->span.start ==
                 f->c->table->columns[f->c->column].computed->formula->span.start;
    return figure.digits < 0 && !first
               ? arena_format(model->arena, "(%.*s)", SLICE_ARGS(text))
               : text;
}

static bool is_share(const Step *step) {
    return step->kind == STEP_ARITHMETIC && step->op == EXPR_DIV &&
           step->right->kind == STEP_AGGREGATE && step->right->op == FUNCTION_share &&
           step->right->span.start == step->span.start &&
           step->right->span.end == step->span.end;
}

static void fill(Fillings *f, const Step *step) {
    const Model *model = f->c->run->model;
    if (step == NULL)
        return;
    if (step->kind == STEP_LINE_CELL) {
        *VEC_PUSH(model->arena, &f->all) = (Filling){step->span, cell_text(f, step)};
        return;
    }
    if (is_share(step) && step->left->kind == STEP_LINE_CELL) {
        Datum whole = f->c->slots[step->right->id];
        Slice text = datum_text(model, &whole, f->c->table->power);
        *VEC_PUSH(model->arena, &f->all) =
            (Filling){step->span, arena_format(model->arena, "%.*s / %.*s",
                                               SLICE_ARGS(cell_text(f, step->left)),
                                               SLICE_ARGS(text))};
        return;
    }
    if (is_share(step) || step->kind == STEP_AGGREGATE)
        return; /* over other lines */
    fill(f, step->left);
    fill(f, step->right);
    for (uint32_t i = 0; i < step->arg_count; i++)
        fill(f, step->args[i]);
}

static int by_start(const void *left, const void *right) {
    const Filling *a = left, *b = right;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

/* On one line, however it is written. */
static void put_written(Text *text, Slice written) {
    for (uint32_t i = 0; i < written.length; i++) {
        bool space = char_is_space(written.at[i]);
        bool again = text->length > 0 && text->at[text->length - 1] == ' ';
        if (!space || !again)
            text_slice(text, space ? SLICE(" ") : (Slice){written.at + i, 1});
    }
}

Slice columns_filled(const ColumnsRun *c, const CellClaim *cell) {
    const Model *model = c->run->model;
    const Bound *bound = c->formulas->of[c->column].bound;
    Span span = c->table->columns[c->column].computed->formula->span;
    Fillings f = {.c = c, .cell = cell};
    fill(&f, bound->root);
    if (f.all.count > 1)
        qsort(f.all.at, f.all.count, sizeof *f.all.at, by_start);
    const Source *source = sources_get(model->sources, cell->file);
    Text text = {.memory = arena_memory(model->arena)};
    uint32_t at = span.start;
    for (uint32_t i = 0; i < f.all.count; i++) {
        if (f.all.at[i].span.start < at)
            continue;
        put_written(&text, source_slice(source, (Span){at, f.all.at[i].span.start}));
        text_slice(&text, f.all.at[i].text);
        at = f.all.at[i].span.end;
    }
    put_written(&text, source_slice(source, (Span){at, span.end}));
    Slice filled = arena_copy(model->arena, text_view(&text));
    text_free(&text);
    return filled;
}
