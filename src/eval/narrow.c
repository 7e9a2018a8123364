/* A printed table named in a check, `t4` or `t2(green, 2023)`: what is named of it, and
 * which of its cells is meant where a figure is wanted. What is not named is the whole:
 * all years, every kind of money, the total of the table. What fits no cell, or several,
 * is a finding that says what to write. */
#include "eval/bind.h"
#include "base/nearest.h"
#include "eval/evaluate.h"
#include "model/view.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199, LISTED_MOST = 6 };

/* ---- as it is written ---- */

/* "green", or "area = green" where another thing of the table is called so. */
static Slice thing_form(const Binder *binder, const Narrow *narrow, Subject thing) {
    const Model *model = binder->model;
    SubjectVec things = {0};
    Slice name = model_name(model, (ThingKind)thing.kind, thing.id);
    printed_things(model, narrow->document, narrow->name, &things);
    for (uint32_t i = 0; i < things.count; i++) {
        if (things.at[i].kind != thing.kind &&
            slice_equal(model_name(model, (ThingKind)things.at[i].kind, things.at[i].id),
                        name)) {
            return arena_format(model->arena, "%s = %.*s",
                                kind_text((ThingKind)thing.kind), SLICE_ARGS(name));
        }
    }
    return name;
}

static void put_part(Text *text, Slice part) {
    text_slice(text, text->length > 0 ? SLICE(", ") : SLICE(""));
    text_slice(text, part);
}

/* "t2(green, 2023)" */
static Slice narrow_text(const Binder *binder, const Narrow *narrow) {
    Model *model = binder->model;
    Slice table = names_text(model->names, narrow->name);
    Text parts = {.memory = arena_memory(model->arena)};
    for (uint32_t i = 0; i < narrow->subject_count; i++)
        put_part(&parts, thing_form(binder, narrow, narrow->subjects[i]));
    if (narrow->time.kind != TIME_ABSENT)
        put_part(&parts, time_text(model->arena, narrow->time));
    if (narrow->money != 0) {
        put_part(&parts,
                 thing_form(binder, narrow, (Subject){KIND_MONEY, narrow->money}));
    }
    if (narrow->source != 0) {
        put_part(&parts,
                 thing_form(binder, narrow, (Subject){KIND_SOURCE, narrow->source}));
    }
    Slice inner = text_view(&parts);
    Slice whole = table;
    if (narrow->where != NULL) {
        Slice where = span_text(model, narrow->file, narrow->where->span);
        whole = arena_format(model->arena, "%.*s(%.*s%swhere %.*s)", SLICE_ARGS(table),
                             SLICE_ARGS(inner), inner.length > 0 ? " " : "",
                             SLICE_ARGS(where));
    } else if (inner.length > 0) {
        whole = arena_format(model->arena, "%.*s(%.*s)", SLICE_ARGS(table),
                             SLICE_ARGS(inner));
    }
    text_free(&parts);
    return whole;
}

/* All that tells a cell from others. */
static Narrow narrow_of(const Narrow *narrow, const PrintedCell *cell) {
    return (Narrow){.document = narrow->document,
                    .name = narrow->name,
                    .subjects = cell->subjects,
                    .subject_count = cell->subject_count,
                    .time = cell->time,
                    .money = cell->money,
                    .source = cell->source,
                    .where = cell->where,
                    .file = cell->file};
}

typedef VEC(Slice) Forms;

static void add_form(const Binder *binder, const Narrow *narrow, Forms *forms) {
    Slice form = narrow_text(binder, narrow);
    for (uint32_t i = 0; i < forms->count; i++)
        if (slice_equal(forms->at[i], form))
            return;
    *VEC_PUSH(binder->model->arena, forms) = form;
}

/* "a, b and c", of many the first ones. */
static Slice forms_text(const Binder *binder, const Forms *forms, const char *last) {
    Text text = {.memory = arena_memory(binder->model->arena)};
    for (uint32_t i = 0; i < forms->count && i < LISTED_MOST; i++) {
        bool end = i + 1 == forms->count;
        text_slice(&text, i == 0 ? SLICE("") : end ? slice_of(last) : SLICE(", "));
        text_slice(&text, forms->at[i]);
    }
    text_slice(&text, forms->count > LISTED_MOST ? SLICE(", …") : SLICE(""));
    Slice all = arena_copy(binder->model->arena, text_view(&text));
    text_free(&text);
    return all;
}

/* ---- what is named ---- */

typedef struct Naming {
    Binder *binder;
    const Expr *expr; /* the call */
    Narrow narrow;
    SubjectVec subjects, things; /* named so far; that there are */
} Naming;

static Slice table_name(const Naming *naming) {
    return names_text(naming->binder->model->names, naming->narrow.name);
}

static bool named_twice(Naming *naming, const Expr *arg, const char *what) {
    Slice table = table_name(naming);
    bind_finding(naming->binder, CODE_Q02, arg->span,
                 "%.*s(…) names one %s, and this is a second", SLICE_ARGS(table), what);
    return false;
}

static bool name_thing(Naming *naming, const Expr *arg, Subject thing) {
    switch ((ThingKind)thing.kind) {
    case KIND_MONEY:
        if (naming->narrow.money != 0)
            return named_twice(naming, arg, "kind of money");
        naming->narrow.money = thing.id;
        return true;
    case KIND_SOURCE:
        if (naming->narrow.source != 0)
            return named_twice(naming, arg, "source");
        naming->narrow.source = thing.id;
        return true;
    default: *VEC_PUSH(naming->binder->model->arena, &naming->subjects) = thing;
    }
    return true;
}

static bool name_time(Naming *naming, const Expr *arg, Time time) {
    if (naming->narrow.time.kind != TIME_ABSENT)
        return named_twice(naming, arg, "time");
    naming->narrow.time = time;
    return true;
}

/* What a thing is called: by name, or by title where the argument is a text. */
static Slice called(const Naming *naming, Subject thing, bool title) {
    const Model *model = naming->binder->model;
    ThingKind kind = (ThingKind)thing.kind;
    return title ? view_title(model, kind, thing.id, naming->binder->document)
                 : model_name(model, kind, thing.id);
}

static bool not_there(Naming *naming, const Expr *arg, ThingKind wanted, Slice word) {
    Binder *binder = naming->binder;
    Model *model = binder->model;
    bool title = arg->kind == EXPR_TEXT;
    Slice table = table_name(naming);
    PropertyNames names = {0};
    for (uint32_t i = 0; i < naming->things.count; i++)
        if (wanted == KIND_COUNT || naming->things.at[i].kind == wanted)
            *VEC_PUSH(model->arena, &names) = called(naming, naming->things.at[i], title);
    for (uint32_t i = 0; wanted != KIND_COUNT && i < naming->things.count; i++) {
        Subject thing = naming->things.at[i];
        if (slice_equal(called(naming, thing, title), word)) {
            bind_finding(binder, CODE_N05, arg->span,
                         "\"%.*s\" is %s, but this must be %s", SLICE_ARGS(word),
                         type_text((Type){TYPE_REF, thing.kind}),
                         type_text((Type){TYPE_REF, (uint8_t)wanted}));
            return false;
        }
    }
    NameId name = title ? 0 : names_find(model->names, word);
    bool declared = false;
    for (uint32_t kind = 0; kind < KIND_COUNT && name != 0; kind++) {
        declared = declared || (kind != KIND_INDICATOR &&
                                model_find(model, (ThingKind)kind, name) != 0);
    }
    Diagnostic *d = declared
                        ? bind_finding(binder, CODE_Q03, arg->span,
                                       "%.*s states nothing of \"%.*s\"",
                                       SLICE_ARGS(table), SLICE_ARGS(word))
                        : bind_finding(binder, CODE_N01, arg->span,
                                       title ? "nothing in %.*s has the title \"%.*s\""
                                             : "nothing in %.*s is called \"%.*s\"",
                                       SLICE_ARGS(table), SLICE_ARGS(word));
    if (d == NULL || names.count == 0)
        return false;
    int32_t nearest = declared ? -1 : nearest_of(word, names.at, names.count);
    if (title && nearest >= 0) {
        diagnostic_suggest(model->findings, d, names.at[nearest]);
        return false;
    }
    if (nearest >= 0) {
        bind_suggest(binder, d, arg->span, word, names.at, names.count);
        return false;
    }
    Slice list = forms_text(binder, &(Forms){names.at, names.count, names.room}, " and ");
    diagnostic_help(model->findings, d, "%.*s has %.*s", SLICE_ARGS(table),
                    SLICE_ARGS(list));
    return false;
}

static bool is_two_things(Naming *naming, const Expr *arg, Slice word,
                          const SubjectVec *found) {
    Binder *binder = naming->binder;
    Slice table = table_name(naming);
    Forms forms = {0};
    bool kinds = found->at[0].kind != found->at[1].kind;
    for (uint32_t i = 0; i < found->count; i++) {
        Slice name = called(naming, found->at[i], false);
        const char *kind = kind_text((ThingKind)found->at[i].kind);
        *VEC_PUSH(binder->model->arena, &forms) =
            kinds
                ? arena_format(binder->model->arena, "%s = %.*s", kind, SLICE_ARGS(name))
                : name;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q02, arg->span,
                                 "\"%.*s\" is %u things in %.*s", SLICE_ARGS(word),
                                 found->count, SLICE_ARGS(table));
    Slice list = forms_text(binder, &forms, " or ");
    if (d != NULL)
        diagnostic_help(binder->model->findings, d, "write %.*s", SLICE_ARGS(list));
    return false;
}

/* A name, or a title in quotes. wanted: of that kind; KIND_COUNT: of any. */
static bool name_word(Naming *naming, const Expr *arg, ThingKind wanted) {
    Binder *binder = naming->binder;
    const Model *model = binder->model;
    bool title = arg->kind == EXPR_TEXT;
    Slice word = title ? tree_string(model->arena,
                                     sources_get(model->sources, binder->file), arg->text)
                       : bind_ref_text(binder, arg->path.at[0]);
    SubjectVec found = {0};
    for (uint32_t i = 0; i < naming->things.count; i++) {
        Subject thing = naming->things.at[i];
        if ((wanted == KIND_COUNT || thing.kind == wanted) &&
            slice_equal(called(naming, thing, title), word))
            *VEC_PUSH(model->arena, &found) = thing;
    }
    if (found.count == 0)
        return not_there(naming, arg, wanted, word);
    if (found.count > 1)
        return is_two_things(naming, arg, word, &found);
    if (!title)
        bind_refer(binder, arg->path.at[0], found.at[0].kind, found.at[0].id);
    return name_thing(naming, arg, found.at[0]);
}

/* A plain number of four digits is a year. */
static bool is_year(const Expr *arg, Time *time) {
    const Figure figure = arg->figure;
    if (arg->kind != EXPR_FIGURE || figure.flags != 0 || figure.currency != 0 ||
        figure.scale != 0 || figure.digits < YEAR_FIRST || figure.digits > YEAR_LAST)
        return false;
    *time = (Time){.kind = TIME_YEAR,
                   .from = (int32_t)figure.digits,
                   .to = (int32_t)figure.digits,
                   .span = arg->span};
    return true;
}

static bool is_word(const Expr *arg) {
    return arg->kind == EXPR_TEXT || (arg->kind == EXPR_NAME && arg->path.count == 1);
}

static bool is_no_name(Naming *naming, const Expr *arg) {
    Slice table = table_name(naming);
    Diagnostic *d = bind_finding(
        naming->binder, CODE_Q02, arg->span,
        "%.*s can be narrowed by names and times, but not by this", SLICE_ARGS(table));
    if (d != NULL) {
        diagnostic_help(naming->binder->model->findings, d,
                        "name an area, a project, a year or all, a kind of money or a "
                        "source, as in %.*s(2023); put a filter behind \"where\"",
                        SLICE_ARGS(table));
    }
    return false;
}

/* `area = green`: which of the things that are called green. */
static bool name_compared(Naming *naming, const Expr *arg) {
    static const ThingKind kinds[] = {KIND_AREA, KIND_PROJECT, KIND_MONEY, KIND_SOURCE};
    const Expr *left = arg->left, *right = arg->right;
    if (arg->op != OP_EQ || left->kind != EXPR_NAME || left->path.count != 1)
        return is_no_name(naming, arg);
    Slice column = bind_ref_text(naming->binder, left->path.at[0]);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_is(column, kind_text(kinds[i])) && is_word(right))
            return name_word(naming, right, kinds[i]);
    Time time;
    return slice_is(column, "year") && is_year(right, &time)
               ? name_time(naming, arg, time)
               : is_no_name(naming, arg);
}

static bool name_argument(Naming *naming, const Expr *arg) {
    Time time;
    switch ((ExprKind)arg->kind) {
    case EXPR_TIME:
        return (arg->time.kind == TIME_ALL ||
                bind_expr(naming->binder, arg, NULL)->type.kind != TYPE_ERROR) &&
               name_time(naming, arg, arg->time);
    case EXPR_COMPARE: return name_compared(naming, arg);
    default: break;
    }
    if (is_year(arg, &time))
        return name_time(naming, arg, time);
    return is_word(arg) ? name_word(naming, arg, KIND_COUNT) : is_no_name(naming, arg);
}

Step *bind_printed(Binder *binder, const Expr *expr) {
    bool call = expr->kind == EXPR_CALL;
    Model *model = binder->model;
    Naming naming = {
        .binder = binder,
        .expr = expr,
        .narrow = {.document = binder->document,
                   .name = call ? expr->function.name : expr->path.at[0].name,
                   .where = call ? expr->right : NULL,
                   .file = binder->file}};
    bool fine = true;
    bind_refer(binder, call ? expr->function : expr->path.at[0], REFERENCE_TABLE,
               printed_first(model, binder->document, naming.narrow.name));
    if (call && expr->arg_count > 0)
        printed_things(model, binder->document, naming.narrow.name, &naming.things);
    for (uint32_t i = 0; call && i < expr->arg_count; i++)
        fine = name_argument(&naming, expr->args[i]) && fine;
    if (call && expr->distinct)
        fine = is_no_name(&naming, expr);
    if (!fine)
        return bind_error(binder, expr->span);
    naming.narrow.subjects = naming.subjects.at;
    naming.narrow.subject_count = naming.subjects.count;
    Narrow *narrow = ARENA_NEW(model->arena, Narrow);
    *narrow = naming.narrow;
    Step *step = bind_step(binder, STEP_STATED, (Type){TYPE_STATED, 0}, expr->span);
    step->narrow = narrow;
    return step;
}

/* ---- which cell is meant ---- */

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
    Forms forms = {0};
    for (uint32_t i = 0; i < cells.count && forms.count <= LISTED_MOST; i++) {
        if (alike && cells.at[i].subject_count != narrow->subject_count)
            continue;
        Narrow one = narrow_of(narrow, &cells.at[i]);
        add_form(binder, &one, &forms);
    }
    if (d == NULL)
        return;
    if (forms.count == 0) {
        diagnostic_help(model->findings, d, "the table states no totals");
        return;
    }
    Slice list = forms_text(binder, &forms, " and ");
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
    Forms forms = {0};
    for (uint32_t i = 0; i < cells->count && forms.count <= LISTED_MOST; i++) {
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
        add_form(binder, &one, &forms);
    }
    Slice whole = narrow_text(binder, narrow);
    Diagnostic *d = bind_finding(binder, CODE_Q03, step->span,
                                 "%.*s is printed in %u cells", SLICE_ARGS(whole),
                                 cells->count);
    for (uint32_t i = 0; i < cells->count && i < LABELS_MOST && d != NULL; i++)
        diagnostic_label(model->findings, d, cells->at[i].place, "this one?");
    if (d != NULL && forms.count > 1) {
        Slice list = forms_text(binder, &forms, " or ");
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
    Step *found = bind_step(binder, STEP_CELL, (Type){TYPE_AMOUNT, 0}, step->span);
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
