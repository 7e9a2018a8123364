/* Calls. Aggregates go in a query over the rows of its table, or of a group, and in a
 * check over those of the table that their argument names; functions of one row are bound
 * in scalar.c. */
#include "eval/bind.h"
#include "base/phrase.h"
#include "base/nearest.h"

static Slice function_name(const Binder *binder, const Expr *expr) {
    return names_text(binder->model->names, expr->function.name);
}

FunctionId bind_function(const Binder *binder, const Expr *expr) {
    enum { LONGEST = 16 };
    const Model *model = binder->model;
    Slice name = function_name(binder, expr);
    FunctionId function = function_find(name);
    char small[LONGEST];
    if (function != FUNCTION_COUNT || name.length > LONGEST ||
        printed_is_table(model, binder->document, expr->function.name) ||
        model_find(model, KIND_MONEY, expr->function.name) != 0 ||
        model_find(model, KIND_SOURCE, expr->function.name) != 0)
        return function;
    for (uint32_t i = 0; i < name.length; i++)
        small[i] = name.at[i] >= 'A' && name.at[i] <= 'Z' ? (char)(name.at[i] - 'A' + 'a')
                                                          : name.at[i];
    return function_find((Slice){small, name.length});
}

static Step *unknown_function(Binder *binder, const Expr *expr) {
    Slice name = function_name(binder, expr);
    PropertyNames names = {0};
    Diagnostic *d = bind_finding(binder, CODE_Q01, expr->function.span,
                                 binder->check
                                     ? "no function or printed table is called \"%.*s\""
                                     : "no function is called \"%.*s\"",
                                 SLICE_ARGS(name));
    if (binder->check)
        bind_printed_names(binder, &names);
    int32_t nearest = nearest_of(name, names.at, names.count);
    uint32_t printed = names.count;
    for (uint32_t i = 0; i < FUNCTION_COUNT; i++) {
        Slice function = slice_of(function_def((FunctionId)i)->name);
        if (function_def((FunctionId)i)->where != IN_COLUMN)
            *VEC_PUSH(binder->model->arena, &names) = function;
    }
    if (nearest >= 0) {
        bind_suggest(binder, d, expr->function.span, name, names.at, names.count);
    } else {
        bind_suggest_or_list(binder, d, expr->function.span, name, "functions",
                             names.at + printed, names.count - printed);
    }
    return bind_error(binder, expr->span);
}

/* Whether a function can stand here at all; reports where it cannot. */
static bool may_stand(Binder *binder, const Expr *expr, FunctionId function) {
    const char *name = function_def(function)->name;
    Findings *findings = binder->model->findings;
    if (binder->rule) {
        bind_finding(binder, CODE_Q04, expr->span,
                     "\"%s\" cannot be in a rule, which sees one project and its counts "
                     "of targets",
                     name);
        return false;
    }
    if (function_def(function)->scalar)
        return true;
    if (binder->in_aggregate) {
        bind_finding(binder, CODE_Q04, expr->span, "\"%s\" is inside another aggregate",
                     name);
        return false;
    }
    if (binder->clause != NULL) {
        Diagnostic *d = bind_finding(
            binder, CODE_Q04, expr->span,
            "\"%s\" cannot be in %s, which sees one row at a time", name, binder->clause);
        if (d != NULL && slice_is(slice_of(binder->clause), "\"where\""))
            diagnostic_help(findings, d, "put conditions on aggregates into \"having\"");
        return false;
    }
    if (function_def(function)->where == IN_COLUMN) {
        bind_finding(binder, CODE_Q04, expr->span,
                     "\"%s\" can only be in a computed column of a table", name);
        return false;
    }
    if (binder->check && function_def(function)->where == IN_QUERY) {
        Diagnostic *d = bind_finding(binder, CODE_Q04, expr->span,
                                     "\"%s\" can only be in a query", name);
        if (d != NULL)
            diagnostic_help(findings, d, "a check has sum, count, avg, min and max");
        return false;
    }
    return true;
}

/* The first name in an expression, which says its table. */
static const Expr *first_name(const Expr *expr) {
    if (expr == NULL || expr->kind == EXPR_NAME)
        return expr;
    if (expr->kind == EXPR_CALL || expr->kind == EXPR_IN || expr->kind == EXPR_BETWEEN ||
        expr->kind == EXPR_CASE) {
        for (uint32_t i = 0; i < expr->arg_count; i++) {
            const Expr *name = first_name(expr->args[i]);
            if (name != NULL)
                return name;
        }
    }
    const Expr *name = first_name(expr->left);
    return name != NULL ? name : first_name(expr->right);
}

static TableId unknown_table(Binder *binder, const Expr *expr, const Expr *name) {
    Ref ref = name->path.at[0];
    Slice text = names_text(binder->model->names, ref.name), names[TABLE_COUNT];
    const char *function = function_def(bind_function(binder, expr))->name;
    uint32_t count = 0;
    TableId has_column = TABLE_COUNT;
    for (uint32_t i = 0; i < TABLE_COUNT; i++) {
        const TableDef *def = table_def((TableId)i);
        if (def->known == KNOWN_COMPUTED)
            continue;
        names[count++] = slice_of(def->name);
        if (has_column == TABLE_COUNT &&
            column_find((Shape)def->shape, text) != COLUMN_COUNT)
            has_column = (TableId)i;
    }
    if (has_column != TABLE_COUNT && name->path.count == 1) {
        Diagnostic *d = bind_finding(binder, CODE_Q01, ref.span,
                                     "\"%.*s\" is a column of which table?",
                                     SLICE_ARGS(text));
        if (d != NULL) {
            diagnostic_help(binder->model->findings, d,
                            "name the table before it, as in %s(%s.%.*s)", function,
                            table_def(has_column)->name, SLICE_ARGS(text));
        }
        return TABLE_COUNT;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q01, ref.span,
                                 "no table is called \"%.*s\"", SLICE_ARGS(text));
    bind_suggest(binder, d, ref.span, text, names, count);
    return TABLE_COUNT;
}

/* Whether it is a printed table, or a cell of it. */
static bool names_printed(const Binder *binder, const Expr *expr) {
    NameId name = expr->kind == EXPR_CALL ? expr->function.name
                  : expr->kind == EXPR_NAME && expr->path.count == 1
                      ? expr->path.at[0].name
                      : 0;
    return name != 0 &&
           table_find(names_text(binder->model->names, name)) == TABLE_COUNT &&
           printed_is_table(binder->model, binder->document, name);
}

/* The table over which an aggregate in a check goes; TABLE_COUNT was reported. */
static TableId table_of_call(Binder *binder, const Expr *expr) {
    const Expr *arg = expr->args[0];
    if (names_printed(binder, arg)) {
        Slice text = bind_source(binder, arg->span);
        Slice function = function_name(binder, expr);
        Diagnostic *d = bind_finding(binder, CODE_Q04, expr->span,
                                     "\"%.*s\" is over rows, and %.*s is printed",
                                     SLICE_ARGS(function), SLICE_ARGS(text));
        if (d != NULL) {
            diagnostic_help(binder->model->findings, d, "write %.*s alone",
                            SLICE_ARGS(text));
        }
        return TABLE_COUNT;
    }
    const Expr *name = first_name(expr->args[0]);
    if (name == NULL) {
        Diagnostic *d = bind_finding(binder, CODE_Q01, expr->span,
                                     "a check cannot tell over which table this goes");
        if (d != NULL) {
            diagnostic_help(binder->model->findings, d,
                            "name it, as in count(projects) or sum(funding.amount)");
        }
        return TABLE_COUNT;
    }
    TableId table = table_find(names_text(binder->model->names, name->path.at[0].name));
    if (table == TABLE_COUNT)
        return unknown_table(binder, expr, name);
    if (table_def(table)->known == KNOWN_COMPUTED) {
        bind_finding(binder, CODE_Q01, name->path.at[0].span,
                     "\"%s\" is known only after the checks: only a query can ask for it",
                     table_def(table)->name);
        return TABLE_COUNT;
    }
    return table;
}

static bool can_add(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_ANY || kind == TYPE_ERROR ||
           (kind >= TYPE_NUMBER && kind <= TYPE_AMOUNT);
}

static bool has_order(const Step *step) {
    uint8_t kind = step->type.kind;
    return can_add(step) || kind == TYPE_YEAR || kind == TYPE_DATE || kind == TYPE_TEXT ||
           kind == TYPE_WORD;
}

static bool fits_function(Binder *binder, FunctionId function, const Step *arg) {
    bool fine = true;
    switch (function) {
    case FUNCTION_sum:
    case FUNCTION_avg:
    case FUNCTION_share:
    case FUNCTION_change: fine = can_add(arg); break;
    case FUNCTION_min:
    case FUNCTION_max: fine = has_order(arg); break;
    default: break;
    }
    if (!fine) {
        const char *name = function_def(function)->name;
        Slice text = bind_source(binder, arg->span);
        Diagnostic *d = bind_finding(binder, CODE_Q02, arg->span,
                                     "the %s of %.*s is not possible: it is %s", name,
                                     SLICE_ARGS(text), type_text(arg->type));
        bool extreme = function == FUNCTION_min || function == FUNCTION_max;
        if (d != NULL && arg->type.kind == TYPE_REF && extreme) {
            diagnostic_help(binder->model->findings, d, "take its title: %s(%.*s.title)",
                            name, SLICE_ARGS(text));
        } else if (d != NULL && arg->type.kind == TYPE_REF) {
            diagnostic_help(binder->model->findings, d,
                            "count them: count(distinct %.*s)", SLICE_ARGS(text));
        }
    }
    return fine;
}

static Type result_type(FunctionId function, const Step *arg) {
    switch (function) {
    case FUNCTION_count: return (Type){TYPE_NUMBER, 0};
    case FUNCTION_share: return (Type){TYPE_PERCENT, 0};
    case FUNCTION_list: return (Type){TYPE_TEXT, 0};
    default: return arg == NULL ? (Type){TYPE_ERROR, 0} : arg->type;
    }
}

/* count(*) and count(projects) count rows. */
static bool counts_rows(const Binder *binder, const Expr *expr) {
    const Expr *arg = expr->args[0];
    if (arg->kind == EXPR_STAR)
        return true;
    return binder->check && arg->kind == EXPR_NAME && arg->path.count == 1;
}

static Step *bind_argument(Binder *binder, const Expr *expr, FunctionId function) {
    const Expr *arg = expr->args[0];
    if (!counts_rows(binder, expr))
        return bind_expr(binder, arg, NULL);
    if (function != FUNCTION_count) {
        Diagnostic *d = bind_finding(binder, CODE_Q02, arg->span,
                                     "\"%s\" needs a column, not whole rows",
                                     function_def(function)->name);
        if (d != NULL && binder->table == TABLE_funding) {
            diagnostic_help(binder->model->findings, d, "write %s(%samount)",
                            function_def(function)->name,
                            binder->query ? "" : "funding.");
        }
        return bind_error(binder, arg->span);
    }
    return NULL;
}

static bool counts_arguments(Binder *binder, const Expr *expr, FunctionId function) {
    const FunctionDef *def = function_def(function);
    if (expr->arg_count >= def->least && expr->arg_count <= def->most)
        return true;
    if (!def->scalar && def->most == 1) {
        bind_finding(binder, CODE_Q02, expr->span, "\"%s\" is made of one column, not %u",
                     def->name, expr->arg_count);
    } else if (def->least == def->most) {
        bind_finding(binder, CODE_Q02, expr->span, "\"%s\" takes %u value%s, not %u",
                     def->name, def->least, phrase_s(def->least), expr->arg_count);
    } else {
        bind_finding(binder, CODE_Q02, expr->span, "\"%s\" takes %u to %u values, not %u",
                     def->name, def->least, def->most, expr->arg_count);
    }
    return false;
}

/* share(x, 2): how many digits, as a number that stands there. */
static bool read_digits(Binder *binder, const Expr *expr, Step *step) {
    enum { DIGITS_UNSAID = 1, DIGITS_MOST = 20 };
    step->year = DIGITS_UNSAID;
    if (expr->arg_count < 2)
        return true;
    const Step *digits = bind_expr(binder, expr->args[1], NULL);
    if (digits->kind == STEP_CONSTANT && digits->constant->kind == DATUM_NUMBER &&
        digits->constant->number.scale == 0 && digits->constant->number.units >= 0 &&
        digits->constant->number.units <= DIGITS_MOST) {
        step->year = (int16_t)digits->constant->number.units;
        return true;
    }
    if (digits->type.kind != TYPE_ERROR) {
        bind_finding(binder, CODE_Q02, expr->args[1]->span,
                     "\"%s\" is rounded to a number of digits from 0 to %d",
                     function_def((FunctionId)step->op)->name, DIGITS_MOST);
    }
    return false;
}

/* Gives an aggregate of a query its slot, the same to those that read the same. */
static void take_slot(Binder *binder, Step *step) {
    Slice text = bind_source(binder, step->span);
    for (uint32_t i = 0; i < binder->slots->count; i++) {
        if (slice_equal(bind_source(binder, binder->slots->at[i]->span), text)) {
            step->id = i;
            return;
        }
    }
    step->id = binder->slots->count;
    *VEC_PUSH(binder->model->arena, binder->slots) = step;
}

Step *bind_call(Binder *binder, const Expr *expr) {
    FunctionId function = bind_function(binder, expr);
    if (function == FUNCTION_COUNT && binder->check &&
        printed_is_table(binder->model, binder->document, expr->function.name))
        return bind_printed(binder, expr);
    if (function == FUNCTION_COUNT)
        return unknown_function(binder, expr);
    if (!may_stand(binder, expr, function) || !counts_arguments(binder, expr, function))
        return bind_error(binder, expr->span);
    if (function_def(function)->scalar)
        return bind_scalar(binder, expr, function);
    uint8_t outer = binder->table;
    if (binder->check) {
        binder->table = (uint8_t)table_of_call(binder, expr);
        if (binder->table == TABLE_COUNT) {
            binder->table = outer;
            return bind_error(binder, expr->span);
        }
    }
    Step *step = bind_step(binder, STEP_AGGREGATE, (Type){TYPE_ERROR, 0}, expr->span);
    step->op = (uint8_t)function;
    step->table = binder->table;
    step->distinct = expr->distinct;
    step->has_aggregate = true;
    binder->in_aggregate = true;
    Step *arg = bind_argument(binder, expr, function);
    step->left = arg;
    if (expr->right != NULL) {
        const Step *where = bind_truth(binder, expr->right, "what is behind \"where\"");
        bool entries = table_def((TableId)binder->table)->shape == SHAPE_ENTRY;
        step->right = entries && !binder->query ? bind_fast(binder, where) : where;
    }
    binder->in_aggregate = false;
    binder->table = outer;
    if (arg != NULL && !fits_function(binder, function, arg))
        return bind_error(binder, expr->span);
    if (!read_digits(binder, expr, step))
        return bind_error(binder, expr->span);
    step->type = result_type(function, arg);
    if (binder->slots != NULL)
        take_slot(binder, step);
    return step;
}
