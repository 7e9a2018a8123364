/* Names in the formula of a computed column: a year, a kind of money, a source or a
 * heading is the printed cell of that column in the line in hand. What fits no column, or
 * several, is a finding that says what to write. */
#include "eval/bind.h"
#include "base/nearest.h"
#include "base/phrase.h"
#include "model/view.h"

enum { YEAR_DIGITS = 4, LISTED_MOST = 8 };

/* What is named of a column. */
typedef struct Wanted {
    Time time; /* TIME_ABSENT: none is named */
    Id money, source;
} Wanted;

typedef VEC(uint8_t) Columns;

static const TableInfo *table_of(const Binder *binder) {
    return &binder->model->tables.at[binder->formulas->table];
}

/* ---- as it is written ---- */

/* 2024, korr(2024), korr(2024, state), state(all), "Difference" */
static Slice column_form(const Binder *binder, uint32_t number) {
    const Model *model = binder->model;
    const TableColumn *column = &table_of(binder)->columns[number];
    if (column->computed != NULL)
        return bind_source(binder, column->computed->heading);
    Slice when = time_text(model->arena, column->time);
    if (column->money == 0 && column->source == 0)
        return when;
    Slice source = column->source == 0 ? SLICE("")
                                       : model_name(model, KIND_SOURCE, column->source);
    if (column->money == 0)
        return arena_format(model->arena, "%.*s(%.*s)", SLICE_ARGS(source),
                            SLICE_ARGS(when));
    Slice money = model_name(model, KIND_MONEY, column->money);
    return arena_format(model->arena, "%.*s(%.*s%s%.*s)", SLICE_ARGS(money),
                        SLICE_ARGS(when), source.length > 0 ? ", " : "",
                        SLICE_ARGS(source));
}

/* "korr(2024) or korr(2025)" */
static Slice forms_text(const Binder *binder, const Columns *columns, const char *last) {
    Text text = {.memory = arena_memory(binder->model->arena)};
    for (uint32_t i = 0; i < columns->count && i < LISTED_MOST; i++) {
        text_slice(&text, i == 0                    ? SLICE("")
                          : i + 1 == columns->count ? slice_of(last)
                                                    : SLICE(", "));
        text_slice(&text, column_form(binder, columns->at[i]));
    }
    text_slice(&text, columns->count > LISTED_MOST ? SLICE(", …") : SLICE(""));
    Slice all = arena_copy(binder->model->arena, text_view(&text));
    text_free(&text);
    return all;
}

/* ---- which column is meant ---- */

static void help_columns(Binder *binder, Diagnostic *d) {
    const TableInfo *table = table_of(binder);
    Columns all = {0};
    for (uint32_t i = 0; i < table->column_count; i++)
        if (i != binder->column)
            *VEC_PUSH(binder->model->arena, &all) = (uint8_t)i;
    Slice list = forms_text(binder, &all, " and ");
    diagnostic_help(binder->model->findings, d,
                    all.count == 1 ? "the only other column is %.*s"
                                   : "the other columns are %.*s",
                    SLICE_ARGS(list));
}

/* The headings of computed columns, and the titles of the others' kinds and sources. */
static PropertyNames column_titles(const Binder *binder) {
    const TableInfo *table = table_of(binder);
    PropertyNames titles = {0};
    const Source *source = sources_get(binder->model->sources, binder->file);
    for (uint32_t i = 0; i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        if (column->computed != NULL && i != binder->column)
            *VEC_PUSH(binder->model->arena, &titles) =
                tree_string(binder->model->arena, source, column->computed->heading);
        if (column->money != 0)
            *VEC_PUSH(binder->model->arena, &titles) =
                view_title(binder->model, KIND_MONEY, column->money, binder->document);
        if (column->source != 0)
            *VEC_PUSH(binder->model->arena, &titles) =
                view_title(binder->model, KIND_SOURCE, column->source, binder->document);
    }
    return titles;
}

static Step *no_column(Binder *binder, Span span) {
    Slice text = bind_source(binder, span);
    Diagnostic *d = bind_finding(binder, CODE_Q03, span,
                                 "the table has no column for %.*s", SLICE_ARGS(text));
    if (d == NULL)
        return bind_error(binder, span);
    help_columns(binder, d);
    if (text.length > 2 && text.at[0] == '"') {
        PropertyNames titles = column_titles(binder);
        int32_t near =
            nearest_of((Slice){text.at + 1, text.length - 2}, titles.at, titles.count);
        if (near >= 0) {
            diagnostic_suggest(binder->model->findings, d, titles.at[near]);
            diagnostic_fix(binder->model->findings, d, d->place,
                           arena_format(binder->model->arena, "\"%.*s\"",
                                        SLICE_ARGS(titles.at[near])));
        }
    }
    return bind_error(binder, span);
}

static Step *several_columns(Binder *binder, Span span, const Columns *found) {
    Slice text = bind_source(binder, span);
    Diagnostic *d = bind_finding(binder, CODE_Q03, span,
                                 "%.*s can be %u columns of the table", SLICE_ARGS(text),
                                 found->count);
    if (d == NULL)
        return bind_error(binder, span);
    Slice first = column_form(binder, found->at[0]);
    if (slice_equal(first, column_form(binder, found->at[1]))) {
        bool computed = table_of(binder)->columns[found->at[0]].computed != NULL;
        diagnostic_help(binder->model->findings, d,
                        computed ? "give each of these columns a heading of its own"
                                 : "tell these columns apart: give each a kind of money "
                                   "of its own, as in 2024 as budget, 2024 as revised");
    } else {
        Slice list = forms_text(binder, found, " or ");
        diagnostic_help(binder->model->findings, d, "write %.*s", SLICE_ARGS(list));
    }
    return bind_error(binder, span);
}

static bool fits(const TableColumn *column, const Wanted *wanted) {
    return column->computed == NULL &&
           (wanted->time.kind == TIME_ABSENT ||
            printed_same_time(wanted->time, column->time)) &&
           (wanted->money == 0 || wanted->money == column->money) &&
           (wanted->source == 0 || wanted->source == column->source);
}

/* A column that names no kind or source where none is asked for is the one that is meant,
 * if others name one. */
static Columns find_columns(const Binder *binder, const Wanted *wanted) {
    const TableInfo *table = table_of(binder);
    Columns found = {0}, plain = {0};
    for (uint32_t i = 0; i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        if (!fits(column, wanted))
            continue;
        *VEC_PUSH(binder->model->arena, &found) = (uint8_t)i;
        if (wanted->money == column->money && wanted->source == column->source)
            *VEC_PUSH(binder->model->arena, &plain) = (uint8_t)i;
    }
    return plain.count > 0 ? plain : found;
}

static Step *cell_step(Binder *binder, uint8_t column, Span span) {
    Type type = {TYPE_AMOUNT, 0};
    if (table_of(binder)->columns[column].computed != NULL) {
        const Formula *formula = formulas_of(binder->formulas, column);
        if (formula->began) {
            bind_finding(binder, CODE_Q03, span,
                         "a formula cannot be computed from its own column");
            return bind_error(binder, span);
        }
        if (formula->bound == NULL)
            return bind_error(binder, span);
        type = formula->type;
    }
    Step *step = bind_step(binder, STEP_LINE_CELL, type, span);
    step->column = column;
    return step;
}

static Step *choose_column(Binder *binder, const Wanted *wanted, Span span) {
    Columns found = find_columns(binder, wanted);
    if (found.count == 0)
        return no_column(binder, span);
    return found.count > 1 ? several_columns(binder, span, &found)
                           : cell_step(binder, found.at[0], span);
}

/* ---- what is named ---- */

/* A whole number of four plain digits: 2_000 and 2000.0 are numbers. *negated: it is
 * written -2024, as behind another year. */
static bool is_year(const Expr *expr, bool *negated, Time *time) {
    if (expr->kind != EXPR_FIGURE)
        return false;
    const Figure figure = expr->figure;
    *negated = figure.digits < 0;
    int64_t year = *negated ? -figure.digits : figure.digits;
    if (figure.flags != 0 || figure.currency != 0 || figure.scale != 0 ||
        figure.length != YEAR_DIGITS + *negated || year > INT32_MAX ||
        !time_is_year((int32_t)year))
        return false;
    *time = (Time){TIME_YEAR, (int32_t)year, (int32_t)year, expr->span, 0};
    return true;
}

static Step *year_column(Binder *binder, const Expr *expr) {
    Wanted wanted = {0};
    bool negated;
    if (!is_year(expr, &negated, &wanted.time))
        return NULL;
    Span digits = {expr->span.start + negated, expr->span.end};
    Step *cell = choose_column(binder, &wanted, digits);
    if (!negated || cell->type.kind == TYPE_ERROR)
        return cell;
    Step *step = bind_step(binder, STEP_NEGATE, cell->type, expr->span);
    step->left = cell;
    return step;
}

static Step *time_column(Binder *binder, const Expr *expr) {
    Findings *findings = binder->model->findings;
    if (expr->time.kind != TIME_ALL &&
        (bind_was_added(findings, CODE_Y10, bind_place(binder, expr->time.span)) ||
         !time_sound(findings, binder->file, expr->time))) {
        binder->failed = true;
        return bind_error(binder, expr->span);
    }
    Wanted wanted = {.time = expr->time};
    return choose_column(binder, &wanted, expr->span);
}

/* Of the columns' kinds of money and sources, the one of that name or title; false: there
 * is none. */
static bool find_thing(const Binder *binder, Slice word, bool title, ThingKind kind,
                       Id *id) {
    const TableInfo *table = table_of(binder);
    for (uint32_t i = 0; i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        Id one = kind == KIND_MONEY ? column->money : column->source;
        if (one == 0)
            continue;
        Slice called = title ? view_title(binder->model, kind, one, binder->document)
                             : model_name(binder->model, kind, one);
        if (slice_equal(called, word)) {
            *id = one;
            return true;
        }
    }
    return false;
}

/* `called`: with parentheses, as a function is. */
static Step *no_thing(Binder *binder, Ref ref, bool called) {
    const Model *model = binder->model;
    const TableInfo *table = table_of(binder);
    Slice name = bind_ref_text(binder, ref);
    PropertyNames names = {0};
    for (uint32_t i = 0; i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        if (column->money != 0)
            *VEC_PUSH(model->arena, &names) =
                model_name(model, KIND_MONEY, column->money);
        if (column->source != 0)
            *VEC_PUSH(model->arena, &names) =
                model_name(model, KIND_SOURCE, column->source);
    }
    for (uint32_t i = 0; called && i < FUNCTION_COUNT; i++) {
        const FunctionDef *function = function_def((FunctionId)i);
        if (function->scalar || function->where == IN_COLUMN || i == FUNCTION_share)
            *VEC_PUSH(model->arena, &names) = slice_of(function->name);
    }
    Diagnostic *d =
        bind_finding(binder, CODE_Q03, ref.span,
                     "no column of the table says \"as %.*s\" or \"from %.*s\"",
                     SLICE_ARGS(name), SLICE_ARGS(name));
    if (d == NULL)
        return bind_error(binder, ref.span);
    bind_suggest(binder, d, ref.span, name, names.at, names.count);
    if (d->fixes.count == 0)
        help_columns(binder, d);
    return bind_error(binder, ref.span);
}

/* Adds what a bare name says to what is wanted; false: it is nothing here, which was
 * reported. */
static bool want_name(Binder *binder, Ref ref, bool called, Wanted *wanted) {
    static const ThingKind kinds[] = {KIND_MONEY, KIND_SOURCE};
    Slice name = bind_ref_text(binder, ref);
    for (int i = 0; i < 2; i++) {
        Id *id = i == 0 ? &wanted->money : &wanted->source;
        Id found = 0;
        if (!find_thing(binder, name, false, kinds[i], &found))
            continue;
        bind_refer(binder, ref, kinds[i], found);
        if (*id == 0 || *id == found) {
            *id = found;
            return true;
        }
        bind_finding(binder, CODE_Q02, ref.span, "a column is of one %s",
                     kind_text(kinds[i]));
        return false;
    }
    no_thing(binder, ref, called);
    return false;
}

static Step *name_column(Binder *binder, const Expr *expr) {
    Wanted wanted = {0};
    if (expr->path.count > 1)
        return no_column(binder, expr->span);
    return want_name(binder, expr->path.at[0], false, &wanted)
               ? choose_column(binder, &wanted, expr->span)
               : bind_error(binder, expr->span);
}

/* A heading; else the title of a kind of money or a source. */
static Step *text_column(Binder *binder, const Expr *expr) {
    const Model *model = binder->model;
    const TableInfo *table = table_of(binder);
    const Source *source = sources_get(model->sources, binder->file);
    Slice text = tree_string(model->arena, source, expr->text);
    Columns found = {0};
    for (uint32_t i = 0; i < table->column_count; i++) {
        const Column *column = table->columns[i].computed;
        if (column != NULL &&
            slice_equal(tree_string(model->arena, source, column->heading), text))
            *VEC_PUSH(model->arena, &found) = (uint8_t)i;
    }
    if (found.count > 1)
        return several_columns(binder, expr->span, &found);
    if (found.count == 1)
        return cell_step(binder, found.at[0], expr->span);
    Wanted wanted = {0};
    if (find_thing(binder, text, true, KIND_MONEY, &wanted.money) ||
        find_thing(binder, text, true, KIND_SOURCE, &wanted.source))
        return choose_column(binder, &wanted, expr->span);
    return no_column(binder, expr->span);
}

/* korr(2025), korr(2025, state): a kind of money or a source, and what else the column
 * is. */
static Step *narrowed_column(Binder *binder, const Expr *expr) {
    Wanted wanted = {0};
    bool fine = want_name(binder, expr->function, true, &wanted), negated = false;
    for (uint32_t i = 0; i < expr->arg_count && fine; i++) {
        const Expr *arg = expr->args[i];
        Time time = {.kind = TIME_ABSENT};
        if (arg->kind == EXPR_NAME && arg->path.count == 1) {
            fine = want_name(binder, arg->path.at[0], false, &wanted);
        } else if (arg->kind == EXPR_TIME ||
                   (is_year(arg, &negated, &time) && !negated)) {
            wanted.time = arg->kind == EXPR_TIME ? arg->time : time;
        } else {
            Slice name = bind_ref_text(binder, expr->function);
            Diagnostic *d =
                bind_finding(binder, CODE_Q02, arg->span,
                             "%.*s(…) is narrowed by a time, a kind of money or a source",
                             SLICE_ARGS(name));
            if (d != NULL)
                help_columns(binder, d);
            fine = false;
        }
    }
    return fine ? choose_column(binder, &wanted, expr->span)
                : bind_error(binder, expr->span);
}

/* ---- over other lines ---- */

/* The slot of an aggregate over the lines of the table. */
static Step *lines_step(Binder *binder, FunctionId function, const Step *of, Span span) {
    Step *step = bind_step(binder, STEP_AGGREGATE, of->type, span);
    step->op = (uint8_t)function;
    step->left = of;
    step->has_aggregate = true;
    step->id = binder->slots->count;
    *VEC_PUSH(binder->model->arena, binder->slots) = step;
    return step;
}

static Step *over_lines(Binder *binder, const Expr *expr, FunctionId function) {
    const char *name = function_def(function)->name;
    if (expr->arg_count != 1 || expr->right != NULL || expr->distinct) {
        bind_finding(binder, CODE_Q02, expr->span,
                     "\"%s\" in a column takes one value, as in %s(2024)", name, name);
        return bind_error(binder, expr->span);
    }
    if (binder->in_aggregate) {
        bind_finding(binder, CODE_Q04, expr->span, "\"%s\" is inside another aggregate",
                     name);
        return bind_error(binder, expr->span);
    }
    binder->in_aggregate = true;
    Step *of = bind_expr(binder, expr->args[0], NULL);
    binder->in_aggregate = false;
    uint8_t kind = of->type.kind;
    if (kind != TYPE_ERROR && (kind < TYPE_NUMBER || kind > TYPE_AMOUNT)) {
        bind_finding(binder, CODE_Q02, of->span, "\"%s\" wants a number, but this is %s",
                     name, type_text(of->type));
        return bind_error(binder, expr->span);
    }
    if (kind == TYPE_ERROR)
        return of;
    Step *lines = lines_step(binder, function, of, expr->span);
    return function == FUNCTION_running
               ? lines
               : bind_arithmetic(binder, EXPR_DIV, of, lines, expr->span);
}

static Step *call_column(Binder *binder, const Expr *expr) {
    FunctionId function = bind_function(binder, expr);
    if (function == FUNCTION_share || function == FUNCTION_running)
        return over_lines(binder, expr, function);
    return function == FUNCTION_COUNT ? narrowed_column(binder, expr) : NULL;
}

Step *bind_column(Binder *binder, const Expr *expr) {
    switch ((ExprKind)expr->kind) {
    case EXPR_FIGURE: return year_column(binder, expr);
    case EXPR_TIME: return time_column(binder, expr);
    case EXPR_NAME: return name_column(binder, expr);
    case EXPR_TEXT: return text_column(binder, expr);
    case EXPR_CALL: return call_column(binder, expr);
    default: return NULL;
    }
}
