/* Functions of one value: which values they take, and what they give. */
#include "eval/bind.h"

static bool is_text(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_TEXT || kind == TYPE_WORD || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

static bool is_number(const Step *step) {
    uint8_t kind = step->type.kind;
    return (kind >= TYPE_NUMBER && kind <= TYPE_AMOUNT) || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

static bool is_plain(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_NUMBER || kind == TYPE_ANY || kind == TYPE_NULL ||
           kind == TYPE_ERROR;
}

static bool is_time(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_YEAR || kind == TYPE_DATE || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

static bool wants(Binder *binder, FunctionId function, const Step *arg, bool fits,
                  const char *what) {
    if (fits)
        return true;
    Diagnostic *d =
        bind_finding(binder, CODE_Q02, arg->span, "\"%s\" wants %s, but this is %s",
                     function_def(function)->name, what, type_text(arg->type));
    if (d != NULL && arg->type.kind == TYPE_REF) {
        diagnostic_help(binder->model->findings, d,
                        "add .title for its title or .name for its name");
    }
    return false;
}

/* The type of the result; TYPE_ERROR was reported. */
static Type check_arguments(Binder *binder, FunctionId function, const Step *step) {
    const Step *const *args = step->args;
    bool fine = true;
    Type type = args[0]->type;
    switch (function) {
    case FUNCTION_abs:
    case FUNCTION_round:
        fine = wants(binder, function, args[0], is_number(args[0]), "a number");
        if (step->arg_count > 1) {
            fine = wants(binder, function, args[1], is_plain(args[1]),
                         "a number of digits") &&
                   fine;
        }
        break;
    case FUNCTION_lower:
    case FUNCTION_upper:
    case FUNCTION_length:
    case FUNCTION_trim:
    case FUNCTION_replace:
        for (uint32_t i = 0; i < step->arg_count; i++)
            fine = wants(binder, function, args[i], is_text(args[i]), "a text") && fine;
        type.kind = function == FUNCTION_length ? TYPE_NUMBER : TYPE_TEXT;
        break;
    case FUNCTION_substr:
        fine = wants(binder, function, args[0], is_text(args[0]), "a text");
        for (uint32_t i = 1; i < step->arg_count; i++) {
            fine = wants(binder, function, args[i], is_plain(args[i]), "a number") &&
                   fine;
        }
        type.kind = TYPE_TEXT;
        break;
    case FUNCTION_year:
        fine = wants(binder, function, args[0], is_time(args[0]), "a date");
        type.kind = TYPE_YEAR;
        break;
    default: break;
    }
    return fine ? type : (Type){TYPE_ERROR, 0};
}

/* Beside a year, 2022 is one. */
static Step *as_year(Binder *binder, const Step *beside, Step *step) {
    Decimal year;
    if (beside->type.kind != TYPE_YEAR || step->kind != STEP_CONSTANT ||
        step->type.kind != TYPE_NUMBER ||
        !decimal_rescale(step->constant->number, 0, &year) || year.units <= 0 ||
        year.units > INT16_MAX || decimal_compare(year, step->constant->number) != 0)
        return step;
    return bind_constant(binder, datum_year((int32_t)year.units), beside->type,
                         step->span);
}

/* coalesce, nullif: values that can be compared with each other. */
static bool bind_alike(Binder *binder, const Expr *expr, Step *step) {
    bool equal = (FunctionId)step->op == FUNCTION_nullif;
    Step *first = bind_expr(binder, expr->args[0], NULL);
    bool fine = first->type.kind != TYPE_ERROR;
    step->type = first->type;
    for (uint32_t i = 1; i < expr->arg_count; i++) {
        Span span = expr->args[i]->span;
        Step *arg = equal ? bind_expr(binder, expr->args[i], first)
                          : bind_chosen_value(binder, expr->args[i], first);
        fine = (equal ? bind_equal(binder, &first, &arg, span)
                      : bind_comparable(binder, &first, &arg, false, span)) &&
               fine;
        arg = as_year(binder, first, arg);
        step->args[i] = arg;
        if (i == 1)
            step->type = first->type;
        bind_join_type(&step->type, arg->type);
        bind_join_flags(step, arg);
    }
    step->args[0] = first;
    bind_join_flags(step, first);
    if (equal)
        step->type = first->type;
    return fine;
}

static bool bind_choice(Binder *binder, const Expr *expr, Step *step) {
    Step *test = bind_truth(binder, expr->args[0], "what \"iif\" turns on");
    Step *then = bind_expr(binder, expr->args[1], NULL);
    Step *otherwise = bind_chosen_value(binder, expr->args[2], then);
    step->args[0] = test;
    step->args[1] = then;
    step->args[2] = otherwise;
    const Step **values[] = {&step->args[1], &step->args[2]};
    bind_chosen(binder, step, values, 2);
    for (uint32_t i = 0; i < 3; i++)
        bind_join_flags(step, step->args[i]);
    return test->type.kind != TYPE_ERROR && step->args[1]->type.kind != TYPE_ERROR &&
           step->args[2]->type.kind != TYPE_ERROR;
}

Step *bind_scalar(Binder *binder, const Expr *expr, FunctionId function) {
    Step *step = bind_step(binder, STEP_SCALAR, (Type){TYPE_ANY, 0}, expr->span);
    step->op = (uint8_t)function;
    step->arg_count = expr->arg_count;
    step->args = ARENA_ARRAY(binder->model->arena, const Step *, expr->arg_count);
    bool fine = true;
    if (expr->right != NULL || expr->distinct) {
        bind_finding(binder, CODE_Q04, expr->span,
                     "\"%s\" is not over rows, so that it takes no \"%s\"",
                     function_def(function)->name, expr->distinct ? "distinct" : "where");
        return bind_error(binder, expr->span);
    }
    if (function == FUNCTION_coalesce || function == FUNCTION_nullif)
        return bind_alike(binder, expr, step) ? step : bind_error(binder, expr->span);
    if (function == FUNCTION_iif)
        return bind_choice(binder, expr, step) ? step : bind_error(binder, expr->span);
    for (uint32_t i = 0; i < expr->arg_count; i++) {
        Step *arg = bind_expr(binder, expr->args[i], NULL);
        if (arg->type.kind == TYPE_STATED)
            arg = bind_as_figure(binder, arg);
        step->args[i] = arg;
        fine = fine && arg->type.kind != TYPE_ERROR;
        bind_join_flags(step, arg);
    }
    if (!fine)
        return bind_error(binder, expr->span);
    step->type = check_arguments(binder, function, step);
    return step->type.kind == TYPE_ERROR ? bind_error(binder, expr->span) : step;
}

/* ---- values ---- */
