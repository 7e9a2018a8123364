/* A printed table named in a check, `t4` or `t2(green, 2023)`: what is named of it. What
 * is not named is the whole: all years, every kind of money, the total of the table. */
#include "eval/bind.h"

#include "base/nearest.h"
#include "eval/narrow.h"
#include "model/view.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199 };

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
    if (title && wanted == KIND_COUNT)
        printed_headings(model, binder->document, naming->narrow.name, &names);
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
    Slice list = narrow_forms_text(
        binder, &(NarrowForms){names.at, names.count, names.room}, " and ");
    diagnostic_help(model->findings, d, "%.*s has %.*s", SLICE_ARGS(table),
                    SLICE_ARGS(list));
    return false;
}

static bool is_two_things(Naming *naming, const Expr *arg, Slice word,
                          const SubjectVec *found) {
    Binder *binder = naming->binder;
    Slice table = table_name(naming);
    NarrowForms forms = {0};
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
    Slice list = narrow_forms_text(binder, &forms, " or ");
    if (d != NULL)
        diagnostic_help(binder->model->findings, d, "write %.*s", SLICE_ARGS(list));
    return false;
}

/* The heading of a computed column. */
static bool name_heading(Naming *naming, const Expr *arg, Slice heading,
                         const SubjectVec *things) {
    Slice table = table_name(naming);
    if (naming->narrow.heading.length > 0)
        return named_twice(naming, arg, "computed column");
    naming->narrow.heading = heading;
    if (things->count == 0)
        return true;
    Subject thing = things->at[0];
    Slice name = called(naming, thing, false);
    Diagnostic *d = bind_finding(naming->binder, CODE_Q02, arg->span,
                                 "\"%.*s\" is a computed column of %.*s, and %s",
                                 SLICE_ARGS(heading), SLICE_ARGS(table),
                                 type_text((Type){TYPE_REF, thing.kind}));
    if (d != NULL)
        diagnostic_help(naming->binder->model->findings, d,
                        "give the column another heading; of the other, write %s = %.*s",
                        kind_text((ThingKind)thing.kind), SLICE_ARGS(name));
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
    if (title && wanted == KIND_COUNT &&
        printed_is_heading(model, binder->document, naming->narrow.name, word))
        return name_heading(naming, arg, word, &found);
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
                        "name an area, a project, a year or all, a kind of money, a "
                        "source or a computed column, as in %.*s(2023); put a filter "
                        "behind \"where\"",
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
