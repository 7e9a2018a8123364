/* From expressions to steps: every name is resolved and every type checked here, once,
 * so that evaluating a row looks nothing up. This file walks the expression; what names
 * mean is in bind_name.c, what calls are in bind_call.c, which types go together in
 * bind_operator.c. */
#include "eval/bind.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "eval/among.h"

/* A bare word that is no name here, or a parameter: it gets its meaning from what it
 * stands beside. */
static bool is_word(const Binder *binder, const Expr *expr) {
    return expr->kind == EXPR_PARAM ||
           (expr->kind == EXPR_NAME && expr->path.count == 1 &&
            !bind_knows(binder, expr));
}

/* Binds two operands, the one that gives the other its meaning first. */
static void bind_pair(Binder *binder, const Expr *left, const Expr *right,
                      Step **left_step, Step **right_step) {
    if (is_word(binder, left) && !is_word(binder, right)) {
        *right_step = bind_expr(binder, right, NULL);
        *left_step = bind_expr(binder, left, *right_step);
        return;
    }
    *left_step = bind_expr(binder, left, NULL);
    *right_step = bind_expr(binder, right, *left_step);
}

void bind_join_flags(Step *step, const Step *part) {
    step->has_aggregate = step->has_aggregate || (part != NULL && part->has_aggregate);
}

Step *bind_truth(Binder *binder, const Expr *expr, const char *what) {
    Step *step = bind_expr(binder, expr, NULL);
    uint8_t kind = step->type.kind;
    if (kind != TYPE_ERROR && kind != TYPE_ANY && kind != TYPE_BOOL) {
        Diagnostic *d = bind_finding(binder, CODE_Q02, expr->span,
                                     "%s must be true or false, but this is %s", what,
                                     type_text(step->type));
        if (d != NULL) {
            diagnostic_help(binder->model->findings, d,
                            "compare it with something: =, !=, <, <=, >, >=");
        }
        return bind_error(binder, expr->span);
    }
    return step;
}

static const Type type_bool = {TYPE_BOOL, 0};

static Step *bind_logic(Binder *binder, const Expr *expr) {
    static const char *const what[] = {"what is beside \"and\"", "what is beside \"or\""};
    bool either = expr->kind == EXPR_OR;
    Step *left = bind_truth(binder, expr->left, what[either]);
    Step *right = bind_truth(binder, expr->right, what[either]);
    Step *step = bind_step(binder, either ? STEP_OR : STEP_AND, type_bool, expr->span);
    step->left = left;
    step->right = right;
    bind_join_flags(step, left);
    bind_join_flags(step, right);
    return step;
}

static Step *bind_not(Binder *binder, const Expr *expr) {
    Step *left = bind_truth(binder, expr->left, "what is behind \"not\"");
    Step *step = bind_step(binder, STEP_NOT, type_bool, expr->span);
    step->left = left;
    bind_join_flags(step, left);
    return step;
}

static Step *bind_negate(Binder *binder, const Expr *expr) {
    Step *left = bind_expr(binder, expr->left, NULL);
    uint8_t kind = left->type.kind;
    if (kind == TYPE_ERROR)
        return left;
    if (kind != TYPE_ANY && kind != TYPE_NUMBER && kind != TYPE_PERCENT &&
        kind != TYPE_AMOUNT && kind != TYPE_STATED) {
        bind_finding(binder, CODE_Q02, expr->span, "%s has no negative",
                     type_text(left->type));
        return bind_error(binder, expr->span);
    }
    Step *step = bind_step(binder, STEP_NEGATE, left->type, expr->span);
    step->left = left;
    bind_join_flags(step, left);
    return step;
}

static Step *bind_comparison(Binder *binder, const Expr *expr) {
    Step *left, *right;
    bind_pair(binder, expr->left, expr->right, &left, &right);
    return bind_compare(binder, (CompareOp)expr->op, left, right, expr->span);
}

static Step *bind_two(Binder *binder, const Expr *expr) {
    Step *left, *right;
    bind_pair(binder, expr->left, expr->right, &left, &right);
    return bind_arithmetic(binder, (ExprKind)expr->kind, left, right, expr->span);
}

static Step *bind_join(Binder *binder, const Expr *expr) {
    Step *step = bind_step(binder, STEP_JOIN, (Type){TYPE_TEXT, 0}, expr->span);
    Step *left = bind_expr(binder, expr->left, NULL);
    Step *right = bind_expr(binder, expr->right, NULL);
    step->left = left;
    step->right = right;
    bind_join_flags(step, left);
    bind_join_flags(step, right);
    if (left->type.kind == TYPE_STATED || right->type.kind == TYPE_STATED) {
        bind_finding(binder, CODE_Q02, expr->span, "a printed table is not a text");
        return bind_error(binder, expr->span);
    }
    return step;
}

/* `between 2022 and 2020` holds for nothing, and `not between` for all. */
static bool ends_in_order(Binder *binder, const Expr *expr, const Step *const *args) {
    const Step *low = args[0], *high = args[1];
    if (low->kind != STEP_CONSTANT || high->kind != STEP_CONSTANT ||
        low->constant->kind != high->constant->kind ||
        datum_compare(OP_GT, low->constant, high->constant) != TRI_TRUE)
        return true;
    Slice ends[] = {bind_source(binder, expr->args[0]->span),
                    bind_source(binder, expr->args[1]->span)};
    Diagnostic *d =
        bind_finding(binder, CODE_Q02, expr->span,
                     "nothing is between %.*s and %.*s: the first is more than "
                     "the second",
                     SLICE_ARGS(ends[0]), SLICE_ARGS(ends[1]));
    if (d != NULL) {
        diagnostic_help(binder->model->findings, d,
                        "write the lesser one first: between %.*s and %.*s",
                        SLICE_ARGS(ends[1]), SLICE_ARGS(ends[0]));
    }
    return false;
}

/* `in`, `between`: args are compared with left, each. */
static Step *bind_range(Binder *binder, const Expr *expr) {
    bool between = expr->kind == EXPR_BETWEEN;
    Step *step =
        bind_step(binder, between ? STEP_BETWEEN : STEP_IN, type_bool, expr->span);
    step->negated = expr->negated;
    step->printed = binder->check && binder->table == TABLE_COUNT;
    Step *left = bind_expr(binder, expr->left, NULL);
    step->args = ARENA_ARRAY(binder->model->arena, const Step *, expr->arg_count);
    step->arg_count = expr->arg_count;
    bind_join_flags(step, left);
    bool fine = left->type.kind != TYPE_ERROR;
    for (uint32_t i = 0; i < expr->arg_count; i++) {
        Step *arg = bind_expr(binder, expr->args[i], left);
        Span span = expr->args[i]->span;
        fine = (between ? bind_ordered(binder, &left, &arg, span)
                        : bind_equal(binder, &left, &arg, span)) &&
               fine;
        step->args[i] = arg;
        bind_join_flags(step, arg);
    }
    if (between && fine)
        fine = ends_in_order(binder, expr, step->args);
    if (!between) {
        bind_any_title(left);
        step->among = fine ? among_new(binder->model->arena, step->args, step->arg_count,
                                       step->printed)
                           : NULL;
    }
    step->left = left;
    return fine ? step : bind_error(binder, expr->span);
}

static bool is_text(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_TEXT || kind == TYPE_WORD || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

/* Whether a text is one sign, to be put before `%` and `_` in a pattern. */
static bool check_escape(Binder *binder, const Step *escape, const Step *pattern) {
    Slice sign = escape->constant->text;
    uint32_t bytes = 0, code = 0;
    if (sign.length > 0)
        code = utf8_decode(sign.at, sign.length, &bytes);
    if (sign.length == 0 || bytes < sign.length) {
        bind_finding(binder, CODE_Q02, escape->span,
                     "\"escape\" takes a text of one sign, and this is %s",
                     sign.length == 0 ? "empty" : "longer");
        return false;
    }
    if (pattern->kind != STEP_CONSTANT || pattern->constant->kind != DATUM_TEXT)
        return true;
    Slice rest = pattern->constant->text;
    while (rest.length > 0) {
        uint32_t found = utf8_decode(rest.at, rest.length, &bytes);
        rest = slice_from(rest, bytes);
        if (found == code && rest.length == 0) {
            Diagnostic *d = bind_finding(binder, CODE_Q02, pattern->span,
                                         "nothing is behind the last \"%.*s\" of this "
                                         "pattern, so that it matches no text",
                                         SLICE_ARGS(sign));
            if (d != NULL) {
                diagnostic_help(binder->model->findings, d,
                                "for the sign itself write it twice");
            }
            return false;
        }
        if (found == code) {
            (void)utf8_decode(rest.at, rest.length, &bytes);
            rest = slice_from(rest, bytes);
        }
    }
    return true;
}

static Step *bind_like(Binder *binder, const Expr *expr) {
    Step *left = bind_expr(binder, expr->left, NULL);
    Step *right = bind_expr(binder, expr->right, NULL);
    if (!is_text(left) || !is_text(right)) {
        const Step *wrong = is_text(left) ? right : left;
        Diagnostic *d = bind_finding(binder, CODE_Q02, wrong->span,
                                     "\"like\" compares texts, but this is %s",
                                     type_text(wrong->type));
        if (d != NULL && wrong->type.kind == TYPE_REF)
            diagnostic_help(binder->model->findings, d, "add .title for its title");
        return bind_error(binder, expr->span);
    }
    const Step *escape = expr->arg_count > 0 ? bind_expr(binder, expr->args[0], NULL)
                                             : NULL;
    if (escape != NULL && !check_escape(binder, escape, right))
        return bind_error(binder, expr->span);
    bind_any_title(left);
    Step *step = bind_step(binder, STEP_LIKE, type_bool, expr->span);
    if (escape != NULL) {
        step->args = ARENA_NEW(binder->model->arena, const Step *);
        step->args[0] = escape;
        step->arg_count = 1;
    }
    step->negated = expr->negated;
    step->left = left;
    step->right = right;
    bind_join_flags(step, left);
    bind_join_flags(step, right);
    return step;
}

static Step *bind_is_null(Binder *binder, const Expr *expr) {
    Step *step = bind_step(binder, STEP_IS_NULL, type_bool, expr->span);
    Step *left = bind_expr(binder, expr->left, NULL);
    step->negated = expr->negated;
    step->left = left;
    bind_join_flags(step, left);
    if (left->type.kind == TYPE_STATED) {
        bind_finding(binder, CODE_Q02, expr->span, "a printed table is never missing");
        return bind_error(binder, expr->span);
    }
    return step;
}

/* The values of a `case` have one type, or one known only when evaluated. */
void bind_join_type(Type *type, Type with) {
    if (type->kind == TYPE_ERROR || type->kind == TYPE_NULL)
        *type = with;
    else if (with.kind != TYPE_NULL && (with.kind != type->kind || with.of != type->of))
        *type = (Type){TYPE_ANY, 0};
}

static Step *bind_case(Binder *binder, const Expr *expr) {
    Step *step = bind_step(binder, STEP_CASE, (Type){TYPE_NULL, 0}, expr->span);
    Step *operand = expr->left == NULL ? NULL : bind_expr(binder, expr->left, NULL);
    Step *last = NULL;
    step->left = operand;
    step->args = ARENA_ARRAY(binder->model->arena, const Step *, expr->arg_count);
    step->arg_count = expr->arg_count & ~1u;
    const Step ***values =
        ARENA_ARRAY(binder->model->arena, const Step **, expr->arg_count / 2 + 1);
    uint32_t count = 0;
    bind_join_flags(step, operand);
    if (operand != NULL)
        bind_any_title(operand);
    for (uint32_t i = 0; i + 1 < expr->arg_count; i += 2) {
        Step *when, *then = bind_chosen_value(binder, expr->args[i + 1], last);
        if (operand == NULL) {
            when = bind_truth(binder, expr->args[i], "what is behind \"when\"");
        } else {
            Step *against = operand;
            when = bind_expr(binder, expr->args[i], operand);
            bind_equal(binder, &against, &when, when->span);
        }
        step->args[i] = when;
        step->args[i + 1] = last = then;
        values[count++] = &step->args[i + 1];
        bind_join_flags(step, when);
        bind_join_flags(step, then);
    }
    if (expr->right != NULL) {
        Step *otherwise = bind_chosen_value(binder, expr->right, last);
        step->right = otherwise;
        values[count++] = &step->right;
        bind_join_flags(step, otherwise);
    }
    bind_chosen(binder, step, values, count);
    return step;
}

static Step *bind_figure(Binder *binder, const Expr *expr) {
    if (expr->figure.flags & FIGURE_BAD)
        return bind_error(binder, expr->span);
    Datum datum = datum_figure(expr->figure, false, 0, binder->currency);
    static const uint8_t types[] = {[DATUM_NUMBER] = TYPE_NUMBER,
                                    [DATUM_PERCENT] = TYPE_PERCENT,
                                    [DATUM_AMOUNT] = TYPE_AMOUNT};
    bool number = datum.kind >= DATUM_NUMBER && datum.kind <= DATUM_AMOUNT;
    uint8_t type = number ? types[datum.kind] : TYPE_NULL;
    return bind_constant(binder, datum, (Type){type, 0}, expr->span);
}

static Step *bind_text(Binder *binder, const Expr *expr) {
    const Model *model = binder->model;
    Slice text =
        tree_string(model->arena, sources_get(model->sources, binder->file), expr->text);
    return bind_constant(binder, datum_string(text), (Type){TYPE_TEXT, 0}, expr->span);
}

static Step *bind_time(Binder *binder, const Expr *expr) {
    if (expr->time.kind == TIME_ALL) {
        bind_finding(binder, CODE_Q02, expr->span,
                     "\"all\" is a column of a printed table, as in a check's t1(all)");
        return bind_error(binder, expr->span);
    }
    Findings *findings = binder->model->findings;
    if (bind_was_added(findings, CODE_Y10, bind_place(binder, expr->time.span)) ||
        !time_sound(findings, binder->file, expr->time))
        return bind_error(binder, expr->span);
    Datum datum = datum_time(expr->time);
    uint8_t type = datum.kind == DATUM_YEAR   ? TYPE_YEAR
                   : datum.kind == DATUM_DATE ? TYPE_DATE
                                              : TYPE_ERROR;
    if (type == TYPE_ERROR) {
        bind_finding(binder, CODE_Q02, expr->span,
                     "a year, month or date is expected; for a range write "
                     "\"between 2020 and 2022\"");
        return bind_error(binder, expr->span);
    }
    return bind_constant(binder, datum, (Type){type, 0}, expr->span);
}

static Step *bind_star(Binder *binder, const Expr *expr) {
    bind_finding(binder, CODE_Q04, expr->span,
                 "* means all columns, which is not possible here");
    return bind_error(binder, expr->span);
}

Step *bind_expr(Binder *binder, const Expr *expr, const Step *against) {
    Step *column = binder->formulas != NULL ? bind_column(binder, expr) : NULL;
    if (column != NULL)
        return column;
    switch ((ExprKind)expr->kind) {
    case EXPR_FIGURE: return bind_figure(binder, expr);
    case EXPR_TEXT: return bind_text(binder, expr);
    case EXPR_TIME: return bind_time(binder, expr);
    case EXPR_NULL:
        return bind_constant(binder, datum_null(), (Type){TYPE_NULL, 0}, expr->span);
    case EXPR_TRUE:
    case EXPR_FALSE:
        return bind_constant(binder, datum_truth(expr->kind == EXPR_TRUE), type_bool,
                             expr->span);
    case EXPR_NAME: return bind_name(binder, expr, against);
    case EXPR_PARAM: return bind_param(binder, expr, against);
    case EXPR_NOT: return bind_not(binder, expr);
    case EXPR_NEGATE: return bind_negate(binder, expr);
    case EXPR_AND:
    case EXPR_OR: return bind_logic(binder, expr);
    case EXPR_COMPARE: return bind_comparison(binder, expr);
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV: return bind_two(binder, expr);
    case EXPR_JOIN: return bind_join(binder, expr);
    case EXPR_IN:
    case EXPR_BETWEEN: return bind_range(binder, expr);
    case EXPR_LIKE: return bind_like(binder, expr);
    case EXPR_IS_NULL: return bind_is_null(binder, expr);
    case EXPR_CASE: return bind_case(binder, expr);
    case EXPR_CALL: return bind_call(binder, expr);
    case EXPR_STAR: return bind_star(binder, expr);
    }
    return bind_error(binder, expr->span);
}

Bound *eval_bind(Model *model, BindTo to, const Expr *expr, Standing standing) {
    static const char *const what[] = {"a filter", "a rule", "a check"};
    if (expr == NULL)
        return NULL;
    Binder binder = {.model = model,
                     .file = standing.file,
                     .document = standing.document,
                     .rule = to == BIND_RULE,
                     .check = to == BIND_CHECK,
                     .table = to == BIND_FUNDING ? TABLE_funding : TABLE_COUNT,
                     .clause = to == BIND_FUNDING ? "a filter" : NULL,
                     .has_unit = true,
                     .power = standing.power,
                     .currency = standing.currency};
    const Step *root = bind_truth(&binder, expr, what[to]);
    if (binder.failed)
        return NULL;
    Bound *bound = ARENA_NEW(model->arena, Bound);
    *bound = (Bound){.to = to,
                     .file = standing.file,
                     .document = standing.document,
                     .power = standing.power,
                     .currency = standing.currency,
                     .shown = standing.power,
                     .root = to == BIND_FUNDING ? bind_fast(&binder, root) : root};
    bound->memo_size = binder.memo_size;
    return bound;
}
